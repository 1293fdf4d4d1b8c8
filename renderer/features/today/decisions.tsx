import { Box } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Day } from '../../../main/domain/day.ts';
import { failureOf } from '../../bridge/failure.ts';
import { ListExport } from '../../bridge/list-export.tsx';
import { orpc } from '../../bridge/queries.ts';
import type { Decision } from '../../bridge/types.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote, ErrorState } from '../../ui/error-state.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { useMoneyText } from '../../ui/money-text.ts';
import { useAlertActions } from './alert-actions.ts';
import { AlertBar } from './alert-bar.tsx';
import { AlertDevicesDialog } from './alert-devices-dialog.tsx';
import { AsideDialog, AssignDialog } from './alert-dialogs.tsx';
import { AlertFilters, isFiltered, NO_FILTER } from './alert-filters.tsx';
import type { Asking } from './alert-menu.tsx';
import { decisionText } from './decision-text.ts';
import { DecisionsTable } from './decisions-table.tsx';

const FIRST = 100;
const MOST = 500;

/** What the list asks for first; the first screen asks for it at once, and not only when the figures are there. */
export const FIRST_LINES = {
  state: 'open' as 'open' | 'quiet',
  assignees: [...NO_FILTER.assignees],
  kinds: [...NO_FILTER.kinds],
  limit: FIRST,
};

/** The list of what needs a decision, with what can be done about its lines. `nothing` stands where there is none at all. */
export function Decisions({ today, nothing }: { today: Day; nothing: ReactNode }) {
  const text = useText();
  const speech = { text, words: useWords(), number: useNumber(), money: useMoneyText() };
  const [limit, setLimit] = useState(FIRST);
  const [filter, setFilter] = useState(NO_FILTER);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<{ readonly what: Asking; readonly lines: readonly Decision[] } | null>(null);
  const shown = {
    state: filter.quiet ? ('quiet' as const) : ('open' as const),
    assignees: [...filter.assignees],
    kinds: [...filter.kinds],
  };
  const { data, error, refetch } = useQuery({
    ...orpc.alert.list.queryOptions({ input: { ...shown, limit } }),
    placeholderData: keepPreviousData,
  });
  const clear = () => setChosen(new Set());
  const actions = useAlertActions(today, clear);
  if (!data) {
    return (
      <Card>
        {error ? <ErrorState failure={failureOf(error)} onRetry={() => void refetch()} /> : <LoadingLines lines={8} />}
      </Card>
    );
  }
  const selected = data.rows.filter(({ key }) => chosen.has(key));
  const close = () => setAsking(null);
  const [asked] = asking?.lines ?? [];
  return (
    <Box>
      {actions.failure && asking === null ? <ErrorNote failure={actions.failure} /> : null}
      {selected.length > 0 ? (
        <AlertBar
          selected={selected}
          actions={actions}
          onAsk={(what) => setAsking({ what, lines: selected })}
          onClear={clear}
        />
      ) : (
        <Box sx={{ display: 'flex', gap: '10px', alignItems: 'flex-start', justifyContent: 'space-between' }}>
          <AlertFilters
            answer={data}
            filter={filter}
            onChange={(next) => {
              setFilter(next);
              clear();
            }}
          />
          {data.total > 0 ? <ListExport name="alerts" question={shown} /> : null}
        </Box>
      )}
      {data.rows.length > 0 ? (
        <DecisionsTable
          decisions={data.rows}
          total={data.total}
          selected={chosen}
          actions={actions}
          onSelect={(key, on) => setChosen(new Set(on ? [...chosen, key] : [...chosen].filter((one) => one !== key)))}
          onAsk={(what, line) => setAsking({ what, lines: [line] })}
          onMore={data.rows.length < data.total && limit < MOST ? () => setLimit(MOST) : null}
        />
      ) : isFiltered(filter) ? (
        <Card>
          <EmptyState title={text('alerts.filter.nothing')} text={text('alerts.filter.nothingText')} />
        </Card>
      ) : data.quiet > 0 ? (
        <Card>
          <EmptyState title={text('today.noneTitle')} text={text('alerts.filter.onlyQuiet', { count: data.quiet })} />
        </Card>
      ) : (
        nothing
      )}
      {asking?.what === 'aside' ? (
        <AsideDialog lines={asking.lines} actions={actions} today={today} onClose={close} />
      ) : null}
      {asking?.what === 'assign' ? <AssignDialog lines={asking.lines} actions={actions} onClose={close} /> : null}
      {asking?.what === 'devices' && asked ? (
        <AlertDevicesDialog line={asked} title={decisionText(asked, speech).title} onClose={close} />
      ) : null}
    </Box>
  );
}
