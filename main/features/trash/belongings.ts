import { type SqlConnection, statement } from '../../data/connection.ts';
import { tableColumns } from '../../data/table-columns.ts';
import type { TrashNoun, TrashRefusal } from '../../domain/trash.ts';
import { namesOf } from '../history/record-titles.ts';
import { holdsCondition, type Reference, referencesTo } from '../import/undo-kinds.ts';
import { PARTS, PLACES, TRASH_TABLES } from './ownership.ts';

/** Rows by number in their table, each with the record with which it goes. */
type Rows = Map<number, string>;

/** A row that keeps a record. */
interface HoldingRow {
  readonly root: string;
  readonly table: string;
  readonly row: number;
}

/** What goes with records, and what keeps them. */
export interface Belongings {
  /** By table, in the order in which it was found: the records first, then their parts, then the parts of these. */
  readonly going: ReadonlyMap<string, ReadonlyMap<number, string>>;
  readonly holding: readonly HoldingRow[];
}

/** References that the database does not know as such. */
const UNDECLARED: Readonly<Record<string, readonly Reference[]>> = {
  Obligation: [{ table: 'RiskException', column: 'obligationId' }],
};
/** Parts that hold their record once somebody worked on them: proposals that were decided, promises that were answered. */
const HOLDS_WHEN_WORKED_ON = new Set(['Finding', 'Obligation']);

/** Names of the columns of a table, with their types. */
export function columnsOf(sql: SqlConnection, table: string): ReadonlyMap<string, string> {
  return new Map(tableColumns(sql, table).map(({ name, type }) => [name, type]));
}

/** Looks at everything that refers to the records, and to what goes with them. */
export function belongingsOf(sql: SqlConnection, noun: TrashNoun, ids: readonly string[]): Belongings {
  const going = new Map<string, Rows>();
  const holding: HoldingRow[] = [];
  const rootTable = TRASH_TABLES[noun];
  const roots = statement<[string], { row: number; id: string }>(
    sql,
    `SELECT c.rowid AS "row", c."id" FROM "${rootTable}" c WHERE c."id" IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify(ids));
  going.set(rootTable, new Map(roots.map(({ row, id }) => [row, id])));
  const waiting = [{ table: rootTable, owners: new Map(roots.map(({ id }) => [id, id])) }];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { table, owners } = next;
    for (const reference of [...referencesTo(sql, { table }), ...(UNDECLARED[table] ?? [])]) {
      const found = new Map<string, string>();
      for (const { row, owner, id, holds } of referring(sql, reference, [...owners.keys()])) {
        const root = owners.get(owner) as string;
        if (holds) holding.push({ root, table: reference.table, row });
        else if (add(going, reference.table, row, root) && id !== null) found.set(id, root);
      }
      if (found.size > 0) waiting.push({ table: reference.table, owners: found });
    }
  }
  for (const { row, root } of links(sql, noun, ids)) add(going, 'DocumentLink', row, root);
  // A device names its model and a version of it, and is still one.
  const once = new Map(holding.map((one) => [`${one.table} ${one.row} ${one.root}`, one]));
  return { going, holding: [...once.values()].filter(({ table, row }) => !going.get(table)?.has(row)) };
}

function add(going: Map<string, Rows>, table: string, row: number, root: string): boolean {
  const rows = going.get(table) ?? new Map<number, string>();
  if (rows.has(row)) return false;
  going.set(table, rows.set(row, root));
  return true;
}

function referring(sql: SqlConnection, { table, column }: Reference, owners: readonly string[]) {
  const isPart = PARTS.has(`${table}.${column}`);
  const holds = !isPart ? 'TRUE' : HOLDS_WHEN_WORKED_ON.has(table) ? holdsCondition(table) : 'FALSE';
  const id = columnsOf(sql, table).has('id') ? 'c."id"' : 'NULL';
  return statement<[string], { row: number; owner: string; id: string | null; holds: number }>(
    sql,
    `SELECT c.rowid AS "row", c."${column}" AS "owner", ${id} AS "id", ${holds} AS "holds"
     FROM "${table}" c WHERE c."${column}" IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify(owners));
}

/** That documents lie with a record; the documents themselves stay. */
function links(sql: SqlConnection, noun: TrashNoun, ids: readonly string[]) {
  return statement<[string, string], { row: number; root: string }>(
    sql,
    `SELECT rowid AS "row", "recordId" AS "root" FROM "DocumentLink" WHERE "noun" = ? AND "recordId" IN (SELECT value FROM json_each(?))`,
  ).all(noun, JSON.stringify(ids));
}

/** Records that show what people decided or signed, with the reason. */
export function refusalsOf(
  sql: SqlConnection,
  noun: TrashNoun,
  ids: readonly string[],
): ReadonlyMap<string, TrashRefusal> {
  const among = 'IN (SELECT value FROM json_each(?))';
  const chosen = (query: string) =>
    statement<[string], { id: string }>(sql, query)
      .all(JSON.stringify(ids))
      .map(({ id }) => id);
  const refused = new Map<string, TrashRefusal>();
  const mark = (refusal: TrashRefusal, query: string) => {
    for (const id of chosen(query)) refused.set(id, refusal);
  };
  if (noun === 'contract')
    mark('decided', `SELECT DISTINCT "contractId" AS "id" FROM "RenewalDecision" WHERE "contractId" ${among}`);
  if (noun === 'procurement')
    mark(
      'decided',
      `SELECT "id" FROM "ProcurementCase" WHERE ("decidedOn" IS NOT NULL OR "chosenCandidateId" IS NOT NULL) AND "id" ${among}`,
    );
  if (noun === 'checklist') mark('locked', `SELECT "id" FROM "Assessment" WHERE "status" <> 'draft' AND "id" ${among}`);
  // A signature that was withdrawn shows that there was one.
  for (const { id } of statement<[string, string], { id: string }>(
    sql,
    `SELECT DISTINCT "recordId" AS "id" FROM "SignOff" WHERE "noun" = ? AND "recordId" ${among}`,
  ).all(noun, JSON.stringify(ids)))
    refused.set(id, 'signed');
  return refused;
}

/** Records in which people meet the rows of one kind, as far as they are named. */
const NAMED = 20;

/** Rows of one kind that keep a record. */
export interface Holder {
  /** Table of the rows, such as `Task`. */
  readonly what: string;
  readonly count: number;
  readonly places: readonly { readonly noun: string; readonly id: string; readonly title: string | null }[];
}

/** By record, what keeps it, with the places where people meet it; records that nothing keeps are left out. */
export function holdersOf(sql: SqlConnection, holding: readonly HoldingRow[]): ReadonlyMap<string, readonly Holder[]> {
  const found = new Map<string, Holder[]>();
  for (const [what, rows] of Map.groupBy(holding, ({ table }) => table)) {
    const places = placesOf(sql, what, rows);
    for (const [root, own] of Map.groupBy(rows, (row) => row.root)) {
      const met = new Map(own.flatMap(({ row }) => places.get(row) ?? []).map((place) => [place.id, place]));
      const named = [...met.values()].slice(0, NAMED);
      const names = namesOf(sql, named);
      const holders = found.get(root) ?? [];
      found.set(root, holders);
      holders.push({
        what,
        count: own.length,
        places: named.map((place) => ({ ...place, title: names.get(place.id) ?? null })),
      });
    }
  }
  return found;
}

function placesOf(sql: SqlConnection, table: string, rows: readonly HoldingRow[]) {
  const place = PLACES[table];
  if (place === undefined) return new Map<number, { noun: string; id: string }>();
  const met = statement<[string], { row: number; noun: string | null; id: string | null }>(
    sql,
    `SELECT c.rowid AS "row", ${place.noun} AS "noun", ${place.id} AS "id" FROM "${table}" c
     WHERE c.rowid IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify(rows.map(({ row }) => row)));
  return new Map(
    met.flatMap(({ row, noun, id }) => (noun === null || id === null ? [] : [[row, { noun, id }] as const])),
  );
}
