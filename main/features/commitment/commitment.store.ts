import { type SqlConnection, statement } from '../../data/connection.ts';
import {
  type ClockDirection,
  type ClockStart,
  type CommitmentKind,
  type CommitmentScope,
  type DurationUnit,
  type Obligor,
  type SeverityBand,
  type SeverityBasis,
  type Standing,
  type StopClockReason,
  standingOf,
} from '../../domain/commitment.ts';
import type { Day } from '../../domain/day.ts';
import type { CommitmentId, ContractId, DocumentId, ModelId, SoftwareVersionId, VendorId } from '../../domain/ids.ts';
import type { Money } from '../../domain/money.ts';
import { moneyOf } from '../contract/contract.store.ts';
import { commitmentKey } from './commitment-key.ts';

/** A promise with the names of what it refers to. */
export interface CommitmentRow {
  readonly id: CommitmentId;
  readonly revision: number;
  readonly contractId: ContractId | null;
  readonly contract: string | null;
  readonly vendorId: VendorId | null;
  readonly vendor: string | null;
  readonly standing: Standing;
  readonly kind: CommitmentKind;
  readonly severity: SeverityBand;
  readonly severityBasis: SeverityBasis | null;
  readonly clockStart: ClockStart;
  readonly direction: ClockDirection;
  readonly amount: number;
  readonly unit: DurationUnit;
  readonly obligor: Obligor;
  readonly stopClock: StopClockReason[];
  readonly scope: NamedScope;
  readonly clause: string | null;
  readonly page: string | null;
  readonly documentId: DocumentId | null;
  readonly document: string | null;
  readonly validFrom: Day | null;
  readonly validTo: Day | null;
  readonly remedy: string | null;
  readonly remedyAmount: Money | null;
  readonly notes: string | null;
  /** Holidays of its contract; null for the organisation's own. */
  readonly calendar: string | null;
  readonly createdAt: string;
  readonly createdBy: string;
}

/** What a promise is about; only the list that belongs to `kind` has anything in it. */
export interface NamedScope {
  readonly kind: CommitmentScope;
  readonly models: { readonly id: ModelId; readonly name: string }[];
  readonly versions: { readonly id: SoftwareVersionId; readonly name: string }[];
  readonly components: string[];
}

/** Which promises; what is left out lets everything through. */
export interface CommitmentFilter {
  readonly contractId?: ContractId | undefined;
  readonly vendorId?: VendorId | undefined;
  readonly kind?: readonly CommitmentKind[] | undefined;
  readonly standing?: readonly Standing[] | undefined;
  readonly search: string;
}

type Stored = Omit<CommitmentRow, 'standing' | 'stopClock' | 'scope' | 'remedyAmount'> & {
  readonly stopClock: string;
  readonly scope: CommitmentScope;
  readonly remedyAmount: string | null;
  readonly remedyCurrency: string | null;
};

const FROM = `FROM "Commitment" p LEFT JOIN "Contract" c ON c."id" = p."contractId" LEFT JOIN "Vendor" v ON v."id" = p."vendorId"`;
const COLUMNS = `p."id", p."revision", p."contractId", c."number" AS "contract", p."vendorId", v."name" AS "vendor", p."kind", p."severity",
  p."severityBasis", p."clockStart", p."direction", p."amount", p."unit", p."obligor", p."stopClock", p."scope", p."clause", p."page", p."documentId",
  (SELECT d."title" FROM "Document" d WHERE d."id" = p."documentId") AS "document", p."validFrom", p."validTo", p."remedy", p."remedyAmount",
  p."remedyCurrency", p."notes", c."calendar", p."createdAt", p."createdBy"`;
/** The rule of domain/commitment.ts `standingOf`. */
const STANDING = `CASE WHEN p."vendorId" IS NULL THEN 'policy' WHEN p."clause" IS NOT NULL AND p."page" IS NOT NULL THEN 'contractual' ELSE 'untraced' END`;

/** A page of promises, by vendor and contract in the order in which they were written down; the organisation's own come last. */
export function listCommitments(
  sql: SqlConnection,
  filter: CommitmentFilter,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): { total: number; rows: CommitmentRow[] } {
  const { contractId, vendorId, kind, standing, search } = filter;
  const where = `WHERE (@contractId IS NULL OR p."contractId" = @contractId) AND (@vendorId IS NULL OR p."vendorId" = @vendorId)
    AND (@kind IS NULL OR p."kind" IN (SELECT value FROM json_each(@kind))) AND (@standing IS NULL OR ${STANDING} IN (SELECT value FROM json_each(@standing)))
    AND (@search = '' OR instr(lower(coalesce(c."number", '') || char(10) || coalesce(v."name", '') || char(10) || coalesce(p."clause", '') || char(10) || coalesce(p."notes", '')), @search) > 0)`;
  const parameters = {
    contractId: contractId ?? null,
    vendorId: vendorId ?? null,
    kind: kind === undefined ? null : JSON.stringify(kind),
    standing: standing === undefined ? null : JSON.stringify(standing),
    search: search.trim().toLowerCase(),
  };
  const total =
    statement<[typeof parameters], number>(sql, `SELECT count(*) ${FROM} ${where}`).pluck().get(parameters) ?? 0;
  const rows = statement<[typeof parameters & { offset: number; limit: number }], Stored>(
    sql,
    `SELECT ${COLUMNS} ${FROM} ${where} ORDER BY v."name" IS NULL, v."name", c."number", p."id" LIMIT @limit OFFSET @offset`,
  ).all({ ...parameters, offset, limit });
  return { total, rows: named(sql, rows) };
}

/** One promise; null where there is none. */
export function commitmentOf(sql: SqlConnection, id: CommitmentId): CommitmentRow | null {
  const row = statement<[string], Stored>(sql, `SELECT ${COLUMNS} ${FROM} WHERE p."id" = ?`).get(id);
  return row === undefined ? null : (named(sql, [row])[0] ?? null);
}

function named(sql: SqlConnection, rows: readonly Stored[]): CommitmentRow[] {
  const ids = rows.filter(({ scope }) => scope !== 'all').map(({ id }) => id);
  const scopes = ids.length === 0 ? new Map<string, NamedScope>() : readScopes(sql, ids);
  return rows.map(({ stopClock, scope: kind, remedyAmount, remedyCurrency, ...row }) => ({
    ...row,
    standing: standingOf(row),
    stopClock: JSON.parse(stopClock) as StopClockReason[],
    remedyAmount: moneyOf(remedyAmount, remedyCurrency),
    scope: { ...(scopes.get(row.id) ?? { models: [], versions: [], components: [] }), kind },
  }));
}

function readScopes(sql: SqlConnection, ids: readonly string[]): Map<string, NamedScope> {
  const scopes = new Map<string, NamedScope>(
    ids.map((id) => [id, { kind: 'all', models: [], versions: [], components: [] }]),
  );
  const rows = statement<
    [string],
    {
      commitmentId: string;
      modelId: ModelId | null;
      model: string | null;
      softwareVersionId: SoftwareVersionId | null;
      version: string | null;
      component: string | null;
    }
  >(
    sql,
    `SELECT s."commitmentId", s."modelId", s."softwareVersionId", s."component", v."name" || ' ' || m."name" AS "model",
       (SELECT o."name" || ' ' || n."name" || ' ' || w."name" FROM "SoftwareVersion" w JOIN "DeviceModel" n ON n."id" = w."modelId" JOIN "Vendor" o ON o."id" = n."vendorId" WHERE w."id" = s."softwareVersionId") AS "version"
     FROM "CommitmentScope" s LEFT JOIN "DeviceModel" m ON m."id" = s."modelId" LEFT JOIN "Vendor" v ON v."id" = m."vendorId"
     WHERE s."commitmentId" IN (SELECT value FROM json_each(?)) ORDER BY s."id"`,
  ).all(JSON.stringify(ids));
  for (const row of rows) {
    const scope = scopes.get(row.commitmentId);
    if (row.modelId !== null) scope?.models.push({ id: row.modelId, name: row.model ?? '' });
    if (row.softwareVersionId !== null) scope?.versions.push({ id: row.softwareVersionId, name: row.version ?? '' });
    if (row.component !== null) scope?.components.push(row.component);
  }
  return scopes;
}

/** The members of a scope as the identity of a commitment counts them. */
export function scopeMembers(scope: {
  readonly kind: CommitmentScope;
  readonly models: readonly { readonly id: string }[];
  readonly versions: readonly { readonly id: string }[];
  readonly components: readonly string[];
}): readonly string[] {
  if (scope.kind === 'models') return [...new Set(scope.models.map(({ id }) => id))];
  if (scope.kind === 'versions') return [...new Set(scope.versions.map(({ id }) => id))];
  return scope.kind === 'components' ? [...new Set(scope.components)] : [];
}

/** The identity of a promise as it is stored now. */
export function identityOf(row: CommitmentRow): string {
  return commitmentKey({ ...row, about: { scope: row.scope.kind, members: scopeMembers(row.scope) } });
}

/** Gives the promises of a contract the identity that follows from its new number and vendor. */
export function followContract(
  sql: SqlConnection,
  contractId: ContractId,
  contract: { readonly number: string; readonly vendorId: string },
): void {
  const update = statement<[string, string, string]>(
    sql,
    'UPDATE "Commitment" SET "identityKey" = ?, "vendorId" = ? WHERE "id" = ?',
  );
  const { rows } = listCommitments(sql, { contractId, search: '' }, { offset: 0, limit: -1 });
  for (const row of rows) {
    const moved = { ...row, contract: contract.number, vendorId: contract.vendorId as VendorId };
    update.run(identityOf(moved), contract.vendorId, row.id);
  }
}
