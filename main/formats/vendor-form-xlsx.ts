import type { Cell, Workbook, Worksheet } from '@cj-tech-master/excelts';
import { CHOICES } from '../domain/checklist.ts';
import { day } from '../domain/day.ts';
import { FORM_LIMITS, type FormQuestion } from '../domain/vendor-form.ts';
import type { Words } from '../words/words.ts';
import { COLOURS, type DocumentOptions } from './document-look.ts';
import {
  FORM_SCHEMA,
  FORM_SHEET,
  formHead,
  formSections,
  questionHash,
  type VendorFormDocument,
} from './vendor-form.ts';
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
} from './xlsx-book.ts';

/** Columns of the sheet of questions in their order; only the last three can be filled in. */
export const FORM_COLUMNS = [
  { key: 'control', width: 9 },
  { key: 'title', width: 24 },
  { key: 'question', width: 48 },
  { key: 'evidenceWanted', width: 34 },
  { key: 'kind', width: 20 },
  { key: 'answer', width: 17 },
  { key: 'remark', width: 36 },
  { key: 'evidence', width: 36 },
] as const;

type ColumnKey = (typeof FORM_COLUMNS)[number]['key'];
const OPEN: readonly ColumnKey[] = ['answer', 'remark', 'evidence'];
const HEADING_ROW = 3;

/**
 * Questions to a vendor as a workbook to be filled in and sent back. The protection has no password: it keeps a hand from slipping.
 * Whether a question is still the one that was asked is looked at when the file comes back.
 */
export async function vendorFormToXlsx(form: VendorFormDocument, options: DocumentOptions): Promise<Uint8Array> {
  const book = await newBook(form.title, form.organisation, options);
  await addInstructions(book, form, options);
  await addQuestions(book, form, options);
  addHead(book, form);
  // Whoever opens the file sees first what to do.
  book.views = [{ x: 0, y: 0, width: 20_000, height: 12_000, firstSheet: 0, activeTab: 0, visibility: 'visible' }];
  return bookBytes(book);
}

async function addInstructions(book: Workbook, form: VendorFormDocument, options: DocumentOptions): Promise<void> {
  const { words } = options;
  const sheet = book.addWorksheet(words.t('vendorForm.sheet.instructions'), { views: [{ showGridLines: false }] });
  sheet.getColumn(1).width = 26;
  sheet.getColumn(2).width = 74;
  put(sheet.getCell(1, 1), words.t('vendorForm.heading')).font = fontOf(COLOURS.text, { bold: true, size: 16 });
  put(sheet.getCell(2, 1), form.title).font = fontOf(COLOURS.muted, { size: 12 });
  let line = 3;
  for (const [label, value] of formFacts(form, words)) {
    line += 1;
    const name = put(sheet.getCell(line, 1), label);
    name.font = fontOf(COLOURS.muted);
    name.alignment = { vertical: 'top' };
    const cell = put(sheet.getCell(line, 2), value);
    cell.font = fontOf(COLOURS.text, { bold: true });
    cell.alignment = { wrapText: true, vertical: 'top' };
    for (const column of [1, 2]) {
      sheet.getCell(line, column).border = { bottom: { style: 'thin', color: { argb: argb(COLOURS.line) } } };
    }
  }
  line += 2;
  put(sheet.getCell(line, 1), words.t('vendorForm.how.heading')).font = fontOf(COLOURS.text, { bold: true, size: 13 });
  for (const key of ['workbook', 'choices', 'reason', 'evidence', 'unchanged', 'back'] as const) {
    line += 1;
    const text = words.t(`vendorForm.how.${key}`);
    const cell = put(sheet.getCell(line, 1), text);
    cell.font = fontOf(COLOURS.text);
    cell.alignment = { wrapText: true, vertical: 'top' };
    sheet.mergeCells(line, 1, line, 2);
    sheet.getRow(line).height = text.length > 95 ? 36 : 20;
  }
  setUpPage(sheet, 'portrait', `${form.title} · ${form.organisation}`, pageCodes(options));
  await sheet.protect(undefined, { formatColumns: true });
}

/** What a form says at its top, with labels. */
export function formFacts(form: VendorFormDocument, words: Words): readonly (readonly [string, string])[] {
  const { organisation, vendor, model, softwareVersion, issuedOn, dueOn, questions } = form;
  const facts: readonly (readonly [string, string | null])[] = [
    [words.t('checklistDocument.field.organisation'), organisation],
    [words.t('checklistDocument.field.vendor'), vendor],
    [words.t('checklistDocument.field.model'), model],
    [words.t('checklistDocument.field.softwareVersion'), softwareVersion],
    [words.t('vendorForm.issuedOn'), words.day(issuedOn)],
    [words.t('vendorForm.dueOn'), dueOn === null ? null : words.day(dueOn)],
    [words.t('vendorForm.questions'), String(questions.length)],
  ];
  return facts.flatMap(([label, value]) => (value === null || value === '' ? [] : [[label, value] as const]));
}

async function addQuestions(book: Workbook, form: VendorFormDocument, options: DocumentOptions): Promise<void> {
  const { words } = options;
  const sheet = book.addWorksheet(words.t('vendorForm.sheet.questions'), {
    views: [{ state: 'frozen', xSplit: 1, ySplit: HEADING_ROW, showGridLines: false }],
  });
  FORM_COLUMNS.forEach(({ key, width }, index) => {
    sheet.getColumn(index + 1).width = width;
    sheet.getCell(HEADING_ROW, index + 1).value = words.t(`vendorForm.column.${key}`);
  });
  const subject = [form.vendor, form.model, form.softwareVersion].filter(Boolean).join(' ');
  put(sheet.getCell(1, 1), [form.title, subject].filter(Boolean).join(' · ')).font = fontOf(COLOURS.text, {
    bold: true,
    size: 14,
  });
  put(sheet.getCell(2, 1), words.t('vendorForm.fillIn')).font = fontOf(COLOURS.muted);
  styleHeading(
    sheet,
    HEADING_ROW,
    FORM_COLUMNS.map(() => 'left'),
  );
  sheet.getRow(HEADING_ROW).height = 22;
  let line = HEADING_ROW;
  for (const section of formSections(form.questions)) {
    line += 1;
    FORM_COLUMNS.forEach((_, index) => {
      sheet.getCell(line, index + 1).fill = fillOf(COLOURS.accentWeak);
    });
    put(sheet.getCell(line, 2), section.title).font = fontOf(COLOURS.accent, { bold: true });
    sheet.getRow(line).height = 20;
    for (const question of section.questions) {
      line += 1;
      addQuestion(sheet, line, question, words);
    }
  }
  setUpPage(sheet, 'landscape', `${form.title} · ${form.organisation}`, pageCodes(options));
  sheet.pageSetup.printTitlesRow = `${HEADING_ROW}:${HEADING_ROW}`;
  await sheet.protect(undefined, { formatColumns: true, formatRows: true });
}

function addQuestion(sheet: Worksheet, line: number, question: FormQuestion, words: Words): void {
  const values: Record<ColumnKey, string> = {
    control: question.code,
    title: question.title,
    question: question.question,
    evidenceWanted: question.evidenceHints.join('\n'),
    kind: answerKind(question, words),
    answer: '',
    remark: '',
    evidence: '',
  };
  FORM_COLUMNS.forEach(({ key }, index) => {
    const cell = sheet.getCell(line, index + 1);
    if (values[key] !== '') put(cell, values[key]);
    const open = OPEN.includes(key);
    cell.font = fontOf(key === 'evidenceWanted' || key === 'kind' ? COLOURS.muted : COLOURS.text, {
      bold: key === 'control' || key === 'answer',
    });
    cell.alignment = { vertical: 'top', horizontal: 'left', wrapText: true };
    cell.border = { bottom: { style: 'thin', color: { argb: argb(COLOURS.line) } } };
    cell.protection = { locked: !open };
    // What can be filled in looks like a field, on paper too.
    if (open) cell.border = box();
    if (key === 'answer') askFor(cell, question, words);
    else if (open) cell.numFmt = '@';
  });
  sheet.getRow(line).height = rowHeight(values);
}

function box(): Cell['border'] {
  const side = { style: 'thin', color: { argb: argb(COLOURS.lineStrong) } } as const;
  return { top: side, left: side, bottom: side, right: side };
}

/** What kind of answer is wanted: "Yes, Partly, No or n/a", "Number of hours". */
export function answerKind({ answerType, unit }: Pick<FormQuestion, 'answerType' | 'unit'>, words: Words): string {
  return answerType === 'number' && unit !== null
    ? words.t('vendorForm.kind.numberOf', { unit })
    : words.t(`vendorForm.kind.${answerType}`);
}

/** The drop-down or the limits of an answer. */
function askFor(cell: Cell, question: FormQuestion, words: Words): void {
  const [prompt, error] = [answerKind(question, words).slice(0, 255), words.t('vendorForm.outside').slice(0, 255)];
  const telling = { allowBlank: true, showInputMessage: true, prompt, showErrorMessage: true, error } as const;
  // A warning and not a wall: n/a is a fair answer to a question for a figure or a day, too.
  const warning = { ...telling, errorStyle: 'warning' } as const;
  if (question.answerType === 'yes_no_partial_na') {
    const list = CHOICES.map((choice) => words.t(`answer.${choice}`)).join(',');
    cell.dataValidation = { type: 'list', formulae: [`"${list}"`], ...telling };
  } else if (question.answerType === 'number') {
    cell.dataValidation = { type: 'decimal', operator: 'between', formulae: [0, FORM_LIMITS.number], ...warning };
  } else if (question.answerType === 'date') {
    cell.numFmt = 'yyyy-mm-dd';
    const formulae = [cellDate(day(FORM_LIMITS.firstDay)), cellDate(day(FORM_LIMITS.lastDay))];
    cell.dataValidation = { type: 'date', operator: 'between', formulae, ...warning };
  } else cell.numFmt = '@';
}

/** The sheet that nobody sees: which form this is, and by what each question is known again. */
function addHead(book: Workbook, form: VendorFormDocument): void {
  const sheet = book.addWorksheet(FORM_SHEET, { state: 'veryHidden' });
  const head: readonly (readonly [string, string])[] = [
    ['schema', FORM_SCHEMA],
    ...Object.entries(formHead(form)).map(([key, value]) => [key, value === null ? '' : String(value)] as const),
  ];
  head.forEach(([key, value], index) => {
    sheet.getCell(index + 1, 1).value = key;
    const cell = sheet.getCell(index + 1, 2);
    cell.numFmt = '@';
    if (value !== '') put(cell, value);
  });
  form.questions.forEach((question, index) => {
    const line = head.length + index + 1;
    sheet.getCell(line, 1).value = 'question';
    put(sheet.getCell(line, 2), question.code);
    put(sheet.getCell(line, 3), questionHash(question));
  });
}

/** What a row with these values needs: two lines at least, for what is written by hand. */
function rowHeight(values: Readonly<Record<ColumnKey, string>>): number {
  return heightOf([2, ...FORM_COLUMNS.map(({ key, width }) => linesIn(values[key], width))]);
}
