import { Box, Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { client } from '../../bridge/client.ts';
import { useChangeCount } from '../../bridge/events.ts';
import { failureOf } from '../../bridge/failure.ts';
import { ListExport } from '../../bridge/list-export.tsx';
import { May } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DataGrid, type GridPageRequest } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState, Note, type ShownFailure } from '../../ui/error-state.tsx';
import { FilterBar, FilterChip } from '../../ui/filter-chip.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { Page } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useCatalogueColumns } from './catalogue-columns.tsx';
import { ReleaseDialog } from './release-dialog.tsx';
import { ReplaceDialog } from './replace-dialog.tsx';
import type { CatalogueInfo, ReleaseRow } from './types.ts';

type Only = 'all' | 'used' | 'overridden';

/** Until when others support their products: how old that knowledge is, what it says, and where we know better. */
export function CataloguePage() {
  const text = useText();
  const columns = useCatalogueColumns();
  const version = useChangeCount('catalogue', 'device', 'model', 'import');
  const info = useQuery(orpc.catalogue.info.queryOptions());
  const [search, setSearch] = useState('');
  const [only, setOnly] = useState<Only>('used');
  const [opened, setOpened] = useState<ReleaseRow | null>(null);
  const [replacing, setReplacing] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);

  const fetchPage = useCallback(
    async ({ offset, limit }: GridPageRequest) => {
      const page = await client.catalogue.search({ offset, limit, search, only });
      return { total: page.total, rows: page.rows.map((row) => ({ ...row, id: row.key })) };
    },
    [search, only],
  );
  const chip = (one: 'used' | 'overridden') => (
    <FilterChip
      label={text(`catalogue.only.${one}`)}
      active={only === one}
      onClick={() => setOnly(only === one ? 'all' : one)}
      onClear={() => setOnly('all')}
    />
  );
  return (
    <Page
      title={text('catalogue.title')}
      subtitle={info.data ? <About info={info.data} /> : '\u00a0'}
      fill
      actions={
        <>
          <ListExport name="releases" question={{ search, only }} />
          <May change="catalogue.replace">
            {info.data?.replacedBy ? <BackToShipped info={info.data} /> : null}
            <Button variant="contained" color="primary" onClick={() => setReplacing(true)}>
              {text('catalogue.replace.action')}
            </Button>
          </May>
        </>
      }
    >
      {info.data ? <Warnings info={info.data} /> : null}
      <FilterBar>
        <SearchField label={text('catalogue.search')} value={search} onChange={setSearch} />
        {chip('used')}
        {chip('overridden')}
      </FilterBar>
      {failure ? (
        <Card>
          <ErrorState failure={failure} onRetry={() => setFailure(null)} />
        </Card>
      ) : (
        <DataGrid<ReleaseRow>
          label={text('catalogue.grid')}
          columns={columns}
          fetchPage={fetchPage}
          version={version}
          onOpen={setOpened}
          onFailure={(error) => setFailure(failureOf(error))}
          empty={
            <EmptyState
              title={text('catalogue.empty.title')}
              text={text('catalogue.empty.text')}
              actions={
                <Button
                  onClick={() => {
                    setSearch('');
                    setOnly('all');
                  }}
                >
                  {text('catalogue.empty.all')}
                </Button>
              }
            />
          }
        />
      )}
      {opened ? <ReleaseDialog release={opened} onClose={() => setOpened(null)} /> : null}
      {replacing ? <ReplaceDialog onClose={() => setReplacing(false)} /> : null}
    </Page>
  );
}

function About({ info }: { info: CatalogueInfo }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const { replacedBy } = info;
  return (
    <>
      {text('catalogue.about', {
        day: words.day(info.day),
        age: words.t('catalogue.age', { count: info.ageDays }),
        releases: number(info.releases),
        products: number(info.products),
      })}{' '}
      {replacedBy
        ? text('catalogue.replacedBy', {
            file: replacedBy.fileName,
            name: replacedBy.by,
          })
        : text('catalogue.source', { source: info.source })}
    </>
  );
}

/** What a person should know before trusting the dates. */
function Warnings({ info }: { info: CatalogueInfo }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const { standing, withoutRelease: lost, shipped } = info;
  const day = words.day(info.day);
  if (standing === 'current' && lost.length === 0) return null;
  return (
    <Box sx={{ display: 'grid', gap: '8px', marginBottom: '14px' }}>
      {standing === 'current' ? null : (
        <Note tone={standing === 'old' ? 'plan' : 'near'}>
          {text(standing === 'old' ? 'catalogue.old' : 'catalogue.veryOld', { day })}
          {shipped.day > info.day ? ` ${text('catalogue.newerShipped', { day: words.day(shipped.day) })}` : ''}
        </Note>
      )}
      {lost.length === 0 ? null : (
        <Note tone="plan">
          {text('catalogue.withoutRelease', {
            count: lost.length,
            amount: number(lost.length),
            names: lost.map(({ key }) => key).join(', '),
          })}
        </Note>
      )}
    </Box>
  );
}

function BackToShipped({ info }: { info: CatalogueInfo }) {
  const text = useText();
  const words = useWords();
  const notice = useNotice();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const day = words.day(info.shipped.day);
  const take = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await client.catalogue.backToShipped();
      notice({ text: text('catalogue.shipped.done', { day }) });
      setAsking(false);
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>{text('catalogue.shipped.action')}</Button>
      <ConfirmDialog
        open={asking}
        title={text('catalogue.shipped.title')}
        text={
          <>
            <p style={{ margin: '0 0 12px' }}>{text('catalogue.shipped.text', { day })}</p>
            {failure ? <ErrorState failure={failure} /> : null}
          </>
        }
        confirm={text('catalogue.shipped.action')}
        busy={busy}
        onConfirm={() => void take()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
