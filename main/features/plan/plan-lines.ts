import type { Day } from '../../domain/day.ts';
import type { FiscalYear } from '../../domain/fiscal-year.ts';
import type { Units } from '../../domain/money.ts';
import type { PlanDecision, PlanSpan, PriceSource } from '../../domain/plan.ts';
import type { PlanWeights } from '../../domain/plan-settings.ts';
import type { PriorityFacts } from '../../domain/priority.ts';
import type { Choice, Scenario } from './choices.store.ts';
import type { PlanDevice, PlanModel } from './plan-facts.store.ts';

/** What is asked of a plan; what is left out is the scenario's or the organisation's. */
export interface PlanQuestion {
  readonly scenario: Scenario | null;
  readonly fromYear?: number | undefined;
  readonly years?: number | undefined;
  readonly departments?: readonly string[] | undefined;
  readonly asOf?: Day | undefined;
}

/** What a plan reckons with. */
export interface PlanTerms {
  readonly asOf: Day;
  readonly span: PlanSpan;
  readonly currency: string;
  readonly inflation: string;
  readonly weights: PlanWeights;
  readonly yearlyBudget: string | null;
}

/** Devices that stand beside the plan, by model and department. */
export interface PlanApart {
  readonly model: PlanModel;
  readonly department: string;
  devices: number;
  on: Day | null;
  readonly limitName: string | null;
}

export interface Plan {
  readonly terms: PlanTerms;
  /** By year, late ones first, then by priority. */
  readonly lines: readonly PlanLine[];
  /** By year of the plan: devices whose support is over at its end and that are neither replaced nor retired. */
  readonly withoutSupport: readonly number[];
  readonly later: number;
  readonly unknown: readonly PlanApart[];
  readonly renewable: readonly PlanApart[];
}

/** Amounts by currency. */
export type Sum = Map<string, Units>;

/** One device in one line of the plan. */
export interface PlannedDevice {
  readonly device: PlanDevice;
  readonly choice: Choice | null;
  readonly decision: PlanDecision;
  readonly startBy: Day | null;
  readonly needBy: Day | null;
  readonly daysLate: number | null;
  /** In the year of the line; null when it costs nothing or nobody knows. */
  readonly cost: { readonly units: Units; readonly currency: string; readonly source: PriceSource } | null;
  readonly unpriced: boolean;
  readonly facts: PriorityFacts;
  readonly priority: number;
}

/** Devices of one model and department that are planned alike for one year. */
export interface PlanLine {
  readonly key: string;
  readonly year: FiscalYear;
  readonly late: boolean;
  readonly decision: PlanDecision;
  devices: number;
  /** The one with the highest priority; of equal ones the one that was recorded first. */
  top: PlannedDevice;
  startBy: Day | null;
  needBy: Day | null;
  daysLate: number | null;
  readonly cost: Sum;
  unpriced: number;
  /** Of all devices so far; null when they differ. */
  each: PlannedDevice['cost'];
  chosen: number;
  /** Null when there is none, or when they differ. */
  reason: string | null;
  /** The year that follows from the dates, of the first that was moved. */
  movedFrom: FiscalYear | null;
}

/** A day that nobody knows is earlier than every other: it has passed. */
export function earliest(a: Day | null, b: Day | null): Day | null {
  if (a === null || b === null) return null;
  return b < a ? b : a;
}

/** Adds an amount to a sum. */
export function addMoney(sum: Sum, currency: string, units: Units): void {
  sum.set(currency, (sum.get(currency) ?? 0n) + units);
}

/** By year, late ones first, then by priority; what then is equal has an order of its own that never changes. */
export function byUrgency(a: PlanLine, b: PlanLine): number {
  return (
    a.year - b.year ||
    Number(b.late) - Number(a.late) ||
    b.top.priority - a.top.priority ||
    compare(a.startBy ?? '', b.startBy ?? '') ||
    compare(a.top.device.model.name, b.top.device.model.name) ||
    compare(a.key, b.key)
  );
}

/** By year and department, in each the late ones first: how a plan is read on paper. */
export function byDepartment(lines: readonly PlanLine[]): readonly PlanLine[] {
  return [...lines].sort(
    (a, b) =>
      a.year - b.year ||
      Number(b.late) - Number(a.late) ||
      compare(a.top.device.department, b.top.device.department) ||
      byUrgency(a, b),
  );
}

/** Order of two texts by their code units. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
