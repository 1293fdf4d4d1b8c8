import { Box, Button } from '@mui/material';
import { useCallback, useMemo, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { CLAUSE_CATEGORIES, CLAUSE_STATES } from '../../../main/domain/clause.ts';
import type { ClauseId, ContractId } from '../../../main/domain/ids.ts';
import { client } from '../../bridge/client.ts';
import { useChangeCount } from '../../bridge/events.ts';
import { failureOf } from '../../bridge/failure.ts';
import { saveExport } from '../../bridge/files.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { DataGrid, type GridPageRequest } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState, type ShownFailure } from '../../ui/error-state.tsx';
import { type ExportFormat, ExportMenu } from '../../ui/export-menu.tsx';
import { FilterBar, FilterChip } from '../../ui/filter-chip.tsx';
import { FilterMenu } from '../../ui/filter-menu.tsx';
import { useKeptSearch } from '../../ui/kept-words.ts';
import { Page } from '../../ui/page.tsx';
import { paint, TONES } from '../../ui/paint.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { Shape } from '../../ui/shapes.tsx';
import { CompareDialog } from './compare-dialog.tsx';
import { CONTRACT_COLUMNS, useGridColumns } from './grid-columns.tsx';
import { type GridAnswer, type GridLine, STATE_TONES } from './types.ts';

const SORTS = ['number', 'vendor', 'gaps'] as const;
/** Code, up to three lines of its name, and the gaps. */
const HEAD_HEIGHT = 98;

/** Contracts by clauses: where something has to be negotiated, and what nobody looked at yet. */
export function ClausesPage() {
  const text = useText();
  const number = useNumber();
  const navigate = useNavigate();
  const version = useChangeCount('clause', 'contract', 'vendor');
  const [search, setSearch] = useKeptSearch();
  const [vendors, setVendors] = useState<readonly string[]>([]);
  const [categories, setCategories] = useState<readonly string[]>([]);
  const [ended, setEnded] = useState(false);
  const [answer, setAnswer] = useState<Pick<GridAnswer, 'total' | 'clauses' | 'vendors'> | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [open, setOpen] = useState<{ readonly contractId: ContractId; readonly clauseId: ClauseId } | null>(null);
  const columns = useGridColumns(answer?.clauses ?? NO_CLAUSES);
  const filter = useMemo(() => {
    const category = CLAUSE_CATEGORIES.filter((one) => categories.includes(one));
    const vendorId = vendors as GridAnswer['vendors'][number]['id'][];
    return {
      search,
      ended,
      ...(category.length > 0 ? { category } : {}),
      ...(vendorId.length > 0 ? { vendorId } : {}),
    };
  }, [search, vendors, categories, ended]);
  const everything = search === '' && vendors.length === 0;

  const fetchPage = useCallback(
    async ({ offset, limit, sort }: GridPageRequest) => {
      const by = SORTS.find((one) => one === sort?.by) ?? 'gaps';
      const { rows, ...rest } = await client.clause.grid({
        ...filter,
        offset,
        limit,
        sort: by,
        // Most gaps first is what `gaps` means, and what a heading calls descending.
        descending: by === 'gaps' ? sort !== null && !sort.descending : (sort?.descending ?? false),
      });
      // Columns keep their identity while nothing of them changes, so that the grid does not build itself anew.
      setAnswer((known) => (JSON.stringify(known) === JSON.stringify(rest) ? known : rest));
      return { total: rest.total, rows };
    },
    [filter],
  );
  const openCell = useCallback(
    (row: GridLine, column: string) => {
      if (CONTRACT_COLUMNS.some((one) => one === column)) void navigate(`/clauses/contracts/${row.id}`);
      else setOpen({ contractId: row.id, clauseId: column as ClauseId });
    },
    [navigate],
  );
  const exportPart = (part: 'grid' | 'gaps') => async (format: ExportFormat) =>
    saveExport(await client.exports.clauses({ ...filter, part, format }));

  return (
    <Page
      title={text('clauses.title')}
      subtitle={
        answer === null
          ? ' '
          : text('clauses.subtitle', { clauses: number(answer.clauses.length), contracts: number(answer.total) })
      }
      crumbs={[{ label: text('contracts.title'), to: '/contracts' }, { label: text('clauses.title') }]}
      fill
      actions={
        <>
          <ExportMenu label={text('clauses.grid.exportGaps')} onExport={exportPart('gaps')} explain={failureOf} />
          <ExportMenu label={text('clauses.grid.exportGrid')} onExport={exportPart('grid')} explain={failureOf} />
          <Button component={Link} to="/clauses/library">
            {text('clauses.library.open')}
          </Button>
        </>
      }
    >
      <FilterBar>
        <SearchField label={text('clauses.grid.search')} value={search} onChange={setSearch} />
        <VendorFilter answer={answer} chosen={vendors} onChange={setVendors} />
        <CategoryFilter chosen={categories} answer={answer} onChange={setCategories} />
        <FilterChip label={text('clauses.grid.ended')} active={ended} onClick={() => setEnded(!ended)} />
      </FilterBar>
      {failure ? (
        <Card>
          <ErrorState failure={failure} onRetry={() => setFailure(null)} />
        </Card>
      ) : (
        <>
          <DataGrid<GridLine>
            label={text('clauses.grid.label')}
            columns={columns}
            fetchPage={fetchPage}
            version={version}
            headerHeight={HEAD_HEIGHT}
            onOpenCell={openCell}
            onFailure={(error) => setFailure(failureOf(error))}
            empty={
              everything ? (
                <EmptyState
                  title={text('clauses.grid.emptyTitle')}
                  text={text('clauses.grid.emptyText')}
                  actions={
                    <Button variant="contained" color="primary" component={Link} to="/contracts">
                      {text('contracts.title')}
                    </Button>
                  }
                />
              ) : (
                <EmptyState
                  title={text('clauses.grid.filteredTitle')}
                  text={text('clauses.grid.filteredText')}
                  actions={
                    <Button
                      onClick={() => {
                        setSearch('');
                        setVendors([]);
                      }}
                    >
                      {text('clauses.grid.clear')}
                    </Button>
                  }
                />
              )
            }
          />
          <Legend />
        </>
      )}
      {open ? <CompareDialog {...open} onClose={() => setOpen(null)} /> : null}
    </Page>
  );
}

const NO_CLAUSES: GridAnswer['clauses'] = [];
type Known = Pick<GridAnswer, 'clauses' | 'vendors'> | null;

function VendorFilter({
  answer,
  chosen,
  onChange,
}: {
  answer: Known;
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}) {
  const text = useText();
  const named = answer?.vendors.map(({ id, name, contracts }) => ({ key: id, label: name, count: contracts })) ?? null;
  return (
    <FilterMenu
      name={text('clauses.grid.vendorFilter')}
      chosen={chosen}
      labelOf={(key) => named?.find((one) => one.key === key)?.label ?? ''}
      counted={named}
      onChange={onChange}
    />
  );
}

function CategoryFilter({
  answer,
  chosen,
  onChange,
}: {
  answer: Known;
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}) {
  const text = useText();
  const words = useWords();
  const label = (key: string) => {
    const category = CLAUSE_CATEGORIES.find((one) => one === key);
    return category ? words.t(`clause.category.${category}`) : '';
  };
  return (
    <FilterMenu
      name={text('clauses.grid.categoryFilter')}
      chosen={chosen}
      labelOf={label}
      counted={CLAUSE_CATEGORIES.map((key) => ({
        key,
        label: label(key),
        count: answer?.clauses.filter(({ category }) => category === key).length ?? 0,
      }))}
      onChange={onChange}
    />
  );
}

/** What the shapes in the cells say, below the grid. */
function Legend() {
  const text = useText();
  const words = useWords();
  return (
    <Box sx={{ display: 'flex', gap: '16px', flexWrap: 'wrap', marginTop: '10px', fontSize: 12.5, color: paint.muted }}>
      {CLAUSE_STATES.map((state) => (
        <Box key={state} component="span" sx={{ display: 'inline-flex', gap: '6px', alignItems: 'center' }}>
          <Box component="span" sx={{ color: TONES[STATE_TONES[state]].main, display: 'inline-flex' }}>
            <Shape tone={STATE_TONES[state]} />
          </Box>
          {words.t(`clause.state.${state}`)}
        </Box>
      ))}
      <Box component="span" sx={{ display: 'inline-flex', gap: '6px', alignItems: 'center' }}>
        <Shape tone="unk" />
        {words.t('clause.notLookedAt')}
      </Box>
      <span>{text('clauses.grid.legendEarlier')}</span>
    </Box>
  );
}
