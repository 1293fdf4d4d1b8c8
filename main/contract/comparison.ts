import { z } from 'zod';
import { type RedFlagReason, WEIGHTS } from '../domain/checklist.ts';
import { CRITERIA, MOST_WEIGHT, type ValueReason } from '../domain/comparison.ts';
import { MDS2_ANSWERS } from '../domain/mds2/answer.ts';
import { daySchema, idSchema, query, revisionSchema } from './shared.ts';

/** How much each criterion counts. Only how they stand to one another matters. */
export const weightsSchema = z.record(z.enum(CRITERIA), z.number().int().min(0).max(MOST_WEIGHT));

const perCriterion = <Schema extends z.ZodType>(schema: Schema) => z.record(z.enum(CRITERIA), schema);

const valueReasonSchema = z.custom<ValueReason>(
  (value) => typeof value === 'object' && value !== null && 'code' in value,
);
const flagReasonSchema = z.custom<RedFlagReason>(
  (value) => typeof value === 'object' && value !== null && 'code' in value,
);

/** What stands beside every figure of a candidate, never inside one. */
const FLAG_STANDINGS = ['no_checklist', 'none', 'exception_needed', 'exception_signed'] as const;

const candidateSchema = z.object({
  id: idSchema('candidate'),
  vendorId: idSchema('vendor'),
  vendor: z.string(),
  modelId: idSchema('model'),
  model: z.string(),
  softwareVersion: z.string().nullable(),
  assessmentId: idSchema('assessment').nullable(),
  standing: z.enum(FLAG_STANDINGS),
  /** Critical red flags, and the signed exception in force that answers each; null where none does. */
  criticalFlags: z.array(
    z.object({ control: z.string(), title: z.string(), exceptionId: idSchema('exception').nullable() }),
  ),
  /** Red flags that are not critical. */
  otherFlags: z.number().int(),
  values: perCriterion(z.object({ value: z.number().nullable(), reason: valueReasonSchema })),
  /** Points of each criterion; together those of the candidate, of 100. */
  parts: perCriterion(z.number()),
  points: z.number().nullable(),
  /** What it would have if all that is not known were as good as can be. */
  atMost: z.number().nullable(),
  rank: z.number().int().nullable(),
});

const turnSchema = z.object({
  /** Share of all weights that count, 0 to 1. */
  share: z.number(),
  /** The weight that has this share while the others stay; null where none has. */
  weight: z.number().nullable(),
  leaders: z.array(idSchema('candidate')),
});

const cellSchema = z.object({
  /** Null for no answer. */
  answer: z.string().nullable(),
  remark: z.string().nullable(),
  points: z.number(),
  possible: z.number(),
  leftOut: z.enum(['does_not_apply', 'not_applicable']).nullable(),
  flag: flagReasonSchema.nullable(),
});

export const comparison = {
  /** The open candidates of a case side by side, by its own weights or by others that are only tried. @throws AppError `not_found` */
  get: query.input(z.object({ caseId: idSchema('case'), weights: weightsSchema.optional() })).output(
    z.object({
      caseId: idSchema('case'),
      revision: revisionSchema,
      number: z.string().nullable(),
      title: z.string(),
      asOf: daySchema,
      quantity: z.number().int(),
      deliveryOn: daySchema.nullable(),
      replacementOn: daySchema.nullable(),
      /** Those that are used, and those that the case keeps. */
      weights: weightsSchema,
      keptWeights: weightsSchema,
      /** Each criterion's part of the weights that count, 0 to 1. */
      shares: perCriterion(z.number()),
      candidates: z.array(candidateSchema),
      turningPoints: z.array(
        z.object({
          criterion: z.enum(CRITERIA),
          state: z.enum(['asked', 'not_known', 'alone', 'no_rank']),
          share: z.number(),
          up: turnSchema.nullable(),
          down: turnSchema.nullable(),
          leads: z.array(z.object({ from: z.number(), until: z.number(), leaders: z.array(idSchema('candidate')) })),
        }),
      ),
    }),
  ),
  /** What the candidates answered, control by control, and where their MDS2 statements differ. @throws AppError `not_found` */
  controls: query.input(z.object({ caseId: idSchema('case') })).output(
    z.object({
      /** In the order of all cells. */
      candidates: z.array(
        z.object({
          id: idSchema('candidate'),
          vendor: z.string(),
          model: z.string(),
          assessmentId: idSchema('assessment').nullable(),
          /** Name and edition of the template that its checklist is of. */
          template: z.string().nullable(),
          statementId: idSchema('mds2').nullable(),
        }),
      ),
      controls: z.array(
        z.object({
          code: z.string(),
          section: z.string(),
          sectionTitle: z.string(),
          title: z.string(),
          unit: z.string().nullable(),
          weight: z.enum(WEIGHTS),
          /** A cell is null where the candidate has no checklist, or one that does not ask this. */
          cells: z.array(cellSchema.nullable()),
          /** Whether those who are asked answer differently. */
          differs: z.boolean(),
        }),
      ),
      /** Rows of the form in which the statements differ; rows of free text are left out. */
      mds2: z.array(
        z.object({
          identifier: z.string(),
          question: z.string().nullable(),
          /** What is good here, where that can be said. */
          favourable: z.enum(['yes', 'no']).nullable(),
          /** Null where there is no statement, or it does not have the row. */
          cells: z.array(z.object({ answer: z.enum(MDS2_ANSWERS), raw: z.string() }).nullable()),
        }),
      ),
    }),
  ),
};
