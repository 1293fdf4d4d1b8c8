import { describe, expect, it } from 'vitest';
import type { ImportFileErrorCode } from '../../main/domain/import/problems.ts';
import { type ReadJob, readFile } from '../../main/features/import/read-file.ts';
import { REGISTER_LIMITS } from '../../main/formats/workbook-limits.ts';
import { type CellInput, odsTables, xlsx } from '../support/mds2.ts';

/** A register with everything that such files have: names with accents, commas and decimals, and days that are none. */
const HEAD = [
  'asset_tag',
  'serial_number',
  'manufacturer',
  'model',
  'department',
  'in_service_on',
  'purchase_price',
  'notes',
];
const ROWS = [
  ['000417', 'S-1', 'Norvia Medical', 'InfuSmart 300', 'Chirurgie Süd', '2021-03-14', '2.350,00', 'one, two'],
  ['000918', '1.23E+15', 'Acme Imaging', 'UltraView 7', 'Radiologie', '2022-06-30', '78.900,50', ''],
  ['001203', 'NI', 'Pulse Line', 'CM-40', 'ED', '1/0/1900', '', 'TBD'],
  ['001204', 'S-4', 'Pulse Line', 'CM-40', 'ED', '9999-12-31', '99,9', ''],
  ['001205', 'S-5', 'Pulse Line', 'CM-40', 'ED', 'TBD', '', ''],
  ['', '', '', '', '', '', '', ''],
  ['001206', '', '', '', '', '', '', ''],
  ['Total', '', '', '', '', '', '6', ''],
];
const TABLE = [HEAD, ...ROWS];

function read(bytes: Uint8Array, options: Partial<ReadJob> = {}) {
  const { file, rows } = readFile({ bytes, noun: 'devices', mapping: {}, sheet: null, dateOrder: null, ...options });
  const { problems, rejected, counts } = file.read;
  return { rows, problems, rejected, counts, file };
}

const refusal = (code: ImportFileErrorCode) => expect.objectContaining({ code });

/** What comes of a file, apart from how the file itself was. */
const outcome = (bytes: Uint8Array, options?: Partial<ReadJob>) => {
  const { file: _file, ...rest } = read(bytes, options);
  return rest;
};

const text = (rows: readonly (readonly string[])[], delimiter: string, end = '\n') =>
  rows.map((row) => row.map((cell) => (/[",;\t]/.test(cell) ? `"${cell}"` : cell)).join(delimiter)).join(end) + end;
const utf8 = (content: string) => new TextEncoder().encode(content);
/** The rows of another order of columns, with a column that nobody knows. */
const reordered = TABLE.map(([first = '', ...row], index) => [
  first,
  index === 0 ? 'Unheard of' : row.every((cell) => cell === '') || first === 'Total' ? '' : 'x',
  ...row.toReversed(),
]);

/** The day as a workbook counts it. */
const serialOf = (day: string, from1904: boolean) => ({
  serial: Math.round((Date.parse(day) - Date.UTC(1899, 11, 30)) / 86_400_000) - (from1904 ? 1462 : 0),
});
const isDay = (cell: string) => /^20\d\d-/.test(cell);
const cells = (from1904: boolean): CellInput[][] =>
  TABLE.map((row) => row.map((cell) => (isDay(cell) ? serialOf(cell, from1904) : cell)));

const FILES: Readonly<Record<string, () => Uint8Array>> = {
  TSV: () => utf8(text(TABLE, '\t')),
  semicolons: () => utf8(text(TABLE, ';')),
  'a byte order mark': () => utf8(`\ufeff${text(TABLE, ',')}`),
  CRLF: () => utf8(text(TABLE, ',', '\r\n')),
  'Latin-1': () => Buffer.from(text(TABLE, ';'), 'latin1'),
  'UTF-16, little end first': () => Buffer.from(`\ufeff${text(TABLE, '\t')}`, 'utf16le'),
  'UTF-16, big end first': () => Buffer.from(`\ufeff${text(TABLE, '\t')}`, 'utf16le').swap16(),
  'UTF-16 without a mark': () => Buffer.from(text(TABLE, ';'), 'utf16le'),
  'another order of columns': () => utf8(text(reordered, ',')),
  XLSX: () => xlsx([{ name: 'Devices', rows: TABLE }]),
  'XLSX with texts in its cells': () => xlsx([{ name: 'Devices', rows: TABLE }], { inline: true }),
  'XLSX with days from 1900': () => xlsx([{ name: 'Devices', rows: cells(false) }]),
  'XLSX with days from 1904': () => xlsx([{ name: 'Devices', rows: cells(true) }], { from1904: true }),
  ODS: () => odsTables([{ name: 'Devices', rows: TABLE }]),
  'ODS with days': () =>
    odsTables([{ name: 'Devices', rows: TABLE.map((row) => row.map((cell) => (isDay(cell) ? { day: cell } : cell))) }]),
};

describe('the same rows in another file', () => {
  const expected = outcome(utf8(text(TABLE, ',')));

  it('are what the plain one says', () => {
    expect(expected.counts).toMatchObject({ read: 6, rejected: 1 });
    expect(
      expected.rows.map((row) => ('assetTag' in row ? [row.assetTag, row.inServiceOn, row.purchasePrice] : null)),
    ).toEqual([
      ['000417', '2021-03-14', '2350.00'],
      ['000918', '2022-06-30', '78900.50'],
      ['001203', null, null],
      ['001204', null, '99.90'],
      ['001205', null, null],
    ]);
    expect(expected.problems.map(({ row, column, code }) => [row, column, code])).toEqual(
      expect.arrayContaining([
        [3, 'serial_number', 'number_mangled_by_spreadsheet'],
        [4, 'in_service_on', 'date_placeholder'],
        [5, 'in_service_on', 'date_placeholder'],
        [6, 'in_service_on', 'date_not_given'],
        [9, undefined, 'totals_row_skipped'],
      ]),
    );
  });

  it.each(Object.keys(FILES))('come to the same: %s (reliability.md T43)', (name) => {
    expect(outcome(FILES[name]?.() ?? new Uint8Array())).toEqual(expected);
  });
});

describe('a workbook', () => {
  const other = { name: 'Read me', rows: [['This workbook is about devices'], ['Tag', 'what it is']] };
  const devices = { name: 'Inventory', rows: TABLE };

  it('is read at the sheet that fits best, and says which others there are', () => {
    const { file } = read(xlsx([other, devices]));
    expect(file.table.workbook).toMatchObject({
      format: 'xlsx',
      sheet: 'Inventory',
      sheets: [
        { name: 'Read me', fit: 0 },
        { name: 'Inventory', fit: 8, rows: 9 },
      ],
    });
  });

  it('is read at the sheet that is named', () => {
    const second = { name: 'Second', rows: [HEAD, ['T-9', 'S-9', 'Maker', 'Model', '', '', '', '']] };
    const { rows, file } = read(xlsx([devices, second]), { sheet: 'Second' });
    expect([file.table.workbook?.sheet, rows.length]).toEqual(['Second', 1]);
    expect(() => read(xlsx([devices]), { sheet: 'Third' })).toThrow(refusal('sheet_missing'));
    expect(() => read(xlsx([other]))).toThrow(refusal('no_header_found'));
  });

  it('may have lines before its headings, two rows of them, and merged cells', () => {
    const rows = [
      ['Inventory of the hospital', '', '', '', ''],
      ['Asset tag', 'Device', '', 'Warranty', ''],
      ['', 'Manufacturer', 'Model', 'Start', 'End'],
      ['T-1', 'Norvia Medical', 'InfuSmart 300', '2020-01-31', '2027-01-31'],
      ['T-2', '', 'InfuSmart 500', '2020-01-31', '2028-01-31'],
    ];
    const merged = ['A1:E1', 'A2:A3', 'B2:C2', 'D2:E2', 'B4:B5'];
    const { rows: taken, file } = read(xlsx([{ name: 'Sheet1', rows, merged }]));
    expect([file.headerRow, file.columns]).toEqual([
      2,
      ['asset_tag', 'manufacturer', 'model', null, 'warranty_ends_on'],
    ]);
    expect(file.headings).toEqual(['Asset tag', 'Manufacturer', 'Model', 'Warranty Start', 'Warranty End']);
    expect(taken).toMatchObject([
      { assetTag: 'T-1', manufacturer: 'Norvia Medical', model: 'InfuSmart 300', warrantyEndsOn: '2027-01-31' },
      { assetTag: 'T-2', manufacturer: 'Norvia Medical', model: 'InfuSmart 500', warrantyEndsOn: '2028-01-31' },
    ]);
    const merely = rows.map((row) => row.map((cell) => (cell === '' ? '' : cell)));
    merely[4] = ['T-2', 'Norvia Medical', 'InfuSmart 500', '2020-01-31', '2028-01-31'];
    expect(outcome(utf8(text(merely, ',')))).toEqual(outcome(xlsx([{ name: 'Sheet1', rows, merged }])));
  });

  it('gives days that are written as plain numbers by its own count', () => {
    const rows = (from1904: boolean) => [
      ['asset_tag', 'manufacturer', 'model', 'in_service_on'],
      ['T-1', 'Maker', 'Model', String(serialOf('2021-03-14', from1904).serial)],
    ];
    for (const from1904 of [false, true]) {
      const { rows: taken } = read(xlsx([{ name: 'S', rows: rows(from1904) }], { from1904 }));
      expect(taken).toMatchObject([{ inServiceOn: '2021-03-14' }]);
    }
  });

  it('keeps the zeros, and what stands before them, of numbers that are shown with them (domain.md 5.7)', () => {
    const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
    const formats = ['000000', '&quot;BM-&quot;0000', '#,##0.00'];
    const own = formats.map((code, index) => `<numFmt numFmtId="${170 + index}" formatCode="${code}"/>`).join('');
    const xfs = formats.map((_, index) => `<xf numFmtId="${170 + index}"/>`).join('');
    const heads = ['asset_tag', 'serial_number', 'manufacturer', 'model', 'purchase_price'];
    const cell = (text: string, style?: number) =>
      style === undefined ? `<c t="str"><v>${text}</v></c>` : `<c s="${style}"><v>${text}</v></c>`;
    const rows = [
      heads.map((head) => cell(head)),
      [cell('417', 1), cell('12', 0), cell('M'), cell('X'), cell('7.5', 2)],
    ];
    const sheet = rows.map((cells) => `<row>${cells.join('')}</row>`).join('');
    const extra = {
      'xl/styles.xml': `<styleSheet ${main}><numFmts>${own}</numFmts><cellXfs>${xfs}</cellXfs></styleSheet>`,
      'xl/worksheets/sheet1.xml': `<worksheet ${main}><sheetData>${sheet}</sheetData></worksheet>`,
    };
    const { rows: taken } = read(xlsx([{ name: 'S', rows: [heads] }], { extra }));
    expect(taken).toMatchObject([{ assetTag: 'BM-0417', serialNumber: '000012', purchasePrice: '7.50' }]);
  });

  it('is refused where it has more than may be read, never cut off in silence (reliability.md T36)', () => {
    const wide = [HEAD, [...Array<string>(REGISTER_LIMITS.columns).fill(''), 'beyond']];
    expect(() => read(xlsx([{ name: 'S', rows: wide }]))).toThrow(refusal('too_many_columns'));
    const far = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row><c r="A${REGISTER_LIMITS.rows + 1}" t="str"><v>x</v></c></row></sheetData></worksheet>`;
    const long = xlsx([{ name: 'S', rows: [HEAD] }], { extra: { 'xl/worksheets/sheet1.xml': far } });
    expect(() => read(long)).toThrow(refusal('too_many_rows'));
  });
});

it('signs that only Windows-1252 has are read as they were typed', () => {
  const bytes = Buffer.from('asset_tag;manufacturer;model;notes\nT-1;M;X;\u00803 \u0096 \u0093old\u0094\n', 'latin1');
  const { file, rows } = read(bytes);
  expect([file.table.encoding, rows]).toMatchObject(['windows-1252', [{ notes: '€3 – “old”' }]]);
});

describe('dates that can be read in two ways', () => {
  const rows = [
    ['asset_tag', 'manufacturer', 'model', 'in_service_on'],
    ['T-1', 'Maker', 'Model', '03/04/2021'],
  ];
  it.each([utf8(text(rows, ',')), xlsx([{ name: 'S', rows }]), odsTables([{ name: 'S', rows }])])(
    'are asked about and not guessed (domain.md 5.7)',
    (bytes) => {
      const open = read(bytes);
      expect(open.problems).toMatchObject([{ code: 'date_ambiguous', value: '03/04/2021' }]);
      expect(open.rows).toMatchObject([{ inServiceOn: null }]);
      expect(read(bytes, { dateOrder: 'dmy' }).rows).toMatchObject([{ inServiceOn: '2021-04-03' }]);
      expect(read(bytes, { dateOrder: 'mdy' }).rows).toMatchObject([{ inServiceOn: '2021-03-04' }]);
    },
  );
});
