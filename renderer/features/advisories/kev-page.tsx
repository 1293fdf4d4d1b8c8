import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material';
import { useCallback, useId, useMemo, useState } from 'react';
import { Link } from 'react-router';
import { KEV_OLD_DAYS } from '../../../main/domain/advisory.ts';
import { client } from '../../bridge/client.ts';
import { useChangeCount } from '../../bridge/events.ts';
import { failureOf } from '../../bridge/failure.ts';
import { ListExport } from '../../bridge/list-export.tsx';
import { May } from '../../bridge/may.tsx';
import type { Outputs } from '../../bridge/types.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { DataGrid, type GridColumn, type GridPageRequest } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState, Note, type ShownFailure } from '../../ui/error-state.tsx';
import { FilterBar, FilterChip } from '../../ui/filter-chip.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Page } from '../../ui/page.tsx';
import { paint } from '../../ui/paint.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { Tag } from '../../ui/status-tag.tsx';
import { line, middle, quiet } from '../../ui/two-lines.ts';
import type { KevRow } from './types.ts';
import { AddressText } from './vulnerability-card.tsx';

type Line = KevRow & { readonly id: string };
type Catalogue = Outputs['advisory']['kev']['catalogue'];

/** CISA's catalogue of known exploited vulnerabilities, the latest first, and what of it concerns the organisation. */
export function KevPage() {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const columns = useKevColumns();
  const version = useChangeCount('advisory', 'finding');
  const [search, setSearch] = useState('');
  const [ransomware, setRansomware] = useState(false);
  const [ours, setOurs] = useState(false);
  const [catalogue, setCatalogue] = useState<Catalogue>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [shown, setShown] = useState<Line | null>(null);
  const filter = useMemo(
    () => ({ search, ...(ransomware ? { ransomware } : {}), ...(ours ? { ours } : {}) }),
    [search, ransomware, ours],
  );
  const fetchPage = useCallback(
    async ({ offset, limit }: GridPageRequest) => {
      const { total, rows, catalogue: standing } = await client.advisory.kev({ offset, limit, ...filter });
      setCatalogue(standing);
      return { total, rows: rows.map((row) => ({ ...row, id: row.cve })) };
    },
    [filter],
  );
  const clear = () => {
    setSearch('');
    setRansomware(false);
    setOurs(false);
  };
  const take = (
    <May change="imports.advisories">
      <Button variant="contained" color="primary" component={Link} to="/advisories/import">
        {text('advisories.import')}
      </Button>
    </May>
  );
  return (
    <Page
      title={text('advisories.kevPage.title')}
      subtitle={
        catalogue === null
          ? ' '
          : text('advisories.kevPage.subtitle', {
              day: words.day(catalogue.asOf),
              amount: number(catalogue.entries),
            })
      }
      crumbs={[{ label: text('advisories.title'), to: '/advisories' }, { label: text('advisories.kevPage.title') }]}
      fill
      actions={
        <>
          <ListExport name="exploited" question={filter} />
          {take}
        </>
      }
    >
      {catalogue !== null && catalogue.age > KEV_OLD_DAYS ? (
        <Box sx={{ marginBottom: '12px' }}>
          <Note tone="near">{text('advisories.kevPage.old', { days: number(catalogue.age) })}</Note>
        </Box>
      ) : null}
      <FilterBar>
        <SearchField label={text('advisories.kevPage.search')} value={search} onChange={setSearch} />
        <FilterChip label={text('advisories.kevPage.ours')} active={ours} onClick={() => setOurs(!ours)} />
        <FilterChip
          label={text('advisories.kevPage.ransomware')}
          active={ransomware}
          onClick={() => setRansomware(!ransomware)}
        />
      </FilterBar>
      {failure ? (
        <Card>
          <ErrorState failure={failure} onRetry={() => setFailure(null)} />
        </Card>
      ) : (
        <DataGrid<Line>
          label={text('advisories.kevPage.title')}
          columns={columns}
          fetchPage={fetchPage}
          version={version}
          rowHeight={54}
          onOpen={setShown}
          onFailure={(error) => setFailure(failureOf(error))}
          empty={
            catalogue === null ? (
              <EmptyState
                title={text('advisories.kevPage.noneTitle')}
                text={text('advisories.kevPage.noneText')}
                actions={take}
              />
            ) : (
              <EmptyState
                title={text('advisories.kevPage.filteredTitle')}
                text={text('advisories.kevPage.filteredText')}
                actions={<Button onClick={clear}>{text('advisories.filter.clear')}</Button>}
              />
            )
          }
        />
      )}
      {shown ? <EntryDialog entry={shown} onClose={() => setShown(null)} /> : null}
    </Page>
  );
}

interface CellProps {
  readonly data?: Line;
}

function VulnerabilityCell({ data }: CellProps) {
  if (!data) return null;
  return (
    <Box sx={{ minWidth: 0 }}>
      <Box sx={{ ...line, fontWeight: 600 }}>{data.cve}</Box>
      <Box sx={quiet} title={data.name}>
        {data.name}
      </Box>
    </Box>
  );
}

function ProductCell({ data }: CellProps) {
  if (!data) return null;
  return (
    <Box sx={{ minWidth: 0 }}>
      <Box sx={line}>{data.product}</Box>
      <Box sx={quiet}>{data.vendor}</Box>
    </Box>
  );
}

function AddedCell({ data }: CellProps) {
  const words = useWords();
  return data ? <time dateTime={data.addedOn}>{words.day(data.addedOn)}</time> : null;
}

function OursCell({ data }: CellProps) {
  const text = useText();
  const number = useNumber();
  if (!data) return null;
  return (
    <Box sx={{ display: 'flex', gap: '6px', flexWrap: 'wrap', alignItems: 'center' }}>
      {data.ours ? <Tag tone="end">{text('advisories.kevPage.mayConcern')}</Tag> : null}
      {data.ransomware ? <Tag tone="near">{text('advisories.kevPage.ransomware')}</Tag> : null}
      {data.advisories > 0 ? (
        <Box component="span" sx={{ color: paint.muted, fontSize: 12.5 }}>
          {text('advisories.kevPage.advisories', { count: data.advisories, amount: number(data.advisories) })}
        </Box>
      ) : null}
    </Box>
  );
}

function useKevColumns(): readonly GridColumn<Line>[] {
  const text = useText();
  const [columns] = useState<readonly GridColumn<Line>[]>(() => [
    {
      colId: 'vulnerability',
      headerName: text('advisories.kevPage.column.vulnerability'),
      cellRenderer: VulnerabilityCell,
      flex: 1,
      minWidth: 240,
      sortable: false,
      cellStyle: middle,
    },
    {
      colId: 'product',
      headerName: text('advisories.kevPage.column.product'),
      cellRenderer: ProductCell,
      width: 220,
      sortable: false,
      cellStyle: middle,
    },
    {
      colId: 'added',
      headerName: text('advisories.kevPage.column.added'),
      cellRenderer: AddedCell,
      width: 120,
      sortable: false,
      cellStyle: middle,
    },
    {
      colId: 'ours',
      headerName: text('advisories.kevPage.column.ours'),
      cellRenderer: OursCell,
      width: 300,
      sortable: false,
      cellStyle: middle,
    },
  ]);
  return columns;
}

function EntryDialog({ entry, onClose }: { entry: Line; onClose: () => void }) {
  const text = useText();
  const words = useWords();
  const titleId = useId();
  const { cve, name, description, requiredAction, addedOn, dueOn, notes, advisories } = entry;
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} maxWidth="sm" fullWidth>
      <DialogTitle id={titleId}>{cve}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: '12px', gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <Box sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{name}</Box>
        <KeyValues
          keyWidth={150}
          items={[
            [text('advisories.kevPage.dialog.what'), description],
            [text('advisories.kevPage.dialog.action'), requiredAction],
            [text('advisories.kevPage.dialog.added'), words.day(addedOn)],
            [
              text('advisories.kevPage.dialog.due'),
              dueOn === null ? null : `${words.day(dueOn)}, ${text('advisories.kevPage.dialog.dueNote')}`,
            ],
            [
              text('advisories.kevPage.dialog.notes'),
              notes === null ? null : (
                <Box key="notes" sx={{ display: 'grid', gap: '4px' }}>
                  {notes.split(' ; ').map((one) => (
                    <AddressText key={one} address={one} />
                  ))}
                </Box>
              ),
            ],
          ]}
        />
      </DialogContent>
      <DialogActions>
        {advisories > 0 ? (
          <Button component={Link} to={`/advisories?search=${encodeURIComponent(cve)}`}>
            {text('advisories.kevPage.dialog.toAdvisories')}
          </Button>
        ) : null}
        <Button onClick={onClose}>{text('action.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
