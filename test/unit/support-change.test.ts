import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day, day } from '../../main/domain/day.ts';
import { type SupportFacts, supportOf } from '../../main/domain/support.ts';
import { nextChange } from '../../main/domain/support-change.ts';
import { supportColumns } from '../../main/features/device/listing.ts';
import { anyFacts, nearDay } from '../support/arbitraries.ts';
import { component, endingOn, supportFacts, TODAY } from '../support/facts.ts';

/** What the register stores of a result, with its reasons. */
function storedOn(facts: SupportFacts, today: Day) {
  const support = supportOf(facts, today);
  return JSON.stringify([supportColumns(support, 12, TODAY, today), support.reasons]);
}

const changeOf = (facts: SupportFacts, today: string) => nextChange(facts, supportOf(facts, day(today)), day(today));

describe('the next day on which a result may change', () => {
  it('is not missed: on every day before it all is as it was (main/domain/support-change.ts)', () => {
    let lasting = 0;
    fc.assert(
      fc.property(anyFacts, nearDay, (facts, today) => {
        const next = changeOf(facts, today);
        const until = next ?? addDays(today, 2000);
        const now = storedOn(facts, today);
        for (let on = addDays(today, 1); on < until; on = addDays(on, 1)) {
          lasting += 1;
          expect(storedOn(facts, on)).toBe(now);
        }
      }),
      { numRuns: 150 },
    );
    expect(lasting).toBeGreaterThan(5_000);
  });

  it.each([
    ['the day after the last day of a month', endingOn('2027-06'), '2027-07-01'],
    [
      'the day after the end of a component',
      endingOn('2030', { components: [component('Windows Server 2016')] }),
      '2027-01-13',
    ],
    ['none, where nothing will end any more', endingOn('2026-11-20'), null],
    [
      'none, where cover has lapsed for good',
      supportFacts({ entitlement: { needsContract: 'yes', saidBy: 'model' } }),
      null,
    ],
    ['none, once it is not watched', endingOn('2030', { status: 'retired' }), null],
  ] as const)('is %s', (_what, facts, next) => {
    expect(changeOf(facts, TODAY)).toBe(next);
  });
});
