/** Crockford's base 32: no I, L, O or U, so that what is written by hand can be read back. */
export const BASE32_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The bytes as letters, five bits each; bits left over at the end are dropped. */
export function base32(bytes: Uint8Array): string {
  let [bits, buffer, letters] = [0, 0, ''];
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) letters += BASE32_LETTERS[(buffer >> (bits - 5)) & 31];
    buffer &= (1 << bits) - 1;
  }
  return letters;
}

/** Letters in groups of `size` joined by hyphens, as people copy them. */
export function inGroups(letters: string, size: number): string {
  return letters.match(new RegExp(`.{1,${size}}`, 'g'))?.join('-') ?? letters;
}
