import { type SqlConnection, statement } from './connection.ts';

/** A column as the database itself declares it. */
export interface TableColumn {
  readonly name: string;
  /** As declared, such as `TEXT`, `BLOB` or `BOOLEAN`. */
  readonly type: string;
  /** Whether NULL may stand in it. */
  readonly nullable: boolean;
  /** Place in the primary key, 1 being the first; 0 for a column that is no part of it. */
  readonly key: number;
}

/** The columns of a table in their order; none for a table that is not there. */
export function tableColumns(sql: SqlConnection, table: string): readonly TableColumn[] {
  return statement<[string], { name: string; type: string; notnull: number; pk: number }>(
    sql,
    'SELECT "name", "type", "notnull", "pk" FROM pragma_table_info(?) ORDER BY "cid"',
  )
    .all(table)
    .map(({ name, type, notnull, pk }) => ({ name, type, nullable: notnull === 0 && pk === 0, key: pk }));
}
