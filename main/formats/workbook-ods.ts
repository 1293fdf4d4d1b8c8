import { ImportFileError } from '../domain/import/problems.ts';
import { Cells } from './workbook-cells.ts';
import type { ReadWorkbook, WorkbookLimits, WorkbookSheet } from './workbook-limits.ts';
import { decodeXml, readXmlText } from './xml.ts';
import type { Archive } from './zip.ts';

const TABLE = 'urn:oasis:names:tc:opendocument:xmlns:table:1.0';
const TEXT = 'urn:oasis:names:tc:opendocument:xmlns:text:1.0';

/** Reads the sheets of an ODS workbook as text: what cells show, and days as `YYYY-MM-DD`. @throws ImportFileError */
export function readOds(archive: Archive, limits: WorkbookLimits): ReadWorkbook {
  const bytes = archive.part('content.xml');
  if (bytes === null) throw new ImportFileError('file_damaged', { kind: 'ODS' });
  const sheets: (WorkbookSheet & { readonly cells: Cells })[] = [];
  const merged: (readonly [Cells, number, number, number, number])[] = [];
  let [row, rowTimes, column, cellTimes, formulas] = [0, 1, 0, 1, 0];
  let [value, paragraphs, inCell, remarks] = ['', '', false, 0];
  let [externalLinks, isFormula] = [false, false];
  readXmlText(decodeXml(bytes), {
    open: (name, attributes, namespace) => {
      if (namespace === TEXT && inCell && remarks === 0) {
        if (name === 'p' && paragraphs !== '') paragraphs += '\n';
        else if (name === 's') paragraphs += ' '.repeat(Math.min(100, count(attributes, 'c')));
        else if (name === 'tab' || name === 'line-break') paragraphs += ' ';
      }
      if (name === 'annotation') remarks += 1;
      if (namespace !== TABLE) return;
      if (name === 'table') {
        if (sheets.length >= limits.sheets) {
          throw new ImportFileError('too_many_sheets', { limit: limits.sheets });
        }
        const cells = new Cells(limits);
        const sheetName = (attribute(attributes, 'name') ?? '').slice(0, 100);
        const hasFormula = (down: number, across: number) => cells.hasFormula(down, across);
        sheets.push({ name: sheetName, rows: cells.rows, hasFormula, cells });
        row = 0;
      } else if (name === 'table-source') externalLinks = true;
      else if (name === 'table-row') {
        column = 0;
        rowTimes = count(attributes, 'number-rows-repeated');
      } else if (name === 'table-cell' || name === 'covered-table-cell') {
        inCell = true;
        [paragraphs, cellTimes] = ['', count(attributes, 'number-columns-repeated')];
        value = attribute(attributes, 'date-value')?.slice(0, 10) ?? '';
        isFormula = attribute(attributes, 'formula') !== undefined;
        if (isFormula) formulas += 1;
        const [down, across] = [count(attributes, 'number-rows-spanned'), count(attributes, 'number-columns-spanned')];
        const cells = sheets.at(-1)?.cells;
        if (cells !== undefined && (down > 1 || across > 1) && merged.length < 10_000) {
          merged.push([cells, row, column, row + down - 1, column + across - 1]);
        }
      }
    },
    text: (piece) => {
      if (inCell && remarks === 0) paragraphs += piece.replace(/\s+/g, ' ');
    },
    close: (name) => {
      if (name === 'annotation') remarks = Math.max(0, remarks - 1);
      else if (name === 'table-row') row += rowTimes;
      else if (name === 'table-cell' || name === 'covered-table-cell') {
        inCell = false;
        place();
        column += cellTimes;
      }
    },
  });
  for (const [cells, top, left, bottom, right] of merged) cells.merge(top, left, bottom, right);
  return {
    format: 'ods',
    sheets: sheets.map(({ cells: _cells, ...sheet }) => sheet),
    formulas,
    from1904: false,
    externalLinks,
  };

  /** Writes a cell as often as the file repeats it; empty ones repeat by the thousand to the edge of the sheet. */
  function place(): void {
    const text = value || paragraphs.trim();
    const cells = sheets.at(-1)?.cells;
    if (text === '' || cells === undefined) return;
    // One more than the limit allows, so that the cell itself says what is too many.
    const [lastRow, lastColumn] = [
      Math.min(row + rowTimes, limits.rows + 1),
      Math.min(column + cellTimes, limits.columns + 1),
    ];
    for (let down = row; down < lastRow; down += 1) {
      for (let across = column; across < lastColumn; across += 1) {
        cells.set(down, across, text);
        if (isFormula) cells.markFormula(down, across);
      }
    }
  }
}

function attribute(attributes: ReadonlyMap<string, string>, name: string): string | undefined {
  return [...attributes].find(([key]) => key === name || key.endsWith(`:${name}`))?.[1];
}

/** How often something repeats; once where the file says nothing. */
function count(attributes: ReadonlyMap<string, string>, name: string): number {
  const times = Number(attribute(attributes, name) ?? 1);
  return Number.isInteger(times) && times > 0 ? times : 1;
}
