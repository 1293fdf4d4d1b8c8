import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { appError } from '../../main/app/errors.ts';
import { type DatabaseKey, openSql } from '../../main/data/connection.ts';
import { PASSPHRASE, startProgram, TestClock } from '../support/program.ts';
import type { Chance, Figures } from './figures.ts';
import { nameOf } from './look.ts';

export const DATABASE = 'steward.db';
export const WAL = 'steward.db-wal';
/** SQLite's page size, which our vaults keep, in bytes. */
export const PAGE = 4096;

/** What became of a vault that was damaged. */
export interface Verdict {
  /**
   * `reported`: refused, or found by the check, with a code. `whole`: reads as before. `silent`: reads otherwise and nothing
   * says so. `crash`: a failure that nobody foresaw.
   */
  readonly end: 'reported' | 'whole' | 'silent' | 'crash';
  /** What was said, or what is different. */
  readonly how: string;
}

/** All rows of each table as one text. */
export type Content = Readonly<Record<string, string>>;

/** Everything in a database. @throws the driver's error where it cannot be read */
export function contentOf(folder: string, key: DatabaseKey): Content {
  const sql = openSql(join(folder, DATABASE), key);
  try {
    const check = sql.pragma('integrity_check', { simple: true });
    if (check !== 'ok') return { integrity_check: String(check) };
    const tables = sql
      .prepare<[], { name: string }>(
        `SELECT "name" FROM sqlite_master WHERE "type" = 'table' AND "name" NOT LIKE 'sqlite_%' AND "sql" NOT LIKE '%VIRTUAL%' ORDER BY "name"`,
      )
      .all();
    return Object.fromEntries(
      tables.map(({ name }) => [name, JSON.stringify(sql.prepare(`SELECT * FROM "${name}"`).all())]),
    );
  } finally {
    sql.close();
  }
}

/** Reads a damaged database as the program's connections do, without the slow way through a passphrase. */
export function judgeDatabase(folder: string, key: DatabaseKey, before: Content): Verdict {
  try {
    const found = contentOf(folder, key);
    if (found.integrity_check) return { end: 'reported', how: 'integrity_check' };
    return compare(before, found, () => false, '');
  } catch (error) {
    return refused(error);
  }
}

/** Opens, checks and locks a damaged vault as a person would, and compares what is in it with what was. */
export async function judgeProgram(folder: string, key: DatabaseKey, before: Content): Promise<Verdict> {
  const app = startProgram(folder, new TestClock());
  try {
    await app.client.vault.unlock({ passphrase: PASSPHRASE });
    const { alarm, fromCopy } = await app.client.vault.status();
    if (alarm) return { end: 'reported', how: 'history_went_back' };
    const findings = (await app.client.vault.verify()).findings.filter(({ code }) => code !== 'vault_file_damaged');
    if (findings.length > 0) return { end: 'reported', how: findings[0]?.code ?? '' };
    await app.close();
    // Opening and locking leave their own rows in the log; the check has just been through it.
    return compare(before, contentOf(folder, key), (table) => table.startsWith('Audit'), fromCopy ? 'by the copy' : '');
  } catch (error) {
    return refused(error);
  } finally {
    await app.close();
  }
}

function compare(before: Content, found: Content, grows: (table: string) => boolean, how: string): Verdict {
  for (const [table, rows] of Object.entries(before)) {
    const now = found[table] ?? '';
    if (grows(table) ? !now.startsWith(rows.slice(0, -1)) : now !== rows) return { end: 'silent', how: table };
  }
  return { end: 'whole', how };
}

function refused(error: unknown): Verdict {
  const known = appError(error);
  const how = nameOf(known);
  return { end: known.code === 'unforeseen' ? 'crash' : 'reported', how };
}

/** Counts a verdict in its line of the table. */
export function count(figures: Figures, { end }: Verdict, rows = 0): void {
  figures.tried += 1;
  figures.rows += rows;
  if (end === 'reported' || end === 'whole') figures[end] += 1;
  else figures.wrong += 1;
}

/** A copy of bytes in which one bit, somewhere from a place on, is turned. */
export function flipped(bytes: Uint8Array, chance: Chance, from = 0): { bytes: Buffer; at: number } {
  const copy = Buffer.from(bytes);
  const at = from + chance.below(copy.length - from);
  copy[at] = (copy[at] ?? 0) ^ (1 << chance.below(8));
  return { bytes: copy, at };
}

/** Writes pages of zeros, or the page of another place, over a page. */
export function overwritePage(path: string, page: number, bytes: Uint8Array = Buffer.alloc(PAGE)): void {
  const whole = readFileSync(path);
  whole.set(bytes, page * PAGE);
  writeFileSync(path, whole);
}

/** One page of a file. */
export function pageOf(bytes: Uint8Array, page: number): Uint8Array {
  return bytes.subarray(page * PAGE, (page + 1) * PAGE);
}

/** Cuts a file off at some length below its own. */
export function cutOff(path: string, chance: Chance): { length: number } {
  const length = chance.below(readFileSync(path).length);
  truncateSync(path, length);
  return { length };
}
