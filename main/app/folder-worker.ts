import { lstatSync, readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { openSql, type SqlConnection } from '../data/connection.ts';
import { DirectorySink, DirectorySource, type FolderSource } from '../data/open-folder.ts';
import { pseudonymsOf } from '../data/pseudonyms.ts';
import { openSecret, signerOf } from '../data/secrets.ts';
import { AppError } from '../domain/error.ts';
import { archiveSource } from '../features/folder/archive-source.ts';
import { takeFolder } from '../features/folder/take-in.ts';
import { type FolderStep, writeFolder } from '../features/folder/write-folder.ts';
import { ARCHIVE_BYTES, ArchiveTooLargeError, ArchiveWriter } from '../formats/zip-writer.ts';
import { appError } from './errors.ts';
import type { FolderJob, FromFolder } from './folder-aside.ts';
import { newId, newIdsAfter } from './system.ts';

/** A thread for one folder: a vault of 100,000 devices is a million records, and nobody has to wait for them. */
const job = workerData as FolderJob;
const send = (message: FromFolder, transfer: readonly ArrayBuffer[] = []) => parentPort?.postMessage(message, transfer);

/** How often it tells how far it is. */
const TELL_EVERY_MS = 50;
let told = 0;
const step: FolderStep = async (done, total) => {
  if (performance.now() - told < TELL_EVERY_MS) return;
  told = performance.now();
  send({ kind: 'progress', done, total });
  await setImmediate();
};

async function write(sql: SqlConnection, { facts, folder, replace, vaultFile, key }: FolderJob & { kind: 'write' }) {
  const signer = signerOf(vaultFile, key.bytes);
  const proof = { signer, pseudonym: pseudonymsOf(signer) };
  // Everything is read as it is at this moment, whatever others write meanwhile.
  sql.exec('BEGIN; SELECT count(*) FROM sqlite_master');
  if (folder === null) {
    const sink = new ArchiveWriter();
    const written = await writeFolder(sql, sink, facts, proof, step);
    const archive = sink.finish();
    send({ kind: 'written', written, archive }, [archive.buffer as ArrayBuffer]);
    return;
  }
  const sink = new DirectorySink(folder, replace);
  try {
    const written = await writeFolder(sql, sink, facts, proof, step);
    sink.finish();
    send({ kind: 'written', written, archive: null });
  } catch (error) {
    sink.discard();
    throw error;
  }
}

async function take(sql: SqlConnection, { source, facts, vaultFile, key }: FolderJob & { kind: 'take' }) {
  const auditKey = openSecret(vaultFile.audit.wrap, key.bytes, 'audit');
  newIdsAfter(facts.user.id);
  try {
    const taken = await takeFolder(sql, sourceOf(source), { ...facts, auditKey, newId }, step);
    send({ kind: 'taken', taken });
  } finally {
    auditKey.fill(0);
  }
}

/** @throws AppError `not_found`, `file_refused` */
function sourceOf(source: Uint8Array | string): FolderSource {
  if (typeof source !== 'string') return archiveSource(source);
  const there = lstatSync(source, { throwIfNoEntry: false });
  if (!there?.isFile()) return new DirectorySource(source);
  if (there.size > ARCHIVE_BYTES)
    throw new AppError('file_refused', { problem: 'file_too_large', limit: ARCHIVE_BYTES, size: there.size });
  return archiveSource(readFileSync(source));
}

const sql = openSql(job.database, job.key);
try {
  if (job.kind === 'write') await write(sql, job);
  else await take(sql, job);
} catch (error) {
  const known =
    error instanceof ArchiveTooLargeError
      ? new AppError('input_refused', { problem: 'archive_too_large', limit: ARCHIVE_BYTES })
      : appError(error);
  send({ kind: 'failed', code: known.code, details: known.details });
} finally {
  sql.close();
  job.key.bytes.fill(0);
}
