import { Box } from '@mui/material';
import { useCallback, useState } from 'react';
import { useNavigate } from 'react-router';
import { client } from '../../bridge/client.ts';
import { useChangeCount } from '../../bridge/events.ts';
import { failureOf } from '../../bridge/failure.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { DataGrid, type GridColumn, type GridPageRequest } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState, type ShownFailure } from '../../ui/error-state.tsx';
import type { ObligationDetail } from './types.ts';

type Member = Outputs['obligation']['devices']['rows'][number];
interface Row extends Member {
  readonly id: string;
}

/** The devices in use that an obligation is about. */
export function ObligationDevices({ obligation: { id } }: { obligation: ObligationDetail }) {
  const text = useText();
  const navigate = useNavigate();
  const version = useChangeCount('obligation', 'device', 'finding');
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [columns] = useState((): readonly GridColumn<Row>[] => [
    {
      colId: 'assetTag',
      headerName: text('obligations.devices.tag'),
      width: 130,
      valueGetter: ({ data }) => data?.assetTag,
    },
    {
      colId: 'serialNumber',
      headerName: text('obligations.devices.serial'),
      flex: 1,
      minWidth: 130,
      valueGetter: ({ data }) => data?.serialNumber,
    },
    {
      colId: 'model',
      headerName: text('obligations.devices.model'),
      flex: 2,
      minWidth: 150,
      valueGetter: ({ data }) => data?.model,
    },
    {
      colId: 'department',
      headerName: text('obligations.devices.department'),
      flex: 2,
      minWidth: 140,
      valueGetter: ({ data }) => data?.department,
    },
  ]);
  const fetchPage = useCallback(
    async ({ offset, limit }: GridPageRequest) => {
      const { total, rows } = await client.obligation.devices({ id, offset, limit });
      return { total, rows: rows.map((row): Row => ({ ...row, id: row.deviceId })) };
    },
    [id],
  );
  const open = useCallback((row: Row) => void navigate(`/devices/${row.deviceId}`), [navigate]);
  if (failure)
    return (
      <Card>
        <ErrorState failure={failure} onRetry={() => setFailure(null)} />
      </Card>
    );
  return (
    <Box sx={{ height: 420, display: 'grid' }}>
      <DataGrid<Row>
        label={text('obligations.devices.title')}
        columns={columns}
        fetchPage={fetchPage}
        version={version}
        onOpen={open}
        onFailure={(error) => setFailure(failureOf(error))}
        empty={<EmptyState title={text('obligations.devices.title')} text={text('obligations.devices.none')} />}
      />
    </Box>
  );
}
