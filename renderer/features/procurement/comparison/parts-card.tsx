import { Box } from '@mui/material';
import { useId } from 'react';
import { CRITERIA, type Weights } from '../../../../main/domain/comparison.ts';
import { placings } from '../../../../main/domain/comparison-rank.ts';
import { useText, useWords } from '../../../i18n/i18n.ts';
import { FigureTable } from '../../../ui/figure-table.tsx';
import { paint } from '../../../ui/paint.ts';
import { PictureCard } from '../../../ui/picture-card.tsx';
import { SeriesLegend, SeriesPatterns, seriesFill } from '../../../ui/series.tsx';
import { shortened, useWidth } from '../../../ui/use-width.ts';
import { type Candidate, nameOf, weighed } from './types.ts';
import { useFigures } from './use-figures.ts';

/** Where the points of each candidate come from: a bar each, a piece for each criterion, and the table behind it. */
export function PartsCard({ candidates, weights }: { candidates: readonly Candidate[]; weights: Weights }) {
  const text = useText();
  const words = useWords();
  const { number } = useFigures();
  const rows = placings(weighed(candidates), weights).map((placing, place) => ({
    ...placing,
    name: candidates[place] ? nameOf(candidates[place]) : '',
  }));
  return (
    <PictureCard
      title={text('comparison.parts.title')}
      picture={<Picture rows={rows} />}
      table={
        <FigureTable
          label={text('comparison.parts.title')}
          headings={[
            text('comparison.parts.candidate'),
            ...CRITERIA.map((criterion) => words.t(`comparison.criterion.${criterion}`)),
            text('comparison.parts.total'),
          ]}
          rows={rows.map(({ id, name, parts, points }) => ({
            key: id,
            about: name,
            figures: [
              ...CRITERIA.map((criterion) => number(parts[criterion], 1)),
              points === null ? '–' : number(points, 1),
            ],
          }))}
        />
      }
    />
  );
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly parts: Readonly<Record<(typeof CRITERIA)[number], number>>;
  readonly points: number | null;
  readonly atMost: number | null;
}

const ROW = 46;
const BAR = 18;
const FIGURE = 44;

function Picture({ rows }: { rows: readonly Row[] }) {
  const text = useText();
  const words = useWords();
  const { number } = useFigures();
  const id = useId();
  const [box, width] = useWidth();
  const scale = (points: number) => (points / 100) * Math.max(0, width - FIGURE);
  const open = rows.some(({ points, atMost }) => (atMost ?? 0) - (points ?? 0) >= 0.05);
  const said = rows.map(({ name, points }) => `${name} ${points === null ? '–' : number(points, 1)}`).join(', ');
  return (
    <>
      <div ref={box}>
        {width === 0 ? null : (
          <svg
            width={width}
            height={rows.length * ROW}
            viewBox={`0 0 ${width} ${rows.length * ROW}`}
            role="img"
            aria-label={text('comparison.parts.label', { said })}
            className="figures"
          >
            <SeriesPatterns id={id} />
            {rows.map(({ id: candidate, name, parts, points, atMost }, place) => {
              const y = place * ROW + 22;
              let x = 0;
              const from = (points ?? 0) <= 0 ? 0 : scale(points ?? 0);
              const end = Math.max(from, scale(atMost ?? 0));
              return (
                <g key={candidate}>
                  <text x="0" y={y - 7} fontSize="12.5" fill={paint.text}>
                    {shortened(name, width - FIGURE, 12.5)}
                  </text>
                  <line x1="0" x2={scale(100)} y1={y + BAR} y2={y + BAR} stroke={paint.line} />
                  {end - from < 1 ? null : (
                    <rect x={from} y={y} width={end - from} height={BAR - 1} rx="2" {...seriesFill('open', id)} />
                  )}
                  {CRITERIA.map((criterion, series) => {
                    const wide = scale(parts[criterion]);
                    const at = x;
                    x += wide;
                    return wide < 0.5 ? null : (
                      <rect
                        key={criterion}
                        x={at + 0.5}
                        y={y}
                        width={Math.max(1, wide - 1.5)}
                        height={BAR - 1}
                        rx="2"
                        {...seriesFill(series, id)}
                      />
                    );
                  })}
                  <text x={width} y={y + 13} fontSize="13" fontWeight="620" textAnchor="end" fill={paint.text}>
                    {points === null ? '–' : number(points, 1)}
                  </text>
                </g>
              );
            })}
          </svg>
        )}
      </div>
      <Box>
        <SeriesLegend
          id={id}
          entries={[
            ...CRITERIA.map((criterion, place) => ({ place, label: words.t(`comparison.criterion.${criterion}`) })),
            ...(open ? [{ place: 'open' as const, label: text('comparison.parts.open') }] : []),
          ]}
        />
      </Box>
    </>
  );
}
