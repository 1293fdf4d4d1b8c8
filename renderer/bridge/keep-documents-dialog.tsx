import { Box, LinearProgress, MenuItem, TextField, Typography } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { type Day, parseDay } from '../../main/domain/day.ts';
import { DOCUMENT_BYTES, DOCUMENT_KINDS, type DocumentKind, guessDocument } from '../../main/domain/document.ts';
import { useNumber, useText } from '../i18n/i18n.ts';
import { DayField } from '../ui/day-field.tsx';
import { Note } from '../ui/error-state.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { useNotice } from '../ui/notices.tsx';
import { paint } from '../ui/paint.ts';
import { useAttempt } from './attempt.ts';
import { client } from './client.ts';
import type { DocumentPlace } from './documents.ts';
import { uploadFile } from './files.ts';

/** A file with what was guessed or said of it. */
interface Entry {
  readonly key: string;
  readonly file: File;
  readonly kind: DocumentKind;
  /** As typed: a day, blank, or a part of one. */
  readonly datedOn: string;
}

/** Largest document in megabytes, for people. */
const LIMIT_MB = DOCUMENT_BYTES / 1_000_000;

/** Asks of what kind files are and of which day, and keeps them with a record. */
export function KeepDocumentsDialog({
  files,
  place,
  onClose,
}: {
  files: readonly File[];
  place: DocumentPlace;
  onClose: () => void;
}) {
  const text = useText();
  const number = useNumber();
  const notice = useNotice();
  const { busy, failure, attempt } = useAttempt();
  const [entries, setEntries] = useState<readonly Entry[]>(() => files.filter(fits).map(entryOf));
  const [kept, setKept] = useState(0);
  const [tried, setTried] = useState(false);
  const left = files.filter((file) => !fits(file));
  const total = entries.length;
  const change = (key: string, changes: Partial<Entry>) =>
    setEntries(entries.map((entry) => (entry.key === key ? { ...entry, ...changes } : entry)));
  const keep = async () => {
    const known: string[] = [];
    // What was kept before one failed stays kept; only the rest is asked for again.
    for (const [index, entry] of entries.slice(kept).entries()) {
      const { file, kind, datedOn } = entry;
      const uploadId = await uploadFile(file);
      const name = file.name.slice(0, 200);
      const fields = {
        kind,
        datedOn: dayOf(datedOn),
        receivedOn: null,
        fileName: file.name.slice(0, 300),
        title: titleOf(name),
      };
      const answer = await client.document.add({ uploadId, ...fields, place });
      if (answer.known) known.push(answer.title);
      setKept(kept + index + 1);
    }
    const told =
      known.length === 0
        ? text('documents.dialog.done', { count: total, name: entries[0]?.file.name ?? '' })
        : text('documents.dialog.known', { count: known.length, title: known[0] ?? '' });
    notice({ text: told });
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (total === 0) return onClose();
    if (entries.every(({ datedOn }) => isDay(datedOn))) void attempt(keep);
  };
  return (
    <FormDialog
      open
      title={text('documents.dialog.title', { count: files.length, name: files[0]?.name ?? '' })}
      intro={total === 0 ? undefined : text('documents.dialog.intro', { count: total })}
      submit={text(total === 0 ? 'action.close' : 'documents.dialog.submit')}
      busy={busy}
      dirty={false}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      {entries.map(({ key, file, kind, datedOn }) => (
        <Box key={key} role="group" aria-label={file.name} sx={{ display: 'grid', gap: '10px' }}>
          {files.length === 1 ? null : (
            <Typography sx={{ fontWeight: 550, overflowWrap: 'anywhere' }}>{file.name}</Typography>
          )}
          <Box sx={{ display: 'grid', gap: '12px', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
            <TextField
              select
              label={text('documents.dialog.kind')}
              value={kind}
              disabled={busy}
              onChange={(event) => change(key, { kind: event.target.value as DocumentKind })}
            >
              {DOCUMENT_KINDS.map((one) => (
                <MenuItem key={one} value={one}>
                  {text(`documents.kind.${one}`)}
                </MenuItem>
              ))}
            </TextField>
            <DayField
              label={text('documents.dialog.datedOn')}
              value={datedOn}
              disabled={busy}
              error={tried && !isDay(datedOn)}
              onChange={(next) => change(key, { datedOn: next })}
            />
          </Box>
        </Box>
      ))}
      {left.map((file) => (
        <Note key={keyOf(file)} tone="near">
          {file.size === 0 ? (
            text('documents.dialog.empty', { name: file.name })
          ) : (
            <>
              {text('documents.dialog.tooLarge', {
                name: file.name,
                size: number(Math.ceil(file.size / 1_000_000)),
                limit: number(LIMIT_MB),
              })}{' '}
              {text('documents.dialog.tooLargeNext')}
            </>
          )}
        </Note>
      ))}
      {busy && total > 1 ? (
        <Box>
          <LinearProgress
            variant="determinate"
            value={(100 * kept) / total}
            aria-label={text('documents.card.title')}
          />
          <Typography variant="body2" role="status" sx={{ color: paint.muted, marginTop: '4px' }}>
            {text('documents.dialog.progress', { done: number(kept), total: number(total) })}
          </Typography>
        </Box>
      ) : null}
    </FormDialog>
  );
}

function fits({ size }: File): boolean {
  return size > 0 && size <= DOCUMENT_BYTES;
}

function keyOf({ name, size, lastModified }: File): string {
  return `${name} ${size} ${lastModified}`;
}

function entryOf(file: File): Entry {
  const { kind, datedOn } = guessDocument(file.name);
  return { key: keyOf(file), file, kind, datedOn: datedOn ?? '' };
}

function isDay(typed: string): boolean {
  return typed === '' || parseDay(typed) !== null;
}

function dayOf(typed: string): Day | null {
  return typed === '' ? null : parseDay(typed);
}

/** A name of a file as a title: on one line, without a folder. */
function titleOf(name: string): string {
  const plain = name
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/^.*[/\\]/, '')
    .trim();
  return plain === '' ? 'document' : plain;
}
