import type { InferClientOutputs } from '@orpc/client';
import type { ProgramClient } from './client.ts';

/** What the program answers, by noun and procedure: `Outputs['device']['get']`. */
export type Outputs = InferClientOutputs<ProgramClient>;

export type VaultStatus = Outputs['vault']['status'];
export type TodayAnswer = Outputs['support']['today'];
export type Decision = Outputs['alert']['list']['rows'][number];
