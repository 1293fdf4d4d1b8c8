import { PASSPHRASE_LENGTH } from '../../../main/contract/vault.ts';

/** Length is the only rule that makes a passphrase stronger without making it harder to remember. */
export const passphraseLimits = PASSPHRASE_LENGTH;

/** Characters as people count them, not as the computer stores them. */
export function lengthOf(passphrase: string): number {
  return [...passphrase].length;
}

export function passphraseState(passphrase: string): 'empty' | 'short' | 'long_enough' | 'too_long' {
  const length = lengthOf(passphrase);
  if (length === 0) return 'empty';
  if (length < passphraseLimits.least) return 'short';
  return passphrase.length > passphraseLimits.most ? 'too_long' : 'long_enough';
}
