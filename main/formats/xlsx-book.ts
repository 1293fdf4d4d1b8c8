import type { Cell, Fill, Font, Workbook, Worksheet } from '@cj-tech-master/excelts';
import type { Day } from '../domain/day.ts';
import {
  asDate,
  COLOURS,
  cleanLine,
  cleanText,
  clip,
  type DocumentOptions,
  TONE_LOOK,
  type Tone,
} from './document-look.ts';

/** What Excel can hold in one cell. */
export const CELL_LIMIT = 32_767;

/** A colour as a workbook wants it: `FF16202A` for `#16202a`. */
export function argb(colour: string): string {
  return `FF${colour.slice(1).toUpperCase()}`;
}

/** An even fill. */
export function fillOf(colour: string): Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb: argb(colour) } };
}

/** A font of the documents. Calibri stands in where Inter is not installed: the file cannot carry its font. */
export function fontOf(colour: string, changes: Partial<Font> = {}): Partial<Font> {
  return { name: 'Calibri', size: 11, color: { argb: argb(colour) }, ...changes };
}

/** Font and fill of a status cell. */
export function toneStyle(tone: Tone): { font: Partial<Font>; fill: Fill } {
  const { colour, tint } = TONE_LOOK[tone];
  return { font: fontOf(colour, { bold: true }), fill: fillOf(tint) };
}

/**
 * A text for a cell: cleaned and within Excel's limit. As the library gets a bare string it writes a string cell,
 * never a formula and never a link.
 */
export function cellString(text: string): string {
  return clip(cleanText(text), CELL_LIMIT);
}

/** Puts a text into a cell as {@link cellString} gives it; answers the cell. */
export function put(cell: Cell, text: string): Cell {
  cell.value = cellString(text);
  return cell;
}

/** How many lines a text takes in a column that is so many characters wide. */
export function linesIn(text: string, width: number): number {
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length * 1.08) / width)), 0);
}

/** Points that a row needs for the most lines of its cells: rows do not grow in a file that was never opened. Excel allows 409. */
export function heightOf(lines: readonly number[]): number {
  return Math.min(409, Math.max(...lines) * 15 + 4);
}

/** Midnight in UTC, which a workbook shows as this very day in every time zone. */
export function cellDate(on: Day): Date {
  return new Date(`${on}T00:00:00.000Z`);
}

/** A name that Excel takes for a sheet: at most 31 characters, none of `[]:*?/\`, no quote at an end, not taken. */
export function sheetName(text: string, fallback: string, taken: readonly string[] = []): string {
  const name = cleanLine(text)
    .replace(/[[\]:*?/\\]/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 31)
    .replace(/^[' ]+|(?<![' ])[' ]+$|[\ud800-\udbff]$/g, '');
  const refused = ['', 'history', ...taken.map((other) => other.toLowerCase())];
  return refused.includes(name.toLowerCase()) ? fallback : name;
}

/** An empty workbook that names the organisation and no person. */
export async function newBook(
  title: string,
  organisation: string,
  { words, createdAt }: DocumentOptions,
): Promise<Workbook> {
  // Four hundred files, loaded by who writes a workbook and not by each command and each thread.
  const { Workbook } = await import('@cj-tech-master/excelts');
  const book = new Workbook();
  book.creator = words.t('product');
  book.lastModifiedBy = words.t('product');
  book.title = cleanLine(title);
  book.company = cleanLine(organisation);
  book.created = asDate(createdAt);
  book.modified = asDate(createdAt);
  return book;
}

/** The workbook as a file. */
export async function bookBytes(book: Workbook): Promise<Uint8Array> {
  const at = book.created;
  // The container's times are local ones without a zone. Reading UTC as local time gives the same bytes everywhere.
  const modTime = new Date(
    at.getUTCFullYear(),
    at.getUTCMonth(),
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
  );
  return new Uint8Array(await book.xlsx.writeBuffer({ validate: false, zip: { modTime, timestamps: 'dos' } }));
}

/** A4, margins, the page numbers at the foot. The ampersand is Excel's escape character there, so it is doubled. */
export function setUpPage(sheet: Worksheet, orientation: 'portrait' | 'landscape', left: string, pageOf: string): void {
  sheet.pageSetup = {
    ...sheet.pageSetup,
    paperSize: 9,
    orientation,
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
  };
  // Excel takes 255 characters for a footer. The space parts the size (8 points) from a text that begins with a digit.
  sheet.headerFooter.oddFooter = `&L&8 ${cleanLine(left, 100).replaceAll('&', '&&')}&R&8 ${pageOf}`;
}

/** "Page x of y" in Excel's own codes. */
export function pageCodes({ words }: DocumentOptions): string {
  return words.t('report.page', { page: '&P', pages: '&N' });
}

/** A heading row: bold on a quiet band with a line below. */
export function styleHeading(sheet: Worksheet, row: number, aligns: readonly ('left' | 'right')[]): void {
  aligns.forEach((horizontal, index) => {
    const cell = sheet.getCell(row, index + 1);
    cell.font = fontOf(COLOURS.muted, { bold: true });
    cell.fill = fillOf(COLOURS.band);
    cell.alignment = { horizontal, vertical: 'middle', wrapText: true };
    cell.border = { bottom: { style: 'thin', color: { argb: argb(COLOURS.lineStrong) } } };
  });
}
