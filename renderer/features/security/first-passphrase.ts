/** Consonants and vowels that are told apart on the telephone and on paper: no l beside 1, no o beside 0 in figures. */
const CONSONANTS = 'bdfghjkmnprstvwz';
const VOWELS = 'aeiu';
const GROUPS = 4;
const SYLLABLES = 3;

/**
 * A first passphrase that is easy to read out and type: four made-up words, `kamitu-rebasi-dunefa-wipare`. Twelve syllables
 * out of 64 are 72 random bits, made on this computer.
 */
export function suggestFirstPassphrase(): string {
  // 64 syllables take six bits of each byte, so every one is as likely as any other.
  const bytes = crypto.getRandomValues(new Uint8Array(GROUPS * SYLLABLES));
  const syllables = [...bytes].map((byte) => `${CONSONANTS[(byte >> 2) & 15]}${VOWELS[byte & 3]}`);
  return Array.from({ length: GROUPS }, (_, group) =>
    syllables.slice(group * SYLLABLES, (group + 1) * SYLLABLES).join(''),
  ).join('-');
}
