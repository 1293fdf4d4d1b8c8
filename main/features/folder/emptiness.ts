import { type SqlConnection, statement } from '../../data/connection.ts';
import { AppError } from '../../domain/error.ts';
import { SHIPPED_BY } from '../clause/library.ts';
import { FOLDER_TABLES, PLANTED_TABLES } from './tables.ts';

/** What the making of a vault lays into it; anything else somebody put there. */
const PLANTED: readonly { readonly table: string; readonly where: string; readonly parameters: readonly string[] }[] = [
  { table: 'ChecklistTemplate', where: '"edition" = 1 AND "revision" = 1 AND "basedOnId" IS NULL', parameters: [] },
  { table: 'Clause', where: '"revision" = 1 AND "createdBy" = ? AND "retiredOn" IS NULL', parameters: [SHIPPED_BY] },
  { table: 'ClauseVersion', where: '"createdBy" = ?', parameters: [SHIPPED_BY] },
];

/** @throws AppError `input_refused` with `vault_not_empty` and the table that holds something */
export function requireEmpty(sql: SqlConnection): void {
  const count = (table: string, where = 'FALSE', parameters: readonly string[] = []) =>
    statement<unknown[], { n: number }>(sql, `SELECT count(*) AS n FROM "${table}" WHERE NOT (${where})`).get(
      ...parameters,
    )?.n ?? 0;
  for (const { table } of FOLDER_TABLES) if (!PLANTED_TABLES.includes(table) && count(table) > 0) throw notEmpty(table);
  for (const { table, where, parameters } of PLANTED) if (count(table, where, parameters) > 0) throw notEmpty(table);
  if (count('User') > 1) throw notEmpty('User');
  if (count('FormerVault') > 0) throw notEmpty('FormerVault');
}

function notEmpty(table: string): AppError {
  return new AppError('input_refused', { problem: 'vault_not_empty', table });
}
