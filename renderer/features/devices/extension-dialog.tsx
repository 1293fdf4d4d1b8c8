import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { daySchema, lineSchema } from '../../../main/contract/shared.ts';
import { client } from '../../bridge/client.ts';
import { keepDocument } from '../../bridge/documents.ts';
import { failureOf } from '../../bridge/failure.ts';
import { useText } from '../../i18n/i18n.ts';
import { type ChosenDocument, DocumentField } from '../../ui/document-field.tsx';
import { Note, type ShownFailure } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { CheckInput, DayInput, FieldGrid, SelectInput, TextInput, Wide } from '../../ui/form-fields.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { componentChoices, preset, useKeptDocuments } from './component-choice.ts';
import type { DeviceDetail } from './types.ts';

const schema = z.object({
  componentId: z.string().min(1),
  purchasedUntilOn: daySchema,
  proof: lineSchema(500).nullable(),
  vendorApproved: z.boolean(),
  approval: lineSchema(500).nullable(),
});
type Values = z.input<typeof schema>;
type Out = z.output<typeof schema>;

/** Records that a paid extension was bought; it says at once whether it will count (domain.md E2). */
export function ExtensionDialog({
  device,
  componentId,
  onClose,
}: {
  device: DeviceDetail;
  componentId: string | null;
  onClose: () => void;
}) {
  const text = useText();
  const notice = useNotice();
  const kept = useKeptDocuments();
  const [document, setDocument] = useState<ChosenDocument>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const possible = device.support.terms.flatMap(({ extensionPossibleUntil: until, limit }) =>
    until === null ? [] : [{ name: limit.name, until }],
  );
  const first = preset(device, componentId, possible[0]?.name);
  const { control, handleSubmit, watch, formState } = useForm<Values, unknown, Out>({
    defaultValues: {
      componentId: first?.id ?? '',
      ...(possible[0] && first && (first.release ?? first.label) === possible[0].name
        ? { purchasedUntilOn: possible[0].until }
        : {}),
      proof: null,
      vendorApproved: false,
      approval: null,
    },
    resolver: zodResolver(schema),
  });
  const [proof, approved, chosen] = watch(['proof', 'vendorApproved', 'componentId']);
  const component = device.components.find(({ id }) => id === chosen);
  const missing = [
    proof || document ? null : text('devices.extension.missingProof'),
    approved ? null : text('devices.extension.missingApproval'),
  ].filter(Boolean);

  const submit = handleSubmit(async (values) => {
    setFailure(null);
    const about = device.components.find(({ id }) => id === values.componentId);
    if (!about) return;
    try {
      const documentId = await keepDocument(document, { kind: 'evidence', title: values.proof });
      await client.device.recordExtension({ ...values, componentId: about.id, documentId });
      notice({ text: text('devices.extension.done') });
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
    }
  });

  return (
    <FormDialog
      open
      title={text('devices.extension.title')}
      intro={text('devices.extension.intro')}
      submit={text('devices.extension.submit')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty || document !== null}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      {device.components.length === 0 ? <Note tone="near">{text('devices.extension.needComponent')}</Note> : null}
      <FieldGrid>
        <SelectInput
          control={control}
          name="componentId"
          label={text('devices.extension.component')}
          required
          choices={componentChoices(device)}
        />
        <DayInput
          control={control}
          name="purchasedUntilOn"
          label={text('devices.extension.purchasedUntilOn')}
          required
          autoFocus
        />
        {component && component.owner !== 'device' ? (
          <Wide>
            <Note tone="plan">{text('devices.extension.sharedByModel')}</Note>
          </Wide>
        ) : null}
        <Wide>
          <TextInput
            control={control}
            name="proof"
            label={text('devices.extension.proof')}
            hint={text('devices.extension.proofHint')}
            maxLength={500}
          />
        </Wide>
        <Wide>
          <DocumentField
            label={text('devices.extension.document')}
            value={document}
            kept={kept}
            onChange={setDocument}
          />
        </Wide>
        <Wide>
          <CheckInput control={control} name="vendorApproved" label={text('devices.extension.approved')} />
        </Wide>
        {approved ? (
          <Wide>
            <TextInput
              control={control}
              name="approval"
              label={text('devices.extension.approval')}
              hint={text('devices.extension.approvalHint')}
              maxLength={500}
            />
          </Wide>
        ) : null}
      </FieldGrid>
      <Note tone={missing.length === 0 ? 'ok' : 'near'} role="status">
        {missing.length === 0
          ? text('devices.extension.counts')
          : text('devices.extension.countsNot', { missing: missing.join(', ') })}
      </Note>
    </FormDialog>
  );
}
