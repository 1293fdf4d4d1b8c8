import { ImportFileError } from '../domain/import/problems.ts';

/**
 * Limits of one delimited file (reliability.md 5; its bytes are those of T42, so that 200,000 long rows fit). All are inclusive: a
 * file that meets a limit is read.
 */
export const CSV_LIMITS = {
  bytes: 100 * 1024 * 1024,
  rows: 200_000,
  columns: 200,
  /** UTF-16 units in one cell. */
  cell: 32 * 1024,
} as const;

export const CSV_DELIMITERS = [',', ';', '\t', '|'] as const;
export type CsvDelimiter = (typeof CSV_DELIMITERS)[number];
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** A delimited file as raw text. */
export interface DelimitedTable {
  readonly encoding: TextEncoding;
  readonly delimiter: CsvDelimiter;
  /**
   * Every record of the file, lines before the header and blank lines included, so that index + 1 is the row number
   * that a spreadsheet shows. Cells are untrimmed; records may differ in length; a blank line is `['']`.
   */
  readonly rows: string[][];
  /** The row whose quoted cell never ends and so swallowed the rest of the file; null in a sound file. */
  readonly unclosedQuoteRow: number | null;
}

const CODE = { tab: 9, lf: 10, cr: 13, quote: 34, apostrophe: 39 } as const;

/** So much text is enough to tell the delimiter; only the first {@link SAMPLE_ROWS} records of it count. */
const SAMPLE_LENGTH = 64 * 1024;
const SAMPLE_ROWS = 50;

/**
 * A spreadsheet would take a cell for a formula when it begins like this (reliability.md 6). Apostrophes are let
 * through in front, so that text which already looks guarded is guarded once more and the way back is exact.
 */
const FORMULA_START = /^'*[^\S\t\r\n]*[=+\-@\t\r\n＝＋－＠]/;

/**
 * Reads a CSV, TSV or similar text file. Encoding (byte order mark, UTF-16 without one, strict UTF-8, else
 * Windows-1252) and delimiter are detected; `sep=;` in the first line is obeyed; quoted cells may have several lines;
 * CRLF, LF and CR end a record, also mixed. One apostrophe before a formula sign is taken off, which is what
 * {@link writeDelimited} put there.
 * @throws ImportFileError for a file that is too large, is no text, is a workbook or document, or is empty.
 */
export function readDelimited(bytes: Uint8Array): DelimitedTable {
  if (bytes.length > CSV_LIMITS.bytes) {
    throw new ImportFileError('file_too_large', { limit: CSV_LIMITS.bytes, size: bytes.length });
  }
  refuseOtherKinds(bytes);
  const { encoding, text } = decode(bytes);
  if (text.trim() === '') throw new ImportFileError('empty_file');
  const delimiter = detectDelimiter(text);
  const { rows, unclosedQuoteRow } = parse(text, delimiter);
  return { encoding, delimiter, rows, unclosedQuoteRow };
}

/** The text of such a file as it stands, in the encoding that was detected. @throws ImportFileError like {@link readDelimited} */
export function readText(bytes: Uint8Array): string {
  if (bytes.length > CSV_LIMITS.bytes) {
    throw new ImportFileError('file_too_large', { limit: CSV_LIMITS.bytes, size: bytes.length });
  }
  refuseOtherKinds(bytes);
  return decode(bytes).text;
}

export interface WriteDelimitedOptions {
  /** Default `,`. */
  readonly delimiter?: CsvDelimiter;
  /** Writes a UTF-8 byte order mark, without which Excel takes the file for the system's old code page. Default false. */
  readonly byteOrderMark?: boolean;
}

/**
 * Writes rows as UTF-8 with CRLF; the only CSV writer of the product. Text is always quoted, quotes are doubled, and
 * text that a spreadsheet would run as a formula gets an apostrophe in front (reliability.md 6). Numbers are written
 * bare and null as an empty cell. Control characters other than TAB, LF and CR are dropped: CSV cannot carry them.
 * @throws RangeError for a number that is not finite.
 */
export function writeDelimited(
  rows: readonly (readonly (string | number | null)[])[],
  options: WriteDelimitedOptions = {},
): Uint8Array {
  const delimiter = options.delimiter ?? ',';
  const lines = rows.map((row) => `${row.map(cellText).join(delimiter)}\r\n`);
  return new TextEncoder().encode((options.byteOrderMark ? '\uFEFF' : '') + lines.join(''));
}

function cellText(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') {
    if (!Number.isFinite(cell)) throw new RangeError(`not a number that a cell can hold: ${cell}`);
    return String(cell);
  }
  const text = cell.replace(/[^\P{Cc}\t\r\n]/gu, '');
  return `"${FORMULA_START.test(text) ? "'" : ''}${text.replaceAll('"', '""')}"`;
}

const SIGNATURES: readonly { readonly kind: string; readonly bytes: readonly number[] }[] = [
  { kind: 'xlsx', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { kind: 'xlsx', bytes: [0x50, 0x4b, 0x05, 0x06] },
  { kind: 'xls', bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
  { kind: 'pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { kind: 'binary', bytes: [0x1f, 0x8b] },
  { kind: 'binary', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { kind: 'binary', bytes: [0xff, 0xd8, 0xff] },
];

/** What the file is counts, not what it is called. */
function refuseOtherKinds(bytes: Uint8Array): void {
  for (const { kind, bytes: signature } of SIGNATURES) {
    if (signature.every((byte, index) => bytes[index] === byte)) {
      throw new ImportFileError('file_kind_not_supported', { kind });
    }
  }
}

function decode(bytes: Uint8Array): { encoding: TextEncoding; text: string } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return decodeUtf16(buffer.subarray(2), 'utf-16le');
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return decodeUtf16(buffer.subarray(2), 'utf-16be');
  const marked = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf;
  if (!marked && buffer.includes(0)) {
    const guess = guessUtf16(buffer);
    if (guess === null) throw new ImportFileError('file_kind_not_supported', { kind: 'binary' });
    return decodeUtf16(buffer, guess);
  }
  const body = marked ? buffer.subarray(3) : buffer;
  const utf8 = strictUtf8(body);
  if (utf8 !== null) return { encoding: 'utf-8', text: refuseControls(utf8) };
  // A mark promises UTF-8. Reading such a file as something else would spoil every accent in it without a word.
  if (marked) throw new ImportFileError('not_text', { encoding: 'utf-8' });
  const strays = straysOf(body);
  if (strays !== null) return { encoding: 'utf-8', text: refuseControls(mixed(body, strays)) };
  return { encoding: 'windows-1252', text: refuseControls(windows1252(body)) };
}

/** Bytes behind the first of a character of UTF-8, by that first one; -1 for a byte that begins none. */
function following(first: number): number {
  if (first < 0x80) return 0;
  return first < 0xc2 ? -1 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : first < 0xf5 ? 3 : -1;
}

/**
 * Where a file of UTF-8 has bytes of something else, as when files of two sources were put together: read as the other
 * encoding, all its accents would be lost. Null where most of what is not ASCII is no UTF-8.
 */
function straysOf(body: Buffer): readonly number[] | null {
  const strays: number[] = [];
  let whole = 0;
  for (let at = 0; at < body.length; at += 1) {
    const first = body[at] ?? 0;
    if (first < 0x80) continue;
    const more = following(first);
    let found = 0;
    while (found < more && ((body[at + found + 1] ?? 0) & 0xc0) === 0x80) found += 1;
    if (more > 0 && found === more) {
      whole += 1;
      at += more;
    } else strays.push(at);
  }
  return strays.length <= whole ? strays : null;
}

/** UTF-8 with single bytes of Windows-1252 in it. */
function mixed(body: Buffer, strays: readonly number[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const at of strays) {
    pieces.push(body.toString('utf8', from, at), windows1252(body.subarray(at, at + 1)));
    from = at + 1;
  }
  pieces.push(body.toString('utf8', from));
  return pieces.join('');
}

/** UTF-16 of western text has a zero in every second byte; returns null when the zeros stand in no such order. */
function guessUtf16(buffer: Buffer): 'utf-16le' | 'utf-16be' | null {
  const sample = buffer.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  for (let index = 0; index < sample.length; index += 1) {
    if (sample[index] !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  const half = sample.length / 2;
  if (odd > half * 0.4 && even < half * 0.05) return 'utf-16le';
  if (even > half * 0.4 && odd < half * 0.05) return 'utf-16be';
  return null;
}

function decodeUtf16(body: Buffer, encoding: 'utf-16le' | 'utf-16be'): { encoding: TextEncoding; text: string } {
  if (body.length % 2 !== 0) throw new ImportFileError('not_text', { encoding });
  const text = (encoding === 'utf-16le' ? body : Buffer.from(body).swap16()).toString('utf16le');
  if (!text.isWellFormed()) throw new ImportFileError('not_text', { encoding });
  return { encoding, text: refuseControls(text) };
}

function strictUtf8(body: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** 0x80 to 0x9F; the five that Windows-1252 leaves open stay control characters. Own table: runtimes differ here. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function windows1252(body: Buffer): string {
  return body.toString('latin1').replace(/[\u0080-\u009f]/g, (c) => WINDOWS_1252.charAt(c.charCodeAt(0) - 0x80));
}

/** A few stray control characters are dirt; many of them, or a NUL, mean that this was never a table. */
function refuseControls(text: string): string {
  const sample = text.slice(0, SAMPLE_LENGTH);
  const controls = sample.match(/[^\P{Cc}\t\r\n\f\v]/gu)?.length ?? 0;
  if (text.includes('\0') || controls > 8 + sample.length / 100) {
    throw new ImportFileError('file_kind_not_supported', { kind: 'binary' });
  }
  return text;
}

function detectDelimiter(text: string): CsvDelimiter {
  const stated = /^sep=([,;\t|])[\r\n]/i.exec(text.slice(0, 16))?.[1];
  const declared = CSV_DELIMITERS.find((delimiter) => delimiter === stated);
  if (declared !== undefined) return declared;
  let best: CsvDelimiter = ',';
  let bestFit: Fit = { clean: false, score: 0 };
  for (const delimiter of CSV_DELIMITERS) {
    const fit = fitOf(text, delimiter);
    // Quotes that all open and close where cells do are the surest sign there is.
    if (fit.score > 0 && (fit.clean === bestFit.clean ? fit.score > bestFit.score : fit.clean)) {
      best = delimiter;
      bestFit = fit;
    }
  }
  return best;
}

interface Fit {
  readonly clean: boolean;
  readonly score: number;
}

/**
 * How much the beginning of the text looks like a table with this delimiter: the number of records that share the
 * most telling width, times the logarithm of that width. Quotes in odd places speak against the delimiter.
 */
function fitOf(text: string, delimiter: CsvDelimiter): Fit {
  const parsed = parseText(text.slice(0, SAMPLE_LENGTH), delimiter, SAMPLE_ROWS, false);
  // The sample may end inside of a record, which then says nothing.
  const cut = text.length > SAMPLE_LENGTH && !parsed.complete && parsed.rows.length > 1;
  const widths = new Map<number, number>();
  for (const row of cut ? parsed.rows.slice(0, -1) : parsed.rows)
    widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
  let score = 0;
  for (const [width, count] of widths) score = Math.max(score, count * Math.log2(width));
  return { clean: (cut ? parsed.oddRows - (parsed.lastRowOdd ? 1 : 0) : parsed.oddRows) === 0, score };
}

function parse(text: string, delimiter: CsvDelimiter): { rows: string[][]; unclosedQuoteRow: number | null } {
  return parseText(text, delimiter, Number.POSITIVE_INFINITY, true);
}

interface Parsed {
  readonly rows: string[][];
  readonly unclosedQuoteRow: number | null;
  /** True when the row limit ended the reading, false when the text did. */
  readonly complete: boolean;
  /** Rows with a quote where none belongs. */
  readonly oddRows: number;
  readonly lastRowOdd: boolean;
}

/**
 * One pass over the text. Lenient as spreadsheets are: a quote inside of an unquoted cell is a character, and text
 * after a closing quote belongs to the cell. With `strict` the limits are enforced while reading, not afterwards.
 */
function parseText(text: string, delimiter: CsvDelimiter, rowLimit: number, strict: boolean): Parsed {
  const rows: string[][] = [];
  const separator = delimiter.charCodeAt(0);
  const end = text.length;
  let row: string[] = [];
  let position = 0;
  let unclosedQuoteRow: number | null = null;
  let oddRows = 0;
  let rowOdd = false;
  let lastRowOdd = false;
  while (position < end || row.length > 0) {
    let cell = '';
    let start = position;
    let quoted = false;
    let odd = false;
    if (text.charCodeAt(position) === CODE.quote) {
      quoted = true;
      const close = closingQuote(text, position + 1);
      const inner = text.slice(position + 1, close === -1 ? end : close);
      cell = inner.includes('"') ? inner.replaceAll('""', '"') : inner;
      if (close === -1) {
        unclosedQuoteRow = rows.length + 1;
        odd = true;
      }
      position = close === -1 ? end : close + 1;
      start = position;
    }
    while (position < end) {
      const code = text.charCodeAt(position);
      if (code === separator || code === CODE.lf || code === CODE.cr) break;
      if (code === CODE.quote) odd = true;
      position += 1;
    }
    if (position > start) {
      // The usual cell is this one slice; only a damaged one has text after its closing quote.
      cell = quoted ? cell + text.slice(start, position) : text.slice(start, position);
      if (quoted) odd = true;
    }
    if (odd) rowOdd = true;
    if (strict) {
      if (cell.length > CSV_LIMITS.cell) {
        throw new ImportFileError('cell_too_large', { limit: CSV_LIMITS.cell, row: rows.length + 1 });
      }
      if (row.length >= CSV_LIMITS.columns) {
        throw new ImportFileError('too_many_columns', { limit: CSV_LIMITS.columns, row: rows.length + 1 });
      }
    }
    const guarded = cell.charCodeAt(0) === CODE.apostrophe && FORMULA_START.test(cell);
    row.push(guarded ? cell.slice(1) : cell);
    if (position < end && text.charCodeAt(position) === separator) {
      position += 1;
      continue;
    }
    rows.push(row);
    row = [];
    if (rowOdd) oddRows += 1;
    lastRowOdd = rowOdd;
    rowOdd = false;
    if (strict && rows.length > CSV_LIMITS.rows) {
      throw new ImportFileError('too_many_rows', { limit: CSV_LIMITS.rows });
    }
    if (position >= end) break;
    position += text.charCodeAt(position) === CODE.cr && text.charCodeAt(position + 1) === CODE.lf ? 2 : 1;
    if (rows.length >= rowLimit) return { rows, unclosedQuoteRow, complete: true, oddRows, lastRowOdd };
  }
  return { rows, unclosedQuoteRow, complete: false, oddRows, lastRowOdd };
}

/** Where the quote stands that closes a cell whose text begins at `from`; -1 when none does. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text.charCodeAt(at + 1) === CODE.quote) at = text.indexOf('"', at + 2);
  return at;
}
