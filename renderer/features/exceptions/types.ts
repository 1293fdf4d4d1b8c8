import type { ExceptionState } from '../../../main/domain/exception.ts';
import type { Outputs } from '../../bridge/types.ts';
import type { Tone } from '../../ui/paint.ts';

export type ExceptionRow = Outputs['exception']['list']['rows'][number];
export type ExceptionDetail = Outputs['exception']['get'];

/** Colour and shape of a state. What is over needs somebody, unless it was closed. */
export function toneOf({
  state,
  withdrawnOn,
  candidate,
  signed,
}: Pick<ExceptionRow, 'state' | 'withdrawnOn' | 'candidate' | 'signed'>): Tone {
  // For a gate it counts only once it is signed.
  if (candidate !== null && !signed && (state === 'in_force' || state === 'ending')) return 'unk';
  if (state === 'ended' && withdrawnOn !== null) return 'unk';
  return TONES[state];
}

const TONES: Readonly<Record<ExceptionState, Tone>> = {
  in_force: 'plan',
  ending: 'near',
  ended: 'end',
  withdrawn: 'unk',
};
