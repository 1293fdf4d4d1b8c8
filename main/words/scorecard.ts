import type { Day } from '../domain/day.ts';
import type { Words } from './words.ts';

/** `Q3 2026`, by the first day of a quarter. */
export function quarterText(from: Day, words: Words): string {
  const quarter = Math.ceil(Number(from.slice(5, 7)) / 3);
  return words.t('scorecard.quarterName', { quarter, year: from.slice(0, 4) });
}

/** `87 %`, rounded down so that only what was always in time reads 100; or that too few are decided. */
export function rateText(onTime: number | null, words: Words): string {
  return onTime === null
    ? words.t('scorecard.tooFew')
    : words.t('scorecard.rate', { percent: Math.floor(onTime * 100 + 1e-9) });
}
