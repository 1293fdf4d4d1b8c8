import { Box } from '@mui/material';
import { useMemo } from 'react';
import { useNumber, useText } from '../../i18n/i18n.ts';
import type { GridColumn } from '../../ui/data-grid.tsx';
import { paint, TONES } from '../../ui/paint.ts';
import { Shape } from '../../ui/shapes.tsx';
import { useStateText } from './clause-words.ts';
import { type GridClause, type GridLine, STATE_TONES } from './types.ts';

type CellProps = { readonly data: GridLine | undefined };

/** Columns that say which contract a line is; they stay in sight. */
export const CONTRACT_COLUMNS = ['number', 'vendor', 'gaps', 'notLookedAt'] as const;

function GapsCell({ data }: CellProps) {
  const number = useNumber();
  if (!data) return null;
  return (
    <Box
      className="figures"
      sx={{ fontWeight: data.gaps > 0 ? 600 : 400, color: data.gaps > 0 ? paint.end : paint.muted }}
    >
      {number(data.gaps)}
    </Box>
  );
}

function NotLookedAtCell({ data }: CellProps) {
  const number = useNumber();
  return data ? <Box className="figures">{number(data.notLookedAt)}</Box> : null;
}

function StateCell({ data, clause }: CellProps & { readonly clause: GridClause }) {
  const text = useText();
  const stateText = useStateText();
  if (!data) return null;
  const cell = data.cells[clause.id];
  const tone = cell ? STATE_TONES[cell.state] : 'unk';
  const state = stateText(cell?.state ?? null);
  return (
    <Box
      component="span"
      title={cell?.outdated ? `${state}, ${text('clauses.grid.earlier')}` : state}
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: '6px',
        fontSize: 12.5,
        color: cell ? TONES[tone].main : paint.faint,
        fontWeight: cell ? 550 : 400,
      }}
    >
      <Shape tone={tone} />
      {state}
      {cell?.outdated ? ' *' : ''}
    </Box>
  );
}

/** The head of a clause: its name in two lines, and in how many contracts it is missing or partly there. */
function ClauseHead({ clause }: { readonly clause: GridClause }) {
  const text = useText();
  const gaps = clause.counts.absent + clause.counts.partial;
  return (
    <Box title={`${clause.code} ${clause.title}`} sx={{ display: 'grid', gap: '2px', lineHeight: '15px', minWidth: 0 }}>
      <Box component="span" sx={{ color: paint.faint, fontSize: 11.5 }}>
        {clause.code}
      </Box>
      <Box
        component="span"
        sx={{
          color: paint.text,
          whiteSpace: 'normal',
          display: '-webkit-box',
          WebkitLineClamp: 3,
          WebkitBoxOrient: 'vertical',
          overflow: 'hidden',
        }}
      >
        {clause.title}
      </Box>
      <Box component="span" sx={{ color: gaps > 0 ? paint.end : paint.muted, fontWeight: gaps > 0 ? 600 : 400 }}>
        {gaps > 0 ? text('clauses.grid.headGaps', { count: gaps }) : text('clauses.grid.headNoGap')}
      </Box>
    </Box>
  );
}

/** A column for each clause, behind those of the contract. They are made anew when clauses or their figures change. */
export function useGridColumns(clauses: readonly GridClause[]): readonly GridColumn<GridLine>[] {
  const text = useText();
  return useMemo(
    () => [
      {
        colId: 'number',
        field: 'number',
        headerName: text('clauses.grid.contract'),
        width: 94,
        pinned: 'left',
        sortable: true,
        cellStyle: { fontWeight: 600 },
      },
      {
        colId: 'vendor',
        field: 'vendor',
        headerName: text('clauses.grid.vendor'),
        width: 164,
        pinned: 'left',
        sortable: true,
      },
      {
        colId: 'gaps',
        headerName: text('clauses.grid.gaps'),
        cellRenderer: GapsCell,
        width: 76,
        pinned: 'left',
        type: 'rightAligned',
        sortable: true,
      },
      {
        colId: 'notLookedAt',
        headerName: text('clauses.grid.notLookedAt'),
        cellRenderer: NotLookedAtCell,
        width: 96,
        pinned: 'left',
        type: 'rightAligned',
      },
      ...clauses.map(
        (clause): GridColumn<GridLine> => ({
          colId: clause.id,
          headerName: `${clause.code} ${clause.title}`,
          headerComponent: ClauseHead,
          headerComponentParams: { clause },
          cellRenderer: StateCell,
          cellRendererParams: { clause },
          width: 128,
        }),
      ),
    ],
    [text, clauses],
  );
}
