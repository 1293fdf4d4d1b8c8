import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../domain/error.ts';
import { type DatabaseKey, databaseError, encryptAnew, openSql, type SqlConnection, statement } from './connection.ts';
import { fileError, flushFile, flushFolder, removeQuietly } from './files.ts';
import { copyDatabase } from './migrate.ts';
import { DATABASE_FILE } from './vault-file.ts';

/**
 * A database that is made anew (for a new vault, another key, a restore) is finished under this name. Then the vault file that
 * belongs to it is put in place, which is the moment from which it counts, and then it takes its final name. What breaks off
 * in between is finished when the vault is next opened.
 */
export const FRESH_DATABASE = `${DATABASE_FILE}.new`;
/** Setting that says to which vault file a database belongs. */
const GENERATION = 'vault.generation';

/** Removes a database with the files that SQLite keeps beside it. */
export function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
}

/** Removes what was begun and came to nothing, as far as that is possible: there is another failure to tell of. */
export function discardDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) removeQuietly(path + suffix);
}

/** True when the folder holds a database, under its own name or finished under that of a fresh one. */
export function holdsDatabase(folder: string): boolean {
  return [DATABASE_FILE, FRESH_DATABASE].some((name) => existsSync(join(folder, name)));
}

/** Marks a database as belonging to the vault file that carries the same word. */
export function writeGeneration(sql: SqlConnection, generation: string, at: string): void {
  statement<[string, string, string]>(
    sql,
    'INSERT INTO "Setting" ("key", "value", "updatedAt") VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET "value" = excluded."value", "updatedAt" = excluded."updatedAt"',
  ).run(GENERATION, generation, at);
}

/**
 * Sees to it that the database under its final name is the one of the vault file. `generation` is null for vaults of format 1,
 * which know no other. @throws AppError `vault_damaged` when there is none
 */
export function settleDatabase(folder: string, key: DatabaseKey, generation: string | null): void {
  const [current, fresh] = [join(folder, DATABASE_FILE), join(folder, FRESH_DATABASE)];
  // Where neither is the one, nothing is thrown away.
  if (existsSync(fresh)) {
    if (carries(current, key, generation)) removeDatabase(fresh);
    else if (carries(fresh, key, generation)) putInPlace(folder);
  }
  if (!existsSync(current)) throw new AppError('vault_damaged', { part: 'database', how: 'missing' });
}

/** Gives the fresh database its final name. Nobody may have the old one open. @throws AppError */
export function putInPlace(folder: string): void {
  const current = join(folder, DATABASE_FILE);
  try {
    // A log that stays behind would be played into the new database.
    for (const suffix of ['-wal', '-shm', '-journal']) rmSync(current + suffix, { force: true });
    renameSync(join(folder, FRESH_DATABASE), current);
    // Looking into it made files of their own; there is nothing in them.
    discardDatabase(join(folder, FRESH_DATABASE));
    flushFolder(folder);
  } catch (error) {
    throw fileError(error);
  }
}

/**
 * Writes a copy of the open database to the fresh name, under another key and marked with another generation, and compares it
 * with the original. The original stays as it is. @throws AppError; nothing is left behind then
 */
export function copyFresh(
  sql: SqlConnection,
  folder: string,
  from: DatabaseKey,
  to: DatabaseKey,
  mark: { readonly generation: string; readonly at: string },
): void {
  const fresh = join(folder, FRESH_DATABASE);
  try {
    removeDatabase(fresh);
    copyDatabase(sql, fresh, from);
    const marked = openSql(fresh, from);
    try {
      writeGeneration(marked, mark.generation, mark.at);
    } finally {
      marked.close();
    }
    encryptAnew(fresh, from, to);
    const copy = openSql(fresh, to);
    try {
      requireSame(sql, copy);
      copy.pragma('journal_mode = DELETE');
    } finally {
      copy.close();
    }
    flushFile(fresh);
    flushFolder(folder);
  } catch (error) {
    discardDatabase(fresh);
    throw fileError(error);
  }
}

/** @throws AppError `vault_damaged` when the copy is not whole or holds other numbers of rows */
function requireSame(original: SqlConnection, copy: SqlConnection): void {
  const whole = copy.pragma('integrity_check', { simple: true }) === 'ok';
  const same = whole && JSON.stringify(rowCounts(original)) === JSON.stringify(rowCounts(copy));
  if (!same) throw new AppError('vault_damaged', { part: 'database', how: 'copy_unreadable' });
}

/** Number of rows of every table of ours, by name. */
export function rowCounts(sql: SqlConnection): Readonly<Record<string, number>> {
  const tables = statement<[], { name: string }>(
    sql,
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
  ).all();
  return Object.fromEntries(
    tables.map(({ name }) => [
      name,
      statement<[], { n: number }>(sql, `SELECT count(*) AS n FROM "${name}"`).get()?.n ?? 0,
    ]),
  );
}

/**
 * False for a database of another key or another vault file, or a damaged one; those of format 1 carry no mark.
 * @throws AppError when the disk does not answer
 */
function carries(path: string, key: DatabaseKey, generation: string | null): boolean {
  if (!existsSync(path)) return false;
  try {
    const sql = openSql(path, key);
    try {
      const row = statement<[string], { value: string }>(sql, 'SELECT "value" FROM "Setting" WHERE "key" = ?').get(
        GENERATION,
      );
      return (row?.value ?? null) === generation;
    } finally {
      sql.close();
    }
  } catch (error) {
    const known = databaseError(error);
    if (known instanceof AppError && known.code !== 'vault_damaged') throw known;
    return false;
  }
}
