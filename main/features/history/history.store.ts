import type { z } from 'zod';
import type { history, historyEntrySchema, recordChangeSchema } from '../../contract/history.ts';
import type { RecordFields } from '../../data/audit.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Words } from '../../words/words.ts';
import { found } from '../records.ts';
import { type Condition, changeCondition, entryCondition, type HistoryFilter } from './history-filter.ts';
import { nameIn, namesOf, referencesIn } from './record-titles.ts';

export type HistoryEntry = z.input<typeof historyEntrySchema>;
export type RecordChange = z.input<typeof recordChangeSchema>;
type Facets = z.input<NonNullable<(typeof history.facets)['~orpc']['outputSchema']>>;

/** A row of the log, of this vault or of one that was taken in. */
export interface EntryRow {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly summary: string;
}
/** What one command changed on one record, as it is kept. */
export interface ChangeRow {
  readonly id: number;
  readonly seq: number;
  readonly noun: string;
  readonly recordId: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Changed records that an entry shows in a list. */
export const RECORDS_SHOWN = 3;
/** Characters of a value that a list shows. */
const VALUE_SHOWN = 200;
/** Entries that the history of one record gives at most. */
const RECORD_ENTRIES = 500;

const ENTRY = 'e."seq", e."at", e."actor", e."action", e."summary"';
const CHANGE = 'c."id", c."seq", c."noun", c."recordId", c."before", c."after"';

/** A page of the log, newest first: first the entries of the page are found, then their changes and names are read. */
export function listHistory(
  sql: SqlConnection,
  filter: HistoryFilter,
  { offset, limit }: { readonly offset: number; readonly limit: number },
  words: Words,
) {
  const { sql: where, parameters } = entryCondition(filter, words);
  const [total = 0, ...seqs] = statement<(string | number)[], number>(
    sql,
    `WITH "matching" AS MATERIALIZED (SELECT e."seq" FROM "AuditEntry" e WHERE ${where})
     SELECT count(*) FROM "matching"
     UNION ALL SELECT * FROM (SELECT "seq" FROM "matching" ORDER BY "seq" DESC LIMIT ? OFFSET ?)`,
  )
    .pluck()
    .all(...parameters, limit, offset);
  const chosen = JSON.stringify(seqs);
  const entries = statement<[string], EntryRow>(
    sql,
    `SELECT ${ENTRY} FROM "AuditEntry" e WHERE e."seq" IN (SELECT "value" FROM json_each(?)) ORDER BY e."seq" DESC`,
  ).all(chosen);
  const counts = new Map(
    statement<[string], { seq: number; n: number }>(
      sql,
      `SELECT "seq", count(*) AS n FROM "AuditChange" WHERE "seq" IN (SELECT "value" FROM json_each(?)) GROUP BY "seq"`,
    )
      .all(chosen)
      .map(({ seq, n }) => [seq, n]),
  );
  const preferred = changeCondition(filter);
  const rows = entries.map((entry) => ({
    ...told(entry),
    changes: counts.has(entry.seq) ? firstChanges(sql, entry.seq, counts.get(entry.seq) ?? 0, preferred) : [],
  }));
  const read = recordReader(
    sql,
    rows.flatMap(({ changes }) => changes),
  );
  return {
    total,
    rows: rows.map(({ changes, ...entry }) => ({
      ...entry,
      records: ownFirst(entry.action, changes).map((change) => shortened(read(change))),
      moreRecords: (counts.get(entry.seq) ?? 0) - changes.length,
    })),
  };
}

/** One entry with a page of its changes, in the order in which they were made. @throws AppError `not_found` */
export function entryOf(sql: SqlConnection, seq: number, page: { readonly offset: number; readonly limit: number }) {
  const entry = found(
    statement<[number], EntryRow>(sql, `SELECT ${ENTRY} FROM "AuditEntry" e WHERE e."seq" = ?`).get(seq),
    'history',
    String(seq),
  );
  const changes = statement<[number, number, number], ChangeRow>(
    sql,
    `SELECT ${CHANGE} FROM "AuditChange" c WHERE c."seq" = ? ORDER BY c."id" LIMIT ? OFFSET ?`,
  ).all(seq, page.limit, page.offset);
  const total = statement<[number], { n: number }>(sql, 'SELECT count(*) AS n FROM "AuditChange" WHERE "seq" = ?').get(
    seq,
  );
  return { ...told(entry), total: total?.n ?? 0, records: changes.map(recordReader(sql, changes)) };
}

/** Who did what on which kinds of record how often. */
export function historyFacets(sql: SqlConnection): Facets {
  const counted = (of: string) =>
    statement<[], { value: string; count: number }>(
      sql,
      `SELECT "value", count(*) AS "count" FROM (${of}) GROUP BY "value" ORDER BY count(*) DESC, "value"`,
    ).all();
  return {
    actor: counted('SELECT "actor" AS "value" FROM "AuditEntry"'),
    action: counted('SELECT "action" AS "value" FROM "AuditEntry"'),
    noun: counted('SELECT DISTINCT "noun" AS "value", "seq" FROM "AuditChange"'),
  };
}

/** A record that an import may have made; imports say nothing of each record that they made, but the record names its import. */
export interface ImportedRecord {
  readonly noun: string;
  readonly id: string;
  readonly importId: string | null;
}

/**
 * Who changed what on the given records, from what to what, newest first; at most {@link RECORD_ENTRIES} changes. The import
 * that made the record stands at the end.
 */
export function historyOf(
  sql: SqlConnection,
  recordIds: readonly string[],
  { noun, id, importId }: ImportedRecord,
): HistoryEntry[] {
  const rows = statement<[string, number], ChangeRow & EntryRow>(
    sql,
    `SELECT ${CHANGE}, e."at", e."actor", e."action" FROM "AuditChange" c JOIN "AuditEntry" e ON e."seq" = c."seq"
     WHERE c."recordId" IN (SELECT "value" FROM json_each(?)) ORDER BY c."id" DESC LIMIT ?`,
  ).all(JSON.stringify(recordIds), RECORD_ENTRIES);
  const made = statement<[string], EntryRow>(
    sql,
    `SELECT ${ENTRY} FROM "AuditEntry" e WHERE e."action" = 'imports.run' AND json_extract(e."summary", '$.importId') = ?`,
  ).get(importId ?? '');
  const madeRow = made && { ...made, id: 0, noun, recordId: id, before: null, after: '{}' };
  const all = [...rows, ...(madeRow ? [madeRow] : [])].sort((one, other) => other.seq - one.seq || other.id - one.id);
  const read = recordReader(sql, all);
  return all.map((row) => ({ seq: row.seq, at: row.at, actor: row.actor, action: row.action, ...read(row) }));
}

/** Those changes of an entry that the filter asks for, filled up with its first ones. */
function firstChanges(sql: SqlConnection, seq: number, count: number, preferred: Condition | null): ChangeRow[] {
  const read = (where: string, parameters: readonly (string | number)[], limit: number) =>
    statement<(string | number)[], ChangeRow>(
      sql,
      `SELECT ${CHANGE} FROM "AuditChange" c WHERE c."seq" = ? AND ${where} ORDER BY c."id" LIMIT ?`,
    ).all(seq, ...parameters, limit);
  if (preferred === null || count <= RECORDS_SHOWN) return read('TRUE', [], RECORDS_SHOWN);
  const asked = read(preferred.sql, preferred.parameters, RECORDS_SHOWN);
  const others = read(
    'c."id" NOT IN (SELECT "value" FROM json_each(?))',
    [JSON.stringify(asked.map(({ id }) => id))],
    RECORDS_SHOWN,
  );
  return [...asked, ...others].slice(0, RECORDS_SHOWN);
}

/** A command is about the records of its noun; what it made beside them, such as the model of a new device, comes after. */
function ownFirst(action: string, changes: readonly ChangeRow[]): readonly ChangeRow[] {
  const own = (row: ChangeRow) => action.startsWith(`${row.noun}.`);
  return [...changes.filter(own), ...changes.filter((row) => !own(row))];
}

/** Turns changes into what people read. The names of all of them are looked up at once. */
export function recordReader(sql: SqlConnection, rows: readonly ChangeRow[]): (row: ChangeRow) => RecordChange {
  const states = new Map(rows.map((row) => [row, [parse(row.before), parse(row.after)] as const]));
  const names = namesOf(
    sql,
    rows.flatMap((row) => [
      { noun: row.noun, id: row.recordId },
      ...(states.get(row) ?? []).flatMap((state) => referencesIn(state ?? {})),
    ]),
  );
  return (row) => {
    const [before, after] = states.get(row) ?? [null, null];
    return {
      noun: row.noun,
      recordId: row.recordId,
      title: names.get(row.recordId) ?? nameIn(after, before),
      exists: names.has(row.recordId),
      kind: before === null ? 'created' : after === null ? 'removed' : 'changed',
      changes: differences(before ?? {}, after ?? {}, names),
    };
  };
}

function differences(
  before: RecordFields,
  after: RecordFields,
  names: ReadonlyMap<string, string>,
): RecordChange['changes'] {
  const shown = (value: RecordFields[string] | undefined) => {
    if (value === null || value === undefined) return null;
    return typeof value === 'string' ? (names.get(value) ?? value) : String(value);
  };
  return Object.keys({ ...before, ...after })
    .map((field) => ({ field: names.get(field) ?? field, before: shown(before[field]), after: shown(after[field]) }))
    .filter((change) => change.before !== change.after);
}

function shortened(record: RecordChange): RecordChange {
  const short = (value: string | null) =>
    value !== null && value.length > VALUE_SHOWN ? `${value.slice(0, VALUE_SHOWN)}…` : value;
  return {
    ...record,
    changes: record.changes.map(({ field, before, after }) => ({ field, before: short(before), after: short(after) })),
  };
}

/** An entry with its facts read. */
export function told({ seq, at, actor, action, summary }: EntryRow) {
  return { seq, at, actor, action, summary: parse(summary) ?? {} };
}

function parse(text: string | null): RecordFields | null {
  return text === null ? null : (JSON.parse(text) as RecordFields);
}
