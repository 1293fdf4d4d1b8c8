import { type DeviceCategory, LEAD_TIME_MONTHS } from './device.ts';
import type { FirstMonth } from './fiscal-year.ts';

/** What makes one replacement more pressing than another; each has a weight and gives at most so many points. */
export const PLAN_FACTORS = [
  /** How near the end of support is, or that it is over. */
  'support',
  /** How many days the start is late. */
  'late_start',
  'criticality',
  'network',
  'patient_data',
  /** No risk acceptance and no compensating control is in force. */
  'no_exception',
  /** A person judged the device or its model to be legacy. */
  'legacy',
  /** The day on which it was to be replaced has passed. */
  'planned_age',
] as const;
export type PlanFactor = (typeof PLAN_FACTORS)[number];
export type PlanWeights = Readonly<Record<PlanFactor, number>>;

/** Weights until somebody decides otherwise; together 100. */
export const DEFAULT_WEIGHTS: PlanWeights = {
  support: 30,
  late_start: 10,
  criticality: 20,
  network: 10,
  patient_data: 5,
  no_exception: 10,
  legacy: 10,
  planned_age: 5,
};

/** Years that one plan may cover, both included. */
export const PLAN_YEARS = { least: 1, most: 10 } as const;

/** What the organisation decided about all its plans. */
export interface PlanSettings {
  /** Months between the decision to replace and the day the new device works, by class (domain.md 1.7). */
  readonly leadMonths: Readonly<Record<DeviceCategory, number>>;
  readonly firstMonth: FirstMonth;
  /** The plan adds up in this currency; amounts in others stand apart and are never converted. */
  readonly currency: string;
  /** Percent a year as decimal text with at most two places; prices grow by it from the second year of the plan. */
  readonly inflation: string;
  readonly weights: PlanWeights;
  /** Years that the plan covers where nobody asks for another number. */
  readonly years: number;
}

export const DEFAULT_PLAN_SETTINGS: PlanSettings = {
  leadMonths: LEAD_TIME_MONTHS,
  firstMonth: 1,
  currency: 'EUR',
  inflation: '0',
  weights: DEFAULT_WEIGHTS,
  years: 5,
};

/** Another way to plan: what is left empty is the organisation's. */
export interface ScenarioSettings {
  /** First fiscal year; null for the one that contains today. */
  readonly fromYear: number | null;
  readonly years: number | null;
  readonly inflation: string | null;
  readonly weights: PlanWeights | null;
  /** Amount of a year's budget in the plan's currency; null for none. */
  readonly yearlyBudget: string | null;
}

const PERCENT = /^\d{1,2}(\.\d{1,2})?$/;

/** True for a percentage from 0 to 99.99 with at most two places. */
export function isPercent(text: string): boolean {
  return PERCENT.test(text);
}
