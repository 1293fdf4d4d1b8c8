/**
 * Runs the program alone, in its worker as hosts do, does what a working day does, and prints what the process holds in memory
 * as JSON. A process of its own, because the memory of the bench itself, with the rows of the raw driver, says nothing.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startProgram } from '../../main/app/program.ts';
import { surroundings, TYPED } from './files.ts';
import { asTyped } from './questions.ts';
import { connectTo, PASSPHRASE } from './vault.ts';

const [folder = '', devicesPath = '', today = ''] = process.argv.slice(2);
const program = startProgram({
  vaultFolder: join(folder, 'memory'),
  sampleFolder: join(folder, 'memory-sample'),
  version: '0.0.0',
  today,
});
const client = connectTo(program);
await client.vault.create({ passphrase: PASSPHRASE, organisation: 'Bench Hospital', user: 'Bench' });
await client.vault.status();
const idle = process.memoryUsage().rss;
for (const [noun, bytes] of Object.entries(surroundings())) await read(noun, bytes);
await read('devices', readFileSync(devicesPath));
const imported = process.memoryUsage().rss;
await client.device.list({});
for (const { text } of asTyped(TYPED)) await client.program.search({ text });
await client.support.today();
await client.alert.list({});
await client.exports.supportReport({ format: 'csv' });
await setTimeout(10_000);
const rested = process.memoryUsage().rss;
process.stdout.write(JSON.stringify({ idle, imported, rested, highest: process.resourceUsage().maxRSS * 1024 }));
await program.close();

async function read(noun: string, bytes: Uint8Array): Promise<void> {
  const body = Uint8Array.from(bytes);
  const answer = await program.fetch(new Request('http://bench.invalid/files', { method: 'POST', body }));
  const { uploadId } = (await answer.json()) as { uploadId: string };
  await client.imports.run({ noun: noun as 'devices', uploadId, fileName: `${noun}.csv` });
}
