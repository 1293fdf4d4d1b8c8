import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../domain/day.ts';
import { AppError } from '../domain/error.ts';
import { DEFAULT_POLICY } from '../domain/policy.ts';
import { type Cipher, openSql, type SqlConnection } from './connection.ts';
import { discardDatabase, FRESH_DATABASE, putInPlace, removeDatabase, writeGeneration } from './database-file.ts';
import { fileError, makeFolder } from './files.ts';
import { KEY_BYTES } from './keys.ts';
import { migrate } from './migrate.ts';
import { newRecoveryKey } from './recovery-key.ts';
import { newSecrets } from './secrets.ts';
import { newSlot, type Proof, passphraseProof } from './slots.ts';
import type { VaultIdentity } from './vault.ts';
import { holdsVault, type VaultFile, writeVaultFile } from './vault-file.ts';

/** The first owner of a vault. */
export interface Owner {
  readonly userId: string;
  readonly userName: string;
  readonly passphrase: string;
  readonly secondFactor: Uint8Array | null;
}

/**
 * Makes a vault with a passphrase and a recovery key. The vault file comes last: a folder without one holds no vault, and a
 * failure leaves nothing behind. @throws AppError `vault_exists`, `folder_read_only`, `disk_full`
 */
export async function createVault(
  identity: VaultIdentity,
  owner: Owner,
  cipher: Cipher,
  seed: (sql: SqlConnection) => void,
): Promise<{ readonly vaultId: string; readonly createdAt: Instant; readonly recoveryKey: string }> {
  const { folder } = identity;
  if (holdsVault(folder)) throw new AppError('vault_exists');
  const [vaultId, createdAt, generation] = [identity.newId(), identity.now(), identity.newId()];
  const dataKey = new Uint8Array(randomBytes(KEY_BYTES));
  const recoveryKey = newRecoveryKey();
  const { userId, userName, passphrase, secondFactor } = owner;
  const slot = (proof: Proof) =>
    newSlot({ id: identity.newId(), vaultId, userId, userName, createdAt }, proof, dataKey, identity.kdf);
  const slots = [
    await slot(passphraseProof(passphrase, secondFactor)),
    await slot({ kind: 'recovery_key', secret: recoveryKey, secondFactor: null }),
  ];
  const newFolder = makeFolder(folder);
  const fresh = join(folder, FRESH_DATABASE);
  let counts = false;
  try {
    // What an attempt left that broke off belongs to nobody.
    removeDatabase(fresh);
    const sql = openSql(fresh, { cipher, bytes: dataKey }, { create: true });
    try {
      migrate(sql, identity.migrations, createdAt);
      sql.transaction(() => {
        seed(sql);
        writeGeneration(sql, generation, createdAt);
      })();
      sql.pragma('wal_checkpoint(TRUNCATE)');
    } finally {
      sql.close();
    }
    const file: VaultFile = {
      format: 'medsteward-vault',
      formatVersion: 2,
      vaultId,
      createdAt,
      cipher,
      generation,
      recoveryKeyConfirmed: false,
      policy: DEFAULT_POLICY,
      ...newSecrets(dataKey),
      slots,
    };
    writeVaultFile(folder, file, dataKey);
    counts = true;
    putInPlace(folder);
    return { vaultId, createdAt, recoveryKey };
  } catch (error) {
    // From the moment the vault file lies there, the next opening finishes what is left to do.
    if (!counts) {
      discardDatabase(fresh);
      if (newFolder) rmSync(newFolder, { recursive: true, force: true });
    }
    throw fileError(error);
  } finally {
    dataKey.fill(0);
  }
}
