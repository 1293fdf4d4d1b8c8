import { Box, Button } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { client } from '../../bridge/client.ts';
import { devicesLink } from '../../bridge/device-filter.ts';
import { useChangeCount } from '../../bridge/events.ts';
import { failureOf } from '../../bridge/failure.ts';
import { May } from '../../bridge/may.tsx';
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
import { SearchField } from '../../ui/search-field.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { AddDevicesDialog } from './add-devices-dialog.tsx';
import type { ContractDetail } from './types.ts';

type DeviceRow = Outputs['device']['list']['rows'][number];

const SORTS = ['assetTag', 'manufacturer', 'model', 'department', 'status', 'support'] as const;
const FIRST_SORT = { by: 'assetTag', descending: false } as const;

function SupportCell({ data }: { readonly data?: DeviceRow }) {
  return data ? <StatusTag band={data.support.band} /> : null;
}

function StateCell({ data }: { readonly data?: DeviceRow }) {
  const words = useWords();
  return data ? words.t(`status.${data.status}`) : null;
}

/** The devices that the contract covers; some of them can be taken off, others added by their tags. */
export function CoveredDevices({ contract }: { contract: ContractDetail }) {
  const text = useText();
  const navigate = useNavigate();
  const notice = useNotice();
  const version = useChangeCount('contract', 'device');
  const [search, setSearch] = useState('');
  const [selected, setSelected] = useState<readonly DeviceRow[]>([]);
  const [dialog, setDialog] = useState<'add' | 'remove' | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const { id } = contract;
  const remove = useMutation(
    orpc.contract.removeDevices.mutationOptions({
      onSuccess: ({ removed }) => {
        notice({ text: text('contracts.devices.removed', { count: removed }) });
        setSelected([]);
        setDialog(null);
      },
    }),
  );
  const fetchPage = useCallback(
    ({ offset, limit, sort }: GridPageRequest) =>
      client.device.list({
        offset,
        limit,
        filter: { contractId: id, ...(search === '' ? {} : { search }) },
        sort: { by: SORTS.find((one) => one === sort?.by) ?? 'assetTag', descending: sort?.descending ?? false },
      }),
    [id, search],
  );
  // Made once: a new list of columns would undo what a person has resized.
  const [columns] = useState((): readonly GridColumn<DeviceRow>[] => [
    {
      colId: 'assetTag',
      field: 'assetTag',
      headerName: text('contracts.devices.column.tag'),
      width: 150,
      sortable: true,
    },
    {
      colId: 'manufacturer',
      field: 'manufacturer',
      headerName: text('contracts.devices.column.manufacturer'),
      flex: 1,
      sortable: true,
    },
    { colId: 'model', field: 'model', headerName: text('contracts.devices.column.model'), flex: 1, sortable: true },
    {
      colId: 'department',
      field: 'department',
      headerName: text('contracts.devices.column.department'),
      flex: 1,
      sortable: true,
    },
    {
      colId: 'status',
      headerName: text('contracts.devices.column.state'),
      width: 110,
      sortable: true,
      cellRenderer: StateCell,
    },
    {
      colId: 'support',
      headerName: text('contracts.devices.column.support'),
      width: 190,
      sortable: true,
      cellRenderer: SupportCell,
    },
  ]);

  const add = (
    <May change="contract.addDevices">
      <Button variant="contained" color="primary" onClick={() => setDialog('add')}>
        {text('contracts.devices.add')}
      </Button>
    </May>
  );
  const dialogs = (
    <>
      {dialog === 'add' ? <AddDevicesDialog contract={contract} onClose={() => setDialog(null)} /> : null}
      <ConfirmDialog
        open={dialog === 'remove'}
        title={text('contracts.devices.removeTitle', { count: selected.length })}
        text={
          <Box sx={{ display: 'grid', gap: 1.5 }}>
            {text('contracts.devices.removeText')}
            {remove.error ? <ErrorNote failure={failureOf(remove.error)} /> : null}
          </Box>
        }
        confirm={text('contracts.devices.remove', { count: selected.length })}
        destructive
        busy={remove.isPending}
        onConfirm={() => remove.mutate({ id, deviceIds: selected.map((device) => device.id) })}
        onClose={() => setDialog(null)}
      />
    </>
  );

  // The dialogs keep their place when the first device comes or the last one goes: what they report must stay.
  return (
    <>
      {contract.coveredDevices === 0 ? (
        <Card>
          <EmptyState title={text('contracts.devices.none')} text={text('contracts.devices.noneText')} actions={add} />
        </Card>
      ) : (
        <>
          <FilterBar
            end={
              <>
                {selected.length > 0 ? (
                  <May change="contract.removeDevices">
                    <Button onClick={() => setDialog('remove')}>
                      {text('contracts.devices.remove', { count: selected.length })}
                    </Button>
                  </May>
                ) : null}
                <Button component={Link} to={devicesLink({ contractId: id })}>
                  {text('contracts.devices.showAll')}
                </Button>
                {add}
              </>
            }
          >
            <SearchField label={text('contracts.devices.search')} value={search} onChange={setSearch} />
          </FilterBar>
          {failure ? (
            <Card>
              <ErrorState failure={failure} onRetry={() => setFailure(null)} />
            </Card>
          ) : (
            <Box
              sx={{ height: Math.min(39 + contract.coveredDevices * 35 + 16, 520), minHeight: 240, display: 'flex' }}
            >
              <DataGrid<DeviceRow>
                label={text('contracts.devices.list')}
                columns={columns}
                fetchPage={fetchPage}
                version={version}
                initialSort={FIRST_SORT}
                selectable
                onSelect={setSelected}
                onOpen={(row) => void navigate(`/devices/${row.id}`)}
                onFailure={(error) => setFailure(failureOf(error))}
                empty={
                  <EmptyState title={text('contracts.nothingFoundTitle')} text={text('contracts.nothingFoundText')} />
                }
              />
            </Box>
          )}
        </>
      )}
      {dialogs}
    </>
  );
}
