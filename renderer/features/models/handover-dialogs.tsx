import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { handoverFieldsSchema } from '../../../main/contract/handover.ts';
import { textSchema } from '../../../main/contract/shared.ts';
import { HANDOVER_ITEM_STATES } from '../../../main/domain/handover.ts';
import { client } from '../../bridge/client.ts';
import { keepDocument } from '../../bridge/documents.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { type ChosenDocument, DocumentField } from '../../ui/document-field.tsx';
import { ErrorNote, Note, type ShownFailure } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { DayInput, SelectInput, SuggestInput, TextInput } from '../../ui/form-fields.tsx';
import { useNotice } from '../../ui/notices.tsx';
import type { Handover, Item } from './handover-tab.tsx';
import type { ModelDetail } from './types.ts';

type Fields = z.input<typeof handoverFieldsSchema>;

/** Begins a hand-over, or changes who collects its items until when. */
export function HandoverDialog({
  model,
  handover,
  onClose,
}: {
  model: ModelDetail;
  handover: Handover | null;
  onClose: () => void;
}) {
  const text = useText();
  const notice = useNotice();
  const people = useQuery(orpc.alert.people.queryOptions()).data ?? [];
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const { control, handleSubmit, formState } = useForm<Fields, unknown, z.output<typeof handoverFieldsSchema>>({
    defaultValues: { owner: handover?.owner ?? '', dueOn: handover?.dueOn ?? null, notes: handover?.notes ?? null },
    resolver: zodResolver(handoverFieldsSchema),
  });
  const submit = handleSubmit(async (fields) => {
    setFailure(null);
    try {
      if (handover === null) await client.handover.start({ ...fields, modelId: model.id });
      else await client.handover.update({ id: handover.id, revision: handover.revision, changes: fields });
      notice({ text: text(handover === null ? 'exceptions.handover.started' : 'exceptions.handover.saved') });
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
    }
  });
  return (
    <FormDialog
      open
      title={text(handover === null ? 'exceptions.handover.startTitle' : 'exceptions.handover.editTitle', {
        model: model.name,
      })}
      intro={handover === null ? text('exceptions.handover.startIntro') : null}
      submit={handover === null ? text('exceptions.handover.start') : text('action.save')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <SuggestInput
        control={control}
        name="owner"
        label={text('exceptions.handover.owner')}
        required
        autoFocus
        suggestions={people}
      />
      <DayInput
        control={control}
        name="dueOn"
        label={text('exceptions.handover.dueOn')}
        hint={text('exceptions.handover.dueOnHint')}
      />
      <TextInput control={control} name="notes" label={text('exceptions.handover.notes')} multiline maxLength={4000} />
    </FormDialog>
  );
}

const itemSchema = z.object({ state: z.enum(HANDOVER_ITEM_STATES), note: textSchema.nullable() });

/** Records what became of an item. A document that was dropped on it is what was received. */
export function ItemDialog({
  handover,
  item,
  dropped,
  onClose,
}: {
  handover: Handover;
  item: Item;
  dropped: File | null;
  onClose: () => void;
}) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const kept = useQuery(orpc.document.list.queryOptions()).data ?? [];
  const [document, setDocument] = useState<ChosenDocument>(dropped ?? item.documentId);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [noteNeeded, setNoteNeeded] = useState(false);
  const { control, handleSubmit, setError, formState } = useForm<z.input<typeof itemSchema>>({
    defaultValues: { state: item.state === 'open' ? 'received' : item.state, note: item.note },
    resolver: zodResolver(itemSchema),
  });
  const submit = handleSubmit(async ({ state, note }) => {
    setFailure(null);
    const missing = state === 'not_available' && !note;
    setNoteNeeded(missing);
    if (missing) return setError('note', { type: 'required', message: 'required' }, { shouldFocus: true });
    try {
      const documentId = await keepDocument(document, { kind: 'evidence' });
      await client.handover.setItem({
        id: handover.id,
        revision: handover.revision,
        item: item.item,
        state,
        note,
        documentId,
      });
      notice({ text: text('exceptions.handover.recorded') });
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
    }
  });
  return (
    <FormDialog
      open
      title={text('exceptions.handover.setTitle', { item: words.t(`handover.item.${item.item}`) })}
      intro={text(`exceptions.handover.says.${item.item}`)}
      submit={text('exceptions.handover.set')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty || document !== item.documentId}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <SelectInput
        control={control}
        name="state"
        label={text('exceptions.handover.itemState')}
        required
        choices={HANDOVER_ITEM_STATES.map((value) => ({ value, label: words.t(`handover.itemState.${value}`) }))}
      />
      <DocumentField label={text('exceptions.handover.file')} value={document} kept={kept} onChange={setDocument} />
      <TextInput control={control} name="note" label={text('exceptions.handover.note')} multiline maxLength={4000} />
      {noteNeeded ? (
        <Note tone="near" role="alert">
          {text('exceptions.handover.noteNeeded')}
        </Note>
      ) : null}
    </FormDialog>
  );
}

/** Closes a hand-over of which every item is settled. */
export function CompleteDialog({ handover, onClose }: { handover: Handover; onClose: () => void }) {
  const text = useText();
  const notice = useNotice();
  const status = useQuery(orpc.vault.status.queryOptions());
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const complete = async () => {
    if (!status.data) return;
    setBusy(true);
    try {
      await client.handover.complete({ id: handover.id, revision: handover.revision, on: status.data.today });
      notice({ text: text('exceptions.handover.completed') });
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
      setBusy(false);
    }
  };
  return (
    <ConfirmDialog
      open
      title={text('exceptions.handover.completeTitle')}
      text={
        <>
          <p style={{ margin: '0 0 12px' }}>{text('exceptions.handover.completeText')}</p>
          {failure ? <ErrorNote failure={failure} /> : null}
        </>
      }
      confirm={text('exceptions.handover.complete')}
      busy={busy}
      onConfirm={() => void complete()}
      onClose={onClose}
    />
  );
}

const reasonSchema = z.object({ reason: textSchema.min(1) });

/** Opens a complete hand-over again, with the reason that the history keeps. */
export function ReopenDialog({ handover, onClose }: { handover: Handover; onClose: () => void }) {
  const text = useText();
  const notice = useNotice();
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const { control, handleSubmit, formState } = useForm<z.input<typeof reasonSchema>>({
    defaultValues: { reason: '' },
    resolver: zodResolver(reasonSchema),
  });
  const submit = handleSubmit(async ({ reason }) => {
    setFailure(null);
    try {
      await client.handover.reopen({ id: handover.id, revision: handover.revision, reason });
      notice({ text: text('exceptions.handover.reopened') });
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
    }
  });
  return (
    <FormDialog
      open
      title={text('exceptions.handover.reopenTitle')}
      submit={text('exceptions.handover.reopen')}
      busy={formState.isSubmitting}
      dirty={formState.isDirty}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        control={control}
        name="reason"
        label={text('exceptions.handover.reason')}
        required
        autoFocus
        multiline
        maxLength={4000}
      />
    </FormDialog>
  );
}
