import { existsSync, lstatSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { type BackupTest, requireKnownVersion } from '../data/backup.ts';
import {
  BACKUP_FOLDER,
  type BackupFile,
  backupFolderOf,
  backupName,
  isBeforeSchema,
  isOurName,
  listBackups,
  removeBackup,
  removeLeftScratch,
  requireBackupFolder,
} from '../data/backup-folder.ts';
import { isBackup, readBackupHead, type SealedBackupHead } from '../data/backup-head.ts';
import { TaskQueue } from '../data/queue.ts';
import { restoreTarget } from '../data/restore.ts';
import { DATABASE_FILE, readVaultFile, requireSeal } from '../data/vault-file.ts';
import { backupDue, type KeptBecause, thinOut } from '../domain/backup-plan.ts';
import type { Instant } from '../domain/day.ts';
import { AppError } from '../domain/error.ts';
import { type BackupRecord, forgetBackup, readBackups, saveBackup } from '../features/backup/backup.store.ts';
import type { Job } from '../features/context.ts';
import type { Clock } from '../ports/clock.ts';
import { backUpAside } from './backup-aside.ts';
import type { Executor } from './executor.ts';
import type { OpenSession, Session } from './session.ts';
import { newId } from './system.ts';

/** Why a backup stays in the folder. */
export type Kept = KeptBecause | 'before_upgrade';

/** A file in one of the two folders of a vault's backups. */
export interface FoundBackup extends BackupFile {
  readonly folder: string;
}

export interface KnownBackup extends FoundBackup {
  readonly record: BackupRecord | null;
  readonly kept: readonly Kept[];
}

interface Parts {
  readonly session: Session;
  readonly executor: Executor;
  readonly clock: Clock;
}

/** Most names that the log takes of the backups that thinning removed at once. */
const NAMES_NOTED = 20;

/** Makes, tests and thins out the backups of the open vault, one at a time and beside all calls. */
export class Backups {
  readonly #session: Session;
  readonly #executor: Executor;
  readonly #clock: Clock;
  readonly #queue = new TaskQueue();
  #stop: AbortController = new AbortController();
  /** Why the schedule could not make one; null after one that was made. */
  failure: { readonly at: Instant; readonly code: string } | null = null;

  constructor({ session, executor, clock }: Parts) {
    this.#session = session;
    this.#executor = executor;
    this.#clock = clock;
    session.beforeExchange = () => this.stop();
  }

  get running(): boolean {
    return this.#queue.length > 0;
  }

  /** Stops what is being made or tested; over when its files are closed. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#stop = new AbortController();
    await this.#queue.run(async () => undefined);
  }

  /**
   * Makes a backup in the folder of the policy, or as the file that is named, tests it and writes down what was found.
   * @throws AppError as `backup.make` promises
   */
  async make(to: { readonly file: string | null; readonly replace: boolean }, job: Job, scheduled: boolean) {
    const open = this.#session.require();
    const { vault } = open;
    const { now } = this.#session.identity;
    const createdAt = now();
    const folder = to.file === null ? requireBackupFolder(vault.folder, vault.file.policy) : dirname(to.file);
    const fileName = to.file === null ? backupName(folder, vault.file.vaultId, createdAt) : basename(to.file);
    const path = join(folder, fileName);
    if (to.file !== null) requireTarget(path, to.replace);
    removeLeftScratch(folder, fileName);
    const { program, migrations } = this.#session.identity;
    const { fileSize, ...test } = await this.#aside(async (signal) => {
      const { file: vaultFile } = readVaultFile(vault.folder);
      requireSeal(vaultFile, vault.key.bytes);
      const making = { path, replace: to.replace, key: vault.key, vaultFile, createdAt, program, migrations };
      return backUpAside({ kind: 'make', database: join(vault.folder, DATABASE_FILE), making }, job, signal);
    });
    const record = this.#record({ folder, fileName, byteSize: fileSize }, test);
    await this.#executor.command(
      'backup.make',
      (_input, { sql, note }) => {
        saveBackup(sql, record);
        note({ fileName, entries: record.entries, hash: record.hash, ok: record.ok, scheduled });
      },
      undefined,
    );
    if (to.file === null) await this.#thin(open, fileName);
    return record;
  }

  /**
   * Tests a backup that is there; what was found of one that this vault made is written down.
   * @throws AppError `vault_newer`, `not_found`, `cancelled`
   */
  async check(path: string, dataKey: Uint8Array, job: Job) {
    const found = await this.#check(path, dataKey, job);
    const { vault } = this.#session.require();
    const known = readBackups(vault.reader.sql).find((one) => join(one.folder, one.fileName) === path);
    const record = { ...found, testedAt: this.#clock.now(), ok: found.findings.length === 0 };
    if (known) {
      const { testedAt, ok, findings } = record;
      await this.#executor.command(
        'backup.check',
        (_input, { sql, note }) => {
          saveBackup(sql, { ...known, testedAt, ok, findings });
          note({ fileName: known.fileName, ok });
        },
        undefined,
      );
    }
    return record;
  }

  /** Restores a backup to `target` and checks all of it. @throws AppError `backup_damaged`, `vault_newer`, `cancelled` */
  restoreTo(target: string, path: string, dataKey: Uint8Array, job: Job): Promise<BackupTest> {
    const { migrations } = this.#session.identity;
    return this.#aside((signal) =>
      backUpAside({ kind: 'test', path, dataKey, target, keep: true, migrations }, job, signal),
    );
  }

  /** The data key when the open vault has the one that a backup is under. @throws AppError `wrong_credentials` */
  keyFor(path: string): Uint8Array {
    const { vault } = this.#session.require();
    const { head } = readBackupHead(path);
    requireKnownVersion(head, this.#session.identity.migrations);
    try {
      requireSeal(head.vaultFile, vault.key.bytes);
    } catch (error) {
      throw new AppError('wrong_credentials', {}, { cause: error });
    }
    return vault.key.bytes;
  }

  /** What lies in the folder of the policy, and in that of the vault, as far as it shows without a key; the newest first. */
  found(): readonly FoundBackup[] {
    return this.#folders().flatMap((folder) => listBackups(folder).map((file) => ({ ...file, folder })));
  }

  /** The backups with what the open vault knows of them. */
  known(): readonly KnownBackup[] {
    const { vault } = this.#session.require();
    const records = readBackups(vault.reader.sql);
    const files = this.found();
    const { keep } = thinOut(this.#thinnable(files), this.#clock.now());
    const upgrade = newestBeforeSchema(this.#own(files));
    return files.map((file) => {
      const kept = keep.find(({ backup }) => backup.file === file)?.because ?? [];
      return {
        ...file,
        record: records.find((one) => one.folder === file.folder && one.fileName === file.fileName) ?? null,
        kept: file === upgrade ? [...kept, 'before_upgrade'] : kept,
      };
    });
  }

  /** One of the backups, as it lies there. @throws AppError `not_found` */
  lookAt(folder: string, fileName: string): KnownBackup {
    const known = this.known().find((one) => one.folder === folder && one.fileName === fileName);
    if (known) return known;
    // One that was made as a file of its own lies in neither folder.
    const path = join(folder, fileName);
    const sealed = readBackupHead(path);
    return { folder, fileName, byteSize: sealed.fileSize, sealed, problem: null, record: null, kept: [] };
  }

  /** The newest that passed its test and is still there. */
  newestGood(): KnownBackup | null {
    return this.known().find(({ sealed, record }) => sealed !== null && record?.ok === true) ?? null;
  }

  /** The path of a backup in one of the folders. @throws AppError `not_found` */
  path(fileName: string): string {
    const path = this.#folders()
      .map((folder) => join(folder, fileName))
      .find((one) => existsSync(one));
    if (path === undefined) throw new AppError('not_found', { noun: 'backup', id: fileName });
    return path;
  }

  /** The folder into which backups go. */
  get folder(): string {
    return this.#folders()[0] ?? '';
  }

  #folders(): readonly string[] {
    const { current, folder } = this.#session;
    const policy = current?.vault.file.policy ?? this.#session.policy;
    const local = join(current?.vault.folder ?? folder, BACKUP_FOLDER);
    return [...new Set([backupFolderOf(dirname(local), policy), local])];
  }

  /** Removes what the plan no longer keeps: files of this vault only, with names that we give, and never what was just made. */
  async #thin({ vault }: OpenSession, made: string): Promise<void> {
    const files = this.found();
    const upgrade = newestBeforeSchema(this.#own(files));
    const { remove } = thinOut(this.#thinnable(files), this.#clock.now());
    const gone = remove.map(({ file }) => file).filter((file) => file !== upgrade && file.fileName !== made);
    if (gone.length === 0 || this.#session.current?.vault !== vault) return;
    for (const { folder, fileName } of gone) removeBackup(folder, fileName);
    await this.#executor.command(
      'backup.thin',
      (_input, { sql, note }) => {
        for (const { folder, fileName } of gone) forgetBackup(sql, folder, fileName);
        const names = gone.slice(0, NAMES_NOTED).map(({ fileName }) => fileName);
        note({ removed: gone.length, names: names.join(', ') });
      },
      undefined,
    );
  }

  /** Files of this vault in the folder of the policy, as the plan wants them. */
  #thinnable(files: readonly FoundBackup[]) {
    return this.#own(files)
      .filter(({ folder }) => folder === this.folder)
      .map((file) => ({ id: file.fileName, at: file.sealed.head.createdAt as Instant, file }));
  }

  #own(files: readonly FoundBackup[]) {
    const { vaultId } = this.#session.require().vault.file;
    return files.flatMap((file) => (isOwn(file, vaultId) && isOurName(file.fileName) ? [file] : []));
  }

  async #check(path: string, dataKey: Uint8Array, job: Job) {
    const { migrations, folder } = this.#session.identity;
    const target = restoreTarget(folder);
    try {
      const { head, findings } = await this.#aside((signal) =>
        backUpAside({ kind: 'test', path, dataKey, target, keep: false, migrations }, job, signal),
      );
      return { head, findings };
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'backup_damaged') throw error;
      return { head: null, findings: [{ code: error.code, where: String(error.details.how) }] };
    }
  }

  #record(
    file: Pick<BackupRecord, 'folder' | 'fileName' | 'byteSize'>,
    { head, findings }: Pick<BackupTest, 'head' | 'findings'>,
  ): BackupRecord {
    const { createdAt: at, audit, counts } = head;
    const ok = findings.length === 0;
    return { ...file, id: newId(), at, ...audit, counts, testedAt: this.#clock.now(), ok, findings };
  }

  /** Runs when nothing else is made or tested; ends when the vault is locked or exchanged. */
  #aside<T>(task: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const { signal } = this.#stop;
    return this.#queue.run(async () => {
      if (signal.aborted) throw new AppError('cancelled');
      return task(signal);
    });
  }
}

/** When the next backup is due; in the past when none could be made, null for never. */
export function nextBackupAt(newestGoodAt: Instant | null, now: Instant, everyHours: number): Instant | null {
  if (everyHours === 0) return null;
  if (backupDue(newestGoodAt, now, everyHours) && (newestGoodAt === null || newestGoodAt > now)) return now;
  return new Date(Date.parse(newestGoodAt ?? now) + everyHours * 3_600_000).toISOString() as Instant;
}

function isOwn(file: FoundBackup, vaultId: string): file is FoundBackup & { readonly sealed: SealedBackupHead } {
  return file.sealed?.head.vaultId === vaultId;
}

function newestBeforeSchema(files: readonly FoundBackup[]): FoundBackup | null {
  return files.find(({ fileName }) => isBeforeSchema(fileName)) ?? null;
}

/** Makes sure that a file may be written: only a backup may be replaced. @throws AppError `file_exists`, `input_refused` */
function requireTarget(path: string, replace: boolean): void {
  const [there, folder] = [lstatSync(path, { throwIfNoEntry: false }), dirname(path)];
  if (!isAbsolute(path)) throw new AppError('input_refused', { problem: 'invalid', field: 'file' });
  if (!lstatSync(folder, { throwIfNoEntry: false })) {
    throw new AppError('input_refused', { problem: 'folder_missing', folder });
  }
  if (there && !(replace && isBackup(path))) throw new AppError('file_exists', { file: path });
}
