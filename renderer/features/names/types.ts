import type { Outputs } from '../../bridge/types.ts';

type NamesPage = Outputs['duplicate']['list'];
export type NamePair = NamesPage['rows'][number];
export type NameSide = NamePair['into'];
export type MergePreview = Outputs['duplicate']['preview'];
export type NamedNoun = 'vendor' | 'model';

/** Names a pair, whichever of the two stays. */
export function pairKey({ into, from }: Pick<NamePair, 'into' | 'from'>): string {
  return [into.id, from.id].sort().join(' ');
}
