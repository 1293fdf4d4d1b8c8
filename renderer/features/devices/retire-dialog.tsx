import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { daySchema, lineSchema } from '../../../main/contract/shared.ts';
import { client } from '../../bridge/client.ts';
import { keepDocument } from '../../bridge/documents.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText } from '../../i18n/i18n.ts';
import { type ChosenDocument, DocumentField } from '../../ui/document-field.tsx';
import { Note, type ShownFailure } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { CheckInput, DayInput, FieldGrid, TextInput, Wide } from '../../ui/form-fields.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { useKeptDocuments } from './component-choice.ts';
import type { DeviceDetail } from './types.ts';

const schema = z.object({
  on: daySchema,
  disposed: z.boolean(),
  disposedOn: daySchema.nullable(),
  dataErasedOn: daySchema.nullable(),
  reason: lineSchema(500).nullable(),
});
type Values = z.input<typeof schema>;
type Out = z.output<typeof schema>;

/** Takes a device out of use; disposing of it needs the erasure with its certificate, or a reason (domain.md E12, LC-07). */
export function RetireDialog({ device, onClose }: { device: DeviceDetail; onClose: () => void }) {
  const text = useText();
  const notice = useNotice();
  const status = useQuery(orpc.vault.status.queryOptions());
  const kept = useKeptDocuments();
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [certificate, setCertificate] = useState<ChosenDocument>(device.erasureDocumentId);
  const retiredOn = device.retiredOn ?? status.data?.today;
  const { control, handleSubmit, watch, setError, formState } = useForm<Values, unknown, Out>({
    defaultValues: {
      ...(retiredOn ? { on: retiredOn } : {}),
      disposed: device.retiredOn !== null,
      disposedOn: device.retiredOn === null ? null : (status.data?.today ?? null),
      dataErasedOn: device.dataErasedOn,
      reason: null,
    },
    resolver: zodResolver(schema),
  });
  const [disposed, erasedOn] = watch(['disposed', 'dataErasedOn']);
  const unproven = disposed && (!erasedOn || certificate === null);

  const submit = handleSubmit(async ({ disposed: gone, ...values }) => {
    setFailure(null);
    if (gone && values.disposedOn === null) {
      return setError('disposedOn', { type: 'required', message: 'required' }, { shouldFocus: true });
    }
    if (gone && (values.dataErasedOn === null || certificate === null) && !values.reason) {
      return setError('reason', { type: 'required', message: 'required' }, { shouldFocus: true });
    }
    try {
      const erasureDocumentId = await keepDocument(certificate, {
        kind: 'certificate',
        datedOn: values.dataErasedOn,
      });
      await client.device.retire({
        ...values,
        erasureDocumentId,
        id: device.id,
        revision: device.revision,
        disposedOn: gone ? values.disposedOn : null,
      });
      notice({ text: text(gone ? 'devices.retire.doneDisposed' : 'devices.retire.done') });
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
    }
  });

  return (
    <FormDialog
      open
      title={text('devices.retire.title')}
      intro={text('devices.retire.intro')}
      submit={text(disposed ? 'devices.retire.submitDispose' : 'devices.retire.submitRetire')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty || certificate !== device.erasureDocumentId}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <FieldGrid>
        <DayInput control={control} name="on" label={text('devices.retire.on')} required autoFocus />
        <DayInput
          control={control}
          name="dataErasedOn"
          label={text('devices.retire.dataErasedOn')}
          hint={text('devices.retire.erasedHint')}
        />
        <Wide>
          <DocumentField
            label={text('devices.retire.certificate')}
            value={certificate}
            kept={kept}
            onChange={setCertificate}
          />
        </Wide>
        <Wide>
          <CheckInput control={control} name="disposed" label={text('devices.retire.disposed')} />
        </Wide>
        {disposed ? (
          <DayInput control={control} name="disposedOn" label={text('devices.retire.disposedOn')} required />
        ) : null}
        <Wide>
          <TextInput
            control={control}
            name="reason"
            label={text(
              disposed && !erasedOn
                ? 'devices.retire.reasonNoErasure'
                : unproven
                  ? 'devices.retire.reasonNoCertificate'
                  : 'devices.retire.reason',
            )}
            required={unproven}
            maxLength={500}
          />
        </Wide>
      </FieldGrid>
      {disposed && !erasedOn ? (
        <Note tone="near">{text('devices.retire.erasureNeeded')}</Note>
      ) : unproven ? (
        <Note tone="near">{text('devices.retire.certificateNeeded')}</Note>
      ) : disposed ? null : (
        <Note tone="plan">{text('devices.retire.openErasure')}</Note>
      )}
    </FormDialog>
  );
}
