import {
  closeSync,
  constants,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { access, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../domain/error.ts';

/** Modes of what the vault consists of: nobody but its owner reads it. */
export const FILE_MODE = 0o600;
export const FOLDER_MODE = 0o700;

/** What the system says of a disk, or of the way to it, that does not work. */
const BROKEN = new Set(['EIO', 'EFBIG', 'ENXIO', 'ENODEV', 'ESTALE', 'ETIMEDOUT']);

/** Turns what the system says of a file into what a person can act on; other errors stay as they are. */
export function fileError(error: unknown): unknown {
  const code = errorCode(error) ?? '';
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL')
    return new AppError('disk_full', {}, { cause: error });
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM' || /^SQLITE_(READONLY|PERM)/.test(code)) {
    return new AppError('folder_read_only', {}, { cause: error });
  }
  if (code.startsWith('SQLITE_BUSY')) return new AppError('vault_busy', {}, { cause: error });
  if (BROKEN.has(code) || /^SQLITE_(IOERR|CANTOPEN)/.test(code)) {
    return new AppError('disk_failed', { why: code }, { cause: error });
  }
  return error;
}

/** The system's or the driver's code of an error, if it has one; Prisma's adapter keeps the driver's in the cause. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const original: unknown = error.cause === undefined ? undefined : Reflect.get(Object(error.cause), 'originalCode');
  for (const code of ['code' in error ? error.code : undefined, original]) if (typeof code === 'string') return code;
  return null;
}

/** What a file of JSON says; null when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Makes a folder with its parents. Returns the topmost folder that was new, or null when it was there. @throws AppError */
export function makeFolder(path: string): string | null {
  try {
    return mkdirSync(path, { recursive: true, mode: FOLDER_MODE }) ?? null;
  } catch (error) {
    // Parents are made as well, so nothing can be missing: Node says so of a disk that takes no writes.
    if (errorCode(error) === 'ENOENT') throw new AppError('folder_read_only', {}, { cause: error });
    throw fileError(error);
  }
}

/** Makes an empty file that nobody but its owner reads, for others to fill: SQLite itself would ask the umask. @throws AppError */
export function makePrivateFile(path: string): void {
  try {
    closeSync(openSync(path, 'w', FILE_MODE));
  } catch (error) {
    throw fileError(error);
  }
}

/** A name for a file until it is whole. It tells whose it is: programs that write the same file do not write into one another's. */
export function temporaryName(path: string): string {
  return `${path}.${process.pid}.new`;
}

/** Removes what programs that no longer run left half written in a folder. What cannot be removed stays and does no harm. */
export function removeHalfFiles(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      const pid = /\.(\d+)\.new(-wal|-shm|-journal)?$/.exec(name)?.[1];
      if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(folder, name), { force: true });
    }
  } catch {
    // A folder that is not there holds nothing.
  }
}

/** Whether a program runs under this number. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/**
 * Writes a whole file so that after a crash either the old or the new content is there: temporary name, flush to disk,
 * rename, flush of the folder. On failure the temporary file is removed and the old content stays. @throws AppError
 */
export function replaceFile(path: string, content: string | Uint8Array): void {
  const temporary = temporaryName(path);
  try {
    const file = openSync(temporary, 'w', FILE_MODE);
    try {
      writeWhole(file, typeof content === 'string' ? Buffer.from(content, 'utf8') : content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    removeQuietly(temporary);
    throw fileError(error);
  }
  try {
    flushFolder(dirname(path));
  } catch {
    // The new content is in place. Whoever took this for a failure would undo the other half of what belongs together.
  }
}

/** Writes all of the bytes to an open file: one write may take fewer. */
export function writeWhole(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}

/** Removes a file, or leaves it where not even that is possible: there is another failure to tell of. */
export function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Left for `removeHalfFiles`.
  }
}

/** Makes what a file holds last through a power cut. */
export function flushFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Makes a rename in the folder last through a power cut. Windows offers no such call and needs none. */
export function flushFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Says before anything is touched whether a file can be written at all. @throws AppError `folder_read_only` */
export async function requireWritable(folder: string, file: string): Promise<void> {
  try {
    await access(folder, constants.W_OK);
    await (await open(file, 'r+')).close();
  } catch (error) {
    throw fileError(error);
  }
}
