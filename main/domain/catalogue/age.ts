import { addMonths, type Day, daysBetween } from '../day.ts';

/** `old` and `very_old` are reminders: what was announced since the catalogue's day is not in it. */
export const CATALOGUE_STANDINGS = ['current', 'old', 'very_old'] as const;
export type CatalogueStanding = (typeof CATALOGUE_STANDINGS)[number];

/** Calendar months after which a catalogue counts as old, and as very old. The boundary day is still the better one. */
export const OLD_AFTER_MONTHS = { old: 6, very_old: 12 } as const;

export interface CatalogueAge {
  /** Days since its day; 0 for a day that is not yet over or lies ahead. */
  readonly days: number;
  /** Full calendar months since then. */
  readonly months: number;
  readonly standing: CatalogueStanding;
}

/** How old a catalogue of that day is. */
export function catalogueAge(on: Day, today: Day): CatalogueAge {
  let months = 0;
  while (addMonths(on, months + 1) <= today) months += 1;
  const past = (limit: number) => today > addMonths(on, limit);
  const standing = past(OLD_AFTER_MONTHS.very_old) ? 'very_old' : past(OLD_AFTER_MONTHS.old) ? 'old' : 'current';
  return { days: Math.max(0, daysBetween(on, today)), months, standing };
}
