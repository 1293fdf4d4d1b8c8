import { type SqlConnection, statement } from '../../data/connection.ts';
import { addDays, type Day, daysBetween, type Precision } from '../../domain/day.ts';
import type { DeviceId, ModelId, VendorId } from '../../domain/ids.ts';
import { type Decision, distance, NO_CONTRACT } from './decision.ts';

/** A vendor's date that moved is news for so long. */
const MOVE_NEWS_DAYS = 30;

interface MoveRow {
  readonly modelId: string;
  readonly kind: string;
  /** Set for a date of one version. */
  readonly softwareVersionId: string | null;
  readonly model: string;
  readonly vendorId: string;
  readonly vendor: string;
  readonly before: Day;
  readonly after: Day;
  readonly precision: Precision;
  readonly on: Day;
  readonly devices: number;
  /** Set for a date of one device. */
  readonly deviceId: DeviceId | null;
  readonly assetTag: string | null;
}

/**
 * Support dates that moved earlier lately (domain.md E6): what holds now against what held before the news. A date that moved
 * several times in these days is one line, and one that came back to where it was is none. Devices of a model that have dates of
 * their own are one line too, told by the one that ends first.
 */
export function movedDates(sql: SqlConnection, today: Day): Decision[] {
  return [...Map.groupBy(moves(sql, today), keyOf)].flatMap(([key, ofScope]): Decision[] => {
    const [row] = ofScope;
    if (row === undefined) return [];
    const single = ofScope.length === 1;
    const by = addDays(row.on, MOVE_NEWS_DAYS);
    return [
      {
        ...NO_CONTRACT,
        key,
        kind: 'vendor_date_moved',
        by,
        ...distance(by, today),
        band: null,
        devices: ofScope.reduce((sum, { devices }) => sum + devices, 0),
        deviceId: single ? row.deviceId : null,
        assetTag: single ? row.assetTag : null,
        modelId: row.modelId as ModelId,
        model: row.model,
        vendorId: row.vendorId as VendorId,
        vendor: row.vendor,
        limitedBy: null,
        endsOn: { on: row.after, precision: row.precision },
        leadMonths: null,
        movedDays: daysBetween(row.before, row.after),
      },
    ];
  });
}

/** The condition of the register's rows that a line of {@link movedDates} tells of: devices of a model, of a version, or single ones. */
export function movedDevices(
  sql: SqlConnection,
  { key, modelId }: Decision,
  today: Day,
): { readonly where: string; readonly parameters: readonly (string | null)[] } {
  const ofKey = moves(sql, today).filter((move) => keyOf(move) === key);
  const single = ofKey.flatMap(({ deviceId }) => deviceId ?? []);
  if (single.length > 0)
    return { where: '"deviceId" IN (SELECT value FROM json_each(?))', parameters: [JSON.stringify(single)] };
  const versionId = ofKey[0]?.softwareVersionId ?? null;
  if (versionId === null) return { where: '"modelId" = ?', parameters: [modelId] };
  const running = 'SELECT "id" FROM "Device" WHERE "modelId" = ? AND "softwareVersionId" = ?';
  return { where: `"deviceId" IN (${running})`, parameters: [modelId, versionId] };
}

/** Moves of single devices of a model share a line. */
function keyOf({ modelId, kind, softwareVersionId, deviceId }: MoveRow): string {
  return ['vendor_date_moved', modelId, kind, softwareVersionId ?? '', deviceId === null ? '' : 'devices'].join('|');
}

function moves(sql: SqlConnection, today: Day): MoveRow[] {
  const from = addDays(today, -MOVE_NEWS_DAYS);
  return statement<[string], MoveRow>(
    sql,
    `WITH "news" AS (SELECT "modelId", "kind", "softwareVersionId", "deviceId", max("id") AS "last", min("id") FILTER (WHERE "onDay" IS NOT NULL) AS "first"
         FROM "Milestone" WHERE substr("createdAt", 1, 10) >= ? AND "kind" IN ('end_of_security_support', 'end_of_support', 'end_of_guaranteed_support')
         GROUP BY 1, 2, 3, 4),
       "moves" AS (SELECT n."last", coalesce((SELECT max(p."id") FROM "Milestone" p WHERE p."modelId" = n."modelId" AND p."kind" = n."kind"
         AND p."softwareVersionId" IS n."softwareVersionId" AND p."deviceId" IS n."deviceId" AND p."onDay" IS NOT NULL AND p."id" < n."first"), n."first") AS "before" FROM "news" n)
     SELECT a."kind", a."softwareVersionId", a."deviceId", coalesce(d."assetTag", d."serialNumber") AS "assetTag",
       a."modelId", m."name" AS "model", m."vendorId", v."name" AS "vendor", b."onDay" AS "before", a."onDay" AS "after", a."precision",
       substr(a."createdAt", 1, 10) AS "on",
       CASE WHEN a."deviceId" IS NOT NULL THEN 1 ELSE (SELECT count(*) FROM "Device" e WHERE e."modelId" = a."modelId"
         AND (a."softwareVersionId" IS NULL OR e."softwareVersionId" = a."softwareVersionId")) END AS "devices"
     FROM "moves" x JOIN "Milestone" a ON a."id" = x."last" JOIN "Milestone" b ON b."id" = x."before"
     JOIN "DeviceModel" m ON m."id" = a."modelId" JOIN "Vendor" v ON v."id" = m."vendorId"
     LEFT JOIN "Device" d ON d."id" = a."deviceId" WHERE a."onDay" < b."onDay" ORDER BY a."onDay", a."id"`,
  ).all(from);
}
