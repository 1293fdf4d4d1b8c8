import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../domain/error.ts';
import { type AuditFinding, auditHead, verifyAudit } from './audit.ts';
import {
  BACKUP_VERSION,
  type BackupHead,
  backupDamaged,
  backupStart,
  readBackupHead,
  requireBackupSeal,
  type SealedBackupHead,
} from './backup-head.ts';
import { type DatabaseKey, databaseError, openSql, type SqlConnection } from './connection.ts';
import { removeDatabase, rowCounts } from './database-file.ts';
import { FILE_MODE, fileError, flushFolder, temporaryName, writeWhole } from './files.ts';
import { copyDatabase, type Migration, requireKnownSchema, schemaVersion } from './migrate.ts';
import { auditKeyOf } from './secrets.ts';
import type { SealedVaultFile } from './vault-file.ts';

/** Tells how far work has come and lets others through; may end it by throwing. */
export type BackupStep = (done: number, total: number) => Promise<void>;

/** How much of the work each part of making, and each part of testing, is: about its share of the time. */
const PARTS = { copy: 30, write: 20, extract: 20, pages: 20, history: 10 } as const;
const TOTAL = 100;
const CHUNK = 1_048_576;

/** Names of what making a backup leaves beside it until it is done: that of the backup, and the process. */
export const BACKUP_SCRATCH = /^(.+)\.(?:copy|part|test)\.(\d+)\.new/;

export interface BackupMaking {
  /** Final path of the backup. */
  readonly path: string;
  /** Whether it may take the place of a file. */
  readonly replace: boolean;
  readonly key: DatabaseKey;
  /** The vault file as it lies there now. */
  readonly vaultFile: SealedVaultFile;
  readonly createdAt: string;
  readonly program: string;
  readonly migrations: readonly Migration[];
}

/** A backup that was restored for a test. Findings are those of the log: they were in the vault before. */
export interface BackupTest {
  readonly head: BackupHead;
  readonly fileSize: number;
  readonly findings: readonly AuditFinding[];
}

/** The names under which a backup is made; whoever breaks the making off removes them. */
export function scratchOf(path: string): { readonly copy: string; readonly part: string; readonly test: string } {
  const named = (what: string) => temporaryName(`${path}.${what}`);
  return { copy: named('copy'), part: named('part'), test: named('test') };
}

/** Removes what making the backup of that name left behind. */
export function removeScratch(path: string): void {
  const { copy, part, test } = scratchOf(path);
  for (const database of [copy, temporaryName(copy), test]) removeDatabase(database);
  rmSync(part, { force: true });
}

/**
 * Makes a backup of the open database under a temporary name, reads it back from the disk, restores it for a test, and only
 * then gives it its name. The vault can be used meanwhile: SQLite copies one moment of it.
 * @throws AppError `disk_full`, `folder_read_only`, `file_exists`, `backup_damaged`; nothing is left behind then
 */
export async function makeBackup(sql: SqlConnection, making: BackupMaking, step: BackupStep): Promise<BackupTest> {
  const { path, key, replace } = making;
  const { part, test } = scratchOf(path);
  try {
    if (!replace) requireFree(path);
    await step(0, TOTAL);
    await writePart(sql, making, step);
    const done = PARTS.copy + PARTS.write;
    const tested = await testBackup(part, key.bytes, test, making.migrations, (at, of) =>
      step(done + ((TOTAL - done) * at) / of, TOTAL),
    );
    if (!replace) requireFree(path);
    renameSync(part, path);
    flushFolder(dirname(path));
    return tested;
  } catch (error) {
    throw fileError(error);
  } finally {
    removeScratch(path);
  }
}

async function writePart(sql: SqlConnection, making: BackupMaking, step: BackupStep): Promise<void> {
  const { path, key, vaultFile, createdAt, program } = making;
  const { copy, part } = scratchOf(path);
  copyDatabase(sql, copy, key);
  await step(PARTS.copy, TOTAL);
  const facts = readFacts(copy, key);
  const byteSize = statSync(copy).size;
  const digest = createHash('sha256');
  await pour(copy, 0, byteSize, (bytes) => void digest.update(bytes));
  const head: BackupHead = {
    format: 'medsteward-backup',
    version: BACKUP_VERSION,
    vaultId: vaultFile.vaultId,
    createdAt,
    program,
    ...facts,
    byteSize,
    sha256: digest.digest('hex'),
    vaultFile,
  };
  const file = openSync(part, 'wx', FILE_MODE);
  try {
    writeWhole(file, backupStart(inOrder(head), key.bytes));
    await pour(
      copy,
      0,
      byteSize,
      (bytes) => writeWhole(file, bytes),
      (share) => step(PARTS.copy + PARTS.write * share, TOTAL),
    );
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  removeDatabase(copy);
}

/** The fields in the order in which the format has them: the seal is made over the text. */
function inOrder(head: BackupHead): BackupHead {
  const { format, version, vaultId, createdAt, schemaVersion, program, counts, audit, byteSize, sha256, vaultFile } =
    head;
  return { format, version, vaultId, createdAt, schemaVersion, program, counts, audit, byteSize, sha256, vaultFile };
}

/**
 * Restores a backup to the path `target` and checks all of it: seal, every byte, every page, the number of rows of every
 * table, the log of changes against its head. The database stays at `target` when `keep` says so; else, and after a failure,
 * nothing stays.
 * @throws AppError `backup_damaged`, `vault_newer`, `disk_full`, `folder_read_only`
 */
export async function testBackup(
  path: string,
  dataKey: Uint8Array,
  target: string,
  migrations: readonly Migration[],
  step: BackupStep,
  keep = false,
): Promise<BackupTest> {
  const sealed = readBackupHead(path);
  const { head, fileSize } = sealed;
  requireKnownVersion(head, migrations);
  requireBackupSeal(sealed, dataKey);
  const total = PARTS.extract + PARTS.pages + PARTS.history;
  let kept = false;
  try {
    await extract(path, sealed, target, (share) => step(PARTS.extract * share, total));
    const findings = await testDatabase(target, head, dataKey, migrations, (share) =>
      step(PARTS.extract + (PARTS.pages + PARTS.history) * share, total),
    );
    kept = keep;
    return { head, fileSize, findings };
  } catch (error) {
    throw containedError(error);
  } finally {
    if (!kept) removeDatabase(target);
  }
}

/** @throws AppError `vault_newer` for a backup from a newer program */
export function requireKnownVersion({ schemaVersion: version }: BackupHead, migrations: readonly Migration[]): void {
  if (version > migrations.length) throw new AppError('vault_newer', { version, known: migrations.length });
}

/** Writes the database that a backup holds to a file of its own, and compares its hash on the way. */
async function extract(
  path: string,
  { head, offset }: SealedBackupHead,
  target: string,
  step: (share: number) => Promise<void>,
): Promise<void> {
  const digest = createHash('sha256');
  const file = openSync(target, 'wx', FILE_MODE);
  try {
    const put = (bytes: Uint8Array) => {
      digest.update(bytes);
      writeWhole(file, bytes);
    };
    await pour(path, offset, head.byteSize, put, step);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  if (digest.digest('hex') !== head.sha256) throw backupDamaged('checksum');
}

async function testDatabase(
  path: string,
  head: BackupHead,
  dataKey: Uint8Array,
  migrations: readonly Migration[],
  step: (share: number) => Promise<void>,
): Promise<readonly AuditFinding[]> {
  const sql = openSql(path, { cipher: head.vaultFile.cipher, bytes: dataKey });
  const auditKey = auditKeyOf(head.vaultFile, dataKey);
  try {
    requireKnownSchema(sql, migrations);
    if (sql.pragma('integrity_check', { simple: true }) !== 'ok') throw backupDamaged('database');
    await step(PARTS.pages / (PARTS.pages + PARTS.history));
    const facts = factsOf(sql);
    if (facts.schemaVersion !== head.schemaVersion || !same(facts.counts, head.counts)) throw backupDamaged('counts');
    if (!same(facts.audit, head.audit)) throw backupDamaged('history');
    const { findings } = await verifyAudit(sql, auditKey, { known: head.audit, step: () => step(1) });
    sql.pragma('journal_mode = DELETE');
    return findings;
  } finally {
    auditKey.fill(0);
    sql.close();
  }
}

/** What the driver says of the database inside, as something that is wrong with the backup. */
function containedError(error: unknown): unknown {
  const known = databaseError(error);
  return known instanceof AppError && known.code === 'vault_damaged' ? backupDamaged('database', error) : known;
}

function readFacts(path: string, key: DatabaseKey) {
  const sql = openSql(path, key);
  try {
    const facts = factsOf(sql);
    sql.pragma('journal_mode = DELETE');
    return facts;
  } finally {
    sql.close();
  }
}

function factsOf(sql: SqlConnection): Pick<BackupHead, 'schemaVersion' | 'counts' | 'audit'> {
  return { schemaVersion: schemaVersion(sql), counts: rowCounts(sql), audit: auditHead(sql) };
}

function same(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function requireFree(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })) throw new AppError('file_exists', { file: path });
}

/** Reads `length` bytes of a file, a part at a time. */
async function pour(
  path: string,
  from: number,
  length: number,
  put: (bytes: Uint8Array) => void,
  step?: (share: number) => Promise<void>,
): Promise<void> {
  const file = openSync(path, 'r');
  try {
    const part = Buffer.alloc(CHUNK);
    for (let done = 0; done < length; ) {
      const read = readSync(file, part, 0, Math.min(CHUNK, length - done), from + done);
      // It was longer when it was opened: somebody cut it off meanwhile.
      if (read === 0) throw backupDamaged('size');
      put(part.subarray(0, read));
      done += read;
      await step?.(done / length);
    }
  } finally {
    closeSync(file);
  }
}
