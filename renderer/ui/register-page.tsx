import { Button } from '@mui/material';
import { type ReactNode, useCallback, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useNumber, useText } from '../i18n/i18n.ts';
import { Card } from './card.tsx';
import { DataGrid, type GridColumn, type GridPageRequest } from './data-grid.tsx';
import { EmptyState } from './empty-state.tsx';
import { ErrorState, type ShownFailure } from './error-state.tsx';
import { FilterBar } from './filter-chip.tsx';
import { useKeptSearch } from './kept-words.ts';
import { Page } from './page.tsx';
import { SearchField } from './search-field.tsx';
import { type Selection, useSelection } from './selection.tsx';

interface RegisterPageProps<Row extends { readonly id: string }> {
  /** Group of its texts, and its place in the address. */
  readonly noun: 'models' | 'vendors';
  readonly columns: readonly GridColumn<Row>[];
  /** Grows when something that the rows show was changed. */
  readonly version: number;
  readonly fetchPage: (
    request: GridPageRequest & { readonly search: string },
  ) => Promise<{ readonly total: number; readonly rows: readonly Row[] }>;
  /** Whether whoever is signed in may add a record, and take in a file. */
  readonly mayAdd: boolean;
  readonly mayImport: boolean;
  /** Takes what is shown out of the program; it is told what is searched. */
  readonly takeOut: (search: string) => ReactNode;
  readonly toFailure: (error: unknown) => ShownFailure;
  /** Its saved views, beside the search, and how the grid is to be sorted by them. */
  readonly views: ReactNode;
  readonly order: {
    readonly round: number;
    readonly grid: Pick<Parameters<typeof DataGrid<Row>>[0], 'initialSort' | 'onSort'>;
  };
  /** What can be done with ticked records; without it none can be ticked. */
  readonly bar?: ((selection: Selection<Row>, search: string) => ReactNode) | undefined;
  /** The dialog that adds a record; `onDone` is told its id. */
  readonly dialog: (dialog: { readonly onClose: () => void; readonly onDone: (id: string) => void }) => ReactNode;
}

/** A list of records with a search that one comes back to, a dialog to add one, and a way on when it is empty. */
export function RegisterPage<Row extends { readonly id: string }>(props: RegisterPageProps<Row>) {
  const { noun, columns, version, fetchPage, mayAdd, mayImport, takeOut, toFailure, views, order, bar, dialog } = props;
  const text = useText();
  const number = useNumber();
  const navigate = useNavigate();
  const [search, setSearch] = useKeptSearch();
  const [total, setTotal] = useState<number | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [adding, setAdding] = useState(false);

  const { selection, grid } = useSelection<Row>(search, total ?? 0);
  const fetchFound = useCallback((request: GridPageRequest) => fetchPage({ ...request, search }), [fetchPage, search]);
  const open = useCallback((id: string) => void navigate(`/${noun}/${id}`), [navigate, noun]);
  const openRow = useCallback((row: Row) => open(row.id), [open]);

  return (
    <Page
      title={text(`${noun}.title`)}
      subtitle={
        total === null
          ? '\u00a0'
          : text(search === '' ? `${noun}.subtitle` : `${noun}.found`, { count: total, amount: number(total) })
      }
      fill
      actions={
        <>
          {takeOut(search)}
          {mayAdd ? (
            <>
              <Button component={Link} to={noun === 'models' ? '/names?noun=model' : '/names'}>
                {text('names.open')}
              </Button>
              <Button variant="contained" color="primary" onClick={() => setAdding(true)}>
                {text(`${noun}.add`)}
              </Button>
            </>
          ) : null}
        </>
      }
    >
      <FilterBar end={views}>
        <SearchField label={text(`${noun}.search`)} value={search} onChange={setSearch} />
      </FilterBar>
      {failure ? (
        <Card>
          <ErrorState failure={failure} onRetry={() => setFailure(null)} />
        </Card>
      ) : (
        <DataGrid<Row>
          key={order.round}
          label={text(`${noun}.grid`)}
          columns={columns}
          fetchPage={fetchFound}
          version={version}
          {...order.grid}
          {...(bar ? grid : {})}
          onOpen={openRow}
          onTotal={setTotal}
          onFailure={(error) => setFailure(toFailure(error))}
          empty={
            search === '' ? (
              <EmptyState
                title={text(`${noun}.empty.firstTitle`)}
                text={text(`${noun}.empty.firstText`)}
                actions={
                  <>
                    {mayImport ? (
                      <Button variant="contained" color="primary" component={Link} to="/import">
                        {text(`${noun}.empty.import`)}
                      </Button>
                    ) : null}
                    {mayAdd ? <Button onClick={() => setAdding(true)}>{text(`${noun}.add`)}</Button> : null}
                  </>
                }
              />
            ) : (
              <EmptyState
                title={text(`${noun}.empty.filteredTitle`)}
                text={text(`${noun}.empty.filteredText`)}
                actions={<Button onClick={() => setSearch('')}>{text(`${noun}.empty.clear`)}</Button>}
              />
            )
          }
        />
      )}
      {bar?.(selection, search)}
      {adding ? dialog({ onClose: () => setAdding(false), onDone: open }) : null}
    </Page>
  );
}
