import type { z } from 'zod';
import type { importResultSchema, importRowsSchema } from '../../contract/import.ts';
import type { RecordFields } from '../../data/audit.ts';
import { partialDayText } from '../../domain/day.ts';
import type { ImportId } from '../../domain/ids.ts';
import { type CanonicalColumn, IMPORT_COLUMNS, type ImportNoun } from '../../domain/import/headings.ts';
import type { ImportProblem } from '../../domain/import/problems.ts';
import type { ImportRow } from '../../domain/import/row-types.ts';
import { type RowChange, type RowOutcome, RowOutcomes } from './dry-run.ts';
import type { ReadFile, ReadJob } from './read-file.ts';
import type { Outcome } from './work.ts';

type Result = z.input<typeof importResultSchema>;
type RowsPage = z.input<typeof importRowsSchema>;
/** What rows a page is wanted of. */
export interface RowFilter {
  readonly outcome: Outcome | 'warned' | null;
  readonly problem: { readonly code: string; readonly column: string | null } | null;
}

/** Problems that a result carries; the page of each row has its own. */
const LISTED_PROBLEMS = 1000;

/** Columns of the file by fields of records, where they are not called alike. */
const COLUMN_OF_FIELD: Readonly<Record<string, CanonicalColumn>> = {
  departmentId: 'department',
  locationId: 'location',
  softwareVersionId: 'software_version',
  modelId: 'model',
  vendorId: 'vendor',
  label: 'os',
  edition: 'os_edition',
  replacementCurrency: 'currency',
};

/** Counts what happens to the rows of an import and keeps what people look at afterwards. */
export class Tally {
  readonly counts = { created: 0, updated: 0, unchanged: 0, skipped: 0, rejected: 0, warnings: 0 };
  readonly file: ReadFile;
  /** How the file was read, to read it once more. */
  readonly job: ReadJob;
  readonly rows = new RowOutcomes();
  /** The row that is at work, as a spreadsheet counts it. */
  row = 0;
  /** Of the file, in its order; the values of rows come in this order. */
  readonly columns: readonly CanonicalColumn[];
  readonly #fields: readonly string[];
  readonly #keepsValues: boolean;
  #changes: RowChange[] = [];
  #problems: ImportProblem[];
  #sorted = false;
  readonly #rejected: Set<number>;

  /** @param keepsValues false where nobody is going to look at values, as while rows are being written */
  constructor(file: ReadFile, job: ReadJob, keepsValues: boolean) {
    this.file = file;
    this.job = job;
    const known: readonly CanonicalColumn[] = IMPORT_COLUMNS[job.noun];
    const there = file.format === 'table' ? file.columns : known;
    this.columns = [...new Set(there)].flatMap((column) => known.find((one) => one === column) ?? []);
    this.#fields = this.columns.map((column) => fieldOf(column));
    this.#keepsValues = keepsValues;
    this.#problems = [...file.read.problems];
    this.#rejected = new Set(file.read.rejected);
    this.counts.warnings = file.read.counts.warnings;
    this.counts.rejected = file.read.rejected.length;
    this.counts.skipped = file.read.skipped.length;
  }

  /** Notes what changes on a record by the row that is at work. `nameOf` says what an identifier stands for. */
  changing(before: RecordFields, after: RecordFields, nameOf: (field: string, id: string) => string | null): void {
    if (!this.#keepsValues) return;
    const told = (field: string, value: RecordFields[string] | undefined) =>
      value === null || value === undefined ? null : (nameOf(field, String(value)) ?? String(value));
    for (const field of Object.keys(after)) {
      const change = { before: told(field, before[field]), after: told(field, after[field]) };
      this.#changes.push({ field, column: columnOf(this.job.noun, field), ...change });
    }
  }

  outcome(row: ImportRow, outcome: Outcome, record: string | null, values: Readonly<Record<string, string | null>>) {
    this.counts[outcome] += 1;
    if (outcome === 'rejected') this.#rejected.add(row.row);
    const changes = outcome === 'updated' ? this.#changes : [];
    this.#changes = [];
    const shown = this.#keepsValues
      ? this.columns.map((column, index) => values[column] ?? textOf(Reflect.get(row, this.#fields[index] ?? '')))
      : [];
    this.rows.add({ row: row.row, outcome, record, values: shown, changes });
  }

  /** A row that was left out or refused before it came to anything, as it stands in the file. */
  leftOut(row: number, outcome: 'skipped' | 'rejected', cells: readonly string[]): void {
    const values = this.columns.map((column) => cells[this.file.columns.indexOf(column)]?.trim() || null);
    this.rows.add({ row, outcome, record: null, values, changes: [] });
  }

  problem(problem: ImportProblem): void {
    this.#problems.push(problem);
    this.#sorted = false;
    if (problem.severity === 'warning') this.counts.warnings += 1;
  }

  /** Whether it is known what becomes of a row. */
  hasRow(row: number): boolean {
    return this.rows.has(row);
  }

  isRejected(row: number): boolean {
    return this.#rejected.has(row);
  }

  /** Rows that were not taken, ascending. */
  get rejected(): readonly number[] {
    return [...this.#rejected].sort((a, b) => a - b);
  }

  get problems(): readonly ImportProblem[] {
    if (!this.#sorted) this.#problems = this.#problems.sort((a, b) => a.row - b.row);
    this.#sorted = true;
    return this.#problems;
  }

  /** A part of the rows with what is wrong with each. */
  page(filter: RowFilter, offset: number, limit: number): RowsPage {
    const wanted = this.#rowsOf(filter);
    const { total, rows } = this.rows.page(
      (row, outcome) =>
        (wanted === null || wanted.has(row)) &&
        (filter.outcome === null || filter.outcome === 'warned' || outcome === filter.outcome),
      offset,
      limit,
    );
    const shown = new Set(rows.map(({ row }) => row));
    const problems = Map.groupBy(
      this.problems.filter(({ row }) => shown.has(row)),
      ({ row }) => row,
    );
    return {
      total,
      columns: [...this.columns],
      rows: rows.map((one) => ({ ...mutable(one), problems: problems.get(one.row) ?? [] })),
    };
  }

  /** The rows with such problems; null where the filter asks for none. */
  #rowsOf({ outcome, problem }: RowFilter): ReadonlySet<number> | null {
    if (problem === null && outcome !== 'warned') return null;
    const fits = (one: ImportProblem) =>
      (outcome !== 'warned' || one.severity === 'warning') &&
      (problem === null || (one.code === problem.code && (one.column ?? null) === problem.column));
    return new Set(this.problems.filter(fits).map(({ row }) => row));
  }

  result(importId: ImportId | null, profile: Result['file']['profile'], rejectsTicket: string | null): Result {
    const { format, table, headings, headerRow, columns, language, read, match, dateOrder } = this.file;
    const { problems } = this;
    const ambiguous = problems.filter(({ code }) => code === 'date_ambiguous');
    return {
      importId,
      read: read.counts.read,
      ...this.counts,
      problems: problems.slice(0, LISTED_PROBLEMS),
      moreProblems: Math.max(0, problems.length - LISTED_PROBLEMS),
      problemKinds: kindsOf(problems),
      file: {
        format,
        encoding: table.encoding,
        delimiter: table.delimiter,
        workbook: table.workbook && workbookOf(table.workbook),
        ambiguousDates: ambiguous.length,
        ambiguousDate: ambiguous[0]?.value ?? null,
        decimal: read.style.decimalSign ?? (table.delimiter === ';' ? 'comma' : 'point'),
        language,
        headerRow: headerRow + 1,
        columns: headings.map((heading, index) => ({ heading, column: columns[index] ?? null })),
        profile,
        match,
        dateOrder,
        dateOrderShown: dateOrder === null ? shownOrder(read) : null,
      },
      rejectsTicket,
    };
  }
}

/** The one order of day and month that the dates of a file show. */
function shownOrder({ style }: ReadFile['read']): Result['file']['dateOrderShown'] {
  const orders = new Set([...style.dateOrders.values()].filter((order) => order !== null));
  const [order] = orders;
  return orders.size === 1 ? (order ?? null) : null;
}

/** What is wrong, each kind once, errors before warnings, the most frequent first. */
function kindsOf(problems: readonly ImportProblem[]): Result['problemKinds'] {
  const kinds = Map.groupBy(problems, ({ code, column, severity }) => `${severity} ${code} ${column ?? ''}`);
  return [...kinds.values()]
    .flatMap((same) => {
      const [first] = same;
      if (first === undefined) return [];
      const { code, column, severity, row, value, otherRow } = first;
      return { code, column: column ?? null, severity, count: same.length, row, value, otherRow };
    })
    .sort((a, b) => a.severity.localeCompare(b.severity) || b.count - a.count || a.row - b.row);
}

function workbookOf({ from1904: _from1904, ...facts }: NonNullable<ReadFile['table']['workbook']>) {
  return { ...facts, sheets: [...facts.sheets] };
}

function mutable({ values, changes, ...one }: RowOutcome) {
  return { ...one, values: [...values], changes: [...changes] };
}

/** `asset_tag` as rows call it: `assetTag`. */
function fieldOf(column: string): string {
  return column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function columnOf(noun: ImportNoun, field: string): CanonicalColumn | null {
  const known: readonly CanonicalColumn[] = IMPORT_COLUMNS[noun];
  const column = COLUMN_OF_FIELD[field] ?? field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return known.find((one) => one === column) ?? null;
}

/** A value of a row as text; of a part of a day, as much as is known. */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.join('; ') || null;
  if (typeof value === 'object' && 'on' in value) return partialDayText(value as Parameters<typeof partialDayText>[0]);
  return String(value);
}
