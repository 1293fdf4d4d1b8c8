import type { Column, Content } from 'pdfmake/interfaces';
import type { Words } from '../words/words.ts';
import { type ChecklistDocument, type DocumentSignature, signatureLine } from './checklist-document.ts';
import { SIGNATURES_REFERENCE } from './checklist-pdf-cover.ts';
import { COLOURS, cleanLine, cleanText, clip, TONE_LOOK } from './document-look.ts';
import { rule } from './pdf-drawing.ts';
import { tagged } from './pdf-structure.ts';

/** Longer comments stand whole in the JSON form. */
const COMMENT_LIMIT = 1000;

/** The signatures that were given in the program, and room for those by hand. */
export function checklistSignatures({ signatures }: ChecklistDocument, width: number, words: Words): Content {
  const heading = words.t('checklistDocument.signature.heading');
  const gap = 28;
  const column = (width - gap) / 2;
  return {
    unbreakable: signatures.length < 8,
    stack: [
      tagged(
        {
          text: heading,
          id: SIGNATURES_REFERENCE,
          outline: true,
          bold: true,
          fontSize: 13,
          margin: [0, 18, 0, 0],
        },
        'H2',
      ),
      { canvas: [rule(width, COLOURS.accent, 1)], margin: [0, 3, 0, 8] },
      ...(signatures.length === 0 ? [] : [given(signatures, words)]),
      { columns: [party('vendor', column, words), party('hospital', column, words)], columnGap: gap },
    ],
  };
}

function given(signatures: readonly DocumentSignature[], words: Words): Content {
  return {
    stack: [
      tagged(
        { text: words.t('checklistDocument.signature.given'), bold: true, fontSize: 10, margin: [0, 0, 0, 3] },
        'H3',
      ),
      ...signatures.map((signature): Content => {
        const comment = clip(cleanText(signature.comment ?? '').trim(), COMMENT_LIMIT);
        return {
          stack: [
            {
              text: [
                { text: `${words.t(`checklistDocument.signature.duty.${signature.duty}`)}: `, bold: true },
                cleanLine(signatureLine(signature, words), 300),
              ],
            },
            ...(comment === '' ? [] : [{ text: comment, color: COLOURS.muted }]),
            ...(signature.fits
              ? []
              : [{ text: words.t('checklistDocument.signature.changedSince'), color: TONE_LOOK.end.colour }]),
          ],
          margin: [0, 0, 0, 5],
        };
      }),
    ],
    margin: [0, 0, 0, 10],
  };
}

function party(side: 'vendor' | 'hospital', width: number, words: Words): Column {
  return {
    width,
    stack: [
      tagged({ text: words.t(`checklistDocument.signature.${side}`), bold: true, fontSize: 10 }, 'H3'),
      {
        text: words.t(`checklistDocument.signature.${side}States`),
        fontSize: 8.5,
        color: COLOURS.muted,
        margin: [0, 2, 0, 6],
      },
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
  };
}
