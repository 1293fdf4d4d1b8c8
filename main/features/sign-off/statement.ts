import { verifyBytes } from '../../data/signing.ts';
import type { Instant } from '../../domain/day.ts';
import type { Role } from '../../domain/role.ts';
import type { Duty, SignedNoun } from '../../domain/sign-off.ts';
import { canonical } from './content.ts';

/** What a signature says: who, as what, for what, when, and under which content. */
interface Statement {
  readonly noun: SignedNoun;
  readonly recordId: string;
  readonly duty: Duty;
  readonly userId: string;
  readonly userName: string;
  readonly role: Role;
  readonly comment: string | null;
  readonly signedAt: Instant;
  readonly contentHash: string;
}

/** The bytes that the vault signs: canonical JSON of the statement, headed by what it is, so that it passes for nothing else. */
export function statementBytes(said: Statement): Uint8Array {
  const { noun, recordId, duty, userId, userName, role, comment, signedAt, contentHash } = said;
  const plain = { noun, recordId, duty, userId, userName, role, comment, signedAt, contentHash };
  return new TextEncoder().encode(`medsteward/sign-off/1\n${canonical(plain)}`);
}

/** Whether the holder of a key signed exactly this. `signature` is Ed25519 in base 64. */
export function standsFor(publicKey: string, said: Statement, signature: string): boolean {
  return verifyBytes(publicKey, statementBytes(said), Buffer.from(signature, 'base64'));
}
