import { plain } from '../import/plain.ts';
import { readMds2Answer } from './answer.ts';
import { findMds2Identifier } from './form.ts';

/** One table of a file. Cells are text; a row may be shorter than another. */
export interface Mds2Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/** A row that begins with an identifier, with the cells that belong to it. */
export interface IdentifiedRow {
  readonly identifier: string;
  readonly written: string;
  readonly question: string;
  readonly answer: string;
  readonly note: string;
}

/** Real files report a thousand columns, of which a handful is used (domain.md 4.2, rule 7). */
export const SCANNED_COLUMNS = 20;
/** Share of the rows that must hold a known answer before a column is taken for the answers. */
const ENOUGH = 0.25;

/** Where the parts of a row stand; -1 for a part that the table does not have. */
export interface Layout {
  readonly identifier: number;
  readonly question: number;
  readonly answer: number;
  readonly note: number;
  /** Columns of one answer each, in their order: Yes, No, N/A, See Note. Empty where one column holds the answer. */
  readonly ticks: readonly { readonly column: number; readonly answer: string }[];
  /** Columns that look like answers; more than one means a statement for several models side by side. */
  readonly answerColumns: number;
}

const TICK_HEADINGS: ReadonlyMap<string, string> = new Map([
  ['yes', 'Yes'],
  ['ja', 'Yes'],
  ['oui', 'Yes'],
  ['no', 'No'],
  ['nein', 'No'],
  ['non', 'No'],
  ['na', 'N/A'],
  ['notapplicable', 'N/A'],
  ['seenote', 'See Note'],
  ['seenotes', 'See Note'],
]);
const MARK = /^\s*(?:x|✓|✔|☒|☑|■|●|•|\*|1|yes|y)\s*$/i;
const NOTE_HEADING = /^\s*(?:note|remark|comment|anmerkung|bemerkung|hinweis|remarque|nota|osservaz)/i;
const NOTE_CELL = /^\s*(?:(?:see|siehe|voir)\s+)?(?:note|anmerkung|remarque|nota)s?\b|^\s*_+\s*$|^\s*\d{1,2}\s*$/i;

/** Finds the columns of a table by what stands in them, never by their place (domain.md 4.2, rules 2 and 4). */
export function layoutOf({ rows }: Mds2Sheet): Layout {
  const counts = new Array<number>(SCANNED_COLUMNS).fill(0);
  for (const row of rows) {
    for (let column = 0; column < Math.min(row.length, SCANNED_COLUMNS); column += 1) {
      if (findMds2Identifier(row[column] ?? '') !== null) counts[column] = (counts[column] ?? 0) + 1;
    }
  }
  const most = Math.max(...counts);
  const identifier = most === 0 ? -1 : counts.indexOf(most);
  const asked = identifier < 0 ? [] : rows.filter((row) => findMds2Identifier(row[identifier] ?? '') !== null);
  const others = counts.map((_count, column) => column).filter((column) => column !== identifier);
  const lengths = others.map((column) => sum(asked, (row) => (row[column] ?? '').trim().length));
  const longest = Math.max(0, ...lengths);
  const inlineQuestion = sum(asked, (row) => (findMds2Identifier(row[identifier] ?? '')?.rest ?? '').trim().length);
  const question = longest > inlineQuestion ? (others[lengths.indexOf(longest)] ?? -1) : identifier;

  const ticks = ticksOf(rows, identifier);
  const candidates = others.filter((column) => column !== question);
  const known = new Map(candidates.map((column) => [column, sum(asked, (row) => Number(isAnswer(row[column] ?? '')))]));
  const answers = candidates.filter((column) => (known.get(column) ?? 0) >= Math.max(3, asked.length * ENOUGH));
  const right = answers.filter((column) => column > question);
  const best = (right.length > 0 ? right : answers).reduce(
    (chosen, column) => ((known.get(column) ?? 0) > (known.get(chosen) ?? 0) ? column : chosen),
    (right.length > 0 ? right : answers)[0] ?? -1,
  );
  const answer = ticks.length > 0 ? -1 : best;
  const taken = new Set([identifier, question, answer, ...ticks.map(({ column }) => column)]);
  return {
    identifier,
    question,
    answer,
    note: noteColumn(
      rows,
      asked,
      others.filter((column) => !taken.has(column)),
    ),
    ticks,
    answerColumns: ticks.length > 0 ? 1 : right.length,
  };
}

/** The rows of a table that have an identifier, and whether answers were found in a column of their own. */
export function rowsOfSheet(sheet: Mds2Sheet): {
  readonly rows: readonly IdentifiedRow[];
  readonly answersFound: boolean;
} {
  const layout = layoutOf(sheet);
  const rows: IdentifiedRow[] = [];
  for (const cells of sheet.rows) {
    const found = findMds2Identifier(cells[layout.identifier] ?? '');
    if (found === null) continue;
    const { identifier, written, rest } = found;
    rows.push({
      identifier,
      written,
      question: (layout.question === layout.identifier ? rest : (cells[layout.question] ?? '')).trim(),
      answer: layout.ticks.length > 0 ? ticked(cells, layout) : (cells[layout.answer] ?? ''),
      note: cells[layout.note] ?? '',
    });
  }
  return { rows, answersFound: layout.answer >= 0 || layout.ticks.length > 0 };
}

/** A line of pasted text: identifier, question and answer one behind the other, as texts out of PDF files and mails have them. */
export function rowsOfLines(lines: readonly string[]): readonly IdentifiedRow[] {
  return lines.flatMap((line) => {
    const found = findMds2Identifier(line);
    if (found === null) return [];
    const { identifier, written, rest } = found;
    const body = rest.replace(/^[\s,:;|\t"“]+/, '').slice(0, 8000);
    const split = ANSWER_IN_LINE.exec(body) ?? afterQuestion(body);
    // Without a sign for where the question ends there is no answer to be sure of.
    const [question, answer] =
      split === null ? [body, ''] : [body.slice(0, split.index + 1), body.slice(split.index + split[0].length)];
    return [
      { identifier, written, question: question.replace(/(?<![\s":])[\s":]+$/, ''), answer: answer.trim(), note: '' },
    ];
  });
}

/** The first colon or tab behind the last question mark, with the blanks after it. */
function afterQuestion(body: string): { readonly index: number; readonly 0: string } | null {
  const from = body.lastIndexOf('?') + 1;
  const found = /[:\t]\s*/.exec(body.slice(from));
  return found && { index: from + found.index, 0: found[0] };
}

/** The end of a question with a known answer, or a line to write on, behind it. */
const ANSWER_IN_LINE =
  /[?:.)"”\t](?<![?:.)"”\t][\s"”:,;\t]*?.)[\s"”:,;\t]*(?=(?:yes|no|n ?\/ ?a|n\.a\.?|not applicable|see notes?(?: ?#?\d+)?|ja|nein|oui|non|_{2,})\s*(?:$|[,;:.(–-]))/isu;

/** Headings of one column for each answer; such a row has Yes and No in cells of their own and no identifier. */
function ticksOf(rows: Mds2Sheet['rows'], identifier: number): Layout['ticks'] {
  for (const row of rows) {
    if (findMds2Identifier(row[identifier] ?? '') !== null) continue;
    const ticks = row.slice(0, SCANNED_COLUMNS).flatMap((cell, column) => {
      const answer = cell.length > 40 ? undefined : TICK_HEADINGS.get(plain(cell));
      return answer === undefined ? [] : [{ column, answer }];
    });
    const answers = new Set(ticks.map(({ answer }) => answer));
    if (answers.has('Yes') && answers.has('No') && answers.size === ticks.length) return ticks;
  }
  return [];
}

function ticked(cells: readonly string[], { ticks, question }: Layout): string {
  const marked = ticks.filter(({ column }) => MARK.test(cells[column] ?? ''));
  if (marked.length === 1) return marked[0]?.answer ?? '';
  if (marked.length > 1) return marked.map(({ answer }) => answer).join(' / ');
  // Rows of free text, and answers written out, stand in whatever column was wide enough.
  return (
    cells.find(
      (cell, column) => column > question && ticks.some((tick) => tick.column === column) && cell.trim() !== '',
    ) ?? ''
  );
}

function noteColumn(rows: Mds2Sheet['rows'], asked: Mds2Sheet['rows'], free: readonly number[]): number {
  const headed = free.find((column) =>
    rows.some(
      (row) =>
        !asked.includes(row) &&
        (row[column] ?? '').length < 40 &&
        NOTE_HEADING.test(row[column] ?? '') &&
        !/\d/.test(row[column] ?? ''),
    ),
  );
  if (headed !== undefined) return headed;
  const counted = free.map((column) => ({
    column,
    notes: sum(asked, (row) => Number(NOTE_CELL.test(row[column] ?? ''))),
  }));
  const best = counted.reduce((a, b) => (b.notes > a.notes ? b : a), { column: -1, notes: 0 });
  return best.notes >= 2 ? best.column : -1;
}

function isAnswer(cell: string): boolean {
  if (cell.trim() === '' || cell.length > 400) return false;
  const { answer } = readMds2Answer(cell);
  return answer === 'yes' || answer === 'no' || answer === 'not_applicable' || answer === 'see_note';
}

function sum<T>(list: readonly T[], amount: (one: T) => number): number {
  return list.reduce((total, one) => total + amount(one), 0);
}
