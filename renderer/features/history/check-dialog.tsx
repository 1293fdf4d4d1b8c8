import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  LinearProgress,
  Typography,
} from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { findingText } from '../../../main/words/history.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { ErrorState, Note } from '../../ui/error-state.tsx';
import { paint } from '../../ui/paint.ts';

type Verdict = Outputs['vault']['verify'];

/** Findings that are listed; somebody who has more needs no longer list. */
const SHOWN = 50;

/** Reads the whole log and file, and says in plain words whether they are as they were written. */
export function CheckDialog({ onClose }: { onClose: () => void }) {
  const text = useText();
  const id = useId();
  // Each check is a new one: what an earlier one found says nothing of now.
  const check = useQuery({ ...orpc.vault.verify.queryOptions(), gcTime: 0, staleTime: 0 });
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth="sm" fullWidth>
      <DialogTitle id={id}>{text('history.check.title')}</DialogTitle>
      <DialogContent aria-live="polite" aria-busy={check.isFetching}>
        {check.isFetching ? (
          <Box sx={{ display: 'grid', gap: '10px' }}>
            <Typography>{text('history.check.running')}</Typography>
            <LinearProgress aria-label={text('history.check.running')} />
          </Box>
        ) : check.error ? (
          <ErrorState failure={failureOf(check.error)} onRetry={() => void check.refetch()} />
        ) : check.data ? (
          <Result verdict={check.data} />
        ) : null}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{text('action.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}

function Result({ verdict: { ok, entries, pages, findings } }: { verdict: Verdict }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const place = usePlace();
  const more = findings.length - SHOWN;
  return (
    <Box sx={{ display: 'grid', gap: '12px' }}>
      <Note tone={ok ? 'ok' : 'end'}>
        <strong>{text(ok ? 'history.check.sound' : 'history.check.broken')}</strong>
      </Note>
      <Typography>
        {ok
          ? text('history.check.soundText', { entries: number(entries), pages: number(pages) })
          : text('history.check.brokenText')}
      </Typography>
      {findings.length > 0 ? (
        <Box component="ul" sx={{ margin: 0, paddingLeft: '20px' }}>
          {findings.slice(0, SHOWN).map(({ code, where }) => (
            <li key={`${code} ${where}`}>
              {findingText(code, words)}{' '}
              <Box component="span" sx={{ color: paint.muted }}>
                {place(where)}
              </Box>
            </li>
          ))}
        </Box>
      ) : null}
      {more > 0 ? <Typography>{text('history.check.more', { count: more, amount: number(more) })}</Typography> : null}
      <Typography variant="body2" sx={{ color: paint.muted }}>
        {text('history.check.bounds')}
      </Typography>
    </Box>
  );
}

/** Where a finding is, for people: `audit 7-9` are entries 7 to 9. */
function usePlace(): (where: string) => string {
  const text = useText();
  const number = useNumber();
  return (where) => {
    const [, first, last] = /^audit (\d+)(?:-(\d+))?$/.exec(where) ?? [];
    if (first && last) {
      return text('history.check.entries', { first: number(Number(first)), last: number(Number(last)) });
    }
    return first
      ? text('history.check.entry', { number: number(Number(first)) })
      : text('history.check.place', { where });
  };
}
