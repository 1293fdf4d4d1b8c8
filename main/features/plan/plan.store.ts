import type { SqlConnection } from '../../data/connection.ts';
import type { Day } from '../../domain/day.ts';
import { type FiscalYear, fiscalYearEnd, fiscalYearOf } from '../../domain/fiscal-year.ts';
import { inflated, type Money, type Units, unitsOf } from '../../domain/money.ts';
import { budgetYear, chosenYear, type PlanDecision, type PlanSpan, priceOf, settledOn } from '../../domain/plan.ts';
import type { PlanWeights } from '../../domain/plan-settings.ts';
import { type PriorityFacts, priorityOf } from '../../domain/priority.ts';
import { type Choice, exceptionsInForce, judgements, type Scenario, scenarioChoices } from './choices.store.ts';
import { type PlanDevice, planDevices } from './plan-facts.store.ts';
import { addTo, byUrgency, compare, newLine, type PlanLine, type PlannedDevice } from './plan-lines.ts';
import { planSettings } from './settings.store.ts';

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
  readonly device: PlanDevice;
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

/** What a question asks for in full. */
export function planTerms(sql: SqlConnection, today: Day, question: PlanQuestion): PlanTerms {
  const settings = planSettings(sql);
  const asOf = question.asOf ?? today;
  const { scenario } = question;
  const fromYear = question.fromYear ?? scenario?.fromYear ?? fiscalYearOf(asOf, settings.firstMonth);
  const years = question.years ?? scenario?.years ?? settings.years;
  return {
    asOf,
    span: {
      fromYear: fromYear as FiscalYear,
      toYear: (fromYear + years - 1) as FiscalYear,
      firstMonth: settings.firstMonth,
    },
    currency: settings.currency,
    inflation: scenario?.inflation ?? settings.inflation,
    weights: scenario?.weights ?? settings.weights,
    yearlyBudget: scenario?.yearlyBudget ?? null,
  };
}

/**
 * The plan in one pass over the devices. `each` sees every device of every line, for those who want more than sums.
 */
export async function makePlan(
  sql: SqlConnection,
  today: Day,
  question: PlanQuestion,
  each?: (line: PlanLine, planned: PlannedDevice) => void,
): Promise<Plan> {
  const terms = planTerms(sql, today, question);
  const maker = new PlanMaker(sql, terms, question, each);
  await planDevices(sql, planSettings(sql), today, terms.asOf, (device) => maker.add(device));
  return maker.plan();
}

class PlanMaker {
  readonly #terms: PlanTerms;
  readonly #each: ((line: PlanLine, planned: PlannedDevice) => void) | undefined;
  readonly #departments: ReadonlySet<string> | null;
  readonly #choices: ReadonlyMap<string, Choice>;
  readonly #exceptions: ReadonlyMap<string, Day>;
  readonly #legacy: ReturnType<typeof judgements>;
  readonly #lines = new Map<string, PlanLine>();
  readonly #prices = new Map<string, Units>();
  /** Devices by the years in which they begin and cease to be without support. */
  readonly #without: number[];
  readonly #yearEnds: readonly Day[];
  readonly #unknown = new Map<string, PlanApart>();
  readonly #renewable = new Map<string, PlanApart>();
  #later = 0;

  constructor(
    sql: SqlConnection,
    terms: PlanTerms,
    { scenario, departments }: PlanQuestion,
    each: ((line: PlanLine, planned: PlannedDevice) => void) | undefined,
  ) {
    this.#terms = terms;
    this.#each = each;
    this.#departments = departments === undefined ? null : new Set(departments);
    this.#choices = scenario === null ? new Map() : scenarioChoices(sql, scenario.id);
    this.#exceptions = exceptionsInForce(sql, terms.asOf);
    this.#legacy = judgements(sql);
    const { fromYear, toYear, firstMonth } = terms.span;
    this.#yearEnds = Array.from({ length: toYear - fromYear + 1 }, (_, index) =>
      fiscalYearEnd((fromYear + index) as FiscalYear, firstMonth),
    );
    this.#without = this.#yearEnds.map(() => 0);
  }

  add(device: PlanDevice): void {
    if (this.#departments !== null && !this.#departments.has(device.department)) return;
    const { place, contract } = device.end;
    if (contract !== null) this.#addRenewable(device, contract);
    const choice = this.#choices.get(device.deviceId) ?? null;
    const dated = place.kind === 'dated' ? place : null;
    const natural = dated && budgetYear(dated.startBy, this.#terms.span);
    if (dated === null && (choice === null || choice.fiscalYear === null)) {
      if (place.kind === 'unknown') this.#addApart(this.#unknown, device, place.notLaterThan, null);
      return;
    }
    const decision = choice?.decision ?? 'replace';
    const year =
      choice !== null && choice.fiscalYear !== null ? chosenYear(choice.fiscalYear, this.#terms.span) : natural;
    const until = dated ? dated.until : place.kind === 'unknown' ? place.notLaterThan : null;
    const ended = dated !== null && dated.needBy === null;
    this.#countWithout(until, ended, year === null ? null : this.#settled(device, decision, year));
    if (year === null) {
      this.#later += 1;
      return;
    }
    this.#addToLine(device, choice, decision, year, natural);
  }

  plan(): Plan {
    const byModel = ({ device: a }: PlanApart, { device: b }: PlanApart) =>
      compare(a.model.vendor, b.model.vendor) ||
      compare(a.model.name, b.model.name) ||
      compare(a.department, b.department);
    return {
      terms: this.#terms,
      lines: [...this.#lines.values()].sort(byUrgency),
      withoutSupport: this.#without,
      later: this.#later,
      unknown: [...this.#unknown.values()].sort(byModel),
      renewable: [...this.#renewable.values()].sort((a, b) => compare(a.on ?? '', b.on ?? '') || byModel(a, b)),
    };
  }

  #settled({ model, end }: PlanDevice, decision: PlanDecision, year: FiscalYear): Day | null {
    const start = end.place.kind === 'dated' ? end.place.startBy : null;
    return settledOn(decision, start, model.leadMonths, year, this.#terms.span.firstMonth, this.#terms.asOf);
  }

  /** Support that ends on the last day of a year is over at its end; a device that is settled by then no longer counts. */
  #countWithout(until: Day | null, ended: boolean, settled: Day | null): void {
    if (until === null && !ended) return;
    this.#yearEnds.forEach((yearEnd, index) => {
      if ((until === null || until <= yearEnd) && (settled === null || settled > yearEnd)) {
        this.#without[index] = (this.#without[index] ?? 0) + 1;
      }
    });
  }

  #addRenewable(device: PlanDevice, { name, endsOn }: { name: string; endsOn: Day | null }): void {
    const lastDay = this.#yearEnds.at(-1);
    if (endsOn === null || lastDay === undefined || endsOn > lastDay) return;
    this.#addApart(this.#renewable, device, endsOn, name);
  }

  #addApart(groups: Map<string, PlanApart>, device: PlanDevice, on: Day | null, limitName: string | null): void {
    const key = `${device.model.id}|${limitName ?? ''}|${device.department}`;
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, { device, devices: 1, on, limitName });
      return;
    }
    group.devices += 1;
    if (on !== null && (group.on === null || on < group.on)) group.on = on;
  }

  #addToLine(
    device: PlanDevice,
    choice: Choice | null,
    decision: PlanDecision,
    year: FiscalYear,
    natural: FiscalYear | null,
  ): void {
    const planned = this.#planned(device, choice, decision, year);
    const late = planned.daysLate !== 0;
    const key = `${year}|${late ? 'late' : 'due'}|${decision}|${device.model.id}|${device.department}`;
    let line = this.#lines.get(key);
    if (line === undefined) {
      line = newLine(key, year, late, planned);
      this.#lines.set(key, line);
    } else {
      addTo(line, planned);
    }
    if (natural !== null && natural !== year && line.movedFrom === null) line.movedFrom = natural;
    this.#each?.(line, planned);
  }

  #planned(device: PlanDevice, choice: Choice | null, decision: PlanDecision, year: FiscalYear): PlannedDevice {
    const { place, band } = device.end;
    const { asOf, weights } = this.#terms;
    const dated = place.kind === 'dated' ? place : null;
    const facts: PriorityFacts = {
      band,
      daysLate: dated === null ? 0 : dated.daysLate,
      criticality: device.criticality,
      networkConnected: device.networkConnected,
      storesPhi: device.storesPhi,
      exceptionUntil: this.#exceptions.get(device.deviceId) ?? null,
      legacy: this.#legacy.ofDevice.get(device.deviceId) ?? this.#legacy.ofModel.get(device.model.id) ?? null,
      plannedReplacementOn: device.plannedReplacementOn,
    };
    const price = priceOf(decision, choice?.price ?? null, device.model.price, device.purchase);
    const known = price !== null && price !== 'none' ? price : null;
    return {
      device,
      choice,
      decision,
      startBy: dated?.startBy ?? null,
      needBy: dated?.needBy ?? null,
      daysLate: facts.daysLate,
      cost: known && { units: this.#priceIn(known.price, year), currency: known.price.currency, source: known.source },
      unpriced: price === null,
      facts,
      priority: priorityOf(facts, weights, asOf),
    };
  }

  /** A price in a year of the plan; the same few prices are asked for again and again. */
  #priceIn({ amount }: Money, year: FiscalYear): Units {
    const key = `${amount}|${year}`;
    let units = this.#prices.get(key);
    if (units === undefined) {
      units = inflated(unitsOf(amount), this.#terms.inflation, year - this.#terms.span.fromYear);
      this.#prices.set(key, units);
    }
    return units;
  }
}
