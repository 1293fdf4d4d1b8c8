import type { ConflictKind } from '../../../main/domain/conflict.ts';
import type { Outputs } from '../../bridge/types.ts';
import type { Tone } from '../../ui/paint.ts';

export type Conflict = Outputs['conflict']['list']['rows'][number];
export type Member = Outputs['conflict']['get']['members'][number];

/** A line of the list, which tells its lines apart by `id`. */
export type ConflictLine = Conflict & { readonly id: string };

/** What leaves devices without cover is worse than what costs money. */
export const CONFLICT_TONES: Readonly<Record<ConflictKind, Tone>> = {
  paying_past_retirement: 'near',
  paying_past_support: 'near',
  two_contracts: 'near',
  updates_without_contract: 'end',
  uncovered_beside_covered: 'end',
  no_cover: 'unk',
  ends_before_replacement: 'plan',
};

/** Contradictions that are settled by taking devices off a contract; the others by putting them on one. */
export function isPaidForNothing({ kind }: Pick<Conflict, 'kind'>): boolean {
  return kind === 'paying_past_retirement' || kind === 'paying_past_support' || kind === 'two_contracts';
}
