import { type SqlConnection, statement } from '../../data/connection.ts';
import {
  type ClockDirection,
  type ClockStart,
  type CommitmentKind,
  type DurationUnit,
  LONGEST,
  type Obligor,
  type SeverityBand,
} from '../../domain/commitment.ts';
import { AppError } from '../../domain/error.ts';
import type { AssessmentId, ClauseId, ContractId, DocumentId } from '../../domain/ids.ts';
import { commitmentKey } from '../commitment/commitment-key.ts';
import type { CommandContext } from '../context.ts';
import { refreshObligations } from '../obligation/obligation.store.ts';
import { found, stamp } from '../records.ts';
import { libraryClauses } from './clause.store.ts';

/** A contract as commitments and clauses refer to it. @throws AppError `not_found` */
export function contractNamed(sql: SqlConnection, id: ContractId) {
  const row = statement<[string], { number: string; vendorId: string; vendor: string }>(
    sql,
    'SELECT c."number", c."vendorId", v."name" AS "vendor" FROM "Contract" c JOIN "Vendor" v ON v."id" = c."vendorId" WHERE c."id" = ?',
  ).get(id);
  return found(row, 'contract', id);
}

/** What the library proposes for a contract, and what of it is there already. @throws AppError `not_found` */
export function proposalsFor(sql: SqlConnection, contractId: ContractId) {
  const contract = contractNamed(sql, contractId);
  return libraryClauses(sql).flatMap(({ id: clauseId, code, title, source, proposals }) =>
    proposals.map((proposal) => ({
      ...proposal,
      clauseId,
      code,
      title,
      source,
      known: knownCommitment(sql, commitmentKey({ contract: contract.number, ...contract, ...proposal })) ?? null,
    })),
  );
}

/** A proposal as somebody edited it, with what it came from: a clause of the library, or an answer of a signed checklist. */
interface Line {
  readonly clauseId: ClauseId | null;
  readonly assessmentId?: AssessmentId;
  readonly controlCode?: string;
  readonly kind: CommitmentKind;
  readonly severity: SeverityBand;
  readonly clockStart: ClockStart;
  readonly direction: ClockDirection;
  readonly amount: number;
  readonly unit: DurationUnit;
  readonly obligor: Obligor;
}

/**
 * Makes commitments of proposals; a promise that the contract has is left as it is. @throws AppError `not_found`, or
 * `input_refused` with `too_long` beyond LONGEST of domain/commitment.ts
 */
export async function addCommitments(
  context: CommandContext,
  contractId: ContractId,
  lines: readonly Line[],
): Promise<{ readonly added: number; readonly left: number }> {
  const contract = contractNamed(context.sql, contractId);
  let added = 0;
  for (const { clauseId, assessmentId = null, controlCode = null, ...figures } of lines) {
    const limit = LONGEST[figures.unit];
    if (figures.amount > limit) throw new AppError('input_refused', { problem: 'too_long', field: 'amount', limit });
    if (clauseId !== null)
      found(await context.db.clause.findUnique({ where: { id: clauseId }, select: { id: true } }), 'clause', clauseId);
    const identityKey = commitmentKey({ contract: contract.number, vendorId: contract.vendorId, ...figures });
    if (knownCommitment(context.sql, identityKey)) continue;
    // What somebody found in this contract already says where the promise stands.
    const place =
      clauseId === null
        ? null
        : await context.db.contractClause.findUnique({
            where: { contractId_clauseId: { contractId, clauseId } },
            select: { reference: true, page: true, documentId: true },
          });
    const id = context.newId<'commitment'>();
    const data = {
      ...figures,
      contractId,
      vendorId: contract.vendorId,
      clauseId,
      assessmentId,
      controlCode,
      clause: place?.reference ?? null,
      page: place?.page ?? null,
      documentId: place?.documentId ?? null,
    };
    await context.db.commitment.create({ data: { id, identityKey, ...data, ...stamp(context) } });
    context.record('commitment', id, null, { contract: contract.number, ...data });
    added += 1;
  }
  context.touch('contract', 'commitment');
  if (added > 0) {
    // What is owed follows from what was promised.
    await refreshObligations(context, 'all');
    context.touch('obligation');
  }
  return { added, left: lines.length - added };
}

/** Writes clause and page into the commitments that came from a clause; only then they count as contractual. */
export async function writePlace(
  context: CommandContext,
  place: {
    readonly contractId: ContractId;
    readonly clauseId: ClauseId;
    readonly reference: string | null;
    readonly page: string | null;
    readonly documentId: DocumentId | null;
  },
): Promise<number> {
  const { contractId, clauseId, reference, page, documentId } = place;
  const commitments = await context.db.commitment.findMany({ where: { contractId, clauseId } });
  for (const { id, clause: oldClause, page: oldPage, documentId: oldDocument, kind } of commitments) {
    const document = documentId ?? oldDocument;
    await context.db.commitment.update({
      where: { id },
      data: {
        clause: reference,
        page,
        documentId: document,
        revision: { increment: 1 },
        updatedAt: context.now,
        updatedBy: context.actor,
      },
    });
    context.record(
      'commitment',
      id,
      { kind, clause: oldClause, page: oldPage, documentId: oldDocument },
      { kind, clause: reference, page, documentId: document },
    );
  }
  if (commitments.length > 0) context.touch('commitment');
  return commitments.length;
}

/** What is promised already under an identity. */
export function knownCommitment(sql: SqlConnection, identityKey: string) {
  return statement<[string], { amount: number; unit: DurationUnit; obligor: Obligor }>(
    sql,
    'SELECT "amount", "unit", "obligor" FROM "Commitment" WHERE "identityKey" = ?',
  ).get(identityKey);
}
