import type { QueryHandlers } from '../context.ts';
import { contractCost } from './cost.store.ts';

export const costQueries = {
  get: ({ offset, limit, ...question }, { sql, today }) => {
    const { rows, years, unpriced, ...rest } = contractCost(sql, today, question);
    return { ...rest, years: [...years], unpriced, total: rows.length, rows: rows.slice(offset, offset + limit) };
  },
} satisfies QueryHandlers<'cost', 'get'>;
