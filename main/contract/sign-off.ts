import { z } from 'zod';
import { ROLES } from '../domain/role.ts';
import { DUTIES, SIGN_PROBLEMS, SIGNED_NOUNS } from '../domain/sign-off.ts';
import { command, idSchema, instantSchema, query, textSchema } from './shared.ts';
import { proofSchema } from './vault.ts';

const signatureSchema = z.object({
  id: idSchema('signOff'),
  duty: z.enum(DUTIES),
  userName: z.string(),
  /** What the person was at that time. */
  role: z.enum(ROLES),
  signedAt: instantSchema,
  comment: z.string().nullable(),
  /** SHA-256 of what was signed, in hex. */
  contentHash: z.string(),
  /** Whether the record still is what was signed, word for word. */
  fits: z.boolean(),
  /** Whether this vault, or one that was taken into it, has signed exactly this: who, as what, when, and what. */
  genuine: z.boolean(),
  /** Fingerprint of the key of a vault that was taken in as an open folder, where that one signed; null for this vault's own. */
  formerKey: z.string().nullable(),
  /** Whether whoever asks may withdraw it. */
  mayWithdraw: z.boolean(),
  withdrawn: z.object({ at: instantSchema, by: z.string(), reason: z.string() }).nullable(),
});

const recordShape = {
  noun: z.enum(SIGNED_NOUNS),
  /** Identifier of the checklist, exception or case. */
  recordId: idSchema('signed'),
};

export const signOff = {
  /** Who has to sign a record, who has, and whether it is what they signed. @throws AppError `not_found` */
  of: query.input(z.object(recordShape)).output(
    z.object({
      /** SHA-256 of the record as it stands, in hex. */
      contentHash: z.string(),
      /** Of the key with which this vault signs. */
      fingerprint: z.string(),
      /** Every duty is signed, and the record is what was signed. */
      complete: z.boolean(),
      duties: z.array(
        z.object({
          duty: z.enum(DUTIES),
          roles: z.array(z.enum(ROLES)),
          signature: signatureSchema.nullable(),
          /** Why whoever asks cannot sign for it; null when that is possible. */
          problem: z.enum(SIGN_PROBLEMS).nullable(),
        }),
      ),
      /** Signatures that were withdrawn, the newest first. */
      withdrawn: z.array(signatureSchema),
    }),
  ),
  /**
   * Signs a record as it stands. `contentHash` is that of what the person saw. The passphrase is asked again; only in the sample
   * there is none. @throws AppError `wrong_credentials`, `stale_edit`, `not_found`, `input_refused` with a problem of
   * domain/sign-off.ts
   */
  sign: command
    .input(
      z.object({
        ...recordShape,
        duty: z.enum(DUTIES),
        comment: textSchema.nullable(),
        contentHash: z.string().regex(/^[0-9a-f]{64}$/),
        current: proofSchema.nullable(),
      }),
    )
    .output(z.object({ id: idSchema('signOff'), complete: z.boolean() })),
  /**
   * Takes a signature back, with the reason; by who gave it or an administrator. It stays to be seen. @throws AppError
   * `not_found`, `input_refused` with `already_withdrawn`, `others_signature`, `superseded` or `already_ordered`
   */
  withdraw: command
    .input(z.object({ id: idSchema('signOff'), reason: textSchema.min(1) }))
    .output(z.object({ id: idSchema('signOff') })),
};
