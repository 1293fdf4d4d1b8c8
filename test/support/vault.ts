import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach } from 'vitest';
import type { App, AppClient } from '../../main/app/create-app.ts';
import { AppError, type ErrorCode, type ErrorDetails } from '../../main/domain/error.ts';
import { TODAY } from './facts.ts';
import { ORGANISATION, PASSPHRASE, startProgram, TestClock } from './program.ts';
import { runFolder } from './run-folder.ts';

export {
  auditKeyIn,
  databaseKeyOf,
  FAST_KDF,
  filesBelow,
  hashesBelow,
  identityOf,
  ORGANISATION,
  PASSPHRASE,
  PROOF,
  TestClock,
} from './program.ts';

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
const RECOVERY_KEY = 'recovery-key.txt';

/** The vault that every test copies: migrated, seeded, empty, locked. Made once per run, by who needs it first. */
async function vaultTemplate(): Promise<Template> {
  const ready = join(runFolder(), 'vault-template');
  if (!existsSync(ready)) {
    const making = mkdtempSync(join(runFolder(), 'making-'));
    const app = startProgram(join(making, 'vault'), new TestClock());
    const { recoveryKey } = await app.client.vault.create({ passphrase: PASSPHRASE, organisation: ORGANISATION });
    await app.close();
    writeFileSync(join(making, RECOVERY_KEY), recoveryKey);
    try {
      renameSync(making, ready);
    } catch (error) {
      // Another file of tests was quicker; this one copies its vault like the others.
      if (!existsSync(ready)) throw error;
    }
  }
  return { folder: join(ready, 'vault'), recoveryKey: readFileSync(join(ready, RECOVERY_KEY), 'utf8') };
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
