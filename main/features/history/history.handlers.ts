import type { QueryHandlers } from '../context.ts';
import { entryOf, historyFacets, listHistory } from './history.store.ts';

export const historyQueries = {
  list: ({ filter, ...page }, { sql, words }) => listHistory(sql, filter, page, words),

  entry: ({ seq, ...page }, { sql }) => entryOf(sql, seq, page),

  facets: (_input, { sql }) => historyFacets(sql),
} satisfies QueryHandlers<'history', 'list' | 'entry' | 'facets'>;
