import { type SqlConnection, statement } from '../../data/connection.ts';
import { namesOf } from '../history/record-titles.ts';
import { referencesTo } from '../import/undo-kinds.ts';
import { PLACES } from '../trash/ownership.ts';

/** Where a document is needed. */
export interface DocumentUse {
  /** Table of the row that names it. */
  readonly what: string;
  readonly noun: string | null;
  readonly id: string | null;
  readonly title: string | null;
}

interface UseRow {
  readonly documentId: string;
  readonly what: string;
  readonly noun: string | null;
  readonly id: string | null;
}

/** Selects every row that names a document, as the database itself knows them, with the record in which people meet it. */
function usesSelect(sql: SqlConnection, condition: (column: string) => string): string {
  return referencesTo(sql, { table: 'Document' })
    .filter(({ table }) => table !== 'DocumentContent')
    .map(({ table, column }) => {
      const { noun, id } = PLACES[table] ?? { noun: 'NULL', id: 'NULL' };
      return `SELECT c."${column}" AS "documentId", '${table}' AS "what", ${noun} AS "noun", ${id} AS "id" FROM "${table}" c
        WHERE ${condition(`c."${column}"`)}`;
    })
    .join(' UNION ');
}

/** Where documents are needed, by document. */
export function usesOf(sql: SqlConnection, ids: readonly string[]): ReadonlyMap<string, readonly DocumentUse[]> {
  const rows = statement<[{ ids: string }], UseRow>(
    sql,
    usesSelect(sql, (column) => `${column} IN (SELECT value FROM json_each(@ids))`),
  ).all({ ids: JSON.stringify(ids) });
  const names = namesOf(
    sql,
    rows.flatMap(({ noun, id }) => (noun === null || id === null ? [] : [{ noun, id }])),
  );
  return new Map(
    [...Map.groupBy(rows, ({ documentId }) => documentId)].map(([documentId, uses]) => [
      documentId,
      uses.map(({ what, noun, id }) => ({ what, noun, id, title: names.get(id ?? '') ?? null })),
    ]),
  );
}

/** Selects the identifiers of all documents that something needs. */
export function usedSelect(sql: SqlConnection): string {
  return referencesTo(sql, { table: 'Document' })
    .filter(({ table }) => table !== 'DocumentContent')
    .map(({ table, column }) => `SELECT "${column}" FROM "${table}" WHERE "${column}" IS NOT NULL`)
    .join(' UNION ');
}

/** The identifiers of the documents that lie with a record, or that something of it names. */
export function documentsOf(sql: SqlConnection, noun: string, recordId: string): readonly string[] {
  return statement<[string, string], { documentId: string }>(
    sql,
    `SELECT DISTINCT "documentId" FROM (${usesSelect(sql, (column) => `${column} IS NOT NULL`)}) WHERE "noun" = ? AND "id" = ?`,
  )
    .all(noun, recordId)
    .map(({ documentId }) => documentId);
}
