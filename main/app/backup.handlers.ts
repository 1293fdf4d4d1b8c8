import { isAbsolute } from 'node:path';
import type { BackupHead, SealedBackupHead } from '../data/backup-head.ts';
import { undoableSince, undoRestore } from '../data/exchange.ts';
import { makeFolder, removeHalfFiles } from '../data/files.ts';
import { installRestored, openBackup, removeRestoreTarget, restoreTarget } from '../data/restore.ts';
import { holdsVault } from '../data/vault-file.ts';
import type { Instant } from '../domain/day.ts';
import { AppError } from '../domain/error.ts';
import type { BackupRecord } from '../features/backup/backup.store.ts';
import type { Job } from '../features/context.ts';
import { type FoundBackup, type Kept, nextBackupAt } from './backups.ts';
import { type GivenWayIn, proofOf } from './given-proof.ts';
import type { SessionHandlers, SessionParts } from './session-parts.ts';

type Names = 'list' | 'found' | 'make' | 'check' | 'restore' | 'undoRestore' | 'download';
type Source = { readonly fileName: string } | { readonly uploadId: string } | { readonly path: string };

const MEDIA_TYPE = 'application/octet-stream';

/** Backups: making them, looking at them, and putting one in the place of the vault. */
export function backupHandlers(parts: SessionParts): SessionHandlers<'backup', Names> {
  const { session, executor, files, uploads, backups, clock } = parts;

  /** Where a backup lies that somebody names. @throws AppError `not_found`, `upload_missing`, `input_refused` */
  function pathOf(source: Source): string {
    if ('fileName' in source) return backups.path(source.fileName);
    if ('uploadId' in source) return uploads.path(source.uploadId);
    if (isAbsolute(source.path)) return source.path;
    throw new AppError('input_refused', { problem: 'invalid', field: 'path' });
  }

  function open(path: string, given: GivenWayIn) {
    const proofFor = ({ head }: SealedBackupHead) => proofOf(given, head.vaultFile, session.keyStore);
    return openBackup(path, proofFor, session.identity);
  }

  async function withJob<T>(
    jobId: string | undefined,
    signal: AbortSignal | undefined,
    work: (job: Job) => Promise<T>,
  ): Promise<T> {
    const job = executor.jobs.start(jobId, signal);
    try {
      return await work(job);
    } finally {
      job.end();
    }
  }

  return {
    list: () => {
      const { vault } = session.require();
      const known = backups.known();
      const newestGood = backups.newestGood();
      const newestGoodAt = (newestGood?.sealed?.head.createdAt ?? null) as Instant | null;
      const { backupEveryHours: everyHours } = vault.file.policy;
      return {
        folder: backups.folder,
        everyHours,
        running: backups.running,
        newestGoodAt,
        nextAt: nextBackupAt(newestGoodAt, clock.now(), everyHours),
        failure: backups.failure,
        backups: known.map(({ record, kept, ...file }) => describeBackup(file, vault.file.vaultId, record, kept)),
      };
    },
    found: () => {
      const vaultId = session.current?.vault.file.vaultId ?? session.look().file?.vaultId ?? null;
      const restoredAt = undoableSince(session.folder);
      return {
        folder: backups.folder,
        files: backups.found().map((file) => describeFile(file, vaultId)),
        undo: restoredAt === null ? null : { restoredAt },
      };
    },
    make: ({ file, replace, jobId }, { signal }) =>
      withJob(jobId, signal, async (job) => {
        const record = await backups.make({ file, replace }, job, false);
        const { vault } = session.require();
        const { fileName, folder } = record;
        const made = backups.lookAt(folder, fileName);
        return { folder, ...describeBackup(made, vault.file.vaultId, record, made.kept) };
      }),
    check: ({ source, proof, jobId }, { signal }) =>
      withJob(jobId, signal, async (job) => {
        const path = pathOf(source);
        const opened = proof === null ? null : await open(path, proof);
        try {
          const { head, ok, findings, testedAt } = await backups.check(
            path,
            opened?.dataKey ?? backups.keyFor(path),
            job,
          );
          return { head: head && describeHead(head), test: { at: testedAt, ok, findings: [...findings] } };
        } finally {
          opened?.dataKey.fill(0);
        }
      }),
    restore: ({ source, proof, replace, jobId }, { signal }) =>
      withJob(jobId, signal, async (job) => {
        const { folder } = session;
        const path = pathOf(source);
        if (!replace && holdsVault(folder)) throw new AppError('vault_exists', { folder });
        const opened = await open(path, proof);
        try {
          makeFolder(folder);
          removeHalfFiles(folder);
          const { head, findings } = await backups.restoreTo(restoreTarget(folder), path, opened.dataKey, job);
          const undoable = await session.exchange(async (release) => {
            await release();
            return installRestored(session.identity, opened);
          });
          files.clear();
          return { head: describeHead(head), findings: [...findings], undoable };
        } finally {
          opened.dataKey.fill(0);
          removeRestoreTarget(folder);
          await uploads.clear();
          executor.publish({ kind: 'vault' });
        }
      }),
    undoRestore: async () => {
      const { current, folder } = session;
      if (current !== null && current.role !== 'administrator') {
        throw new AppError('not_permitted', { procedure: 'backup.undoRestore', role: current.role });
      }
      if (undoableSince(folder) === null) throw new AppError('input_refused', { problem: 'nothing_to_undo' });
      const undone = await session.exchange(async (release) => {
        await release();
        return undoRestore(folder, clock.now());
      });
      files.clear();
      executor.publish({ kind: 'vault' });
      return undone;
    },
    download: ({ fileName }) => {
      session.require();
      const path = backups.path(fileName);
      return files.offerFile({ name: fileName, mediaType: MEDIA_TYPE, path });
    },
  };
}

function describeHead({ vaultId, createdAt, schemaVersion, program, counts, audit }: BackupHead) {
  return { vaultId, createdAt, schemaVersion, program, counts, audit };
}

function describeFile({ fileName, byteSize, sealed, problem }: FoundBackup, vaultId: string | null) {
  return {
    fileName,
    byteSize,
    head: sealed && describeHead(sealed.head),
    problem,
    ownVault: sealed !== null && sealed.head.vaultId === vaultId,
  };
}

function describeBackup(file: FoundBackup, vaultId: string, record: BackupRecord | null, kept: readonly Kept[]) {
  const test = record && { at: record.testedAt, ok: record.ok, findings: [...record.findings] };
  return { ...describeFile(file, vaultId), test, kept: [...kept] };
}
