import type { ObligationState } from '../../main/domain/obligation-clock.ts';
import type { Tone } from './paint.ts';

/** Colour and shape of where an obligation stands. */
export const OBLIGATION_TONES: Readonly<Record<ObligationState, Tone>> = {
  waiting: 'unk',
  running: 'plan',
  due_soon: 'near',
  met: 'ok',
  met_late: 'near',
  breached: 'end',
  paused: 'plan',
  waived: 'unk',
  not_applicable: 'unk',
  disputed: 'near',
  superseded: 'unk',
};
