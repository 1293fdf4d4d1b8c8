import { type SqlConnection, statement } from '../../data/connection.ts';
import {
  alikeLines,
  COST_STANDINGS,
  type CostLine,
  type CostStanding,
  costByDevice,
  costStretches,
  costUntil,
} from '../../domain/contract-cost.ts';
import { commonDays, type Stretch } from '../../domain/contract-year.ts';
import { addDays, type Day } from '../../domain/day.ts';
import { type FiscalYear, fiscalYearEnd, fiscalYearOf, fiscalYearStart } from '../../domain/fiscal-year.ts';
import type { ContractId, DeviceId } from '../../domain/ids.ts';
import { amountOf, NO_CURRENCY, type Units } from '../../domain/money.ts';
import { sharesOf } from '../../domain/price-share.ts';
import { type ContractListing, listContracts } from '../contract/contract.store.ts';
import { planSettings } from '../plan/settings.store.ts';

export type CostGroup = 'contract' | 'department' | 'device';

export interface CostQuestion {
  readonly by: CostGroup;
  readonly fromYear?: number | undefined;
  readonly years: number;
  readonly currency?: string | undefined;
  readonly contractId?: ContractId | undefined;
  /** The rows from one on, 0 for the first; all where they are left out. */
  readonly offset?: number;
  readonly limit?: number;
}

type YearUnits = Record<CostStanding, Units>;

/** Something that costs, with its amounts in the order of the years. */
export interface CostRow {
  readonly key: string;
  /** Null for what no device carries. */
  readonly name: string | null;
  readonly detail: string;
  readonly contractId: ContractId | null;
  readonly deviceId: DeviceId | null;
  readonly years: Record<CostStanding, string>[];
  readonly sum: string;
}

interface LineRow {
  readonly contractId: string;
  readonly deviceId: string;
  readonly startsOn: Day | null;
  readonly endsOn: Day | null;
  readonly priceShare: string | null;
}

interface Priced {
  readonly contract: ContractListing;
  readonly price: Units;
  readonly currency: string;
  readonly lines: readonly (CostLine & { readonly deviceId: string })[];
  readonly stretches: readonly (Stretch & { readonly standing: CostStanding })[];
}

/** What contracts cost in fiscal years as they stand today. Every amount is of the one currency that the answer names. */
export function contractCost(sql: SqlConnection, today: Day, question: CostQuestion) {
  const { firstMonth, currency: usual } = planSettings(sql);
  const first = question.fromYear ?? fiscalYearOf(today, firstMonth);
  const years = Array.from({ length: question.years }, (_, index) => {
    const year = (first + index) as FiscalYear;
    return { year, from: fiscalYearStart(year, firstMonth), until: fiscalYearEnd(year, firstMonth) };
  });
  const window = { from: fiscalYearStart(first as FiscalYear, firstMonth), until: years.at(-1)?.until ?? today };
  const { priced, unpriced } = runningContracts(sql, today, window, question.contractId);
  const currencies = [...Map.groupBy(priced, ({ currency }) => currency)]
    .map(([currency, own]) => ({ currency, contracts: own.length }))
    .sort((a, b) => b.contracts - a.contracts || compare(a.currency, b.currency));
  const currency = question.currency ?? currencies[0]?.currency ?? usual;
  const sums = new Sums(question.by, years.length, question.by === 'contract' ? null : devicePlaces(sql));
  for (const one of priced) if (one.currency === currency) addContract(sums, one, years, window);
  return {
    asOf: today,
    years,
    currency,
    currencies,
    unpriced,
    ...sums.result(question.offset ?? 0, question.limit ?? Number.POSITIVE_INFINITY),
  };
}

/** The contracts that run in the window, with and without a price. */
function runningContracts(sql: SqlConnection, today: Day, window: Stretch, only: ContractId | undefined) {
  const lines = Map.groupBy(
    statement<[], LineRow>(
      sql,
      'SELECT "contractId", "deviceId", "startsOn", "endsOn", "priceShare" FROM "ContractLine" ORDER BY "deviceId"',
    ).all(),
    ({ contractId }) => contractId,
  );
  const priced: Priced[] = [];
  const unpriced: { id: ContractId; number: string }[] = [];
  for (const contract of listContracts(sql, today)) {
    if (only !== undefined && contract.id !== only) continue;
    const stretches = costStretches(contract.terms, contract.decision, window, today);
    if (stretches.length === 0) continue;
    const own = lines.get(contract.id) ?? [];
    const { each, price } = sharesOf(
      contract.yearlyPrice?.amount ?? null,
      own.map(({ priceShare }) => priceShare),
    );
    if (price === null) unpriced.push({ id: contract.id, number: contract.number });
    else
      priced.push({
        contract,
        price,
        currency: contract.yearlyPrice?.currency ?? NO_CURRENCY,
        // Without a price nothing is left to share: a device costs what is stated, or nothing.
        lines: own.map(({ deviceId, startsOn, endsOn, priceShare }, index) => ({
          deviceId,
          startsOn,
          endsOn,
          share: each[index] ?? 0n,
          own: priceShare !== null || contract.yearlyPrice === null,
        })),
        stretches,
      });
  }
  return { priced, unpriced };
}

function addContract(
  sums: Sums,
  { contract, price, lines, stretches }: Priced,
  years: readonly Stretch[],
  window: Stretch,
): void {
  const groups = sums.by === 'contract' ? [] : alikeLines(lines);
  const cost = costUntil(price, contract.terms, contract.escalator, window.from);
  years.forEach((year, index) => {
    for (const { standing, ...stretch } of stretches) {
      const both = commonDays(stretch, year);
      if (both === null) continue;
      const amount = cost(both.until) - cost(addDays(both.from, -1));
      sums.total(index, standing, amount);
      if (sums.by === 'contract') {
        sums.add(rowOf(contract), index, standing, amount);
        continue;
      }
      const { unshared } = costByDevice(amount, price, groups, both, (member, part) => {
        const line = lines[member];
        if (line) sums.addDevice(line.deviceId, index, standing, part);
      });
      sums.add(UNSHARED, index, standing, unshared);
    }
  });
}

type RowHead = Pick<CostRow, 'key' | 'name' | 'detail' | 'contractId' | 'deviceId'>;

const UNSHARED: RowHead = { key: 'unshared', name: null, detail: '', contractId: null, deviceId: null };
function rowOf({ id, number, vendor }: ContractListing): RowHead {
  return { key: id, name: number, detail: vendor, contractId: id, deviceId: null };
}

interface DevicePlace {
  readonly deviceId: DeviceId;
  readonly assetTag: string;
  readonly serialNumber: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly department: string;
}

function devicePlaces(sql: SqlConnection): ReadonlyMap<string, DevicePlace> {
  const rows = statement<[], DevicePlace>(
    sql,
    'SELECT "deviceId", "assetTag", "serialNumber", "manufacturer", "model", "department" FROM "DeviceListing"',
  ).all();
  return new Map(rows.map((row) => [row.deviceId, row]));
}

function headOf(place: DevicePlace, by: CostGroup, key: string): RowHead {
  const { deviceId, assetTag, serialNumber, manufacturer, model, department } = place;
  if (by === 'department') return { ...UNSHARED, key, name: department };
  return { ...UNSHARED, key, name: assetTag || serialNumber, detail: `${manufacturer} ${model}`, deviceId };
}

/** Adds up amounts by row, year and standing. */
class Sums {
  readonly by: CostGroup;
  readonly #years: number;
  readonly #places: ReadonlyMap<string, DevicePlace> | null;
  readonly #totals: YearUnits[];
  readonly #rows = new Map<string, { readonly head: RowHead; readonly years: YearUnits[] }>();

  constructor(by: CostGroup, years: number, places: ReadonlyMap<string, DevicePlace> | null) {
    this.by = by;
    this.#years = years;
    this.#places = places;
    this.#totals = this.#empty();
  }

  #empty(): YearUnits[] {
    return Array.from({ length: this.#years }, () => ({ bound: 0n, renews: 0n, possible: 0n }));
  }

  total(year: number, standing: CostStanding, amount: Units): void {
    const sums = this.#totals[year];
    if (sums) sums[standing] += amount;
  }

  add(head: RowHead, year: number, standing: CostStanding, amount: Units): void {
    if (amount === 0n) return;
    const row = this.#rows.get(head.key) ?? { head, years: this.#empty() };
    this.#rows.set(head.key, row);
    const sums = row.years[year];
    if (sums) sums[standing] += amount;
  }

  addDevice(deviceId: string, year: number, standing: CostStanding, amount: Units): void {
    const place = this.#places?.get(deviceId);
    const key = place === undefined ? UNSHARED.key : this.by === 'device' ? deviceId : `department:${place.department}`;
    const known = this.#rows.get(key)?.years[year];
    if (known) known[standing] += amount;
    else this.add(place === undefined ? UNSHARED : headOf(place, this.by, key), year, standing, amount);
  }

  /** The rows from one on, as many as are wanted: to write amounts takes longer than to reckon them. */
  result(offset: number, limit: number) {
    const rows = [...this.#rows.values()].map(({ head, years }) => ({
      head,
      years,
      sum: years.reduce((sum, { bound, renews, possible }) => sum + bound + renews + possible, 0n),
    }));
    // What no device carries stands last: it is not one of them.
    rows.sort(
      (a, b) =>
        Number(a.head.key === UNSHARED.key) - Number(b.head.key === UNSHARED.key) ||
        (a.sum === b.sum ? compare(a.head.name ?? '', b.head.name ?? '') : a.sum > b.sum ? -1 : 1),
    );
    return {
      totals: this.#totals.map(amounts),
      total: rows.length,
      rows: rows
        .slice(offset, offset + limit)
        .map(({ head, years, sum }): CostRow => ({ ...head, years: years.map(amounts), sum: amountOf(sum) })),
    };
  }
}

function amounts(units: YearUnits): Record<CostStanding, string> {
  return Object.fromEntries(COST_STANDINGS.map((standing) => [standing, amountOf(units[standing])])) as Record<
    CostStanding,
    string
  >;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
