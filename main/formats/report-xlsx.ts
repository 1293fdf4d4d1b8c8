import type { Alignment, Cell as SheetCell, Style, Workbook } from '@cj-tech-master/excelts';
import { COLOURS, cleanLine, type DocumentOptions, proofText, TONE_LOOK, TONES, type Tone } from './document-look.ts';
import { type Cell, cellDay, type ReportColumn, type ReportSection, type ReportTable } from './report-table.ts';
import {
  argb,
  bookBytes,
  cellDate,
  cellString,
  fontOf,
  newBook,
  pageCodes,
  setUpPage,
  sheetName,
  styleHeading,
  toneStyle,
} from './xlsx-book.ts';

/** The whole sheet is as wide as this many characters when it is printed. */
const SHEET_CHARACTERS = 150;

/** A workbook with a sheet of figures and a sheet of rows. All is text, number or date; nothing is a formula. */
export async function reportToXlsx(report: ReportTable, options: DocumentOptions): Promise<Uint8Array> {
  const book = await newBook(report.title, report.organisation, options);
  addSummary(book, report, options);
  const summary = options.words.t('report.summarySheet');
  const taken = [summary];
  for (const section of [report, ...(report.further ?? [])]) taken.push(addRows(book, report, section, taken, options));
  return bookBytes(book);
}

function addSummary(book: Workbook, report: ReportTable, options: DocumentOptions): void {
  const { words } = options;
  const sheet = book.addWorksheet(words.t('report.summarySheet'));
  sheet.getColumn(1).width = 44;
  sheet.getColumn(2).width = 22;
  let line = 0;
  const put = (text: string, font = fontOf(COLOURS.muted)): SheetCell => {
    line += 1;
    const cell = sheet.getCell(line, 1);
    cell.value = cellString(text);
    cell.font = font;
    return cell;
  };
  put(report.organisation, fontOf(COLOURS.accent, { bold: true }));
  put(report.title, fontOf(COLOURS.text, { bold: true, size: 18 }));
  if (report.subtitle !== '') put(report.subtitle);
  put(words.t('report.asOf', { day: words.day(report.asOf) }));
  line += 1;
  for (const { label, value, tone } of report.summary) {
    const cell = put(tone === null ? label : `${TONE_LOOK[tone].character} ${cleanLine(label)}`, fontOf(COLOURS.text));
    const figure = sheet.getCell(line, 2);
    // A plain count stays a number, so that it can be used further.
    figure.value = /^(0|[1-9]\d{0,14})$/.test(value) ? Number(value) : cellString(value);
    figure.font = fontOf(COLOURS.text, { bold: true });
    figure.alignment = { horizontal: 'right' };
    if (tone !== null) Object.assign(cell, toneStyle(tone));
    for (const each of [cell, figure]) each.border = { bottom: { style: 'thin', color: { argb: argb(COLOURS.line) } } };
  }
  const proof = proofText(options);
  for (const texts of [report.notes, report.footer, proof === '' ? [] : [proof]]) {
    if (texts.length > 0) line += 1;
    for (const text of texts) {
      put(text).alignment = { wrapText: true, vertical: 'top' };
      sheet.mergeCells(line, 1, line, 2);
    }
  }
  setUpPage(sheet, 'portrait', report.title, pageCodes(options));
}

/** A sheet of one table; returns its name. */
function addRows(
  book: Workbook,
  { title, organisation }: ReportTable,
  report: ReportSection,
  taken: readonly string[],
  options: DocumentOptions,
): string {
  const { words } = options;
  const name = sheetName(report.title, `${words.t('report.dataSheet')} ${taken.length}`, taken);
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  const total = report.columns.reduce((sum, column) => sum + column.width, 0);
  report.columns.forEach((column, index) => {
    const share = (SHEET_CHARACTERS * column.width) / Math.max(total, 1);
    sheet.getColumn(index + 1).width = Math.min(80, Math.max(9, share, column.heading.length + 3));
  });
  sheet.addRow(report.columns.map((column) => cellString(column.heading)));
  styleHeading(
    sheet,
    1,
    report.columns.map((column) => column.align),
  );
  const styles = report.columns.map(columnStyles);
  for (const cells of report.rows) {
    const row = sheet.addRow(report.columns.map((_, index) => cellValue(cells[index] ?? null, words.partialDay)));
    report.columns.forEach((_, index) => {
      const style = styles[index]?.(cells[index] ?? null);
      if (style !== undefined) row.getCell(index + 1).style = style;
    });
  }
  const last = Math.max(1, report.columns.length);
  sheet.autoFilter = { from: { row: 1, col: 1 }, to: { row: report.rows.length + 1, col: last } };
  setUpPage(sheet, 'landscape', `${title} · ${organisation}`, pageCodes(options));
  sheet.pageSetup.printTitlesRow = '1:1';
  return name;
}

function cellValue(
  cell: Cell,
  partialDay: (value: ReturnType<typeof cellDay>) => string,
): string | number | Date | null {
  if (cell === null) return null;
  if (typeof cell === 'string') return cellString(cell);
  if (typeof cell === 'number') return cell;
  if (cell.kind === 'status') return cellString(`${TONE_LOOK[cell.tone].character} ${cell.text}`);
  if (cell.kind === 'money') return Number(cell.amount);
  const value = cellDay(cell);
  if (cell.text !== undefined && cell.text !== partialDay(value)) return cellString(cell.text);
  return value.precision === 'day' ? cellDate(value.on) : cellString(partialDay(value));
}

/** Styles are made once a column and shared by its cells: a hundred thousand rows would otherwise hold as many. */
function columnStyles(column: ReportColumn): (cell: Cell) => Partial<Style> {
  const alignment: Partial<Alignment> = { horizontal: column.align, vertical: 'top', wrapText: column.kind === 'text' };
  const plain: Partial<Style> = { font: fontOf(COLOURS.text), alignment };
  const dated: Partial<Style> = { ...plain, numFmt: 'yyyy-mm-dd' };
  const money = new Map<string, Partial<Style>>();
  const toned = Object.fromEntries(TONES.map((tone) => [tone, { ...toneStyle(tone), alignment }])) as Record<
    Tone,
    Partial<Style>
  >;
  return (cell) => {
    if (cell === null || typeof cell !== 'object') return plain;
    if (cell.kind === 'status') return toned[cell.tone];
    if (cell.kind === 'day') return dated;
    const known = money.get(cell.currency) ?? {
      ...plain,
      numFmt: `#,##0.00 "${cell.currency.replace(/[^A-Z]/g, '')}"`,
    };
    money.set(cell.currency, known);
    return known;
  };
}
