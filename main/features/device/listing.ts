import { createHash } from 'node:crypto';
import { type SqlConnection, statement } from '../../data/connection.ts';
import { actionDue } from '../../domain/action.ts';
import { type Day, day } from '../../domain/day.ts';
import { type Support, supportOf } from '../../domain/support.ts';
import { type DeviceFacts, loadFacts } from './facts.ts';

/** Sorts before and after every day. */
const FIRST_KEY = '0000-00-00';
const LAST_KEY = '9999-99-99';
const COLUMNS = [
  'deviceId',
  'modelId',
  'vendorId',
  'assetTag',
  'serialNumber',
  'manufacturer',
  'model',
  'deviceType',
  'softwareVersion',
  'department',
  'location',
  'status',
  'support',
  'supportKey',
  'endsFrom',
  'endsUntil',
  'precision',
  'technicalOn',
  'coverageOn',
  'limitKind',
  'limitName',
  'limitRenewable',
  'stage',
  'action',
  'actByKey',
  'actByOn',
  'leadMonths',
  'reasons',
  'state',
] as const;
/** Where the columns begin that devices with the same facts share. */
const SHARED_FROM = COLUMNS.indexOf('support');

/** Places of the columns that a search looks into. */
const SEARCHED = (
  ['assetTag', 'serialNumber', 'manufacturer', 'model', 'deviceType', 'department', 'location'] as const
).map((name) => COLUMNS.indexOf(name));

type Value = string | number | null;

/** The end of a row: what devices with the same facts share, from `support` to `state`, which names them. */
type SharedValues = readonly Value[];

/** Writes the rows of the register and their search words. Made once per command; shared results are kept. */
class ListingWriter {
  readonly #select;
  readonly #insert;
  readonly #update;
  readonly #insertWords;
  readonly #updateWords;
  readonly #today: Day;
  readonly #known = new Map<string, SharedValues>();

  constructor(sql: SqlConnection, today: Day) {
    this.#today = today;
    const names = COLUMNS.map((name) => `"${name}"`).join(', ');
    this.#select = statement<[string], Value[]>(
      sql,
      `SELECT ${names}, "seq" FROM json_each(?) JOIN "DeviceListing" ON "deviceId" = value`,
    ).raw();
    this.#insert = statement<Value[]>(
      sql,
      `INSERT INTO "DeviceListing" (${names}) VALUES (${COLUMNS.map(() => '?').join(', ')})`,
    );
    this.#update = statement<Value[]>(
      sql,
      `UPDATE "DeviceListing" SET ${COLUMNS.map((name) => `"${name}" = ?`).join(', ')} WHERE "seq" = ?`,
    );
    this.#insertWords = statement<Value[]>(sql, 'INSERT INTO "DeviceSearch" ("words", rowid) VALUES (?, ?)');
    this.#updateWords = statement<Value[]>(sql, 'UPDATE "DeviceSearch" SET "words" = ? WHERE rowid = ?');
  }

  /**
   * Writes the rows of some devices. A row that stays as it is costs no write and leaves every index alone: on a new day that
   * is nearly all of them.
   */
  write(portion: readonly DeviceFacts[]): void {
    const before = new Map<Value | undefined, Value[]>();
    for (const row of this.#select.iterate(JSON.stringify(portion.map(({ device }) => device.id))))
      before.set(row[0], row);
    for (const facts of portion) {
      const row = this.#row(facts);
      const known = before.get(facts.device.id);
      if (known === undefined) {
        this.#insertWords.run(searchWords(row), Number(this.#insert.run(...row).lastInsertRowid));
      } else if (row.some((value, index) => value !== known[index])) {
        const seq = known[COLUMNS.length] ?? null;
        this.#update.run(...row, seq);
        const words = searchWords(row);
        if (words !== searchWords(known)) this.#updateWords.run(words, seq);
      }
    }
  }

  #row(facts: DeviceFacts): Value[] {
    const { device, model, version } = facts;
    return [
      device.id,
      model.id,
      model.vendorId,
      device.assetTag ?? '',
      device.serialNumber ?? '',
      model.manufacturer,
      model.name,
      model.deviceType ?? '',
      version?.name ?? '',
      device.department ?? '',
      device.location ?? '',
      device.status,
      ...this.#shared(facts),
    ];
  }

  #shared(facts: DeviceFacts): SharedValues {
    const key = `${facts.signature}|${recordedOn(facts)}`;
    const known = this.#known.get(key);
    if (known) return known;
    const shared = [...sharedColumns(facts, this.#today), stateName(key)];
    this.#known.set(key, shared);
    return shared;
  }
}

/** The day on which a device was entered, from which an answer is waited for. */
function recordedOn({ device }: DeviceFacts): string {
  return device.createdAt.slice(0, 10);
}

/** Names the facts that devices share: equal for equal facts, and for no others (128 bits of SHA-256). */
function stateName(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 22);
}

/** Columns `support` to `reasons`. */
function sharedColumns(facts: DeviceFacts, today: Day): SharedValues {
  const support = supportOf(facts.facts, today);
  const due = actionDue(support, facts.model.leadMonths, day(recordedOn(facts)), today);
  return [
    ...stateColumns(support, today),
    support.endsFrom,
    support.endsUntil,
    support.precision,
    support.technicalEnd?.on ?? null,
    support.coverageEnd,
    support.limitedBy?.kind ?? null,
    support.limitedBy?.name ?? null,
    support.limitedBy?.renewable ? 1 : 0,
    support.stage,
    due?.action ?? null,
    due === null ? LAST_KEY : (due.by ?? FIRST_KEY),
    due?.by ?? null,
    facts.model.leadMonths,
    JSON.stringify(support.reasons),
  ];
}

/** Columns `support` and `supportKey`. What is not known in full sorts by its date once that has surely passed. */
function stateColumns(support: Support, today: Day): readonly [string, string] {
  if (!support.tracked) return ['not_tracked', 'c'];
  if (support.ended) return ['ended', FIRST_KEY];
  const { endsFrom, endsUntil } = support;
  if (!support.complete)
    return ['unknown', endsFrom !== null && endsUntil !== null && endsUntil < today ? endsFrom : 'a'];
  return endsFrom === null ? ['infinite', 'b'] : ['dated', endsFrom];
}

/** Leading zeros are often left out when people say a tag or a serial number, so "417" finds 000417. */
function searchWords(row: readonly Value[]): string {
  const fields = SEARCHED.map((place) => String(row[place] ?? ''));
  const short = fields.slice(0, 2).map((field) => (field.startsWith('0') ? field.replace(/^0+/, '') : ''));
  return [...fields, ...short].filter(Boolean).join(' ');
}

/** Brings the register up to date for the devices in scope, `null` for all. Other calls get their turn between portions. */
export async function rebuildListing(
  sql: SqlConnection,
  deviceIds: readonly string[] | null,
  today: Day,
): Promise<void> {
  const writer = new ListingWriter(sql, today);
  for (const portion of loadFacts(sql, deviceIds)) {
    writer.write(portion);
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  if (deviceIds === null) {
    statement(sql, 'DELETE FROM "DeviceListing" WHERE "deviceId" NOT IN (SELECT "id" FROM "Device")').run();
    noteListingDay(sql, today);
  }
}

/**
 * Brings the whole register to another day. Facts have not changed, only today: devices with the same facts change alike, so
 * one of each is computed, and what became different is written for all of them at once.
 */
export async function renewListing(sql: SqlConnection, today: Day): Promise<void> {
  const shared = COLUMNS.slice(SHARED_FROM, -1).map((name) => `"${name}"`);
  const before = new Map(
    statement<[], Value[]>(
      sql,
      `SELECT "deviceId", "state", ${shared.join(', ')} FROM "DeviceListing"
       WHERE "seq" IN (SELECT min("seq") FROM "DeviceListing" GROUP BY "state")`,
    )
      .raw()
      .all()
      .map(([deviceId, ...values]) => [String(deviceId), values]),
  );
  const update = statement<Value[]>(
    sql,
    `UPDATE "DeviceListing" SET ${shared.map((name) => `${name} = ?`).join(', ')} WHERE "state" = ?`,
  );
  for (const portion of loadFacts(sql, [...before.keys()])) {
    for (const facts of portion) {
      const [state = null, ...known] = before.get(facts.device.id) ?? [];
      const now = sharedColumns(facts, today);
      if (now.some((value, index) => value !== known[index])) update.run(...now, state);
    }
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  noteListingDay(sql, today);
}

function noteListingDay(sql: SqlConnection, today: Day): void {
  statement<[string, string, string]>(
    sql,
    'INSERT INTO "Setting" ("key", "value", "updatedAt") VALUES (?, ?, ?) ON CONFLICT ("key") DO UPDATE SET "value" = excluded."value"',
  ).run(LISTING_DAY, today, today);
}

/** Setting that holds the day for which the whole register was computed. */
export const LISTING_DAY = 'listing.day';

/** The day for which the register was computed, or null. */
export function listingDay(sql: SqlConnection): string | null {
  return (
    statement<[string], { value: string }>(sql, 'SELECT "value" FROM "Setting" WHERE "key" = ?').get(LISTING_DAY)
      ?.value ?? null
  );
}
