import { BANDS, type Band } from './band.ts';
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

export interface Priority {
  /** 0 to 100: the points in percent of the weights, rounded. */
  readonly priority: number;
  readonly factors: readonly FactorPoints[];
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
const legacyWord = (legacy: boolean | null) => (legacy === null ? 'unknown' : legacy ? 'yes' : 'no');

/** Part of its weight that a factor gives, 0 to 1, and the fact behind it. */
function shareOf(factor: PlanFactor, facts: PriorityFacts, today: Day): readonly [number, FactorPoints['fact']] {
  switch (factor) {
    case 'support':
      return [BAND_SHARE[facts.band], facts.band];
    case 'late_start':
      return [facts.daysLate === null ? 1 : Math.min(1, facts.daysLate / LATE_DAYS), facts.daysLate];
    case 'criticality':
      return [facts.criticality === null ? UNKNOWN_SHARE : CRITICALITY_SHARE[facts.criticality], facts.criticality];
    case 'network':
      return [tristateShare(facts.networkConnected), facts.networkConnected];
    case 'patient_data':
      return [tristateShare(facts.storesPhi), facts.storesPhi];
    case 'no_exception':
      return [facts.exceptionUntil === null ? 1 : 0, facts.exceptionUntil];
    case 'legacy':
      // That nobody judged is no sign of danger: the judgement adds to what the dates say.
      return [facts.legacy ? 1 : 0, legacyWord(facts.legacy)];
    case 'planned_age': {
      const over = facts.plannedReplacementOn === null ? null : daysBetween(facts.plannedReplacementOn, today);
      return [over !== null && over > 0 ? 1 : 0, over === null ? null : Math.max(0, over)];
    }
  }
}

/** How pressing a replacement is, 0 to 100, with what gave how many points; every factor is named, also with none. */
export function priorityOf(facts: PriorityFacts, weights: PlanWeights, today: Day): Priority {
  let points = 0;
  let possible = 0;
  const factors = PLAN_FACTORS.map((factor): FactorPoints => {
    const of = weights[factor];
    const [share, fact] = shareOf(factor, facts, today);
    points += of * share;
    possible += of;
    return { factor, points: Math.round(of * share * 10) / 10, of, fact };
  });
  return { priority: possible === 0 ? 0 : Math.round((100 * points) / possible), factors };
}

/** The more urgent of two bands of a plan. */
export function nearerBand(a: Band, b: Band): Band {
  return BANDS.indexOf(a) >= BANDS.indexOf(b) ? a : b;
}
