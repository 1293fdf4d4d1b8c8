import { z } from 'zod';
import { command, idSchema, query } from './shared.ts';

export const IMPORT_NOUNS = ['devices', 'models', 'milestones', 'vendors', 'contracts', 'commitments'] as const;

/** A file that the host took in; see bridge and `/files`. */
export const uploadIdSchema = z.string().regex(/^[0-9a-f]{32}$/);

export const importProblemSchema = z.object({
  /** Number of the row as a spreadsheet shows it, the first being 1. */
  row: z.number().int(),
  column: z.string().optional(),
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  value: z.string().optional(),
});

export const importResultSchema = z.object({
  importId: idSchema('import').nullable(),
  read: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  rejected: z.number().int(),
  warnings: z.number().int(),
  problems: z.array(importProblemSchema),
  /** Problems beyond those that are listed. */
  moreProblems: z.number().int(),
  file: z.object({
    encoding: z.string(),
    delimiter: z.string(),
    decimal: z.enum(['comma', 'point']),
    language: z.string(),
    headerRow: z.number().int(),
    columns: z.array(z.object({ heading: z.string(), column: z.string().nullable() })),
  }),
  /** The first rows as they will be written, for the preview. */
  preview: z.array(
    z.object({
      row: z.number().int(),
      outcome: z.enum(['created', 'updated', 'unchanged', 'rejected']),
      values: z.record(z.string(), z.string().nullable()),
    }),
  ),
  /** Ticket of the file with the rows that were not taken; null when there are none. */
  rejectsTicket: z.string().nullable(),
});

const importInput = z.object({
  noun: z.enum(IMPORT_NOUNS),
  uploadId: uploadIdSchema,
  fileName: z.string().max(300),
  match: z.enum(['tag', 'serial', 'udi']).default('tag'),
  /** Heading in the file to column of ours; goes before what was recognised. */
  mapping: z.record(z.string(), z.string()).optional(),
});

export const imports = {
  /** What would happen, with every problem; writes nothing. */
  preview: query.input(importInput).output(importResultSchema),
  /** Takes the good rows in and gives the bad rows back. The same file twice changes nothing. */
  run: command.input(importInput.extend({ jobId: z.string().max(50).optional() })).output(importResultSchema),
  list: query.output(
    z.array(
      z.object({
        id: idSchema('import'),
        noun: z.enum(IMPORT_NOUNS),
        fileName: z.string(),
        at: z.string(),
        by: z.string(),
        created: z.number().int(),
        updated: z.number().int(),
        unchanged: z.number().int(),
        rejected: z.number().int(),
      }),
    ),
  ),
};
