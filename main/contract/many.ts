import { z } from 'zod';
import { MANY_OUTCOMES, MANY_REFUSALS } from '../domain/many.ts';
import { idSchema, pageSchema, revisionSchema, textSchema } from './shared.ts';

/** Most records that one command changes together. */
export const MOST_CHOSEN = 200_000;

/** Records that somebody chose, each with the revision that was seen. */
export function chosenSchema<Noun extends string>(noun: Noun) {
  return z
    .array(z.object({ id: idSchema(noun), revision: revisionSchema }))
    .min(1)
    .max(MOST_CHOSEN);
}

/** Text that is added to the notes instead of replacing them. */
export const appendNotesSchema = textSchema.min(1).optional();

/** Which part of a preview is asked for; all outcomes where none is. */
export const previewPageSchema = pageSchema.extend({ outcome: z.enum(MANY_OUTCOMES).optional() });

const refusalSchema = z.enum(MANY_REFUSALS);

const countsSchema = z.object({
  changed: z.number().int(),
  /** Records that have all of it already. */
  same: z.number().int(),
  refused: z.number().int(),
});

/** What would become of each record. */
export const manyPreviewSchema = countsSchema.extend({
  /** Records of the outcome that was asked for. */
  total: z.number().int(),
  rows: z.array(
    z.object({
      id: z.string(),
      /** The record as people know it; empty for one that is gone. */
      name: z.string(),
      outcome: z.enum(MANY_OUTCOMES),
      /** By the fields of the history; references by their names. */
      changes: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
      /** Null unless it is refused. */
      reason: refusalSchema.nullable(),
    }),
  ),
});

/** What became of the records. */
export const manyResultSchema = countsSchema.extend({
  /** The first that were refused. */
  refusals: z.array(z.object({ id: z.string(), name: z.string(), reason: refusalSchema })),
});
