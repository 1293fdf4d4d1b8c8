import { Box, Button } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { OUTLOOK_MONTHS } from '../../../main/domain/outlook.ts';
import { client } from '../../bridge/client.ts';
import { type DeviceFilter, deviceFilterOf, deviceFilterSearch } from '../../bridge/device-filter.ts';
import { failureOf } from '../../bridge/failure.ts';
import { saveExport } from '../../bridge/files.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ExportMenu } from '../../ui/export-menu.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { DepartmentsCard } from './departments-card.tsx';
import { FleetCard } from './fleet-card.tsx';
import { OutlookFilters } from './outlook-filters.tsx';
import { type OutlookAnswer, trackedOf } from './outlook-groups.ts';
import { ReasonsCard } from './reasons-card.tsx';

/** Departments and reasons that are named one by one. */
const NAMED = 100;
/** The day on which the cursor stands, in the address. */
const ON = 'on';

/** What becomes of the fleet over the coming months, if nothing is done: pictures, and the figures behind them. */
export function OutlookPage() {
  const text = useText();
  const [search, setSearch] = useSearchParams();
  const address = search.toString();
  // The address follows a moment later; the next key must find the cursor where this one left it.
  const [on, setOn] = useState(search.get(ON));
  const filter = useMemo(() => {
    const { department, manufacturer, model } = deviceFilterOf(new URLSearchParams(address));
    return Object.fromEntries(
      Object.entries({ department, manufacturer, model }).filter(([, value]) => value !== undefined),
    ) as DeviceFilter;
  }, [address]);
  const { data, error, refetch } = useQuery({
    ...orpc.support.outlook.queryOptions({ input: { filter, top: NAMED } }),
    placeholderData: keepPreviousData,
  });
  const go = (next: DeviceFilter, on: string | null) => {
    const changed = deviceFilterSearch(next);
    if (on !== null) changed.set(ON, on);
    setSearch(changed, { replace: true });
  };
  const move = (day: string) => {
    setOn(day);
    go(filter, day);
  };
  return (
    <Page title={text('outlook.title')} subtitle={text('outlook.subtitle', { count: OUTLOOK_MONTHS })}>
      <OutlookFilters filter={filter} onChange={(next) => go(next, on)} />
      {error && !data ? (
        <Card>
          <ErrorState failure={failureOf(error)} onRetry={() => void refetch()} />
        </Card>
      ) : data ? (
        <Content answer={data} filter={filter} on={on} onMove={move} />
      ) : (
        <Card>
          <LoadingLines lines={8} />
        </Card>
      )}
    </Page>
  );
}

function Content({
  answer,
  filter,
  on,
  onMove,
}: {
  answer: OutlookAnswer;
  filter: DeviceFilter;
  on: string | null;
  onMove: (on: string) => void;
}) {
  const { points } = answer;
  const [first] = points;
  if (!first || trackedOf(first) === 0) return <Nothing filtered={Object.keys(filter).length > 0} />;
  const found = points.findIndex((point) => point.on === on);
  const at = found === -1 ? points.length - 1 : found;
  const place = { answer, filter, at };
  return (
    <Box sx={{ display: 'grid', gap: '18px', gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <FleetCard
        points={points}
        filter={filter}
        at={at}
        onMove={(next) => onMove(points[next]?.on ?? '')}
        actions={<Export part="fleet" filter={filter} />}
      />
      <Box
        sx={{
          display: 'grid',
          gap: '18px',
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' },
        }}
      >
        <DepartmentsCard {...place} actions={<Export part="departments" filter={filter} />} />
        <ReasonsCard {...place} actions={<Export part="reasons" filter={filter} />} />
      </Box>
    </Box>
  );
}

/** The figures behind a picture as a file; on paper with the picture. */
function Export({
  part,
  filter,
}: {
  part: Parameters<typeof client.exports.outlook>[0]['part'];
  filter: DeviceFilter;
}) {
  const text = useText();
  return (
    <ExportMenu
      label={text('outlook.export')}
      variant="text"
      onExport={async (format) => saveExport(await client.exports.outlook({ format, part, filter }))}
      explain={failureOf}
    />
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  const text = useText();
  return (
    <Card>
      <EmptyState
        title={text(filtered ? 'outlook.noMatchTitle' : 'outlook.emptyTitle')}
        text={text(filtered ? 'outlook.noMatchText' : 'outlook.emptyText')}
        actions={
          filtered ? null : (
            <Button component={Link} to="/import" variant="contained" color="primary">
              {text('outlook.import')}
            </Button>
          )
        }
      />
    </Card>
  );
}
