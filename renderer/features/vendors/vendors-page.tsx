import { useCallback, useMemo } from 'react';
import { client } from '../../bridge/client.ts';
import { useChangeCount } from '../../bridge/events.ts';
import { failureOf } from '../../bridge/failure.ts';
import { ListExport } from '../../bridge/list-export.tsx';
import { useMay } from '../../bridge/may.tsx';
import { SavedViews, useSavedSort } from '../../bridge/saved-views.tsx';
import { useText, useWords } from '../../i18n/i18n.ts';
import type { GridColumn, GridPageRequest, GridSort } from '../../ui/data-grid.tsx';
import { RegisterPage } from '../../ui/register-page.tsx';
import type { VendorRow } from './types.ts';
import { AddVendorDialog } from './vendor-dialog.tsx';

const SORTS = ['name', 'devices'] as const;
const FIRST_SORT = { by: 'name', descending: false } as const;

/** A sort as the program knows it. */
function sortOf(sort: GridSort | null) {
  return { sort: SORTS.find((one) => one === sort?.by) ?? FIRST_SORT.by, descending: sort?.descending ?? false };
}

/** All vendors, under one name each. */
export function VendorsPage() {
  const may = useMay();
  const order = useSavedSort(FIRST_SORT);
  const columns = useColumns();
  const version = useChangeCount('device', 'model', 'vendor', 'contract', 'import');
  const fetchPage = useCallback(
    ({ offset, limit, sort, search }: GridPageRequest & { search: string }) =>
      client.vendor.list({
        offset,
        limit,
        search,
        ...sortOf(sort),
      }),
    [],
  );
  return (
    <RegisterPage<VendorRow>
      noun="vendors"
      columns={columns}
      views={<SavedViews page="vendors" extra={order.extra} onExtra={order.take} />}
      order={order}
      version={version}
      fetchPage={fetchPage}
      mayAdd={may('vendor.create')}
      mayImport={may('imports.run')}
      takeOut={(search) => <ListExport name="vendors" question={{ search, ...sortOf(order.sort) }} />}
      toFailure={failureOf}
      dialog={(dialog) => <AddVendorDialog {...dialog} />}
    />
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
