import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UPLOAD_BYTES } from '../../app/file-routes.ts';
import { AppError } from '../../domain/error.ts';
import { userPath } from './folders.ts';

/** Reads a file that the user named, of at most `limit` bytes. @throws AppError `file_refused` */
export async function readInput(file: string, limit = UPLOAD_BYTES): Promise<Uint8Array> {
  const path = userPath(file);
  try {
    if ((await stat(path)).size > limit) {
      throw new AppError('file_refused', { problem: 'file_too_large', file, limit });
    }
    return await readFile(path);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const problem = systemCode(error) === 'ENOENT' ? 'file_missing' : 'not_readable';
    throw new AppError('file_refused', { problem, file }, { cause: error });
  }
}

/** Whether there is a file of that name. */
export function fileThere(file: string): boolean {
  return existsSync(userPath(file));
}

/** Reads a file of JSON that the user named. @throws AppError `file_refused` */
export async function readJson(file: string): Promise<unknown> {
  const text = new TextDecoder().decode(await readInput(file));
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AppError('file_refused', { problem: 'not_json', file }, { cause: error });
  }
}

/** Where a file is going to be written. Made before the work begins, so that nothing is done in vain. */
export interface Target {
  /** As the user named it. */
  readonly file: string;
  readonly path: string;
  readonly force: boolean;
}

/** Makes a folder that the user named, for its owner alone, unless it is there. @throws AppError `input_refused` */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(userPath(folder), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw writeError(error, folder);
  }
}

/** Makes sure that a file may be written. @throws AppError `file_exists`, `input_refused` */
export function targetFor(file: string, force: boolean): Target {
  const target = { file, path: userPath(file), force };
  requireFree(target);
  const folder = dirname(target.path);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new AppError('input_refused', { problem: 'folder_missing', folder });
  }
  return target;
}

/** Writes a file under a temporary name and puts it in place in one step. @throws AppError */
export async function writeTarget(target: Target, bytes: Uint8Array, mode = 0o666): Promise<void> {
  const temporary = `${target.path}.${randomBytes(6).toString('hex')}.part`;
  try {
    const handle = await open(temporary, 'wx', mode);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    requireFree(target);
    await rename(temporary, target.path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw writeError(error, target.file);
  }
}

function requireFree({ file, path, force }: Target): void {
  if (!force && existsSync(path)) throw new AppError('file_exists', { file });
}

function writeError(error: unknown, file: string): unknown {
  if (error instanceof AppError) return error;
  const code = systemCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('disk_full', { file }, { cause: error });
  return new AppError('input_refused', { problem: 'not_writable', file }, { cause: error });
}

function systemCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
