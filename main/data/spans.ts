import { type SqlConnection, statement } from './connection.ts';

/** Some places of a table; `after` is not among them, `until` is. */
export interface Span {
  readonly after: number;
  readonly until: number;
}

/** Rows that are read or written between two pauses in which other calls get their turn: some 50 ms. */
const PORTION = 10_000;

/** All places of a table that can hold a row, in portions. */
export function rowSpans(sql: SqlConnection, table: string): readonly Span[] {
  return spansTo(
    statement<[], { last: number | null }>(sql, `SELECT max(rowid) AS "last" FROM "${table}"`).get()?.last,
  );
}

/** The numbers from 1 to the last, in portions. */
export function spansTo(last: number | null | undefined): readonly Span[] {
  return Array.from({ length: Math.ceil((last ?? 0) / PORTION) }, (_, index) => ({
    after: index * PORTION,
    until: (index + 1) * PORTION,
  }));
}

/** Lets other calls through. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
