import { Worker } from 'node:worker_threads';
import type { DatabaseKey } from '../data/connection.ts';
import type { Day, Instant } from '../domain/day.ts';
import { AppError, type ErrorCode, type ErrorDetails } from '../domain/error.ts';
import type { ExportOrder } from '../features/export/delivery.ts';
import type { Publication } from '../features/publication/publication.store.ts';
import type { Proof } from '../formats/document-look.ts';

/** The vault that a thread reads. The key is wiped when the thread is told to end. */
export interface PublishVault {
  readonly database: string;
  readonly key: DatabaseKey;
  readonly organisation: string;
  readonly fontsFolder: string | null;
}

/** A kept file that is to be looked at, and made when it has something new to say. */
export interface PublishJob {
  readonly publication: Publication;
  /** Absolute path of the file. */
  readonly file: string;
  readonly today: Day;
  readonly now: Instant;
  readonly proof: Proof;
}

/** A file that has something new to say, not signed yet. */
export interface MadeFile {
  readonly order: Omit<ExportOrder, 'content'>;
  readonly content: Uint8Array;
  /** Hash of what it says, to tell by the next time whether it says the same. */
  readonly says: string;
  /** Hashes of what lies there now, the file and its signature; null for what is not there. */
  readonly lies: readonly (string | null)[];
}

/** What the thread says to a job; `unchanged` when what lies there says the same and is as it was written. */
export type FromPublish =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'made'; readonly made: MadeFile }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly details: ErrorDetails };

/** Looks at kept files in a thread of its own, one after another: reading a large register holds up whoever does it. */
export class PublishThread {
  readonly #vault: PublishVault;
  readonly #signal: AbortSignal;
  #worker: Worker | null = null;

  constructor(vault: PublishVault, signal: AbortSignal) {
    this.#vault = vault;
    this.#signal = signal;
  }

  /** Null when there is nothing to write. @throws AppError `cancelled`, and what making it meets */
  async look(job: PublishJob): Promise<MadeFile | null> {
    const worker = this.#start();
    let forget: () => void = () => undefined;
    try {
      return await new Promise<MadeFile | null>((resolve, reject) => {
        const told = (message: FromPublish) => {
          if (message.kind === 'made') resolve(message.made);
          else if (message.kind === 'unchanged') resolve(null);
          else reject(new AppError(message.code, message.details));
        };
        const ended = () => reject(new Error('the thread of kept files ended without a result'));
        const cancel = () => reject(new AppError('cancelled'));
        // One by one: a worker whose listeners are all removed takes away its own with them, and is never heard again.
        forget = () => {
          worker.off('message', told).off('error', reject).off('exit', ended);
          this.#signal.removeEventListener('abort', cancel);
        };
        worker.on('message', told).on('error', reject).on('exit', ended);
        this.#signal.addEventListener('abort', cancel);
        if (this.#signal.aborted) cancel();
        worker.postMessage(job);
      });
    } finally {
      forget();
    }
  }

  /** Over when the thread has let go of the vault. */
  async end(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = null;
  }

  /** Not before it is needed: often a folder is gone, and nothing has to be read. */
  #start(): Worker {
    const file = import.meta.url.endsWith('.ts') ? './publish-worker.ts' : './publish-worker.js';
    this.#worker ??= new Worker(new URL(file, import.meta.url), { workerData: this.#vault, execArgv: [] });
    return this.#worker;
  }
}
