import { Worker } from 'node:worker_threads';
import { type BackupMaking, type BackupTest, removeScratch } from '../data/backup.ts';
import { removeDatabase } from '../data/database-file.ts';
import type { Migration } from '../data/migrate.ts';
import { AppError, type ErrorCode, type ErrorDetails } from '../domain/error.ts';
import type { Job } from '../features/context.ts';

/** Work with a backup that goes on beside all calls. The key travels in memory and is wiped when the thread is done with it. */
export type BackupJob =
  | { readonly kind: 'make'; readonly database: string; readonly making: BackupMaking }
  | {
      readonly kind: 'test';
      readonly path: string;
      readonly dataKey: Uint8Array;
      /** Where the database is restored to. */
      readonly target: string;
      readonly keep: boolean;
      readonly migrations: readonly Migration[];
    };

/** What the thread says. */
export type FromBackup =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly test: BackupTest }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly details: ErrorDetails };

/** How often it is asked whether somebody wants the work to stop: SQLite copies without a word. */
const ASK_EVERY_MS = 250;

/**
 * Makes or tests a backup in a thread of its own. Whoever stops it waits until the thread has let go of its files; nothing is left
 * behind then. @throws AppError `cancelled`, and what the work can meet
 */
export async function backUpAside(job: BackupJob, progress: Job, signal: AbortSignal): Promise<BackupTest> {
  const file = import.meta.url.endsWith('.ts') ? './backup-worker.ts' : './backup-worker.js';
  const worker = new Worker(new URL(file, import.meta.url), { workerData: job, execArgv: [] });
  let at = { done: 0, total: 100 };
  let asking: NodeJS.Timeout | undefined;
  try {
    return await new Promise<BackupTest>((resolve, reject) => {
      const cancel = () => reject(new AppError('cancelled'));
      signal.addEventListener('abort', cancel, { once: true });
      if (signal.aborted) cancel();
      const tell = () => void progress.step(at.done, at.total).catch(reject);
      asking = setInterval(tell, ASK_EVERY_MS);
      worker.on('message', (message: FromBackup) => {
        if (message.kind === 'done') resolve(message.test);
        else if (message.kind === 'failed') reject(new AppError(message.code, message.details));
        else {
          at = message;
          tell();
        }
      });
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the thread of a backup ended without a result')));
    });
  } catch (error) {
    await worker.terminate();
    if (job.kind === 'make') removeScratch(job.making.path);
    else removeDatabase(job.target);
    throw error;
  } finally {
    clearInterval(asking);
    await worker.terminate();
  }
}
