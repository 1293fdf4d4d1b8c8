import { Box, Button } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ObligationId } from '../../../main/domain/ids.ts';
import { client } from '../../bridge/client.ts';
import { useChangeCount } from '../../bridge/events.ts';
import { failureOf } from '../../bridge/failure.ts';
import { May, useMayChange } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DataGrid, type GridColumn, type GridPageRequest } from '../../ui/data-grid.tsx';
import { DayText } from '../../ui/day-text.tsx';
import { ErrorNote, ErrorState, type ShownFailure } from '../../ui/error-state.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';
import { InstallDialog } from './install-dialog.tsx';

type Member = Outputs['obligation']['devices']['rows'][number] & { readonly id: string };

function InstalledCell({ data }: { readonly data?: Member }) {
  const text = useText();
  if (!data) return null;
  return data.installedOn === null ? (
    <Tag tone="unk">{text('installations.notYet')}</Tag>
  ) : (
    <Tag tone="ok">
      <DayText on={data.installedOn} />
    </Tag>
  );
}

/** On how many of its devices a fix is installed, and on which not yet; what was done is noted here. */
export function InstallationsCard({
  obligation,
}: {
  obligation: { readonly id: ObligationId; readonly devices: number; readonly installed: number };
}) {
  const text = useText();
  const number = useNumber();
  const navigate = useNavigate();
  const notice = useNotice();
  const version = useChangeCount('obligation', 'device');
  const mayRecord = useMayChange('installation.record');
  const [selected, setSelected] = useState<readonly Member[]>([]);
  const [dialog, setDialog] = useState<'record' | 'take_back' | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const { id, devices } = obligation;
  const installed = Math.min(obligation.installed, devices);
  const fetchPage = useCallback(
    async ({ offset, limit }: GridPageRequest) => {
      const { total, rows } = await client.obligation.devices({ id, offset, limit });
      return { total, rows: rows.map((row) => ({ ...row, id: row.deviceId })) };
    },
    [id],
  );
  const close = () => setDialog(null);
  const remove = useMutation(
    orpc.installation.remove.mutationOptions({
      onSuccess: () => {
        notice({ text: text('installations.takenBack') });
        setSelected([]);
        close();
      },
    }),
  );
  // Made once: a new list of columns would undo what a person has resized.
  const [columns] = useState((): readonly GridColumn<Member>[] => [
    {
      colId: 'tag',
      headerName: text('installations.tag'),
      flex: 1,
      minWidth: 110,
      valueGetter: ({ data }) => data?.assetTag || data?.serialNumber || '',
    },
    { colId: 'model', field: 'model', headerName: text('installations.model'), flex: 1, minWidth: 110 },
    { colId: 'department', field: 'department', headerName: text('installations.department'), flex: 1, minWidth: 110 },
    { colId: 'installedOn', headerName: text('installations.installedOn'), width: 168, cellRenderer: InstalledCell },
  ]);
  const done = selected.filter(({ installedOn }) => installedOn !== null);
  return (
    <Card
      title={text('installations.title')}
      actions={
        devices === 0 ? null : (
          <May change="installation.record">
            {done.length > 0 ? (
              <Button size="small" onClick={() => setDialog('take_back')}>
                {text('installations.takeBack', { count: done.length })}
              </Button>
            ) : null}
            <Button size="small" variant="contained" color="primary" onClick={() => setDialog('record')}>
              {selected.length > 0
                ? text('installations.recordSelected', { count: selected.length })
                : text('installations.record')}
            </Button>
          </May>
        )
      }
    >
      {devices === 0 ? (
        <Box sx={{ color: paint.muted }}>{text('installations.none')}</Box>
      ) : (
        <Box sx={{ display: 'grid', gap: '12px' }}>
          <Progress
            part={installed / devices}
            label={text('installations.progress', { installed: number(installed), devices: number(devices) })}
          />
          {failure ? (
            <ErrorState failure={failure} onRetry={() => setFailure(null)} />
          ) : (
            <Box sx={{ height: Math.min(39 + devices * 35 + 16, 420), minHeight: 160, display: 'flex' }}>
              <DataGrid<Member>
                label={text('installations.grid')}
                columns={columns}
                fetchPage={fetchPage}
                version={version}
                selectable={mayRecord}
                onSelect={setSelected}
                onOpen={(row) => void navigate(`/devices/${row.deviceId}`)}
                onFailure={(error) => setFailure(failureOf(error))}
              />
            </Box>
          )}
        </Box>
      )}
      {dialog === 'record' ? (
        <InstallDialog
          obligationId={id}
          deviceIds={selected.map(({ deviceId }) => deviceId)}
          onDone={() => setSelected([])}
          onClose={close}
        />
      ) : null}
      <ConfirmDialog
        open={dialog === 'take_back'}
        title={text('installations.takeBackTitle')}
        text={
          <Box sx={{ display: 'grid', gap: 1.5 }}>
            {text('installations.takeBackText')}
            {remove.error ? <ErrorNote failure={failureOf(remove.error)} /> : null}
          </Box>
        }
        confirm={text('installations.takeBack', { count: done.length })}
        destructive
        busy={remove.isPending}
        onConfirm={() => remove.mutate({ obligationId: id, deviceIds: done.map(({ deviceId }) => deviceId) })}
        onClose={close}
      />
    </Card>
  );
}

/** A bar that is filled as far as the work is done, with the figures beside it. */
function Progress({ part, label }: { part: number; label: string }) {
  return (
    <Box sx={{ display: 'flex', gap: '12px', alignItems: 'center' }}>
      <Box
        aria-hidden="true"
        sx={{ flex: 1, height: 8, borderRadius: 4, border: `1px solid ${paint.lineStrong}`, overflow: 'hidden' }}
      >
        <Box sx={{ width: `${part * 100}%`, height: '100%', backgroundColor: paint.ok }} />
      </Box>
      <Box component="strong" className="figures">
        {label}
      </Box>
    </Box>
  );
}
