import {
  type ContractTerms,
  followingTermEnd,
  signedTermsOf,
  termEndOn,
  termStart,
} from '../../../main/domain/contract-term.ts';
import { addDays, type Day } from '../../../main/domain/day.ts';
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
  const { position } = contract;
  const terms = termsOf(contract);
  const end = termEndOn(terms, contract.cancelledOn === null ? today : (position.termEndsOn ?? today));
  if (end === null) return null;
  const from = termStart(terms, end);
  const signed = position.termEndsOn !== null && position.termEndsOn > end ? position.termEndsOn : null;
  const next = position.renewsByItself ? followingTermEnd(terms, end) : signed;
  return {
    term: { from, to: end },
    window: position.lastNoticeOn === null ? null : { from: later(position.notifyOn, from), to: position.lastNoticeOn },
    next: next === null ? null : { from: addDays(end, 1), to: next },
    nextBinding: signed !== null,
  };
}

function later(a: Day | null, b: Day | null): Day | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

/** The terms as the rules of the domain read them. */
export function termsOf(contract: ContractDetail): ContractTerms {
  const { startsOn, endsOn, firstTermMonths, lastDay, renewal, renewalMonths } = contract;
  const { noticeAmount, noticeUnit, notifyDays, cancelledOn, decisions, holidays } = contract;
  const daysOff = new Set(holidays);
  return {
    startsOn,
    endsOn,
    firstTermMonths,
    lastDay,
    renewal,
    renewalMonths,
    signedTerms: signedTermsOf(decisions),
    noticeAmount,
    noticeUnit,
    isHoliday: (on) => daysOff.has(on),
    notifyDays,
    cancelledOn,
  };
}

/** What was decided last about the term that runs; null while nobody decided. */
export function currentDecision({ decisions, position }: ContractDetail): ContractDetail['decisions'][number] | null {
  return decisions.find(({ termEndsOn }) => termEndsOn === position.runningEndsOn) ?? null;
}
