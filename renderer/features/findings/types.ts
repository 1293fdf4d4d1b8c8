import type { Confidence, FindingState } from '../../../main/domain/finding.ts';
import type { Outputs } from '../../bridge/types.ts';
import type { Tone } from '../../ui/paint.ts';

export type Finding = Outputs['finding']['list']['rows'][number];

/** How sure a proposal is, as colour and shape. */
export const CONFIDENCE_TONES: Readonly<Record<Confidence, Tone>> = { likely: 'near', possible: 'plan', weak: 'unk' };
export const STATE_TONES: Readonly<Record<FindingState, Tone>> = {
  proposed: 'plan',
  confirmed: 'end',
  rejected: 'unk',
};
