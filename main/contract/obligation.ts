import { z } from 'zod';
import { CLOCK_STARTS, COMMITMENT_KINDS, DURATION_UNITS, OBLIGORS, SEVERITY_BANDS } from '../domain/commitment.ts';
import { EVIDENCE_KINDS, HAND_STARTS, OBLIGATION_DECISIONS, TRIGGER_KINDS } from '../domain/obligation.ts';
import { OBLIGATION_STATES, START_BASES } from '../domain/obligation-clock.ts';
import { historyEntrySchema } from './history.ts';
import {
  command,
  daySchema,
  idSchema,
  instantSchema,
  lineSchema,
  nameSchema,
  pageSchema,
  query,
  revisionSchema,
  textSchema,
} from './shared.ts';

const startSchema = z.object({
  event: z.enum(CLOCK_STARTS),
  on: daySchema,
  /** Only where a limit of hours counts from it. */
  at: instantSchema.nullable(),
  basis: z.enum(START_BASES),
});

/** What is owed because one promise met one event. */
export const obligationRowSchema = z.object({
  id: idSchema('obligation'),
  revision: revisionSchema,
  commitmentId: idSchema('commitment'),
  kind: z.enum(COMMITMENT_KINDS),
  band: z.enum(SEVERITY_BANDS),
  obligor: z.enum(OBLIGORS),
  /** Null for what the organisation demands of itself. */
  vendorId: idSchema('vendor').nullable(),
  vendor: z.string().nullable(),
  contractId: idSchema('contract').nullable(),
  contract: z.string().nullable(),
  triggerKind: z.enum(TRIGGER_KINDS),
  /** The event in the words of its source. */
  title: z.string(),
  advisoryId: idSchema('advisory').nullable(),
  cve: z.string().nullable(),
  modelId: idSchema('model').nullable(),
  model: z.string().nullable(),
  /** What its clock counts from, whether that is known or not. */
  startsWith: z.enum(CLOCK_STARTS),
  /** Null while nobody knows when that was. */
  clockStart: startSchema.nullable(),
  /** Last day that is in time. */
  dueOn: daySchema.nullable(),
  /** The last moment, for limits of hours. */
  dueAt: instantSchema.nullable(),
  /** Days from today to `dueOn`; negative once it has passed. Null while nothing is due, and once it was met. */
  daysLeft: z.number().int().nullable(),
  metOn: daySchema.nullable(),
  state: z.enum(OBLIGATION_STATES),
  /** Days past the due day: at which it was met, or until today. Null where it is not late. */
  daysLate: z.number().int().nullable(),
  devices: z.number().int(),
});

export const obligationFilterSchema = z.object({
  /** Occurs in its event, vendor, contract or CVE. */
  search: z.string().max(200).optional(),
  state: z.array(z.enum(OBLIGATION_STATES)).optional(),
  kind: z.array(z.enum(COMMITMENT_KINDS)).optional(),
  obligor: z.array(z.enum(OBLIGORS)).optional(),
  vendorId: idSchema('vendor').optional(),
  contractId: idSchema('contract').optional(),
  modelId: idSchema('model').optional(),
  advisoryId: idSchema('advisory').optional(),
  cve: lineSchema(50).optional(),
});

/** A row of the commitments report (cli.md). */
export const obligationReportRowSchema = z.object({
  /** The promise: its clause where it has one, else its kind. */
  commitment: z.string(),
  kind: z.enum(COMMITMENT_KINDS),
  vendor: z.string().nullable(),
  contract: z.string().nullable(),
  trigger: z.string(),
  clockStart: startSchema.omit({ at: true }).nullable(),
  dueOn: daySchema.nullable().optional(),
  dueAt: instantSchema.optional(),
  metOn: daySchema.optional(),
  state: z.enum(OBLIGATION_STATES),
  daysLate: z.number().int().optional(),
  devices: z.number().int(),
});

const identified = z.object({ id: idSchema('obligation'), revision: revisionSchema });
const noteSchema = textSchema.nullable().default(null);
const documentSchema = idSchema('document').nullable().default(null);

const evidenceSchema = z.object({
  id: idSchema('evidence'),
  kind: z.enum(EVIDENCE_KINDS),
  on: daySchema,
  at: instantSchema.nullable(),
  meets: z.boolean(),
  note: z.string().nullable(),
  documentId: idSchema('document').nullable(),
  document: z.string().nullable(),
  removedAt: instantSchema.nullable(),
  removedBy: z.string().nullable(),
  createdAt: instantSchema,
  createdBy: z.string(),
});

const pauseSchema = z.object({
  id: idSchema('pause'),
  from: daySchema,
  /** Last day; null while the clock stands. */
  until: daySchema.nullable(),
  reason: z.string(),
  note: z.string().nullable(),
});

export const obligation = {
  /** Those of a filter; by default what is due first comes first. Counts by state are of all that the rest of the filter keeps. */
  list: query
    .input(
      pageSchema.extend({
        filter: obligationFilterSchema.default({}),
        /** `open`: what is owed first, by its day; then what is decided or done, the newest first. */
        sort: z.enum(['open', 'dueOn', 'vendor', 'kind', 'title']).default('open'),
        descending: z.boolean().default(false),
      }),
    )
    .output(
      z.object({
        total: z.number().int(),
        rows: z.array(obligationRowSchema),
        states: z.partialRecord(z.enum(OBLIGATION_STATES), z.number().int()),
        /** The same of the kinds and of who owes. */
        kinds: z.partialRecord(z.enum(COMMITMENT_KINDS), z.number().int()),
        obligors: z.partialRecord(z.enum(OBLIGORS), z.number().int()),
      }),
    ),
  get: query.input(z.object({ id: idSchema('obligation') })).output(
    obligationRowSchema.extend({
      /** The promise. */
      amount: z.number().int(),
      unit: z.enum(DURATION_UNITS),
      direction: z.enum(['after', 'before']),
      clause: z.string().nullable(),
      page: z.string().nullable(),
      calendar: z.string().nullable(),
      dueSoonOn: daySchema.nullable(),
      ruleVersion: z.number().int(),
      pausedDays: z.number().int(),
      /** Reasons for which its clock may stand still. */
      stopClock: z.array(z.string()),
      /** Why a person decided so. */
      sideReason: z.string().nullable(),
      sideDocumentId: idSchema('document').nullable(),
      sideDocument: z.string().nullable(),
      /** Which one holds in its place. */
      supersededById: idSchema('obligation').nullable(),
      /** Day on which a letter told the date, for notices: it is evidence without anybody's doing. */
      letterOn: daySchema.nullable(),
      /** Devices on which it was installed, for installing. */
      installed: z.number().int(),
      evidence: z.array(evidenceSchema),
      pauses: z.array(pauseSchema),
      /** What is known of the start, the newest first. */
      starts: z.array(startSchema.extend({ note: z.string().nullable(), createdBy: z.string().nullable() })),
      /** What else the same event made due. */
      others: z.array(obligationRowSchema),
      createdAt: instantSchema,
      createdBy: z.string(),
    }),
  ),
  /** Its devices in use, by tag. */
  devices: query.input(pageSchema.extend({ id: idSchema('obligation') })).output(
    z.object({
      total: z.number().int(),
      rows: z.array(
        z.object({
          deviceId: idSchema('device'),
          assetTag: z.string(),
          serialNumber: z.string(),
          model: z.string(),
          department: z.string(),
          installedOn: daySchema.nullable(),
        }),
      ),
    }),
  ),
  /** Every obligation as it stands on a day (cli.md); the worst first. */
  report: query
    .input(z.object({ asOf: daySchema.optional() }))
    .output(z.object({ asOf: daySchema, rows: z.array(obligationReportRowSchema) })),
  history: query.input(z.object({ id: idSchema('obligation') })).output(z.array(historyEntrySchema)),
  /**
   * Something happened that no file tells of, such as a request or an incident: the clocks of these promises start.
   * @throws AppError `input_refused` with `other_clock_start`, `start_in_future` or `moment_missing`
   */
  startClock: command
    .input(
      z.object({
        commitmentIds: z.array(idSchema('commitment')).min(1).max(100),
        event: z.enum(HAND_STARTS),
        title: nameSchema,
        on: daySchema,
        at: instantSchema.nullable().default(null),
        basis: z.enum(START_BASES).default('stated'),
        modelId: idSchema('model').nullable().default(null),
        note: noteSchema,
        documentId: documentSchema,
      }),
    )
    .output(z.object({ ids: z.array(idSchema('obligation')) })),
  /** When the event was that starts its clock, and that of all others of the same event. @throws AppError `input_refused` */
  recordStart: command
    .input(
      identified.extend({
        event: z.enum(CLOCK_STARTS),
        on: daySchema,
        at: instantSchema.nullable().default(null),
        basis: z.enum(START_BASES),
        note: noteSchema,
        documentId: documentSchema,
      }),
    )
    .output(identified),
  /** @throws AppError `input_refused` with `evidence_in_future` or `moment_missing` */
  addEvidence: command
    .input(
      identified.extend({
        kind: z.enum(EVIDENCE_KINDS),
        on: daySchema,
        at: instantSchema.nullable().default(null),
        meets: z.boolean().default(true),
        note: noteSchema,
        documentId: documentSchema,
      }),
    )
    .output(identified.extend({ evidenceId: idSchema('evidence') })),
  /** Takes it back; it stays to be seen. */
  removeEvidence: command.input(identified.extend({ evidenceId: idSchema('evidence') })).output(identified),
  /** The clock stands still, from a day on. @throws AppError `input_refused` with `pause_not_agreed`, `pause_overlaps`, `clock_not_running` or `hours_run_on` */
  pause: command
    .input(
      identified.extend({ from: daySchema, until: daySchema.nullable(), reason: lineSchema(50), note: noteSchema }),
    )
    .output(identified),
  /** The last day of a pause, or that there was none at all with null. */
  endPause: command
    .input(identified.extend({ pauseId: idSchema('pause'), until: daySchema.nullable() }))
    .output(identified),
  /** Waives it, disputes it, or says why it does not apply; null takes that back. @throws AppError `input_refused` with `proof_missing` or `reason_missing` */
  decide: command
    .input(
      identified.extend({
        decision: z.enum(OBLIGATION_DECISIONS).nullable(),
        reason: noteSchema,
        documentId: documentSchema,
      }),
    )
    .output(identified),
};
