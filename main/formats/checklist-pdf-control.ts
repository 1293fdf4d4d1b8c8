import type { Column, Content } from 'pdfmake/interfaces';
import { CHOICES, type Choice, type Weight } from '../domain/checklist.ts';
import type { Words } from '../words/words.ts';
import { answerText, type DocumentControl, isChoice, referencesText } from './checklist-document.ts';
import { COLOURS, cleanLine, cleanText, clip, TONE_LOOK, type Tone } from './document-look.ts';
import { barred, rule, shape, tickBox, unkerned } from './pdf-drawing.ts';
import { tagged } from './pdf-structure.ts';

/** How a control is to be drawn. */
export interface ControlDrawing {
  readonly filled: boolean;
  readonly width: number;
  readonly words: Words;
}

const CHOICE_TONES: Readonly<Record<Choice, Tone>> = {
  yes: 'ok',
  partial: 'near',
  no: 'end',
  not_applicable: 'unknown',
};
const LABEL_WIDTH = 52;
const LABEL_GAP = 6;
const BOX = 9.5;
const WEIGHT_WIDTH = 44;
/** Nobody prints more than this for one answer; the workbook and the JSON form hold it whole. */
const TEXT_LIMIT = 8000;

/** One control as a block, and an upper guess of how many lines it takes. */
export function controlBlock(control: DocumentControl, drawing: ControlDrawing): { content: Content; lines: number } {
  const { words, width } = drawing;
  const silent = drawing.filled && !control.applies;
  const question = cleanText(control.question);
  const parts: Content[] = [head(control, drawing)];
  if (silent) {
    parts.push({ text: words.t('checklistDocument.doesNotApply'), color: COLOURS.muted, margin: [0, 1, 0, 0] });
  } else {
    parts.push({ text: unkerned(question), color: COLOURS.text, margin: [0, 1.5, 0, 5] }, answer(control, drawing));
    parts.push(...notes(control, drawing));
    if (control.redFlag) parts.push(redFlag(control, drawing));
    parts.push(...quiet(control, words));
  }
  const texts = [question, control.title, control.answer, control.remark, control.evidence, control.redFlagRule];
  const hints = [control.evidenceHints.join('; '), referencesText(control.references)];
  const lines = [...texts, ...hints].reduce((sum, text) => sum + lineCount(text ?? '', width), drawing.filled ? 3 : 6);
  return { content: { stack: parts, margin: [0, 7, 0, 8] }, lines };
}

function head(control: DocumentControl, { words, width }: ControlDrawing): Content {
  const extended = control.tier === 'extended';
  const title: Column = {
    text: [
      { text: `${cleanLine(control.code, 20)}  `, color: COLOURS.muted },
      { text: cleanLine(control.title, 300) },
      ...(extended
        ? [
            {
              text: `   ${words.t('checklistDocument.extended')}`,
              bold: false,
              fontSize: 7.5,
              color: COLOURS.faint,
            },
          ]
        : []),
    ],
    bold: true,
    fontSize: 10,
    width: width - WEIGHT_WIDTH - 8,
  };
  return { columns: [tagged(title, 'H3'), weightTag(control.weight, words)], columnGap: 8 };
}

/** Weights are told apart by darkness, not hue: colour is for answers and red flags. */
function weightTag(weight: Weight, words: Words): Column {
  const width = WEIGHT_WIDTH;
  const height = 12;
  const look = {
    critical: { color: COLOURS.text, text: COLOURS.white },
    high: { color: '#d3d9de', text: COLOURS.text },
    medium: { color: '#eceff1', text: COLOURS.muted },
    low: { color: COLOURS.band, text: COLOURS.muted },
  }[weight];
  return {
    width,
    stack: [
      { canvas: [{ type: 'rect', x: 0, y: 0.5, w: width, h: height, r: 3, color: look.color }] },
      {
        text: words.t(`weight.${weight}`),
        color: look.text,
        bold: true,
        fontSize: 7.5,
        alignment: 'center',
        margin: [0, -height + 1.5, 0, 0],
      },
    ],
  };
}

function answer(control: DocumentControl, drawing: ControlDrawing): Content {
  if (control.answerType === 'yes_no_partial_na') return choices(control, drawing);
  const { words, filled, width } = drawing;
  const label = words.t('checklistDocument.answer');
  // A choice can answer any question: "n/a" is a fair answer to a date.
  if (control.answer !== null)
    return labelled(label, { text: unkerned(answerOf(control, words)), bold: true, width: besideLabel(width) });
  if (filled) return labelled(label, noAnswer(words));
  const after = { number: cleanLine(control.unit ?? '', 60), date: words.t('checklistDocument.dateShape'), text: '' };
  if (control.answerType === 'text') return labelled(label, ruled(besideLabel(width), 2));
  return labelled(label, {
    width: '*',
    columns: [
      { ...ruled(120, 1), width: 120 },
      { text: after[control.answerType], width: '*', color: COLOURS.muted },
    ],
    columnGap: 6,
  });
}

function answerOf(control: DocumentControl, words: Words): string {
  return clip(cleanText(answerText(control, words)), TEXT_LIMIT);
}

/** Boxes to tick on a blank form; the box that was ticked on a filled one. */
function choices(control: DocumentControl, drawing: ControlDrawing): Content {
  const { words, filled } = drawing;
  const { answer: given } = control;
  const label = words.t('checklistDocument.answer');
  if (given !== null && !isChoice(given))
    return labelled(label, { text: answerOf(control, words), bold: true, width: besideLabel(drawing.width) });
  if (filled && given === null) return labelled(label, noAnswer(words));
  if (filled && given !== null) return labelled(label, tickedChoice(given, words));
  const columns = CHOICES.flatMap((choice): Column[] => [
    { canvas: tickBox(false, BOX, COLOURS.text), width: BOX, margin: [0, 0.6, 0, 0] },
    { text: words.t(`answer.${choice}`), width: choice === 'partial' ? 44 : 34 },
  ]);
  return tagged({ columns, columnGap: 5 }, 'P', { actual: words.t('checklistDocument.choose') });
}

function tickedChoice(choice: Choice, words: Words): Column {
  const { colour } = TONE_LOOK[CHOICE_TONES[choice]];
  return {
    width: '*',
    columns: [
      { canvas: tickBox(true, BOX, colour), width: BOX, margin: [0, 0.6, 0, 0] },
      { text: words.t(`answer.${choice}`), bold: true, color: colour, width: '*' },
    ],
    columnGap: 5,
  };
}

function noAnswer(words: Words): Column {
  return {
    width: '*',
    columns: [
      { canvas: shape('unknown', 7), width: 7, margin: [0, 1.8, 0, 0] },
      { text: words.t('checklistDocument.noAnswer'), color: TONE_LOOK.unknown.colour, width: '*' },
    ],
    columnGap: 4,
  };
}

function notes(control: DocumentControl, { filled, width, words }: ControlDrawing): Content[] {
  const fields = [
    { label: words.t('checklistDocument.remark'), text: control.remark },
    { label: words.t('checklistDocument.evidence'), text: control.evidence },
  ];
  return fields.flatMap(({ label, text }) => {
    const written = clip(cleanText(text ?? '').trim(), TEXT_LIMIT);
    if (written !== '')
      return [
        { ...labelled(label, { text: unkerned(written), width: besideLabel(width) }), margin: [0, 4, 0, 0] } as Content,
      ];
    if (filled) return [];
    return [{ ...labelled(label, ruled(besideLabel(width), 1)), margin: [0, 6, 0, 0] } as Content];
  });
}

function labelled(label: string, content: Column): { columns: Column[]; columnGap: number } {
  return tagged(
    { columns: [{ text: `${label} `, width: LABEL_WIDTH, color: COLOURS.muted }, content], columnGap: LABEL_GAP },
    'P',
  );
}

/** A width that is told and not left open: only then is a word broken that is longer than its line. */
function besideLabel(width: number): number {
  return width - LABEL_WIDTH - LABEL_GAP;
}

/** Lines to write on by hand. */
function ruled(width: number, count: number): { stack: Content[]; width: '*' } {
  return {
    width: '*',
    stack: Array.from({ length: count }, (_, index) => ({
      canvas: [rule(width, COLOURS.lineStrong)],
      margin: [0, index === 0 ? 10 : 17, 0, 0],
    })),
  };
}

function redFlag(control: DocumentControl, { width, words }: ControlDrawing): Content {
  const heading = words.t(
    control.weight === 'critical' ? 'checklistDocument.criticalRedFlag' : 'checklistDocument.redFlag',
  );
  const text: Content = {
    text: [{ text: `${heading}: `, bold: true }, cleanText(control.redFlagRule)],
    color: TONE_LOOK.end.colour,
    fontSize: 8.5,
  };
  return { stack: [barred(text, width, 'end')], margin: [0, 6, 0, 0] };
}

function quiet(control: DocumentControl, words: Words): Content[] {
  const wanted = control.evidenceHints.map(cleanText).join('; ');
  const references = cleanText(referencesText(control.references));
  const line = (label: string, text: string, color: string, top: number) => ({
    text: unkerned(`${label}: ${text}`),
    fontSize: 7.5,
    color,
    margin: [0, top, 0, 0] as [number, number, number, number],
  });
  const parts: Content[] = [];
  if (wanted !== '') parts.push(line(words.t('checklistDocument.evidenceWanted'), wanted, COLOURS.muted, 6));
  if (references !== '') {
    parts.push(line(words.t('checklistDocument.references'), references, COLOURS.faint, 1));
  }
  return parts;
}

function lineCount(text: string, width: number): number {
  const perLine = Math.floor(width / 6);
  return text.split('\n').reduce((sum, line) => sum + Math.ceil(line.length / perLine), 0);
}
