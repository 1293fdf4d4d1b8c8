import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import type { EditRefusal } from '../../../main/domain/edit.ts';
import { actionText, nounText } from '../../../main/words/history.ts';
import { type EditStep, useSteps } from '../../bridge/edits.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Moment } from '../../ui/change-history.tsx';
import { ChangedRecords } from '../../ui/changed-record.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { paint } from '../../ui/paint.ts';

/** One step: what it changed, what stands in the way of taking it back, and the button for it. */
export function StepDialog({ step: opened, onClose }: { step: EditStep; onClose: () => void }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const id = useId();
  const { move } = useSteps();
  const { data, error, refetch } = useQuery(orpc.edit.preview.queryOptions({ input: { seq: opened.seq } }));
  const step = data?.step ?? opened;
  const way = step.state === 'done' ? 'undo' : 'redo';
  const free = data !== undefined && step.refusal === null && data.inTheWay.length === 0;
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth="md" fullWidth>
      <DialogTitle id={id}>{actionText(step.action, words)}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: '14px', gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <Typography sx={{ color: paint.muted }}>
          {step.by ?? text('edits.somebody')}, <Moment at={step.at} />. {words.t(`edit.state.${step.state}`)}.
        </Typography>
        {error ? (
          <ErrorState failure={failureOf(error)} onRetry={() => void refetch()} />
        ) : data === undefined ? (
          <LoadingLines lines={4} />
        ) : (
          <>
            <ChangedRecords records={data.records} onGo={onClose} />
            {data.moreRecords > 0 ? (
              <Typography sx={{ color: paint.muted }}>
                {text('edits.moreRecords', { count: data.moreRecords, amount: number(data.moreRecords) })}
              </Typography>
            ) : null}
            <Way refusal={step.refusal} inTheWay={data.inTheWay} />
          </>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{text('action.close')}</Button>
        <Button
          variant="contained"
          color="primary"
          disabled={!free}
          onClick={() => {
            onClose();
            void move(way, step.seq);
          }}
        >
          {text(way === 'undo' ? 'edits.undoThis' : 'edits.redoThis')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

interface InTheWay {
  readonly reason: EditRefusal;
  readonly noun: string | null;
  readonly recordId: string | null;
  readonly title: string | null;
  readonly by: string | null;
  readonly at: string | null;
}

/** What keeps a step from going back or forth; nothing where it is free. */
function Way({ refusal, inTheWay }: { refusal: EditRefusal | null; inTheWay: readonly InTheWay[] }) {
  const text = useText();
  const words = useWords();
  const lines = refusal === null ? inTheWay : [{ ...NOBODY, reason: refusal }];
  if (lines.length === 0) return null;
  return (
    <Box>
      <Typography variant="h2" component="h3" sx={{ marginBottom: '6px' }}>
        {text('edits.inTheWay')}
      </Typography>
      <Box component="ul" sx={{ margin: 0, paddingLeft: '18px' }}>
        {lines.map((line) => (
          <li key={`${line.reason} ${line.recordId}`}>
            {words.t(`edit.refused.${line.reason}`)}
            {line.noun === null || line.by === null || line.at === null ? null : (
              <Box component="span" sx={{ color: paint.muted }}>
                {' '}
                {line.title ?? nounText(line.noun, words)}: {line.by}, <Moment at={line.at} />
              </Box>
            )}
          </li>
        ))}
      </Box>
    </Box>
  );
}

const NOBODY = { noun: null, recordId: null, title: null, by: null, at: null };
