import { randomBytes } from 'node:crypto';
import { AppError } from '../domain/error.ts';
import { deriveSubkey, KEY_BYTES, unwrapKey, wrapKey } from './keys.ts';
import { newSigningKey, signBytes } from './signing.ts';
import type { SealedVaultFile, VaultFile } from './vault-file.ts';

/** Signs for the vault; the key never leaves it. */
export interface Signer {
  /** Raw Ed25519 public key in base64. */
  readonly publicKey: string;
  sign(bytes: Uint8Array): Uint8Array;
}

/** A signing key and a key of the audit log, closed under the data key. */
export function newSecrets(
  dataKey: Uint8Array,
  auditKey: Uint8Array = randomBytes(KEY_BYTES),
): Pick<VaultFile, 'signing' | 'audit'> {
  const under = deriveSubkey(dataKey, 'secrets');
  const signing = newSigningKey();
  return {
    signing: { publicKey: signing.publicKey, wrap: wrapKey(signing.privateKey, under, 'signing') },
    audit: { wrap: wrapKey(auditKey, under, 'audit'), head: { entries: 0, hash: '0'.repeat(64) } },
  };
}

/** The same secrets under another data key. */
export function movedSecrets(file: VaultFile, from: Uint8Array, to: Uint8Array): Pick<VaultFile, 'signing' | 'audit'> {
  const under = deriveSubkey(to, 'secrets');
  return {
    signing: { ...file.signing, wrap: wrapKey(openSecret(file.signing.wrap, from, 'signing'), under, 'signing') },
    audit: { ...file.audit, wrap: wrapKey(openSecret(file.audit.wrap, from, 'audit'), under, 'audit') },
  };
}

/** Opens one of the two. @throws AppError `vault_damaged` */
export function openSecret(
  wrap: VaultFile['audit']['wrap'],
  dataKey: Uint8Array,
  name: 'signing' | 'audit',
): Uint8Array {
  const opened = unwrapKey(wrap, deriveSubkey(dataKey, 'secrets'), name);
  if (opened === null) throw new AppError('vault_damaged', { part: 'vault_file', how: 'seal' });
  return opened;
}

/** Key of the log's hashes, as a vault file holds it; format 1 derived it. @throws AppError `vault_damaged` */
export function auditKeyOf(file: SealedVaultFile, dataKey: Uint8Array): Uint8Array {
  return file.formatVersion === 1 ? deriveSubkey(dataKey, 'audit') : openSecret(file.audit.wrap, dataKey, 'audit');
}

/** Signs with the vault's key, which is opened for each signature only. */
export function signerOf(file: VaultFile, dataKey: Uint8Array): Signer {
  return {
    publicKey: file.signing.publicKey,
    sign: (bytes) => {
      const key = openSecret(file.signing.wrap, dataKey, 'signing');
      try {
        return signBytes(key, bytes);
      } finally {
        key.fill(0);
      }
    },
  };
}
