import { z } from 'zod';
import { BANDS } from '../domain/band.ts';
import { CRITICALITIES, DEVICE_CATEGORIES } from '../domain/device.ts';
import { isAmount, isCurrency } from '../domain/money.ts';
import { PLAN_DECISIONS, PRICE_SOURCES } from '../domain/plan.ts';
import { isPercent, PLAN_FACTORS, PLAN_YEARS } from '../domain/plan-settings.ts';
import {
  command,
  daySchema,
  idSchema,
  lineSchema,
  moneySchema,
  nameSchema,
  pageSchema,
  query,
  revisionSchema,
  textSchema,
} from './shared.ts';
import { limitSchema } from './support.ts';

const percentSchema = z.string().refine(isPercent, 'percent');
const amountSchema = z.string().refine((text) => isAmount(text) && !text.startsWith('-'), 'amount');
/** A fiscal year, named by the calendar year in which it ends. */
export const fiscalYearSchema = z.number().int().min(1901).max(2198);
const yearsSchema = z.number().int().min(PLAN_YEARS.least).max(PLAN_YEARS.most);
const countSchema = z.number().int();
export const planWeightsSchema = z.record(z.enum(PLAN_FACTORS), z.number().int().min(0).max(100));

export const planSettingsSchema = z.object({
  /** Months of lead time by class of device. */
  leadMonths: z.record(z.enum(DEVICE_CATEGORIES), z.number().int().min(0).max(240)),
  /** First month of the fiscal year, 1 to 12. */
  firstMonth: z.number().int().min(1).max(12),
  currency: z.string().refine(isCurrency, 'currency'),
  /** Percent a year. */
  inflation: percentSchema,
  weights: planWeightsSchema,
  years: yearsSchema,
});

export const scenarioFieldsSchema = z.object({
  name: nameSchema,
  notes: textSchema.nullable(),
  /** Null for the fiscal year that contains today. */
  fromYear: fiscalYearSchema.nullable(),
  /** Null for the organisation's, also below. */
  years: yearsSchema.nullable(),
  inflation: percentSchema.nullable(),
  weights: planWeightsSchema.nullable(),
  /** In the plan's currency. */
  yearlyBudget: amountSchema.nullable(),
});
const scenarioId = idSchema('scenario');

/** Sums may be longer than what a single amount may be. */
const sumSchema = z.string();
const amountOutSchema = z.object({ amount: sumSchema, currency: z.string() });
/** Amounts by currency, the plan's first; nothing is converted. */
const costSchema = z.array(amountOutSchema);

/** Points of one factor of the priority and what they were given for. */
export const planFactorSchema = z.object({
  factor: z.enum(PLAN_FACTORS),
  points: z.number(),
  /** What it could give at most: its weight. */
  of: z.number(),
  /** A band, days late, a criticality, yes/no/unknown; see domain/priority.ts. */
  fact: z.union([z.string(), z.number(), z.null()]),
});

/** What is planned for a year. */
export const planYearSchema = z.object({
  year: fiscalYearSchema,
  from: daySchema,
  to: daySchema,
  /** Devices that are replaced; those that are kept, extended, isolated or retired instead are in the lines alone. */
  devices: countSchema,
  /** Of these, devices whose start is late today. */
  late: countSchema,
  cost: costSchema,
  /** Devices that would cost something that nobody knows. */
  unpriced: countSchema,
  /** By how much the year's sum in the plan's currency is above the scenario's budget; null when it is not. */
  overBudget: sumSchema.nullable(),
  /** Devices whose technical support is over at the end of the year's last day and that are not replaced by then. */
  withoutSupport: countSchema,
});

/** Devices of one model in one department that are planned alike for one year. */
export const planLineSchema = z.object({
  /** Stable for the same line. */
  key: z.string(),
  year: fiscalYearSchema,
  department: z.string(),
  modelId: idSchema('model'),
  model: z.string(),
  vendorId: idSchema('vendor'),
  vendor: z.string(),
  deviceType: z.string(),
  devices: countSchema,
  decision: z.enum(PLAN_DECISIONS),
  /** Earliest day on which the replacement has to be started; null when the end of support has no known day. */
  startBy: daySchema.nullable(),
  /** Last day by which the earliest of them is needed: the effective technical end. */
  needBy: daySchema.nullable(),
  /** Days that the start is late, of the latest of them; 0 when none is, null when it is late since a day nobody knows. */
  daysLate: countSchema.nullable(),
  leadMonths: countSchema,
  limitedBy: limitSchema.nullable(),
  band: z.enum(BANDS),
  /** Of one device in this year, when all have the same. */
  priceEach: amountOutSchema.nullable(),
  /** Null when there is none, or when they differ. */
  priceSource: z.enum(PRICE_SOURCES).nullable(),
  cost: costSchema,
  unpriced: countSchema,
  /** 0 to 100, of the device of the line that has the highest. */
  priority: countSchema,
  /** Why, of that device. */
  factors: z.array(planFactorSchema),
  /** Devices for which somebody decided something in the scenario, and the reason, when it is the same. */
  chosen: countSchema,
  reason: z.string().nullable(),
  /** The year that follows from the dates, when somebody moved the line to another one. */
  movedFrom: fiscalYearSchema.nullable(),
});

/** Devices that stand beside the plan, by model and department. */
export const planApartSchema = z.object({
  department: z.string(),
  modelId: idSchema('model'),
  model: z.string(),
  vendor: z.string(),
  devices: countSchema,
  /** Of unknown ones the day after which they are surely unsupported, of contracts the end of the cover. */
  on: daySchema.nullable(),
  /** What ends: the contract; empty for unknown ones. */
  limitName: z.string().nullable(),
});

/** Which plan: its scenario, years and departments. */
export const planInput = z.object({
  /** Null for the plan that follows from the dates alone. */
  scenarioId: scenarioId.nullable().default(null),
  /** Instead of the scenario's or the organisation's. */
  fromYear: fiscalYearSchema.optional(),
  years: yearsSchema.optional(),
  /** By name; an empty one is "no department". All when left out. */
  departments: z.array(z.string().max(200)).max(500).optional(),
  asOf: daySchema.optional(),
});

export const planHeadSchema = z.object({
  asOf: daySchema,
  scenario: z.object({ id: scenarioId, name: z.string() }).nullable(),
  currency: z.string(),
  firstMonth: countSchema,
  inflation: z.string(),
  yearlyBudget: amountSchema.nullable(),
  fromYear: fiscalYearSchema,
  years: z.array(planYearSchema),
  /** All departments of the plan by name, with what each year costs; in the order of `years`. */
  departments: z.array(
    z.object({
      department: z.string(),
      devices: countSchema,
      cost: costSchema,
      unpriced: countSchema,
      years: z.array(z.object({ devices: countSchema, cost: costSchema, unpriced: countSchema })),
    }),
  ),
  /** Over all years. */
  total: z.object({ devices: countSchema, late: countSchema, cost: costSchema, unpriced: countSchema }),
  /** Devices whose start falls behind the last year. */
  later: countSchema,
  /** Devices whose end of support is not known: they are not planned. */
  unknown: z.object({ devices: countSchema, groups: z.array(planApartSchema) }),
  /** Devices whose contract ends before anything technical does: procurement can renew. */
  renewable: z.object({ devices: countSchema, groups: z.array(planApartSchema) }),
});

/** The devices of a line, one by one. */
export const planDeviceSchema = z.object({
  deviceId: idSchema('device'),
  assetTag: z.string(),
  serialNumber: z.string(),
  startBy: daySchema.nullable(),
  needBy: daySchema.nullable(),
  daysLate: countSchema.nullable(),
  criticality: z.enum(CRITICALITIES).nullable(),
  price: amountOutSchema.nullable(),
  priceSource: z.enum(PRICE_SOURCES).nullable(),
  priority: countSchema,
  factors: z.array(planFactorSchema),
  decision: z.enum(PLAN_DECISIONS),
  chosen: z.boolean(),
  reason: z.string().nullable(),
});

/** Why something is done otherwise than the dates say. */
export const planReasonSchema = z.object({ reason: textSchema.min(1) });
export const planChoiceSchema = planReasonSchema.extend({
  decision: z.enum(PLAN_DECISIONS),
  /** The fiscal year in which it is done; null for the one that follows from the dates. */
  fiscalYear: fiscalYearSchema.nullable(),
  /** Of one device, at the prices of the plan's first year; null for the model's. */
  price: moneySchema.extend({ amount: amountSchema }).nullable(),
});

const chosenDevices = z.array(idSchema('device')).min(1).max(20_000);

export const plan = {
  settings: query.output(planSettingsSchema.extend({ revision: z.number().int().min(0) })),
  /** Other lead times compute the whole register anew. `revision` is 0 before the first time. */
  saveSettings: command
    .input(planSettingsSchema.extend({ revision: z.number().int().min(0) }))
    .output(z.object({ revision: revisionSchema })),

  scenarios: query.output(
    z.array(
      scenarioFieldsSchema.extend({
        id: scenarioId,
        revision: revisionSchema,
        /** Devices for which something was decided. */
        choices: countSchema,
        updatedAt: z.string(),
        updatedBy: z.string(),
      }),
    ),
  ),
  /** A new one may take over what another decided. */
  addScenario: command
    .input(scenarioFieldsSchema.extend({ copyOf: scenarioId.nullable().default(null) }))
    .output(z.object({ id: scenarioId, revision: revisionSchema })),
  updateScenario: command
    .input(z.object({ id: scenarioId, revision: revisionSchema, changes: scenarioFieldsSchema.partial() }))
    .output(z.object({ id: scenarioId, revision: revisionSchema })),
  removeScenario: command
    .input(z.object({ id: scenarioId, revision: revisionSchema }))
    .output(z.object({ removed: z.literal(true) })),

  /** Years, departments, what stands apart, and a page of the lines: by year, late ones first, then by priority. */
  get: query
    .input(planInput.extend(pageSchema.shape).extend({ year: fiscalYearSchema.optional() }))
    .output(planHeadSchema.extend({ totalLines: countSchema, lines: z.array(planLineSchema) })),
  /** The devices of one line. */
  devices: query
    .input(planInput.extend({ key: lineSchema(600), limit: z.number().int().min(1).max(20_000).default(1000) }))
    .output(z.object({ total: countSchema, devices: z.array(planDeviceSchema) })),

  /** Decides for devices in a scenario, in place of what follows from the dates. */
  choose: command
    .input(planChoiceSchema.extend({ scenarioId, deviceIds: chosenDevices }))
    .output(z.object({ devices: countSchema })),
  /** Takes decisions back: the dates decide again. */
  unchoose: command
    .input(z.object({ scenarioId, deviceIds: chosenDevices }))
    .output(z.object({ devices: countSchema })),

  /** Which lines could move to later years, so that no year is above the budget. Nothing is changed. */
  level: query.input(z.object({ scenarioId })).output(
    z.object({
      moves: z.array(
        planLineSchema
          .pick({ key: true, department: true, model: true, vendor: true, devices: true, priority: true, needBy: true })
          .extend({ fromYear: fiscalYearSchema, toYear: fiscalYearSchema, cost: sumSchema }),
      ),
      /** By year: the sum before and after, and what would still be above. */
      years: z.array(
        z.object({
          year: fiscalYearSchema,
          before: sumSchema,
          after: sumSchema,
          overBudget: sumSchema.nullable(),
        }),
      ),
    }),
  ),
  /** Carries the suggestion out, as it is now. */
  applyLevel: command
    .input(planReasonSchema.extend({ scenarioId }))
    .output(z.object({ lines: countSchema, devices: countSchema })),
};
