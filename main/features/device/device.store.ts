import type { z } from 'zod';
import type { DEVICE_SORTS, deviceFilterSchema, deviceRowSchema } from '../../contract/device.ts';
import type { supportReportRowSchema } from '../../contract/support.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import { BANDS, type Band, bandLimits, bandOf, daysLeft, type SupportDates } from '../../domain/band.ts';
import type { Day, Precision } from '../../domain/day.ts';
import type { DeviceStatus } from '../../domain/device.ts';
import { AppError } from '../../domain/error.ts';
import type { DeviceId, ModelId } from '../../domain/ids.ts';
import type { Stage } from '../../domain/model.ts';
import type { LimitKind } from '../../domain/support.ts';

export type DeviceFilter = z.output<typeof deviceFilterSchema>;
export type DeviceSort = { readonly by: (typeof DEVICE_SORTS)[number]; readonly descending: boolean };
type DeviceRow = z.input<typeof deviceRowSchema>;
type ReportRow = z.input<typeof supportReportRowSchema>;

interface ListingRow {
  readonly deviceId: string;
  readonly modelId: string;
  readonly assetTag: string;
  readonly serialNumber: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly deviceType: string;
  readonly softwareVersion: string;
  readonly department: string;
  readonly location: string;
  readonly status: DeviceStatus;
  readonly support: 'dated' | 'ended' | 'infinite' | 'unknown' | 'not_tracked';
  readonly endsFrom: Day | null;
  readonly endsUntil: Day | null;
  readonly precision: Precision | null;
  readonly technicalOn: Day | null;
  readonly coverageOn: Day | null;
  readonly limitKind: LimitKind | null;
  readonly limitName: string | null;
  readonly limitRenewable: number;
  readonly stage: Stage | null;
  readonly actByOn: Day | null;
  readonly reasons: string;
}

const ROW_COLUMNS =
  '"deviceId", "modelId", "assetTag", "serialNumber", "manufacturer", "model", "deviceType", "softwareVersion", "department", "location", "status", "support", "endsFrom", "endsUntil", "precision", "technicalOn", "coverageOn", "limitKind", "limitName", "limitRenewable", "stage", "actByOn"';

/** Each sort is one index; equal rows come by asset tag. */
const SORT_COLUMNS: Readonly<Record<DeviceSort['by'], readonly string[]>> = {
  assetTag: ['assetTag'],
  serialNumber: ['serialNumber', 'assetTag'],
  manufacturer: ['manufacturer', 'model', 'assetTag'],
  model: ['model', 'assetTag'],
  department: ['department', 'assetTag'],
  support: ['supportKey', 'assetTag'],
  actBy: ['actByKey', 'assetTag'],
  status: ['status', 'assetTag'],
};

interface Where {
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
}

/** The band of a row in SQL, for counting and filtering; the same rule as domain/band.ts, held together by a test. */
export function bandSql(today: Day): string {
  const limits = bandLimits(today).map(({ band, until }) => `WHEN "endsFrom" <= '${until}' THEN '${band}'`);
  return `CASE WHEN "support" = 'not_tracked' THEN 'not_tracked' WHEN "support" = 'ended' OR "endsUntil" < '${today}' THEN 'unsupported'
    WHEN "support" = 'unknown' THEN 'unknown' WHEN "endsFrom" IS NULL THEN 'supported' ${limits.join(' ')} ELSE 'supported' END`;
}

/** What a person typed, as a full-text query: every word must begin a word of the device. Null when nothing is asked. */
export function searchQuery(text: string): string | null {
  const words =
    text
      .normalize('NFKC')
      .match(/[\p{Letter}\p{Number}]+/gu)
      ?.slice(0, 12) ?? [];
  return words.length === 0 ? null : words.map((word) => `"${word}"*`).join(' ');
}

function oneOf(column: string, values: readonly string[] | undefined): Where[] {
  if (!values || values.length === 0) return [];
  return [{ sql: `"${column}" IN (${values.map(() => '?').join(', ')})`, parameters: values }];
}

function whereOf(filter: DeviceFilter, today: Day): Where {
  const query = filter.search ? searchQuery(filter.search) : null;
  const parts: Where[] = [
    ...oneOf('status', filter.status),
    ...oneOf('manufacturer', filter.manufacturer),
    ...oneOf('model', filter.model),
    ...oneOf('department', filter.department),
    ...oneOf('limitKind', filter.limitKind),
    ...oneOf('modelId', filter.modelId && [filter.modelId]),
    ...oneOf('vendorId', filter.vendorId && [filter.vendorId]),
    ...oneOf('limitName', filter.limitName === undefined ? undefined : [filter.limitName]),
  ];
  if (filter.band && filter.band.length > 0) {
    parts.push({ sql: `${bandSql(today)} IN (${filter.band.map(() => '?').join(', ')})`, parameters: filter.band });
  }
  if (filter.contractId) {
    parts.push({
      sql: '"deviceId" IN (SELECT "deviceId" FROM "ContractLine" WHERE "contractId" = ?)',
      parameters: [filter.contractId],
    });
  }
  if (query !== null) {
    parts.push({
      sql: '"seq" IN (SELECT rowid FROM "DeviceSearch" WHERE "DeviceSearch" MATCH ?)',
      parameters: [query],
    });
  } else if (filter.search?.trim()) {
    parts.push({ sql: '0', parameters: [] });
  }
  return {
    sql: parts.length === 0 ? '' : `WHERE ${parts.map(({ sql }) => sql).join(' AND ')}`,
    parameters: parts.flatMap(({ parameters }) => parameters),
  };
}

/** One page of the register and how many rows there are in all. */
export function listDevices(
  sql: SqlConnection,
  input: { readonly filter: DeviceFilter; readonly sort: DeviceSort; readonly offset: number; readonly limit: number },
  today: Day,
): { total: number; rows: DeviceRow[] } {
  const where = whereOf(input.filter, today);
  const direction = input.sort.descending ? 'DESC' : 'ASC';
  const order = SORT_COLUMNS[input.sort.by].map((column) => `"${column}" ${direction}`).join(', ');
  const total = countDevices(sql, where);
  // The page is found in the index alone; only its rows are read.
  const rows = statement<(string | number)[], ListingRow>(
    sql,
    `SELECT ${ROW_COLUMNS} FROM "DeviceListing" JOIN (SELECT "seq" AS "page" FROM "DeviceListing" ${where.sql} ORDER BY ${order}, "seq" LIMIT ? OFFSET ?) ON "page" = "seq" ORDER BY ${order}, "seq"`,
  ).all(...where.parameters, input.limit, input.offset);
  return { total, rows: rows.map((row) => deviceRow(row, today)) };
}

function countDevices(sql: SqlConnection, where: Where): number {
  return (
    statement<(string | number)[], { n: number }>(sql, `SELECT count(*) AS n FROM "DeviceListing" ${where.sql}`).get(
      ...where.parameters,
    )?.n ?? 0
  );
}

/** The first few devices that a search finds, best by order of recording. */
export function searchDevices(
  sql: SqlConnection,
  text: string,
  limit: number,
): { id: string; assetTag: string; serialNumber: string; manufacturer: string; model: string; department: string }[] {
  const query = searchQuery(text);
  if (query === null) return [];
  return statement<
    [string, number],
    { id: string; assetTag: string; serialNumber: string; manufacturer: string; model: string; department: string }
  >(
    sql,
    `SELECT l."deviceId" AS id, l."assetTag", l."serialNumber", l."manufacturer", l."model", l."department"
     FROM (SELECT rowid AS hit FROM "DeviceSearch" WHERE "DeviceSearch" MATCH ? LIMIT ?) JOIN "DeviceListing" l ON l."seq" = hit`,
  ).all(query, limit);
}

/** How many devices stand in each band; bands without devices are left out. */
export function bandCounts(sql: SqlConnection, today: Day, filter: DeviceFilter = {}): Partial<Record<Band, number>> {
  const where = whereOf(filter, today);
  const rows = statement<(string | number)[], { band: Band; n: number }>(
    sql,
    `SELECT ${bandSql(today)} AS band, count(*) AS n FROM "DeviceListing" ${where.sql} GROUP BY 1`,
  ).all(...where.parameters);
  const counts = new Map(rows.map(({ band, n }) => [band, n]));
  return Object.fromEntries(BANDS.flatMap((band) => (counts.has(band) ? [[band, counts.get(band) ?? 0]] : [])));
}

/** Values of a column with counts, most frequent first. */
export function facet(
  sql: SqlConnection,
  column: 'manufacturer' | 'department' | 'limitKind' | 'status',
  filter: DeviceFilter,
  today: Day,
) {
  const where = whereOf(filter, today);
  const clause = where.sql === '' ? 'WHERE' : `${where.sql} AND`;
  return statement<(string | number)[], { value: string; count: number }>(
    sql,
    `SELECT "${column}" AS value, count(*) AS count FROM "DeviceListing" ${clause} "${column}" IS NOT NULL AND "${column}" <> '' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 200`,
  ).all(...where.parameters);
}

/** Every device for the support report, by the day on which someone must act. */
export function* reportRows(sql: SqlConnection, today: Day): Generator<ReportRow> {
  const limits = bandLimits(today);
  const parsed = new Map<string, ReportRow['reasons']>();
  const rows = statement<[], ListingRow>(
    sql,
    `SELECT ${ROW_COLUMNS}, "reasons" FROM "DeviceListing" ORDER BY "actByKey", "assetTag", "seq"`,
  );
  for (const row of rows.iterate()) {
    const dates = supportDates(row);
    const reasons = parsed.get(row.reasons) ?? (JSON.parse(row.reasons) as ReportRow['reasons']);
    parsed.set(row.reasons, reasons);
    const band = bandOf(dates, today, limits);
    yield {
      deviceId: row.deviceId as DeviceId,
      assetTag: row.assetTag,
      serialNumber: row.serialNumber,
      manufacturer: row.manufacturer,
      model: row.model,
      department: row.department,
      status: row.status,
      band,
      stage: row.stage,
      effectiveEnd: band === 'unknown' || band === 'not_tracked' ? null : row.endsFrom,
      precision: row.precision,
      daysLeft: daysLeft(dates, today),
      limitedBy: limitOf(row),
      technicalEnd: row.technicalOn,
      coverageEnd: row.coverageOn,
      reasons,
    };
  }
}

function limitOf(row: ListingRow): ReportRow['limitedBy'] {
  return row.limitKind === null
    ? null
    : { kind: row.limitKind, name: row.limitName ?? '', renewable: row.limitRenewable === 1 };
}

function supportDates(row: ListingRow): SupportDates {
  return {
    tracked: row.support !== 'not_tracked',
    complete: row.support !== 'unknown',
    ended: row.support === 'ended',
    endsFrom: row.endsFrom,
    endsUntil: row.endsUntil,
  };
}

function deviceRow(row: ListingRow, today: Day): DeviceRow {
  const dates = supportDates(row);
  const band = bandOf(dates, today);
  const settled = band !== 'unknown' && band !== 'not_tracked';
  return {
    id: row.deviceId as DeviceId,
    assetTag: row.assetTag,
    serialNumber: row.serialNumber,
    manufacturer: row.manufacturer,
    model: row.model,
    modelId: row.modelId as ModelId,
    deviceType: row.deviceType,
    softwareVersion: row.softwareVersion,
    department: row.department,
    location: row.location,
    status: row.status,
    support: {
      band,
      stage: row.stage,
      effectiveEnd: settled && row.endsFrom !== null ? { on: row.endsFrom, precision: row.precision ?? 'day' } : null,
      unlimited: row.support === 'infinite',
      daysLeft: daysLeft(dates, today),
      notLaterThan: band === 'unknown' ? row.endsUntil : null,
      limitedBy: limitOf(row),
      technicalEnd: row.technicalOn,
      coverageEnd: row.coverageOn,
      actBy: row.actByOn,
    },
  };
}

/** The id of the device with an asset tag. @throws AppError `not_found` */
export function deviceIdByTag(sql: SqlConnection, assetTag: string): DeviceId {
  const row = statement<[string], { id: string }>(sql, 'SELECT "id" FROM "Device" WHERE "assetTag" = ?').get(assetTag);
  if (!row) throw new AppError('not_found', { noun: 'device', id: assetTag });
  return row.id as DeviceId;
}

/** Ids of all devices that a filter keeps. */
export function matchingDevices(sql: SqlConnection, filter: DeviceFilter, today: Day): string[] {
  const where = whereOf(filter, today);
  return statement<(string | number)[], { deviceId: string }>(
    sql,
    `SELECT "deviceId" FROM "DeviceListing" ${where.sql}`,
  )
    .all(...where.parameters)
    .map(({ deviceId }) => deviceId);
}
