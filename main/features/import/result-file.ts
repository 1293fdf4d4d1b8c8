import type { Day } from '../../domain/day.ts';
import { AppError } from '../../domain/error.ts';
import type { ImportProblem } from '../../domain/import/problems.ts';
import { type CsvDelimiter, writeDelimited } from '../../formats/csv.ts';
import type { ReportTable } from '../../formats/report-table.ts';
import { importProblemText } from '../../words/import-problem.ts';
import type { Words } from '../../words/words.ts';
import type { QueryContext } from '../context.ts';
import type { RowOutcome } from './dry-run.ts';
import type { RawRow } from './read-file.ts';
import type { Tally } from './tally.ts';
import { OUTCOMES } from './work.ts';

/** A workbook of more cells takes longer and more memory than anybody has for it. */
const MOST_CELLS = 500_000;
/** Rows that are written at a time. */
const ROWS_AT_ONCE = 1000;

type Line = (string | number | null)[];

/**
 * The rows that were not taken, as they stood in the file, each with what is wrong with it. The file is parsed once more for
 * them: keeping all its cells through the whole import would cost a large one a hundred megabytes.
 * @param each hears of every row that was refused or left out, as it stands
 */
export async function rejectsFile(
  tally: Tally,
  read: QueryContext['read'],
  each?: (row: RawRow) => void,
): Promise<Uint8Array | null> {
  const { rejected } = tally;
  const wanted = each ? [...rejected, ...tally.file.read.skipped].sort((a, b) => a - b) : rejected;
  if (wanted.length === 0) return null;
  const why = reasonsOf(tally, ({ code, column }) => (column ? `${column}: ${code}` : code));
  const lines: Line[] = [];
  for await (const raw of rawRows(tally, read, wanted)) {
    each?.(raw);
    if (tally.isRejected(raw.row)) lines.push([...raw.cells, raw.row, why(raw.row)]);
  }
  if (lines.length === 0) return null;
  return writeDelimited([[...tally.file.headings, 'row', 'problem'], ...lines], {
    delimiter: delimiterOf(tally),
    byteOrderMark: true,
  });
}

/** Every row of the file with what became of it, the record that it is about, and what is wrong with it, as CSV. */
export async function resultCsv(tally: Tally, read: QueryContext['read'], words: Words): Promise<Uint8Array> {
  const options = { delimiter: delimiterOf(tally) };
  const parts = [writeDelimited([headsOf(tally, words)], { ...options, byteOrderMark: true })];
  let lines: Line[] = [];
  for await (const line of resultLines(tally, read, words)) {
    lines.push(line);
    if (lines.length < ROWS_AT_ONCE) continue;
    parts.push(writeDelimited(lines, options));
    lines = [];
  }
  parts.push(writeDelimited(lines, options));
  return Buffer.concat(parts);
}

/** The same as a table of a workbook. @throws AppError `input_refused` with `problem` `too_many_cells` */
export async function resultTable(
  tally: Tally,
  read: QueryContext['read'],
  { words, organisation, today }: { readonly words: Words; readonly organisation: string; readonly today: Day },
): Promise<ReportTable> {
  const heads = headsOf(tally, words);
  const cells = tally.file.read.counts.read * heads.length;
  if (cells > MOST_CELLS) throw new AppError('input_refused', { problem: 'too_many_cells', limit: MOST_CELLS });
  const rows: Line[] = [];
  for await (const line of resultLines(tally, read, words)) rows.push(line);
  return {
    title: words.t('importResult.title'),
    subtitle: '',
    organisation,
    asOf: today,
    notes: [],
    summary: OUTCOMES.map((outcome) => ({
      label: words.t(`importOutcome.${outcome}`),
      value: String(tally.counts[outcome]),
      tone: null,
    })),
    columns: heads.map((heading, index) => ({
      key: String(index),
      heading,
      width: index < heads.length - 1 ? 10 : 30,
      align: 'left',
      kind: index === heads.length - 4 ? 'number' : 'text',
    })),
    rows,
    footer: [],
  };
}

function headsOf({ file }: Tally, words: Words): string[] {
  const own = (['row', 'outcome', 'record', 'problem'] as const).map((key) => words.t(`importResult.${key}`));
  return [...file.headings, ...own];
}

async function* resultLines(tally: Tally, read: QueryContext['read'], words: Words): AsyncGenerator<Line, void> {
  const width = tally.file.headings.length;
  const why = reasonsOf(tally, (problem) => importProblemText(problem, words));
  const outcomes = tally.rows.all();
  for await (const { row, cells } of rawRows(tally, read, [...tally.rows.rowNumbers()])) {
    const one: RowOutcome | undefined = outcomes.next().value;
    const outcome = one ? words.t(`importOutcome.${one.outcome}`) : null;
    yield [
      ...Array.from({ length: width }, (_, index) => cells[index] ?? ''),
      ...[row, outcome, one?.record ?? null, why(row)],
    ];
  }
}

function reasonsOf(tally: Tally, tell: (problem: ImportProblem) => string): (row: number) => string {
  const problems = Map.groupBy(tally.problems, ({ row }) => row);
  return (row) => {
    const all = problems.get(row) ?? [];
    // What keeps a row out is why it is not there; its warnings would only hide that.
    const errors = all.filter(({ severity }) => severity === 'error');
    return (errors.length > 0 ? errors : all).map(tell).join('; ');
  };
}

async function* rawRows(tally: Tally, read: QueryContext['read'], raw: readonly number[]): AsyncGenerator<RawRow> {
  const { rows } = await read({ ...tally.job, headerRow: tally.file.headerRow + 1, raw });
  yield* rows as unknown as AsyncIterable<RawRow>;
}

function delimiterOf({ file }: Tally): CsvDelimiter {
  const { delimiter } = file.table;
  return delimiter === null || delimiter === '|' ? ',' : (delimiter as CsvDelimiter);
}
