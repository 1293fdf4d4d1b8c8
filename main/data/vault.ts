import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../domain/day.ts';
import { AppError } from '../domain/error.ts';
import { type Connection, connect, openSql, type SqlConnection } from './connection.ts';
import { fileError, makeFolder, requireWritable } from './files.ts';
import {
  DATABASE_FILE,
  holdsVault,
  type KeyFile,
  newSlot,
  openSlot,
  readKeyFile,
  type Slot,
  writeKeyFile,
} from './key-file.ts';
import { deriveSubkey, KEY_BYTES } from './keys.ts';
import { copyDatabase, type Migration, migrate, requireKnownSchema, schemaVersion } from './migrate.ts';
import { TaskQueue } from './queue.ts';
import { newRecoveryKey, readRecoveryKey } from './recovery-key.ts';

/** Where the copies that are made before a migration lie. */
export const BACKUP_FOLDER = 'backups';

export interface VaultIdentity {
  readonly folder: string;
  readonly migrations: readonly Migration[];
  readonly now: () => Instant;
  readonly newId: () => string;
}

/** An open vault: one connection that reads, one that writes, and a queue through which every write goes. */
export interface OpenVault {
  readonly folder: string;
  readonly keyFile: KeyFile;
  readonly slot: Slot;
  readonly reader: Connection;
  readonly writer: Connection;
  readonly queue: TaskQueue;
  readonly auditKey: Uint8Array;
  /** Notes in the key file that the recovery key was typed back. */
  confirmRecoveryKey(text: string): Promise<void>;
  /** Waits for running commands, closes the files and forgets the key. */
  close(): Promise<void>;
}

/** The secret that somebody offers to get in. */
export type Credentials = { readonly passphrase: string } | { readonly recoveryKey: string };

/**
 * Makes a vault with a passphrase and a recovery key. The database is built under a temporary name and the key file comes
 * last: a folder without a key file holds no vault, and a failure leaves nothing behind.
 * @throws AppError `vault_exists`, `folder_read_only`, `disk_full`
 */
export async function createVault(
  identity: VaultIdentity,
  owner: { readonly passphrase: string; readonly user: string },
  seed: (sql: SqlConnection) => void,
): Promise<{ readonly vaultId: string; readonly createdAt: Instant; readonly recoveryKey: string }> {
  const { folder } = identity;
  if (holdsVault(folder)) throw new AppError('vault_exists');
  const [vaultId, createdAt] = [identity.newId(), identity.now()];
  const dataKey = new Uint8Array(randomBytes(KEY_BYTES));
  const recoveryKey = newRecoveryKey();
  const slot = (kind: Slot['kind'], secret: string) =>
    newSlot({ id: identity.newId(), kind, user: owner.user, createdAt, vaultId }, secret, dataKey);
  const slots = [await slot('passphrase', owner.passphrase), await slot('recovery_key', recoveryKey)];
  const newFolder = makeFolder(folder);
  const database = join(folder, DATABASE_FILE);
  const temporary = `${database}.new`;
  // What an attempt left that broke off belongs to nobody.
  removeDatabase(temporary);
  try {
    const sql = openSql(temporary, dataKey, { create: true });
    try {
      migrate(sql, identity.migrations, createdAt);
      sql.transaction(() => seed(sql))();
      sql.pragma('wal_checkpoint(TRUNCATE)');
    } finally {
      sql.close();
    }
    renameSync(temporary, database);
    writeKeyFile(
      folder,
      {
        format: 'medsteward-vault',
        formatVersion: 1,
        vaultId,
        createdAt,
        cipher: 'sqlcipher',
        recoveryKeyConfirmed: false,
        slots,
      },
      dataKey,
    );
    return { vaultId, createdAt, recoveryKey };
  } catch (error) {
    for (const name of [temporary, database]) removeDatabase(name);
    if (newFolder) rmSync(newFolder, { recursive: true, force: true });
    throw fileError(error);
  } finally {
    dataKey.fill(0);
  }
}

/** Removes a database with the files that SQLite keeps beside it. */
function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
}

/**
 * Opens a vault: key file, slot, seal, database, schema, in this order, so that the answer says which of them is wrong.
 * Nothing on disk changes unless an older schema has to be migrated, and then a copy is made before.
 * @throws AppError `vault_missing`, `vault_damaged`, `vault_newer`, `wrong_credentials`, `folder_read_only`, `disk_full`
 */
export async function openVault(identity: VaultIdentity, credentials: Credentials): Promise<OpenVault> {
  const { folder, migrations } = identity;
  const file = readKeyFile(folder);
  const database = join(folder, DATABASE_FILE);
  if (!existsSync(database)) throw new AppError('vault_damaged', { part: 'database', how: 'missing' });
  const { dataKey, slot } = await openWith(file, credentials);
  await requireWritable(folder, database);
  upgrade(database, dataKey, identity);
  const writer = await connect(database, dataKey, 'write');
  let reader: Connection;
  try {
    requireKnownSchema(writer.sql, migrations);
    reader = await connect(database, dataKey, 'read');
  } catch (error) {
    await writer.close();
    throw error;
  }
  const queue = new TaskQueue();
  let keyFile: KeyFile = file;
  return {
    folder,
    get keyFile() {
      return keyFile;
    },
    slot,
    reader,
    writer,
    queue,
    auditKey: deriveSubkey(dataKey, 'audit'),
    async confirmRecoveryKey(text) {
      const key = readRecoveryKey(text);
      if (key === null) throw new AppError('recovery_key_mistyped');
      try {
        await openSlot(file, 'recovery_key', key);
      } catch {
        throw new AppError('recovery_key_mistyped');
      }
      await queue.run(async () => {
        keyFile = { ...keyFile, recoveryKeyConfirmed: true };
        writeKeyFile(folder, keyFile, dataKey);
      });
    },
    async close() {
      await queue.run(async () => {
        await reader.close();
        await writer.close();
        dataKey.fill(0);
      });
    },
  };
}

async function openWith(file: ReturnType<typeof readKeyFile>, credentials: Credentials) {
  if ('passphrase' in credentials) return openSlot(file, 'passphrase', credentials.passphrase);
  const key = readRecoveryKey(credentials.recoveryKey);
  if (key === null) throw new AppError('recovery_key_mistyped');
  return openSlot(file, 'recovery_key', key);
}

/** Brings an older schema up to date after a checked copy of the whole database was laid into the backup folder. */
function upgrade(database: string, dataKey: Uint8Array, { folder, migrations, now }: VaultIdentity): void {
  const sql = openSql(database, dataKey);
  try {
    requireKnownSchema(sql, migrations);
    const from = schemaVersion(sql);
    if (from === migrations.length) return;
    const stamp = now().replace(/[-:]/g, '').slice(0, 15);
    copyDatabase(
      sql,
      join(folder, BACKUP_FOLDER, `before-schema-${migrations.length}-from-${from}-${stamp}.db`),
      dataKey,
    );
    migrate(sql, migrations, now());
  } catch (error) {
    throw fileError(error);
  } finally {
    sql.close();
  }
}

/** Names of the copies that were made before migrations, newest last. */
export function listUpgradeCopies(folder: string): readonly string[] {
  const backups = join(folder, BACKUP_FOLDER);
  return existsSync(backups)
    ? readdirSync(backups)
        .filter((name) => name.endsWith('.db'))
        .sort()
    : [];
}
