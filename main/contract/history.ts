import { z } from 'zod';
import { daySchema, instantSchema, pageSchema, query } from './shared.ts';

/** Filters of the history. Values inside one filter are alternatives, filters together must all hold. */
export const historyFilterSchema = z.object({
  /** Words, all of which must occur somewhere in an entry: who, what, the names of records, from what to what. */
  search: z.string().max(200).optional(),
  actor: z.array(z.string().max(200)).max(100).optional(),
  action: z.array(z.string().max(100)).max(100).optional(),
  /** Kinds of record of which an entry changed at least one: `device`. */
  noun: z.array(z.string().max(50)).max(50).optional(),
  recordId: z.string().max(100).optional(),
  /** First and last day, where the hospital is. */
  from: daySchema.optional(),
  to: daySchema.optional(),
});

const valueSchema = z.string().nullable();

/** What one command changed on one record. */
export const recordChangeSchema = z.object({
  noun: z.string(),
  recordId: z.string(),
  /** The record as people know it, by its present name or by the last one that the change tells; null when neither is known. */
  title: z.string().nullable(),
  /** True while the record is there to be gone to. */
  exists: z.boolean(),
  kind: z.enum(['created', 'changed', 'removed']),
  /** Identifiers of other records are given by their names, as far as those are known. */
  changes: z.array(z.object({ field: z.string(), before: valueSchema, after: valueSchema })),
});

const commandSchema = z.object({
  /** Number of the entry, counted from 1 without a gap. */
  seq: z.number().int(),
  at: instantSchema,
  actor: z.string(),
  /** The procedure that was called: `device.update`. */
  action: z.string(),
});

/** One change of a record or of something that belongs to it, with who made it. */
export const historyEntrySchema = commandSchema.extend(recordChangeSchema.shape);

const entrySchema = commandSchema.extend({
  /** Facts of the command that are no values of records: how many rows an import took in. */
  summary: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

const facetSchema = z.array(z.object({ value: z.string(), count: z.number().int() }));

export const history = {
  /** One page of everything that was done, newest first. */
  list: query.input(pageSchema.extend({ filter: historyFilterSchema.default({}) })).output(
    z.object({
      total: z.number().int(),
      rows: z.array(
        entrySchema.extend({
          /** The first few changed records, those that the filter asks for before others; long values are cut. */
          records: z.array(recordChangeSchema),
          /** How many more records the command changed. */
          moreRecords: z.number().int(),
        }),
      ),
    }),
  ),
  /** One entry with a page of all that it changed. @throws not_found */
  entry: query
    .input(pageSchema.extend({ seq: z.number().int().min(1) }))
    .output(entrySchema.extend({ total: z.number().int(), records: z.array(recordChangeSchema) })),
  /** The values that filters can take with the number of entries, most frequent first. */
  facets: query.output(z.object({ actor: facetSchema, action: facetSchema, noun: facetSchema })),
};
