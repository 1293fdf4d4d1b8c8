import { type SqlConnection, statement } from '../../data/connection.ts';

/** A value as SQLite has it. */
export type SqlValue = string | number | null | Uint8Array;
export type Row = Readonly<Record<string, SqlValue>>;
/** Rows of one table. */
export interface KeptTable {
  readonly table: string;
  readonly rows: readonly Row[];
}

/** Marks bytes in JSON. */
const BYTES = '$base64';

/** Rows as text, bytes included. */
export function packRows(tables: readonly KeptTable[]): string {
  const packed = (value: SqlValue) =>
    value instanceof Uint8Array ? { [BYTES]: Buffer.from(value).toString('base64') } : value;
  return JSON.stringify(
    tables.map(({ table, rows }) => ({
      table,
      rows: rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, packed(value)]))),
    })),
  );
}

/** Rows from text. */
export function unpackRows(text: string): readonly KeptTable[] {
  return JSON.parse(text, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && typeof Reflect.get(value, BYTES) === 'string'
      ? Buffer.from(Reflect.get(value, BYTES) as string, 'base64')
      : value,
  ) as KeptTable[];
}

/** Lets whatever is deleted in `work` be overwritten with zeros, also on pages that stay in use. */
export function overwriting<T>(sql: SqlConnection, work: () => T): T {
  sql.pragma('secure_delete = ON');
  try {
    return work();
  } finally {
    sql.pragma('secure_delete = OFF');
  }
}

/** Puts rows into a table. Columns that the table does not have any more are left out; those that came since have their defaults. */
export function insertRow(sql: SqlConnection, table: string, row: Row, columns: ReadonlySet<string>): void {
  const names = Object.keys(row).filter((name) => columns.has(name));
  statement<SqlValue[]>(
    sql,
    `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
  ).run(...names.map((name) => row[name] ?? null));
}
