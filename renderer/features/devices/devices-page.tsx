import { Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { DEVICE_SORTS } from '../../../main/contract/device.ts';
import { client } from '../../bridge/client.ts';
import { DisclosingExport } from '../../bridge/disclosure.tsx';
import { useChangeCount } from '../../bridge/events.ts';
import { failureOf } from '../../bridge/failure.ts';
import { given, saveExport } from '../../bridge/files.ts';
import { May } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { listed, SavedViews, unlisted, useSavedSort } from '../../bridge/saved-views.tsx';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { DataGrid, type GridPageRequest } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState, type ShownFailure } from '../../ui/error-state.tsx';
import { FilterBar } from '../../ui/filter-chip.tsx';
import { Page } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useSelection } from '../../ui/selection.tsx';
import { AddDeviceDialog } from './add-device-dialog.tsx';
import { ColumnMenu, knownColumns, useColumnChoice } from './column-menu.tsx';
import { isEverything, useRegisterFilter } from './register-address.ts';
import { useRegisterColumns } from './register-columns.tsx';
import { RegisterFilters } from './register-filters.tsx';
import { ScanDialog } from './scan/scan-dialog.tsx';
import { SelectionBar } from './selection-bar.tsx';
import type { DeviceRow } from './types.ts';

/** What ends first stands first. */
const FIRST_SORT = { by: 'support', descending: false } as const;

/** Forms that the register can leave in, the one for people first. */
const FORMATS = ['pdf', 'xlsx', 'csv', 'json'] as const;

/** The register of devices: find, compare, narrow down, take out. */
export function DevicesPage() {
  const text = useText();
  const navigate = useNavigate();
  const [filter, setFilter] = useRegisterFilter();
  const [shown, setShown] = useColumnChoice();
  const order = useSavedSort(FIRST_SORT);
  const columns = useRegisterColumns(shown);
  const version = useChangeCount('device', 'model', 'vendor', 'contract', 'import');
  const [total, setTotal] = useState<number | null>(null);
  const { selection, grid } = useSelection<DeviceRow>(filter, total ?? 0);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [adding, setAdding] = useState<'form' | 'scan' | null>(null);

  const fetchPage = useCallback(
    ({ offset, limit, sort }: GridPageRequest) =>
      client.device.list({
        offset,
        limit,
        filter,
        sort: {
          by: DEVICE_SORTS.find((one) => one === sort?.by) ?? FIRST_SORT.by,
          descending: sort?.descending ?? false,
        },
      }),
    [filter],
  );
  const open = useCallback((row: DeviceRow) => void navigate(`/devices/${row.id}`), [navigate]);
  const setSearch = useCallback((search: string) => setFilter({ ...filter, search }), [filter, setFilter]);

  return (
    <Page
      title={text('devices.title')}
      subtitle={<Figures shown={isEverything(filter) ? null : total} />}
      fill
      actions={
        <>
          <May change="imports.run">
            <Button component={Link} to="/import">
              {text('devices.import')}
            </Button>
          </May>
          <Button onClick={() => setAdding('scan')}>{text('scan.action')}</Button>
          <DisclosingExport
            label={text('devices.export')}
            of={{ of: 'devices', filter }}
            formats={FORMATS}
            save={async (format, disclosure, signal) =>
              saveExport(await client.exports.devices({ format, filter, disclosure }, given(signal)))
            }
            onCalendar={async () => saveExport(await client.exports.devices({ format: 'ics', filter }))}
          />
          <May change="device.create">
            <Button variant="contained" color="primary" onClick={() => setAdding('form')}>
              {text('devices.add')}
            </Button>
          </May>
        </>
      }
    >
      <FilterBar
        end={
          <>
            <SavedViews
              page="devices"
              extra={{ ...order.extra, columns: listed(shown) }}
              onExtra={(extra) => {
                order.take(extra);
                setShown(knownColumns(unlisted(extra['columns'])));
              }}
            />
            <ColumnMenu shown={shown} onChange={setShown} />
          </>
        }
      >
        <SearchField label={text('devices.search')} value={filter.search ?? ''} onChange={setSearch} />
        <RegisterFilters filter={filter} onChange={setFilter} />
        {isEverything(filter) ? null : (
          <Button variant="text" color="primary" size="small" onClick={() => setFilter({})}>
            {text('devices.filter.clear')}
          </Button>
        )}
      </FilterBar>
      {failure ? (
        <Card>
          <ErrorState failure={failure} onRetry={() => setFailure(null)} />
        </Card>
      ) : (
        <DataGrid<DeviceRow>
          key={order.round}
          label={text('devices.grid')}
          columns={columns}
          fetchPage={fetchPage}
          version={version}
          {...order.grid}
          onOpen={open}
          onTotal={setTotal}
          onFailure={(error) => setFailure(failureOf(error))}
          {...grid}
          empty={
            <NoDevices filtered={!isEverything(filter)} onAdd={() => setAdding('form')} onClear={() => setFilter({})} />
          }
        />
      )}
      <SelectionBar selection={selection} filter={filter} />
      {adding === 'form' ? (
        <AddDeviceDialog
          onClose={() => setAdding(null)}
          onOpen={(id) => void navigate(`/devices/${id}`)}
          onScan={() => setAdding('scan')}
        />
      ) : null}
      {adding === 'scan' ? (
        <ScanDialog onClose={() => setAdding(null)} onOpen={(id) => void navigate(`/devices/${id}`)} />
      ) : null}
    </Page>
  );
}

/** How many devices there are, and how many of them the filter lets through. */
function Figures({ shown }: { shown: number | null }) {
  const text = useText();
  const number = useNumber();
  const facets = useQuery(orpc.device.facets.queryOptions({ input: { filter: {} } }));
  const [total, inService] = useMemo(() => {
    const status = facets.data?.status ?? [];
    return [
      status.reduce((sum, { count }) => sum + count, 0),
      status.find(({ value }) => value === 'in_service')?.count ?? 0,
    ];
  }, [facets.data]);
  if (!facets.data) return '\u00a0';
  const all = text('devices.subtitle', { total: number(total), inService: number(inService) });
  return shown === null ? all : `${all}. ${text('devices.shown', { shown: number(shown) })}`;
}

function NoDevices({ filtered, onAdd, onClear }: { filtered: boolean; onAdd: () => void; onClear: () => void }) {
  const text = useText();
  const facets = useQuery(orpc.device.facets.queryOptions({ input: { filter: {} } }));
  const nothingAtAll = facets.data?.status.length === 0;
  if (filtered && !nothingAtAll) {
    return (
      <EmptyState
        title={text('devices.empty.filteredTitle')}
        text={text('devices.empty.filteredText')}
        actions={<Button onClick={onClear}>{text('devices.filter.clear')}</Button>}
      />
    );
  }
  return (
    <EmptyState
      title={text('devices.empty.firstTitle')}
      text={text('devices.empty.firstText')}
      actions={
        <>
          <May change="imports.run">
            <Button variant="contained" color="primary" component={Link} to="/import">
              {text('devices.import')}
            </Button>
          </May>
          <May change="device.create">
            <Button onClick={onAdd}>{text('devices.add')}</Button>
          </May>
        </>
      }
    />
  );
}
