import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alikeLines, type CostLine, costByDevice, costStretches, costUntil } from '../../main/domain/contract-cost.ts';
import { addDays, addMonths, type Day, day, daysBetween } from '../../main/domain/day.ts';
import { amountOf, unitsOf } from '../../main/domain/money.ts';
import { nearDay } from '../support/arbitraries.ts';
import { contractTerms, TODAY } from '../support/facts.ts';

const TERMS = contractTerms({ startsOn: '2024-02-01', endsOn: '2027-01-31' });
const WINDOW = { from: day('2026-01-01'), until: day('2030-12-31') };
const FLAT = { percent: null, from: null };

function divided(cost: bigint, price: bigint, lines: readonly CostLine[], stretch: { from: Day; until: Day }) {
  const each = lines.map(() => 0n);
  const { unshared } = costByDevice(cost, price, alikeLines(lines), stretch, (member, part) => {
    each[member] = (each[member] ?? 0n) + part;
  });
  return { each, unshared };
}

function cost(price: string, percent: string | null, from: string, until: string, rises: string | null = null) {
  const sum = costUntil(unitsOf(price), TERMS, { percent, from: rises === null ? null : day(rises) }, day(from));
  return amountOf(sum(day(until)) - sum(addDays(day(from), -1)));
}

describe('what a contract costs', () => {
  it.each([
    ['a year of the contract', null, '2024-02-01', '2025-01-31', null, '61300.00'],
    ['a leap year costs the same', null, '2024-02-01', '2027-01-31', null, '183900.00'],
    ['a calendar year, 31 and 334 days', null, '2026-01-01', '2026-12-31', null, '61300.00'],
    ['one day', null, '2026-02-01', '2026-02-01', null, '167.95'],
    ['3 % from the second year on', '3', '2025-02-01', '2026-01-31', null, '63139.00'],
    ['3 % twice, compounded', '3', '2026-02-01', '2027-01-31', null, '65033.17'],
    ['before the first rise', '3', '2026-02-01', '2026-06-30', '2026-07-01', '25191.78'],
    ['from the day of the first rise on', '3', '2026-07-01', '2027-01-31', '2026-07-01', '37191.47'],
    ['a rise of nothing is flat', '0', '2025-02-01', '2027-01-31', null, '122600.00'],
  ] as const)('%s', (_, percent, from, until, rises, expected) => {
    expect(cost('61300.00', percent, from, until, rises)).toBe(expected);
  });

  it('of stretches that follow one another is the cost of all, with any price and rise', () => {
    const cases = fc.record({
      price: fc.bigInt({ min: 0n, max: 10n ** 11n }),
      percent: fc.option(fc.integer({ min: 0, max: 2000 }).map((one) => (one / 100).toFixed(2))),
      rises: fc.option(nearDay),
      days: fc.uniqueArray(nearDay, { minLength: 2, maxLength: 8 }),
      starts: fc.option(nearDay),
    });
    fc.assert(
      fc.property(cases, ({ price, percent, rises, days, starts }) => {
        const terms = contractTerms({ startsOn: starts, endsOn: null, renewal: 'none' });
        const sorted = [...days].sort();
        const first = sorted[0] as Day;
        const sum = costUntil(price, terms, { percent, from: rises }, first);
        const parts = sorted.slice(1).map((until, index) => sum(until) - sum(sorted[index] as Day));
        expect(parts.every((part) => part >= 0n)).toBe(true);
        const last = sorted.at(-1) as Day;
        expect(parts.reduce((total, part) => total + part, 0n)).toBe(sum(last) - sum(first));
        // Another first day to reckon from changes nothing.
        const other = costUntil(price, terms, { percent, from: rises }, addMonths(first, -30));
        expect(other(last) - other(first)).toBe(sum(last) - sum(first));
      }),
    );
  });
});

describe('how firm a cost is', () => {
  const parts = (facts: Parameters<typeof contractTerms>[0], decision: 'renew' | 'let_end' | null = null, on = TODAY) =>
    costStretches(contractTerms(facts), decision, WINDOW, on).map(({ standing, from, until }) => [
      standing,
      from,
      until,
    ]);
  const dates = { startsOn: '2024-02-01', endsOn: '2027-01-31' } as const;

  it('is bound to the end of the term, and renews by itself after it', () => {
    expect(parts(dates)).toEqual([
      ['bound', '2026-01-01', '2027-01-31'],
      ['renews', '2027-02-01', '2030-12-31'],
    ]);
  });

  it('is bound a term longer once the last day of notice has passed', () => {
    expect(parts(dates, null, day('2026-12-03'))[0]).toEqual(['bound', '2026-01-01', '2028-01-31']);
  });

  it('is possible where a signature is needed, and over where it was decided to let it end', () => {
    const express = { ...dates, renewal: 'express' } as const;
    expect(parts(express)[1]).toEqual(['possible', '2027-02-01', '2030-12-31']);
    expect(parts({ ...express, signedTerms: 1 })).toEqual([
      ['bound', '2026-01-01', '2028-01-31'],
      ['possible', '2028-02-01', '2030-12-31'],
    ]);
    expect(parts(express, 'let_end')).toHaveLength(1);
  });

  it('ends with what does not renew and with what was cancelled, and is nothing after its end', () => {
    expect(parts({ ...dates, renewal: 'none' })).toEqual([['bound', '2026-01-01', '2027-01-31']]);
    expect(parts({ ...dates, cancelledOn: '2026-11-01' })).toEqual([['bound', '2026-01-01', '2027-01-31']]);
    expect(parts({ startsOn: '2020-01-01', endsOn: '2021-12-31', renewal: 'none' })).toEqual([]);
    expect(parts({ startsOn: null, endsOn: null, cancelledOn: '2026-11-01' })).toEqual([
      ['bound', '2026-01-01', TODAY],
    ]);
  });

  it('goes on until somebody acts where no end is known', () => {
    expect(parts({ startsOn: '2024-02-01', endsOn: null, renewal: 'none' })).toEqual([
      ['bound', '2026-01-01', '2026-11-21'],
      ['renews', '2026-11-22', '2030-12-31'],
    ]);
  });

  it('begins with the contract', () => {
    expect(parts({ startsOn: '2027-06-01', endsOn: '2028-05-31', renewal: 'none' })).toEqual([
      ['bound', '2027-06-01', '2028-05-31'],
    ]);
  });
});

describe('what devices carry', () => {
  const year = { from: day('2026-01-01'), until: day('2026-12-31') };
  const line = (share: string, own: boolean, endsOn: string | null = null) => ({
    share: unitsOf(share),
    own,
    startsOn: null,
    endsOn: endsOn === null ? null : day(endsOn),
  });
  const shared = (lines: readonly ReturnType<typeof line>[], price = '3650.00') => {
    const { each, unshared } = divided(unitsOf(price), unitsOf(price), lines, year);
    return [...each, unshared].map(amountOf);
  };

  it('is an equal part without an own share', () => {
    expect(shared([line('1825.00', false), line('1825.00', false)])).toEqual(['1825.00', '1825.00', '0.00']);
  });

  it('is the own share for its own days; the others carry the rest', () => {
    // 100 days of 365.00 a year are 100.00.
    expect(shared([line('365.00', true, '2026-04-10'), line('3285.00', false)])).toEqual(['100.00', '3550.00', '0.00']);
    expect(shared([line('365.00', true), line('365.00', true)])).toEqual(['365.00', '365.00', '2920.00']);
  });

  it('is by days among those without an own share', () => {
    // 183 and 365 days of 548.
    expect(shared([line('1825.00', false, '2026-07-02'), line('1825.00', false)])).toEqual([
      '1218.89',
      '2431.11',
      '0.00',
    ]);
  });

  it('is nothing after its own end, and nobody carries what is left', () => {
    expect(shared([line('3650.00', false, '2025-12-31')])).toEqual(['0.00', '3650.00']);
  });

  it('gives the last cents to the first of those that are alike', () => {
    const lines = Array.from({ length: 3 }, () => line('33.33', false));
    expect(shared(lines, '100.00')).toEqual(['33.34', '33.33', '33.33', '0.00']);
  });

  it('makes the cost together, whatever the lines are', () => {
    const lines = fc.array(
      fc.record({
        share: fc.bigInt({ min: 0n, max: 10n ** 8n }),
        own: fc.boolean(),
        startsOn: fc.option(nearDay),
        endsOn: fc.option(nearDay),
      }),
      { maxLength: 9 },
    );
    fc.assert(
      fc.property(
        lines,
        fc.bigInt({ min: 0n, max: 10n ** 9n }),
        nearDay,
        fc.nat({ max: 900 }),
        (some, more, from, days) => {
          const price = some.reduce((sum, { share }) => sum + share, more);
          const stretch = { from, until: addDays(from, days) };
          const sum = costUntil(price, contractTerms({ startsOn: '2020-01-01', endsOn: null }), FLAT, from);
          const whole = sum(stretch.until) - sum(addDays(from, -1));
          const { each, unshared } = divided(whole, price, some, stretch);
          const total = each.reduce((all, one) => all + one, unshared);
          expect(total).toBe(price === 0n ? 0n : whole);
          expect(daysBetween(stretch.from, stretch.until)).toBe(days);
          expect([...each, unshared].every((one) => one >= 0n)).toBe(true);
        },
      ),
    );
  });
});
