import { addDays, addMonths, type Day } from './day.ts';

/**
 * What was decided about a risk instead of removing it (domain.md 1.1 and 1.3). A risk acceptance takes its devices out of
 * the list of what needs a decision until it ends. A compensating control lowers the risk, and quiets nothing.
 */
export const EXCEPTION_KINDS = ['risk_acceptance', 'compensating_control'] as const;
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number];

/** Where an exception stands on a day. `ending` is in force and ends within {@link EXCEPTION_NOTICE_DAYS}. */
export const EXCEPTION_STATES = ['in_force', 'ending', 'ended', 'withdrawn'] as const;
export type ExceptionState = (typeof EXCEPTION_STATES)[number];

/** Days before its last one from which an exception has a line of its own among the decisions. */
export const EXCEPTION_NOTICE_DAYS = 30;

/**
 * Months that an exception lasts at most, counted from the day on which it was decided or extended. As long as the longest
 * lead time for a replacement, which it may have to bridge (domain.md 1.7); longer nobody can say that a risk stays what it is.
 */
export const EXCEPTION_MONTHS = 36;

/** The days of an exception, all inclusive. */
export interface ExceptionDays {
  readonly decidedOn: Day;
  /** Last day for which it holds. */
  readonly endsOn: Day;
  /** First day on which it no longer holds, when it was withdrawn. */
  readonly withdrawnOn: Day | null;
}

/** Where an exception stands. One that was withdrawn only after its end has ended. */
export function exceptionState({ endsOn, withdrawnOn }: ExceptionDays, today: Day): ExceptionState {
  if (withdrawnOn !== null && withdrawnOn <= today && withdrawnOn <= endsOn) return 'withdrawn';
  if (endsOn < today) return 'ended';
  return endsOn <= addDays(today, EXCEPTION_NOTICE_DAYS) ? 'ending' : 'in_force';
}

/**
 * Whether a risk acceptance keeps its devices off the list on a day. On its last day they are back: that is the day on which
 * somebody has to decide anew.
 */
export function isQuiet({ decidedOn, endsOn, withdrawnOn }: ExceptionDays, today: Day): boolean {
  return decidedOn <= today && today < endsOn && (withdrawnOn === null || today < withdrawnOn);
}

/** The last day that an exception may have which is decided, or extended, on a day. */
export function latestEnd(decidedOn: Day): Day {
  return addMonths(decidedOn, EXCEPTION_MONTHS);
}

/** What is wrong with the days of an exception. */
export type ExceptionProblem = 'decided_in_future' | 'ends_before_decision' | 'ends_too_late';

/** The problem of a new or changed exception; null when it can be recorded. */
export function exceptionProblem(
  { decidedOn, endsOn }: Pick<ExceptionDays, 'decidedOn' | 'endsOn'>,
  today: Day,
): ExceptionProblem | null {
  if (decidedOn > today) return 'decided_in_future';
  if (endsOn < decidedOn) return 'ends_before_decision';
  return endsOn > latestEnd(decidedOn) ? 'ends_too_late' : null;
}
