import { Box, MenuItem, TextField } from '@mui/material';
import { useState } from 'react';
import { CRITERIA, type Criterion, type Weights } from '../../../../main/domain/comparison.ts';
import { pointsOver, turningPoints } from '../../../../main/domain/comparison-rank.ts';
import { namesText } from '../../../../main/words/comparison.ts';
import { useText, useWords } from '../../../i18n/i18n.ts';
import { FigureTable } from '../../../ui/figure-table.tsx';
import { paint } from '../../../ui/paint.ts';
import { PictureCard } from '../../../ui/picture-card.tsx';
import { shortened, useWidth } from '../../../ui/use-width.ts';
import { type Candidate, nameOf, weighed } from './types.ts';
import { useFigures } from './use-figures.ts';

/** How the points of the candidates change with the weight of one criterion, where the first place changes, and the table behind it. */
export function LineCard({ candidates, weights }: { candidates: readonly Candidate[]; weights: Weights }) {
  const text = useText();
  const words = useWords();
  const { number } = useFigures();
  const [criterion, setCriterion] = useState<Criterion>('price');
  const rows = weighed(candidates);
  const point = turningPoints(rows, weights).find((one) => one.criterion === criterion);
  const names = new Map<string, string>(candidates.map((one) => [one.id, nameOf(one)]));
  const named = (ids: readonly string[]) =>
    namesText(
      ids.map((id) => names.get(id) ?? ''),
      words,
    );
  const percent = (share: number) => text('comparison.line.percent', { share: number(share * 100, 1) });
  const leads = point?.leads ?? [];
  const lines = pointsOver(rows, weights, criterion).map((line) => ({ ...line, name: names.get(line.id) ?? '' }));
  return (
    <PictureCard
      title={text('comparison.line.title')}
      actions={
        <TextField
          select
          value={criterion}
          onChange={(event) => setCriterion(CRITERIA.find((one) => one === event.target.value) ?? criterion)}
          slotProps={{ select: { SelectDisplayProps: { 'aria-label': text('comparison.line.criterion') } } }}
          sx={{ width: 210, flex: 'none', margin: '-6px 0', '& .MuiSelect-select': { padding: '4px 10px' } }}
        >
          {CRITERIA.map((one) => (
            <MenuItem key={one} value={one}>
              {words.t(`comparison.criterion.${one}`)}
            </MenuItem>
          ))}
        </TextField>
      }
      picture={
        point?.state === 'asked' ? (
          <Picture
            lines={lines}
            share={point.share}
            borders={leads.slice(1).map(({ from }) => from)}
            label={text('comparison.line.label', {
              criterion: words.t(`comparison.criterion.${criterion}`),
              said: leads
                .map(({ from, until, leaders }) => `${percent(from)} – ${percent(until)}: ${named(leaders)}`)
                .join('; '),
            })}
            axis={text('comparison.line.axis', { criterion: words.t(`comparison.criterion.${criterion}`) })}
          />
        ) : (
          <Box sx={{ color: paint.muted }}>{text('comparison.line.none')}</Box>
        )
      }
      table={
        <FigureTable
          label={text('comparison.line.title')}
          headings={[text('comparison.line.leads'), text('comparison.line.from'), text('comparison.line.until')]}
          rows={leads.map(({ from, until, leaders }) => ({
            key: String(from),
            about: named(leaders),
            figures: [percent(from), percent(until)],
          }))}
        />
      }
    />
  );
}

const HEIGHT = 250;
const TOP = 12;
const BASE = 200;
const LEFT = 30;
/** Lines are told apart by how they are drawn, not by colour alone. */
const DASHES = ['', '7 4', '2 3', '10 3 2 3', '1 5'] as const;
const INKS = [paint.accent, paint.text, paint.plan, paint.muted, paint.control] as const;

function Picture({
  lines,
  share,
  borders,
  label,
  axis,
}: {
  lines: readonly { readonly id: string; readonly name: string; readonly without: number; readonly alone: number }[];
  /** Of the criterion now, 0 to 1. */
  share: number;
  /** Shares at which the first place changes. */
  borders: readonly number[];
  label: string;
  axis: string;
}) {
  const text = useText();
  const { number } = useFigures();
  const [box, width] = useWidth();
  const right = width - 8;
  const x = (at: number) => LEFT + at * Math.max(0, right - LEFT);
  const y = (points: number) => BASE - (points / 100) * (BASE - TOP);
  const best = (at: number) => Math.max(...lines.map(({ without, alone }) => (1 - at) * without + at * alone));
  const anchor = (at: number) => (at > 0.85 ? 'end' : at < 0.12 ? 'start' : 'middle');
  return (
    <>
      <div ref={box}>
        {width === 0 ? null : (
          <svg
            width={width}
            height={HEIGHT}
            viewBox={`0 0 ${width} ${HEIGHT}`}
            role="img"
            aria-label={label}
            className="figures"
          >
            {[0, 25, 50, 75, 100].map((points) => (
              <g key={points}>
                <line
                  x1={LEFT}
                  x2={right}
                  y1={y(points)}
                  y2={y(points)}
                  stroke={points === 0 ? paint.lineStrong : paint.line}
                />
                <text x={LEFT - 6} y={y(points) + 4} fontSize="11" textAnchor="end" fill={paint.faint}>
                  {number(points, 0)}
                </text>
              </g>
            ))}
            {[0, 0.25, 0.5, 0.75, 1].map((at) => (
              <text
                key={at}
                x={x(at)}
                y={BASE + 16}
                fontSize="11"
                textAnchor={at === 1 ? 'end' : 'middle'}
                fill={paint.faint}
              >
                {text('comparison.line.percent', { share: number(at * 100, 0) })}
              </text>
            ))}
            <line x1={x(share)} x2={x(share)} y1={TOP} y2={BASE} stroke={paint.text} strokeDasharray="2 2" />
            <text
              x={x(share)}
              y={BASE + 31}
              fontSize="11.5"
              fontWeight="600"
              textAnchor={anchor(share)}
              fill={paint.text}
            >
              {text('comparison.line.now', { share: number(share * 100, 1) })}
            </text>
            {lines.map(({ id, without, alone }, place) => (
              <line
                key={id}
                x1={x(0)}
                y1={y(without)}
                x2={x(1)}
                y2={y(alone)}
                stroke={INKS[place % INKS.length]}
                strokeWidth="2"
                strokeDasharray={DASHES[place % DASHES.length]}
              />
            ))}
            {borders.map((at) => (
              <g key={at}>
                <circle
                  cx={x(at)}
                  cy={y(best(at))}
                  r="4.5"
                  fill={paint.surface}
                  stroke={paint.text}
                  strokeWidth="1.6"
                />
                <text
                  x={x(at)}
                  y={Math.max(TOP, y(best(at)) - 10)}
                  fontSize="11.5"
                  fontWeight="600"
                  textAnchor={anchor(at)}
                  fill={paint.text}
                >
                  {text('comparison.line.turn', { share: number(at * 100, 1) })}
                </text>
              </g>
            ))}
            <text x={(LEFT + right) / 2} y={HEIGHT - 4} fontSize="11.5" textAnchor="middle" fill={paint.muted}>
              {shortened(axis, right - LEFT, 11.5)}
            </text>
          </svg>
        )}
      </div>
      <Box
        component="ul"
        sx={{ display: 'flex', gap: '4px 16px', flexWrap: 'wrap', margin: '10px 0 0', padding: 0, listStyle: 'none' }}
      >
        {lines.map(({ id, name }, place) => (
          <Box
            key={id}
            component="li"
            sx={{ display: 'inline-flex', gap: '7px', alignItems: 'center', fontSize: 12.5, lineHeight: '20px' }}
          >
            <svg width="26" height="10" aria-hidden="true">
              <line
                x1="0"
                x2="26"
                y1="5"
                y2="5"
                strokeWidth="2"
                stroke={INKS[place % INKS.length]}
                strokeDasharray={DASHES[place % DASHES.length]}
              />
            </svg>
            {name}
          </Box>
        ))}
      </Box>
    </>
  );
}
