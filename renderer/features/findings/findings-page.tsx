import { Box, Button } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { Link as RouterLink, useSearchParams } from 'react-router';
import { CONFIDENCES, FINDING_STATES } from '../../../main/domain/finding.ts';
import { failureOf } from '../../bridge/failure.ts';
import { ListExport } from '../../bridge/list-export.tsx';
import { May } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { SavedViews } from '../../bridge/saved-views.tsx';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FilterBar, FilterChip } from '../../ui/filter-chip.tsx';
import { FilterMenu } from '../../ui/filter-menu.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { FindingDetail } from './finding-detail.tsx';
import { FindingQueue } from './finding-queue.tsx';

/** Rows that the queue fetches at once. */
const AT_ONCE = 100;

/** What may concern us, worked through one by one: what the source says, what we have, why the two belong together. */
export function FindingsPage() {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const [address, setAddress] = useSearchParams();
  const [search, setSearch] = useState('');
  const [limit, setLimit] = useState(AT_ONCE);
  const [chosen, setChosen] = useState<string | null>(address.get('finding'));
  const states = FINDING_STATES.filter((one) => (address.get('state') ?? 'proposed').split(',').includes(one));
  const confidences = CONFIDENCES.filter((one) => (address.get('confidence') ?? '').split(',').includes(one));
  const exploited = address.get('exploited') === '1';
  const group = address.get('group');
  const set = (name: string, value: string | null) => {
    setChosen(null);
    setLimit(AT_ONCE);
    setAddress(
      (before) => {
        const next = new URLSearchParams(before);
        next.delete('finding');
        if (value === null) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  };
  const filter = useMemo(
    () => ({
      ...(states.length === 0 ? {} : { state: [...states] }),
      ...(confidences.length === 0 ? {} : { confidence: [...confidences] }),
      ...(exploited ? { exploited } : {}),
      ...(group === null ? {} : { group }),
      ...(search.trim() === '' ? {} : { search }),
    }),
    [states, confidences, exploited, group, search],
  );
  const list = useQuery({
    ...orpc.finding.list.queryOptions({ input: { filter, limit } }),
    placeholderData: keepPreviousData,
  });
  const counts = useQuery(orpc.finding.counts.queryOptions());
  const rows = list.data?.rows ?? [];
  const total = list.data?.total ?? 0;
  const at = Math.max(
    0,
    rows.findIndex(({ id }) => id === chosen),
  );
  const current = rows[at];
  // What was decided leaves the queue; the one that took its place is the next.
  useEffect(() => {
    if (current && current.id !== chosen) setChosen(current.id);
  }, [current, chosen]);
  const go = (step: number) => {
    const next = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
    if (next) setChosen(next.id);
  };
  const onlyOpen = states.length === 1 && states[0] === 'proposed';
  return (
    <Page
      title={text('findings.title')}
      subtitle={
        list.data
          ? text(onlyOpen ? 'findings.count' : 'findings.countState', { count: total, amount: number(total) })
          : ' '
      }
      actions={
        <>
          <ListExport name="findings" question={{ filter }} />
          <May change="imports.advisories">
            <Button component={RouterLink} to="/advisories/import">
              {text('findings.importAdvisories')}
            </Button>
          </May>
        </>
      }
    >
      <FilterBar
        end={
          <SavedViews
            page="matches"
            extra={{ words: search }}
            onExtra={(extra) => {
              setChosen(null);
              setSearch(extra['words'] ?? '');
            }}
          />
        }
      >
        <SearchField label={text('findings.search')} value={search} onChange={setSearch} />
        <FilterMenu
          name={text('findings.filter.state')}
          chosen={states}
          labelOf={(key) => labelFor(FINDING_STATES, key, (one) => words.t(`finding.state.${one}`))}
          counted={
            counts.data
              ? FINDING_STATES.map((key) => ({
                  key,
                  label: words.t(`finding.state.${key}`),
                  count: counts.data.states[key] ?? 0,
                }))
              : null
          }
          onChange={(next) => set('state', next.length === 0 ? 'all' : next.join(','))}
        />
        <FilterMenu
          name={text('findings.filter.confidence')}
          chosen={confidences}
          labelOf={(key) => labelFor(CONFIDENCES, key, (one) => words.t(`finding.confidence.${one}`))}
          counted={
            counts.data
              ? CONFIDENCES.map((key) => ({
                  key,
                  label: words.t(`finding.confidence.${key}`),
                  count: counts.data.confidences[key] ?? 0,
                }))
              : null
          }
          onChange={(next) => set('confidence', next.length === 0 ? null : next.join(','))}
        />
        <FilterChip
          label={text('findings.filter.exploited')}
          active={exploited}
          onClick={() => set('exploited', exploited ? null : '1')}
          onClear={() => set('exploited', null)}
        />
        {group !== null && current ? (
          <FilterChip
            label={current.advisory?.trackingId ?? current.cves[0] ?? current.model}
            active
            onClear={() => set('group', null)}
          />
        ) : null}
      </FilterBar>
      {list.error ? (
        <Card>
          <ErrorState failure={failureOf(list.error)} onRetry={() => void list.refetch()} />
        </Card>
      ) : !list.data ? (
        <Card>
          <LoadingLines lines={8} />
        </Card>
      ) : current === undefined ? (
        <Card>
          <EmptyState
            title={text('findings.noneTitle')}
            text={text(search || confidences.length > 0 || exploited ? 'findings.noneFound' : 'findings.noneText')}
          />
        </Card>
      ) : (
        <Box
          sx={{
            display: 'grid',
            gap: '18px',
            alignItems: 'start',
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '340px minmax(0, 1fr)' },
          }}
        >
          <FindingQueue
            rows={rows}
            chosen={current.id}
            rest={total - rows.length}
            onChoose={setChosen}
            onMore={() => setLimit(limit + AT_ONCE)}
          />
          <FindingDetail key={current.id} finding={current} onGo={go} />
        </Box>
      )}
    </Page>
  );
}

function labelFor<T extends string>(all: readonly T[], key: string, label: (one: T) => string): string {
  const one = all.find((candidate) => candidate === key);
  return one === undefined ? '' : label(one);
}
