import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Day } from '../../domain/day.ts';
import { AppError } from '../../domain/error.ts';
import type { ScenarioId } from '../../domain/ids.ts';
import type { Money } from '../../domain/money.ts';
import type { PlanDecision } from '../../domain/plan.ts';
import type { ScenarioSettings } from '../../domain/plan-settings.ts';

/** A way to plan, as it is stored. */
export interface Scenario extends ScenarioSettings {
  readonly id: ScenarioId;
  readonly name: string;
  readonly notes: string | null;
  readonly revision: number;
  readonly updatedAt: string;
  readonly updatedBy: string;
  /** Devices for which something was decided. */
  readonly choices: number;
}

/** What somebody decided for a device. */
export interface Choice {
  readonly decision: PlanDecision;
  readonly fiscalYear: number | null;
  readonly price: Money | null;
  readonly reason: string;
}

interface ScenarioRow extends Omit<Scenario, keyof ScenarioSettings> {
  readonly settings: string;
}

/** All scenarios by name. */
export function listScenarios(sql: SqlConnection): readonly Scenario[] {
  return statement<[], ScenarioRow>(
    sql,
    `SELECT "id", "name", "notes", "settings", "revision", "updatedAt", "updatedBy",
       (SELECT count(*) FROM "PlanChoice" c WHERE c."scenarioId" = s."id") AS "choices"
     FROM "PlanScenario" s ORDER BY "name" COLLATE NOCASE, "id"`,
  )
    .all()
    .map(({ settings, ...row }) => ({ ...row, ...(JSON.parse(settings) as ScenarioSettings) }));
}

/** The scenario; null for the plan without one. @throws AppError `not_found` */
export function scenarioOf(sql: SqlConnection, id: ScenarioId | null): Scenario | null {
  if (id === null) return null;
  const found = listScenarios(sql).find((scenario) => scenario.id === id);
  if (found === undefined) throw new AppError('not_found', { noun: 'scenario', id });
  return found;
}

interface ChoiceRow extends Omit<Choice, 'price'> {
  readonly deviceId: string;
  readonly price: string | null;
  readonly currency: string | null;
}

/** What was decided in a scenario, by device. */
export function scenarioChoices(sql: SqlConnection, id: ScenarioId): ReadonlyMap<string, Choice> {
  const rows = statement<[string], ChoiceRow>(
    sql,
    'SELECT "deviceId", "decision", "fiscalYear", "price", "currency", "reason" FROM "PlanChoice" WHERE "scenarioId" = ?',
  ).all(id);
  return new Map(
    rows.map(({ deviceId, price, currency, ...choice }) => [
      deviceId,
      { ...choice, price: price === null || currency === null ? null : { amount: price, currency } },
    ]),
  );
}

/** Last day of the risk acceptance or compensating control that is in force on a day, by device. */
export function exceptionsInForce(sql: SqlConnection, on: Day): ReadonlyMap<string, Day> {
  return new Map(
    statement<[Day, Day, Day], [string, Day]>(
      sql,
      `SELECT d."deviceId", max(e."endsOn") FROM "RiskException" e JOIN "ExceptionDevice" d ON d."exceptionId" = e."id"
       WHERE e."decidedOn" <= ? AND e."endsOn" >= ? AND (e."withdrawnOn" IS NULL OR e."withdrawnOn" > ?) GROUP BY 1`,
    )
      .raw()
      .all(on, on, on),
  );
}

/** Whether people judge devices and models to be legacy; the newest judgement holds. */
export function judgements(sql: SqlConnection) {
  const newest = (owner: 'deviceId' | 'modelId'): ReadonlyMap<string, boolean> =>
    new Map(
      statement<[], [string, number]>(
        sql,
        // Identifiers sort by the time at which they were made, so the newest comes last.
        `SELECT "${owner}", "legacy" FROM "LegacyJudgement" WHERE "${owner}" IS NOT NULL ORDER BY "id"`,
      )
        .raw()
        .all()
        .map(([id, legacy]) => [id, legacy === 1]),
    );
  return { ofDevice: newest('deviceId'), ofModel: newest('modelId') };
}
