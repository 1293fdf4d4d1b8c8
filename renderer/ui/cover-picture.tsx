import { Box } from '@mui/material';
import { useId } from 'react';
import { type Day, daysBetween } from '../../main/domain/day.ts';
import { useText } from '../i18n/i18n.ts';
import { paint, TONES } from './paint.ts';
import { shortened, textWidth, useWidth } from './use-width.ts';

/** A stretch of days in the picture; null reaches beyond it. */
export interface CoverStretch {
  readonly from: Day | null;
  readonly until: Day | null;
}

/** One line of the picture: something that covers, or the days on which nothing does. */
export interface CoverBar {
  readonly key: string;
  readonly label: string;
  readonly kind: 'covered' | 'renews' | 'gap';
  readonly stretches: readonly CoverStretch[];
  /** Words behind the last stretch. */
  readonly said: string;
}

const ROW = 28;
const BAR = 15;
const TOP = 22;
const LABELS = { least: 84, most: 200 } as const;
const LABEL_SIZE = 12.5;
const WORDS_SIZE = 11.5;
const WORDS = 132;
const YEARS = { back: 3, least: 3, most: 8 } as const;

/**
 * What covers a device one below the other, and below them the days without cover. Covered is filled, what renews by itself ends
 * in an arrow, a gap is hatched with a rim: told apart without colours too.
 */
export function CoverPicture({ bars, today, label }: { bars: readonly CoverBar[]; today: Day; label: string }) {
  const text = useText();
  const id = useId();
  const [box, width] = useWidth();
  const scale = scaleOf(bars, today);
  const longest = Math.max(...bars.map((bar) => textWidth(bar.label, LABEL_SIZE)));
  const left = Math.round(Math.min(LABELS.most, Math.max(LABELS.least, longest + 14)));
  const right = Math.max(left + 120, width - WORDS);
  const span = daysBetween(scale.from, scale.to);
  const x = (on: Day) => left + (Math.max(0, Math.min(span, daysBetween(scale.from, on))) / span) * (right - left);
  const bottom = TOP + bars.length * ROW;
  const height = bottom + 22;
  return (
    <Box ref={box} sx={{ minHeight: height }}>
      {width === 0 ? null : (
        <svg
          role="img"
          aria-label={label}
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          style={{ display: 'block', fontSize: WORDS_SIZE, overflow: 'visible' }}
        >
          <defs>
            <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="5" height="5" fill={paint.surface} />
              <rect width="1.6" height="5" fill={TONES.end.main} />
            </pattern>
          </defs>
          {scale.years.map((year) => (
            <g key={year}>
              <path d={`M${x(`${year}-01-01` as Day)} ${TOP}V${bottom}`} stroke={paint.line} />
              <text x={x(`${year}-01-01` as Day)} y={12} textAnchor="middle" fill={paint.muted}>
                {year}
              </text>
            </g>
          ))}
          {bars.map((bar, index) => {
            const y = TOP + index * ROW + (ROW - BAR) / 2;
            const last = bar.stretches.at(-1);
            const end = last === undefined ? left : last.until === null ? right : x(last.until);
            const open = last !== undefined && (last.until === null || last.until > scale.to);
            return (
              <g key={bar.key}>
                <text x={0} y={y + BAR / 2 + 4} fill={paint.text} style={{ fontSize: LABEL_SIZE }}>
                  <title>{bar.label}</title>
                  {shortened(bar.label, left - 10, LABEL_SIZE)}
                </text>
                {bar.stretches.map(({ from, until }) => {
                  const start = from === null ? left : x(from);
                  const stop = until === null ? right : x(until);
                  // A day is narrower than the eye.
                  const wide = Math.max(bar.kind === 'gap' ? 5 : 3, stop - start);
                  return (
                    <rect
                      key={`${from}`}
                      x={start}
                      y={y}
                      width={wide}
                      height={BAR}
                      rx="3"
                      fill={bar.kind === 'gap' ? `url(#${id})` : TONES.ok.main}
                      stroke={bar.kind === 'gap' ? TONES.end.main : 'none'}
                    />
                  );
                })}
                {open ? (
                  <path
                    d={`M${right - 1} ${y - 1}l8 ${BAR / 2 + 1}l-8 ${BAR / 2 + 1}z`}
                    fill={bar.kind === 'gap' ? TONES.end.main : TONES.ok.main}
                  />
                ) : null}
                <text x={end + (open ? 14 : 9)} y={y + BAR / 2 + 4} fill={paint.muted}>
                  {bar.said}
                </text>
              </g>
            );
          })}
          <path d={`M${x(today)} ${TOP - 4}V${bottom + 4}`} stroke={paint.text} strokeWidth="1.5" />
          <text x={x(today) + 4} y={bottom + 16} fill={paint.text}>
            {text('cover.chain.today')}
          </text>
        </svg>
      )}
    </Box>
  );
}

/** From a few years back to a little behind the last day that is known. */
function scaleOf(bars: readonly CoverBar[], today: Day) {
  const year = (on: Day) => Number(on.slice(0, 4));
  const now = year(today);
  const days = bars.flatMap(({ stretches }) => stretches.flatMap(({ from, until }) => [from, until])).filter(isDay);
  const first = Math.max(now - YEARS.back, Math.min(now, ...days.map(year)));
  const last = Math.min(now + YEARS.most, Math.max(now + YEARS.least, ...days.map((on) => year(on) + 1)));
  return {
    from: `${first}-01-01` as Day,
    to: `${last}-01-01` as Day,
    years: Array.from({ length: last - first + 1 }, (_, index) => first + index),
  };
}

function isDay(on: Day | null): on is Day {
  return on !== null;
}
