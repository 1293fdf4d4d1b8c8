import { z } from 'zod';
import { MDS2_ANSWERS } from '../domain/mds2/answer.ts';
import { MDS2_EDITIONS, MDS2_FINDINGS } from '../domain/mds2/read.ts';
import { command, daySchema, idSchema, instantSchema, nameSchema, query } from './shared.ts';
import { uploadIdSchema } from './upload.ts';

const FORMATS = ['xlsx', 'ods', 'csv', 'text'] as const;

const findingSchema = z.object({
  code: z.enum(MDS2_FINDINGS),
  /** The row that is meant. */
  identifier: z.string().optional(),
  /** What the file says, or a figure. Text of a stranger: shown as text only. */
  value: z.string().optional(),
});

/** How many rows have which answer. */
const answersSchema = z.object({
  yes: z.number().int(),
  no: z.number().int(),
  notApplicable: z.number().int(),
  seeNote: z.number().int(),
  blank: z.number().int(),
  text: z.number().int(),
});

const lineSchema = z.object({
  identifier: z.string(),
  section: z.string(),
  question: z.string().nullable(),
  /** As it stands in the file. */
  raw: z.string(),
  answer: z.enum(MDS2_ANSWERS),
  remark: z.string().nullable(),
  noteNumbers: z.array(z.number().int()),
  note: z.string().nullable(),
});

/** What a statement says of itself. */
const headShape = {
  edition: z.enum(MDS2_EDITIONS),
  sheet: z.string().nullable(),
  manufacturer: z.string().nullable(),
  /** DOC-3: the models that it is made for. */
  models: z.string().nullable(),
  /** DOC-4. */
  documentNumber: z.string().nullable(),
  /** DOC-7. */
  releasedOn: daySchema.nullable(),
};

const statementSchema = z.object({
  id: idSchema('mds2'),
  modelId: idSchema('model'),
  /** Our name of the model and of its vendor. */
  model: z.string(),
  vendor: z.string(),
  ...headShape,
  documentId: idSchema('document'),
  fileName: z.string(),
  createdAt: instantSchema,
  createdBy: z.string(),
  answers: answersSchema,
  missing: z.number().int(),
});

const takeInput = z.object({
  uploadId: uploadIdSchema,
  fileName: z.string().max(300),
  /** The model by its identifier, or by a name that only one has; its manufacturer tells namesakes apart. */
  model: z.union([
    z.object({ id: idSchema('model') }),
    z.object({ name: nameSchema, manufacturer: nameSchema.nullable().default(null) }),
  ]),
  /** The sheet that is meant, where a workbook holds a statement for each model; null for the one with the most rows. */
  sheet: z.string().max(100).nullable().default(null),
  /** Day of release, where the file's own cannot be told; null for the file's own. */
  releasedOn: daySchema.nullable().default(null),
});

const readSchema = z.object({
  importId: idSchema('import').nullable(),
  statementId: idSchema('mds2').nullable(),
  modelId: idSchema('model'),
  /** `unchanged` for a file that the model has already. */
  outcome: z.enum(['created', 'unchanged']),
  format: z.enum(FORMATS),
  ...headShape,
  sheets: z.array(z.object({ name: z.string(), rows: z.number().int() })),
  /** Rows of the form that were found, out of how many. */
  found: z.number().int(),
  expected: z.number().int(),
  missing: z.array(z.string()),
  /** Rows that the form does not have. */
  extra: z.array(z.string()),
  answers: answersSchema,
  notesLinked: z.number().int(),
  findings: z.array(findingSchema),
  /** The newest statement of the model so far, and how many rows differ from it. */
  before: z
    .object({
      id: idSchema('mds2'),
      releasedOn: daySchema.nullable(),
      documentNumber: z.string().nullable(),
      differences: z.number().int(),
    })
    .nullable(),
  /** Open checklists of the model that now show its answers beside their questions. */
  checklists: z.number().int(),
});

const differenceSide = lineSchema.omit({ section: true }).nullable();

export const mds2 = {
  /** What a statement would bring; writes nothing. */
  preview: query.input(takeInput).output(readSchema),
  /** Keeps a statement with its file. Older ones stay; the same file twice changes nothing. */
  take: command.input(takeInput).output(readSchema),
  /** The statements of a model, of a vendor or of all, the latest release first; at most 1000. */
  list: query
    .input(z.object({ modelId: idSchema('model').optional(), vendorId: idSchema('vendor').optional() }))
    .output(z.array(statementSchema)),
  /** One statement with its rows in the order of the form. */
  get: query.input(z.object({ id: idSchema('mds2') })).output(
    statementSchema.extend({
      lines: z.array(lineSchema),
      missingRows: z.array(z.string()),
      extraRows: z.array(z.string()),
      findings: z.array(findingSchema),
      /** Other statements of the model, to compare with. */
      others: z.array(statementSchema),
    }),
  ),
  /** The rows in which two statements differ. */
  compare: query.input(z.object({ before: idSchema('mds2'), after: idSchema('mds2') })).output(
    z.object({
      before: statementSchema,
      after: statementSchema,
      differences: z.array(
        z.object({
          identifier: z.string(),
          section: z.string(),
          kind: z.enum(['answer', 'remark', 'added', 'removed']),
          before: differenceSide,
          after: differenceSide,
        }),
      ),
    }),
  ),
  /** Takes a statement away that was put on the wrong model. Its file and accepted answers stay. */
  remove: command.input(z.object({ id: idSchema('mds2') })).output(z.object({ removed: z.boolean() })),
};
