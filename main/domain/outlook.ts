import { BANDS, type Band, type BandLimit, bandLimits, bandOf, type SupportDates } from './band.ts';
import { addDays, addMonths, type Day } from './day.ts';

/** Months that an outlook looks ahead where nobody asks for another number: the longest notice that bands know (domain.md 1.5). */
export const OUTLOOK_MONTHS = 36;

/** Bands that pictures of the fleet count together, what needs somebody first at the front. What is not tracked is in none. */
export const OUTLOOK_GROUPS = {
  unsupported: ['unsupported'],
  soon: ['approaching_3', 'approaching_6', 'approaching_12', 'approaching_18'],
  unknown: ['unknown'],
  plan: ['plan_24', 'plan_36'],
  supported: ['supported'],
} as const satisfies Record<string, readonly Band[]>;
export type OutlookGroup = keyof typeof OUTLOOK_GROUPS;

/** The groups in their order. */
export const OUTLOOK_ORDER = Object.keys(OUTLOOK_GROUPS) as OutlookGroup[];

/** How many devices of a group there are among those counted by band. */
export function groupCount(counts: Partial<Record<Band, number>>, group: OutlookGroup): number {
  return OUTLOOK_GROUPS[group].reduce((sum, band) => sum + (counts[band] ?? 0), 0);
}

/** The days of an outlook: today, then the last day of each of the `months` coming months, the current one not counted. */
export function outlookDays(today: Day, months: number): readonly Day[] {
  const first = `${today.slice(0, 7)}-01` as Day;
  return [today, ...Array.from({ length: months }, (_, index) => addDays(addMonths(first, index + 2), -1))];
}

/** How many devices stand in each band on each day, if nothing is done. Made of groups of devices with the same dates. */
export class Outlook {
  readonly days: readonly Day[];
  readonly #limits: readonly (readonly BandLimit[])[];
  readonly #counts: readonly Record<Band, number>[];

  constructor(days: readonly Day[]) {
    this.days = days;
    this.#limits = days.map(bandLimits);
    this.#counts = days.map(() => Object.fromEntries(BANDS.map((band) => [band, 0])) as Record<Band, number>);
  }

  add(dates: SupportDates, devices: number): void {
    this.days.forEach((on, index) => {
      const counts = this.#counts[index];
      if (counts) counts[bandOf(dates, on, this.#limits[index])] += devices;
    });
  }

  /** Bands without devices are left out. */
  points(): { readonly on: Day; readonly counts: Partial<Record<Band, number>> }[] {
    return this.days.map((on, index) => {
      const counts = this.#counts[index];
      const filled = BANDS.flatMap((band) => (counts && counts[band] > 0 ? [[band, counts[band]] as const] : []));
      return { on, counts: Object.fromEntries(filled) };
    });
  }
}

/** Place of the first day on which devices are unsupported; the number of days when they are on none. From then on they stay so. */
export function unsupportedFrom(dates: SupportDates, days: readonly Day[]): number {
  const { tracked, ended, endsUntil } = dates;
  if (!tracked) return days.length;
  if (ended) return 0;
  if (endsUntil === null) return days.length;
  const place = days.findIndex((on) => endsUntil < on);
  return place === -1 ? days.length : place;
}
