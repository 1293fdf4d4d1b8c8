import { createHash } from 'node:crypto';
import { type SqlConnection, statement } from '../../data/connection.ts';
import { pause, rowSpans } from '../../data/spans.ts';
import { actionDue } from '../../domain/action.ts';
import { bandOf, type SupportDates } from '../../domain/band.ts';
import { type Day, day } from '../../domain/day.ts';
import { type Support, supportOf } from '../../domain/support.ts';
import { nextChange } from '../../domain/support-change.ts';
import { catalogueName } from '../catalogue/catalogue.store.ts';
import { type DeviceFacts, loadFacts } from './facts.ts';
import { listedAndDevices, MANY_ROWS, takeDownIndexes } from './listing-bulk.ts';
import { DAY_BEFORE_TODAY } from './stored-day.ts';

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
  'stateId',
] as const;
/** Where the columns begin that devices with the same facts share. */
const SHARED_FROM = COLUMNS.indexOf('support');
const OWN = COLUMNS.slice(0, SHARED_FROM);
const SHARED = COLUMNS.slice(SHARED_FROM, -1);

/** Places of the columns that a search looks into. */
const SEARCHED = (
  ['assetTag', 'serialNumber', 'manufacturer', 'model', 'deviceType', 'department', 'location'] as const
).map((name) => COLUMNS.indexOf(name));

type Value = string | number | null;

/** What devices with the same facts share: their state, and the columns from `support` to `leadMonths`. */
interface State {
  readonly id: number;
  readonly shared: readonly Value[];
}

const STATES = 'SELECT "id", "key", "shared", "reasons", "changesOn" FROM "ListingState"';

interface StateRow {
  readonly id: number;
  readonly key: string;
  readonly shared: string;
  readonly reasons: string;
  readonly changesOn: string | null;
}

/** Writes the rows of the register, their states and their search words. Made once per command; states are kept. */
class ListingWriter {
  readonly #statements;
  readonly #today: Day;
  readonly #states = new Map<string, State>();
  /** What was stored of all states, by key; null where each is looked for by itself. */
  #stored: ReadonlyMap<string, StateRow> | null = null;

  constructor(sql: SqlConnection, today: Day) {
    this.#today = today;
    const names = (columns: readonly string[]) => columns.map((name) => `"${name}"`).join(', ');
    const places = (columns: readonly string[]) => columns.map(() => '?').join(', ');
    const settings = (columns: readonly string[]) => columns.map((name) => `"${name}" = ?`).join(', ');
    const write = (text: string) => statement<Value[]>(sql, text);
    this.#statements = {
      select: statement<[string], Value[]>(
        sql,
        `SELECT ${names(OWN)}, "stateId", "seq" FROM json_each(?) JOIN "DeviceListing" ON "deviceId" = value`,
      ).raw(),
      insert: write(`INSERT INTO "DeviceListing" (${names(COLUMNS)}) VALUES (${places(COLUMNS)})`),
      update: write(`UPDATE "DeviceListing" SET ${settings(COLUMNS)} WHERE "seq" = ?`),
      insertWords: write('INSERT INTO "DeviceSearch" ("words", rowid) VALUES (?, ?)'),
      updateWords: write('UPDATE "DeviceSearch" SET "words" = ? WHERE rowid = ?'),
      state: statement<[string], StateRow>(sql, `${STATES} WHERE "key" = ?`),
      states: statement<[], StateRow>(sql, STATES),
      insertState: write('INSERT INTO "ListingState" ("shared", "reasons", "changesOn", "key") VALUES (?, ?, ?, ?)'),
      updateState: write('UPDATE "ListingState" SET "shared" = ?, "reasons" = ?, "changesOn" = ? WHERE "id" = ?'),
      updateShared: write(`UPDATE "DeviceListing" SET ${settings(SHARED)} WHERE "stateId" = ?`),
    };
  }

  /** Reads all states at once, which pays where nearly all of them will be asked for. */
  readStates(): void {
    this.#stored = new Map(this.#statements.states.all().map((row) => [row.key, row]));
  }

  /**
   * Writes the rows of some devices. A row that stays as it is costs no write and leaves every index alone; what changed for a
   * state is written for all of its rows at once.
   */
  write(portion: readonly DeviceFacts[]): void {
    const { select, insert, update, insertWords, updateWords } = this.#statements;
    const before = new Map<Value | undefined, Value[]>();
    for (const row of select.iterate(JSON.stringify(portion.map(({ device }) => device.id)))) before.set(row[0], row);
    for (const facts of portion) {
      const state = this.#state(facts);
      const own = ownColumns(facts);
      const known = before.get(facts.device.id);
      if (known === undefined) {
        const { lastInsertRowid } = insert.run(...own, ...state.shared, state.id);
        insertWords.run(searchWords(own), Number(lastInsertRowid));
      } else if (known[SHARED_FROM] !== state.id || own.some((value, index) => value !== known[index])) {
        const seq = known[SHARED_FROM + 1] ?? null;
        update.run(...own, ...state.shared, state.id, seq);
        const words = searchWords(own);
        if (words !== searchWords(known)) updateWords.run(words, seq);
      }
    }
  }

  /** Computes the state of each of some devices, one for all that are in it. @returns states that no longer are theirs */
  renew(portion: readonly DeviceFacts[], stateOf: ReadonlyMap<string, number>): number[] {
    return portion.flatMap((facts) => {
      const before = stateOf.get(facts.device.id);
      return before === undefined || this.#state(facts).id === before ? [] : [before];
    });
  }

  #state(facts: DeviceFacts): State {
    const { signature } = facts;
    const known = this.#states.get(signature) ?? this.#states.get(`${signature}|${recordedOn(facts)}`);
    if (known) return known;
    const support = supportOf(facts.facts, this.#today);
    // From the day of recording an answer is waited for; for all others it makes no difference.
    const waits = bandOf(support, this.#today) === 'unknown';
    const key = waits ? `${signature}|${recordedOn(facts)}` : signature;
    const state = this.#store(key, facts, support);
    this.#states.set(key, state);
    return state;
  }

  #store(key: string, facts: DeviceFacts, support: Support): State {
    const { state, insertState, updateState, updateShared } = this.#statements;
    const shared = supportColumns(support, facts.model.leadMonths, recordedOn(facts), this.#today);
    const values = [
      JSON.stringify(shared),
      JSON.stringify(support.reasons),
      nextChange(facts.facts, support, this.#today),
    ] as const;
    const name = stateName(key);
    const before = this.#stored === null ? state.get(name) : this.#stored.get(name);
    if (before === undefined) return { id: Number(insertState.run(...values, name).lastInsertRowid), shared };
    const { id } = before;
    if (before.shared !== values[0] || before.reasons !== values[1] || before.changesOn !== values[2])
      updateState.run(...values, id);
    if (before.shared !== values[0]) updateShared.run(...shared, id);
    return { id, shared };
  }
}

/** The day on which a device was entered, from which an answer is waited for. */
function recordedOn({ device }: DeviceFacts): Day {
  return day(device.createdAt.slice(0, 10));
}

/** Names the facts that devices share: equal for equal facts, and for no others (128 bits of SHA-256). */
function stateName(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 22);
}

/** Columns `deviceId` to `status`. */
function ownColumns({ device, model, version }: DeviceFacts): Value[] {
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
  ];
}

/** Columns `support` to `leadMonths`: what is stored of a result, and stays until {@link nextChange}. */
export function supportColumns(support: Support, leadMonths: number, recordedOn: Day, today: Day): readonly Value[] {
  const due = actionDue(support, leadMonths, recordedOn, today);
  const byCover = support.coverLapsed && support.limitedBy?.kind === 'contract';
  const end = (on: Day | null) => (byCover ? DAY_BEFORE_TODAY : on);
  const [endsFrom, endsUntil] = [end(support.endsFrom), end(support.endsUntil)];
  return [
    ...stateColumns({ ...support, endsFrom, endsUntil }, today),
    endsFrom,
    endsUntil,
    support.precision,
    support.technicalEnd?.on ?? null,
    support.coverLapsed ? DAY_BEFORE_TODAY : support.coverageEnd,
    support.limitedBy?.kind ?? null,
    support.limitedBy?.name ?? null,
    support.limitedBy?.renewable ? 1 : 0,
    support.stage,
    due?.action ?? null,
    due === null ? LAST_KEY : (end(due.by) ?? FIRST_KEY),
    due && end(due.by),
    leadMonths,
  ];
}

/** Columns `support` and `supportKey`. What is not known in full sorts by its date once that has surely passed. */
function stateColumns(dates: SupportDates, today: Day): readonly [string, string] {
  if (!dates.tracked) return ['not_tracked', 'c'];
  if (dates.ended) return ['ended', FIRST_KEY];
  const { endsFrom, endsUntil } = dates;
  if (!dates.complete)
    return ['unknown', endsFrom !== null && endsUntil !== null && endsUntil < today ? endsFrom : 'a'];
  return endsFrom === null ? ['infinite', 'b'] : ['dated', endsFrom];
}

/** Leading zeros are often left out when people say a tag or a serial number, so "417" finds 000417. */
function searchWords(row: readonly Value[]): string {
  const fields = SEARCHED.map((place) => String(row[place] ?? ''));
  const short = fields.slice(0, 2).map((field) => (field.startsWith('0') ? field.replace(/^0+/, '') : ''));
  return [...fields, ...short].filter(Boolean).join(' ');
}

/**
 * Brings the register up to date for the devices in scope, `null` for all. Other calls get their turn between portions, after each
 * of which `proceed` may throw.
 */
export async function rebuildListing(
  sql: SqlConnection,
  deviceIds: readonly string[] | null,
  today: Day,
  proceed: () => void = () => undefined,
): Promise<void> {
  const writer = new ListingWriter(sql, today);
  const counts = listedAndDevices(sql);
  const missing = counts.devices - counts.listed;
  const inBulk = deviceIds === null && missing >= MANY_ROWS && missing > counts.listed;
  const putUpIndexes = inBulk ? await takeDownIndexes(sql, 'but_needed') : null;
  if (deviceIds === null) writer.readStates();
  for (const portion of loadFacts(sql, deviceIds)) {
    writer.write(portion);
    await pause();
    proceed();
  }
  await putUpIndexes?.(proceed);
  if (deviceIds === null) {
    // Every device has its row now, so that more rows than devices are rows of devices that are gone.
    const { listed, devices } = listedAndDevices(sql);
    if (listed !== devices)
      statement(sql, 'DELETE FROM "DeviceListing" WHERE "deviceId" NOT IN (SELECT "id" FROM "Device")').run();
    await forgetStates(sql);
    note(sql, LISTING_CATALOGUE, catalogueName(sql), today);
    note(sql, LISTING_DAY, today, today);
  }
}

/** Takes devices that are gone out of the register. */
export function unlist(sql: SqlConnection, deviceIds: readonly string[]): void {
  statement<[string]>(sql, 'DELETE FROM "DeviceListing" WHERE "deviceId" IN (SELECT value FROM json_each(?))').run(
    JSON.stringify(deviceIds),
  );
}

/**
 * Brings the whole register from one day to a later one. Facts have not changed, only today: what can change with the day is
 * known beforehand, and only devices for which that day has come are computed. To an earlier day everything is computed anew.
 */
export async function renewListing(sql: SqlConnection, from: Day, today: Day): Promise<void> {
  if (today < from) return rebuildListing(sql, null, today);
  const due = statement<[string], string>(
    sql,
    'SELECT "deviceId" FROM "ListingState" s JOIN "DeviceListing" l ON l."stateId" = s."id" WHERE s."changesOn" <= ?',
  )
    .pluck()
    .all(today);
  if (due.length > 0) {
    await rebuildListing(sql, due, today);
    await forgetStates(sql);
  }
  note(sql, LISTING_DAY, today, today);
}

/**
 * Computes the whole register anew after a change of what all devices share, such as the catalogue. Devices with the same facts
 * change alike, so one of each is computed, and what became different is written for all of them at once.
 */
export async function recomputeListing(sql: SqlConnection, today: Day): Promise<void> {
  const firsts = statement<[], [string, number]>(
    sql,
    // In the order in which they lie in the file, so that no page is read twice.
    'SELECT min("deviceId"), "stateId" FROM "DeviceListing" GROUP BY "stateId" ORDER BY 1',
  ).raw();
  const stateOf = new Map(firsts.all());
  const writer = new ListingWriter(sql, today);
  writer.readStates();
  const others: number[] = [];
  for (const portion of loadFacts(sql, [...stateOf.keys()])) {
    others.push(...writer.renew(portion, stateOf));
    await pause();
  }
  const moved = statement<[string], string>(
    sql,
    'SELECT "deviceId" FROM json_each(?) JOIN "DeviceListing" ON "stateId" = value',
  ).pluck();
  if (others.length > 0) await rebuildListing(sql, moved.all(JSON.stringify(others)), today);
  await forgetStates(sql);
  note(sql, LISTING_CATALOGUE, catalogueName(sql), today);
  note(sql, LISTING_DAY, today, today);
}

/** Removes the states that no device is in. */
async function forgetStates(sql: SqlConnection): Promise<void> {
  const forget = statement<[number, number]>(
    sql,
    `DELETE FROM "ListingState" WHERE "id" > ? AND "id" <= ?
     AND NOT EXISTS (SELECT 1 FROM "DeviceListing" l WHERE l."stateId" = "ListingState"."id")`,
  );
  for (const { after, until } of rowSpans(sql, 'ListingState')) {
    forget.run(after, until);
    await pause();
  }
}

function note(sql: SqlConnection, key: string, value: string, today: Day): void {
  statement<[string, string, string]>(
    sql,
    'INSERT INTO "Setting" ("key", "value", "updatedAt") VALUES (?, ?, ?) ON CONFLICT ("key") DO UPDATE SET "value" = excluded."value"',
  ).run(key, value, today);
}

/** Setting that holds the day for which the whole register was computed. */
const LISTING_DAY = 'listing.day';
/** Setting that names the catalogue with which the whole register was computed. */
const LISTING_CATALOGUE = 'listing.catalogue';

/** The day for which the register was computed, or null. */
export function listingDay(sql: SqlConnection): Day | null {
  return noted(sql, LISTING_DAY) as Day | null;
}

/**
 * Whether the register was computed with the catalogue that holds. It was not after a newer one came with the program, and in a
 * backup that was made under another one.
 */
export function isListedByCatalogue(sql: SqlConnection): boolean {
  return noted(sql, LISTING_CATALOGUE) === catalogueName(sql);
}

function noted(sql: SqlConnection, key: string): string | null {
  const select = statement<[string], { value: string }>(sql, 'SELECT "value" FROM "Setting" WHERE "key" = ?');
  return select.get(key)?.value ?? null;
}
