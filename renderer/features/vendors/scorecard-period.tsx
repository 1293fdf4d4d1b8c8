import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { addDays, addMonths, type Day, parseDay } from '../../../main/domain/day.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText } from '../../i18n/i18n.ts';
import { DaysFilter } from '../../ui/days-filter.tsx';
import { FilterChip } from '../../ui/filter-chip.tsx';

/** Which obligations a scorecard counts. */
export interface Period {
  readonly from?: Day;
  readonly to?: Day;
  readonly contractual: boolean;
}

/** The period in the address of the page, so that it can be kept and gone back to. */
export function usePeriod(): [Period, (period: Period) => void] {
  const [search, setSearch] = useSearchParams();
  const from = parseDay(search.get('from') ?? '');
  const to = parseDay(search.get('to') ?? '');
  const period = { ...(from ? { from } : {}), ...(to ? { to } : {}), contractual: search.get('contractual') === 'yes' };
  const change = (next: Period) =>
    setSearch(
      (known) => {
        const params = new URLSearchParams(known);
        for (const name of ['from', 'to', 'contractual']) params.delete(name);
        if (next.from) params.set('from', next.from);
        if (next.to) params.set('to', next.to);
        if (next.contractual) params.set('contractual', 'yes');
        return params;
      },
      { replace: true },
    );
  return [period, change];
}

/** Chooses the days, and whether only what stands on paper counts. */
export function PeriodFilters({
  period,
  paper = true,
  onChange,
}: {
  period: Period;
  /** Whether there is paper on which it could stand: our own times have none. */
  paper?: boolean;
  onChange: (period: Period) => void;
}) {
  const text = useText();
  const today = useQuery(orpc.vault.status.queryOptions()).data?.today;
  const { contractual } = period;
  /** The day after the same day so many months ago. */
  const since = (months: number, on: Day) => addDays(addMonths(on, -months), 1);
  return (
    <>
      <DaysFilter
        from={period.from}
        to={period.to}
        spans={
          today
            ? [
                { label: text('scorecards.lastYear'), from: since(12, today), to: today },
                { label: text('scorecards.lastThreeYears'), from: since(36, today), to: today },
              ]
            : []
        }
        onChange={(from, to) => onChange({ contractual, ...(from ? { from } : {}), ...(to ? { to } : {}) })}
      />
      {paper ? (
        <FilterChip
          label={text('scorecards.contractual')}
          active={contractual}
          onClick={() => onChange({ ...period, contractual: !contractual })}
        />
      ) : null}
    </>
  );
}
