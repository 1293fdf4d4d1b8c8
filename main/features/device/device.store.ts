import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Day } from '../../domain/day.ts';
import { AppError } from '../../domain/error.ts';
import type { DeviceId } from '../../domain/ids.ts';
import { columnWhere, type DeviceFilter, rowWhere, scannedWhere, searchQuery, whereOf } from './device-filter.ts';
import { type DeviceSort, Order } from './device-order.ts';
import { type DeviceRow, deviceRow, type ListingRow, ROW_COLUMNS } from './listing-row.ts';

/** The rows that a filter keeps. */
interface Hits {
  readonly seqs: readonly number[];
  /** By `seq`, true for a hit. */
  readonly marks: Uint8Array;
}

/** Filters whose hits are kept: paging through a list, or sorting it anew, asks for the same ones. */
const KEPT_HITS = 4;
const kept = new WeakMap<SqlConnection, { version: number; readonly hits: Map<string, Hits> }>();

/** The hits of a filter, kept until another connection commits; null when everything is one. */
function hitsOf(sql: SqlConnection, filter: DeviceFilter, today: Day): Hits | null {
  const columns = columnWhere(filter, today);
  const rows = rowWhere(filter, today);
  if (columns.length + rows.length === 0) return null;
  const version = statement<[], number>(sql, 'PRAGMA data_version').pluck().get() ?? 0;
  const known = kept.get(sql);
  const current = known?.version === version ? known : { version, hits: new Map<string, Hits>() };
  kept.set(sql, current);
  const where = whereOf(filter, today);
  const query = filter.search ? searchQuery(filter.search) : null;
  // A search alone is answered by the full-text table, without a look at the register.
  const alone = columns.length === 0 && rows.length === 1 && query !== null && scannedWhere(filter, today) === null;
  const text = alone
    ? 'SELECT rowid FROM "DeviceSearch" WHERE "DeviceSearch" MATCH ?'
    : `SELECT "seq" FROM "DeviceListing" ${where.sql}`;
  const key = `${text} ${JSON.stringify(where.parameters)}`;
  const found = current.hits.get(key) ?? readHits(sql, text, where.parameters);
  current.hits.delete(key);
  current.hits.set(key, found);
  for (const oldest of current.hits.keys()) {
    if (current.hits.size <= KEPT_HITS) break;
    current.hits.delete(oldest);
  }
  return found;
}

function readHits(sql: SqlConnection, text: string, parameters: readonly (string | number)[]): Hits {
  const seqs = statement<(string | number)[], number>(sql, text)
    .pluck()
    .all(...parameters);
  const highest = statement<[], number>(sql, 'SELECT max("seq") FROM "DeviceListing"').pluck().get() ?? 0;
  const marks = new Uint8Array(highest + 1);
  for (const seq of seqs) marks[seq] = 1;
  return { seqs, marks };
}

/** Up to so many hits are read and sorted; of more the first ones are soon met on a walk along the sort's index. */
const SORTED_HITS = 1000;

/**
 * One page of the register and how many rows there are in all. The page is found first, among the hits and along one index,
 * and only its rows are read: rows are ten times as wide as what decides, and each page of the file costs its decryption.
 */
export function listDevices(
  sql: SqlConnection,
  input: { readonly filter: DeviceFilter; readonly sort: DeviceSort; readonly offset: number; readonly limit: number },
  today: Day,
): { total: number; rows: DeviceRow[] } {
  const { filter, sort, offset, limit } = input;
  const order = new Order(sort, today);
  const hits = hitsOf(sql, filter, today);
  const within = (seqs: readonly number[], from: number) =>
    statement<[string, number, number], ListingRow>(
      sql,
      `SELECT ${ROW_COLUMNS} FROM "DeviceListing" WHERE "seq" IN (SELECT value FROM json_each(?)) ORDER BY ${order.byRow} LIMIT ? OFFSET ?`,
    ).all(JSON.stringify(seqs), limit, from);
  const rows =
    hits === null
      ? within(pageOfAll(sql, order, offset, limit), 0)
      : hits.seqs.length <= SORTED_HITS
        ? within(hits.seqs, offset)
        : within(pageAlong(sql, order, hits, offset, limit), 0);
  return { total: hits?.seqs.length ?? countDevices(sql), rows: rows.map((row) => deviceRow(row, today)) };
}

/** Rows of a page of the whole register. */
function pageOfAll(sql: SqlConnection, order: Order, offset: number, limit: number): number[] {
  const page: number[] = [];
  let passed = 0;
  for (const range of order.ranges) {
    const found = statement<[number, number], number>(
      sql,
      `SELECT "seq" FROM "DeviceListing" WHERE ${range} ORDER BY ${order.alongIndex} LIMIT ? OFFSET ?`,
    )
      .pluck()
      .all(limit - page.length, Math.max(0, offset - passed));
    page.push(...found);
    if (page.length === limit) break;
    if (offset > passed) passed += countRange(sql, range);
  }
  return page;
}

function countRange(sql: SqlConnection, range: string): number {
  return statement<[], number>(sql, `SELECT count(*) FROM "DeviceListing" WHERE ${range}`).pluck().get() ?? 0;
}

/** Rows of a page among many hits, by a walk along the index of the sort. */
function pageAlong(sql: SqlConnection, order: Order, { marks }: Hits, offset: number, limit: number): number[] {
  const page: number[] = [];
  let passed = 0;
  for (const range of order.ranges) {
    const text = `SELECT "seq" FROM "DeviceListing" WHERE ${range} ORDER BY ${order.alongIndex}`;
    for (const seq of statement<[], number>(sql, text).pluck().iterate()) {
      if (marks[seq] !== 1) continue;
      passed += 1;
      if (passed > offset) page.push(seq);
      if (page.length === limit) return page;
    }
  }
  return page;
}

function countDevices(sql: SqlConnection): number {
  return statement<[], number>(sql, 'SELECT count(*) FROM "DeviceListing"').pluck().get() ?? 0;
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

/** Devices by filter, by identifier or by tag, with the revisions that they have; and the tags that none has. */
export function chosenDevices(
  sql: SqlConnection,
  asked:
    | { readonly filter: DeviceFilter }
    | { readonly ids: readonly DeviceId[] }
    | { readonly assetTags: readonly string[] },
  today: Day,
): { chosen: { id: DeviceId; revision: number }[]; missing: string[] } {
  const key = 'assetTags' in asked ? 'assetTag' : 'id';
  const wanted =
    'filter' in asked ? matchingDevices(sql, asked.filter, today) : 'ids' in asked ? asked.ids : asked.assetTags;
  const rows = statement<[string], { id: DeviceId; revision: number; key: string }>(
    sql,
    `SELECT d."id", d."revision", value AS "key" FROM json_each(?) JOIN "Device" d ON d."${key}" = value`,
  ).all(JSON.stringify([...new Set(wanted)]));
  const found = new Set(rows.map((row) => row.key));
  return {
    chosen: rows.map(({ id, revision }) => ({ id, revision })),
    missing: 'assetTags' in asked ? asked.assetTags.filter((tag) => !found.has(tag)) : [],
  };
}
