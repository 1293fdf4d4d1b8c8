import { Box, Button, LinearProgress, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fieldText, nounText } from '../../../main/words/history.ts';
import { useAttempt } from '../../bridge/attempt.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { cancelJob, forgetJob, newJobId, useProgress } from '../../bridge/jobs.ts';
import { orpc } from '../../bridge/queries.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Moment } from '../../ui/change-history.tsx';
import { ErrorState, Note } from '../../ui/error-state.tsx';
import { FigureTable } from '../../ui/figure-table.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { paint } from '../../ui/paint.ts';

type Preview = Outputs['imports']['previewUndo'];
type Run = Outputs['imports']['list'][number];
type Decision = 'keep' | 'take';

/** Takes a whole import back, after showing what goes, what gets its values back, and what somebody edited since. */
export function UndoDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const text = useText();
  const number = useNumber();
  const { busy, failure, attempt } = useAttempt();
  const [jobId] = useState(newJobId);
  const [reminded, setReminded] = useState(false);
  const [decisions, setDecisions] = useState<Readonly<Record<string, Decision>>>({});
  const preview = useQuery(orpc.imports.previewUndo.queryOptions({ input: { id: run.id }, gcTime: 0 }));
  const undecided = preview.data?.edited.filter(({ id }) => decisions[id] === undefined).length ?? 0;
  const undo = async () => {
    // Those beyond the listed ones stay as they are; the dialog says so.
    const records = Object.entries(decisions).map(([id, decision]) => ({ id, decision }));
    try {
      await client.imports.undo({
        id: run.id,
        edited: (preview.data?.moreEdited ?? 0) > 0 ? 'keep' : null,
        records,
        jobId,
      });
      onClose();
    } finally {
      forgetJob(jobId);
    }
  };
  return (
    <FormDialog
      open
      title={text('imports.undo.title', { file: run.fileName })}
      intro={text('imports.undo.intro')}
      submit={text('imports.undo.button')}
      busy={busy || preview.isPending}
      dirty={false}
      failure={failure}
      width="md"
      notice={
        reminded && undecided > 0 ? (
          <Note tone="end" role="alert">
            {text('imports.undo.undecided', { count: undecided, amount: number(undecided) })}
          </Note>
        ) : undefined
      }
      onSubmit={(event) => {
        event.preventDefault();
        setReminded(undecided > 0);
        if (preview.data && undecided === 0) void attempt(undo);
      }}
      onClose={onClose}
    >
      {preview.error ? (
        <ErrorState failure={failureOf(preview.error)} onRetry={() => void preview.refetch()} />
      ) : preview.data ? (
        <>
          <UndoCounts preview={preview.data} />
          <Edited
            preview={preview.data}
            decisions={decisions}
            onDecide={(ids, decision) =>
              setDecisions({ ...decisions, ...Object.fromEntries(ids.map((id) => [id, decision])) })
            }
          />
          <Held preview={preview.data} />
          {busy ? <UndoProgress jobId={jobId} /> : null}
        </>
      ) : (
        <LoadingLines lines={5} />
      )}
    </FormDialog>
  );
}

function UndoCounts({ preview }: { preview: Preview }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  return (
    <FigureTable
      label={text('imports.undo.counts')}
      headings={[
        text('imports.undo.what'),
        ...(['removed', 'restored', 'kept'] as const).map((key) => text(`imports.undo.${key}`)),
      ]}
      rows={preview.counts.map(({ noun, removed, restored, kept }) => ({
        key: noun,
        about: nounText(noun, words),
        figures: [removed, restored, kept].map((figure) => number(figure)),
      }))}
    />
  );
}

/** Each record that somebody edited since is asked about; nothing is chosen beforehand. */
function Edited({
  preview: { edited, moreEdited },
  decisions,
  onDecide,
}: {
  preview: Preview;
  decisions: Readonly<Record<string, Decision>>;
  onDecide: (ids: readonly string[], decision: Decision) => void;
}) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  if (edited.length === 0) return null;
  const all = edited.map(({ id }) => id);
  return (
    <Box component="section" aria-label={text('imports.undo.edited')} sx={{ display: 'grid', gap: '8px' }}>
      <Note tone="near">
        {text('imports.undo.editedText', {
          count: edited.length + moreEdited,
          amount: number(edited.length + moreEdited),
        })}
      </Note>
      {edited.length > 1 ? (
        <Box sx={{ display: 'flex', gap: 1 }}>
          <Button onClick={() => onDecide(all, 'keep')}>{text('imports.undo.keepAll')}</Button>
          <Button onClick={() => onDecide(all, 'take')}>{text('imports.undo.takeAll')}</Button>
        </Box>
      ) : null}
      <Box sx={{ display: 'grid', gap: '6px', maxHeight: 260, overflow: 'auto' }}>
        {edited.map(({ id, noun, title, made, fields, by, at }) => {
          const name = title ?? nounText(noun, words);
          return (
            <Box
              key={id}
              component="fieldset"
              sx={{
                margin: 0,
                padding: '8px 12px',
                border: `1px solid ${paint.line}`,
                borderRadius: '8px',
                display: 'grid',
                gap: '2px',
              }}
            >
              <Typography component="legend" sx={{ fontWeight: 600, padding: 0, float: 'left' }}>
                {name}
              </Typography>
              <Typography variant="body2" sx={{ color: paint.muted }}>
                {nounText(noun, words)} · {fields.map((field) => fieldText(field, words)).join(', ')} · {by ?? ''}{' '}
                {at === null ? null : <Moment at={at} />}
              </Typography>
              <Box sx={{ display: 'flex', gap: '18px', flexWrap: 'wrap' }}>
                {(['keep', 'take'] as const).map((decision) => (
                  <Box
                    key={decision}
                    component="label"
                    sx={{ display: 'flex', gap: '6px', alignItems: 'center', cursor: 'pointer' }}
                  >
                    <input
                      type="radio"
                      name={`undo-${id}`}
                      checked={decisions[id] === decision}
                      onChange={() => onDecide([id], decision)}
                      style={{ accentColor: paint.accent, margin: 0 }}
                    />
                    {text(
                      decision === 'keep'
                        ? 'imports.undo.keep'
                        : made
                          ? 'imports.undo.takeMade'
                          : 'imports.undo.takeChanged',
                    )}
                  </Box>
                ))}
              </Box>
            </Box>
          );
        })}
      </Box>
      {moreEdited > 0 ? (
        <Typography variant="body2">
          {text('imports.undo.moreEdited', { count: moreEdited, amount: number(moreEdited) })}
        </Typography>
      ) : null}
    </Box>
  );
}

function Held({ preview: { held, moreHeld } }: { preview: Preview }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  if (held.length === 0) return null;
  const why = (by: Preview['held'][number]['by']) =>
    by.length === 0
      ? text('imports.undo.notBack')
      : by
          .map(
            ({ what, count }) =>
              `${number(count)} × ${what === 'other' ? text('imports.undo.other') : nounText(what, words)}`,
          )
          .join(', ');
  return (
    <Box component="section" aria-label={text('imports.undo.held')} sx={{ display: 'grid', gap: '6px' }}>
      <Typography sx={{ fontWeight: 600 }}>{text('imports.undo.held')}</Typography>
      <Box component="ul" sx={{ margin: 0, paddingLeft: '18px', maxHeight: 160, overflow: 'auto' }}>
        {held.map(({ id, noun, title, by }) => (
          <li key={id}>
            {nounText(noun, words)} {title ?? ''}: {why(by)}
          </li>
        ))}
      </Box>
      {moreHeld > 0 ? (
        <Typography variant="body2">
          {text('imports.undo.moreHeld', { count: moreHeld, amount: number(moreHeld) })}
        </Typography>
      ) : null}
    </Box>
  );
}

function UndoProgress({ jobId }: { jobId: string }) {
  const text = useText();
  const number = useNumber();
  const progress = useProgress(jobId);
  const share = progress && progress.total > 0 ? (progress.done / progress.total) * 100 : null;
  return (
    <Box role="status" sx={{ display: 'grid', gap: '8px', justifyItems: 'start' }}>
      <LinearProgress
        aria-label={text('imports.undo.running')}
        {...(share === null ? {} : { variant: 'determinate', value: share })}
        sx={{ width: '100%', height: 6, borderRadius: 3 }}
      />
      <Typography variant="body2">
        {progress === null
          ? text('imports.undo.running')
          : text('imports.undo.progress', { done: number(progress.done), total: number(progress.total) })}
      </Typography>
      <Button onClick={() => void cancelJob(jobId)}>{text('imports.run.cancel')}</Button>
    </Box>
  );
}
