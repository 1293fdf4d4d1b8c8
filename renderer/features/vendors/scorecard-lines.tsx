import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { rateText } from '../../../main/words/scorecard.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { paint, type Tone } from '../../ui/paint.ts';
import { Mark } from '../../ui/status-tag.tsx';
import type { Scorecard } from './types.ts';

/** `6.5 days`; null for none. */
export function useDaysText(): (days: number | null) => string | null {
  const text = useText();
  const number = useNumber();
  return (days) =>
    days === null ? null : text('scorecards.days', { count: days === 1 ? 1 : 2, amount: number(days) });
}

/** Shape and colour of a rate: what was always in time, mostly, or less. */
function rateTone(onTime: number | null): Tone {
  if (onTime === null) return 'unk';
  return onTime >= 0.95 ? 'ok' : onTime >= 0.8 ? 'near' : 'end';
}

/** A rate with its shape; the words behind the shape say nothing that the figure does not. */
export function Rate({ onTime }: { onTime: number | null }) {
  const words = useWords();
  return (
    <Box component="span" sx={{ display: 'inline-flex', gap: '8px', alignItems: 'center' }}>
      <Box component="span" sx={onTime === null ? { color: paint.muted } : {}}>
        {rateText(onTime, words)}
      </Box>
      <Mark tone={rateTone(onTime)} label="" />
    </Box>
  );
}

/** The figures per promise and severity. */
export function ScoreLines({ lines }: { lines: Scorecard['lines'] }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const days = useDaysText();
  const title = text('scorecards.lines.title');
  return (
    <Card title={title} flush>
      <Box sx={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={title}>
        <Table aria-label={title} sx={{ '& tbody tr:last-child > *': { borderBottom: 0 } }}>
          <TableHead>
            <TableRow>
              <TableCell>{text('scorecards.lines.promise')}</TableCell>
              <TableCell>{text('scorecards.lines.severity')}</TableCell>
              <TableCell align="right">{text('scorecards.lines.onTime')}</TableCell>
              <TableCell align="right">{text('scorecards.lines.met')}</TableCell>
              <TableCell align="right">{text('scorecards.lines.late')}</TableCell>
              <TableCell align="right">{text('scorecards.lines.breached')}</TableCell>
              <TableCell align="right">{text('scorecards.lines.median')}</TableCell>
              <TableCell align="right">{text('scorecards.lines.undisclosed')}</TableCell>
              <TableCell align="right">{text('scorecards.lines.open')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody sx={{ '& td': { fontVariantNumeric: 'tabular-nums' } }}>
            {lines.map((line) => (
              <TableRow key={`${line.kind} ${line.band}`}>
                <TableCell component="th" scope="row" sx={{ fontWeight: 600 }}>
                  {words.t(`commitmentKind.${line.kind}`)}
                </TableCell>
                <TableCell>{words.t(`severity.${line.band}`)}</TableCell>
                <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                  <Rate onTime={line.onTime} />
                </TableCell>
                <TableCell align="right">{number(line.met)}</TableCell>
                <TableCell align="right">{number(line.metLate)}</TableCell>
                <TableCell align="right">{number(line.breached)}</TableCell>
                <TableCell align="right">{days(line.medianDaysLate) ?? '–'}</TableCell>
                <TableCell align="right">{number(line.undisclosed)}</TableCell>
                <TableCell align="right">{number(line.open)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
    </Card>
  );
}
