import { Button } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { COMMITMENT_KINDS, OBLIGORS } from '../../../main/domain/commitment.ts';
import type { ContractId, VendorId } from '../../../main/domain/ids.ts';
import { OBLIGATION_STATES } from '../../../main/domain/obligation-clock.ts';
import { client } from '../../bridge/client.ts';
import { useChangeCount } from '../../bridge/events.ts';
import { failureOf } from '../../bridge/failure.ts';
import { ListExport } from '../../bridge/list-export.tsx';
import { May } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { listed, SavedViews, unlisted, useSavedSort } from '../../bridge/saved-views.tsx';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { DataGrid, type GridPageRequest, type GridSort } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState, type ShownFailure } from '../../ui/error-state.tsx';
import { FilterBar } from '../../ui/filter-chip.tsx';
import { FilterMenu } from '../../ui/filter-menu.tsx';
import { useKeptSearch } from '../../ui/kept-words.ts';
import { Page } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useObligationColumns } from './obligation-columns.tsx';
import { StartClockDialog } from './start-clock-dialog.tsx';
import type { ObligationRow } from './types.ts';

const SORTS = ['dueOn', 'vendor', 'kind', 'title'] as const;

/** A sort as the program knows it. */
function sortOf(sort: GridSort | null) {
  return { sort: SORTS.find((one) => one === sort?.by) ?? 'open', descending: sort?.descending ?? false } as const;
}

/** Everything that is owed because a promise met an event, what is still owed first, by the day on which it is due. */
export function ObligationsPage() {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const navigate = useNavigate();
  const columns = useObligationColumns();
  const version = useChangeCount('obligation', 'commitment', 'contract', 'vendor', 'device', 'finding');
  const [search, setSearch] = useKeptSearch();
  const order = useSavedSort(null);
  const [address, setAddress] = useSearchParams();
  const [states, setStates] = useState<readonly string[]>(address.getAll('state'));
  const [kinds, setKinds] = useState<readonly string[]>([]);
  const [obligors, setObligors] = useState<readonly string[]>([]);
  const [total, setTotal] = useState<number | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [starting, setStarting] = useState(false);
  const status = useQuery(orpc.vault.status.queryOptions());
  const vendorId = address.get('vendor');
  const contractId = address.get('contract');
  const filter = useMemo(
    () => ({
      search,
      state: OBLIGATION_STATES.filter((one) => states.includes(one)),
      kind: COMMITMENT_KINDS.filter((one) => kinds.includes(one)),
      obligor: OBLIGORS.filter((one) => obligors.includes(one)),
      ...(vendorId === null ? {} : { vendorId: vendorId as VendorId }),
      ...(contractId === null ? {} : { contractId: contractId as ContractId }),
    }),
    [search, states, kinds, obligors, vendorId, contractId],
  );
  const narrowed = vendorId !== null || contractId !== null;
  const everything = !narrowed && search === '' && states.length === 0 && kinds.length === 0 && obligors.length === 0;
  const counts = useQuery({
    ...orpc.obligation.list.queryOptions({ input: { filter, limit: 1 } }),
    placeholderData: keepPreviousData,
  });
  const fetchPage = useCallback(
    ({ offset, limit, sort }: GridPageRequest) =>
      client.obligation.list({
        offset,
        limit,
        filter,
        ...sortOf(sort),
      }),
    [filter],
  );
  const open = useCallback((row: ObligationRow) => void navigate(`/obligations/${row.id}`), [navigate]);
  const clear = () => {
    setSearch('');
    setStates([]);
    setKinds([]);
    setObligors([]);
    setAddress({}, { replace: true });
  };

  return (
    <Page
      title={text('obligations.title')}
      subtitle={
        total === null || (total === 0 && everything)
          ? ' '
          : text(everything ? 'obligations.count' : 'obligations.found', { count: total, amount: number(total) })
      }
      fill
      actions={
        <>
          <ListExport
            name="obligations"
            question={{ filter, ...sortOf(order.sort) }}
            label={text('obligations.export')}
          />
          <May change="obligation.startClock">
            <Button variant="contained" color="primary" onClick={() => setStarting(true)}>
              {text('obligations.by.button')}
            </Button>
          </May>
        </>
      }
    >
      <FilterBar
        end={
          <SavedViews
            page="obligations"
            extra={{ ...order.extra, state: listed(states), kind: listed(kinds), obligor: listed(obligors) }}
            onExtra={(extra) => {
              order.take(extra);
              setStates(unlisted(extra['state']));
              setKinds(unlisted(extra['kind']));
              setObligors(unlisted(extra['obligor']));
            }}
          />
        }
      >
        <SearchField label={text('obligations.search')} value={search} onChange={setSearch} />
        <FilterMenu
          name={text('obligations.state')}
          chosen={states}
          labelOf={(key) => words.t(`obligation.state.${oneOf(OBLIGATION_STATES, key)}`)}
          counted={OBLIGATION_STATES.map((key) => ({
            key,
            label: words.t(`obligation.state.${key}`),
            count: counts.data?.states[key] ?? 0,
          }))}
          onChange={setStates}
        />
        <FilterMenu
          name={text('obligations.kind')}
          chosen={kinds}
          labelOf={(key) => words.t(`commitmentKind.${oneOf(COMMITMENT_KINDS, key)}`)}
          counted={COMMITMENT_KINDS.map((key) => ({
            key,
            label: words.t(`commitmentKind.${key}`),
            count: counts.data?.kinds[key] ?? 0,
          }))}
          onChange={setKinds}
        />
        <FilterMenu
          name={text('obligations.obligor')}
          chosen={obligors}
          labelOf={(key) => words.t(`obligor.${oneOf(OBLIGORS, key)}`)}
          counted={OBLIGORS.map((key) => ({
            key,
            label: words.t(`obligor.${key}`),
            count: counts.data?.obligors[key] ?? 0,
          }))}
          onChange={setObligors}
        />
        {narrowed ? <Button onClick={clear}>{text('obligations.clear')}</Button> : null}
      </FilterBar>
      {failure ? (
        <Card>
          <ErrorState failure={failure} onRetry={() => setFailure(null)} />
        </Card>
      ) : (
        <DataGrid<ObligationRow>
          key={order.round}
          {...order.grid}
          label={text('obligations.title')}
          columns={columns}
          fetchPage={fetchPage}
          version={version}
          rowHeight={54}
          onOpen={open}
          onTotal={setTotal}
          onFailure={(error) => setFailure(failureOf(error))}
          empty={
            everything ? (
              <EmptyState
                title={text('obligations.noneTitle')}
                text={text('obligations.noneText')}
                actions={
                  <Button variant="contained" color="primary" component={Link} to="/contracts">
                    {text('obligations.toContracts')}
                  </Button>
                }
              />
            ) : (
              <EmptyState
                title={text('obligations.filteredTitle')}
                text={text('obligations.filteredText')}
                actions={<Button onClick={clear}>{text('obligations.clear')}</Button>}
              />
            )
          }
        />
      )}
      {starting && status.data?.today ? (
        <StartClockDialog today={status.data.today} onClose={() => setStarting(false)} />
      ) : null}
    </Page>
  );
}

function oneOf<Word extends string>(words: readonly [Word, ...Word[]], key: string): Word {
  return words.find((word) => word === key) ?? words[0];
}
