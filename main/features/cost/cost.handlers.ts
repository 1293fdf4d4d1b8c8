import type { QueryHandlers } from '../context.ts';
import { contractCost } from './cost.store.ts';

export const costQueries = {
  get: (question, { sql, today }) => contractCost(sql, today, question),
} satisfies QueryHandlers<'cost', 'get'>;
