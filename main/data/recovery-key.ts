import { createHash, randomBytes } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, so that a hand-written key can be read back. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const KEY_BYTES = 20;
const CHECK_LETTERS = 4;
const GROUP = 6;

/**
 * A new recovery key: 160 random bits as 32 letters and 4 check letters, in six groups of six, `XXXXXX-XXXXXX-…`.
 * The check letters find a slip of the pen before any slow work starts (reliability.md T23).
 */
export function newRecoveryKey(): string {
  return grouped(encode(randomBytes(KEY_BYTES)));
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
  if (letters.length !== length || [...letters].some((letter) => !ALPHABET.includes(letter))) return null;
  const body = letters.slice(0, -CHECK_LETTERS);
  return checkLetters(body) === letters.slice(-CHECK_LETTERS) ? grouped(letters) : null;
}

function encode(bytes: Uint8Array): string {
  let [bits, buffer, body] = [0, 0, ''];
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) body += ALPHABET[(buffer >> (bits - 5)) & 31];
    buffer &= (1 << bits) - 1;
  }
  return body + checkLetters(body);
}

function checkLetters(body: string): string {
  const hash = createHash('sha256').update(`medsteward/recovery/${body}`).digest();
  return [...hash.subarray(0, CHECK_LETTERS)].map((byte) => ALPHABET[byte & 31]).join('');
}

function grouped(letters: string): string {
  return letters.match(new RegExp(`.{1,${GROUP}}`, 'g'))?.join('-') ?? letters;
}
