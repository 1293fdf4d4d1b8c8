import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../domain/error.ts';
import { type DatabaseKey, openSql, requireEncrypted, type SqlConnection } from './connection.ts';
import { FOLDER_MODE, fileError, makePrivateFile, removeQuietly, temporaryName } from './files.ts';

/** Marks our files for tools that look at SQLite's application id: "MSTW". */
const APPLICATION_ID = 0x4d535457;

export interface Migration {
  /** 1 for the first. The database's `user_version` is the number of the newest that was applied. */
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

/** The migrations that this program knows, in order. @throws Error when the folder has a gap */
export function readMigrations(folder: string): readonly Migration[] {
  const names = readdirSync(folder)
    .filter((entry) => /^\d{4}_/.test(entry))
    .sort();
  return names.map((name, index) => {
    const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
    if (Number(name.slice(0, 4)) !== index + 1) throw new Error(`migration ${index + 1} is missing before ${name}`);
    return { number: index + 1, name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
  });
}

/** The number of the newest migration that a database has. */
export function schemaVersion(sql: SqlConnection): number {
  return Number(sql.pragma('user_version', { simple: true }));
}

/**
 * Refuses a database of a newer program, or one that was made by other migrations than ours; nothing is written.
 * @throws AppError `vault_newer`, `vault_damaged` with `how: 'foreign_schema'`
 */
export function requireKnownSchema(sql: SqlConnection, migrations: readonly Migration[]): void {
  const version = schemaVersion(sql);
  if (version > migrations.length) throw new AppError('vault_newer', { version, known: migrations.length });
  if (version > 0) requireSameHistory(sql, migrations.slice(0, version));
}

/**
 * Applies what is missing, each migration whole or not at all. Foreign keys are checked before each commit.
 * @throws AppError `vault_newer`; `vault_damaged` when an applied migration is not the one we know
 */
export function migrate(sql: SqlConnection, migrations: readonly Migration[], at: string): number {
  requireKnownSchema(sql, migrations);
  const from = schemaVersion(sql);
  // SQLite rebuilds tables in migrations; references hold again at the end, and are checked there.
  sql.pragma('foreign_keys = OFF');
  try {
    for (const migration of migrations.slice(from)) {
      sql.transaction(() => {
        sql.exec(
          'CREATE TABLE IF NOT EXISTS "Migration" ("number" INTEGER PRIMARY KEY, "name" TEXT NOT NULL, "sha256" TEXT NOT NULL, "appliedAt" TEXT NOT NULL)',
        );
        sql.exec(migration.sql);
        sql
          .prepare('INSERT INTO "Migration" ("number", "name", "sha256", "appliedAt") VALUES (?, ?, ?, ?)')
          .run(migration.number, migration.name, migration.sha256, at);
        const broken = sql.pragma('foreign_key_check');
        if (Array.isArray(broken) && broken.length > 0)
          throw new Error(`migration ${migration.name} breaks references`);
        sql.pragma(`user_version = ${migration.number}`);
        sql.pragma(`application_id = ${APPLICATION_ID}`);
      })();
    }
  } finally {
    sql.pragma('foreign_keys = ON');
  }
  return migrations.length - from;
}

function requireSameHistory(sql: SqlConnection, known: readonly Migration[]): void {
  const applied = sql
    .prepare<[], { number: number; sha256: string }>('SELECT "number", "sha256" FROM "Migration" ORDER BY "number"')
    .all();
  for (const migration of known) {
    const row = applied[migration.number - 1];
    if (row?.sha256 !== migration.sha256)
      throw new AppError('vault_damaged', { part: 'database', how: 'foreign_schema' });
  }
}

/**
 * Copies the open database, encrypted under the same key, to a file that gets its name only once it was opened and read
 * (reliability.md 2.5: `backup()` refuses and `serialize()` gives plain text). @throws AppError `disk_full`, `folder_read_only`
 */
export function copyDatabase(sql: SqlConnection, target: string, key: DatabaseKey): void {
  const temporary = temporaryName(target);
  try {
    mkdirSync(join(target, '..'), { recursive: true, mode: FOLDER_MODE });
    makePrivateFile(temporary);
    sql.prepare('VACUUM INTO ?').run(temporary);
    requireEncrypted(temporary);
    const copy = openSql(temporary, key);
    const result = copy.pragma('integrity_check', { simple: true });
    copy.pragma('journal_mode = DELETE');
    copy.close();
    if (result !== 'ok') throw new AppError('vault_damaged', { part: 'database', how: 'copy_unreadable' });
    renameSync(temporary, target);
  } catch (error) {
    for (const suffix of ['', '-wal', '-shm', '-journal']) removeQuietly(temporary + suffix);
    throw fileError(error);
  }
}
