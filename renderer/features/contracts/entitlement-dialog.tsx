import { zodResolver } from '@hookform/resolvers/zod';
import type { z } from 'zod';
import { entitlementFieldsSchema } from '../../../main/contract/entitlement.ts';
import { ENTITLEMENT_KINDS, ENTITLEMENT_PERIODS } from '../../../main/domain/entitlement.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { FieldGrid, NumberInput, SelectInput, TextInput, Wide } from '../../ui/form-fields.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { StaleNote, useRecordForm } from '../../ui/record-form.tsx';
import type { ContractDetail } from './types.ts';

export type Entitlement = Outputs['entitlement']['ofContract'][number];
type Form = z.input<typeof entitlementFieldsSchema>;
type Fields = z.output<typeof entitlementFieldsSchema>;

const NEW: Form = { kind: 'maintenance_visit', name: null, amount: 1, per: 'year', notes: null };

function formOf(entitlement: Entitlement | null | undefined) {
  if (!entitlement) return { revision: 0, values: NEW };
  const { revision, kind, name, amount, per, notes } = entitlement;
  return { revision, values: { kind, name, amount, per, notes } };
}

/** Adds what a contract gives beside repair, or changes it. */
export function EntitlementDialog({
  contract,
  entitlement,
  onClose,
}: {
  contract: ContractDetail;
  entitlement: Entitlement | null;
  onClose: () => void;
}) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const edit = useRecordForm<Form, Fields>({
    record: formOf(entitlement),
    resolver: zodResolver(entitlementFieldsSchema),
    failureOf,
    reload: async () => {
      const all = await client.entitlement.ofContract({ contractId: contract.id });
      return formOf(all.find(({ id }) => id === entitlement?.id));
    },
    save: async (revision, changes) => {
      if (entitlement === null) {
        const fields = entitlementFieldsSchema.parse(edit.form.getValues());
        await client.entitlement.create({ contractId: contract.id, ...fields });
      } else await client.entitlement.update({ id: entitlement.id, revision, changes });
      notice({ text: text('cover.entitlements.saved') });
      onClose();
    },
  });
  const { control } = edit.form;
  const label = (field: string) => {
    const known = (['kind', 'name', 'amount', 'per', 'notes'] as const).find((one) => one === field);
    return known ? text(`cover.entitlements.${known}`) : field;
  };
  return (
    <FormDialog
      open
      title={
        entitlement
          ? text('cover.entitlements.editTitle')
          : text('cover.entitlements.addTitle', { number: contract.number })
      }
      submit={entitlement ? text('action.save') : text('cover.entitlements.add')}
      busy={edit.busy}
      dirty={edit.dirty}
      failure={edit.failure}
      notice={<StaleNote stale={edit.stale} takeOver={edit.takeOver} label={label} />}
      onSubmit={(event) => void edit.submit(event)}
      onClose={onClose}
    >
      <FieldGrid>
        <SelectInput
          control={control}
          name="kind"
          label={label('kind')}
          required
          choices={ENTITLEMENT_KINDS.map((value) => ({ value, label: words.t(`entitlement.kind.${value}`) }))}
        />
        <TextInput
          control={control}
          name="name"
          label={label('name')}
          hint={text('cover.entitlements.nameHelp')}
          maxLength={200}
        />
        <NumberInput control={control} name="amount" label={label('amount')} min={1} max={100_000} required />
        <SelectInput
          control={control}
          name="per"
          label={label('per')}
          required
          choices={ENTITLEMENT_PERIODS.map((value) => ({ value, label: words.t(`entitlement.per.${value}`) }))}
        />
        <Wide>
          <TextInput control={control} name="notes" label={label('notes')} multiline maxLength={4000} />
        </Wide>
      </FieldGrid>
    </FormDialog>
  );
}
