import { partialDayText } from '../domain/day.ts';
import type { Words } from '../words/words.ts';
import { type WriteDelimitedOptions, writeDelimited } from './csv.ts';
import { type Cell, cellDay, type ReportTable } from './report-table.ts';

/** How a CSV file is to be written; a semicolon and a byte order mark suit a European Excel. */
export interface ReportCsvOptions extends WriteDelimitedOptions {
  readonly words: Words;
}

/**
 * The rows for machines: headings, then a line each, with days as ISO text and amounts as plain decimals. A column of
 * money becomes two, amount and currency.
 */
export async function reportToCsv(report: ReportTable, options: ReportCsvOptions): Promise<Uint8Array> {
  const { words, ...writing } = options;
  const heads = report.columns.flatMap((column) =>
    column.kind === 'money'
      ? [column.heading, words.t('report.currencyOf', { heading: column.heading })]
      : [column.heading],
  );
  const rows = report.rows.map((row) =>
    report.columns.flatMap((column, index) => {
      const cell = row[index] ?? null;
      if (column.kind !== 'money') return [csvValue(cell)];
      return typeof cell === 'object' && cell?.kind === 'money'
        ? [csvValue(cell), cell.currency]
        : [csvValue(cell), null];
    }),
  );
  return writeDelimited([heads, ...rows], writing);
}

function csvValue(cell: Cell): string | number | null {
  if (cell === null || typeof cell !== 'object') return cell;
  if (cell.kind === 'day') return partialDayText(cellDay(cell));
  if (cell.kind === 'status') return cell.text;
  // Text that begins with a minus would be guarded against being read as a formula; a number is not.
  return cell.amount.startsWith('-') ? Number(cell.amount) : cell.amount;
}
