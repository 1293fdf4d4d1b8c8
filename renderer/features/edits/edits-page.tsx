import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { actionText } from '../../../main/words/history.ts';
import { client } from '../../bridge/client.ts';
import type { EditStep } from '../../bridge/edits.ts';
import { useChangeCount } from '../../bridge/events.ts';
import { failureOf } from '../../bridge/failure.ts';
import { ListExport } from '../../bridge/list-export.tsx';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { Moment } from '../../ui/change-history.tsx';
import { DataGrid, type GridColumn, type GridPageRequest } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState, type ShownFailure } from '../../ui/error-state.tsx';
import { FilterBar, FilterChip } from '../../ui/filter-chip.tsx';
import { Page } from '../../ui/page.tsx';
import { Tag } from '../../ui/status-tag.tsx';
import { StepDialog } from './step-dialog.tsx';

type Row = EditStep & { readonly id: string };

/** Everything that one changed, the newest first; what can be taken back is taken back from here, also out of turn. */
export function EditsPage() {
  const text = useText();
  const columns = useColumns();
  const version = useChangeCount('edit');
  const { data: status } = useQuery(orpc.vault.status.queryOptions());
  const [everybody, setEverybody] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [opened, setOpened] = useState<Row | null>(null);
  const fetchPage = useCallback(
    async ({ offset, limit }: GridPageRequest) => {
      const { total, rows } = await client.edit.list({ offset, limit, everybody });
      return { total, rows: rows.map((row) => ({ ...row, id: String(row.seq) })) };
    },
    [everybody],
  );
  return (
    <Page
      title={text('edits.title')}
      subtitle={text(everybody ? 'edits.leadEverybody' : 'edits.lead')}
      actions={<ListExport name="changes" question={{ everybody }} />}
      fill
    >
      {status?.role === 'administrator' ? (
        <FilterBar>
          <FilterChip label={text('edits.everybody')} active={everybody} onClick={() => setEverybody(!everybody)} />
        </FilterBar>
      ) : null}
      {failure ? (
        <Card>
          <ErrorState failure={failure} onRetry={() => setFailure(null)} />
        </Card>
      ) : (
        <DataGrid<Row>
          label={text('edits.table')}
          columns={columns}
          fetchPage={fetchPage}
          version={version}
          onOpen={setOpened}
          onFailure={(error) => setFailure(failureOf(error))}
          empty={<EmptyState title={text('edits.empty')} text={text('edits.emptyHint')} />}
        />
      )}
      {opened ? <StepDialog step={opened} onClose={() => setOpened(null)} /> : null}
    </Page>
  );
}

/** When, who, what, which record, and where the step stands. */
function useColumns(): readonly GridColumn<Row>[] {
  const text = useText();
  const words = useWords();
  // The grid compares columns by identity; texts only change with the language.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  return useMemo(
    () => [
      {
        colId: 'at',
        headerName: text('edits.when'),
        width: 168,
        valueGetter: ({ data }) => data?.at ?? '',
        cellRenderer: ({ data }: { data?: Row }) => (data ? <Moment at={data.at} /> : null),
      },
      {
        colId: 'by',
        headerName: text('edits.who'),
        width: 150,
        valueGetter: ({ data }) => (data ? (data.by ?? text('edits.somebody')) : ''),
      },
      {
        colId: 'what',
        headerName: text('edits.what'),
        flex: 1,
        minWidth: 200,
        valueGetter: ({ data }) => (data ? actionText(data.action, words) : ''),
        tooltipValueGetter: ({ value }) => value,
        cellStyle: { fontWeight: 550 },
      },
      {
        colId: 'record',
        headerName: text('edits.record'),
        flex: 1.2,
        minWidth: 200,
        valueGetter: ({ data }) => data?.title ?? '',
        tooltipValueGetter: ({ value }) => value,
      },
      {
        colId: 'state',
        headerName: text('edits.stateHeading'),
        width: 190,
        valueGetter: ({ data }) => (data ? stateText(data, words) : ''),
        tooltipValueGetter: ({ data }) => (data?.refusal ? words.t(`edit.refused.${data.refusal}`) : ''),
        cellRenderer: ({ data }: { data?: Row }) =>
          data ? <Tag tone={toneOf(data)}>{stateText(data, words)}</Tag> : null,
      },
    ],
    [],
  );
}

function toneOf({ refusal, state }: Row) {
  if (refusal !== null) return 'unk';
  return state === 'done' ? 'ok' : 'plan';
}

function stateText({ refusal, state }: Row, words: ReturnType<typeof useWords>): string {
  return words.t(refusal === null ? `edit.state.${state}` : 'edit.stays');
}
