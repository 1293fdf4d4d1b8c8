import type { Outputs } from '../../bridge/types.ts';

export type ContractRow = Outputs['contract']['list']['rows'][number];
export type ContractDetail = Outputs['contract']['get'];
export type Commitment = Outputs['commitment']['list']['rows'][number];
