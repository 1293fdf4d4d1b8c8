import { ImportFileError } from '../domain/import/problems.ts';
import { Cells } from './workbook-cells.ts';
import type { ReadWorkbook, WorkbookLimits, WorkbookSheet } from './workbook-limits.ts';
import { decodeXml, readXmlText } from './xml.ts';
import type { Archive } from './zip.ts';

interface Sheet {
  readonly name: string;
  readonly part: string;
}

/** Reads the sheets of an XLSX workbook as text: shared and inline strings, cached values of formulas, days as `YYYY-MM-DD`. @throws ImportFileError */
export function readXlsx(archive: Archive, limits: WorkbookLimits): ReadWorkbook {
  const types = xml(archive, '[Content_Types].xml');
  if (/macroEnabled/i.test(types)) throw new ImportFileError('file_has_macros');
  if (!archive.names.includes('xl/workbook.xml')) {
    throw new ImportFileError('file_kind_not_supported', {
      kind: archive.names.includes('xl/workbook.bin') ? 'xlsb' : 'archive',
    });
  }
  const { sheets, from1904 } = readBook(archive, limits);
  const strings = readStrings(archive);
  const styles = readStyles(archive);
  let formulas = 0;
  const read = sheets.map(({ name, part }): WorkbookSheet => {
    const sheet = readSheet(xml(archive, part), { strings, styles, from1904, limits });
    formulas += sheet.formulas;
    return { name, rows: sheet.cells.rows, hasFormula: (row, column) => sheet.cells.hasFormula(row, column) };
  });
  const externalLinks = archive.names.some(
    (name) => name.startsWith('xl/externalLinks/') || name === 'xl/connections.xml',
  );
  return { format: 'xlsx', sheets: read, formulas, from1904, externalLinks };
}

function xml(archive: Archive, part: string): string {
  const bytes = archive.part(part);
  if (bytes === null) throw new ImportFileError('file_damaged', { kind: 'XLSX' });
  return decodeXml(bytes);
}

function readBook(archive: Archive, limits: WorkbookLimits): { sheets: readonly Sheet[]; from1904: boolean } {
  const targets = new Map<string, string>();
  readXmlText(xml(archive, 'xl/_rels/workbook.xml.rels'), {
    open: (name, attributes) => {
      const target = attributes.get('Target') ?? '';
      if (name !== 'Relationship' || attributes.get('TargetMode') === 'External') return;
      targets.set(attributes.get('Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    },
    text: () => {},
    close: () => {},
  });
  const sheets: Sheet[] = [];
  let from1904 = false;
  readXmlText(xml(archive, 'xl/workbook.xml'), {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attributes.get('date1904') ?? '');
      if (name !== 'sheet') return;
      if (sheets.length >= limits.sheets) {
        throw new ImportFileError('too_many_sheets', { limit: limits.sheets });
      }
      const id = [...attributes].find(([key]) => key.endsWith(':id') || key === 'id')?.[1] ?? '';
      const part = targets.get(id);
      // A sheet that is only a chart has no cells.
      if (part?.includes('/worksheets/') && archive.names.includes(part)) {
        sheets.push({ name: (attributes.get('name') ?? '').slice(0, 100), part });
      }
    },
    text: () => {},
    close: () => {},
  });
  return { sheets, from1904 };
}

/** Texts that cells share. Readings of Japanese and the like (`rPh`) are no part of them. */
function readStrings(archive: Archive): readonly string[] {
  const strings: string[] = [];
  if (!archive.names.includes('xl/sharedStrings.xml')) return strings;
  let [inText, inReading, current] = [false, false, ''];
  readXmlText(xml(archive, 'xl/sharedStrings.xml'), {
    open: (name) => {
      if (name === 'si') current = '';
      else if (name === 't') inText = !inReading;
      else if (name === 'rPh') inReading = true;
    },
    text: (text) => {
      if (inText) current += text;
    },
    close: (name) => {
      if (name === 't') inText = false;
      else if (name === 'rPh') inReading = false;
      else if (name === 'si') strings.push(current);
    },
  });
  return strings;
}

/** Built-in formats that show a day. */
const DAY_FORMATS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** What the format of a cell says of the number in it. */
interface NumberStyle {
  readonly isDay: boolean;
  /** What is shown before the number, and to how many digits zeros fill it up; 0 for a format of any other kind. */
  readonly before: string;
  readonly digits: number;
}

const PLAIN: NumberStyle = { isDay: false, before: '', digits: 0 };

/** The styles of cells, by their number. */
function readStyles(archive: Archive): readonly NumberStyle[] {
  const styles: NumberStyle[] = [];
  if (!archive.names.includes('xl/styles.xml')) return styles;
  const own = new Map<number, NumberStyle>();
  let inCellStyles = false;
  readXmlText(xml(archive, 'xl/styles.xml'), {
    open: (name, attributes) => {
      if (name === 'cellXfs') inCellStyles = true;
      else if (name === 'numFmt')
        own.set(Number(attributes.get('numFmtId')), styleOf(attributes.get('formatCode') ?? ''));
      else if (name === 'xf' && inCellStyles) {
        const format = Number(attributes.get('numFmtId') ?? 0);
        styles.push(DAY_FORMATS.has(format) ? { ...PLAIN, isDay: true } : (own.get(format) ?? PLAIN));
      }
    },
    text: () => {},
    close: (name) => {
      if (name === 'cellXfs') inCellStyles = false;
    },
  });
  return styles;
}

/** Tags and serial numbers that somebody typed as numbers are shown with their zeros: `000000`, `"BM-"000000`. */
function styleOf(format: string): NumberStyle {
  if (showsDay(format)) return { ...PLAIN, isDay: true };
  const zeros = /^(?:"([^"]{1,20})")?(0{1,20})$/.exec(format);
  return zeros === null ? PLAIN : { isDay: false, before: zeros[1] ?? '', digits: zeros[2]?.length ?? 0 };
}

/** A format of the workbook's own with a day and a year in it, apart from words in quotes, colours and locales. */
function showsDay(format: string): boolean {
  const bare = format.slice(0, 200).replace(/"[^"]*"|\[[^[\]]*\]|\\./g, '');
  return /[dj]/i.test(bare) && /[yja]/i.test(bare);
}

interface Surroundings {
  readonly strings: readonly string[];
  readonly styles: readonly NumberStyle[];
  readonly from1904: boolean;
  readonly limits: WorkbookLimits;
}

function readSheet(text: string, { strings, styles, from1904, limits }: Surroundings) {
  const cells = new Cells(limits);
  const merged: [number, number, number, number][] = [];
  let [row, column, type, style, value, formulas] = [-1, -1, '', PLAIN, '', 0];
  let [inValue, inReading] = [false, false];
  readXmlText(text, {
    open: (name, attributes) => {
      if (name === 'row') {
        row = attributes.has('r') ? Number(attributes.get('r')) - 1 : row + 1;
        column = -1;
      } else if (name === 'c') {
        const at = /^([A-Z]{1,3})(\d{1,7})$/.exec(attributes.get('r') ?? '');
        column = at === null ? column + 1 : columnOf(at[1] ?? '');
        if (at !== null) row = Number(at[2]) - 1;
        type = attributes.get('t') ?? 'n';
        style = styles[Number(attributes.get('s') ?? -1)] ?? PLAIN;
        value = '';
      } else if (name === 'f') {
        formulas += 1;
        cells.markFormula(row, column);
      } else if (name === 'rPh') inReading = true;
      else if (name === 'v' || name === 't') inValue = !inReading;
      else if (name === 'mergeCell') {
        const range = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(attributes.get('ref') ?? '');
        if (range !== null && merged.length < 10_000) {
          merged.push([Number(range[2]) - 1, columnOf(range[1] ?? ''), Number(range[4]) - 1, columnOf(range[3] ?? '')]);
        }
      }
    },
    text: (piece) => {
      if (inValue) value += piece;
    },
    close: (name) => {
      if (name === 'v' || name === 't') inValue = false;
      else if (name === 'rPh') inReading = false;
      else if (name === 'c') cells.set(row, column, shown(type, value, style));
    },
  });
  for (const [top, left, bottom, right] of merged) cells.merge(top, left, bottom, right);
  return { cells, formulas };

  function shown(kind: string, cached: string, { isDay, before, digits }: NumberStyle): string {
    if (kind === 's') return strings[Number(cached)] ?? '';
    if (kind === 'b') return cached === '1' ? 'TRUE' : 'FALSE';
    if (kind === 'e') return '';
    if (kind !== 'n' || cached === '') return cached;
    if (isDay) return dayOfSerial(Number(cached), from1904) ?? cached;
    return digits > 0 && /^\d{1,15}$/.test(cached) ? before + cached.padStart(digits, '0') : cached;
  }
}

/** `A` is 0. */
function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** The day of a serial number; its time of the day is left away. */
function dayOfSerial(serial: number, from1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 1 || serial > 2_958_465) return null;
  // Excel counts a 29 February 1900 that never was; from March 1900 on its zero is 1899-12-30.
  const days = Math.floor(serial) + (from1904 ? 1462 : 0);
  return new Date(Date.UTC(1899, 11, 30 + days)).toISOString().slice(0, 10);
}
