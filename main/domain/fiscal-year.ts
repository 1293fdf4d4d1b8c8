import { addDays, addMonths, type Day, day } from './day.ts';

/**
 * A year of the budget, named by the calendar year in which it ends (domain.md story 25): with July as its first month,
 * 2027 is 2026-07-01 to 2027-06-30. With January it is the calendar year.
 */
export type FiscalYear = number & { readonly __brand: 'FiscalYear' };

/** First calendar month of a fiscal year, 1 to 12. */
export type FirstMonth = number;

/** The one fiscal year that contains a day. */
export function fiscalYearOf(on: Day, firstMonth: FirstMonth): FiscalYear {
  const [year, month] = [Number(on.slice(0, 4)), Number(on.slice(5, 7))];
  return (firstMonth > 1 && month >= firstMonth ? year + 1 : year) as FiscalYear;
}

/** First day of a fiscal year, inclusive. */
export function fiscalYearStart(year: FiscalYear, firstMonth: FirstMonth): Day {
  const calendarYear = firstMonth > 1 ? year - 1 : year;
  return day(`${String(calendarYear).padStart(4, '0')}-${String(firstMonth).padStart(2, '0')}-01`);
}

/** Last day of a fiscal year, inclusive. */
export function fiscalYearEnd(year: FiscalYear, firstMonth: FirstMonth): Day {
  return addDays(addMonths(fiscalYearStart(year, firstMonth), 12), -1);
}
