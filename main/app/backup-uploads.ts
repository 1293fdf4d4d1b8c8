import { randomBytes } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BACKUP_ENDING, BACKUP_FOLDER } from '../data/backup-folder.ts';
import { FILE_MODE, fileError, makeFolder, removeHalfFiles, temporaryName } from '../data/files.ts';
import { AppError } from '../domain/error.ts';

/** Largest backup that is taken in, in bytes. */
export const BACKUP_UPLOAD_BYTES = 8_000_000_000;

/**
 * A backup that a window sends to be restored. It goes to the disk as it comes, encrypted as it is, and not through memory. One
 * at a time: the next takes its place.
 */
export class BackupUploads {
  readonly #folder: string;
  #held: { readonly id: string; readonly path: string } | null = null;

  constructor(vaultFolder: string) {
    this.#folder = join(vaultFolder, BACKUP_FOLDER);
  }

  /** Takes a file in. @throws AppError `file_refused`, `disk_full`, `folder_read_only`; nothing is left behind then */
  async take(body: ReadableStream<Uint8Array> | null): Promise<string> {
    await this.clear();
    makeFolder(this.#folder);
    removeHalfFiles(this.#folder);
    const id = randomBytes(16).toString('hex');
    // The name of something unfinished: what a program leaves that is ended here is removed by the next.
    const path = temporaryName(join(this.#folder, `${id}${BACKUP_ENDING}`));
    try {
      const file = await open(path, 'wx', FILE_MODE);
      try {
        let length = 0;
        for await (const chunk of body ?? []) {
          length += chunk.length;
          if (length > BACKUP_UPLOAD_BYTES) {
            throw new AppError('file_refused', { problem: 'file_too_large', limit: BACKUP_UPLOAD_BYTES });
          }
          for (let done = 0; done < chunk.length; ) done += (await file.write(chunk, done)).bytesWritten;
        }
      } finally {
        await file.close();
      }
    } catch (error) {
      await rm(path, { force: true });
      throw fileError(error);
    }
    this.#held = { id, path };
    return id;
  }

  /** Where an upload lies. @throws AppError `upload_missing` */
  path(id: string): string {
    if (this.#held?.id !== id) throw new AppError('upload_missing');
    return this.#held.path;
  }

  /** Removes what was sent. */
  async clear(): Promise<void> {
    const held = this.#held;
    this.#held = null;
    if (held !== null) await rm(held.path, { force: true });
  }
}
