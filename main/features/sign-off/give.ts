import type { Instant } from '../../domain/day.ts';
import type { SignOffId } from '../../domain/ids.ts';
import { type Duty, isComplete, type SignedNoun } from '../../domain/sign-off.ts';
import type { CommandContext } from '../context.ts';
import { heldSignatures } from './sign-off.store.ts';
import { afterSigning } from './signed-records.ts';
import { statementBytes } from './statement.ts';

/** Writes the signature of whoever is signed in; that the person may sign was looked at before. */
export async function giveSignature(
  context: CommandContext,
  {
    noun,
    recordId,
    duty,
    comment,
    contentHash,
    signedAt,
  }: {
    readonly noun: SignedNoun;
    readonly recordId: string;
    readonly duty: Duty;
    readonly comment: string | null;
    readonly contentHash: string;
    readonly signedAt: Instant;
  },
): Promise<{ readonly id: SignOffId; readonly complete: boolean }> {
  const { user, role } = context;
  const id = context.newId<'signOff'>();
  const row = { noun, recordId, duty, userId: user.id, userName: user.name, role, comment, signedAt, contentHash };
  const signature = Buffer.from(context.signing.sign(statementBytes(row))).toString('base64');
  await context.db.signOff.create({ data: { id, ...row, signature } });
  context.record(noun, recordId, { signature: null }, { signature: duty, contentHash, comment });
  const held = heldSignatures(context.sql, noun, recordId);
  await afterSigning(context, noun, recordId, held);
  return { id, complete: isComplete(noun, held) };
}
