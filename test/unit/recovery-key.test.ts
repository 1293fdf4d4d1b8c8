import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newRecoveryKey, readRecoveryKey } from '../../main/data/recovery-key.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('a recovery key', () => {
  it('is six groups of six letters, another each time (reliability.md 9, 128 bits or more)', () => {
    const keys = Array.from({ length: 200 }, newRecoveryKey);
    for (const key of keys) expect(key).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{6}-){5}[0-9A-HJKMNP-TV-Z]{6}$/);
    expect(new Set(keys).size).toBe(200);
  });

  it('is read as people write it: case, spaces, dashes, O for 0, I and L for 1 (reliability.md T23)', () => {
    for (let count = 0; count < 200; count += 1) {
      const key = newRecoveryKey();
      const sloppy = key
        .toLowerCase()
        .replaceAll('-', ' – ')
        .replaceAll('0', 'o')
        .replaceAll('1', count % 2 ? 'i' : 'L');
      expect(readRecoveryKey(`\n ${sloppy} `)).toBe(key);
    }
  });

  it('with one wrong letter is refused before any slow work; at most one in a million slips through (reliability.md T23)', () => {
    const key = newRecoveryKey();
    let accepted = 0;
    for (let at = 0; at < key.length; at += 1) {
      if (key[at] === '-') continue;
      for (const letter of ALPHABET) {
        if (letter !== key[at] && readRecoveryKey(key.slice(0, at) + letter + key.slice(at + 1)) !== null)
          accepted += 1;
      }
    }
    expect(accepted).toBeLessThanOrEqual(1);
  });

  it('with two letters swapped, one missing or one too many is refused (reliability.md T23)', () => {
    const key = newRecoveryKey();
    expect(readRecoveryKey(key.slice(0, -1))).toBeNull();
    expect(readRecoveryKey(`${key}0`)).toBeNull();
    const at = [...key].findIndex((letter, index) => index < 5 && letter !== key[index + 1]);
    const swapped = `${key.slice(0, at)}${key[at + 1]}${key[at]}${key.slice(at + 2)}`;
    expect(readRecoveryKey(swapped)).toBeNull();
  });

  it('is nothing that somebody else could have typed (reliability.md T23)', () => {
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => readRecoveryKey(text) === null));
    expect(readRecoveryKey('')).toBeNull();
  });
});
