import { Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { EXCEPTION_KINDS, EXCEPTION_STATES } from '../../../main/domain/exception.ts';
import type { DeviceId } from '../../../main/domain/ids.ts';
import { client } from '../../bridge/client.ts';
import { deviceFilterOf } from '../../bridge/device-filter.ts';
import { useChangeCount } from '../../bridge/events.ts';
import { RecordExceptionDialog } from '../../bridge/exceptions.tsx';
import { failureOf } from '../../bridge/failure.ts';
import { ListExport } from '../../bridge/list-export.tsx';
import { May, useMayChange } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { listed, SavedViews, unlisted } from '../../bridge/saved-views.tsx';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { DataGrid, type GridPageRequest } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState, type ShownFailure } from '../../ui/error-state.tsx';
import { FilterBar } from '../../ui/filter-chip.tsx';
import { FilterMenu } from '../../ui/filter-menu.tsx';
import { useKeptSearch } from '../../ui/kept-words.ts';
import { Page } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useExceptionColumns } from './exception-columns.tsx';
import type { ExceptionRow } from './types.ts';

/** Accepted risks and compensating controls: what ends next first. */
export function ExceptionsPage() {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const navigate = useNavigate();
  const columns = useExceptionColumns();
  const version = useChangeCount('exception', 'device', 'model');
  const [search, setSearch] = useKeptSearch();
  const [states, setStates] = useState<readonly string[]>([]);
  const [kinds, setKinds] = useState<readonly string[]>([]);
  const [total, setTotal] = useState<number | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const filter = useMemo(
    () => ({
      search,
      state: EXCEPTION_STATES.filter((one) => states.includes(one)),
      kind: EXCEPTION_KINDS.filter((one) => kinds.includes(one)),
    }),
    [search, states, kinds],
  );
  const everything = search === '' && states.length === 0 && kinds.length === 0;
  const all = useQuery(orpc.exception.list.queryOptions({ input: { filter: { search }, limit: 1000 } }));
  const counted = (of: 'state' | 'kind', value: string) =>
    all.data?.rows.filter((row) => row[of] === value).length ?? 0;

  const fetchPage = useCallback(
    ({ offset, limit }: GridPageRequest) => client.exception.list({ offset, limit, filter }),
    [filter],
  );
  const open = useCallback((row: ExceptionRow) => void navigate(`/exceptions/${row.id}`), [navigate]);

  return (
    <Page
      title={text('exceptions.title')}
      subtitle={
        total === null || (total === 0 && everything)
          ? ' '
          : text(everything ? 'exceptions.count' : 'exceptions.found', { count: total, amount: number(total) })
      }
      fill
      actions={
        <>
          <ListExport name="exceptions" question={{ filter }} label={text('exceptions.export')} />
          <May change="exception.create">
            <Button variant="contained" color="primary" component={Link} to="/devices">
              {text('exceptions.toDevices')}
            </Button>
          </May>
        </>
      }
    >
      <FilterBar
        end={
          <SavedViews
            page="exceptions"
            extra={{ state: listed(states), kind: listed(kinds) }}
            onExtra={(extra) => {
              setStates(unlisted(extra['state']));
              setKinds(unlisted(extra['kind']));
            }}
          />
        }
      >
        <SearchField label={text('exceptions.search')} value={search} onChange={setSearch} />
        <FilterMenu
          name={text('exceptions.state')}
          chosen={states}
          labelOf={(key) => stateText(key, words.t)}
          counted={EXCEPTION_STATES.map((key) => ({
            key,
            label: words.t(`exception.state.${key}`),
            count: counted('state', key),
          }))}
          onChange={setStates}
        />
        <FilterMenu
          name={text('exceptions.kind')}
          chosen={kinds}
          labelOf={(key) => {
            const kind = EXCEPTION_KINDS.find((one) => one === key);
            return kind ? words.t(`exception.kind.${kind}`) : '';
          }}
          counted={EXCEPTION_KINDS.map((key) => ({
            key,
            label: words.t(`exception.kind.${key}`),
            count: counted('kind', key),
          }))}
          onChange={setKinds}
        />
      </FilterBar>
      {failure ? (
        <Card>
          <ErrorState failure={failure} onRetry={() => setFailure(null)} />
        </Card>
      ) : (
        <DataGrid<ExceptionRow>
          label={text('exceptions.title')}
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
                title={text('exceptions.noneTitle')}
                text={text('exceptions.noneText')}
                actions={
                  <May change="exception.create">
                    <Button variant="contained" color="primary" component={Link} to="/devices">
                      {text('exceptions.toDevices')}
                    </Button>
                  </May>
                }
              />
            ) : (
              <EmptyState
                title={text('exceptions.filteredTitle')}
                text={text('exceptions.filteredText')}
                actions={
                  <Button
                    onClick={() => {
                      setSearch('');
                      setStates([]);
                      setKinds([]);
                    }}
                  >
                    {text('exceptions.clear')}
                  </Button>
                }
              />
            )
          }
        />
      )}
      <AskedFor />
    </Page>
  );
}

/** An exception that another screen asks for: for one device, or for all that its filter keeps. */
function AskedFor() {
  const text = useText();
  const number = useNumber();
  const navigate = useNavigate();
  const [address, setAddress] = useSearchParams();
  const may = useMayChange('exception.create');
  const filter = useMemo(() => deviceFilterOf(address), [address]);
  const asked = may ? address.get('accept') : null;
  const all = asked === 'all';
  const found = useQuery({ ...orpc.device.list.queryOptions({ input: { filter, limit: 1 } }), enabled: all });
  if (asked === null || (all && !found.data)) return null;
  return (
    <RecordExceptionDialog
      devices={all ? { filter } : { deviceIds: [asked as DeviceId] }}
      count={
        all
          ? text('exceptions.dialog.introFilter', { amount: number(found.data?.total ?? 0) })
          : text('exceptions.dialog.intro', { count: 1, amount: number(1) })
      }
      onClose={() => setAddress({}, { replace: true })}
      onDone={(id) => void navigate(`/exceptions/${id}`, { replace: true })}
    />
  );
}

function stateText(key: string, t: ReturnType<typeof useWords>['t']): string {
  const state = EXCEPTION_STATES.find((one) => one === key);
  return state ? t(`exception.state.${state}`) : '';
}
