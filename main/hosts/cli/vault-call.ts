import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../../app/create-app.ts';
import type { Day } from '../../domain/day.ts';
import { AppError } from '../../domain/error.ts';
import type { Call } from './command.ts';
import { foldersOf, ROOT } from './folders.ts';
import { askPassphrase, canAsk, givenPassphrase } from './passphrase.ts';
import { usageError } from './usage.ts';

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
  if (call.options.has('key-file')) throw usageError('not_in_this_version', { what: '--key-file' });
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

/** Like {@link withProgram}, with the vault open. */
export function withVault<T>(
  call: Call,
  use: (app: App) => Promise<T>,
  today: Day | null = call.options.day('as-of'),
): Promise<T> {
  const opened = async (app: App) => {
    await unlock(app, call);
    return use(app);
  };
  return withProgram(call, opened, today);
}

/** Opens the vault with the passphrase of the call. @throws AppError `vault_missing`, `vault_locked`, `wrong_credentials` … */
export async function unlock({ client }: App, { options }: Call): Promise<void> {
  const { state } = await client.vault.status();
  if (state === 'missing') throw new AppError('vault_missing', { folder: foldersOf(options).vaultFolder });
  const passphrase =
    (await givenPassphrase(options)) ?? (state === 'locked' && canAsk() ? await askPassphrase('Passphrase') : '');
  // What is damaged or too new says so before it looks at a passphrase.
  if (passphrase === '' && state === 'locked') throw new AppError('vault_locked');
  await client.vault.unlock({ passphrase: passphrase || ' ' });
  const user = options.text('user');
  if (user !== null && (await client.vault.status()).user !== user) {
    await client.vault.lock();
    throw new AppError('wrong_credentials', { user });
  }
}

/** The passphrase for a new vault, asked for twice on a terminal; null when nobody gave one and nobody can be asked. */
export async function newPassphrase({ options }: Call): Promise<string | null> {
  const given = await givenPassphrase(options);
  if (given !== null || !canAsk()) return given;
  const first = await askPassphrase('New passphrase');
  if ((await askPassphrase('The same once more')) !== first) throw usageError('passphrases_differ');
  return first;
}
