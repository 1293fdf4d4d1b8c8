import { Box } from '@mui/material';
import { type Day, daysBetween } from '../../../main/domain/day.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { FigureTable } from '../../ui/figure-table.tsx';
import { paint } from '../../ui/paint.ts';
import type { ObligationDetail } from './types.ts';

interface Stretch {
  readonly key: string;
  readonly kind: 'clock' | 'soon' | 'pause' | 'late';
  readonly from: Day;
  readonly to: Day;
}

const TOP = 22;
const BAR = 24;
/** Told apart by how they are filled too, so that they can be read in black and white. */
const FILLS = { clock: paint.plan, soon: paint.near, pause: paint.surface, late: paint.end } as const;

/** The clock from its start to its limit: where it stood still, from when it is near, and what is late; with the table behind it. */
export function ClockPicture({ obligation, today }: { obligation: ObligationDetail; today: Day }) {
  const text = useText();
  const words = useWords();
  const stretches = stretchesOf(obligation, today);
  const { dueOn, metOn, state } = obligation;
  const [first] = stretches;
  if (!first || dueOn === null) return null;
  const ends = [...stretches.map(({ to }) => to), dueOn, ...(metOn ? [metOn] : []), today].sort();
  const from = [first.from, today].sort()[0] ?? first.from;
  const span = Math.max(1, daysBetween(from, ends.at(-1) ?? dueOn));
  const at = (on: Day) => `${((daysBetween(from, on) / span) * 92 + 2).toFixed(2)}%`;
  const wide = (stretch: Stretch) => `${((daysBetween(stretch.from, stretch.to) / span) * 92).toFixed(2)}%`;
  const marks = [
    { key: 'due', on: dueOn, colour: paint.end, dashed: true },
    ...(metOn ? [{ key: 'met' as const, on: metOn, colour: paint.ok, dashed: false }] : []),
    ...(metOn === today ? [] : [{ key: 'today' as const, on: today, colour: paint.text, dashed: false }]),
  ] as const;
  const name = (kind: Stretch['kind']) => text(`obligations.picture.${kind}`);
  const label = text('obligations.picture.label', {
    from: words.day(first.from),
    due: words.day(dueOn),
    rows: [...new Set(stretches.map(({ kind }) => name(kind)))].join(', '),
    today: words.day(today),
  });
  const decided = state === 'waived' || state === 'not_applicable' || state === 'superseded';
  return (
    <Card title={text('obligations.picture.title')}>
      <Box
        component="svg"
        role="img"
        aria-label={label}
        sx={{ width: '100%', height: TOP + BAR + 52, overflow: 'visible', fontSize: 11, opacity: decided ? 0.55 : 1 }}
      >
        <defs>
          <pattern id="stood-still" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" fill={paint.surface} />
            <line x1="0" y1="0" x2="0" y2="6" stroke={paint.muted} strokeWidth="2" />
          </pattern>
          <pattern id="near-limit" width="5" height="5" patternUnits="userSpaceOnUse">
            <rect width="5" height="5" fill={paint.nearSoft} />
            <circle cx="2.5" cy="2.5" r="1.3" fill={paint.near} />
          </pattern>
        </defs>
        {stretches.map((stretch) => (
          <rect
            key={stretch.key}
            x={at(stretch.from)}
            width={wide(stretch)}
            y={TOP}
            height={BAR}
            fill={
              stretch.kind === 'pause'
                ? 'url(#stood-still)'
                : stretch.kind === 'soon'
                  ? 'url(#near-limit)'
                  : FILLS[stretch.kind]
            }
            stroke={
              stretch.kind === 'clock' ? paint.plan : stretch.kind === 'pause' ? paint.muted : FILLS[stretch.kind]
            }
          />
        ))}
        {marks.map(({ key, on, colour, dashed }, index) => (
          <g key={key}>
            <line
              x1={at(on)}
              x2={at(on)}
              y1={TOP - 6}
              y2={TOP + BAR + 8 + index * 14}
              stroke={colour}
              strokeWidth={1.5}
              strokeDasharray={dashed ? '3 3' : undefined}
            />
            <text
              x={at(on)}
              y={TOP + BAR + 18 + index * 14}
              dx={daysBetween(from, on) / span > 0.7 ? -5 : 5}
              textAnchor={daysBetween(from, on) / span > 0.7 ? 'end' : 'start'}
              fill={colour}
            >
              {text(`obligations.picture.${key}`)} {words.day(on)}
            </text>
          </g>
        ))}
        <text x={at(first.from)} y={12} fill={paint.muted}>
          {words.day(first.from)}
        </text>
      </Box>
      <Box component="details" sx={{ '& summary': { cursor: 'pointer', color: paint.muted, fontSize: 12.5 } }}>
        <summary>{text('obligations.picture.table')}</summary>
        <FigureTable
          label={text('obligations.picture.title')}
          headings={[
            text('obligations.picture.what'),
            text('obligations.picture.from'),
            text('obligations.picture.to'),
          ]}
          rows={stretches.map((stretch) => ({
            key: stretch.key,
            about: name(stretch.kind),
            figures: [words.day(stretch.from), words.day(stretch.to)],
          }))}
        />
      </Box>
    </Card>
  );
}

/** The clock in parts; a clock that counts backwards has no more than its notice: from the near time to the limit. */
function stretchesOf(
  { clockStart, dueOn, dueSoonOn, pauses, metOn, direction }: ObligationDetail,
  today: Day,
): readonly Stretch[] {
  if (clockStart === null || dueOn === null) return [];
  const soon = dueSoonOn !== null && dueSoonOn < dueOn ? dueSoonOn : dueOn;
  const from = direction === 'before' ? soon : clockStart.on;
  const last = metOn ?? today;
  const clock: readonly Stretch[] = from < soon ? [{ key: 'clock', kind: 'clock', from, to: soon }] : [];
  const near: readonly Stretch[] = soon < dueOn ? [{ key: 'soon', kind: 'soon', from: soon, to: dueOn }] : [];
  const still = pauses.map(
    (pause): Stretch => ({ key: pause.id, kind: 'pause', from: pause.from, to: pause.until ?? today }),
  );
  const late: readonly Stretch[] = last > dueOn ? [{ key: 'late', kind: 'late', from: dueOn, to: last }] : [];
  return [...clock, ...near, ...still, ...late];
}
