import { Box } from '@mui/material';
import { useId } from 'react';
import { axisFor } from '../../../main/domain/axis.ts';
import type { Day } from '../../../main/domain/day.ts';
import { quarterText } from '../../../main/words/scorecard.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { FigureTable } from '../../ui/figure-table.tsx';
import { paint } from '../../ui/paint.ts';
import { ToneLegend, TonePatterns, toneFill } from '../../ui/patterns.tsx';
import { PictureCard } from '../../ui/picture-card.tsx';
import { useWidth } from '../../ui/use-width.ts';
import type { Scorecard } from './types.ts';

type Quarter = Scorecard['quarters'][number];
/** From the base upwards: solid ground, stripes, solid ink. */
const PARTS = [
  { key: 'met', tone: 'ok' },
  { key: 'metLate', tone: 'near' },
  { key: 'breached', tone: 'end' },
] as const;

/** What was decided in each quarter, and whether in time: a picture, and the same as a table. */
export function QuartersCard({ quarters }: { quarters: readonly Quarter[] }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  if (quarters.length === 0) return null;
  return (
    <PictureCard
      title={text('scorecards.quarters.title')}
      picture={
        <>
          <Box sx={{ color: paint.muted, marginBottom: '8px' }}>{text('scorecards.quarters.intro')}</Box>
          <Picture quarters={quarters} />
        </>
      }
      table={
        <FigureTable
          label={text('scorecards.quarters.title')}
          headings={[
            text('scorecards.quarters.quarter'),
            text('scorecards.quarters.met'),
            text('scorecards.quarters.late'),
            text('scorecards.quarters.breached'),
          ]}
          rows={quarters.map(({ from, met, metLate, breached }) => ({
            key: from,
            about: quarterText(from as Day, words),
            figures: [number(met), number(metLate), number(breached)],
          }))}
        />
      }
    />
  );
}

const HEIGHT = 168;
const TOP = 12;
const BASE = 138;
const LEFT = 32;
/** Widest column, and the narrowest slot that still has room for its label. */
const BAR = 34;
const LABEL = 52;

function Picture({ quarters }: { quarters: readonly Quarter[] }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const id = useId();
  const [box, width] = useWidth();
  const totals = quarters.map(({ met, metLate, breached }) => met + metLate + breached);
  const { top, step } = axisFor(Math.max(...totals, 1), 4);
  const slot = (width - LEFT) / quarters.length;
  const bar = Math.max(2, Math.min(BAR, slot * 0.7));
  const every = Math.max(1, Math.ceil(LABEL / Math.max(1, slot)));
  const y = (value: number) => BASE - (value / top) * (BASE - TOP);
  const said = ({ from, met, metLate, breached }: Quarter) =>
    text('scorecards.quarters.said', {
      quarter: quarterText(from as Day, words),
      met: number(met),
      late: number(metLate),
      breached: number(breached),
    });
  return (
    <>
      <div ref={box}>
        {width === 0 ? null : (
          <svg
            width={width}
            height={HEIGHT}
            viewBox={`0 0 ${width} ${HEIGHT}`}
            role="img"
            aria-label={quarters.map(said).join('. ')}
            className="figures"
            overflow="visible"
          >
            <TonePatterns id={id} />
            {Array.from({ length: Math.floor(top / step) + 1 }, (_, index) => index * step)
              .filter(Number.isInteger)
              .map((value) => (
                <g key={value}>
                  <path
                    d={`M${LEFT} ${y(value) + 0.5}H${width}`}
                    stroke={value === 0 ? paint.lineStrong : paint.line}
                  />
                  <text x={LEFT - 8} y={y(value) + 4} fontSize="11" fill={paint.faint} textAnchor="end">
                    {number(value)}
                  </text>
                </g>
              ))}
            {quarters.map((quarter, place) => {
              const x = LEFT + place * slot + (slot - bar) / 2;
              let rise = 0;
              return (
                <g key={quarter.from}>
                  <title>{said(quarter)}</title>
                  {PARTS.map(({ key, tone }) => {
                    const value = quarter[key];
                    const [from, to] = [y(rise), y(rise + value)];
                    rise += value;
                    if (value === 0) return null;
                    return (
                      <rect
                        key={key}
                        x={x + 0.5}
                        y={to + 1}
                        width={bar - 1}
                        height={Math.max(1, from - to - 1.5)}
                        rx="2"
                        {...toneFill(tone, id)}
                      />
                    );
                  })}
                  {place % every === 0 ? (
                    <text x={x + bar / 2} y={BASE + 19} fontSize="11" fill={paint.faint} textAnchor="middle">
                      {quarterText(quarter.from as Day, words)}
                    </text>
                  ) : null}
                </g>
              );
            })}
          </svg>
        )}
      </div>
      <ToneLegend
        id={id}
        entries={[
          { tone: 'ok', label: text('scorecards.quarters.met') },
          { tone: 'near', label: text('scorecards.quarters.late') },
          { tone: 'end', label: text('scorecards.quarters.breached') },
        ]}
      />
    </>
  );
}
