import { type SqlConnection, statement } from '../../data/connection.ts';
import { AppError } from '../../domain/error.ts';
import type { CommandContext } from '../context.ts';
import { holdsCondition } from '../import/undo-kinds.ts';
import type { PlannedRow } from './plan-step.ts';
import { byKey, type Cell, type EditedTable, keyValues } from './tables.ts';

/** Rows between two pauses for other calls. */
const PORTION = 500;

/**
 * Writes the rows of a step as planned, inside the transaction of the command. Rows refer to each other in every order, so the
 * database looks at that once all are written. @throws AppError `step_stays` with `taken`
 */
export async function applyRows(context: CommandContext, rows: readonly PlannedRow[]): Promise<void> {
  const { sql } = context;
  sql.exec('PRAGMA defer_foreign_keys = ON');
  try {
    const staying = rows.filter(({ wanted, present }) => wanted !== null && present !== undefined);
    // Two devices may have swapped their tags: what must not occur twice is put in once the old values are gone.
    for (const [index, row] of staying.entries()) {
      update(context, row, index);
      if (index % PORTION === PORTION - 1) await letOthersThrough();
    }
    remove(sql, rows.filter(({ wanted }) => wanted === null).toReversed());
    const coming = rows.filter(({ wanted, present }) => wanted !== null && present === undefined);
    // What the program made follows from what people typed.
    for (const row of coming.filter(({ computed }) => !computed)) insert(sql, row);
    for (const row of coming.filter(({ computed }) => computed)) insert(sql, row);
    for (const row of staying) settle(sql, row);
    for (const row of coming)
      if (!row.computed && lacksParent(sql, row)) throw new AppError('step_stays', { reason: 'missing' });
  } catch (error) {
    if (isConstraint(error, 'UNIQUE') || isConstraint(error, 'PRIMARYKEY'))
      throw new AppError('step_stays', { reason: 'taken' }, { cause: error });
    throw error;
  }
}

/** Puts the columns of a row back, and for those that must not occur twice something that never does. */
function update({ sql, now, actor }: CommandContext, { table, key, present, wanted }: PlannedRow, index: number): void {
  const columns = Object.keys(wanted ?? {});
  if (columns.length === 0) return;
  const values = columns.map((column) =>
    table.unique.has(column) && wanted?.[column] !== null ? `~${index}~${now}` : value(table, column, wanted?.[column]),
  );
  const stamps: [string, Cell][] = [
    ['revision', Number(present?.revision) + 1],
    ['updatedAt', now],
    ['updatedBy', actor],
  ];
  const stamped = stamps.filter(([column]) => table.columns.includes(column));
  const all = [...columns, ...stamped.map(([column]) => column)];
  statement<unknown[]>(
    sql,
    `UPDATE "${table.name}" SET ${all.map((column) => `"${column}" = ?`).join(', ')} WHERE ${byKey(table)}`,
  ).run(...values, ...stamped.map(([, cell]) => cell), ...keyValues(table, key));
}

function settle(sql: SqlConnection, { table, key, wanted }: PlannedRow): void {
  const columns = Object.keys(wanted ?? {}).filter((column) => table.unique.has(column));
  if (columns.length === 0) return;
  statement<unknown[]>(
    sql,
    `UPDATE "${table.name}" SET ${columns.map((column) => `"${column}" = ?`).join(', ')} WHERE ${byKey(table)}`,
  ).run(...columns.map((column) => value(table, column, wanted?.[column])), ...keyValues(table, key));
}

/** Removes rows, the last that was made first. One that others of them still refer to waits for its turn. */
function remove(sql: SqlConnection, rows: readonly PlannedRow[]): void {
  for (let left = rows; left.length > 0; ) {
    const waiting = left.filter((row) => !removed(sql, row));
    if (waiting.length === left.length) throw new AppError('step_stays', { reason: 'in_use' });
    left = waiting;
  }
}

function removed(sql: SqlConnection, { table, key, computed }: PlannedRow): boolean {
  // What the program made stays where somebody has begun to work on it.
  const unheld = computed ? ` AND NOT ${holdsCondition(table.name)}` : '';
  try {
    statement<Cell[]>(sql, `DELETE FROM "${table.name}" AS c WHERE ${byKey(table)}${unheld}`).run(
      ...keyValues(table, key),
    );
    return true;
  } catch (error) {
    if (isConstraint(error, 'FOREIGNKEY') || isConstraint(error, 'TRIGGER')) return false;
    throw error;
  }
}

/** Puts a row back whole. One of the program's own is left out where the program has made it anew, or what it followed from is gone. */
function insert(sql: SqlConnection, row: PlannedRow): void {
  const { table, wanted, computed } = row;
  if (computed && lacksParent(sql, row)) return;
  const columns = table.columns.map((column) => `"${column}"`).join(', ');
  statement<unknown[]>(
    sql,
    `INSERT ${computed ? 'OR IGNORE ' : ''}INTO "${table.name}" (${columns}) VALUES (${table.columns.map(() => '?').join(', ')})`,
  ).run(...table.columns.map((column) => value(table, column, wanted?.[column])));
}

/** Whether something that a row refers to is not there. */
function lacksParent(sql: SqlConnection, { table, wanted }: PlannedRow): boolean {
  return table.referrals.some(({ column, table: to, parent }) => {
    const id = wanted?.[column] ?? null;
    if (id === null) return false;
    return statement<[Cell], object>(sql, `SELECT 1 FROM "${to}" WHERE "${parent}" = ?`).get(id) === undefined;
  });
}

function value(table: EditedTable, column: string, cell: Cell | undefined): Cell | Buffer {
  return table.bytes.has(column) && typeof cell === 'string' ? Buffer.from(cell, 'hex') : (cell ?? null);
}

function isConstraint(error: unknown, kind: 'UNIQUE' | 'PRIMARYKEY' | 'FOREIGNKEY' | 'TRIGGER'): boolean {
  return error instanceof Error && 'code' in error && error.code === `SQLITE_CONSTRAINT_${kind}`;
}

function letOthersThrough(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
