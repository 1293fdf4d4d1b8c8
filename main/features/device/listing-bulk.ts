import { type SqlConnection, statement } from '../../data/connection.ts';
import { pause, rowSpans } from '../../data/spans.ts';

/** From here on many rows of the register are written or removed in bulk. */
export const MANY_ROWS = 2_000;

/** Indexes by which rows are looked for while they are written. */
const NEEDED: ReadonlySet<string> = new Set(['DeviceListing_deviceId_key', 'DeviceListing_stateId_deviceId_idx']);

const SCHEMA = `SELECT "name", "sql" FROM sqlite_master WHERE "type" = ? AND "tbl_name" = 'DeviceListing' AND "sql" IS NOT NULL`;

interface Definition {
  readonly name: string;
  readonly sql: string;
}

/**
 * Takes down the indexes of the register inside a transaction. Making one of sorted rows costs a fraction of putting each row into
 * its place. Answers what puts them up again, one by one, so that other calls get their turn between two.
 */
export async function takeDownIndexes(
  sql: SqlConnection,
  which: 'all' | 'but_needed',
): Promise<(proceed?: () => void) => Promise<void>> {
  const indexes = statement<[string], Definition>(sql, SCHEMA)
    .all('index')
    .filter(({ name }) => which === 'all' || !NEEDED.has(name));
  for (const { name } of indexes) {
    sql.exec(`DROP INDEX "${name}"`);
    await pause();
  }
  return async (proceed = () => undefined) => {
    for (const { sql: text } of indexes) {
      sql.exec(text);
      await pause();
      proceed();
    }
  };
}

/**
 * Removes every row of the register with its search words, inside a transaction that rebuilds it afterwards: taking single rows
 * out of the search costs ten times as much as putting them in.
 */
export async function emptyListing(sql: SqlConnection): Promise<void> {
  const putUpIndexes = await takeDownIndexes(sql, 'all');
  const triggers = statement<[string], Definition>(sql, SCHEMA).all('trigger');
  for (const { name } of triggers) sql.exec(`DROP TRIGGER "${name}"`);
  for (const { after, until } of rowSpans(sql, 'DeviceListing')) {
    statement<[number, number]>(sql, 'DELETE FROM "DeviceListing" WHERE "seq" > ? AND "seq" <= ?').run(after, until);
    await pause();
  }
  sql.exec(`INSERT INTO "DeviceSearch" ("DeviceSearch") VALUES ('delete-all')`);
  for (const { sql: text } of triggers) sql.exec(text);
  await putUpIndexes();
}

/** How many rows the register has, and how many devices there are. */
export function listedAndDevices(sql: SqlConnection): { readonly listed: number; readonly devices: number } {
  const counts = statement<[], { listed: number; devices: number }>(
    sql,
    'SELECT (SELECT count(*) FROM "DeviceListing") AS "listed", (SELECT count(*) FROM "Device") AS "devices"',
  ).get();
  return counts ?? { listed: 0, devices: 0 };
}
