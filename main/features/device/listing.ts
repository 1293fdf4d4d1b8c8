import { type SqlConnection, statement } from '../../data/connection.ts';
import { actionDue } from '../../domain/action.ts';
import { type Day, day } from '../../domain/day.ts';
import { type Support, supportOf } from '../../domain/support.ts';
import { type DeviceFacts, loadFacts } from './facts.ts';

/** Sorts before and after every day. */
const FIRST_KEY = '0000-00-00';
const LAST_KEY = '9999-99-99';
/** Rows between two pauses, in which other calls get their turn. */
const ROWS_PER_STEP = 2000;

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
  'searchWords',
] as const;

/** The part of a row that devices with the same facts share. */
interface SupportColumns {
  readonly support: Support;
  readonly state: string;
  readonly key: string;
  readonly reasons: string;
}

/** Writes the rows of the register. Made once per command; statements and shared results are kept. */
export class ListingWriter {
  readonly #upsert;
  readonly #today: Day;
  readonly #known = new Map<string, SupportColumns>();

  constructor(sql: SqlConnection, today: Day) {
    this.#today = today;
    const names = COLUMNS.map((name) => `"${name}"`).join(', ');
    const rest = COLUMNS.slice(1);
    // A row that stays as it is costs no write and leaves every index alone.
    this.#upsert = statement<unknown[]>(
      sql,
      `INSERT INTO "DeviceListing" (${names}) VALUES (${COLUMNS.map(() => '?').join(', ')})
       ON CONFLICT ("deviceId") DO UPDATE SET ${rest.map((name) => `"${name}" = excluded."${name}"`).join(', ')}
       WHERE (${rest.map((name) => `"${name}"`).join(', ')}) IS NOT (${rest.map((name) => `excluded."${name}"`).join(', ')})`,
    );
  }

  write(facts: DeviceFacts): void {
    const { device, model, version } = facts;
    const shared = this.#known.get(facts.signature) ?? supportColumns(supportOf(facts.facts, this.#today));
    this.#known.set(facts.signature, shared);
    const { support } = shared;
    const due = actionDue(support, model.leadMonths, day(device.createdAt.slice(0, 10)), this.#today);
    const [assetTag, serialNumber] = [device.assetTag ?? '', device.serialNumber ?? ''];
    const [department, location] = [device.department ?? '', device.location ?? ''];
    this.#upsert.run(
      device.id,
      model.id,
      model.vendorId,
      assetTag,
      serialNumber,
      model.manufacturer,
      model.name,
      model.deviceType ?? '',
      version?.name ?? '',
      department,
      location,
      device.status,
      shared.state,
      shared.key,
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
      model.leadMonths,
      shared.reasons,
      searchWords([
        assetTag,
        serialNumber,
        model.manufacturer,
        model.name,
        model.deviceType ?? '',
        department,
        location,
      ]),
    );
  }
}

function supportColumns(support: Support): SupportColumns {
  const state = !support.tracked
    ? 'not_tracked'
    : support.ended
      ? 'ended'
      : !support.complete
        ? 'unknown'
        : support.endsFrom
          ? 'dated'
          : 'infinite';
  const key = { not_tracked: 'c', ended: FIRST_KEY, unknown: 'a', infinite: 'b', dated: support.endsFrom ?? 'b' }[
    state
  ];
  return { support, state, key, reasons: JSON.stringify(support.reasons) };
}

/** Leading zeros are often left out when people say a tag, so "417" finds 000417. */
function searchWords(fields: readonly string[]): string {
  const short = fields.slice(0, 2).flatMap((field) => {
    const bare = field.replace(/^0+(?=.)/, '');
    return bare === field ? [] : [bare];
  });
  return [...fields, ...short].filter(Boolean).join(' ');
}

/** Brings the register up to date for the devices in scope, `null` for all. `step` is called between portions. */
export async function rebuildListing(
  sql: SqlConnection,
  deviceIds: readonly string[] | null,
  today: Day,
  step: (done: number) => Promise<void> = async () => undefined,
): Promise<number> {
  const writer = new ListingWriter(sql, today);
  let done = 0;
  for (const facts of loadFacts(sql, deviceIds)) {
    writer.write(facts);
    done += 1;
    if (done % ROWS_PER_STEP === 0) await step(done);
  }
  if (deviceIds === null) {
    statement(sql, 'DELETE FROM "DeviceListing" WHERE "deviceId" NOT IN (SELECT "id" FROM "Device")').run();
    statement<[string, string, string]>(
      sql,
      'INSERT INTO "Setting" ("key", "value", "updatedAt") VALUES (?, ?, ?) ON CONFLICT ("key") DO UPDATE SET "value" = excluded."value"',
    ).run(LISTING_DAY, today, today);
  }
  return done;
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
