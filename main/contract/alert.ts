import { z } from 'zod';
import { ACTIONS } from '../domain/action.ts';
import { ALERT_STATES } from '../domain/alert.ts';
import { BANDS } from '../domain/band.ts';
import { DEVICE_STATUSES } from '../domain/device.ts';
import {
  command,
  daySchema,
  idSchema,
  lineSchema,
  nameSchema,
  pageSchema,
  partialDaySchema,
  query,
  revisionSchema,
} from './shared.ts';
import { decisionSchema, limitSchema } from './support.ts';

/** Names an alert without its dates. */
const keySchema = z.string().min(1).max(1000);
const reasonSchema = lineSchema(500).nullable();
const membersSchema = z.number().int();

/** Why an alert that was put aside is back; see domain/alert.ts. */
export const alertReturnSchema = z.discriminatedUnion('code', [
  z.object({
    code: z.literal('end_moved'),
    from: partialDaySchema.nullable(),
    to: partialDaySchema.nullable(),
    members: membersSchema,
  }),
  z.object({
    code: z.literal('by_moved'),
    from: daySchema.nullable(),
    to: daySchema.nullable(),
    members: membersSchema,
  }),
  z.object({ code: z.literal('joined'), members: membersSchema }),
  z.object({ code: z.literal('snooze_over'), untilOn: daySchema }),
]);

/** A line of what needs a decision, with what was decided about it. */
export const alertSchema = decisionSchema.extend({
  /** Off the list: put aside, and nothing brings it back. */
  quiet: z.boolean(),
  state: z.enum(ALERT_STATES),
  /** Last day on which it stays quiet. */
  snoozedUntilOn: daySchema.nullable(),
  assignee: z.string().nullable(),
  reason: z.string().nullable(),
  /** Who acknowledged or snoozed it, and when; null for one that is open. */
  decidedBy: z.string().nullable(),
  decidedOn: daySchema.nullable(),
  back: z.array(alertReturnSchema),
  /** 0 while nobody has done anything about it. */
  revision: z.number().int().min(0),
});

export const ALERT_KINDS = decisionSchema.shape.kind.options;
const namedCount = z.object({ name: z.string(), own: z.boolean(), count: z.number().int() });

/** An alert as the window knows it. A revision that is no longer the newest is a conflict. */
const chosenSchema = z
  .array(z.object({ key: keySchema, revision: z.number().int().min(0) }))
  .min(1)
  .max(500);
const handledSchema = z.object({ alerts: z.array(z.object({ key: z.string(), revision: revisionSchema })) });

/** What fell due in days on which somebody did not look. Days are the ones that decided; nothing is estimated. */
export const meanwhileItemSchema = z.discriminatedUnion('kind', [
  /** Devices of a model whose support ended for one reason; `on` is the last supported day, the latest of them. */
  z.object({
    kind: z.literal('lost_support'),
    devices: z.number().int(),
    deviceId: idSchema('device').nullable(),
    assetTag: z.string().nullable(),
    modelId: idSchema('model'),
    model: z.string(),
    limitedBy: limitSchema.nullable(),
    on: daySchema,
  }),
  /** The day by which somebody had to act has passed, and it was not done. */
  z.object({
    kind: z.literal('day_passed'),
    action: z.enum(ACTIONS),
    devices: z.number().int(),
    deviceId: idSchema('device').nullable(),
    assetTag: z.string().nullable(),
    modelId: idSchema('model').nullable(),
    model: z.string().nullable(),
    vendorId: idSchema('vendor'),
    vendor: z.string(),
    by: daySchema,
  }),
  z.object({
    kind: z.literal('notice_missed'),
    contractId: idSchema('contract'),
    contract: z.string(),
    on: daySchema,
    renewsTo: daySchema.nullable(),
  }),
  z.object({
    kind: z.literal('contract_ended'),
    contractId: idSchema('contract'),
    contract: z.string(),
    on: daySchema,
    devices: z.number().int(),
  }),
  /** A vendor's date that differs from the one before, recorded by somebody else. */
  z.object({
    kind: z.literal('date_moved'),
    modelId: idSchema('model'),
    model: z.string(),
    vendor: z.string(),
    days: z.number().int(),
  }),
  /** Dates that vendors gave for the first time. */
  z.object({ kind: z.literal('dates_received'), dates: z.number().int(), models: z.number().int() }),
  z.object({ kind: z.literal('exception_ended'), exceptionId: z.string(), title: z.string(), on: daySchema }),
  z.object({ kind: z.literal('task_overdue'), taskId: z.string(), title: z.string(), on: daySchema }),
  /** Alerts whose snooze ended. */
  z.object({ kind: z.literal('alerts_back'), alerts: z.number().int() }),
]);

/** Why a device is on the list or not: facts in the order in which they decide. */
export const alertExplanationSchema = z.object({
  today: daySchema,
  /** `listed` and `quiet` have a line; of the others each says the step that kept it off the list. */
  verdict: z.enum(['listed', 'quiet', 'accepted', 'not_tracked', 'nothing_to_do', 'later']),
  status: z.enum(DEVICE_STATUSES),
  notTrackedReason: z.string().nullable(),
  band: z.enum(BANDS),
  limitedBy: limitSchema.nullable(),
  endsOn: partialDaySchema.nullable(),
  action: z.enum(ACTIONS).nullable(),
  by: daySchema.nullable(),
  leadMonths: z.number().int(),
  /** Last day of the horizon: what has to be acted on by then is on the list. */
  horizonUntil: daySchema,
  /** Its line, alone or with others. */
  alert: alertSchema.nullable(),
  /** Lines that concern the device but stand for its contract or its model. */
  others: z.array(alertSchema),
  exceptions: z.array(z.object({ id: z.string(), kind: z.string(), title: z.string(), endsOn: daySchema })),
});

export const alert = {
  /** What needs a decision, by the day by which someone must act. Counts are of all lines, not of the filter. */
  list: query
    .input(
      z.object({
        state: z.enum(['open', 'quiet', 'all']).default('open'),
        assignees: z.array(lineSchema()).max(50).default([]),
        kinds: z.array(z.enum(ALERT_KINDS)).max(50).default([]),
        ...pageSchema.shape,
      }),
    )
    .output(
      z.object({
        today: daySchema,
        total: z.number().int(),
        rows: z.array(alertSchema),
        open: z.number().int(),
        quiet: z.number().int(),
        /** Of the lines in this state. */
        kinds: z.array(z.object({ kind: z.enum(ALERT_KINDS), count: z.number().int() })),
        assignees: z.array(namedCount),
      }),
    ),
  /** The devices that a line stands for. @throws not_found */
  devices: query.input(z.object({ key: keySchema, ...pageSchema.shape })).output(
    z.object({
      total: z.number().int(),
      rows: z.array(
        z.object({
          deviceId: idSchema('device'),
          assetTag: z.string(),
          serialNumber: z.string(),
          model: z.string(),
          department: z.string(),
          band: z.enum(BANDS),
          endsOn: partialDaySchema.nullable(),
        }),
      ),
    }),
  ),
  /** Why a device is or is not on the list. @throws not_found */
  explain: query.input(z.object({ deviceId: idSchema('device') })).output(alertExplanationSchema),
  /** Names to whom something can be given: who uses the vault, and who was named before. */
  people: query.output(z.array(z.string())),
  /** What fell due since this person last said to have seen it; `since` is null before the first time. */
  meanwhile: query.output(
    z.object({
      since: daySchema.nullable(),
      today: daySchema,
      total: z.number().int(),
      items: z.array(meanwhileItemSchema),
    }),
  ),
  /** Takes lines off the list until their dates change or something joins them. @throws not_found, stale_edit */
  acknowledge: command
    .input(z.object({ alerts: chosenSchema, reason: reasonSchema.default(null) }))
    .output(handledSchema),
  /** The same until a day, inclusive, at most 366 days ahead. @throws not_found, stale_edit, input_refused `snooze_day` */
  snooze: command
    .input(z.object({ alerts: chosenSchema, untilOn: daySchema, reason: reasonSchema.default(null) }))
    .output(handledSchema),
  /** Gives lines to somebody, or to nobody. @throws not_found, stale_edit */
  assign: command.input(z.object({ alerts: chosenSchema, assignee: nameSchema.nullable() })).output(handledSchema),
  /** Puts lines back on the list. @throws not_found, stale_edit */
  reopen: command.input(z.object({ alerts: chosenSchema })).output(handledSchema),
  /** This person has seen what fell due until today. */
  seen: command.output(z.object({ seenOn: daySchema })),
};
