import { mayCall, TRASH_NEEDS } from '../../contract/permissions.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import { AppError } from '../../domain/error.ts';
import type { Id } from '../../domain/ids.ts';
import { TRASH_NOUNS, type TrashNoun } from '../../domain/trash.ts';
import type { CommandHandlers, QueryContext, QueryHandlers } from '../context.ts';
import { namesOf } from '../history/record-titles.ts';
import { belongingsOf, holdersOf, refusalsOf } from './belongings.ts';
import { recomputedDevices } from './follow.ts';
import { overwriting } from './kept-rows.ts';
import { TRASH_TABLES } from './ownership.ts';
import { removeRecords } from './remove.ts';
import { restoreRecords, trashedRecords } from './restore.ts';

type TrashedId = Id<'trashed'>;

/** Records that stay, as far as a preview names them. */
const LISTED = 200;

export const trashQueries = {
  preview: ({ noun, ids }, context) => {
    const { sql } = context;
    requireRole(context, noun);
    const wanted = [...new Set(ids)];
    const all = belongingsOf(sql, noun, wanted);
    const present = [...(all.going.get(TRASH_TABLES[noun])?.values() ?? [])] as TrashedId[];
    const refusals = refusalsOf(sql, noun, present);
    const holders = holdersOf(sql, all.holding);
    const kept = present.filter((id) => refusals.has(id) || holders.has(id));
    const staying = new Set(kept);
    const removable = present.filter((id) => !staying.has(id));
    const belongings = kept.length === 0 ? all : belongingsOf(sql, noun, removable);
    const names = namesOf(
      sql,
      present.map((id) => ({ noun, id })),
    );
    const title = (id: string) => names.get(id) ?? null;
    return {
      noun,
      removable: removable.map((id) => ({ id, title: title(id) })),
      kept: kept.slice(0, LISTED).map((id) => ({
        id,
        title: title(id),
        refusal: refusals.get(id) ?? null,
        holders: (holders.get(id) ?? []).map(({ places, ...holder }) => ({ ...holder, places: [...places] })),
      })),
      moreKept: Math.max(0, kept.length - LISTED),
      parts: [...belongings.going]
        .filter(([table]) => table !== TRASH_TABLES[noun] && table !== 'DocumentContent')
        .map(([what, rows]) => ({ what, count: rows.size })),
      recomputed: recomputedDevices(context, belongings).length,
    };
  },

  list: ({ noun, search, offset, limit }, { sql }) => {
    const like = `%${search.trim().replace(/[\\%_]/g, '\\$&')}%`;
    const where = `WHERE (@noun IS NULL OR "noun" = @noun) AND "title" LIKE @like ESCAPE '\\'`;
    const asked = { noun: noun ?? null, like };
    const total = statement<[typeof asked], { n: number }>(
      sql,
      `SELECT count(*) AS n FROM "TrashedRecord" ${where}`,
    ).get(asked);
    // How many rows went with it is counted only for the page.
    const rows = statement<[typeof asked & { offset: number; limit: number }], ListedRow>(
      sql,
      `SELECT "id", "noun", "title", "deletedAt", "deletedBy",
         CASE "noun" WHEN 'document' THEN 0 ELSE (
           SELECT coalesce(sum(json_array_length(e.value, '$.rows')), 1) - 1 FROM "TrashedRecord" t, json_each(t."rows") e WHERE t."id" = p."id"
         ) END AS "parts"
       FROM (SELECT "id", "noun", "title", "deletedAt", "deletedBy" FROM "TrashedRecord" ${where}
             ORDER BY "deletedAt" DESC, "id" LIMIT @limit OFFSET @offset) p`,
    ).all({ ...asked, offset, limit });
    return { total: total?.n ?? 0, rows, nouns: nounsIn(sql) };
  },
} satisfies QueryHandlers<'trash', 'preview' | 'list'>;

interface ListedRow {
  readonly id: TrashedId;
  readonly noun: TrashNoun;
  readonly title: string;
  readonly parts: number;
  readonly deletedAt: string;
  readonly deletedBy: string;
}

export const trashCommands = {
  remove: async ({ noun, ids }, context) => {
    requireRole(context, noun);
    const removed = await removeRecords(context, noun, ids);
    context.note({ noun, removed });
    return { removed };
  },

  restore: async ({ ids }, context) => {
    const records = trashedRecords(context.sql, ids);
    for (const { noun } of records) requireRole(context, noun);
    const leftOut = await restoreRecords(context, records);
    context.note({ restored: records.length });
    return {
      restored: records.map(({ id, noun, title }) => ({ id: id as TrashedId, noun, title })),
      leftOut,
    };
  },

  purge: async ({ ids, current }, context) => {
    const { sql } = context;
    await context.prove(current);
    const chosen =
      ids ??
      statement<[], { id: TrashedId }>(sql, 'SELECT "id" FROM "TrashedRecord"')
        .all()
        .map(({ id }) => id);
    const records = trashedRecords(sql, chosen);
    const going = new Set<string>(chosen);
    for (const { id, title } of ids === null ? [] : records) {
      const needing = neededBy(sql, id).find((other) => !going.has(other.id));
      if (needing !== undefined)
        throw new AppError('input_refused', {
          problem: 'trash_needed',
          id,
          title,
          by: needing.title,
          byId: needing.id,
        });
    }
    const remove = statement<[string]>(sql, 'DELETE FROM "TrashedRecord" WHERE "id" = ?');
    const forget = statement<[string]>(sql, 'DELETE FROM "MergedRecord" WHERE "intoId" = ?');
    // A step that could be taken back would still hold it, and could bring it back.
    const forgetSteps = statement<[string]>(sql, 'DELETE FROM "EditStep" WHERE instr("rows", ?) > 0');
    overwriting(sql, () => {
      for (const { id, title, noun } of records) {
        remove.run(id);
        forget.run(id);
        forgetSteps.run(id);
        context.record('trash', id, { title, noun }, null);
      }
    });
    context.note({ removed: records.length });
    return { removed: records.length };
  },
} satisfies CommandHandlers<'trash', 'remove' | 'restore' | 'purge'>;

/** Whoever may not make a record may not remove or restore one either. @throws AppError `not_permitted` */
function requireRole({ role }: Pick<QueryContext, 'role'>, noun: TrashNoun): void {
  const procedure = TRASH_NEEDS[noun];
  if (!mayCall(role, procedure)) throw new AppError('not_permitted', { procedure, role });
}

/** Records in the trash that belong to one: without it they could not come back. */
function neededBy(sql: SqlConnection, id: string) {
  return statement<[string, string], { id: string; title: string }>(
    sql,
    `SELECT "id", "title" FROM "TrashedRecord" WHERE "id" <> ? AND instr("rows", ?) > 0`,
  ).all(id, JSON.stringify(id));
}

function nounsIn(sql: SqlConnection) {
  const counts = new Map(
    statement<[], { noun: TrashNoun; count: number }>(
      sql,
      'SELECT "noun", count(*) AS "count" FROM "TrashedRecord" GROUP BY "noun"',
    )
      .all()
      .map(({ noun, count }) => [noun, count]),
  );
  return TRASH_NOUNS.flatMap((noun) => {
    const count = counts.get(noun);
    return count === undefined ? [] : [{ noun, count }];
  });
}
