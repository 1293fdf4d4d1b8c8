import { Box } from '@mui/material';
import { useState } from 'react';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import type { GridColumn } from '../../ui/data-grid.tsx';
import { useMoneyText } from '../../ui/money-text.ts';
import { paint } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';
import { line, quiet } from '../../ui/two-lines.ts';
import { CONFLICT_TONES, type Conflict, type ConflictLine } from './types.ts';

interface CellProps {
  readonly data?: Conflict;
}

function KindCell({ data }: CellProps) {
  const words = useWords();
  return data ? <Tag tone={CONFLICT_TONES[data.kind]}>{words.t(`conflict.kind.${data.kind}`)}</Tag> : null;
}

function ModelCell({ data }: CellProps) {
  if (!data) return null;
  return (
    <div>
      <Box sx={{ ...line, fontWeight: 600 }}>{data.model}</Box>
      <Box sx={quiet}>{data.manufacturer}</Box>
    </div>
  );
}

function WhatCell({ data }: CellProps) {
  const what = useConflictText();
  if (!data) return null;
  return <Box sx={{ fontSize: 12.5, lineHeight: '18px', whiteSpace: 'normal', color: paint.muted }}>{what(data)}</Box>;
}

function DevicesCell({ data }: CellProps) {
  const number = useNumber();
  return data ? (
    <Box className="figures" sx={line}>
      {number(data.devices)}
    </Box>
  ) : null;
}

function StakeCell({ data }: CellProps) {
  const money = useMoneyText();
  if (!data) return null;
  return (
    <Box className="figures" sx={{ ...line, textAlign: 'right' }}>
      {data.atStake.map(money).join(', ')}
    </Box>
  );
}

/** What is wrong, in a sentence. */
export function useConflictText(): (conflict: Pick<Conflict, 'kind' | 'contracts' | 'gapDays'>) => string {
  const words = useWords();
  const number = useNumber();
  return ({ kind, contracts, gapDays }) =>
    words.t(`conflict.text.${kind}`, {
      contracts: contracts.map((contract) => contract.number).join(', '),
      days: number(gapDays ?? 0),
    });
}

/** Columns of the conflicts; they keep their identity, so that the grid does not build itself anew. */
export function useConflictColumns(): readonly GridColumn<ConflictLine>[] {
  const text = useText();
  const [columns] = useState<readonly GridColumn<ConflictLine>[]>(() => [
    { colId: 'kind', headerName: text('conflicts.column.kind'), cellRenderer: KindCell, width: 250, sortable: false },
    {
      colId: 'model',
      headerName: text('conflicts.column.model'),
      cellRenderer: ModelCell,
      width: 190,
      sortable: false,
    },
    {
      colId: 'devices',
      headerName: text('conflicts.column.devices'),
      cellRenderer: DevicesCell,
      width: 92,
      type: 'rightAligned',
      sortable: false,
    },
    {
      colId: 'what',
      headerName: text('conflicts.column.what'),
      cellRenderer: WhatCell,
      flex: 1,
      minWidth: 240,
      sortable: false,
    },
    {
      colId: 'atStake',
      headerName: text('conflicts.column.atStake'),
      cellRenderer: StakeCell,
      width: 150,
      type: 'rightAligned',
      sortable: false,
    },
  ]);
  return columns;
}
