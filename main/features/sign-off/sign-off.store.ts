import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Instant } from '../../domain/day.ts';
import type { SignOffId } from '../../domain/ids.ts';
import type { Role } from '../../domain/role.ts';
import type { Duty, SignedNoun } from '../../domain/sign-off.ts';
import { identifiersAt } from '../duplicate/merged.store.ts';
import { contentHash } from './content.ts';

/** A signature with what came of it. */
export interface SignatureView {
  readonly id: SignOffId;
  readonly duty: Duty;
  readonly userId: string;
  readonly userName: string;
  /** What the person was at that time. */
  readonly role: Role;
  readonly signedAt: Instant;
  readonly comment: string | null;
  readonly withdrawn: { readonly at: Instant; readonly by: string; readonly reason: string } | null;
  /** Whether the record still is what was signed, word for word. */
  readonly fits: boolean;
  /** SHA-256 of what was signed, in hex. */
  readonly contentHash: string;
  /** Ed25519, in base 64. */
  readonly signature: string;
}

interface Stored extends Omit<SignatureView, 'withdrawn' | 'fits'> {
  readonly withdrawnAt: Instant | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnReason: string | null;
}

/**
 * All signatures of a record in the order in which they were given, also those that were withdrawn. `hash` is that of the record
 * as it stands, for whoever has it already.
 */
export function signaturesOf(
  sql: SqlConnection,
  noun: SignedNoun,
  recordId: string,
  hash?: string,
): readonly SignatureView[] {
  const rows = statement<[string, string], Stored>(
    sql,
    `SELECT "id", "duty", "userId", "userName", "role", "signedAt", "comment", "contentHash", "signature", "withdrawnAt", "withdrawnBy", "withdrawnReason"
     FROM "SignOff" WHERE "noun" = ? AND "recordId" = ? ORDER BY "signedAt", "id"`,
  ).all(noun, recordId);
  if (rows.length === 0) return [];
  const present = hash ?? contentHash(sql, noun, recordId);
  // A merge of names changes no word of what was signed before it.
  const asSigned = (at: Instant) => {
    const former = identifiersAt(sql, at);
    return former === null ? present : contentHash(sql, noun, recordId, former);
  };
  return rows.map(({ withdrawnAt, withdrawnBy, withdrawnReason, ...row }) => ({
    ...row,
    withdrawn: withdrawnAt === null ? null : { at: withdrawnAt, by: withdrawnBy ?? '', reason: withdrawnReason ?? '' },
    fits: row.contentHash === present || row.contentHash === asSigned(row.signedAt),
  }));
}

/** One signature and what it stands under; null where there is none. */
export function signatureOf(sql: SqlConnection, id: SignOffId) {
  const row = statement<
    [string],
    { noun: SignedNoun; recordId: string; duty: Duty; userId: string; withdrawnAt: Instant | null }
  >(sql, 'SELECT "noun", "recordId", "duty", "userId", "withdrawnAt" FROM "SignOff" WHERE "id" = ?').get(id);
  return row ?? null;
}

/** The signatures that were not withdrawn. */
export function heldSignatures(sql: SqlConnection, noun: SignedNoun, recordId: string): readonly SignatureView[] {
  return signaturesOf(sql, noun, recordId).filter(({ withdrawn }) => withdrawn === null);
}

/** Whether a record has all its signatures, and is what was signed. */
export function isSigned(sql: SqlConnection, noun: SignedNoun, recordId: string, duties: readonly Duty[]): boolean {
  const held = heldSignatures(sql, noun, recordId);
  return duties.every((duty) => held.some((one) => one.duty === duty && one.fits));
}
