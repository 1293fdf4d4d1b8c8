import { type SqlConnection, statement } from '../../data/connection.ts';
import { addDays, type Day, daysBetween, type Precision } from '../../domain/day.ts';
import type { ModelId, VendorId } from '../../domain/ids.ts';
import { type Decision, distance, NO_CONTRACT } from './decision.ts';

/** A vendor's date that moved is news for so long. */
const MOVE_NEWS_DAYS = 30;

interface MoveRow {
  readonly modelId: string;
  readonly model: string;
  readonly vendorId: string;
  readonly vendor: string;
  readonly kind: string;
  readonly before: Day;
  readonly after: Day;
  readonly precision: Precision;
  readonly on: string;
  readonly devices: number;
}

/** Support dates of models that moved earlier lately (domain.md E6). */
export function movedDates(sql: SqlConnection, today: Day): Decision[] {
  const rows = statement<[string], MoveRow>(
    sql,
    `SELECT n."modelId", m."name" AS "model", m."vendorId", v."name" AS "vendor", n."kind", o."onDay" AS "before", n."onDay" AS "after", n."precision",
       substr(n."createdAt", 1, 10) AS "on", (SELECT count(*) FROM "Device" d WHERE d."modelId" = m."id") AS "devices"
     FROM "Milestone" n JOIN "DeviceModel" m ON m."id" = n."modelId" JOIN "Vendor" v ON v."id" = m."vendorId"
     JOIN "Milestone" o ON o."id" = (SELECT max(p."id") FROM "Milestone" p WHERE p."modelId" = n."modelId" AND p."kind" = n."kind"
       AND p."softwareVersionId" IS n."softwareVersionId" AND p."deviceId" IS n."deviceId" AND p."id" < n."id")
     WHERE substr(n."createdAt", 1, 10) >= ? AND n."onDay" < o."onDay"
       AND n."kind" IN ('end_of_security_support', 'end_of_support', 'end_of_guaranteed_support')`,
  ).all(addDays(today, -MOVE_NEWS_DAYS));
  return rows.map((row) => ({
    ...NO_CONTRACT,
    key: `moved|${row.modelId}|${row.kind}|${row.after}`,
    kind: 'vendor_date_moved',
    by: addDays(row.on as Day, MOVE_NEWS_DAYS),
    ...distance(addDays(row.on as Day, MOVE_NEWS_DAYS), today),
    band: null,
    devices: row.devices,
    deviceId: null,
    assetTag: null,
    modelId: row.modelId as ModelId,
    model: row.model,
    vendorId: row.vendorId as VendorId,
    vendor: row.vendor,
    limitedBy: null,
    endsOn: { on: row.after, precision: row.precision },
    leadMonths: null,
    movedDays: daysBetween(row.before, row.after),
  }));
}
