import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelKey, placeKey, vendorKey, versionKey } from '../../main/domain/name.ts';

describe('names that mean the same', () => {
  it.each([
    ['NORVIA MEDICAL INC', 'Norvia Medical, Inc.'],
    ['Siemens Healthineers AG', 'SIEMENS-HEALTHINEERS'],
    ['Dräger', 'Drager'],
    ['B. Braun', 'B Braun GmbH'],
    ['ＡＣＭＥ', 'acme'],
    ['GE  Health\u00a0Care', 'ge healthcare'],
  ])('vendors %s and %s (domain.md 5.7, same vendor under several names)', (a, b) => {
    expect(vendorKey(a)).toBe(vendorKey(b));
  });

  it.each([
    ['Philips', 'Phillips'],
    ['Acme Imaging', 'Acme Monitoring'],
    ['AG', 'SA'],
    ['Co', 'Inc'],
    ['東芝', '日立'],
    ['***', '---'],
  ])('vendors %s and %s are two (domain.md 5.7)', (a, b) => {
    expect(vendorKey(a)).not.toBe(vendorKey(b));
  });

  it.each([
    ['CM-40', 'cm 40', true],
    ['UltraView 7', 'ULTRAVIEW-7', true],
    ['V 1.2', 'V 12', false],
    ['Infinity+', 'Infinity', false],
  ])('models %s and %s: %s (domain.md 5.7)', (a, b, same) => {
    expect(modelKey(a) === modelKey(b)).toBe(same);
  });

  it.each([
    ['V 4.1', '4.1', true],
    ['version 4.1', '4.1', true],
    ['4.1', '4.10', false],
    ['Vue 12', '12', false],
  ])('software versions %s and %s: %s (domain.md 1.3)', (a, b, same) => {
    expect(versionKey(a) === versionKey(b)).toBe(same);
  });

  it('places differ by more than case and spaces (domain.md 5.7)', () => {
    expect(placeKey(' ICU  2 ')).toBe(placeKey('icu 2'));
    expect(placeKey('ICU 2')).not.toBe(placeKey('ICU 3'));
  });

  it('keep their key when read again, and never lose it altogether (domain.md 5.7)', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (name) => {
        for (const key of [vendorKey, modelKey, placeKey]) {
          expect(key(key(name))).toBe(key(name));
          if (name.trim() !== '') expect(key(name)).not.toBe('');
        }
      }),
      { examples: [['˘'], ['\u0306'], ['...'], ['\u00a8 ']] },
    );
  });
});
