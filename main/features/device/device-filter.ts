import type { z } from 'zod';
import type { deviceFilterSchema } from '../../contract/device-filter.ts';
import type { LEGACY_WORDS } from '../../contract/legacy.ts';
import { bandLimits } from '../../domain/band.ts';
import type { Day } from '../../domain/day.ts';
import { readUdi } from '../../domain/udi/udi.ts';
import { identifierWhere } from '../udi/udi.store.ts';

export type DeviceFilter = z.output<typeof deviceFilterSchema>;

/** A condition in SQL with what stands for its question marks. */
export interface Where {
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
export function columnWhere(filter: DeviceFilter, today: Day): Where[] {
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

/** The conditions of a filter as rows that it names: a search, a contract, an exception, a judgement. */
export function rowWhere(filter: DeviceFilter, today: Day): Where[] {
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
export function scannedWhere({ search }: DeviceFilter, today: Day): Where | null {
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
