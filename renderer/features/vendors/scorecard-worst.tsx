import { Box, Link, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { Link as RouterLink } from 'react-router';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { DayText } from '../../ui/day-text.tsx';
import { OBLIGATION_TONES } from '../../ui/obligation-tones.ts';
import { paint } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';
import type { Scorecard } from './types.ts';

/** What was late or is still owed, the latest first, each with where it was promised. */
export function WorstCard({ card }: { card: Scorecard }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const title = text('scorecards.worst.title');
  const late = card.total.metLate + card.total.breached;
  if (card.worst.length === 0)
    return (
      <Card title={title}>
        <Box sx={{ color: paint.muted }}>{text('scorecards.worst.none')}</Box>
      </Card>
    );
  return (
    <Card title={title} flush>
      <Box sx={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={title}>
        <Table aria-label={title} sx={{ '& tbody tr:last-child > *': { borderBottom: 0 } }}>
          <TableHead>
            <TableRow>
              <TableCell>{text('scorecards.worst.what')}</TableCell>
              <TableCell>{text('scorecards.worst.paper')}</TableCell>
              <TableCell align="right">{text('scorecards.worst.due')}</TableCell>
              <TableCell align="right">{text('scorecards.worst.done')}</TableCell>
              <TableCell align="right">{text('scorecards.worst.late')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody sx={{ '& td': { fontVariantNumeric: 'tabular-nums' } }}>
            {card.worst.map((row) => (
              <TableRow key={row.id}>
                <TableCell component="th" scope="row" sx={{ fontWeight: 400, backgroundColor: 'transparent' }}>
                  <Link component={RouterLink} to={`/obligations/${row.id}`} sx={{ fontWeight: 600 }}>
                    {words.t(`commitmentKind.${row.kind}`)}
                  </Link>
                  <Box sx={{ color: paint.muted, overflowWrap: 'anywhere' }}>{row.title}</Box>
                </TableCell>
                <TableCell>
                  {row.contractId === null ? null : (
                    <Link component={RouterLink} to={`/contracts/${row.contractId}`}>
                      {row.contract}
                    </Link>
                  )}
                  <Box sx={{ color: paint.muted }}>
                    {row.clause && row.page
                      ? text('scorecards.worst.clause', { clause: row.clause, page: row.page })
                      : text('scorecards.worst.untraced')}
                  </Box>
                </TableCell>
                <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                  <DayText on={row.dueOn} />
                </TableCell>
                <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                  {row.metOn === null ? text('scorecards.worst.stillOwed') : <DayText on={row.metOn} />}
                </TableCell>
                <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                  <Tag tone={OBLIGATION_TONES[row.state]}>{number(row.daysLate ?? 0)}</Tag>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
      {late > card.worst.length ? (
        <Box sx={{ padding: '10px 16px', color: paint.muted }}>
          {text('scorecards.worst.more', { count: card.worst.length })}
        </Box>
      ) : null}
    </Card>
  );
}
