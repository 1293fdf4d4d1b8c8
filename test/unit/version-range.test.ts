import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareVersions,
  isEveryVersion,
  type VersionFit,
  versionFit,
  versionOf,
} from '../../main/domain/version-range.ts';

/** Ranges as advisories of makers print them, with versions of ours. */
const CASES: readonly (readonly [range: string | null, version: string | null, fit: VersionFit])[] = [
  ['<12.2.8.410', '12.2.8.100', 'inside'],
  ['<12.2.8.410', '12.2.8.410', 'outside'],
  ['<12.2.8.410', '12.2.8', 'unknown'],
  ['<12.2.8.410', '12.2.9', 'outside'],
  ['< 8.2.2', '8.2.1', 'inside'],
  ['< 8.2.2', 'V 8.10', 'outside'],
  ['<= R4.1L1', 'R4.1L1', 'inside'],
  ['<= R4.1L1', 'R4.0L9', 'inside'],
  ['<= R4.1L1', '4.0', 'not_comparable'],
  ['vers:all/*', '1', 'inside'],
  ['vers:all/*', null, 'inside'],
  ['*', 'whatever', 'inside'],
  ['1.1.7.333 | 2.1.1.3069', '2.1.1.3069', 'inside'],
  ['1.1.7.333 | 2.1.1.3069', '2.1.1.3070', 'outside'],
  ['1.1.7.333 | 2.1.1.3069', '2.1.1', 'unknown'],
  ['< B.06.18', 'B.06.17', 'inside'],
  ['< B.06.18', 'B.06.18', 'outside'],
  ['< B.06.18', 'C.01.01', 'not_comparable'],
  ['< july 1 2017', '2016', 'not_comparable'],
  ['distributed  < april 1, 2018', '1', 'not_comparable'],
  ['<=8.1.1.3', '8.1.1.4', 'outside'],
  ['<V4.1.8', 'v4.1.7', 'inside'],
  ['>= 1.3.4 | < 1.5.3', '1.4', 'inside'],
  ['>= 1.3.4 | < 1.5.3', '1.5.3', 'outside'],
  ['>= 1.3.4 | < 1.5.3', '1.2', 'outside'],
  ['>=BT02 | <= BT06', 'BT04', 'inside'],
  ['>=BT02 | <= BT06', 'BT07', 'outside'],
  ['A10 | A11', 'A11', 'inside'],
  ['< 012U000040', '012U000039', 'inside'],
  ['< 012U000040', '12U40', 'outside'],
  ['<= 12.2.x.x', '12.2.99.1', 'inside'],
  ['<= 12.2.x.x', '12.3.0', 'outside'],
  ['2.X', '2.7', 'inside'],
  ['2.X', '3.0', 'outside'],
  ['4.X | 5.X', '5.1', 'inside'],
  ['8', '8.5', 'unknown'],
  ['8', '9', 'outside'],
  ['2.3.6 and  below', '2.3.5', 'inside'],
  ['Versions 9.33 and prior', '9.34', 'outside'],
  ['versions prior to Version 8.2.2', '8.2.1', 'inside'],
  ['versions before and including 3.2', '3.2', 'inside'],
  ['versions before 3.2', '3.2', 'outside'],
  ['up to and including 3.2', '3.2', 'inside'],
  ['versions 4.01 through 4.34', '4.20', 'inside'],
  ['versions 4.01 through 4.34', '4.40', 'outside'],
  ['vers:generic/>=1.0|<2.0', '1.5', 'inside'],
  ['vers:semver/<1.0|>=2.0', '1.5', 'outside'],
  ['vers:semver/<1.0|>=2.0', '2.1', 'inside'],
  ['vers:npm/!=1.2.0', '1.2.0', 'outside'],
  ['< 1.8.4 Service Pack 01', '1.8', 'not_comparable'],
  ['<= 1.54 (integrated into GE MobileLink)', '1.5', 'not_comparable'],
  ['1.1.3 Build 10', '1.1.3', 'not_comparable'],
  ['<=N', 'K', 'not_comparable'],
  ['6.x model 35700BAX', '6.1', 'not_comparable'],
  ['CS2  Avance | Amingo | Avance CS2', 'CS2', 'not_comparable'],
  ['< 2017-07-01', '2', 'not_comparable'],
  ['', '1.0', 'unknown'],
  [null, '1.0', 'unknown'],
  ['< 2.0', null, 'unknown'],
  ['< 2.0', 'unknown', 'not_comparable'],
];

const anyVersion = fc
  .array(fc.oneof(fc.nat(30).map(String), fc.constantFrom('B', 'r', 'sp')), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join('.'))
  .filter((text) => versionOf(text) !== null);

describe('versions', () => {
  it.each(CASES)('%s says of %s: %s', (range, version, fit) => expect(versionFit(range, version)).toBe(fit));

  it('compares both ways alike', () => {
    fc.assert(
      fc.property(anyVersion, anyVersion, (a, b) => {
        const [left, right] = [versionOf(a) ?? [], versionOf(b) ?? []];
        const there = compareVersions(left, right);
        const back = compareVersions(right, left);
        expect(back).toBe(there === null ? null : there === 0 ? 0 : -there);
        expect(compareVersions(left, left)).toBe(0);
      }),
    );
  });

  it('never puts a version outside of all', () => {
    fc.assert(fc.property(fc.string(), (version) => versionFit('vers:all/*', version) === 'inside'));
    expect(isEveryVersion('all versions')).toBe(true);
    expect(isEveryVersion('all Windows XP-based versions')).toBe(false);
  });

  it('says one thing of either side of a bound', () => {
    fc.assert(
      fc.property(anyVersion, anyVersion, (bound, ours) => {
        const below = versionFit(`< ${bound}`, ours);
        const above = versionFit(`>= ${bound}`, ours);
        if (below === 'inside') expect(above).toBe('outside');
        if (above === 'inside') expect(below).toBe('outside');
        if (below === 'not_comparable') expect(above).toBe('not_comparable');
      }),
    );
  });

  it('ends on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), fc.string(), (range, version) => {
        expect(['inside', 'outside', 'unknown', 'not_comparable']).toContain(versionFit(range, version));
      }),
    );
  });

  it('compares nothing with a text that is too long for a version (reliability.md T44)', () => {
    for (const part of ['.', '-', '1', '1.', 'x', '0']) {
      expect(versionFit(`<1${part.repeat(50_000)}a`, '2.0')).toBe('not_comparable');
    }
  });
});
