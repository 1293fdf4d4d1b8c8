import { z } from 'zod';
import { proposedCommitmentSchema } from '../../contract/clause.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import type { ClauseCategory, ClauseState, ProposedCommitment } from '../../domain/clause.ts';
import { CLAUSE_CATEGORIES } from '../../domain/clause.ts';
import type { Day, Instant } from '../../domain/day.ts';
import type { ClauseId, ContractId, DocumentId, VendorId } from '../../domain/ids.ts';
import { listContracts } from '../contract/contract.store.ts';

const commitmentsSchema = z.array(proposedCommitmentSchema);

/** How many contracts say what of a clause. */
export interface ClauseCounts {
  readonly present: number;
  readonly partial: number;
  readonly absent: number;
  readonly not_applicable: number;
  readonly notLookedAt: number;
}

/** A clause of the library with the version that holds. */
export interface LibraryClause {
  readonly id: ClauseId;
  readonly code: string;
  readonly title: string;
  readonly category: ClauseCategory;
  readonly revision: number;
  readonly retiredOn: Day | null;
  readonly versionId: string;
  readonly version: number;
  readonly text: string;
  readonly guidance: string | null;
  readonly source: string | null;
  readonly proposals: readonly ProposedCommitment[];
}

/** The proposals of a version as they are kept. */
export function readProposals(json: string): ProposedCommitment[] {
  return commitmentsSchema.parse(JSON.parse(json));
}

type LibraryRow = Omit<LibraryClause, 'proposals'> & { readonly commitments: string };

/** The clauses with their newest versions, by category and position; those that were retired only when asked for. */
export function libraryClauses(
  sql: SqlConnection,
  { retired = false, category }: { readonly retired?: boolean; readonly category?: readonly string[] | undefined } = {},
): LibraryClause[] {
  const rows = statement<[], LibraryRow>(
    sql,
    `SELECT c."id", c."code", c."title", c."category", c."revision", c."retiredOn", v."id" AS "versionId", v."version", v."text",
       v."guidance", v."source", v."commitments"
     FROM "Clause" c JOIN "ClauseVersion" v ON v."clauseId" = c."id"
       AND v."version" = (SELECT max(w."version") FROM "ClauseVersion" w WHERE w."clauseId" = c."id")
     ORDER BY c."position", c."code"`,
  ).all();
  const order = (clause: LibraryRow) => CLAUSE_CATEGORIES.indexOf(clause.category);
  return rows
    .filter((row) => (retired || row.retiredOn === null) && (category?.includes(row.category) ?? true))
    .sort((one, other) => order(one) - order(other))
    .map(({ commitments, ...row }) => ({ ...row, proposals: readProposals(commitments) }));
}

/** Which contracts and clauses are asked for. */
export interface ClauseFilter {
  readonly search: string;
  readonly vendorId?: readonly VendorId[] | undefined;
  readonly category?: readonly ClauseCategory[] | undefined;
  readonly ended: boolean;
}

export interface GridCell {
  readonly state: ClauseState;
  readonly outdated: boolean;
}

export interface GridRow {
  readonly id: ContractId;
  readonly number: string;
  readonly vendor: string;
  readonly vendorId: VendorId;
  /** Clauses that are missing, or there in part. */
  readonly gaps: number;
  readonly notLookedAt: number;
  /** By clause; what is not there was not looked at. */
  readonly cells: Readonly<Record<string, GridCell>>;
}

/** Contracts by clauses, by number, and the vendors that a filter can name with their contracts. */
export function clauseGrid(sql: SqlConnection, today: Day, filter: ClauseFilter) {
  const clauses = libraryClauses(sql, { category: filter.category });
  const words = filter.search.trim().toLowerCase();
  const found = listContracts(sql, today).filter(
    ({ number, vendor, status }) =>
      (filter.ended || status !== 'ended') && `${number} ${vendor}`.toLowerCase().includes(words),
  );
  const wanted = found.filter(({ vendorId }) => filter.vendorId?.includes(vendorId) ?? true);
  const current = new Map(clauses.map(({ id, versionId }) => [id, versionId]));
  const cells = new Map<string, Record<string, GridCell>>();
  for (const { contractId, clauseId, state, versionId } of comparisons(sql, wanted)) {
    const version = current.get(clauseId);
    if (version === undefined) continue;
    const own = cells.get(contractId) ?? {};
    own[clauseId] = { state, outdated: versionId !== version };
    cells.set(contractId, own);
  }
  const rows = wanted.map(({ id, number, vendor, vendorId }): GridRow => {
    const own = cells.get(id) ?? {};
    const looked = Object.values(own);
    return {
      id,
      number,
      vendor,
      vendorId,
      gaps: looked.filter(({ state }) => state === 'partial' || state === 'absent').length,
      notLookedAt: clauses.length - looked.length,
      cells: own,
    };
  });
  const vendors = [...Map.groupBy(found, ({ vendorId }) => vendorId)]
    .map(([id, own]) => ({ id, name: own[0]?.vendor ?? '', contracts: own.length }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  return { clauses: clauses.map((clause) => ({ ...clause, counts: countsOf(clause.id, rows) })), rows, vendors };
}

/** What contracts say of a clause, in figures. */
function countsOf(clauseId: ClauseId, rows: readonly GridRow[]): ClauseCounts {
  const counts = { present: 0, partial: 0, absent: 0, not_applicable: 0, notLookedAt: 0 };
  for (const { cells } of rows) counts[cells[clauseId]?.state ?? 'notLookedAt'] += 1;
  return counts;
}

interface Comparison {
  readonly contractId: ContractId;
  readonly clauseId: ClauseId;
  readonly state: ClauseState;
  readonly versionId: string | null;
}

function comparisons(sql: SqlConnection, contracts: readonly { readonly id: string }[]): Comparison[] {
  return statement<[string], Comparison>(
    sql,
    `SELECT "contractId", "clauseId", "state", "clauseVersionId" AS "versionId" FROM "ContractClause"
     WHERE "contractId" IN (SELECT "value" FROM json_each(?))`,
  ).all(JSON.stringify(contracts.map(({ id }) => id)));
}

/** Where a clause stands in a contract, as somebody noted it. */
export interface FoundPlace {
  readonly reference: string | null;
  readonly page: string | null;
  readonly note: string | null;
}

/** What was noted of the clauses of these contracts, by `contract clause`. */
export function placesOf(sql: SqlConnection, contractIds: readonly ContractId[]): ReadonlyMap<string, FoundPlace> {
  const rows = statement<[string], FoundPlace & { readonly key: string }>(
    sql,
    `SELECT "contractId" || ' ' || "clauseId" AS "key", "reference", "page", "note" FROM "ContractClause"
     WHERE "contractId" IN (SELECT "value" FROM json_each(?))`,
  ).all(JSON.stringify(contractIds));
  return new Map(rows.map(({ key, ...place }) => [key, place]));
}

/** What was found in one contract about one clause. */
export interface ClauseFinding {
  readonly state: ClauseState | null;
  /** 0 while nobody looked. */
  readonly revision: number;
  readonly reference: string | null;
  readonly page: string | null;
  readonly documentId: DocumentId | null;
  readonly note: string | null;
  readonly comparedWith: number | null;
  readonly comparedAt: Instant | null;
  readonly comparedBy: string | null;
  readonly document: string | null;
  readonly commitments: number;
  readonly notContractual: number;
}

/** A clause with what was found about it; the revision is that of the finding. */
export type ComparedClause = Omit<LibraryClause, 'revision'> & ClauseFinding;

/** A contract beside every clause of the library that was not retired. */
export function clausesOfContract(sql: SqlConnection, contractId: ContractId): ComparedClause[] {
  const found = statement<[string, string], ClauseFinding & { readonly clauseId: string }>(
    sql,
    `SELECT c."id" AS "clauseId", f."state", coalesce(f."revision", 0) AS "revision", f."reference", f."page", f."documentId", f."note",
       v."version" AS "comparedWith", f."updatedAt" AS "comparedAt", f."updatedBy" AS "comparedBy", d."title" AS "document",
       count(m."id") AS "commitments",
       coalesce(sum(m."id" IS NOT NULL AND (m."clause" IS NULL OR m."page" IS NULL)), 0) AS "notContractual"
     FROM "Clause" c
       LEFT JOIN "ContractClause" f ON f."clauseId" = c."id" AND f."contractId" = ?
       LEFT JOIN "ClauseVersion" v ON v."id" = f."clauseVersionId"
       LEFT JOIN "Document" d ON d."id" = f."documentId"
       LEFT JOIN "Commitment" m ON m."clauseId" = c."id" AND m."contractId" = ?
     GROUP BY c."id"`,
  ).all(contractId, contractId);
  const byClause = new Map(found.map(({ clauseId, ...finding }) => [clauseId, finding]));
  return libraryClauses(sql).flatMap((clause) => {
    const finding = byClause.get(clause.id);
    return finding === undefined ? [] : [{ ...clause, ...finding }];
  });
}
