import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startBy } from '../../main/domain/action.ts';
import { addDays, type Day, day } from '../../main/domain/day.ts';
import { type FiscalYear, fiscalYearEnd, fiscalYearOf, fiscalYearStart } from '../../main/domain/fiscal-year.ts';
import { budgetYear, chosenYear, placeOf, priceOf, settledOn, type TechnicalEnd } from '../../main/domain/plan.ts';
import { anyDay } from '../support/arbitraries.ts';
import { TODAY } from '../support/facts.ts';

const fiscalYear = (year: number) => year as FiscalYear;
const anyFirstMonth = fc.integer({ min: 1, max: 12 });

describe('a fiscal year', () => {
  it.each([
    ['2026-07-01', 7, 2027],
    ['2027-06-30', 7, 2027],
    ['2026-06-30', 7, 2026],
    ['2026-12-31', 1, 2026],
    ['2026-01-01', 1, 2026],
    ['2026-12-01', 12, 2027],
    ['2026-02-29', 2, 2027],
  ])('%s is, where the year begins in month %i, in %i (domain.md story 25)', (on, month, year) => {
    expect(fiscalYearOf(on as Day, month)).toBe(year);
  });

  it('from July and called 2027 is 2026-07-01 to 2027-06-30 (domain.md story 25)', () => {
    expect([fiscalYearStart(fiscalYear(2027), 7), fiscalYearEnd(fiscalYear(2027), 7)]).toEqual([
      '2026-07-01',
      '2027-06-30',
    ]);
  });

  it('holds every day in exactly one year, and years join without a gap', () => {
    fc.assert(
      fc.property(anyDay, anyFirstMonth, (on, month) => {
        const year = fiscalYearOf(on, month);
        expect(fiscalYearStart(year, month) <= on && on <= fiscalYearEnd(year, month)).toBe(true);
        for (const other of [year - 1, year + 1])
          expect(on < fiscalYearStart(fiscalYear(other), month) || on > fiscalYearEnd(fiscalYear(other), month)).toBe(
            true,
          );
        expect(addDays(fiscalYearEnd(year, month), 1)).toBe(fiscalYearStart(fiscalYear(year + 1), month));
      }),
    );
  });
});

const end = (from: string | null, more: Partial<TechnicalEnd> = {}): TechnicalEnd => ({
  tracked: true,
  complete: true,
  ended: false,
  from: from === null ? null : day(from),
  until: from === null ? null : day(from),
  ...more,
});
const span = { fromYear: fiscalYear(2027), toYear: fiscalYear(2031), firstMonth: 7 };

describe('the place of a device in the plan', () => {
  it.each([
    ['pump fleet', '2029-06-30', 30, '2026-12-30', 0, 2027],
    ['ultrasound', '2030-12-31', 36, '2027-12-31', 0, 2028],
    ['gateway', '2027-01-12', 24, '2025-01-12', 678, 2027],
  ])('%s that ends on %s with %i months of lead: start by %s, late by %i days, FY%i (domain.md 1.7)', (...row) => {
    const [, ends, lead, start, late, year] = row;
    const place = placeOf(end(ends), lead, TODAY);
    expect(place).toEqual({ kind: 'dated', startBy: start, needBy: ends, until: ends, daysLate: late });
    expect(budgetYear(day(start), span)).toBe(year);
  });

  it('is none where nothing ends or nobody follows it, and unknown is never planned', () => {
    expect(placeOf(end(null), 12, TODAY)).toEqual({ kind: 'nothing' });
    expect(placeOf(end('2027-01-01', { tracked: false }), 12, TODAY)).toEqual({ kind: 'nothing' });
    expect(placeOf(end('2030-01-01', { complete: false }), 12, TODAY)).toEqual({
      kind: 'unknown',
      notLaterThan: '2030-01-01',
    });
  });

  it('is now where support ended on a day that nobody knows, and where something known has ended', () => {
    const late = { kind: 'dated', startBy: null, needBy: null, until: null, daysLate: null };
    expect(placeOf(end(null, { ended: true }), 12, TODAY)).toEqual(late);
    expect(placeOf(end('2026-11-20', { complete: false }), 12, TODAY)).toMatchObject({ kind: 'dated', daysLate: 366 });
    expect(budgetYear(null, span)).toBe(2027);
  });

  it('is no year behind the last one, also by decision', () => {
    expect(budgetYear(day('2031-06-30'), span)).toBe(2031);
    expect(budgetYear(day('2031-07-01'), span)).toBeNull();
    expect([chosenYear(2029, span), chosenYear(2020, span), chosenYear(2032, span)]).toEqual([2029, 2027, null]);
  });

  it('is never in an earlier year for a later end', () => {
    fc.assert(
      fc.property(anyDay, anyDay, anyFirstMonth, fc.integer({ min: 0, max: 60 }), (a, b, firstMonth, lead) => {
        const whole = { fromYear: fiscalYear(1990), toYear: fiscalYear(2190), firstMonth };
        const [first, last] = a < b ? [a, b] : [b, a];
        const year = (ends: Day) => budgetYear(startBy(ends, lead), whole) ?? 0;
        expect(year(first)).toBeLessThanOrEqual(year(last));
      }),
    );
  });
});

describe('the day on which a device is no longer without support', () => {
  it('is the lead time after a start in time, and after today or the first day of the year where it is late or moved', () => {
    expect(settledOn('replace', day('2026-12-30'), 30, fiscalYear(2027), 7, TODAY)).toBe('2029-06-30');
    expect(settledOn('replace', day('2025-01-12'), 24, fiscalYear(2027), 7, TODAY)).toBe('2028-11-21');
    expect(settledOn('replace', day('2026-12-30'), 30, fiscalYear(2029), 7, TODAY)).toBe('2031-01-01');
    expect(settledOn('replace', null, 12, fiscalYear(2027), 7, TODAY)).toBe('2027-11-21');
  });

  it('is the end of the year in which it is retired, and never for what stays in use', () => {
    expect(settledOn('retire', day('2026-12-30'), 30, fiscalYear(2029), 7, TODAY)).toBe('2029-06-30');
    for (const decision of ['keep', 'extend', 'isolate'] as const)
      expect(settledOn(decision, day('2026-12-30'), 30, fiscalYear(2029), 7, TODAY)).toBeNull();
  });
});

describe('the price of a decision', () => {
  const [chosen, model, purchase] = ['1.00', '2.00', '3.00'].map((amount) => ({ amount, currency: 'EUR' }));
  if (!chosen || !model || !purchase) throw new Error('three prices');

  it('is its own, else the model’s, else what the device cost, and else unknown but never nothing', () => {
    expect(priceOf('replace', chosen, model, purchase)).toEqual({ price: chosen, source: 'choice' });
    expect(priceOf('replace', null, model, purchase)).toEqual({ price: model, source: 'model' });
    expect(priceOf('replace', null, null, purchase)).toEqual({ price: purchase, source: 'purchase' });
    expect(priceOf('replace', null, null, null)).toBeNull();
  });

  it('is none where nothing is bought, and never a new device where support is extended', () => {
    expect(priceOf('keep', chosen, model, purchase)).toBe('none');
    expect(priceOf('retire', null, model, purchase)).toBe('none');
    expect(priceOf('extend', null, model, purchase)).toBeNull();
    expect(priceOf('isolate', chosen, model, purchase)).toEqual({ price: chosen, source: 'choice' });
  });
});
