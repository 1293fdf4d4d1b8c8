import { crc32, inflateRawSync } from 'node:zlib';
import { ImportFileError } from '../domain/import/problems.ts';

/** Limits of a workbook, which is an archive (reliability.md 5). All are inclusive. */
export const ZIP_LIMITS = {
  bytes: 20 * 1024 * 1024,
  /** All that is read of one archive together, counted while it is inflated. */
  inflated: 200 * 1024 * 1024,
  /** How much a part may grow; only looked at above the floor, because small parts of repeated text grow far more. */
  ratio: 100,
  ratioFloor: 4 * 1024 * 1024,
  entries: 2000,
} as const;

/** How much an archive may hold, as {@link ZIP_LIMITS} says it for workbooks. */
type ArchiveLimits = { readonly [Limit in keyof typeof ZIP_LIMITS]: number };

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** Length of the end record, and of the longest remark that may follow it. */
const END_LENGTH = 22;
const LONGEST_REMARK = 0xffff;

/** An archive of which the list of parts was read. */
export interface Archive {
  /** Names of its parts. They never become paths. */
  readonly names: readonly string[];
  /**
   * One part, inflated; null where there is none of that name. What the archive claims of sizes is not believed.
   * @throws ImportFileError `inflates_too_far`, `file_damaged`, `file_has_password`
   */
  part(name: string): Uint8Array | null;
}

interface Entry {
  readonly method: number;
  readonly encrypted: boolean;
  readonly packed: number;
  readonly checksum: number;
  readonly offset: number;
}

/** Whether a file is an archive by its first bytes. */
export function looksLikeZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/**
 * Reads the list of an archive. Parts are inflated when they are asked for, within the limits. Archives of several files
 * and those beyond 4 GB are not read: nothing here needs them.
 * @throws ImportFileError `file_too_large`, `file_damaged`, `too_many_entries`
 */
export function openArchive(bytes: Uint8Array, limits: ArchiveLimits = ZIP_LIMITS): Archive {
  if (bytes.length > limits.bytes) {
    throw new ImportFileError('file_too_large', { limit: limits.bytes, size: bytes.length });
  }
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readList(buffer, limits);
  let inflated = 0;
  return {
    names: [...entries.keys()],
    part: (name) => {
      const entry = entries.get(name);
      if (entry === undefined) return null;
      const content = inflate(buffer, entry, limits.inflated - inflated, limits);
      // Packed bytes can be damaged and still unpack, into other answers.
      if (crc32(content) !== entry.checksum) throw damaged();
      inflated += content.length;
      return content;
    },
  };
}

function readList(buffer: Buffer, limits: ArchiveLimits): ReadonlyMap<string, Entry> {
  const end = findEnd(buffer);
  const count = buffer.readUInt16LE(end + 10);
  if (count > limits.entries) throw new ImportFileError('too_many_entries', { limit: limits.entries });
  const entries = new Map<string, Entry>();
  let at = buffer.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || buffer.readUInt32LE(at) !== CENTRAL) throw damaged();
    const [nameLength, extra, remark] = [28, 30, 32].map((place) => buffer.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ];
    if (at + 46 + nameLength > end) throw damaged();
    const name = buffer.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/');
    // A second part of one name could show one thing to a check and another to a reader.
    if (entries.has(name)) throw damaged();
    entries.set(name, {
      encrypted: (buffer.readUInt16LE(at + 8) & 1) === 1,
      method: buffer.readUInt16LE(at + 10),
      checksum: buffer.readUInt32LE(at + 16),
      packed: buffer.readUInt32LE(at + 20),
      offset: buffer.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + extra + remark;
  }
  return entries;
}

function findEnd(buffer: Buffer): number {
  const first = Math.max(0, buffer.length - END_LENGTH - LONGEST_REMARK);
  for (let at = buffer.length - END_LENGTH; at >= first; at -= 1) {
    if (buffer.readUInt32LE(at) === END) return at;
  }
  throw damaged();
}

function inflate(
  buffer: Buffer,
  { method, encrypted, packed, offset }: Entry,
  room: number,
  limits: ArchiveLimits,
): Buffer {
  if (encrypted) throw new ImportFileError('file_has_password');
  if (offset + 30 > buffer.length || buffer.readUInt32LE(offset) !== LOCAL) throw damaged();
  const start = offset + 30 + buffer.readUInt16LE(offset + 26) + buffer.readUInt16LE(offset + 28);
  if (start + packed > buffer.length) throw damaged();
  const content = buffer.subarray(start, start + packed);
  const most = Math.min(room, Math.max(limits.ratioFloor, packed * limits.ratio));
  if (method === 0) {
    if (content.length > room) throw new ImportFileError('inflates_too_far', { limit: limits.inflated });
    return content;
  }
  if (method !== 8) throw damaged();
  try {
    return inflateRawSync(content, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    if (error instanceof RangeError) throw new ImportFileError('inflates_too_far', { limit: most });
    throw damaged();
  }
}

function damaged(): ImportFileError {
  return new ImportFileError('file_damaged', { kind: 'archive' });
}
