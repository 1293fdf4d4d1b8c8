import { z } from 'zod';
import { ANSWER_TYPES, APPLICABILITIES, type RedFlagReason, WEIGHTS } from '../domain/checklist.ts';
import { MDS2_ANSWERS } from '../domain/mds2/answer.ts';
import { CHECKLIST_STATUSES } from '../domain/sign-off.ts';
import { checklistIssues, issueSchema } from './checklist-issue.ts';
import {
  command,
  daySchema,
  idSchema,
  instantSchema,
  lineSchema,
  nameSchema,
  query,
  revisionSchema,
  textSchema,
} from './shared.ts';

const redFlagSchema = z.object({
  control: z.string(),
  weight: z.enum(WEIGHTS),
  answer: z.string().nullable(),
  rule: z.string(),
  reason: z.custom<RedFlagReason>((value) => typeof value === 'object' && value !== null && 'code' in value),
});

export const scoreSchema = z.object({
  points: z.number(),
  possible: z.number(),
  percentage: z.number(),
  answered: z.number().int(),
  applicable: z.number().int(),
  redFlags: z.array(redFlagSchema),
});

export const controlSchema = z.object({
  code: z.string(),
  section: z.string(),
  sectionTitle: z.string(),
  title: z.string(),
  question: z.string(),
  answerType: z.enum(ANSWER_TYPES),
  unit: z.string().nullable(),
  weight: z.enum(WEIGHTS),
  tier: z.enum(['core', 'extended']),
  appliesWhen: z.enum([...APPLICABILITIES, 'any']),
  evidenceHints: z.array(z.string()),
  redFlagRule: z.string(),
  references: z.array(
    z.object({ framework: z.string(), ref: z.string(), status: z.enum(['confirmed', 'secondary', 'unconfirmed']) }),
  ),
});

/** What is known of the purchase; a kind that is not named applies. */
export const assessmentFieldsSchema = z.object({
  title: nameSchema,
  softwareVersion: lineSchema(100).nullable(),
  department: lineSchema().nullable(),
  assessedOn: daySchema,
  plannedDeliveryOn: daySchema.nullable(),
  plannedReplacementOn: daySchema.nullable(),
  maxDowntimeHours: z.number().int().min(0).max(100_000).nullable(),
  reportingDutyHours: z.number().int().min(0).max(100_000).nullable(),
  applicability: z.partialRecord(z.enum(APPLICABILITIES), z.boolean()),
});

/** What the vendor's MDS2 statement says to a question. It counts for nothing until a person accepts it (domain.md 3). */
const declaredSchema = z.object({
  /** A choice, or a day; null where only a person can tell. */
  suggestion: z.string().nullable(),
  /** The rows it rests on; `answer` is null for one that the statement does not have. */
  rows: z.array(
    z.object({
      identifier: z.string(),
      favourable: z.enum(['yes', 'no', 'info']),
      answer: z.enum(MDS2_ANSWERS).nullable(),
      raw: z.string(),
      remark: z.string().nullable(),
      note: z.string().nullable(),
    }),
  ),
});

const statementShape = z.object({
  id: idSchema('mds2'),
  documentNumber: z.string().nullable(),
  releasedOn: daySchema.nullable(),
});

/** What a vendor answers in a form of ours. `value` is a choice, a figure, a day or a text; null where only words stand beside. */
const formAnswerSchema = z.object({
  value: z.string().nullable(),
  remark: z.string().nullable(),
  evidence: z.string().nullable(),
});

const identified = z.object({ id: idSchema('assessment'), revision: revisionSchema });

export const checklist = {
  ...checklistIssues,
  /** Editions that can be used, by title, the newest edition of a key first. */
  templates: query.output(
    z.array(
      z.object({
        id: idSchema('template'),
        key: z.string(),
        title: z.string(),
        version: z.number().int(),
        controls: z.number().int(),
      }),
    ),
  ),
  list: query.output(
    z.array(
      z.object({
        id: idSchema('assessment'),
        title: z.string(),
        vendor: z.string().nullable(),
        model: z.string().nullable(),
        /** Counted from 1; only the newest issue of a checklist is listed. */
        issue: z.number().int(),
        status: z.enum(CHECKLIST_STATUSES),
        assessedOn: daySchema,
        updatedAt: instantSchema,
        percentage: z.number(),
        answered: z.number().int(),
        applicable: z.number().int(),
        criticalRedFlags: z.number().int(),
      }),
    ),
  ),
  /** An unknown vendor or model is made. */
  create: command
    .input(
      z.object({
        templateId: idSchema('template'),
        title: nameSchema,
        vendor: nameSchema.nullable(),
        model: nameSchema.nullable(),
        softwareVersion: lineSchema(100).nullable().default(null),
      }),
    )
    .output(identified),
  get: query.input(z.object({ id: idSchema('assessment') })).output(
    assessmentFieldsSchema.extend({
      id: idSchema('assessment'),
      revision: revisionSchema,
      template: z.object({
        id: idSchema('template'),
        key: z.string(),
        title: z.string(),
        version: z.number().int(),
      }),
      vendor: z.string().nullable(),
      model: z.string().nullable(),
      modelId: idSchema('model').nullable(),
      /** Only a `draft` can be changed. */
      status: z.enum(CHECKLIST_STATUSES),
      issue: z.number().int(),
      /** All issues of it, the first first, with this one among them. */
      issues: z.array(issueSchema),
      score: scoreSchema,
      /** The statement whose answers stand beside the questions; null for none. */
      statement: statementShape.nullable(),
      /** Statements of the model that could; the latest release first. */
      statements: z.array(statementShape),
      /** The form whose answers stand beside the questions; null while none came back. */
      form: z.object({ id: idSchema('vendorForm'), issuedAt: instantSchema, returnedAt: instantSchema }).nullable(),
      /** Every control of the template in order, also those that do not apply. */
      controls: z.array(
        controlSchema.extend({
          applies: z.boolean(),
          answer: z.string().nullable(),
          remark: z.string().nullable(),
          evidence: z.string().nullable(),
          answerRevision: z.number().int(),
          declared: declaredSchema.nullable(),
          /** What the vendor answers in the form that came back last; null where it says nothing. Counts for nothing, like `declared`. */
          formAnswer: formAnswerSchema.nullable(),
          /** Where the answer is the vendor's, accepted as it was declared: in its statement, or in a form. */
          acceptedFrom: z.enum(['mds2', 'form']).nullable(),
        }),
      ),
    }),
  ),
  /** What the score consists of: a line for every control of the template, in its order. @throws AppError `not_found` */
  score: query.input(z.object({ id: idSchema('assessment') })).output(
    z.object({
      score: scoreSchema,
      lines: z.array(
        z.object({
          control: z.string(),
          weight: z.enum(WEIGHTS),
          answer: z.string().nullable(),
          points: z.number(),
          /** Points of a full answer; 0 for what is left out. */
          possible: z.number(),
          leftOut: z.enum(['does_not_apply', 'not_applicable']).nullable(),
        }),
      ),
    }),
  ),
  update: command.input(identified.extend({ changes: assessmentFieldsSchema.partial() })).output(identified),
  /** One answer. `answerRevision` is 0 while there was none; a stale one is a conflict. */
  answer: command
    .input(
      z.object({
        id: idSchema('assessment'),
        control: z.string().max(20),
        answerRevision: z.number().int().min(0),
        answer: z.string().max(4000),
        remark: textSchema.nullable(),
        evidence: textSchema.nullable(),
      }),
    )
    .output(z.object({ answerRevision: z.number().int(), score: scoreSchema })),
  /** Many answers at once, from a file; all of them or, when one does not fit, none. */
  answerAll: command
    .input(
      z.object({
        id: idSchema('assessment'),
        answers: z
          .array(
            z.object({
              control: z.string().max(20),
              answer: z.string().max(4000),
              remark: textSchema.nullable(),
              evidence: textSchema.nullable(),
            }),
          )
          .max(2000),
      }),
    )
    .output(
      z.object({
        answered: z.number().int(),
        unchanged: z.number().int(),
        problems: z.array(z.object({ control: z.string(), code: z.string() })),
      }),
    ),
  /** What becomes of the answers on another edition of the questions; writes nothing. @throws input_refused `template_not_released` */
  previewTemplate: query.input(z.object({ id: idSchema('assessment'), templateId: idSchema('template') })).output(
    z.object({
      title: z.string(),
      version: z.number().int(),
      /** Answers that go along: question, way of answering and unit are the same. */
      kept: z.number().int(),
      /** Questions that the checklist did not have. */
      added: z.number().int(),
      /** Answers that have to be given again, or whose question is gone. */
      again: z.array(
        z.object({
          control: z.string(),
          title: z.string(),
          answer: z.string().nullable(),
          remark: z.string().nullable(),
          removed: z.boolean(),
        }),
      ),
      percentage: z.object({ before: z.number(), after: z.number() }),
    }),
  ),
  /** Moves a checklist to another edition, with the answers that {@link previewTemplate} keeps; the others are gone. */
  changeTemplate: command
    .input(identified.extend({ templateId: idSchema('template') }))
    .output(identified.extend({ kept: z.number().int(), score: scoreSchema })),
  /** Puts the answers of another statement of the model beside the questions, or none. Answers that were accepted stay. */
  chooseStatement: command.input(identified.extend({ statementId: idSchema('mds2').nullable() })).output(identified),
  /**
   * Makes what the vendor declares the answer of these questions; all of them or, when one is no longer as it was shown, none.
   * `suggestion` and `answerRevision` are those that the person saw.
   */
  accept: command
    .input(
      z.object({
        id: idSchema('assessment'),
        statementId: idSchema('mds2'),
        answers: z
          .array(
            z.object({
              control: z.string().max(20),
              answerRevision: z.number().int().min(0),
              suggestion: z.string().max(20),
            }),
          )
          .min(1)
          .max(2000),
      }),
    )
    .output(z.object({ accepted: z.number().int(), score: scoreSchema })),
};
