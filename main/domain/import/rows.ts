import { type DecimalSign, inferDecimalSign } from './amounts.ts';
import { Cells, type Parts } from './cells.ts';
import { findHeader, type ImportHeader, isNotesHeading } from './columns.ts';
import { type DateOrder, inferDateOrder } from './dates.ts';
import type { ColumnOf, ImportNoun } from './headings.ts';
import type { MatchKey } from './match.ts';
import { isNoted } from './note-headings.ts';
import { ROW_READERS } from './nouns.ts';
import { plain } from './plain.ts';
import { ImportFileError, type ImportProblem } from './problems.ts';
import type { ImportRow } from './row-types.ts';

/** What is known about the table beside its cells. What a person has answered goes before what the file suggests. */
export interface ImportContext {
  /** The sign between the cells; null for a workbook. A semicolon tells of a decimal comma. */
  readonly delimiter: ',' | ';' | '\t' | '|' | null;
  readonly dateOrder?: DateOrder;
  readonly decimalSign?: DecimalSign;
  /** Whether a day that is written as a plain number counts from 1904, as the workbook says. */
  readonly from1904?: boolean;
  /** As in `DelimitedTable`. */
  readonly unclosedQuoteRow?: number | null;
  /** What devices are found by; the tag where nobody said otherwise. */
  readonly match?: MatchKey;
  /** Rows that a person left out; numbers as a spreadsheet counts them. */
  readonly skip?: ReadonlySet<number>;
}

export interface ImportResult<N extends ImportNoun> {
  /** The rows without errors, in the order of the file. */
  readonly rows: readonly ImportRow<N>[];
  /** In the order of the file. */
  readonly problems: readonly ImportProblem[];
  /** Numbers of the rows with errors, ascending, 1-based. */
  readonly rejected: readonly number[];
  /** Numbers of the rows that a person left out, ascending, 1-based. */
  readonly skipped: readonly number[];
  readonly counts: {
    /** Rows with data: taken, rejected and left out. Blank rows, totals and repeated headers are not counted. */
    readonly read: number;
    readonly rejected: number;
    readonly skipped: number;
    /** Rows that were taken and have at least one warning. */
    readonly warnings: number;
  };
  /** How dates and amounts were understood, for the preview. Null where nothing decided. */
  readonly style: {
    readonly decimalSign: DecimalSign | null;
    /** By column; only the date columns of this table. */
    readonly dateOrders: ReadonlyMap<string, DateOrder | null>;
  };
}

const DATE_COLUMNS: ReadonlySet<string> = new Set([
  'acquired_on',
  'in_service_on',
  'warranty_ends_on',
  'on',
  'announced_on',
  'received_on',
  'starts_on',
  'ends_on',
]);
const AMOUNT_COLUMNS: ReadonlySet<string> = new Set(['purchase_price', 'yearly_price', 'replacement_price']);

/** Longest heading that stands in the notes before what it is about. */
const LONGEST_LABEL = 80;

/** Begins of a totals row, as {@link plain} without digits. */
const TOTALS = new Set(
  `total|totals|grand total|sub total|sum|count|Summe|Gesamt|Gesamtsumme|Zwischensumme|Anzahl|total général|sous total
  |somme|total general|suma|totale|totale generale|somma|totais|total geral|soma|subtotal|subtotale`
    .split('|')
    .map(plain),
);

/**
 * Reads the rows below a header. A row with an error is left out and listed in `rejected`; blank rows are passed over
 * in silence, totals and repeated headers with a warning. The order of day and month is what the dates of a column show,
 * else those of the file's other columns, and else left open: neither the language nor the delimiter tells it, so such
 * dates are reported as `date_ambiguous` and stay empty. The decimal sign is decided over the whole file.
 */
export function readRows<N extends ImportNoun>(
  noun: N,
  table: readonly (readonly string[])[],
  header: ImportHeader<N>,
  context: ImportContext,
): ImportResult<N> {
  const problems: ImportProblem[] = [];
  const first = header.headerRow + 1;
  const decimalSign = context.decimalSign ?? decimalSignOf(table, first, header, context);
  const dateOrders = dateOrdersOf(table, first, header, context);
  const headings = header.headings ?? table[header.headerRow] ?? [];
  const cells = new Cells<N>(
    header.columns,
    problems,
    dateOrders,
    decimalSign,
    context.from1904,
    notesOf(noun, header, headings),
  );
  const readRow = ROW_READERS[noun](cells, context.match ?? 'tag');
  const rows: ImportRow<N>[] = [];
  const rejected: number[] = [];
  const skipped: number[] = [];
  let warned = 0;
  for (let index = first; index < table.length; index += 1) {
    const row = table[index];
    if (row === undefined) continue;
    const filled = firstFilled(row);
    if (filled === -1) continue;
    cells.start(row, index + 1);
    if (isTotals(row, filled)) {
      cells.report('totals_row_skipped', 'warning', undefined, row[filled]?.trim());
      continue;
    }
    if (row[filled] === headings[filled] && repeats(row, headings)) {
      cells.report('header_repeated', 'warning');
      continue;
    }
    if (context.skip?.has(index + 1)) {
      skipped.push(index + 1);
      continue;
    }
    if (context.unclosedQuoteRow === index + 1) cells.report('quote_not_closed', 'error');
    for (let extra = headings.length; extra < row.length; extra += 1) {
      const text = row[extra]?.trim() ?? '';
      if (text === '') continue;
      cells.report('row_has_extra_cells', 'warning', undefined, text);
      break;
    }
    const result = readRow();
    if (cells.failed || result === null) {
      rejected.push(index + 1);
      continue;
    }
    if (cells.warned) warned += 1;
    rows.push(result);
  }
  const read = rows.length + rejected.length + skipped.length;
  const counts = { read, rejected: rejected.length, skipped: skipped.length, warnings: warned };
  return { rows, problems, rejected, skipped, counts, style: { decimalSign, dateOrders } };
}

/**
 * Finds the header and reads the rows below it.
 * @throws ImportFileError `no_header_found` when no row has the headings that the noun needs.
 */
export function readTable<N extends ImportNoun>(
  noun: N,
  table: readonly (readonly string[])[],
  context: ImportContext,
): ImportResult<N> & { readonly header: ImportHeader<N> } {
  const header = findHeader(table, noun);
  if (header === null) throw new ImportFileError('no_header_found', { noun });
  return { ...readRows(noun, table, header, context), header };
}

/** Where the notes come from, where that is more than the column of that meaning. */
function notesOf(noun: ImportNoun, { columns }: ImportHeader, headings: readonly string[]): Parts {
  const places = columns.flatMap((name, place) => (name === 'notes' ? [place] : []));
  const named = (place: number | undefined) => isNoted(headings[place ?? -1] ?? '');
  if (places.length === 0 || (places.length === 1 && !named(places[0]))) return new Map();
  const parts = places.map((place) => {
    const heading = (headings[place] ?? '').replace(/\s+/g, ' ').trim();
    return { place, label: isNotesHeading(noun, heading) ? null : heading.slice(0, LONGEST_LABEL) };
  });
  // The notes of the file itself come first.
  return new Map([['notes', parts.toSorted((a, b) => Number(a.label !== null) - Number(b.label !== null))]]);
}

function* column(table: readonly (readonly string[])[], first: number, place: number): Generator<string> {
  for (let index = first; index < table.length; index += 1) {
    const text = table[index]?.[place];
    if (text !== undefined && text !== '') yield text;
  }
}

function decimalSignOf<N extends ImportNoun>(
  table: readonly (readonly string[])[],
  first: number,
  header: ImportHeader<N>,
  context: ImportContext,
): DecimalSign | null {
  const places = header.columns.flatMap((name, place) => (name !== null && AMOUNT_COLUMNS.has(name) ? [place] : []));
  for (const place of places) {
    const sign = inferDecimalSign(column(table, first, place));
    if (sign !== null) return sign;
  }
  // Where the comma separates decimals, spreadsheets separate cells by semicolons, and only there.
  return context.delimiter === ';' ? 'comma' : null;
}

function dateOrdersOf<N extends ImportNoun>(
  table: readonly (readonly string[])[],
  first: number,
  header: ImportHeader<N>,
  context: ImportContext,
): ReadonlyMap<string, DateOrder | null> {
  const found = new Map<ColumnOf<N>, DateOrder | 'mixed' | null>();
  header.columns.forEach((name, place) => {
    if (name === null || !DATE_COLUMNS.has(name)) return;
    found.set(name, context.dateOrder ?? inferDateOrder(column(table, first, place)));
  });
  const votes = new Set([...found.values()].filter((order) => order !== null));
  const [vote] = votes;
  const shared = votes.size === 1 && vote !== undefined && vote !== 'mixed' ? vote : null;
  const orders = new Map<string, DateOrder | null>();
  for (const [name, order] of found) orders.set(name, order === 'mixed' ? null : (order ?? shared));
  return orders;
}

function firstFilled(row: readonly string[]): number {
  for (let place = 0; place < row.length; place += 1) {
    const text = row[place];
    if (text !== undefined && text !== '' && text.trim() !== '') return place;
  }
  return -1;
}

/** A word such as "Total" (also "Summe: 4") in the first filled cell and nothing but numbers beside it. */
function isTotals(row: readonly string[], filled: number): boolean {
  const text = row[filled] ?? '';
  // Asked of every row: the first letter alone rules most of them out.
  if (text.length > 40 || !/^\W*[tsgcaz]/i.test(text)) return false;
  if (!TOTALS.has(plain(text).replace(/(?<!\d)\d+$/, ''))) return false;
  return row.every((cell, place) => place === filled || /^[\s\d.,'’+€$£%()-]*$/.test(cell) || cell.trim() === '');
}

function repeats(row: readonly string[], headings: readonly string[]): boolean {
  return headings.every((heading, place) => heading.trim() === (row[place] ?? '').trim());
}
