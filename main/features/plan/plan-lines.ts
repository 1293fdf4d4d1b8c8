import type { Day } from '../../domain/day.ts';
import type { FiscalYear } from '../../domain/fiscal-year.ts';
import type { Units } from '../../domain/money.ts';
import type { PlanDecision, PriceSource } from '../../domain/plan.ts';
import type { PriorityFacts } from '../../domain/priority.ts';
import type { Choice } from './choices.store.ts';
import type { PlanDevice } from './plan-facts.store.ts';

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

/** A line with its first device. */
export function newLine(key: string, year: FiscalYear, late: boolean, planned: PlannedDevice): PlanLine {
  const { decision, startBy, needBy, daysLate, cost, unpriced, choice } = planned;
  return {
    key,
    year,
    late,
    decision,
    devices: 1,
    top: planned,
    startBy,
    needBy,
    daysLate,
    cost: new Map(cost === null ? [] : [[cost.currency, cost.units]]),
    unpriced: unpriced ? 1 : 0,
    each: cost,
    chosen: choice === null ? 0 : 1,
    reason: choice?.reason ?? null,
    movedFrom: null,
  };
}

/** Another device of the same line. */
export function addTo(line: PlanLine, planned: PlannedDevice): void {
  const { startBy, needBy, daysLate, cost, unpriced, choice, priority } = planned;
  line.devices += 1;
  if (
    priority > line.top.priority ||
    (priority === line.top.priority && planned.device.deviceId < line.top.device.deviceId)
  )
    line.top = planned;
  line.startBy = earliest(startBy, line.startBy);
  line.needBy = earliest(needBy, line.needBy);
  line.daysLate = daysLate === null || line.daysLate === null ? null : Math.max(daysLate, line.daysLate);
  if (cost !== null) addMoney(line.cost, cost.currency, cost.units);
  if (unpriced) line.unpriced += 1;
  const { each } = line;
  if (each?.units !== cost?.units || each?.currency !== cost?.currency || each?.source !== cost?.source)
    line.each = null;
  if (line.reason !== (choice?.reason ?? null)) line.reason = null;
  if (choice !== null) line.chosen += 1;
}

/** A day that nobody knows is earlier than every other: it has passed. */
function earliest(a: Day | null, b: Day | null): Day | null {
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

/** Order of two texts by their code units. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
