import { Button } from '@mui/material';
import { useCallback, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { EXPORT_FORMATS } from '../../../main/contract/export.ts';
import { ChangeBar } from '../../bridge/change-bar.tsx';
import { client } from '../../bridge/client.ts';
import { DisclosingExport } from '../../bridge/disclosure.tsx';
import { useChangeCount } from '../../bridge/events.ts';
import { failureOf } from '../../bridge/failure.ts';
import { given, saveExport } from '../../bridge/files.ts';
import { ListExport } from '../../bridge/list-export.tsx';
import { May, useMay } from '../../bridge/may.tsx';
import { SavedViews, useSavedSort } from '../../bridge/saved-views.tsx';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { DataGrid, type GridPageRequest, type GridSort } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState, type ShownFailure } from '../../ui/error-state.tsx';
import { FilterBar } from '../../ui/filter-chip.tsx';
import { useKeptSearch } from '../../ui/kept-words.ts';
import { Page } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useSelection } from '../../ui/selection.tsx';
import { ChangeContractsDialog } from './change-contracts-dialog.tsx';
import { useContractColumns } from './contract-columns.tsx';
import { ContractDialog } from './contract-dialog.tsx';
import type { ContractRow } from './types.ts';

const SORTS = ['number', 'vendor', 'endsOn', 'notice'] as const;
const FIRST_SORT = { by: 'notice', descending: false } as const;

/** A sort as the program knows it. */
function sortOf(sort: GridSort | null) {
  return { sort: SORTS.find((one) => one === sort?.by) ?? 'notice', descending: sort?.descending ?? false } as const;
}

/** All contracts, the one to be decided next at the top. */
export function ContractsPage() {
  const text = useText();
  const number = useNumber();
  const navigate = useNavigate();
  const columns = useContractColumns();
  const version = useChangeCount('contract', 'vendor', 'device');
  const [search, setSearch] = useKeptSearch();
  const order = useSavedSort(FIRST_SORT);
  const [total, setTotal] = useState<number | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [adding, setAdding] = useState(false);

  const fetchPage = useCallback(
    ({ offset, limit, sort }: GridPageRequest) =>
      client.contract.list({
        offset,
        limit,
        search,
        ...sortOf(sort),
      }),
    [search],
  );
  const mayChange = useMay('contract.updateMany');
  const { selection, grid } = useSelection<ContractRow>(search, total ?? 0);
  const open = useCallback((row: ContractRow) => void navigate(`/contracts/${row.id}`), [navigate]);

  return (
    <Page
      title={text('contracts.title')}
      subtitle={
        total === null || (total === 0 && search === '')
          ? ' '
          : text(search === '' ? 'contracts.count' : 'contracts.found', { count: total, amount: number(total) })
      }
      fill
      actions={
        <>
          <Button component={Link} to="/contracts/cost">
            {text('cover.cost.open')}
          </Button>
          <DisclosingExport
            label={text('cover.lines.exportGaps')}
            of={{ of: 'coverGaps' }}
            formats={EXPORT_FORMATS}
            save={async (format, disclosure, signal) =>
              saveExport(await client.exports.coverGaps({ format, disclosure }, given(signal)))
            }
          />
          <ListExport
            name="contracts"
            question={{ search, ...sortOf(order.sort) }}
            label={text('contracts.export')}
            onCalendar={async () => saveExport(await client.exports.contractsReport({ format: 'ics' }))}
          />
          <May change="contract.create">
            <Button variant="contained" color="primary" onClick={() => setAdding(true)}>
              {text('contracts.add')}
            </Button>
          </May>
        </>
      }
    >
      <FilterBar end={<SavedViews page="contracts" extra={order.extra} onExtra={order.take} />}>
        <SearchField label={text('contracts.search')} value={search} onChange={setSearch} />
      </FilterBar>
      {failure ? (
        <Card>
          <ErrorState failure={failure} onRetry={() => setFailure(null)} />
        </Card>
      ) : (
        <DataGrid<ContractRow>
          key={order.round}
          label={text('contracts.title')}
          columns={columns}
          fetchPage={fetchPage}
          version={version}
          {...order.grid}
          {...(mayChange ? grid : {})}
          rowHeight={54}
          onOpen={open}
          onTotal={setTotal}
          onFailure={(error) => setFailure(failureOf(error))}
          empty={
            search === '' ? (
              <EmptyState
                title={text('contracts.noneTitle')}
                text={text('contracts.noneText')}
                actions={
                  <>
                    <May change="contract.create">
                      <Button variant="contained" color="primary" onClick={() => setAdding(true)}>
                        {text('contracts.add')}
                      </Button>
                    </May>
                    <May change="imports.run">
                      <Button component={Link} to="/import?noun=contracts">
                        {text('contracts.importTable')}
                      </Button>
                    </May>
                  </>
                }
              />
            ) : (
              <EmptyState
                title={text('contracts.nothingFoundTitle')}
                text={text('contracts.nothingFoundText')}
                actions={<Button onClick={() => setSearch('')}>{text('contracts.clearSearch')}</Button>}
              />
            )
          }
        />
      )}
      {mayChange ? (
        <ChangeBar
          selection={selection}
          search={search}
          change="contract.updateMany"
          dialog={(dialog) => <ChangeContractsDialog {...dialog} />}
        />
      ) : null}
      {adding ? (
        <ContractDialog
          contract={null}
          onClose={() => setAdding(false)}
          onSaved={(id) => void navigate(`/contracts/${id}`)}
        />
      ) : null}
    </Page>
  );
}
