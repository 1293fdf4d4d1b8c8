import type { Column, Content, ContentTable, TableCell } from 'pdfmake/interfaces';
import { disclosureLines } from '../words/disclosure.ts';
import type { Words } from '../words/words.ts';
import { type ChecklistDocument, caseText, type DocumentControl, sectionCount } from './checklist-document.ts';
import { COLOURS, cleanLine, TONE_LOOK } from './document-look.ts';
import { barred, rule, shape, TABULAR } from './pdf-drawing.ts';
import { tagged } from './pdf-structure.ts';

const NO_LINES = { hLineWidth: () => 0, vLineWidth: () => 0 } as const;

/** The first page: what is asked of whom, how to answer or what came out, and where each section is. */
export function checklistCover(checklist: ChecklistDocument, title: string, width: number, words: Words): Content[] {
  return [
    { text: words.t('checklistDocument.kind'), color: COLOURS.accent, bold: true, fontSize: 9.5 },
    tagged(
      { text: title, bold: true, fontSize: 22, characterSpacing: -0.25, lineHeight: 1.1, margin: [0, 3, 0, 10] },
      'H1',
    ),
    facts(checklist, width, words),
    ...heldBackNote(checklist, words),
    checklist.filled ? result(checklist, width, words) : howTo(width, words),
    contents(checklist, width, words),
  ];
}

function facts(checklist: ChecklistDocument, width: number, words: Words): ContentTable {
  const blank = { canvas: [rule(150, COLOURS.lineStrong)], margin: [0, 11, 0, 0] as [number, number, number, number] };
  const figures: readonly string[] = ['softwareVersion', 'assessedOn', 'issue'];
  const fact = (key: keyof typeof values): TableCell[] => {
    const value = cleanLine(values[key] ?? '', 160);
    return [
      { text: words.t(`checklistDocument.field.${key}`), color: COLOURS.muted },
      value === ''
        ? checklist.filled
          ? '–'
          : blank
        : { text: value, bold: key !== 'template', ...(figures.includes(key) ? { fontFeatures: [...TABULAR] } : {}) },
    ];
  };
  const { template, assessedOn } = checklist;
  const values = {
    organisation: checklist.organisation,
    department: checklist.department,
    case: caseText(checklist, words),
    issue: checklist.filled ? String(checklist.issue) : '',
    vendor: checklist.vendor,
    model: checklist.model,
    softwareVersion: checklist.softwareVersion,
    assessedOn: assessedOn && words.day(assessedOn),
    template: `${template.title}, ${words.t('checklistDocument.field.templateVersion').toLowerCase()} ${template.version}`,
    state: words.t(checklist.filled ? 'checklistDocument.stateFilled' : 'checklistDocument.stateBlank'),
  };
  const half = (width - 34) / 2;
  return {
    fontSize: 9,
    table: {
      widths: [76, half - 76, 86, half - 86],
      body: [
        [...fact('organisation'), ...fact('vendor')],
        [...fact('department'), ...fact('model')],
        [...fact('assessedOn'), ...fact('softwareVersion')],
        [...fact('state'), ...fact('template')],
        // A blank form is asked of everybody alike: it is of no case, and there is no other issue of it.
        ...(checklist.filled ? [[...fact('issue'), ...fact('case')]] : []),
      ],
    },
    layout: {
      hLineWidth: () => 0.6,
      hLineColor: () => COLOURS.line,
      vLineWidth: () => 0,
      paddingLeft: (column) => (column === 2 ? 10 : 0),
      paddingRight: () => 6,
      paddingTop: () => 4.5,
      paddingBottom: () => 3.5,
    },
    margin: [0, 0, 0, 14],
  };
}

function heldBackNote({ withheld }: ChecklistDocument, words: Words): Content[] {
  const lines = disclosureLines(withheld, words);
  return lines.length === 0
    ? []
    : [{ text: lines.join(' '), fontSize: 8.5, color: COLOURS.muted, margin: [0, -6, 0, 12] }];
}

function howTo(width: number, words: Words): Content {
  const line = (number: string, text: string): Content =>
    tagged(
      {
        columns: [
          { text: `${number} `, width: 10, bold: true, color: COLOURS.accent },
          { text, width: '*' },
        ],
        columnGap: 4,
        margin: [0, 2, 0, 0],
      },
      'P',
    );
  return {
    table: {
      widths: [width - 24],
      body: [
        [
          {
            stack: [
              tagged({ text: words.t('checklistDocument.how.heading'), bold: true, fontSize: 10 }, 'H2'),
              line('1', words.t('checklistDocument.how.first')),
              line('2', words.t('checklistDocument.how.second')),
              line('3', words.t('checklistDocument.how.third')),
            ],
          },
        ],
      ],
    },
    layout: {
      ...NO_LINES,
      fillColor: () => COLOURS.accentWeak,
      paddingLeft: () => 12,
      paddingRight: () => 12,
      paddingTop: () => 9,
      paddingBottom: () => 9,
    },
    margin: [0, 0, 0, 16],
  };
}

function result(checklist: ChecklistDocument, width: number, words: Words): Content {
  const { score } = checklist;
  const flags = checklist.sections.flatMap(({ controls }) => controls).filter((control) => control.redFlag);
  const critical = flags.filter((control) => control.weight === 'critical');
  const others = flags.length - critical.length;
  const numbers = new Intl.NumberFormat(words.locale, { maximumFractionDigits: 1 });
  const percentage = new Intl.NumberFormat(words.locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const otherText: Content = {
    text: words.t('checklistDocument.result.otherFlags', { count: others }),
    fontSize: 8.5,
    color: COLOURS.muted,
    margin: [0, 5, 0, 0],
  };
  return {
    stack: [
      tagged(
        { text: words.t('checklistDocument.result.heading'), bold: true, fontSize: 11, margin: [0, 0, 0, 2] },
        'H2',
      ),
      ...(score === null
        ? []
        : [
            {
              text: [
                {
                  text: words.t('checklistDocument.result.percentage', {
                    percentage: percentage.format(score.percentage),
                  }),
                  bold: true,
                  fontSize: 24,
                },
                {
                  text: `   ${words.t('checklistDocument.result.points', { points: numbers.format(score.points), possible: numbers.format(score.possible) })}`,
                  fontSize: 11,
                  color: COLOURS.muted,
                },
              ],
              fontFeatures: [...TABULAR],
              margin: [0, 0, 0, 4] as [number, number, number, number],
            },
          ]),
      critical.length > 0 ? flagList(critical, width, words) : noFlag(width, words),
      ...(others === 0 ? [] : [otherText]),
    ],
    margin: [0, 0, 0, 16],
  };
}

function flagList(critical: readonly DocumentControl[], width: number, words: Words): Content {
  const heading = words.t('checklistDocument.result.flags', { count: critical.length });
  return barred(
    {
      stack: [
        {
          columns: [
            { canvas: shape('end', 8), width: 8, margin: [0, 1.8, 0, 0] },
            { text: heading, bold: true, color: TONE_LOOK.end.colour, width: '*' },
          ],
          columnGap: 5,
          fontSize: 9.5,
          margin: [0, 0, 0, 2],
        },
        ...critical.map(
          (control): Content => ({
            columns: [
              { text: cleanLine(control.code, 20), bold: true, width: 40, color: TONE_LOOK.end.colour },
              {
                text: [{ text: `${cleanLine(control.title)}. `, bold: true }, cleanLine(control.redFlagRule, 400)],
                width: width - 64,
              },
            ],
            columnGap: 4,
            fontSize: 8.5,
            margin: [0, 1.5, 0, 0],
          }),
        ),
      ],
    },
    width,
    'end',
  );
}

function noFlag(width: number, words: Words): Content {
  return barred(
    {
      columns: [
        { canvas: shape('ok', 8), width: 8, margin: [0, 1.8, 0, 0] },
        { text: words.t('checklistDocument.result.noFlag'), bold: true, color: TONE_LOOK.ok.colour, width: '*' },
      ],
      columnGap: 5,
      fontSize: 9.5,
    },
    width,
    'ok',
  );
}

interface ContentsLine {
  readonly code: string;
  readonly title: string;
  readonly count: string;
  /** Null where nothing can be flagged, as there are no answers. */
  readonly flagged: boolean | null;
  /** What stands on the page that is named. */
  readonly reference: string;
}

/** Where the signatures are, for the contents. */
export const SIGNATURES_REFERENCE = 'signatures';

/** The sections in two columns, with what is answered or how many there are, and the page on which each begins. */
function contents(checklist: ChecklistDocument, width: number, words: Words): Content {
  const lines: ContentsLine[] = checklist.sections.map((section) => {
    const { answered, applying } = sectionCount(section);
    return {
      code: cleanLine(section.code, 8),
      title: cleanLine(section.title, 90),
      count: checklist.filled
        ? words.t('checklistDocument.sectionAnswered', { answered, total: applying })
        : words.t('checklistDocument.sectionControls', { count: section.controls.length }),
      flagged: checklist.filled ? section.controls.some((control) => control.redFlag) : null,
      reference: `section-${section.code}`,
    };
  });
  const signatures = words.t('checklistDocument.signature.heading');
  lines.push({
    code: '',
    title: signatures,
    count: '',
    flagged: checklist.filled ? false : null,
    reference: SIGNATURES_REFERENCE,
  });
  const half = Math.ceil(lines.length / 2);
  const list = (part: readonly ContentsLine[]) => contentsList(part, (width - 20) / 2);
  return {
    stack: [
      tagged({ text: words.t('checklistDocument.sections'), bold: true, fontSize: 11, margin: [0, 0, 0, 5] }, 'H2'),
      {
        columns: [list(lines.slice(0, half)), ...(half < lines.length ? [list(lines.slice(half))] : [])],
        columnGap: 20,
        fontSize: 8,
      },
    ],
  };
}

function contentsList(lines: readonly ContentsLine[], width: number): Column {
  const list: Column = {
    width,
    table: {
      // The library measures a page number as five digits before it knows it, and would break a narrower column.
      widths: [19, width - 19 - 44 - 27, 44, 27],
      body: lines.map(
        ({ code, title, count, flagged, reference }) =>
          [
            // The blanks are not seen: they part the words for who has them read out.
            { text: `${code} `, bold: true, color: COLOURS.accent },
            { text: `${title} ` },
            {
              columns: [
                { text: `${count} `, alignment: 'right', color: COLOURS.muted, width: '*' },
                ...(flagged === null ? [] : [flagMark(flagged)]),
              ],
              columnGap: 4,
            },
            { pageReference: reference, alignment: 'right', color: COLOURS.muted, fontFeatures: [...TABULAR] },
          ] satisfies TableCell[],
      ),
    },
    layout: {
      hLineWidth: () => 0.5,
      hLineColor: () => COLOURS.line,
      vLineWidth: () => 0,
      paddingLeft: () => 0,
      paddingRight: () => 0,
      paddingTop: () => 3.2,
      paddingBottom: () => 2.4,
    },
  };
  return tagged(list, 'TOC');
}

function flagMark(flagged: boolean): Column {
  return { canvas: flagged ? shape('end', 5.5) : [], width: 5.5, margin: [0, 2.2, 0, 0] };
}
