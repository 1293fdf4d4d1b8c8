import { Box, Button, IconButton, Link, Typography } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import type { Id } from '../../main/domain/ids.ts';
import { whatText } from '../../main/words/trash.ts';
import { useText, useWords } from '../i18n/i18n.ts';
import { Card } from '../ui/card.tsx';
import { ErrorNote } from '../ui/error-state.tsx';
import { LoadingLines } from '../ui/loading.tsx';
import { useNotice } from '../ui/notices.tsx';
import { paint } from '../ui/paint.ts';
import { useAttempt } from './attempt.ts';
import { client } from './client.ts';
import { type DocumentPlace, openDocument } from './documents.ts';
import { failureOf } from './failure.ts';
import { KeepDocumentsDialog } from './keep-documents-dialog.tsx';
import { useMayChange } from './may.tsx';
import { orpc } from './queries.ts';

type PlacedDocument = Awaited<ReturnType<typeof client.document.of>>[number];

/**
 * The documents of a record: files that are dropped anywhere on the card or chosen, and those that its dates, answers and
 * promises name as their proof.
 */
export function DocumentsCard({ noun, id }: { noun: DocumentPlace['noun']; id: string }) {
  const text = useText();
  const place: DocumentPlace = { noun, recordId: id as Id<'place'> };
  const mayAdd = useMayChange('document.add');
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [files, setFiles] = useState<readonly File[]>([]);
  const documents = useQuery({
    ...orpc.document.of.queryOptions({ input: place }),
    placeholderData: keepPreviousData,
  });
  const none = documents.data?.length === 0;
  return (
    <DropArea enabled={mayAdd} over={over} onOver={setOver} onFiles={setFiles}>
      <Card
        title={text('documents.card.title')}
        actions={
          mayAdd && !none ? (
            <Button size="small" onClick={() => input.current?.click()}>
              {text('documents.card.add')}
            </Button>
          ) : null
        }
      >
        <input
          ref={input}
          type="file"
          hidden
          multiple
          aria-label={text('documents.card.choose')}
          onChange={(event) => {
            setFiles([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        {documents.error && !documents.data ? (
          <ErrorNote failure={failureOf(documents.error)} />
        ) : documents.data === undefined ? (
          <LoadingLines lines={2} />
        ) : (
          <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '10px' }}>
            {documents.data.map((document) => (
              <li key={document.id}>
                <DocumentLine document={document} place={place} mayUnlink={mayAdd} />
              </li>
            ))}
          </Box>
        )}
        {none && !mayAdd ? <Box sx={{ color: paint.muted }}>{text('documents.empty.title')}</Box> : null}
        {mayAdd && (none || over) ? <Hint over={over} spaced={!none} onChoose={() => input.current?.click()} /> : null}
      </Card>
      {files.length === 0 ? null : <KeepDocumentsDialog files={files} place={place} onClose={() => setFiles([])} />}
    </DropArea>
  );
}

/** Where files can be dropped; a drop of anything else, and one elsewhere on the window, does nothing. */
function DropArea({
  enabled,
  over,
  onOver,
  onFiles,
  children,
}: {
  enabled: boolean;
  over: boolean;
  onOver: (over: boolean) => void;
  onFiles: (files: readonly File[]) => void;
  children: ReactNode;
}) {
  // Children are entered and left while the pointer moves over the card.
  const depth = useRef(0);
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  const handlers = {
    onDragEnter: (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth.current += 1;
      onOver(true);
    },
    onDragLeave: (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth.current = Math.max(0, depth.current - 1);
      if (depth.current === 0) onOver(false);
    },
    onDragOver: (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      depth.current = 0;
      onOver(false);
      const dropped = filesIn(event.dataTransfer);
      if (dropped.length > 0) onFiles(dropped);
    },
  };
  return (
    <Box
      {...(enabled ? handlers : {})}
      sx={{ borderRadius: '11px', outline: over ? `2px dashed ${paint.accent}` : 'none', outlineOffset: '3px' }}
    >
      {children}
    </Box>
  );
}

/** The files of a drop without its folders, which have no bytes of their own. */
function filesIn({ items, files }: DataTransfer): readonly File[] {
  const folders = new Set(
    [...items].flatMap((item) => {
      const entry = item.webkitGetAsEntry();
      return entry?.isDirectory ? [entry.name] : [];
    }),
  );
  return [...files].filter(({ name }) => !folders.has(name));
}

function Hint({ over, spaced, onChoose }: { over: boolean; spaced: boolean; onChoose: () => void }) {
  const text = useText();
  return (
    <Box
      sx={{
        display: 'grid',
        justifyItems: 'center',
        gap: '8px',
        marginTop: spaced ? '12px' : 0,
        padding: '14px 12px',
        textAlign: 'center',
        borderRadius: '9px',
        border: `1.5px dashed ${over ? paint.accent : paint.control}`,
        backgroundColor: over ? paint.accentSoft : paint.bg,
      }}
    >
      <Typography variant="body2" sx={{ color: paint.muted }}>
        {text(over ? 'documents.card.dropNow' : 'documents.card.drop')}
      </Typography>
      {over ? null : (
        <Button size="small" onClick={onChoose}>
          {text('documents.card.choose')}
        </Button>
      )}
    </Box>
  );
}

function DocumentLine({
  document: { id, title, kind, datedOn, linked, uses },
  place,
  mayUnlink,
}: {
  document: PlacedDocument;
  place: DocumentPlace;
  mayUnlink: boolean;
}) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const { busy, failure, attempt } = useAttempt();
  const here = uses.filter(({ what, id: recordId }) => what !== 'DocumentLink' && recordId === place.recordId);
  const about = [
    text(`documents.kind.${kind}`),
    ...(datedOn === null ? [] : [text('documents.card.dated', { day: words.day(datedOn) })]),
    ...here.map(({ what }) => text('documents.card.usedAs', { what: whatText(what, 1, words).replace(/^1 /, '') })),
  ];
  const unlink = () =>
    attempt(async () => {
      await client.document.unlink({ ...place, documentId: id });
      notice({ text: text('documents.card.unlinked', { title }) });
    });
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        <Link
          component="button"
          aria-label={text('documents.saveNamed', { title })}
          onClick={() => void attempt(() => openDocument(id))}
          sx={{ textAlign: 'left', overflowWrap: 'anywhere' }}
        >
          {title}
        </Link>
        <Typography variant="body2" sx={{ color: paint.muted }}>
          {about.join(', ')}
        </Typography>
        {failure ? <ErrorNote failure={failure} /> : null}
      </Box>
      {linked && mayUnlink ? (
        <IconButton
          size="small"
          color="inherit"
          disabled={busy}
          aria-label={text('documents.card.unlink', { title })}
          title={text('documents.card.unlink', { title })}
          onClick={() => void unlink()}
        >
          <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
            <path d="M4 4l8 8M12 4l-8 8" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
          </svg>
        </IconButton>
      ) : null}
    </Box>
  );
}
