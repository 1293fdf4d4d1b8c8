import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../domain/error.ts';
import { errorCode, fileError, replaceFile } from './files.ts';
import { deriveKey, deriveSubkey, KDF_BOUNDS, newKeyDerivation, unwrapKey, wrapKey } from './keys.ts';

/** The key file of a vault; its format is written down in docs/vault-format.md. */
export const KEY_FILE = 'vault.json';
const FORMAT = 'medsteward-vault';
const FORMAT_VERSION = 1;
/** Far more than any vault needs; a larger file is not one of ours. */
const LARGEST = 1_000_000;

const base64 = z
  .string()
  .regex(/^[A-Za-z0-9+/]+={0,2}$/)
  .max(200);
const bounded = (bounds: { least: number; most: number }) => z.number().int().min(bounds.least).max(bounds.most);

const slotSchema = z.object({
  id: z.string().max(60),
  kind: z.enum(['passphrase', 'recovery_key']),
  user: z.string().max(100),
  createdAt: z.iso.datetime(),
  kdf: z.object({
    name: z.literal('argon2id'),
    memoryKiB: bounded(KDF_BOUNDS.memoryKiB),
    passes: bounded(KDF_BOUNDS.passes),
    lanes: bounded(KDF_BOUNDS.lanes),
    salt: base64,
  }),
  wrap: z.object({ name: z.literal('aes-256-gcm'), nonce: base64, ciphertext: base64, tag: base64 }),
});
export type Slot = z.infer<typeof slotSchema>;
export type SlotKind = Slot['kind'];

const contentSchema = z.object({
  format: z.literal(FORMAT),
  formatVersion: z.literal(FORMAT_VERSION),
  vaultId: z.string().max(60),
  createdAt: z.iso.datetime(),
  cipher: z.literal('sqlcipher'),
  recoveryKeyConfirmed: z.boolean(),
  slots: z.array(slotSchema).min(1).max(200),
});
/** What the key file says, without its seals. */
export type KeyFile = z.infer<typeof contentSchema>;

const fileSchema = contentSchema.extend({
  /** SHA-256 of the content: tells damage from a wrong passphrase before any key is known. */
  checksum: z.string().regex(/^[0-9a-f]{64}$/),
  /** HMAC-SHA-256 of the content under the data key: tells a change by somebody who does not hold it. */
  seal: z.string().regex(/^[0-9a-f]{64}$/),
});
type SealedKeyFile = z.infer<typeof fileSchema>;

/** True when the folder holds a vault, whole or damaged. */
export function holdsVault(folder: string): boolean {
  return existsSync(join(folder, KEY_FILE)) || existsSync(join(folder, DATABASE_FILE));
}
export const DATABASE_FILE = 'steward.db';

/**
 * Reads the key file and checks it as far as that goes without a key.
 * @throws AppError `vault_missing`, `vault_newer`, or `vault_damaged` with `part: 'key_file'`
 */
export function readKeyFile(folder: string): SealedKeyFile {
  let text: string;
  try {
    text = readFileSync(join(folder, KEY_FILE), 'utf8');
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw fileError(error);
    // A database without its key file is a damaged vault and not a place for a new one.
    throw existsSync(join(folder, DATABASE_FILE)) ? damaged('missing') : new AppError('vault_missing');
  }
  const parsed = text.length <= LARGEST ? parseJson(text) : null;
  const newer = z.object({
    format: z.literal(FORMAT),
    formatVersion: z
      .number()
      .int()
      .min(FORMAT_VERSION + 1),
  });
  if (newer.safeParse(parsed).success) throw new AppError('vault_newer');
  const file = fileSchema.safeParse(parsed);
  if (!file.success) throw damaged('malformed');
  if (checksum(content(file.data)) !== file.data.checksum) throw damaged('checksum');
  return file.data;
}

/** Seals the content under the data key and puts it in place of the old file in one step. @throws AppError */
export function writeKeyFile(folder: string, keyFile: KeyFile, dataKey: Uint8Array): void {
  const plain = content(keyFile);
  const file: SealedKeyFile = { ...plain, checksum: checksum(plain), seal: seal(plain, dataKey) };
  replaceFile(join(folder, KEY_FILE), `${JSON.stringify(file, null, 2)}\n`);
}

/** A new way in: the data key wrapped under what is derived from the secret. */
export async function newSlot(
  identity: { id: string; kind: SlotKind; user: string; createdAt: string; vaultId: string },
  secret: string,
  dataKey: Uint8Array,
): Promise<Slot> {
  const { vaultId, ...slot } = identity;
  const kdf = newKeyDerivation();
  const under = await deriveKey(secret, kdf);
  return { ...slot, kdf, wrap: wrapKey(dataKey, under, slotContext(vaultId, { ...slot, kdf })) };
}

/**
 * The data key behind the first slot of the kind that the secret opens.
 * @throws AppError `wrong_credentials`; `vault_damaged` when a slot opens but the file was changed without the key
 */
export async function openSlot(
  file: SealedKeyFile,
  kind: SlotKind,
  secret: string,
): Promise<{ dataKey: Uint8Array; slot: Slot }> {
  for (const slot of file.slots.filter((one) => one.kind === kind)) {
    const under = await deriveKey(secret, slot.kdf);
    const dataKey = unwrapKey(slot.wrap, under, slotContext(file.vaultId, slot));
    if (dataKey === null) continue;
    const expected = Buffer.from(seal(content(file), dataKey), 'hex');
    if (!timingSafeEqual(expected, Buffer.from(file.seal, 'hex'))) throw damaged('seal');
    return { dataKey, slot };
  }
  throw new AppError('wrong_credentials');
}

/** Bound into the wrapping: a slot cannot be moved to another vault, nor its settings lowered. */
function slotContext(vaultId: string, slot: Omit<Slot, 'wrap'>): string {
  const { kdf } = slot;
  return [
    vaultId,
    slot.id,
    slot.kind,
    slot.user,
    slot.createdAt,
    kdf.name,
    kdf.memoryKiB,
    kdf.passes,
    kdf.lanes,
    kdf.salt,
  ].join('\n');
}

function content(file: KeyFile): KeyFile {
  return contentSchema.parse(file);
}

/** The exact bytes that checksum and seal are made over. */
export function sealedText(keyFile: KeyFile): string {
  return JSON.stringify(content(keyFile));
}

function checksum(keyFile: KeyFile): string {
  return createHash('sha256').update(sealedText(keyFile)).digest('hex');
}

function seal(keyFile: KeyFile, dataKey: Uint8Array): string {
  return createHmac('sha256', deriveSubkey(dataKey, 'key-file')).update(sealedText(keyFile)).digest('hex');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function damaged(how: 'missing' | 'malformed' | 'checksum' | 'seal'): AppError {
  return new AppError('vault_damaged', { part: 'key_file', how });
}
