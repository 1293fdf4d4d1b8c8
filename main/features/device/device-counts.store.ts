import type { LEGACY_WORDS } from '../../contract/legacy.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import { BANDS, type Band } from '../../domain/band.ts';
import type { Day } from '../../domain/day.ts';
import { bandSql, type DeviceFilter, whereOf } from './device-filter.ts';

/** How many devices people judged so. Of those of which nobody has said anything, there are the others of `total`. */
export function legacyCounts(sql: SqlConnection, filter: DeviceFilter, today: Day, total: number) {
  const count = (word: (typeof LEGACY_WORDS)[number]) => {
    const where = whereOf({ ...filter, legacy: [word] }, today);
    return (
      statement<(string | number)[], number>(sql, `SELECT count(*) FROM "DeviceListing" ${where.sql}`)
        .pluck()
        .get(...where.parameters) ?? 0
    );
  };
  const [legacy, not] = [count('legacy'), count('not_legacy')];
  return [
    { value: 'legacy' as const, count: legacy },
    { value: 'not_legacy' as const, count: not },
    { value: 'not_judged' as const, count: total - legacy - not },
  ].filter((one) => one.count > 0);
}

/** How many devices stand in each band; bands without devices are left out. */
export function bandCounts(sql: SqlConnection, today: Day, filter: DeviceFilter = {}): Partial<Record<Band, number>> {
  const where = whereOf(filter, today);
  const rows = statement<(string | number)[], { band: Band; n: number }>(
    sql,
    `SELECT ${bandSql(filter.bandAsOf ?? today)} AS band, count(*) AS n FROM "DeviceListing" ${where.sql} GROUP BY 1`,
  ).all(...where.parameters);
  const counts = new Map(rows.map(({ band, n }) => [band, n]));
  return Object.fromEntries(BANDS.flatMap((band) => (counts.has(band) ? [[band, counts.get(band) ?? 0]] : [])));
}

/** Values of a column with counts, most frequent first. */
export function facet(
  sql: SqlConnection,
  column: 'manufacturer' | 'model' | 'department' | 'limitKind' | 'status',
  filter: DeviceFilter,
  today: Day,
) {
  const where = whereOf(filter, today);
  // The index knows the model of each device; what the model says is asked once for all its devices.
  const counted =
    column === 'manufacturer' || column === 'model'
      ? `SELECT ${column === 'model' ? 'm' : 'v'}."name" AS value, sum(n) AS count FROM (SELECT "modelId" AS id, count(*) AS n FROM "DeviceListing" ${where.sql} GROUP BY 1)
         JOIN "DeviceModel" m USING ("id") JOIN "Vendor" v ON v."id" = m."vendorId" GROUP BY 1`
      : `SELECT "${column}" AS value, count(*) AS count FROM "DeviceListing" ${where.sql} GROUP BY 1`;
  return statement<(string | number)[], { value: string; count: number }>(
    sql,
    `SELECT value, count FROM (${counted}) WHERE value <> '' ORDER BY count DESC, value LIMIT 200`,
  ).all(...where.parameters);
}
