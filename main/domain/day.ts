import { UTCDate } from '@date-fns/utc/date';
import { addDays as addDaysToDate } from 'date-fns/addDays';
import { addMonths as addMonthsToDate } from 'date-fns/addMonths';
import { endOfMonth } from 'date-fns/endOfMonth';
import { endOfYear } from 'date-fns/endOfYear';

/**
 * A calendar day as text, `YYYY-MM-DD`. It belongs to no time zone and is never held as a `Date` (design.md 7).
 * Days compare correctly as text. A limit given as a day is inclusive: it is the last day on which the thing holds.
 */
export type Day = string & { readonly __brand: 'Day' };

/** A moment as ISO 8601 text in UTC with milliseconds, `2026-11-21T20:15:00.000Z`. Instants compare correctly as text. */
export type Instant = string & { readonly __brand: 'Instant' };

/** How much of a date its source gave. */
export type Precision = 'day' | 'month' | 'year';

/**
 * A date of which perhaps only the month or the year is known (domain.md 1.6, E5).
 * `on` is always the first day that it can mean: `2027-06-01` with `month` stands for "June 2027".
 */
export interface PartialDay {
  readonly on: Day;
  readonly precision: Precision;
}

const DAY_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const PARTIAL_PATTERN = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** Earliest and latest years that a date in the register may have; outside of them it is a typing error. */
export const YEARS = { first: 1900, last: 2199 } as const;

/** Reads `YYYY-MM-DD`. Returns null for anything else, days that do not exist (2027-02-29) and years outside {@link YEARS}. */
export function parseDay(text: string): Day | null {
  const match = DAY_PATTERN.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < YEARS.first || year > YEARS.last) return null;
  return day >= 1 && day <= daysInMonth(year, month) ? (text as Day) : null;
}

/** Counted and not asked of a `Date`: every day that goes in or out is read here, thousands for one page. */
function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  if (month < 1 || month > 12) return 0;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Like {@link parseDay} for text that the program itself wrote. @throws RangeError when it is no day. */
export function day(text: string): Day {
  const parsed = parseDay(text);
  if (parsed === null) throw new RangeError(`not a calendar day: ${text}`);
  return parsed;
}

/** Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD` with the precision that was written. Returns null for anything else. */
export function parsePartialDay(text: string): PartialDay | null {
  const match = PARTIAL_PATTERN.exec(text.trim());
  if (!match) return null;
  const [, year = '', month, dayOfMonth] = match;
  const on = parseDay(`${year}-${month ?? '01'}-${dayOfMonth ?? '01'}`);
  if (on === null) return null;
  return { on, precision: dayOfMonth ? 'day' : month ? 'month' : 'year' };
}

/** The text that {@link parsePartialDay} reads back: `2027`, `2027-06` or `2027-06-30`. */
export function partialDayText(value: PartialDay): string {
  return value.on.slice(0, { day: 10, month: 7, year: 4 }[value.precision]);
}

/** A whole known day as a {@link PartialDay}. */
export function exactly(on: Day): PartialDay {
  return { on, precision: 'day' };
}

/** The last day that the value can mean: 2027-06-30 for "June 2027". */
export function lastDayOf(value: PartialDay): Day {
  if (value.precision === 'day') return value.on;
  const date = toDate(value.on);
  return fromDate(value.precision === 'month' ? endOfMonth(date) : endOfYear(date));
}

/** The day `amount` days later; earlier for a negative amount. */
export function addDays(on: Day, amount: number): Day {
  return fromDate(addDaysToDate(toDate(on), amount));
}

/** The day `amount` calendar months later, clamped to the month's last day: 2024-01-31 plus 1 is 2024-02-29. */
export function addMonths(on: Day, amount: number): Day {
  return fromDate(addMonthsToDate(toDate(on), amount));
}

/** Days from `from` to `to`; 0 for the same day, negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((epochMilliseconds(to) - epochMilliseconds(from)) / 86_400_000);
}

/** The earlier of two days, where null means "no limit". */
export function earlier(a: Day | null, b: Day | null): Day | null {
  if (a === null) return b;
  if (b === null) return a;
  return a < b ? a : b;
}

function epochMilliseconds(on: Day): number {
  return Date.UTC(Number(on.slice(0, 4)), Number(on.slice(5, 7)) - 1, Number(on.slice(8, 10)));
}

function toDate(on: Day): UTCDate {
  return new UTCDate(Number(on.slice(0, 4)), Number(on.slice(5, 7)) - 1, Number(on.slice(8, 10)));
}

function fromDate(date: Date): Day {
  const year = String(date.getFullYear()).padStart(4, '0');
  const month = String(date.getMonth() + 1).padStart(2, '0');
  return `${year}-${month}-${String(date.getDate()).padStart(2, '0')}` as Day;
}
