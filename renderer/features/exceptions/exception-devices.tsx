import { Box, Button } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { client } from '../../bridge/client.ts';
import { devicesLink } from '../../bridge/device-filter.ts';
import { useChangeCount } from '../../bridge/events.ts';
import { failureOf } from '../../bridge/failure.ts';
import { May, useMayChange } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DataGrid, type GridColumn, type GridPageRequest } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote, ErrorState, type ShownFailure } from '../../ui/error-state.tsx';
import { FilterBar } from '../../ui/filter-chip.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import type { ExceptionDetail } from './types.ts';

type DeviceRow = Outputs['device']['list']['rows'][number];

const SORTS = ['assetTag', 'model', 'department', 'status', 'support'] as const;
const FIRST_SORT = { by: 'assetTag', descending: false } as const;

function SupportCell({ data }: { readonly data?: DeviceRow }) {
  return data ? <StatusTag band={data.support.band} /> : null;
}

function StateCell({ data }: { readonly data?: DeviceRow }) {
  const words = useWords();
  return data ? words.t(`status.${data.status}`) : null;
}

/** The devices of an exception, with the support that it does not change; some of them can be taken out. */
export function ExceptionDevices({ exception }: { exception: ExceptionDetail }) {
  const text = useText();
  const navigate = useNavigate();
  const notice = useNotice();
  const version = useChangeCount('exception', 'device');
  const mayTakeOut = useMayChange('exception.removeDevices');
  const [selected, setSelected] = useState<readonly DeviceRow[]>([]);
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const { id } = exception;
  const remove = useMutation(
    orpc.exception.removeDevices.mutationOptions({
      onSuccess: ({ removed }) => {
        notice({ text: text('exceptions.takenOut', { count: removed }) });
        setSelected([]);
        setAsking(false);
      },
    }),
  );
  const fetchPage = useCallback(
    ({ offset, limit, sort }: GridPageRequest) =>
      client.device.list({
        offset,
        limit,
        filter: { exceptionId: id },
        sort: { by: SORTS.find((one) => one === sort?.by) ?? 'assetTag', descending: sort?.descending ?? false },
      }),
    [id],
  );
  // Made once: a new list of columns would undo what a person has resized.
  const [columns] = useState((): readonly GridColumn<DeviceRow>[] => [
    { colId: 'assetTag', field: 'assetTag', headerName: text('devices.facts.tag'), width: 110, sortable: true },
    { colId: 'model', field: 'model', headerName: text('devices.facts.model'), flex: 1, sortable: true },
    {
      colId: 'department',
      field: 'department',
      headerName: text('devices.filter.department'),
      flex: 1,
      sortable: true,
    },
    { colId: 'status', headerName: text('devices.facts.status'), width: 100, sortable: true, cellRenderer: StateCell },
    {
      colId: 'support',
      headerName: text('devices.filter.support'),
      width: 190,
      sortable: true,
      cellRenderer: SupportCell,
    },
  ]);
  if (exception.devices === 0) {
    return (
      <Card>
        <EmptyState
          title={text('exceptions.noDevices')}
          text={text('exceptions.noDevicesText')}
          actions={
            <Button component={Link} to="/devices">
              {text('exceptions.toDevices')}
            </Button>
          }
        />
      </Card>
    );
  }
  return (
    <div>
      <FilterBar
        end={
          <>
            {selected.length > 0 ? (
              <May change="exception.removeDevices">
                <Button onClick={() => setAsking(true)}>
                  {text('exceptions.takeOut', { count: selected.length })}
                </Button>
              </May>
            ) : null}
            <Button component={Link} to={devicesLink({ exceptionId: id })}>
              {text('exceptions.showAll')}
            </Button>
          </>
        }
      >
        {null}
      </FilterBar>
      {failure ? (
        <Card>
          <ErrorState failure={failure} onRetry={() => setFailure(null)} />
        </Card>
      ) : (
        <Box sx={{ height: Math.min(39 + exception.devices * 35 + 16, 520), minHeight: 240, display: 'flex' }}>
          <DataGrid<DeviceRow>
            label={text('exceptions.grid')}
            columns={columns}
            fetchPage={fetchPage}
            version={version}
            initialSort={FIRST_SORT}
            selectable={mayTakeOut}
            onSelect={setSelected}
            onOpen={(row) => void navigate(`/devices/${row.id}`)}
            onFailure={(error) => setFailure(failureOf(error))}
          />
        </Box>
      )}
      <ConfirmDialog
        open={asking}
        title={text('exceptions.takeOutTitle', { count: selected.length })}
        text={
          <Box sx={{ display: 'grid', gap: 1.5 }}>
            {text('exceptions.takeOutText')}
            {remove.error ? <ErrorNote failure={failureOf(remove.error)} /> : null}
          </Box>
        }
        confirm={text('exceptions.takeOut', { count: selected.length })}
        destructive
        busy={remove.isPending}
        onConfirm={() => remove.mutate({ id, deviceIds: selected.map((device) => device.id) })}
        onClose={() => setAsking(false)}
      />
    </div>
  );
}
