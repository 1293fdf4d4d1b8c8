import { z } from 'zod';
import { ROLES } from '../domain/role.ts';
import { RECOVERY_WAYS, WAYS_IN } from '../domain/way-in.ts';
import { idSchema, instantSchema, lineSchema, open, query } from './shared.ts';
import { keyFileSchema, passphraseSchema, proofSchema } from './vault.ts';

const userNameSchema = lineSchema(100).min(1);
const roleSchema = z.enum(ROLES);
/** What a new passphrase stands beside: nothing, the key file of before, a new key file, or one that is there (its text). */
const keyFileChoiceSchema = z.union([z.enum(['none', 'new']), z.object({ text: keyFileSchema })]);

/** The people who use the vault (issue: people and roles). */
export const user = {
  list: query.output(
    z.array(
      z.object({
        id: idSchema('user'),
        name: z.string(),
        role: roleSchema,
        createdAt: instantSchema,
        /** Kinds of ways in; empty when the person cannot get in any more. */
        waysIn: z.array(z.enum(WAYS_IN)),
        /** Has yet to replace a passphrase that somebody else set. */
        temporary: z.boolean(),
        lastSeenAt: instantSchema.nullable(),
      }),
    ),
  ),
  /** A person with a first passphrase, to be replaced at the first sign-in. @throws already_exists, passphrase_too_weak */
  add: open
    .input(z.object({ name: userNameSchema, role: roleSchema, passphrase: passphraseSchema }))
    .output(z.object({ id: idSchema('user') })),
  /** @throws last_administrator */
  setRole: open.input(z.object({ id: idSchema('user'), role: roleSchema })).output(z.object({ role: roleSchema })),
  /**
   * Takes a person's ways in off the disk; a recovery key or shares that the person made are among them and have to be made
   * anew. The data key stays the same until it is rotated. @throws last_administrator
   */
  remove: open
    .input(z.object({ id: idSchema('user') }))
    .output(z.object({ removed: z.literal(true), recoveryLost: z.array(z.enum(RECOVERY_WAYS)) })),
  /** A first passphrase for somebody who forgot the own one; the ways in of before are gone. */
  resetPassphrase: open
    .input(z.object({ id: idSchema('user'), passphrase: passphraseSchema }))
    .output(z.object({ reset: z.literal(true) })),
  /**
   * Replaces the own passphrase, and the key file beside it. `current` may be left out after signing in with a recovery key or
   * shares. @throws wrong_credentials, passphrase_too_weak
   */
  changePassphrase: open
    .input(
      z.object({
        current: proofSchema.nullable(),
        passphrase: passphraseSchema,
        keyFile: keyFileChoiceSchema,
      }),
    )
    .output(z.object({ keyFile: z.string().nullable() })),
};
