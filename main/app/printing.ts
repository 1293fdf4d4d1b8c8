import { Worker } from 'node:worker_threads';
import { AppError } from '../domain/error.ts';
import type { PrintJob } from '../formats/print.ts';

/** Sets a document in a thread of its own and ends it. @throws AppError `cancelled` when `signal` says so */
export function printAside(
  job: PrintJob,
  fontsDir: string | null,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const file = import.meta.url.endsWith('.ts') ? './print-worker.ts' : './print-worker.js';
  const worker = new Worker(new URL(file, import.meta.url), { workerData: { job, fontsDir } });
  return new Promise<Uint8Array>((resolve, reject) => {
    const cancel = () => reject(new AppError('cancelled'));
    signal?.addEventListener('abort', cancel, { once: true });
    if (signal?.aborted) cancel();
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the printing thread ended without a document')));
  }).finally(() => worker.terminate());
}
