import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { base32, inGroups } from './base32.ts';

/** A key for signing exports (reliability.md 7). */
export interface SigningKey {
  /** 32 bytes in base 64. */
  readonly publicKey: string;
  /** The seed of Ed25519, 32 bytes; secret. */
  readonly privateKey: Uint8Array;
}

const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
/** 160 bits: nobody can make another key with the same fingerprint. */
const FINGERPRINT_BYTES = 20;
const FINGERPRINT_GROUP = 4;

// What DER puts before the raw bytes of an Ed25519 key (RFC 8410): Node takes and gives keys in this form everywhere.
const PRIVATE_DER = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_DER = Buffer.from('302a300506032b6570032100', 'hex');

/** A new Ed25519 key, made with a vault. */
export function newSigningKey(): SigningKey {
  const pair = generateKeyPairSync('ed25519');
  return {
    publicKey: pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-KEY_BYTES).toString('base64'),
    privateKey: Uint8Array.from(pair.privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-KEY_BYTES)),
  };
}

/** The signature of the bytes, 64 bytes. Equal bytes give equal signatures. @throws Error when the key is not 32 bytes */
export function signBytes(privateKey: Uint8Array, bytes: Uint8Array): Uint8Array {
  const key = createPrivateKey({ key: der(PRIVATE_DER, privateKey), format: 'der', type: 'pkcs8' });
  return Uint8Array.from(sign(null, bytes, key));
}

/** True when the holder of the key's other half has signed exactly these bytes; false for anything malformed. */
export function verifyBytes(publicKey: string, bytes: Uint8Array, signature: Uint8Array): boolean {
  const raw = readPublicKey(publicKey);
  if (raw === null || signature.length !== SIGNATURE_BYTES) return false;
  try {
    const key = createPublicKey({ key: der(PUBLIC_DER, raw), format: 'der', type: 'spki' });
    return verify(null, bytes, key, signature);
  } catch {
    // 32 bytes that are no point of the curve.
    return false;
  }
}

/**
 * A public key as people compare it, eight groups of four letters: `7Q2M-…`. It stands on the recovery sheet and in the
 * footers of reports. @throws Error when it is not the base 64 of 32 bytes
 */
export function fingerprint(publicKey: string): string {
  const raw = readPublicKey(publicKey);
  if (raw === null) throw new Error('not a public key');
  const hash = createHash('sha256').update('medsteward/signing-key/').update(raw).digest();
  return inGroups(base32(hash.subarray(0, FINGERPRINT_BYTES)), FINGERPRINT_GROUP);
}

function readPublicKey(text: string): Uint8Array | null {
  const raw = Buffer.from(text, 'base64');
  return raw.length === KEY_BYTES && raw.toString('base64') === text ? raw : null;
}

function der(prefix: Uint8Array, raw: Uint8Array): Buffer {
  if (raw.length !== KEY_BYTES) throw new Error('a key of Ed25519 has 32 bytes');
  return Buffer.concat([prefix, raw]);
}
