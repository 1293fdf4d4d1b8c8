import { type Procedure, useMay, useMayChange } from '../../bridge/may.tsx';
import type { Task } from './types.ts';

/** What each task of a device calls. */
const PROCEDURES = {
  edit: 'device.update',
  plan: 'device.update',
  retire: 'device.retire',
  accept: 'exception.create',
  vendor_date: 'model.recordMilestone',
  extension: 'device.recordExtension',
  statement: 'device.recordStatement',
  component: 'device.saveComponent',
  remove_component: 'device.removeComponent',
  contract: 'contract.addDevices',
} as const satisfies Record<Task['kind'], Procedure>;

/** Which tasks whoever is signed in may do now. */
export function useMayTask(): (kind: Task['kind']) => boolean {
  const may = useMay();
  // The table says who; whether anything can be written at all is the same for all tasks.
  const writable = useMayChange('vault.info');
  return (kind) => writable && may(PROCEDURES[kind]);
}
