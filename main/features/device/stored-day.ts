import { addDays, type Day } from '../../domain/day.ts';

/**
 * Stands in the register's columns for the day before today, whichever day that is: the end of cover where cover is needed and
 * none is in force (domain.md 1.4). It comes before every day, so that comparisons hold, and need not be written anew each day.
 */
export const DAY_BEFORE_TODAY = '0000' as Day;

/** A day of the register as it is meant on a day. */
export function storedDay(stored: Day | null, today: Day): Day | null {
  return stored === DAY_BEFORE_TODAY ? addDays(today, -1) : stored;
}

interface StoredDays {
  readonly endsFrom: Day | null;
  readonly endsUntil: Day | null;
}

/** The days of the end of support in a row of the register, as they are meant on a day. */
export function storedDays({ endsFrom, endsUntil }: StoredDays, today: Day): StoredDays {
  return { endsFrom: storedDay(endsFrom, today), endsUntil: storedDay(endsUntil, today) };
}
