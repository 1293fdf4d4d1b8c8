/**
 * The program in a process of its own, for tests that kill it or take its files away: `node driver.ts JOB`, the job as JSON. Says
 * what it did on standard output, a JSON document per line, written at once and without a buffer: what was said has happened.
 */
import { cpSync, mkdirSync, rmSync, writeSync } from 'node:fs';
import { localDay, systemClock } from '../../main/app/system.ts';
import { deviceFields, recordDate } from '../support/builders.ts';
import { PASSPHRASE, startProgram, TestClock } from '../support/program.ts';
import { type Fault, means, NO_FAULT } from './faults.ts';
import { look, nameOf, type Seen, see } from './look.ts';
import { OPERATIONS, type Operation, type OperationName, type Stage } from './operations.ts';

interface OperationJob {
  readonly folder: string;
  readonly operation: OperationName;
  readonly recoveryKey: string;
}

/** What the process is to do. */
export type Job =
  /** Opens the vault, says what is in it, and saves new devices and notes of `FIRST` until it is killed. */
  | { readonly kind: 'write'; readonly folder: string; readonly round: number }
  /** Tries an operation once. Says `begin` before it and how it ended after it. */
  | ({ readonly kind: 'once'; readonly fault: Fault | null } & OperationJob)
  /**
   * Tries an operation on a fresh copy of `template` once per file operation that it makes, and lets that one fail; or on `most`
   * of them, where there are more. The ways to fail are taken in turn. Last comes a try in which nothing fails.
   */
  | ({
      readonly kind: 'each';
      readonly template: string | null;
      readonly most: number;
      readonly ways: readonly Omit<Fault, 'at'>[];
    } & OperationJob)
  /** `add`: adds 1 to the number in the notes of the device `FIRST`, so many times, beside other programs. */
  /** Says which days are on the wall of a hospital at some instants. */
  | { readonly kind: 'days'; readonly instants: readonly string[] }
  /** Enters a vendor's date for the model of `FIRST` and says which date counts now. The clock is the computer's. */
  | { readonly kind: 'date'; readonly folder: string; readonly on: string }
  | { readonly kind: 'add'; readonly folder: string; readonly times: number };

/** What the process says. */
export type Line =
  | { readonly kind: 'opened'; readonly seen: Seen }
  /** A new device under this tag, or new notes of `FIRST`. */
  | { readonly kind: 'saved'; readonly tag: string }
  | { readonly kind: 'noted'; readonly notes: string }
  | { readonly kind: 'begin' }
  | { readonly kind: 'ended'; readonly failure: string | null; readonly count: number }
  | {
      readonly kind: 'tried';
      readonly fault: Fault;
      readonly failed: number;
      readonly failure: string | null;
      /** How the next command in the same session ended; null where the vault was not open. */
      readonly after: string | null;
      readonly seen: Seen;
    }
  | { readonly kind: 'days'; readonly days: readonly string[] }
  | { readonly kind: 'dated'; readonly today: string; readonly current: string | null }
  | { readonly kind: 'added'; readonly times: number; readonly stale: number };

function say(line: Line): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

const job = JSON.parse(process.argv[2] ?? '') as Job;
switch (job.kind) {
  case 'write':
    await write(job);
    break;
  case 'once':
    await once(job);
    break;
  case 'each':
    await each(job);
    break;
  case 'add':
    await add(job);
    break;
  case 'days':
    say({ kind: 'days', days: job.instants.map((instant) => localDay(new Date(instant))) });
    break;
  case 'date':
    await date(job);
}

async function write({ folder, round }: { folder: string; round: number }): Promise<never> {
  const app = startProgram(folder, new TestClock());
  await app.client.vault.unlock({ passphrase: PASSPHRASE });
  say({ kind: 'opened', seen: await see(app) });
  const { id } = await app.client.device.get({ assetTag: 'FIRST' });
  let { revision } = await app.client.device.get({ id });
  for (let n = 0; ; n += 1) {
    const tag = `K-${round}-${n}`;
    await app.client.device.create(deviceFields({ assetTag: tag, notes: tag.repeat(n % 40) }));
    say({ kind: 'saved', tag });
    ({ revision } = await app.client.device.update({ id, revision, changes: { notes: tag } }));
    say({ kind: 'noted', notes: tag });
  }
}

async function once({ folder, operation: name, recoveryKey, fault }: OperationJob & { fault: Fault | null }) {
  const operation: Operation = OPERATIONS[name];
  const app = startProgram(folder, new TestClock());
  const stage = { folder, app, recoveryKey };
  await operation.before?.(stage);
  const files = fault && means();
  files?.arm(fault ?? NO_FAULT);
  say({ kind: 'begin' });
  const failure = await failureOf(operation.run(stage));
  const { count } = files?.disarm() ?? { count: 0 };
  say({ kind: 'ended', failure, count });
  await app.close();
}

async function each(wanted: Extract<Job, { kind: 'each' }>): Promise<void> {
  const counted = await tryOnce(wanted, NO_FAULT);
  const points = spread(counted, wanted.most);
  for (const [index, at] of points.entries()) {
    const way = wanted.ways[index % wanted.ways.length];
    if (way) await tryOnce(wanted, { at, ...way });
  }
}

/** One try with a fault. Returns the number of file operations that the try made. */
async function tryOnce(wanted: Extract<Job, { kind: 'each' }>, fault: Fault): Promise<number> {
  const { folder, template, operation: name, recoveryKey } = wanted;
  const operation: Operation = OPERATIONS[name];
  rmSync(folder, { recursive: true, force: true });
  if (template === null) mkdirSync(folder);
  else cpSync(template, folder, { recursive: true });
  const app = startProgram(folder, new TestClock());
  const stage: Stage = { folder, app, recoveryKey };
  await operation.before?.(stage);
  const files = means();
  files.arm(fault);
  const failure = await failureOf(operation.run(stage));
  const { count, failed } = files.disarm();
  // Whoever is told of a failure tries again, or goes on with something else, in the program that is open.
  const open = (await app.client.vault.status()).state === 'unlocked';
  const after = open ? await failureOf(app.client.device.create(deviceFields({ assetTag: 'NEXT' }))) : null;
  await app.close();
  say({ kind: 'tried', fault, failed, failure, after, seen: await (operation.look ?? look)(folder) });
  return count;
}

/** All numbers from 1 to `count`, or `most` of them: the first and the last ones, where most happens, and some between. */
function spread(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, n) => n + 1);
  const third = Math.floor(most / 3);
  const between = most - 2 * third;
  const step = (count - 2 * third) / between;
  return [
    ...Array.from({ length: third }, (_, n) => n + 1),
    ...Array.from({ length: between }, (_, n) => third + 1 + Math.floor(n * step)),
    ...Array.from({ length: third }, (_, n) => count - third + n + 1),
  ];
}

async function add({ folder, times }: { folder: string; times: number }): Promise<void> {
  const app = startProgram(folder, new TestClock());
  await app.client.vault.unlock({ passphrase: PASSPHRASE });
  say({ kind: 'begin' });
  let stale = 0;
  for (let done = 0; done < times; ) {
    const { id, revision, notes } = await app.client.device.get({ assetTag: 'FIRST' });
    const failure = await failureOf(
      app.client.device.update({ id, revision, changes: { notes: String(Number(notes) + 1) } }),
    );
    if (failure === null) done += 1;
    else if (failure.startsWith('stale_edit')) stale += 1;
    else throw new Error(failure);
  }
  say({ kind: 'added', times, stale });
  await app.close();
}

async function date({ folder, on }: { folder: string; on: string }): Promise<void> {
  const app = startProgram(folder, systemClock());
  await app.client.vault.unlock({ passphrase: PASSPHRASE });
  const { modelId } = await app.client.device.get({ assetTag: 'FIRST' });
  await recordDate(app.client, modelId, on);
  const { milestones } = await app.client.model.get({ id: modelId });
  const { today } = await app.client.vault.status();
  say({ kind: 'dated', today, current: milestones.find(({ current }) => current)?.on?.on ?? null });
  await app.close();
}

async function failureOf(call: Promise<unknown>): Promise<string | null> {
  return call.then(
    () => null,
    (error: unknown) => nameOf(error),
  );
}
