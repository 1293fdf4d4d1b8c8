import { Box } from '@mui/material';
import { useState } from 'react';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import type { GridColumn } from '../../ui/data-grid.tsx';
import { useDaysLeftText } from '../../ui/day-text.tsx';
import { paint } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';
import { line, quiet } from '../../ui/two-lines.ts';
import { type ExceptionRow, toneOf } from './types.ts';

interface CellProps {
  readonly data?: ExceptionRow;
}

function WhatCell({ data }: CellProps) {
  const text = useText();
  const words = useWords();
  if (!data) return null;
  return (
    <div>
      <Box sx={{ ...line, fontWeight: 600 }}>{data.title}</Box>
      <Box sx={quiet}>
        {data.candidate && !data.signed ? text('signOff.missing') : words.t(`exception.kind.${data.kind}`)}
      </Box>
    </div>
  );
}

function StateCell({ data }: CellProps) {
  const words = useWords();
  return data ? <Tag tone={toneOf(data)}>{words.t(`exception.state.${data.state}`)}</Tag> : null;
}

function EndsCell({ data }: CellProps) {
  const words = useWords();
  const daysLeftText = useDaysLeftText();
  if (!data) return null;
  const holds = data.state === 'in_force' || data.state === 'ending';
  return (
    <div>
      <Box sx={line}>
        <time dateTime={data.endsOn}>{words.day(data.endsOn)}</time>
      </Box>
      {holds || data.state === 'ended' ? <Box sx={quiet}>{daysLeftText(data.daysLeft)}</Box> : null}
    </div>
  );
}

function DevicesCell({ data }: CellProps) {
  const text = useText();
  const number = useNumber();
  if (!data) return null;
  const amount = number(data.devices);
  if (data.candidate) {
    const product = `${data.candidate.vendor} ${data.candidate.model}`;
    return <Box sx={{ ...line, whiteSpace: 'normal' }}>{text('signOff.candidate.list', { product })}</Box>;
  }
  return (
    <Box sx={{ ...line, whiteSpace: 'normal' }}>
      {data.model
        ? text('exceptions.devicesOf', { amount, model: data.model })
        : text('exceptions.devices', { count: data.devices, amount })}
    </Box>
  );
}

/** As much as two lines hold; the rest is told when the pointer rests on it, and on the exception's own page. */
function TwoLines({ children }: { children: string }) {
  return (
    <Box
      title={children}
      sx={{
        fontSize: 12.5,
        lineHeight: '18px',
        color: paint.muted,
        whiteSpace: 'normal',
        overflow: 'hidden',
        display: '-webkit-box',
        WebkitLineClamp: 2,
        WebkitBoxOrient: 'vertical',
      }}
    >
      {children}
    </Box>
  );
}

function OwnerCell({ data }: CellProps) {
  return data ? <TwoLines>{data.owner}</TwoLines> : null;
}

function ReasonCell({ data }: CellProps) {
  return data ? <TwoLines>{data.reason}</TwoLines> : null;
}

/** What the list shows of each exception. Made once: new columns would undo what a person has resized. */
export function useExceptionColumns(): readonly GridColumn<ExceptionRow>[] {
  const text = useText();
  const [columns] = useState((): readonly GridColumn<ExceptionRow>[] => [
    { colId: 'what', headerName: text('exceptions.column.what'), flex: 3, minWidth: 200, cellRenderer: WhatCell },
    { colId: 'state', headerName: text('exceptions.column.state'), width: 124, cellRenderer: StateCell },
    { colId: 'endsOn', headerName: text('exceptions.column.endsOn'), width: 124, cellRenderer: EndsCell },
    {
      colId: 'devices',
      headerName: text('exceptions.column.devices'),
      flex: 2,
      minWidth: 130,
      cellRenderer: DevicesCell,
    },
    { colId: 'owner', headerName: text('exceptions.column.owner'), flex: 2, minWidth: 130, cellRenderer: OwnerCell },
    { colId: 'reason', headerName: text('exceptions.column.reason'), flex: 3, minWidth: 180, cellRenderer: ReasonCell },
  ]);
  return columns;
}
