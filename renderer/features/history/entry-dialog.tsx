import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { actionText, factsText } from '../../../main/words/history.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Moment } from '../../ui/change-history.tsx';
import { ChangedRecords } from '../../ui/changed-record.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { paint } from '../../ui/paint.ts';
import type { HistoryRow } from './types.ts';

/** Records that are fetched at once; an import can have changed a hundred thousand. */
const PAGE = 100;

/** One entry of the history with all that it changed. */
export function EntryDialog({ row, onClose }: { row: HistoryRow; onClose: () => void }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const id = useId();
  const entry = useInfiniteQuery(
    orpc.history.entry.infiniteOptions({
      input: (offset: number) => ({ seq: row.seq, offset, limit: PAGE }),
      initialPageParam: 0,
      getNextPageParam: ({ total }, pages) => (pages.length * PAGE < total ? pages.length * PAGE : null),
    }),
  );
  const records = entry.data?.pages.flatMap((page) => page.records);
  const total = entry.data?.pages[0]?.total ?? 0;
  const facts = factsText(row.summary, words);
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth="md" fullWidth>
      <DialogTitle id={id}>{actionText(row.action, words)}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: '14px', gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <Typography sx={{ color: paint.muted }}>
          {row.actor}, <Moment at={row.at} />. {text('history.entry.number', { number: number(row.seq) })}
        </Typography>
        {facts === '' ? null : <Typography>{facts}</Typography>}
        {entry.error ? (
          <ErrorState failure={failureOf(entry.error)} onRetry={() => void entry.refetch()} />
        ) : records === undefined ? (
          <LoadingLines lines={4} />
        ) : (
          <>
            {records.length === 0 ? <Typography>{words.t('history.noChange')}</Typography> : null}
            <ChangedRecords records={records} onGo={onClose} />
            {records.length < total ? (
              <Box sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
                <Button loading={entry.isFetchingNextPage} onClick={() => void entry.fetchNextPage()}>
                  {text('history.entry.more')}
                </Button>
                <Typography role="status" sx={{ color: paint.muted }}>
                  {text('history.entry.shown', { shown: number(records.length), total: number(total) })}
                </Typography>
              </Box>
            ) : null}
          </>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{text('action.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
