import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { type BackupStep, makeBackup, testBackup } from '../data/backup.ts';
import { openSql } from '../data/connection.ts';
import { AppError } from '../domain/error.ts';
import type { BackupJob, FromBackup } from './backup-aside.ts';

/** A thread for one backup: copying, hashing and reading back every page of a vault takes its time, and nobody has to wait for it. */
const job = workerData as BackupJob;
const key = job.kind === 'make' ? job.making.key.bytes : job.dataKey;
const send = (message: FromBackup) => parentPort?.postMessage(message);
const step: BackupStep = async (done, total) => {
  send({ kind: 'progress', done: Math.floor(done), total });
  await setImmediate();
};

async function work() {
  if (job.kind === 'test') return testBackup(job.path, job.dataKey, job.target, job.migrations, step, job.keep);
  const sql = openSql(job.database, job.making.key);
  try {
    return await makeBackup(sql, job.making, step);
  } finally {
    sql.close();
  }
}

try {
  send({ kind: 'done', test: await work() });
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  send({ kind: 'failed', code: error.code, details: error.details });
} finally {
  key.fill(0);
}
