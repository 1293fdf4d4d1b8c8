import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { argon2id } from 'hash-wasm';

/** Algorithms and their settings stand beside what they protect, so that each can be exchanged (domain.md seed A8). */
export interface KeyDerivation {
  readonly name: 'argon2id';
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
  /** 16 bytes in base64. */
  readonly salt: string;
}

export interface Wrapping {
  readonly name: 'aes-256-gcm';
  /** 12 bytes in base64. */
  readonly nonce: string;
  readonly ciphertext: string;
  readonly tag: string;
}

/** A key that anyone may close for the holder of a private key, and only the holder opens (RFC 7748, RFC 5869). */
export interface SealedKey {
  readonly name: 'x25519-hkdf-sha256-aes-256-gcm';
  /** The sender's public key, made for this once; 32 bytes in base64. */
  readonly ephemeral: string;
  readonly nonce: string;
  readonly ciphertext: string;
  readonly tag: string;
}

/** What a key file may ask for: not below what protects, not so much that opening it harms (reliability.md 4). */
export const KDF_BOUNDS = {
  memoryKiB: { least: 64 * 1024, most: 1024 * 1024 },
  passes: { least: 3, most: 20 },
  lanes: { least: 1, most: 8 },
} as const;

export const KEY_BYTES = 32;

/** How much work a secret costs whoever guesses it. */
export type KdfStrength = Pick<KeyDerivation, 'memoryKiB' | 'passes'>;

/** What new slots ask for: half a second on two cores of today (reliability.md 4). Slots below it are raised at their next use. */
export const KDF_STRENGTH: KdfStrength = { memoryKiB: 128 * 1024, passes: 3 };

/** Settings for a new slot, with a fresh salt. */
export function newKeyDerivation(strength: KdfStrength): KeyDerivation {
  return { name: 'argon2id', ...strength, lanes: 1, salt: randomBytes(16).toString('base64') };
}

/** True when a slot asks for less work than new slots do. */
export function isWeaker(settings: KeyDerivation, strength: KdfStrength): boolean {
  return settings.memoryKiB < strength.memoryKiB || settings.passes < strength.passes;
}

/**
 * 32 bytes from a secret by Argon2id. The secret is normalised to NFC, so that keyboards agree. The bytes of a key file are
 * mixed in after it: without them the result is another one, so that the file is a factor and not a formality.
 */
export async function deriveKey(
  secret: string,
  settings: KeyDerivation,
  secondFactor: Uint8Array | null = null,
): Promise<Uint8Array> {
  const derived = await argon2id({
    password: Buffer.from(secret.normalize('NFC'), 'utf8'),
    salt: Buffer.from(settings.salt, 'base64'),
    memorySize: settings.memoryKiB,
    iterations: settings.passes,
    parallelism: settings.lanes,
    hashLength: KEY_BYTES,
    outputType: 'binary',
  });
  if (secondFactor === null) return derived;
  return hkdf(Buffer.concat([derived, secondFactor]), new Uint8Array(0), 'medsteward/2/passphrase+key-file');
}

/** Encrypts a key under another. `context` is bound in: what was wrapped for one place does not open in another. */
export function wrapKey(key: Uint8Array, under: Uint8Array, context: string): Wrapping {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', under, nonce);
  cipher.setAAD(Buffer.from(context, 'utf8'));
  const ciphertext = Buffer.concat([cipher.update(key), cipher.final()]);
  return {
    name: 'aes-256-gcm',
    nonce: nonce.toString('base64'),
    ciphertext: ciphertext.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
}

/** Opens what {@link wrapKey} closed; null when the key or the context is another one, or a byte has changed. */
export function unwrapKey(wrapped: Wrapping, under: Uint8Array, context: string): Uint8Array | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', under, Buffer.from(wrapped.nonce, 'base64'), {
      authTagLength: 16,
    });
    decipher.setAAD(Buffer.from(context, 'utf8'));
    decipher.setAuthTag(Buffer.from(wrapped.tag, 'base64'));
    return Buffer.concat([decipher.update(Buffer.from(wrapped.ciphertext, 'base64')), decipher.final()]);
  } catch {
    return null;
  }
}

/** A key for one purpose, made from the data key (HKDF with SHA-256). */
export function deriveSubkey(dataKey: Uint8Array, purpose: SubkeyPurpose): Uint8Array {
  return hkdf(dataKey, new Uint8Array(0), `medsteward/1/${purpose}`);
}

/** What the data key is used for besides the database. `audit` only in vaults of format 1. */
export type SubkeyPurpose = 'key-file' | 'audit' | 'secrets' | 'head' | 'backup';

// The fixed beginnings of an X25519 key in DER (RFC 8410): what follows is the key itself.
const PRIVATE_DER = Buffer.from('302e020100300506032b656e04220420', 'hex');
const PUBLIC_DER = Buffer.from('302a300506032b656e032100', 'hex');

/** A new pair of keys for {@link sealKey}; the public one in base64. */
export function newKeyPair(): { readonly publicKey: string; readonly privateKey: Uint8Array } {
  const pair = generateKeyPairSync('x25519');
  return { publicKey: rawPublicKey(pair.publicKey), privateKey: rawKey(pair.privateKey, 'pkcs8') };
}

/** Closes a key for the holder of a private key. `context` is bound in. */
export function sealKey(key: Uint8Array, publicKey: string, context: string): SealedKey {
  const ephemeral = newKeyPair();
  const under = agreedKey(ephemeral.privateKey, publicKey, ephemeral.publicKey, publicKey);
  const { name: _, ...wrapped } = wrapKey(key, under, context);
  return { name: 'x25519-hkdf-sha256-aes-256-gcm', ephemeral: ephemeral.publicKey, ...wrapped };
}

/** Opens what {@link sealKey} closed; null when the key or the context is another one, or a byte has changed. */
export function openSealedKey(
  sealed: SealedKey,
  privateKey: Uint8Array,
  publicKey: string,
  context: string,
): Uint8Array | null {
  try {
    const under = agreedKey(privateKey, sealed.ephemeral, sealed.ephemeral, publicKey);
    return unwrapKey({ ...sealed, name: 'aes-256-gcm' }, under, context);
  } catch {
    return null;
  }
}

function agreedKey(own: Uint8Array, other: string, ephemeral: string, recipient: string): Uint8Array {
  const shared = diffieHellman({
    privateKey: createPrivateKey({ key: Buffer.concat([PRIVATE_DER, own]), format: 'der', type: 'pkcs8' }),
    publicKey: createPublicKey({
      key: Buffer.concat([PUBLIC_DER, Buffer.from(other, 'base64')]),
      format: 'der',
      type: 'spki',
    }),
  });
  // Both public keys are in the salt: the result belongs to this pair and to no other.
  const salt = Buffer.concat([Buffer.from(ephemeral, 'base64'), Buffer.from(recipient, 'base64')]);
  return hkdf(shared, salt, 'medsteward/2/seal');
}

function rawPublicKey(key: KeyObject): string {
  return Buffer.from(rawKey(key, 'spki')).toString('base64');
}

function rawKey(key: KeyObject, type: 'spki' | 'pkcs8'): Uint8Array {
  const der = type === 'spki' ? key.export({ format: 'der', type }) : key.export({ format: 'der', type });
  return new Uint8Array(der.subarray(-KEY_BYTES));
}

function hkdf(key: Uint8Array, salt: Uint8Array, info: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, salt, info, KEY_BYTES));
}
