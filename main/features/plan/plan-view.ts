import type { z } from 'zod';
import type { planApartSchema, planDeviceSchema, planHeadSchema, planLineSchema } from '../../contract/plan.ts';
import { type FiscalYear, fiscalYearEnd, fiscalYearStart } from '../../domain/fiscal-year.ts';
import type { DeviceId, ModelId, VendorId } from '../../domain/ids.ts';
import { amountOf, type Money, unitsOf } from '../../domain/money.ts';
import { priorityFactors } from '../../domain/priority.ts';
import type { Scenario } from './choices.store.ts';
import {
  addMoney,
  compare,
  type Plan,
  type PlanApart,
  type PlanLine,
  type PlannedDevice,
  type PlanTerms,
  type Sum,
} from './plan-lines.ts';

export type PlanHead = z.input<typeof planHeadSchema>;
export type PlanLineView = z.input<typeof planLineSchema>;
export type PlanDeviceView = z.input<typeof planDeviceSchema>;
type Apart = z.input<typeof planApartSchema>;

/** What several lines come to. */
interface Total {
  devices: number;
  late: number;
  readonly cost: Sum;
  unpriced: number;
}

const noTotal = (): Total => ({ devices: 0, late: 0, cost: new Map(), unpriced: 0 });

/** Only replacements count as devices; what everything costs counts as cost. */
function addLine(total: Total, line: PlanLine): void {
  if (line.decision === 'replace') {
    total.devices += line.devices;
    if (line.late) total.late += line.devices;
  }
  total.unpriced += line.unpriced;
  for (const [currency, units] of line.cost) addMoney(total.cost, currency, units);
}

/** Amounts by currency, the plan's first. */
function costOf(sum: Sum, currency: string): Money[] {
  return [...sum]
    .sort(([a], [b]) => Number(b === currency) - Number(a === currency) || compare(a, b))
    .map(([own, units]) => ({ amount: amountOf(units), currency: own }));
}

/** Years, departments and what stands apart. At most `groups` of each of the latter are named; all are counted. */
export function planHead(plan: Plan, scenario: Scenario | null, groups: number): PlanHead {
  const { asOf, span, currency, inflation, yearlyBudget } = plan.terms;
  const total = noTotal();
  const years = new Map<FiscalYear, Total>();
  for (let year = span.fromYear; year <= span.toYear; year = (year + 1) as FiscalYear) years.set(year, noTotal());
  const departments = new Map<string, { readonly all: Total; readonly years: ReadonlyMap<FiscalYear, Total> }>();
  for (const line of plan.lines) {
    const { department } = line.top.device;
    const own = departments.get(department) ?? {
      all: noTotal(),
      years: new Map([...years.keys()].map((year) => [year, noTotal()])),
    };
    departments.set(department, own);
    for (const each of [total, years.get(line.year), own.all, own.years.get(line.year)]) if (each) addLine(each, line);
  }
  const apart = (all: readonly PlanApart[]) => ({
    devices: all.reduce((sum, { devices }) => sum + devices, 0),
    groups: all.slice(0, groups).map(apartView),
  });
  return {
    asOf,
    scenario: scenario && { id: scenario.id, name: scenario.name },
    currency,
    firstMonth: span.firstMonth,
    inflation,
    yearlyBudget,
    fromYear: span.fromYear,
    years: [...years].map(([year, own], index) => ({
      year,
      from: fiscalYearStart(year, span.firstMonth),
      to: fiscalYearEnd(year, span.firstMonth),
      devices: own.devices,
      late: own.late,
      cost: costOf(own.cost, currency),
      unpriced: own.unpriced,
      overBudget: overBudget(own.cost, plan.terms),
      withoutSupport: plan.withoutSupport[index] ?? 0,
    })),
    departments: [...departments]
      .sort(([a], [b]) => compare(a, b))
      .map(([department, own]) => ({
        department,
        ...sumsOf(own.all, currency),
        years: [...own.years.values()].map((year) => sumsOf(year, currency)),
      })),
    total: { ...sumsOf(total, currency), late: total.late },
    later: plan.later,
    unknown: apart(plan.unknown),
    renewable: apart(plan.renewable),
  };
}

function sumsOf({ devices, cost, unpriced }: Total, currency: string) {
  return { devices, cost: costOf(cost, currency), unpriced };
}

/** By how much a year is above the budget; null without a budget and when it is not. */
function overBudget(cost: Sum, { currency, yearlyBudget }: PlanTerms): string | null {
  if (yearlyBudget === null) return null;
  const over = (cost.get(currency) ?? 0n) - unitsOf(yearlyBudget);
  return over > 0n ? amountOf(over) : null;
}

function apartView({ model, department, devices, on, limitName }: PlanApart): Apart {
  return { department, modelId: model.id as ModelId, model: model.name, vendor: model.vendor, devices, on, limitName };
}

/** A line as it is promised. */
export function lineView(line: PlanLine, { currency, weights, asOf }: PlanTerms): PlanLineView {
  const { device, facts, priority } = line.top;
  const { model, end } = device;
  const { each } = line;
  return {
    key: line.key,
    year: line.year,
    department: device.department,
    modelId: model.id as ModelId,
    model: model.name,
    vendorId: model.vendorId as VendorId,
    vendor: model.vendor,
    deviceType: model.deviceType,
    devices: line.devices,
    decision: line.decision,
    startBy: line.startBy,
    needBy: line.needBy,
    daysLate: line.daysLate,
    leadMonths: model.leadMonths,
    limitedBy: end.limit,
    band: end.band,
    priceEach: each && { amount: amountOf(each.units), currency: each.currency },
    priceSource: each?.source ?? null,
    cost: costOf(line.cost, currency),
    unpriced: line.unpriced,
    priority,
    factors: [...priorityFactors(facts, weights, asOf)],
    chosen: line.chosen,
    reason: line.reason,
    movedFrom: line.movedFrom,
  };
}

/** A device of a line, with its names. */
export function deviceView(
  planned: PlannedDevice,
  names: { readonly assetTag: string | null; readonly serialNumber: string | null } | undefined,
  { weights, asOf }: PlanTerms,
): PlanDeviceView {
  const { device, cost, choice, facts } = planned;
  return {
    deviceId: device.deviceId as DeviceId,
    assetTag: names?.assetTag ?? '',
    serialNumber: names?.serialNumber ?? '',
    startBy: planned.startBy,
    needBy: planned.needBy,
    daysLate: planned.daysLate,
    criticality: device.criticality,
    price: cost && { amount: amountOf(cost.units), currency: cost.currency },
    priceSource: cost?.source ?? null,
    priority: planned.priority,
    factors: [...priorityFactors(facts, weights, asOf)],
    decision: planned.decision,
    chosen: choice !== null,
    reason: choice?.reason ?? null,
  };
}
