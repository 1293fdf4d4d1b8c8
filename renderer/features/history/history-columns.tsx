import { Box } from '@mui/material';
import { useMemo } from 'react';
import { actionText, changesText, factsText, recordsText, shownChanges } from '../../../main/words/history.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Moment } from '../../ui/change-history.tsx';
import type { GridColumn } from '../../ui/data-grid.tsx';
import { FieldChange } from '../../ui/field-change.tsx';
import { paint } from '../../ui/paint.ts';
import type { GridRow } from './types.ts';

/** Changes of fields that a row has room for. */
const LINES = 2;

/** A cell of two lines at most, in the middle of its row. */
const CELL = { display: 'flex', alignItems: 'center', lineHeight: '19px' } as const;

/** Who, when, what, which record, from what to what. */
export function useHistoryColumns(): readonly GridColumn<GridRow>[] {
  const text = useText();
  const words = useWords();
  // The grid compares columns by identity; texts only change with the language.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  return useMemo(
    () => [
      {
        colId: 'at',
        headerName: text('history.column.at'),
        width: 110,
        cellStyle: CELL,
        valueGetter: ({ data }) => data?.at ?? '',
        cellRenderer: ({ data }: { data?: GridRow }) => (data ? <Moment at={data.at} lines /> : null),
      },
      {
        colId: 'actor',
        field: 'actor',
        headerName: text('history.column.actor'),
        width: 136,
        cellStyle: CELL,
        cellRenderer: TwoLines,
      },
      {
        colId: 'what',
        headerName: text('history.column.what'),
        flex: 1,
        minWidth: 180,
        valueGetter: ({ data }) => (data ? actionText(data.action, words) : ''),
        tooltipValueGetter: ({ value }) => value,
        cellStyle: { ...CELL, fontWeight: 550 },
        cellRenderer: TwoLines,
      },
      {
        colId: 'record',
        headerName: text('history.column.record'),
        flex: 1.1,
        minWidth: 180,
        valueGetter: ({ data }) => (data ? recordsText(data, words) : ''),
        tooltipValueGetter: ({ value }) => value,
        cellStyle: CELL,
        cellRenderer: TwoLines,
      },
      {
        colId: 'change',
        headerName: text('history.column.change'),
        flex: 2,
        minWidth: 260,
        valueGetter: ({ data }) => (data ? changesText(data, words) : ''),
        cellStyle: CELL,
        cellRenderer: ({ data }: { data?: GridRow }) => (data ? <ChangeCell row={data} /> : null),
      },
    ],
    [],
  );
}

function TwoLines({ value }: { value?: string }) {
  return (
    <Box
      sx={{
        display: '-webkit-box',
        WebkitBoxOrient: 'vertical',
        WebkitLineClamp: 2,
        overflow: 'hidden',
        whiteSpace: 'normal',
        overflowWrap: 'anywhere',
      }}
    >
      {value}
    </Box>
  );
}

function ChangeCell({ row }: { row: GridRow }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const changes = row.records.flatMap((record) => shownChanges(record.changes, words));
  const more = changes.length - LINES;
  if (changes.length === 0) {
    return <Box sx={{ color: paint.muted }}>{factsText(row.summary, words)}</Box>;
  }
  return (
    <Box sx={{ lineHeight: '19px', minWidth: 0, width: '100%' }}>
      {changes.slice(0, LINES).map((change, index) => (
        <Box
          // biome-ignore lint/suspicious/noArrayIndexKey: several records of an entry can have changed the same field
          key={index}
          sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
        >
          <FieldChange {...change} />
          {more > 0 && index === LINES - 1 ? (
            <Box component="span" sx={{ color: paint.muted }}>
              {' '}
              {text('history.moreChanges', { count: more, amount: number(more) })}
            </Box>
          ) : null}
        </Box>
      ))}
    </Box>
  );
}
