import { Box, Button, Link, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { Link as RouterLink } from 'react-router';
import type { Decision } from '../../bridge/types.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { useDaysLeftText } from '../../ui/day-text.tsx';
import { useMoneyText } from '../../ui/money-text.ts';
import { paint } from '../../ui/paint.ts';
import { BAND_TONES, Mark } from '../../ui/status-tag.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { decisionText, latenessText, type Speech } from './decision-text.ts';

/** What needs a decision, a line each: by when, how bad, what and why, and the next step. */
export function DecisionsTable({
  decisions,
  total,
  onMore,
}: {
  decisions: readonly Decision[];
  total: number;
  onMore: (() => void) | null;
}) {
  const text = useText();
  const number = useNumber();
  const speech: Speech = { text, words: useWords(), number, money: useMoneyText() };
  return (
    <Card flush>
      <Table aria-label={text('today.decisions')}>
        <TableHead>
          <TableRow>
            <TableCell sx={{ width: '1%' }}>{text('today.by')}</TableCell>
            <TableCell sx={{ width: 40, paddingX: '6px !important' }}>
              <VisuallyHidden>{text('today.state')}</VisuallyHidden>
            </TableCell>
            <TableCell>{text('today.what')}</TableCell>
            <TableCell sx={{ width: '1%' }} data-screen-only>
              <VisuallyHidden>{text('today.next')}</VisuallyHidden>
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody sx={{ '& tr:last-child td': { borderBottom: 0 } }}>
          {decisions.map((decision) => (
            <Line key={decision.key} decision={decision} speech={speech} />
          ))}
        </TableBody>
      </Table>
      {onMore ? (
        <Box
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 2,
            padding: '8px 14px',
            borderTop: `1px solid ${paint.line}`,
            color: paint.muted,
          }}
        >
          {text('today.shown', { shown: number(decisions.length), total: number(total) })}
          <Button variant="text" color="primary" onClick={onMore}>
            {text('today.showMore')}
          </Button>
        </Box>
      ) : null}
    </Card>
  );
}

function Line({ decision, speech }: { decision: Decision; speech: Speech }) {
  const { text, words } = speech;
  const daysLeftText = useDaysLeftText();
  const { title, why, step, to } = decisionText(decision, speech);
  const { by, daysLate, daysLeft, band, kind } = decision;
  const overdue = by === null || daysLate > 0;
  const tone = band ? BAND_TONES[band] : kind === 'vendor_date_moved' ? 'plan' : 'near';
  return (
    <TableRow sx={{ '&:hover td': { backgroundColor: paint.head } }}>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>
        <Box sx={{ fontWeight: 650 }}>
          {overdue || by === null ? text('today.overdue') : <time dateTime={by}>{words.day(by)}</time>}
        </Box>
        <Quiet>{overdue ? latenessText(decision, speech) : daysLeftText(daysLeft ?? 0)}</Quiet>
      </TableCell>
      <TableCell sx={{ paddingX: '6px !important' }}>
        <Mark tone={tone} label={band ? words.t(`band.${band}`) : ''} />
      </TableCell>
      <TableCell sx={{ overflowWrap: 'anywhere' }}>
        <Box sx={{ fontWeight: 650 }}>{title}</Box>
        <Quiet>{why}</Quiet>
      </TableCell>
      <TableCell align="right" data-screen-only>
        <Link
          component={RouterLink}
          to={to}
          aria-label={text('today.stepOf', { step, title })}
          sx={{ fontWeight: 550, whiteSpace: 'nowrap' }}
        >
          {step}
        </Link>
      </TableCell>
    </TableRow>
  );
}

function Quiet({ children }: { children: string }) {
  return <Box sx={{ color: paint.muted, fontSize: 12.5, lineHeight: '18px' }}>{children}</Box>;
}
