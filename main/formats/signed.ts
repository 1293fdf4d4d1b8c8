import { createHash } from 'node:crypto';
import type { Day, Instant } from '../domain/day.ts';
import { MANIFEST_LIMIT, placeIn, readSidecar, type SignatureBlock, sidecarOf } from './signature-block.ts';

/** What an export says of itself. */
export interface ManifestFacts {
  readonly vaultId: string;
  readonly organisation: string;
  /** What was exported: `support_report`. */
  readonly export: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly createdAt: Instant;
  /** The day that the content speaks of; null where it speaks of none. */
  readonly asOf: Day | null;
  readonly programVersion: string;
  /** The catalogue of questions; only for checklists. */
  readonly template?: { readonly id: string; readonly version: string };
  /** How much is in it, by name: `rows`. */
  readonly counts: Readonly<Record<string, number>>;
  /** The head of the history as the export was made (reliability.md 7). */
  readonly audit: { readonly entries: number; readonly head: string };
}

/** What is signed. It covers the content by its hash, and names the key that vouches for it. */
export interface Manifest extends ManifestFacts {
  readonly format: 'medsteward-manifest';
  readonly version: 1;
  /** Of the content without the signature, in hexadecimal. */
  readonly sha256: string;
  readonly byteSize: number;
  readonly publicKey: string;
}

/** The half of a key that signs. */
export interface Signer {
  readonly publicKey: string;
  sign(bytes: Uint8Array): Uint8Array;
}

/** How signatures are checked and keys are named: main/data/signing.ts. */
export interface SignatureRules {
  verifyBytes(publicKey: string, bytes: Uint8Array, signature: Uint8Array): boolean;
  fingerprint(publicKey: string): string;
}

/** A file with its signature in it, or with the one that has to lie beside it. */
export interface SignedFile {
  readonly bytes: Uint8Array;
  /** The content of `FILE.sig`; null when the file holds its signature itself. */
  readonly sidecar: Uint8Array | null;
  /** Of the content without the signature. */
  readonly sha256: string;
}

/**
 * What a check found. `signed`: every byte is as the holder of the key signed it; whose key that is, the fingerprint tells.
 * `malformed`: there is a signature, and it cannot be read.
 */
export const SIGNATURE_REASONS = ['signed', 'not_signed', 'content_changed', 'signature_wrong', 'malformed'] as const;
export interface SignatureFinding {
  readonly ok: boolean;
  readonly reason: (typeof SIGNATURE_REASONS)[number];
  /** As it was signed; null when nobody vouches for it. */
  readonly manifest: Manifest | null;
  readonly fingerprint: string | null;
}

/**
 * Signs an export: inside a PDF, an XLSX workbook or a JSON object, else in a file beside it. The bytes of the manifest
 * travel as they were signed, so that nobody has to write them the same way again. @throws Error for a file that is signed
 */
export function signFile(bytes: Uint8Array, facts: ManifestFacts, signer: Signer): SignedFile {
  const file = asBuffer(bytes);
  const place = placeIn(file);
  if (place && file.includes(place.mark)) throw new Error('the file holds a signature already');
  const prepared = place?.prepare(file) ?? null;
  const content = prepared ?? file;
  const manifest: Manifest = {
    format: 'medsteward-manifest',
    version: 1,
    ...facts,
    sha256: hashOf(content),
    byteSize: content.length,
    publicKey: signer.publicKey,
  };
  const signedBytes = Buffer.from(JSON.stringify(manifest));
  const block: SignatureBlock = {
    manifest: signedBytes.toString('base64'),
    signature: asBuffer(signer.sign(signedBytes)).toString('base64'),
  };
  if (block.manifest.length > MANIFEST_LIMIT) throw new Error('the manifest is too long');
  const { sha256 } = manifest;
  const inside = prepared && place ? place.put(prepared, block) : null;
  if (prepared && !inside) throw new Error('what was made ready for a signature takes none');
  return inside ? { bytes: plain(inside), sidecar: null, sha256 } : { bytes, sidecar: plain(sidecarOf(block)), sha256 };
}

/**
 * Checks a signed export without a vault. The file is put together anew from what was read in it and must come out
 * byte for byte, so that nothing can stand before, behind or between (reliability.md T58).
 * @param sidecar content of `FILE.sig`; only looked at when the file holds no signature
 */
export function checkSigned(bytes: Uint8Array, sidecar: Uint8Array | null, rules: SignatureRules): SignatureFinding {
  const file = asBuffer(bytes);
  const place = placeIn(file);
  const at = place ? file.lastIndexOf(place.mark) : -1;
  if (place === null || at < 0) {
    if (sidecar === null) return nothing(file.includes(MANIFEST_START) ? 'malformed' : 'not_signed');
    const block = readSidecar(asBuffer(sidecar));
    return block === null ? nothing('malformed') : judge(file, block, true, rules);
  }
  const taken = place.take(file, at);
  if (taken === null || taken.content.includes(place.mark)) return nothing('malformed');
  const again = place.put(taken.content, taken.block);
  return judge(taken.content, taken.block, again?.equals(file) ?? false, rules);
}

/** How every manifest begins in base 64: what is left of a signature whose mark was damaged. */
const MANIFEST_START = Buffer.from(Buffer.from('{"format":"medsteward-manifest"').subarray(0, 30).toString('base64'));

function judge(content: Buffer, block: SignatureBlock, whole: boolean, rules: SignatureRules): SignatureFinding {
  const signedBytes = Buffer.from(block.manifest, 'base64');
  const signature = Buffer.from(block.signature, 'base64');
  const canonical =
    signedBytes.toString('base64') === block.manifest && signature.toString('base64') === block.signature;
  const manifest = canonical ? readManifest(signedBytes) : null;
  if (manifest === null) return nothing('malformed');
  if (!rules.verifyBytes(manifest.publicKey, signedBytes, signature)) return nothing('signature_wrong');
  const fingerprint = rules.fingerprint(manifest.publicKey);
  const same = whole && manifest.byteSize === content.length && manifest.sha256 === hashOf(content);
  return { ok: same, reason: same ? 'signed' : 'content_changed', manifest, fingerprint };
}

function readManifest(bytes: Buffer): Manifest | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isManifest(value) ? value : null;
  } catch {
    return null;
  }
}

function isManifest(value: unknown): value is Manifest {
  if (!isRecord(value) || value.format !== 'medsteward-manifest' || value.version !== 1) return false;
  const { asOf, template, counts, audit } = value;
  const texts = ['vaultId', 'organisation', 'export', 'fileName', 'mediaType', 'createdAt', 'programVersion'] as const;
  return (
    [...texts, 'sha256', 'publicKey'].every((key) => typeof value[key] === 'string') &&
    (asOf === null || typeof asOf === 'string') &&
    (template === undefined ||
      (isRecord(template) && typeof template.id === 'string' && typeof template.version === 'string')) &&
    isRecord(counts) &&
    Object.values(counts).every(isCount) &&
    isRecord(audit) &&
    isCount(audit.entries) &&
    typeof audit.head === 'string' &&
    isCount(value.byteSize)
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function nothing(reason: SignatureFinding['reason']): SignatureFinding {
  return { ok: false, reason, manifest: null, fingerprint: null };
}

function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** As the rest of the program hands bytes on: some readers refuse a `Buffer`. */
function plain(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
