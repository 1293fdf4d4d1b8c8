import { Box } from '@mui/material';
import { useState } from 'react';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import type { GridColumn } from '../../ui/data-grid.tsx';
import { useDaysLeftText } from '../../ui/day-text.tsx';
import { OBLIGATION_TONES } from '../../ui/obligation-tones.ts';
import { paint } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';
import { line, middle, middleRight, quiet } from '../../ui/two-lines.ts';
import type { ObligationRow } from './types.ts';

interface CellProps {
  readonly data?: ObligationRow;
}

function WhatCell({ data }: CellProps) {
  const words = useWords();
  if (!data) return null;
  return (
    <Box sx={{ minWidth: 0 }}>
      <Box sx={{ ...line, fontWeight: 600 }}>{words.t(`commitmentKind.${data.kind}`)}</Box>
      <Box sx={quiet} title={data.title}>
        {data.title}
      </Box>
    </Box>
  );
}

function VendorCell({ data }: CellProps) {
  const words = useWords();
  if (!data) return null;
  return (
    <Box sx={{ minWidth: 0 }}>
      <Box sx={line}>{data.vendor ?? words.t('obligation.own')}</Box>
      <Box sx={quiet}>{data.contract ?? ''}</Box>
    </Box>
  );
}

/** An assumed start is shown grey: nobody has said it (domain.md 2.2, clock rule 3). */
function StartCell({ data }: CellProps) {
  const text = useText();
  const words = useWords();
  if (!data) return null;
  const { clockStart } = data;
  const assumed = clockStart?.basis === 'assumed';
  return (
    <Box sx={{ minWidth: 0 }}>
      <Box sx={assumed || clockStart === null ? { ...line, color: paint.faint } : line}>
        {clockStart === null ? text('obligations.noDay') : words.day(clockStart.on)}
      </Box>
      <Box sx={quiet}>{clockStart === null ? '' : words.t(`obligation.basis.${clockStart.basis}`)}</Box>
    </Box>
  );
}

function DueCell({ data }: CellProps) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const daysLeftText = useDaysLeftText();
  if (!data || data.dueOn === null) return null;
  const { dueOn, daysLeft, daysLate, state } = data;
  const late = state === 'met_late' && daysLate !== null;
  return (
    <Box sx={{ minWidth: 0 }}>
      <Box sx={line}>
        <time dateTime={dueOn}>{words.day(dueOn)}</time>
      </Box>
      <Box sx={quiet}>
        {late
          ? text('obligations.late', { count: daysLate, amount: number(daysLate) })
          : daysLeft === null
            ? ''
            : daysLeftText(daysLeft)}
      </Box>
    </Box>
  );
}

function StateCell({ data }: CellProps) {
  const words = useWords();
  return data ? <Tag tone={OBLIGATION_TONES[data.state]}>{words.t(`obligation.state.${data.state}`)}</Tag> : null;
}

function DevicesCell({ data }: CellProps) {
  const number = useNumber();
  return data ? number(data.devices) : null;
}

/** What the list shows of each obligation. Made once: new columns would undo what a person has resized. */
export function useObligationColumns(): readonly GridColumn<ObligationRow>[] {
  const text = useText();
  const [columns] = useState((): readonly GridColumn<ObligationRow>[] => [
    {
      colId: 'kind',
      headerName: text('obligations.column.what'),
      flex: 4,
      minWidth: 210,
      sortable: true,
      cellStyle: middle,
      cellRenderer: WhatCell,
    },
    {
      colId: 'vendor',
      headerName: text('obligations.column.vendor'),
      flex: 2,
      minWidth: 150,
      sortable: true,
      cellStyle: middle,
      cellRenderer: VendorCell,
    },
    {
      colId: 'start',
      headerName: text('obligations.column.start'),
      width: 130,
      cellStyle: middle,
      cellRenderer: StartCell,
    },
    {
      colId: 'dueOn',
      headerName: text('obligations.column.due'),
      width: 136,
      sortable: true,
      cellStyle: middle,
      cellRenderer: DueCell,
    },
    {
      colId: 'state',
      headerName: text('obligations.column.state'),
      width: 186,
      cellStyle: middle,
      cellRenderer: StateCell,
    },
    {
      colId: 'devices',
      headerName: text('obligations.column.devices'),
      width: 92,
      type: 'rightAligned',
      cellStyle: middleRight,
      cellRenderer: DevicesCell,
    },
  ]);
  return columns;
}
