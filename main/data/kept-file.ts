import { createHash, randomBytes } from 'node:crypto';
import { type BigIntStats, constants } from 'node:fs';
import { access, lstat, open, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { AppError } from '../domain/error.ts';
import type { PublicationProblem } from '../domain/publication.ts';
import { errorCode, fileError, isRunning } from './files.ts';

// Files that others read: reports and calendars, not encrypted, in a folder of the organisation. Every call can wait for a
// network, so none of it is synchronous.

/** As other programs make files; who may read them is for the folder and the umask to say. */
const SHARED_MODE = 0o666;

/** A file that is to lie in a folder of the organisation. */
export interface KeptFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Makes sure that files can be kept in a folder: it is there, can be written to, and is neither the vault's nor below it, by
 * whatever link or name it is reached. @throws AppError `input_refused` with the {@link PublicationProblem}
 */
export async function requireKeptFolder(folder: string, vaultFolder: string): Promise<void> {
  const there = await stat(folder).catch(() => null);
  if (!there?.isDirectory()) throw refused('folder_missing', folder);
  if (await liesIn(folder, vaultFolder)) throw refused('folder_in_vault', folder);
  try {
    await access(folder, constants.W_OK);
  } catch (error) {
    throw refused('folder_read_only', folder, error);
  }
}

/** Finds out by a file of no content whether the folder takes files, which rights alone do not tell. @throws AppError `input_refused` */
export async function probeKeptFolder(folder: string): Promise<void> {
  const path = temporaryPath(join(folder, 'medsteward'));
  try {
    await (await open(path, 'wx', SHARED_MODE)).close();
  } catch (error) {
    throw refused(problemOf(error), folder, error);
  } finally {
    await rm(path, { force: true }).catch(() => undefined);
  }
}

/** Whether anything lies under a name, a link that leads nowhere included. */
export async function isTaken(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) !== null;
}

/** A file that is larger was not written by us, and is not read to be compared. */
const MOST_BYTES = 400_000_000;

/** Hash of what lies under a name; null when there is no file, or none that can be read. */
export async function lyingHash(path: string): Promise<string | null> {
  try {
    const there = await lstat(path);
    // A link would let the one who made it choose what is read.
    return there.isFile() && there.size <= MOST_BYTES ? keptHash([await readFile(path)]) : null;
  } catch {
    return null;
  }
}

/** One hash of contents in a row. Made of what a file says and of the hashes of what lies there, it differs when either does. */
export function keptHash(parts: readonly (string | Uint8Array | null)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part ?? '').update('\n');
  return hash.digest('hex');
}

/**
 * Writes files whole: each under a new name beside its own first, then all are renamed. `signal` stops it before that; then,
 * and after a failure, nothing is left but what was there. @throws AppError `input_refused` with the {@link PublicationProblem},
 * `cancelled`
 */
export async function writeKept(files: readonly KeptFile[], signal: AbortSignal): Promise<void> {
  const ready: { readonly temporary: string; readonly path: string }[] = [];
  try {
    for (const { path, bytes } of files) {
      await removeLeft(path);
      const temporary = temporaryPath(path);
      ready.push({ temporary, path });
      // `wx`: whoever may write to the folder cannot lay a link here for us to follow.
      const file = await open(temporary, 'wx', SHARED_MODE);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
    }
    if (signal.aborted) throw new AppError('cancelled');
    for (const { temporary, path } of ready) await putInPlace(temporary, path);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw refused(problemOf(error), dirname(files[0]?.path ?? ''), error);
  } finally {
    for (const { temporary } of ready) await rm(temporary, { force: true }).catch(() => undefined);
  }
}

/** The problem of a failed attempt, as it is kept. */
export function keptProblem(error: unknown): PublicationProblem {
  if (!(error instanceof AppError)) return 'unforeseen';
  const { problem } = error.details;
  const known = PROBLEMS.find((one) => one === (error.code === 'input_refused' ? problem : error.code));
  return known ?? 'unforeseen';
}

const PROBLEMS: readonly PublicationProblem[] = [
  'folder_missing',
  'folder_read_only',
  'folder_in_vault',
  'file_in_use',
  'disk_full',
  'disk_failed',
  'too_many_rows_for_pdf',
];

async function putInPlace(temporary: string, path: string): Promise<void> {
  try {
    await rename(temporary, path);
  } catch (error) {
    // The folder takes files, so it is this one that cannot be replaced: somebody has it open, or it is another's.
    const inUse = ['EBUSY', 'EPERM', 'EACCES', 'EISDIR', 'ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '');
    throw inUse ? refused('file_in_use', dirname(path), error) : error;
  }
}

function problemOf(error: unknown): PublicationProblem {
  if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return 'folder_missing';
  return keptProblem(fileError(error));
}

function refused(problem: PublicationProblem, folder: string, cause?: unknown): AppError {
  return new AppError('input_refused', { problem, folder, field: 'folder' }, { cause });
}

/** Compares what the names mean and not how they are spelt: links, capitals and mounts lead to the same place. */
async function liesIn(folder: string, outer: string): Promise<boolean> {
  const [real, realOuter] = await Promise.all([realpath(folder), realpath(outer).catch(() => null)]);
  // While somebody looks around in the sample there need not be a vault.
  if (realOuter === null) return false;
  const way = relative(realOuter, real);
  if (way === '' || (!way.startsWith('..') && !/^([a-z]:|[\\/])/i.test(way))) return true;
  const wanted = await stat(realOuter, { bigint: true });
  for (let at = real; ; at = dirname(at)) {
    if (isSame(await stat(at, { bigint: true }), wanted)) return true;
    if (dirname(at) === at) return false;
  }
}

function isSame(a: BigIntStats, b: BigIntStats): boolean {
  return a.ino !== 0n && a.ino === b.ino && a.dev === b.dev;
}

function temporaryPath(path: string): string {
  return `${path}.${process.pid}-${randomBytes(6).toString('hex')}.part`;
}

/** Removes what a program left half written that was ended at it; only files of this one's name. */
async function removeLeft(path: string): Promise<void> {
  const [folder, name] = [dirname(path), basename(path)];
  for (const other of await readdir(folder)) {
    if (!other.startsWith(`${name}.`)) continue;
    const pid = /^(\d+)-[0-9a-f]{12}\.part$/.exec(other.slice(name.length + 1))?.[1];
    if (pid !== undefined && !isRunning(Number(pid)))
      await rm(join(folder, other), { force: true }).catch(() => undefined);
  }
}
