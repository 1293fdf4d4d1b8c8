import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { fileError, makePrivateFile } from './files.ts';

/**
 * Every program that has a vault open holds a share of this empty file; who exchanges the vault holds it alone. The database's
 * own locks cannot be asked without its key, and whoever restores another vault does not have that. The system gives the
 * lock back when a program dies.
 */
const LOCK_FILE = 'vault.lock';
/** Milliseconds for which others are waited for: a restore holds the file for a moment, an open vault for hours. */
const PATIENCE = { share: 5000, alone: 300 } as const;

/** A held lock. */
export interface VaultLock {
  release(): void;
}

/** @throws AppError `vault_busy` when another program has the vault open (`alone`) or is exchanging it (`share`) */
export function lockVault(folder: string, how: keyof typeof PATIENCE): VaultLock {
  const path = join(folder, LOCK_FILE);
  // Opening and closing it besides SQLite would give back the locks that this process holds.
  if (!existsSync(path)) makePrivateFile(path);
  let file: Database.Database | null = null;
  try {
    file = new Database(path, { fileMustExist: true, timeout: PATIENCE[how] });
    if (how === 'alone') file.exec('BEGIN EXCLUSIVE');
    else file.exec('BEGIN; SELECT count(*) FROM sqlite_master');
    const held = file;
    return { release: () => void held.close() };
  } catch (error) {
    file?.close();
    throw fileError(error);
  }
}
