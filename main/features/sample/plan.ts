import { statement } from '../../data/connection.ts';
import { fiscalYearOf } from '../../domain/fiscal-year.ts';
import { placeKey } from '../../domain/name.ts';
import { DEFAULT_PLAN_SETTINGS, type ScenarioSettings } from '../../domain/plan-settings.ts';
import type { CommandContext } from '../context.ts';
import { writePlanSettings } from '../plan/settings.store.ts';
import { stamp } from '../records.ts';

/** July: many hospitals have no budget of calendar years. */
const FIRST_MONTH = 7;
const SCENARIO = 'Keep the central monitors for two more years';
/** Devices of which model, what is decided and why. */
const KEPT = {
  model: 'CM-60',
  years: 3,
  reason: 'The new intensive care unit opens then and brings its own monitors',
} as const;

/** Settings of the plans and a scenario in which something is decided otherwise. */
export async function makePlan(context: CommandContext, models: ReadonlyMap<string, string>): Promise<void> {
  const { sql, now, actor, today } = context;
  writePlanSettings(sql, { ...DEFAULT_PLAN_SETTINGS, firstMonth: FIRST_MONTH, inflation: '2.5', revision: 1 }, now);
  const id = context.newId<'scenario'>();
  const settings: ScenarioSettings = {
    fromYear: null,
    years: null,
    inflation: null,
    weights: null,
    yearlyBudget: '6000000.00',
  };
  await context.db.planScenario.create({
    data: {
      id,
      name: SCENARIO,
      nameKey: placeKey(SCENARIO),
      notes: 'For the talk with the intensive care unit',
      settings: JSON.stringify(settings),
      ...stamp(context),
    },
  });
  statement<(string | number)[]>(
    sql,
    `INSERT INTO "PlanChoice" ("scenarioId", "deviceId", "decision", "fiscalYear", "reason", "updatedAt", "updatedBy")
     SELECT ?, "id", 'replace', ?, ?, ?, ? FROM "Device" WHERE "modelId" = ? AND "status" = 'in_service'`,
  ).run(id, fiscalYearOf(today, FIRST_MONTH) + KEPT.years, KEPT.reason, now, actor, models.get(KEPT.model) ?? '');
}
