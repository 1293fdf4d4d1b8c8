import { describe, expect, it } from 'vitest';
import { catalogueAge } from '../../main/domain/catalogue/age.ts';
import { catalogueOf } from '../../main/domain/catalogue/catalogue.ts';
import { compareCatalogues } from '../../main/domain/catalogue/compare.ts';
import { shippedCatalogue } from '../../main/domain/catalogue/shipped.ts';
import { day } from '../../main/domain/day.ts';
import { ImportFileError } from '../../main/domain/import/problems.ts';
import { CATALOGUE_LIMITS, readCatalogue } from '../../main/formats/catalogue.ts';
import { catalogueFile, type ReleaseFields, release, shippedFile } from '../support/catalogue.ts';

const read = (text: string) => readCatalogue(new TextEncoder().encode(text));
function refusal(text: string): { code: string; details: object } {
  try {
    read(text);
  } catch (error) {
    if (error instanceof ImportFileError) return { code: error.code, details: error.details };
    throw error;
  }
  throw new Error('the file was not refused');
}
const refusedRelease = (fields: ReleaseFields) => refusal(catalogueFile('2026-10-01', [release(), release(fields)]));

describe('a catalogue file (docs/catalogue-format.md)', () => {
  it('that is the shipped one reads to the shipped catalogue, release by release', () => {
    const copy = catalogueOf(read(shippedFile()));
    expect(copy.releases).toEqual(shippedCatalogue().releases);
    expect([copy.day, copy.source]).toEqual([shippedCatalogue().day, shippedCatalogue().source]);
    expect(compareCatalogues(shippedCatalogue(), copy)).toEqual({ added: [], removed: [], changed: [] });
  });

  it('of few products identifies what it has, and nothing else', () => {
    const few = catalogueOf(read(catalogueFile('2026-10-01', [release()])));
    expect(few.match('Windows Server 2016')).toMatchObject({ kind: 'release' });
    expect(few.match('Win Server 2016')).toMatchObject({ kind: 'release' });
    expect(few.match('Windows 10 22H2').kind).toBe('none');
    expect(few.match('Java 8').kind).toBe('none');
  });

  it.each([
    ['key', { key: 'Windows 2016' }],
    ['key', { key: '__proto__/2016' }],
    ['key', { key: null }],
    ['label', { label: '' }],
    ['label', { label: 'Windows\u202eServer' }],
    ['label', { label: `Windows ${'1'.repeat(200)}` }],
    ['edition', { edition: 'ultimate' }],
    ['channel', { channel: '__proto__' }],
    ['securityEnd', { securityEnd: '2026-02-30' }],
    ['securityEnd', { securityEnd: 'never' }],
    ['securityEnd', { securityEnd: null }],
    // What endoflife.date has in place of a day; here these are words (docs/catalogue-format.md).
    ['securityEnd', { securityEnd: true }],
    ['securityEnd', { securityEnd: false }],
    ['releasedOn', { releasedOn: '16/01/2020' }],
    ['paidExtensionEndOn', { paidExtensionEndOn: '2027-01-12' }],
  ])('is refused with the number of the release and its field: %s, %j', (field, fields) => {
    const other = { key: 'windows-server/2019', label: 'Windows Server 2019' };
    expect(refusedRelease({ ...other, ...fields })).toEqual({
      code: 'catalogue_release_refused',
      details: { number: 2, field },
    });
  });

  it('is refused where a key or a label comes twice', () => {
    expect(refusedRelease({ label: 'Another' })).toMatchObject({
      code: 'catalogue_release_repeated',
      details: { number: 2, field: 'key' },
    });
    expect(refusedRelease({ key: 'windows-server/2019', label: 'WINDOWS server 2016' })).toMatchObject({
      code: 'catalogue_release_repeated',
      details: { number: 2, field: 'label' },
    });
  });

  it.each([
    ['', 'empty_file'],
    ['a;b\n1;2', 'catalogue_not_recognised'],
    ['[]', 'catalogue_not_recognised'],
    ['{}', 'catalogue_not_recognised'],
    ['{"releases":[],"columns":[]}', 'catalogue_not_recognised'],
    ['{"releases":', 'file_damaged'],
    [`${'['.repeat(100)}`, 'catalogue_not_recognised'],
    [`{"a":${'['.repeat(100)}${']'.repeat(100)}}`, 'nested_too_deep'],
    [catalogueFile('2026-13-01', [release()]), 'field_of_wrong_type'],
    [catalogueFile('2026-10-01', [release()], { columns: ['key'] }), 'field_of_wrong_type'],
    [catalogueFile('2026-10-01', [release()], { kinds: { 'windows-server': 'toaster' } }), 'field_of_wrong_type'],
    [catalogueFile('2026-10-01', [release()], { kinds: {} }), 'field_of_wrong_type'],
    [catalogueFile('2026-10-01', [release()], { source: 7 }), 'field_of_wrong_type'],
    [catalogueFile('2026-10-01', [release()], { releases: [7] }), 'catalogue_release_refused'],
    [
      catalogueFile('2026-10-01', [release()]).replace('"kinds":{', '"kinds":{"__proto__":"library",'),
      'field_of_wrong_type',
    ],
  ])('is refused when it is none: %j', (text, code) => {
    expect(refusal(text).code).toBe(code);
  });

  it('is refused beyond its limits, before anything is built (reliability.md 5)', () => {
    const many = (count: number, product: (index: number) => string) =>
      catalogueFile(
        '2026-10-01',
        Array.from({ length: count }, (_one, index) =>
          release({ key: `windows-server/${index}`, label: `R ${index}`, product: product(index) }),
        ),
      );
    expect(refusal(many(CATALOGUE_LIMITS.releases + 1, String)).code).toBe('too_many_releases');
    expect(refusal(many(CATALOGUE_LIMITS.ofOneProduct + 1, () => 'One')).code).toBe('too_many_releases');
    expect(read(many(CATALOGUE_LIMITS.ofOneProduct, () => 'One')).releases).toHaveLength(CATALOGUE_LIMITS.ofOneProduct);
    const large = new Uint8Array(CATALOGUE_LIMITS.bytes + 1).fill(32);
    expect(() => readCatalogue(large)).toThrow('file_too_large');
  });
});

describe('the age of a catalogue', () => {
  it.each([
    ['2026-11-21', 0, 0, 'current'],
    ['2026-10-21', 31, 1, 'current'],
    ['2026-05-21', 184, 6, 'current'],
    ['2026-05-20', 185, 6, 'old'],
    ['2025-11-21', 365, 12, 'old'],
    ['2025-11-20', 366, 12, 'very_old'],
    ['2026-12-01', 0, 0, 'current'],
  ])('of %s is %i days on 2026-11-21', (on, days, months, standing) => {
    expect(catalogueAge(day(on), day('2026-11-21'))).toEqual({ days, months, standing });
  });
});
