import { z } from 'zod';
import { ANSWER_TYPES, APPLICABILITIES, WEIGHTS } from '../domain/checklist.ts';
import { COMMITMENT_KINDS } from '../domain/commitment.ts';
import { isMds2Identifier } from '../domain/mds2/form.ts';
import { CONTROL_FIELDS, CONTROL_PROBLEMS, MAX_CONTROLS, TEMPLATE_STATES } from '../domain/template.ts';
import { historyEntrySchema } from './history.ts';
import {
  command,
  idSchema,
  instantSchema,
  lineSchema,
  nameSchema,
  query,
  revisionSchema,
  textSchema,
} from './shared.ts';
import { uploadIdSchema } from './upload.ts';

/** Short name that files and columns use, such as BR-02. */
const codeSchema = lineSchema(12).regex(/^[\p{L}\p{N}][\p{L}\p{N}.-]*$/u, 'code');
/** Key of a template, the same in all its editions and in every vault. */
const templateKeySchema = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$/, 'key');

const thresholdSchema = z.strictObject({
  op: z.enum(['>', '<', 'earlier_than', 'older_than', 'later_than_or_blank']),
  value: z.union([z.number(), z.string().max(40)]),
  relativeTo: z.enum(['planned_delivery_date', 'planned_replacement_date', 'assessment_date']).exactOptional(),
});

/** A question with everything that hangs on it (docs/template-format.md). */
export const controlFieldsSchema = z.strictObject({
  code: codeSchema,
  section: lineSchema(12).regex(/^[\p{L}\p{N}][\p{L}\p{N}.-]*$/u, 'code'),
  sectionTitle: lineSchema(120).min(1),
  title: nameSchema,
  question: textSchema.min(1).max(2000),
  answerType: z.enum(ANSWER_TYPES),
  unit: lineSchema(60).min(1).nullable(),
  weight: z.enum(WEIGHTS),
  tier: z.enum(['core', 'extended']),
  appliesWhen: z.enum([...APPLICABILITIES, 'any']),
  commitmentKind: z.enum(COMMITMENT_KINDS).nullable(),
  evidenceHints: z.array(lineSchema(300).min(1)).max(20),
  redFlag: z.strictObject({
    answers: z.array(z.enum(['no', 'unanswered'])).max(2),
    rule: lineSchema(500),
    threshold: thresholdSchema.nullable(),
  }),
  /** Where the question comes from, by short names of the sources. */
  seeds: z.array(lineSchema(20).min(1)).max(20),
  /** Rows of the MDS2 form that answer it, and which answer is the good one. */
  mds2: z.record(z.string().max(20).refine(isMds2Identifier, 'mds2'), z.enum(['yes', 'no', 'info'])),
  references: z
    .array(
      z.strictObject({
        framework: lineSchema(60).min(1),
        ref: lineSchema(120).min(1),
        status: z.enum(['confirmed', 'secondary', 'unconfirmed']),
      }),
    )
    .max(60),
});

/** What a template says of itself. */
export const templateFieldsSchema = z.object({
  title: nameSchema,
  /** What is new in this edition, for whoever chooses it. */
  note: textSchema.nullable(),
  source: lineSchema(500).nullable(),
});

/** A template as a file, another signature beside it or none (docs/template-format.md). */
export const templateFileSchema = z.strictObject({
  format: z.literal('medsteward.template/1'),
  key: templateKeySchema,
  edition: z.number().int().min(1).max(10_000),
  ...templateFieldsSchema.shape,
  controls: z.array(controlFieldsSchema).min(1).max(MAX_CONTROLS),
});

const identified = z.object({ id: idSchema('template'), revision: revisionSchema });
const made = identified.extend({ key: z.string(), edition: z.number().int() });
const stateSchema = z.enum(TEMPLATE_STATES);

const editionSchema = z.object({
  id: idSchema('template'),
  edition: z.number().int(),
  title: z.string(),
  note: z.string().nullable(),
  state: stateSchema,
  /** How many. */
  controls: z.number().int(),
  checklists: z.number().int(),
  releasedAt: instantSchema.nullable(),
  createdAt: instantSchema,
  createdBy: z.string(),
});

const problemSchema = z.object({
  problem: z.enum(CONTROL_PROBLEMS),
  control: z.string(),
  field: z.enum([...CONTROL_FIELDS, 'code']),
});

const differenceSchema = z.object({
  added: z.array(controlFieldsSchema),
  removed: z.array(controlFieldsSchema),
  /** Controls of both with what differs, before and after. */
  changed: z.array(
    z.object({
      code: z.string(),
      before: controlFieldsSchema,
      after: controlFieldsSchema,
      fields: z.array(z.enum(CONTROL_FIELDS)),
    }),
  ),
  same: z.number().int(),
});

const headSchema = z.object({
  id: idSchema('template'),
  key: z.string(),
  edition: z.number().int(),
  title: z.string(),
});

/** Catalogues of questions in editions. Only a draft changes; an edition that is released stays as it is (issue 6, item 2). */
export const template = {
  /** All templates by their title, each with its editions, the newest first. */
  list: query.output(z.array(z.object({ key: z.string(), title: z.string(), editions: z.array(editionSchema) }))),
  /** One edition with everything. @throws not_found */
  get: query.input(z.object({ id: idSchema('template') })).output(
    editionSchema.extend({
      key: z.string(),
      source: z.string().nullable(),
      revision: revisionSchema,
      /** The edition that it was copied from. */
      basedOn: headSchema.nullable(),
      /** Other editions of the key, the newest first. */
      others: z.array(headSchema.extend({ state: stateSchema })),
      /** What keeps it from being released. */
      problems: z.array(problemSchema),
      controls: z.array(controlFieldsSchema),
    }),
  ),
  /**
   * Makes a draft of an edition: the next edition of the same key, or with a `title` a template of its own.
   * @throws already_exists when the key has a draft already
   */
  copy: command.input(z.object({ id: idSchema('template'), title: nameSchema.nullable() })).output(made),
  /** @throws input_refused `template_not_draft`, stale_edit */
  update: command.input(identified.extend({ changes: templateFieldsSchema.partial() })).output(identified),
  /**
   * Changes the control that `code` names, or with null adds one at the end of its section; the title of a section holds for all
   * controls in it. @throws input_refused `template_not_draft` or a problem of the control, already_exists when its code is taken
   */
  saveControl: command
    .input(identified.extend({ code: z.string().max(12).nullable(), control: controlFieldsSchema }))
    .output(identified),
  /** @throws input_refused `template_not_draft`, not_found */
  removeControl: command.input(identified.extend({ code: z.string().max(12) })).output(identified),
  /** Puts all controls into an order. @throws input_refused `template_not_draft`, `order_incomplete` */
  reorder: command
    .input(identified.extend({ codes: z.array(z.string().max(12)).max(MAX_CONTROLS) }))
    .output(identified),
  /** Makes a draft ready to be used; from then on it never changes. @throws input_refused `template_empty` or a problem */
  release: command.input(identified).output(identified),
  /** No longer offers a released edition, or offers it again. Checklists that were begun with it go on. */
  retire: command.input(identified.extend({ retired: z.boolean() })).output(identified),
  /** @throws input_refused `template_not_draft` */
  remove: command.input(identified).output(z.object({ removed: z.literal(true) })),
  /** From one edition to another, of the same key or not. */
  compare: query
    .input(z.object({ beforeId: idSchema('template'), afterId: idSchema('template') }))
    .output(differenceSchema.extend({ before: headSchema, after: headSchema })),
  /** What a file holds; writes nothing. @throws file_refused */
  previewFile: query.input(z.object({ uploadId: uploadIdSchema, fileName: z.string().max(300) })).output(
    templateFieldsSchema.extend({
      key: z.string(),
      edition: z.number().int(),
      controls: z.number().int(),
      /** The number that the draft would get here. */
      becomes: z.number().int(),
      /** The newest edition of the key in this vault, and what the file changes of it; null where the key is new. */
      known: headSchema.extend({ state: stateSchema, difference: differenceSchema }).nullable(),
    }),
  ),
  /** Takes a file in as a draft. @throws file_refused, already_exists as `copy`, input_refused `template_same` */
  importFile: command.input(z.object({ uploadId: uploadIdSchema, fileName: z.string().max(300) })).output(made),
  history: query.input(z.object({ id: idSchema('template') })).output(z.array(historyEntrySchema)),
};
