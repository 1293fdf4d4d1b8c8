import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pdfmake from 'pdfmake';
import type { TDocumentDefinitions } from 'pdfmake/interfaces';
import type { Instant } from '../domain/day.ts';
import { asDate, COLOURS, cleanLine } from './document-look.ts';

/** Turns a page description into a PDF file. Made by {@link createPdfPrinter}. */
export interface PdfPrinter {
  print(definition: TDocumentDefinitions, properties: PdfProperties): Promise<Uint8Array>;
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
    async print(definition, properties) {
      // The library keeps these for the whole process: set before each document, read before the first await.
      pdfmake.setFonts({ Inter: { ...files } });
      pdfmake.setUrlAccessPolicy(() => false);
      pdfmake.setLocalAccessPolicy((path) => allowed.has(path));
      const document = pdfmake.createPdf({
        pageSize: 'A4',
        version: '1.7',
        language: properties.locale,
        displayTitle: true,
        ...definition,
        defaultStyle: { font: 'Inter', fontSize: 9, lineHeight: 1.15, color: COLOURS.text, ...definition.defaultStyle },
        info: {
          title: cleanLine(properties.title),
          author: cleanLine(properties.organisation),
          creator: properties.product,
          producer: properties.product,
          creationDate: asDate(properties.createdAt),
        },
      });
      return new Uint8Array(await document.getBuffer());
    },
  };
}

function fontFiles(fontsDir: string | undefined): { normal: string; bold: string } {
  if (fontsDir !== undefined)
    return { normal: join(fontsDir, FONT_FILES.normal), bold: join(fontsDir, FONT_FILES.bold) };
  const root = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/inter/package.json'));
  return { normal: join(root, '400Regular', FONT_FILES.normal), bold: join(root, '600SemiBold', FONT_FILES.bold) };
}
