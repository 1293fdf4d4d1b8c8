import { z } from 'zod';
import { DEFAULT_POLICY, KEY_FILE_FOR, POLICY_BOUNDS } from '../domain/policy.ts';
import { ROLES } from '../domain/role.ts';
import { WAYS_IN } from '../domain/way-in.ts';
import { command, daySchema, instantSchema, nameSchema, open, query } from './shared.ts';

/** Characters of a passphrase: fewest where no policy says otherwise, and more than any. */
export const PASSPHRASE_LENGTH = { least: DEFAULT_POLICY.passphraseLeast, most: 1024 } as const;
export const passphraseSchema = z.string().min(1).max(PASSPHRASE_LENGTH.most);
/** The text of a key file, as it lies on the stick. */
export const keyFileSchema = z.string().max(65_536);
export const wayInSchema = z.object({
  id: z.string(),
  kind: z.enum(WAYS_IN),
  /** Whose it is; null when it was made by a program of before and nobody used it since. */
  userId: z.string().nullable(),
  user: z.string().nullable(),
  createdAt: instantSchema,
  /** Set by somebody else; has to be replaced at its first use. */
  temporary: z.boolean(),
  shares: z.object({ setId: z.string(), needed: z.number().int(), total: z.number().int() }).nullable(),
  kdf: z.string(),
});
const bounded = ({ least, most }: { readonly least: number; readonly most: number }) =>
  z.number().int().min(least).max(most);
export const policySchema = z.object({
  passphraseLeast: bounded(POLICY_BOUNDS.passphraseLeast),
  passphraseLeastWithKeyFile: bounded(POLICY_BOUNDS.passphraseLeastWithKeyFile),
  keyFileFor: z.enum(KEY_FILE_FOR),
  keyStoreAllowed: z.boolean(),
  autoLockMinutes: bounded(POLICY_BOUNDS.autoLockMinutes),
  backupEveryHours: bounded(POLICY_BOUNDS.backupEveryHours),
  backupFolder: z.string().min(1).max(1000).nullable(),
});
/** The passphrase of whoever sits there, asked again for what must not happen at a desk that somebody left. */
export const proofSchema = z.object({ passphrase: passphraseSchema, keyFile: keyFileSchema.nullable().default(null) });
/** What has to be done before anything else can be. */
export const STEPS = ['new_passphrase', 'key_file'] as const;
/** One of the ways in, of a vault or of a backup. */
export const unlockSchema = z.union([
  z.object({
    user: z.string().trim().max(100).nullable().default(null),
    passphrase: passphraseSchema,
    keyFile: keyFileSchema.nullable().default(null),
  }),
  z.object({ recoveryKey: z.string().min(1).max(200) }),
  z.object({ shares: z.array(z.string().max(200)).min(1).max(20) }),
  z.object({ keyStore: z.literal(true) }),
]);
const headSchema = z.object({ entries: z.number().int(), hash: z.string() });

export const vault = {
  status: open.output(
    z.object({
      state: z.enum(['missing', 'locked', 'unlocked', 'damaged', 'newer']),
      /** Which part is damaged, as far as that shows without a key. */
      damagedPart: z.enum(['vault_file', 'database']).nullable(),
      /** Folder of the vault, as a person would look for it. */
      folder: z.string(),
      sample: z.boolean(),
      organisation: z.string().nullable(),
      user: z.string().nullable(),
      role: z.enum(ROLES).nullable(),
      userId: z.string().nullable(),
      /** Kinds of ways in that the vault has, each once. */
      waysIn: z.array(z.enum(WAYS_IN)),
      /** The one by which whoever is signed in got in; null while it is locked. */
      wayIn: z.enum(WAYS_IN).nullable(),
      /** True when several people have a passphrase, so that a name is needed to sign in. */
      namesNeeded: z.boolean(),
      /** Seconds until the next attempt is looked at. */
      waitSeconds: z.number().int(),
      /** True when this computer's key store can hold a way in; false in a browser. */
      keyStore: z.boolean(),
      /** What the person has to do before anything else is possible. */
      step: z.enum(STEPS).nullable(),
      /** The log of an open vault is not the one that was last known: an older file, or its end is missing. */
      alarm: z.object({ known: headSchema, found: headSchema }).nullable(),
      /** The vault file was damaged and its copy was used. */
      fromCopy: z.boolean(),
      /** The clock says a time before the last entry of the log. */
      clockBehind: z.boolean(),
      policy: policySchema,
      /** Seconds until the vault locks by itself; null while it is locked. */
      locksInSeconds: z.number().int().nullable(),
      /** Fingerprint of the key that signs exports. */
      fingerprint: z.string().nullable(),
      today: daySchema,
      version: z.string(),
      /** True until the recovery key of a new vault has been typed back. */
      recoveryKeyUnconfirmed: z.boolean(),
    }),
  ),
  /** Makes a vault where there is none and leaves it open. Recovery key and key file are given this once. */
  create: open
    .input(
      z.object({
        passphrase: passphraseSchema,
        organisation: z.string().trim().min(1).max(200),
        user: nameSchema.max(100).default('Administrator'),
        /** A key file besides the passphrase: a new one, one that is there (its text), or none. */
        keyFile: z.union([z.literal('none'), z.literal('new'), z.object({ text: keyFileSchema })]).default('none'),
      }),
    )
    .output(
      z.object({
        vaultId: z.string(),
        createdAt: instantSchema,
        recoveryKey: z.string(),
        /** Text of the new key file. */
        keyFile: z.string().nullable(),
        fingerprint: z.string(),
      }),
    ),
  /** Shows that the recovery key was written down. Wrong input changes nothing. */
  confirmRecoveryKey: open
    .input(z.object({ recoveryKey: z.string().max(200) }))
    .output(z.object({ confirmed: z.literal(true) })),
  /** Opens the vault by one of its ways in. @throws wrong_credentials, too_many_attempts */
  unlock: open.input(unlockSchema).output(z.object({ vaultId: z.string(), organisation: z.string().nullable() })),
  /** Somebody is at the window: starts the time until the lock anew. */
  touch: open.output(z.object({ locksInSeconds: z.number().int().nullable() })),
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
      slots: z.array(wayInSchema),
      audit: z.object({ entries: z.number().int(), head: z.string() }),
      /** Fingerprint of the key that signs exports. */
      fingerprint: z.string(),
      catalogue: z.object({ day: daySchema, source: z.string() }),
    }),
  ),
  /** Reads every page of the file and the whole chain of the audit log; `known` is an end of it that a report or backup tells. */
  verify: query.input(z.object({ known: headSchema.optional() }).default({})).output(
    z.object({
      ok: z.boolean(),
      findings: z.array(z.object({ code: z.string(), where: z.string() })),
      pages: z.number().int(),
      entries: z.number().int(),
    }),
  ),
  /** The log as it is counts from now on, although it is not the one that was last known. @throws not_permitted */
  acceptHistory: open.input(z.object({ current: proofSchema })).output(z.object({ accepted: z.literal(true) })),
  setPolicy: open.input(policySchema).output(policySchema),
  /** Replaces the recovery key; the old one opens nothing any more. */
  newRecoveryKey: open
    .input(z.object({ current: proofSchema }))
    .output(z.object({ recoveryKey: z.string(), fingerprint: z.string() })),
  /** Shares of which any `needed` open the vault; replaces the shares of before. */
  newShares: open
    .input(
      z.object({
        needed: z.number().int().min(2).max(10),
        total: z.number().int().min(2).max(10),
        current: proofSchema,
      }),
    )
    .output(z.object({ setId: z.string(), shares: z.array(z.string()), fingerprint: z.string() })),
  /** Lets this computer's key store open the vault for whoever sits there. @throws key_store_unavailable */
  rememberHere: open.input(z.object({ current: proofSchema })).output(z.object({ remembered: z.literal(true) })),
  /** Removes a way in that is no passphrase: recovery key, shares, key store. */
  removeWayIn: open.input(z.object({ id: z.string().max(100) })).output(z.object({ removed: z.literal(true) })),
  /**
   * Encrypts the whole database under a new data key, and another cipher when one is named. Ways in that cannot follow are
   * named; they belong to people who have not signed in since the vault had format 1.
   */
  rotateKey: open
    .input(
      z.object({
        cipher: z.enum(['sqlcipher', 'chacha20', 'aegis']).nullable().default(null),
        current: proofSchema,
        jobId: z.string().max(50).optional(),
      }),
    )
    .output(z.object({ cipher: z.string(), lost: z.array(wayInSchema) })),
};
