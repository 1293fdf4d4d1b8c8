import { Worker } from 'node:worker_threads';
import type { DatabaseKey } from '../data/connection.ts';
import { discardFolder } from '../data/open-folder.ts';
import type { VaultFile } from '../data/vault-file.ts';
import type { Day, Instant } from '../domain/day.ts';
import { AppError, type ErrorCode, type ErrorDetails } from '../domain/error.ts';
import type { Job } from '../features/context.ts';
import type { TakenFolder } from '../features/folder/take-in.ts';
import type { FolderFacts, WrittenFolder } from '../features/folder/write-folder.ts';

/** Work with an open folder that goes on beside all calls. The key is wiped when the thread is done with it. */
export type FolderJob = { readonly database: string; readonly key: DatabaseKey; readonly vaultFile: VaultFile } & (
  | {
      readonly kind: 'write';
      readonly facts: FolderFacts;
      /** Where to; null for an archive. */
      readonly folder: string | null;
      readonly replace: boolean;
    }
  | {
      readonly kind: 'take';
      /** The bytes of an archive, or the path of one or of a folder. */
      readonly source: Uint8Array | string;
      readonly facts: {
        readonly now: Instant;
        readonly today: Day;
        readonly user: { readonly id: string; readonly name: string };
        readonly schemaVersion: number;
        readonly write: boolean;
      };
    }
);

/** What the thread says. */
export type FromFolder =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'written'; readonly written: WrittenFolder; readonly archive: Uint8Array | null }
  | { readonly kind: 'taken'; readonly taken: TakenFolder }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly details: ErrorDetails };

/** What a thread may take: a record at a time, and the facts of a whole register. */
const MEMORY = { maxOldGenerationSizeMb: 2048 };

/**
 * Writes a folder or takes one in, in a thread of its own. Whoever stops it leaves nothing behind.
 * @throws AppError `cancelled`, and what the work can meet
 */
export async function folderAside<Kind extends 'written' | 'taken'>(
  kind: Kind,
  job: FolderJob,
  progress: Job,
  signal: AbortSignal,
): Promise<FromFolder & { readonly kind: Kind }> {
  const file = import.meta.url.endsWith('.ts') ? './folder-worker.ts' : './folder-worker.js';
  const worker = new Worker(new URL(file, import.meta.url), { workerData: job, execArgv: [], resourceLimits: MEMORY });
  try {
    return await new Promise<FromFolder & { readonly kind: Kind }>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new AppError('cancelled')), { once: true });
      if (signal.aborted) reject(new AppError('cancelled'));
      worker.on('message', (message: FromFolder) => {
        if (message.kind === 'progress') void progress.step(message.done, message.total).catch(reject);
        else if (message.kind === 'failed') reject(new AppError(message.code, message.details));
        else if (message.kind === kind) resolve(message as FromFolder & { readonly kind: Kind });
      });
      worker.once('error', (error) => reject(tooLarge(error) ?? error));
      worker.once('exit', () => reject(new Error('the thread of a folder ended without a result')));
    });
  } catch (error) {
    await worker.terminate();
    if (job.kind === 'write' && job.folder !== null) discardFolder(job.folder);
    throw error;
  } finally {
    await worker.terminate();
  }
}

function tooLarge(error: Error): AppError | null {
  if (!('code' in error) || error.code !== 'ERR_WORKER_OUT_OF_MEMORY') return null;
  return new AppError('file_refused', { problem: 'file_too_large' }, { cause: error });
}
