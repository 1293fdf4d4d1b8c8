import { Box, Button, Checkbox, Link, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import type { KeyboardEvent } from 'react';
import { Link as RouterLink } from 'react-router';
import { useMayChange } from '../../bridge/may.tsx';
import type { Decision } from '../../bridge/types.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { useDaysLeftText } from '../../ui/day-text.tsx';
import { useMoneyText } from '../../ui/money-text.ts';
import { paint } from '../../ui/paint.ts';
import { BAND_TONES, Mark } from '../../ui/status-tag.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import type { AlertActions } from './alert-actions.ts';
import { AlertMenu, type Asking } from './alert-menu.tsx';
import { decisionText, KIND_TONES, latenessText, type Speech } from './decision-text.ts';
import { backTexts, quietText } from './handling-text.ts';

/** What needs a decision, a line each: by when, how bad, what and why, and the next step. */
export function DecisionsTable({
  decisions,
  total,
  selected,
  actions,
  onSelect,
  onAsk,
  onMore,
}: {
  decisions: readonly Decision[];
  total: number;
  selected: ReadonlySet<string>;
  actions: AlertActions;
  onSelect: (key: string, selected: boolean) => void;
  onAsk: (asking: Asking, line: Decision) => void;
  onMore: (() => void) | null;
}) {
  const text = useText();
  const number = useNumber();
  const mayChange = useMayChange('alert.acknowledge');
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
        <TableBody onKeyDown={moveByArrows} sx={{ '& tr:last-child td': { borderBottom: 0 } }}>
          {decisions.map((decision) => (
            <Line
              key={decision.key}
              decision={decision}
              speech={speech}
              actions={actions}
              selected={selected.has(decision.key)}
              selecting={selected.size > 0}
              onSelect={mayChange ? (chosen) => onSelect(decision.key, chosen) : null}
              onAsk={(asking) => onAsk(asking, decision)}
            />
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

/** Up and down go to the same control of the next line; Enter on a box opens the line's next step. */
function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const control = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-control]') : null;
  const row = control?.closest('tr');
  if (!control || !row || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === 'Enter' && control.getAttribute('data-control') === 'select') {
    event.preventDefault();
    row.querySelector<HTMLElement>('[data-control="step"]')?.click();
    return;
  }
  const next =
    event.key === 'ArrowDown' ? row.nextElementSibling : event.key === 'ArrowUp' ? row.previousElementSibling : null;
  const same = next?.querySelector<HTMLElement>(`[data-control="${control.getAttribute('data-control')}"]`);
  if (!same) return;
  event.preventDefault();
  (same.matches('input, a, button') ? same : same.querySelector('input'))?.focus();
}

function Line({
  decision,
  speech,
  actions,
  selected,
  selecting,
  onSelect,
  onAsk,
}: {
  decision: Decision;
  speech: Speech;
  actions: AlertActions;
  selected: boolean;
  /** Some line is selected, so all of them show their boxes. */
  selecting: boolean;
  onSelect: ((selected: boolean) => void) | null;
  onAsk: (asking: Asking) => void;
}) {
  const { text, words } = speech;
  const daysLeftText = useDaysLeftText();
  const { title, why, step, to } = decisionText(decision, speech);
  const { by, daysLate, daysLeft, band, kind, assignee } = decision;
  const overdue = by === null || daysLate > 0;
  const tone = band ? BAND_TONES[band] : (KIND_TONES[kind] ?? 'near');
  const quiet = quietText(decision, speech);
  const back = backTexts(decision, speech);
  return (
    <TableRow
      selected={selected}
      sx={{
        '&:hover td': { backgroundColor: selected ? undefined : paint.head },
        '&.Mui-selected td': { backgroundColor: paint.accentSoft },
        // A box that nobody needs is not shown; whoever points at the line or reaches it by keyboard sees it.
        '& .line-box': { opacity: selecting ? 1 : 0 },
        '&:hover .line-box, & .line-box:focus-within': { opacity: 1 },
        '@media (hover: none)': { '& .line-box': { opacity: 1 } },
      }}
    >
      <TableCell sx={{ whiteSpace: 'nowrap' }}>
        <Box sx={{ fontWeight: 650 }}>
          {overdue || by === null ? text('today.overdue') : <time dateTime={by}>{words.day(by)}</time>}
        </Box>
        <Quiet>{overdue ? latenessText(decision, speech) : daysLeftText(daysLeft ?? 0)}</Quiet>
      </TableCell>
      <TableCell sx={{ paddingX: '6px !important' }}>
        <Mark tone={tone} label={band ? words.t(`band.${band}`) : ''} />
        {onSelect ? (
          <Box className="line-box" data-screen-only sx={{ marginTop: '2px' }}>
            <Checkbox
              size="small"
              checked={selected}
              onChange={(_, chosen) => onSelect(chosen)}
              sx={{ padding: '2px' }}
              slotProps={{
                input: { 'aria-label': text('alerts.select', { title }), ...({ 'data-control': 'select' } as object) },
              }}
            />
          </Box>
        ) : null}
      </TableCell>
      <TableCell sx={{ overflowWrap: 'anywhere' }}>
        <Box sx={{ fontWeight: 650 }}>{title}</Box>
        <Quiet>{why}</Quiet>
        {back.map((said) => (
          <Box key={said} sx={{ color: paint.near, fontSize: 12.5, lineHeight: '18px', fontWeight: 550 }}>
            {said}
          </Box>
        ))}
        {quiet ? <Quiet>{quiet}</Quiet> : null}
        {assignee ? (
          <Box sx={{ fontSize: 12.5, lineHeight: '18px', fontWeight: 550, color: paint.accent }}>
            {text('alerts.assigned', { name: assignee })}
          </Box>
        ) : null}
      </TableCell>
      <TableCell align="right" data-screen-only sx={{ whiteSpace: 'nowrap' }}>
        <Link
          component={RouterLink}
          to={to}
          data-control="step"
          aria-label={text('today.stepOf', { step, title })}
          sx={{ fontWeight: 550 }}
        >
          {step}
        </Link>
        <AlertMenu line={decision} title={title} actions={actions} onAsk={onAsk} />
      </TableCell>
    </TableRow>
  );
}

function Quiet({ children }: { children: string }) {
  return <Box sx={{ color: paint.muted, fontSize: 12.5, lineHeight: '18px' }}>{children}</Box>;
}
