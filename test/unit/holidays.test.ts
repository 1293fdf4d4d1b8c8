import { describe, expect, it } from 'vitest';
import { day } from '../../main/domain/day.ts';
import { addBusinessDays } from '../../main/domain/obligation-clock.ts';
import { holidayRegions, holidaysOf, isHolidayRegion } from '../../main/features/commitment/calendar.ts';

const calendarOf = (code: string) => ({
  isHoliday: (on: string) => holidaysOf(code, Number(on.slice(0, 4))).has(on),
});

describe('public holidays', () => {
  it.each([
    // Labor Day, Columbus Day; 4 July 2026 is a Saturday and its substitute the day before.
    ['US', 2026, ['2026-09-07', '2026-10-12', '2026-07-03', '2026-11-26'], ['2026-02-14', '2026-11-27']],
    ['US', 2024, ['2024-05-27'], ['2024-05-26']],
    // Epiphany, Corpus Christi and All Saints are holidays there and not in all of Germany.
    [
      'DE-BY',
      2026,
      ['2026-01-06', '2026-06-04', '2026-11-01', '2026-10-03', '2026-04-03', '2026-12-26'],
      ['2026-10-31'],
    ],
    ['DE', 2026, ['2026-10-03', '2026-05-14'], ['2026-01-06', '2026-06-04', '2026-11-01']],
    // The second of January and the first Monday of August are Scottish; Easter Monday is not.
    ['GB-SCT', 2026, ['2026-01-02', '2026-08-03', '2026-12-28'], ['2026-04-06', '2026-08-31']],
    // Three days each, which begin with an afternoon.
    ['TR', 2026, ['2026-03-20', '2026-03-21', '2026-03-22'], ['2026-03-19', '2026-03-23']],
    // Free from noon on only.
    ['IS', 2026, ['2026-12-25'], ['2026-12-24', '2026-12-31']],
  ] as const)('of %s in %i are %j, and not %j', (code, year, free, work) => {
    const holidays = holidaysOf(code, year);
    for (const on of free) expect([on, holidays.has(on)]).toEqual([on, true]);
    for (const on of work) expect([on, holidays.has(on)]).toEqual([on, false]);
  });

  it('W3, W4: move business days by the holidays of the United States (domain.md 2.3)', () => {
    const us = calendarOf('US');
    const starts = ['2026-09-01', '2026-09-08', '2026-09-15', '2026-09-17'];
    expect(starts.map((on) => addBusinessDays(day(on), 20, us))).toEqual([
      '2026-09-30',
      '2026-10-06',
      '2026-10-14',
      '2026-10-16',
    ]);
    expect(addBusinessDays(day('2024-05-20'), 5, us)).toBe('2024-05-28');
  });

  it('have the same days whatever the time zone of the computer', () => {
    const before = process.env.TZ;
    try {
      process.env.TZ = 'Pacific/Kiritimati';
      expect(holidaysOf('DE-BY', 2031).has('2031-01-06')).toBe(true);
      process.env.TZ = 'America/St_Johns';
      expect(holidaysOf('DE-BY', 2032).has('2032-01-06')).toBe(true);
      expect(holidaysOf('DE-BY', 2032).has('2032-01-05')).toBe(false);
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });

  it('are known for countries and their parts, by name', () => {
    const regions = holidayRegions();
    expect(regions.find(({ code }) => code === 'DE')).toEqual({ code: 'DE', name: 'Germany' });
    expect(regions.find(({ code }) => code === 'DE-BY')?.name).toBe('Germany, Bayern');
    expect(regions.find(({ code }) => code === 'GB-SCT')?.name).toMatch(/Scotland/);
    expect(new Set(regions.map(({ code }) => code)).size).toBe(regions.length);
    expect([isHolidayRegion('US-CA'), isHolidayRegion('XX'), isHolidayRegion('DE-XX')]).toEqual([true, false, false]);
  });

  it('of an unknown country are none', () => {
    expect(holidaysOf('XX', 2026).size).toBe(0);
  });
});
