import type { Outputs } from '../../bridge/types.ts';

export type KeptFile = Outputs['publication']['list']['rows'][number];
