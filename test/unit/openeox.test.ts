import { describe, expect, it, test } from 'vitest';
import { ImportFileError } from '../../main/domain/import/problems.ts';
import { looksLikeJson, readOpenEox } from '../../main/formats/openeox.ts';
import { openEox } from '../support/openeox.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const rowsOf = (text: string) => readOpenEox(bytes(text)).rows.slice(1);

function refusal(text: string): string {
  try {
    readOpenEox(bytes(text));
  } catch (error) {
    if (error instanceof ImportFileError) return error.code;
    throw error;
  }
  return 'read';
}

describe('an OpenEoX document', () => {
  it('says dates by meaning: its end of life is our end of support, and keeps its word', () => {
    const core = {
      general_availability: '2019-03-01T00:00:00Z',
      end_of_sales: '2027-09-01T23:59:59Z',
      end_of_security_support: '2029-06-30T12:00:00+02:00',
      end_of_life: '2030-12-31T23:59:59Z',
    };
    expect(rowsOf(openEox([{ version: '7.1', core }])).map((row) => row.slice(0, 6))).toEqual([
      ['Acme Imaging', 'UltraView 7', '7.1', 'general_availability', '2019-03-01', 'general_availability'],
      ['Acme Imaging', 'UltraView 7', '7.1', 'end_of_sales', '2027-09-01', 'end_of_sales'],
      ['Acme Imaging', 'UltraView 7', '7.1', 'end_of_security_support', '2029-06-30', 'end_of_security_support'],
      ['Acme Imaging', 'UltraView 7', '7.1', 'end_of_support', '2030-12-31', 'end_of_life'],
    ]);
  });

  test.each([
    ['2029-12-31T23:59:59Z', '2029-12-31'],
    ['2029-12-31T00:00:00.000+14:00', '2029-12-31'],
    ['2029-12-31t12:00:00z', '2029-12-31'],
    ['tba', 'tba'],
    ['2029-02-30T00:00:00Z', '2029-02-30T00:00:00Z'],
    ['soon', 'soon'],
  ])('takes the day of %s as it is written', (written, day) => {
    expect(rowsOf(openEox([{ core: { end_of_life: written } }]))[0]?.[4]).toBe(day);
  });

  it('knows the spellings of the drafts, and hardware with its software', () => {
    const core = { end_of_life: '2030-12-31T00:00:00Z' };
    const text = JSON.stringify({
      statements: [
        { core, productName: 'UltraView 7', productVersion: 'all', vendorName: 'Acme Imaging' },
        {
          core,
          hardware: { product_name: 'UltraView 7', product_version: 'B', vendor_name: 'Acme Imaging' },
          software: { product_name: 'UltraSoft', product_version: '4.1', vendor_name: 'Acme Imaging' },
        },
        { core, product: { name: 'UltraView 7', version: '5', vendor: 'Acme Imaging' } },
        { core },
      ],
    });
    expect(rowsOf(text).map((row) => row.slice(0, 3))).toEqual([
      ['Acme Imaging', 'UltraView 7', ''],
      ['Acme Imaging', 'UltraView 7', '4.1'],
      ['Acme Imaging', 'UltraView 7', '5'],
      ['', '', ''],
    ]);
  });

  test.each([
    ['{}', 'openeox_not_recognised'],
    ['{"end_of_life":"tba","last_updated":"2026-06-12T09:00:00Z"}', 'openeox_without_product'],
    ['{"statements":7}', 'field_of_wrong_type'],
    ['{"statements":[7]}', 'field_of_wrong_type'],
    ['{"statements":[{}]}', 'openeox_not_recognised'],
    ['{"statements":[{"core":{"end_of_life":7}}]}', 'field_of_wrong_type'],
    ['{"statements":[', 'file_damaged'],
    [`{"statements":${'['.repeat(100)}${']'.repeat(100)}}`, 'nested_too_deep'],
    ['{"__proto__":{"statements":[]}}', 'openeox_not_recognised'],
  ])('%s is refused', (text, code) => {
    expect(refusal(text)).toBe(code);
  });

  it('is told from a table by what it begins with', () => {
    expect(looksLikeJson(bytes('\ufeff \n{"statements":[]}'))).toBe(true);
    expect(looksLikeJson(Buffer.from('\ufeff{"statements":[]}', 'utf16le'))).toBe(true);
    expect(looksLikeJson(bytes('manufacturer,model\n{x},y\n'))).toBe(false);
    expect(looksLikeJson(bytes('"{",model\n'))).toBe(false);
  });
});
