import { Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Link as RouterLink } from 'react-router';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { CoverCard } from './cover-card.tsx';
import { useMayTask } from './task-may.ts';
import type { DeviceDetail, Task } from './types.ts';

/** What covers a device: warranty and contracts in a row, with the gaps between them. */
export function ContractsTab({ device, onTask }: { device: DeviceDetail; onTask: (task: Task) => void }) {
  const text = useText();
  const may = useMayTask();
  const status = useQuery(orpc.vault.status.queryOptions());
  const cover = useQuery(orpc.cover.ofDevice.queryOptions({ input: { deviceId: device.id } }));
  const add =
    device.assetTag && may('contract') ? (
      <Button onClick={() => onTask({ kind: 'contract' })}>{text('devices.contracts.add')}</Button>
    ) : null;
  if (cover.error) {
    return (
      <Card>
        <ErrorState failure={failureOf(cover.error)} onRetry={() => void cover.refetch()} />
      </Card>
    );
  }
  if (!cover.data || !status.data) return <LoadingLines />;
  if (cover.data.lines.length === 0) {
    return (
      <Card>
        <EmptyState
          title={text('devices.contracts.emptyTitle')}
          text={text('devices.contracts.emptyText')}
          actions={
            <>
              {add}
              <Button component={RouterLink} to="/contracts">
                {text('devices.contracts.see')}
              </Button>
            </>
          }
        />
      </Card>
    );
  }
  return (
    <Card title={text('cover.chain.title')} actions={add}>
      <CoverCard cover={cover.data} today={status.data.today} />
    </Card>
  );
}
