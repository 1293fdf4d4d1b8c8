import { createHash } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, so that what is written by hand can be read back. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The bytes as letters, five bits each; bits left over at the end are dropped. */
export function base32(bytes: Uint8Array): string {
  let [bits, buffer, letters] = [0, 0, ''];
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) letters += LETTERS[(buffer >> (bits - 5)) & 31];
    buffer &= (1 << bits) - 1;
  }
  return letters;
}

/** Letters in groups of `size` joined by hyphens, as people copy them. */
export function inGroups(letters: string, size: number): string {
  const groups: string[] = [];
  for (let at = 0; at < letters.length; at += size) groups.push(letters.slice(at, at + size));
  return groups.join('-');
}

/** The bytes behind the letters that {@link base32} wrote; bits left over at the end are dropped. */
export function fromBase32(letters: string): Uint8Array {
  let [bits, buffer] = [0, 0];
  const bytes: number[] = [];
  for (const letter of letters) {
    buffer = (buffer << 5) | LETTERS.indexOf(letter);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push(buffer >> bits);
    buffer &= (1 << bits) - 1;
  }
  return Uint8Array.from(bytes);
}

/** Letters with `count` check letters at their end, which find a slip of the pen. `purpose` tells kinds of text apart. */
export function withCheckLetters(letters: string, purpose: string, count: number): string {
  const hash = createHash('sha256').update(`medsteward/${purpose}/${letters}`).digest();
  return letters + [...hash.subarray(0, count)].map((byte) => LETTERS[byte & 31]).join('');
}

/**
 * Reads what {@link withCheckLetters} made as people type it: any case, spaces or hyphens anywhere, O for 0, I and L for 1.
 * Returns the letters without the `count` check letters, or null when a letter is wrong or missing.
 */
export function readCheckedLetters(text: string, purpose: string, count: number): string | null {
  const typed = text
    .toUpperCase()
    .replace(/[\s\p{Dash}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (![...typed].every((letter) => LETTERS.includes(letter))) return null;
  const letters = typed.slice(0, -count);
  return withCheckLetters(letters, purpose, count) === typed ? letters : null;
}
