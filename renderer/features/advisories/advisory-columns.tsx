import { Box } from '@mui/material';
import { useState } from 'react';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import type { GridColumn } from '../../ui/data-grid.tsx';
import { paint } from '../../ui/paint.ts';
import { line, middle, quiet } from '../../ui/two-lines.ts';
import { ExploitedTag, SeverityTag } from './severity.tsx';
import type { AdvisoryRow } from './types.ts';

interface CellProps {
  readonly data?: AdvisoryRow;
}

function AdvisoryCell({ data }: CellProps) {
  if (!data) return null;
  return (
    <Box sx={{ minWidth: 0 }}>
      <Box sx={{ ...line, fontWeight: 600 }} title={data.title}>
        {data.title}
      </Box>
      <Box sx={quiet}>
        {data.trackingId}, {data.version}
      </Box>
    </Box>
  );
}

function PublisherCell({ data }: CellProps) {
  return data ? <Box sx={line}>{data.publisher}</Box> : null;
}

function SeverityCell({ data }: CellProps) {
  if (!data) return null;
  return (
    <Box sx={{ display: 'flex', gap: '6px', flexWrap: 'wrap' }}>
      <SeverityTag severity={data.severity} score={data.score} />
      {data.exploited ? <ExploitedTag /> : null}
    </Box>
  );
}

function MatchesCell({ data }: CellProps) {
  const text = useText();
  const number = useNumber();
  if (!data) return null;
  const { open, confirmed } = data;
  if (open + confirmed === 0) return <Box sx={{ color: paint.faint }}>{text('advisories.noMatches')}</Box>;
  return (
    <div>
      {open > 0 ? (
        <Box sx={{ ...line, fontWeight: 600 }}>
          {text('advisories.openMatches', { count: open, amount: number(open) })}
        </Box>
      ) : null}
      {confirmed > 0 ? (
        <Box sx={open > 0 ? quiet : line}>
          {text('advisories.confirmedMatches', { count: confirmed, amount: number(confirmed) })}
        </Box>
      ) : null}
    </div>
  );
}

function ReleasedCell({ data }: CellProps) {
  const words = useWords();
  if (!data?.releasedOn) return null;
  return <time dateTime={data.releasedOn}>{words.day(data.releasedOn)}</time>;
}

/** What the list shows of each advisory. Made once: new columns would undo what a person has resized. */
export function useAdvisoryColumns(): readonly GridColumn<AdvisoryRow>[] {
  const text = useText();
  const [columns] = useState<readonly GridColumn<AdvisoryRow>[]>(() => {
    const column = (colId: keyof typeof CELLS, more: GridColumn<AdvisoryRow>): GridColumn<AdvisoryRow> => ({
      colId,
      headerName: text(`advisories.column.${colId}`),
      cellRenderer: CELLS[colId],
      sortable: false,
      cellStyle: middle,
      ...more,
    });
    return [
      column('advisory', { flex: 1, minWidth: 240 }),
      column('severity', { width: 210 }),
      column('matches', { width: 130 }),
      column('publisher', { width: 150 }),
      column('released', { width: 120 }),
    ];
  });
  return columns;
}

const CELLS = {
  advisory: AdvisoryCell,
  severity: SeverityCell,
  matches: MatchesCell,
  publisher: PublisherCell,
  released: ReleasedCell,
} as const;
