import { type SqlConnection, statement } from '../../data/connection.ts';
import { AppError } from '../../domain/error.ts';
import type { RestoreProblem, TrashNoun } from '../../domain/trash.ts';
import type { CommandContext } from '../context.ts';
import { namesOf } from '../history/record-titles.ts';
import { found } from '../records.ts';
import { columnsOf } from './belongings.ts';
import { followRestore } from './follow.ts';
import { insertRow, type KeptTable, overwriting, type Row, type SqlValue, unpackRows } from './kept-rows.ts';
import { TRASH_TABLES } from './ownership.ts';
import { recordAll } from './remove.ts';

/** A record in the trash. */
export interface Trashed {
  readonly id: string;
  readonly noun: TrashNoun;
  readonly title: string;
  readonly rows: string;
}

interface Part {
  readonly table: string;
  readonly row: Row;
}

/** Records with what comes back of them. */
interface Ready {
  readonly tables: readonly KeptTable[];
  readonly leftOut: number;
}

/** The records as they lie in the trash. @throws AppError `not_found` */
export function trashedRecords(sql: SqlConnection, ids: readonly string[]): Trashed[] {
  const select = statement<[string], Trashed>(
    sql,
    'SELECT "id", "noun", "title", "rows" FROM "TrashedRecord" WHERE "id" = ?',
  );
  return [...new Set(ids)].map((id) => found(select.get(id), 'trash', id));
}

/** Brings records back, each as soon as everything is there to which it belongs. @throws AppError `input_refused` */
export async function restoreRecords(context: CommandContext, records: readonly Trashed[]): Promise<number> {
  const { sql } = context;
  // Rows refer to one another in both directions; whether all are there is looked at when the command is done.
  sql.pragma('defer_foreign_keys = ON');
  const back: KeptTable[] = [];
  let leftOut = 0;
  let waiting = records;
  while (waiting.length > 0) {
    const left: Trashed[] = [];
    let refused: AppError | null = null;
    for (const record of waiting) {
      const ready = readyToReturn(sql, record);
      if (ready instanceof AppError) {
        refused ??= ready;
        left.push(record);
        continue;
      }
      putBack(context, record, ready.tables);
      back.push(...ready.tables);
      leftOut += ready.leftOut;
    }
    if (refused !== null && left.length === waiting.length) throw refused;
    waiting = left;
  }
  await followRestore(context, back, new Set(records.map(({ noun }) => noun)));
  return leftOut;
}

function putBack(context: CommandContext, { id, noun }: Trashed, tables: readonly KeptTable[]): void {
  const { sql } = context;
  for (const { table, rows } of tables) {
    const columns = new Set(columnsOf(sql, table).keys());
    for (const row of rows) insertRow(sql, table, row, columns);
  }
  overwriting(sql, () => statement<[string]>(sql, 'DELETE FROM "TrashedRecord" WHERE "id" = ?').run(id));
  recordAll(context, noun, tables, (fields) => [null, fields]);
}

/** What comes back of a record, or why it cannot come back. Parts whose counterpart is gone for good stay away. */
function readyToReturn(sql: SqlConnection, record: Trashed): Ready | AppError {
  const kept = unpackRows(record.rows).filter(({ table }) => columnsOf(sql, table).size > 0);
  let parts: Part[] = kept.flatMap(({ table, rows }) => rows.map((row) => ({ table, row })));
  const all = parts.length;
  for (let before = -1; before !== parts.length; ) {
    before = parts.length;
    const own = new Set(parts.map(({ table, row }) => `${table} ${row.id}`));
    const left: Part[] = [];
    for (const part of parts) {
      const whole = withCounterparts(sql, record, part, own);
      if (whole instanceof AppError) return whole;
      if (whole !== null) left.push(whole);
    }
    parts = left;
  }
  const tables = kept.map(({ table }) => ({
    table,
    rows: parts.filter((part) => part.table === table).map(({ row }) => row),
  }));
  return { tables, leftOut: all - parts.length };
}

/** The row with what it can still refer to; null for a part that cannot come back, an error for the record itself. */
function withCounterparts(
  sql: SqlConnection,
  record: Trashed,
  { table, row }: Part,
  own: ReadonlySet<string>,
): Part | null | AppError {
  const isRecord = table === TRASH_TABLES[record.noun];
  let whole = row;
  for (const { column, target, required } of referencesOf(sql, table)) {
    const id = row[column];
    if (typeof id !== 'string' || own.has(`${target} ${id}`) || isThere(sql, target, id)) continue;
    const needed = inTrash(sql, id);
    if (needed !== undefined)
      return refusal('trash_needs', record, { field: column, needs: needed.title, needsId: needed.id });
    if (!required) whole = { ...whole, [column]: null };
    else if (isRecord) return refusal('trash_gone', record, { field: column });
    else return null;
  }
  const taken = takenBy(sql, table, row);
  if (taken === null) return { table, row: whole };
  if (!isRecord) return null;
  const by = taken.id === null ? null : (namesOf(sql, [{ noun: record.noun, id: taken.id }]).get(taken.id) ?? null);
  return refusal('trash_taken', record, { field: taken.field, value: taken.value, by, byId: taken.id });
}

function refusal(
  problem: RestoreProblem,
  { noun, id, title }: Trashed,
  facts: Readonly<Record<string, string | null>>,
): AppError {
  return new AppError('input_refused', { problem, noun, id, title, ...facts });
}

interface Referring {
  readonly column: string;
  readonly target: string;
  readonly required: number;
}

/** Columns of a table that refer to others. A document's link names its record by kind. */
function referencesOf(sql: SqlConnection, table: string): readonly Referring[] {
  return statement<[string, string], Referring>(
    sql,
    `SELECT f."from" AS "column", f."table" AS "target", t."notnull" AS "required"
     FROM pragma_foreign_key_list(?) f JOIN pragma_table_info(?) t ON t."name" = f."from"`,
  ).all(table, table);
}

function isThere(sql: SqlConnection, table: string, id: string): boolean {
  const key = columnsOf(sql, table).has('id') ? 'id' : 'documentId';
  return statement<[string]>(sql, `SELECT 1 FROM "${table}" WHERE "${key}" = ?`).get(id) !== undefined;
}

/** The record in the trash with which a row went. */
function inTrash(sql: SqlConnection, id: string) {
  return statement<[{ id: string; row: string }], { id: string; title: string }>(
    sql,
    // Documents have no parts that others refer to, and carry their bytes.
    `SELECT "id", "title" FROM "TrashedRecord" WHERE "id" = @id OR ("noun" <> 'document' AND instr("rows", @row) > 0)`,
  ).get({ id, row: `"id":${JSON.stringify(id)}` });
}

/** The first value of a row that only one row may have, and that another has by now. */
function takenBy(sql: SqlConnection, table: string, row: Row) {
  const indexes = statement<[string], { name: string }>(
    sql,
    'SELECT "name" FROM pragma_index_list(?) WHERE "unique" = 1',
  ).all(table);
  const hasId = columnsOf(sql, table).has('id');
  for (const { name } of indexes) {
    const columns = statement<[string], { name: string }>(sql, 'SELECT "name" FROM pragma_index_info(?)')
      .all(name)
      .map((column) => column.name);
    const values = columns.map((column) => row[column] ?? null);
    if (values.includes(null)) continue;
    const other = statement<SqlValue[], { id: string | null }>(
      sql,
      `SELECT ${hasId ? '"id"' : 'NULL AS "id"'} FROM "${table}" WHERE ${columns.map((column) => `"${column}" = ?`).join(' AND ')}`,
    ).get(...values);
    if (other !== undefined) return { field: shown(columns.at(-1) ?? ''), value: valueAt(row, columns), id: other.id };
  }
  // A name that is another vendor's other name by now would belong to two.
  if (table !== 'Vendor') return null;
  const alias = statement<[SqlValue], { id: string }>(
    sql,
    'SELECT "vendorId" AS "id" FROM "VendorAlias" WHERE "aliasKey" = ?',
  ).get(row.nameKey ?? null);
  return alias === undefined ? null : { field: 'name', value: String(row.name), id: alias.id };
}

/** What people know of a column that holds a reduced name. */
function shown(column: string): string {
  return column === 'nameKey' ? 'name' : column;
}

function valueAt(row: Row, columns: readonly string[]): string {
  return String(row[shown(columns.at(-1) ?? '')] ?? '');
}
