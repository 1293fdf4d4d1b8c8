import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { DeviceId, ModelId, VendorId } from '../../main/domain/ids.ts';
import { TaskCard } from '../ui/task-card.tsx';
import { useMayChange } from './may.tsx';
import { orpc } from './queries.ts';

const SHOWN = 5;

/** The open tasks about a vendor, a model or a device, as a card beside its page; nothing while they are not known. */
export function OpenTasks(about: { vendorId: VendorId } | { modelId: ModelId } | { deviceId: DeviceId }) {
  const mayAdd = useMayChange('task.create');
  const { data } = useQuery({
    ...orpc.task.list.queryOptions({ input: { ...about, limit: SHOWN } }),
    placeholderData: keepPreviousData,
  });
  if (!data) return null;
  const [[name = '', id = ''] = []] = Object.entries(about);
  return <TaskCard tasks={data.rows} total={data.total} about={`${name.replace('Id', '')}=${id}`} mayAdd={mayAdd} />;
}
