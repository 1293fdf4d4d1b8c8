import { Box, Button } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Id } from '../../../main/domain/ids.ts';
import { TRASH_NOUNS, type TrashNoun } from '../../../main/domain/trash.ts';
import { nounText } from '../../../main/words/history.ts';
import { failureOf } from '../../bridge/failure.ts';
import { ListExport } from '../../bridge/list-export.tsx';
import { May } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FilterBar } from '../../ui/filter-chip.tsx';
import { FilterMenu } from '../../ui/filter-menu.tsx';
import { useKeptSearch } from '../../ui/kept-words.ts';
import { LoadingLines } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { PurgeDialog } from './purge-dialog.tsx';
import { TrashTable } from './trash-table.tsx';

const FIRST = 100;
const MOST = 1000;

/** What was removed, the last first. The address says which kind is shown: `?kind=device`. */
export function TrashPage() {
  const text = useText();
  const number = useNumber();
  const words = useWords();
  const [address, setAddress] = useSearchParams();
  const [wanted, setWanted] = useKeptSearch();
  const [limit, setLimit] = useState(FIRST);
  const [purging, setPurging] = useState<readonly Id<'trashed'>[] | 'all' | null>(null);
  const noun = TRASH_NOUNS.find((one) => one === address.get('kind'));
  const trash = useQuery({
    ...orpc.trash.list.queryOptions({ input: { search: wanted, limit, ...(noun === undefined ? {} : { noun }) } }),
    placeholderData: keepPreviousData,
  });
  const nouns = trash.data?.nouns ?? [];
  const all = nouns.reduce((sum, { count }) => sum + count, 0);
  const total = trash.data?.total ?? 0;
  const name = (one: string) => nounText(one, words);
  return (
    <Page
      title={text('trash.title')}
      subtitle={trash.data && all > 0 ? text('trash.subtitle', { count: all, amount: number(all) }) : '\u00a0'}
      actions={
        all === 0 ? null : (
          <>
            <May change="trash.purge">
              <Button onClick={() => setPurging('all')}>{text('trash.purge.all')}</Button>
            </May>
            <ListExport name="trash" question={{ search: wanted, ...(noun === undefined ? {} : { noun }) }} />
          </>
        )
      }
    >
      {all === 0 ? null : (
        <FilterBar>
          <SearchField label={text('trash.search')} value={wanted} onChange={setWanted} />
          <FilterMenu
            name={text('trash.kind')}
            chosen={noun === undefined ? [] : [noun]}
            labelOf={name}
            counted={nouns.map(({ noun: key, count }) => ({ key, label: name(key), count }))}
            onChange={(chosen) => {
              const last = chosen.at(-1) as TrashNoun | undefined;
              setAddress(last === undefined ? {} : { kind: last }, { replace: true });
            }}
          />
        </FilterBar>
      )}
      {trash.error && !trash.data ? (
        <Card>
          <ErrorState failure={failureOf(trash.error)} onRetry={() => void trash.refetch()} />
        </Card>
      ) : !trash.data ? (
        <Card>
          <LoadingLines lines={6} />
        </Card>
      ) : total === 0 ? (
        <Card>
          {all === 0 ? (
            <EmptyState title={text('trash.empty.title')} text={text('trash.empty.text')} />
          ) : (
            <EmptyState title={text('trash.empty.filteredTitle')} text={text('trash.empty.filteredText')} />
          )}
        </Card>
      ) : (
        <Card flush>
          <TrashTable records={trash.data.rows} onPurge={setPurging} />
          {trash.data.rows.length < total && limit < MOST ? (
            <Box sx={{ padding: '8px 16px' }}>
              <Button variant="text" color="primary" onClick={() => setLimit(MOST)}>
                {text('trash.more')}
              </Button>
            </Box>
          ) : null}
        </Card>
      )}
      {purging === null ? null : (
        <PurgeDialog
          ids={purging === 'all' ? null : purging}
          count={purging === 'all' ? all : purging.length}
          onClose={() => setPurging(null)}
        />
      )}
    </Page>
  );
}
