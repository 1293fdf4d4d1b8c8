import type { Outputs } from '../../bridge/types.ts';

export type ObligationRow = Outputs['obligation']['list']['rows'][number];
export type ObligationDetail = Outputs['obligation']['get'];
