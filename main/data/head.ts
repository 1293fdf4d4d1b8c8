import { createHmac, timingSafeEqual } from 'node:crypto';
import { closeSync, existsSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { FILE_MODE, parseJson, replaceFile } from './files.ts';
import { deriveSubkey } from './keys.ts';
import type { AuditHead } from './vault-file.ts';

/**
 * The head of the audit log, outside the database. A lost tail of the log, a lost write-ahead log and an older file put back
 * are whole for SQLite (reliability.md 1.7); they show because the log no longer holds what is written here. After each
 * commit one of two records is written over, in turn: a torn write leaves the other one.
 */
export const HEAD_FILE = 'vault.head';
const RECORD_BYTES = 256;

const recordSchema = z.object({
  turn: z.number().int().min(0),
  entries: z.number().int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  mac: z.string().regex(/^[0-9a-f]{64}$/),
});
type HeadRecord = z.infer<typeof recordSchema>;

/** Keeps the head of one vault's log. */
export class HeadKeeper {
  readonly #path: string;
  readonly #key: Uint8Array;

  constructor(folder: string, dataKey: Uint8Array) {
    this.#path = join(folder, HEAD_FILE);
    this.#key = deriveSubkey(dataKey, 'head');
  }

  /** The newest head that was written under this key; null when there is none, or none is whole. */
  read(): AuditHead | null {
    const newest = this.#newest();
    return newest && { entries: newest.entries, hash: newest.hash };
  }

  /**
   * Writes the head after a commit. Not flushed: after a power cut an older record is found, which the log still holds. A head
   * that cannot be written does not undo the commit that it follows.
   */
  write(head: AuditHead): void {
    const turn = (this.#newest()?.turn ?? 0) + 1;
    const record = { turn, ...head, mac: this.#mac({ turn, ...head }) };
    const line = Buffer.from(`${JSON.stringify(record).padEnd(RECORD_BYTES - 1)}\n`, 'latin1');
    try {
      if (!existsSync(this.#path)) replaceFile(this.#path, Buffer.alloc(2 * RECORD_BYTES, ' '));
      const file = openSync(this.#path, 'r+', FILE_MODE);
      try {
        writeSync(file, line, 0, RECORD_BYTES, (turn % 2) * RECORD_BYTES);
      } finally {
        closeSync(file);
      }
    } catch {
      // The commit stands. The vault file holds the head of the last lock.
    }
  }

  /** Forgets the key. */
  close(): void {
    this.#key.fill(0);
  }

  #newest(): HeadRecord | null {
    const records = readRecords(this.#path).filter((record) => {
      const expected = Buffer.from(this.#mac(record), 'hex');
      return timingSafeEqual(expected, Buffer.from(record.mac, 'hex'));
    });
    return records.sort((a, b) => b.turn - a.turn)[0] ?? null;
  }

  #mac({ turn, entries, hash }: Omit<HeadRecord, 'mac'>): string {
    return createHmac('sha256', this.#key).update(`${turn}\n${entries}\n${hash}`).digest('hex');
  }
}

function readRecords(path: string): readonly HeadRecord[] {
  try {
    const text = Buffer.alloc(2 * RECORD_BYTES);
    const file = openSync(path, 'r');
    try {
      readSync(file, text, 0, text.length, 0);
    } finally {
      closeSync(file);
    }
    return [0, RECORD_BYTES].flatMap((at) => {
      const record = recordSchema.safeParse(parseJson(text.toString('latin1', at, at + RECORD_BYTES)));
      return record.success ? [record.data] : [];
    });
  } catch {
    return [];
  }
}
