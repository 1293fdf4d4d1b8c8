import { randomBytes } from 'node:crypto';
import { base32, inGroups, readCheckedLetters, withCheckLetters } from './base32.ts';

const KEY_BYTES = 20;
const CHECK_LETTERS = 4;
const GROUP = 6;

/**
 * A new recovery key: 160 random bits as 32 letters and 4 check letters, in six groups of six, `XXXXXX-XXXXXX-…`.
 * The check letters find a slip of the pen before any slow work starts (reliability.md T23).
 */
export function newRecoveryKey(): string {
  return written(base32(randomBytes(KEY_BYTES)));
}

/**
 * Reads a recovery key as people type it: any case, spaces or hyphens anywhere, O for 0 and I or L for 1.
 * Returns its one written form, or null when a letter is wrong or missing.
 */
export function readRecoveryKey(text: string): string | null {
  const letters = readCheckedLetters(text, 'recovery', CHECK_LETTERS);
  return letters?.length === (KEY_BYTES * 8) / 5 ? written(letters) : null;
}

function written(letters: string): string {
  return inGroups(withCheckLetters(letters, 'recovery', CHECK_LETTERS), GROUP);
}
