import { z } from 'zod';
import { IMPORT_NOUNS } from '../domain/import/headings.ts';
import { disclosureSchema } from './export.ts';
import { instantSchema, open, query } from './shared.ts';
import { exportTicketSchema, ticketSchema } from './ticket.ts';
import { jobIdSchema, uploadIdSchema } from './upload.ts';

/** An absolute path on the computer on which the program runs. */
const pathSchema = z.string().min(1).max(1000);

/** Where a folder comes from: an archive of it that was sent, or the path of the folder or of an archive. */
const folderSourceSchema = z.union([z.object({ uploadId: uploadIdSchema }), z.object({ path: pathSchema })]);

/** What was taken in, or would be. */
const takenFolderSchema = z.object({
  /** What the folder says of the vault that it came from, and when it was written. */
  vaultId: z.string(),
  organisation: z.string(),
  createdAt: instantSchema,
  programVersion: z.string(),
  /** Of the key that signed the list of its files; null when nobody did. */
  fingerprint: z.string().nullable(),
  /** Records by the table of the vault, without empty ones. */
  counts: z.record(z.string(), z.number().int()),
  records: z.number().int(),
  documents: z.number().int(),
  /** Entries of the history of the other vault. */
  entries: z.number().int(),
  /** People who come without a way in. */
  people: z.number().int(),
  /** Files that the other vault kept up to date in folders; they come switched off. */
  publications: z.number().int(),
});

export const folderExports = {
  /** All records of a noun under the columns that an import of it always knows: what comes back changes nothing. */
  records: query
    .input(z.object({ noun: z.enum(IMPORT_NOUNS), format: z.enum(['csv', 'xlsx']) }))
    .output(exportTicketSchema),
  /**
   * Everything that the vault holds as JSON and files (docs/open-folder.md), not encrypted: into a new folder, or as an archive
   * that is ready to be fetched. `replace` takes the place of an open folder and of nothing else.
   * @throws file_exists, input_refused with `folder_missing` or `archive_too_large`, disk_full, folder_read_only,
   * history_went_back, cancelled; no folder is left then
   */
  folder: open
    .input(
      z.object({
        folder: pathSchema.nullable().default(null),
        replace: z.boolean().default(false),
        disclosure: disclosureSchema.optional(),
        jobId: jobIdSchema,
      }),
    )
    .output(
      z.object({
        /** Null for a folder on the disk. */
        file: ticketSchema.nullable(),
        files: z.number().int(),
        records: z.number().int(),
        documents: z.number().int(),
        /** Of all files together, before they were packed. */
        byteSize: z.number().int(),
        /** Of the list, which names the hash of every other file. */
        sha256: z.string(),
      }),
    ),
};

export const folderImports = {
  /** What taking a folder in would bring; all of it is checked, nothing is written. @throws as {@link folderImports.folder} */
  previewFolder: open.input(z.object({ source: folderSourceSchema, jobId: jobIdSchema })).output(takenFolderSchema),
  /**
   * Takes a whole folder into an empty vault, all or nothing.
   * @throws input_refused with `vault_not_empty`; file_refused with `folder_not_recognised`, `folder_newer`,
   * `folder_withheld`, `folder_signature`, `folder_list_wrong`, `folder_file_missing`, `folder_file_changed`, `folder_link`,
   * `folder_line_too_long`, `folder_field_wrong` and its like (`file`, `record`, `field`), `folder_reference`, `folder_not_reckoned`, or what an archive can be
   * refused for; not_found, upload_missing, cancelled
   */
  folder: open.input(z.object({ source: folderSourceSchema, jobId: jobIdSchema })).output(takenFolderSchema),
};
