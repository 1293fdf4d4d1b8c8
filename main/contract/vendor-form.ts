import { z } from 'zod';
import { FORM_FINDINGS, FORM_FORMATS, FORM_PROBLEMS, FORM_STATES, RETURN_FORMATS } from '../domain/vendor-form.ts';
import { scoreSchema } from './checklist.ts';
import { command, daySchema, idSchema, instantSchema, query } from './shared.ts';
import { ticketSchema } from './ticket.ts';
import { uploadIdSchema } from './upload.ts';

const formSchema = z.object({
  id: idSchema('vendorForm'),
  assessmentId: idSchema('assessment'),
  /** Of the checklist. */
  title: z.string(),
  vendor: z.string().nullable(),
  model: z.string().nullable(),
  format: z.enum(FORM_FORMATS),
  issuedAt: instantSchema,
  issuedBy: z.string(),
  /** The last day on which answers are in time; null for none. */
  dueOn: daySchema.nullable(),
  /** Null while nothing came back. */
  returnedAt: instantSchema.nullable(),
  returnedBy: z.string().nullable(),
  /** The file that came back, as it came. */
  documentId: idSchema('document').nullable(),
  /** Questions to which the vendor declares an answer. */
  declared: z.number().int(),
});

const takeInput = z.object({
  uploadId: uploadIdSchema,
  fileName: z.string().max(300),
  /** The checklist that it has to belong to; null to find it by the form. */
  assessmentId: idSchema('assessment').nullable().default(null),
});

const said = { value: z.string().nullable(), remark: z.string().nullable(), evidence: z.string().nullable() };

const readSchema = z.object({
  form: formSchema,
  format: z.enum(RETURN_FORMATS),
  /** `unchanged` for the very file that is there already, `corrected` where another one of the form is. */
  outcome: z.enum(['created', 'corrected', 'unchanged']),
  findings: z.array(z.object({ code: z.enum(FORM_FINDINGS), value: z.string().optional() })),
  /** Rows of the file. */
  read: z.number().int(),
  /** Questions in the order of the catalogue; rows that the checklist does not have come last. */
  rows: z.array(
    z.object({
      control: z.string(),
      section: z.string(),
      sectionTitle: z.string(),
      title: z.string(),
      answerType: z.string(),
      state: z.enum(FORM_STATES),
      ...said,
      problem: z.enum(FORM_PROBLEMS).nullable(),
      /** The answer in the words of the file. Text of a stranger: shown as text only. */
      given: z.string(),
      /** What stands there now; null for nothing. */
      before: z.object(said).nullable(),
      answerRevision: z.number().int(),
    }),
  ),
});

export const vendorForm = {
  /** Lays the questions of a checklist out for its vendor. @throws input_refused `checklist_locked`, `nothing_to_ask` */
  issue: command
    .input(
      z.object({ assessmentId: idSchema('assessment'), format: z.enum(FORM_FORMATS), dueOn: daySchema.nullable() }),
    )
    .output(z.object({ formId: idSchema('vendorForm'), file: ticketSchema })),
  /** Forms of a checklist, or all, the latest first; at most 1000. */
  list: query.input(z.object({ assessmentId: idSchema('assessment').optional() })).output(z.array(formSchema)),
  /** What a file that came back says, question by question; writes nothing. @throws file_refused `form_not_known`, `form_of_another_checklist`, `form_altered` */
  preview: query.input(takeInput).output(readSchema),
  /** Keeps a file that came back and what the vendor declares in it. That counts for nothing until it is accepted. */
  take: command.input(takeInput).output(readSchema),
  /**
   * Makes what the vendor declares the answer of these questions; all of them or, when one is no longer as it was shown, none.
   * `value` and `answerRevision` are those that the person saw.
   */
  accept: command
    .input(
      z.object({
        formId: idSchema('vendorForm'),
        answers: z
          .array(
            z.object({
              control: z.string().max(40),
              answerRevision: z.number().int().min(0),
              value: z.string().max(4000),
            }),
          )
          .min(1)
          .max(2000),
      }),
    )
    .output(z.object({ accepted: z.number().int(), score: scoreSchema })),
  /** Puts aside what came back, as if it had not. Its file and accepted answers stay. */
  discard: command
    .input(z.object({ formId: idSchema('vendorForm') }))
    .output(z.object({ discarded: z.number().int() })),
};
