import { AppError } from '../domain/error.ts';
import { readFilledChecklist } from '../formats/checklist-read.ts';
import { readDelimited } from '../formats/csv.ts';
import { appError } from './errors.ts';

/** An answer as a file gives it. What is left out stays as it is; an empty text takes back what was there. */
export interface FileAnswer {
  readonly control: string;
  readonly answer?: string;
  readonly remark?: string;
  readonly evidence?: string;
}

const FIELDS = ['answer', 'remark', 'evidence'] as const;

/**
 * Reads answers to a checklist from JSON or CSV. JSON is a list of `{ control, answer, remark, evidence }`, an object with
 * such a list under `answers`, or an object from control to answer. CSV has the same columns by name; a blank cell says nothing.
 * @throws AppError `file_refused`
 */
export function readAnswersFile(bytes: Uint8Array): readonly FileAnswer[] {
  const start = new TextDecoder().decode(bytes.subarray(0, 200)).trimStart();
  const isJson = start.startsWith('[') || start.startsWith('{');
  return isJson ? fromJson(bytes) : fromTable(bytes);
}

/** Reads a checklist that was exported as a workbook and filled in; null for any other file. @throws AppError `file_refused` */
export function readChecklistFile(bytes: Uint8Array) {
  try {
    return readFilledChecklist(bytes);
  } catch (error) {
    throw appError(error);
  }
}

function fromJson(bytes: Uint8Array): readonly FileAnswer[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new AppError('file_refused', { problem: 'answers_shape' }, { cause: error });
  }
  if (isRecord(parsed) && Array.isArray(parsed.answers)) parsed = parsed.answers;
  if (Array.isArray(parsed)) {
    return parsed.map((entry: unknown) => {
      if (!isRecord(entry) || typeof entry.control !== 'string') throw unfit();
      return { control: entry.control, ...fieldsOf(entry) };
    });
  }
  if (!isRecord(parsed)) throw unfit();
  return Object.entries(parsed).map(([control, entry]) => ({
    control,
    ...(isRecord(entry) ? fieldsOf(entry) : fieldsOf({ answer: entry })),
  }));
}

function fieldsOf(entry: Readonly<Record<string, unknown>>): Omit<FileAnswer, 'control'> {
  return Object.fromEntries(
    FIELDS.flatMap((field) => (entry[field] === undefined ? [] : [[field, textOf(entry[field])]])),
  );
}

/** A number, `true` and `null` are answers too. */
function textOf(value: unknown): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw unfit();
}

function fromTable(bytes: Uint8Array): readonly FileAnswer[] {
  const rows = tableOf(bytes);
  const headings = rows.findIndex((row) => row.some((cell) => nameOf(cell) === 'control'));
  const columns = (rows[headings] ?? []).map(nameOf);
  if (headings < 0 || !columns.includes('answer')) throw unfit();
  return rows.slice(headings + 1).flatMap((row) => {
    const control = row[columns.indexOf('control')]?.trim() ?? '';
    const given = FIELDS.flatMap((field) => {
      const text = row[columns.indexOf(field)]?.trim();
      return text ? [[field, text] as const] : [];
    });
    return given.length === 0 ? [] : [{ control, ...Object.fromEntries(given) }];
  });
}

function tableOf(bytes: Uint8Array): readonly (readonly string[])[] {
  try {
    return readDelimited(bytes).rows;
  } catch (error) {
    throw appError(error);
  }
}

function nameOf(heading: string): string {
  return heading.trim().toLowerCase();
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unfit(): AppError {
  return new AppError('file_refused', { problem: 'answers_shape' });
}
