import { z } from 'zod';
import { ADVISORY_PROBLEMS } from '../domain/advisory.ts';
import { MATCH_KEYS } from '../domain/import/match.ts';
import { IMPORT_FILE_ERROR_CODES, IMPORT_PROBLEM_CODES } from '../domain/import/problems.ts';
import { UNDO_HOLDERS, UNDO_NOUNS, UNDO_REFUSALS } from '../domain/import/undo.ts';
import { COMPONENT_KINDS, MILESTONES } from '../domain/model.ts';
import { SBOM_FORMATS, SBOM_SKIPS } from '../domain/sbom.ts';
import { advisoryChangeSchema } from './advisory.ts';
import { importProfiles } from './import-profile.ts';
import { command, daySchema, idSchema, lineSchema, nameSchema, partialDaySchema, query } from './shared.ts';
import { exportTicketSchema } from './ticket.ts';

export const IMPORT_NOUNS = ['devices', 'models', 'milestones', 'vendors', 'contracts', 'commitments'] as const;

/** Everything that an import can be of; `sbom` attaches the parts of one bill to a model, `advisories` are many files, `mds2` is one statement of a model, `gudid` are answers of AccessGUDID. */
export const IMPORT_KINDS = [...IMPORT_NOUNS, 'sbom', 'advisories', 'mds2', 'gudid'] as const;

/** A file that the host took in; see bridge and `/files`. */
export const uploadIdSchema = z.string().regex(/^[0-9a-f]{32}$/);

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
const jobId = z.string().max(50).optional();

const sbomInput = z.object({
  uploadId: uploadIdSchema,
  fileName: z.string().max(300),
  /** The model by its identifier, or by a name that only one has; its manufacturer tells namesakes apart. */
  model: z.union([
    z.object({ id: idSchema('model') }),
    z.object({ name: nameSchema, manufacturer: nameSchema.nullable().default(null) }),
  ]),
  /** Null for the model as a whole; a version that is not known yet is made. */
  softwareVersion: lineSchema(100).nullable().default(null),
  /** Record the dates of the product, of the model or of the version, as well. */
  productDates: z.boolean().default(false),
});

export const sbomResultSchema = z.object({
  importId: idSchema('import').nullable(),
  modelId: idSchema('model'),
  format: z.enum(SBOM_FORMATS),
  /** Of the standard. */
  version: z.string(),
  /** When the bill was made and what it is about, as it says itself. */
  madeAt: z.string().nullable(),
  product: z.object({ name: z.string(), version: z.string().nullable() }).nullable(),
  /** Dates of the product as a whole, in the bill's own words. They are recorded only where that was asked for. */
  productDates: z.array(
    z.object({
      kind: z.enum(MILESTONES),
      term: z.string(),
      on: partialDaySchema,
      /** What is recorded so far; null for nothing. */
      before: partialDaySchema.nullable(),
      outcome: z.enum(['created', 'updated', 'unchanged']),
    }),
  ),
  read: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  /** Entries that are no components, by why. */
  skipped: z.array(z.object({ code: z.enum(SBOM_SKIPS), count: z.number().int() })),
  /** Components that limit support: operating systems, releases of the catalogue, and those with a date. */
  limiting: z.number().int(),
  withEnd: z.number().int(),
  /** The first components as they will be written, those that limit support before the others. */
  components: z.array(
    z.object({
      kind: z.enum(COMPONENT_KINDS),
      label: z.string(),
      version: z.string().nullable(),
      supplier: z.string().nullable(),
      purl: z.string().nullable(),
      cpe: z.string().nullable(),
      /** The release in the catalogue. */
      release: z.string().nullable(),
      /** The bill's own date, or else the catalogue's. */
      endsOn: partialDaySchema.nullable(),
      endSource: z.string().nullable(),
      limits: z.boolean(),
      outcome: z.enum(['created', 'updated', 'unchanged']),
    }),
  ),
  problems: z.array(z.object({ component: z.string(), code: z.enum(IMPORT_PROBLEM_CODES), value: z.string() })),
});

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

export const imports = {
  /** What would happen, with every problem; writes nothing. Its rows are kept for {@link rows} until the next dry run. */
  preview: query.input(importInput.extend({ jobId })).output(importResultSchema),
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
  run: command.input(importInput.extend({ jobId })).output(importResultSchema),
  /** What a bill of materials (CycloneDX, SPDX) would bring to a model; writes nothing. */
  previewSbom: query.input(sbomInput).output(sbomResultSchema),
  /** Attaches the parts of a bill with their own ends of support to a model or one software version of it. Removes nothing. */
  sbom: command.input(sbomInput.extend({ jobId })).output(sbomResultSchema),
  /** What advisories and KEV catalogues would bring, each file by itself; writes nothing. */
  previewAdvisories: query.input(advisoryFilesSchema).output(advisoriesResultSchema),
  /**
   * Takes advisories (CSAF) and KEV catalogues in, and proposes what they may concern. A file that is refused keeps no other one
   * out; a higher version replaces, the same file twice changes nothing. @throws file_refused when none can be read
   */
  advisories: command.input(advisoryFilesSchema.extend({ jobId })).output(advisoriesResultSchema),
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
        jobId,
      }),
    )
    .output(undoResultSchema),
};
