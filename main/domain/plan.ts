import { daysLate, startBy } from './action.ts';
import { addMonths, type Day } from './day.ts';
import { type FirstMonth, type FiscalYear, fiscalYearEnd, fiscalYearOf, fiscalYearStart } from './fiscal-year.ts';
import type { Money } from './money.ts';

/** What is done about a device whose support ends. */
export const PLAN_DECISIONS = [
  /** What follows from the dates. */
  'replace',
  /** Used on as it is; looked at again in the year of the decision. */
  'keep',
  /** Support is bought for longer. It counts for the end of support only once it is recorded with its proof. */
  'extend',
  /** Taken off the network or put behind a wall. */
  'isolate',
  /** Taken out of use without another in its place. */
  'retire',
] as const;
export type PlanDecision = (typeof PLAN_DECISIONS)[number];

/** Where a price comes from: the decision, the model's replacement price, or what the device itself once cost. */
export const PRICE_SOURCES = ['choice', 'model', 'purchase'] as const;
export type PriceSource = (typeof PRICE_SOURCES)[number];

/** The years of a plan. */
export interface PlanSpan {
  readonly fromYear: FiscalYear;
  /** Last year, inclusive. */
  readonly toYear: FiscalYear;
  readonly firstMonth: FirstMonth;
}

/** What the register knows of a device's end, without what procurement can renew. */
export interface TechnicalEnd {
  readonly tracked: boolean;
  /** False while something that would be needed is unknown. */
  readonly complete: boolean;
  /** True when something is known to have ended on a day that nobody knows. */
  readonly ended: boolean;
  /** First and last day that the technical end can mean; null when nothing technical limits. */
  readonly from: Day | null;
  readonly until: Day | null;
}

/** Where the dates alone put a device. */
export type PlanPlace =
  /** Nothing ends, or nobody follows it. */
  | { readonly kind: 'nothing' }
  /** Not planned: something is unknown. `notLaterThan` is what is known to end. */
  | { readonly kind: 'unknown'; readonly notLaterThan: Day | null }
  | {
      readonly kind: 'dated';
      /** Null when support ended on a day that nobody knows. */
      readonly startBy: Day | null;
      readonly needBy: Day | null;
      /** Last day of support, inclusive. */
      readonly until: Day | null;
      /** Days that the start is late, 0 when it is not; null when it is late since a day that nobody knows. */
      readonly daysLate: number | null;
    };

/** What follows from a device's dates: when a replacement has to be started and is needed (domain.md 1.7). */
export function placeOf(end: TechnicalEnd, leadMonths: number, today: Day): PlanPlace {
  if (!end.tracked) return { kind: 'nothing' };
  const over = end.until !== null && end.until < today;
  if (end.ended && !over) return { kind: 'dated', startBy: null, needBy: null, until: null, daysLate: null };
  if (!end.complete && !over) return { kind: 'unknown', notLaterThan: end.until };
  if (end.from === null) return { kind: 'nothing' };
  const start = startBy(end.from, leadMonths);
  return { kind: 'dated', startBy: start, needBy: end.from, until: end.until, daysLate: daysLate(start, today) };
}

/**
 * The fiscal year of a start: the one that contains it, or the plan's first when that is earlier, because what should have
 * been started before has to be started now. Null behind the last year.
 */
export function budgetYear(start: Day | null, { fromYear, toYear, firstMonth }: PlanSpan): FiscalYear | null {
  const year = start === null ? fromYear : fiscalYearOf(start, firstMonth);
  return within(year < fromYear ? fromYear : year, toYear);
}

/** The year of a decision that names one, in the same way. */
export function chosenYear(year: number, { fromYear, toYear }: PlanSpan): FiscalYear | null {
  return within(Math.max(year, fromYear) as FiscalYear, toYear);
}

function within(year: FiscalYear, last: FiscalYear): FiscalYear | null {
  return year > last ? null : year;
}

/**
 * The day on which a device of the plan is no longer without support: its successor works, or it is gone. Null for
 * decisions after which it stays in use. A late or moved start is counted from the first day on which it still can happen.
 */
export function settledOn(
  decision: PlanDecision,
  start: Day | null,
  leadMonths: number,
  year: FiscalYear,
  firstMonth: FirstMonth,
  today: Day,
): Day | null {
  if (decision === 'retire') return fiscalYearEnd(year, firstMonth);
  if (decision !== 'replace') return null;
  if (start !== null && start >= today && fiscalYearOf(start, firstMonth) === year) return addMonths(start, leadMonths);
  const first = fiscalYearStart(year, firstMonth);
  return addMonths(first > today ? first : today, leadMonths);
}

/** What a device costs in the plan, at the prices of its first year. */
export interface PlanPrice {
  readonly price: Money;
  readonly source: PriceSource;
}

/**
 * The price of what was decided: `none` when it costs nothing, null when it would cost something that nobody knows. Only a
 * replacement falls back to the model's price and to what the device once cost: an extension is no new device.
 */
export function priceOf(
  decision: PlanDecision,
  chosen: Money | null,
  model: Money | null,
  purchase: Money | null,
): PlanPrice | 'none' | null {
  if (decision === 'keep' || decision === 'retire') return 'none';
  if (chosen !== null) return { price: chosen, source: 'choice' };
  if (decision !== 'replace') return null;
  if (model !== null) return { price: model, source: 'model' };
  return purchase === null ? null : { price: purchase, source: 'purchase' };
}
