import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, vi } from 'vitest';
import { type App, type AppClient, createApp } from '../../main/app/create-app.ts';
import { findResources } from '../../main/app/resources.ts';
import { newId } from '../../main/app/system.ts';
import { readMigrations } from '../../main/data/migrate.ts';
import type { VaultIdentity } from '../../main/data/vault.ts';
import { type Day, day, type Instant } from '../../main/domain/day.ts';
import { AppError, type ErrorCode, type ErrorDetails } from '../../main/domain/error.ts';
import type { Clock } from '../../main/ports/clock.ts';
import { TODAY } from './facts.ts';

export const PASSPHRASE = 'a passphrase for the tests';
export const ORGANISATION = 'Testing Hospital';

/** A clock that stands still until a test sets it. */
export class TestClock implements Clock {
  #today: Day;
  constructor(today: string = TODAY) {
    this.#today = day(today);
  }
  set(today: string): void {
    this.#today = day(today);
  }
  today(): Day {
    return this.#today;
  }
  now(): Instant {
    return `${this.#today}T10:00:00.000Z` as Instant;
  }
}

/** A program on a vault of its own. */
export interface TestApp {
  readonly app: App;
  readonly client: AppClient;
  readonly clock: TestClock;
  readonly folder: string;
  /** Lays a file on the desk as an upload would. */
  upload(content: string | Uint8Array, name?: string): string;
}

/** Whether something lives until the end of the test or of the file. */
type Life = 'test' | 'file';

// Opening a vault is slow on purpose, and slower where other tests run beside.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const endings: Record<Life, (() => Promise<void> | void)[]> = { test: [], file: [] };
async function end(life: Life): Promise<void> {
  for (const ending of endings[life].splice(0).reverse()) await ending();
}
afterEach(() => end('test'));
afterAll(() => end('file'));

/** Runs when the test, or the file, is over; last come, first served. */
export function atEnd(life: Life, ending: () => Promise<void> | void): void {
  endings[life].push(ending);
}

/** An empty folder that is removed at the end. */
export function temporaryFolder(life: Life = 'test'): string {
  const folder = mkdtempSync(join(tmpdir(), 'steward-test-'));
  atEnd(life, () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

interface Template {
  readonly folder: string;
  readonly recoveryKey: string;
}
let template: Promise<Template> | null = null;

/** The vault that every test copies: migrated, seeded, empty, locked. Made once per file. */
async function vaultTemplate(): Promise<Template> {
  template ??= (async () => {
    const folder = join(temporaryFolder('file'), 'vault');
    const app = startProgram(folder, new TestClock());
    const { recoveryKey } = await app.client.vault.create({ passphrase: PASSPHRASE, organisation: ORGANISATION });
    await app.close();
    return { folder, recoveryKey };
  })();
  return template;
}

function startProgram(vaultFolder: string, clock: Clock): App {
  return createApp({ vaultFolder, sampleFolder: `${vaultFolder}-sample`, version: '0.0.0', clock });
}

/** A locked vault of the test's own. */
export async function copyVault(life: Life = 'test'): Promise<{ folder: string; recoveryKey: string }> {
  const { folder: from, recoveryKey } = await vaultTemplate();
  const folder = join(temporaryFolder(life), 'vault');
  cpSync(from, folder, { recursive: true });
  return { folder, recoveryKey };
}

/** The program on a vault folder, whatever lies in it; locked. */
export function appOn(folder: string, clock = new TestClock(), life: Life = 'test'): TestApp {
  const app = startProgram(folder, clock);
  atEnd(life, () => app.close());
  const upload = (content: string | Uint8Array, name = 'file.csv') =>
    app.files.take(name, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  return { app, client: app.client, clock, folder, upload };
}

/** The program on an empty vault of its own, unlocked. */
export async function openApp(life: Life = 'test', today: string = TODAY): Promise<TestApp> {
  const { folder } = await copyVault(life);
  const opened = appOn(folder, new TestClock(today), life);
  await opened.client.vault.unlock({ passphrase: PASSPHRASE });
  return opened;
}

/** What the data layer wants to know of a vault. */
export function identityOf(folder: string, clock = new TestClock()): VaultIdentity {
  return { folder, migrations: readMigrations(findResources().migrations), now: () => clock.now(), newId };
}

/** Every file below a folder with its hash, for "nothing changed on disk". */
export function hashesBelow(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    filesBelow(folder).map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ]),
  );
}

/** Names of all files below a folder, sorted. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile())
    .sort();
}

/** What a call failed with. @throws when it did not fail, or not in a way that someone can act on */
export async function failureOf(call: Promise<unknown>): Promise<{ code: ErrorCode } & ErrorDetails> {
  const outcome = await call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if (!('error' in outcome)) throw new Error(`expected a failure, got ${JSON.stringify(outcome.value)}`);
  if (!(outcome.error instanceof AppError)) throw outcome.error;
  return { ...outcome.error.details, code: outcome.error.code };
}
