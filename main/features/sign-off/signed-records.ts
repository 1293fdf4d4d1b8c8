import { type SqlConnection, statement } from '../../data/connection.ts';
import { type CaseStage, isOrdered } from '../../domain/procurement.ts';
import { type HeldSignature, type Person, type SignedNoun, statusOf } from '../../domain/sign-off.ts';
import type { CommandContext } from '../context.ts';

/** The case that hangs on a signed record, by its noun. */
const CASE_OF: Readonly<Record<SignedNoun, string>> = {
  checklist: 'SELECT c."caseId" FROM "Candidate" c WHERE c."assessmentId" = ?',
  exception: 'SELECT c."caseId" FROM "RiskException" e JOIN "Candidate" c ON c."id" = e."candidateId" WHERE e."id" = ?',
  procurement: 'SELECT ?',
};

/** The people of the vault. */
export function peopleWho(sql: SqlConnection): Person[] {
  return statement<[], Person>(sql, 'SELECT "id", "name", "role" FROM "User" ORDER BY "name"').all();
}

/** Who answers for an exception. */
export function ownerOf(sql: SqlConnection, exceptionId: string): string | null {
  const row = statement<[string], { owner: string }>(sql, 'SELECT "owner" FROM "RiskException" WHERE "id" = ?').get(
    exceptionId,
  );
  return row?.owner ?? null;
}

/** Why no signature of a record can be taken back any more: a next issue stands on it, or the order is out. */
export function whyItStays(sql: SqlConnection, noun: SignedNoun, id: string): 'superseded' | 'already_ordered' | null {
  if (noun === 'checklist') {
    const next = statement<[string], { id: string }>(sql, 'SELECT "id" FROM "Assessment" WHERE "previousId" = ?').get(
      id,
    );
    if (next !== undefined) return 'superseded';
  }
  const cases = statement<[string], { stage: CaseStage }>(
    sql,
    `SELECT "stage" FROM "ProcurementCase" WHERE "id" IN (${CASE_OF[noun]})`,
  ).all(id);
  // What led to an order cannot be taken back.
  return cases.some(({ stage }) => isOrdered(stage)) ? 'already_ordered' : null;
}

/** What follows when the signatures of a record changed: a checklist is locked, final or open again. */
export async function afterSigning(
  context: CommandContext,
  noun: SignedNoun,
  id: string,
  held: readonly HeldSignature[],
): Promise<void> {
  const { db, now, actor } = context;
  context.touch(noun);
  if (noun !== 'checklist') return;
  const status = statusOf(held);
  const { status: before } = await db.assessment.findUniqueOrThrow({ where: { id }, select: { status: true } });
  if (before === status) return;
  await db.assessment.update({
    where: { id },
    data: { status, revision: { increment: 1 }, updatedAt: now, updatedBy: actor },
  });
  context.record('checklist', id, { status: before }, { status });
}
