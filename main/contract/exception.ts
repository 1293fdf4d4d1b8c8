import { z } from 'zod';
import { EXCEPTION_KINDS, EXCEPTION_STATES } from '../domain/exception.ts';
import { GATES } from '../domain/procurement.ts';
import { deviceFilterSchema } from './device-filter.ts';
import { historyEntrySchema } from './history.ts';
import {
  command,
  daySchema,
  idSchema,
  instantSchema,
  nameSchema,
  pageSchema,
  query,
  revisionSchema,
  textSchema,
} from './shared.ts';

const reasonSchema = textSchema.min(1);

/** What a person enters about an exception. Its last day is moved by `extend` only, so that it never moves silently. */
export const exceptionFieldsSchema = z.object({
  title: nameSchema,
  kind: z.enum(EXCEPTION_KINDS),
  reason: reasonSchema,
  /** Who answers for the risk until it ends. */
  owner: nameSchema,
  decidedOn: daySchema,
  /** Last day for which it holds. */
  endsOn: daySchema,
  documentId: idSchema('document').nullable(),
});

/** Devices by their ids, and all in use that a filter of the register keeps. */
export const deviceSelectionSchema = z.object({
  deviceIds: z.array(idSchema('device')).max(10_000).default([]),
  filter: deviceFilterSchema.optional(),
});

/** The offer that is bought although a gate of procurement says no. */
const candidateSchema = z.object({
  candidateId: idSchema('candidate'),
  gate: z.enum(GATES),
  /** Codes of controls, or items of the disclosure pack; null for the whole gate. */
  controls: z.array(z.string().min(1).max(40)).min(1).max(200).nullable(),
});

export const exceptionRowSchema = exceptionFieldsSchema.extend({
  id: idSchema('exception'),
  revision: revisionSchema,
  state: z.enum(EXCEPTION_STATES),
  /** Days from today to its last one; negative once it has ended. */
  daysLeft: z.number().int(),
  withdrawnOn: daySchema.nullable(),
  withdrawnReason: z.string().nullable(),
  devices: z.number().int(),
  /** The model of its devices, when they are all of one. */
  model: z.string().nullable(),
  /** What is owed all the same: an exception never meets it. */
  obligationId: idSchema('obligation').nullable(),
  /** The event of that obligation. */
  obligation: z.string().nullable(),
  /** What it lets through a gate, instead of devices. */
  candidate: candidateSchema
    .extend({ caseId: idSchema('case'), case: z.string(), vendor: z.string(), model: z.string() })
    .nullable(),
  /** Whether somebody signed it, and it still says what was signed. */
  signed: z.boolean(),
});

export const exceptionFilterSchema = z.object({
  /** Occurs in its title, reason or owner. */
  search: z.string().max(200).optional(),
  state: z.array(z.enum(EXCEPTION_STATES)).optional(),
  kind: z.array(z.enum(EXCEPTION_KINDS)).optional(),
  deviceId: idSchema('device').optional(),
  modelId: idSchema('model').optional(),
  obligationId: idSchema('obligation').optional(),
});

/** A row of the report for auditors. Devices by asset tag, else serial number. */
export const exceptionReportRowSchema = exceptionRowSchema
  .omit({ id: true, revision: true, documentId: true, model: true, devices: true, obligationId: true, candidate: true })
  .extend({
    document: z.string().nullable(),
    devices: z.array(z.string()),
    /** Vendor and model of the offer that it lets through a gate. */
    candidate: z.string().nullable(),
    gate: z.enum(GATES).nullable(),
  });

const identified = z.object({ id: idSchema('exception'), revision: revisionSchema });

export const exception = {
  /** Exceptions that were decided by today, what ends next first; those that no longer hold last. */
  list: query
    .input(pageSchema.extend({ filter: exceptionFilterSchema.default({}) }))
    .output(z.object({ total: z.number().int(), rows: z.array(exceptionRowSchema) })),
  get: query.input(z.object({ id: idSchema('exception') })).output(
    exceptionRowSchema.extend({
      document: z.string().nullable(),
      createdAt: instantSchema,
      createdBy: z.string(),
    }),
  ),
  /**
   * With an obligation it stands beside what is owed, which stays owed; where no devices are named it is about those of the
   * obligation. With a candidate it has no devices, and answers a gate once it is signed. @throws AppError `input_refused` with
   * `decided_in_future`, `ends_before_decision`, `ends_too_late`, `no_devices`, `too_many_devices`, `acceptance_needed`,
   * `candidate_withdrawn` or `not_of_gate`; `not_found`
   */
  create: command
    .input(
      exceptionFieldsSchema.extend({
        devices: deviceSelectionSchema,
        obligationId: idSchema('obligation').nullable().default(null),
        candidate: candidateSchema.nullable().default(null),
      }),
    )
    .output(identified.extend({ devices: z.number().int() })),
  update: command
    .input(identified.extend({ changes: exceptionFieldsSchema.omit({ kind: true, endsOn: true }).partial() }))
    .output(identified),
  /** Moves its last day, with the reason. Also after its end: then it holds anew. @throws AppError `input_refused` */
  extend: command.input(identified.extend({ endsOn: daySchema, reason: reasonSchema })).output(identified),
  /** From the day on it counts no more; after its end it is closed so. @throws AppError `input_refused` */
  withdraw: command.input(identified.extend({ on: daySchema, reason: reasonSchema })).output(identified),
  addDevices: command
    .input(z.object({ id: idSchema('exception'), devices: deviceSelectionSchema }))
    .output(z.object({ added: z.number().int() })),
  removeDevices: command
    .input(z.object({ id: idSchema('exception'), deviceIds: z.array(idSchema('device')).max(10_000) }))
    .output(z.object({ removed: z.number().int() })),
  /** Every exception that was decided by a day, as it stands on that day. */
  report: query
    .input(z.object({ asOf: daySchema.optional() }))
    .output(z.object({ asOf: daySchema, rows: z.array(exceptionReportRowSchema) })),
  history: query.input(z.object({ id: idSchema('exception') })).output(z.array(historyEntrySchema)),
};
