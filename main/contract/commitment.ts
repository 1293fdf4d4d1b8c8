import { z } from 'zod';
import {
  CLOCK_DIRECTIONS,
  CLOCK_STARTS,
  COMMITMENT_KINDS,
  COMMITMENT_SCOPES,
  DURATION_UNITS,
  OBLIGORS,
  SEVERITY_BANDS,
  SEVERITY_BASES,
  STANDINGS,
  STOP_CLOCK_REASONS,
} from '../domain/commitment.ts';
import { historyEntrySchema } from './history.ts';
import {
  command,
  daySchema,
  idSchema,
  instantSchema,
  lineSchema,
  moneySchema,
  nameSchema,
  pageSchema,
  query,
  revisionSchema,
  textSchema,
} from './shared.ts';

/** A country or a part of one whose public holidays hold, such as `DE-BY`. */
export const regionCodeSchema = z.string().regex(/^[A-Z]{2}(-[0-9A-Za-z]{1,20}){0,2}$/, 'region');

/** How long a promise runs. */
const durationSchema = z.object({
  /** At most LONGEST of domain/commitment.ts. */
  amount: z.number().int().min(1).max(100_000),
  unit: z.enum(DURATION_UNITS),
  direction: z.enum(CLOCK_DIRECTIONS),
});

/** What a promise is about; only the list that belongs to `kind` counts. */
const scopeSchema = z.object({
  kind: z.enum(COMMITMENT_SCOPES),
  models: z.array(z.object({ id: idSchema('model') })).max(500),
  versions: z.array(z.object({ id: idSchema('softwareVersion') })).max(500),
  components: z.array(nameSchema).max(500),
});
const namedScopeSchema = scopeSchema.extend({
  models: z.array(z.object({ id: idSchema('model'), name: z.string() })),
  versions: z.array(z.object({ id: idSchema('softwareVersion'), name: z.string() })),
  components: z.array(z.string()),
});

export const commitmentFieldsSchema = durationSchema.extend({
  kind: z.enum(COMMITMENT_KINDS),
  severity: z.enum(SEVERITY_BANDS),
  /** By what the band is told. */
  severityBasis: z.enum(SEVERITY_BASES).nullable(),
  clockStart: z.enum(CLOCK_STARTS),
  obligor: z.enum(OBLIGORS),
  /** What may stop the clock. */
  stopClock: z.array(z.enum(STOP_CLOCK_REASONS)).max(STOP_CLOCK_REASONS.length),
  scope: scopeSchema,
  /** With the page: where it stands on paper. */
  clause: lineSchema(500).nullable(),
  page: lineSchema(50).nullable(),
  documentId: idSchema('document').nullable(),
  /** First and last day for which it is promised. */
  validFrom: daySchema.nullable(),
  validTo: daySchema.nullable(),
  /** What follows from a breach. */
  remedy: lineSchema(1000).nullable(),
  remedyAmount: moneySchema.nullable(),
  notes: textSchema.nullable(),
});

const commitmentRowSchema = commitmentFieldsSchema.extend({
  id: idSchema('commitment'),
  revision: revisionSchema,
  contractId: idSchema('contract').nullable(),
  /** Number of the contract. */
  contract: z.string().nullable(),
  /** Null for what the organisation demands of itself. */
  vendorId: idSchema('vendor').nullable(),
  vendor: z.string().nullable(),
  standing: z.enum(STANDINGS),
  /** The paper on which it stands. */
  document: z.string().nullable(),
  scope: namedScopeSchema,
});

const identified = z.object({ id: idSchema('commitment'), revision: revisionSchema });

/** A day on which nobody works. */
const dayOffSchema = z.object({ on: daySchema, name: nameSchema });

export const commitment = {
  /** Promises by vendor and contract. */
  list: query
    .input(
      pageSchema.extend({
        contractId: idSchema('contract').optional(),
        vendorId: idSchema('vendor').optional(),
        kind: z.array(z.enum(COMMITMENT_KINDS)).optional(),
        standing: z.array(z.enum(STANDINGS)).optional(),
        /** Occurs in its contract, vendor, clause or words. */
        search: z.string().max(200).default(''),
      }),
    )
    .output(z.object({ total: z.number().int(), rows: z.array(commitmentRowSchema) })),
  get: query.input(z.object({ id: idSchema('commitment') })).output(
    commitmentRowSchema.extend({
      /** Holidays of its contract; null for the organisation's own. */
      calendar: regionCodeSchema.nullable(),
      createdAt: instantSchema,
      createdBy: z.string(),
    }),
  ),
  /**
   * With a contract it is of the contract's vendor; with neither it is the organisation's own policy, which only the hospital
   * owes. @throws AppError `already_exists` when the same promise is there; `input_refused` with `too_long`, `scope_empty`,
   * `ends_before_start` or `policy_of_others`
   */
  create: command
    .input(
      z.object({
        contractId: idSchema('contract').nullable(),
        vendorId: idSchema('vendor').nullable(),
        fields: commitmentFieldsSchema,
      }),
    )
    .output(identified),
  /** @throws AppError like `create`, and `stale_edit` */
  update: command.input(identified.extend({ changes: commitmentFieldsSchema.partial() })).output(identified),
  /** Takes it away with everything that became due by it. @throws AppError `stale_edit` */
  remove: command.input(identified).output(z.object({ removed: z.literal(true) })),
  history: query.input(z.object({ id: idSchema('commitment') })).output(z.array(historyEntrySchema)),
  /** What a promise would mean: when it is due if its clock starts on a day, counted by the same rule as what is owed. */
  example: query
    .input(
      durationSchema.extend({
        /** Whose holidays count; null for the organisation's own. */
        contractId: idSchema('contract').nullable(),
        /** Today, or for promises that count backwards the day so far ahead, where it is left out. */
        startsOn: daySchema.optional(),
      }),
    )
    .output(
      z.object({
        startsOn: daySchema,
        dueOn: daySchema,
        /** For hours. */
        dueAt: instantSchema.nullable(),
        dueSoonOn: daySchema,
        /** Holidays on working days in between, that business days leave out. */
        daysOff: z.array(dayOffSchema),
        /** Whose public holidays were counted; null for none. */
        calendar: regionCodeSchema.nullable(),
        calendarName: z.string().nullable(),
      }),
    ),
  /** Countries and their parts whose public holidays are known, by name. */
  regions: query.output(z.array(z.object({ code: regionCodeSchema, name: z.string() }))),
  /** On which days the organisation does not work, and the public holidays of the next twelve months. */
  calendar: query
    .input(
      z.object({ /** Instead of the organisation's own, to look at. */ code: regionCodeSchema.nullable().optional() }),
    )
    .output(
      z.object({
        code: regionCodeSchema.nullable(),
        name: z.string().nullable(),
        daysOff: z.array(dayOffSchema),
        /** 0 while nobody decided. */
        revision: z.number().int(),
        holidays: z.array(dayOffSchema),
      }),
    ),
  /** @throws AppError `stale_edit`; `input_refused` with `unknown_region` */
  saveCalendar: command
    .input(
      z.object({
        revision: z.number().int().min(0),
        code: regionCodeSchema.nullable(),
        daysOff: z.array(dayOffSchema).max(400),
      }),
    )
    .output(z.object({ revision: z.number().int() })),
};
