import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
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

/** What a key file may ask for: not below what protects, not so much that opening it harms (reliability.md 4). */
export const KDF_BOUNDS = {
  memoryKiB: { least: 64 * 1024, most: 1024 * 1024 },
  passes: { least: 3, most: 20 },
  lanes: { least: 1, most: 8 },
} as const;

export const KEY_BYTES = 32;

/** Settings for a new slot, with a fresh salt. */
export function newKeyDerivation(): KeyDerivation {
  return {
    name: 'argon2id',
    memoryKiB: KDF_BOUNDS.memoryKiB.least,
    passes: KDF_BOUNDS.passes.least,
    lanes: 1,
    salt: randomBytes(16).toString('base64'),
  };
}

/** 32 bytes from a secret by Argon2id, about a quarter of a second. The secret is normalised to NFC, so that keyboards agree. */
export async function deriveKey(secret: string, settings: KeyDerivation): Promise<Uint8Array> {
  return argon2id({
    password: Buffer.from(secret.normalize('NFC'), 'utf8'),
    salt: Buffer.from(settings.salt, 'base64'),
    memorySize: settings.memoryKiB,
    iterations: settings.passes,
    parallelism: settings.lanes,
    hashLength: KEY_BYTES,
    outputType: 'binary',
  });
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
export function deriveSubkey(dataKey: Uint8Array, purpose: 'key-file' | 'audit'): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', dataKey, new Uint8Array(0), `medsteward/1/${purpose}`, KEY_BYTES));
}
