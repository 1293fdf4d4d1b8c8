import { Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { STAGES } from '../../../main/domain/procurement.ts';
import { client } from '../../bridge/client.ts';
import { useChangeCount } from '../../bridge/events.ts';
import { failureOf } from '../../bridge/failure.ts';
import { ListExport } from '../../bridge/list-export.tsx';
import { May } from '../../bridge/may.tsx';
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
import { useCaseColumns } from './case-columns.tsx';
import { CaseDialog } from './case-dialog.tsx';
import type { CaseRow } from './types.ts';

/** Every purchase, with where it stands and what it needs next. */
export function CasesPage() {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const navigate = useNavigate();
  const columns = useCaseColumns();
  const version = useChangeCount('procurement', 'checklist', 'vendor', 'model');
  const [address, setAddress] = useSearchParams();
  const [search, setSearch] = useKeptSearch();
  const [stages, setStages] = useState<readonly string[]>([]);
  const [departments, setDepartments] = useState<readonly string[]>([]);
  const [total, setTotal] = useState<number | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const adding = address.get('new') !== null;
  const setAdding = (on: boolean) => setAddress(on ? { new: '' } : {}, { replace: true });
  const filter = useMemo(
    () => ({
      search,
      stage: STAGES.filter((one) => stages.includes(one)),
      department: [...departments],
    }),
    [search, stages, departments],
  );
  const everything = search === '' && stages.length === 0 && departments.length === 0;
  const facets = useQuery(orpc.procurement.list.queryOptions({ input: { limit: 1 } }));

  const fetchPage = useCallback(
    ({ offset, limit }: GridPageRequest) => client.procurement.list({ offset, limit, ...filter }),
    [filter],
  );
  const open = useCallback((row: CaseRow) => void navigate(`/procurement/${row.id}`), [navigate]);
  const add = (
    <May change="procurement.create">
      <Button variant="contained" color="primary" onClick={() => setAdding(true)}>
        {text('procurement.add')}
      </Button>
    </May>
  );

  return (
    <Page
      title={text('procurement.title')}
      subtitle={
        total === null || (total === 0 && everything)
          ? ' '
          : text(everything ? 'procurement.count' : 'procurement.found', { count: total, amount: number(total) })
      }
      fill
      actions={
        <>
          <ListExport name="cases" question={filter} />
          {add}
        </>
      }
    >
      <FilterBar
        end={
          <SavedViews
            page="procurement"
            extra={{ stage: listed(stages), department: listed(departments) }}
            onExtra={(extra) => {
              setStages(unlisted(extra['stage']));
              setDepartments(unlisted(extra['department']));
            }}
          />
        }
      >
        <SearchField label={text('procurement.search')} value={search} onChange={setSearch} />
        <FilterMenu
          name={text('procurement.stage')}
          chosen={stages}
          labelOf={(key) => {
            const stage = STAGES.find((one) => one === key);
            return stage ? words.t(`procurement.stage.${stage}`) : '';
          }}
          counted={STAGES.map((key) => ({
            key,
            label: words.t(`procurement.stage.${key}`),
            count: facets.data?.stages[key] ?? 0,
          }))}
          onChange={setStages}
        />
        <FilterMenu
          name={text('procurement.department')}
          chosen={departments}
          labelOf={(key) => key}
          counted={(facets.data?.departments ?? []).map(({ name, cases }) => ({
            key: name,
            label: name,
            count: cases,
          }))}
          onChange={setDepartments}
        />
      </FilterBar>
      {failure ? (
        <Card>
          <ErrorState failure={failure} onRetry={() => setFailure(null)} />
        </Card>
      ) : (
        <DataGrid<CaseRow>
          label={text('procurement.title')}
          columns={columns}
          fetchPage={fetchPage}
          version={version}
          rowHeight={54}
          onOpen={open}
          onTotal={setTotal}
          onFailure={(error) => setFailure(failureOf(error))}
          empty={
            everything ? (
              <EmptyState title={text('procurement.noneTitle')} text={text('procurement.noneText')} actions={add} />
            ) : (
              <EmptyState
                title={text('procurement.filteredTitle')}
                text={text('procurement.filteredText')}
                actions={
                  <Button
                    onClick={() => {
                      setSearch('');
                      setStages([]);
                      setDepartments([]);
                    }}
                  >
                    {text('procurement.clear')}
                  </Button>
                }
              />
            )
          }
        />
      )}
      {adding ? (
        <CaseDialog
          one={null}
          onClose={() => setAdding(false)}
          onCreated={(id) => void navigate(`/procurement/${id}`)}
        />
      ) : null}
    </Page>
  );
}
