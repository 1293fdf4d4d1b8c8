import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useId } from 'react';
import { type Day, daysBetween } from '../../main/domain/day.ts';
import { useText } from '../i18n/i18n.ts';
import { paint, TONES } from './paint.ts';
import { Shape } from './shapes.tsx';
import { BAND_TONES } from './status-tag.tsx';
import type { TimelineRow, TimelineScale } from './timeline-rows.ts';
import { shortened, textWidth, useWidth } from './use-width.ts';

const ROW = 28;
const BAR = 15;
const TOP = 22;
const BOTTOM = 22;
/** Narrowest and widest column for the labels. */
const LABELS = { least: 96, most: 236 } as const;
/** Room behind the last year for the words of a bar that ends there. */
const WORDS = 122;
const LABEL_SIZE = 12.5;
const WORDS_SIZE = 11.5;

/**
 * Until when each thing supports the device, as bars over the years, with today and the day on which support ends. What a
 * colour says, the shape before the words and the words themselves say too.
 */
export function Timeline({
  rows,
  scale,
  today,
  endsOn,
  ended,
  summary,
}: {
  rows: readonly TimelineRow[];
  scale: TimelineScale;
  today: Day;
  endsOn: Day | null;
  ended: boolean;
  summary: string;
}) {
  const text = useText();
  const id = useId();
  const [box, width] = useWidth();
  const longest = Math.max(...rows.map(({ label }) => textWidth(label, LABEL_SIZE)));
  const left = Math.round(Math.min(LABELS.most, Math.max(LABELS.least, longest + 14)));
  const height = TOP + rows.length * ROW + BOTTOM;
  const right = Math.max(left + 120, width - WORDS);
  const span = daysBetween(scale.from, scale.to);
  const x = (on: Day) => left + (Math.max(0, Math.min(span, daysBetween(scale.from, on))) / span) * (right - left);
  const bottom = TOP + rows.length * ROW;
  const everyYear = (right - left) / (scale.years.length - 1) > 34;
  const todayX = x(today);
  const endX = endsOn ? x(endsOn) : null;
  const endLeft = endX !== null && endX < todayX;

  return (
    <Box ref={box} sx={{ minHeight: height }}>
      {width === 0 ? null : (
        <svg
          role="img"
          aria-label={text('timeline.label', { summary })}
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          style={{ display: 'block', fontSize: WORDS_SIZE, overflow: 'visible' }}
        >
          <defs>
            <pattern
              id={`${id}-hatch`}
              width="6"
              height="6"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <path d="M0 0V6" stroke={paint.surface} strokeWidth="2" opacity="0.55" />
            </pattern>
          </defs>
          {scale.years.map((year, index) => {
            const at = x(`${year}-01-01` as Day);
            return (
              <g key={year}>
                <path d={`M${at} ${TOP}V${bottom}`} stroke={paint.line} />
                {everyYear || index % 2 === 0 ? (
                  <text x={at} y={12} textAnchor="middle" fill={paint.muted}>
                    {year}
                  </text>
                ) : null}
              </g>
            );
          })}
          {rows.map((row, index) => (
            <Bar
              key={row.key}
              row={row}
              id={`${id}-${index}`}
              hatch={`${id}-hatch`}
              y={TOP + index * ROW + (ROW - BAR) / 2}
              x={x}
              left={left}
              right={right}
              width={width}
              scale={scale}
            />
          ))}
          <path d={`M${todayX} ${TOP - 4}V${bottom + 4}`} stroke={paint.text} strokeWidth="1.5" />
          <text
            x={todayX + (endLeft || endX === null ? 4 : -4)}
            y={bottom + 16}
            textAnchor={endLeft || endX === null ? 'start' : 'end'}
            fill={paint.text}
          >
            {text('timeline.today')}
          </text>
          {endX === null ? null : (
            <>
              <path
                d={`M${endX} ${TOP - 4}V${bottom + 4}`}
                stroke={paint.end}
                strokeWidth="1.5"
                strokeDasharray="2.5 2.5"
              />
              <text
                x={endX + (endLeft ? -4 : 4)}
                y={bottom + 16}
                textAnchor={endLeft ? 'end' : 'start'}
                fill={paint.end}
                fontWeight="600"
              >
                {text(ended ? 'timeline.supportEnded' : 'timeline.supportEnds')}
              </text>
            </>
          )}
        </svg>
      )}
    </Box>
  );
}

function Bar({
  row,
  id,
  hatch,
  y,
  x,
  left,
  right,
  width,
  scale,
}: {
  row: TimelineRow;
  id: string;
  hatch: string;
  y: number;
  x: (on: Day) => number;
  left: number;
  right: number;
  width: number;
  scale: TimelineScale;
}) {
  const tone = BAND_TONES[row.band];
  const colour = TONES[tone].main;
  const from = row.from === null ? left : x(row.from);
  const beyond = row.end === null || row.end.last > scale.to;
  const first = row.end === null ? right : x(row.end.first);
  // A month is narrower than the eye: where the end fades, it gets room to do so.
  const least = row.kind === 'fading' ? first + 14 : from + 3;
  const last = row.end === null ? right : Math.max(x(row.end.last), least);
  const ghosts = (row.ghosts ?? []).map((ghost) => ({ ...ghost, at: x(ghost.on) }));
  const furthest = Math.max(row.kind === 'mark' ? last + 3 : last, ...ghosts.map(({ at }) => at + 6));
  const middle = y + BAR / 2 + 4;
  // Words that would leave the picture stand before the end of the bar, on a ground of their own.
  const length = textWidth(row.said, WORDS_SIZE) + 16;
  const inside = furthest + 8 + length > width;
  const said = inside
    ? Math.max(left + 4, Math.min(last, right) - length - (row.kind === 'mark' ? 16 : 6))
    : furthest + 8;
  const radius = 3;
  return (
    <g>
      <text x={0} y={middle} fill={paint.text} style={{ fontSize: LABEL_SIZE }}>
        <title>{row.label}</title>
        {shortened(row.label, left - 10, LABEL_SIZE)}
      </text>
      {ghosts.map(({ on, at, said: before }) => (
        <g key={on} stroke={paint.muted} fill={paint.surface}>
          <title>{before}</title>
          <path d={`M${at} ${y + BAR / 2}H${last}`} strokeDasharray="2 2.5" />
          <path d={diamond(at, y + BAR / 2)} strokeWidth="1.25" />
        </g>
      ))}
      {row.kind === 'mark' ? (
        <path d={diamond(last, y + BAR / 2)} fill={paint.muted} />
      ) : row.kind === 'unknown' || row.kind === 'possible' ? (
        <rect
          x={from + 0.5}
          y={y + 0.5}
          width={Math.max(3, last - from - 1)}
          height={BAR - 1}
          rx={radius}
          fill="none"
          stroke={row.kind === 'unknown' ? colour : paint.muted}
          strokeDasharray="4 3"
        />
      ) : row.kind === 'fading' ? (
        <>
          <linearGradient id={id} x1={first} x2={last} gradientUnits="userSpaceOnUse">
            <stop offset="0" stopColor={colour} />
            <stop offset="1" stopColor={colour} stopOpacity="0.12" />
          </linearGradient>
          <rect x={from} y={y} width={last - from} height={BAR} rx={radius} fill={`url(#${id})`} />
        </>
      ) : (
        <rect x={from} y={y} width={Math.max(3, last - from)} height={BAR} rx={radius} fill={colour} />
      )}
      {row.renewable && row.kind !== 'unknown' ? (
        <rect x={from} y={y} width={Math.max(3, last - from)} height={BAR} rx={radius} fill={`url(#${hatch})`} />
      ) : null}
      {row.kind === 'unknown' ? (
        <text x={from + 8} y={middle} fill={colour} fontWeight="700" style={{ fontSize: 12 }}>
          ?
        </text>
      ) : null}
      {(row.kind === 'open' || beyond) && row.kind !== 'unknown' && row.kind !== 'mark' ? (
        <path d={`M${right - 1} ${y - 1}l8 ${BAR / 2 + 1}l-8 ${BAR / 2 + 1}z`} fill={colour} />
      ) : null}
      {inside ? (
        <rect x={said - 5} y={y - 2} width={length + 8} height={BAR + 4} rx={4} fill={paint.surface} opacity="0.92" />
      ) : null}
      <g
        transform={`translate(${said + (beyond && !inside ? 6 : 0)} ${y + BAR / 2 - 4})`}
        color={row.kind === 'possible' ? paint.muted : colour}
      >
        {row.kind === 'mark' ? null : <Shape tone={row.kind === 'possible' ? 'unk' : tone} size={8} />}
      </g>
      <text x={said + (row.kind === 'mark' ? 0 : 13) + (beyond && !inside ? 6 : 0)} y={middle} fill={paint.muted}>
        {row.said}
      </text>
    </g>
  );
}

/** A day that something is named for, or that no longer holds. */
function diamond(x: number, y: number): string {
  return `M${x - 5.5} ${y}L${x} ${y - 5.5}L${x + 5.5} ${y}L${x} ${y + 5.5}z`;
}

/** The same as a table, for those who would rather read. */
export function TimelineTable({ rows }: { rows: readonly TimelineRow[] }) {
  const text = useText();
  const moved = rows.some(({ ghosts = [] }) => ghosts.length > 0);
  return (
    <Table size="small" sx={{ marginTop: '10px' }}>
      <TableHead>
        <TableRow>
          <TableCell>{text('timeline.what')}</TableCell>
          <TableCell>{text('timeline.until')}</TableCell>
          {moved ? <TableCell>{text('timeline.beforeHeading')}</TableCell> : null}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.key}>
            <TableCell component="th" scope="row" sx={{ fontWeight: 400 }}>
              {row.label}
            </TableCell>
            <TableCell>
              {row.kind === 'mark' ? null : (
                <Box component="span" sx={{ color: TONES[BAND_TONES[row.band]].main, marginRight: '8px' }}>
                  <Shape tone={row.kind === 'possible' ? 'unk' : BAND_TONES[row.band]} size={9} />
                </Box>
              )}
              {row.said}
            </TableCell>
            {moved ? <TableCell>{(row.ghosts ?? []).map(({ said }) => said).join(', ')}</TableCell> : null}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
