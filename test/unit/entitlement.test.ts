import { describe, expect, it } from 'vitest';
import { day } from '../../main/domain/day.ts';
import { entitlementPeriod, entitlementStand, lapsesSoon, periodBefore } from '../../main/domain/entitlement.ts';
import { contractTerms, TODAY } from '../support/facts.ts';

const period = (facts: Parameters<typeof contractTerms>[0], per: 'year' | 'term' | 'contract', on: string = TODAY) => {
  const { from, until } = entitlementPeriod(contractTerms(facts), per, day(on));
  return [from, until];
};
const threeYears = { startsOn: '2024-02-01', endsOn: '2027-01-31' } as const;

describe('the period of an entitlement', () => {
  it.each([
    ['year', '2024-02-01', '2024-02-01', '2025-01-31'],
    ['year', '2025-01-31', '2024-02-01', '2025-01-31'],
    ['year', '2025-02-01', '2025-02-01', '2026-01-31'],
    ['year', '2027-02-01', '2027-02-01', '2028-01-31'],
    ['term', '2024-02-01', '2024-02-01', '2027-01-31'],
    ['term', '2027-01-31', '2024-02-01', '2027-01-31'],
    ['term', '2027-02-01', '2027-02-01', '2028-01-31'],
    ['contract', '2027-02-01', '2024-02-01', null],
  ] as const)('of a contract that renews: per %s on %s is %s to %s', (per, on, from, until) => {
    expect(period(threeYears, per, on)).toEqual([from, until]);
  });

  it('ends with the contract, and is the last one afterwards', () => {
    const ends = { startsOn: '2024-02-01', endsOn: '2026-06-30', renewal: 'none' } as const;
    expect(period(ends, 'year', '2026-03-01')).toEqual(['2026-02-01', '2026-06-30']);
    expect(period(ends, 'year', '2029-03-01')).toEqual(['2026-02-01', '2026-06-30']);
    expect(period(ends, 'term', '2029-03-01')).toEqual(['2024-02-01', '2026-06-30']);
    expect(period(ends, 'contract')).toEqual(['2024-02-01', '2026-06-30']);
    expect(period({ ...threeYears, cancelledOn: '2026-11-01' }, 'contract')).toEqual(['2024-02-01', '2027-01-31']);
  });

  it('never drifts from a month end, and follows the custom of the contract', () => {
    const monthEnd = { startsOn: '2024-02-29', endsOn: null, firstTermMonths: 12 } as const;
    expect(period({ ...monthEnd, lastDay: 'anniversary' }, 'year', '2025-02-28')).toEqual(['2024-02-29', '2025-02-28']);
    expect(period({ ...monthEnd, lastDay: 'anniversary' }, 'year', '2028-03-01')).toEqual(['2028-03-01', '2029-02-28']);
    expect(period({ ...monthEnd, lastDay: 'anniversary' }, 'year', '2028-02-29')).toEqual(['2027-03-01', '2028-02-29']);
    expect(period({ ...monthEnd, lastDay: 'day_before' }, 'year', '2025-02-28')).toEqual(['2025-02-28', '2026-02-27']);
  });

  it('is counted back from the end where no start is known, and by the calendar where nothing is', () => {
    const ending = { startsOn: null, endsOn: '2027-01-31' } as const;
    expect(period(ending, 'year')).toEqual(['2026-02-01', '2027-01-31']);
    expect(period(ending, 'year', '2020-01-31')).toEqual(['2019-02-01', '2020-01-31']);
    expect(period({ startsOn: null, endsOn: null, renewal: 'none' }, 'year')).toEqual(['2026-01-01', '2026-12-31']);
  });

  it('has one before it but for the first', () => {
    const terms = contractTerms(threeYears);
    expect(periodBefore(terms, 'year', day('2026-02-01'))).toEqual({ from: '2025-02-01', until: '2026-01-31' });
    expect(periodBefore(terms, 'year', day('2024-02-01'))).toBeNull();
    expect(periodBefore(terms, 'term', day('2027-02-01'))).toEqual({ from: '2024-02-01', until: '2027-01-31' });
    expect(periodBefore(terms, 'contract', day('2024-02-01'))).toBeNull();
  });
});

describe('what is left', () => {
  const visits = { amount: 2, per: 'year' } as const;
  const terms = contractTerms(threeYears);
  const use = (usedOn: string, amount = 1) => ({ usedOn: day(usedOn), amount });
  const stand = (uses: readonly string[], on = '2026-11-21') =>
    entitlementStand(
      visits,
      uses.map((one) => use(one)),
      terms,
      day(on),
    );

  it('counts the uses of the period, its first and its last day included', () => {
    expect(stand(['2026-01-31', '2026-02-01', '2027-01-31', '2027-02-01'])).toMatchObject({
      period: { from: '2026-02-01', until: '2027-01-31' },
      used: 2,
      left: 0,
      beyond: 0,
      daysLeft: 71,
    });
  });

  it('begins anew, and nothing is carried over', () => {
    expect(stand([], '2027-01-31')).toMatchObject({ left: 2, daysLeft: 0 });
    expect(stand([], '2027-02-01')).toMatchObject({ left: 2, period: { from: '2027-02-01' } });
  });

  it('says what was used beyond', () => {
    expect(stand(['2026-03-01', '2026-04-01', '2026-05-01'])).toMatchObject({ used: 3, left: 0, beyond: 1 });
  });

  it.each([
    ['2026-12-01', false],
    ['2026-12-02', true],
    ['2027-01-31', true],
  ])('is told of from 60 days before the end on: %s %s', (on, told) => {
    expect(lapsesSoon(stand([], on), day(on))).toBe(told);
  });

  it('is not told of when nothing is left, when it is over, or before it begins', () => {
    expect(lapsesSoon(stand(['2026-03-01', '2026-04-01'], '2027-01-01'), day('2027-01-01'))).toBe(false);
    const over = contractTerms({ ...threeYears, renewal: 'none' });
    expect(lapsesSoon(entitlementStand(visits, [], over, day('2027-02-01')), day('2027-02-01'))).toBe(false);
    const ahead = contractTerms({ startsOn: '2026-12-01', endsOn: '2026-12-31', renewal: 'none' });
    expect(lapsesSoon(entitlementStand(visits, [], ahead, TODAY), TODAY)).toBe(false);
  });
});
