import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Band } from '../../main/domain/band.ts';
import { addDays, day } from '../../main/domain/day.ts';
import { CRITICALITIES, TRISTATE } from '../../main/domain/device.ts';
import { DEFAULT_WEIGHTS, PLAN_FACTORS, type PlanWeights } from '../../main/domain/plan-settings.ts';
import { type PriorityFacts, priorityFactors, priorityOf } from '../../main/domain/priority.ts';
import { TODAY } from '../support/facts.ts';

const HARMLESS: PriorityFacts = {
  band: 'supported',
  daysLate: 0,
  criticality: 'low',
  networkConnected: 'no',
  storesPhi: 'no',
  exceptionUntil: day('2027-06-30'),
  legacy: false,
  plannedReplacementOn: day('2030-01-01'),
};
const WORST: PriorityFacts = {
  band: 'unsupported',
  daysLate: 678,
  criticality: 'life_support',
  networkConnected: 'yes',
  storesPhi: 'yes',
  exceptionUntil: null,
  legacy: true,
  plannedReplacementOn: day('2026-11-20'),
};
/** Bands of a plan, farther first. */
const PLANNED: readonly Band[] = [
  'supported',
  'plan_36',
  'plan_24',
  'approaching_18',
  'approaching_12',
  'approaching_6',
  'approaching_3',
  'unsupported',
];

const anyFacts: fc.Arbitrary<PriorityFacts> = fc.record({
  band: fc.constantFrom(...PLANNED),
  daysLate: fc.option(fc.integer({ min: 0, max: 3000 }), { freq: 9 }),
  criticality: fc.option(fc.constantFrom(...CRITICALITIES)),
  networkConnected: fc.constantFrom(...TRISTATE),
  storesPhi: fc.constantFrom(...TRISTATE),
  exceptionUntil: fc.constantFrom(null, day('2027-01-01')),
  legacy: fc.constantFrom(null, true, false),
  plannedReplacementOn: fc.constantFrom(null, TODAY, addDays(TODAY, -1), addDays(TODAY, 900)),
});
const anyWeights: fc.Arbitrary<PlanWeights> = fc.record(
  Object.fromEntries(PLAN_FACTORS.map((factor) => [factor, fc.integer({ min: 0, max: 100 })])) as never,
);

describe('the priority of a replacement', () => {
  it('is 100 for the worst and near nothing for the harmless', () => {
    expect(priorityOf(WORST, DEFAULT_WEIGHTS, TODAY)).toBe(100);
    expect(priorityOf(HARMLESS, DEFAULT_WEIGHTS, TODAY)).toBe(2);
  });

  it('says of every factor what it gave and for what', () => {
    const facts: PriorityFacts = { ...WORST, band: 'approaching_3', daysLate: 73, storesPhi: 'unknown', legacy: null };
    expect(priorityFactors(facts, DEFAULT_WEIGHTS, TODAY)).toEqual([
      { factor: 'support', points: 27, of: 30, fact: 'approaching_3' },
      { factor: 'late_start', points: 2, of: 10, fact: 73 },
      { factor: 'criticality', points: 20, of: 20, fact: 'life_support' },
      { factor: 'network', points: 10, of: 10, fact: 'yes' },
      { factor: 'patient_data', points: 2.5, of: 5, fact: 'unknown' },
      { factor: 'no_exception', points: 10, of: 10, fact: null },
      { factor: 'legacy', points: 0, of: 10, fact: 'unknown' },
      { factor: 'planned_age', points: 5, of: 5, fact: 1 },
    ]);
    expect(priorityOf(facts, DEFAULT_WEIGHTS, TODAY)).toBe(77);
  });

  it('is not moved by a factor that weighs nothing', () => {
    const weights = { ...DEFAULT_WEIGHTS, criticality: 0 };
    expect(priorityOf({ ...WORST, criticality: 'low' }, weights, TODAY)).toBe(100);
    const none = Object.fromEntries(PLAN_FACTORS.map((factor) => [factor, 0])) as Record<keyof PlanWeights, number>;
    expect(priorityOf(WORST, none, TODAY)).toBe(0);
  });

  it('lies between 0 and 100 and is never lowered by a nearer end, a later start or something unknown', () => {
    fc.assert(
      fc.property(anyFacts, anyWeights, fc.constantFrom(...PLANNED), fc.nat(2000), (facts, weights, band, more) => {
        const of = (changes: Partial<PriorityFacts>) => priorityOf({ ...facts, ...changes }, weights, TODAY);
        const now = of({});
        expect(now >= 0 && now <= 100).toBe(true);
        if (PLANNED.indexOf(band) > PLANNED.indexOf(facts.band)) expect(of({ band })).toBeGreaterThanOrEqual(now);
        expect(of({ daysLate: facts.daysLate === null ? null : facts.daysLate + more })).toBeGreaterThanOrEqual(now);
        expect(of({ networkConnected: 'unknown' })).toBeGreaterThanOrEqual(of({ networkConnected: 'no' }));
        expect(of({ criticality: null })).toBeGreaterThanOrEqual(of({ criticality: 'medium' }));
      }),
    );
  });
});
