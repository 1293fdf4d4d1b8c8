import { z } from 'zod';
import { command, daySchema, instantSchema, open, query } from './shared.ts';

/** At least this many characters, where the passphrase is the only factor (NIST SP 800-63B-4, reliability.md 4). */
export const PASSPHRASE_LENGTH = { least: 15, most: 1024 } as const;
const passphraseSchema = z.string().min(1).max(PASSPHRASE_LENGTH.most);

export const vault = {
  status: open.output(
    z.object({
      state: z.enum(['missing', 'locked', 'unlocked', 'damaged', 'newer']),
      /** Which part is damaged, as far as that shows without a key. */
      damagedPart: z.enum(['key_file', 'database']).nullable(),
      /** Folder of the vault, as a person would look for it. */
      folder: z.string(),
      sample: z.boolean(),
      organisation: z.string().nullable(),
      user: z.string().nullable(),
      role: z.string().nullable(),
      today: daySchema,
      version: z.string(),
      /** True until the recovery key of a new vault has been typed back. */
      recoveryKeyUnconfirmed: z.boolean(),
    }),
  ),
  /** Makes a vault where there is none and leaves it open. The recovery key is given this once. */
  create: open
    .input(
      z.object({
        passphrase: passphraseSchema,
        organisation: z.string().trim().min(1).max(200),
        user: z.string().trim().min(1).max(100).default('Administrator'),
      }),
    )
    .output(z.object({ vaultId: z.string(), createdAt: instantSchema, recoveryKey: z.string() })),
  /** Shows that the recovery key was written down. Wrong input changes nothing. */
  confirmRecoveryKey: open
    .input(z.object({ recoveryKey: z.string().max(200) }))
    .output(z.object({ confirmed: z.literal(true) })),
  unlock: open
    .input(z.union([z.object({ passphrase: passphraseSchema }), z.object({ recoveryKey: z.string().min(1).max(200) })]))
    .output(z.object({ vaultId: z.string(), organisation: z.string().nullable() })),
  lock: open.output(z.object({ locked: z.literal(true) })),
  /** Opens a made-up hospital beside the vault. It is thrown away when it is locked. */
  openSample: open
    .input(z.object({ devices: z.number().int().min(1).max(200_000).default(1200) }))
    .output(z.object({ devices: z.number().int() })),
  /** Fills an empty vault with the made-up hospital; the same seed gives the same hospital. @throws already_exists when devices are there */
  fillSample: command
    .input(
      z.object({
        devices: z.number().int().min(1).max(200_000).default(1200),
        seed: z.number().int().min(0).max(4_294_967_295).default(1),
      }),
    )
    .output(
      z.object({
        devices: z.number().int(),
        models: z.number().int(),
        vendors: z.number().int(),
        contracts: z.number().int(),
      }),
    ),
  info: query.output(
    z.object({
      vaultId: z.string(),
      createdAt: instantSchema,
      schemaVersion: z.number().int(),
      cipher: z.string(),
      counts: z.record(z.string(), z.number().int()),
      slots: z.array(
        z.object({
          id: z.string(),
          kind: z.enum(['passphrase', 'recovery_key']),
          createdAt: instantSchema,
          kdf: z.string(),
        }),
      ),
      audit: z.object({ entries: z.number().int(), head: z.string() }),
      catalogue: z.object({ day: daySchema, source: z.string() }),
    }),
  ),
  /** Reads every page of the file and the whole chain of the audit log. */
  verify: query.output(
    z.object({
      ok: z.boolean(),
      findings: z.array(z.object({ code: z.string(), where: z.string() })),
      pages: z.number().int(),
      entries: z.number().int(),
    }),
  ),
};
