import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { type Day, daysBetween } from '../../../main/domain/day.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { paint } from '../../ui/paint.ts';
import { pictureOf, type Stretch } from './standing.ts';
import type { ContractDetail } from './types.ts';

interface PictureRow {
  readonly key: 'term' | 'window' | 'next';
  readonly stretch: Stretch;
  readonly fill: string;
  readonly dashed: boolean;
  readonly note: string;
}

const ROW = 30;
const TOP = 22;

/** The running term, the time in which to decide and the term that follows, with today in it; the same as a table. */
export function TermPicture({ contract, today }: { contract: ContractDetail; today: Day }) {
  const text = useText();
  const words = useWords();
  const picture = pictureOf(contract, today);
  if (picture === null) return null;
  const rows: PictureRow[] = [
    { key: 'term', stretch: picture.term, fill: paint.plan, dashed: false, note: '' },
    ...(picture.window
      ? [{ key: 'window' as const, stretch: picture.window, fill: paint.near, dashed: false, note: '' }]
      : []),
    ...(picture.next
      ? [
          {
            key: 'next' as const,
            stretch: picture.next,
            fill: paint.unk,
            dashed: !picture.nextBinding,
            note: text(picture.nextBinding ? 'contracts.picture.nextBound' : 'contracts.picture.nextIf'),
          },
        ]
      : []),
  ];
  const scale = scaleOf(rows, today);
  const lastNotice = picture.window?.to ?? null;
  const height = TOP + rows.length * ROW + 24;
  const bottom = TOP + rows.length * ROW + 2;
  const from = (stretch: Stretch) =>
    stretch.from === null ? text('contracts.picture.openStart') : words.day(stretch.from);
  const name = (key: PictureRow['key']) => text(`contracts.picture.${key}`);
  const label = text('contracts.picture.label', {
    rows: rows
      .map(({ key, stretch }) =>
        text('contracts.picture.row', { name: name(key), from: from(stretch), to: words.day(stretch.to) }),
      )
      .join('; '),
    today: words.day(today),
  });
  // The two words at the foot would run into each other where their days are close: each then leans away.
  const near = lastNotice !== null && Math.abs(scale.at(lastNotice) - scale.at(today)) < 16;
  const todayFirst = lastNotice === null || today <= lastNotice;

  return (
    <Card title={text('contracts.picture.title')}>
      <Box role="img" aria-label={label} sx={{ display: 'grid', gridTemplateColumns: '116px minmax(0, 1fr)' }}>
        <Box aria-hidden="true" sx={{ paddingTop: `${TOP}px`, fontSize: 12.5 }}>
          {rows.map(({ key }) => (
            <Box key={key} sx={{ height: ROW, lineHeight: `${ROW}px` }}>
              {name(key)}
            </Box>
          ))}
        </Box>
        <Box
          component="svg"
          aria-hidden="true"
          sx={{ width: '100%', height, overflow: 'visible', fontSize: 11, fontFamily: 'inherit' }}
        >
          {scale.years.map((year) => (
            <g key={year}>
              <line x1={x(scale.at(year))} x2={x(scale.at(year))} y1={TOP - 4} y2={bottom} stroke={paint.line} />
              <text x={x(scale.at(year))} y={12} textAnchor="middle" fill={paint.faint}>
                {year.slice(0, 4)}
              </text>
            </g>
          ))}
          {rows.map(({ key, stretch, fill, dashed }, index) => {
            const start = stretch.from === null ? 0 : scale.at(stretch.from);
            const end = scale.at(stretch.to);
            const y = TOP + index * ROW + 7;
            return (
              <g key={key}>
                <rect
                  x={x(start)}
                  width={x(Math.max(end - start, 0.4))}
                  y={y}
                  height={16}
                  rx={3}
                  fill={dashed ? 'transparent' : fill}
                  stroke={fill}
                  strokeDasharray={dashed ? '4 3' : undefined}
                />
              </g>
            );
          })}
          {lastNotice === null ? null : (
            <g>
              <line
                x1={x(scale.at(lastNotice))}
                x2={x(scale.at(lastNotice))}
                y1={TOP - 4}
                y2={bottom}
                stroke={paint.end}
                strokeWidth={1.5}
                strokeDasharray="3 3"
              />
              <text
                x={x(scale.at(lastNotice))}
                y={bottom + 14}
                textAnchor={near ? (todayFirst ? 'start' : 'end') : 'middle'}
                fill={paint.end}
              >
                {text('contracts.picture.lastDay')}
              </text>
            </g>
          )}
          <line
            x1={x(scale.at(today))}
            x2={x(scale.at(today))}
            y1={TOP - 4}
            y2={bottom}
            stroke={paint.text}
            strokeWidth={1.5}
          />
          <text
            x={x(scale.at(today))}
            dx={near ? (todayFirst ? -4 : 4) : 0}
            y={bottom + 14}
            textAnchor={near ? (todayFirst ? 'end' : 'start') : 'middle'}
            fill={paint.text}
          >
            {text('contracts.picture.today')}
          </text>
          {rows.map(({ key, stretch, note }, index) => (
            <text
              key={key}
              x={x(scale.at(stretch.to))}
              dx={7}
              y={TOP + index * ROW + 19}
              fill={paint.muted}
              stroke={paint.surface}
              strokeWidth={4}
              paintOrder="stroke"
            >
              {words.day(stretch.to)}
              {note === '' ? '' : `, ${note}`}
            </text>
          ))}
        </Box>
      </Box>
      <Box
        component="details"
        sx={{ marginTop: '10px', '& summary': { cursor: 'pointer', color: paint.muted, fontSize: 12.5 } }}
      >
        <summary>{text('contracts.picture.table')}</summary>
        <Table size="small" sx={{ marginTop: '8px', '& td, & th': { padding: '5px 10px' } }}>
          <TableHead>
            <TableRow>
              <TableCell>{text('contracts.picture.what')}</TableCell>
              <TableCell align="right">{text('contracts.picture.from')}</TableCell>
              <TableCell align="right">{text('contracts.picture.to')}</TableCell>
              <TableCell />
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map(({ key, stretch, note }) => (
              <TableRow key={key}>
                <TableCell component="th" scope="row">
                  {name(key)}
                </TableCell>
                <TableCell align="right">{from(stretch)}</TableCell>
                <TableCell align="right">{words.day(stretch.to)}</TableCell>
                <TableCell sx={{ color: paint.muted }}>{note}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
    </Card>
  );
}

const x = (percent: number) => `${percent.toFixed(3)}%`;

interface Scale {
  readonly years: readonly Day[];
  at(on: Day): number;
}

/** From a little before the first day to a third of the width behind the last, so that every date fits behind its bar. */
function scaleOf(rows: readonly PictureRow[], today: Day): Scale {
  const days = rows
    .flatMap(({ stretch }) => [stretch.from, stretch.to])
    .concat(today)
    .filter((on) => on !== null)
    .sort();
  const first = days[0] ?? today;
  const last = days.at(-1) ?? today;
  const width = Math.max(daysBetween(first, last), 1);
  const at = (on: Day) => (daysBetween(first, on) / width) * 66;
  const years: Day[] = [];
  for (let year = Number(first.slice(0, 4)) + 1; year <= Number(last.slice(0, 4)); year += 1) {
    years.push(`${year}-01-01` as Day);
  }
  const step = Math.ceil(years.length / 8);
  return { at, years: years.filter((_, index) => index % step === 0) };
}
