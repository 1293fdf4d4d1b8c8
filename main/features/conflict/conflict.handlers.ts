import { AppError } from '../../domain/error.ts';
import type { QueryHandlers } from '../context.ts';
import { conflictMembers, conflictsReport, listConflicts } from './conflict.store.ts';

export const conflictQueries = {
  list: ({ asOf, kind }, context) => {
    const on = asOf ?? context.today;
    const all = listConflicts(context, on);
    return {
      asOf: on,
      counts: Object.fromEntries(
        [...Map.groupBy(all, (conflict) => conflict.kind)].map(([name, own]) => [name, own.length]),
      ),
      rows: all
        .filter((conflict) => kind === undefined || kind.includes(conflict.kind))
        .map(({ deviceIds, ...row }) => row),
    };
  },

  get: ({ key, asOf }, context) => {
    const conflict = listConflicts(context, asOf ?? context.today).find((one) => one.key === key);
    if (conflict === undefined) throw new AppError('not_found', { noun: 'conflict', id: key });
    const { deviceIds, ...row } = conflict;
    return { ...row, members: conflictMembers(context.sql, deviceIds) };
  },

  report: ({ asOf }, context) => conflictsReport(context, asOf ?? context.today),
} satisfies QueryHandlers<'conflict', 'list' | 'get' | 'report'>;
