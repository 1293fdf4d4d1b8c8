import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImportFileError } from '../../main/domain/import/problems.ts';
import { CSV_DELIMITERS, CSV_LIMITS, readDelimited, writeDelimited } from '../../main/formats/csv.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const utf16le = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
const utf16be = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le').swap16());

function refusal(bytes: Uint8Array): { code: string; details: Readonly<Record<string, string | number>> } | null {
  try {
    readDelimited(bytes);
    return null;
  } catch (error) {
    if (error instanceof ImportFileError) return { code: error.code, details: error.details };
    throw error;
  }
}

describe('encodings', () => {
  const text = 'Straße;Größe\r\nMünchen;5 €\r\n';
  it.each([
    ['utf-8', utf8(text)],
    ['utf-8', utf8(`\uFEFF${text}`)],
    ['utf-16le', utf16le(`\uFEFF${text}`)],
    ['utf-16be', utf16be(`\uFEFF${text}`)],
    ['utf-16le', utf16le(text)],
    ['utf-16be', utf16be(text)],
  ])('reads %s with and without a mark', (encoding, bytes) => {
    expect(readDelimited(bytes)).toMatchObject({
      encoding,
      delimiter: ';',
      rows: [
        ['Straße', 'Größe'],
        ['München', '5 €'],
      ],
    });
  });

  it('reads what is not UTF-8 as Windows-1252, with its own signs from 0x80 to 0x9F', () => {
    const bytes = new Uint8Array([...latin1('Größe;Preis '), 0x80, ...latin1('\r\nx;'), 0x93, 0x94]);
    expect(readDelimited(bytes)).toMatchObject({
      encoding: 'windows-1252',
      rows: [
        ['Größe', 'Preis €'],
        ['x', '“”'],
      ],
    });
  });

  it('keeps the accents of UTF-8 where a few bytes of the file are Windows-1252', () => {
    const bytes = new Uint8Array([...utf8('Größe;Käse €\nDräger;'), ...latin1('Dr\u00e4ger'), 0x80, ...utf8(';ü\n')]);
    expect(readDelimited(bytes)).toMatchObject({
      encoding: 'utf-8',
      rows: [
        ['Größe', 'Käse €'],
        ['Dräger', 'Dräger€', 'ü'],
      ],
    });
  });

  it('refuses text that breaks its own promise', () => {
    expect(refusal(new Uint8Array([0xef, 0xbb, 0xbf, 0x61, 0xe9, 0x61]))?.code).toBe('not_text');
    expect(refusal(new Uint8Array([0xff, 0xfe, 0x61]))?.code).toBe('not_text');
    expect(refusal(new Uint8Array([0xff, 0xfe, 0x00, 0xd8, 0x61, 0x00]))?.code).toBe('not_text');
  });
});

describe('delimiters and records', () => {
  it.each(CSV_DELIMITERS)('detects %j', (delimiter) => {
    const rows = [
      ['tag', 'model', 'price'],
      ['1', 'A', '1'],
      ['2', 'B', '2'],
    ];
    const text = rows.map((row) => row.join(delimiter)).join('\n');
    expect(readDelimited(utf8(text))).toMatchObject({ delimiter, rows });
  });

  it('is not misled by lines before the header nor by commas in texts', () => {
    const lines = [
      ...Array(8).fill('F-147 list, part;;;;'),
      'a;b;c;d;e;f;g',
      ...Array(20).fill('1,5;2,5;x, y;4;5;6;7'),
    ];
    expect(readDelimited(utf8(lines.join('\r\n'))).delimiter).toBe(';');
  });

  it('obeys a stated separator and keeps its line, so that row numbers stay', () => {
    const table = readDelimited(utf8('sep=|\r\na,b|c\r\n'));
    expect(table).toMatchObject({
      delimiter: '|',
      rows: [
        ['sep=', ''],
        ['a,b', 'c'],
      ],
    });
  });

  it('keeps blank lines, lines inside of quotes, and mixed line ends', () => {
    const text = 'a;b\r\n\r\n1;"x\ny ""z"""\n2;"p;q"\r3;';
    expect(readDelimited(utf8(text)).rows).toEqual([['a', 'b'], [''], ['1', 'x\ny "z"'], ['2', 'p;q'], ['3', '']]);
  });

  it('forgives stray quotes and tells of one that never closes', () => {
    const forgiven = readDelimited(utf8('a;b;c\n1;5" tube;"Big" one\n'));
    expect(forgiven).toMatchObject({
      rows: [
        ['a', 'b', 'c'],
        ['1', '5" tube', 'Big one'],
      ],
      unclosedQuoteRow: null,
    });
    expect(readDelimited(utf8('a;b\n1;2\n3;"open\n4;5\n'))).toMatchObject({
      rows: [
        ['a', 'b'],
        ['1', '2'],
        ['3', 'open\n4;5\n'],
      ],
      unclosedQuoteRow: 3,
    });
  });
});

describe('refusals', () => {
  it.each([
    ['xlsx', [0x50, 0x4b, 0x03, 0x04, 0x14]],
    ['xls', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
    ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d, 0x31]],
    ['binary', [0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0, 0, 0, 9]],
  ])('names %s, whatever the file is called', (kind, bytes) => {
    expect(refusal(new Uint8Array(bytes))).toEqual({ code: 'file_kind_not_supported', details: { kind } });
  });

  it('refuses empty files', () => {
    for (const text of ['', '\uFEFF', ' \r\n\t\n']) expect(refusal(utf8(text))?.code).toBe('empty_file');
  });

  it('reads up to each limit and refuses one more', () => {
    expect(refusal(utf8(`${'a,'.repeat(CSV_LIMITS.columns - 1)}a`))).toBeNull();
    expect(refusal(utf8(`x\n${'a,'.repeat(CSV_LIMITS.columns)}a`))).toEqual({
      code: 'too_many_columns',
      details: { limit: CSV_LIMITS.columns, row: 2 },
    });
    expect(refusal(utf8(`a,${'x'.repeat(CSV_LIMITS.cell)}`))).toBeNull();
    expect(refusal(utf8(`a,"${'x'.repeat(CSV_LIMITS.cell + 1)}"`))?.code).toBe('cell_too_large');
    expect(readDelimited(utf8('a\n'.repeat(CSV_LIMITS.rows))).rows).toHaveLength(CSV_LIMITS.rows);
    expect(refusal(utf8('a\n'.repeat(CSV_LIMITS.rows + 1)))?.code).toBe('too_many_rows');
    expect(refusal(new Uint8Array(CSV_LIMITS.bytes + 1))?.code).toBe('file_too_large');
  });

  it('throws nothing else for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        refusal(bytes);
      }),
      { numRuns: 500 },
    );
  });

  // A loop that grows with the square of its input would outlast the test.
  it('comes to an end on the worst that fits', () => {
    for (const piece of ['"', '""', '";', "'", "' ", '\r', ';"', ' ', '=', '"\n']) {
      expect(() => refusal(utf8(piece.repeat(50_000)))).not.toThrow();
    }
  });
});

describe('writing', () => {
  const written = (...cells: (string | number | null)[]) => new TextDecoder().decode(writeDelimited([cells]));

  it('quotes text, writes numbers bare, ends with CRLF', () => {
    expect(written('a "b"', -1.5, null, '')).toBe('"a ""b""",-1.5,,""\r\n');
    expect(() => written(Number.NaN)).toThrow(RangeError);
  });

  it.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx', '\nx', '＝1', '＋1', '－1', '＠x', '  =1', "'=1"])(
    'guards %j',
    (text) => {
      expect(written(text).startsWith(`"'${text}`)).toBe(true);
      expect(readDelimited(writeDelimited([[text, 'x']])).rows[0]?.[0]).toBe(text);
    },
  );

  it('takes one guard off, and no apostrophe of the text', () => {
    const rows = readDelimited(utf8(`"'=1";"''=1";"'90s";"'"\n`)).rows;
    expect(rows).toEqual([['=1', "'=1", "'90s", "'"]]);
  });

  it('writes a mark when asked', () => {
    expect([...writeDelimited([['a']], { byteOrderMark: true }).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it('is read back exactly, whatever the text', () => {
    const tricky = fc.constantFrom(
      '"',
      '""',
      ';',
      ',',
      '\t',
      '|',
      '\r\n',
      '\n',
      "'",
      "'=",
      '=',
      ' =',
      '＝',
      'é',
      '€',
      'sep=;',
    );
    const cell = fc
      .array(fc.oneof(tricky, fc.string({ unit: 'grapheme', maxLength: 4 })), { maxLength: 5 })
      .map((parts) => parts.join('').replace(/[^\P{Cc}\t\r\n]/gu, ''));
    const matrix = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(matrix, fc.boolean(), (rows, byteOrderMark) => {
        fc.pre(rows.flat().some((text) => text !== ''));
        expect(readDelimited(writeDelimited(rows, { byteOrderMark })).rows).toEqual(rows);
      }),
      { numRuns: 1000 },
    );
  });
});

it('reads 100,000 rows of 20 columns', () => {
  const line = `${Array.from({ length: 20 }, (_, index) => `value ${index}`).join(',')}\n`;
  const bytes = utf8(line.repeat(100_000));
  expect(readDelimited(bytes).rows).toHaveLength(100_000);
});

const REAL = new URL('../../../shared/data/inventory/hospital-inventory-latin1.csv', import.meta.url);
it('reads a hospital form', (context) => {
  if (!existsSync(REAL)) {
    console.warn(`skipped: ${REAL.pathname} is not here`);
    context.skip();
  }
  const table = readDelimited(readFileSync(REAL));
  expect(table).toMatchObject({ encoding: 'windows-1252', delimiter: ';', unclosedQuoteRow: null });
  expect(table.rows).toHaveLength(49);
  expect(table.rows.slice(8).every((row) => row.length === 50)).toBe(true);
});
