import type { Column, Content } from 'pdfmake/interfaces';
import type { Words } from '../words/words.ts';
import { type ChecklistDocument, type DocumentSection, issueText, sectionCount } from './checklist-document.ts';
import { controlBlock } from './checklist-pdf-control.ts';
import { checklistCover } from './checklist-pdf-cover.ts';
import { checklistSignatures } from './checklist-pdf-signatures.ts';
import { COLOURS, cleanLine, type DocumentOptions, proofText } from './document-look.ts';
import { pageFoot, rule } from './pdf-drawing.ts';
import type { PdfPrinter } from './pdf-printer.ts';
import { tagged } from './pdf-structure.ts';

const MARGIN = 48;
const WIDTH = 595.28 - 2 * MARGIN;
/** Of the title in the head of a page. */
const LEFT = 200;

/** A4 portrait: cover with the result, all controls by section, signatures. Blank to be ticked on paper, or filled. */
export function checklistToPdf(
  checklist: ChecklistDocument,
  options: DocumentOptions & { readonly printer: PdfPrinter },
): Promise<Uint8Array> {
  const { words, printer, createdAt } = options;
  const product = words.t('product');
  const title = cleanLine(checklist.title, 110);
  const running = {
    title: cleanLine(checklist.title, 45),
    issue: cleanLine(issueText(checklist, words), 36),
    organisation: cleanLine(checklist.organisation, 36),
  };
  const version = words.t('checklistDocument.templateText', { ...checklist.template });
  const foot = [words.t('report.madeWith', { product }), cleanLine(version, 70)].join('  ·  ');
  return printer.print(
    {
      pageMargins: [MARGIN, 52, MARGIN, 46],
      header: (page: number) => runningHead(running, page === 1),
      footer: (page: number, pages: number) =>
        pageFoot(foot, words.t('report.page', { page, pages }), MARGIN, proofText(options)),
      content: [
        ...checklistCover(checklist, title, WIDTH, words),
        ...checklist.sections.flatMap((section, index) => sectionBlocks(section, checklist.filled, index === 0, words)),
        { text: words.t('checklistDocument.markNote'), fontSize: 7.5, color: COLOURS.faint, margin: [0, 4, 0, 0] },
        checklistSignatures(checklist, WIDTH, words),
      ],
    },
    { title: checklist.title, organisation: checklist.organisation, product, locale: words.locale, createdAt },
  );
}

interface RunningHead {
  readonly title: string;
  readonly issue: string;
  readonly organisation: string;
}

/** The cover has the title large, so that its head only says which case and which issue. */
function runningHead({ title, issue, organisation }: RunningHead, cover: boolean): Content {
  const left: Column = { text: cover ? '' : title, bold: true, width: cover ? 0 : LEFT };
  const right = [issue, ...(cover ? [] : [organisation])].filter((text) => text !== '').join('  ·  ');
  return {
    margin: [MARGIN, 26, MARGIN, 0],
    fontSize: 7.5,
    color: COLOURS.muted,
    columns: [left, { text: right, alignment: 'right', width: WIDTH - 8 - (cover ? 0 : LEFT) }],
    columnGap: 8,
  };
}

function sectionBlocks(section: DocumentSection, filled: boolean, first: boolean, words: Words): Content[] {
  const { answered, applying } = sectionCount(section);
  const count = filled
    ? words.t('checklistDocument.sectionAnswered', { answered, total: applying })
    : words.t('checklistDocument.sectionControls', { count: section.controls.length });
  const heading: Content = {
    stack: [
      tagged(
        {
          columns: [
            {
              text: `${cleanLine(section.code, 8)} `,
              id: `section-${section.code}`,
              bold: true,
              fontSize: 13,
              color: COLOURS.accent,
              width: 26,
            },
            {
              text: `${cleanLine(section.title)} `,
              bold: true,
              fontSize: 13,
              width: WIDTH - 26 - 90 - 8,
              outline: true,
              outlineText: `${cleanLine(section.code, 8)} ${cleanLine(section.title)}`,
            },
            { text: count, alignment: 'right', fontSize: 8.5, color: COLOURS.muted, width: 90, margin: [0, 4, 0, 0] },
          ],
          columnGap: 4,
        },
        'H2',
      ),
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
