import { type SqlConnection, statement } from '../data/connection.ts';
import type { DeviceId, VendorId } from '../domain/ids.ts';
import { deviceCommands } from '../features/device/device.handlers.ts';
import { vendorCommands } from '../features/vendor/vendor.handlers.ts';
import type { Executor } from './executor.ts';

interface Found<Id> {
  readonly id: Id;
  readonly revision: number;
}

/**
 * What somebody changed last in the sample hospital, so that there is something to take back: notes only, from which no date,
 * count or state follows.
 */
export async function editSample(executor: Executor, sql: SqlConnection): Promise<void> {
  const vendor = statement<[], Found<VendorId>>(
    sql,
    'SELECT "id", "revision" FROM "Vendor" WHERE "notes" IS NULL ORDER BY "name" LIMIT 1',
  ).get();
  if (vendor)
    await executor.command('vendor.update', vendorCommands.update, {
      ...vendor,
      changes: { notes: 'Answers faster by telephone than by mail.' },
    });
  const device = statement<[], Found<DeviceId>>(
    sql,
    `SELECT "id", "revision" FROM "Device" WHERE "notes" IS NULL AND "status" = 'in_service' ORDER BY "assetTag" LIMIT 1`,
  ).get();
  if (device)
    await executor.command('device.update', deviceCommands.update, {
      ...device,
      changes: { notes: 'Battery replaced by our own workshop.' },
      twoDevices: false,
    });
}
