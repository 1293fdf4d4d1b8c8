import { type Mds2Form, type Mds2Source, readMds2 } from '../domain/mds2/read.ts';
import { readDelimited, readText } from './csv.ts';
import { looksLikeWorkbook, readWorkbook } from './workbook.ts';

/** How a statement came. */
export type Mds2Format = 'xlsx' | 'ods' | 'csv' | 'text';

/** A statement out of a file. */
export type Mds2File = Mds2Form & { readonly format: Mds2Format };

/**
 * Reads an MDS2 statement out of a workbook (XLSX, ODS), a CSV file or text that was copied out of a document. What the file is
 * shows in its content and never in its name.
 * @param sheet the sheet that is meant, where a workbook holds a statement for each model
 * @throws ImportFileError
 */
export function readMds2File(bytes: Uint8Array, sheet: string | null): Mds2File {
  if (!looksLikeWorkbook(bytes)) {
    const source = textSource(bytes);
    const form = readMds2(source, sheet);
    return { ...form, format: source.delimited ? 'csv' : 'text' };
  }
  const { format, sheets, formulas, externalLinks } = readWorkbook(bytes);
  const form = readMds2({ sheets, lines: null }, sheet);
  return {
    ...form,
    format,
    findings: [
      ...form.findings,
      ...(formulas > 0 ? [{ code: 'formulas_not_run' as const, value: String(formulas) }] : []),
      ...(externalLinks ? [{ code: 'external_links_ignored' as const }] : []),
    ],
  };
}

/** Text as a table and as its lines: which of them it is shows in where the answers stand. */
function textSource(bytes: Uint8Array): Mds2Source & { readonly delimited: boolean } {
  const { rows, delimiter } = readDelimited(bytes);
  const lines = readText(bytes).split(/\r\n|\r|\n/);
  const wide = rows.filter((row) => row.length > 2).length;
  return { sheets: [{ name: '', rows }], lines, delimited: delimiter !== '|' && wide * 2 > rows.length };
}
