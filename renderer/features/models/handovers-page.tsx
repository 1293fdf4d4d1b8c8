import { Box, Button } from '@mui/material';
import { useCallback, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Day } from '../../../main/domain/day.ts';
import { client } from '../../bridge/client.ts';
import { useChangeCount } from '../../bridge/events.ts';
import { failureOf } from '../../bridge/failure.ts';
import { ListExport } from '../../bridge/list-export.tsx';
import type { Outputs } from '../../bridge/types.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { DataGrid, type GridColumn } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState, type ShownFailure } from '../../ui/error-state.tsx';
import { Page } from '../../ui/page.tsx';
import { paint } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';

type HandoverRow = Outputs['handover']['list']['rows'][number];

interface CellProps {
  readonly data?: HandoverRow;
}

function StateCell({ data }: CellProps) {
  const text = useText();
  if (!data) return null;
  const { settled, items, completedOn } = data;
  return completedOn === null ? (
    <Tag tone="plan">{text('exceptions.handover.progress', { settled, items })}</Tag>
  ) : (
    <Tag tone="ok">{text('exceptions.handover.list.complete')}</Tag>
  );
}

function DayCell({ on }: { on: Day | null }) {
  const words = useWords();
  const text = useText();
  return on === null ? (
    <Box sx={{ color: paint.muted }}>{text('exceptions.handover.list.byEnd')}</Box>
  ) : (
    <time dateTime={on}>{words.day(on)}</time>
  );
}

function DueCell({ data }: CellProps) {
  return data ? <DayCell on={data.completedOn ?? data.dueOn} /> : null;
}

/** Hand-overs of all models, what is open first. */
export function HandoversPage() {
  const text = useText();
  const number = useNumber();
  const navigate = useNavigate();
  const version = useChangeCount('handover', 'model');
  const [total, setTotal] = useState<number | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const fetchPage = useCallback(
    ({ offset, limit }: { readonly offset: number; readonly limit: number }) => client.handover.list({ offset, limit }),
    [],
  );
  // Made once: a new list of columns would undo what a person has resized.
  const [columns] = useState((): readonly GridColumn<HandoverRow>[] => [
    { colId: 'model', field: 'model', headerName: text('devices.facts.model'), flex: 2 },
    { colId: 'vendor', field: 'vendor', headerName: text('devices.facts.vendor'), flex: 2 },
    { colId: 'state', headerName: text('exceptions.handover.state'), width: 150, cellRenderer: StateCell },
    { colId: 'dueOn', headerName: text('exceptions.handover.list.day'), width: 170, cellRenderer: DueCell },
    { colId: 'owner', field: 'owner', headerName: text('exceptions.handover.owner'), flex: 2 },
  ]);
  return (
    <Page
      title={text('exceptions.handover.list.title')}
      subtitle={
        total === null || total === 0
          ? ' '
          : text('exceptions.handover.list.count', { count: total, amount: number(total) })
      }
      fill
      actions={<ListExport name="handovers" />}
    >
      {failure ? (
        <Card>
          <ErrorState failure={failure} onRetry={() => setFailure(null)} />
        </Card>
      ) : (
        <DataGrid<HandoverRow>
          label={text('exceptions.handover.list.title')}
          columns={columns}
          fetchPage={fetchPage}
          version={version}
          onOpen={(row) => void navigate(`/models/${row.modelId}?tab=handover`)}
          onTotal={setTotal}
          onFailure={(error) => setFailure(failureOf(error))}
          empty={
            <EmptyState
              title={text('exceptions.handover.none')}
              text={text('exceptions.handover.noneText')}
              actions={
                <Button component={Link} to="/models">
                  {text('exceptions.handover.list.toModels')}
                </Button>
              }
            />
          }
        />
      )}
    </Page>
  );
}
