import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { offerSchema } from '../../../main/contract/procurement.ts';
import { client } from '../../bridge/client.ts';
import { keepDocument } from '../../bridge/documents.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText } from '../../i18n/i18n.ts';
import { type ChosenDocument, DocumentField } from '../../ui/document-field.tsx';
import type { ShownFailure } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { DayInput, FieldGrid, SuggestInput, TextInput, Wide } from '../../ui/form-fields.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { type CandidateDetail, type CaseDetail, candidateName } from './types.ts';

const schema = offerSchema.omit({ documentId: true });
type Form = z.input<typeof schema>;

const NOTHING: Form = {
  vendor: '',
  model: '',
  softwareVersion: null,
  quoteNumber: null,
  quotedOn: null,
  quoteValidUntil: null,
  notes: null,
};

/** Adds a candidate, or changes the offer of one. What it is an offer of stays: another product is another candidate. */
export function CandidateDialog({
  one,
  candidate,
  onClose,
}: {
  one: CaseDetail;
  candidate: CandidateDetail | null;
  onClose: () => void;
}) {
  const text = useText();
  const notice = useNotice();
  const vendors = useQuery(orpc.vendor.list.queryOptions({ input: { limit: 1000 } }));
  const models = useQuery(orpc.model.list.queryOptions({ input: { limit: 1000 } }));
  const documents = useQuery(orpc.document.list.queryOptions());
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [document, setDocument] = useState<ChosenDocument>(candidate?.documentId ?? null);
  const { control, handleSubmit, watch, formState } = useForm<Form, unknown, z.output<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: candidate === null ? NOTHING : schema.parse(candidate),
  });
  const vendor = watch('vendor');
  const submit = handleSubmit(async ({ vendor: maker, model, ...fields }) => {
    setFailure(null);
    try {
      const documentId = await keepDocument(document, { kind: 'other', datedOn: fields.quotedOn });
      if (candidate === null) {
        const offer = { vendor: maker, model, ...fields, documentId };
        await client.procurement.addCandidate({ id: one.id, offer });
        notice({ text: text('procurement.candidate.added', { name: candidateName(offer) }) });
      } else {
        const { id: candidateId, revision } = candidate;
        await client.procurement.updateCandidate({ candidateId, revision, changes: { ...fields, documentId } });
        notice({ text: text('procurement.candidate.saved') });
      }
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
    }
  });
  return (
    <FormDialog
      open
      title={
        candidate === null
          ? text('procurement.candidate.addTitle')
          : text('procurement.candidate.editTitle', { name: candidateName(candidate) })
      }
      submit={text(candidate === null ? 'procurement.candidate.add' : 'action.save')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty || document !== (candidate?.documentId ?? null)}
      failure={failure}
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      <FieldGrid>
        {candidate === null ? (
          <>
            <SuggestInput
              control={control}
              name="vendor"
              label={text('procurement.candidate.vendor')}
              required
              autoFocus
              suggestions={(vendors.data?.rows ?? []).map(({ name }) => name)}
            />
            <SuggestInput
              control={control}
              name="model"
              label={text('procurement.candidate.model')}
              hint={text('procurement.candidate.modelHint')}
              required
              suggestions={(models.data?.rows ?? [])
                .filter(({ manufacturer }) => !vendor || manufacturer === vendor)
                .map(({ name }) => name)}
            />
          </>
        ) : null}
        <TextInput
          control={control}
          name="softwareVersion"
          label={text('procurement.candidate.softwareVersion')}
          maxLength={100}
        />
        <TextInput
          control={control}
          name="quoteNumber"
          label={text('procurement.candidate.quoteNumber')}
          maxLength={100}
        />
        <DayInput control={control} name="quotedOn" label={text('procurement.candidate.quotedOn')} />
        <DayInput control={control} name="quoteValidUntil" label={text('procurement.candidate.quoteValidUntil')} />
        <Wide>
          <DocumentField
            label={text('procurement.candidate.document')}
            value={document}
            kept={documents.data ?? []}
            onChange={setDocument}
          />
        </Wide>
        <Wide>
          <TextInput
            control={control}
            name="notes"
            label={text('procurement.candidate.notes')}
            multiline
            maxLength={4000}
          />
        </Wide>
      </FieldGrid>
    </FormDialog>
  );
}
