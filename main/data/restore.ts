import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../domain/error.ts';
import { appendAudit, auditHead } from './audit.ts';
import { requireKnownVersion } from './backup.ts';
import { readBackupHead, requireBackupSeal, type SealedBackupHead } from './backup-head.ts';
import { openSql, type SqlConnection, statement } from './connection.ts';
import { FRESH_DATABASE, putInPlace, removeDatabase, writeGeneration } from './database-file.ts';
import { exchangeVault } from './exchange.ts';
import { fileError, flushFile, flushFolder, temporaryName } from './files.ts';
import { HEAD_FILE, HeadKeeper } from './head.ts';
import { migrate } from './migrate.ts';
import { raise } from './raise.ts';
import { auditKeyOf } from './secrets.ts';
import { openSlot, type Proof, type SlotChoice } from './slots.ts';
import type { VaultIdentity } from './vault.ts';
import {
  type AnySlot,
  type AuditHead,
  DATABASE_FILE,
  holdsVault,
  isSlot1,
  readVaultFile,
  type VaultFile,
  writeVaultFile,
} from './vault-file.ts';

/** A backup with the key that opens it. */
export interface OpenedBackup {
  readonly path: string;
  readonly sealed: SealedBackupHead;
  readonly proof: Proof;
  readonly slot: AnySlot;
  readonly dataKey: Uint8Array;
}

/**
 * Opens a backup by one of the ways in that its vault had then. Nothing but the head is read.
 * @throws AppError `wrong_credentials`, `backup_damaged`, `vault_newer`, `file_refused`
 */
export async function openBackup(
  path: string,
  proofFor: (sealed: SealedBackupHead) => Promise<{ readonly proof: Proof; readonly choice: SlotChoice }>,
  { migrations, kdf }: VaultIdentity,
): Promise<OpenedBackup> {
  const sealed = readBackupHead(path);
  requireKnownVersion(sealed.head, migrations);
  const { proof, choice } = await proofFor(sealed);
  const { dataKey, slot } = await openSlot(sealed.head.vaultFile, proof, choice, kdf);
  try {
    requireBackupSeal(sealed, dataKey);
    return { path, sealed, proof, slot, dataKey };
  } catch (error) {
    dataKey.fill(0);
    throw error;
  }
}

/** Where a backup is restored to before it takes the place of the vault. */
export function restoreTarget(folder: string): string {
  return temporaryName(join(folder, `${DATABASE_FILE}.restored`));
}

/**
 * Makes the checked database at {@link restoreTarget} the vault of the folder: brings its schema up to date, gives it a
 * generation and an entry in its log that says what happened, and exchanges the vaults. Nobody may have either open.
 * @throws AppError `vault_busy`; the vault is as before then. Returns whether there was one before
 */
export async function installRestored(identity: VaultIdentity, opened: OpenedBackup): Promise<boolean> {
  const { folder, now } = identity;
  const target = restoreTarget(folder);
  try {
    const file = await mark(identity, opened, target);
    const exchange = { cause: 'restore', at: now(), becomes: file.generation } as const;
    return exchangeVault(folder, exchange, () => {
      renameSync(target, join(folder, FRESH_DATABASE));
      // It belongs to the log of before, which may go on further; the next commit begins another.
      rmSync(join(folder, HEAD_FILE), { force: true });
      flushFolder(folder);
      writeVaultFile(folder, file, opened.dataKey);
      putInPlace(folder);
    });
  } catch (error) {
    throw fileError(error);
  }
}

async function mark(identity: VaultIdentity, opened: OpenedBackup, target: string): Promise<VaultFile> {
  const { now, newId, migrations } = identity;
  const { sealed, slot, proof, dataKey } = opened;
  const { head } = sealed;
  const known = knownHead(identity.folder, head.vaultId, dataKey);
  const sql = openSql(target, { cipher: head.vaultFile.cipher, bytes: dataKey });
  const auditKey = auditKeyOf(head.vaultFile, dataKey);
  try {
    migrate(sql, migrations, now());
    const raised = await raise(head.vaultFile, slot, proof, dataKey, sql, identity);
    const file = raised?.file ?? (head.vaultFile as VaultFile);
    const generation = newId();
    sql.transaction(() => {
      writeGeneration(sql, generation, now());
      appendAudit(sql, auditKey, {
        at: now(),
        actor: actorOf(sql, slot),
        action: 'backup.restore',
        summary: {
          madeAt: head.createdAt,
          entries: head.audit.entries,
          hash: head.audit.hash,
          knownEntries: known?.entries ?? null,
          knownHash: known?.hash ?? null,
        },
        changes: [],
      });
    })();
    const audit = { ...file.audit, head: auditHead(sql) };
    sql.pragma('journal_mode = DELETE');
    return { ...file, generation, audit };
  } finally {
    auditKey.fill(0);
    sql.close();
    flushFile(target);
  }
}

/** What was last known of the log of the vault that lies there, when it is the same vault under the same key. */
function knownHead(folder: string, vaultId: string, dataKey: Uint8Array): AuditHead | null {
  if (!holdsVault(folder)) return null;
  try {
    const { file } = readVaultFile(folder);
    if (file.vaultId !== vaultId || file.formatVersion === 1) return null;
    const keeper = new HeadKeeper(folder, dataKey);
    const written = keeper.read();
    keeper.close();
    return written !== null && written.entries > file.audit.head.entries ? written : file.audit.head;
  } catch (error) {
    // A vault that is damaged is what a restore is for.
    if (error instanceof AppError) return null;
    throw error;
  }
}

function actorOf(sql: SqlConnection, slot: AnySlot): string {
  if (isSlot1(slot)) return slot.user;
  const row = statement<[string], { name: string }>(sql, 'SELECT "name" FROM "User" WHERE "id" = ?').get(slot.userId);
  return row?.name ?? slot.userId;
}

/** Removes what a restore that came to nothing left in the folder. */
export function removeRestoreTarget(folder: string): void {
  removeDatabase(restoreTarget(folder));
}
