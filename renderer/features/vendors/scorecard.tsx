import { Box, Link, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link as RouterLink } from 'react-router';
import type { VendorId } from '../../../main/domain/ids.ts';
import { ENOUGH, type Score } from '../../../main/domain/scorecard.ts';
import { rateText } from '../../../main/words/scorecard.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { saveExport } from '../../bridge/files.ts';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { DayText } from '../../ui/day-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ExportMenu } from '../../ui/export-menu.tsx';
import { FilterBar } from '../../ui/filter-chip.tsx';
import { LoadingPage } from '../../ui/loading.tsx';
import { OBLIGATION_TONES } from '../../ui/obligation-tones.ts';
import { paint, type Tone } from '../../ui/paint.ts';
import { Mark, Tag } from '../../ui/status-tag.tsx';
import { PeriodFilters, usePeriod } from './scorecard-period.tsx';
import { QuartersCard } from './scorecard-quarters.tsx';
import type { Scorecard } from './types.ts';

/** How a vendor kept its promises, or the organisation itself with `vendorId` null. */
export function ScorecardView({ vendorId }: { vendorId: VendorId | null }) {
  const text = useText();
  const [period, setPeriod] = usePeriod();
  const card = useQuery({
    ...orpc.scorecard.get.queryOptions({ input: { vendorId, ...period } }),
    placeholderData: keepPreviousData,
  });
  if (card.error)
    return (
      <Card>
        <ErrorState failure={failureOf(card.error)} onRetry={() => void card.refetch()} />
      </Card>
    );
  if (!card.data) return <LoadingPage />;
  const empty = card.data.lines.length === 0;
  return (
    <Box sx={{ display: 'grid', gap: '18px', gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Box sx={{ marginBottom: '-12px' }}>
        <FilterBar
          end={
            <ExportMenu
              label={text('scorecards.export')}
              onExport={async (format) => saveExport(await client.exports.scorecard({ format, vendorId, ...period }))}
              explain={failureOf}
            />
          }
        >
          <PeriodFilters period={period} paper={vendorId !== null} onChange={setPeriod} />
        </FilterBar>
      </Box>
      {empty ? (
        <Card>
          <EmptyState
            title={text('scorecards.empty.title')}
            text={text(vendorId === null ? 'scorecards.empty.ownText' : 'scorecards.empty.text')}
          />
        </Card>
      ) : (
        <>
          <Figures total={card.data.total} />
          <Lines lines={card.data.lines} />
          <QuartersCard quarters={card.data.quarters} />
          <Worst card={card.data} />
          <LeavesOut card={card.data} own={vendorId === null} />
        </>
      )}
    </Box>
  );
}

/** The answer in five figures. */
function Figures({ total }: { total: Score }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const decided = total.met + total.metLate + total.breached;
  const median = useDaysText()(total.medianDaysLate);
  const figures: readonly { key: string; value: string; label: ReactNode; hint: string }[] = [
    {
      key: 'onTime',
      value: rateText(total.onTime, words),
      label: text('scorecards.onTime'),
      hint:
        total.onTime === null
          ? text('scorecards.tooFew', { enough: ENOUGH })
          : text('scorecards.decided', { met: number(total.met), amount: number(decided) }),
    },
    {
      key: 'late',
      value: number(total.metLate),
      label: <Tag tone="near">{text('scorecards.late')}</Tag>,
      hint: median === null ? text('scorecards.noneLate') : text('scorecards.median', { days: median }),
    },
    {
      key: 'breached',
      value: number(total.breached),
      label: <Tag tone="end">{text('scorecards.breached')}</Tag>,
      hint: text('scorecards.breachedHint'),
    },
    {
      key: 'undisclosed',
      value: number(total.undisclosed),
      label: <Tag tone="unk">{text('scorecards.undisclosed')}</Tag>,
      hint: text('scorecards.undisclosedHint'),
    },
    {
      key: 'open',
      value: number(total.open),
      label: <Tag tone="plan">{text('scorecards.open')}</Tag>,
      hint: text('scorecards.openHint'),
    },
  ];
  return (
    <Card flush>
      <Box
        component="ul"
        aria-label={text('scorecards.tab')}
        sx={{
          margin: '-1px 0 0 -1px',
          padding: 0,
          listStyle: 'none',
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))',
          '& li': { borderLeft: `1px solid ${paint.line}`, borderTop: `1px solid ${paint.line}`, padding: '13px 16px' },
        }}
      >
        {figures.map(({ key, value, label, hint }) => (
          <li key={key}>
            <Box className="figures" sx={{ fontSize: 24, lineHeight: '30px', fontWeight: 620 }}>
              {value}
            </Box>
            <Box sx={{ lineHeight: '22px', fontWeight: 550 }}>{label}</Box>
            <Box sx={{ color: paint.muted, fontSize: 12.5, lineHeight: '18px', marginTop: '3px' }}>{hint}</Box>
          </li>
        ))}
      </Box>
    </Card>
  );
}

/** `6.5 days`; null for none. */
function useDaysText(): (days: number | null) => string | null {
  const text = useText();
  const number = useNumber();
  return (days) =>
    days === null ? null : text('scorecards.days', { count: days === 1 ? 1 : 2, amount: number(days) });
}

/** Shape and colour of a rate: what was always in time, mostly, or less. */
export function rateTone(onTime: number | null): Tone {
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

function Lines({ lines }: { lines: Scorecard['lines'] }) {
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

function Worst({ card }: { card: Scorecard }) {
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

function LeavesOut({ card: { total, untraced }, own }: { card: Scorecard; own: boolean }) {
  const text = useText();
  const number = useNumber();
  const counted = (['waived', 'disputed', 'notApplicable', 'superseded'] as const).flatMap((key) =>
    total[key] === 0 ? [] : [text(`scorecards.leavesOut.${key}`, { count: total[key], amount: number(total[key]) })],
  );
  const said = [
    text('scorecards.leavesOut.open'),
    ...counted,
    ...(untraced === 0 || own
      ? []
      : [text('scorecards.leavesOut.untraced', { count: untraced, amount: number(untraced) })]),
    ...(total.undisclosed === 0 ? [] : [text('scorecards.leavesOut.assumed')]),
  ];
  return (
    <Card title={text('scorecards.leavesOut.title')}>
      <Box component="ul" sx={{ margin: 0, paddingLeft: '18px', color: paint.muted, display: 'grid', gap: '3px' }}>
        {said.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </Box>
    </Card>
  );
}
