import type { AppClient } from '../../app/create-app.ts';
import type { Words } from '../../words/words.ts';
import { fileThere, readInput, type Target, targetFor, writeTarget } from './files.ts';
import type { Options } from './options.ts';
import { note } from './output.ts';
import { usageError } from './usage.ts';

/** More than any key file, recovery key or share. */
const MOST_BYTES = 64 * 1024;

/** The text of a small file with a secret, as it lies there. @throws AppError `file_refused` */
export async function readSecret(file: string): Promise<string> {
  return new TextDecoder().decode(await readInput(file, MOST_BYTES));
}

/** The text of the key file that `--key-file` names; null without the option. @throws AppError `file_refused` */
export async function keyFileText(options: Options): Promise<string | null> {
  const file = options.text('key-file');
  return file === null ? null : readSecret(file);
}

/** The recovery key or the shares of the call; null when it is to be the passphrase. @throws AppError `file_refused`, `usage` */
export async function recoveryWay(options: Options) {
  const recoveryKeyFile = options.text('recovery-key-file');
  const shareFiles = options.list('share-file');
  if (recoveryKeyFile !== null && shareFiles.length > 0) {
    throw usageError('one_of', { one: '--recovery-key-file', other: '--share-file' });
  }
  if (recoveryKeyFile !== null) return { recoveryKey: (await readSecret(recoveryKeyFile)).trim() };
  if (shareFiles.length === 0) return null;
  return { shares: await Promise.all(shareFiles.map(async (file) => (await readSecret(file)).trim())) };
}

/** What a new passphrase is going to stand beside, and where a new key file goes. */
export interface KeyFilePlan {
  readonly choice: NonNullable<Parameters<AppClient['vault']['create']>[0]['keyFile']>;
  readonly target: Target | null;
}

export const NO_KEY_FILE: KeyFilePlan = { choice: 'none', target: null };

/** The key file that is there, or a new one where there is none. @throws AppError `file_refused`, `input_refused` */
export async function keyFilePlan(file: string): Promise<KeyFilePlan> {
  if (fileThere(file)) return { choice: { text: await readSecret(file) }, target: null };
  return { choice: 'new', target: targetFor(file, false) };
}

/**
 * Writes a secret into a file for its owner alone. False when that failed, which is said on standard error: the secret counts
 * already and is given this once, so it has to come out some other way.
 */
export async function keepSecret(target: Target, text: string, words: Words): Promise<boolean> {
  try {
    await writeTarget(target, new TextEncoder().encode(text), 0o600);
    return true;
  } catch {
    note(`medsteward: ${words.t('commandLine.secretNotWritten', { file: target.file })}`);
    return false;
  }
}

/** Writes a new key file where the plan says. Answers with its text when it could not be written, else null. */
export async function keepKeyFile({ target }: KeyFilePlan, text: string | null, words: Words): Promise<string | null> {
  if (text === null || (target !== null && (await keepSecret(target, text, words)))) return null;
  return text;
}
