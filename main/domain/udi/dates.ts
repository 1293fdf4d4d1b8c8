import { addDays, type Day, exactly, type PartialDay, parseDay } from '../day.ts';

/**
 * The year that two digits mean: the one nearest to today, from 49 years before to 50 years after it (the window of the GS1
 * General Specifications, which HIBCC leaves open). In 2026 `76` is 2076 and `77` is 1977.
 */
export function fullYear(twoDigits: number, today: Day): number {
  const now = Number(today.slice(0, 4));
  const century = now - (now % 100);
  const ahead = twoDigits - (now % 100);
  return century + twoDigits + (ahead >= 51 ? -100 : ahead <= -50 ? 100 : 0);
}

/** A date in digits at places that are marked in `pattern` by Y, M, D, J (day of the year) and H; null for one that does not exist. */
export function readDate(digits: string, pattern: string, today: Day): PartialDay | null {
  if (digits.length !== pattern.length || !/^\d+$/.test(digits)) return null;
  const part = (letter: string) => {
    const from = pattern.indexOf(letter);
    return from < 0 ? '' : digits.slice(from, pattern.lastIndexOf(letter) + 1);
  };
  const [years, months, days, ofYear, hours] = [part('Y'), part('M'), part('D'), part('J'), part('H')];
  if (hours !== '' && Number(hours) > 23) return null;
  const year = String(years.length === 2 ? fullYear(Number(years), today) : Number(years)).padStart(4, '0');
  if (ofYear !== '') return dayOfYear(year, Number(ofYear));
  if (days === '' || days === '00') {
    const first = parseDay(`${year}-${months}-01`);
    return first === null ? null : { on: first, precision: 'month' };
  }
  const on = parseDay(`${year}-${months}-${days}`);
  return on === null ? null : exactly(on);
}

/** The day numbered `number` of a year; the first is 1. */
export function dayOfYear(year: string, number: number): PartialDay | null {
  const first = parseDay(`${year}-01-01`);
  if (first === null || number < 1 || number > 366) return null;
  const on = addDays(first, number - 1);
  return on.startsWith(year) ? exactly(on) : null;
}
