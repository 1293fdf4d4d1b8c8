import { Box } from '@mui/material';
import { useId } from 'react';
import { axisFor } from '../../main/domain/axis.ts';
import { useNumber } from '../i18n/i18n.ts';
import { paint } from './paint.ts';
import { SeriesLegend, SeriesPatterns, seriesFill } from './series.tsx';
import { useWidth } from './use-width.ts';

/** One bar of a group; its parts stand on one another, each drawn as its series. */
export interface MoneyBar {
  readonly key: string;
  /** Amounts for drawing only: what is written comes as text. */
  readonly parts: readonly { readonly series: number; readonly amount: number }[];
  /** Devices that cost something that nobody knows: a hatched block on top, not to scale. */
  readonly unpriced: number;
  /** Above the bar. */
  readonly figure: string;
}

export interface MoneyGroup {
  readonly key: string;
  readonly label: string;
  readonly bars: readonly MoneyBar[];
}

const HEIGHT = 246;
const TOP = 34;
const BASE = 218;
const LEFT = 56;
/** Of the block for what has no price. */
const OPEN = 10;

/** What years cost, beside one another; a line across is the budget of each year. */
export function MoneyColumns({
  label,
  groups,
  series,
  budget,
  openLabel,
  openText,
}: {
  /** All that the picture says. */
  label: string;
  groups: readonly MoneyGroup[];
  series: readonly string[];
  budget: { readonly amount: number; readonly label: string } | null;
  openLabel: string;
  /** Beside the block of what has no price. */
  openText: (count: number) => string;
}) {
  const number = useNumber();
  const id = useId();
  const [box, width] = useWidth();
  const sums = groups.flatMap(({ bars }) =>
    bars.map(({ parts }) => parts.reduce((sum, { amount }) => sum + amount, 0)),
  );
  const { top, step } = axisFor(Math.max(...sums, budget?.amount ?? 0), 4);
  const y = (amount: number) => BASE - (amount / top) * (BASE - TOP);
  const slot = (width - LEFT) / Math.max(1, groups.length);
  const open = groups.some(({ bars }) => bars.some(({ unpriced }) => unpriced > 0));
  return (
    <>
      <Box ref={box} sx={{ minHeight: HEIGHT }}>
        {width === 0 ? null : (
          <svg
            width={width}
            height={HEIGHT}
            viewBox={`0 0 ${width} ${HEIGHT}`}
            role="img"
            aria-label={label}
            className="figures"
          >
            <SeriesPatterns id={id} />
            {Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step).map((amount) => (
              <g key={amount}>
                <path
                  d={`M${LEFT} ${y(amount) + 0.5}H${width}`}
                  stroke={amount === 0 ? paint.lineStrong : paint.line}
                />
                <text x={LEFT - 8} y={y(amount) + 4} fontSize="11" fill={paint.faint} textAnchor="end">
                  {number(amount, { notation: 'compact', maximumFractionDigits: 1 })}
                </text>
              </g>
            ))}
            {groups.map(({ key, label: under, bars }, place) => {
              const bar = Math.min(54, (slot * 0.72) / bars.length);
              const start = LEFT + place * slot + (slot - bar * bars.length) / 2;
              return (
                <g key={key}>
                  {bars.map(({ key: which, parts, unpriced, figure }, index) => {
                    const x = start + index * bar;
                    let rise = 0;
                    const drawn = parts.map(({ series: one, amount }) => {
                      const [from, to] = [y(rise), y(rise + amount)];
                      rise += amount;
                      return amount === 0 ? null : (
                        <rect
                          key={one}
                          x={x + 1.5}
                          y={to + 1}
                          width={bar - 3}
                          height={Math.max(1, from - to - 1.5)}
                          rx="2"
                          {...seriesFill(one, id)}
                        />
                      );
                    });
                    const head = y(rise) - (unpriced > 0 ? OPEN + 2 : 0);
                    return (
                      <g key={which}>
                        {drawn}
                        {unpriced > 0 ? (
                          <rect
                            x={x + 1.5}
                            y={y(rise) - OPEN - 1}
                            width={bar - 3}
                            height={OPEN}
                            rx="2"
                            {...seriesFill('open', id)}
                          />
                        ) : null}
                        <text x={x + bar / 2} y={head - 5} fontSize="11" fill={paint.muted} textAnchor="middle">
                          {bars.length > 1 && bar < 42 ? '' : figure}
                        </text>
                        {unpriced > 0 && bars.length === 1 ? (
                          <text x={x + bar / 2} y={head - 18} fontSize="10.5" fill={paint.near} textAnchor="middle">
                            {openText(unpriced)}
                          </text>
                        ) : null}
                      </g>
                    );
                  })}
                  <text
                    x={LEFT + place * slot + slot / 2}
                    y={BASE + 19}
                    fontSize="11.5"
                    fill={paint.muted}
                    textAnchor="middle"
                  >
                    {under}
                  </text>
                </g>
              );
            })}
            {budget === null ? null : (
              <g>
                <path
                  d={`M${LEFT} ${y(budget.amount)}H${width}`}
                  stroke={paint.text}
                  strokeWidth="1.5"
                  strokeDasharray="6 4"
                />
                <text
                  x={width - 2}
                  y={y(budget.amount) - 5}
                  fontSize="11"
                  fill={paint.text}
                  textAnchor="end"
                  fontWeight="600"
                >
                  {budget.label}
                </text>
              </g>
            )}
          </svg>
        )}
      </Box>
      <SeriesLegend
        id={id}
        entries={[
          ...series.map((name, place) => ({ place, label: name })),
          ...(open ? [{ place: 'open' as const, label: openLabel }] : []),
        ]}
      />
    </>
  );
}
