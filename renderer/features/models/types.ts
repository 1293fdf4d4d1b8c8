import type { Outputs } from '../../bridge/types.ts';

export type ModelRow = Outputs['model']['list']['rows'][number];
export type ModelDetail = Outputs['model']['get'];
export type Component = ModelDetail['components'][number];
