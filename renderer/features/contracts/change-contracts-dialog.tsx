import type { z } from 'zod';
import { contractChangesSchema } from '../../../main/contract/contract-many.ts';
import { CONTRACT_KINDS, NOTICE_UNITS, RENEWALS } from '../../../main/domain/contract.ts';
import { TRISTATE } from '../../../main/domain/device.ts';
import type { ContractId } from '../../../main/domain/ids.ts';
import { ChangeManyDialog } from '../../bridge/change-many.tsx';
import { client } from '../../bridge/client.ts';
import { ChosenFields, choicesOf, useChosen, useManyFields } from '../../bridge/many-fields.tsx';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { NumberInput, SelectInput, TextInput } from '../../ui/form-fields.tsx';
import { useFieldLabel } from './field-label.ts';

const FIELDS = [
  'kind',
  'renewal',
  'renewalMonths',
  'noticeAmount',
  'noticeUnit',
  'noticeAddress',
  'notifyDays',
  'includesSecurityUpdates',
  'includesOsUpgrades',
  'appendNotes',
  'notes',
] as const;
type Field = (typeof FIELDS)[number];
type Values = { [Name in Field]: z.input<typeof contractChangesSchema>[Name] | null };
/** Fields that every contract has a value for. */
const NEEDED: readonly Field[] = ['kind', 'renewal', 'includesSecurityUpdates', 'includesOsUpgrades', 'appendNotes'];

/** Changes terms of many contracts. The contracts are those of the moment at which the dialog was opened. */
export function ChangeContractsDialog({
  selection,
  onClose,
  onDone,
}: {
  selection: { readonly ids: ContractId[] } | { readonly search: string };
  onClose: () => void;
  onDone: () => void;
}) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const label = useFieldLabel();
  const { chosen, failure } = useChosen(() => client.contract.chosen(selection));
  const { control, said, hint, choice } = useManyFields<Values>(FIELDS, NEEDED);
  const count = chosen?.length ?? 0;
  const name = (field: Field) => (field === 'appendNotes' ? text('many.field.appendNotes') : label(field));
  const input = (field: Field) => {
    const common = { control, name: field, label: name(field), hint: hint(field) };
    switch (field) {
      case 'kind':
        return (
          <SelectInput
            {...common}
            required
            choices={choicesOf(CONTRACT_KINDS, (one) => words.t(`contractKind.${one}`))}
          />
        );
      case 'renewal':
        return <SelectInput {...common} required choices={choicesOf(RENEWALS, (one) => words.t(`renewal.${one}`))} />;
      case 'noticeUnit':
        return <SelectInput {...common} choices={choicesOf(NOTICE_UNITS, (one) => words.t(`noticeUnit.${one}`))} />;
      case 'includesSecurityUpdates':
      case 'includesOsUpgrades':
        return <SelectInput {...common} required choices={choicesOf(TRISTATE, (one) => words.t(`tristate.${one}`))} />;
      case 'renewalMonths':
        return <NumberInput {...common} min={1} max={600} />;
      case 'noticeAmount':
        return <NumberInput {...common} min={0} max={3650} />;
      case 'notifyDays':
        return <NumberInput {...common} min={0} max={1000} />;
      case 'noticeAddress':
        return <TextInput {...common} maxLength={500} />;
      default:
        return <TextInput {...common} multiline maxLength={4000} />;
    }
  };
  return (
    <ChangeManyDialog
      title={text('many.contractsTitle', { count, amount: chosen === null ? '…' : number(count) })}
      chosen={chosen}
      changes={contractChangesSchema.safeParse(said).data ?? null}
      preview={client.contract.previewMany}
      apply={client.contract.updateMany}
      failure={failure}
      onClose={onClose}
      onDone={onDone}
    >
      <ChosenFields {...choice} name={name} input={input} />
    </ChangeManyDialog>
  );
}
