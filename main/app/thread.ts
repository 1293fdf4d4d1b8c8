import type { Worker } from 'node:worker_threads';

/** How long a thread may take to go after its last word, in milliseconds. */
const GOING_MS = 5000;

/**
 * Ends a thread, and is over when it has let go of everything. One that has said its last word is left to go by itself: V8 now and
 * then aborts the whole program when a thread is ended from outside in the very moment in which it goes.
 */
export async function endThread(worker: Worker, hasSaidAll: boolean): Promise<void> {
  // A thread that is gone has no number any more.
  if (!hasSaidAll || worker.threadId === -1) {
    await worker.terminate();
    return;
  }
  await new Promise<void>((resolve) => {
    const late = setTimeout(() => void worker.terminate(), GOING_MS);
    worker.once('exit', () => {
      clearTimeout(late);
      resolve();
    });
  });
}
