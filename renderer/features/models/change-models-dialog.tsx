import type { z } from 'zod';
import { modelChangesSchema } from '../../../main/contract/model-many.ts';
import { DEVICE_CATEGORIES, TRISTATE } from '../../../main/domain/device.ts';
import type { ModelId } from '../../../main/domain/ids.ts';
import { INSTALLERS, STAGES } from '../../../main/domain/model.ts';
import { fieldText } from '../../../main/words/history.ts';
import { ChangeManyDialog } from '../../bridge/change-many.tsx';
import { client } from '../../bridge/client.ts';
import { ChosenFields, choicesOf, useChosen, useManyFields } from '../../bridge/many-fields.tsx';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { NumberInput, SelectInput, TextInput } from '../../ui/form-fields.tsx';
import { MoneyInput } from '../../ui/form-fields-money.tsx';

const FIELDS = [
  'deviceType',
  'category',
  'stage',
  'updatesNeedContract',
  'whoInstalls',
  'leadTimeMonths',
  'replacementPrice',
  'appendNotes',
  'notes',
] as const;
type Field = (typeof FIELDS)[number];
type Values = { [Name in Field]: z.input<typeof modelChangesSchema>[Name] | null };
const NEEDED: readonly Field[] = ['updatesNeedContract', 'appendNotes'];

/** Changes fields of many models. The models are those of the moment at which the dialog was opened. */
export function ChangeModelsDialog({
  selection,
  onClose,
  onDone,
}: {
  selection: { readonly ids: ModelId[] } | { readonly search: string };
  onClose: () => void;
  onDone: () => void;
}) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const { chosen, failure } = useChosen(() => client.model.chosen(selection));
  const { control, said, hint, choice } = useManyFields<Values>(FIELDS, NEEDED);
  const count = chosen?.length ?? 0;
  const name = (field: Field) => (field === 'appendNotes' ? text('many.field.appendNotes') : fieldText(field, words));
  const input = (field: Field) => {
    const common = { control, name: field, label: name(field), hint: hint(field) };
    switch (field) {
      case 'category':
        return <SelectInput {...common} choices={choicesOf(DEVICE_CATEGORIES, (one) => words.t(`category.${one}`))} />;
      case 'stage':
        return <SelectInput {...common} choices={choicesOf(STAGES, (one) => words.t(`stage.${one}`))} />;
      case 'updatesNeedContract':
        return <SelectInput {...common} required choices={choicesOf(TRISTATE, (one) => words.t(`tristate.${one}`))} />;
      case 'whoInstalls':
        return <SelectInput {...common} choices={choicesOf(INSTALLERS, (one) => words.t(`installer.${one}`))} />;
      case 'leadTimeMonths':
        return <NumberInput {...common} min={0} max={240} />;
      case 'replacementPrice':
        return <MoneyInput {...common} />;
      case 'deviceType':
        return <TextInput {...common} maxLength={200} />;
      default:
        return <TextInput {...common} multiline maxLength={4000} />;
    }
  };
  return (
    <ChangeManyDialog
      title={text('many.modelsTitle', { count, amount: chosen === null ? '…' : number(count) })}
      chosen={chosen}
      changes={modelChangesSchema.safeParse(said).data ?? null}
      preview={client.model.previewMany}
      apply={client.model.updateMany}
      failure={failure}
      onClose={onClose}
      onDone={onDone}
    >
      <ChosenFields {...choice} name={name} input={input} />
    </ChangeManyDialog>
  );
}
