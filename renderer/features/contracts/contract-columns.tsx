import { Box } from '@mui/material';
import { useState } from 'react';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import type { GridColumn } from '../../ui/data-grid.tsx';
import { useDaysLeftText } from '../../ui/day-text.tsx';
import { useMoneyText } from '../../ui/money-text.ts';
import { paint, TONES } from '../../ui/paint.ts';
import { Shape } from '../../ui/shapes.tsx';
import { Tag } from '../../ui/status-tag.tsx';
import { line, middle, middleRight, quiet, twoLines } from '../../ui/two-lines.ts';
import { useRenewalText } from './contract-words.ts';
import { STATUS_TONES, urgency } from './standing.ts';
import type { ContractRow } from './types.ts';

interface CellProps {
  readonly data?: ContractRow;
}

function NumberCell({ data }: CellProps) {
  const words = useWords();
  if (!data) return null;
  return (
    <div>
      <Box sx={{ ...line, fontWeight: 600 }}>{data.number}</Box>
      <Box sx={quiet}>{words.t(`contractKind.${data.kind}`)}</Box>
    </div>
  );
}

function VendorCell({ data }: CellProps) {
  return data ? <Box sx={twoLines}>{data.vendor}</Box> : null;
}

function EndsCell({ data }: CellProps) {
  const text = useText();
  const words = useWords();
  if (!data) return null;
  return data.termEndsOn === null ? (
    <Box sx={{ color: paint.muted }}>{text('contracts.noEnd')}</Box>
  ) : (
    <time dateTime={data.termEndsOn}>{words.day(data.termEndsOn)}</time>
  );
}

function RenewalCell({ data }: CellProps) {
  const renewalText = useRenewalText();
  if (!data) return null;
  return (
    <Box sx={{ fontSize: 12, lineHeight: '17px', whiteSpace: 'normal', color: paint.muted }}>{renewalText(data)}</Box>
  );
}

/** The day by which someone has to decide, with the days left and the shape of the urgency. */
function DecideCell({ data }: CellProps) {
  const text = useText();
  const words = useWords();
  const daysLeft = useDaysLeftText();
  if (!data) return null;
  const decided = data.status === 'ended' || data.cancelledOn !== null;
  if (data.lastNoticeOn === null || data.daysToNotice === null || decided) {
    return <Box sx={quiet}>{text('contracts.nothingToDecide')}</Box>;
  }
  const tone = urgency(data.status, data.daysToNotice);
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '16px 1fr', alignItems: 'baseline' }}>
      <Box component="span" sx={{ color: tone ? TONES[tone].main : paint.faint, lineHeight: '20px' }}>
        {tone ? <Shape tone={tone} /> : null}
      </Box>
      <Box sx={{ ...line, fontWeight: tone ? 600 : 400 }}>
        <time dateTime={data.lastNoticeOn}>{words.day(data.lastNoticeOn)}</time>
      </Box>
      <Box sx={{ ...quiet, gridColumn: 2 }}>{daysLeft(data.daysToNotice)}</Box>
    </Box>
  );
}

function StatusCell({ data }: CellProps) {
  const text = useText();
  const words = useWords();
  if (!data) return null;
  if (data.cancelledOn !== null && data.status !== 'ended')
    return <Tag tone="plan">{text('contracts.cancelledTag')}</Tag>;
  return <Tag tone={STATUS_TONES[data.status]}>{words.t(`contractStatus.${data.status}`)}</Tag>;
}

function PriceCell({ data }: CellProps) {
  const money = useMoneyText();
  return data?.yearlyPrice ? money(data.yearlyPrice) : null;
}

function DevicesCell({ data }: CellProps) {
  const number = useNumber();
  return data ? number(data.coveredDevices) : null;
}

/** Columns of the list of contracts; what can be sorted is what the program can sort. */
export function useContractColumns(): readonly GridColumn<ContractRow>[] {
  const text = useText();
  // Made once: a new list of columns would undo what a person has resized.
  const [columns] = useState((): readonly GridColumn<ContractRow>[] => [
    {
      colId: 'number',
      headerName: text('contracts.column.number'),
      width: 90,
      sortable: true,
      cellRenderer: NumberCell,
      cellStyle: middle,
    },
    {
      colId: 'vendor',
      headerName: text('contracts.column.vendor'),
      minWidth: 120,
      flex: 1,
      sortable: true,
      tooltipField: 'vendor',
      cellRenderer: VendorCell,
      cellStyle: middle,
    },
    {
      colId: 'devices',
      headerName: text('contracts.column.devices'),
      width: 80,
      cellRenderer: DevicesCell,
      type: 'rightAligned',
      cellStyle: middleRight,
    },
    {
      colId: 'endsOn',
      headerName: text('contracts.column.ends'),
      width: 112,
      sortable: true,
      cellRenderer: EndsCell,
      type: 'rightAligned',
      cellStyle: middleRight,
    },
    {
      colId: 'renewal',
      headerName: text('contracts.column.renewal'),
      minWidth: 174,
      flex: 1.4,
      cellRenderer: RenewalCell,
      cellStyle: middle,
    },
    {
      colId: 'notice',
      headerName: text('contracts.column.decideBy'),
      width: 134,
      sortable: true,
      cellRenderer: DecideCell,
      cellStyle: middle,
    },
    {
      colId: 'status',
      headerName: text('contracts.column.status'),
      width: 140,
      cellRenderer: StatusCell,
      cellStyle: middle,
    },
    {
      colId: 'price',
      headerName: text('contracts.column.price'),
      width: 122,
      cellRenderer: PriceCell,
      type: 'rightAligned',
      cellStyle: middleRight,
    },
  ]);
  return columns;
}
