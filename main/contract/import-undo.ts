import { z } from 'zod';
import { IMPORT_KINDS } from '../domain/import/headings.ts';
import { UNDO_HOLDERS, UNDO_NOUNS } from '../domain/import/undo.ts';
import { command, idSchema, query } from './shared.ts';
import { jobIdSchema } from './upload.ts';

/** What can go, come back or stay when an import is taken back; nouns as the history calls them. */
const undoNounSchema = z.enum(UNDO_NOUNS);
const UNDO_DECISIONS = ['keep', 'take'] as const;

const undoCountSchema = z.object({
  noun: undoNounSchema,
  /** Records that the import made and that go. */
  removed: z.number().int(),
  /** Records that it changed and that get back what they had. */
  restored: z.number().int(),
  /** Records that it made or changed and that stay as they are. */
  kept: z.number().int(),
});

export const undoPreviewSchema = z.object({
  id: idSchema('import'),
  noun: z.enum(IMPORT_KINDS),
  fileName: z.string(),
  at: z.string(),
  by: z.string(),
  /** As it would be if every record that was edited since were kept. Nouns that it did not touch are left out. */
  counts: z.array(undoCountSchema),
  /** Records that somebody edited since: each is to be decided. */
  edited: z.array(
    z.object({
      noun: undoNounSchema,
      id: z.string(),
      title: z.string().nullable(),
      /** Whether the import made it; else it changed it. */
      made: z.boolean(),
      /** What was edited, by whom and when last. */
      fields: z.array(z.string()),
      by: z.string().nullable(),
      at: z.string().nullable(),
    }),
  ),
  /** Edited records beyond those that are listed. */
  moreEdited: z.number().int(),
  /** Records that stay because something refers to them that does not go. */
  held: z.array(
    z.object({
      noun: undoNounSchema,
      id: z.string(),
      title: z.string().nullable(),
      /** Empty where what the record referred to before is gone, or its tag is another's by now. */
      by: z.array(z.object({ what: z.enum(UNDO_HOLDERS), count: z.number().int() })),
    }),
  ),
  moreHeld: z.number().int(),
});

export const undoResultSchema = z.object({
  id: idSchema('import'),
  removed: z.number().int(),
  restored: z.number().int(),
  kept: z.number().int(),
  counts: z.array(undoCountSchema),
});

/** The way back of a whole import; part of the noun `imports`. */
export const importUndo = {
  /** What taking a whole import back would do; writes nothing. @throws not_found, input_refused as {@link undo} */
  previewUndo: query.input(z.object({ id: idSchema('import') })).output(undoPreviewSchema),
  /**
   * Takes a whole import back in one step: what it made goes, what it changed gets back what it had. Records that somebody
   * edited since need a decision, `edited` for all and `records` for single ones, which go before.
   * @throws edited_since when one has none; input_refused with `problem` `import_undone`, `import_kind_not_undone` or
   * `import_before_journal`
   */
  undo: command
    .input(
      z.object({
        id: idSchema('import'),
        edited: z.enum(UNDO_DECISIONS).nullable().default(null),
        records: z
          .array(z.object({ id: z.string().max(60), decision: z.enum(UNDO_DECISIONS) }))
          .max(10_000)
          .default([]),
        jobId: jobIdSchema,
      }),
    )
    .output(undoResultSchema),
};
