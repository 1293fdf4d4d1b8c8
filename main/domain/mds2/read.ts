import type { Day } from '../day.ts';
import { readDay } from '../import/dates.ts';
import { plain } from '../import/plain.ts';
import { ImportFileError } from '../import/problems.ts';
import { MDS2_TEXT_LENGTH, type Mds2AnswerWord, readMds2Answer, readNoteCell, readNoteHead } from './answer.ts';
import { compareMds2Identifiers, isMds2Identifier, MDS2_IDENTIFIERS, MDS2_TEXT_ROWS } from './form.ts';
import { type IdentifiedRow, layoutOf, type Mds2Sheet, rowsOfLines, rowsOfSheet, SCANNED_COLUMNS } from './layout.ts';

/** Editions of the form. Only that of 2019 is read row by row; older ones are kept with their heading alone (domain.md 4.2, 10). */
export const MDS2_EDITIONS = ['hn1_2019', 'hn1_2013', 'older'] as const;
export type Mds2Edition = (typeof MDS2_EDITIONS)[number];

/** What somebody should know of how a statement was read. None of them keeps it out (domain.md 4.2, rule 9). */
export const MDS2_FINDINGS = [
  'identifier_mapped',
  'identifier_repeated',
  'answer_not_understood',
  'note_without_text',
  'several_answer_columns',
  'release_day_missing',
  'release_day_ambiguous',
  'release_day_not_understood',
  'statement_aged',
  'edition_old',
  'model_not_named',
  'formulas_not_run',
  'external_links_ignored',
] as const;
export interface Mds2Finding {
  readonly code: (typeof MDS2_FINDINGS)[number];
  /** The row that is meant. */
  readonly identifier?: string;
  /** What the file says, or a figure. Hostile text: show it as text only. */
  readonly value?: string;
}

/** One line of a statement as it is kept. */
export interface Mds2Line {
  readonly identifier: string;
  readonly question: string | null;
  readonly raw: string;
  readonly answer: Mds2AnswerWord;
  readonly remark: string | null;
  /** Numbers of the notes that it points to, and their texts. */
  readonly noteNumbers: readonly number[];
  readonly note: string | null;
}

/** A file with tables, or the lines of a text, in the order in which they stand there. */
export interface Mds2Source {
  readonly sheets: readonly Mds2Sheet[];
  /** The same as lines, where it is text. */
  readonly lines: readonly string[] | null;
}

/** A statement as it was read. */
export interface Mds2Form {
  readonly edition: Mds2Edition;
  /** Sheet that was read; null where there is only one. */
  readonly sheet: string | null;
  /** Sheets on which statements stand, such as one a model, with how many of their rows are known. */
  readonly sheets: readonly { readonly name: string; readonly rows: number }[];
  readonly manufacturer: string | null;
  /** DOC-3: the models for which it is made, as one text. */
  readonly models: string | null;
  readonly documentNumber: string | null;
  readonly releasedOn: Day | null;
  /** In the order of the form. */
  readonly lines: readonly Mds2Line[];
  readonly missing: readonly string[];
  /** Rows that the form of 2019 does not have. */
  readonly extra: readonly string[];
  /** Notes that are written out and that an answer points to. */
  readonly notesLinked: number;
  readonly findings: readonly Mds2Finding[];
}

/** Findings of one kind that are kept; a damaged file could have thousands. */
const SAME_FINDINGS = 50;
/** So many identifiers make a statement of 2019; a list that only cites a few is none. */
const FEWEST_ROWS = 10;

/**
 * Reads a statement from tables or text by the 13 rules of domain.md 4.2. Rows that are missing, repeated or not understood are
 * told and never end the reading.
 * @param choice the sheet that is meant, where there are several
 * @throws ImportFileError `mds2_not_recognised`, `mds2_sheet_missing`
 */
export function readMds2(source: Mds2Source, choice: string | null): Mds2Form {
  const found = source.sheets.map((sheet) => ({ sheet, rows: readSheet(sheet, source.lines) }));
  const sheets = found
    .filter(({ rows }) => rows.length >= FEWEST_ROWS)
    .map(({ sheet, rows }) => ({ name: sheet.name, rows: new Set(rows.map((row) => row.identifier)).size }));
  if (choice !== null && !sheets.some(({ name }) => name === choice)) {
    throw new ImportFileError('mds2_sheet_missing', { name: choice.slice(0, 100) });
  }
  const most = Math.max(0, ...sheets.map(({ rows }) => rows));
  const chosen = found.find(({ sheet }) => sheet.name === (choice ?? sheets.find(({ rows }) => rows === most)?.name));
  if (chosen === undefined || sheets.length === 0) return readOld(source);
  const findings = new Findings();
  if (layoutOf(chosen.sheet).answerColumns > 1) findings.add({ code: 'several_answer_columns' });
  const notes = notesOf(source, sheets.length > 1 ? chosen.sheet : null);
  const lines = linesOf(chosen.rows, notes, findings);
  const there = new Map(lines.map((line) => [line.identifier, line]));
  const textOf = (identifier: string) => there.get(identifier)?.remark ?? null;
  const linked = new Set(lines.flatMap(({ noteNumbers }) => noteNumbers.filter((number) => notes.has(number))));
  return {
    edition: 'hn1_2019',
    sheet: source.sheets.length > 1 ? chosen.sheet.name : null,
    sheets,
    manufacturer: textOf('DOC-1'),
    models: textOf('DOC-3'),
    documentNumber: textOf('DOC-4'),
    releasedOn: releaseDay(textOf('DOC-7'), findings),
    lines,
    missing: MDS2_IDENTIFIERS.filter((identifier) => !there.has(identifier)),
    extra: lines.map(({ identifier }) => identifier).filter((identifier) => !isMds2Identifier(identifier)),
    notesLinked: linked.size,
    findings: findings.list,
  };
}

/** A table where answers stand in cells of their own; else the text line by line. */
function readSheet(sheet: Mds2Sheet, lines: readonly string[] | null): readonly IdentifiedRow[] {
  const table = rowsOfSheet(sheet);
  if (lines === null) return table.rows;
  return table.answersFound ? table.rows : rowsOfLines(lines);
}

function linesOf(
  rows: readonly IdentifiedRow[],
  notes: ReadonlyMap<number, string>,
  findings: Findings,
): readonly Mds2Line[] {
  const lines = new Map<string, Mds2Line>();
  for (const row of rows) {
    const { identifier, written } = row;
    const line = lineOf(row, notes);
    const before = lines.get(identifier);
    // Repeated page headings bring the same row twice; the first answer holds.
    if (before !== undefined && (before.answer !== 'blank' || line.answer === 'blank')) {
      if (before.answer !== line.answer)
        findings.add({ code: 'identifier_repeated', identifier, value: cut(line.raw) });
      continue;
    }
    if (/^SHAD/i.test(written)) findings.add({ code: 'identifier_mapped', identifier, value: written });
    if (line.answer === 'text' && !MDS2_TEXT_ROWS.has(identifier) && isMds2Identifier(identifier)) {
      findings.add({ code: 'answer_not_understood', identifier, value: cut(line.raw) });
    }
    for (const number of line.noteNumbers) {
      if (!notes.has(number)) findings.add({ code: 'note_without_text', identifier, value: String(number) });
    }
    lines.set(identifier, line);
  }
  return [...lines.values()].sort((a, b) => compareMds2Identifiers(a.identifier, b.identifier));
}

function lineOf(row: IdentifiedRow, notes: ReadonlyMap<number, string>): Mds2Line {
  const { identifier } = row;
  const reply = readMds2Answer(row.answer, MDS2_TEXT_ROWS.has(identifier) || identifier.startsWith('OTHR'));
  const beside = readNoteCell(row.note);
  const numbers = [...new Set([...reply.notes, ...beside.notes])].sort((a, b) => a - b);
  const texts = numbers.flatMap((number) => notes.get(number) ?? []);
  return {
    identifier,
    question: row.question === '' ? null : row.question.slice(0, MDS2_TEXT_LENGTH),
    raw: reply.raw,
    answer: reply.answer,
    remark:
      [reply.remark, beside.remark]
        .filter((text) => text !== null)
        .join('; ')
        .slice(0, MDS2_TEXT_LENGTH) || null,
    noteNumbers: numbers,
    note: texts.join('\n').slice(0, MDS2_TEXT_LENGTH) || null,
  };
}

/** Notes that are written out, wherever they stand. With a statement on each sheet, only those of the own sheet count. */
function notesOf(source: Mds2Source, only: Mds2Sheet | null): ReadonlyMap<number, string> {
  const notes = new Map<number, string>();
  const add = (number: number, text: string) => {
    if (text !== '' && !notes.has(number)) notes.set(number, text.slice(0, MDS2_TEXT_LENGTH));
  };
  for (const sheet of source.sheets) {
    if (only !== null && sheet !== only) continue;
    const list = /note|anmerkung|remarque|nota/i.test(sheet.name);
    for (const cells of sheet.rows) {
      const [first = -1, second = -1] = cells
        .flatMap((cell, column) => (cell.trim() === '' ? [] : [column]))
        .slice(0, 2);
      if (first < 0 || first >= SCANNED_COLUMNS) continue;
      const head = cells[first] ?? '';
      const note = readNoteHead(head);
      if (note !== null) add(note.number, note.text || (cells[second] ?? '').trim());
      // A sheet of footnotes can be a bare list: number, text.
      else if (list && second > first && /^\s*\d{1,3}\s*(?:[.)]\s*)?$/.test(head))
        add(Number.parseInt(head, 10), (cells[second] ?? '').trim());
    }
  }
  return notes;
}

function releaseDay(text: string | null, findings: Findings): Day | null {
  if (text === null) {
    findings.add({ code: 'release_day_missing', identifier: 'DOC-7' });
    return null;
  }
  const { value, problem } = readDay(text, null);
  if (value === null) {
    const ambiguous = problem?.code === 'date_ambiguous';
    findings.add({
      code: ambiguous ? 'release_day_ambiguous' : 'release_day_not_understood',
      identifier: 'DOC-7',
      value: cut(text),
    });
  }
  return value;
}

/** Rows of 2013: `1-1`, `2-2.2` (domain.md 4.2, 10). */
const ROW_OF_2013 = /^\s*\d{1,2}\s*-\s*\d{1,2}(?:\.\d{1,2}){0,2}\s*$/;

/** What stands for a field of the heading of older forms, beside or below its label. */
const LABELS = {
  manufacturer: ['manufacturername', 'devicemanufacturer', 'manufacturer', 'hersteller'],
  models: ['devicemodel', 'model', 'modelname', 'modell'],
  documentNumber: ['documentid', 'documentnumber', 'dokumentnummer'],
  releasedOn: ['documentreleasedate', 'releasedate', 'date', 'datum'],
} as const;

/** An older edition: kept as a document with its heading and without answers. @throws ImportFileError `mds2_not_recognised` */
function readOld({ sheets }: Mds2Source): Mds2Form {
  const cells = sheets.flatMap(({ rows }) => rows.flatMap((row) => row.slice(0, SCANNED_COLUMNS)));
  const numbered = cells.filter((cell) => ROW_OF_2013.test(cell)).length;
  const words = cells.filter(
    (cell) => cell.length < 400 && /\bMDS ?2\b|HN ?1|manufacturer disclosure statement/i.test(cell),
  );
  const old = words.some((cell) => /\b20(?:04|08)\b/.test(cell));
  const of2013 = words.some((cell) => /2013/.test(cell)) || cells.some((cell) => /\bCNFS\b/.test(cell));
  if (words.length === 0 && !(numbered >= FEWEST_ROWS && of2013)) throw new ImportFileError('mds2_not_recognised');
  if (numbered < FEWEST_ROWS && !old && !of2013) throw new ImportFileError('mds2_not_recognised');
  const findings = new Findings();
  const edition = numbered >= FEWEST_ROWS || of2013 ? 'hn1_2013' : 'older';
  findings.add({ code: 'edition_old', value: edition });
  const field = (key: keyof typeof LABELS) => besideLabel(sheets, LABELS[key]);
  return {
    edition,
    sheet: null,
    sheets: [],
    manufacturer: field('manufacturer'),
    models: field('models'),
    documentNumber: field('documentNumber'),
    releasedOn: releaseDay(field('releasedOn'), findings),
    lines: [],
    missing: [],
    extra: [],
    notesLinked: 0,
    findings: findings.list,
  };
}

function besideLabel(sheets: readonly Mds2Sheet[], labels: readonly string[]): string | null {
  for (const label of labels) {
    for (const { rows } of sheets) {
      for (const [index, row] of rows.entries()) {
        const column = row.slice(0, SCANNED_COLUMNS).findIndex((cell) => cell.length < 200 && plain(cell) === label);
        if (column < 0) continue;
        const right = row.slice(column + 1, SCANNED_COLUMNS).find((cell) => cell.trim() !== '');
        // In the old forms labels stand in a row, and what they ask for below them.
        const labelled =
          right === undefined || Object.values(LABELS).some((words) => words.some((word) => word === plain(right)));
        const value = labelled ? rows[index + 1]?.[column] : right;
        if (value?.trim()) return value.trim().slice(0, 500);
      }
    }
  }
  return null;
}

class Findings {
  readonly list: Mds2Finding[] = [];

  add(finding: Mds2Finding): void {
    if (this.list.filter(({ code }) => code === finding.code).length < SAME_FINDINGS) this.list.push(finding);
  }
}

function cut(text: string): string {
  return text.slice(0, 120);
}
