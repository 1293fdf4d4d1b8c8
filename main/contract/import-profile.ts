import { z } from 'zod';
import { IMPORT_NOUNS } from '../domain/import/headings.ts';
import { MATCH_KEYS } from '../domain/import/match.ts';
import { command, idSchema, nameSchema, query } from './shared.ts';

/** Most headings that a profile holds; a table has no more columns. */
const MOST_HEADINGS = 400;

/** How the files of one source are read. */
export const profileOptionsSchema = z.object({
  /** Heading to column of ours; '' for a column that is left out. */
  mapping: z
    .record(z.string().max(500), z.string().max(60))
    .refine((mapping) => Object.keys(mapping).length <= MOST_HEADINGS),
  /** The sheet of a workbook; null for the one that fits best. */
  sheet: z.string().max(200).nullable().default(null),
  /** Rows that make the headings: 2 where groups stand above. */
  headingRows: z.number().int().min(1).max(2).default(1),
  dateOrder: z.enum(['dmy', 'mdy']).nullable().default(null),
  match: z.enum(MATCH_KEYS).default('tag'),
});

export const profileSchema = z.object({
  id: idSchema('profile'),
  noun: z.enum(IMPORT_NOUNS),
  name: z.string(),
  options: profileOptionsSchema,
  /** Headings by which its files are recognised. */
  headings: z.array(z.string()),
  lastUsedAt: z.string().nullable(),
  revision: z.number().int(),
  updatedAt: z.string(),
  updatedBy: z.string(),
});

/** What people keep about how files of a source are read; part of `imports`. */
export const importProfiles = {
  /** By name. */
  profiles: query
    .input(z.object({ noun: z.enum(IMPORT_NOUNS).nullable().default(null) }).default({ noun: null }))
    .output(z.array(profileSchema)),
  /**
   * Adds a profile, or changes one: its name, and how files are read where `reading` is given. `revision` of the one that is changed.
   * @throws name_taken, stale_edit, not_found
   */
  saveProfile: command
    .input(
      z.object({
        id: idSchema('profile').nullable().default(null),
        revision: z.number().int().nullable().default(null),
        noun: z.enum(IMPORT_NOUNS),
        name: nameSchema,
        /** Left out where only the name changes. */
        reading: z
          .object({
            /** All headings of the file, as they stand. */
            headings: z.array(z.string().max(500)).min(1).max(MOST_HEADINGS),
            options: profileOptionsSchema,
          })
          .nullable()
          .default(null),
      }),
    )
    .output(z.object({ id: idSchema('profile'), revision: z.number().int() })),
  /** @throws stale_edit, not_found */
  removeProfile: command
    .input(z.object({ id: idSchema('profile'), revision: z.number().int() }))
    .output(z.object({ id: idSchema('profile') })),
};
