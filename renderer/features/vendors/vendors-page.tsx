import { Button } from '@mui/material';
import { useCallback, useMemo, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { client } from '../../bridge/client.ts';
import { useChangeCount } from '../../bridge/events.ts';
import { failureOf } from '../../bridge/failure.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { DataGrid, type GridColumn, type GridPageRequest } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState, type ShownFailure } from '../../ui/error-state.tsx';
import { FilterBar } from '../../ui/filter-chip.tsx';
import { Page } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import type { VendorRow } from './types.ts';
import { AddVendorDialog } from './vendor-dialog.tsx';

const SORTS = ['name', 'devices'] as const;
const FIRST_SORT = { by: 'name', descending: false } as const;

/** All vendors, under one name each. */
export function VendorsPage() {
  const text = useText();
  const number = useNumber();
  const navigate = useNavigate();
  const columns = useColumns();
  const version = useChangeCount('device', 'model', 'vendor', 'contract', 'import');
  const [address, setAddress] = useSearchParams();
  const search = address.get('search') ?? '';
  const [total, setTotal] = useState<number | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [adding, setAdding] = useState(false);

  const fetchPage = useCallback(
    ({ offset, limit, sort }: GridPageRequest) =>
      client.vendor.list({
        offset,
        limit,
        search,
        sort: SORTS.find((one) => one === sort?.by) ?? FIRST_SORT.by,
        descending: sort?.descending ?? false,
      }),
    [search],
  );
  const setSearch = useCallback(
    (value: string) => setAddress(value === '' ? {} : { search: value }, { replace: true }),
    [setAddress],
  );
  const open = useCallback((row: VendorRow) => void navigate(`/vendors/${row.id}`), [navigate]);

  return (
    <Page
      title={text('vendors.title')}
      subtitle={
        total === null
          ? '\u00a0'
          : text(search === '' ? 'vendors.subtitle' : 'vendors.found', { count: total, amount: number(total) })
      }
      fill
      actions={
        <Button variant="contained" color="primary" onClick={() => setAdding(true)}>
          {text('vendors.add')}
        </Button>
      }
    >
      <FilterBar>
        <SearchField label={text('vendors.search')} value={search} onChange={setSearch} />
      </FilterBar>
      {failure ? (
        <Card>
          <ErrorState failure={failure} onRetry={() => setFailure(null)} />
        </Card>
      ) : (
        <DataGrid<VendorRow>
          label={text('vendors.grid')}
          columns={columns}
          fetchPage={fetchPage}
          version={version}
          initialSort={FIRST_SORT}
          onOpen={open}
          onTotal={setTotal}
          onFailure={(error) => setFailure(failureOf(error))}
          empty={
            search === '' ? (
              <EmptyState
                title={text('vendors.empty.firstTitle')}
                text={text('vendors.empty.firstText')}
                actions={
                  <>
                    <Button variant="contained" color="primary" component={Link} to="/import">
                      {text('vendors.empty.import')}
                    </Button>
                    <Button onClick={() => setAdding(true)}>{text('vendors.add')}</Button>
                  </>
                }
              />
            ) : (
              <EmptyState
                title={text('vendors.empty.filteredTitle')}
                text={text('vendors.empty.filteredText')}
                actions={<Button onClick={() => setSearch('')}>{text('vendors.empty.clear')}</Button>}
              />
            )
          }
        />
      )}
      {adding ? (
        <AddVendorDialog onClose={() => setAdding(false)} onDone={(id) => void navigate(`/vendors/${id}`)} />
      ) : null}
    </Page>
  );
}

function useColumns(): readonly GridColumn<VendorRow>[] {
  const text = useText();
  const words = useWords();
  // The grid compares columns by identity; texts only change with the language.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  return useMemo(() => {
    const figure = { cellClass: 'ag-right-aligned-cell', headerClass: 'ag-right-aligned-header', width: 104 };
    return [
      {
        colId: 'name',
        field: 'name',
        headerName: text('vendors.column.name'),
        sortable: true,
        flex: 1.2,
        minWidth: 150,
      },
      {
        colId: 'aliases',
        headerName: text('vendors.column.aliases'),
        flex: 1.2,
        minWidth: 140,
        valueGetter: ({ data }) => data?.aliases.join(', ') ?? '',
        cellStyle: { color: 'var(--ms-muted)' },
      },
      {
        colId: 'roles',
        headerName: text('vendors.column.roles'),
        flex: 1.1,
        minWidth: 140,
        valueGetter: ({ data }) => data?.roles.map((role) => words.t(`vendorRole.${role}`)).join(', ') ?? '',
      },
      {
        colId: 'securityContact',
        field: 'securityContact',
        headerName: text('vendors.column.securityContact'),
        flex: 1.2,
        minWidth: 160,
      },
      { colId: 'models', field: 'models', headerName: text('vendors.column.models'), ...figure },
      { colId: 'devices', field: 'devices', headerName: text('vendors.column.devices'), sortable: true, ...figure },
      { colId: 'contracts', field: 'contracts', headerName: text('vendors.column.contracts'), ...figure },
    ];
  }, []);
}
