import type { Paragraph, Table } from 'docx';
import { CHOICES, type Choice } from '../domain/checklist.ts';
import { disclosureLines } from '../words/disclosure.ts';
import type { Words } from '../words/words.ts';
import {
  answerText,
  type ChecklistDocument,
  caseText,
  type DocumentControl,
  type DocumentSection,
  isChoice,
  issueText,
  referencesText,
  sectionCount,
  signatureLine,
} from './checklist-document.ts';
import { COLOURS, cleanLine, type DocumentOptions, TONE_LOOK, type Tone } from './document-look.ts';
import { type DocxCell, docxBytes, type Piece, paragraph, TEXT_WIDTH, table } from './docx-book.ts';

/** What is asked, and what is answered: half the page each. */
const CONTROL_WIDTHS = [4466, 1700, 3700] as const;
const FACT_WIDTHS = [1700, 3233, 1700, 3233] as const;
const SECTION_WIDTHS = [900, 7066, 1900] as const;
const CHOICE_TONES: Readonly<Record<Choice, Tone>> = {
  yes: 'ok',
  partial: 'near',
  no: 'end',
  not_applicable: 'unknown',
};
const MUTED = { colour: COLOURS.muted } as const;
const QUIET = { colour: COLOURS.muted, size: 7.5 } as const;
const EMPTY_BOX = '\u2610';
const TICKED_BOX = '\u2612';

/** A4 portrait, to be edited further: cover with the result, a table a section, signatures. Blank or filled. */
export function checklistToDocx(checklist: ChecklistDocument, options: DocumentOptions): Promise<Uint8Array> {
  const { words } = options;
  const { template, organisation, title } = checklist;
  return docxBytes(
    [
      paragraph({ text: words.t('checklistDocument.kind'), bold: true, colour: COLOURS.accent }),
      paragraph({ text: cleanLine(title, 200), bold: true }, { heading: 0 }),
      facts(checklist, words),
      ...disclosureLines(checklist.withheld, words).map((line) => paragraph({ text: line, ...MUTED }, { before: 4 })),
      ...(checklist.filled ? result(checklist, words) : howTo(words)),
      heading(2, words.t('checklistDocument.sections')),
      sectionList(checklist, words),
      ...checklist.sections.flatMap((section, index) => sectionBlocks(section, checklist.filled, index === 0, words)),
      paragraph({ text: words.t('checklistDocument.markNote'), ...QUIET }, { before: 8 }),
      ...signatures(checklist, words),
    ],
    {
      title,
      organisation,
      head: [title, [issueText(checklist, words), organisation].filter((text) => text !== '').join('  ·  ')],
      foot: `${words.t('report.madeWith', { product: words.t('product') })}  ·  ${words.t('checklistDocument.templateText', { ...template })}`,
    },
    options,
  );
}

function heading(level: 1 | 2, text: string, newPage = false): Paragraph {
  return paragraph({ text, bold: true }, { heading: level, newPage });
}

function facts(checklist: ChecklistDocument, words: Words): Table {
  const { template, assessedOn, filled } = checklist;
  const field = (key: Parameters<typeof fieldWord>[0], value: string | null): DocxCell[] => [
    { content: [paragraph({ text: words.t(fieldWord(key)), ...MUTED })] },
    { content: [paragraph({ text: cleanLine(value ?? '', 160) || (filled ? '–' : ''), bold: true })] },
  ];
  return table(
    [
      [...field('organisation', checklist.organisation), ...field('vendor', checklist.vendor)],
      [...field('department', checklist.department), ...field('model', checklist.model)],
      [
        ...field('assessedOn', assessedOn && words.day(assessedOn)),
        ...field('softwareVersion', checklist.softwareVersion),
      ],
      [
        ...field('state', words.t(filled ? 'checklistDocument.stateFilled' : 'checklistDocument.stateBlank')),
        ...field('template', words.t('checklistDocument.templateText', { ...template })),
      ],
      ...(filled ? [[...field('issue', String(checklist.issue)), ...field('case', caseText(checklist, words))]] : []),
    ],
    { widths: FACT_WIDTHS },
  );
}

function fieldWord(
  key:
    | 'organisation'
    | 'department'
    | 'vendor'
    | 'model'
    | 'softwareVersion'
    | 'assessedOn'
    | 'state'
    | 'template'
    | 'issue'
    | 'case',
) {
  return `checklistDocument.field.${key}` as const;
}

function howTo(words: Words): Paragraph[] {
  return [
    heading(2, words.t('checklistDocument.how.heading')),
    ...(['first', 'second', 'third'] as const).map((key, index) =>
      paragraph(`${index + 1}  ${words.t(`checklistDocument.how.${key}`)}`, { after: 2 }),
    ),
  ];
}

/** The critical red flags stand beside the percentage, never inside it. */
function result({ score, sections }: ChecklistDocument, words: Words): Paragraph[] {
  const numbers = new Intl.NumberFormat(words.locale, { maximumFractionDigits: 1 });
  const percentage = new Intl.NumberFormat(words.locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const flags = sections.flatMap(({ controls }) => controls).filter((control) => control.redFlag);
  const critical = flags.filter(({ weight }) => weight === 'critical');
  const others = flags.length - critical.length;
  const tone = critical.length === 0 ? 'ok' : 'end';
  const { colour, character } = TONE_LOOK[tone];
  const verdict =
    tone === 'ok'
      ? words.t('checklistDocument.result.noFlag')
      : words.t('checklistDocument.result.flags', { count: critical.length });
  return [
    heading(2, words.t('checklistDocument.result.heading')),
    ...(score === null
      ? []
      : [
          paragraph([
            {
              text: words.t('checklistDocument.result.percentage', { percentage: percentage.format(score.percentage) }),
              bold: true,
              size: 22,
            },
            {
              text: `   ${words.t('checklistDocument.result.points', { points: numbers.format(score.points), possible: numbers.format(score.possible) })}`,
              ...MUTED,
            },
          ]),
        ]),
    paragraph({ text: `${character} ${verdict}`, bold: true, colour }, { before: 2, after: 2 }),
    ...critical.map(({ code, title, redFlagRule }) =>
      paragraph([{ text: `${code}  ${cleanLine(title)}. `, bold: true }, cleanLine(redFlagRule, 400)], { after: 2 }),
    ),
    ...(others === 0
      ? []
      : [paragraph({ text: words.t('checklistDocument.result.otherFlags', { count: others }), ...MUTED })]),
  ];
}

function sectionList({ sections, filled }: ChecklistDocument, words: Words): Table {
  return table(
    sections.map((section) => [
      { content: [paragraph({ text: section.code, bold: true, colour: COLOURS.accent })] },
      { content: [paragraph(cleanLine(section.title))] },
      { content: [paragraph({ text: countText(section, filled, words), ...MUTED }, { right: true })] },
    ]),
    { widths: SECTION_WIDTHS },
  );
}

function countText(section: DocumentSection, filled: boolean, words: Words): string {
  const { answered, applying } = sectionCount(section);
  return filled
    ? words.t('checklistDocument.sectionAnswered', { answered, total: applying })
    : words.t('checklistDocument.sectionControls', { count: section.controls.length });
}

function sectionBlocks(section: DocumentSection, filled: boolean, first: boolean, words: Words): (Paragraph | Table)[] {
  const title = heading(1, `${section.code}  ${cleanLine(section.title)}`, first);
  if (section.controls.length === 0) return [title];
  const head = [
    words.t('checklistDocument.column.question'),
    words.t('checklistDocument.answer'),
    `${words.t('checklistDocument.remark')} · ${words.t('checklistDocument.evidence')}`,
  ].map((text): DocxCell => ({ content: [paragraph({ text, bold: true, ...MUTED })], fill: COLOURS.band }));
  return [
    title,
    table([head, ...section.controls.map((control) => controlRow(control, filled, words))], {
      widths: CONTROL_WIDTHS,
      head: true,
    }),
  ];
}

function controlRow(control: DocumentControl, filled: boolean, words: Words): DocxCell[] {
  const { code, title, weight, tier, question, applies, evidenceHints } = control;
  const references = referencesText(control.references);
  const marks = [words.t(`weight.${weight}`), ...(tier === 'extended' ? [words.t('checklistDocument.extended')] : [])];
  return [
    {
      content: [
        paragraph([
          { text: `${code}  `, ...MUTED },
          { text: cleanLine(title, 300), bold: true },
          { text: `  (${marks.join(', ')})`, ...MUTED },
        ]),
        paragraph(question, { before: 2 }),
        ...(evidenceHints.length === 0
          ? []
          : [
              paragraph(
                { text: `${words.t('checklistDocument.evidenceWanted')}: ${evidenceHints.join('; ')}`, ...QUIET },
                { before: 3 },
              ),
            ]),
        ...(references === ''
          ? []
          : [
              paragraph({ text: `${words.t('checklistDocument.references')}: ${references}`, ...QUIET }, { before: 1 }),
            ]),
      ],
    },
    { content: answerCell(control, filled, words) },
    { content: filled && !applies ? [paragraph('')] : noteCell(control, filled, words) },
  ];
}

function answerCell(control: DocumentControl, filled: boolean, words: Words): Paragraph[] {
  const { answer, answerType, applies, unit } = control;
  if (filled && !applies) return [paragraph({ text: words.t('checklistDocument.doesNotApply'), ...MUTED })];
  if (filled && answer === null) {
    const { character, colour } = TONE_LOOK.unknown;
    return [paragraph({ text: `${character} ${words.t('checklistDocument.noAnswer')}`, colour })];
  }
  if (filled) {
    const tone = isChoice(answer) ? TONE_LOOK[CHOICE_TONES[answer]] : null;
    const text = answerText(control, words);
    return [
      paragraph({ text: tone ? `${TICKED_BOX} ${text}` : text, bold: true, ...(tone ? { colour: tone.colour } : {}) }),
    ];
  }
  if (answerType === 'yes_no_partial_na')
    return CHOICES.map((choice) => paragraph(`${EMPTY_BOX} ${words.t(`answer.${choice}`)}`));
  const shape = answerType === 'date' ? words.t('checklistDocument.dateShape') : (unit ?? '');
  return [paragraph(''), paragraph({ text: shape, ...QUIET })];
}

function noteCell(
  { remark, evidence, redFlag, weight, redFlagRule }: DocumentControl,
  filled: boolean,
  words: Words,
): Paragraph[] {
  const note = (label: string, text: string | null): Paragraph[] => {
    if (filled && (text === null || text.trim() === '')) return [];
    const pieces: Piece[] = [{ text: `${label}: `, ...MUTED }, text ?? ''];
    return [paragraph(pieces, { after: 3 })];
  };
  const flag = words.t(weight === 'critical' ? 'checklistDocument.criticalRedFlag' : 'checklistDocument.redFlag');
  const { character, colour } = TONE_LOOK.end;
  const content = [
    ...note(words.t('checklistDocument.remark'), remark),
    ...note(words.t('checklistDocument.evidence'), evidence),
    ...(redFlag
      ? [
          paragraph([
            { text: `${character} ${flag}: `, bold: true, colour },
            { text: redFlagRule, colour },
          ]),
        ]
      : []),
  ];
  return content.length === 0 ? [paragraph('')] : content;
}

function signatures({ signatures: given }: ChecklistDocument, words: Words): (Paragraph | Table)[] {
  const t = (key: 'heading' | 'given' | 'changedSince') => words.t(`checklistDocument.signature.${key}`);
  const rows = (['name', 'role', 'date', 'sign'] as const).map((field) => {
    const label = {
      content: [
        paragraph({ text: words.t(`checklistDocument.signature.${field}`), ...MUTED }, { before: 6, after: 6 }),
      ],
    };
    return [label, { content: [paragraph('')] }, label, { content: [paragraph('')] }];
  });
  const party = (side: 'vendor' | 'hospital'): DocxCell[] => [
    { content: [paragraph({ text: words.t(`checklistDocument.signature.${side}`), bold: true })] },
    { content: [paragraph({ text: words.t(`checklistDocument.signature.${side}States`), ...QUIET })] },
  ];
  return [
    heading(1, t('heading')),
    ...(given.length === 0 ? [] : [heading(2, t('given'))]),
    ...given.flatMap((signature) => [
      paragraph([
        { text: `${words.t(`checklistDocument.signature.duty.${signature.duty}`)}: `, bold: true },
        signatureLine(signature, words),
      ]),
      ...(signature.comment === null ? [] : [paragraph({ text: signature.comment, ...MUTED })]),
      ...(signature.fits ? [] : [paragraph({ text: t('changedSince'), colour: TONE_LOOK.end.colour })]),
    ]),
    ...(given.length === 0 ? [] : [paragraph('', { after: 4 })]),
    table([[...party('vendor'), ...party('hospital')], ...rows], { widths: [1400, 3533, 1400, TEXT_WIDTH - 6333] }),
  ];
}
