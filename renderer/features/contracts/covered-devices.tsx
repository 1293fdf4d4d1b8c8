import { Box, Button } from '@mui/material';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { EXPORT_FORMATS } from '../../../main/contract/export.ts';
import { client } from '../../bridge/client.ts';
import { devicesLink } from '../../bridge/device-filter.ts';
import { DisclosingExport } from '../../bridge/disclosure.tsx';
import { useChangeCount } from '../../bridge/events.ts';
import { failureOf } from '../../bridge/failure.ts';
import { given, saveExport } from '../../bridge/files.ts';
import { May } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DataGrid, type GridColumn, type GridPageRequest } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote, ErrorState, Note, type ShownFailure } from '../../ui/error-state.tsx';
import { FilterBar } from '../../ui/filter-chip.tsx';
import { useMoneyText } from '../../ui/money-text.ts';
import { useNotice } from '../../ui/notices.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { AddDevicesDialog } from './add-devices-dialog.tsx';
import { CoveredCell, ShareCell, StateCell, SupportCell } from './line-cells.tsx';
import { type Line, LinesDialog } from './lines-dialog.tsx';
import type { ContractDetail } from './types.ts';

/** A device on the contract; lists tell their lines apart by `id`. */
export type LineRow = Line & { readonly id: string };

const SORTS = ['assetTag', 'model', 'department', 'status', 'support'] as const;
const FIRST_SORT = { by: 'assetTag', descending: false } as const;

/** The devices that the contract covers; some of them can be taken off, others added by their tags. */
export function CoveredDevices({ contract }: { contract: ContractDetail }) {
  const text = useText();
  const navigate = useNavigate();
  const notice = useNotice();
  const version = useChangeCount('contract', 'device');
  const [search, setSearch] = useState('');
  const [selected, setSelected] = useState<readonly LineRow[]>([]);
  const [dialog, setDialog] = useState<'add' | 'edit' | 'remove' | null>(null);
  const [round, setRound] = useState(0);
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
    async ({ offset, limit, sort }: GridPageRequest) => {
      const page = await client.cover.lines({
        contractId: id,
        search,
        offset,
        limit,
        sort: { by: SORTS.find((one) => one === sort?.by) ?? 'assetTag', descending: sort?.descending ?? false },
      });
      return { total: page.total, rows: page.rows.map((line): LineRow => ({ ...line, id: line.device.id })) };
    },
    [id, search],
  );
  // Made once: a new list of columns would undo what a person has resized.
  const [columns] = useState((): readonly GridColumn<LineRow>[] => [
    {
      colId: 'assetTag',
      field: 'device.assetTag',
      headerName: text('contracts.devices.column.tag'),
      width: 104,
      sortable: true,
    },
    {
      colId: 'model',
      field: 'device.model',
      headerName: text('contracts.devices.column.model'),
      flex: 1.2,
      minWidth: 110,
      sortable: true,
    },
    {
      colId: 'department',
      field: 'device.department',
      headerName: text('contracts.devices.column.department'),
      flex: 1,
      sortable: true,
    },
    {
      colId: 'status',
      headerName: text('contracts.devices.column.state'),
      width: 100,
      sortable: true,
      cellRenderer: StateCell,
    },
    {
      colId: 'support',
      headerName: text('contracts.devices.column.support'),
      width: 194,
      sortable: true,
      cellRenderer: SupportCell,
    },
    {
      colId: 'covered',
      headerName: text('cover.lines.column.covered'),
      flex: 1.7,
      minWidth: 168,
      cellRenderer: CoveredCell,
    },
    {
      colId: 'share',
      headerName: text('cover.lines.column.share'),
      width: 158,
      type: 'rightAligned',
      cellRenderer: ShareCell,
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
      {dialog === 'edit' ? (
        <LinesDialog
          contract={contract}
          lines={selected}
          onClose={() => {
            setDialog(null);
            // What is selected was read before the change: it is chosen anew.
            setSelected([]);
            setRound((round) => round + 1);
          }}
        />
      ) : null}
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
        onConfirm={() => remove.mutate({ id, deviceIds: selected.map(({ device }) => device.id) })}
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
                  <May change="cover.saveLines">
                    <Button onClick={() => setDialog('edit')}>
                      {text('cover.lines.edit', { count: selected.length })}
                    </Button>
                  </May>
                ) : null}
                {selected.length > 0 ? (
                  <May change="contract.removeDevices">
                    <Button onClick={() => setDialog('remove')}>
                      {text('contracts.devices.remove', { count: selected.length })}
                    </Button>
                  </May>
                ) : null}
                <DisclosingExport
                  label={text('cover.lines.exportGaps')}
                  of={{ of: 'coverGaps', contractId: id }}
                  formats={EXPORT_FORMATS}
                  save={async (format, disclosure, signal) =>
                    saveExport(await client.exports.coverGaps({ format, contractId: id, disclosure }, given(signal)))
                  }
                />
                <Button component={Link} to={devicesLink({ contractId: id })}>
                  {text('contracts.devices.showAll')}
                </Button>
                {add}
              </>
            }
          >
            <SearchField label={text('contracts.devices.search')} value={search} onChange={setSearch} />
          </FilterBar>
          <CoverNotes contract={contract} />
          {failure ? (
            <Card>
              <ErrorState failure={failure} onRetry={() => setFailure(null)} />
            </Card>
          ) : (
            <Box
              sx={{ height: Math.min(39 + contract.coveredDevices * 35 + 16, 520), minHeight: 240, display: 'flex' }}
            >
              <DataGrid<LineRow>
                label={text('contracts.devices.list')}
                columns={columns}
                fetchPage={fetchPage}
                version={version}
                initialSort={FIRST_SORT}
                selectable
                selectionRound={round}
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

/** What does not fit: shares that are not the price, and devices that will be without cover for a while. */
function CoverNotes({ contract }: { contract: ContractDetail }) {
  const text = useText();
  const money = useMoneyText();
  const { data } = useQuery(orpc.cover.summary.queryOptions({ input: { contractId: contract.id } }));
  if (!data) return null;
  const price = data.price ? money(data.price) : '';
  return (
    <>
      {data.over ? <Note tone="near">{text('cover.lines.over', { amount: money(data.over), price })}</Note> : null}
      {data.unshared ? (
        <Note tone="near">{text('cover.lines.unshared', { amount: money(data.unshared), price })}</Note>
      ) : null}
      {data.gaps > 0 ? <Note tone="near">{text('cover.lines.gaps', { count: data.gaps })}</Note> : null}
    </>
  );
}
