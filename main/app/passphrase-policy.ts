import { PASSPHRASE_LENGTH } from '../contract/vault.ts';
import { commonPassphrases } from '../data/common-passphrases.ts';
import { AppError } from '../domain/error.ts';
import { passphraseProblems } from '../domain/passphrase.ts';
import type { Policy } from '../domain/policy.ts';

/**
 * Refuses a passphrase that is short, common or trivial. `names` are the person's and the hospital's.
 * @throws AppError `passphrase_too_weak` with the first reason in `problem` and its facts
 */
export async function requireGoodPassphrase(
  passphrase: string,
  policy: Pick<Policy, 'passphraseLeast' | 'passphraseLeastWithKeyFile'>,
  withKeyFile: boolean,
  names: readonly string[],
): Promise<void> {
  const least = withKeyFile ? policy.passphraseLeastWithKeyFile : policy.passphraseLeast;
  const [problem] = passphraseProblems(passphrase, {
    least,
    most: PASSPHRASE_LENGTH.most,
    names,
    isCommon: await commonPassphrases(),
  });
  if (problem) {
    const { code, ...facts } = problem;
    throw new AppError('passphrase_too_weak', { least, ...facts, problem: code });
  }
}
