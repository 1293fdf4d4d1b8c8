/**
 * Does with the program what a working day does, and prints what its process held in memory as JSON. A process of its own, because
 * the memory of the bench itself, with the rows of the raw driver, says nothing.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { clientOf, PASSPHRASE } from './client.ts';
import { surroundings, TYPED } from './files.ts';
import { asTyped } from './questions.ts';

/** Bytes. */
interface Memory {
  readonly now: number;
  readonly highest: number;
}

const [folder = '', devicesPath = '', today = ''] = process.argv.slice(2);
const host = fork(join(import.meta.dirname, 'memory-host.ts'), [folder, today]);
const [address] = (await once(host, 'message')) as [string];
const { origin } = new URL(address);
const entrance = await fetch(address, { redirect: 'manual' });
const cookie = (entrance.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';

/** Sends a request as the window does. */
function ask(path: string, given: RequestInit & { readonly duplex?: 'half' }): Promise<Response> {
  const headers = new Headers(given.headers);
  headers.set('cookie', cookie);
  headers.set('origin', origin);
  return fetch(new URL(path, origin), { ...given, headers });
}

const client = clientOf(async (request) => {
  const { pathname, search } = new URL(request.url);
  return ask(pathname + search, { method: request.method, headers: request.headers, body: await request.text() });
});
await client.vault.create({ passphrase: PASSPHRASE, organisation: 'Bench Hospital', user: 'Bench' });
await client.vault.status();
const idle = await memory();
for (const [noun, bytes] of Object.entries(surroundings())) await read(noun, new Blob([Uint8Array.from(bytes)]));
await read('devices', await openAsBlob(devicesPath));
const imported = await memory();
await client.device.list({});
for (const { text } of asTyped(TYPED)) await client.program.search({ text });
await client.support.today();
await client.alert.list({});
await client.exports.supportReport({ format: 'csv' });
await setTimeout(10_000);
const rested = await memory();
process.stdout.write(
  JSON.stringify({
    idle: idle.now,
    importing: imported.highest,
    imported: imported.now,
    rested: rested.now,
    highest: rested.highest,
  }),
);
host.disconnect();

async function memory(): Promise<Memory> {
  host.send('memory');
  const [found] = (await once(host, 'message')) as [Memory];
  return found;
}

/** Looks at a file first, as the window does, and takes it in. */
async function read(noun: string, body: Blob): Promise<void> {
  const answer = await ask('/files', { method: 'POST', body: body.stream(), duplex: 'half' });
  const { uploadId } = (await answer.json()) as { uploadId: string };
  const file = { noun: noun as 'devices', uploadId, fileName: `${noun}.csv` };
  await client.imports.preview(file);
  await client.imports.run(file);
}
