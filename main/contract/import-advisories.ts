import { z } from 'zod';
import { ADVISORY_PROBLEMS } from '../domain/advisory.ts';
import { IMPORT_FILE_ERROR_CODES } from '../domain/import/problems.ts';
import { advisoryChangeSchema } from './advisory.ts';
import { command, daySchema, idSchema, query } from './shared.ts';
import { jobIdSchema, uploadIdSchema } from './upload.ts';

/** Files of one selection. */
const MOST_FILES = 5000;

/** What can become of a file: `older` than what is there is left alone. */
const ADVISORY_OUTCOMES = ['created', 'updated', 'unchanged', 'older', 'refused'] as const;

/** Advisories and KEV catalogues as files, each with the text of the `.sha512` file beside it, where there is one. */
export const advisoryFilesSchema = z.object({
  files: z
    .array(
      z.object({
        uploadId: uploadIdSchema,
        fileName: z.string().max(300),
        sha512: z.string().max(2000).nullable().default(null),
      }),
    )
    .min(1)
    .max(MOST_FILES),
});

export const advisoryFileResultSchema = z.object({
  file: z.string(),
  kind: z.enum(['csaf', 'kev']).nullable(),
  outcome: z.enum(ADVISORY_OUTCOMES),
  /** Advisories of the file, or entries of the catalogue. */
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  hash: z.enum(['matched', 'absent', 'differs']),
  advisory: z
    .object({
      /** Null in a preview of one that is not there yet. */
      id: idSchema('advisory').nullable(),
      trackingId: z.string(),
      publisher: z.string(),
      title: z.string(),
      version: z.string(),
      /** The version that was there before; null for none. */
      knownVersion: z.string().nullable(),
    })
    .nullable(),
  catalogue: z.object({ asOf: daySchema, entries: z.number().int() }).nullable(),
  /** What the new version says otherwise. */
  changes: z.array(advisoryChangeSchema),
  problems: z.array(
    z.object({
      code: z.enum([...ADVISORY_PROBLEMS, ...IMPORT_FILE_ERROR_CODES]),
      severity: z.enum(['error', 'warning', 'note']),
      details: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
});

export const advisoriesResultSchema = z.object({
  importId: idSchema('import').nullable(),
  files: z.array(advisoryFileResultSchema),
  /** Where something that the organisation has may be concerned: newly proposed, and opened again because facts changed. */
  proposed: z.number().int(),
  reopened: z.number().int(),
});

/** Advisories and catalogues of exploited vulnerabilities; part of the noun `imports`. */
export const advisoryImports = {
  /** What advisories and KEV catalogues would bring, each file by itself; writes nothing. */
  previewAdvisories: query.input(advisoryFilesSchema).output(advisoriesResultSchema),
  /**
   * Takes advisories (CSAF) and KEV catalogues in, and proposes what they may concern. A file that is refused keeps no other one
   * out; a higher version replaces, the same file twice changes nothing. @throws file_refused when none can be read
   */
  advisories: command.input(advisoryFilesSchema.extend({ jobId: jobIdSchema })).output(advisoriesResultSchema),
};
