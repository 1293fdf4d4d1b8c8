import { type SqlConnection, statement } from '../../data/connection.ts';
import { fingerprint } from '../../data/signing.ts';
import { AppError } from '../../domain/error.ts';
import type { SignOffId } from '../../domain/ids.ts';
import { DUTIES_OF, DUTY_ROLES, type Duty, isComplete, type SignedNoun, signProblem } from '../../domain/sign-off.ts';
import type { CommandContext, CommandHandlers, QueryContext, QueryHandlers } from '../context.ts';
import { found } from '../records.ts';
import { contentHash } from './content.ts';
import { giveSignature } from './give.ts';
import { heldSignatures, type SignatureView, signatureOf, signaturesOf } from './sign-off.store.ts';
import { afterSigning, ownerOf, peopleWho, whyItStays } from './signed-records.ts';
import { standsFor } from './statement.ts';

export const signOffQueries = {
  of: ({ noun, recordId }, context) => {
    const { sql, signing } = context;
    const hash = found(contentHash(sql, noun, recordId), noun, recordId);
    const signatures = signaturesOf(sql, noun, recordId, hash);
    const held = signatures.filter(({ withdrawn }) => withdrawn === null);
    const stays = whyItStays(sql, noun, recordId) !== null;
    const show = (signature: SignatureView) => shown(signature, { noun, recordId, stays }, context);
    const counts = held.map(show).filter(({ fits, genuine }) => fits && genuine);
    return {
      contentHash: hash,
      fingerprint: fingerprint(signing.publicKey),
      complete: isComplete(noun, counts),
      duties: DUTIES_OF[noun].map((duty) => {
        const signature = held.find((one) => one.duty === duty);
        return {
          duty,
          roles: [...DUTY_ROLES[duty]],
          signature: signature === undefined ? null : show(signature),
          problem: problemOf({ noun, recordId, duty }, held, context),
        };
      }),
      withdrawn: signatures
        .filter(({ withdrawn }) => withdrawn !== null)
        .reverse()
        .map(show),
    };
  },
} satisfies QueryHandlers<'signOff', 'of'>;

export const signOffCommands = {
  sign: async ({ noun, recordId, duty, comment, contentHash: seen, current }, context) => {
    const { sql, now } = context;
    const hash = found(contentHash(sql, noun, recordId), noun, recordId);
    const held = heldSignatures(sql, noun, recordId);
    const problem = problemOf({ noun, recordId, duty }, held, context);
    if (problem !== null) throw new AppError('input_refused', { problem, field: 'duty' });
    // Nobody signs what was not on the screen.
    if (hash !== seen) throw new AppError('stale_edit', { noun, current: hash, known: seen });
    await context.prove(current);
    for (const { id } of held.filter((one) => one.duty === duty)) {
      await withdraw(context, id, context.words.t('signOff.changedSince'));
    }
    return giveSignature(context, { noun, recordId, duty, comment: comment || null, contentHash: hash, signedAt: now });
  },

  withdraw: async ({ id, reason }, context) => {
    const { noun, recordId, ...signature } = found(signatureOf(context.sql, id), 'signOff', id);
    if (signature.withdrawnAt !== null) refuse('already_withdrawn');
    if (!mayWithdraw(signature, context)) refuse('others_signature');
    const stays = whyItStays(context.sql, noun, recordId);
    if (stays !== null) refuse(stays);
    await withdraw(context, id, reason);
    context.record(noun, recordId, { signature: signature.duty }, { signature: null, withdrawnReason: reason });
    await afterSigning(context, noun, recordId, heldSignatures(context.sql, noun, recordId));
    return { id };
  },
} satisfies CommandHandlers<'signOff', 'sign' | 'withdraw'>;

/** Why whoever asks cannot sign. A signature under something else than what stands there now keeps nobody from signing. */
function problemOf(
  { noun, recordId, duty }: { readonly noun: SignedNoun; readonly recordId: string; readonly duty: Duty },
  held: readonly SignatureView[],
  { sql, user, role }: QueryContext,
) {
  return signProblem(
    noun,
    duty,
    { ...user, role },
    {
      signatures: held.filter(({ fits }) => fits),
      people: peopleWho(sql),
      owner: noun === 'exception' ? ownerOf(sql, recordId) : null,
    },
  );
}

function shown(
  signature: SignatureView,
  { stays, ...record }: { readonly noun: SignedNoun; readonly recordId: string; readonly stays: boolean },
  context: QueryContext,
) {
  const { signature: bytes, userId, ...view } = signature;
  const said = { ...record, ...signature };
  const own = standsFor(context.signing.publicKey, said, bytes);
  const former = own ? undefined : formerKeys(context.sql).find((key) => standsFor(key, said, bytes));
  const open = view.withdrawn === null && !stays;
  return {
    ...view,
    genuine: own || former !== undefined,
    formerKey: former === undefined ? null : fingerprint(former),
    mayWithdraw: open && mayWithdraw(signature, context),
  };
}

/** Keys of vaults that were taken in, as far as each vouched for the folder that it came in. */
function formerKeys(sql: SqlConnection): string[] {
  return statement<[], { publicKey: string }>(
    sql,
    'SELECT "publicKey" FROM "FormerVault" WHERE "signed" ORDER BY "takenInAt"',
  )
    .all()
    .map(({ publicKey }) => publicKey);
}

function mayWithdraw({ userId }: { readonly userId: string }, { user, role }: QueryContext): boolean {
  return userId === user.id || role === 'administrator';
}

async function withdraw({ db, now, actor }: CommandContext, id: SignOffId, reason: string): Promise<void> {
  await db.signOff.update({
    where: { id },
    data: { withdrawnAt: now, withdrawnBy: actor, withdrawnReason: reason },
  });
}

/** @throws AppError `input_refused` */
function refuse(problem: string): never {
  throw new AppError('input_refused', { problem });
}
