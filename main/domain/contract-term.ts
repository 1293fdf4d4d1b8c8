import type { LastDay, NoticeUnit, Renewal } from './contract.ts';
import { addDays, addMonths, type Day, daysBetween } from './day.ts';
import { addBusinessDays } from './obligation-clock.ts';

/** Days before the last day of notice on which the first reminder comes, where the contract names none (domain.md E8). */
export const NOTIFY_DAYS = 90;

/** The dates and terms of a contract as they stand on paper. */
export interface ContractTerms {
  readonly startsOn: Day | null;
  /** Last day of the first term, where the paper names a day. */
  readonly endsOn: Day | null;
  /** Length of the first term from `startsOn`, where the paper names no day. */
  readonly firstTermMonths: number | null;
  /** Where a length of months ends. */
  readonly lastDay: LastDay;
  readonly renewal: Renewal;
  /** Length of each further term; needed for `tacit` and `express` to go on. */
  readonly renewalMonths: number | null;
  /** Further terms that were signed for; only `express` needs a signature. */
  readonly signedTerms: number;
  readonly noticeAmount: number | null;
  readonly noticeUnit: NoticeUnit | null;
  /** The holidays by which a notice in business days is counted; without them only weekends are days off. */
  readonly isHoliday?: (on: Day) => boolean;
  /** Days before the last day of notice on which the first reminder comes; null for {@link NOTIFY_DAYS}. */
  readonly notifyDays: number | null;
  /** Day on which the hospital gave or received notice. */
  readonly cancelledOn: Day | null;
}

export const CONTRACT_STATUSES = ['upcoming', 'active', 'notice_due', 'notice_missed', 'renewed', 'ended'] as const;
export type ContractStatus = (typeof CONTRACT_STATUSES)[number];

export interface ContractPosition {
  readonly status: ContractStatus;
  /** Last day of the term in which today lies, or of the first one before it; what a decision about renewal is about. */
  readonly runningEndsOn: Day | null;
  /** Last day to which the hospital is bound as things stand; null without any end. */
  readonly termEndsOn: Day | null;
  /** Last day to which the hospital is bound if nobody acts: a term further where it goes on by itself. Null where nothing follows. */
  readonly nextTermEndsOn: Day | null;
  /** Last day on which notice still counts, inclusive; the missed one while `notice_missed`. Null where nothing can be missed. */
  readonly lastNoticeOn: Day | null;
  /** Day of the first reminder. */
  readonly notifyOn: Day | null;
  /** Days from today to `lastNoticeOn`; negative once it has passed. */
  readonly daysToNotice: number | null;
  /** True while the contract goes on by itself after `termEndsOn`. */
  readonly renewsByItself: boolean;
}

/** How many further terms were signed for: the terms that were decided to be renewed, each once. */
export function signedTermsOf(
  decisions: readonly { readonly termEndsOn: string; readonly decision: string }[],
): number {
  return new Set(decisions.filter(({ decision }) => decision === 'renew').map(({ termEndsOn }) => termEndsOn)).size;
}

/** The last day on which notice can be given for a term that ends on `endsOn`, inclusive (domain.md E8). */
export function lastNoticeDay(terms: ContractTerms, endsOn: Day): Day | null {
  const { noticeAmount, noticeUnit, isHoliday = () => false } = terms;
  if (noticeAmount === null || noticeUnit === null) return terms.renewal === 'tacit' ? endsOn : null;
  if (noticeUnit === 'business_days') return addBusinessDays(endsOn, -noticeAmount, { isHoliday });
  return noticeUnit === 'days' ? addDays(endsOn, -noticeAmount) : addMonths(endsOn, -noticeAmount);
}

/** True when the contract renews silently and nobody has cancelled it. */
export function renewsByItself(terms: ContractTerms): boolean {
  return terms.renewal === 'tacit' && terms.cancelledOn === null;
}

/** Months of the first term from its start, and whether it ends on the day before; null where the days do not tell. */
export function firstLength(terms: ContractTerms): { readonly months: number; readonly lastDay: LastDay } | null {
  const { startsOn, endsOn, firstTermMonths, lastDay } = terms;
  if (startsOn === null) return null;
  if (endsOn === null) return firstTermMonths === null ? null : { months: firstTermMonths, lastDay };
  const months = monthNumber(endsOn) - monthNumber(startsOn);
  const lengths = (['anniversary', 'day_before'] as const).flatMap((kind) =>
    [months, months + 1].map((count) => ({ months: count, lastDay: kind })),
  );
  return (
    lengths.find((length) => length.months > 0 && endAfter(startsOn, length.months, length.lastDay) === endsOn) ?? null
  );
}

/** The last day of so many months from `startsOn`, by the custom of {@link LastDay}. */
export function endAfter(startsOn: Day, months: number, lastDay: LastDay): Day {
  const anniversary = addMonths(startsOn, months);
  return lastDay === 'anniversary' ? anniversary : addDays(anniversary, -1);
}

function monthNumber(on: Day): number {
  return Number(on.slice(0, 4)) * 12 + Number(on.slice(5, 7));
}

/**
 * The last day of each term by its number, 0 for the first; null without any end. Every term is counted from the start of the
 * contract, or from its first end where the start does not tell its length: never one from another, because a month's end that
 * was clamped once would stay clamped (2024-01-31, monthly: 2024-02-29, then 2024-03-31).
 */
export function termEnds(terms: ContractTerms): ((term: number) => Day) | null {
  const { startsOn, endsOn } = terms;
  const further = terms.renewalMonths ?? 0;
  const first = firstLength(terms);
  if (startsOn !== null && first !== null) {
    return (term) => endAfter(startsOn, first.months + term * further, first.lastDay);
  }
  return endsOn === null ? null : (term) => addMonths(endsOn, term * further);
}

/** The last day of the first term; null without any end. */
export function firstTermEnd(terms: ContractTerms): Day | null {
  return termEnds(terms)?.(0) ?? null;
}

/** The number of the term in which `on` lies, 0 for the first and for days before it; the last one where none follows. */
export function termNumber(terms: ContractTerms, on: Day): number {
  const ends = termEnds(terms);
  if (ends === null) return 0;
  const last = terms.renewal === 'tacit' && (terms.renewalMonths ?? 0) > 0 ? Number.POSITIVE_INFINITY : signed(terms);
  const further = terms.renewalMonths ?? 0;
  // Begun a little too early, because months have different lengths, and then counted on.
  const guess = further > 0 ? Math.floor((monthNumber(on) - monthNumber(ends(0))) / further) - 1 : 0;
  let term = Math.min(Math.max(0, guess), last);
  while (term < last && ends(term) < on) term += 1;
  return term;
}

/** Further terms that need a signature and have one. */
function signed({ renewal, renewalMonths, signedTerms }: ContractTerms): number {
  return renewal === 'express' && (renewalMonths ?? 0) > 0 ? signedTerms : 0;
}

/** The last day of the term in which `on` lies; before the first end it is the first end. Null without any end. */
export function termEndOn(terms: ContractTerms, on: Day): Day | null {
  return termEnds(terms)?.(termNumber(terms, on)) ?? null;
}

/**
 * The end of the first term for which notice given on `on` is in time. Where notice is longer than a term, several terms
 * that follow the running one are bound already; a term that was signed for is bound in any case.
 */
function boundUntil(terms: ContractTerms, on: Day): Day | null {
  const ends = termEnds(terms);
  if (ends === null) return null;
  let term = Math.max(termNumber(terms, on), signed(terms));
  if (terms.renewal !== 'tacit' || (terms.renewalMonths ?? 0) <= 0) return ends(term);
  for (;;) {
    const lastNotice = lastNoticeDay(terms, ends(term));
    if (lastNotice === null || lastNotice >= on) return ends(term);
    term += 1;
  }
}

/** The last day of the last term that is agreed, where nobody cancels and nothing goes on by itself. Null without any end. */
export function lastAgreedDay(terms: ContractTerms): Day | null {
  return termEnds(terms)?.(signed(terms)) ?? null;
}

/** The first day of the term that ends on `end`: the day after the term before it, or the start of the contract. */
export function termStart(terms: ContractTerms, end: Day | null): Day | null {
  const term = end === null ? 0 : termNumber(terms, end);
  const before = term === 0 ? null : (termEnds(terms)?.(term - 1) ?? null);
  return before === null ? terms.startsOn : addDays(before, 1);
}

/** The day on which a cancelled contract ends: with the first term for which notice was in time (domain.md E9). */
export function cancelledEnd(terms: ContractTerms): Day | null {
  return terms.cancelledOn === null ? null : boundUntil(terms, terms.cancelledOn);
}

/** Where a contract stands on a day (domain.md E8, E9; cli.md `contracts report`). Never typed by a person, always computed. */
export function contractPosition(terms: ContractTerms, today: Day): ContractPosition {
  const running = termEndOn(terms, today);
  const upcoming = terms.startsOn !== null && terms.startsOn > today;
  const bound = boundUntil(terms, today);
  const notice = running && lastNoticeDay(terms, terms.renewal === 'tacit' ? running : (bound ?? running));
  const at = (status: ContractStatus, termEndsOn: Day | null, lastNoticeOn: Day | null, renewsByItself: boolean) => ({
    status,
    runningEndsOn: running,
    termEndsOn,
    nextTermEndsOn: !renewsByItself
      ? null
      : status === 'notice_missed'
        ? termEndsOn
        : followingTermEnd(terms, termEndsOn),
    lastNoticeOn,
    notifyOn: lastNoticeOn && addDays(lastNoticeOn, -notifyDays(terms)),
    daysToNotice: lastNoticeOn && daysBetween(today, lastNoticeOn),
    renewsByItself,
  });
  if (terms.cancelledOn !== null) {
    const end = cancelledEnd(terms);
    return at(end !== null && end < today ? 'ended' : upcoming ? 'upcoming' : 'active', end, null, false);
  }
  const silent = renewsByItself(terms);
  if (upcoming) return at('upcoming', bound, notice, silent);
  if (running === null) return at('active', null, null, false);
  const due = notice !== null && daysBetween(today, notice) <= notifyDays(terms) && notice >= today;
  if (!silent || (terms.renewalMonths ?? 0) <= 0) {
    const end = bound ?? running;
    // It goes on by itself, nobody wrote down for how long: cover does not stop, and no end is known.
    if (end < today) return silent ? at('renewed', null, null, true) : at('ended', end, null, false);
    return at(due ? 'notice_due' : end === firstTermEnd(terms) ? 'active' : 'renewed', end, notice, silent);
  }
  if (notice !== null && notice < today) return at('notice_missed', bound, notice, true);
  return at(due ? 'notice_due' : running === firstTermEnd(terms) ? 'active' : 'renewed', running, notice, true);
}

/** The end of the term after the one that ends on `end`; null where none has a length. */
export function followingTermEnd(terms: ContractTerms, end: Day | null): Day | null {
  const ends = termEnds(terms);
  if (end === null || ends === null || (terms.renewalMonths ?? 0) <= 0) return null;
  return ends(termNumber(terms, end) + 1);
}

function notifyDays(terms: ContractTerms): number {
  return terms.notifyDays ?? NOTIFY_DAYS;
}
