import { ImportFileError } from '../domain/import/problems.ts';
import { type CsvDelimiter, readDelimited, type TextEncoding } from './csv.ts';
import { looksLikeWorkbook, readWorkbook } from './workbook.ts';
import { REGISTER_LIMITS } from './workbook-limits.ts';

/** A sheet of a workbook, as a choice. */
export interface SheetChoice {
  readonly name: string;
  /** Rows up to the last filled one. */
  readonly rows: number;
  /** How well it fits what is looked for; 0 where it does not. */
  readonly fit: number;
}

/** A table as raw text, out of whatever file it came in. */
export interface TableFile {
  /** Every row, also those before the headings and empty ones, so that index + 1 is the number that a spreadsheet shows. */
  readonly rows: readonly (readonly string[])[];
  /** Null for a workbook. */
  readonly encoding: TextEncoding | null;
  readonly delimiter: CsvDelimiter | null;
  /** As in `DelimitedTable`. */
  readonly unclosedQuoteRow: number | null;
  /** What is known of the workbook; null for a text. */
  readonly workbook: WorkbookFacts | null;
}

export interface WorkbookFacts {
  readonly format: 'xlsx' | 'ods';
  /** The sheet that was read. */
  readonly sheet: string;
  readonly sheets: readonly SheetChoice[];
  /** Cells whose value comes from a formula, and whether it points to other files. Neither is worked out. */
  readonly formulas: number;
  readonly externalLinks: boolean;
  readonly from1904: boolean;
}

/**
 * Reads a table of a text file or a workbook; what the file is counts, not what it is called. Of several sheets the named one is
 * taken, else the one that fits best, else the first.
 * @throws ImportFileError also `sheet_missing`
 */
export function readTableFile(
  bytes: Uint8Array,
  sheet: string | null,
  fitOf: (rows: TableFile['rows']) => number,
): TableFile {
  if (!looksLikeWorkbook(bytes)) return { ...readDelimited(bytes), workbook: null };
  const { format, sheets, formulas, externalLinks, from1904 } = readWorkbook(bytes, REGISTER_LIMITS);
  const choices = sheets.map(({ name, rows }) => ({ name, rows: rows.length, fit: fitOf(rows) }));
  const most = Math.max(...choices.map(({ fit }) => fit));
  const place = choices.findIndex(({ name, fit }) => (sheet === null ? fit === most : name === sheet));
  const chosen = sheets[place];
  if (chosen === undefined) throw new ImportFileError('sheet_missing', { value: (sheet ?? '').slice(0, 100) });
  if (chosen.rows.length === 0) throw new ImportFileError('empty_file');
  return {
    rows: chosen.rows,
    encoding: null,
    delimiter: null,
    unclosedQuoteRow: null,
    workbook: { format, sheet: chosen.name, sheets: choices, formulas, externalLinks, from1904 },
  };
}
