import { Box, Button, IconButton } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { useNumber, useText } from '../i18n/i18n.ts';
import { paint } from './paint.ts';

/** What is chosen in a list. */
export interface Selection<Row> {
  readonly rows: readonly Row[];
  /** How many of the ticked rows are not on the screen. */
  readonly outside: number;
  /** Whether all that the list shows is chosen, also what was not fetched. */
  readonly all: boolean;
  /** How many are chosen. */
  readonly count: number;
  /** How many the list shows. */
  readonly total: number;
  readonly chooseAll: () => void;
  readonly clear: () => void;
}

/**
 * The ticked rows of a list, or all that it shows until something else is asked for; `question` is what it asks, compared by
 * identity. `grid` goes to the grid.
 */
export function useSelection<Row>(question: unknown, total: number) {
  const [ticked, setTicked] = useState<{ readonly rows: readonly Row[]; readonly outside: number }>({
    rows: [],
    outside: 0,
  });
  const [all, setAll] = useState<{ readonly question: unknown } | null>(null);
  const [round, setRound] = useState(0);
  const everything = all !== null && all.question === question && total > 0;
  const selection: Selection<Row> = {
    ...ticked,
    all: everything,
    count: everything ? total : ticked.rows.length,
    total,
    chooseAll: () => setAll({ question }),
    clear: () => {
      setAll(null);
      setTicked({ rows: [], outside: 0 });
      setRound((before) => before + 1);
    },
  };
  const grid = {
    selectable: true,
    everything,
    selectionRound: round,
    onSelect: (rows: readonly Row[], outside: number) => {
      setAll(null);
      setTicked({ rows, outside });
    },
    onSelectAll: selection.chooseAll,
    onDeselect: selection.clear,
  };
  return { selection, grid };
}

/** Says how many are chosen, and offers what can be done with them. Hidden while nothing is. */
export function SelectionFrame<Row>({ selection, children }: { selection: Selection<Row>; children: ReactNode }) {
  const text = useText();
  const number = useNumber();
  const { count, outside, all, total, chooseAll, clear } = selection;
  return (
    <Box
      role="region"
      aria-label={text('selection.bar')}
      sx={{
        display: count === 0 ? 'none' : 'flex',
        flexWrap: 'wrap',
        gap: 1,
        alignItems: 'center',
        marginTop: '12px',
        padding: '8px 8px 8px 16px',
        border: `1px solid ${paint.accent}`,
        borderRadius: '11px',
        backgroundColor: paint.accentSoft,
      }}
    >
      <Box role="status" sx={{ flex: 1, fontWeight: 600, color: paint.accent }}>
        {all
          ? text('selection.all', { count, amount: number(count) })
          : text('selection.count', { count, amount: number(count) })}
        {!all && outside > 0 ? text('selection.outside', { amount: number(outside) }) : ''}
        {!all && total > count ? (
          <Button variant="text" color="primary" size="small" onClick={chooseAll} sx={{ marginLeft: 1 }}>
            {text('selection.chooseAll', { amount: number(total) })}
          </Button>
        ) : null}
      </Box>
      {children}
      <IconButton
        aria-label={text('selection.clear')}
        title={text('selection.clear')}
        onClick={clear}
        color="inherit"
        sx={{ fontSize: 16 }}
      >
        <span aria-hidden="true">✕</span>
      </IconButton>
    </Box>
  );
}
