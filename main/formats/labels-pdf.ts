import type { Content } from 'pdfmake/interfaces';
import { type LabelCode, type LabelLayout, labelPlaces, pageSize } from '../domain/label.ts';
import { cleanLine, type DocumentOptions } from './document-look.ts';
import { drawLabel, type Label } from './label-drawing.ts';
import type { PageDescription, PdfPrinter } from './pdf-printer.ts';

/** Labels to be printed, as plain data. */
export interface LabelsDocument {
  readonly title: string;
  readonly organisation: string;
  readonly layout: LabelLayout;
  readonly code: LabelCode;
  /** Place of the first label on a sheet that was begun, from 1. */
  readonly start: number;
  readonly labels: readonly Label[];
}

/** Points of a millimetre. */
const POINTS = 72 / 25.4;

/** Sheets of labels, or a page a label; codes are drawn as areas and not as pictures, so that every printer prints them sharp. */
export async function labelsToPdf(
  { title, organisation, layout, code, start, labels }: LabelsDocument,
  { words, createdAt, printer }: DocumentOptions & { readonly printer: PdfPrinter },
): Promise<Uint8Array> {
  const page = pageSize(layout);
  const places = labelPlaces(layout, labels.length, start);
  const content: Content[] = [];
  let shown = 0;
  labels.forEach((label, index) => {
    const place = places[index];
    if (place === undefined) return;
    if (place.page !== shown) content.push({ text: '', fontSize: 1, pageBreak: 'before' });
    shown = place.page;
    content.push(...labelContent(label, layout, code, place));
  });
  const definition: PageDescription = {
    pageSize: { width: page.width * POINTS, height: page.height * POINTS },
    pageMargins: 0,
    content,
    defaultStyle: { lineHeight: 1, color: '#000000' },
  };
  return printer.print(definition, {
    title,
    organisation,
    product: words.t('product'),
    locale: words.locale,
    createdAt,
  });
}

function labelContent(
  label: Label,
  layout: LabelLayout,
  code: LabelCode,
  at: { readonly x: number; readonly y: number },
): Content[] {
  const drawn = drawLabel(label, layout, code);
  const texts = drawn.lines.map(
    ({ text, x, y, size, bold }): Content => ({
      text: cleanLine(text, 200),
      bold,
      fontSize: size * POINTS,
      noWrap: true,
      absolutePosition: { x: (at.x + x) * POINTS, y: (at.y + y) * POINTS },
    }),
  );
  if (drawn.code === null) return texts;
  const { path, columns, rows, x, y, width, height } = drawn.code;
  return [
    {
      svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${columns} ${rows}" preserveAspectRatio="none"><path d="${path}" fill="#000000"/></svg>`,
      width: width * POINTS,
      height: height * POINTS,
      absolutePosition: { x: (at.x + x) * POINTS, y: (at.y + y) * POINTS },
    },
    ...texts,
  ];
}
