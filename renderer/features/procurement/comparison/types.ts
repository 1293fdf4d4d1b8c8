import type { Weighed } from '../../../../main/domain/comparison-rank.ts';
import type { Outputs } from '../../../bridge/types.ts';

export type Comparison = Outputs['comparison']['get'];
export type Candidate = Comparison['candidates'][number];
export type ComparedControls = Outputs['comparison']['controls'];

/** `Norvia Medical InfuSmart 3`. */
export function nameOf({ vendor, model }: Pick<Candidate, 'vendor' | 'model'>): string {
  return `${vendor} ${model}`;
}

/** The candidates as the ranking takes them. */
export function weighed(candidates: readonly Candidate[]): readonly Weighed[] {
  return candidates.map(({ id, values }) => ({ id, values }));
}
