import { z } from 'zod';
import {
  CLOCK_DIRECTIONS,
  CLOCK_STARTS,
  COMMITMENT_KINDS,
  DURATION_UNITS,
  OBLIGORS,
  SEVERITY_BANDS,
} from '../domain/commitment.ts';
import { CHECKLIST_STATUSES } from '../domain/sign-off.ts';
import { command, daySchema, idSchema, instantSchema, query, revisionSchema, textSchema } from './shared.ts';

/** One issue of a checklist as the others name it. */
export const issueSchema = z.object({
  id: idSchema('assessment'),
  /** Counted from 1. */
  issue: z.number().int(),
  status: z.enum(CHECKLIST_STATUSES),
  /** Why it was made; null for the first. */
  reason: z.string().nullable(),
  createdAt: instantSchema,
  createdBy: z.string(),
});

/** What is known of the purchase. Kinds of product that apply are their words, with commas between. */
export const ISSUE_FACTS = [
  'title',
  'softwareVersion',
  'department',
  'assessedOn',
  'plannedDeliveryOn',
  'plannedReplacementOn',
  'maxDowntimeHours',
  'reportingDutyHours',
  'applicability',
] as const;

const givenSchema = z.object({
  answer: z.string().nullable(),
  remark: z.string().nullable(),
  evidence: z.string().nullable(),
});

const figuresSchema = z.object({
  kind: z.enum(COMMITMENT_KINDS),
  severity: z.enum(SEVERITY_BANDS),
  clockStart: z.enum(CLOCK_STARTS),
  direction: z.enum(CLOCK_DIRECTIONS),
  amount: z.number().int().min(1).max(100_000),
  unit: z.enum(DURATION_UNITS),
  obligor: z.enum(OBLIGORS),
});

export const checklistIssues = {
  /**
   * Makes the next issue of a signed checklist, with all its answers; the old one stays as it was signed. @throws AppError
   * `input_refused` with `checklist_open` or `superseded`, `stale_edit`, `not_found`
   */
  newIssue: command
    .input(z.object({ id: idSchema('assessment'), revision: revisionSchema, reason: textSchema.min(1).max(500) }))
    .output(z.object({ id: idSchema('assessment'), revision: revisionSchema, issue: z.number().int() })),
  /** What an issue changed against the one before it; both lists are empty for the first. @throws AppError `not_found` */
  differences: query.input(z.object({ id: idSchema('assessment') })).output(
    z.object({
      previous: issueSchema.nullable(),
      answers: z.array(
        z.object({
          control: z.string(),
          title: z.string(),
          answerType: z.string(),
          before: givenSchema,
          after: givenSchema,
        }),
      ),
      facts: z.array(
        z.object({ field: z.enum(ISSUE_FACTS), before: z.string().nullable(), after: z.string().nullable() }),
      ),
    }),
  ),
  /**
   * What the vendor promised in a checklist, as commitments of one of its contracts would say it. What only a person can tell is
   * null. @throws AppError `not_found`, `input_refused` with `other_vendor`
   */
  promises: query.input(z.object({ id: idSchema('assessment'), contractId: idSchema('contract').nullable() })).output(
    z.object({
      /** Contracts of the vendor. */
      contracts: z.array(z.object({ id: idSchema('contract'), number: z.string() })),
      lines: z.array(
        figuresSchema.omit({ kind: true, clockStart: true, amount: true, unit: true }).extend({
          control: z.string(),
          title: z.string(),
          question: z.string(),
          answer: z.string(),
          remark: z.string().nullable(),
          kind: z.enum(COMMITMENT_KINDS),
          clockStart: z.enum(CLOCK_STARTS).nullable(),
          amount: z.number().int().nullable(),
          unit: z.enum(DURATION_UNITS).nullable(),
          /** What the contract has of it already. */
          known: z.object({ amount: z.number().int(), unit: z.enum(DURATION_UNITS) }).nullable(),
        }),
      ),
      /** The day until which security updates are promised: a date of the model, and no duration. */
      supportUntil: z
        .object({
          control: z.string(),
          on: daySchema,
          model: z.string(),
          softwareVersion: z.string().nullable(),
          /** What is recorded as the end of its security updates. */
          recorded: daySchema.nullable(),
        })
        .nullable(),
    }),
  ),
  /**
   * Makes commitments of a contract of promises, as they were edited, and records the day until which security updates are
   * promised. What the contract has already is left as it is. @throws AppError `not_found`, or `input_refused` with
   * `checklist_not_signed`, `other_vendor`, `not_promised` or `too_long`
   */
  addPromises: command
    .input(
      z.object({
        id: idSchema('assessment'),
        contractId: idSchema('contract'),
        lines: z.array(figuresSchema.extend({ control: z.string().max(20) })).max(200),
        supportUntil: z.boolean(),
      }),
    )
    .output(z.object({ added: z.number().int(), left: z.number().int(), dateRecorded: z.boolean() })),
};
