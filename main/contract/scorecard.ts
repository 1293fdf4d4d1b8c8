import { z } from 'zod';
import { COMMITMENT_KINDS, SEVERITY_BANDS } from '../domain/commitment.ts';
import { OBLIGATION_STATES, START_BASES } from '../domain/obligation-clock.ts';
import { daySchema, idSchema, query } from './shared.ts';

const scoreSchema = z.object({
  met: z.number().int(),
  metLate: z.number().int(),
  breached: z.number().int(),
  open: z.number().int(),
  /** Starts that whoever owes never told. */
  undisclosed: z.number().int(),
  waived: z.number().int(),
  disputed: z.number().int(),
  notApplicable: z.number().int(),
  superseded: z.number().int(),
  /** 0 to 1; null where too few are decided to say. */
  onTime: z.number().nullable(),
  medianDaysLate: z.number().nullable(),
});

const quarterSchema = z.object({
  from: daySchema,
  to: daySchema,
  met: z.number().int(),
  metLate: z.number().int(),
  breached: z.number().int(),
});

/** An obligation as evidence: what was promised where, and what became of it. */
export const scoredRowSchema = z.object({
  id: idSchema('obligation'),
  kind: z.enum(COMMITMENT_KINDS),
  band: z.enum(SEVERITY_BANDS),
  /** The event in the words of its source. */
  title: z.string(),
  contractId: idSchema('contract').nullable(),
  contract: z.string().nullable(),
  /** Where it stands on paper; without both it is not contractual. */
  clause: z.string().nullable(),
  page: z.string().nullable(),
  startOn: daySchema.nullable(),
  startBasis: z.enum(START_BASES).nullable(),
  dueOn: daySchema.nullable(),
  metOn: daySchema.nullable(),
  state: z.enum(OBLIGATION_STATES),
  daysLate: z.number().int().nullable(),
});

/** Which obligations count: what was decided from and until these days, both included; what is open counts always. */
export const scorecardPeriodSchema = z.object({
  from: daySchema.optional(),
  to: daySchema.optional(),
  /** Only promises with clause and page. */
  contractual: z.boolean().default(false),
});
/** A vendor; null for the organisation's own times, and what it owes others. */
export const scoredSchema = idSchema('vendor').nullable();

export const scorecard = {
  /** How one kept its promises, per kind and band and over time. @throws AppError `not_found` */
  get: query.input(scorecardPeriodSchema.extend({ vendorId: scoredSchema })).output(
    z.object({
      asOf: daySchema,
      total: scoreSchema,
      /** Of those that count, how many are not traced to clause and page. */
      untraced: z.number().int(),
      lines: z.array(scoreSchema.extend({ kind: z.enum(COMMITMENT_KINDS), band: z.enum(SEVERITY_BANDS) })),
      quarters: z.array(quarterSchema),
      /** Late ones, the latest first, at most 50. */
      worst: z.array(scoredRowSchema),
    }),
  ),
  /** All vendors that owe or owed something, the lowest rate first; those without a rate last. */
  compare: query.input(scorecardPeriodSchema).output(
    z.object({
      asOf: daySchema,
      rows: z.array(scoreSchema.extend({ vendorId: idSchema('vendor'), vendor: z.string() })),
      /** The organisation's own clock; null where nothing is on it. */
      own: scoreSchema.nullable(),
    }),
  ),
};
