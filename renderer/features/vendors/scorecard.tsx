import { Box } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { VendorId } from '../../../main/domain/ids.ts';
import { ENOUGH, type Score } from '../../../main/domain/scorecard.ts';
import { rateText } from '../../../main/words/scorecard.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { saveExport } from '../../bridge/files.ts';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ExportMenu } from '../../ui/export-menu.tsx';
import { FilterBar } from '../../ui/filter-chip.tsx';
import { LoadingPage } from '../../ui/loading.tsx';
import { paint } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';
import { ScoreLines, useDaysText } from './scorecard-lines.tsx';
import { PeriodFilters, usePeriod } from './scorecard-period.tsx';
import { QuartersCard } from './scorecard-quarters.tsx';
import { WorstCard } from './scorecard-worst.tsx';
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
          <ScoreLines lines={card.data.lines} />
          <QuartersCard quarters={card.data.quarters} />
          <WorstCard card={card.data} />
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
