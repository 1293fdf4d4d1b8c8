import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { daySchema, idSchema } from '../../main/contract/shared.ts';
import { useText } from '../i18n/i18n.ts';
import { Note, type ShownFailure } from '../ui/error-state.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { DayInput, FieldGrid, SelectInput, Wide } from '../ui/form-fields.tsx';
import { useNotice } from '../ui/notices.tsx';
import { client } from './client.ts';
import { failureOf } from './failure.ts';
import { orpc } from './queries.ts';

const schema = z.object({
  contractId: idSchema('contract').nullable(),
  startsOn: daySchema.nullable(),
  endsOn: daySchema.nullable(),
});
type Values = z.infer<typeof schema>;

/** Puts devices under a contract, for its whole term or for a part of it. */
export function AddToContractDialog({
  assetTags,
  withoutTag = 0,
  onClose,
  onDone,
}: {
  assetTags: readonly string[];
  withoutTag?: number;
  onClose: () => void;
  onDone?: () => void;
}) {
  const text = useText();
  const notice = useNotice();
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const contracts = useQuery(
    orpc.contract.list.queryOptions({ input: { offset: 0, limit: 1000, sort: 'number', descending: false } }),
  );
  const rows = contracts.data?.rows ?? [];
  const { control, handleSubmit, setError, formState } = useForm<Values, unknown, Values>({
    defaultValues: { contractId: null, startsOn: null, endsOn: null },
    resolver: zodResolver(schema),
  });
  const submit = handleSubmit(async ({ contractId, startsOn, endsOn }) => {
    setFailure(null);
    if (contractId === null)
      return setError('contractId', { type: 'required', message: 'required' }, { shouldFocus: true });
    try {
      const { added } = await client.contract.addDevices({
        id: contractId,
        assetTags: [...assetTags],
        startsOn,
        endsOn,
      });
      const contract = rows.find(({ id }) => id === contractId)?.number ?? '';
      notice({ text: text('devices.toContract.done', { count: added, contract }) });
      onClose();
      onDone?.();
    } catch (error) {
      setFailure(failureOf(error));
    }
  });
  return (
    <FormDialog
      open
      title={text('devices.toContract.title')}
      intro={text('devices.toContract.intro', { count: assetTags.length })}
      submit={text('devices.toContract.submit')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty}
      failure={failure ?? (contracts.error ? failureOf(contracts.error) : null)}
      onSubmit={submit}
      onClose={onClose}
    >
      {withoutTag > 0 ? <Note tone="near">{text('devices.toContract.withoutTag', { count: withoutTag })}</Note> : null}
      {contracts.data && rows.length === 0 ? <Note tone="unk">{text('devices.toContract.none')}</Note> : null}
      <FieldGrid>
        <Wide>
          <SelectInput
            control={control}
            name="contractId"
            label={text('devices.toContract.contract')}
            required
            choices={rows.map(({ id, number, vendor }) => ({ value: id, label: `${number}, ${vendor}` }))}
          />
        </Wide>
        <DayInput control={control} name="startsOn" label={text('devices.toContract.startsOn')} />
        <DayInput control={control} name="endsOn" label={text('devices.toContract.endsOn')} />
      </FieldGrid>
    </FormDialog>
  );
}
