import type { Column, Content, ContentTable, TableCell } from 'pdfmake/interfaces';
import { amountText, thousands } from '../domain/money.ts';
import { COLOURS, cleanLine, cleanText, clip, type DocumentOptions, proofText, TONE_LOOK } from './document-look.ts';
import { pageFoot, rule, shape, TABULAR } from './pdf-drawing.ts';
import { pictureContent } from './pdf-picture.ts';
import type { PdfPrinter } from './pdf-printer.ts';
import { tagged } from './pdf-structure.ts';
import { type Cell, cellDay, type ReportColumn, type ReportSection, type ReportTable } from './report-table.ts';

const MARGIN = 36;
/** Sides of A4. */
const A4 = { long: 841.89, short: 595.28 };
const PADDING = { x: 5, y: 3.4 };
const FONT_SIZE = 8;
/** Longer texts belong in a workbook; a page of one cell helps nobody. */
const CELL_LIMIT = 4000;
/** Rows of a table that is kept together with its heading. */
const SHORT_TABLE = 12;
/** Of a larger table only the rows are told apart: an element a cell would weigh more than the cell. */
const TAGGED_CELLS = 20_000;

interface Pen {
  /** Between the margins. */
  readonly width: number;
  readonly options: DocumentOptions;
  readonly numbers: Intl.NumberFormat;
}

/** A4, lying or upright, with the title block, the figures and the table; its heading is repeated on every page. */
export function reportToPdf(
  report: ReportTable,
  options: DocumentOptions & { readonly printer: PdfPrinter },
): Promise<Uint8Array> {
  const { words, printer, createdAt } = options;
  const width = (report.upright ? A4.short : A4.long) - 2 * MARGIN;
  const pen: Pen = { width, options, numbers: new Intl.NumberFormat(words.locale, { maximumFractionDigits: 4 }) };
  const asOf = words.t('report.asOf', { day: words.day(report.asOf) });
  const runningTitle = cleanLine(report.title, 90);
  const organisation = cleanLine(report.organisation, 80);
  const product = words.t('product');
  const foot = [words.t('report.madeWith', { product }), organisation, asOf]
    .filter((text) => text !== '')
    .join('  ·  ');
  return printer.print(
    {
      pageOrientation: report.upright ? 'portrait' : 'landscape',
      pageMargins: [MARGIN, 44, MARGIN, 40],
      header: (page: number) => (page === 1 ? null : runningHead(runningTitle, `${organisation}  ·  ${asOf}`)),
      footer: (page: number, pages: number) =>
        pageFoot(foot, words.t('report.page', { page, pages }), MARGIN, proofText(options)),
      content: [
        ...titleBlock(report, asOf, pen),
        ...figures(report, pen),
        ...lines(report.notes, [0, 0, 0, 8]),
        ...(report.picture ? pictureContent(report.picture, width, (value) => pen.numbers.format(value)) : []),
        report.rows.length === 0 ? nothing(words.t('report.noRows')) : table(report, pen),
        ...(report.further ?? []).flatMap((section) => furtherTable(section, pen)),
        ...lines(report.footer, [0, 10, 0, 0]),
      ],
    },
    { title: report.title, organisation: report.organisation, product, locale: words.locale, createdAt },
  );
}

function runningHead(title: string, right: string): Content {
  return {
    margin: [MARGIN, 20, MARGIN, 0],
    fontSize: 7.5,
    color: COLOURS.muted,
    columns: [
      { text: title, bold: true, width: '*' },
      { text: right, alignment: 'right', width: '*' },
    ],
  };
}

function titleBlock(report: ReportTable, asOf: string, { width }: Pen): Content[] {
  const subtitle = cleanText(report.subtitle);
  return [
    {
      columns: [
        { text: cleanLine(report.organisation, 120), color: COLOURS.accent, bold: true, fontSize: 9, width: '*' },
        { text: asOf, alignment: 'right', fontSize: 9, color: COLOURS.muted, width: 160 },
      ],
    },
    tagged(
      { text: cleanLine(report.title), bold: true, fontSize: 19, characterSpacing: -0.2, margin: [0, 4, 0, 1] },
      'H1',
    ),
    ...(subtitle === '' ? [] : [{ text: subtitle, fontSize: 9.5, color: COLOURS.muted }]),
    { canvas: [rule(width, COLOURS.lineStrong)], margin: [0, 9, 0, 10] },
  ];
}

/** The figures stand in rows of at most six, upright four, parted by fine lines as in the window. */
function figures(report: ReportTable, pen: Pen): Content[] {
  const most = report.upright ? 4 : 6;
  const rows: Content[] = [];
  for (let start = 0; start < report.summary.length; start += most) {
    const part = report.summary.slice(start, start + most);
    const cells = part.map(({ label, value, tone }): TableCell => {
      const mark: Column[] = tone === null ? [] : [{ canvas: shape(tone, 7), width: 7, margin: [0, 1.6, 0, 0] }];
      const colour = tone === null ? COLOURS.muted : TONE_LOOK[tone].colour;
      return {
        stack: [
          // An amount is longer than a count.
          {
            text: cleanLine(value, 24),
            bold: true,
            fontSize: value.length > 9 ? 11.5 : 17,
            fontFeatures: [...TABULAR],
          },
          {
            columns: [...mark, { text: cleanLine(label, 80), color: colour, width: '*' }],
            columnGap: 4,
            fontSize: 8.5,
          },
        ],
      };
    });
    const width = pen.width / part.length - 20.6;
    rows.push({
      table: { widths: part.map(() => width), body: [cells], dontBreakRows: true },
      layout: {
        hLineWidth: () => 0.6,
        vLineWidth: () => 0.6,
        hLineColor: () => COLOURS.line,
        vLineColor: () => COLOURS.line,
        paddingLeft: () => 10,
        paddingRight: () => 10,
        paddingTop: () => 6,
        paddingBottom: () => 6,
      },
      margin: [0, 0, 0, 10],
    });
  }
  return rows;
}

function lines(texts: readonly string[], margin: [number, number, number, number]): Content[] {
  const kept = texts.map(cleanText).filter((text) => text !== '');
  return kept.length === 0 ? [] : [{ stack: kept, fontSize: 8.5, color: COLOURS.muted, margin }];
}

function nothing(text: string): Content {
  return { text, color: COLOURS.muted, fontSize: 10, margin: [0, 12, 0, 0] };
}

/** A table with its heading above; an empty one says nothing. */
function furtherTable(section: ReportSection, pen: Pen): Content[] {
  if (section.rows.length === 0) return [];
  const heading = {
    text: cleanLine(section.title),
    bold: true,
    fontSize: 12,
    margin: [0, 16, 0, 6] as [number, number, number, number],
  };
  const parts = [tagged(heading, 'H2'), table(section, pen)];
  // A heading is never left alone below: a short table goes to the next page with it.
  return section.rows.length <= SHORT_TABLE && isLow(section, pen) ? [{ unbreakable: true, stack: parts }] : parts;
}

/** True where a table surely fits on one page. */
function isLow(section: ReportSection, pen: Pen): boolean {
  const longest = section.rows.map((row) => Math.max(0, ...row.map((cell) => cellText(cell, pen).length)));
  return longest.every((length) => length <= 200);
}

/** The columns that paper has room for. */
function onPaper(section: ReportSection): ReportSection {
  const kept = section.columns.flatMap(({ onPaper: wanted = true }, index) => (wanted ? [index] : []));
  if (kept.length === section.columns.length) return section;
  return {
    title: section.title,
    columns: kept.flatMap((index) => section.columns[index] ?? []),
    rows: section.rows.map((row) => kept.map((index) => row[index] ?? null)),
  };
}

function table(section: ReportSection, pen: Pen): ContentTable {
  const report = onPaper(section);
  const total = report.columns.reduce((sum, column) => sum + Math.max(column.width, 0.1), 0);
  const usable = pen.width - report.columns.length * 2 * PADDING.x;
  const widths = report.columns.map((column) => (usable * Math.max(column.width, 0.1)) / total);
  const heads: TableCell[] = report.columns.map((column) => ({
    text: cleanLine(column.heading, 60),
    bold: true,
    color: COLOURS.muted,
    fontSize: 7.5,
    alignment: column.align,
    fillColor: COLOURS.band,
  }));
  let tallest = 0;
  const body = report.rows.map((row) =>
    report.columns.map((column, index): TableCell => {
      const { content, text } = writeCell(row[index] ?? null, column, pen);
      tallest = Math.max(tallest, estimatedLines(text, widths[index] ?? 1));
      return content;
    }),
  );
  const set: ContentTable = {
    fontSize: FONT_SIZE,
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      // A row that is taller than a page would be lost if it might not be broken.
      dontBreakRows: tallest < 30,
      widths,
      body: [heads, ...body],
    },
    layout: {
      hLineWidth: (index) => (index === 0 ? 0 : index === 1 ? 0.8 : 0.5),
      vLineWidth: () => 0,
      hLineColor: (index) => (index === 1 ? COLOURS.lineStrong : COLOURS.line),
      paddingLeft: () => PADDING.x,
      paddingRight: () => PADDING.x,
      paddingTop: () => PADDING.y,
      paddingBottom: () => PADDING.y,
    },
  };
  return tagged(set, report.rows.length * report.columns.length <= TAGGED_CELLS ? 'Table' : 'L');
}

function writeCell(cell: Cell, column: ReportColumn, pen: Pen): { content: TableCell; text: string } {
  const text = clip(cleanText(cellText(cell, pen)), CELL_LIMIT);
  if (cell !== null && typeof cell === 'object' && cell.kind === 'status') {
    const { colour } = TONE_LOOK[cell.tone];
    const columns: Column[] = [
      { canvas: shape(cell.tone, 6.5), width: 6.5, margin: [0, 1.5, 0, 0] },
      { text, color: colour, bold: true, width: '*' },
    ];
    return { content: { columns, columnGap: 4 }, text };
  }
  // Figures of one width cost time (their layout is not remembered), so words are set without.
  const figures = column.kind !== 'text' || /^[\d .,:/-]+$/.test(text);
  return {
    content: { text, alignment: column.align, ...(figures ? { fontFeatures: [...TABULAR] } : {}) },
    text,
  };
}

function cellText(cell: Cell, { options: { words }, numbers }: Pen): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return numbers.format(cell);
  if (cell.kind === 'day') return cell.text ?? words.partialDay(cellDay(cell));
  if (cell.kind === 'status') return cell.text;
  const [whole = '', fraction = ''] = amountText(cell.amount).split('.');
  // Grouped as text: an amount is never a floating-point number. No-break space keeps the currency beside it.
  return `${thousands(whole)}.${fraction}\u00a0${cell.currency}`;
}

/** An upper guess of how many lines a text takes in a column. */
function estimatedLines(text: string, width: number): number {
  const perLine = Math.max(1, Math.floor(width / (FONT_SIZE * 0.62)));
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / perLine)), 0);
}
