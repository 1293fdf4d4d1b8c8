import { Box, Button } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { DeviceId, ModelId, TaskId, VendorId } from '../../../main/domain/ids.ts';
import { failureOf } from '../../bridge/failure.ts';
import { ListExport } from '../../bridge/list-export.tsx';
import { May } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { SavedViews } from '../../bridge/saved-views.tsx';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FilterBar } from '../../ui/filter-chip.tsx';
import { useKeptSearch } from '../../ui/kept-words.ts';
import { LoadingLines } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { PageTabs } from '../../ui/tabs.tsx';
import { AddTaskDialog, EditTaskDialog } from './task-dialog.tsx';
import { TasksTable } from './tasks-table.tsx';

const STATES = ['open', 'closed'] as const;
type State = (typeof STATES)[number];
const FIRST = 100;
const MOST = 1000;

/**
 * What people have to do, by the day by which it is due. The address says more: `?state=closed`, whose tasks are wanted
 * (`vendor`, `model`, `device`), `?new=1` for the dialog that adds one about them, and `?task=` for the one that changes it.
 */
export function TasksPage() {
  const text = useText();
  const number = useNumber();
  const [search, setSearch] = useSearchParams();
  const [wanted, setWanted] = useKeptSearch();
  const [limit, setLimit] = useState(FIRST);
  const state: State = STATES.find((one) => one === search.get('state')) ?? 'open';
  const about = {
    vendorId: search.get('vendor') as VendorId | null,
    modelId: search.get('model') as ModelId | null,
    deviceId: search.get('device') as DeviceId | null,
  };
  const filter = Object.fromEntries(Object.entries(about).filter(([, id]) => id !== null));
  const tasks = useQuery({
    ...orpc.task.list.queryOptions({ input: { state, search: wanted, limit, ...filter } }),
    placeholderData: keepPreviousData,
  });
  const taskId = search.get('task') as TaskId | null;
  const chosen = useQuery(
    orpc.task.get.queryOptions({ input: { id: taskId ?? ('' as TaskId) }, enabled: taskId !== null }),
  );
  const change = (changes: Readonly<Record<string, string | null>>) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes)) value === null ? next.delete(name) : next.set(name, value);
    setSearch(next, { replace: true });
  };
  const total = tasks.data?.total ?? 0;
  const add = (
    <May change="task.create">
      <Button variant="contained" color="primary" onClick={() => change({ new: '1' })}>
        {text('tasks.add')}
      </Button>
    </May>
  );
  return (
    <Page
      title={text('tasks.title')}
      subtitle={
        tasks.data && state === 'open' ? text('tasks.subtitle', { count: total, amount: number(total) }) : '\u00a0'
      }
      actions={
        <>
          <ListExport name="tasks" question={{ state, search: wanted, ...filter }} />
          {add}
        </>
      }
    >
      <PageTabs<State>
        label={text('tasks.tab.label')}
        value={state}
        onChange={(next) => change({ state: next === 'open' ? null : next })}
        tabs={STATES.map((key) => ({ key, label: text(`tasks.tab.${key}`) }))}
      >
        <FilterBar end={<SavedViews page="tasks" />}>
          <SearchField label={text('tasks.search')} value={wanted} onChange={setWanted} />
        </FilterBar>
        {tasks.error && !tasks.data ? (
          <Card>
            <ErrorState failure={failureOf(tasks.error)} onRetry={() => void tasks.refetch()} />
          </Card>
        ) : !tasks.data ? (
          <Card>
            <LoadingLines lines={6} />
          </Card>
        ) : total === 0 ? (
          <Card>
            {wanted === '' ? (
              <EmptyState
                title={text(state === 'open' ? 'tasks.empty.title' : 'tasks.empty.closedTitle')}
                text={text(state === 'open' ? 'tasks.empty.text' : 'tasks.empty.closedText')}
              />
            ) : (
              <EmptyState title={text('tasks.empty.filteredTitle')} text={text('tasks.empty.filteredText')} />
            )}
          </Card>
        ) : (
          <Card flush>
            <TasksTable tasks={tasks.data.rows} onEdit={(id) => change({ task: id })} />
            {tasks.data.rows.length < total && limit < MOST ? (
              <Box sx={{ padding: '8px 16px' }}>
                <Button variant="text" color="primary" onClick={() => setLimit(MOST)}>
                  {text('tasks.more')}
                </Button>
              </Box>
            ) : null}
          </Card>
        )}
      </PageTabs>
      {search.has('new') ? <AddTaskDialog about={about} onClose={() => change({ new: null })} /> : null}
      {taskId !== null && chosen.data ? (
        <EditTaskDialog key={taskId} task={chosen.data} onClose={() => change({ task: null })} />
      ) : null}
    </Page>
  );
}
