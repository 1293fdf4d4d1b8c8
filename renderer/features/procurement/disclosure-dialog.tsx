import { Button, MenuItem, TextField } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DISCLOSURE_STATES } from '../../../main/domain/procurement.ts';
import { useAttempt } from '../../bridge/attempt.ts';
import { client } from '../../bridge/client.ts';
import { keepDocument, openDocument } from '../../bridge/documents.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { type ChosenDocument, DocumentField } from '../../ui/document-field.tsx';
import { Note } from '../../ui/error-state.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { type CandidateDetail, candidateName } from './types.ts';

/** Says where an item of a pack stands, with the paper or the reason that goes with it. */
export function DisclosureDialog({
  candidate,
  entry,
  onClose,
}: {
  candidate: CandidateDetail;
  entry: CandidateDetail['disclosure'][number];
  onClose: () => void;
}) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const documents = useQuery(orpc.document.list.queryOptions());
  const [state, setState] = useState(entry.state);
  const [note, setNote] = useState(entry.note ?? '');
  const [document, setDocument] = useState<ChosenDocument>(entry.documentId);
  const [missing, setMissing] = useState<'needsEvidence' | 'needsReason' | null>(null);
  const { busy, failure, attempt } = useAttempt();
  const name = { item: words.t(`procurement.item.${entry.item}`), name: candidateName(candidate) };
  const needsReason = state === 'not_applicable' || state === 'not_available';
  const dirty = state !== entry.state || note !== (entry.note ?? '') || document !== entry.documentId;
  const save = async () => {
    if (needsReason && note.trim() === '') return setMissing('needsReason');
    if (state === 'received' && note.trim() === '' && document === null) return setMissing('needsEvidence');
    await attempt(async () => {
      const documentId = await keepDocument(document, { kind: 'evidence' });
      await client.procurement.setDisclosure({
        candidateId: candidate.id,
        revision: candidate.revision,
        item: entry.item,
        state,
        note: note.trim() === '' ? null : note,
        documentId,
      });
      notice({ text: text('procurement.disclosure.saved', name) });
      onClose();
    });
  };
  return (
    <FormDialog
      open
      title={text('procurement.disclosure.dialogTitle', name)}
      submit={text('action.save')}
      busy={busy}
      dirty={dirty}
      failure={failure}
      notice={
        missing ? (
          <Note tone="end" role="alert">
            {text(`procurement.disclosure.${missing}`)}
          </Note>
        ) : state === 'not_available' ? (
          <Note tone="near" role="status">
            {text('procurement.disclosure.held')}
          </Note>
        ) : null
      }
      extra={
        entry.documentId === null ? null : (
          <Button variant="text" onClick={() => entry.documentId && void openDocument(entry.documentId)}>
            {text('procurement.disclosure.open')}
          </Button>
        )
      }
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onClose={onClose}
    >
      <TextField
        select
        autoFocus
        label={text('procurement.disclosure.state')}
        value={state}
        onChange={(event) => {
          setMissing(null);
          setState(DISCLOSURE_STATES.find((one) => one === event.target.value) ?? 'open');
        }}
      >
        {DISCLOSURE_STATES.map((one) => (
          <MenuItem key={one} value={one}>
            {words.t(`procurement.itemState.${one}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        label={text(
          needsReason
            ? 'procurement.disclosure.noteReason'
            : state === 'received'
              ? 'procurement.disclosure.noteReceived'
              : 'procurement.disclosure.note',
        )}
        value={note}
        onChange={(event) => {
          setMissing(null);
          setNote(event.target.value);
        }}
        required={needsReason}
        multiline
        minRows={2}
        maxRows={8}
        slotProps={{ htmlInput: { maxLength: 4000 } }}
      />
      <DocumentField
        label={text('procurement.disclosure.document')}
        value={document}
        kept={documents.data ?? []}
        onChange={(chosen) => {
          setMissing(null);
          setDocument(chosen);
          if (chosen !== null && (state === 'open' || state === 'requested')) setState('received');
        }}
      />
    </FormDialog>
  );
}
