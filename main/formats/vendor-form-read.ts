import { ImportFileError } from '../domain/import/problems.ts';
import type { RETURN_FORMATS, ReturnedRow } from '../domain/vendor-form.ts';
import { JsonObject, parseJsonText } from './json.ts';
import { shownLine, shownText } from './shown-text.ts';
import { ANSWERS_SCHEMA, FORM_SCHEMA, FORM_SHEET } from './vendor-form.ts';
import { FORM_COLUMNS } from './vendor-form-xlsx.ts';
import { looksLikeWorkbook, readWorkbook } from './workbook.ts';
import type { WorkbookSheet } from './workbook-limits.ts';
import { ZIP_LIMITS } from './zip.ts';

/** What a file that came back says of itself. All of it is the word of a stranger. */
export interface ReturnedHead {
  readonly format: (typeof RETURN_FORMATS)[number];
  readonly formId: string;
  readonly assessmentId: string;
  readonly templateKey: string;
  readonly edition: string;
  /** The hash of all questions that were sent. */
  readonly questionsHash: string;
  readonly vendor: string | null;
  /** Whether a workbook points to other files. */
  readonly externalLinks: boolean;
}

/** Rows beyond this are not read; no catalogue has as many questions. */
const MOST_ROWS = 5000;
/** More than what an answer may have, so that one that is too long is seen and not cut to fit. */
const CELL = 8000;

/**
 * Reads a form that a vendor filled in: our workbook, the HTML form, or the file of answers that it saves; what the file is counts,
 * not what it is called. Nothing in it is run. @throws ImportFileError
 */
export function readVendorForm(bytes: Uint8Array): { head: ReturnedHead; rows: readonly ReturnedRow[] } {
  if (looksLikeWorkbook(bytes)) return readFormWorkbook(bytes);
  if (bytes.length > ZIP_LIMITS.bytes) {
    throw new ImportFileError('file_too_large', { limit: ZIP_LIMITS.bytes, size: bytes.length });
  }
  if (bytes.length === 0) throw new ImportFileError('empty_file');
  const text = decode(bytes);
  return /^\s*\{/.test(text) ? readAnswers(text, 'json') : readAnswers(answersIn(text), 'html');
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) throw notOurs();
    throw error;
  }
}

/** The block of an HTML form in which its answers are. The rest of the page is not looked at: it is only how they were shown. */
function answersIn(html: string): string {
  const opening = /<script\b[^<>]{0,200}\bid="?answers"?[^<>]{0,200}>/i.exec(html);
  if (opening === null) throw notOurs();
  const start = opening.index + opening[0].length;
  const end = html.toLowerCase().indexOf('</script', start);
  if (end < 0) throw new ImportFileError('file_damaged', { kind: 'HTML' });
  return html.slice(start, end);
}

function readAnswers(text: string, format: 'html' | 'json'): { head: ReturnedHead; rows: readonly ReturnedRow[] } {
  const file = new JsonObject(parseJsonText(text));
  if (file.textOrNull('schema') !== ANSWERS_SCHEMA) throw notOurs();
  const rows = file.objects('answers').slice(0, MOST_ROWS);
  return {
    head: headOf((name) => file.textOrNull(name) ?? file.number(name)?.toString() ?? '', format, false),
    rows: rows.map((row) => ({
      control: lineOf(row.text('control')),
      question: textOf(row.text('question')),
      hash: lineOf(row.text('hash')),
      // A figure is an answer too.
      answer: textOf(row.textOrNull('answer') ?? row.number('answer')?.toString() ?? ''),
      remark: textOf(row.text('remark')),
      evidence: textOf(row.text('evidence')),
      formula: false,
    })),
  };
}

function readFormWorkbook(bytes: Uint8Array): { head: ReturnedHead; rows: readonly ReturnedRow[] } {
  const { format, sheets, externalLinks } = readWorkbook(bytes);
  const own = sheets.find(({ name }) => name === FORM_SHEET);
  if (own === undefined) throw notOurs();
  const facts = new Map(own.rows.map(([key = '', value = '']) => [key, value] as const));
  if (facts.get('schema') !== FORM_SCHEMA) throw notOurs();
  const hashes = new Map(
    own.rows.flatMap(([key, code, hash]) => (key === 'question' ? [[lineOf(code), lineOf(hash)] as const] : [])),
  );
  const head = headOf((name) => facts.get(name) ?? '', format, externalLinks);
  return { head, rows: rowsOf(sheets, hashes) };
}

/** Columns from that of the code on, as the workbook was sent. Where somebody moved them, the questions do not fit any more. */
const COLUMN = Object.fromEntries(FORM_COLUMNS.map(({ key }, index) => [key, index])) as Readonly<
  Record<(typeof FORM_COLUMNS)[number]['key'], number>
>;

/** The rows of the sheet on which most of the codes stand, below each other in the first column. */
function rowsOf(sheets: readonly WorkbookSheet[], hashes: ReadonlyMap<string, string>): readonly ReturnedRow[] {
  const known = ({ rows }: WorkbookSheet) => rows.filter(([code]) => hashes.has(lineOf(code))).length;
  const [sheet] = sheets.filter(({ name }) => name !== FORM_SHEET).sort((a, b) => known(b) - known(a));
  if (sheet === undefined || known(sheet) === 0) return [];
  const first = sheet.rows.findIndex(([code]) => hashes.has(lineOf(code)));
  return sheet.rows.slice(0, MOST_ROWS).flatMap((cells, row) => {
    const control = lineOf(cells[COLUMN.control]);
    // Above the first question are titles; lines without a code are headings of sections.
    if (row < first || control === '') return [];
    return [
      {
        control,
        question: textOf(cells[COLUMN.question]),
        hash: hashes.get(control) ?? null,
        answer: textOf(cells[COLUMN.answer]),
        remark: textOf(cells[COLUMN.remark]),
        evidence: textOf(cells[COLUMN.evidence]),
        formula: [COLUMN.answer, COLUMN.remark, COLUMN.evidence].some((column) => sheet.hasFormula(row, column)),
      },
    ];
  });
}

function headOf(fact: (name: string) => string, format: ReturnedHead['format'], externalLinks: boolean): ReturnedHead {
  return {
    format,
    formId: lineOf(fact('form')),
    assessmentId: lineOf(fact('checklist')),
    templateKey: lineOf(fact('template')),
    edition: lineOf(fact('edition')),
    questionsHash: lineOf(fact('questions')),
    vendor: shownLine(fact('vendor'), 200),
    externalLinks,
  };
}

/** A code, a hash or an identifier. */
function lineOf(text: string | null | undefined): string {
  return shownLine(text, 100) ?? '';
}

function textOf(text: string | null | undefined): string {
  return shownText(text, CELL) ?? '';
}

function notOurs(): ImportFileError {
  return new ImportFileError('vendor_form_not_recognised');
}
