import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findResources } from '../../main/app/resources.ts';
import { newId } from '../../main/app/system.ts';
import { appendAudit } from '../../main/data/audit.ts';
import { openSql } from '../../main/data/connection.ts';
import { deriveKey, newKeyDerivation, wrapKey } from '../../main/data/keys.ts';
import { migrate, readMigrations } from '../../main/data/migrate.ts';
import { newRecoveryKey } from '../../main/data/recovery-key.ts';
import type { Instant } from '../../main/domain/day.ts';
import { FAST_KDF, ORGANISATION, PASSPHRASE } from './program.ts';

/** What a test has to know of the vault that was made. */
export interface OldVault {
  readonly recoveryKey: string;
  readonly dataKey: Uint8Array;
  readonly entries: number;
}

const AT = '2026-10-01T08:00:00.000Z' as Instant;
/** What the history of the vault holds. */
export const OLD_ACTIONS = ['vault.create', 'vendor.create', 'vault.lock'];
const OWNER = 'Administrator';

/**
 * A vault as the program wrote them before format 2: the first migration, slots that wrap the data key itself, a name in clear,
 * the audit key made from the data key, and no copy, head file or generation. `colleagues` have passphrases of their own.
 */
export async function makeVaultOfFormat1(
  folder: string,
  colleagues: Readonly<Record<string, string>> = {},
): Promise<OldVault> {
  mkdirSync(folder, { mode: 0o700 });
  const [vaultId, dataKey, recoveryKey] = [newId(), new Uint8Array(randomBytes(32)), newRecoveryKey()];
  const subkey = (purpose: string) =>
    new Uint8Array(hkdfSync('sha256', dataKey, new Uint8Array(0), `medsteward/1/${purpose}`, 32));
  const people = { [OWNER]: PASSPHRASE, ...colleagues };

  const sql = openSql(join(folder, 'steward.db'), { cipher: 'sqlcipher', bytes: dataKey }, { create: true });
  migrate(sql, readMigrations(findResources().migrations).slice(0, 1), AT);
  sql
    .prepare('INSERT INTO "Setting" ("key", "value", "updatedAt") VALUES (?, ?, ?)')
    .run('organisation', ORGANISATION, AT);
  const addUser = sql.prepare(
    'INSERT INTO "User" ("id", "name", "role", "createdAt", "createdBy", "updatedAt", "updatedBy") VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  for (const name of Object.keys(people)) addUser.run(newId(), name, 'administrator', AT, OWNER, AT, OWNER);
  for (const action of OLD_ACTIONS) {
    const changes =
      action === 'vendor.create'
        ? [{ noun: 'vendor', recordId: newId(), before: null, after: { name: 'Norvia Medical „GmbH“', active: true } }]
        : [];
    appendAudit(sql, subkey('audit'), { at: AT, actor: OWNER, action, summary: { note: 'ä\u2028ö' }, changes });
  }
  sql.pragma('wal_checkpoint(TRUNCATE)');
  sql.close();

  const slot = async (kind: string, user: string, secret: string) => {
    const [id, kdf] = [newId(), newKeyDerivation(FAST_KDF)];
    const context = [vaultId, id, kind, user, AT, kdf.name, kdf.memoryKiB, kdf.passes, kdf.lanes, kdf.salt].join('\n');
    return { id, kind, user, createdAt: AT, kdf, wrap: wrapKey(dataKey, await deriveKey(secret, kdf), context) };
  };
  const slots = [await slot('recovery_key', OWNER, recoveryKey)];
  for (const [name, secret] of Object.entries(people)) slots.push(await slot('passphrase', name, secret));
  const content = {
    format: 'medsteward-vault',
    formatVersion: 1,
    vaultId,
    createdAt: AT,
    cipher: 'sqlcipher',
    recoveryKeyConfirmed: true,
    slots,
  };
  const text = JSON.stringify(content);
  const checksum = createHash('sha256').update(text).digest('hex');
  const seal = createHmac('sha256', subkey('key-file')).update(text).digest('hex');
  writeFileSync(join(folder, 'vault.json'), `${JSON.stringify({ ...content, checksum, seal }, null, 2)}\n`, {
    mode: 0o600,
  });
  return { recoveryKey, dataKey, entries: OLD_ACTIONS.length };
}
