import { z } from 'zod';
import { EDIT_REFUSALS, EDIT_STATES } from '../domain/edit.ts';
import { recordChangeSchema } from './history.ts';
import { command, instantSchema, pageSchema, query } from './shared.ts';

const refusalSchema = z.enum(EDIT_REFUSALS);

/** One command that can be taken back, or that says why it cannot. */
export const editStepSchema = z.object({
  /** Number of the command's entry in the history. */
  seq: z.number().int(),
  at: instantSchema,
  /** Who did it; null when the person is no longer there. */
  by: z.string().nullable(),
  mine: z.boolean(),
  /** The procedure that was called: `device.update`. */
  action: z.string(),
  /** The record that it was about, as the history names it; null when it was about none. */
  noun: z.string().nullable(),
  recordId: z.string().nullable(),
  title: z.string().nullable(),
  state: z.enum(EDIT_STATES),
  /** Why it is never taken back, or not by this person; null when only what was done since can stand in the way. */
  refusal: refusalSchema.nullable(),
});

/** What was carried out: the step as it stands now, and how many records changed. */
const movedSchema = z.object({ step: editStepSchema, records: z.number().int() });

export const edit = {
  /** One page of steps, newest first: one's own, or, for an administrator, everybody's. */
  list: query
    .input(pageSchema.extend({ everybody: z.boolean().default(false) }))
    .output(z.object({ total: z.number().int(), rows: z.array(editStepSchema) })),
  /** The step that `undo` takes back next, and the one that `redo` carries out again; null where there is none. */
  next: query.output(z.object({ undo: editStepSchema.nullable(), redo: editStepSchema.nullable() })),
  /** What a step changed, and what stands in the way of taking it back or of carrying it out again. @throws not_found */
  preview: query.input(z.object({ seq: z.number().int().min(1) })).output(
    z.object({
      step: editStepSchema,
      /** The first records that it changed, from what to what. */
      records: z.array(recordChangeSchema),
      moreRecords: z.number().int(),
      inTheWay: z.array(
        z.object({
          reason: refusalSchema,
          /** The record as the history knows it; all null where it knows nothing of it. */
          noun: z.string().nullable(),
          recordId: z.string().nullable(),
          title: z.string().nullable(),
          /** Who touched it last since the step, and when. */
          by: z.string().nullable(),
          at: instantSchema.nullable(),
        }),
      ),
    }),
  ),
  /**
   * Takes a step back: the newest of one's own, or a chosen one that nothing touched since.
   * @throws not_found when there is none; step_stays with `reason`, and `by`, `at` and `title` where they are known
   */
  undo: command.input(z.object({ seq: z.number().int().min(1).optional() })).output(movedSchema),
  /** Carries a step out again that was taken back: the one that was taken back last, or a chosen one. @throws like `undo` */
  redo: command.input(z.object({ seq: z.number().int().min(1).optional() })).output(movedSchema),
};
