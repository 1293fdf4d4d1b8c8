import { z } from 'zod';
import { ACTIONS } from '../domain/action.ts';
import { BANDS } from '../domain/band.ts';
import { COMMITMENT_KINDS, OBLIGORS } from '../domain/commitment.ts';
import { DEVICE_STATUSES } from '../domain/device.ts';
import { ENTITLEMENT_KINDS } from '../domain/entitlement.ts';
import { EXCEPTION_KINDS } from '../domain/exception.ts';
import { STAGES } from '../domain/model.ts';
import { OUTLOOK_MONTHS } from '../domain/outlook.ts';
import type { Reason } from '../domain/reason.ts';
import { LIMIT_KINDS } from '../domain/support.ts';
import { deviceFilterSchema } from './device-filter.ts';
import { daySchema, idSchema, partialDaySchema, query } from './shared.ts';

/** A reason with its fields; the codes are listed in domain/reason.ts. */
export const reasonSchema = z.custom<Reason>(
  (value) => typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string',
);
export const limitSchema = z.object({ kind: z.enum(LIMIT_KINDS), name: z.string(), renewable: z.boolean() });

/** What a list shows of a device's support. */
export const supportCellSchema = z.object({
  band: z.enum(BANDS),
  stage: z.enum(STAGES).nullable(),
  /** Null when unlimited, unknown or not tracked. */
  effectiveEnd: partialDaySchema.nullable(),
  /** True when nothing limits the support. */
  unlimited: z.boolean(),
  daysLeft: z.number().int().nullable(),
  /** While unknown: what is known ends on this day. */
  notLaterThan: daySchema.nullable(),
  limitedBy: limitSchema.nullable(),
  technicalEnd: daySchema.nullable(),
  coverageEnd: daySchema.nullable(),
  /** The day by which someone must act. */
  actBy: daySchema.nullable(),
});

export const supportEndSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('until'), end: partialDaySchema }),
  z.object({ kind: z.literal('unlimited') }),
  z.object({ kind: z.literal('ended') }),
  z.object({ kind: z.literal('unknown'), notLaterThan: daySchema.nullable() }),
]);

/** One bar of the picture on the device page. `limit.name` of a `model` limit is a milestone word. */
export const supportTermSchema = z.object({
  limit: limitSchema,
  end: supportEndSchema,
  extensionPossibleUntil: daySchema.nullable(),
  renews: z.boolean(),
});

export const supportOptionSchema = z.object({
  action: z.enum([
    'buy_extension',
    'ask_vendor_for_statement',
    'renew_contract',
    'ask_vendor_for_date',
    'name_edition',
    'replace_or_isolate',
  ]),
  name: z.string(),
  newEnd: partialDaySchema.nullable(),
  unlimited: z.boolean(),
  who: z.enum(['procurement', 'engineering', 'both']),
});

export const supportReportRowSchema = z.object({
  deviceId: idSchema('device'),
  assetTag: z.string(),
  serialNumber: z.string(),
  manufacturer: z.string(),
  model: z.string(),
  department: z.string(),
  status: z.enum(DEVICE_STATUSES),
  band: z.enum(BANDS),
  stage: z.enum(STAGES).nullable(),
  effectiveEnd: daySchema.nullable(),
  precision: z.enum(['day', 'month', 'year']).nullable(),
  daysLeft: z.number().int().nullable(),
  limitedBy: limitSchema.nullable(),
  technicalEnd: daySchema.nullable(),
  coverageEnd: daySchema.nullable(),
  reasons: z.array(reasonSchema),
});

export const bandCountsSchema = z.partialRecord(z.enum(BANDS), z.number().int());

const countsSchema = z.array(z.number().int());

/** Devices of a group: all that are tracked, those of which the end is not known today, and those without support by day. */
const outlookGroupSchema = z.object({
  devices: z.number().int(),
  unknown: z.number().int(),
  unsupported: countsSchema,
});

/** A group of devices that need the same decision, or a contract. */
export const decisionSchema = z.object({
  /** Names the decision without its dates: with another date it is the same one. */
  key: z.string(),
  kind: z.enum([
    ...ACTIONS,
    'contract_notice',
    'contract_ends',
    'entitlement_left',
    'vendor_date_moved',
    'exception_ends',
    'handover_due',
    'erase_data',
    'task',
    'statement_review',
    'obligation_breached',
    'obligation_due',
    'obligation_waiting',
    'findings_to_confirm',
  ]),
  by: daySchema.nullable(),
  daysLate: z.number().int(),
  daysLeft: z.number().int().nullable(),
  /** Of the device whose support ends first. */
  band: z.enum(BANDS).nullable(),
  /** All bands in the group, the nearest end first. */
  bands: z.array(z.enum(BANDS)),
  devices: z.number().int(),
  /** Filled when the group is one device. */
  deviceId: idSchema('device').nullable(),
  assetTag: z.string().nullable(),
  modelId: idSchema('model').nullable(),
  model: z.string().nullable(),
  vendorId: idSchema('vendor').nullable(),
  vendor: z.string().nullable(),
  contractId: idSchema('contract').nullable(),
  contract: z.string().nullable(),
  limitedBy: limitSchema.nullable(),
  endsOn: partialDaySchema.nullable(),
  /** The last end in the group; null where all end on the same day. */
  endsLastOn: partialDaySchema.nullable(),
  leadMonths: z.number().int().nullable(),
  yearlyPrice: z.object({ amount: z.string(), currency: z.string() }).nullable(),
  renewsTo: daySchema.nullable(),
  movedDays: z.number().int().nullable(),
  /** Devices among them whose risk is accepted, and the day on which the first of them is back; null where none is. */
  accepted: z.object({ devices: z.number().int(), until: daySchema }).nullable(),
  exceptionId: idSchema('exception').nullable(),
  exceptionKind: z.enum(EXCEPTION_KINDS).nullable(),
  taskId: idSchema('task').nullable(),
  /** Matches with advisories that nobody has looked at, those with an exploited vulnerability among them, and when the newest came. */
  matches: z.object({ count: z.number().int(), exploited: z.number().int(), newestOn: daySchema }).nullable(),
  /** What is left of an entitlement of a contract; null for anything else. */
  entitlement: z
    .object({ kind: z.enum(ENTITLEMENT_KINDS), left: z.number().int(), amount: z.number().int() })
    .nullable(),
  /** How the exception, the task or the component is called. */
  title: z.string().nullable(),
  /** What is owed: a kind of promise of one party; `id` where it is a single obligation. */
  obligation: z
    .object({
      id: idSchema('obligation').nullable(),
      kind: z.enum(COMMITMENT_KINDS),
      obligor: z.enum(OBLIGORS),
      count: z.number().int(),
    })
    .nullable(),
  /** Who answers for the exception, does the task, or has begun the hand-over; null also where nobody has. */
  owner: z.string().nullable(),
});

export const support = {
  /** A row per device, ordered by the day on which someone must act. `within` keeps what ends in so many months, has ended, or is unknown. */
  report: query
    .input(z.object({ asOf: daySchema.optional(), within: z.number().int().min(0).max(600).optional() }))
    .output(z.object({ asOf: daySchema, counts: bandCountsSchema, rows: z.array(supportReportRowSchema) })),

  /**
   * The fleet by band today and at the end of each coming month, if nothing is done: contracts end as they stand, and what
   * renews by itself goes on. `unsupported` holds a number for each of `points`; groups come by how many are without support
   * at the end, the largest first.
   */
  outlook: query
    .input(
      z.object({
        filter: deviceFilterSchema.default({}),
        months: z.number().int().min(1).max(120).default(OUTLOOK_MONTHS),
        /** Departments and reasons that are named; the others are one group. */
        top: z.number().int().min(1).max(500).default(12),
      }),
    )
    .output(
      z.object({
        today: daySchema,
        points: z.array(z.object({ on: daySchema, counts: bandCountsSchema })),
        departments: z.object({
          rows: z.array(outlookGroupSchema.extend({ department: z.string() })),
          rest: outlookGroupSchema.extend({ groups: z.number().int() }).nullable(),
        }),
        reasons: z.object({
          /** The limit is null for devices of which not all is known, and what is known ends. */
          rows: z.array(z.object({ limit: limitSchema.nullable(), unsupported: countsSchema })),
          rest: z.object({ groups: z.number().int(), unsupported: countsSchema }).nullable(),
        }),
      }),
    ),

  /** The figures of the first screen. What needs a decision is `alert.list`. */
  today: query.output(
    z.object({
      today: daySchema,
      counts: bandCountsSchema,
      contractDecisions: z.number().int(),
      /** Devices without support at the end of each period, if nothing is done. The first entry is today. */
      horizon: z.array(
        z.object({ label: z.string(), until: daySchema, already: z.number().int(), ending: z.number().int() }),
      ),
    }),
  ),

  /** What the shipped catalogue makes of a component's name: exactly one release, several, or none. */
  identify: query.input(z.object({ name: z.string().max(200), edition: z.string().max(200).nullable() })).output(
    z.object({
      kind: z.enum(['release', 'ambiguous', 'none']),
      missing: z.enum(['edition', 'channel', 'version']).nullable(),
      candidates: z.array(
        z.object({
          key: z.string(),
          label: z.string(),
          securityEnd: z.string(),
          paidExtensionEndOn: daySchema.nullable(),
        }),
      ),
      catalogueDay: daySchema,
    }),
  ),
};
