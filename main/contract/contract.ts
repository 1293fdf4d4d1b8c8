import { z } from 'zod';
import { CONTRACT_KINDS, RENEWAL_DECISIONS, RENEWALS } from '../domain/contract.ts';
import { CONTRACT_STATUSES } from '../domain/contract-term.ts';
import { contractFieldsSchema } from './contract-fields.ts';
import { contractMany } from './contract-many.ts';
import { historyEntrySchema } from './history.ts';
import {
  command,
  daySchema,
  idSchema,
  lineSchema,
  moneySchema,
  pageSchema,
  query,
  revisionSchema,
  tristateSchema,
} from './shared.ts';

/** Where a contract stands today; the day of notice is the last one that still counts. */
export const contractPositionSchema = z.object({
  status: z.enum(CONTRACT_STATUSES),
  /** Last day of the term in which today lies; what a decision is about. */
  runningEndsOn: daySchema.nullable(),
  termEndsOn: daySchema.nullable(),
  /** What it runs to if nobody acts. */
  nextTermEndsOn: daySchema.nullable(),
  lastNoticeOn: daySchema.nullable(),
  notifyOn: daySchema.nullable(),
  daysToNotice: z.number().int().nullable(),
  renewsByItself: z.boolean(),
});

/** What was decided about the end of one term. */
export const renewalDecisionSchema = z.object({
  decision: z.enum(RENEWAL_DECISIONS),
  reason: lineSchema(500).min(1),
  nextStep: lineSchema(500).nullable(),
});

const identified = z.object({ id: idSchema('contract'), revision: revisionSchema });

export const contract = {
  list: query
    .input(
      pageSchema.extend({
        search: z.string().max(200).default(''),
        sort: z.enum(['number', 'vendor', 'endsOn', 'notice']).default('notice'),
        descending: z.boolean().default(false),
      }),
    )
    .output(
      z.object({
        total: z.number().int(),
        rows: z.array(
          contractPositionSchema.extend({
            id: idSchema('contract'),
            number: z.string(),
            vendor: z.string(),
            vendorId: idSchema('vendor'),
            kind: z.enum(CONTRACT_KINDS),
            startsOn: daySchema.nullable(),
            endsOn: daySchema.nullable(),
            renewal: z.enum(RENEWALS),
            renewalMonths: z.number().int().nullable(),
            yearlyPrice: moneySchema.nullable(),
            includesSecurityUpdates: tristateSchema,
            cancelledOn: daySchema.nullable(),
            coveredDevices: z.number().int(),
            /** What was decided last about the term that runs. */
            decision: z.enum(RENEWAL_DECISIONS).nullable(),
          }),
        ),
      }),
    ),
  get: query.input(z.object({ id: idSchema('contract') })).output(
    contractFieldsSchema.extend({
      id: idSchema('contract'),
      revision: revisionSchema,
      vendorId: idSchema('vendor'),
      cancelledOn: daySchema.nullable(),
      cancelledReason: z.string().nullable(),
      position: contractPositionSchema,
      coveredDevices: z.number().int(),
      /** Name of the calendar. */
      calendarName: z.string().nullable(),
      /** Days off around its terms by which a notice in business days is counted; empty for other units. */
      holidays: z.array(daySchema),
      /** How many. */
      commitments: z.number().int(),
      /** Newest first. */
      decisions: z.array(
        renewalDecisionSchema.extend({
          termEndsOn: daySchema,
          decidedOn: daySchema,
          decidedBy: z.string(),
        }),
      ),
    }),
  ),
  ...contractMany,
  create: command.input(contractFieldsSchema).output(identified),
  update: command.input(identified.extend({ changes: contractFieldsSchema.partial() })).output(identified),
  /** Records that notice was given; the contract then ends with its term. `on` null takes the cancellation back. */
  recordCancellation: command
    .input(identified.extend({ on: daySchema.nullable(), reason: lineSchema(500).nullable() }))
    .output(identified),
  /**
   * Records who decided what about the term that runs, why, and what comes next. A decision to renew is the signature of an
   * express renewal, which then runs on. @throws input_refused when the contract has no term to decide about
   */
  recordDecision: command
    .input(identified.extend({ termEndsOn: daySchema, ...renewalDecisionSchema.shape }))
    .output(identified),
  addDevices: command
    .input(
      z.object({
        id: idSchema('contract'),
        assetTags: z.array(z.string().max(100)).min(1).max(10_000),
        startsOn: daySchema.nullable(),
        endsOn: daySchema.nullable(),
      }),
    )
    .output(z.object({ added: z.number().int(), missing: z.array(z.string()) })),
  removeDevices: command
    .input(z.object({ id: idSchema('contract'), deviceIds: z.array(idSchema('device')).min(1).max(10_000) }))
    .output(z.object({ removed: z.number().int() })),
  /** A row per contract, by the last day of notice. */
  report: query.input(z.object({ asOf: daySchema.optional() })).output(
    z.object({
      asOf: daySchema,
      rows: z.array(
        z.object({
          number: z.string(),
          vendor: z.string(),
          startsOn: daySchema.nullable(),
          termEndsOn: daySchema.nullable(),
          renewal: z.enum(RENEWALS),
          renewalMonths: z.number().int().nullable(),
          lastNoticeOn: daySchema.nullable(),
          notifyOn: daySchema.nullable(),
          status: z.enum(CONTRACT_STATUSES),
          daysToNotice: z.number().int().nullable(),
          coveredDevices: z.number().int(),
        }),
      ),
    }),
  ),
  history: query.input(z.object({ id: idSchema('contract') })).output(z.array(historyEntrySchema)),
};
