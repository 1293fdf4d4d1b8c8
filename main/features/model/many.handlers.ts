import type { z } from 'zod';
import type { modelChangesSchema } from '../../contract/model-many.ts';
import type { RecordFields } from '../../data/audit.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import { AppError } from '../../domain/error.ts';
import type { ModelId } from '../../domain/ids.ts';
import { appended } from '../../domain/many.ts';
import type { CommandHandlers, QueryHandlers } from '../context.ts';
import { proposeFindings } from '../finding/finding.store.ts';
import { compared, ManyTally, type Planned, previewOf, refused } from '../many.ts';

type Changes = z.output<typeof modelChangesSchema>;
interface Chosen {
  readonly id: ModelId;
  readonly revision: number;
}
type ModelRow = Chosen & { readonly name: string; readonly notes: string | null } & RecordFields;

/** Models that are read at once; other calls get their turn in between. */
const PORTION = 1000;

export const modelManyQueries = {
  chosen: (asked, { sql }) => ({ chosen: chosenModels(sql, asked) }),

  previewMany: ({ chosen, changes, ...page }, { sql }) => previewOf(planMany(sql, chosen, changes), page),
} satisfies QueryHandlers<'model', 'chosen' | 'previewMany'>;

export const modelManyCommands = {
  updateMany: async ({ chosen, changes, jobId }, context) => {
    const { sql, now, actor } = context;
    const job = context.job(jobId);
    const tally = new ManyTally<ModelId>();
    const changed: ModelId[] = [];
    let done = 0;
    for await (const portion of planMany(sql, chosen, changes)) {
      await job.step(done, chosen.length);
      for (const one of portion) {
        tally.add(one);
        if (one.outcome !== 'changed') continue;
        const names = Object.keys(one.after);
        statement<unknown[]>(
          sql,
          `UPDATE "DeviceModel" SET ${names.map((name) => `"${name}" = ?`).join(', ')}, "revision" = "revision" + 1, "updatedAt" = ?, "updatedBy" = ? WHERE "id" = ?`,
        ).run(...Object.values(one.after), now, actor, one.id);
        context.record('model', one.id, one.before, one.after);
        changed.push(one.id);
      }
      done += portion.length;
    }
    await job.step(done, chosen.length);
    context.relist.models(changed);
    await proposeFindings(context, { modelIds: changed });
    context.note({ chosen: chosen.length, ...tally.counts });
    return tally.result();
  },
} satisfies CommandHandlers<'model', 'updateMany'>;

function chosenModels(
  sql: SqlConnection,
  asked: { readonly search: string } | { readonly ids: readonly ModelId[] },
): Chosen[] {
  if ('ids' in asked)
    return statement<[string], Chosen>(
      sql,
      'SELECT m."id", m."revision" FROM json_each(?) JOIN "DeviceModel" m ON m."id" = value',
    ).all(JSON.stringify([...new Set(asked.ids)]));
  const like = `%${asked.search.trim().replace(/[\\%_]/g, '\\$&')}%`;
  return statement<[string, string, string], Chosen>(
    sql,
    `SELECT m."id", m."revision" FROM "DeviceModel" m JOIN "Vendor" v ON v."id" = m."vendorId"
     WHERE m."name" LIKE ? ESCAPE '\\' OR v."name" LIKE ? ESCAPE '\\' OR coalesce(m."deviceType", '') LIKE ? ESCAPE '\\'`,
  ).all(like, like, like);
}

/** What the changes do to each of the chosen models, in their order. Portions let other calls through. */
async function* planMany(
  sql: SqlConnection,
  chosen: readonly Chosen[],
  changes: Changes,
): AsyncGenerator<readonly Planned<ModelId>[]> {
  if (Object.values(changes).every((value) => value === undefined))
    throw new AppError('input_refused', { problem: 'no_change', field: 'changes' });
  for (let at = 0; at < chosen.length; at += PORTION) {
    const portion = chosen.slice(at, at + PORTION);
    const rows = statement<[string], ModelRow>(
      sql,
      `SELECT m."id", m."revision", v."name" || ' ' || m."name" AS "name", m."deviceType", m."category", m."stage", m."updatesNeedContract",
         m."whoInstalls", m."leadTimeMonths", m."replacementPrice", m."replacementCurrency", m."notes"
       FROM json_each(?) JOIN "DeviceModel" m ON m."id" = value JOIN "Vendor" v ON v."id" = m."vendorId"`,
    ).all(JSON.stringify(portion.map(({ id }) => id)));
    const byId = new Map(rows.map((row) => [row.id, row]));
    yield portion.map(({ id, revision }) => {
      const row = byId.get(id);
      if (row === undefined) return refused(id, '', 'not_found');
      if (row.revision !== revision) return refused(id, row.name, 'stale_edit');
      const wanted = wantedColumns(row, changes);
      return wanted === null ? refused(id, row.name, 'too_long') : compared(row, row, wanted);
    });
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

/** The columns that the changes speak of, as they shall be; null where the notes would grow too long. */
function wantedColumns(row: ModelRow, { appendNotes, replacementPrice, ...fields }: Changes): RecordFields | null {
  const wanted: Record<string, string | number | null> = {};
  for (const [name, value] of Object.entries(fields))
    if (value !== undefined) wanted[name] = value === '' ? null : value;
  if (replacementPrice !== undefined) {
    wanted.replacementPrice = replacementPrice?.amount ?? null;
    wanted.replacementCurrency = replacementPrice?.currency ?? null;
  }
  if (appendNotes === undefined) return wanted;
  const notes = appended(fields.notes === undefined ? row.notes : fields.notes, appendNotes);
  return notes === null ? null : { ...wanted, notes };
}
