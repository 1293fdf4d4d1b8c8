import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day, day, exactly, type Precision } from '../../main/domain/day.ts';
import {
  decidingEntry,
  distancesOf,
  holdingEntry,
  lastMove,
  MILESTONE_OWNERS,
  type MilestoneEntry,
  type OwnedEntry,
} from '../../main/domain/milestone.ts';
import { MILESTONES } from '../../main/domain/model.ts';
import { supportOf } from '../../main/domain/support.ts';
import { supportFacts, TODAY } from '../support/facts.ts';

const days = fc.integer({ min: -2000, max: 4000 }).map((count) => addDays(day('2026-11-21'), count));

function entry(on: Day | null, precision: Precision = 'day'): MilestoneEntry {
  return {
    ...{ kind: 'end_of_support', on: on && { on, precision }, vendorTerm: null, source: null },
    ...{ announcedOn: null, receivedOn: null, confidence: 'stated' },
  };
}
const history = (...dates: (Day | null)[]) => ({ end_of_support: dates.map((on) => entry(on)) });

describe('how far a date moved', () => {
  it.each([
    [[], '2029-06-30', null, null],
    [['2030-12-31'], '2029-06-30', -549, -549],
    [['2030-12-31', '2029-06-30'], '2029-12-31', 184, -365],
    [['2030-12-31', null], '2029-06-30', -549, -549],
    [['2030-12-31', '2029-06-30'], '2030-12-31', 549, null],
    [['2030-12-31'], null, null, null],
    [[null], '2029-06-30', null, null],
  ] as const)('%j then %s', (earlier, on, movedDays, movedFromFirstDays) => {
    const before = earlier.map((text) => text && day(text));
    expect(distancesOf(before, on && day(on))).toEqual({ movedDays, movedFromFirstDays });
  });

  it('adds up: each step from the one before, together from the first', () => {
    fc.assert(
      fc.property(fc.array(days, { minLength: 2, maxLength: 12 }), (dates) => {
        const steps = dates.map((on, index) => distancesOf(dates.slice(0, index), on).movedDays ?? 0);
        const whole = distancesOf(dates.slice(0, -1), dates.at(-1) ?? null).movedFromFirstDays ?? 0;
        expect(steps.reduce((sum, step) => sum + step, 0)).toBe(whole);
      }),
    );
  });

  it('is the same whether or not the date was taken back in between', () => {
    fc.assert(
      fc.property(days, days, fc.nat({ max: 3 }), (before, after, times) => {
        const taken = Array.from({ length: times }, () => null);
        const move = lastMove(history(before, ...taken, after), 'end_of_support');
        expect(move?.days ?? null).toBe(distancesOf([before, ...taken], after).movedDays);
        expect(move).toEqual(lastMove(history(before, after), 'end_of_support'));
      }),
    );
  });
});

describe('dates of a device', () => {
  it('leave everything as it was once they are taken back', () => {
    fc.assert(
      fc.property(days, fc.option(days), days, (ofModel, ofVersion, own) => {
        const facts = supportFacts({
          softwareVersion: ofVersion && '4.1',
          modelDates: history(ofModel),
          versionDates: ofVersion ? history(ofVersion) : {},
        });
        const taken = supportOf({ ...facts, deviceDates: history(own, null) }, TODAY);
        expect(taken).toEqual(supportOf(facts, TODAY));
      }),
    );
  });

  it('go before all others, for whatever the others say', () => {
    fc.assert(
      fc.property(days, days, days, fc.constantFrom(...MILESTONES.slice(-2)), (own, ofVersion, ofModel, kind) => {
        const { limitedBy, endsUntil } = supportOf(
          supportFacts({
            softwareVersion: '4.1',
            modelDates: { [kind]: [{ ...entry(ofModel), kind }] },
            versionDates: { [kind]: [{ ...entry(ofVersion), kind }] },
            deviceDates: history(own),
          }),
          TODAY,
        );
        expect([limitedBy?.kind, endsUntil]).toEqual(['model', own]);
      }),
    );
  });

  it('of guaranteed support count where there is no other, before those of the model', () => {
    const guaranteed = (on: string) => ({
      end_of_guaranteed_support: [{ ...entry(day(on)), kind: 'end_of_guaranteed_support' as const }],
    });
    const facts = supportFacts({ modelDates: guaranteed('2030-01-01'), deviceDates: guaranteed('2028-01-01') });
    expect(supportOf(facts, TODAY).endsUntil).toBe('2028-01-01');
  });
});

describe('which entry holds', () => {
  const entries: fc.Arbitrary<OwnedEntry[]> = fc.uniqueArray(
    fc.record({
      kind: fc.constantFrom<string>(...MILESTONES, 'own'),
      owner: fc.constantFrom(...MILESTONE_OWNERS),
      on: fc.option(days.map(exactly)),
      current: fc.constant(true),
    }),
    { selector: ({ kind, owner }) => `${kind} ${owner}`, maxLength: 12 },
  );

  it('does not depend on the order in which entries are given', () => {
    fc.assert(
      fc.property(entries, fc.infiniteStream(fc.nat()), (given, order) => {
        const shuffled = given
          .map((one) => ({ one, at: order.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        expect(decidingEntry(shuffled)).toEqual(decidingEntry(given));
        for (const kind of MILESTONES) expect(holdingEntry(shuffled, kind)).toEqual(holdingEntry(given, kind));
      }),
    );
  });

  it('is the one that the rule takes, and never a date of the organisation’s own', () => {
    fc.assert(
      fc.property(entries, (given) => {
        const dates = (owner: string) =>
          Object.fromEntries(
            given
              .filter((one) => one.owner === owner && one.kind !== 'own')
              .map(({ kind, on }) => [kind, [{ ...entry(on?.on ?? null), kind }]]),
          );
        const { endsFrom } = supportOf(
          supportFacts({
            softwareVersion: '4.1',
            deviceDates: dates('device'),
            versionDates: dates('software_version'),
            modelDates: dates('model'),
          }),
          TODAY,
        );
        expect(decidingEntry(given)?.on?.on ?? null).toBe(endsFrom);
      }),
    );
  });
});
