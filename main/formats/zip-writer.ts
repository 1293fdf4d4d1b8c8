import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib';

/** Most that an archive may take: all of it lies in memory, and sizes have 32 bits. */
export const ARCHIVE_BYTES = 350_000_000;
/** Most parts of an archive without the extension for larger ones. */
const MOST_PARTS = 65_000;
const VERSION = 20;
const UTF8_NAMES = 0x0800;
/** 1980-01-01, the first day that the format knows: an archive tells nothing of when it was packed. */
const FIRST_DAY = 0x21;

/** An archive that is too large to be held. */
export class ArchiveTooLargeError extends Error {}

interface Part {
  readonly path: string;
  readonly offset: number;
  readonly header: Buffer;
  readonly deflate: DeflateRaw | null;
  readonly hash: Hash;
  crc: number;
  size: number;
  packed: number;
}

/** Packs files one after another into a ZIP archive that stays in memory. @throws ArchiveTooLargeError */
export class ArchiveWriter {
  readonly #chunks: Buffer[] = [];
  readonly #parts: Part[] = [];
  #length = 0;
  #open: Part | null = null;

  begin(path: string, packed: boolean): void {
    if (this.#parts.length === MOST_PARTS) throw new ArchiveTooLargeError();
    const name = Buffer.from(path, 'utf8');
    const header = Buffer.alloc(30 + name.length);
    name.copy(header, 30);
    const deflate = packed ? createDeflateRaw({ level: 6 }) : null;
    const part = {
      path,
      offset: this.#length,
      header,
      deflate,
      hash: createHash('sha256'),
      crc: 0,
      size: 0,
      packed: 0,
    };
    this.#put(header);
    deflate?.on('data', (bytes: Buffer) => {
      part.packed += bytes.length;
      this.#put(bytes);
    });
    this.#open = part;
  }

  async write(bytes: Uint8Array): Promise<void> {
    const part = this.#begun();
    part.crc = crc32(bytes, part.crc);
    part.hash.update(bytes);
    part.size += bytes.length;
    if (part.deflate === null) {
      part.packed += bytes.length;
      this.#put(Buffer.from(bytes));
    } else if (!part.deflate.write(bytes)) await once(part.deflate, 'drain');
    if (this.#length > ARCHIVE_BYTES || part.size > 0xffff_fff0) throw new ArchiveTooLargeError();
  }

  async end() {
    const part = this.#begun();
    if (part.deflate !== null) {
      part.deflate.end();
      await once(part.deflate, 'end');
    }
    const { header, crc, size, packed, path } = part;
    header.writeUInt32LE(0x04034b50, 0);
    this.#facts(part, header, 4);
    header.writeUInt32LE(crc, 14);
    header.writeUInt32LE(packed, 18);
    header.writeUInt32LE(size, 22);
    header.writeUInt16LE(header.length - 30, 26);
    this.#parts.push(part);
    this.#open = null;
    return { path, byteSize: size, sha256: part.hash.digest('hex') };
  }

  /** The whole archive. */
  finish(): Uint8Array {
    const start = this.#length;
    for (const part of this.#parts) {
      const name = part.header.subarray(30);
      const entry = Buffer.alloc(46 + name.length);
      entry.writeUInt32LE(0x02014b50, 0);
      entry.writeUInt16LE(VERSION, 4);
      this.#facts(part, entry, 6);
      entry.writeUInt32LE(part.crc, 16);
      entry.writeUInt32LE(part.packed, 20);
      entry.writeUInt32LE(part.size, 24);
      entry.writeUInt16LE(name.length, 28);
      entry.writeUInt32LE(part.offset, 42);
      name.copy(entry, 46);
      this.#put(entry);
    }
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(this.#parts.length, 8);
    end.writeUInt16LE(this.#parts.length, 10);
    end.writeUInt32LE(this.#length - start, 12);
    end.writeUInt32LE(start, 16);
    this.#put(end);
    return new Uint8Array(Buffer.concat(this.#chunks, this.#length));
  }

  #facts({ deflate }: Part, header: Buffer, at: number): void {
    header.writeUInt16LE(VERSION, at);
    header.writeUInt16LE(UTF8_NAMES, at + 2);
    header.writeUInt16LE(deflate === null ? 0 : 8, at + 4);
    header.writeUInt16LE(0, at + 6);
    header.writeUInt16LE(FIRST_DAY, at + 8);
  }

  #put(bytes: Buffer): void {
    this.#chunks.push(bytes);
    this.#length += bytes.length;
  }

  #begun(): Part {
    if (this.#open === null) throw new Error('no part was begun');
    return this.#open;
  }
}
