import { createHmac, timingSafeEqual } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from '../domain/error.ts';
import { errorCode, fileError, parseJson } from './files.ts';
import { deriveSubkey } from './keys.ts';
import { parseVaultFile, type SealedVaultFile } from './vault-file.ts';

/**
 * A backup is one file: this line, a line of JSON that says what is in it, and the encrypted database as SQLite made it
 * (docs/vault-format.md). The vault file lies inside, so that the file and one of the ways in of then are all it takes.
 */
export const BACKUP_MAGIC = 'medsteward-backup\n';
const FORMAT = 'medsteward-backup';
export const BACKUP_VERSION = 1;
/** A vault file with 500 slots takes less than half of it. */
const LARGEST_HEAD = 2_000_000;
const CHUNK = 65_536;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const wholeNumber = z.number().int().min(0);
const headSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(BACKUP_VERSION),
  vaultId: z.string().max(60),
  createdAt: z.iso.datetime(),
  schemaVersion: wholeNumber,
  /** Version of the program that made it. */
  program: z.string().max(60),
  /** Rows by table. */
  counts: z.record(z.string().max(100), wholeNumber),
  audit: z.object({ entries: wholeNumber, hash: sha256 }),
  /** Of the database, which is the rest of the file. */
  byteSize: wholeNumber,
  sha256,
  vaultFile: z.unknown(),
  mac: sha256,
});

/** What a backup says of itself, without its seal. */
export interface BackupHead extends Omit<z.infer<typeof headSchema>, 'vaultFile' | 'mac'> {
  /** The vault file as it lay there, with its slots. */
  readonly vaultFile: SealedVaultFile;
}

/** A head as it stands in a file; nothing of it was checked under a key. */
export interface SealedBackupHead {
  readonly head: BackupHead;
  readonly mac: string;
  /** Where in the file the database begins. */
  readonly offset: number;
  /** Of the whole file. */
  readonly fileSize: number;
}

/** How a backup can be damaged; `seal` means that it was changed by somebody without the key. */
export type BackupDamage =
  | 'not_a_backup'
  | 'malformed'
  | 'size'
  | 'vault_file'
  | 'seal'
  | 'checksum'
  | 'database'
  | 'counts'
  | 'history';

export function backupDamaged(how: BackupDamage, cause?: unknown): AppError {
  return new AppError('backup_damaged', { how }, { cause });
}

/** The beginning of a backup: magic line and head, sealed under the data key. */
export function backupStart(head: BackupHead, dataKey: Uint8Array): Buffer {
  return Buffer.from(`${BACKUP_MAGIC}${JSON.stringify({ ...head, mac: macOf(head, dataKey) })}\n`, 'utf8');
}

/** @throws AppError `backup_damaged` when somebody without the data key changed the head */
export function requireBackupSeal({ head, mac }: SealedBackupHead, dataKey: Uint8Array): void {
  const expected = Buffer.from(macOf(head, dataKey), 'hex');
  if (!timingSafeEqual(expected, Buffer.from(mac, 'hex'))) throw backupDamaged('seal');
}

/**
 * Reads what a file says of itself, as far as that goes without a key: form, length and the vault file's checksum.
 * @throws AppError `backup_damaged`, `vault_newer`; `file_refused` when there is no such file
 */
export function readBackupHead(path: string): SealedBackupHead {
  let file: number | null = null;
  try {
    // Opening a pipe would wait forever.
    if (!statSync(path).isFile()) throw backupDamaged('not_a_backup');
    file = openSync(path, 'r');
    const stat = fstatSync(file);
    const line = readLine(file);
    const sealed = parseHead(line);
    const offset = BACKUP_MAGIC.length + Buffer.byteLength(line, 'utf8') + 1;
    if (stat.size !== offset + sealed.head.byteSize) throw backupDamaged('size');
    return { ...sealed, offset, fileSize: stat.size };
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR')
      throw new AppError('file_refused', { problem: 'file_missing', file: path }, { cause: error });
    throw fileError(error);
  } finally {
    if (file !== null) closeSync(file);
  }
}

/** True for a file that begins like a backup, whole or not. */
export function isBackup(path: string): boolean {
  try {
    if (!statSync(path).isFile()) return false;
    const file = openSync(path, 'r');
    try {
      return beginsAsBackup(file);
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}

function beginsAsBackup(file: number): boolean {
  const magic = Buffer.alloc(BACKUP_MAGIC.length);
  return readSync(file, magic, 0, magic.length, 0) === magic.length && magic.toString('latin1') === BACKUP_MAGIC;
}

/** The line after the magic one. */
function readLine(file: number): string {
  if (!beginsAsBackup(file)) throw backupDamaged('not_a_backup');
  const parts: Buffer[] = [];
  for (let length = 0; length <= LARGEST_HEAD; ) {
    const part = Buffer.alloc(CHUNK);
    const read = readSync(file, part, 0, CHUNK, BACKUP_MAGIC.length + length);
    const end = part.subarray(0, read).indexOf(0x0a);
    parts.push(part.subarray(0, end === -1 ? read : end));
    if (end !== -1) return Buffer.concat(parts).toString('utf8');
    if (read === 0) throw backupDamaged('size');
    length += read;
  }
  throw backupDamaged('malformed');
}

function parseHead(line: string): { head: BackupHead; mac: string } {
  const parsed = parseJson(line);
  const newer = z.object({
    format: z.literal(FORMAT),
    version: z
      .number()
      .int()
      .min(BACKUP_VERSION + 1),
  });
  if (newer.safeParse(parsed).success) throw new AppError('vault_newer');
  const known = headSchema.safeParse(parsed);
  if (!known.success) throw backupDamaged('malformed');
  const { mac, vaultFile: given, ...rest } = known.data;
  const vaultFile = containedVaultFile(given);
  const head = { ...rest, vaultFile };
  // The exact text is what the seal is made over: nothing else may stand there, were it only a space.
  if (vaultFile.vaultId !== head.vaultId || JSON.stringify({ ...head, mac }) !== line) throw backupDamaged('malformed');
  return { head, mac };
}

function containedVaultFile(given: unknown): SealedVaultFile {
  try {
    return parseVaultFile(JSON.stringify(given) ?? '');
  } catch (error) {
    if (error instanceof AppError && error.code === 'vault_newer') throw error;
    throw backupDamaged('vault_file', error);
  }
}

function macOf(head: BackupHead, dataKey: Uint8Array): string {
  return createHmac('sha256', deriveSubkey(dataKey, 'backup')).update(JSON.stringify(head)).digest('hex');
}
