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
import { BandSummary } from './band-summary.tsx';
import { AddModelDialog } from './model-dialog.tsx';
import type { ModelRow } from './types.ts';

const SORTS = ['manufacturer', 'name', 'devices'] as const;
const FIRST_SORT = { by: 'manufacturer', descending: false } as const;

/** All models, with the date that decides and how their devices stand. */
export function ModelsPage() {
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
      client.model.list({
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
  const open = useCallback((row: ModelRow) => void navigate(`/models/${row.id}`), [navigate]);

  return (
    <Page
      title={text('models.title')}
      subtitle={
        total === null
          ? '\u00a0'
          : text(search === '' ? 'models.subtitle' : 'models.found', { count: total, amount: number(total) })
      }
      fill
      actions={
        <Button variant="contained" color="primary" onClick={() => setAdding(true)}>
          {text('models.add')}
        </Button>
      }
    >
      <FilterBar>
        <SearchField label={text('models.search')} value={search} onChange={setSearch} />
      </FilterBar>
      {failure ? (
        <Card>
          <ErrorState failure={failure} onRetry={() => setFailure(null)} />
        </Card>
      ) : (
        <DataGrid<ModelRow>
          label={text('models.grid')}
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
                title={text('models.empty.firstTitle')}
                text={text('models.empty.firstText')}
                actions={
                  <>
                    <Button variant="contained" color="primary" component={Link} to="/import">
                      {text('models.empty.import')}
                    </Button>
                    <Button onClick={() => setAdding(true)}>{text('models.add')}</Button>
                  </>
                }
              />
            ) : (
              <EmptyState
                title={text('models.empty.filteredTitle')}
                text={text('models.empty.filteredText')}
                actions={<Button onClick={() => setSearch('')}>{text('models.empty.clear')}</Button>}
              />
            )
          }
        />
      )}
      {adding ? (
        <AddModelDialog onClose={() => setAdding(false)} onDone={(id) => void navigate(`/models/${id}`)} />
      ) : null}
    </Page>
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
