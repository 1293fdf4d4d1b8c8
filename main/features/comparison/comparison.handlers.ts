import type { QueryHandlers } from '../context.ts';
import { comparisonOf } from './comparison.store.ts';
import { comparedControls } from './controls.store.ts';

export const comparisonQueries = {
  get: ({ caseId, weights }, context) => comparisonOf(context, caseId, weights),

  controls: ({ caseId }, { sql }) => comparedControls(sql, caseId),
} satisfies QueryHandlers<'comparison', 'get' | 'controls'>;
