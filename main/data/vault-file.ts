import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../domain/error.ts';
import { DEFAULT_POLICY, KEY_FILE_FOR, POLICY_BOUNDS, type Policy } from '../domain/policy.ts';
import { WAYS_IN } from '../domain/way-in.ts';
import { CIPHERS } from './connection.ts';
import { errorCode, fileError, parseJson, removeQuietly, replaceFile } from './files.ts';
import { deriveSubkey, KDF_BOUNDS } from './keys.ts';

/** The vault file says who gets into a vault, and how; its format is written down in docs/vault-format.md. */
export const VAULT_FILE = 'vault.json';
/** The same once more, for the day on which the first is damaged (reliability.md T16). */
export const VAULT_FILE_COPY = 'vault.json.bak';
export const DATABASE_FILE = 'steward.db';

const FORMAT = 'medsteward-vault';
export const VAULT_FORMAT_VERSION = 2;
/** Far more than any vault needs; a larger file is not one of ours. */
const LARGEST = 1_000_000;

const base64 = z
  .string()
  .regex(/^[A-Za-z0-9+/]+={0,2}$/)
  .max(200);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const bounded = (bounds: { least: number; most: number }) => z.number().int().min(bounds.least).max(bounds.most);
const kdfSchema = z.object({
  name: z.literal('argon2id'),
  memoryKiB: bounded(KDF_BOUNDS.memoryKiB),
  passes: bounded(KDF_BOUNDS.passes),
  lanes: bounded(KDF_BOUNDS.lanes),
  salt: base64,
});
const wrapped = { nonce: base64, ciphertext: base64, tag: base64 };
const wrapSchema = z.object({ name: z.literal('aes-256-gcm'), ...wrapped });
const sealedSchema = z.object({ name: z.literal('x25519-hkdf-sha256-aes-256-gcm'), ephemeral: base64, ...wrapped });

/** A slot of format 1: the secret wraps the data key itself. It becomes one of format 2 when it is next used. */
const slot1Schema = z.object({
  id: z.string().max(60),
  kind: z.enum(['passphrase', 'recovery_key']),
  user: z.string().max(100),
  createdAt: z.iso.datetime(),
  kdf: kdfSchema,
  wrap: wrapSchema,
});
export type Slot1 = z.infer<typeof slot1Schema>;

/** A slot: the secret wraps a private key, and the data key is sealed for it. */
const slotSchema = z.object({
  id: z.string().max(60),
  kind: z.enum(WAYS_IN),
  userId: z.string().max(60),
  /** Tells whose it is to who knows the name; see `nameTag` in slots.ts. */
  nameTag: base64,
  createdAt: z.iso.datetime(),
  /** Set for somebody else, who has to replace it at the first use. */
  temporary: z.boolean(),
  /** Of how many shares how many are needed; only for recovery shares. */
  shares: z.object({ setId: z.string().max(20), needed: z.number().int(), total: z.number().int() }).nullable(),
  kdf: kdfSchema,
  publicKey: base64,
  wrap: wrapSchema,
  sealed: sealedSchema,
});
export type Slot = z.infer<typeof slotSchema>;
export type AnySlot = Slot | Slot1;

/** True for a slot of format 1. */
export function isSlot1(slot: AnySlot): slot is Slot1 {
  return !('publicKey' in slot);
}

const policySchema = z.object({
  passphraseLeast: bounded(POLICY_BOUNDS.passphraseLeast),
  passphraseLeastWithKeyFile: bounded(POLICY_BOUNDS.passphraseLeastWithKeyFile),
  keyFileFor: z.enum(KEY_FILE_FOR),
  keyStoreAllowed: z.boolean(),
  autoLockMinutes: bounded(POLICY_BOUNDS.autoLockMinutes),
  backupEveryHours: bounded(POLICY_BOUNDS.backupEveryHours),
  backupFolder: z.string().max(1000).nullable(),
});

const headSchema = z.object({ entries: z.number().int().min(0), hash: sha256 });
/** Number of entries of the audit log and the hash of the last: what stands for the whole log. */
export type AuditHead = z.infer<typeof headSchema>;

const identity = { format: z.literal(FORMAT), vaultId: z.string().max(60), createdAt: z.iso.datetime() };
const content1Schema = z.object({
  format: identity.format,
  formatVersion: z.literal(1),
  vaultId: identity.vaultId,
  createdAt: identity.createdAt,
  cipher: z.literal('sqlcipher'),
  recoveryKeyConfirmed: z.boolean(),
  slots: z.array(slot1Schema).min(1).max(200),
});
const contentSchema = z.object({
  format: identity.format,
  formatVersion: z.literal(VAULT_FORMAT_VERSION),
  vaultId: identity.vaultId,
  createdAt: identity.createdAt,
  cipher: z.enum(CIPHERS),
  /** The database that belongs to this file carries the same word in its settings. */
  generation: z.string().max(60),
  recoveryKeyConfirmed: z.boolean(),
  policy: policySchema,
  /** Raw Ed25519 public key that checks exports; its private half, and the key of the audit log, under the data key. */
  signing: z.object({ publicKey: base64, wrap: wrapSchema }),
  audit: z.object({ wrap: wrapSchema, head: headSchema }),
  slots: z
    .array(z.union([slotSchema, slot1Schema]))
    .min(1)
    .max(500),
});
/** What the vault file says, without its seals. */
export type VaultFile = z.infer<typeof contentSchema>;
export type VaultFile1 = z.infer<typeof content1Schema>;

const seals = {
  /** SHA-256 of the content: tells damage from a wrong passphrase before any key is known. */
  checksum: sha256,
  /** HMAC-SHA-256 of the content under the data key: tells a change by somebody who does not hold it. */
  seal: sha256,
};
const fileSchema = z.discriminatedUnion('formatVersion', [content1Schema.extend(seals), contentSchema.extend(seals)]);
export type SealedVaultFile = z.infer<typeof fileSchema>;

/** True when the folder holds a vault, whole or damaged. */
export function holdsVault(folder: string): boolean {
  return [VAULT_FILE, VAULT_FILE_COPY, DATABASE_FILE].some((name) => existsSync(join(folder, name)));
}

/**
 * Reads the vault file and checks it as far as that goes without a key. When it is damaged or gone, its copy is read instead,
 * and `fromCopy` says so. @throws AppError `vault_missing`, `vault_newer`, or `vault_damaged` with `part: 'vault_file'`
 */
export function readVaultFile(folder: string): { readonly file: SealedVaultFile; readonly fromCopy: boolean } {
  if (!holdsVault(folder)) throw new AppError('vault_missing');
  try {
    return { file: parseVaultFile(readText(join(folder, VAULT_FILE))), fromCopy: false };
  } catch (error) {
    const copy = error instanceof AppError && error.code === 'vault_damaged' ? readVaultFileCopy(folder) : null;
    if (copy === null) throw error;
    return { file: copy, fromCopy: true };
  }
}

/** The copy of the vault file; null when it is not whole either. */
export function readVaultFileCopy(folder: string): SealedVaultFile | null {
  try {
    return parseVaultFile(readText(join(folder, VAULT_FILE_COPY)));
  } catch {
    return null;
  }
}

/** Checks the text of a vault file. @throws AppError `vault_newer`, or `vault_damaged` with `part: 'vault_file'` */
export function parseVaultFile(text: string): SealedVaultFile {
  const parsed = text.length <= LARGEST ? parseJson(text) : null;
  const newer = z.object({
    format: identity.format,
    formatVersion: z
      .number()
      .int()
      .min(VAULT_FORMAT_VERSION + 1),
  });
  if (newer.safeParse(parsed).success) throw new AppError('vault_newer');
  const file = fileSchema.safeParse(parsed);
  if (!file.success) throw damaged('malformed');
  if (checksum(file.data) !== file.data.checksum) throw damaged('checksum');
  return file.data;
}

/**
 * Seals the content under the data key and puts it, and then its copy, in place of the old ones. A failure means that the old
 * file is still in place; a copy that cannot be written is none. @throws AppError
 */
export function writeVaultFile(folder: string, content: VaultFile, dataKey: Uint8Array): SealedVaultFile {
  const plain = contentSchema.parse(content);
  const file = { ...plain, checksum: checksum(plain), seal: seal(plain, dataKey) };
  const text = vaultFileText(file);
  replaceFile(join(folder, VAULT_FILE), text);
  writeCopy(folder, text);
  return file;
}

/** The exact text of a vault file on the disk. */
export function vaultFileText(file: SealedVaultFile): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Brings the copy up to date when it is missing or another one. A copy that cannot be written stops nobody. */
export function renewCopy(folder: string, file: SealedVaultFile): void {
  const text = vaultFileText(file);
  try {
    if (existsSync(join(folder, VAULT_FILE_COPY)) && readText(join(folder, VAULT_FILE_COPY)) === text) return;
  } catch {
    // A copy that cannot be read is written anew.
  }
  writeCopy(folder, text);
}

/** The first is whole; a copy that cannot be written now is written at the next opening. */
function writeCopy(folder: string, text: string): void {
  try {
    replaceFile(join(folder, VAULT_FILE_COPY), text);
  } catch {
    // Better none than one by which somebody gets in who was shut out.
    removeQuietly(join(folder, VAULT_FILE_COPY));
  }
}

/** @throws AppError `vault_damaged` when the file was changed by somebody who does not hold the data key */
export function requireSeal(file: SealedVaultFile, dataKey: Uint8Array): void {
  const expected = Buffer.from(seal(file, dataKey), 'hex');
  if (!timingSafeEqual(expected, Buffer.from(file.seal, 'hex'))) throw damaged('seal');
}

/** The content without its seals. */
export function contentOf(file: VaultFile | VaultFile1): VaultFile | VaultFile1 {
  return file.formatVersion === 1 ? content1Schema.parse(file) : contentSchema.parse(file);
}

/** The policy that holds; vaults of format 1 had none. */
export function policyOf(file: SealedVaultFile): Policy {
  return file.formatVersion === 1 ? DEFAULT_POLICY : file.policy;
}

/** The exact text that checksum and seal are made over. */
export function sealedText(file: VaultFile | VaultFile1): string {
  return JSON.stringify(contentOf(file));
}

function checksum(file: VaultFile | VaultFile1): string {
  return createHash('sha256').update(sealedText(file)).digest('hex');
}

function seal(file: VaultFile | VaultFile1, dataKey: Uint8Array): string {
  return createHmac('sha256', deriveSubkey(dataKey, 'key-file')).update(sealedText(file)).digest('hex');
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    // A database without its vault file is a damaged vault and not a place for a new one.
    throw errorCode(error) === 'ENOENT' ? damaged('missing') : fileError(error);
  }
}

function damaged(how: 'missing' | 'malformed' | 'checksum' | 'seal'): AppError {
  return new AppError('vault_damaged', { part: 'vault_file', how });
}
