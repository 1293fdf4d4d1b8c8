/**
 * The public holidays of countries and their regions, from date-holidays. Reading its data takes a fifth of a second, so this
 * file is built by itself and loaded where business days are first counted: only calendar.ts may name it.
 */
import Holidays from 'date-holidays';

/** A public holiday: a day as text, and its name in English where there is one. */
export interface PublicHoliday {
  readonly on: string;
  readonly name: string;
}

/** A country or a part of one that has holidays of its own. */
export interface HolidayRegion {
  /** `DE`, `DE-BY` or `DE-BY-A`. */
  readonly code: string;
  /** Country first: `Germany, Bayern`. */
  readonly name: string;
}

const DAY = 86_400_000;

/** The public holidays of a calendar year; days that are free only from noon on are none. Empty for an unknown code. */
export function publicHolidays(code: string, year: number): readonly PublicHoliday[] {
  const [country = '', state, region] = code.split('-');
  const known = new Holidays(
    { country, ...(state ? { state } : {}), ...(region ? { region } : {}) },
    { languages: 'en' },
  );
  return known
    .getHolidays(year)
    .filter(({ type }) => type === 'public')
    .flatMap(({ date, start, end, name }) => {
      // The day as it is written there; `start` is an instant, and a day later or earlier elsewhere.
      const first = Date.parse(date.slice(0, 10));
      const days = Math.floor((end.getTime() - start.getTime()) / DAY + 0.05);
      return Array.from({ length: days }, (_, index) => ({
        on: new Date(first + index * DAY).toISOString().slice(0, 10),
        name,
      }));
    });
}

/** All countries with their regions, by name. */
export function holidayRegions(): readonly HolidayRegion[] {
  const known = new Holidays();
  const regions: HolidayRegion[] = [];
  for (const [country, countryName] of Object.entries(known.getCountries('en'))) {
    regions.push({ code: country, name: countryName });
    for (const [state, stateName] of Object.entries(known.getStates(country, 'en') ?? {})) {
      regions.push({ code: `${country}-${state}`, name: `${countryName}, ${stateName}` });
      for (const [region, regionName] of Object.entries(known.getRegions(country, state, 'en') ?? {})) {
        regions.push({ code: `${country}-${state}-${region}`, name: `${countryName}, ${stateName}, ${regionName}` });
      }
    }
  }
  return regions.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}
