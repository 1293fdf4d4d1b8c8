/**
 * A day of the program behind its loopback server, as a process of its own whose output and sockets a test looks at: every
 * procedure once with what suits it, then as many failures as were asked for. Prints how often each answer was given.
 *
 *     node day.ts VAULT CANARY FAILURES
 *
 * The canary stands in the vault, and in everything that is sent.
 */
import { join } from 'node:path';
import { openVault } from '../../main/data/vault.ts';
import { startBrowserServer } from '../../main/hosts/browser/server.ts';
import { plantEverywhere } from '../support/canary.ts';
import { call, makeWorld, PROCEDURES } from '../support/cases.ts';
import { identityOf, PASSPHRASE, PROOF, startProgram, TestClock } from '../support/program.ts';

const [vaultFolder = '', canary = '', failures = '0'] = process.argv.slice(2);
const NOWHERE = '00000000-0000-7000-8000-000000000000';
const clock = new TestClock();
const app = startProgram(vaultFolder, clock);
const { client } = app;
await client.vault.unlock({ passphrase: PASSPHRASE });
const upload = (content: string | Uint8Array, name = 'file.csv') =>
  app.files.take(name, typeof content === 'string' ? new TextEncoder().encode(content) : content);
const world = await makeWorld({ app, client, clock, folder: vaultFolder, upload });
for (const { name, good, access } of PROCEDURES) {
  if (access !== 'nothing') await call(world, name, await good(world)).catch(() => undefined);
}

const beside = await openVault(identityOf(vaultFolder), PROOF, {});
plantEverywhere(beside.writer.sql, canary);
await beside.close();

const server = await startBrowserServer({
  program: app,
  rendererFolder: join(import.meta.dirname, '../../dist/renderer'),
});
const base = new URL(server.address).origin;
const entered = await fetch(server.address, { redirect: 'manual' });
const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? '';

const counts = new Map<string, number>();
const ask = async (path: string, init: RequestInit) => {
  const response = await fetch(base + path, { ...init, headers: { cookie, ...init.headers } });
  const text = await response.text();
  const code = /"code":"(\w+)"/.exec(text)?.[1] ?? String(response.status);
  counts.set(code, (counts.get(code) ?? 0) + 1);
};
const rpc = (name: string, input: unknown) => ask(`/rpc/${name}`, json(JSON.stringify({ json: input })));
const json = (body: string): RequestInit => ({ method: 'POST', body, headers: { 'content-type': 'application/json' } });
const device = { assetTag: `${canary}-tag`, manufacturer: canary, model: canary };

const FAILURES: readonly ((n: number) => Promise<void>)[] = [
  (n) => rpc('device/get', { assetTag: `${canary} ${n}` }),
  (n) => rpc('device/create', { ...device, notes: 7, serialNumber: `${canary} ${n}` }),
  (n) => rpc('device/update', { id: world.deviceId, revision: 10_000 + n, changes: { notes: canary } }),
  (n) => rpc('vendor/create', { name: canary.repeat(100), notes: n }),
  (n) => rpc('contract/create', { number: `${canary} ${n}`, vendor: `${canary}\nline` }),
  (n) => rpc('checklist/get', { id: NOWHERE, title: `${canary} ${n}` }),
  (n) => rpc('document/open', { id: NOWHERE, title: `${canary} ${n}` }),
  (n) => rpc('vault/confirmRecoveryKey', { recoveryKey: `${canary}-${n}` }),
  (n) => rpc('vault/create', { passphrase: `${canary} is a long secret ${n}`, organisation: canary }),
  (n) => rpc('exports/supportReport', { format: 'csv', within: n % 24 }),
  (n) => rpc('imports/run', { noun: 'devices', uploadId: upload(`${canary};${n}\n`), fileName: `${canary}.csv` }),
  (n) => rpc('imports/preview', { noun: 'models', uploadId: upload(`PK\u0003\u0004${canary}${n}`), fileName: canary }),
  (n) => rpc(`device/${canary}`, { n }),
  (n) => ask('/rpc/device/list', json(`{"json":{"filter":"${canary} ${n}`)),
  (n) => ask(`/files/${canary}${n}`, { method: 'GET' }),
  (n) => ask(`/${canary}/../${n}`, { method: 'PUT', body: canary }),
];
for (let n = 0; n < Number(failures); n += 1) await FAILURES[n % FAILURES.length]?.(n);
await client.vault.unlock({ passphrase: `${canary} is a wrong secret` }).catch(() => undefined);
process.stdout.write(`${JSON.stringify(Object.fromEntries(counts))}\n`);
await server.close();
await app.close();
