import { readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AppError } from '../domain/error.ts';
import type { Policy } from '../domain/policy.ts';
import { BACKUP_SCRATCH } from './backup.ts';
import { readBackupHead, type SealedBackupHead } from './backup-head.ts';
import { errorCode, fileError, isRunning, makeFolder, removeQuietly } from './files.ts';

/** Where backups lie when the policy names no folder, and what a restore has taken the place of. */
export const BACKUP_FOLDER = 'backups';
export const BACKUP_ENDING = '.medsteward-backup';
/** Names that we give; only such files are ever removed. */
const OURS = /^medsteward-(\d{8}T\d{6}Z)-([0-9a-z]{8})(-before-schema-\d+)?(_\d+)?\.medsteward-backup$/;

/** A file in the folder of backups, as it shows without a key. */
export interface BackupFile {
  readonly fileName: string;
  readonly byteSize: number;
  readonly sealed: SealedBackupHead | null;
  /** Why it cannot be read. */
  readonly problem: 'damaged' | 'newer' | null;
}

/** The folder of a vault's backups: that of the policy, or `backups` beside the database. */
export function backupFolderOf(vaultFolder: string, { backupFolder }: Policy): string {
  return backupFolder ?? join(vaultFolder, BACKUP_FOLDER);
}

/**
 * Makes sure that the folder is there. One that the policy names is never made: it may be a disk that is not plugged in, and the
 * backups would land beside the data. @throws AppError `input_refused` with `problem: 'folder_missing'`
 */
export function requireBackupFolder(vaultFolder: string, policy: Policy): string {
  const folder = backupFolderOf(vaultFolder, policy);
  if (policy.backupFolder === null) makeFolder(folder);
  else if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new AppError('input_refused', { problem: 'folder_missing', folder });
  }
  return folder;
}

/** An instant as it stands in the names of files: `20261121T100000Z`. */
export function stampOf(at: string): string {
  return `${at.replace(/[-:]/g, '').slice(0, 15)}Z`;
}

/** A free name for a backup of the vault. `beforeSchema` is the number of the schema that comes after it. */
export function backupName(folder: string, vaultId: string, at: string, beforeSchema: number | null = null): string {
  // The end of an identifier is random; its beginning is a time.
  const vault = vaultId.slice(-8).toLowerCase();
  const name = `medsteward-${stampOf(at)}-${vault}${beforeSchema === null ? '' : `-before-schema-${beforeSchema}`}`;
  for (let more = 1; ; more += 1) {
    const fileName = `${name}${more === 1 ? '' : `_${more}`}${BACKUP_ENDING}`;
    if (!statSync(join(folder, fileName), { throwIfNoEntry: false })) return fileName;
  }
}

/** True for a name that we give, of which thinning may remove the file. */
export function isOurName(fileName: string): boolean {
  return OURS.test(fileName);
}

/** True for a backup that was made before the schema changed. */
export function isBeforeSchema(fileName: string): boolean {
  return OURS.exec(fileName)?.[3] !== undefined;
}

/** Every backup in a folder, the newest first; an empty list when there is no such folder. @throws AppError `folder_read_only` */
export function listBackups(folder: string): readonly BackupFile[] {
  const files = namesIn(folder)
    .filter((name) => name.endsWith(BACKUP_ENDING))
    .map((fileName) => ({ fileName, byteSize: sizeOf(join(folder, fileName)), ...look(join(folder, fileName)) }));
  const at = ({ sealed }: BackupFile) => sealed?.head.createdAt ?? '';
  return files.sort((a, b) => (at(a) === at(b) ? (a.fileName < b.fileName ? 1 : -1) : at(a) < at(b) ? 1 : -1));
}

/**
 * Removes what programs left behind that were ended while they made a backup. The folder may be anybody's: only what belongs to a
 * name of ours is touched, or to `fileName`.
 */
export function removeLeftScratch(folder: string, fileName: string): void {
  for (const name of namesIn(folder)) {
    const [, backup = '', process = ''] = BACKUP_SCRATCH.exec(name) ?? [];
    if ((isOurName(backup) || backup === fileName) && !isRunning(Number(process))) removeQuietly(join(folder, name));
  }
}

/** Removes a backup of ours. @throws AppError */
export function removeBackup(folder: string, fileName: string): void {
  try {
    rmSync(join(folder, basename(fileName)), { force: true });
  } catch (error) {
    throw fileError(error);
  }
}

function look(path: string): Pick<BackupFile, 'sealed' | 'problem'> {
  try {
    return { sealed: readBackupHead(path), problem: null };
  } catch (error) {
    return { sealed: null, problem: error instanceof AppError && error.code === 'vault_newer' ? 'newer' : 'damaged' };
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return [];
    throw fileError(error);
  }
}
