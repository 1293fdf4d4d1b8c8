import type { ReturnedRow } from '../domain/vendor-form.ts';
import { CHECKLIST_SCHEMA } from './checklist-document.ts';
import { CHECKLIST_KEY_COLUMN, CHECKLIST_SHEET_COLUMNS } from './checklist-xlsx.ts';
import { shownLine, shownText } from './shown-text.ts';
import { looksLikeWorkbook, readWorkbook } from './workbook.ts';

/** A workbook of a checklist that was exported, filled in and is read back. */
export interface FilledChecklist {
  readonly assessmentId: string;
  /** The rows that hold an answer, a remark or evidence; none has a hash. */
  readonly rows: readonly ReturnedRow[];
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const COLUMN = Object.fromEntries(CHECKLIST_SHEET_COLUMNS.map(({ key }, index) => [key, index])) as Readonly<
  Record<(typeof CHECKLIST_SHEET_COLUMNS)[number]['key'], number>
>;

/** Reads an exported checklist back; null for any other file, also for a blank one, which belongs to no checklist. @throws ImportFileError */
export function readFilledChecklist(bytes: Uint8Array): FilledChecklist | null {
  if (!looksLikeWorkbook(bytes)) return null;
  const { sheets } = readWorkbook(bytes);
  const about = sheets.find(({ rows }) => rows.some(([, value]) => value === CHECKLIST_SCHEMA));
  const assessmentId = about?.rows.map(([, value = '']) => value.trim()).find((value) => ID.test(value));
  if (assessmentId === undefined) return null;
  const rows = sheets.flatMap((sheet) => {
    if (sheet === about) return [];
    return sheet.rows.flatMap((cells, index): ReturnedRow[] => {
      const control = shownLine(cells[CHECKLIST_KEY_COLUMN - 1], 100);
      const said = [COLUMN.answer, COLUMN.remark, COLUMN.evidence];
      const [answer = '', remark = '', evidence = ''] = said.map((column) => shownText(cells[column], 8000) ?? '');
      const formula = said.some((column) => sheet.hasFormula(index, column));
      if (control === null || (answer + remark + evidence === '' && !formula)) return [];
      return [{ control, question: cells[COLUMN.question] ?? null, hash: null, answer, remark, evidence, formula }];
    });
  });
  return { assessmentId, rows };
}
