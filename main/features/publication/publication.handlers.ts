import type { CommandHandlers, QueryHandlers } from '../context.ts';
import { publications, removePublication } from './publication.store.ts';

export const publicationQueries = {
  list: (_input, { sql }) => ({ rows: publications(sql).map(({ lastHash, ...row }) => row) }),
} satisfies QueryHandlers<'publication', 'list'>;

export const publicationCommands = {
  remove: ({ id, revision }, context) => {
    removePublication(context, id, revision);
    return { removed: true };
  },
} satisfies CommandHandlers<'publication', 'remove'>;
