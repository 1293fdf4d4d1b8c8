import { Box, Button } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { DOCUMENT_KINDS } from '../../../main/domain/document.ts';
import type { DocumentId } from '../../../main/domain/ids.ts';
import { failureOf } from '../../bridge/failure.ts';
import { ListExport } from '../../bridge/list-export.tsx';
import { orpc } from '../../bridge/queries.ts';
import { RemoveDialog } from '../../bridge/trash.tsx';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FilterBar, FilterChip } from '../../ui/filter-chip.tsx';
import { useKeptSearch } from '../../ui/kept-words.ts';
import { LoadingLines } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { DocumentsTable } from './documents-table.tsx';
import { KindFilter } from './kind-filter.tsx';

const FIRST = 100;
const MOST = 1000;

/** All documents, the newest first, and where each is needed. The address says which: `?kind=contract&unused=1`. */
export function DocumentsPage() {
  const text = useText();
  const number = useNumber();
  const [address, setAddress] = useSearchParams();
  const [wanted, setWanted] = useKeptSearch();
  const [limit, setLimit] = useState(FIRST);
  const [removing, setRemoving] = useState<DocumentId | null>(null);
  const kind = DOCUMENT_KINDS.find((one) => one === address.get('kind'));
  const unused = address.has('unused');
  const shown = { text: wanted, unused, ...(kind === undefined ? {} : { kind }) };
  const documents = useQuery({
    ...orpc.document.search.queryOptions({
      input: { ...shown, limit },
    }),
    placeholderData: keepPreviousData,
  });
  const change = (name: string, value: string | null) => {
    const next = new URLSearchParams(address);
    if (value === null) next.delete(name);
    else next.set(name, value);
    setAddress(next, { replace: true });
  };
  const total = documents.data?.total ?? 0;
  const filtered = wanted !== '' || unused || kind !== undefined;
  return (
    <Page
      title={text('documents.title')}
      subtitle={documents.data ? text('documents.subtitle', { count: total, amount: number(total) }) : '\u00a0'}
      actions={<ListExport name="documents" question={shown} />}
    >
      <FilterBar>
        <SearchField label={text('documents.search')} value={wanted} onChange={setWanted} />
        <KindFilter value={kind ?? null} onChange={(next) => change('kind', next)} />
        <FilterChip
          label={text('documents.unused', { amount: number(documents.data?.unused ?? 0) })}
          active={unused}
          onClick={() => change('unused', unused ? null : '1')}
          onClear={() => change('unused', null)}
        />
      </FilterBar>
      {documents.error && !documents.data ? (
        <Card>
          <ErrorState failure={failureOf(documents.error)} onRetry={() => void documents.refetch()} />
        </Card>
      ) : !documents.data ? (
        <Card>
          <LoadingLines lines={6} />
        </Card>
      ) : total === 0 ? (
        <Card>
          {filtered ? (
            <EmptyState title={text('documents.empty.filteredTitle')} text={text('documents.empty.filteredText')} />
          ) : (
            <EmptyState title={text('documents.empty.title')} text={text('documents.empty.text')} />
          )}
        </Card>
      ) : (
        <Card flush>
          <DocumentsTable documents={documents.data.rows} onRemove={setRemoving} />
          {documents.data.rows.length < total && limit < MOST ? (
            <Box sx={{ padding: '8px 16px' }}>
              <Button variant="text" color="primary" onClick={() => setLimit(MOST)}>
                {text('documents.more')}
              </Button>
            </Box>
          ) : null}
        </Card>
      )}
      {removing === null ? null : <RemoveDialog noun="document" ids={[removing]} onClose={() => setRemoving(null)} />}
    </Page>
  );
}
