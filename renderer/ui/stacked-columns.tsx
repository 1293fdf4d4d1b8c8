import { Box } from '@mui/material';
import { type PointerEvent, useId } from 'react';
import { axisFor } from '../../main/domain/axis.ts';
import { useNumber } from '../i18n/i18n.ts';
import { paint, type Tone } from './paint.ts';
import { ToneLegend, TonePatterns, toneFill } from './patterns.tsx';
import { useWidth } from './use-width.ts';

export interface StackedColumn {
  readonly key: string;
  /** Below the column; empty where there is no room for each. */
  readonly label: string;
  /** All that the column says, for those who hear it. */
  readonly said: string;
  /** From the base upwards. */
  readonly parts: readonly { readonly tone: Tone; readonly value: number }[];
}

const HEIGHT = 268;
const TOP = 14;
const BASE = 238;
const LEFT = 44;
const GAP = 1.5;

/**
 * Columns of one fleet over time, parts on one another. A cursor stands on one of them: arrows, Home, End and a click move it,
 * so the picture is a slider whose value is a column.
 */
export function StackedColumns({
  label,
  columns,
  legend,
  at,
  onMove,
}: {
  label: string;
  columns: readonly StackedColumn[];
  legend: readonly { readonly tone: Tone; readonly label: string }[];
  /** Place of the column under the cursor. */
  at: number;
  onMove: (place: number) => void;
}) {
  const number = useNumber();
  const id = useId();
  const [box, width] = useWidth();
  const last = columns.length - 1;
  const totals = columns.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0));
  const { top, step } = axisFor(Math.max(...totals), 5);
  const slot = (width - LEFT) / columns.length;
  const bar = Math.max(2, slot - Math.max(2, slot * 0.22));
  const y = (value: number) => BASE - (value / top) * (BASE - TOP);
  const move = (place: number) => onMove(Math.max(0, Math.min(last, place)));
  const point = (event: PointerEvent<HTMLDivElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect();
    move(Math.floor((event.clientX - left - LEFT) / slot));
  };
  return (
    <>
      <Box
        ref={box}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at}
        aria-valuetext={columns[at]?.said ?? ''}
        onKeyDown={(event) => {
          const place = moved(event.key, at, last);
          if (place === null) return;
          event.preventDefault();
          move(place);
        }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          point(event);
        }}
        onPointerMove={(event) => {
          if (event.buttons === 1) point(event);
        }}
        sx={{ height: HEIGHT, cursor: 'pointer', borderRadius: '6px', userSelect: 'none', touchAction: 'pan-y' }}
      >
        {width === 0 ? null : (
          <svg
            width={width}
            height={HEIGHT}
            viewBox={`0 0 ${width} ${HEIGHT}`}
            aria-hidden="true"
            className="figures"
            overflow="visible"
          >
            <TonePatterns id={id} />
            {Array.from({ length: Math.floor(top / step) + 1 }, (_, index) => index * step).map((value) => (
              <g key={value}>
                <path d={`M${LEFT} ${y(value) + 0.5}H${width}`} stroke={value === 0 ? paint.lineStrong : paint.line} />
                <text x={LEFT - 8} y={y(value) + 4} fontSize="11" fill={paint.faint} textAnchor="end">
                  {number(value)}
                </text>
              </g>
            ))}
            {columns.map(({ key, label: under, said, parts }, place) => {
              const x = LEFT + place * slot + (slot - bar) / 2;
              let rise = 0;
              return (
                <g key={key}>
                  <title>{said}</title>
                  <rect x={LEFT + place * slot} y={TOP} width={slot} height={BASE - TOP} fill="transparent" />
                  {place === at ? (
                    <rect
                      x={x - 3}
                      y={TOP - 8}
                      width={bar + 6}
                      height={BASE - TOP + 11}
                      rx="4"
                      fill={paint.accentSoft}
                      stroke={paint.accent}
                      strokeWidth="1.5"
                    />
                  ) : null}
                  {parts.map(({ tone, value }) => {
                    const [from, to] = [y(rise), y(rise + value)];
                    rise += value;
                    const height = from - to - GAP;
                    if (value === 0) return null;
                    return (
                      <rect
                        key={tone}
                        x={x + 0.5}
                        y={to + GAP - 0.5}
                        width={bar - 1}
                        height={Math.max(1, height)}
                        rx={Math.min(2, bar / 4)}
                        {...toneFill(tone, id)}
                      />
                    );
                  })}
                  {under === '' ? null : (
                    <text
                      x={x + bar / 2}
                      y={BASE + 20}
                      fontSize="11"
                      fill={place === at ? paint.text : paint.faint}
                      textAnchor={place === last ? 'end' : 'middle'}
                    >
                      {under}
                    </text>
                  )}
                </g>
              );
            })}
          </svg>
        )}
      </Box>
      <ToneLegend id={id} entries={legend} />
    </>
  );
}

/** Where a key leads from a place; a page is a year. Null for keys that mean nothing here. */
function moved(key: string, at: number, last: number): number | null {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return at - 1;
    case 'ArrowRight':
    case 'ArrowUp':
      return at + 1;
    case 'PageDown':
      return at - 12;
    case 'PageUp':
      return at + 12;
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
