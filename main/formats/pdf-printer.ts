import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { DynamicContent, TDocumentDefinitions } from 'pdfmake/interfaces';
import pageSizes from 'pdfmake/js/PageSize.js';
import documents, { type PdfDocument, type PdfFont } from 'pdfmake/js/PDFDocument.js';
import drawings from 'pdfmake/js/SVGMeasure.js';
import type { Instant } from '../domain/day.ts';
import { asDate, COLOURS, cleanLine } from './document-look.ts';
import { classOf, StructuredLayout, StructuredRenderer, writeStructure } from './pdf-structure.ts';

/** A document as it is described: what stands on every page, and what flows over them. */
export type PageDescription = Pick<
  TDocumentDefinitions,
  'pageSize' | 'pageOrientation' | 'pageMargins' | 'content' | 'defaultStyle' | 'header' | 'footer'
>;

/** Turns a page description into a PDF file. Made by {@link createPdfPrinter}. */
export interface PdfPrinter {
  print(description: PageDescription, properties: PdfProperties): Promise<Uint8Array>;
}

/** The properties that a PDF viewer shows. No user and no path is ever among them. */
export interface PdfProperties {
  readonly title: string;
  readonly organisation: string;
  readonly product: string;
  readonly locale: string;
  readonly createdAt: Instant;
}

/** Where the fonts are. A packaged program passes its own folder, with both files directly in it. */
export interface PdfPrinterOptions {
  readonly fontsDir?: string;
}

/** Runs of glyphs that a font remembers, and how long a text of them may be: figures and days, not sentences. */
const REMEMBERED = { runs: 20_000, length: 40 };

/**
 * A document whose fonts remember how they shaped a short text. The library remembers words, but nothing that is set in figures
 * of one width; and a table asks for each text when it is measured and again when it is drawn.
 */
class Document extends classOf(documents) {
  readonly #fonts = new WeakSet<PdfFont>();

  override provideFont(family: string, bold: boolean, italics: boolean): PdfFont {
    const font = super.provideFont(family, bold, italics);
    if (this.#fonts.has(font)) return font;
    this.#fonts.add(font);
    const shape = font.layoutRun.bind(font);
    const runs = new Map<string, object>();
    font.layoutRun = (text, features) => {
      if (features === undefined || text.length > REMEMBERED.length) return shape(text, features);
      const key = `${features.join()} ${text}`;
      const known = runs.get(key);
      if (known !== undefined) return known;
      if (runs.size === REMEMBERED.runs) runs.clear();
      const run = shape(text, features);
      runs.set(key, run);
      return run;
    };
    return font;
  }
}
const Measure = classOf(drawings);

/** The font files that a folder passed to {@link createPdfPrinter} must hold. */
export const FONT_FILES = { normal: 'Inter_400Regular.ttf', bold: 'Inter_600SemiBold.ttf' } as const;

/**
 * Makes a printer with Inter embedded as a subset. Nothing but the font files is read and nothing is fetched,
 * whatever a text contains. @throws Error when a font file is missing.
 */
export function createPdfPrinter(options: PdfPrinterOptions = {}): PdfPrinter {
  const files = fontFiles(options.fontsDir);
  for (const file of Object.values(files)) if (!existsSync(file)) throw new Error('a font file of the PDF is missing');
  const allowed = new Set<string>(Object.values(files));
  return {
    async print(description, properties) {
      const size = pageSizes.normalizePageSize(description.pageSize ?? 'A4', description.pageOrientation);
      const document = new Document(
        { Inter: { ...files } },
        {},
        {},
        {},
        {
          size: [size.width, size.height],
          pdfVersion: '1.7',
          tagged: true,
          displayTitle: true,
          compress: true,
          lang: properties.locale,
          fontLayoutCache: true,
          bufferPages: false,
          autoFirstPage: false,
          info: {
            Title: cleanLine(properties.title),
            Author: cleanLine(properties.organisation),
            Creator: properties.product,
            Producer: properties.product,
            CreationDate: asDate(properties.createdAt),
          },
          font: null,
        },
        null,
        (path) => allowed.has(path),
      );
      const layout = new StructuredLayout(
        size,
        pageSizes.normalizePageMargin(description.pageMargins ?? 40),
        new Measure(),
      );
      const style = { font: 'Inter', fontSize: 9, lineHeight: 1.15, color: COLOURS.text, ...description.defaultStyle };
      const { content } = description;
      const [header, footer] = [onEveryPage(description.header), onEveryPage(description.footer)];
      const pages = layout.layoutDocument(content, document, {}, style, undefined, header, footer);
      new StructuredRenderer(document).renderPages(pages);
      writeStructure(document, layout.root);
      return bytesOf(document);
    },
  };
}

function onEveryPage(part: TDocumentDefinitions['header']): DynamicContent | undefined {
  return part === undefined || typeof part === 'function' ? part : () => part;
}

function bytesOf(document: PdfDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    document.on('data', (chunk) => chunks.push(chunk));
    document.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    document.on('error', reject);
    document.end();
  });
}

function fontFiles(fontsDir: string | undefined): { normal: string; bold: string } {
  if (fontsDir !== undefined)
    return { normal: join(fontsDir, FONT_FILES.normal), bold: join(fontsDir, FONT_FILES.bold) };
  const root = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/inter/package.json'));
  return { normal: join(root, '400Regular', FONT_FILES.normal), bold: join(root, '600SemiBold', FONT_FILES.bold) };
}
