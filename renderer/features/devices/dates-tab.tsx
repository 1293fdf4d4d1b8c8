import { Button, Link } from '@mui/material';
import { Link as RouterLink } from 'react-router';
import { openDocument } from '../../bridge/documents.ts';
import { useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MilestoneHistory } from '../../ui/milestone-history.tsx';
import { useMayTask } from './task-may.ts';
import type { DeviceDetail, Task } from './types.ts';

/** What the vendor has said of this device and its model, and how it changed. */
export function DatesTab({ device, onTask }: { device: DeviceDetail; onTask: (task: Task) => void }) {
  const text = useText();
  const may = useMayTask();
  const record = may('vendor_date') ? (
    <>
      <Button component={RouterLink} to={`/letters/new?device=${device.id}`}>
        {text('devices.dates.letter')}
      </Button>
      <Button onClick={() => onTask({ kind: 'vendor_date' })}>{text('devices.dates.record')}</Button>
    </>
  ) : null;
  if (device.milestones.length === 0) {
    return (
      <Card>
        <EmptyState title={text('devices.dates.emptyTitle')} text={text('devices.dates.emptyText')} actions={record} />
      </Card>
    );
  }
  return (
    <Card
      flush
      title={
        <>
          {text('devices.dates.model')}{' '}
          <Link component={RouterLink} to={`/models/${device.modelId}`} underline="always">
            {device.model}
          </Link>
        </>
      }
      actions={record}
    >
      <MilestoneHistory ofDevice entries={device.milestones} onOpenDocument={(id) => void openDocument(id)} />
    </Card>
  );
}
