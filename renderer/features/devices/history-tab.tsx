import { useQuery } from '@tanstack/react-query';
import type { DeviceId } from '../../../main/domain/ids.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { RecordHistory } from '../../ui/record-history.tsx';

/** Who changed what on this device, its model, its components and its contracts. */
export function DeviceHistoryTab({ id }: { id: DeviceId }) {
  const history = useQuery(orpc.device.history.queryOptions({ input: { id } }));
  return (
    <RecordHistory
      id={id}
      entries={history.data}
      failure={history.error && failureOf(history.error)}
      onRetry={() => void history.refetch()}
    />
  );
}
