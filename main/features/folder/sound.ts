import { type SqlConnection, statement } from '../../data/connection.ts';
import { MILESTONES } from '../../domain/model.ts';
import { columnsOf, type FolderColumn } from './columns.ts';
import { refused } from './manifest.ts';
import { FOLDER_TABLES, OWN_SETTINGS } from './tables.ts';
import { isPlainObject, isStorable } from './values.ts';

/** Settings that are JSON objects. */
const JSON_SETTINGS = ['plan.settings', 'kevCatalogue', 'businessCalendar'];
const SETTING_NAME = /^[A-Za-z][A-Za-z0-9.:_-]{0,100}$/;
const LONGEST_ORGANISATION = 200;

/** Which field of a setting is wrong; null when it can be taken. */
export function settingProblem(key: string, value: string): 'key' | 'value' | null {
  if (OWN_SETTINGS.includes(key) || !SETTING_NAME.test(key)) return 'key';
  if (key === 'organisation') return value.trim() !== '' && value.length <= LONGEST_ORGANISATION ? null : 'value';
  if (!JSON_SETTINGS.includes(key)) return null;
  try {
    return isPlainObject(JSON.parse(value)) ? null : 'value';
  } catch {
    return 'value';
  }
}

/** Bytes of a removed document, as its row keeps them. */
const BYTES = '$base64';

/** Whether the rows of a removed record could not go back into the tables that they say. */
export function trashProblem(sql: SqlConnection, rows: unknown): boolean {
  if (!Array.isArray(rows)) return true;
  const tables = new Set([...FOLDER_TABLES.map(({ table }) => table), 'DocumentContent']);
  return !rows.every((part) => {
    if (!isPlainObject(part) || typeof part.table !== 'string' || !Array.isArray(part.rows)) return false;
    if (!tables.has(part.table) || part.table === 'Setting') return false;
    const { table } = part;
    const columns = new Map(columnsOf(sql, table).map((column) => [column.name, column]));
    return part.rows.every(
      (row) =>
        isPlainObject(row) && Object.entries(row).every(([name, value]) => fits(table, columns.get(name), value)),
    );
  });
}

function fits(table: string, column: FolderColumn | undefined, value: unknown): boolean {
  // A column that was given up since is left out when the record comes back.
  if (column === undefined) return true;
  if (isPlainObject(value)) return column.name === 'bytes' && typeof value[BYTES] === 'string';
  return isStorable(table, column, value);
}

interface Broken {
  readonly table: string;
  readonly parent: string;
}

/** Conditions that no column alone can say: table, and a row that breaks one. */
const RULES: readonly { readonly table: string; readonly breaks: string }[] = [
  {
    table: 'Milestone',
    breaks: `"kind" NOT IN (${MILESTONES.map((kind) => `'${kind}'`).join(', ')}) AND "kind" NOT IN (SELECT "id" FROM "OwnMilestone")`,
  },
];

/** Looks at everything together before it may count. @throws AppError `file_refused` with the file of the record */
export function requireSound(sql: SqlConnection): void {
  const broken = statement<[], Broken>(sql, 'SELECT "table", "parent" FROM pragma_foreign_key_check LIMIT 1').get();
  if (broken !== undefined)
    throw refused('folder_reference', { file: pathOf(broken.table), other: pathOf(broken.parent) });
  for (const { table, breaks } of RULES)
    if (statement<[]>(sql, `SELECT 1 FROM "${table}" WHERE ${breaks} LIMIT 1`).get() !== undefined)
      throw refused('folder_reference', { file: pathOf(table), other: '' });
}

function pathOf(table: string): string {
  return FOLDER_TABLES.find((one) => one.table === table)?.path ?? table;
}
