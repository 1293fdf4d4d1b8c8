import { addMonths, type Day, daysBetween } from './day.ts';

/** How near the end of support is, best first but for the last two, which are no place on the scale (domain.md 1.5). */
export const BANDS = [
  'supported',
  'plan_36',
  'plan_24',
  'approaching_18',
  'approaching_12',
  'approaching_6',
  'approaching_3',
  'unsupported',
  'unknown',
  'not_tracked',
] as const;
export type Band = (typeof BANDS)[number];

/** Bands that end within a number of calendar months, nearest first. */
export const BAND_MONTHS = [
  ['approaching_3', 3],
  ['approaching_6', 6],
  ['approaching_12', 12],
  ['approaching_18', 18],
  ['plan_24', 24],
  ['plan_36', 36],
] as const satisfies readonly (readonly [Band, number])[];

/** The dates of a device's support, without a today. What is stored in the register. */
export interface SupportDates {
  readonly tracked: boolean;
  /** False while something that would be needed is unknown; the dates then are an upper limit. */
  readonly complete: boolean;
  /** First day that the end can mean; null when nothing limits, or nothing is known. Bands count to it. */
  readonly endsFrom: Day | null;
  /** Last day that the end can mean, inclusive. Unsupported from the day after. */
  readonly endsUntil: Day | null;
  /** True when something is known to have ended on a day that nobody knows. */
  readonly ended: boolean;
}

export interface BandLimit {
  readonly band: Band;
  /** Last day of the band, inclusive: an end on this day still belongs to it. */
  readonly until: Day;
}

/** The limits that were asked for last: a register of 100,000 devices asks for the same day each time. */
let lastLimits: { readonly today: Day; readonly limits: readonly BandLimit[] } | null = null;

/** Last day of each band as seen from `today`, nearest first; boundary days are included (domain.md E16). */
export function bandLimits(today: Day): readonly BandLimit[] {
  if (lastLimits?.today !== today) {
    lastLimits = { today, limits: BAND_MONTHS.map(([band, months]) => ({ band, until: addMonths(today, months) })) };
  }
  return lastLimits.limits;
}

/** The band of a device on the day that `limits` were made for. */
export function bandOf(dates: SupportDates, today: Day, limits: readonly BandLimit[] = bandLimits(today)): Band {
  if (!dates.tracked) return 'not_tracked';
  if (dates.ended || (dates.endsUntil !== null && dates.endsUntil < today)) return 'unsupported';
  if (!dates.complete) return 'unknown';
  const { endsFrom } = dates;
  if (endsFrom === null) return 'supported';
  return limits.find((limit) => endsFrom <= limit.until)?.band ?? 'supported';
}

/**
 * Days left until the end: to its first possible day, 0 while that has passed but the last has not, and negative by the
 * days since the last supported day once unsupported. Null when there is no day to count to.
 */
export function daysLeft(dates: SupportDates, today: Day): number | null {
  if (!dates.tracked || dates.endsFrom === null || dates.endsUntil === null) return null;
  if (dates.endsUntil < today) return daysBetween(today, dates.endsUntil);
  return dates.complete ? Math.max(0, daysBetween(today, dates.endsFrom)) : null;
}
