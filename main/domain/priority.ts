import type { Band } from './band.ts';
import { type Day, daysBetween } from './day.ts';
import type { Criticality, Tristate } from './device.ts';
import { PLAN_FACTORS, type PlanFactor, type PlanWeights } from './plan-settings.ts';

/** What decides how pressing the replacement of a device is. */
export interface PriorityFacts {
  /** Of the technical end: contracts are renewed and not replaced. */
  readonly band: Band;
  /** Days that the start is late, 0 when it is not; null when it is late since a day that nobody knows. */
  readonly daysLate: number | null;
  readonly criticality: Criticality | null;
  readonly networkConnected: Tristate;
  readonly storesPhi: Tristate;
  /** Last day of the risk acceptance or compensating control that is in force; null for none. */
  readonly exceptionUntil: Day | null;
  /** The newest judgement of a person; null when nobody judged. Never derived from age (domain.md 1.1). */
  readonly legacy: boolean | null;
  readonly plannedReplacementOn: Day | null;
}

/** What a factor gave, and for what. */
export interface FactorPoints {
  readonly factor: PlanFactor;
  readonly points: number;
  /** The weight: what it gives at most. */
  readonly of: number;
  /**
   * What the points were given for: a band; days late (null for a day that nobody knows); a criticality (null for none);
   * yes, no or unknown; the last day of an exception (null for none); yes, no or unknown of the legacy judgement; days
   * beyond the planned replacement (null when none is planned).
   */
  readonly fact: string | number | null;
}

/** Part of the weight by band, nearer is never less. What is unknown is no band of a plan. */
const BAND_SHARE: Readonly<Record<Band, number>> = {
  unsupported: 1,
  approaching_3: 0.9,
  approaching_6: 0.8,
  approaching_12: 0.7,
  approaching_18: 0.5,
  plan_24: 0.4,
  plan_36: 0.2,
  supported: 0,
  unknown: 1,
  not_tracked: 0,
};
/** Unknown never counts as harmless, here and below. */
const CRITICALITY_SHARE: Readonly<Record<Criticality, number>> = { life_support: 1, high: 0.75, medium: 0.4, low: 0.1 };
const UNKNOWN_SHARE = 0.5;
/** A start that is a year late has all points. */
const LATE_DAYS = 365;

const tristateShare = (value: Tristate) => (value === 'yes' ? 1 : value === 'no' ? 0 : UNKNOWN_SHARE);

/** Part of its weight that a factor gives, 0 to 1. */
function shareOf(factor: PlanFactor, facts: PriorityFacts, today: Day): number {
  switch (factor) {
    case 'support':
      return BAND_SHARE[facts.band];
    case 'late_start':
      return facts.daysLate === null ? 1 : Math.min(1, facts.daysLate / LATE_DAYS);
    case 'criticality':
      return facts.criticality === null ? UNKNOWN_SHARE : CRITICALITY_SHARE[facts.criticality];
    case 'network':
      return tristateShare(facts.networkConnected);
    case 'patient_data':
      return tristateShare(facts.storesPhi);
    case 'no_exception':
      return facts.exceptionUntil === null ? 1 : 0;
    case 'legacy':
      // That nobody judged is no sign of danger: the judgement adds to what the dates say.
      return facts.legacy ? 1 : 0;
    case 'planned_age':
      return facts.plannedReplacementOn !== null && facts.plannedReplacementOn < today ? 1 : 0;
  }
}

function factOf(factor: PlanFactor, facts: PriorityFacts, today: Day): FactorPoints['fact'] {
  switch (factor) {
    case 'support':
      return facts.band;
    case 'late_start':
      return facts.daysLate;
    case 'criticality':
      return facts.criticality;
    case 'network':
      return facts.networkConnected;
    case 'patient_data':
      return facts.storesPhi;
    case 'no_exception':
      return facts.exceptionUntil;
    case 'legacy':
      return facts.legacy === null ? 'unknown' : facts.legacy ? 'yes' : 'no';
    case 'planned_age':
      return facts.plannedReplacementOn && Math.max(0, daysBetween(facts.plannedReplacementOn, today));
  }
}

/** How pressing a replacement is: 0 to 100, the points in percent of the weights, rounded. */
export function priorityOf(facts: PriorityFacts, weights: PlanWeights, today: Day): number {
  let points = 0;
  let possible = 0;
  for (const factor of PLAN_FACTORS) {
    points += weights[factor] * shareOf(factor, facts, today);
    possible += weights[factor];
  }
  return possible === 0 ? 0 : Math.round((100 * points) / possible);
}

/** What gave how many points; every factor is named, also with none. */
export function priorityFactors(facts: PriorityFacts, weights: PlanWeights, today: Day): readonly FactorPoints[] {
  return PLAN_FACTORS.map((factor) => ({
    factor,
    points: Math.round(weights[factor] * shareOf(factor, facts, today) * 10) / 10,
    of: weights[factor],
    fact: factOf(factor, facts, today),
  }));
}
