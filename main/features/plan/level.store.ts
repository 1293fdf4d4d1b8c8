import type { SqlConnection } from '../../data/connection.ts';
import type { Day } from '../../domain/day.ts';
import { AppError } from '../../domain/error.ts';
import { type FiscalYear, fiscalYearOf } from '../../domain/fiscal-year.ts';
import { amountOf, inflation as inflationOf, type Units, unitsOf } from '../../domain/money.ts';
import { priceOf } from '../../domain/plan.ts';
import { type Level, type LevelLine, level } from '../../domain/plan-level.ts';
import type { Scenario } from './choices.store.ts';
import { makePlan } from './plan.store.ts';
import type { Plan, PlanLine, PlannedDevice } from './plan-lines.ts';

/** A suggestion with the lines and devices that it is about. */
export interface LevelledPlan {
  readonly plan: Plan;
  readonly level: Level;
  readonly before: ReadonlyMap<FiscalYear, Units>;
  readonly devices: ReadonlyMap<string, readonly PlannedDevice[]>;
}

/** What could move so that no year of a scenario is above its budget. @throws AppError `input_refused` without a budget */
export async function levelPlan(sql: SqlConnection, today: Day, scenario: Scenario): Promise<LevelledPlan> {
  if (scenario.yearlyBudget === null)
    throw new AppError('input_refused', { problem: 'no_budget', field: 'yearlyBudget' });
  const devices = new Map<string, PlannedDevice[]>();
  const plan = await makePlan(sql, today, { scenario }, (line, planned) => {
    const own = devices.get(line.key) ?? [];
    own.push(planned);
    devices.set(line.key, own);
  });
  const { currency, span } = plan.terms;
  const before = new Map<FiscalYear, Units>();
  for (let year = span.fromYear; year <= span.toYear; year = (year + 1) as FiscalYear) before.set(year, 0n);
  for (const line of plan.lines) {
    before.set(line.year, (before.get(line.year) ?? 0n) + (line.cost.get(currency) ?? 0n));
  }
  const lines = plan.lines.flatMap((line) => levelLine(plan, line, devices.get(line.key) ?? []));
  return { plan, level: level(lines, before, unitsOf(scenario.yearlyBudget)), before, devices };
}

/** Only replacements that are not late can wait, and only where all that they cost is in the plan's currency. */
function levelLine({ terms }: Plan, line: PlanLine, devices: readonly PlannedDevice[]): LevelLine[] {
  const { currency, inflation, span } = terms;
  if (line.decision !== 'replace' || line.late || line.needBy === null) return [];
  if ([...line.cost.keys()].some((own) => own !== currency)) return [];
  const prices = Map.groupBy(devices, ({ device, choice }) => {
    const price = priceOf('replace', choice?.price ?? null, device.model.price, device.purchase);
    return price === null || price === 'none' ? '' : price.price.amount;
  });
  const costs = new Map<FiscalYear, Units>();
  return [
    {
      key: line.key,
      year: line.year,
      until: fiscalYearOf(line.needBy, span.firstMonth),
      priority: line.top.priority,
      costIn: (year) => {
        let cost = costs.get(year);
        if (cost === undefined) {
          cost = 0n;
          const then = inflationOf(inflation, year - span.fromYear);
          for (const [amount, of] of prices) {
            if (amount === '') continue;
            cost += then(unitsOf(amount)) * BigInt(of.length);
          }
          costs.set(year, cost);
        }
        return cost;
      },
    },
  ];
}

/** The suggestion as it is promised. */
export function levelView({ plan, level: { moves, after }, before }: LevelledPlan) {
  const lines = new Map(plan.lines.map((line) => [line.key, line]));
  const budget = unitsOf(plan.terms.yearlyBudget ?? '0');
  return {
    moves: moves.flatMap(({ key, fromYear, toYear, cost }) => {
      const line = lines.get(key);
      if (line === undefined) return [];
      const { department, model } = line.top.device;
      return [
        {
          key,
          department,
          model: model.name,
          vendor: model.vendor,
          devices: line.devices,
          priority: line.top.priority,
          needBy: line.needBy,
          fromYear,
          toYear,
          cost: amountOf(cost),
        },
      ];
    }),
    years: [...before].map(([year, sum]) => {
      const now = after.get(year) ?? 0n;
      return {
        year,
        before: amountOf(sum),
        after: amountOf(now),
        overBudget: now > budget ? amountOf(now - budget) : null,
      };
    }),
  };
}
