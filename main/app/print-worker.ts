import { parentPort, workerData } from 'node:worker_threads';
import { type PrintJob, print } from '../formats/print.ts';

/** A thread for one document: setting a long PDF takes seconds, and nobody's click may wait for it. */
const { job, fontsDir } = workerData as { job: PrintJob; fontsDir: string | null };
const bytes = Uint8Array.from(await print(job, fontsDir));
parentPort?.postMessage(bytes, [bytes.buffer]);
