import { z } from 'zod';
import { instantSchema, open, query } from './shared.ts';
import { ticketSchema } from './ticket.ts';
import { jobIdSchema, uploadIdSchema } from './upload.ts';
import { unlockSchema } from './vault.ts';

/** The name of a backup in the folder of backups, never a path. */
const fileNameSchema = z
  .string()
  .max(200)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
  .regex(/^[^/\\:\u0000-\u001f\u007f]+\.medsteward-backup$/, 'file_name');

/** What a backup says of itself. It can be read without a key, and is checked under one before it counts. */
export const backupHeadSchema = z.object({
  vaultId: z.string(),
  createdAt: instantSchema,
  schemaVersion: z.number().int(),
  /** Version of the program that made it. */
  program: z.string(),
  /** Rows by table: `Device`, `Contract`, `Document` and so on. */
  counts: z.record(z.string(), z.number().int()),
  /** Head of the log of changes at that time. */
  audit: z.object({ entries: z.number().int(), hash: z.string() }),
});

/** A file in the folder of backups. */
export const backupFileSchema = z.object({
  fileName: z.string(),
  byteSize: z.number().int(),
  /** Null when it cannot be read; `problem` says why. */
  head: backupHeadSchema.nullable(),
  problem: z.enum(['damaged', 'newer']).nullable(),
  /** True when it is of the vault that lies in the folder of the program. */
  ownVault: z.boolean(),
});

/** What reading a backup back found out; `ok` means that it was whole and could be restored at that time. */
export const backupTestSchema = z.object({
  at: instantSchema,
  ok: z.boolean(),
  /**
   * `backup_damaged` with how in `where` (`not_a_backup`, `malformed`, `size`, `vault_file`, `seal`, `checksum`, `database`,
   * `counts`, `history`), or findings of the log as `vault.verify` has them: those were in the vault before.
   */
  findings: z.array(z.object({ code: z.string(), where: z.string() })),
});

/** Why a backup is still there: see `thinOut` in domain/backup-plan.ts; the newest from before a change of the schema stays too. */
export const KEPT = ['newest', 'day', 'week', 'month', 'ahead', 'before_upgrade'] as const;

const madeSchema = backupFileSchema.extend({
  /** Null when this vault has not tested it, as after a restore. */
  test: backupTestSchema.nullable(),
  /** Empty for files that thinning leaves alone: those of other vaults, or with other names. */
  kept: z.array(z.enum(KEPT)),
});

/** Which backup: a file in the folder of backups, one that was sent to `/files/backup`, or the absolute path of one. */
const sourceSchema = z.union([
  z.object({ fileName: fileNameSchema }),
  z.object({ uploadId: uploadIdSchema }),
  z.object({ path: z.string().min(1).max(1000) }),
]);

/** Copies of the whole vault in one encrypted file (docs/vault-format.md). How often and where: `vault.setPolicy`. */
export const backup = {
  /** The backups of the open vault, the newest first, and how making them goes. */
  list: query.output(
    z.object({
      /** Absolute path of the folder. */
      folder: z.string(),
      /** Hours from the policy; 0 never. */
      everyHours: z.number().int(),
      /** One is being made right now. */
      running: z.boolean(),
      /** When the newest that passed its test was made; null when there is none. */
      newestGoodAt: instantSchema.nullable(),
      /** When the next is due; in the past when it could not be made, null for never. */
      nextAt: instantSchema.nullable(),
      /** Why the last attempt of the schedule failed: an error code such as `disk_full`, or `folder_missing`; null after one that succeeded. */
      failure: z.object({ at: instantSchema, code: z.string() }).nullable(),
      backups: z.array(madeSchema),
    }),
  ),
  /** What can be restored here, and whether the last restore can be undone. Works while the vault is locked or missing. */
  found: open.output(
    z.object({
      folder: z.string(),
      files: z.array(backupFileSchema),
      /** When the restore was made that can be undone; null when there is none. */
      undo: z.object({ restoredAt: instantSchema }).nullable(),
    }),
  ),
  /**
   * Makes a backup and restores it for a test. Into the folder of the policy, which is thinned afterwards, or to the absolute
   * path `file`. `replace` takes the place of a backup of the same name, and of nothing else.
   * @throws file_exists, disk_full, folder_read_only, cancelled, backup_damaged when the test failed; no file is left then
   */
  make: open
    .input(
      z.object({
        file: z.string().min(1).max(1000).nullable().default(null),
        replace: z.boolean().default(false),
        jobId: jobIdSchema,
      }),
    )
    .output(madeSchema.extend({ folder: z.string() })),
  /**
   * Restores a backup for a test and throws the result away. A proof is needed for a backup of another vault, and for one from
   * before the data key was changed. @throws wrong_credentials, vault_newer, not_found, upload_missing, cancelled
   */
  check: open
    .input(z.object({ source: sourceSchema, proof: unlockSchema.nullable().default(null), jobId: jobIdSchema }))
    .output(z.object({ head: backupHeadSchema.nullable(), test: backupTestSchema })),
  /**
   * Puts a backup in the place of the vault after all of it was checked; the vault is locked afterwards. What lay there is kept
   * and can be put back with `undoRestore`. The proof opens the backup: it is one of the ways in that the vault had then.
   * @throws vault_exists without `replace`, wrong_credentials, backup_damaged, vault_newer, vault_busy, upload_missing; not_found
   * and file_refused when there is no such file
   */
  restore: open
    .input(
      z.object({ source: sourceSchema, proof: unlockSchema, replace: z.boolean().default(false), jobId: jobIdSchema }),
    )
    .output(
      z.object({
        head: backupHeadSchema,
        /** What was wrong with the log of the vault that was backed up; it is restored as it was. */
        findings: backupTestSchema.shape.findings,
        /** False when there was no vault before. */
        undoable: z.boolean(),
      }),
    ),
  /** Puts back what lay there before the last restore; the vault is locked afterwards. @throws input_refused, vault_busy */
  undoRestore: open.output(z.object({ restoredAt: instantSchema })),
  /** Ticket to fetch a backup by, which is read from the disk as it goes. @throws not_found */
  download: query.input(z.object({ fileName: fileNameSchema })).output(ticketSchema),
};
