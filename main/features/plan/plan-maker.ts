import type { SqlConnection } from '../../data/connection.ts';
import type { Day } from '../../domain/day.ts';
import { type FiscalYear, fiscalYearEnd } from '../../domain/fiscal-year.ts';
import { inflation, type Money, type Units, unitsOf } from '../../domain/money.ts';
import { budgetYear, chosenYear, type PlanDecision, priceOf, settledOn } from '../../domain/plan.ts';
import { type PriorityFacts, priorityOf } from '../../domain/priority.ts';
import { type Choice, exceptionsInForce, judgements, scenarioChoices } from './choices.store.ts';
import { type OwnRow, planDevice, purchaseOf, type Standing } from './plan-facts.store.ts';
import {
  addMoney,
  byUrgency,
  compare,
  earliest,
  type Plan,
  type PlanApart,
  type PlanLine,
  type PlannedDevice,
  type PlanQuestion,
  type PlanTerms,
} from './plan-lines.ts';

/**
 * What devices share that have one standing and about which the same was decided: everything but price and priority. Of a
 * hundred thousand devices most are added to a slot that is there.
 */
interface Slot {
  readonly standing: Standing;
  readonly decision: PlanDecision;
  /** Null where the devices are in no line. */
  readonly year: FiscalYear | null;
  /** The year that follows from the dates. */
  readonly natural: FiscalYear | null;
  /** Why they are in no line. */
  readonly outside: 'nothing' | 'unknown' | 'later' | null;
  readonly startBy: Day | null;
  readonly needBy: Day | null;
  readonly daysLate: number | null;
  /** Last day of support; null when there is none, or when nobody knows the day on which it ended. */
  readonly until: Day | null;
  readonly ended: boolean;
  /** What the model costs in the year of the line, once somebody asked. */
  modelCost: PlannedDevice['cost'];
  line: PlanLine | null;
  devices: number;
}

type Each = (line: PlanLine, planned: PlannedDevice) => void;
/** A price of a device: null when it costs nothing or when nobody knows. */
type Cost = PlannedDevice['cost'];

/** Puts devices into the lines of a plan, one after the other. */
export class PlanMaker {
  readonly #terms: PlanTerms;
  readonly #each: Each | undefined;
  readonly #departments: ReadonlySet<string> | null;
  readonly #choices: ReadonlyMap<string, Choice>;
  readonly #exceptions: ReadonlyMap<string, Day>;
  readonly #legacy: ReturnType<typeof judgements>;
  readonly #lines = new Map<string, PlanLine>();
  readonly #slots = new Map<Standing, Slot>();
  readonly #chosenSlots: Slot[] = [];
  /** By year of the plan. */
  readonly #inflations: readonly ((price: Units) => Units)[];
  readonly #yearEnds: readonly Day[];

  constructor(sql: SqlConnection, terms: PlanTerms, { scenario, departments }: PlanQuestion, each: Each | undefined) {
    this.#terms = terms;
    this.#each = each;
    this.#departments = departments === undefined ? null : new Set(departments);
    this.#choices = scenario === null ? new Map() : scenarioChoices(sql, scenario.id);
    this.#exceptions = exceptionsInForce(sql, terms.asOf);
    this.#legacy = judgements(sql);
    const { fromYear, toYear, firstMonth } = terms.span;
    const indexes = Array.from({ length: toYear - fromYear + 1 }, (_, index) => index);
    this.#inflations = indexes.map((index) => inflation(terms.inflation, index));
    this.#yearEnds = indexes.map((index) => fiscalYearEnd((fromYear + index) as FiscalYear, firstMonth));
  }

  add(standing: Standing, row: OwnRow): void {
    const choice = this.#choices.get(row[0]) ?? null;
    let slot = choice === null ? this.#slots.get(standing) : undefined;
    if (slot === undefined) {
      if (this.#departments !== null && !this.#departments.has(standing.department)) return;
      slot = this.#newSlot(standing, choice);
      if (choice === null) this.#slots.set(standing, slot);
      else this.#chosenSlots.push(slot);
    }
    slot.devices += 1;
    if (slot.year !== null) this.#addToLine(slot, slot.year, row, choice);
  }

  plan(): Plan {
    const unknown = new Map<string, PlanApart>();
    const renewable = new Map<string, PlanApart>();
    const withoutSupport = this.#yearEnds.map(() => 0);
    let later = 0;
    for (const slot of [...this.#slots.values(), ...this.#chosenSlots]) {
      const { place, contract } = slot.standing.end;
      if (slot.outside === 'later') later += slot.devices;
      if (slot.outside === 'unknown')
        addApart(unknown, slot, place.kind === 'unknown' ? place.notLaterThan : null, null);
      if (contract?.endsOn && contract.endsOn <= (this.#yearEnds.at(-1) ?? ''))
        addApart(renewable, slot, contract.endsOn, contract.name);
      this.#countWithout(slot, withoutSupport);
    }
    return {
      terms: this.#terms,
      lines: [...this.#lines.values()].sort(byUrgency),
      withoutSupport,
      later,
      unknown: [...unknown.values()].sort(byModel),
      renewable: [...renewable.values()].sort((a, b) => compare(a.on ?? '', b.on ?? '') || byModel(a, b)),
    };
  }

  #newSlot(standing: Standing, choice: Choice | null): Slot {
    const { place } = standing.end;
    const { span } = this.#terms;
    const dated = place.kind === 'dated' ? place : null;
    const natural = dated && budgetYear(dated.startBy, span);
    const chosen = choice?.fiscalYear ?? null;
    const planned = dated !== null || chosen !== null;
    const year = chosen === null ? natural : chosenYear(chosen, span);
    return {
      standing,
      decision: choice?.decision ?? 'replace',
      year,
      natural,
      outside: year !== null ? null : planned ? 'later' : place.kind === 'unknown' ? 'unknown' : 'nothing',
      startBy: dated?.startBy ?? null,
      needBy: dated?.needBy ?? null,
      daysLate: dated === null ? 0 : dated.daysLate,
      until: dated ? dated.until : planned && place.kind === 'unknown' ? place.notLaterThan : null,
      ended: dated !== null && dated.needBy === null,
      modelCost: null,
      line: null,
      devices: 0,
    };
  }

  /** Support that ends on the last day of a year is over at its end; a device that is settled by then no longer counts. */
  #countWithout(slot: Slot, counts: number[]): void {
    const { until, ended, year, startBy, decision, standing, devices } = slot;
    if (until === null && !ended) return;
    const { span, asOf } = this.#terms;
    const { leadMonths } = standing.model;
    const settled = year && settledOn(decision, startBy, leadMonths, year, span.firstMonth, asOf);
    this.#yearEnds.forEach((yearEnd, index) => {
      if ((until === null || until <= yearEnd) && (settled === null || settled > yearEnd))
        counts[index] = (counts[index] ?? 0) + devices;
    });
  }

  #addToLine(slot: Slot, year: FiscalYear, row: OwnRow, choice: Choice | null): void {
    const { model } = slot.standing;
    const facts: PriorityFacts = {
      band: slot.standing.end.band,
      daysLate: slot.daysLate,
      criticality: row[2],
      networkConnected: row[3],
      storesPhi: row[4],
      exceptionUntil: this.#exceptions.get(row[0]) ?? null,
      legacy: this.#legacy.ofDevice.get(row[0]) ?? this.#legacy.ofModel.get(model.id) ?? null,
      plannedReplacementOn: row[5],
    };
    const priority = priorityOf(facts, this.#terms.weights, this.#terms.asOf);
    const cost = this.#costOf(slot, year, row, choice);
    const full = (): PlannedDevice => ({
      device: planDevice(slot.standing, row),
      choice,
      decision: slot.decision,
      startBy: slot.startBy,
      needBy: slot.needBy,
      daysLate: slot.daysLate,
      cost: cost === 'unknown' ? null : cost,
      unpriced: cost === 'unknown',
      facts,
      priority,
    });
    slot.line ??= this.#lineOf(slot, year, full);
    addToLine(slot.line, row[0], cost, choice, priority, full);
    this.#each?.(slot.line, full());
  }

  /** The line of a slot, found or made. Its dates are the earliest of all slots. */
  #lineOf(slot: Slot, year: FiscalYear, full: () => PlannedDevice): PlanLine {
    const { standing, decision, startBy, needBy, daysLate, natural } = slot;
    const late = daysLate !== 0;
    const key = `${year}|${late ? 'late' : 'due'}|${decision}|${standing.model.id}|${standing.department}`;
    const known = this.#lines.get(key);
    const movedFrom = natural !== null && natural !== year ? natural : null;
    if (known !== undefined) {
      known.startBy = earliest(known.startBy, startBy);
      known.needBy = earliest(known.needBy, needBy);
      known.daysLate = known.daysLate === null || daysLate === null ? null : Math.max(known.daysLate, daysLate);
      known.movedFrom =
        known.movedFrom === null || movedFrom === null
          ? (known.movedFrom ?? movedFrom)
          : min(known.movedFrom, movedFrom);
      return known;
    }
    const line: PlanLine = {
      key,
      year,
      late,
      decision,
      devices: 0,
      top: full(),
      startBy,
      needBy,
      daysLate,
      cost: new Map(),
      unpriced: 0,
      each: null,
      chosen: 0,
      reason: null,
      movedFrom,
    };
    this.#lines.set(key, line);
    return line;
  }

  /** What a device costs in the year of its line: nothing (null), or something that nobody knows. */
  #costOf(slot: Slot, year: FiscalYear, row: OwnRow, choice: Choice | null): Cost | 'unknown' {
    const { model } = slot.standing;
    if (choice === null && slot.modelCost !== null) return slot.modelCost;
    // What it once cost is only looked at where nothing better is known.
    const purchase = model.price === null ? purchaseOf(row) : null;
    const price = priceOf(slot.decision, choice?.price ?? null, model.price, purchase);
    if (price === null) return 'unknown';
    if (price === 'none') return null;
    const cost = { units: this.#priceIn(price.price, year), currency: price.price.currency, source: price.source };
    if (price.source === 'model') slot.modelCost = cost;
    return cost;
  }

  #priceIn({ amount }: Money, year: FiscalYear): Units {
    const then = this.#inflations[year - this.#terms.span.fromYear];
    const units = unitsOf(amount);
    return then ? then(units) : units;
  }
}

function addToLine(
  line: PlanLine,
  deviceId: string,
  cost: Cost | 'unknown',
  choice: Choice | null,
  priority: number,
  full: () => PlannedDevice,
): void {
  const first = line.devices === 0;
  line.devices += 1;
  const { top } = line;
  if (priority > top.priority || (priority === top.priority && deviceId < top.device.deviceId)) line.top = full();
  const known = cost === 'unknown' ? null : cost;
  if (known !== null) addMoney(line.cost, known.currency, known.units);
  if (cost === 'unknown') line.unpriced += 1;
  const { each } = line;
  if (first) line.each = known;
  else if (each?.units !== known?.units || each?.currency !== known?.currency || each?.source !== known?.source)
    line.each = null;
  const reason = choice?.reason ?? null;
  if (first) line.reason = reason;
  else if (line.reason !== reason) line.reason = null;
  if (choice !== null) line.chosen += 1;
}

function addApart(groups: Map<string, PlanApart>, slot: Slot, on: Day | null, limitName: string | null): void {
  const { model, department } = slot.standing;
  const key = `${model.id}|${limitName ?? ''}|${department}`;
  const group = groups.get(key);
  if (group === undefined) {
    groups.set(key, { model, department, devices: slot.devices, on, limitName });
    return;
  }
  group.devices += slot.devices;
  if (on !== null && (group.on === null || on < group.on)) group.on = on;
}

function byModel(a: PlanApart, b: PlanApart): number {
  return (
    compare(a.model.vendor, b.model.vendor) ||
    compare(a.model.name, b.model.name) ||
    compare(a.department, b.department)
  );
}

function min(a: FiscalYear, b: FiscalYear): FiscalYear {
  return a < b ? a : b;
}
