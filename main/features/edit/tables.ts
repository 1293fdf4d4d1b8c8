import { type SqlConnection, statement } from '../../data/connection.ts';
import { tableColumns } from '../../data/table-columns.ts';
import { OBLIGATION_STATE } from '../obligation/obligation-row.ts';

/** A value as rows hold it; bytes as their hexadecimal digits. */
export type Cell = string | number | null;
export type Row = Readonly<Record<string, Cell>>;

/** A column that refers to a record of another table. */
export interface Referral {
  readonly column: string;
  readonly table: string;
  /** The column there. */
  readonly parent: string;
}

/** A table whose rows people edit, as the database itself describes it. */
export interface EditedTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly key: readonly string[];
  /** Columns that hold bytes. */
  readonly bytes: ReadonlySet<string>;
  /** Columns of indexes that allow a value once, beside the key. */
  readonly unique: ReadonlySet<string>;
  readonly referrals: readonly Referral[];
}

/** Columns that only say when a row was written last, and how often. */
export const STAMP: ReadonlySet<string> = new Set(['revision', 'updatedAt', 'updatedBy']);

/**
 * Tables that no step holds: what the program computes, the history and the steps themselves, what leaves, people, signatures, and
 * what only imports write, which have their own way back.
 */
const NOT_EDITED: ReadonlySet<string> = new Set([
  'DeviceListing',
  'ListingState',
  'AuditEntry',
  'AuditChange',
  'EditStep',
  'Migration',
  'ImportRun',
  'ImportChange',
  'Advisory',
  'AdvisoryProduct',
  'AdvisoryVulnerability',
  'AdvisoryStatus',
  'KevEntry',
  'CatalogueEdition',
  'Backup',
  'Publication',
  'User',
  'SignOff',
  'Visit',
]);

/** Settings that somebody decided; all others are the program's own. */
export const EDITED_SETTINGS: ReadonlySet<string> = new Set(['plan.settings', 'businessCalendar']);

/** Columns that the program computes for rows that people work on too. They go back where they stand as the step left them. */
const COMPUTED: Readonly<Record<string, ReadonlySet<string>>> = {
  // Which side an obligation is on may be somebody's decision.
  Obligation: new Set(OBLIGATION_STATE.filter((column) => column !== 'side')),
  Finding: new Set(['confidence', 'reasons', 'versionFit', 'advisoryProductId']),
};
const NOTHING: ReadonlySet<string> = new Set();

/** The columns of a table that nobody types. */
export function computedColumns(table: string): ReadonlySet<string> {
  return COMPUTED[table] ?? NOTHING;
}

/** Whether the program made a row by itself and nobody has decided anything about it: it comes and goes with what it follows from. */
export function isComputed(table: string, row: Row): boolean {
  if (table === 'Obligation')
    return row.triggerKind !== 'event' && (row.side === null || row.side === 'superseded') && row.sideReason === null;
  return table === 'Finding' && row.source !== 'typed' && row.state === 'proposed' && row.decidedOn === null;
}

/** A value as it is compared: that another obligation leads is nothing that somebody decided. */
export function compared(table: string, column: string, value: Cell | undefined): Cell {
  return table === 'Obligation' && column === 'side' && value === 'superseded' ? null : (value ?? null);
}

const known = new WeakMap<SqlConnection, ReadonlyMap<string, EditedTable>>();

/** The tables whose rows people edit, by name. */
export function editedTables(sql: SqlConnection): ReadonlyMap<string, EditedTable> {
  const found = known.get(sql);
  if (found) return found;
  const names = statement<[], { name: string }>(
    sql,
    `SELECT "name" FROM sqlite_master WHERE "type" = 'table' AND "sql" NOT LIKE 'CREATE VIRTUAL%' AND "name" NOT LIKE 'sqlite\\_%' ESCAPE '\\'
       AND "name" NOT LIKE 'DeviceSearch%' ORDER BY 1`,
  ).all();
  const tables = names.flatMap(({ name }) => (NOT_EDITED.has(name) ? [] : [[name, tableOf(sql, name)] as const]));
  const result = new Map(tables);
  known.set(sql, result);
  return result;
}

function tableOf(sql: SqlConnection, name: string): EditedTable {
  const columns = tableColumns(sql, name);
  const unique = statement<[string], { name: string }>(
    sql,
    `SELECT DISTINCT i."name" FROM pragma_index_list(?) l JOIN pragma_index_info(l."name") i WHERE l."unique" = 1 AND l."origin" <> 'pk'`,
  ).all(name);
  return {
    name,
    columns: columns.map((column) => column.name),
    key: columns
      .filter(({ key }) => key > 0)
      .sort((a, b) => a.key - b.key)
      .map((column) => column.name),
    bytes: new Set(columns.filter(({ type }) => type === 'BLOB').map((column) => column.name)),
    unique: new Set(unique.map((column) => column.name)),
    referrals: statement<[string], Referral>(
      sql,
      'SELECT "from" AS "column", "table", "to" AS "parent" FROM pragma_foreign_key_list(?)',
    ).all(name),
  };
}

/** A column as rows are read and noted. */
export function readColumn({ bytes }: EditedTable, column: string, of = ''): string {
  return bytes.has(column) ? `hex(${of}"${column}")` : `${of}"${column}"`;
}

/** The row of a key as it stands; undefined when there is none. */
export function presentRow(sql: SqlConnection, table: EditedTable, key: Row): Row | undefined {
  const columns = table.columns.map((column) => `${readColumn(table, column)} AS "${column}"`).join(', ');
  return statement<Cell[], Row>(sql, `SELECT ${columns} FROM "${table.name}" WHERE ${byKey(table)}`).get(
    ...keyValues(table, key),
  );
}

/** The condition that finds the row of a key; its values are the parameters. */
export function byKey({ key }: EditedTable): string {
  return key.map((column) => `"${column}" = ?`).join(' AND ');
}

export function keyValues({ key: columns }: EditedTable, row: Row): Cell[] {
  return columns.map((column) => row[column] ?? null);
}
