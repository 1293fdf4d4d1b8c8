import { createHash, randomBytes } from 'node:crypto';
import { BASE32_LETTERS, base32, inGroups } from './base32.ts';

const KEY_BYTES = 20;
const CHECK_LETTERS = 4;
const GROUP = 6;

/**
 * A new recovery key: 160 random bits as 32 letters and 4 check letters, in six groups of six, `XXXXXX-XXXXXX-…`.
 * The check letters find a slip of the pen before any slow work starts (reliability.md T23).
 */
export function newRecoveryKey(): string {
  const body = base32(randomBytes(KEY_BYTES));
  return inGroups(body + checkLetters(body), GROUP);
}

/**
 * Reads a recovery key as people type it: any case, spaces or hyphens anywhere, O for 0 and I or L for 1.
 * Returns its one written form, or null when a letter is wrong or missing.
 */
export function readRecoveryKey(text: string): string | null {
  const letters = text
    .toUpperCase()
    .replace(/[\s\p{Dash}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  const length = (KEY_BYTES * 8) / 5 + CHECK_LETTERS;
  if (letters.length !== length || [...letters].some((letter) => !BASE32_LETTERS.includes(letter))) return null;
  const body = letters.slice(0, -CHECK_LETTERS);
  return checkLetters(body) === letters.slice(-CHECK_LETTERS) ? inGroups(letters, GROUP) : null;
}

function checkLetters(body: string): string {
  const hash = createHash('sha256').update(`medsteward/recovery/${body}`).digest();
  return [...hash.subarray(0, CHECK_LETTERS)].map((byte) => BASE32_LETTERS[byte & 31]).join('');
}
