import { AppError } from '../domain/error.ts';
import { DEFAULT_POLICY } from '../domain/policy.ts';
import { auditHead } from './audit.ts';
import { type SqlConnection, statement } from './connection.ts';
import { writeGeneration } from './database-file.ts';
import { deriveSubkey } from './keys.ts';
import { newSecrets } from './secrets.ts';
import { isOutdated, newSlot, type Proof } from './slots.ts';
import type { VaultIdentity } from './vault.ts';
import { type AnySlot, isSlot1, type SealedVaultFile, type Slot, type VaultFile } from './vault-file.ts';

/** What a file or a slot of an older form becomes once its secret is at hand; null when both are of today. */
export async function raise(
  file: SealedVaultFile,
  slot: AnySlot,
  proof: Proof,
  dataKey: Uint8Array,
  sql: SqlConnection,
  identity: VaultIdentity,
): Promise<{ readonly file: VaultFile; readonly slot: Slot } | null> {
  if (file.formatVersion === 2 && !isOutdated(slot, identity.kdf)) return null;
  const { vaultId } = file;
  const user = isSlot1(slot) ? userNamed(sql, slot.user) : userWithId(sql, slot.userId);
  const next = await newSlot(
    {
      id: slot.id,
      vaultId,
      userId: user.id,
      userName: user.name,
      createdAt: slot.createdAt,
      ...(isSlot1(slot) ? {} : { temporary: slot.temporary, shares: slot.shares }),
    },
    proof,
    dataKey,
    identity.kdf,
  );
  const slots = file.slots.map((one) => (one.id === slot.id ? next : one));
  if (file.formatVersion === 2) return { slot: next, file: { ...withoutSeals(file), slots } };
  const generation = identity.newId();
  writeGeneration(sql, generation, identity.now());
  const secrets = newSecrets(dataKey, deriveSubkey(dataKey, 'audit'));
  const { checksum: _checksum, seal: _seal, ...old } = file;
  return {
    slot: next,
    file: {
      ...old,
      formatVersion: 2,
      generation,
      policy: DEFAULT_POLICY,
      ...secrets,
      audit: { ...secrets.audit, head: auditHead(sql) },
      slots,
    },
  };
}

function withoutSeals({ checksum: _checksum, seal: _seal, ...file }: SealedVaultFile & VaultFile): VaultFile {
  return file;
}

interface UserRow {
  readonly id: string;
  readonly name: string;
}

function userNamed(sql: SqlConnection, name: string): UserRow {
  return requireUser(statement<[string], UserRow>(sql, 'SELECT "id", "name" FROM "User" WHERE "name" = ?').get(name));
}

function userWithId(sql: SqlConnection, id: string): UserRow {
  return requireUser(statement<[string], UserRow>(sql, 'SELECT "id", "name" FROM "User" WHERE "id" = ?').get(id));
}

/** A slot of somebody who was removed opens nothing. */
function requireUser(row: UserRow | undefined): UserRow {
  if (row === undefined) throw new AppError('wrong_credentials');
  return row;
}
