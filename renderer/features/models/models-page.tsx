import { useCallback, useMemo } from 'react';
import { ChangeBar } from '../../bridge/change-bar.tsx';
import { client } from '../../bridge/client.ts';
import { useChangeCount } from '../../bridge/events.ts';
import { failureOf } from '../../bridge/failure.ts';
import { ListExport } from '../../bridge/list-export.tsx';
import { useMay } from '../../bridge/may.tsx';
import { SavedViews, useSavedSort } from '../../bridge/saved-views.tsx';
import { useText, useWords } from '../../i18n/i18n.ts';
import { BandSummary } from '../../ui/band-summary.tsx';
import type { GridColumn, GridPageRequest, GridSort } from '../../ui/data-grid.tsx';
import { RegisterPage } from '../../ui/register-page.tsx';
import { ChangeModelsDialog } from './change-models-dialog.tsx';
import { AddModelDialog } from './model-dialog.tsx';
import type { ModelRow } from './types.ts';

const SORTS = ['manufacturer', 'name', 'devices'] as const;
const FIRST_SORT = { by: 'manufacturer', descending: false } as const;

/** A sort as the program knows it. */
function sortOf(sort: GridSort | null) {
  return { sort: SORTS.find((one) => one === sort?.by) ?? FIRST_SORT.by, descending: sort?.descending ?? false };
}

/** All models, with the date that decides and how their devices stand. */
export function ModelsPage() {
  const may = useMay();
  const order = useSavedSort(FIRST_SORT);
  const columns = useColumns();
  const version = useChangeCount('device', 'model', 'vendor', 'contract', 'import');
  const fetchPage = useCallback(
    ({ offset, limit, sort, search }: GridPageRequest & { search: string }) =>
      client.model.list({
        offset,
        limit,
        search,
        ...sortOf(sort),
      }),
    [],
  );
  return (
    <RegisterPage<ModelRow>
      noun="models"
      columns={columns}
      views={<SavedViews page="models" extra={order.extra} onExtra={order.take} />}
      order={order}
      version={version}
      fetchPage={fetchPage}
      mayAdd={may('model.create')}
      mayImport={may('imports.run')}
      takeOut={(search) => <ListExport name="models" question={{ search, ...sortOf(order.sort) }} />}
      toFailure={failureOf}
      bar={
        may('model.updateMany')
          ? (selection, search) => (
              <ChangeBar
                selection={selection}
                search={search}
                change="model.updateMany"
                dialog={(dialog) => <ChangeModelsDialog {...dialog} />}
              />
            )
          : undefined
      }
      dialog={(dialog) => <AddModelDialog {...dialog} />}
    />
  );
}

function useColumns(): readonly GridColumn<ModelRow>[] {
  const text = useText();
  const words = useWords();
  // The grid compares columns by identity; texts only change with the language.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  return useMemo(
    () => [
      {
        colId: 'manufacturer',
        field: 'manufacturer',
        headerName: text('models.column.manufacturer'),
        sortable: true,
        flex: 1,
        minWidth: 148,
      },
      {
        colId: 'name',
        field: 'name',
        headerName: text('models.column.name'),
        sortable: true,
        flex: 1.2,
        minWidth: 140,
      },
      {
        colId: 'deviceType',
        field: 'deviceType',
        headerName: text('models.column.deviceType'),
        flex: 1,
        minWidth: 120,
      },
      {
        colId: 'devices',
        field: 'devices',
        headerName: text('models.column.devices'),
        sortable: true,
        width: 100,
        cellClass: 'ag-right-aligned-cell',
        headerClass: 'ag-right-aligned-header',
      },
      {
        colId: 'endsOn',
        headerName: text('models.column.endsOn'),
        width: 148,
        cellClass: 'ag-right-aligned-cell',
        headerClass: 'ag-right-aligned-header',
        valueGetter: ({ data }) => {
          if (!data) return '';
          if (data.endsOn === null) return text('models.noDate');
          const day = words.partialDay(data.endsOn);
          return data.endKind === 'end_of_guaranteed_support' ? text('models.guaranteedOnly', { day }) : day;
        },
        tooltipValueGetter: ({ data }) => (data?.endKind ? words.t(`milestone.${data.endKind}`) : null),
      },
      {
        colId: 'updates',
        headerName: text('models.column.updates'),
        width: 136,
        valueGetter: ({ data }) => (data ? words.t(`tristate.${data.updatesNeedContract}`) : ''),
      },
      {
        colId: 'bands',
        headerName: text('models.column.bands'),
        flex: 1.3,
        minWidth: 190,
        cellRenderer: ({ data }: { data?: ModelRow }) => (data ? <BandSummary bands={data.bands} /> : null),
      },
    ],
    [],
  );
}
