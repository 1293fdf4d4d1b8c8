import { z } from 'zod';
import { LIKELIHOODS, LIKENESSES, NAMED_NOUNS } from '../domain/duplicate.ts';
import { MILESTONES } from '../domain/model.ts';
import { command, idSchema, instantSchema, pageSchema, partialDaySchema, query, revisionSchema } from './shared.ts';

const nounSchema = z.enum(NAMED_NOUNS);
const recordId = idSchema('named');
const choiceSchema = z.enum(['into', 'from']);

/** One of two records whose names look like one. */
const sideSchema = z.object({
  id: recordId,
  revision: revisionSchema,
  name: z.string(),
  /** Of a model. */
  manufacturer: z.string().nullable(),
  aliases: z.array(z.string()),
  devices: z.number().int(),
  /** Of a vendor. */
  models: z.number().int().nullable(),
  contracts: z.number().int().nullable(),
  /** Where the name came from: who made the record and when, and the file of an import. */
  origin: z.object({ at: instantSchema, by: z.string(), file: z.string().nullable() }),
});

const pairSchema = z.object({ noun: nounSchema, fromId: recordId, intoId: recordId });
const known = z.object({ id: recordId, revision: revisionSchema });
/** By field, whose value holds; where none is named, that of the record that stays, unless only the other one has any. */
const choicesSchema = z.record(z.string().max(50), choiceSchema).default({});

export const duplicate = {
  /** Pairs of names that are likely one, the surest and those with most devices first; without those that a person told apart. */
  list: query
    .input(pageSchema.extend({ noun: nounSchema, likelihood: z.enum(['likely', 'all']).default('likely') }))
    .output(
      z.object({
        total: z.number().int(),
        /** Of all pairs, by how sure they are. */
        counts: z.record(z.enum(LIKELIHOODS), z.number().int()),
        rows: z.array(
          z.object({
            likelihood: z.enum(LIKELIHOODS),
            reason: z.enum(LIKENESSES),
            /** The one with more devices, which is proposed to stay. */
            into: sideSchema,
            from: sideSchema,
          }),
        ),
      }),
    ),
  /** What a merge would do; writes nothing. @throws not_found, input_refused `same_record` */
  preview: query.input(pairSchema.extend({ choices: choicesSchema })).output(
    z.object({
      noun: nounSchema,
      into: sideSchema,
      from: sideSchema,
      /** Fields of which at least one record says something. */
      fields: z.array(
        z.object({ field: z.string(), into: z.string().nullable(), from: z.string().nullable(), holds: choiceSchema }),
      ),
      /** What goes over, by table. */
      moved: z.array(z.object({ what: z.string(), count: z.number().int() })),
      /** Models of the same name under both vendors: they are merged in turn. */
      models: z.array(z.object({ into: z.string(), from: z.string(), devices: z.number().int() })),
      /** Support dates on which the two differ; the one that was recorded last holds. */
      dates: z.array(
        z.object({
          kind: z.enum(MILESTONES),
          into: partialDaySchema.nullable(),
          from: partialDaySchema.nullable(),
          holds: choiceSchema,
        }),
      ),
      /** Names that are remembered as other names of the record that stays. */
      remembered: z.array(z.string()),
      /** Checklists and cases with signatures that keep what was signed. */
      signed: z.number().int(),
    }),
  ),
  /**
   * Makes two records one: what refers to `from` is led to `into`, whatever a person signed holds as it was signed, and the name is
   * remembered. @throws not_found, stale_edit, already_exists, input_refused `same_record`, `promises_differ`
   */
  merge: command.input(z.object({ noun: nounSchema, from: known, into: known, choices: choicesSchema })).output(
    z.object({
      id: recordId,
      revision: revisionSchema,
      /** Models that went up in others. */
      models: z.number().int(),
    }),
  ),
  /** Remembers that two names mean two; they are not proposed again. @throws not_found, input_refused `same_record` */
  keepApart: command
    .input(z.object({ noun: nounSchema, firstId: recordId, secondId: recordId }))
    .output(z.object({ kept: z.literal(true) })),
};
