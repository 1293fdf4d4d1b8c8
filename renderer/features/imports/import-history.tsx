import { Box, Button, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { failureOf } from '../../bridge/failure.ts';
import { ListExport } from '../../bridge/list-export.tsx';
import { useMayChange } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { Moment } from '../../ui/change-history.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { paint } from '../../ui/paint.ts';
import { UndoDialog } from './undo-dialog.tsx';

const AMOUNTS = ['created', 'updated', 'unchanged', 'rejected'] as const;

/** What was imported before, the last first. */
export function ImportHistory() {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const runs = useQuery(orpc.imports.list.queryOptions());
  const mayUndo = useMayChange('imports.undo');
  const [undoing, setUndoing] = useState<string | null>(null);
  const chosen = runs.data?.find(({ id }) => id === undoing);
  if (runs.error) {
    return (
      <Card title={text('imports.history.title')}>
        <ErrorState failure={failureOf(runs.error)} onRetry={() => void runs.refetch()} />
      </Card>
    );
  }
  if (!runs.data || runs.data.length === 0) {
    return (
      <Card title={text('imports.history.title')}>
        {runs.data ? <Box sx={{ color: paint.muted }}>{text('imports.history.none')}</Box> : <LoadingLines lines={3} />}
      </Card>
    );
  }
  return (
    <Card title={text('imports.history.title')} flush actions={<ListExport name="imports" />}>
      <Table
        size="small"
        aria-label={text('imports.history.title')}
        sx={{ '& td, & th': { padding: '7px 14px', verticalAlign: 'middle' } }}
      >
        <TableHead>
          <TableRow>
            <TableCell>{text('imports.history.at')}</TableCell>
            <TableCell>{text('imports.history.what')}</TableCell>
            <TableCell>{text('imports.history.file')}</TableCell>
            <TableCell>{text('imports.history.by')}</TableCell>
            {AMOUNTS.map((key) => (
              <TableCell key={key} align="right">
                {text(`imports.check.${key}`)}
              </TableCell>
            ))}
            <TableCell>{text('imports.undo.column')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {runs.data.map((run) => (
            <TableRow key={run.id} sx={{ '&:last-child td': { borderBottom: 0 } }}>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>
                <Moment at={run.at} />
              </TableCell>
              <TableCell>{words.t(`importNoun.${run.noun}`)}</TableCell>
              <TableCell sx={{ overflowWrap: 'anywhere' }}>{run.fileName}</TableCell>
              <TableCell>{run.by}</TableCell>
              {AMOUNTS.map((key) => (
                <TableCell key={key} align="right" sx={run[key] === 0 ? { color: paint.faint } : undefined}>
                  {number(run[key])}
                </TableCell>
              ))}
              <TableCell sx={{ whiteSpace: 'nowrap' }}>
                {run.undoneAt !== null ? (
                  <Box component="span" sx={{ color: paint.muted }}>
                    {text('imports.undo.done')} <Moment at={run.undoneAt} />
                    {run.undoneBy === null ? null : `, ${run.undoneBy}`}
                  </Box>
                ) : run.notUndone !== null || !mayUndo ? (
                  <Box component="span" sx={{ color: paint.faint }}>
                    {text('imports.undo.cannot')}
                  </Box>
                ) : (
                  <Button
                    onClick={() => setUndoing(run.id)}
                    aria-label={text('imports.undo.label', { file: run.fileName })}
                  >
                    {text('imports.undo.open')}
                  </Button>
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {chosen ? <UndoDialog run={chosen} onClose={() => setUndoing(null)} /> : null}
    </Card>
  );
}
