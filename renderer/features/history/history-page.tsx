import { Button } from '@mui/material';
import { useCallback, useState } from 'react';
import { NOUNS } from '../../../main/contract/program.ts';
import { client } from '../../bridge/client.ts';
import { DisclosingExport } from '../../bridge/disclosure.tsx';
import { useChangeCount } from '../../bridge/events.ts';
import { failureOf } from '../../bridge/failure.ts';
import { given, saveExport } from '../../bridge/files.ts';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { DataGrid, type GridPageRequest } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState, type ShownFailure } from '../../ui/error-state.tsx';
import { FilterBar } from '../../ui/filter-chip.tsx';
import { Page } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { CheckDialog } from './check-dialog.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import { useHistoryFilter } from './history-address.ts';
import { useHistoryColumns } from './history-columns.tsx';
import { HistoryFilters } from './history-filters.tsx';
import type { GridRow } from './types.ts';

/** Forms in which the history leaves: on paper, and for a table. */
const FORMATS = ['pdf', 'csv'] as const;

/** Who changed what on which record, from what to what; and whether all of it is as it was written. */
export function HistoryPage() {
  const text = useText();
  const number = useNumber();
  const columns = useHistoryColumns();
  const version = useChangeCount(...NOUNS);
  const [filter, setFilter] = useHistoryFilter();
  const [total, setTotal] = useState<number | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [opened, setOpened] = useState<GridRow | null>(null);
  const [checking, setChecking] = useState(false);
  const narrowed = Object.keys(filter).length > 0;

  const fetchPage = useCallback(
    async ({ offset, limit }: GridPageRequest) => {
      const page = await client.history.list({ offset, limit, filter });
      return { total: page.total, rows: page.rows.map((row) => ({ ...row, id: String(row.seq) })) };
    },
    [filter],
  );
  const setSearch = useCallback((search: string) => setFilter({ ...filter, search }), [filter, setFilter]);

  return (
    <Page
      title={text('history.title')}
      subtitle={
        total === null
          ? '\u00a0'
          : text(narrowed ? 'history.found' : 'history.subtitle', { count: total, amount: number(total) })
      }
      fill
      actions={
        <>
          <Button onClick={() => setChecking(true)}>{text('history.check.action')}</Button>
          <DisclosingExport
            label={text('history.export')}
            of={{ of: 'history', filter }}
            formats={FORMATS}
            save={async (format, disclosure, signal) =>
              saveExport(await client.exports.history({ format, filter, disclosure }, given(signal)))
            }
          />
        </>
      }
    >
      <FilterBar>
        <SearchField label={text('history.search')} value={filter.search ?? ''} onChange={setSearch} />
        <HistoryFilters filter={filter} onChange={setFilter} />
        {narrowed ? (
          <Button variant="text" color="primary" size="small" onClick={() => setFilter({})}>
            {text('history.filter.clear')}
          </Button>
        ) : null}
      </FilterBar>
      {failure ? (
        <Card>
          <ErrorState failure={failure} onRetry={() => setFailure(null)} />
        </Card>
      ) : (
        <DataGrid<GridRow>
          label={text('history.grid')}
          columns={columns}
          rowHeight={50}
          fetchPage={fetchPage}
          version={version}
          onOpen={setOpened}
          onTotal={setTotal}
          onFailure={(error) => setFailure(failureOf(error))}
          empty={
            <EmptyState
              title={text(narrowed ? 'history.empty.title' : 'history.empty.firstTitle')}
              text={text(narrowed ? 'history.empty.text' : 'history.empty.firstText')}
              {...(narrowed
                ? { actions: <Button onClick={() => setFilter({})}>{text('history.filter.clear')}</Button> }
                : {})}
            />
          }
        />
      )}
      {opened ? <EntryDialog row={opened} onClose={() => setOpened(null)} /> : null}
      {checking ? <CheckDialog onClose={() => setChecking(false)} /> : null}
    </Page>
  );
}
