import { useQuery } from '@tanstack/react-query';
import { addDays } from '../../../main/domain/day.ts';
import { nounText } from '../../../main/words/history.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { DaysFilter } from '../../ui/days-filter.tsx';
import { FilterMenu } from '../../ui/filter-menu.tsx';
import type { HistoryFilter } from './history-address.ts';

interface FilterProps {
  readonly filter: HistoryFilter;
  readonly onChange: (filter: HistoryFilter) => void;
}

/** The filters of the history as chips; `onChange` gets the whole filter anew. */
export function HistoryFilters({ filter, onChange }: FilterProps) {
  const text = useText();
  const words = useWords();
  const facets = useQuery(orpc.history.facets.queryOptions());
  const today = useQuery(orpc.vault.status.queryOptions()).data?.today;
  const { actor, noun, ...rest } = filter;
  const { from, to, ...undated } = filter;
  const counted = (values: readonly { value: string; count: number }[] | undefined, label: (key: string) => string) =>
    values?.map(({ value, count }) => ({ key: value, label: label(value), count })) ?? null;
  return (
    <>
      <FilterMenu
        name={text('history.filter.person')}
        chosen={actor ?? []}
        labelOf={(key) => key}
        counted={counted(facets.data?.actor, (key) => key)}
        failed={facets.error !== null}
        onChange={(chosen) => onChange({ ...rest, ...(noun ? { noun } : {}), actor: [...chosen] })}
      />
      <FilterMenu
        name={text('history.filter.noun')}
        chosen={noun ?? []}
        labelOf={(key) => nounText(key, words)}
        counted={counted(facets.data?.noun, (key) => nounText(key, words))}
        failed={facets.error !== null}
        onChange={(chosen) => onChange({ ...rest, ...(actor ? { actor } : {}), noun: [...chosen] })}
      />
      <DaysFilter
        from={from}
        to={to}
        spans={
          today
            ? [
                { label: text('history.filter.today'), from: today, to: today },
                { label: text('history.filter.week'), from: addDays(today, -6), to: today },
                { label: text('history.filter.month'), from: addDays(today, -29), to: today },
              ]
            : []
        }
        onChange={(first, last) =>
          onChange({ ...undated, ...(first ? { from: first } : {}), ...(last ? { to: last } : {}) })
        }
      />
    </>
  );
}
