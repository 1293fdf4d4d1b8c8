import { dictionary } from '@zxcvbn-ts/language-common';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commonPassphrases } from '../../main/data/common-passphrases.ts';
import { type PassphraseProblem, passphraseProblems } from '../../main/domain/passphrase.ts';
import { createWords } from '../../main/words/words.ts';

const isCommon = await commonPassphrases();
const RULES = { least: 15, most: 1024, names: ['Renée Müller', 'Klinikum Sonnenberg', 'MedSteward'], isCommon };
const problems = (text: string, least = 15) => passphraseProblems(text, { ...RULES, least });
const codes = (text: string, least = 15) => problems(text, least).map(({ code }) => code);

/** Words as people draw them with dice; none is itself one letter over and over. */
const drawnWords = dictionary['diceware-common'].filter((word) => /^(?!.*(.)\1\1)[a-z]{4,}$/.test(word));
const anyWords = (count: number) => fc.shuffledSubarray(drawnWords, { minLength: count, maxLength: count });

describe('a new passphrase', () => {
  it('is refused when it is any of 49,233 common ones, in any case (reliability.md T22)', () => {
    const words = dictionary['passwords-common'];
    expect(words).toHaveLength(49_233);
    for (const word of words) {
      if (!codes(word).includes('common') || !codes(word.toUpperCase()).includes('common')) expect.fail(word);
    }
  });

  it('is refused when it is a common one with digits and signs around it (reliability.md T22)', () => {
    const padding = ['1', '!', '123', '2026!', ' ', '!!!!!!!!!!!!!!!', '123456789012345', '\0\0\0\0\0\0\0\0\0\0\0\0'];
    for (const [index, word] of dictionary['passwords-common'].entries()) {
      const pad = padding[index % padding.length];
      if (codes(`${word}${pad}`).length === 0) expect.fail(`${word} and ${pad}`);
      if (codes(`***${word}***********`).length === 0) expect.fail(`stars around ${word}`);
    }
    expect(codes('Dragon 4829-1048-29')).toEqual(['common']);
    expect(codes('abc12320262026!')).toContain('common');
  });

  it('is taken when it is four words that nobody else put together (reliability.md T22)', () => {
    fc.assert(
      fc.property(anyWords(4), fc.constantFrom(' ', '-', '. '), (words, between) => {
        expect(problems(words.join(between))).toEqual([]);
      }),
    );
    expect(problems('correct horse battery staple')).toEqual([]);
  });

  it('may be long, in any script, with emoji, quotes and NUL; nothing must be in it (reliability.md T22)', () => {
    for (const text of [
      '🦷🐫🎻🧂🚜🪁🥨🦔🛶🧲🌵🪗🐙🍄🎳',
      '"quoted" \'twice\' `thrice`',
      'nul\0in the\0middle of it',
      'только маленькие буквы',
      '心臓の除細動器を五台買います。',
      'ḍ̇q̣̇ marks that combine',
      '83920174659204718365',
    ]) {
      expect(problems(text), text).toEqual([]);
    }
    fc.assert(
      fc.property(anyWords(250), fc.integer({ min: 64, max: 1000 }), (words, length) => {
        expect(problems(words.join(' ').slice(0, length))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('is counted in characters after NFC, and judged alike in NFC and NFD (reliability.md T22)', () => {
    const text = 'éàüñçøå čšžęł ẵ';
    expect(text.normalize('NFD').length).toBeGreaterThan(20);
    expect(problems(text.normalize('NFD'))).toEqual([]);
    expect(problems(text.slice(0, 14).normalize('NFD'))).toEqual([{ code: 'too_short', least: 15, given: 14 }]);
    expect(problems('😀'.repeat(7))).toContainEqual({ code: 'too_short', least: 15, given: 7 });
    const anyText = fc.string({ unit: 'grapheme', maxLength: 60 });
    fc.assert(
      fc.property(anyText, (any) => {
        expect(problems(any.normalize('NFD'))).toEqual(problems(any.normalize('NFC')));
      }),
    );
  });

  it('has 15 characters at least, 8 beside a key file, and 1,024 at most', () => {
    expect(codes('ofen tisch mai')).toEqual(['too_short']);
    expect(codes('ofen tisch mai', 8)).toEqual([]);
    expect(codes('jwkq tz', 8)).toEqual(['too_short']);
    expect(codes('')).toEqual(['too_short']);
    const sentence = 'Every pump has a plate with its number. '.repeat(26);
    expect(codes(sentence.slice(0, 1024))).toEqual([]);
    expect(problems(sentence.slice(0, 1025))).toEqual([{ code: 'too_long', most: 1024, given: 1025 }]);
  });

  it('is refused when a piece that is too short comes over and over', () => {
    for (const text of [
      'zzzzzzzzzzzzzzz',
      'jwkjwkjwkjwkjwk',
      'Mauer7 Mauer7 Mauer7',
      '🦔🦔🦔🦔🦔🦔🦔🦔🦔🦔🦔🦔🦔🦔🦔',
    ]) {
      expect(codes(text), text).toContain('repeated');
    }
    expect(codes('trombone trombone')).toContain('repeated');
    expect(codes('jwkqjwkqjwkqjwkq 2026!')).toContain('repeated');
    expect(codes('83920174659204718365 mm')).toEqual([]);
    // Each half is long enough to stand alone.
    expect(codes('quiet otter by the weir quiet otter by the weir ')).toEqual([]);
  });

  it('is refused when it is a sequence, whatever two or three characters stand beside', () => {
    for (const text of [
      'abcdefghijklmnop',
      'ponmlkjihgfedcba',
      '123456789012345',
      'qwertyuiopasdfgh',
      'lkjhgfdsapoiuytr',
      'yxcvbnmqwertzuiop',
      '1qaz2wsx3edc4rfv5tgb',
      'abcd efgh ijkl mnop',
      'αβγδεζηθικλμνξο',
      'aaaabbbbccccdddd',
      'abcdefgh12345678!?',
    ]) {
      expect(codes(text), text).toContain('sequence');
    }
    expect(codes('abcdefgh and 12 storks')).toEqual([]);
  });

  it('is refused when there is hardly more than a name that is known here', () => {
    const named = (text: string) => problems(text).find(({ code }) => code === 'contains_name');
    expect(named('MedSteward2026!!')).toEqual({ code: 'contains_name', name: 'MedSteward' });
    expect(named('klinikum-sonnenberg')).toEqual({ code: 'contains_name', name: 'Klinikum Sonnenberg' });
    expect(named('Sonnenberg 2026-11-21')).toEqual({ code: 'contains_name', name: 'Klinikum Sonnenberg' });
    expect(named('renéemüller!!!!ab'.normalize('NFD'))).toEqual({ code: 'contains_name', name: 'Renée Müller' });
    expect(named('password medsteward')).toEqual({ code: 'contains_name', name: 'MedSteward' });
    expect(named('In Sonnenberg the storks are back')).toBeUndefined();
    // A name of one or two letters, or none, is in everything.
    expect(passphraseProblems('quiet otter by the weir', { ...RULES, names: ['', 'Q', 'ot', '  ', '42'] })).toEqual([]);
  });

  it('is refused in words', () => {
    const { t } = createWords();
    const all: PassphraseProblem[] = [
      ...problems('password'),
      ...problems('zzzzzzzzzzzzzzz'),
      ...problems('abcdefghijklmnop'),
      ...problems('MedSteward2026!!'),
      ...problems('x'.repeat(2000)),
    ];
    const texts = all.map(({ code, ...fields }) => t(`passphraseProblem.${code}`, fields));
    expect(texts).toContain('Use at least 15 characters; this has 8. A few words in a row do well.');
    expect(texts).toContain('Use at most 1,024 characters; this has 2,000.');
    expect(new Set(all.map(({ code }) => code)).size).toBe(6);
    for (const text of texts) expect(text).not.toMatch(/[{}]|passphraseProblem/);
  });
});
