import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { App, AppClient } from '../../app/create-app.ts';
import type { GivenPassphrase } from '../../app/proof.ts';
import type { Day } from '../../domain/day.ts';
import { AppError } from '../../domain/error.ts';
import type { Call } from './command.ts';
import { foldersOf, ROOT } from './folders.ts';
import { note } from './output.ts';
import { askPassphrase, canAsk, givenPassphrase } from './passphrase.ts';
import { keyFileText } from './secret-files.ts';

/** The version of the program, as its package says it. */
export function programVersion(): string {
  const { version }: { version: string } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return version;
}

/**
 * Starts the program in this process, lets `use` work with it and locks the vault whatever happens. `today` is what the
 * program takes for today: a report answers for another day by itself, everything else has to live on that day.
 */
export async function withProgram<T>(
  call: Call,
  use: (app: App) => Promise<T>,
  today: Day | null = call.options.day('as-of'),
): Promise<T> {
  const [{ createApp }, { systemClock }] = await Promise.all([
    import('../../app/create-app.ts'),
    import('../../app/system.ts'),
  ]);
  const app = createApp({
    vaultFolder: foldersOf(call.options).vaultFolder,
    // Never the window's: starting clears this folder, and somebody may be looking around in the sample right now.
    sampleFolder: join(tmpdir(), `medsteward-${randomUUID()}`),
    version: programVersion(),
    clock: systemClock(today),
  });
  try {
    return await use(app);
  } finally {
    await app.close();
  }
}

/** Like {@link withProgram}, with the vault open. `use` gets what it was opened with, for what asks for it again. */
export function withVault<T>(
  call: Call,
  use: (app: App, current: GivenPassphrase) => Promise<T>,
  today: Day | null = call.options.day('as-of'),
): Promise<T> {
  return withProgram(call, async (app) => use(app, await unlock(app, call)), today);
}

/**
 * Opens the vault with passphrase, key file and name of the call, and answers with what opened it.
 * @throws AppError `vault_missing`, `vault_locked`, `wrong_credentials` …
 */
export async function unlock(app: App, call: Call): Promise<GivenPassphrase> {
  const { options } = call;
  const { state } = await requireVault(app, call);
  // What is damaged or too new says so before it looks at a passphrase.
  const passphrase = state === 'locked' ? await passphraseOf(call) : ' ';
  const current = { passphrase, keyFile: await keyFileText(options) };
  await enter(app, call, { user: options.text('user'), ...current });
  return current;
}

/** The passphrase that was given, or is typed by somebody at a terminal. @throws AppError `vault_locked` when there is none */
export async function passphraseOf({ options, words }: Call): Promise<string> {
  const given = await givenPassphrase(options);
  const passphrase = given ?? (canAsk() ? await askPassphrase(words.t('commandLine.passphrase')) : '');
  if (passphrase === '') throw new AppError('vault_locked');
  return passphrase;
}

/** What lies in the folder of the call. @throws AppError `vault_missing` */
export async function requireVault({ client }: App, { options }: Call) {
  const status = await client.vault.status();
  if (status.state === 'missing') throw new AppError('vault_missing', { folder: foldersOf(options).vaultFolder });
  return status;
}

/** Seconds that a command waits by itself after attempts that failed; scripts that made one mistake need not know of it. */
const LONGEST_WAIT = 10;

/**
 * Opens the vault, and says on standard error what is wrong with it although it opens.
 * @throws AppError `too_many_attempts`, `wrong_credentials` …
 */
export async function enter(
  { client }: App,
  { options, words }: Call,
  way: Parameters<AppClient['vault']['unlock']>[0],
): Promise<void> {
  const say = (text: string) => note(`medsteward: ${text}`);
  for (let waited = 0; ; ) {
    try {
      await client.vault.unlock(way);
      break;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const seconds = error.code === 'too_many_attempts' ? Number(error.details.seconds) : Number.NaN;
      if (seconds + waited <= LONGEST_WAIT) {
        say(words.t('commandLine.waiting', { count: seconds }));
        await setTimeout(seconds * 1000);
        waited += seconds;
        continue;
      }
      const { waysIn } = await client.vault.status();
      const withoutKeyFile = 'passphrase' in way && !options.has('key-file');
      if (error.code === 'wrong_credentials' && withoutKeyFile && waysIn.includes('passphrase_key_file')) {
        say(words.t('commandLine.keyFileHint'));
      }
      throw error;
    }
  }
  const { alarm, fromCopy, clockBehind } = await client.vault.status();
  if (alarm !== null) {
    const entries = { knownEntries: alarm.known.entries, foundEntries: alarm.found.entries };
    say(words.t('error.history_went_back', entries));
  }
  if (fromCopy) say(words.t('commandLine.fromCopy'));
  if (clockBehind) say(words.t('commandLine.clockBehind'));
}
