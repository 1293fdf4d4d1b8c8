import type { ContractTerms } from '../../../main/domain/contract-term.ts';
import { addDays, addMonths, type Day } from '../../../main/domain/day.ts';
import type { Tone } from '../../ui/paint.ts';
import type { ContractDetail, ContractRow } from './types.ts';

/** The tone of a status. A running contract is quiet; what waits for someone is not. */
export const STATUS_TONES: Readonly<Record<ContractRow['status'], Tone>> = {
  upcoming: 'plan',
  active: 'ok',
  renewed: 'ok',
  notice_due: 'near',
  notice_missed: 'end',
  ended: 'unk',
};

/** True while notice was given and the contract has not ended yet. */
export function isCancelled({ cancelledOn, position }: ContractDetail): boolean {
  return cancelledOn !== null && position.status !== 'ended';
}

/** The tone of a contract's page: one that was cancelled runs out, whatever its status says of today. */
export function toneOf(contract: ContractDetail): Tone {
  return isCancelled(contract) ? 'near' : STATUS_TONES[contract.position.status];
}

/** Days before the last day of notice from which there is no time to lose. */
const URGENT_DAYS = 14;

/** How urgent the decision is, as a tone; null where nothing has to be decided soon. */
export function urgency(status: ContractRow['status'], daysToNotice: number | null): Tone | null {
  if (status === 'notice_missed') return 'end';
  if (daysToNotice === null || status === 'ended') return null;
  if (daysToNotice <= URGENT_DAYS) return 'end';
  return status === 'notice_due' ? 'near' : null;
}

/** One stretch of the picture of a term; `from` is null when the start is not recorded. */
export interface Stretch {
  readonly from: Day | null;
  readonly to: Day;
}

export interface TermPicture {
  readonly term: Stretch;
  /** From the first reminder to the last day of notice. */
  readonly window: Stretch | null;
  readonly next: Stretch | null;
  /** True when the next term can no longer be avoided. */
  readonly nextBinding: boolean;
}

/** The term in which `today` lies, the time in which to decide, and the term that would follow. Null without an end. */
export function pictureOf(contract: ContractDetail, today: Day): TermPicture | null {
  const { endsOn, renewalMonths, position } = contract;
  if (endsOn === null) return null;
  const silent = contract.renewal === 'tacit' && renewalMonths !== null;
  const runs = contract.cancelledOn === null ? today : (position.termEndsOn ?? today);
  let count = 0;
  // Terms are counted from the first end, so that the ends of months do not drift.
  while (silent && addMonths(endsOn, count * renewalMonths) < runs) count += 1;
  const end = silent ? addMonths(endsOn, count * renewalMonths) : endsOn;
  const from = count === 0 ? contract.startsOn : addDays(addMonths(endsOn, (count - 1) * (renewalMonths ?? 0)), 1);
  const renews = silent && position.renewsByItself;
  return {
    term: { from, to: end },
    window: position.lastNoticeOn === null ? null : { from: later(position.notifyOn, from), to: position.lastNoticeOn },
    next: renews ? { from: addDays(end, 1), to: addMonths(endsOn, (count + 1) * renewalMonths) } : null,
    nextBinding: position.status === 'notice_missed',
  };
}

function later(a: Day | null, b: Day | null): Day | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

/** The terms as the rules of the domain read them. */
export function termsOf(contract: ContractDetail): ContractTerms {
  const { startsOn, endsOn, renewal, renewalMonths, noticeAmount, noticeUnit, cancelledOn } = contract;
  return { startsOn, endsOn, renewal, renewalMonths, noticeAmount, noticeUnit, cancelledOn };
}
