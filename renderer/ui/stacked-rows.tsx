import { Box, Button, Link } from '@mui/material';
import { useId, useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { useText } from '../i18n/i18n.ts';
import { paint, type Tone } from './paint.ts';
import { TonePatterns, toneFill } from './patterns.tsx';
import { useWidth } from './use-width.ts';

export interface StackedRow {
  readonly key: string;
  readonly label: string;
  /** At the end of the bar. */
  readonly figure: string;
  /** All that the row says, for those who hear it. */
  readonly said: string;
  /** To what it counts; null where no list shows just that. */
  readonly to: string | null;
  readonly parts: readonly { readonly tone: Tone; readonly value: number }[];
}

const HEIGHT = 15;
const GAP = 1.5;
/** Rows that are shown before somebody asks for all. */
const FEW = 10;

/** Bars beside one another, a row each, all on one scale. */
export function StackedRows({
  label,
  rows,
  most,
  columns,
}: {
  label: string;
  rows: readonly StackedRow[];
  /** What the whole width of a bar stands for. */
  most: number;
  /** Widths of name, bar and figure, as a grid has them. */
  columns: string;
}) {
  const text = useText();
  const id = useId();
  const [all, setAll] = useState(false);
  const [bars, width] = useWidth();
  const shown = all ? rows : rows.slice(0, FEW);
  return (
    <>
      <svg width="0" height="0" aria-hidden="true" style={{ position: 'absolute' }}>
        <TonePatterns id={id} />
      </svg>
      {/* As wide as a bar may be, so that all are drawn to one scale without measuring each. */}
      <Box aria-hidden sx={{ display: 'grid', gridTemplateColumns: columns, columnGap: '12px', height: 0 }}>
        <span />
        <div ref={bars} />
      </Box>
      <Box component="ul" aria-label={label} sx={{ listStyle: 'none', margin: '0 -8px', padding: 0 }}>
        {shown.map((row) => (
          <li key={row.key}>
            <Row row={row} id={id} columns={columns} scale={(value) => (value / Math.max(1, most)) * width} />
          </li>
        ))}
      </Box>
      {rows.length > FEW ? (
        <Button
          data-screen-only
          variant="text"
          color="primary"
          onClick={() => setAll(!all)}
          sx={{ fontSize: 12.5, padding: '2px 6px', marginLeft: '-6px' }}
        >
          {all ? text('picture.fewer') : text('picture.all', { count: rows.length })}
        </Button>
      ) : null}
    </>
  );
}

function Row({
  row,
  id,
  columns,
  scale,
}: {
  row: StackedRow;
  id: string;
  columns: string;
  scale: (value: number) => number;
}) {
  const { label, figure, said, to, parts } = row;
  let x = 0;
  const content = (
    <>
      <Box component="span" title={label} sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
        {label}
      </Box>
      <svg width="100%" height={HEIGHT} aria-hidden="true" style={{ display: 'block' }}>
        {parts.map(({ tone, value }) => {
          const [from, wide] = [x, scale(value)];
          x += wide;
          if (value === 0) return null;
          return (
            <rect
              key={tone}
              x={from + 0.5}
              y={0.5}
              width={Math.max(1.5, wide - GAP)}
              height={HEIGHT - 1}
              rx="2"
              {...toneFill(tone, id)}
            />
          );
        })}
      </svg>
      <Box component="span" className="figures" sx={{ textAlign: 'right', whiteSpace: 'nowrap' }}>
        {figure}
      </Box>
    </>
  );
  const look = {
    display: 'grid',
    gridTemplateColumns: columns,
    columnGap: '12px',
    alignItems: 'center',
    padding: '4px 8px',
    borderRadius: '7px',
    fontSize: 13,
    lineHeight: '20px',
  } as const;
  if (to === null)
    return (
      <Box role="group" aria-label={said} sx={{ ...look, color: paint.muted }}>
        {content}
      </Box>
    );
  return (
    <Link
      component={RouterLink}
      to={to}
      underline="none"
      color="inherit"
      aria-label={said}
      sx={{ ...look, '&:hover': { backgroundColor: paint.head } }}
    >
      {content}
    </Link>
  );
}
