import type { Cell, Workbook, Worksheet } from '@cj-tech-master/excelts';
import { CHOICES } from '../domain/checklist.ts';
import { disclosureLines } from '../words/disclosure.ts';
import type { Words } from '../words/words.ts';
import {
  answerDay,
  answerText,
  CHECKLIST_SCHEMA,
  type ChecklistDocument,
  caseText,
  type DocumentControl,
  isChoice,
  issueText,
  referencesText,
  sectionCount,
  signatureLine,
} from './checklist-document.ts';
import { COLOURS, type DocumentOptions, proofText, TONE_LOOK, type Tone } from './document-look.ts';
import {
  argb,
  bookBytes,
  cellDate,
  fillOf,
  fontOf,
  heightOf,
  linesIn,
  newBook,
  pageCodes,
  put,
  setUpPage,
  styleHeading,
  toneStyle,
} from './xlsx-book.ts';

/** Columns of the sheet `Checklist` in their order. The hidden last one holds the control's code for reading back. */
export const CHECKLIST_SHEET_COLUMNS = [
  { key: 'control', width: 9 },
  { key: 'section', width: 8 },
  { key: 'title', width: 22 },
  { key: 'question', width: 44 },
  { key: 'weight', width: 9 },
  { key: 'answer', width: 15 },
  { key: 'remark', width: 30 },
  { key: 'evidence', width: 26 },
  { key: 'redFlag', width: 24 },
  { key: 'evidenceWanted', width: 36 },
  { key: 'references', width: 40 },
] as const;

/** The last column that is printed: with those behind it the letters on paper would be half as large. */
const LAST_PRINTED = CHECKLIST_SHEET_COLUMNS.findIndex(({ key }) => key === 'redFlag') + 1;

/** The hidden column of the sheet `Checklist` that names the control of a row, `BR-01`; empty in section rows. */
export const CHECKLIST_KEY_COLUMN = CHECKLIST_SHEET_COLUMNS.length + 1;

/** Names that the workbook defines for single cells of the sheet `About`, for reading a filled workbook back. */
export const CHECKLIST_NAMES = {
  schema: 'checklist_schema',
  assessmentId: 'checklist_id',
  templateId: 'checklist_template_id',
  templateVersion: 'checklist_template_version',
  organisation: 'checklist_hospital',
  vendor: 'checklist_vendor',
  model: 'checklist_device',
  softwareVersion: 'checklist_software_version',
} as const;

type ColumnKey = (typeof CHECKLIST_SHEET_COLUMNS)[number]['key'];
const OPEN: readonly ColumnKey[] = ['answer', 'remark', 'evidence'];
const ANSWER_TONES: Readonly<Record<string, Tone>> = {
  yes: 'ok',
  partial: 'near',
  no: 'end',
  not_applicable: 'unknown',
};
const FIRST_ROW = 2;

/**
 * A workbook to be filled in or looked at. Only answer, remark and evidence can be changed; the protection has no
 * password, it only keeps a hand from slipping.
 */
export async function checklistToXlsx(checklist: ChecklistDocument, options: DocumentOptions): Promise<Uint8Array> {
  const book = await newBook(checklist.title, checklist.organisation, options);
  await addControls(book, checklist, options);
  if (checklist.filled) addResult(book, checklist, options);
  await addAbout(book, checklist, options);
  return bookBytes(book);
}

async function addControls(book: Workbook, checklist: ChecklistDocument, options: DocumentOptions): Promise<void> {
  const { words } = options;
  const sheet = book.addWorksheet(words.t('checklistDocument.sheet.checklist'), {
    views: [{ state: 'frozen', xSplit: 1, ySplit: 1 }],
  });
  CHECKLIST_SHEET_COLUMNS.forEach(({ key, width }, index) => {
    sheet.getColumn(index + 1).width = width;
    sheet.getCell(1, index + 1).value = words.t(`checklistDocument.column.${key}`);
  });
  styleHeading(
    sheet,
    1,
    CHECKLIST_SHEET_COLUMNS.map(() => 'left'),
  );
  sheet.getRow(1).height = 22;
  const hidden = sheet.getColumn(CHECKLIST_KEY_COLUMN);
  hidden.width = 10;
  hidden.hidden = true;

  let line = FIRST_ROW - 1;
  for (const section of checklist.sections) {
    line += 1;
    CHECKLIST_SHEET_COLUMNS.forEach((_, index) => {
      sheet.getCell(line, index + 1).fill = fillOf(COLOURS.accentWeak);
    });
    put(sheet.getCell(line, 1), section.code).font = fontOf(COLOURS.accent, { bold: true });
    put(sheet.getCell(line, 3), section.title).font = fontOf(COLOURS.accent, { bold: true });
    for (const control of section.controls) {
      line += 1;
      addControl(sheet, line, section.code, control, words);
    }
  }
  sheet.autoFilter = { from: { row: 1, col: 1 }, to: { row: line, col: CHECKLIST_SHEET_COLUMNS.length } };
  const left = [checklist.title, issueText(checklist, words), checklist.organisation].filter((text) => text !== '');
  setUpPage(sheet, 'landscape', left.join(' · '), pageCodes(options));
  sheet.pageSetup.printTitlesRow = '1:1';
  sheet.pageSetup.printArea = `A1:${sheet.getColumn(LAST_PRINTED).letter}${line}`;
  await sheet.protect(undefined, { formatColumns: true, formatRows: true, autoFilter: true });
}

function addControl(sheet: Worksheet, line: number, section: string, control: DocumentControl, words: Words): void {
  const values: Record<ColumnKey, string> = {
    control: control.code,
    section,
    title: control.title,
    question: control.applies ? control.question : `${control.question}\n${words.t('checklistDocument.doesNotApply')}`,
    weight: words.t(`weight.${control.weight}`),
    answer: '',
    remark: control.remark ?? '',
    evidence: control.evidence ?? '',
    evidenceWanted: control.evidenceHints.join('\n'),
    redFlag: control.redFlag ? `${TONE_LOOK.end.character} ${control.redFlagRule}` : '',
    references: referencesText(control.references),
  };
  CHECKLIST_SHEET_COLUMNS.forEach(({ key }, index) => {
    const cell = sheet.getCell(line, index + 1);
    if (values[key] !== '') put(cell, values[key]);
    const open = OPEN.includes(key);
    cell.font = fontOf(key === 'references' || !control.applies ? COLOURS.muted : COLOURS.text, {
      bold: key === 'title',
    });
    cell.alignment = { vertical: 'top', wrapText: true };
    cell.border = { bottom: { style: 'thin', color: { argb: argb(COLOURS.line) } } };
    cell.protection = { locked: !open };
    if (open) cell.border = { ...cell.border, left: { style: 'thin', color: { argb: argb(COLOURS.lineStrong) } } };
    if (key === 'answer') fillAnswer(cell, control, words);
    if (key === 'redFlag' && control.redFlag) Object.assign(cell, toneStyle('end'));
    if (key === 'weight' && control.weight === 'critical') cell.font = fontOf(COLOURS.text, { bold: true });
  });
  put(sheet.getCell(line, CHECKLIST_KEY_COLUMN), control.code);
  sheet.getRow(line).height = rowHeight(values);
}

function fillAnswer(cell: Cell, control: DocumentControl, words: Words): void {
  const day = answerDay(control);
  const { answer } = control;
  if (control.answerType === 'date') cell.numFmt = 'yyyy-mm-dd';
  if (isChoice(answer)) {
    put(cell, words.t(`answer.${answer}`));
    Object.assign(cell, toneStyle(ANSWER_TONES[answer] ?? 'unknown'));
  } else if (day !== null && day.precision === 'day') {
    cell.value = cellDate(day.on);
  } else if (answer !== null && control.answerType === 'number' && /^-?\d{1,15}(\.\d{1,6})?$/.test(answer)) {
    cell.value = Number(answer);
  } else if (answer !== null) {
    put(cell, control.answerType === 'number' ? answer : answerText(control, words));
  }
  if (control.answerType === 'yes_no_partial_na') {
    const list = CHOICES.map((choice) => words.t(`answer.${choice}`)).join(',');
    const error = words.t('checklistDocument.choose');
    cell.dataValidation = { type: 'list', allowBlank: true, formulae: [`"${list}"`], showErrorMessage: true, error };
  } else if (control.answerType === 'number') {
    const prompt =
      control.unit === null
        ? words.t('checklistDocument.enterPlainNumber')
        : words.t('checklistDocument.enterNumber', { unit: control.unit });
    cell.alignment = { ...cell.alignment, horizontal: 'left' };
    cell.dataValidation = { type: 'decimal', operator: 'greaterThanOrEqual', formulae: [0], ...asking(prompt) };
  } else if (control.answerType === 'date') {
    const prompt = words.t('checklistDocument.enterDate');
    cell.alignment = { ...cell.alignment, horizontal: 'left' };
    const first = new Date('2000-01-01T00:00:00.000Z');
    cell.dataValidation = { type: 'date', operator: 'greaterThanOrEqual', formulae: [first], ...asking(prompt) };
  }
}

/** A hint when the cell is chosen and a warning (not a wall: "June 2027" and "n/a" are fair answers). */
function asking(prompt: string) {
  const text = prompt.slice(0, 255);
  return {
    allowBlank: true,
    showInputMessage: true,
    prompt: text,
    showErrorMessage: true,
    errorStyle: 'warning',
    error: text,
  };
}

function addResult(book: Workbook, checklist: ChecklistDocument, options: DocumentOptions): void {
  const { words } = options;
  const sheet = book.addWorksheet(words.t('checklistDocument.sheet.result'), { views: [] });
  sheet.getColumn(1).width = 14;
  sheet.getColumn(2).width = 42;
  sheet.getColumn(3).width = 60;
  const heading = (line: number, text: string) => {
    put(sheet.getCell(line, 1), text).font = fontOf(COLOURS.text, { bold: true, size: 14 });
  };
  heading(1, words.t('checklistDocument.result.heading'));
  const { score } = checklist;
  let line = 1;
  const figure = (label: string, value: number, numFmt: string) => {
    line += 1;
    put(sheet.getCell(line, 2), label).font = fontOf(COLOURS.muted);
    const cell = sheet.getCell(line, 1);
    cell.value = value;
    cell.numFmt = numFmt;
    cell.font = fontOf(COLOURS.text, { bold: true });
    cell.alignment = { horizontal: 'left' };
  };
  if (score !== null) {
    figure(words.t('checklistDocument.result.reached'), score.points, '0.##');
    figure(words.t('checklistDocument.result.possible'), score.possible, '0.##');
    figure(words.t('checklistDocument.result.share'), score.percentage / 100, '0.0%');
    figure(words.t('checklistDocument.result.criticalFlags'), score.criticalRedFlags, '0');
  }
  const flagged = checklist.sections.flatMap(({ controls }) => controls).filter((control) => control.redFlag);
  const critical = flagged.filter((control) => control.weight === 'critical');
  line += 2;
  const state = put(
    sheet.getCell(line, 1),
    critical.length === 0
      ? `${TONE_LOOK.ok.character} ${words.t('checklistDocument.result.noFlag')}`
      : `${TONE_LOOK.end.character} ${words.t('checklistDocument.result.flags', { count: critical.length })}`,
  );
  sheet.mergeCells(line, 1, line, 3);
  Object.assign(state, toneStyle(critical.length === 0 ? 'ok' : 'end'));
  for (const control of [...critical, ...flagged.filter((each) => each.weight !== 'critical')]) {
    line += 1;
    put(sheet.getCell(line, 1), control.code).font = fontOf(COLOURS.text, { bold: true });
    put(sheet.getCell(line, 2), `${control.title} (${words.t(`weight.${control.weight}`)})`).font = fontOf(
      COLOURS.text,
    );
    put(sheet.getCell(line, 3), control.redFlagRule).font = fontOf(COLOURS.text);
    for (const column of [1, 2, 3]) sheet.getCell(line, column).alignment = { vertical: 'top', wrapText: true };
  }
  line += 1;
  put(sheet.getCell(line, 1), words.t('checklistDocument.result.note')).font = fontOf(COLOURS.muted);
  line += 2;
  heading(line, words.t('checklistDocument.sections'));
  for (const section of checklist.sections) {
    const { answered, applying } = sectionCount(section);
    line += 1;
    put(sheet.getCell(line, 1), section.code).font = fontOf(COLOURS.accent, { bold: true });
    put(sheet.getCell(line, 2), section.title).font = fontOf(COLOURS.text);
    const text = words.t('checklistDocument.sectionAnswered', { answered, total: applying });
    put(sheet.getCell(line, 3), text).font = fontOf(COLOURS.muted);
  }
  setUpPage(sheet, 'portrait', checklist.title, pageCodes(options));
}

/** Columns of the sheet about the checklist, in characters. */
const LABEL_WIDTH = 26;
const FACT_WIDTH = 70;

async function addAbout(book: Workbook, checklist: ChecklistDocument, options: DocumentOptions): Promise<void> {
  const { words } = options;
  const sheetTitle = words.t('checklistDocument.sheet.about');
  const sheet = book.addWorksheet(sheetTitle);
  sheet.getColumn(1).width = LABEL_WIDTH;
  sheet.getColumn(2).width = FACT_WIDTH;
  const { template, assessedOn } = checklist;
  const field = (key: Parameters<typeof fieldKey>[0]) => words.t(fieldKey(key));
  const facts: readonly { label: string; value: string; name?: string; open?: boolean }[] = [
    { label: field('title'), value: checklist.title },
    { label: field('organisation'), value: checklist.organisation, name: CHECKLIST_NAMES.organisation },
    ...(checklist.filled
      ? [
          { label: field('case'), value: caseText(checklist, words) },
          { label: field('issue'), value: String(checklist.issue) },
        ]
      : []),
    { label: field('department'), value: checklist.department ?? '' },
    { label: field('vendor'), value: checklist.vendor ?? '', name: CHECKLIST_NAMES.vendor, open: true },
    { label: field('model'), value: checklist.model ?? '', name: CHECKLIST_NAMES.model, open: true },
    {
      label: field('softwareVersion'),
      value: checklist.softwareVersion ?? '',
      name: CHECKLIST_NAMES.softwareVersion,
      open: true,
    },
    { label: field('assessedOn'), value: assessedOn === null ? '' : words.day(assessedOn) },
    { label: field('template'), value: words.t('checklistDocument.templateText', { ...template }) },
    { label: field('templateVersion'), value: template.version, name: CHECKLIST_NAMES.templateVersion },
    { label: field('templateId'), value: template.id, name: CHECKLIST_NAMES.templateId },
    ...(checklist.assessmentId === null
      ? []
      : [{ label: field('assessmentId'), value: checklist.assessmentId, name: CHECKLIST_NAMES.assessmentId }]),
    { label: 'Schema', value: CHECKLIST_SCHEMA, name: CHECKLIST_NAMES.schema },
    ...checklist.signatures.map((signature) => ({
      label: words.t(`checklistDocument.signature.duty.${signature.duty}`),
      value: [
        signatureLine(signature, words),
        ...(signature.comment === null ? [] : [signature.comment]),
        ...(signature.fits ? [] : [words.t('checklistDocument.signature.changedSince')]),
      ].join('\n'),
    })),
  ];
  put(sheet.getCell(1, 1), words.t('checklistDocument.kind')).font = fontOf(COLOURS.text, { bold: true, size: 14 });
  let line = 2;
  for (const { label, value, name, open } of facts) {
    line += 1;
    const head = put(sheet.getCell(line, 1), label);
    head.font = fontOf(COLOURS.muted);
    head.alignment = { vertical: 'top' };
    const cell = sheet.getCell(line, 2);
    if (value !== '') put(cell, value);
    sheet.getRow(line).height = heightOf([linesIn(label, LABEL_WIDTH), linesIn(value, FACT_WIDTH)]);
    cell.font = fontOf(COLOURS.text);
    cell.alignment = { wrapText: true, vertical: 'top' };
    cell.border = { bottom: { style: 'thin', color: { argb: argb(COLOURS.line) } } };
    if (open === true) cell.protection = { locked: false };
    if (name !== undefined) book.definedNames.add(`'${sheetTitle}'!$B$${line}`, name);
  }
  line += 1;
  for (const key of ['how.heading', 'how.first', 'how.second', 'how.third', 'protectedNote', 'markNote'] as const) {
    line += 1;
    const cell = put(sheet.getCell(line, 1), words.t(`checklistDocument.${key}`));
    cell.font = fontOf(key === 'how.heading' ? COLOURS.text : COLOURS.muted, { bold: key === 'how.heading' });
    cell.alignment = { wrapText: true, vertical: 'top' };
    sheet.mergeCells(line, 1, line, 2);
    sheet.getRow(line).height = 30;
  }
  const proof = proofText(options);
  line += 1;
  for (const text of [...disclosureLines(checklist.withheld, words), ...(proof === '' ? [] : [proof])]) {
    line += 1;
    put(sheet.getCell(line, 1), text).font = fontOf(COLOURS.muted);
  }
  setUpPage(sheet, 'portrait', checklist.title, pageCodes(options));
  await sheet.protect(undefined, { formatColumns: true });
}

function fieldKey(
  key:
    | 'title'
    | 'organisation'
    | 'case'
    | 'issue'
    | 'department'
    | 'vendor'
    | 'model'
    | 'softwareVersion'
    | 'assessedOn'
    | 'template'
    | 'templateVersion'
    | 'templateId'
    | 'assessmentId',
) {
  return `checklistDocument.field.${key}` as const;
}

/** What a row with these values needs. */
function rowHeight(values: Readonly<Record<ColumnKey, string>>): number {
  return heightOf(CHECKLIST_SHEET_COLUMNS.map(({ key, width }) => linesIn(values[key], width)));
}
