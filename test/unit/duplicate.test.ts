import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alikePairs,
  type Likeness,
  modelBlocks,
  modelLikeness,
  modelName,
  vendorBlocks,
  vendorLikeness,
  vendorName,
} from '../../main/domain/duplicate.ts';

function said(likeness: Likeness | null): string {
  return likeness === null ? 'no' : `${likeness.likelihood} ${likeness.reason}`;
}

function makers(one: string, other: string): Likeness | null {
  return vendorLikeness(vendorName(one), vendorName(other));
}

function models(one: string, other: string, maker = 'Norvia Medical'): Likeness | null {
  return modelLikeness(modelName(one, maker), modelName(other, maker));
}

describe('names of makers', () => {
  it.each([
    ['Norvia Medical', 'NORVIA  medical', 'likely same_letters'],
    ['Norvia Medical', 'Norvia Medical, Inc.', 'likely legal_form'],
    ['Norvia Medical', 'Norvia Medical S.p.A.', 'likely legal_form'],
    ['Norvia', 'Norvia GmbH & Co. KG', 'likely legal_form'],
    ['Dräger', 'Draeger', 'likely transliteration'],
    ['Norvia', 'Norvia Healthcare', 'likely company_word'],
    ['Norvia Imaging Systems', 'Norvia Imaging Holding', 'possible company_word'],
    ['B. Braun', 'Braun B.', 'likely word_order'],
    ['Philips', 'Phillips', 'likely one_letter'],
    ['Medtronic', 'Medtornic', 'likely one_letter'],
    ['Biotronik', 'Biotronic', 'likely one_letter'],
    ['General Electric', 'GE Healthcare', 'likely abbreviation'],
    ['Becton, Dickinson and Company (BD)', 'BD', 'likely abbreviation'],
    ['Norvia Labs (NVL)', 'NVL', 'likely abbreviation'],
    ['Hillrom and ELI, Baxter International Inc.', 'Baxter', 'possible joint_name'],
    ['Philips / Phillips', 'Phillips', 'possible joint_name'],
    ['Abbott', 'Abbott Vascular', 'possible longer_name'],
    ['Pulse Line', 'PL', 'possible initials'],
    ['Biomed', 'Biomet', 'possible one_letter'],
    ['Maxio', 'Naxio', 'no'],
    ['Smiths Medical', 'Smith & Nephew', 'no'],
    ['Boston Scientific', 'Boston Imaging', 'no'],
    ['Acme', 'Acne', 'no'],
    ['Lab 24', 'Lab 25', 'no'],
    ['Norvia', '', 'no'],
  ])('%s, %s: %s', (one, other, expected) => {
    expect(said(makers(one, other))).toBe(expected);
    expect(said(makers(other, one))).toBe(expected);
  });
});

describe('names of models', () => {
  it.each([
    ['InfuSmart 300', 'INFUSMART-300', 'likely same_letters'],
    ['InfuSmart 300', 'Norvia InfuSmart 300', 'likely maker_in_name'],
    ['InfuSmart Gateway', 'Gateway InfuSmart', 'likely word_order'],
    ['InfuSmart 300', 'InfuSmart 300 Infusion Pump', 'likely kind_word'],
    ['Connex Spot', 'Connex Spot Monitor', 'possible kind_word'],
    ['InfuSmart 300', 'InfuSmat 300', 'likely one_letter'],
    ['InfuSmart 300', 'InfuSmrat 300', 'likely one_letter'],
    ['Xeleris', 'Xeleris 3.1', 'possible version_in_name'],
    ['CM-40', 'CM-40 v2', 'possible version_in_name'],
    ['CM-40', 'CM-40 Neo', 'possible variant'],
    ['CM-40', 'CM-45', 'no'],
    ['CM-40', 'CX-40', 'no'],
    ['Evita V500', 'Evita V600', 'no'],
    ['Evita II', 'Evita III', 'no'],
    ['Xeleris 3.1', 'Xeleris 4.0', 'no'],
    ['UltraView 7', 'UltraView 70', 'no'],
    ['UltraView 7 A', 'UltraView 7 B', 'no'],
    ['CM-40', 'CM-40+', 'no'],
    ['InfuSmart Gateway', 'InfuSmart Pump', 'no'],
    ['InfuSmart Micro', 'InfuSmart Macro', 'possible one_letter'],
    ['12-34 Line', '34-12 Line', 'no'],
  ])('%s, %s: %s', (one, other, expected) => {
    expect(said(models(one, other))).toBe(expected);
    expect(said(models(other, one))).toBe(expected);
  });
});

const word = fc.constantFrom(
  'norvia',
  'pulse',
  'acme',
  'medical',
  'inc',
  'draeger',
  'dräger',
  'ge',
  'general',
  'electric',
  'braun',
  'gmbh',
  'and',
  'systems',
);
const name = fc
  .array(fc.oneof(word, fc.string({ minLength: 1, maxLength: 8 })), { minLength: 1, maxLength: 4 })
  .map((all) => all.join(' '));
const slipped = fc.tuple(name, fc.nat(), fc.constantFrom('x', 'e', '')).map(([text, at, letter]) => {
  const place = at % text.length;
  return [text, text.slice(0, place) + letter + text.slice(place + 1)] as const;
});
const pair = fc.oneof(slipped, fc.tuple(name, name));

describe('what is compared', () => {
  it('finds in blocks whatever is alike, whichever comes first', () => {
    fc.assert(
      fc.property(pair, ([one, other]) => {
        const likeness = makers(one, other);
        expect(makers(other, one)).toEqual(likeness);
        const pairs = alikePairs([one, other].map(vendorName), vendorBlocks, vendorLikeness);
        expect(pairs.map((found) => found.likeness)).toEqual(likeness === null ? [] : [likeness]);
      }),
      { numRuns: 2000 },
    );
  });

  it('finds models in blocks in the same way', () => {
    fc.assert(
      fc.property(pair, fc.constantFrom('', ' 300', ' v2', ' 3.1', ' Pump'), ([one, other], end) => {
        const likeness = models(one, other + end);
        expect(models(other + end, one)).toEqual(likeness);
        const pairs = alikePairs(
          [one, other + end].map((text) => modelName(text, 'Norvia Medical')),
          modelBlocks,
          modelLikeness,
        );
        expect(pairs.map((found) => found.likeness)).toEqual(likeness === null ? [] : [likeness]);
      }),
      { numRuns: 2000 },
    );
  });

  it('is a beginning that can be read at once, however long a text stands in the place of a name (reliability.md T44)', () => {
    for (const letter of [' ', '(', '.', '-', 'v', '1.', 'a ', 's.']) {
      const long = `Acme${letter.repeat(50_000)}\u0001`;
      expect(vendorName(long)).toEqual(vendorName(long.slice(0, 400)));
      expect(modelName(long, 'Acme')).toEqual(modelName(long.slice(0, 400), 'Acme'));
    }
  });

  it('never takes models with other numbers for one', () => {
    fc.assert(
      fc.property(
        fc.nat(9999),
        fc.nat(9999),
        fc.constantFrom('InfuSmart ', 'CM-', 'V', 'UltraView No. '),
        (a, b, text) => {
          fc.pre(a !== b);
          expect(models(`${text}${a}`, `${text}${b}`)).toBeNull();
        },
      ),
    );
  });

  it('compares a crowd that shares one word with nobody', () => {
    const crowd = Array.from({ length: 500 }, (_one, at) => modelName(`Norvia Pump ${at}`, 'Acme'));
    expect(alikePairs(crowd, modelBlocks, modelLikeness)).toEqual([]);
  });
});
