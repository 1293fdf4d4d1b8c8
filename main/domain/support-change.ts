import type { ComponentFact } from './component.ts';
import { addDays, type Day, earlier, lastDayOf, type PartialDay } from './day.ts';
import type { MilestoneHistory } from './milestone.ts';
import type { Support, SupportFacts } from './support.ts';

/**
 * The first day after `today` on which the same facts may give another result, null when none will. Until then everything in
 * `support` stays as it is, but for an end of cover that has lapsed, which is the day before today on every day. It may be too
 * early, never too late: a property of the tests asks every day between.
 */
export function nextChange(facts: SupportFacts, support: Support, today: Day): Day | null {
  if (!support.tracked) return null;
  // The days that are left of a gap in cover are counted from today.
  if (support.coverLapsed && support.reasons.some(({ code }) => code === 'gap_in_cover')) return addDays(today, 1);
  const days = new Turns(today);
  for (const { end, limit } of support.terms) {
    // Cover comes below, and only where it counts.
    if (limit.kind === 'contract') continue;
    if (end.kind === 'until') days.last(end.end);
    else if (end.kind === 'unknown') days.lastDay(end.notLaterThan);
  }
  for (const dates of [facts.deviceDates, facts.versionDates, facts.modelDates]) takeDates(dates, days);
  for (const component of facts.components) if (component.securityRelevant) takeProofs(component, days);
  if (facts.entitlement.needsContract === 'yes') {
    for (const { startsOn, endsOn } of facts.cover) {
      days.first(startsOn);
      days.lastDay(endsOn);
    }
  }
  return days.next();
}

function takeDates(dates: MilestoneHistory, days: Turns): void {
  for (const entries of Object.values(dates)) {
    const on = entries.at(-1)?.on;
    if (on) days.last(on);
  }
}

function takeProofs({ statements, extensions }: ComponentFact, days: Turns): void {
  for (const { statedOn, untilOn } of statements) {
    days.first(statedOn);
    days.lastDay(untilOn);
  }
  for (const { purchasedUntilOn } of extensions) days.lastDay(purchasedUntilOn);
}

/** Finds the nearest day on which something turns: on its first day, or on the day after its last. */
class Turns {
  readonly #today: Day;
  #first: Day | null = null;
  #last: Day | null = null;

  constructor(today: Day) {
    this.#today = today;
  }

  first(on: Day | null): void {
    if (on !== null && on > this.#today && (this.#first === null || on < this.#first)) this.#first = on;
  }

  lastDay(on: Day | null): void {
    if (on !== null && on >= this.#today && (this.#last === null || on < this.#last)) this.#last = on;
  }

  last(end: PartialDay): void {
    this.lastDay(lastDayOf(end));
  }

  next(): Day | null {
    return earlier(this.#first, this.#last && addDays(this.#last, 1));
  }
}
