import type { RecordFields } from '../../data/audit.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import { AppError } from '../../domain/error.ts';
import type { TrashNoun } from '../../domain/trash.ts';
import type { CommandContext } from '../context.ts';
import { namesOf } from '../history/record-titles.ts';
import { type Belongings, belongingsOf, columnsOf, refusalsOf } from './belongings.ts';
import { followRemoval } from './follow.ts';
import { type KeptTable, overwriting, packRows, type Row, type SqlValue } from './kept-rows.ts';
import { RECORDED_PARTS, TRASH_TABLES } from './ownership.ts';

/** Moves records to the trash, all or none. @throws AppError `not_found`, `input_refused` */
export async function removeRecords(
  context: CommandContext,
  noun: TrashNoun,
  wanted: readonly string[],
): Promise<number> {
  const { sql, now, actor } = context;
  const ids = [...new Set(wanted)];
  const belongings = belongingsOf(sql, noun, ids);
  const present = new Set(belongings.going.get(TRASH_TABLES[noun])?.values());
  const missing = ids.find((id) => !present.has(id));
  if (missing !== undefined) throw new AppError('not_found', { noun, id: missing });
  const held = belongings.holding[0]?.root ?? refusalsOf(sql, noun, ids).keys().next().value;
  if (held !== undefined) throw new AppError('input_refused', { problem: 'trash_held', noun, id: held });

  const titles = namesOf(
    sql,
    ids.map((id) => ({ noun, id })),
  );
  const byRecord = rowsOf(sql, belongings);
  const keep = statement<string[]>(
    sql,
    `INSERT INTO "TrashedRecord" ("id", "noun", "title", "rows", "deletedAt", "deletedBy") VALUES (?, ?, ?, ?, ?, ?)`,
  );
  for (const id of ids) {
    const tables = byRecord.get(id) ?? [];
    keep.run(id, noun, titles.get(id) ?? '', packRows(tables), now, actor);
    recordAll(context, noun, tables, (fields) => [fields, null]);
  }
  const followed = followRemoval(context, noun, belongings);
  overwriting(sql, () => {
    for (const [table, rows] of [...belongings.going].reverse())
      statement<[string]>(sql, `DELETE FROM "${table}" WHERE rowid IN (SELECT value FROM json_each(?))`).run(
        JSON.stringify([...rows.keys()]),
      );
  });
  await followed();
  return ids.length;
}

/** By record, its rows and those of its parts as they stand. */
function rowsOf(sql: SqlConnection, { going }: Belongings): ReadonlyMap<string, readonly KeptTable[]> {
  const found = new Map<string, { table: string; rows: Row[] }[]>();
  for (const [table, roots] of going) {
    const rows = statement<[string], Row & { readonly 'row number': number }>(
      sql,
      `SELECT c.rowid AS "row number", c.* FROM "${table}" c WHERE c.rowid IN (SELECT value FROM json_each(?))`,
    );
    for (const { 'row number': number, ...row } of rows.iterate(JSON.stringify([...roots.keys()]))) {
      const root = roots.get(number) as string;
      const tables = found.get(root) ?? [];
      found.set(root, tables);
      const last = tables.at(-1);
      if (last?.table === table) last.rows.push(row);
      else tables.push({ table, rows: [row] });
    }
  }
  return found;
}

/** Columns that say nothing to people, or that the entry of the history says anyway. */
const UNTOLD = /^(id|revision|createdAt|createdBy|updatedAt|updatedBy|importId|sha256|mediaType|byteSize|.*Key)$/;

/** Tells the history of a record and of those parts that it knows by themselves. */
export function recordAll(
  context: CommandContext,
  noun: TrashNoun,
  tables: readonly KeptTable[],
  change: (fields: RecordFields) => readonly [RecordFields | null, RecordFields | null],
): void {
  for (const { table, rows } of tables) {
    const kind = table === TRASH_TABLES[noun] ? noun : partKind(table);
    if (kind === null) continue;
    const types = columnsOf(context.sql, table);
    for (const row of rows) context.record(kind, String(row.id), ...change(told(row, types)));
  }
}

function partKind(table: string): (typeof RECORDED_PARTS)[keyof typeof RECORDED_PARTS] | null {
  return Object.hasOwn(RECORDED_PARTS, table) ? RECORDED_PARTS[table as keyof typeof RECORDED_PARTS] : null;
}

function told(row: Row, types: ReadonlyMap<string, string>): RecordFields {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]: [string, SqlValue]) => {
      if (UNTOLD.test(name) || value === null || value instanceof Uint8Array) return [];
      // Settings and lists are kept as JSON, which nobody reads.
      if (typeof value === 'string' && /^[[{]/.test(value)) return [];
      return [[name, types.get(name) === 'BOOLEAN' ? value !== 0 : value]];
    }),
  );
}
