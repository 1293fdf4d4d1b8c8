import type { z } from 'zod';
import type { DEVICE_SORTS, deviceRowSchema } from '../../contract/device.ts';
import type { deviceFilterSchema } from '../../contract/device-filter.ts';
import type { LEGACY_WORDS } from '../../contract/legacy.ts';
import type { supportReportRowSchema } from '../../contract/support.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import { BANDS, type Band, bandLimits, bandOf, daysLeft, type SupportDates } from '../../domain/band.ts';
import { addDays, type Day, type Precision } from '../../domain/day.ts';
import type { DeviceStatus } from '../../domain/device.ts';
import { AppError } from '../../domain/error.ts';
import type { DeviceId, ModelId } from '../../domain/ids.ts';
import type { Stage } from '../../domain/model.ts';
import type { LimitKind } from '../../domain/support.ts';
import { readUdi } from '../../domain/udi/udi.ts';
import { identifierWhere } from '../udi/udi.store.ts';
import { DAY_BEFORE_TODAY, storedDay } from './stored-day.ts';

export type DeviceFilter = z.output<typeof deviceFilterSchema>;
export type DeviceSort = { readonly by: (typeof DEVICE_SORTS)[number]; readonly descending: boolean };
type DeviceRow = z.input<typeof deviceRowSchema>;
/** A row of the support report. `endsUntil` is the last day that the end can mean, in which pictures are interested. */
export type ReportRow = z.input<typeof supportReportRowSchema> & { readonly endsUntil: Day | null };

export interface ListingRow {
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

/**
 * The order of a sort. Where cover has lapsed, the day before today is not in the index: such rows stand first there, and are
 * walked through between those that ended before today and the others.
 */
class Order {
  /** For rows that are sorted when they are read. */
  readonly byRow: string;
  /** For a walk along the index, range by range. */
  readonly alongIndex: string;
  readonly ranges: readonly string[];

  constructor({ by, descending }: DeviceSort, today: Day) {
    const columns = SORT_COLUMNS[by];
    const direction = descending ? 'DESC' : 'ASC';
    const text = (names: readonly string[]) => [...names.map((name) => `${name} ${direction}`), '"seq"'].join(', ');
    const [first = '', ...others] = columns.map((column) => `"${column}"`);
    this.alongIndex = text([first, ...others]);
    if (by !== 'support' && by !== 'actBy') {
      this.byRow = this.alongIndex;
      this.ranges = ['1'];
      return;
    }
    const yesterday = addDays(today, -1);
    this.byRow = text([`CASE ${first} WHEN '${DAY_BEFORE_TODAY}' THEN '${yesterday}' ELSE ${first} END`, ...others]);
    const ranges = [
      `${first} > '${DAY_BEFORE_TODAY}' AND ${first} < '${today}'`,
      `${first} = '${DAY_BEFORE_TODAY}'`,
      `${first} >= '${today}'`,
    ];
    this.ranges = descending ? ranges.reverse() : ranges;
  }
}

interface Where {
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
}

/** The index that holds every column which filters look at, named where a guess of SQLite's would read the rows. */
const BY_FILTER = 'INDEXED BY "DeviceListing_filter"';

/** The band of a row in SQL, for counting and filtering; the same rule as domain/band.ts, held together by a test. */
export function bandSql(today: Day): string {
  const limits = bandLimits(today).map(({ band, until }) => `WHEN "endsFrom" <= '${until}' THEN '${band}'`);
  return `CASE WHEN "support" = 'not_tracked' THEN 'not_tracked' WHEN "support" = 'ended' OR "endsUntil" < '${today}' THEN 'unsupported'
    WHEN "support" = 'unknown' THEN 'unknown' WHEN "endsFrom" IS NULL THEN 'supported' ${limits.join(' ')} ELSE 'supported' END`;
}

/** Letters to us and signs between words to SQLite's older Unicode: signs of New Tai Lue and Vedic Sanskrit. */
const WORD = /[[\p{Letter}\p{Number}]--[\u19b0-\u19c0\u19c8\u19c9\u1cf2\u1cf3]]+/gv;

/** What a person typed, as a full-text query: every word must begin a word of the device. Null when nothing is asked. */
export function searchQuery(text: string): string | null {
  const words = text.normalize('NFKC').match(WORD)?.slice(0, 12) ?? [];
  return words.length === 0 ? null : words.map((word) => `"${word}"*`).join(' ');
}

const places = (values: readonly unknown[]) => values.map(() => '?').join(', ');

function oneOf(column: string, values: readonly string[] | undefined): Where[] {
  if (!values || values.length === 0) return [];
  return [{ sql: `"${column}" IN (${places(values)})`, parameters: values }];
}

/** What the model says of all its devices is asked of the few models, and the index leads from them to their devices. */
function modelWhere(filter: DeviceFilter): Where[] {
  const parts = [
    ...oneOf('v"."name', filter.manufacturer),
    ...oneOf('m"."name', filter.model),
    ...oneOf('v"."id', filter.vendorId && [filter.vendorId]),
    ...oneOf('m"."id', filter.modelId && [filter.modelId]),
  ];
  if (parts.length === 0) return [];
  const { sql, parameters } = joined(parts);
  const models = `SELECT m."id" FROM "DeviceModel" m JOIN "Vendor" v ON v."id" = m."vendorId" WHERE ${sql}`;
  return [{ sql: `"modelId" IN (${models})`, parameters }];
}

function joined(parts: readonly Where[]): Where {
  return {
    sql: parts.map(({ sql }) => sql).join(' AND '),
    parameters: parts.flatMap(({ parameters }) => parameters),
  };
}

/** The conditions on the columns of {@link BY_FILTER}. */
function columnWhere(filter: DeviceFilter, today: Day): Where[] {
  const bands = filter.band ?? [];
  return [
    ...modelWhere(filter),
    ...oneOf('status', filter.status),
    ...oneOf('department', filter.department),
    ...oneOf('limitKind', filter.limitKind),
    ...oneOf('limitName', filter.limitName === undefined ? undefined : [filter.limitName]),
    ...(bands.length === 0
      ? []
      : [{ sql: `${bandSql(filter.bandAsOf ?? today)} IN (${places(bands)})`, parameters: bands }]),
  ];
}

/** The judgement that holds of each device, or of each model: the one that was recorded last. */
const newestJudgement = (of: 'deviceId' | 'modelId') =>
  `SELECT "${of}" AS "id", "legacy" FROM "LegacyJudgement" WHERE "id" IN (SELECT max("id") FROM "LegacyJudgement" WHERE "${of}" IS NOT NULL GROUP BY "${of}")`;

/** The condition that people judged a device so. They judge few, so it goes from judgements to devices, its own before its model's. */
function judgedSql(word: (typeof LEGACY_WORDS)[number]): string {
  const [ofDevice, ofModel] = [newestJudgement('deviceId'), newestJudgement('modelId')];
  if (word === 'not_judged')
    return `NOT ("deviceId" IN (SELECT "id" FROM (${ofDevice})) OR "modelId" IN (SELECT "id" FROM (${ofModel})))`;
  const said = word === 'legacy' ? 1 : 0;
  return `("deviceId" IN (SELECT "id" FROM (${ofDevice}) WHERE "legacy" = ${said})
    OR ("modelId" IN (SELECT "id" FROM (${ofModel}) WHERE "legacy" = ${said}) AND "deviceId" NOT IN (SELECT "id" FROM (${ofDevice}))))`;
}

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

/** The conditions of a filter as rows that it names: a search, a contract, an exception, a judgement. */
function rowWhere(filter: DeviceFilter, today: Day): Where[] {
  const parts: Where[] = [];
  if (filter.contractId) {
    const lines = 'SELECT "deviceId" FROM "ContractLine" WHERE "contractId" = ?';
    parts.push({
      sql: `"seq" IN (SELECT "seq" FROM "DeviceListing" WHERE "deviceId" IN (${lines}))`,
      parameters: [filter.contractId],
    });
  }
  if (filter.exceptionId) {
    const devices = 'SELECT "deviceId" FROM "ExceptionDevice" WHERE "exceptionId" = ?';
    parts.push({
      sql: `"seq" IN (SELECT "seq" FROM "DeviceListing" WHERE "deviceId" IN (${devices}))`,
      parameters: [filter.exceptionId],
    });
  }
  if (filter.legacy?.length) {
    const judged = filter.legacy.map(judgedSql).join(' OR ');
    parts.push({ sql: `"seq" IN (SELECT "seq" FROM "DeviceListing" WHERE ${judged})`, parameters: [] });
  }
  const query = filter.search ? searchQuery(filter.search) : null;
  const scanned = scannedWhere(filter, today);
  if (query !== null) {
    const found = '"seq" IN (SELECT rowid FROM "DeviceSearch" WHERE "DeviceSearch" MATCH ?)';
    if (scanned === null) parts.push({ sql: found, parameters: [query] });
    else parts.push({ sql: `(${found} OR ${scanned.sql})`, parameters: [query, ...scanned.parameters] });
  } else if (filter.search?.trim()) {
    parts.push({ sql: '0', parameters: [] });
  }
  return parts;
}

/** What a search means besides its words, when somebody scanned a device identifier into it. */
function scannedWhere({ search }: DeviceFilter, today: Day): Where | null {
  const reading = search ? readUdi(search, today) : null;
  if (reading === null || 'problem' in reading || reading.udi.di === null) return null;
  return identifierWhere(reading.udi.di, reading.udi.serial);
}

/** Where the rows of a filter come from: the tables and conditions behind a SELECT. */
export function whereOf(filter: DeviceFilter, today: Day): Where {
  const columns = columnWhere(filter, today);
  const parts = [...columns, ...rowWhere(filter, today)];
  const { sql, parameters } = joined(parts);
  return { sql: `${columns.length > 0 ? BY_FILTER : ''} ${parts.length > 0 ? `WHERE ${sql}` : ''}`, parameters };
}

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

type ReportListingRow = ListingRow & { readonly stateId: number };

function* reportOrder(sql: SqlConnection, today: Day): Generator<ReportListingRow> {
  const order = new Order({ by: 'actBy', descending: false }, today);
  for (const range of order.ranges) {
    const text = `SELECT ${ROW_COLUMNS}, "stateId" FROM "DeviceListing" WHERE ${range} ORDER BY ${order.alongIndex}`;
    yield* statement<[], ReportListingRow>(sql, text).iterate();
  }
}

/** Every device for the support report, by the day on which someone must act. */
export function* reportRows(sql: SqlConnection, today: Day): Generator<ReportRow> {
  const limits = bandLimits(today);
  const states = statement<[], { id: number; reasons: string }>(sql, 'SELECT "id", "reasons" FROM "ListingState"');
  const reasons = new Map(states.all().map(({ id, reasons }) => [id, JSON.parse(reasons) as ReportRow['reasons']]));
  for (const stored of reportOrder(sql, today)) {
    const row = onDay(stored, today);
    const dates = supportDates(row);
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
      reasons: reasons.get(stored.stateId) ?? [],
      endsUntil: row.endsUntil,
    };
  }
}

/** A row with its days as they are meant on a day. */
function onDay<Row extends ListingRow>(row: Row, today: Day): Row {
  if (row.coverageOn !== DAY_BEFORE_TODAY) return row;
  const [endsFrom, endsUntil] = [storedDay(row.endsFrom, today), storedDay(row.endsUntil, today)];
  const [coverageOn, actByOn] = [storedDay(row.coverageOn, today), storedDay(row.actByOn, today)];
  return { ...row, endsFrom, endsUntil, coverageOn, actByOn };
}

function limitOf(row: ListingRow): ReportRow['limitedBy'] {
  return row.limitKind === null
    ? null
    : { kind: row.limitKind, name: row.limitName ?? '', renewable: row.limitRenewable === 1 };
}

/** The dates of a row, or of a group of rows that agree in them. */
export function supportDates(row: Pick<ListingRow, 'support' | 'endsFrom' | 'endsUntil'>): SupportDates {
  return {
    tracked: row.support !== 'not_tracked',
    complete: row.support !== 'unknown',
    ended: row.support === 'ended',
    endsFrom: row.endsFrom,
    endsUntil: row.endsUntil,
  };
}

function deviceRow(stored: ListingRow, today: Day): DeviceRow {
  const row = onDay(stored, today);
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
