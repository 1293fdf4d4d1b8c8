import { parentPort, workerData } from 'node:worker_threads';
import { parseDay } from '../domain/day.ts';
import { createApp } from './create-app.ts';
import { remoteKeyStore } from './key-store-wire.ts';
import type { WorkerOptions } from './program.ts';
import { systemClock } from './system.ts';
import type { FromHost, ToHost } from './wire.ts';

/** The worker thread in which the whole program runs, so that no query ever holds up a window. */
const { hasKeyStore, today, ...options } = workerData as WorkerOptions;
const keyStore = remoteKeyStore(send);
const app = createApp({
  ...options,
  clock: systemClock(today ? parseDay(today) : null),
  worksByItself: true,
  ...(hasKeyStore ? { keyStore: keyStore.store } : {}),
});
/** A body that arrives as a stream has to say that the answer may begin before it ends. */
const STREAMED = { duplex: 'half' };
const running = new Map<number, AbortController>();

function send(message: ToHost, transfer: readonly ReadableStream[] = []): void {
  // Streams can be handed over since Node 18; the type of the list does not know it.
  parentPort?.postMessage(message, transfer as unknown as ArrayBuffer[]);
}

async function answer(message: Extract<FromHost, { kind: 'request' }>): Promise<void> {
  const abort = new AbortController();
  running.set(message.id, abort);
  try {
    const { url, method, headers, body } = message;
    const request = new Request(url, {
      method,
      headers: headers.map(([name, value]): [string, string] => [name, value]),
      body,
      signal: abort.signal,
      ...STREAMED,
    });
    const response = await app.fetch(request);
    const stream = response.body;
    send(
      { kind: 'response', id: message.id, status: response.status, headers: [...response.headers], body: stream },
      stream ? [stream] : [],
    );
  } catch {
    send({ kind: 'response', id: message.id, status: 500, headers: [], body: null });
  } finally {
    if (!abort.signal.aborted) running.delete(message.id);
  }
}

/** Whatever keeps the vault from being locked properly is the vault's to say; the host has nobody to tell. */
async function lock(id: number): Promise<void> {
  try {
    if (!(await app.client.vault.status()).sample) await app.client.vault.lock();
  } catch {
    // Said in the log already, without a word of what it was about.
  }
  send({ kind: 'locked', id });
}

parentPort?.on('message', (message: FromHost) => {
  if (message.kind === 'request') void answer(message);
  else if (message.kind === 'abort') running.get(message.id)?.abort();
  else if (message.kind === 'key-store') keyStore.settle(message);
  else if (message.kind === 'lock') void lock(message.id);
  else void app.close().finally(() => send({ kind: 'closed' }));
});
