import {
  type ContractTerms,
  cancelledEnd,
  endAfter,
  firstLength,
  lastAgreedDay,
  renewsByItself,
} from './contract-term.ts';
import { addDays, addMonths, type Day, day } from './day.ts';

/** A stretch of days, both inclusive. */
export interface Stretch {
  readonly from: Day;
  readonly until: Day;
}

/** The days that lie in both; null where none does. */
export function commonDays(a: Stretch, b: Stretch): Stretch | null {
  const [from = a.from] = [a.from, b.from].sort().slice(-1);
  const [until = a.until] = [a.until, b.until].sort();
  return from <= until ? { from, until } : null;
}

/**
 * The last day of each year of a contract by its number, 0 for the first. Years are counted as terms are: from the start, by the
 * contract's own custom for a last day; from the first end where no start is known, which knows years before it too; and without
 * either they are calendar years. Never one from another, because a month's end that was clamped once would stay clamped.
 */
function yearEnds(terms: ContractTerms): (year: number) => Day {
  const { startsOn, endsOn } = terms;
  if (startsOn !== null) {
    const custom = firstLength(terms)?.lastDay ?? 'day_before';
    return (year) => endAfter(startsOn, 12 * (year + 1), custom);
  }
  if (endsOn !== null) return (year) => addMonths(endsOn, 12 * year);
  return (year) => day(`${2000 + year}-12-31`);
}

/** The first and the last day of the contract's year in which `on` lies; days before the start belong to the first year. */
export function contractYear(terms: ContractTerms, on: Day): Stretch & { readonly number: number } {
  const ends = yearEnds(terms);
  const least = terms.startsOn === null ? Number.NEGATIVE_INFINITY : 0;
  // Begun a little too early, because of clamped month ends, and then counted on.
  let number = Math.max(least, Number(on.slice(0, 4)) - Number(ends(0).slice(0, 4)) - 1);
  while (ends(number) < on) number += 1;
  const from = number === 0 && terms.startsOn !== null ? terms.startsOn : addDays(ends(number - 1), 1);
  return { number, from, until: ends(number) };
}

/** The last day of a contract as things stand; null while it has none, or goes on by itself. */
export function contractEnd(terms: ContractTerms): Day | null {
  return renewsByItself(terms) ? null : (cancelledEnd(terms) ?? lastAgreedDay(terms));
}
