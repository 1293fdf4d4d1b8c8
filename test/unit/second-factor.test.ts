import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newSecondFactor, readSecondFactor } from '../../main/data/second-factor.ts';
import { createWords } from '../../main/words/words.ts';
import { i18n } from '../../renderer/i18n/i18n.ts';
import { refusalOf } from '../support/refusal.ts';

const ID = '01940000-0000-7000-8000-000000000001';
const CREATED = '2026-11-21T20:15:00.000Z';
const bytesOf = (text: string) => new TextEncoder().encode(text);
const refusal = (bytes: Uint8Array) => refusalOf(() => readSecondFactor(bytes));

describe('a key file', () => {
  it('gives back the 32 bytes that it was made with, another 32 each time', () => {
    const keys = Array.from({ length: 100 }, () => {
      const { text, key } = newSecondFactor(ID, CREATED);
      expect(readSecondFactor(bytesOf(text))).toEqual(key);
      return Buffer.from(key).toString('hex');
    });
    expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(keys).size).toBe(100);
  });

  it('is read after a journey through Windows: other line ends, a mark at the start', () => {
    const { text, key } = newSecondFactor(ID, CREATED);
    expect(readSecondFactor(bytesOf(`\uFEFF${text.replaceAll('\n', '\r\n')}`))).toEqual(key);
  });

  it('altered by any one bit is refused (reliability.md T23)', () => {
    const bytes = bytesOf(newSecondFactor(ID, CREATED).text);
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const altered = Uint8Array.from(bytes);
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(refusal(altered), `bit ${bit}`).toMatchObject({ code: 'key_file_refused' });
    }
  });

  it('cut off anywhere is refused (reliability.md T23)', () => {
    const bytes = bytesOf(newSecondFactor(ID, CREATED).text.trim());
    for (let length = 0; length < bytes.length; length += 1) {
      expect(refusal(bytes.subarray(0, length))).toMatchObject({ how: length === 0 ? 'empty' : 'malformed' });
    }
  });

  it('says whether it is empty, something else, or not as it was written', () => {
    const { text } = newSecondFactor(ID, CREATED);
    const key = /"key": "(.)/.exec(text)?.[1];
    expect(refusal(bytesOf(' \n'))).toMatchObject({ how: 'empty' });
    expect(refusal(bytesOf('{"format":"medsteward-vault"}'))).toMatchObject({ how: 'malformed' });
    expect(refusal(bytesOf(text.replace('"version": 1', '"version": 2')))).toMatchObject({ how: 'malformed' });
    expect(refusal(bytesOf(text + ' '.repeat(64 * 1024)))).toMatchObject({ how: 'malformed' });
    expect(refusal(bytesOf(text.replace(`"key": "${key}`, `"key": "${key === 'A' ? 'B' : 'A'}`)))).toMatchObject({
      how: 'altered',
    });
  });

  it('is nothing that any other file could be', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => refusal(bytes).code === 'key_file_refused'),
      { numRuns: 300 },
    );
  });

  it('is refused in words that say how', () => {
    const { t } = createWords();
    expect(t('error.key_file_refused', { how: 'altered' })).toBe(
      'This key file cannot be used. It is not as it was written. Nothing was changed. Take your second copy of it.',
    );
    expect(i18n.t('failure.key_file_refused.what', { how: 'empty' })).toBe(
      'This key file cannot be used. The file is empty.',
    );
  });
});
