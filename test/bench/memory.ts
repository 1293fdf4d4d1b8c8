/**
 * Runs the program alone, does what a working day does, and prints what it holds in memory as JSON. A process of its own,
 * because the memory of the bench itself, with the rows of the raw driver, says nothing.
 */
import { join } from 'node:path';
import type { Day } from '../../main/domain/day.ts';
import { devicesFile, surroundings, TYPED } from './files.ts';
import { asTyped } from './questions.ts';
import { BenchVault } from './vault.ts';

const [folder = '', devices = '1000', today = ''] = process.argv.slice(2);
const started = process.memoryUsage().rss;
const vault = new BenchVault(join(folder, 'memory'), today as Day);
await vault.create();
for (const [noun, bytes] of Object.entries(surroundings()))
  await vault.import(noun as keyof ReturnType<typeof surroundings>, bytes);
await vault.import('devices', devicesFile(Number(devices)));
const { client } = vault.app;
await client.device.list({});
for (const { text } of asTyped(TYPED)) await client.program.search({ text });
await client.support.today({});
await client.support.report({});
const { rss, heapUsed, external } = process.memoryUsage();
process.stdout.write(JSON.stringify({ started, rss, heapUsed, external, peak: process.resourceUsage().maxRSS * 1024 }));
await vault.remove();
