import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useId } from 'react';
import type { TodayAnswer } from '../../bridge/types.ts';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { paint, TONES, type Tone } from '../../ui/paint.ts';
import { PictureCard } from '../../ui/picture-card.tsx';

type Horizon = TodayAnswer['horizon'];

/** How many devices will be without support, if nothing is done: a picture, and the same as a table. */
export function HorizonChart({ horizon }: { horizon: Horizon }) {
  const text = useText();
  const periods = horizon.map((period, index) => (index === 0 ? { ...period, label: text('today.now') } : period));
  return (
    <PictureCard
      title={text('today.chart')}
      picture={<Picture periods={periods} />}
      table={<HorizonTable periods={periods} />}
    />
  );
}

const WIDTH = 312;
const BASE = 150;
const TOP = 18;
const GAP = 2;

function Picture({ periods }: { periods: Horizon }) {
  const text = useText();
  const number = useNumber();
  const hatch = useId();
  const first = periods[0];
  const last = periods.at(-1);
  if (!first || !last) return null;
  const most = Math.max(1, ...periods.map(({ already, ending }) => already + ending));
  const slot = WIDTH / periods.length;
  const bar = Math.min(26, slot - 8);
  const height = (count: number) => (count === 0 ? 0 : Math.max(2, (count / most) * (BASE - TOP)));
  const label = text('today.chartLabel', {
    now: number(first.already),
    later: number(last.already + last.ending),
    period: last.label,
  });
  return (
    <>
      <svg viewBox={`0 0 ${WIDTH} 170`} width="100%" role="img" aria-label={label} className="figures">
        <defs>
          {/* The stripes tell the two parts from one another without colour. */}
          <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="5" height="5" fill={paint.near} />
            <rect width="1.6" height="5" fill={paint.surface} fillOpacity="0.55" />
          </pattern>
        </defs>
        <line x1="0" x2={WIDTH} y1={BASE + 0.5} y2={BASE + 0.5} stroke={paint.lineStrong} />
        {periods.map(({ label: name, already, ending }, index) => {
          const x = slot * index + (slot - bar) / 2;
          const solid = height(already);
          const striped = height(ending);
          const rise = solid + (solid > 0 && striped > 0 ? GAP : 0);
          return (
            <g key={name}>
              <rect x={x} y={BASE - solid} width={bar} height={solid} rx="2" fill={paint.end} />
              <rect x={x} y={BASE - rise - striped} width={bar} height={striped} rx="2" fill={`url(#${hatch})`} />
              <text x={x + bar / 2} y={BASE - rise - striped - 5} fontSize="11" fill={paint.muted} textAnchor="middle">
                {number(already + ending)}
              </text>
              <text x={x + bar / 2} y="164" fontSize="10.5" fill={paint.faint} textAnchor="middle">
                {name}
              </text>
            </g>
          );
        })}
      </svg>
      <Box sx={{ display: 'flex', gap: '10px', flexWrap: 'wrap', marginTop: '8px' }}>
        <Legend fill={paint.end} tone="end" label={text('today.alreadyEnded')} />
        <Legend fill={`url(#${hatch})`} tone="near" label={text('today.endsInPeriod')} />
      </Box>
    </>
  );
}

/** A piece of a bar with its meaning. */
function Legend({ fill, tone, label }: { fill: string; tone: Tone; label: string }) {
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        gap: '7px',
        alignItems: 'center',
        fontSize: 12.5,
        lineHeight: '20px',
        fontWeight: 550,
        color: TONES[tone].main,
        marginRight: '6px',
      }}
    >
      <svg width="14" height="12" aria-hidden="true">
        <rect width="14" height="12" rx="2" fill={fill} />
      </svg>
      {label}
    </Box>
  );
}

function HorizonTable({ periods }: { periods: Horizon }) {
  const text = useText();
  const number = useNumber();
  return (
    <Table size="small" aria-label={text('today.chart')} sx={{ '& th, & td': { padding: '5px 6px', fontSize: 12.5 } }}>
      <TableHead>
        <TableRow>
          <TableCell>{text('today.period')}</TableCell>
          <TableCell align="right">{text('today.alreadyEnded')}</TableCell>
          <TableCell align="right">{text('today.endsInPeriod')}</TableCell>
          <TableCell align="right">{text('today.total')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {periods.map(({ label, already, ending }) => (
          <TableRow key={label}>
            <TableCell component="th" scope="row" sx={{ backgroundColor: 'transparent !important' }}>
              {label}
            </TableCell>
            <TableCell align="right">{number(already)}</TableCell>
            <TableCell align="right">{number(ending)}</TableCell>
            <TableCell align="right">{number(already + ending)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
