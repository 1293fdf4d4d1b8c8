import type { Day, PartialDay } from '../day.ts';
import { type DecimalSign, type ReadAmount, readAmount, readCurrency } from './amounts.ts';
import { type DateOrder, readDay, readPartialDay } from './dates.ts';
import type { ColumnOf, ImportNoun } from './headings.ts';
import { type ImportProblem, type ImportProblemCode, PROBLEM_VALUE_LENGTH, type ProblemSeverity } from './problems.ts';
import { isEmptyWord, isToBeAnnounced, type Normalised, readIdentifier, readName, readText } from './values.ts';

/** Columns that come from several places of a row, each with the heading that stands before it, or null for none. */
export type Parts = ReadonlyMap<string, readonly { readonly place: number; readonly label: string | null }[]>;

/** Reads one field of the current row. */
export type Field<T> = () => T;

/**
 * The cells of one row after another. A noun asks once for a reader of each column; a reader looks up nothing by name
 * and allocates nothing per cell, and what a text means is worked out once per column and distinct text. That is what
 * lets 100,000 rows pass in well under a second.
 */
export class Cells<N extends ImportNoun> {
  private readonly places: ReadonlyMap<string, number>;
  private readonly problems: ImportProblem[];
  private readonly dateOrders: ReadonlyMap<string, DateOrder | null>;
  private readonly decimal: DecimalSign | null;
  private readonly from1904: boolean;
  private readonly parts: Parts;
  private cells: readonly string[] = [];
  private number = 0;
  private errors = 0;
  private warnings = 0;

  constructor(
    columns: readonly (ColumnOf<N> | null)[],
    problems: ImportProblem[],
    dateOrders: ReadonlyMap<string, DateOrder | null>,
    decimal: DecimalSign | null,
    from1904 = false,
    parts: Parts = new Map(),
  ) {
    const places = new Map<string, number>();
    columns.forEach((column, index) => {
      if (column !== null && !places.has(column)) places.set(column, index);
    });
    this.places = places;
    this.problems = problems;
    this.dateOrders = dateOrders;
    this.decimal = decimal;
    this.from1904 = from1904;
    this.parts = parts;
  }

  /** Goes to a row. `number` is 1-based, as a spreadsheet counts. */
  start(cells: readonly string[], number: number): void {
    this.cells = cells;
    this.number = number;
    this.errors = 0;
    this.warnings = 0;
  }

  get row(): number {
    return this.number;
  }

  get failed(): boolean {
    return this.errors > 0;
  }

  get warned(): boolean {
    return this.warnings > 0;
  }

  report(
    code: ImportProblemCode,
    severity: ProblemSeverity,
    column?: ColumnOf<N>,
    value?: string,
    otherRow?: number,
  ): void {
    if (severity === 'error') this.errors += 1;
    else this.warnings += 1;
    const cut = value === undefined || value === '' ? undefined : value.slice(0, PROBLEM_VALUE_LENGTH).toWellFormed();
    this.problems.push({
      row: this.number,
      ...(column === undefined ? {} : { column }),
      code,
      severity,
      ...(cut === undefined ? {} : { value: cut }),
      ...(otherRow === undefined ? {} : { otherRow }),
    });
  }

  /** The cell as it stands in the file; '' where the table has no such column or the row is short. */
  raw(column: ColumnOf<N>): Field<string> {
    const place = this.places.get(column);
    return place === undefined ? () => '' : () => this.cells[place] ?? '';
  }

  /** A field with a meaning of its own. `remember` is for columns where few texts repeat often. */
  field<T>(column: ColumnOf<N>, read: (text: string) => Normalised<T | null>, remember = true): Field<T | null> {
    const place = this.places.get(column);
    if (place === undefined) return () => null;
    const known = new Map<string, Normalised<T | null>>();
    return () => {
      const text = this.cells[place];
      if (text === undefined || text === '') return null;
      let found = remember ? known.get(text) : undefined;
      if (found === undefined) {
        found = read(text);
        if (remember) known.set(text, found);
      }
      if (found.problem !== undefined) {
        this.report(found.problem.code, found.problem.severity, column, found.problem.value ?? text.trim());
      }
      return found.value;
    };
  }

  identifier(column: ColumnOf<N>): Field<string | null> {
    return this.field(column, readIdentifier, false);
  }

  name(column: ColumnOf<N>): Field<string | null> {
    return this.field(column, readName);
  }

  text(column: ColumnOf<N>): Field<string | null> {
    return this.field(column, readText, false);
  }

  /**
   * A text that may come from several columns of the file. What is not under a heading of that meaning itself stands behind its
   * own heading, one to a line; cells that say nothing are left away.
   */
  collected(column: ColumnOf<N>): Field<string | null> {
    const own = this.text(column);
    const parts = this.parts.get(column);
    if (parts === undefined) return own;
    const read = (place: number, label: string | null): string | null => {
      const text = this.cells[place]?.trim() ?? '';
      if (label === null) return text === '' ? null : text;
      return isEmptyWord(text) ? null : `${label}: ${text}`;
    };
    return () => {
      const lines = parts.flatMap(({ place, label }) => read(place, label) ?? []);
      const found = readText(lines.join('\n'));
      if (found.problem !== undefined) this.report(found.problem.code, found.problem.severity, column, lines[0]);
      return found.value;
    };
  }

  day(column: ColumnOf<N>): Field<Day | null> {
    const order = this.dateOrders.get(column) ?? null;
    return this.field(column, (text) => readDay(text, order, this.from1904));
  }

  partialDay(column: ColumnOf<N>): Field<PartialDay | null> {
    const order = this.dateOrders.get(column) ?? null;
    return this.field(column, (text) => readPartialDay(text, order, this.from1904));
  }

  /** Like {@link partialDay}, where `tba` is a date that will be announced. */
  announcedDay(column: ColumnOf<N>): Field<PartialDay | 'tba' | null> {
    const order = this.dateOrders.get(column) ?? null;
    return this.field<PartialDay | 'tba'>(column, (text) =>
      isToBeAnnounced(text) ? { value: 'tba' } : readPartialDay(text, order, this.from1904),
    );
  }

  /** An amount and its currency: the currency's own column wins over what the amount's cell says. */
  money(
    amountColumn: ColumnOf<N>,
    currencyColumn: ColumnOf<N>,
  ): { amount: Field<string | null>; currency: Field<string | null> } {
    const readMoney = this.field<ReadAmount>(amountColumn, (text) => readAmount(text, this.decimal));
    const readCode = this.field(currencyColumn, readCurrency);
    const rawAmount = this.raw(amountColumn);
    let last: ReadAmount | null = null;
    return {
      amount: () => {
        last = readMoney();
        return last === null ? null : last.amount;
      },
      currency: () => {
        const code = readCode();
        const own = last === null ? null : last.currency;
        if (code !== null && own !== null && code !== own) {
          this.report('currency_conflict', 'warning', currencyColumn, rawAmount().trim());
        }
        return code ?? own;
      },
    };
  }

  /**
   * A field that the row cannot be without. Reports `missing_value`, unless the cell has an error already, and gives
   * the placeholder, which nobody sees: a row with an error is dropped. Where `unless` holds, the placeholder is the value.
   */
  required<T>(column: ColumnOf<N>, field: Field<T | null>, placeholder: T, unless = () => false): Field<T> {
    return () => {
      const before = this.errors;
      const value = field();
      if (value !== null) return value;
      if (unless()) return placeholder;
      if (this.errors === before) this.report('missing_value', 'error', column);
      return placeholder;
    };
  }
}
