import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Outcome } from './work.ts';

/** What a row changes on a record that is there; `column` is the column of the file that it belongs to, where there is one. */
export interface RowChange {
  readonly field: string;
  readonly column: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

/** What became of a row, or would become of it. */
export interface RowOutcome {
  readonly row: number;
  readonly outcome: Outcome;
  /** How people call the record that it is about; null for none. */
  readonly record: string | null;
  /** In the order of the columns. */
  readonly values: readonly (string | null)[];
  readonly changes: readonly RowChange[];
}

/** Rows that are packed together: a page of the window needs one or two such blocks. */
const ROWS_PER_BLOCK = 500;
/** A longer value is cut: the window shows a line of it. */
const LONGEST_VALUE = 200;

/**
 * The rows of an import with what becomes of each, packed, so that a hundred thousand of them take a few megabytes and any of them
 * is found at once.
 */
export class RowOutcomes {
  readonly #numbers: number[] = [];
  /** The same, to ask for one; made when somebody asks first, because most files have no row of which anybody does. */
  #known: Set<number> | null = null;
  readonly #outcomes: Outcome[] = [];
  readonly #blocks: Uint8Array[] = [];
  #open: Omit<RowOutcome, 'row' | 'outcome'>[] = [];
  /** The block that was read last, by its number. */
  #read: { readonly block: number; readonly rows: Omit<RowOutcome, 'row' | 'outcome'>[] } | null = null;
  #order: Uint32Array | null = null;

  add({ row, outcome, record, values, changes }: RowOutcome): void {
    this.#numbers.push(row);
    this.#known?.add(row);
    this.#outcomes.push(outcome);
    this.#open.push({ record, values: values.map(cut), changes });
    this.#order = null;
    if (this.#open.length < ROWS_PER_BLOCK) return;
    this.#blocks.push(deflateRawSync(JSON.stringify(this.#open), { level: 1 }));
    this.#open = [];
  }

  has(row: number): boolean {
    this.#known ??= new Set(this.#numbers);
    return this.#known.has(row);
  }

  /** Numbers of the rows, in the order of the file. */
  *rowNumbers(): Generator<number> {
    for (const place of this.#places()) yield this.#numbers[place] ?? 0;
  }

  /** The rows that fit, in the order of the file, from `offset` on. */
  page(
    fits: (row: number, outcome: Outcome) => boolean,
    offset: number,
    limit: number,
  ): { total: number; rows: RowOutcome[] } {
    const rows: RowOutcome[] = [];
    let total = 0;
    for (const place of this.#places()) {
      const [row, outcome] = [this.#numbers[place] ?? 0, this.#outcomes[place] ?? 'rejected'];
      if (!fits(row, outcome)) continue;
      if (total >= offset && rows.length < limit) rows.push({ row, outcome, ...this.#at(place) });
      total += 1;
    }
    return { total, rows };
  }

  /** Every row, in the order of the file. */
  *all(): Generator<RowOutcome, undefined> {
    for (const place of this.#places())
      yield { row: this.#numbers[place] ?? 0, outcome: this.#outcomes[place] ?? 'rejected', ...this.#at(place) };
  }

  /** Where the rows were put, in the order of the file: those that were refused while reading come last. */
  #places(): Uint32Array {
    this.#order ??= Uint32Array.from(this.#numbers.keys()).sort(
      (a, b) => (this.#numbers[a] ?? 0) - (this.#numbers[b] ?? 0),
    );
    return this.#order;
  }

  #at(place: number): Omit<RowOutcome, 'row' | 'outcome'> {
    const block = Math.floor(place / ROWS_PER_BLOCK);
    const rows = block < this.#blocks.length ? this.#block(block) : this.#open;
    return rows[place % ROWS_PER_BLOCK] ?? { record: null, values: [], changes: [] };
  }

  #block(block: number): Omit<RowOutcome, 'row' | 'outcome'>[] {
    if (this.#read?.block !== block) {
      const text = inflateRawSync(this.#blocks[block] ?? new Uint8Array()).toString('utf8');
      this.#read = { block, rows: JSON.parse(text) as Omit<RowOutcome, 'row' | 'outcome'>[] };
    }
    return this.#read.rows;
  }
}

function cut(value: string | null): string | null {
  return value !== null && value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE).toWellFormed()}…` : value;
}
