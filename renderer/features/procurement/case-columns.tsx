import { Box } from '@mui/material';
import { useState } from 'react';
import { stepText } from '../../../main/words/procurement.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import type { GridColumn } from '../../ui/data-grid.tsx';
import { useMoneyText } from '../../ui/money-text.ts';
import { Tag } from '../../ui/status-tag.tsx';
import { line, quiet } from '../../ui/two-lines.ts';
import { type CaseRow, stageTone } from './types.ts';

interface CellProps {
  readonly data?: CaseRow;
}

function WhatCell({ data }: CellProps) {
  if (!data) return null;
  return (
    <div>
      <Box sx={{ ...line, fontWeight: 600 }}>{data.title}</Box>
      <Box sx={quiet}>{[data.number, data.department].filter(Boolean).join(' · ')}</Box>
    </div>
  );
}

function StageCell({ data }: CellProps) {
  const words = useWords();
  return data ? <Tag tone={stageTone(data.stage)}>{words.t(`procurement.stage.${data.stage}`)}</Tag> : null;
}

function CandidatesCell({ data }: CellProps) {
  const text = useText();
  const number = useNumber();
  if (!data) return null;
  return (
    <div>
      <Box sx={line}>{data.candidates === 0 ? text('procurement.noCandidates') : number(data.candidates)}</Box>
      {data.chosen === null ? null : <Box sx={quiet}>{text('procurement.chosen', { name: data.chosen })}</Box>}
    </div>
  );
}

function BudgetCell({ data }: CellProps) {
  const text = useText();
  const number = useNumber();
  const money = useMoneyText();
  if (!data) return null;
  return (
    <Box sx={{ textAlign: 'right' }} className="figures">
      <Box sx={line}>{data.budget ? money(data.budget) : ''}</Box>
      <Box sx={quiet}>{text('procurement.devices', { count: data.quantity, amount: number(data.quantity) })}</Box>
    </Box>
  );
}

function DeliveryCell({ data }: CellProps) {
  const words = useWords();
  if (!data?.plannedDeliveryOn) return null;
  return (
    <Box sx={line}>
      <time dateTime={data.plannedDeliveryOn}>{words.day(data.plannedDeliveryOn)}</time>
    </Box>
  );
}

function NextCell({ data }: CellProps) {
  const words = useWords();
  return data ? <Box sx={{ ...line, whiteSpace: 'normal' }}>{stepText(data.next, words)}</Box> : null;
}

/** What the list shows of each case. Made once: new columns would undo what a person has resized. */
export function useCaseColumns(): readonly GridColumn<CaseRow>[] {
  const text = useText();
  const [columns] = useState((): readonly GridColumn<CaseRow>[] => [
    { colId: 'what', headerName: text('procurement.column.what'), flex: 3, minWidth: 220, cellRenderer: WhatCell },
    { colId: 'stage', headerName: text('procurement.column.stage'), width: 140, cellRenderer: StageCell },
    {
      colId: 'candidates',
      headerName: text('procurement.column.candidates'),
      flex: 2,
      minWidth: 150,
      cellRenderer: CandidatesCell,
    },
    {
      colId: 'budget',
      headerName: text('procurement.column.budget'),
      width: 140,
      cellRenderer: BudgetCell,
      headerClass: 'ag-right-aligned-header',
    },
    { colId: 'delivery', headerName: text('procurement.column.delivery'), width: 140, cellRenderer: DeliveryCell },
    { colId: 'next', headerName: text('procurement.column.next'), flex: 2, minWidth: 190, cellRenderer: NextCell },
  ]);
  return columns;
}
