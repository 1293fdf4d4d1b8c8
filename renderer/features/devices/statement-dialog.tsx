import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { daySchema, lineSchema } from '../../../main/contract/shared.ts';
import { STATEMENT_KINDS } from '../../../main/domain/component.ts';
import { client } from '../../bridge/client.ts';
import { keepDocument } from '../../bridge/documents.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { type ChosenDocument, DocumentField } from '../../ui/document-field.tsx';
import { Note, type ShownFailure } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { DayInput, FieldGrid, SelectInput, TextInput, Wide } from '../../ui/form-fields.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { componentChoices, preset, useKeptDocuments } from './component-choice.ts';
import type { DeviceDetail } from './types.ts';

const schema = z.object({
  componentId: z.string().min(1),
  kind: z.enum(STATEMENT_KINDS),
  statedOn: daySchema,
  untilOn: daySchema.nullable(),
  reviewOn: daySchema.nullable(),
  note: lineSchema(500).nullable(),
});
type Values = z.input<typeof schema>;
type Out = z.output<typeof schema>;

/** Records what the vendor of the device says of a component that its maker no longer supports (domain.md E15). */
export function StatementDialog({
  device,
  componentId,
  onClose,
}: {
  device: DeviceDetail;
  componentId: string | null;
  onClose: () => void;
}) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const kept = useKeptDocuments();
  const status = useQuery(orpc.vault.status.queryOptions());
  const [document, setDocument] = useState<ChosenDocument>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const { control, handleSubmit, watch, formState } = useForm<Values, unknown, Out>({
    defaultValues: {
      componentId: preset(device, componentId, device.support.limitedBy?.name)?.id ?? '',
      kind: 'maintained_by_vendor',
      ...(status.data ? { statedOn: status.data.today } : {}),
      untilOn: null,
      reviewOn: null,
      note: null,
    },
    resolver: zodResolver(schema),
  });
  const approves = watch('kind') === 'approved';
  const submit = handleSubmit(async ({ componentId: chosen, ...values }) => {
    setFailure(null);
    const about = device.components.find(({ id }) => id === chosen);
    if (!about) return;
    try {
      const documentId = await keepDocument(document, { kind: 'vendor_letter', datedOn: values.statedOn });
      await client.device.recordStatement({ ...values, componentId: about.id, documentId });
      notice({ text: text('devices.statement.done') });
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
    }
  });
  return (
    <FormDialog
      open
      title={text('devices.statement.title')}
      intro={text('devices.statement.intro')}
      submit={text('devices.statement.submit')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty || document !== null}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      {device.components.length === 0 ? <Note tone="near">{text('devices.statement.needComponent')}</Note> : null}
      <FieldGrid>
        <SelectInput
          control={control}
          name="componentId"
          label={text('devices.statement.component')}
          required
          choices={componentChoices(device)}
        />
        <SelectInput
          control={control}
          name="kind"
          label={text('devices.statement.kind')}
          required
          choices={STATEMENT_KINDS.map((kind) => ({ value: kind, label: words.t(`statement.${kind}`) }))}
        />
        <DayInput control={control} name="statedOn" label={text('devices.statement.statedOn')} required autoFocus />
        <DayInput
          control={control}
          name="untilOn"
          label={text('devices.statement.untilOn')}
          hint={text('devices.statement.untilHint')}
        />
        <DayInput
          control={control}
          name="reviewOn"
          label={text('devices.statement.reviewOn')}
          hint={text('devices.statement.reviewHint')}
        />
        {approves ? (
          <Wide>
            <Note tone="plan" role="status">
              {text('devices.statement.approves')}
            </Note>
          </Wide>
        ) : null}
        <Wide>
          <TextInput control={control} name="note" label={text('devices.statement.note')} maxLength={500} />
        </Wide>
        <Wide>
          <DocumentField
            label={text('devices.statement.document')}
            value={document}
            kept={kept}
            onChange={setDocument}
          />
        </Wide>
      </FieldGrid>
    </FormDialog>
  );
}
