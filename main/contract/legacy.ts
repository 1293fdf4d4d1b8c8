import { z } from 'zod';
import { daySchema, idSchema, instantSchema, textSchema } from './shared.ts';

/** A person's judgement that a device cannot, or still can, be protected against today's threats (domain.md 1.1). */
export const legacyFieldsSchema = z.object({
  legacy: z.boolean(),
  judgedOn: daySchema,
  reason: textSchema.min(1),
  documentId: idSchema('document').nullable(),
});

const judgementSchema = legacyFieldsSchema.extend({
  /** Of what it was said. */
  owner: z.enum(['device', 'model']),
  document: z.string().nullable(),
  recordedAt: instantSchema,
  recordedBy: z.string(),
});

/** What was judged, the newest first. `current` holds; null while nobody has judged, which is never taken for an answer. */
export const legacySchema = z.object({ current: judgementSchema.nullable(), judgements: z.array(judgementSchema) });

/** Judgements that the register can be filtered by. */
export const LEGACY_WORDS = ['legacy', 'not_legacy', 'not_judged'] as const;
