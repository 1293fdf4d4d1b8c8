import { type SqlConnection, statement } from '../../data/connection.ts';
import { DEFAULT_PLAN_SETTINGS, type PlanSettings } from '../../domain/plan-settings.ts';

/** Setting that holds what the organisation decided about its plans, as JSON with its revision. */
const PLAN_SETTINGS = 'plan.settings';

/** The settings and how often they were written; 0 while the defaults hold. */
export interface StoredPlanSettings extends PlanSettings {
  readonly revision: number;
}

/** What the organisation decided about its plans, or the defaults. */
export function planSettings(sql: SqlConnection): StoredPlanSettings {
  const row = statement<[string], { value: string }>(sql, 'SELECT "value" FROM "Setting" WHERE "key" = ?').get(
    PLAN_SETTINGS,
  );
  return row === undefined
    ? { ...DEFAULT_PLAN_SETTINGS, revision: 0 }
    : { ...DEFAULT_PLAN_SETTINGS, ...(JSON.parse(row.value) as StoredPlanSettings) };
}

/** Writes the settings. Whoever changes lead times has to compute the register anew. */
export function writePlanSettings(sql: SqlConnection, settings: StoredPlanSettings, now: string): void {
  statement<[string, string, string]>(
    sql,
    `INSERT INTO "Setting" ("key", "value", "updatedAt") VALUES (?, ?, ?)
     ON CONFLICT ("key") DO UPDATE SET "value" = excluded."value", "updatedAt" = excluded."updatedAt"`,
  ).run(PLAN_SETTINGS, JSON.stringify(settings), now);
}
