import { statement } from '../../data/connection.ts';
import { AppError } from '../../domain/error.ts';
import type { DeviceId, ScenarioId } from '../../domain/ids.ts';
import { amountText, type Money } from '../../domain/money.ts';
import { placeKey } from '../../domain/name.ts';
import type { PlanDecision } from '../../domain/plan.ts';
import type { ScenarioSettings } from '../../domain/plan-settings.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { found, given, nextRevision, stamp } from '../records.ts';
import { listScenarios, scenarioChoices, scenarioOf } from './choices.store.ts';
import { levelPlan, levelView } from './level.store.ts';
import { makePlan } from './plan.store.ts';
import type { PlannedDevice } from './plan-lines.ts';
import { deviceView, lineView, planHead } from './plan-view.ts';
import { planSettings, writePlanSettings } from './settings.store.ts';

/** Groups of each list beside the plan that one answer names; exports name all. */
const APART_GROUPS = 500;

export const planQueries = {
  settings: (_input, { sql }) => planSettings(sql),

  scenarios: (_input, { sql }) => [...listScenarios(sql)],

  get: async ({ scenarioId, year, offset, limit, ...question }, { sql, today }) => {
    const scenario = scenarioOf(sql, scenarioId);
    const plan = await makePlan(sql, today, { ...question, scenario });
    const lines = year === undefined ? plan.lines : plan.lines.filter((line) => line.year === year);
    return {
      ...planHead(plan, scenario, APART_GROUPS),
      totalLines: lines.length,
      lines: lines.slice(offset, offset + limit).map((line) => lineView(line, plan.terms)),
    };
  },

  devices: async ({ scenarioId, key, limit, ...question }, { sql, today }) => {
    const scenario = scenarioOf(sql, scenarioId);
    const chosen: PlannedDevice[] = [];
    const { terms } = await makePlan(sql, today, { ...question, scenario }, (line, planned) => {
      if (line.key === key) chosen.push(planned);
    });
    chosen.sort((a, b) => b.priority - a.priority || (a.device.deviceId < b.device.deviceId ? -1 : 1));
    const page = chosen.slice(0, limit);
    const names = new Map(
      statement<[string], { id: string; assetTag: string | null; serialNumber: string | null }>(
        sql,
        'SELECT "id", "assetTag", "serialNumber" FROM "Device" WHERE "id" IN (SELECT value FROM json_each(?))',
      )
        .all(JSON.stringify(page.map(({ device }) => device.deviceId)))
        .map((row) => [row.id, row]),
    );
    return {
      total: chosen.length,
      devices: page.map((planned) => deviceView(planned, names.get(planned.device.deviceId), terms)),
    };
  },

  level: async ({ scenarioId }, { sql, today }) =>
    levelView(await levelPlan(sql, today, found(scenarioOf(sql, scenarioId), 'scenario', scenarioId))),
} satisfies QueryHandlers<'plan', 'settings' | 'scenarios' | 'get' | 'devices' | 'level'>;

export const planCommands = {
  saveSettings: ({ revision, ...settings }, context) => {
    const current = planSettings(context.sql);
    const next = nextRevision(context, 'plan', current.revision, revision);
    writePlanSettings(context.sql, { ...settings, revision: next.revision }, context.now);
    const { leadMonths, weights, revision: _known, ...before } = current;
    context.record(
      'plan',
      'settings',
      { ...before, ...prefixed('leadMonths', leadMonths), ...prefixed('weight', weights) },
      {
        firstMonth: settings.firstMonth,
        currency: settings.currency,
        inflation: settings.inflation,
        years: settings.years,
        ...prefixed('leadMonths', settings.leadMonths),
        ...prefixed('weight', settings.weights),
      },
    );
    if (
      JSON.stringify(Object.entries(leadMonths).sort()) !== JSON.stringify(Object.entries(settings.leadMonths).sort())
    ) {
      context.relist.shared();
      context.touch('device', 'model');
    }
    return { revision: next.revision };
  },

  addScenario: async ({ copyOf, ...fields }, context) => {
    requireFreeName(context, fields.name, null);
    const original = scenarioOf(context.sql, copyOf);
    const id = context.newId<'scenario'>();
    const { name, notes, ...settings } = fields;
    const data = { name, nameKey: placeKey(name), notes, settings: JSON.stringify(settings) };
    await context.db.planScenario.create({ data: { id, ...data, ...stamp(context) } });
    if (original !== null) {
      statement<string[]>(
        context.sql,
        `INSERT INTO "PlanChoice" ("scenarioId", "deviceId", "decision", "fiscalYear", "price", "currency", "reason", "updatedAt", "updatedBy")
         SELECT ?, "deviceId", "decision", "fiscalYear", "price", "currency", "reason", ?, ? FROM "PlanChoice" WHERE "scenarioId" = ?`,
      ).run(id, context.now, context.actor, original.id);
    }
    context.record('plan', id, null, scenarioFacts(fields));
    return { id, revision: 1 };
  },

  updateScenario: async ({ id, revision, changes }, context) => {
    const current = found(scenarioOf(context.sql, id), 'scenario', id);
    const next = nextRevision(context, 'plan', current.revision, revision);
    const before = fieldsOf(current);
    const after = { ...before, ...given(changes) };
    requireFreeName(context, after.name, id);
    const { name, notes, ...settings } = after;
    await context.db.planScenario.update({
      where: { id },
      data: { name, nameKey: placeKey(name), notes, settings: JSON.stringify(settings), ...next },
    });
    context.record('plan', id, scenarioFacts(before), scenarioFacts(after));
    return { id, revision: next.revision };
  },

  removeScenario: async ({ id, revision }, context) => {
    const current = found(scenarioOf(context.sql, id), 'scenario', id);
    nextRevision(context, 'plan', current.revision, revision);
    await context.db.planScenario.delete({ where: { id } });
    context.record('plan', id, scenarioFacts(fieldsOf(current)), null);
    return { removed: true };
  },

  choose: ({ scenarioId, deviceIds, ...choice }, context) => ({
    devices: choose(context, scenarioId, deviceIds, () => choice),
  }),

  unchoose: ({ scenarioId, deviceIds }, context) => {
    const scenario = found(scenarioOf(context.sql, scenarioId), 'scenario', scenarioId);
    const known = scenarioChoices(context.sql, scenarioId);
    const remove = statement<[string, string]>(
      context.sql,
      'DELETE FROM "PlanChoice" WHERE "scenarioId" = ? AND "deviceId" = ?',
    );
    let devices = 0;
    for (const deviceId of new Set(deviceIds)) {
      const before = known.get(deviceId);
      if (before === undefined) continue;
      remove.run(scenarioId, deviceId);
      context.record('device', deviceId, { planScenario: scenario.name, ...choiceFacts(before) }, NO_CHOICE);
      devices += 1;
    }
    return { devices };
  },

  applyLevel: async ({ scenarioId, reason }, context) => {
    const scenario = found(scenarioOf(context.sql, scenarioId), 'scenario', scenarioId);
    const { level, devices } = await levelPlan(context.sql, context.today, scenario);
    let moved = 0;
    for (const { key, toYear } of level.moves) {
      const own = new Map((devices.get(key) ?? []).map((planned) => [planned.device.deviceId as DeviceId, planned]));
      moved += choose(context, scenarioId, [...own.keys()], (deviceId) => ({
        decision: 'replace',
        fiscalYear: toYear,
        price: own.get(deviceId)?.choice?.price ?? null,
        reason,
      }));
    }
    return { lines: level.moves.length, devices: moved };
  },
} satisfies CommandHandlers<
  'plan',
  'saveSettings' | 'addScenario' | 'updateScenario' | 'removeScenario' | 'choose' | 'unchoose' | 'applyLevel'
>;

interface NewChoice {
  readonly decision: PlanDecision;
  readonly fiscalYear: number | null;
  readonly price: Money | null;
  readonly reason: string;
}

/** Writes what was decided for devices; how many there were. @throws AppError `not_found` for a device that is not there */
function choose(
  context: CommandContext,
  scenarioId: ScenarioId,
  deviceIds: readonly DeviceId[],
  choiceOf: (deviceId: DeviceId) => NewChoice,
): number {
  const { sql, now, actor } = context;
  const scenario = found(scenarioOf(sql, scenarioId), 'scenario', scenarioId);
  const known = scenarioChoices(sql, scenarioId);
  const exists = statement<[string], number>(sql, 'SELECT 1 FROM "Device" WHERE "id" = ?').pluck();
  const write = statement<(string | number | null)[]>(
    sql,
    `INSERT INTO "PlanChoice" ("scenarioId", "deviceId", "decision", "fiscalYear", "price", "currency", "reason", "updatedAt", "updatedBy")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT ("scenarioId", "deviceId") DO UPDATE SET "decision" = excluded."decision",
       "fiscalYear" = excluded."fiscalYear", "price" = excluded."price", "currency" = excluded."currency", "reason" = excluded."reason",
       "updatedAt" = excluded."updatedAt", "updatedBy" = excluded."updatedBy"`,
  );
  const chosen = new Set(deviceIds);
  for (const deviceId of chosen) {
    if (exists.get(deviceId) === undefined) throw new AppError('not_found', { noun: 'device', id: deviceId });
    const { decision, fiscalYear, price, reason } = choiceOf(deviceId);
    const amount = price === null ? null : amountText(price.amount);
    const currency = price?.currency ?? null;
    write.run(scenarioId, deviceId, decision, fiscalYear, amount, currency, reason, now, actor);
    const before = known.get(deviceId);
    const choice = { decision, fiscalYear, price: price && amount !== null ? { ...price, amount } : null, reason };
    const planScenario = scenario.name;
    context.record('device', deviceId, before === undefined ? NO_CHOICE : { planScenario, ...choiceFacts(before) }, {
      planScenario,
      ...choiceFacts(choice),
    });
  }
  return chosen.size;
}

/** A device for which nothing is decided. */
const NO_CHOICE = { planScenario: null, planDecision: null, fiscalYear: null, price: null, reason: null };

/** What was decided, as the history of the device tells it. */
function choiceFacts({ decision, fiscalYear, price, reason }: NewChoice) {
  return {
    planDecision: decision,
    fiscalYear,
    price: price && `${price.amount} ${price.currency}`,
    reason,
  };
}

type ScenarioFields = ScenarioSettings & { readonly name: string; readonly notes: string | null };

function fieldsOf({ name, notes, fromYear, years, inflation, weights, yearlyBudget }: ScenarioFields): ScenarioFields {
  return { name, notes, fromYear, years, inflation, weights, yearlyBudget };
}

/** A scenario as the history tells it; each weight is a field of its own. */
function scenarioFacts({ weights, ...fields }: ScenarioFields) {
  return { ...fields, ...(weights === null ? {} : prefixed('weight', weights)) };
}

/** `{ fleet: 30 }` as `{ leadMonths_fleet: 30 }`. */
function prefixed(prefix: string, values: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}_${name}`, value]));
}

function requireFreeName({ sql }: CommandContext, name: string, own: ScenarioId | null): void {
  const other = statement<[string], string>(sql, 'SELECT "id" FROM "PlanScenario" WHERE "nameKey" = ?')
    .pluck()
    .get(placeKey(name));
  if (other !== undefined && other !== own)
    throw new AppError('already_exists', { noun: 'scenario', field: 'name', value: name });
}
