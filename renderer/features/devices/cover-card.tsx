import { Box, Link, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { Link as RouterLink } from 'react-router';
import type { Day } from '../../../main/domain/day.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { type CoverBar, CoverPicture } from '../../ui/cover-picture.tsx';
import { paint, TONES } from '../../ui/paint.ts';
import { Shape } from '../../ui/shapes.tsx';

export type CoverAnswer = Outputs['cover']['ofDevice'];
type Piece = CoverAnswer['lines'][number];

/** The chain of cover in a sentence, as a picture, and as a table below. */
export function CoverCard({ cover, today }: { cover: CoverAnswer; today: Day }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const nameOf = ({ contract }: Piece) => contract ?? text('cover.chain.warranty');
  const saidOf = (line: Piece) =>
    line.renews
      ? text('cover.chain.renews')
      : line.endsOn === null
        ? text('cover.chain.noEnd')
        : text('cover.chain.until', { day: words.day(line.endsOn) });
  // Before today nobody can do anything about a gap; it still explains what the picture shows.
  const last = cover.gaps.at(-1);
  const gapSaid =
    last === undefined
      ? ''
      : last.days === null
        ? text('cover.chain.open')
        : text('cover.chain.days', { count: last.days, amount: number(last.days) });
  const bars: CoverBar[] = [
    ...cover.lines.map(
      (line, index): CoverBar => ({
        key: `${line.contractId ?? 'warranty'} ${index}`,
        label: nameOf(line),
        kind: line.renews ? 'renews' : 'covered',
        stretches: [{ from: line.startsOn, until: line.endsOn }],
        said: saidOf(line),
      }),
    ),
    ...(cover.gaps.length === 0
      ? []
      : [
          {
            key: 'gaps',
            label: text('cover.chain.without'),
            kind: 'gap',
            stretches: cover.gaps.map(({ from, until }) => ({ from, until })),
            said: gapSaid,
          } satisfies CoverBar,
        ]),
  ];
  const label = text('cover.chain.label', {
    rows: cover.lines
      .map((line) =>
        text('cover.chain.row', {
          name: nameOf(line),
          from: line.startsOn === null ? text('cover.chain.always') : words.day(line.startsOn),
          said: saidOf(line),
        }),
      )
      .join('; '),
    today: words.day(today),
  });
  return (
    <>
      <Answer cover={cover} today={today} nameOf={nameOf} />
      <CoverPicture bars={bars} today={today} label={label} />
      <Box sx={{ overflowX: 'auto', marginTop: '8px' }}>
        <Table size="small" aria-label={text('cover.chain.title')}>
          <TableHead>
            <TableRow>
              <TableCell>{text('devices.contracts.number')}</TableCell>
              <TableCell>{text('devices.contracts.vendor')}</TableCell>
              <TableCell align="right">{text('devices.contracts.from')}</TableCell>
              <TableCell align="right">{text('devices.contracts.until')}</TableCell>
              <TableCell>{text('devices.contracts.updates')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {cover.lines.map((line, index) => (
              <TableRow key={bars[index]?.key}>
                <TableCell component="th" scope="row">
                  {line.contractId === null ? (
                    nameOf(line)
                  ) : (
                    <Link component={RouterLink} to={`/contracts/${line.contractId}`}>
                      {line.contract}
                    </Link>
                  )}
                </TableCell>
                <TableCell>{line.vendor ?? ''}</TableCell>
                <TableCell align="right">{line.startsOn ? words.day(line.startsOn) : ''}</TableCell>
                <TableCell align="right">
                  {line.renews ? text('devices.contracts.renews') : line.endsOn ? words.day(line.endsOn) : ''}
                  {line.ownEnd && line.contractId !== null ? (
                    <Box sx={{ color: paint.muted, fontSize: 12.5 }}>{text('cover.chain.ownEnd')}</Box>
                  ) : null}
                </TableCell>
                <TableCell>{words.t(`tristate.${line.includesSecurityUpdates}`)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
    </>
  );
}

/** Covered now or not, until when, and what comes then. */
function Answer({ cover, today, nameOf }: { cover: CoverAnswer; today: Day; nameOf: (line: Piece) => string }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const { coveredToday, coveredUntil, next, gaps, overlaps } = cover;
  const renewing = cover.lines.find(({ renews, startsOn }) => renews && (startsOn === null || startsOn <= today));
  const headline = !coveredToday
    ? text('cover.chain.notNow')
    : coveredUntil !== null
      ? text('cover.chain.now', { day: words.day(coveredUntil) })
      : renewing
        ? text('cover.chain.nowRenews', { contract: nameOf(renewing) })
        : text('cover.chain.nowOpen');
  const ahead = gaps.find(({ from, until }) => from !== null && until !== null && until >= today);
  const parts = [
    ahead?.from && ahead.until && ahead.days !== null
      ? ahead.from <= today
        ? text('cover.chain.gapNow', { until: words.day(ahead.until) })
        : text('cover.chain.gap', {
            count: ahead.days,
            amount: number(ahead.days),
            from: words.day(ahead.from),
            until: words.day(ahead.until),
          })
      : null,
    next?.startsOn
      ? text('cover.chain.nextFrom', { name: nameOf(next), day: words.day(next.startsOn) })
      : coveredUntil === null && coveredToday
        ? null
        : text('cover.chain.nothingNext'),
    ...overlaps
      .filter(({ until }) => until === null || until >= today)
      .map(({ names, from, until, days }) => {
        const together = {
          names: names.map((name) => name ?? text('cover.chain.warranty')).join(text('cover.chain.and')),
        };
        if (from === null) return text('cover.chain.overlapAlways', together);
        if (until === null || days === null)
          return text('cover.chain.overlapOpen', { ...together, from: words.day(from) });
        return text('cover.chain.overlap', {
          ...together,
          count: days,
          amount: number(days),
          from: words.day(from),
          until: words.day(until),
        });
      }),
  ].filter((part) => part !== null);
  const tone = !coveredToday ? 'end' : ahead ? 'near' : 'ok';
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '22px minmax(0, 1fr)', marginBottom: '12px' }}>
      <Box component="span" sx={{ color: TONES[tone].main }}>
        <Shape tone={tone} size={12} />
      </Box>
      <Box sx={{ fontWeight: 650 }}>{headline}</Box>
      {parts.length === 0 ? null : (
        <Box sx={{ gridColumn: 2, color: paint.muted, marginTop: '2px' }}>{parts.join(' ')}</Box>
      )}
    </Box>
  );
}
