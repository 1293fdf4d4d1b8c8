import { findHeader, HEADER_SEARCH_ROWS, type ImportHeader, isColumnOf } from '../../domain/import/columns.ts';
import type { ImportNoun } from '../../domain/import/headings.ts';
import { ImportFileError } from '../../domain/import/problems.ts';
import type { ImportRow } from '../../domain/import/row-types.ts';
import { type ImportResult, readRows } from '../../domain/import/rows.ts';
import { type DelimitedTable, readDelimited } from '../../formats/csv.ts';
import { looksLikeJson, readOpenEox } from '../../formats/openeox.ts';

/** A file to be read into rows of a noun, as plain data, so that it can be handed to another thread. */
export interface ReadJob {
  readonly bytes: Uint8Array;
  readonly noun: ImportNoun;
  /** Heading in the file to column of ours; goes before what was recognised. */
  readonly mapping: Readonly<Record<string, string>>;
}

/** What is known of a file besides its rows; these pass through and are kept by nobody. */
export interface ReadFile {
  /** A table as people keep one, or a document of the standard for dates. */
  readonly format: 'table' | 'openeox';
  readonly table: Omit<DelimitedTable, 'rows'>;
  readonly headings: readonly string[];
  readonly headerRow: number;
  readonly columns: readonly (string | null)[];
  readonly language: string;
  readonly read: Omit<ImportResult<ImportNoun>, 'rows'>;
}

/** A file that was read: what is known of it, and its rows, which come as they are wanted. */
export interface FileReading {
  readonly file: ReadFile;
  readonly rows: AsyncIterable<ImportRow>;
}

/** The cells of a file. Dates also come as OpenEoX, which shows in the content and never in the name. @throws ImportFileError */
export function readCells(bytes: Uint8Array, noun: ImportNoun): DelimitedTable & Pick<ReadFile, 'format'> {
  return noun === 'milestones' && looksLikeJson(bytes)
    ? { format: 'openeox', ...readOpenEox(bytes) }
    : { format: 'table', ...readDelimited(bytes) };
}

/** Reads a file whole. Hostile files cost time and memory here, so the program does this in a thread that can be ended. @throws ImportFileError */
export function readFile({ bytes, noun, mapping }: ReadJob): { file: ReadFile; rows: readonly ImportRow[] } {
  const { rows: cells, format, ...table } = readCells(bytes, noun);
  const header = findHeader(cells, noun) ?? mappedHeader(cells, mapping);
  if (header === null) throw new ImportFileError('no_header_found', { noun });
  const headings = cells[header.headerRow] ?? [];
  const chosenFor = (index: number) => mapping[(headings[index] ?? '').trim()];
  // A column that somebody mapped by hand is taken from wherever it was recognised before.
  const mapped = new Set(Object.values(mapping));
  const columns = header.columns.map((column, index) => {
    const chosen = chosenFor(index);
    if (chosen !== undefined) return isColumnOf(noun, chosen) ? chosen : null;
    return column !== null && mapped.has(column) ? null : column;
  });
  const { rows, ...read } = readRows(noun, cells, { ...header, columns }, table);
  const { headerRow, language } = header;
  return { file: { format, table, headings, headerRow, columns, language, read }, rows };
}

/** The row with the most headings that somebody mapped by hand: whoever maps them all needs none to be recognised. */
function mappedHeader(
  rows: readonly (readonly string[])[],
  mapping: Readonly<Record<string, string>>,
): ImportHeader | null {
  const counts = rows
    .slice(0, HEADER_SEARCH_ROWS)
    .map((row) => row.filter((cell) => Object.hasOwn(mapping, cell.trim())).length);
  const most = Math.max(0, ...counts);
  if (most === 0) return null;
  const headerRow = counts.indexOf(most);
  return { headerRow, columns: (rows[headerRow] ?? []).map(() => null), language: 'mixed' };
}
