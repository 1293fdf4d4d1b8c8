import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import { WATCHED_STATUSES } from '../../domain/device.ts';

interface NameRow {
  readonly name: string;
  readonly edition: string | null;
  readonly releaseKey: string | null;
}

/** The names under which components of the register are each of the releases. */
export function namesByRelease(sql: SqlConnection, catalogue: Catalogue): ReadonlyMap<string, readonly NameRow[]> {
  const names = statement<[], NameRow>(
    sql,
    'SELECT DISTINCT "label" AS "name", "edition", "releaseKey" FROM "Component"',
  ).all();
  const result = new Map<string, NameRow[]>();
  for (const row of names) {
    const match = catalogue.identify(row);
    if (match.kind !== 'release') continue;
    const known = result.get(match.release.key);
    if (known) known.push(row);
    else result.set(match.release.key, [row]);
  }
  return result;
}

const SAME_SLOT = `CASE c."kind" WHEN 'operating_system' THEN o."kind" = 'operating_system'
  ELSE o."kind" = c."kind" AND lower(o."label") = lower(c."label") END`;
const IN_USE = `d."status" IN (${WATCHED_STATUSES.map((status) => `'${status}'`).join(', ')})`;

/**
 * Devices in use that run a component of one of the names, by release. What is recorded nearer to a device stands in for what
 * is recorded further away, as in `effectiveComponents` (main/features/device/facts.ts).
 */
export function devicesByRelease(
  sql: SqlConnection,
  names: ReadonlyMap<string, readonly NameRow[]>,
): ReadonlyMap<string, number> {
  if (names.size === 0) return new Map();
  const wanted = [...names].flatMap(([key, rows]) => rows.map((row) => ({ key, ...row })));
  const rows = statement<[string], { key: string; devices: number }>(sql, COUNT).all(JSON.stringify(wanted));
  return new Map(rows.map(({ key, devices }) => [key, devices]));
}

const COUNT = `WITH named AS MATERIALIZED (
    SELECT w.value ->> 'key' AS "key", c.* FROM json_each(?) w JOIN "Component" c ON c."label" = w.value ->> 'name'
      AND c."edition" IS w.value ->> 'edition' AND c."releaseKey" IS w.value ->> 'releaseKey')
  SELECT "key", count(*) AS "devices" FROM (
    SELECT c."key", d."id" FROM named c JOIN "Device" d ON d."id" = c."deviceId" WHERE ${IN_USE}
    UNION
    SELECT c."key", d."id" FROM named c JOIN "Device" d ON d."softwareVersionId" = c."softwareVersionId" WHERE ${IN_USE}
      AND NOT EXISTS (SELECT 1 FROM "Component" o WHERE o."deviceId" = d."id" AND ${SAME_SLOT})
    UNION
    SELECT c."key", d."id" FROM named c JOIN "Device" d ON d."modelId" = c."modelId" WHERE ${IN_USE}
      AND NOT EXISTS (SELECT 1 FROM "Component" o WHERE o."deviceId" = d."id" AND ${SAME_SLOT})
      AND NOT EXISTS (SELECT 1 FROM "Component" o WHERE o."softwareVersionId" = d."softwareVersionId" AND ${SAME_SLOT}))
  GROUP BY "key"`;
