import type { Cells } from './cells.ts';
import type { ColumnOf, ImportNoun } from './headings.ts';
import type { ProblemSeverity } from './problems.ts';

/** A row as far as it is compared. */
interface Comparable {
  readonly row: number;
  readonly repeats?: number;
}

/** What tells records apart as one text, upper and lower case being the same. */
export function keyOf(...parts: readonly string[]): string {
  return (parts.length === 1 ? (parts[0] ?? '') : parts.join('\u0000')).toLowerCase();
}

/** Tells of rows of a record that the file has already. */
export class Repeats<N extends ImportNoun, Row extends Comparable> {
  readonly #cells: Cells<N>;
  readonly #column: ColumnOf<N>;
  readonly #severity: ProblemSeverity;
  readonly #rows = new Map<string, Row>();

  /** @param severity of a row that says something else of the same record */
  constructor(cells: Cells<N>, column: ColumnOf<N>, severity: ProblemSeverity = 'error') {
    this.#cells = cells;
    this.#column = column;
    this.#severity = severity;
  }

  /** The row as it goes on: marked where it says the same once more, null where it contradicts an earlier one. */
  told(row: Row, key: readonly string[], value: string): Row | null {
    const text = keyOf(...key);
    const first = this.#rows.get(text);
    if (first === undefined) {
      this.#rows.set(text, row);
      return row;
    }
    return repeatOf(this.#cells, row, first, this.#column, value, this.#severity);
  }
}

/** Reports a row that comes after another one of the same record; null where it is refused. */
export function repeatOf<N extends ImportNoun, Row extends Comparable>(
  cells: Cells<N>,
  row: Row,
  first: Row,
  column: ColumnOf<N>,
  value: string,
  severity: ProblemSeverity = 'error',
): Row | null {
  if (saysTheSame(row, first)) {
    cells.report('repeated_in_file', 'warning', column, value, first.row);
    return { ...row, repeats: first.row };
  }
  cells.report('duplicate_in_file', severity, column, value, first.row);
  return severity === 'error' ? null : row;
}

/** Whether two rows say the same of everything but where they stand. */
export function saysTheSame(one: object, other: object): boolean {
  return Object.keys(one).every((key) => {
    if (key === 'row' || key === 'repeats') return true;
    const [a, b] = [Reflect.get(one, key) as unknown, Reflect.get(other, key) as unknown];
    return a === b || (typeof a === 'object' && a !== null && JSON.stringify(a) === JSON.stringify(b));
  });
}
