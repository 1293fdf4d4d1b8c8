import type { z } from 'zod';
import type { modelChangesSchema } from '../../contract/model-many.ts';
import type { RecordFields } from '../../data/audit.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import type { ModelId } from '../../domain/ids.ts';
import type { CommandHandlers, QueryHandlers } from '../context.ts';
import { proposeFindings } from '../finding/finding.store.ts';
import { planned, previewOf, wantedFields, writePlanned } from '../many.ts';

type Changes = z.output<typeof modelChangesSchema>;
interface Chosen {
  readonly id: ModelId;
  readonly revision: number;
}
type ModelRow = Chosen & { readonly name: string; readonly notes: string | null } & RecordFields;

export const modelManyQueries = {
  chosen: (asked, { sql }) => ({ chosen: chosenModels(sql, asked) }),

  previewMany: ({ chosen, changes, ...page }, { sql }) => previewOf(planMany(sql, chosen, changes), page),
} satisfies QueryHandlers<'model', 'chosen' | 'previewMany'>;

export const modelManyCommands = {
  updateMany: async ({ chosen, changes, jobId }, context) => {
    const { changed, result } = await writePlanned(
      context,
      { noun: 'model', table: 'DeviceModel', chosen, jobId },
      planMany(context.sql, chosen, changes),
    );
    context.relist.models(changed);
    await proposeFindings(context, { modelIds: changed });
    return result;
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

/** What the changes do to each of the chosen models, in their order. */
function planMany(sql: SqlConnection, chosen: readonly Chosen[], changes: Changes) {
  const rows = statement<[string], ModelRow>(
    sql,
    `SELECT m."id", m."revision", v."name" || ' ' || m."name" AS "name", m."deviceType", m."category", m."stage", m."updatesNeedContract",
       m."whoInstalls", m."leadTimeMonths", m."replacementPrice", m."replacementCurrency", m."notes"
     FROM json_each(?) JOIN "DeviceModel" m ON m."id" = value JOIN "Vendor" v ON v."id" = m."vendorId"`,
  );
  return planned({
    chosen,
    changes,
    read: (ids) => rows.all(ids),
    wanted: (row: ModelRow, { replacementPrice: price, ...fields }) =>
      wantedFields(row, {
        ...fields,
        ...(price === undefined
          ? {}
          : { replacementPrice: price?.amount ?? null, replacementCurrency: price?.currency ?? null }),
      }),
  });
}
