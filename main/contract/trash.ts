import { z } from 'zod';
import { TRASH_NOUNS, TRASH_REFUSALS } from '../domain/trash.ts';
import { command, idSchema, instantSchema, pageSchema, query } from './shared.ts';
import { proofSchema } from './vault.ts';

/** Records that are removed or restored at once. */
export const TRASH_AT_ONCE = 5000;

const recordId = idSchema('trashed');
const ids = z.array(recordId).min(1).max(TRASH_AT_ONCE);
const chosen = z.object({ noun: z.enum(TRASH_NOUNS), ids });

/** Rows of a table that keep a record, and the records in which people meet them. */
const holderSchema = z.object({
  /** Table of the rows, such as `Task`. */
  what: z.string(),
  count: z.number().int(),
  /** At most 20 of the records; rows that are met nowhere by themselves have none. */
  places: z.array(z.object({ noun: z.string(), id: z.string(), title: z.string().nullable() })),
});

const keptRecordSchema = z.object({
  id: recordId,
  title: z.string().nullable(),
  refusal: z.enum(TRASH_REFUSALS).nullable(),
  holders: z.array(holderSchema),
});

const trashedRecordSchema = z.object({
  id: recordId,
  noun: z.enum(TRASH_NOUNS),
  title: z.string(),
  /** Rows of other tables that went with it. */
  parts: z.number().int(),
  deletedAt: instantSchema,
  deletedBy: z.string(),
});

export const trash = {
  /** What removing these records would do; writes nothing. Identifiers that are not there are left out. */
  preview: query.input(chosen).output(
    z.object({
      noun: z.enum(TRASH_NOUNS),
      /** Records that can go. */
      removable: z.array(z.object({ id: recordId, title: z.string().nullable() })),
      /** Records that have to stay, with what keeps them; at most 200 of them, `moreKept` says how many there are besides. */
      kept: z.array(keptRecordSchema),
      moreKept: z.number().int(),
      /** Rows by table that go with those that can go, and come back with them. */
      parts: z.array(z.object({ what: z.string(), count: z.number().int() })),
      /** Devices whose support is computed anew, without those that go. */
      recomputed: z.number().int(),
    }),
  ),
  /**
   * Moves records to the trash, whole and with their parts: all of them or none.
   * @throws AppError `not_found`; `input_refused` with `trash_held` when something keeps one of them
   */
  remove: command.input(chosen).output(z.object({ removed: z.number().int() })),
  /** What was removed, the last first. */
  list: query
    .input(pageSchema.extend({ noun: z.enum(TRASH_NOUNS).optional(), search: z.string().max(200).default('') }))
    .output(
      z.object({
        total: z.number().int(),
        rows: z.array(trashedRecordSchema),
        nouns: z.array(z.object({ noun: z.enum(TRASH_NOUNS), count: z.number().int() })),
      }),
    ),
  /**
   * Brings records back as they were: identifier, revision and parts. All of them or none; what belongs to one another comes
   * back in the order in which it can. Parts whose counterpart is gone for good are left out and counted.
   * @throws AppError `not_found`; `input_refused` with one of domain/trash.ts `RestoreProblem`: `trash_needs` names with `needs`
   *   the record to restore first, `trash_taken` with `field`, `value` and `by` what is taken by whom, `trash_gone` with `field`
   *   what is gone
   */
  restore: command.input(z.object({ ids })).output(
    z.object({
      restored: z.array(z.object({ id: recordId, noun: z.enum(TRASH_NOUNS), title: z.string() })),
      leftOut: z.number().int(),
    }),
  ),
  /**
   * Removes records from the trash for good, all of it where `ids` is null; what was there is overwritten. The history keeps what
   * it says of them. @throws AppError `wrong_credentials`; `input_refused` with `trash_needed` when another record in the trash
   *   belongs to one of them
   */
  purge: command
    .input(z.object({ ids: ids.nullable(), current: proofSchema.nullable() }))
    .output(z.object({ removed: z.number().int() })),
};
