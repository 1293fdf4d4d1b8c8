import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { daySchema, lineSchema } from '../../../main/contract/shared.ts';
import type { Day } from '../../../main/domain/day.ts';
import { client } from '../../bridge/client.ts';
import { keepDocument } from '../../bridge/documents.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText } from '../../i18n/i18n.ts';
import { type ChosenDocument, DocumentField } from '../../ui/document-field.tsx';
import type { ShownFailure } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { DayInput, FieldGrid, NumberInput, TextInput, Wide } from '../../ui/form-fields.tsx';
import { useNotice } from '../../ui/notices.tsx';
import type { Entitlement } from './entitlement-dialog.tsx';

const schema = z.object({
  usedOn: daySchema,
  amount: z.number().int().min(1).max(100_000),
  assetTag: lineSchema(100).nullable(),
  note: lineSchema(500).nullable(),
});
type Values = z.input<typeof schema>;
type Out = z.output<typeof schema>;

/** Records that something of an entitlement was used: on which day, for which device, with which paper. */
export function UseDialog({
  entitlement,
  name,
  today,
  onClose,
}: {
  entitlement: Entitlement;
  name: string;
  today: Day;
  onClose: () => void;
}) {
  const text = useText();
  const notice = useNotice();
  const documents = useQuery(orpc.document.list.queryOptions());
  const [document, setDocument] = useState<ChosenDocument>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const { control, handleSubmit, formState } = useForm<Values, unknown, Out>({
    resolver: zodResolver(schema.refine(({ usedOn }) => usedOn <= today, { path: ['usedOn'], message: 'day' })),
    defaultValues: { usedOn: today, amount: 1, assetTag: null, note: null },
  });
  const submit = handleSubmit(async (fields) => {
    setFailure(null);
    try {
      const documentId = await keepDocument(document, { kind: 'evidence', title: fields.note });
      await client.entitlement.recordUse({ id: entitlement.id, ...fields, documentId });
      notice({ text: text('cover.entitlements.recorded') });
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
    }
  });
  return (
    <FormDialog
      open
      title={text('cover.entitlements.useTitle', { name })}
      submit={text('cover.entitlements.recordUse')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty || document !== null}
      failure={failure}
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      <FieldGrid>
        <DayInput
          control={control}
          name="usedOn"
          label={text('cover.entitlements.usedOn')}
          hint={text('cover.entitlements.usedOnNeeded')}
          required
        />
        <NumberInput
          control={control}
          name="amount"
          label={text('cover.entitlements.usedAmount')}
          min={1}
          max={100_000}
          required
        />
        <TextInput
          control={control}
          name="assetTag"
          label={text('cover.entitlements.device')}
          hint={text('cover.entitlements.deviceHelp')}
          maxLength={100}
        />
        <TextInput control={control} name="note" label={text('cover.entitlements.note')} maxLength={500} />
        <Wide>
          <DocumentField
            label={text('cover.entitlements.document')}
            value={document}
            kept={documents.data ?? []}
            onChange={setDocument}
          />
        </Wide>
      </FieldGrid>
    </FormDialog>
  );
}
