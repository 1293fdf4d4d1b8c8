import { type ContractTerms, termEndOn, termStart } from './contract-term.ts';
import { contractEnd, contractYear } from './contract-year.ts';
import { addDays, type Day, daysBetween } from './day.ts';

/** What a contract gives beside repair. */
export const ENTITLEMENT_KINDS = [
  'maintenance_visit',
  'upgrade',
  'training',
  'loan_device',
  'spare_part',
  'work_hour',
  'other',
] as const;
export type EntitlementKind = (typeof ENTITLEMENT_KINDS)[number];

/** After which an entitlement begins anew. */
export const ENTITLEMENT_PERIODS = ['year', 'term', 'contract'] as const;
export type EntitlementPer = (typeof ENTITLEMENT_PERIODS)[number];

/** Days before the end of a period from which something unused is told. */
export const ENTITLEMENT_NOTICE_DAYS = 60;

/** A stretch in which an amount can be used, both days inclusive; null is open. */
export interface EntitlementPeriod {
  readonly from: Day | null;
  readonly until: Day | null;
}

/**
 * The period in which `on` lies: a year of the contract, one of its terms, or all of it. No period reaches beyond the end of the
 * contract as things stand; after that it is the last one, and before the start the first.
 */
export function entitlementPeriod(terms: ContractTerms, per: EntitlementPer, on: Day): EntitlementPeriod {
  const end = contractEnd(terms);
  const at = end !== null && end < on ? end : on;
  const clipped = (until: Day | null) => (end !== null && (until === null || until > end) ? end : until);
  if (per === 'contract') return { from: terms.startsOn, until: end };
  if (per === 'term') {
    const until = termEndOn(terms, at);
    return { from: termStart(terms, until), until: clipped(until) };
  }
  const { from, until } = contractYear(terms, at);
  return { from, until: clipped(until) };
}

/** The period before the one that begins on `from`; null for the first. */
export function periodBefore(terms: ContractTerms, per: EntitlementPer, from: Day | null): EntitlementPeriod | null {
  if (per === 'contract' || from === null || (terms.startsOn !== null && from <= terms.startsOn)) return null;
  const before = entitlementPeriod(terms, per, addDays(from, -1));
  return before.from === from ? null : before;
}

/** How an amount stands in a period. */
export interface EntitlementStand {
  readonly period: EntitlementPeriod;
  readonly used: number;
  /** What can still be used; 0 where more was used than was agreed. */
  readonly left: number;
  /** Used beyond what was agreed. */
  readonly beyond: number;
  /** Days to the end of the period; negative once it is over, null where it has no end. */
  readonly daysLeft: number | null;
}

/** What was used of an amount in the period in which `on` lies, and what is left. */
export function entitlementStand(
  { amount, per }: { readonly amount: number; readonly per: EntitlementPer },
  uses: readonly { readonly usedOn: Day; readonly amount: number }[],
  terms: ContractTerms,
  on: Day,
): EntitlementStand {
  return standIn(entitlementPeriod(terms, per, on), amount, uses, on);
}

/** The same for a period that is known. */
export function standIn(
  period: EntitlementPeriod,
  amount: number,
  uses: readonly { readonly usedOn: Day; readonly amount: number }[],
  on: Day,
): EntitlementStand {
  const used = uses.filter(({ usedOn }) => inPeriod(period, usedOn)).reduce((sum, { amount: each }) => sum + each, 0);
  return {
    period,
    used,
    left: Math.max(0, amount - used),
    beyond: Math.max(0, used - amount),
    daysLeft: period.until === null ? null : daysBetween(on, period.until),
  };
}

/** Whether a day lies in a period. */
export function inPeriod({ from, until }: EntitlementPeriod, on: Day): boolean {
  return (from === null || from <= on) && (until === null || until >= on);
}

/** Whether something unused has to be told of today: the period ends within {@link ENTITLEMENT_NOTICE_DAYS}. */
export function lapsesSoon({ left, daysLeft, period }: EntitlementStand, today: Day): boolean {
  return (
    left > 0 &&
    daysLeft !== null &&
    daysLeft >= 0 &&
    daysLeft <= ENTITLEMENT_NOTICE_DAYS &&
    (period.from === null || period.from <= today)
  );
}
