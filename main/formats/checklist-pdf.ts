import type { Column, Content } from 'pdfmake/interfaces';
import type { Words } from '../words/words.ts';
import { type ChecklistDocument, type DocumentSection, sectionCount } from './checklist-document.ts';
import { controlBlock } from './checklist-pdf-control.ts';
import { checklistCover } from './checklist-pdf-cover.ts';
import { COLOURS, cleanLine, type DocumentOptions, proofText } from './document-look.ts';
import { pageFoot, rule } from './pdf-drawing.ts';
import type { PdfPrinter } from './pdf-printer.ts';

const MARGIN = 48;
const WIDTH = 595.28 - 2 * MARGIN;

/** A4 portrait: cover with the result, all controls by section, signatures. Blank to be ticked on paper, or filled. */
export function checklistToPdf(
  checklist: ChecklistDocument,
  options: DocumentOptions & { readonly printer: PdfPrinter },
): Promise<Uint8Array> {
  const { words, printer, createdAt } = options;
  const product = words.t('product');
  const title = cleanLine(checklist.title, 110);
  const runningTitle = cleanLine(checklist.title, 70);
  const organisation = cleanLine(checklist.organisation, 60);
  const version = words.t('checklistDocument.templateText', { ...checklist.template });
  const foot = [words.t('report.madeWith', { product }), cleanLine(version, 80)].join('  ·  ');
  return printer.print(
    {
      pageMargins: [MARGIN, 52, MARGIN, 46],
      header: (page: number) => (page === 1 ? null : runningHead(runningTitle, organisation)),
      footer: (page: number, pages: number) =>
        pageFoot(foot, words.t('report.page', { page, pages }), MARGIN, proofText(options)),
      content: [
        ...checklistCover(checklist, title, WIDTH, words),
        ...checklist.sections.flatMap((section, index) => sectionBlocks(section, checklist.filled, index === 0, words)),
        { text: words.t('checklistDocument.markNote'), fontSize: 7.5, color: COLOURS.faint, margin: [0, 4, 0, 0] },
        signatures(words),
      ],
    },
    { title: checklist.title, organisation: checklist.organisation, product, locale: words.locale, createdAt },
  );
}

function runningHead(title: string, organisation: string): Content {
  return {
    margin: [MARGIN, 26, MARGIN, 0],
    fontSize: 7.5,
    color: COLOURS.muted,
    columns: [
      { text: title, bold: true, width: '*' },
      { text: organisation, alignment: 'right', width: 200 },
    ],
  };
}

function sectionBlocks(section: DocumentSection, filled: boolean, first: boolean, words: Words): Content[] {
  const { answered, applying } = sectionCount(section);
  const count = filled
    ? words.t('checklistDocument.sectionAnswered', { answered, total: applying })
    : words.t('checklistDocument.sectionControls', { count: section.controls.length });
  const heading: Content = {
    stack: [
      {
        columns: [
          {
            text: cleanLine(section.code, 8),
            id: `section-${section.code}`,
            bold: true,
            fontSize: 13,
            color: COLOURS.accent,
            width: 26,
          },
          { text: cleanLine(section.title), bold: true, fontSize: 13, width: '*' },
          { text: count, alignment: 'right', fontSize: 8.5, color: COLOURS.muted, width: 90, margin: [0, 4, 0, 0] },
        ],
        columnGap: 4,
      },
      { canvas: [rule(WIDTH, COLOURS.accent, 1)], margin: [0, 3, 0, 0] },
    ],
    margin: [0, first ? 0 : 10, 0, 0],
  };
  if (section.controls.length === 0) return [heading];
  return section.controls.map((control, index) => {
    const { content, lines } = controlBlock(control, { filled, width: WIDTH, words });
    return {
      // The heading goes with its first control. What may be taller than a page has to be allowed to break.
      stack: index === 0 ? [heading, content] : [{ canvas: [rule(WIDTH)] }, content],
      unbreakable: lines < 40,
      ...(first && index === 0 ? { pageBreak: 'before' as const } : {}),
    };
  });
}

function signatures(words: Words): Content {
  const gap = 28;
  const width = (WIDTH - gap) / 2;
  const party = (heading: string, states: string): Column => ({
    width,
    stack: [
      { text: heading, bold: true, fontSize: 10 },
      { text: states, fontSize: 8.5, color: COLOURS.muted, margin: [0, 2, 0, 6] },
      ...(['name', 'role', 'date', 'sign'] as const).map(
        (field): Content => ({
          columns: [
            { text: words.t(`checklistDocument.signature.${field}`), width: 52, color: COLOURS.muted, fontSize: 8.5 },
            { canvas: [rule(width - 56, COLOURS.lineStrong)], width: '*', margin: [0, 10, 0, 0] },
          ],
          columnGap: 4,
          margin: [0, field === 'sign' ? 20 : 9, 0, 0],
        }),
      ),
    ],
  });
  return {
    unbreakable: true,
    stack: [
      { text: words.t('checklistDocument.signature.heading'), bold: true, fontSize: 13, margin: [0, 18, 0, 0] },
      { canvas: [rule(WIDTH, COLOURS.accent, 1)], margin: [0, 3, 0, 8] },
      {
        columns: [
          party(words.t('checklistDocument.signature.vendor'), words.t('checklistDocument.signature.vendorStates')),
          party(words.t('checklistDocument.signature.hospital'), words.t('checklistDocument.signature.hospitalStates')),
        ],
        columnGap: gap,
      },
    ],
  };
}
