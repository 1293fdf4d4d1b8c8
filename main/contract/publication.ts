import { z } from 'zod';
import {
  FORMATS_OF,
  isFileName,
  OPTIONS_OF,
  PUBLICATION_FORMATS,
  PUBLICATION_PROBLEMS,
  PUBLISHED,
} from '../domain/publication.ts';
import { deviceFilterSchema } from './device-filter.ts';
import { groupBySchema, withinSchema } from './export.ts';
import { command, idSchema, instantSchema, nameSchema, open, query, revisionSchema } from './shared.ts';
import { jobIdSchema } from './upload.ts';

/** What narrows a report down; null leaves it whole. Which report takes which: `OPTIONS_OF` in domain/publication.ts. */
export const publicationOptionsSchema = z.object({
  within: withinSchema.nullable().default(null),
  groupBy: groupBySchema.nullable().default(null),
  filter: deviceFilterSchema.nullable().default(null),
});

const fields = z.object({
  title: nameSchema.max(100),
  what: z.enum(PUBLISHED),
  format: z.enum(PUBLICATION_FORMATS),
  /** Absolute folder on this computer or on a network that it sees. It has to be there; it is never made. */
  folder: z
    .string()
    .min(1)
    .max(1000)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
    .regex(/^[^\u0000-\u001f\u007f]*$/, 'control_character'),
  fileName: z.string().min(1).max(200),
  options: publicationOptionsSchema.default({ within: null, groupBy: null, filter: null }),
  /** Whether it is written by itself and by `writeNow` without a choice. */
  enabled: z.boolean().default(true),
});

/** What a person decides about a file that is kept up to date. */
export const publicationFieldsSchema = fields.superRefine(({ what, format, fileName, options }, context) => {
  const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
  if (!FORMATS_OF[what].includes(format)) refuse(['format'], 'format');
  if (!isFileName(fileName, format)) refuse(['fileName'], 'file_name');
  for (const name of ['within', 'groupBy', 'filter'] as const)
    if (options[name] !== null && !OPTIONS_OF[what].includes(name)) refuse(['options', name], 'option');
});

export const publicationSchema = fields.extend({
  id: idSchema('publication'),
  options: publicationOptionsSchema,
  enabled: z.boolean(),
  /** When the file was written last; null before it was. */
  lastAt: instantSchema.nullable(),
  /** Why it could not be written the last time; null when it was, or had nothing new to say. */
  problem: z.enum(PUBLICATION_PROBLEMS).nullable(),
  revision: revisionSchema,
  createdBy: z.string(),
  createdAt: instantSchema,
});

/** What came of one file: `unchanged` when what lies there says the same and is as it was written. */
export const publishedSchema = z.object({
  id: idSchema('publication'),
  title: z.string(),
  /** Absolute path of the file. */
  file: z.string(),
  outcome: z.enum(['written', 'unchanged', 'failed']),
  problem: z.enum(PUBLICATION_PROBLEMS).nullable(),
});

/**
 * Reports and calendars that the program keeps up to date as files in folders. They lie there unencrypted, so an administrator
 * decides on each; written they are by whoever has the vault open, or calls for it.
 */
export const publication = {
  list: query.output(z.object({ rows: z.array(publicationSchema) })),
  /**
   * Nothing is written yet. A file that lies there already is only taken over with `replace`.
   * @throws file_exists, already_exists; input_refused with `field` and `problem`: `folder_missing`, `folder_read_only`,
   * `folder_in_vault`, `not_absolute`, `too_many`
   */
  create: open
    .input(z.object({ fields: publicationFieldsSchema, replace: z.boolean().default(false) }))
    .output(z.object({ id: idSchema('publication'), revision: revisionSchema })),
  /** A file that it wrote under another name stays where it is. @throws as `create` does, and stale_edit */
  update: open
    .input(
      z.object({
        id: idSchema('publication'),
        revision: revisionSchema,
        fields: publicationFieldsSchema,
        replace: z.boolean().default(false),
      }),
    )
    .output(z.object({ revision: revisionSchema })),
  /** No longer keeps a file up to date; the file stays where it is. */
  remove: command
    .input(z.object({ id: idSchema('publication'), revision: revisionSchema }))
    .output(z.object({ removed: z.literal(true) })),
  /**
   * Writes these files, or all that are enabled, as far as they have something new to say. What cannot be written is told in its row.
   * @throws cancelled, history_went_back
   */
  writeNow: open
    .input(
      z.object({
        ids: z.array(idSchema('publication')).max(100).nullable().default(null),
        jobId: jobIdSchema,
      }),
    )
    .output(z.object({ rows: z.array(publishedSchema) })),
};
