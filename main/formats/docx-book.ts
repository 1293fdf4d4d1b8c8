import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  type ISectionOptions,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Instant } from '../domain/day.ts';
import { asDate, COLOURS, cleanLine, cleanText, clip, type DocumentOptions, proofText } from './document-look.ts';

/** Between the margins of a sheet of A4, in twentieths of a point. */
export const TEXT_WIDTH = 9866;
const PAGE = { width: 11906, height: 16838 } as const;
const MARGIN = { left: 1020, right: 1020, top: 1200, bottom: 1000, header: 560, footer: 480 } as const;
/** What a language is called where no country may be left out. */
const LANGUAGES: Readonly<Record<string, string>> = { en: 'en-GB' };
/** Longer texts than this stand whole in the workbook and in the JSON form. */
const TEXT_LIMIT = 8000;

/** How a text is set. Sizes in points. */
export interface TextLook {
  readonly bold?: boolean;
  readonly size?: number;
  readonly colour?: string;
}

/** A piece of text with its look. */
export type Piece = string | ({ readonly text: string } & TextLook);

/**
 * Runs of plain text: lines are broken where the text breaks them, and nothing in it is read as a field, a link or a mark of
 * the file.
 */
function runs(pieces: readonly Piece[]): TextRun[] {
  return pieces.flatMap((piece) => {
    const { text, bold = false, size, colour } = typeof piece === 'string' ? { text: piece } : piece;
    const look = {
      bold,
      ...(size === undefined ? {} : { size: size * 2 }),
      ...(colour === undefined ? {} : { color: colour.slice(1) }),
    };
    return clip(cleanText(text), TEXT_LIMIT)
      .split('\n')
      .map((line, index) => new TextRun({ text: line, ...look, ...(index === 0 ? {} : { break: 1 }) }));
  });
}

const LEVELS = {
  0: HeadingLevel.TITLE,
  1: HeadingLevel.HEADING_1,
  2: HeadingLevel.HEADING_2,
  3: HeadingLevel.HEADING_3,
} as const;

/** A paragraph of the document; `heading` 1 to 3 puts it into the outline, 0 is the title. */
export function paragraph(
  pieces: Piece | readonly Piece[],
  more: {
    readonly heading?: keyof typeof LEVELS;
    readonly before?: number;
    readonly after?: number;
    readonly right?: boolean;
    readonly newPage?: boolean;
  } = {},
): Paragraph {
  const { heading, before = 0, after = 0, right = false, newPage = false } = more;
  return new Paragraph({
    children: runs(typeof pieces === 'string' || 'text' in pieces ? [pieces] : pieces),
    ...(heading === undefined ? {} : { heading: LEVELS[heading] }),
    ...(right ? { alignment: AlignmentType.RIGHT } : {}),
    // A heading has its own distances.
    ...(heading === undefined ? { spacing: { before: before * 20, after: after * 20 } } : {}),
    keepNext: heading !== undefined,
    pageBreakBefore: newPage,
  });
}

/** A cell of a table; `fill` is its colour. */
export interface DocxCell {
  readonly content: readonly Paragraph[];
  readonly fill?: string;
}

/**
 * A table across the page. `widths` are twentieths of a point. With `head`, the first row is repeated on every page; rows
 * are not broken. Fine lines part the rows.
 */
export function table(
  rows: readonly (readonly DocxCell[])[],
  { widths, head = false }: { readonly widths: readonly number[]; readonly head?: boolean },
): Table {
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const line = { style: BorderStyle.SINGLE, size: 4, color: COLOURS.line.slice(1) };
  return new Table({
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: [...widths],
    layout: TableLayoutType.FIXED,
    margins: { top: 50, bottom: 50, left: 80, right: 80, marginUnitType: WidthType.DXA },
    borders: { top: line, bottom: line, left: none, right: none, insideHorizontal: line, insideVertical: none },
    rows: rows.map(
      (cells, index) =>
        new TableRow({
          cantSplit: true,
          tableHeader: head && index === 0,
          children: cells.map(
            ({ content, fill }, column) =>
              new TableCell({
                children: content,
                width: { size: widths[column] ?? 0, type: WidthType.DXA },
                ...(fill === undefined ? {} : { shading: { fill: fill.slice(1), color: 'auto', type: 'clear' } }),
              }),
          ),
        }),
    ),
  });
}

/** What stands at the head and at the foot of every page, and what the file says of itself. */
export interface DocxFrame {
  readonly title: string;
  readonly organisation: string;
  /** At the left and at the right of the head. */
  readonly head: readonly [string, string];
  readonly foot: string;
}

/** The document as a file. It names the organisation and no person; equal input gives equal bytes. */
export async function docxBytes(
  children: ISectionOptions['children'],
  frame: DocxFrame,
  options: DocumentOptions,
): Promise<Uint8Array> {
  const { words, createdAt } = options;
  const product = words.t('product');
  const small = { size: 15, color: COLOURS.muted.slice(1) };
  const tabStops = [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }];
  const [pageText = '', ofText = ''] = words.t('report.page', { page: '|', pages: '' }).split('|');
  const proof = proofText(options);
  const document = new Document({
    title: cleanLine(frame.title),
    creator: cleanLine(frame.organisation),
    lastModifiedBy: product,
    description: words.t('report.madeWith', { product }),
    revision: 1,
    styles: {
      default: {
        document: {
          run: {
            font: 'Calibri',
            size: 20,
            color: COLOURS.text.slice(1),
            language: { value: LANGUAGES[words.locale] ?? words.locale },
          },
        },
        title: headingStyle(44, 0, 160, COLOURS.text),
        heading1: headingStyle(26, 280, 100, COLOURS.accent),
        heading2: headingStyle(22, 220, 60, COLOURS.text),
        heading3: headingStyle(20, 140, 40, COLOURS.text),
      },
    },
    sections: [
      {
        properties: { page: { size: PAGE, margin: MARGIN } },
        headers: {
          default: new Header({
            children: [
              new Paragraph({
                tabStops,
                children: [
                  new TextRun({ text: cleanLine(frame.head[0], 60), bold: true, ...small }),
                  new TextRun({ text: `\t${cleanLine(frame.head[1], 70)}`, ...small }),
                ],
              }),
            ],
          }),
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                tabStops,
                children: [
                  new TextRun({ text: cleanLine(frame.foot, 90), ...small }),
                  new TextRun({
                    children: ['\t', pageText, PageNumber.CURRENT, ofText, PageNumber.TOTAL_PAGES],
                    ...small,
                  }),
                ],
              }),
              ...(proof === ''
                ? []
                : [new Paragraph({ children: [new TextRun({ text: proof, ...small, size: 13 })] })]),
            ],
          }),
        },
        children,
      },
    ],
  });
  return sameBytes(await Packer.pack(document, 'uint8array'), createdAt);
}

function headingStyle(size: number, before: number, after: number, colour: string) {
  return {
    run: { font: 'Calibri', size, bold: true, color: colour.slice(1) },
    paragraph: { spacing: { before, after }, keepNext: true },
  };
}

const FIRST_PART = '[Content_Types].xml';

/** The library writes the time of day into the file; here it is the one that was given, in an order that never changes. */
function sameBytes(bytes: Uint8Array, createdAt: Instant): Uint8Array {
  const parts = unzipSync(bytes);
  const at = asDate(createdAt);
  const core = parts['docProps/core.xml'];
  if (core) {
    const time = `${at.toISOString().slice(0, 19)}Z`;
    const text = strFromU8(core).replace(
      /(<dcterms:(?:created|modified)[^<>]*>)[^<]*/g,
      (_whole, start: string) => `${start}${time}`,
    );
    parts['docProps/core.xml'] = strToU8(text);
  }
  // The times of an archive are local ones without a zone: UTC read as local time gives the same bytes everywhere.
  const mtime = new Date(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes());
  // Readers that look only at the beginning of a file know a document by this part.
  const { [FIRST_PART]: first, ...rest } = parts;
  return zipSync({ ...(first ? { [FIRST_PART]: first } : {}), ...rest }, { mtime, level: 6 });
}
