import type { z } from 'zod';
import type { contractChangesSchema } from '../../contract/contract-many.ts';
import type { RecordFields } from '../../data/audit.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import type { ContractId } from '../../domain/ids.ts';
import type { CommandHandlers, QueryHandlers } from '../context.ts';
import { planned, previewOf, wantedFields, writePlanned } from '../many.ts';
import { refreshObligations } from '../obligation/obligation.store.ts';
import { contractTriggers } from '../obligation/trigger.store.ts';
import { foundContracts } from './contract.store.ts';

type Changes = z.output<typeof contractChangesSchema>;
interface Chosen {
  readonly id: ContractId;
  readonly revision: number;
}
type ContractRow = Chosen & { readonly name: string; readonly notes: string | null } & RecordFields;

export const contractManyQueries = {
  chosen: (asked, { sql, today }) => {
    const ids = 'ids' in asked ? [...new Set(asked.ids)] : foundContracts(sql, today, asked.search).map(({ id }) => id);
    const rows = statement<[string], Chosen>(
      sql,
      'SELECT c."id", c."revision" FROM json_each(?) JOIN "Contract" c ON c."id" = value',
    );
    return { chosen: rows.all(JSON.stringify(ids)) };
  },

  previewMany: ({ chosen, changes, ...page }, { sql }) => previewOf(planMany(sql, chosen, changes), page),
} satisfies QueryHandlers<'contract', 'chosen' | 'previewMany'>;

export const contractManyCommands = {
  updateMany: async ({ chosen, changes, jobId }, context) => {
    const { sql, today } = context;
    const { changed, result } = await writePlanned(
      context,
      { noun: 'contract', table: 'Contract', chosen, jobId },
      planMany(sql, chosen, changes),
    );
    await refreshObligations(
      context,
      changed.flatMap((id) => contractTriggers(sql, id, today)),
    );
    context.relist.contracts(changed);
    return result;
  },
} satisfies CommandHandlers<'contract', 'updateMany'>;

/** What the changes do to each of the chosen contracts, in their order. */
function planMany(sql: SqlConnection, chosen: readonly Chosen[], changes: Changes) {
  const rows = statement<[string], ContractRow>(
    sql,
    `SELECT c."id", c."revision", c."number" || ', ' || v."name" AS "name", c."kind", c."renewal", c."renewalMonths", c."noticeAmount",
       c."noticeUnit", c."noticeAddress", c."notifyDays", c."includesSecurityUpdates", c."includesOsUpgrades", c."notes"
     FROM json_each(?) JOIN "Contract" c ON c."id" = value JOIN "Vendor" v ON v."id" = c."vendorId"`,
  );
  return planned({
    chosen,
    changes,
    read: (ids) => rows.all(ids),
    wanted: (row: ContractRow, said) => wantedFields(row, said),
  });
}
