import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Day } from '../../domain/day.ts';
import type { DeviceId, ModelId, TaskId, VendorId } from '../../domain/ids.ts';
import { type Decision, distance, NO_CONTRACT } from './decision.ts';

interface Row {
  readonly id: TaskId;
  readonly title: string;
  readonly dueOn: Day;
  readonly assignee: string | null;
  readonly vendorId: VendorId | null;
  readonly vendor: string | null;
  readonly modelId: ModelId | null;
  readonly model: string | null;
  readonly deviceId: DeviceId | null;
  readonly assetTag: string | null;
}

/** Open tasks that are due until a day, inclusive. One without a day waits on the page of tasks. */
export function taskDecisions(sql: SqlConnection, today: Day, until: Day): Decision[] {
  const rows = statement<[string], Row>(
    sql,
    `SELECT t."id", t."title", t."dueOn", t."assignee", t."vendorId", v."name" AS "vendor", t."modelId", m."name" AS "model", t."deviceId",
       coalesce(d."assetTag", d."serialNumber") AS "assetTag"
     FROM "Task" t LEFT JOIN "Vendor" v ON v."id" = t."vendorId" LEFT JOIN "DeviceModel" m ON m."id" = t."modelId"
     LEFT JOIN "Device" d ON d."id" = t."deviceId" WHERE t."state" = 'open' AND t."dueOn" <= ?`,
  ).all(until);
  return rows.map(({ id, dueOn, assignee, ...about }) => ({
    ...NO_CONTRACT,
    key: `task|${id}`,
    kind: 'task',
    by: dueOn,
    ...distance(dueOn, today),
    band: null,
    devices: about.deviceId === null ? 0 : 1,
    limitedBy: null,
    endsOn: null,
    leadMonths: null,
    ...about,
    taskId: id,
    owner: assignee,
  }));
}
