import {
  copyFileSync,
  existsSync,
  linkSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../domain/error.ts';
import { BACKUP_FOLDER, stampOf } from './backup-folder.ts';
import { FRESH_DATABASE, putInPlace, removeDatabase } from './database-file.ts';
import { FILE_MODE, fileError, flushFile, flushFolder, makeFolder, removeQuietly, replaceFile } from './files.ts';
import { HEAD_FILE } from './head.ts';
import { DATABASE_FILE, readVaultFile, VAULT_FILE, VAULT_FILE_COPY } from './vault-file.ts';
import { lockVault } from './vault-lock.ts';

/**
 * A vault takes the place of another (restore, undoing a restore) in this order: what lies there is kept in a folder of its
 * own; the new database is finished under the fresh name; the vault file is put in place, from which on the new one counts;
 * then the database. What breaks off before the vault file leaves the old vault, what breaks off after it the new one.
 */
export type ExchangeCause = 'restore' | 'undo';

/** Name of a folder with what lay there before, with the instant of the exchange; several of one second are numbered. */
const KEPT = /^before-(restore|undo)-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z(?:-(\d+))?$/;
/** So many of them stay. */
const KEPT_MOST = 2;
/** Ends the name until the exchange is over. */
const PENDING = '.new';
/** Which vault file the exchange puts in place: its generation, and nothing for format 1. */
const BECOMES = 'becomes';
/** A database and the log that a program left behind that was ended. */
const DATABASES = [DATABASE_FILE, `${DATABASE_FILE}-wal`, FRESH_DATABASE, `${FRESH_DATABASE}-wal`];

/** What lay in a vault's folder before an exchange. */
interface KeptVault {
  readonly cause: ExchangeCause;
  readonly at: string;
  readonly number: number;
  readonly path: string;
}

/**
 * Exchanges the vault. `place` does it, beginning with the fresh database; `becomes` is the generation of the vault file that
 * it puts in place. Returns whether there was anything before. @throws AppError `vault_busy` when a program has the vault open
 */
export function exchangeVault(
  folder: string,
  { cause, at, becomes }: { readonly cause: ExchangeCause; readonly at: string; readonly becomes: string },
  place: () => void,
): boolean {
  const lock = lockVault(folder, 'alone');
  try {
    settleExchanges(folder, true);
    // A key change that broke off last: nothing else can be the database.
    if (!existsSync(join(folder, DATABASE_FILE)) && existsSync(join(folder, FRESH_DATABASE))) putInPlace(folder);
    const kept = keepVault(folder, cause, at, becomes);
    place();
    settleExchanges(folder, false);
    return kept;
  } catch (error) {
    settleExchanges(folder, true);
    throw fileError(error);
  } finally {
    lock.release();
  }
}

/** When the restore was made that {@link undoRestore} would undo; null when there is none. */
export function undoableSince(folder: string): string | null {
  return newestRestore(folder)?.at ?? null;
}

/**
 * Puts back what lay there before the last restore. Files are moved and nothing is read, so that no key is needed.
 * @throws AppError `input_refused` with `problem: 'nothing_to_undo'`, `vault_busy`
 */
export function undoRestore(folder: string, now: string): { readonly restoredAt: string } {
  settleExchanges(folder, false);
  const kept = newestRestore(folder);
  if (kept === null) throw new AppError('input_refused', { problem: 'nothing_to_undo' });
  exchangeVault(folder, { cause: 'undo', at: now, becomes: generationIn(kept.path) }, () => putBack(folder, kept.path));
  rmSync(kept.path, { recursive: true, force: true });
  return { restoredAt: kept.at };
}

/**
 * Finishes what an exchange that broke off has left to do. `alone` says that nobody is in the middle of one: then what came to
 * nothing is removed.
 */
export function settleExchanges(folder: string, alone: boolean): void {
  const parent = join(folder, BACKUP_FOLDER);
  for (const name of namesIn(parent).filter(
    (one) => one.endsWith(PENDING) && KEPT.test(one.slice(0, -PENDING.length)),
  )) {
    const pending = join(parent, name);
    const marker = join(pending, BECOMES);
    if (existsSync(marker) && readFileSync(marker, 'utf8') === generationIn(folder)) {
      const kept = pending.slice(0, -PENDING.length);
      // First the name: without its marker, what is pending counts as having come to nothing, and its head would be put back.
      renameSync(pending, kept);
      removeQuietly(join(kept, BECOMES));
    } else if (alone) {
      // The only file that goes before the vault file does.
      if (!existsSync(join(folder, HEAD_FILE))) putFile(join(pending, HEAD_FILE), join(folder, HEAD_FILE));
      rmSync(pending, { recursive: true, force: true });
    }
  }
  for (const { path } of keptVaults(folder).slice(KEPT_MOST)) rmSync(path, { recursive: true, force: true });
}

/**
 * The same when a program starts: what an ended program left is finished, or taken back with the head of the log, before a vault
 * is opened. Where another program is in the middle of an exchange, or nothing can be written, it is left to the next start.
 */
export function settleBrokenExchange(folder: string): void {
  if (!namesIn(join(folder, BACKUP_FOLDER)).some((name) => name.endsWith(PENDING))) {
    settleExchanges(folder, false);
    return;
  }
  try {
    const lock = lockVault(folder, 'alone');
    try {
      settleExchanges(folder, true);
    } finally {
      lock.release();
    }
  } catch {
    // Opening the vault says what stands in the way.
  }
}

/** Keeps what lies in the folder. False when nothing does. */
function keepVault(folder: string, cause: ExchangeCause, at: string, becomes: string): boolean {
  const parent = join(folder, BACKUP_FOLDER);
  const files = [VAULT_FILE, VAULT_FILE_COPY, ...DATABASES].filter((name) => existsSync(join(folder, name)));
  if (files.length === 0) return false;
  const path = join(parent, nextName(parent, `before-${cause}-${stampOf(at)}`) + PENDING);
  makeFolder(path);
  for (const name of files) linkFile(join(folder, name), join(path, name));
  // The one file that is written over in place; all others are only ever replaced by others.
  if (existsSync(join(folder, HEAD_FILE))) copyFileSync(join(folder, HEAD_FILE), join(path, HEAD_FILE));
  writeFileSync(join(path, BECOMES), becomes, { mode: FILE_MODE });
  flushFolder(path);
  flushFolder(parent);
  return true;
}

function putBack(folder: string, from: string): void {
  removeDatabase(join(folder, FRESH_DATABASE));
  const database = existsSync(join(from, DATABASE_FILE));
  for (const suffix of database ? ['', '-wal'] : []) {
    const source = join(from, DATABASE_FILE + suffix);
    if (existsSync(source)) linkFile(source, join(folder, FRESH_DATABASE + suffix));
  }
  // One of another log must never lie beside the vault file.
  rmSync(join(folder, HEAD_FILE), { force: true });
  for (const name of [VAULT_FILE, VAULT_FILE_COPY]) putFile(join(from, name), join(folder, name));
  if (database) {
    putInPlace(folder);
    // The log of a program that was ended goes with the database that it was written for.
    const [kept, log] = [join(from, `${DATABASE_FILE}-wal`), join(folder, `${DATABASE_FILE}-wal`)];
    removeDatabase(join(folder, FRESH_DATABASE));
    if (existsSync(kept)) linkFile(kept, log);
  } else removeDatabase(join(folder, DATABASE_FILE));
  // A key change that had broken off goes on when the vault is opened.
  for (const name of [FRESH_DATABASE, `${FRESH_DATABASE}-wal`]) {
    if (existsSync(join(from, name))) linkFile(join(from, name), join(folder, name));
  }
  putFile(join(from, HEAD_FILE), join(folder, HEAD_FILE));
}

function putFile(source: string, target: string): void {
  if (existsSync(source)) replaceFile(target, readFileSync(source));
  else rmSync(target, { force: true });
}

/** A second name for a file, or a copy where the file system knows no second names. */
function linkFile(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target);
    flushFile(target);
  }
}

function newestRestore(folder: string): KeptVault | null {
  return keptVaults(folder).find(({ cause }) => cause === 'restore') ?? null;
}

/** What was kept, the newest first. */
function keptVaults(folder: string): readonly KeptVault[] {
  const parent = join(folder, BACKUP_FOLDER);
  const kept = namesIn(parent).flatMap((name): KeptVault[] => {
    const [, cause, year, month, day, hour, minute, second, number = '1'] = KEPT.exec(name) ?? [];
    if (cause === undefined) return [];
    const at = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
    return [{ cause: cause as ExchangeCause, at, number: Number(number), path: join(parent, name) }];
  });
  return kept.sort((a, b) => (a.at === b.at ? b.number - a.number : a.at < b.at ? 1 : -1));
}

/** What the vault file in a folder carries; empty for format 1, a damaged file, or none. */
function generationIn(folder: string): string {
  try {
    const { file } = readVaultFile(folder);
    return file.formatVersion === 1 ? '' : file.generation;
  } catch {
    return '';
  }
}

/** A name that comes after all others of the same second. */
function nextName(parent: string, name: string): string {
  const numbers = namesIn(parent)
    .filter((one) => one.startsWith(name))
    .map((one) => Number(KEPT.exec(one.replace(PENDING, ''))?.[8] ?? 1));
  return numbers.length === 0 ? name : `${name}-${Math.max(...numbers) + 1}`;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // What cannot be read has nothing to undo; what a restore needs there is said when it is made.
    return [];
  }
}
