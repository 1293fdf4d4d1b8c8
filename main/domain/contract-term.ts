import type { NoticeUnit, Renewal } from './contract.ts';
import { addDays, addMonths, type Day, daysBetween } from './day.ts';

/** Days before the last day of notice from which a contract counts as waiting for a decision (domain.md E8: first alarm at 90). */
export const NOTICE_ALARM_DAYS = 90;

/** The dates and terms of a contract as they stand on paper. */
export interface ContractTerms {
  readonly startsOn: Day | null;
  /** Last day of the first term. */
  readonly endsOn: Day | null;
  readonly renewal: Renewal;
  /** Length of each further term; needed for `tacit` and `express` to go on. */
  readonly renewalMonths: number | null;
  readonly noticeAmount: number | null;
  readonly noticeUnit: NoticeUnit | null;
  /** Day on which the hospital gave or received notice. */
  readonly cancelledOn: Day | null;
}

export const CONTRACT_STATUSES = ['upcoming', 'active', 'notice_due', 'notice_missed', 'renewed', 'ended'] as const;
export type ContractStatus = (typeof CONTRACT_STATUSES)[number];

export interface ContractPosition {
  readonly status: ContractStatus;
  /** Last day to which the hospital is bound as things stand; null without any end. */
  readonly termEndsOn: Day | null;
  /** Last day on which notice still counts, inclusive; the missed one while `notice_missed`. Null where nothing can be missed. */
  readonly lastNoticeOn: Day | null;
  /** Day of the first reminder. */
  readonly notifyOn: Day | null;
  /** Days from today to `lastNoticeOn`; negative once it has passed. */
  readonly daysToNotice: number | null;
  /** True while the contract goes on by itself after `termEndsOn`. */
  readonly renewsByItself: boolean;
}

/** The last day on which notice can be given for a term that ends on `endsOn`, calendar days, inclusive (domain.md E8). */
export function lastNoticeDay(terms: ContractTerms, endsOn: Day): Day | null {
  if (terms.noticeAmount === null || terms.noticeUnit === null) return terms.renewal === 'tacit' ? endsOn : null;
  return terms.noticeUnit === 'days' ? addDays(endsOn, -terms.noticeAmount) : addMonths(endsOn, -terms.noticeAmount);
}

/** True when the contract renews silently and nobody has cancelled it. */
export function renewsByItself(terms: ContractTerms): boolean {
  return terms.renewal === 'tacit' && terms.cancelledOn === null;
}

/** Which term ends on `end`: 0 for the first, 1 after one renewal. */
export function termNumber(terms: Pick<ContractTerms, 'endsOn' | 'renewalMonths'>, end: Day): number {
  const { endsOn, renewalMonths } = terms;
  if (endsOn === null || !renewalMonths || renewalMonths <= 0) return 0;
  const months = (on: Day) => Number(on.slice(0, 4)) * 12 + Number(on.slice(5, 7));
  return Math.round((months(end) - months(endsOn)) / renewalMonths);
}

/**
 * The last day of the term in which `on` lies. Terms are counted from the first end, not from one another, so that month
 * ends do not drift. Before the first end it is the first end.
 */
export function termEndOn(terms: ContractTerms, on: Day): Day | null {
  const { endsOn, renewalMonths } = terms;
  if (endsOn === null || terms.renewal !== 'tacit' || !renewalMonths || renewalMonths <= 0 || on <= endsOn)
    return endsOn;
  const yearsPassed = Number(on.slice(0, 4)) - Number(endsOn.slice(0, 4));
  let count = Math.max(1, Math.floor(((yearsPassed - 1) * 12) / renewalMonths));
  let end = addMonths(endsOn, count * renewalMonths);
  while (end < on) {
    count += 1;
    end = addMonths(endsOn, count * renewalMonths);
  }
  return end;
}

/**
 * The end of the first term for which notice given on `on` is in time. Where notice is longer than a term, several terms
 * that follow the running one are bound already.
 */
function boundUntil(terms: ContractTerms, on: Day): Day | null {
  let end = termEndOn(terms, on);
  if (terms.renewal !== 'tacit' || !terms.renewalMonths || terms.renewalMonths <= 0) return end;
  while (end !== null) {
    const lastNotice = lastNoticeDay(terms, end);
    if (lastNotice === null || lastNotice >= on) break;
    end = termEndOn(terms, addDays(end, 1));
  }
  return end;
}

/** The day on which a cancelled contract ends: with the first term for which notice was in time (domain.md E9). */
export function cancelledEnd(terms: ContractTerms): Day | null {
  return terms.cancelledOn === null ? null : boundUntil(terms, terms.cancelledOn);
}

/** Where a contract stands on a day (domain.md E8, E9; cli.md `contracts report`). Never typed by a person, always computed. */
export function contractPosition(terms: ContractTerms, today: Day): ContractPosition {
  if (terms.cancelledOn !== null) {
    const end = cancelledEnd(terms);
    const ended = end !== null && end < today;
    return position(ended ? 'ended' : startedStatus(terms, today), end, null, today, false);
  }
  const end = termEndOn(terms, today);
  if (terms.startsOn !== null && terms.startsOn > today) {
    return position(
      'upcoming',
      boundUntil(terms, today),
      end && lastNoticeDay(terms, end),
      today,
      renewsByItself(terms),
    );
  }
  if (end === null) return position('active', null, null, today, false);
  const lastNotice = lastNoticeDay(terms, end);
  if (terms.renewal !== 'tacit' || !terms.renewalMonths) {
    // It goes on by itself, nobody wrote down for how long: cover does not stop, and no end is known.
    if (end < today && terms.renewal === 'tacit') return position('renewed', null, null, today, true);
    if (end < today) return position('ended', end, null, today, false);
    const due = lastNotice !== null && daysBetween(today, lastNotice) <= NOTICE_ALARM_DAYS && lastNotice >= today;
    return position(due ? 'notice_due' : 'active', end, lastNotice, today, renewsByItself(terms));
  }
  if (lastNotice !== null && lastNotice < today) {
    return position('notice_missed', boundUntil(terms, today), lastNotice, today, true);
  }
  if (lastNotice !== null && daysBetween(today, lastNotice) <= NOTICE_ALARM_DAYS) {
    return position('notice_due', end, lastNotice, today, true);
  }
  return position(end === terms.endsOn ? 'active' : 'renewed', end, lastNotice, today, true);
}

function startedStatus(terms: ContractTerms, today: Day): ContractStatus {
  return terms.startsOn !== null && terms.startsOn > today ? 'upcoming' : 'active';
}

function position(
  status: ContractStatus,
  termEndsOn: Day | null,
  lastNoticeOn: Day | null,
  today: Day,
  renews: boolean,
): ContractPosition {
  return {
    status,
    termEndsOn,
    lastNoticeOn,
    notifyOn: lastNoticeOn && addDays(lastNoticeOn, -NOTICE_ALARM_DAYS),
    daysToNotice: lastNoticeOn && daysBetween(today, lastNoticeOn),
    renewsByItself: renews,
  };
}
