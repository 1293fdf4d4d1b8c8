import { z } from 'zod';
import { IMPORT_KINDS, IMPORT_NOUNS } from '../domain/import/headings.ts';
import { MATCH_KEYS } from '../domain/import/match.ts';
import { UNDO_REFUSALS } from '../domain/import/undo.ts';
import { advisoryImports } from './import-advisories.ts';
import { importProfiles } from './import-profile.ts';
import { sbomImports } from './import-sbom.ts';
import { importUndo } from './import-undo.ts';
import { command, idSchema, query } from './shared.ts';
import { exportTicketSchema } from './ticket.ts';
import { jobIdSchema, uploadIdSchema } from './upload.ts';

export const importProblemSchema = z.object({
  /** Number of the row as a spreadsheet shows it, the first being 1. */
  row: z.number().int(),
  column: z.string().optional(),
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  value: z.string().optional(),
  /** The row of the file that this one repeats or contradicts. */
  otherRow: z.number().int().optional(),
});

/** What can become of a row; `skipped` was left out by a person. */
const outcomeSchema = z.enum(['created', 'updated', 'unchanged', 'skipped', 'rejected']);

export const importResultSchema = z.object({
  importId: idSchema('import').nullable(),
  read: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  /** Rows that a person left out. */
  skipped: z.number().int(),
  rejected: z.number().int(),
  warnings: z.number().int(),
  problems: z.array(importProblemSchema),
  /** Problems beyond those that are listed. */
  moreProblems: z.number().int(),
  /** What is wrong, each kind once with its first row; errors before warnings, the most frequent first. */
  problemKinds: z.array(
    z.object({
      code: z.string(),
      column: z.string().nullable(),
      severity: z.enum(['error', 'warning']),
      count: z.number().int(),
      row: z.number().int(),
      value: z.string().optional(),
      otherRow: z.number().int().optional(),
    }),
  ),
  file: z.object({
    /** What the content shows: a table, or an OpenEoX document, which is read as one. */
    format: z.enum(['table', 'openeox']),
    /** Null for a workbook. */
    encoding: z.string().nullable(),
    delimiter: z.string().nullable(),
    /** Null for a text. Of several sheets the one that fits best is read, unless another is named. */
    workbook: z
      .object({
        format: z.enum(['xlsx', 'ods']),
        sheet: z.string(),
        sheets: z.array(z.object({ name: z.string(), rows: z.number().int(), fit: z.number().int() })),
        formulas: z.number().int(),
        externalLinks: z.boolean(),
      })
      .nullable(),
    /** Dates that could be read both ways and were left empty; say which comes first by `dateOrder`. */
    ambiguousDates: z.number().int(),
    /** One of them as it stands in the file. */
    ambiguousDate: z.string().nullable(),
    decimal: z.enum(['comma', 'point']),
    language: z.string(),
    headerRow: z.number().int(),
    columns: z.array(z.object({ heading: z.string(), column: z.string().nullable() })),
    /** The profile that the file was read by; null for none. */
    profile: z.object({ id: idSchema('profile'), name: z.string(), recognised: z.boolean() }).nullable(),
    /** What devices are found by. */
    match: z.enum(MATCH_KEYS),
    /** Whether the day or the month comes first, where somebody said so. */
    dateOrder: z.enum(['dmy', 'mdy']).nullable(),
    /** What the file's own dates show of it; null where none shows it, where they contradict each other, and where somebody said it. */
    dateOrderShown: z.enum(['dmy', 'mdy']).nullable(),
  }),
  /** Ticket of the file with the rows that were not taken; null when there are none. */
  rejectsTicket: z.string().nullable(),
});

/** Rows of a page of a dry run, and of one that a person can leave out. */
const MOST_ROWS = 500;
const MOST_SKIPPED = 200_000;

/** A part of the rows of a dry run, with what each changes and what is wrong with it. */
export const importRowsSchema = z.object({
  total: z.number().int(),
  /** Canonical names of the columns, in the order of the values. */
  columns: z.array(z.string()),
  rows: z.array(
    z.object({
      row: z.number().int(),
      outcome: outcomeSchema,
      /** How people call the record that it is about: a tag, a name, a number. Null where it is about none. */
      record: z.string().nullable(),
      /** As they will be written; of a row that is not taken, as they stand in the file. Long ones are cut. */
      values: z.array(z.string().nullable()),
      /** What the row changes on records that are there, by the fields of the history; references by their names. */
      changes: z.array(
        z.object({
          field: z.string(),
          /** The column of the file that it belongs to; null where none does. */
          column: z.string().nullable(),
          before: z.string().nullable(),
          after: z.string().nullable(),
        }),
      ),
      problems: z.array(importProblemSchema),
    }),
  ),
});

const importInput = z.object({
  noun: z.enum(IMPORT_NOUNS),
  uploadId: uploadIdSchema,
  fileName: z.string().max(300),
  /** What devices are found by; null for what the profile says, else the tag. */
  match: z.enum(MATCH_KEYS).nullable().default(null),
  /** Heading in the file to column of ours, '' for none; goes before the profile and what was recognised. */
  mapping: z.record(z.string(), z.string()).optional(),
  /** The sheet of a workbook; null for what the profile says, else the one that fits best. */
  sheet: z.string().max(200).nullable().default(null),
  /** Whether the day or the month comes first, where the dates of the file leave it open; null where nobody said. */
  dateOrder: z.enum(['dmy', 'mdy']).nullable().default(null),
  /** The row of headings, as a spreadsheet counts it; null to look for it. */
  headerRow: z.number().int().min(1).max(1000).nullable().default(null),
  /** How files of this source are read: one profile, the one whose headings the file has, or none. */
  profile: z.union([idSchema('profile'), z.literal('auto'), z.literal('none')]).default('auto'),
  /** Whether devices without a tag get the next one of the patterns. */
  fillTags: z.boolean().default(false),
  /** Numbers of rows that are left out. */
  skip: z.array(z.number().int().min(1)).max(MOST_SKIPPED).default([]),
});
export const imports = {
  /** What would happen, with every problem; writes nothing. Its rows are kept for {@link rows} until the next dry run. */
  preview: query.input(importInput.extend({ jobId: jobIdSchema })).output(importResultSchema),
  /**
   * Rows of the last dry run of an upload, in the order of the file. @throws upload_missing when it is not kept any more: make it again
   */
  rows: query
    .input(
      z.object({
        uploadId: uploadIdSchema,
        /** Only of this outcome, or only with warnings; null for all. */
        outcome: z
          .union([outcomeSchema, z.literal('warned')])
          .nullable()
          .default(null),
        /** Only with this problem. */
        problem: z
          .object({ code: z.string().max(60), column: z.string().max(60).nullable() })
          .nullable()
          .default(null),
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(MOST_ROWS).default(100),
      }),
    )
    .output(importRowsSchema),
  /** The first rows of a file as they stand, to say by hand which one has the headings. @throws file_refused, upload_missing */
  look: query.input(importInput.pick({ noun: true, uploadId: true, sheet: true })).output(
    z.object({
      sheets: z.array(z.string()),
      sheet: z.string().nullable(),
      rows: z.array(z.object({ row: z.number().int(), cells: z.array(z.string()) })),
    }),
  ),
  /**
   * Every row of the file of the last dry run or import of an upload, with what became of it, the record that it is about and
   * why it was refused. @throws upload_missing; input_refused with `problem` `too_many_cells` where a workbook would be too large
   */
  resultFile: query
    .input(z.object({ uploadId: uploadIdSchema, format: z.enum(['csv', 'xlsx']) }))
    .output(exportTicketSchema),
  ...importProfiles,
  /** Takes the good rows in and gives the bad rows back. The same file twice changes nothing. */
  run: command.input(importInput.extend({ jobId: jobIdSchema })).output(importResultSchema),
  ...sbomImports,
  ...advisoryImports,
  list: query.output(
    z.array(
      z.object({
        id: idSchema('import'),
        noun: z.enum(IMPORT_KINDS),
        fileName: z.string(),
        at: z.string(),
        by: z.string(),
        created: z.number().int(),
        updated: z.number().int(),
        unchanged: z.number().int(),
        rejected: z.number().int(),
        undoneAt: z.string().nullable(),
        undoneBy: z.string().nullable(),
        /** Why it cannot be taken back as a whole; null when it can. */
        notUndone: z.enum(UNDO_REFUSALS).nullable(),
      }),
    ),
  ),
  ...importUndo,
};
