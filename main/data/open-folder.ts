import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../domain/error.ts';
import {
  errorCode,
  FILE_MODE,
  FOLDER_MODE,
  fileError,
  flushFolder,
  parseJson,
  temporaryName,
  writeWhole,
} from './files.ts';

/** What was written under a name. */
export interface WrittenFile {
  readonly path: string;
  readonly byteSize: number;
  /** In hex. */
  readonly sha256: string;
}

/** Takes the files of an open folder, one after another. */
export interface FolderSink {
  /** Begins a file. `packed` is false for what packing would not make smaller. */
  begin(path: string, packed: boolean): void;
  write(bytes: Uint8Array): void | Promise<void>;
  end(): Promise<WrittenFile>;
}

/** Gives the files of an open folder, part by part. */
export interface FolderSource {
  /** The bytes of a file; null where there is none. @throws AppError, ImportFileError */
  read(path: string): Iterable<Uint8Array> | null;
}

const CHUNK = 262_144;

/**
 * Writes an open folder on the disk: under a temporary name until it is whole. What was begun and not finished is removed.
 * @throws AppError `file_exists` for what must not be replaced, `input_refused`, `disk_full`, `folder_read_only`
 */
export class DirectorySink implements FolderSink {
  readonly #target: string;
  readonly #replace: boolean;
  readonly #temporary: string;
  readonly #folders = new Set<string>();
  #file: { readonly path: string; readonly handle: number } | null = null;
  #hash = createHash('sha256');
  #size = 0;

  constructor(target: string, replace: boolean) {
    this.#target = target;
    this.#replace = replace;
    this.#temporary = temporaryName(target);
    requireTarget(target, replace);
    this.#attempt(() => {
      rmSync(this.#temporary, { recursive: true, force: true });
      mkdirSync(this.#temporary, { mode: FOLDER_MODE });
    });
  }

  begin(path: string): void {
    this.#attempt(() => {
      const folder = dirname(join(this.#temporary, path));
      mkdirSync(folder, { recursive: true, mode: FOLDER_MODE });
      this.#folders.add(folder);
      this.#file = { path, handle: openSync(join(this.#temporary, path), 'wx', FILE_MODE) };
    });
    this.#hash = createHash('sha256');
    this.#size = 0;
  }

  write(bytes: Uint8Array): void {
    const file = this.#file;
    if (file === null) throw new Error('no file was begun');
    this.#hash.update(bytes);
    this.#size += bytes.length;
    this.#attempt(() => writeWhole(file.handle, bytes));
  }

  async end(): Promise<WrittenFile> {
    const file = this.#file;
    if (file === null) throw new Error('no file was begun');
    this.#attempt(() => {
      fsyncSync(file.handle);
      closeSync(file.handle);
    });
    this.#file = null;
    return { path: file.path, byteSize: this.#size, sha256: this.#hash.digest('hex') };
  }

  /** Gives the folder its name. */
  finish(): void {
    this.#attempt(() => {
      for (const folder of this.#folders) flushFolder(folder);
      flushFolder(this.#temporary);
      requireTarget(this.#target, this.#replace);
      const aside = `${this.#temporary}.old`;
      const there = lstatSync(this.#target, { throwIfNoEntry: false }) !== undefined;
      if (there) renameSync(this.#target, aside);
      try {
        renameSync(this.#temporary, this.#target);
      } catch (error) {
        if (there) renameSync(aside, this.#target);
        throw error;
      }
      rmSync(aside, { recursive: true, force: true });
      flushFolder(dirname(this.#target));
    });
  }

  /** Removes what was written. */
  discard(): void {
    if (this.#file !== null) closeSync(this.#file.handle);
    this.#file = null;
    rmSync(this.#temporary, { recursive: true, force: true });
  }

  #attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      throw fileError(error);
    }
  }
}

/** Removes what a thread left of a folder that was being written. */
export function discardFolder(target: string): void {
  rmSync(temporaryName(target), { recursive: true, force: true });
}

/** Only an open folder may be replaced, and an empty folder filled. */
function requireTarget(path: string, replace: boolean): void {
  if (!lstatSync(dirname(path), { throwIfNoEntry: false }))
    throw new AppError('input_refused', { problem: 'folder_missing', folder: dirname(path) });
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there === undefined) return;
  if (!there.isDirectory() || !(replace && isOurs(path))) throw new AppError('file_exists', { file: path });
}

function isOurs(path: string): boolean {
  if (readdirSync(path).length === 0) return true;
  const manifest = join(path, 'manifest.json');
  if (!lstatSync(manifest, { throwIfNoEntry: false })?.isFile()) return false;
  const said = parseJson(readFileSync(manifest, 'utf8'));
  return typeof said === 'object' && said !== null && Reflect.get(said, 'format') === 'medsteward.folder';
}

/** Reads an open folder from the disk. Links are not followed, and nothing but plain files is read. */
export class DirectorySource implements FolderSource {
  readonly #folder: string;

  /** @throws AppError `not_found` */
  constructor(folder: string) {
    this.#folder = folder;
    if (!lstatSync(folder, { throwIfNoEntry: false })?.isDirectory())
      throw new AppError('not_found', { noun: 'file', id: folder });
  }

  read(path: string): Iterable<Uint8Array> | null {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) {
      const folder = lstatSync(join(this.#folder, ...parts.slice(0, depth)), { throwIfNoEntry: false });
      if (folder === undefined) return null;
      if (!folder.isDirectory()) throw refused(path);
    }
    let handle: number;
    try {
      handle = openSync(join(this.#folder, path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return null;
      if (errorCode(error) === 'ELOOP') throw refused(path);
      throw fileError(error);
    }
    if (!fstatSync(handle).isFile()) {
      closeSync(handle);
      throw refused(path);
    }
    return chunksOf(handle);
  }
}

function* chunksOf(handle: number): Iterable<Uint8Array> {
  try {
    for (;;) {
      const part = Buffer.alloc(CHUNK);
      const length = readSync(handle, part, 0, CHUNK, null);
      if (length === 0) return;
      yield part.subarray(0, length);
    }
  } finally {
    closeSync(handle);
  }
}

function refused(path: string): AppError {
  return new AppError('file_refused', { problem: 'folder_link', file: path });
}
