import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { AppError } from '../domain/error.ts';
import type { FileDesk } from '../features/context.ts';

/** Uploads and offers are forgotten after this long. */
const LIFETIME_MS = 15 * 60_000;
/** All files together; the oldest go first. */
const MOST_BYTES = 400_000_000;

interface Held {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly until: number;
}

/** A file on the disk that was offered; a backup, which is encrypted. */
interface HeldPath {
  readonly name: string;
  readonly mediaType: string;
  readonly path: string;
  readonly until: number;
}

/** Files on their way in or out. They stay in memory: nothing of the vault ever lies unencrypted on the disk. */
export class MemoryFileDesk implements FileDesk {
  readonly #uploads = new Map<string, Held>();
  readonly #offers = new Map<string, Held>();
  readonly #paths = new Map<string, HeldPath>();
  /** What was worked out about an upload; of one upload at a time, because it may be large. */
  #kept: { readonly uploadId: string; readonly value: object } | null = null;

  /** Takes a file in; returns the id that calls name it by. */
  take(name: string, bytes: Uint8Array): string {
    return this.#hold(this.#uploads, { name, mediaType: 'application/octet-stream', bytes });
  }

  upload(uploadId: string): Uint8Array {
    this.#forget();
    const held = this.#uploads.get(uploadId);
    if (!held) throw new AppError('upload_missing');
    return held.bytes;
  }

  keep(uploadId: string, value: object): void {
    this.#kept = { uploadId, value };
  }

  kept(uploadId: string): object | null {
    this.#forget();
    return this.#kept?.uploadId === uploadId ? this.#kept.value : null;
  }

  offer(file: { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array }) {
    const ticket = this.#hold(this.#offers, file);
    return { ticket, fileName: file.name, mediaType: file.mediaType, byteSize: file.bytes.length };
  }

  /** Offers a file that lies on the disk, and is read from there. @throws Error when there is none */
  offerFile({ name, mediaType, path }: Omit<HeldPath, 'until'>) {
    const ticket = newTicket();
    this.#paths.set(ticket, { name, mediaType, path, until: performance.now() + LIFETIME_MS });
    return { ticket, fileName: name, mediaType, byteSize: statSync(path).size };
  }

  /** Names an offered file of the disk, once; null when the ticket is unknown or used. */
  collectFile(ticket: string): Omit<HeldPath, 'until'> | null {
    const held = this.#paths.get(ticket);
    this.#paths.delete(ticket);
    return held && held.until >= performance.now() ? held : null;
  }

  /** Hands an offered file out, once; null when the ticket is unknown or used. */
  collect(ticket: string): { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array } | null {
    this.#forget();
    const held = this.#offers.get(ticket);
    this.#offers.delete(ticket);
    return held ?? null;
  }

  /** Forgets everything, as on locking. */
  clear(): void {
    this.#uploads.clear();
    this.#offers.clear();
    this.#paths.clear();
    this.#kept = null;
  }

  #hold(map: Map<string, Held>, file: Omit<Held, 'until'>): string {
    this.#forget();
    const id = newTicket();
    map.set(id, { ...file, until: performance.now() + LIFETIME_MS });
    return id;
  }

  #forget(): void {
    const now = performance.now();
    let total = 0;
    for (const map of [this.#uploads, this.#offers]) {
      for (const [id, held] of [...map].reverse()) {
        total += held.bytes.length;
        if (held.until < now || total > MOST_BYTES) map.delete(id);
      }
    }
    if (this.#kept !== null && !this.#uploads.has(this.#kept.uploadId)) this.#kept = null;
  }
}

function newTicket(): string {
  return randomBytes(16).toString('hex');
}
