import { Worker } from 'node:worker_threads';
import type { KdfStrength } from '../data/keys.ts';
import type { KeyStore } from '../ports/key-store.ts';
import { answerKeyStore } from './key-store-wire.ts';
import type { FromHost, ToHost } from './wire.ts';

export interface ProgramOptions {
  readonly vaultFolder: string;
  readonly sampleFolder: string;
  readonly version: string;
  /** A calendar day that replaces today, `YYYY-MM-DD`. */
  readonly today?: string;
  /** How much work a new way in costs whoever guesses its secret; where left out, what vaults of today ask for. */
  readonly kdf?: KdfStrength;
}

/** What the worker is started with. */
export interface WorkerOptions extends ProgramOptions {
  /** Whether the host answers for a key store. */
  readonly hasKeyStore: boolean;
}

/** The whole program in a worker thread; hosts only pass requests on. */
export interface Program {
  fetch(request: Request): Promise<Response>;
  /** Locks the vault, because nobody is at the computer any more. The made-up hospital stays open. */
  lock(): Promise<void>;
  /** Locks the vault and ends the worker. */
  close(): Promise<void>;
}

/** Statuses whose responses must not have a body. */
const EMPTY = new Set([101, 204, 205, 304]);

/**
 * What the worker's heap may take, in megabytes. Files are read and documents set in threads of their own, so that lists and
 * commands are all it holds. Without limits V8 lets several times as much garbage lie before it collects.
 */
const MEMORY = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 384 };

/**
 * Starts the program. The worker's file lies beside this one, in a checkout as in a bundle. `keyStore` is the host's, where it
 * has one.
 */
export function startProgram(options: ProgramOptions, keyStore?: KeyStore): Program {
  const file = import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js';
  const worker = new Worker(new URL(file, import.meta.url), {
    workerData: { ...options, hasKeyStore: keyStore !== undefined } satisfies WorkerOptions,
    execArgv: [],
    resourceLimits: MEMORY,
  });
  const waiting = new Map<number, (response: Response) => void>();
  const locking = new Map<number, () => void>();
  let [next, gone] = [1, false];
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      gone = true;
      for (const answer of waiting.values()) answer(new Response(null, { status: 503 }));
      waiting.clear();
      for (const locked of locking.values()) locked();
      locking.clear();
      resolve();
    });
  });
  worker.on('error', (error) => process.stderr.write(`medsteward: the program stopped (${error.name})\n`));
  const send = (message: FromHost, transfer: readonly ReadableStream[] = []) =>
    worker.postMessage(message, transfer as unknown as ArrayBuffer[]);
  worker.on('message', (message: ToHost) => {
    if (message.kind === 'closed') {
      void worker.terminate();
      return;
    }
    if (message.kind === 'key-store') {
      if (keyStore) void answerKeyStore(keyStore, message).then((answer) => send(answer));
      return;
    }
    if (message.kind === 'locked') {
      locking.get(message.id)?.();
      locking.delete(message.id);
      return;
    }
    const { id, status, headers, body } = message;
    waiting.get(id)?.(
      new Response(EMPTY.has(status) ? null : body, {
        status,
        headers: headers.map(([name, value]): [string, string] => [name, value]),
      }),
    );
    waiting.delete(id);
  });
  return {
    fetch(request) {
      if (gone) return Promise.resolve(new Response(null, { status: 503 }));
      const id = next++;
      const { url, method, body } = request;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        request.signal.addEventListener('abort', () => send({ kind: 'abort', id }), { once: true });
        send({ kind: 'request', id, url, method, headers: [...request.headers], body }, body ? [body] : []);
      });
    },
    lock() {
      if (gone) return Promise.resolve();
      const id = next++;
      return new Promise((resolve) => {
        locking.set(id, resolve);
        send({ kind: 'lock', id });
      });
    },
    async close() {
      if (!gone) send({ kind: 'close' });
      await ended;
    },
  };
}
