import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  day,
  daysBetween,
  earlier,
  lastDayOf,
  parseDay,
  parsePartialDay,
  partialDayText,
} from '../../main/domain/day.ts';
import { anyDay, anyPartialDay } from '../support/arbitraries.ts';

describe('a day', () => {
  it.each(['2026-11-21', '2028-02-29', '1900-01-01', '2199-12-31'])('%s is one (design.md 7)', (text) => {
    expect(parseDay(text)).toBe(text);
  });

  it.each([
    '2027-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '1899-12-31',
    '2200-01-01',
    '9999-12-31',
    '2026-1-1',
    '2026-11-21T00:00:00Z',
    ' 2026-11-21',
    '2026-11-21\n',
    '20261121',
    '',
  ])('%j is none, and is never bent into one (design.md 7)', (text) => {
    expect(parseDay(text)).toBeNull();
    expect(() => day(text)).toThrow(RangeError);
  });

  it.each([
    ['2026-11-21', '2027-01-12', 52],
    ['2026-11-21', '2027-10-12', 325],
    ['2026-11-21', '2027-06-01', 192],
    ['2026-11-21', '2027-01-01', 41],
    ['2029-06-30', '2030-12-31', 549],
    ['2025-01-12', '2026-11-21', 678],
    ['2029-06-30', '2031-12-31', 914],
    ['2026-11-21', '2029-06-30', 952],
    ['2026-12-15', '2027-01-12', 28],
    ['2026-11-21', '2026-11-21', 0],
  ])('from %s to %s are %i days (domain.md 1.6 and 7)', (from, to, days) => {
    expect(daysBetween(day(from), day(to))).toBe(days);
    expect(daysBetween(day(to), day(from))).toBe(days === 0 ? 0 : -days);
    expect(addDays(day(from), days)).toBe(to);
  });

  it.each([
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2027-08-31', -6, '2027-02-28'],
    ['2026-11-21', 36, '2029-11-21'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-05-15', 0, '2026-05-15'],
  ])('%s and %i months is %s, clamped to the end of the month (domain.md 2.2 clock rule 2)', (from, months, to) => {
    expect(addMonths(day(from), months)).toBe(to);
  });

  it('counts months as a calendar does, and clamps only where the month is shorter (domain.md 2.2 clock rule 2)', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -240, max: 240 }), (on, months) => {
        const then = addMonths(on, months);
        const monthOf = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
        expect(monthOf(then) - monthOf(on)).toBe(months);
        const wanted = on.slice(8);
        if (then.slice(8) !== wanted) {
          expect(then < `${then.slice(0, 8)}${wanted}`).toBe(true);
          expect(addDays(then, 1).slice(8)).toBe('01');
        }
      }),
    );
  });

  it('adds and counts days alike (design.md 7)', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -9000, max: 9000 }), (on, days) => {
        expect(daysBetween(on, addDays(on, days))).toBe(days);
        expect(addDays(on, days) < on).toBe(days < 0);
      }),
    );
  });

  it('takes the earlier of two, where none means no limit (domain.md 1.4)', () => {
    const [a, b] = [day('2026-01-01'), day('2027-01-01')];
    expect([earlier(a, b), earlier(b, a), earlier(null, a), earlier(a, null), earlier(null, null)]).toEqual([
      a,
      a,
      a,
      a,
      null,
    ]);
  });
});

describe('a date of which only the month or the year is known', () => {
  it.each([
    ['2027-06', '2027-06-01', 'month', '2027-06-30'],
    ['2027', '2027-01-01', 'year', '2027-12-31'],
    ['2028-02', '2028-02-01', 'month', '2028-02-29'],
    ['2027-06-15', '2027-06-15', 'day', '2027-06-15'],
  ])('%s is the interval from %s (%s) to %s (domain.md 1.6 E5)', (text, first, precision, last) => {
    const value = parsePartialDay(text);
    expect(value).toEqual({ on: first, precision });
    if (value) expect(lastDayOf(value)).toBe(last);
  });

  it.each(['2027-13', '2027-6', '27', '2027-06-31', 'June 2027', ''])('%j is none (domain.md 1.6 E5)', (text) => {
    expect(parsePartialDay(text)).toBeNull();
  });

  it('is written as it is read, and never ends before it begins (domain.md 1.6 E5)', () => {
    fc.assert(
      fc.property(anyPartialDay, (value) => {
        expect(parsePartialDay(partialDayText(value))).toEqual(value);
        expect(lastDayOf(value) >= value.on).toBe(true);
      }),
    );
  });
});
