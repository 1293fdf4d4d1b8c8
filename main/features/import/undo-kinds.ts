import { type SqlConnection, statement } from '../../data/connection.ts';
import { UNDO_NOUNS, type UndoNoun } from '../../domain/import/undo.ts';
import { CHANGED_TABLES } from './journal.ts';

/** What an import can have made. */
export interface Kind {
  readonly noun: UndoNoun;
  readonly table: string;
  /** Whether its rows name the import that made them; else the journal does. */
  readonly named: boolean;
  /** Whether its rows carry a revision, by which it shows that somebody edited one. */
  readonly revised: boolean;
}

const TABLES: Readonly<Record<UndoNoun, string>> = {
  ...CHANGED_TABLES,
  contract_line: 'ContractLine',
  milestone: 'Milestone',
  software_version: 'SoftwareVersion',
  location: 'Location',
  department: 'Department',
};

/** In the order in which they go: what refers to something before that to which it refers. */
export const KINDS: readonly Kind[] = UNDO_NOUNS.map((noun) => ({
  noun,
  table: TABLES[noun],
  named: noun !== 'location' && noun !== 'department',
  revised: noun !== 'location' && noun !== 'department' && noun !== 'milestone',
}));

/** The last noun that goes before changed records get their values back: a device may have taken the tag of another. */
export const BEFORE_RESTORE: UndoNoun = 'contract';

/** A column of a table that refers to records of another. */
export interface Reference {
  readonly table: string;
  readonly column: string;
}

/**
 * Rows that hold nothing, although they refer to it: those that the program itself made and nobody worked on, and the parts
 * of a record that its revision speaks for. SQL on the alias `c`, true for a row that does hold.
 */
const HOLDS: Readonly<Record<string, string>> = {
  VendorAlias: 'FALSE',
  VendorRole: 'FALSE',
  CommitmentScope: 'FALSE',
  Finding: `(c."state" <> 'proposed' OR c."decidedOn" IS NOT NULL)`,
  Obligation: `(coalesce(c."side", 'superseded') <> 'superseded'
    OR EXISTS (SELECT 1 FROM "ObligationEvidence" e WHERE e."obligationId" = c."id")
    OR EXISTS (SELECT 1 FROM "ObligationPause" p WHERE p."obligationId" = c."id")
    OR EXISTS (SELECT 1 FROM "Installation" i WHERE i."obligationId" = c."id"))`,
};

/** Every column of the database that refers to records of a kind, as the database itself knows them. */
export function referencesTo(sql: SqlConnection, { table }: Pick<Kind, 'table'>): readonly Reference[] {
  return statement<[string], Reference>(
    sql,
    `SELECT m."name" AS "table", f."from" AS "column" FROM sqlite_master m JOIN pragma_foreign_key_list(m."name") f
     WHERE m."type" = 'table' AND f."table" = ? ORDER BY 1, 2`,
  ).all(table);
}

/** The condition on the alias `c` under which a row of the table holds what it refers to. */
export function holdsCondition(table: string): string {
  return HOLDS[table] ?? 'TRUE';
}

/** Selects the identifiers of what the import `@run` made of a kind. */
export function madeSelect({ table, named, noun }: Kind): string {
  return named
    ? `SELECT "id" FROM "${table}" WHERE "importId" = @run`
    : `SELECT "recordId" AS "id" FROM "ImportChange" WHERE "importId" = @run AND "noun" = '${noun}'`;
}

/** The condition under which the import `@run` made the row of a kind that `alias` stands for. */
export function madeCondition(kind: Kind, alias: string): string {
  return kind.named ? `${alias}."importId" IS @run` : `${alias}."id" IN (${madeSelect(kind)})`;
}

/** Columns that refer to records of a kind and that no index leads to: without one, each removal would read the whole table. */
export function unindexedReferences(sql: SqlConnection, kind: Kind): readonly Reference[] {
  const led = statement<[{ table: string; column: string }]>(
    sql,
    `SELECT 1 FROM pragma_index_list(@table) l JOIN pragma_index_info(l."name") i WHERE i."seqno" = 0 AND i."name" = @column
     UNION ALL SELECT 1 FROM pragma_table_info(@table) t WHERE t."pk" = 1 AND t."name" = @column`,
  );
  return referencesTo(sql, kind).filter(({ table, column }) => led.get({ table, column }) === undefined);
}
