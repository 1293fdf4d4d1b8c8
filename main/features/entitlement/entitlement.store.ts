import { type SqlConnection, statement } from '../../data/connection.ts';
import type { ContractTerms } from '../../domain/contract-term.ts';
import type { Day } from '../../domain/day.ts';
import {
  type EntitlementKind,
  type EntitlementPer,
  type EntitlementPeriod,
  type EntitlementStand,
  entitlementStand,
  periodBefore,
  standIn,
} from '../../domain/entitlement.ts';
import type { ContractId, DeviceId, DocumentId, EntitlementId, EntitlementUseId, VendorId } from '../../domain/ids.ts';
import { TERMS_COLUMNS, type TermsRow, termsOf } from '../contract/contract.store.ts';

/** Periods before the present one that are shown. */
const PERIODS_SHOWN = 5;

interface Row extends TermsRow {
  readonly id: EntitlementId;
  readonly revision: number;
  readonly contractId: ContractId;
  readonly contract: string;
  readonly vendorId: VendorId;
  readonly vendor: string;
  readonly kind: EntitlementKind;
  readonly name: string | null;
  readonly amount: number;
  readonly per: EntitlementPer;
  readonly notes: string | null;
}

/** An entitlement with the terms that its periods follow. */
export interface StoredEntitlement extends Omit<Row, keyof TermsRow> {
  readonly terms: ContractTerms;
}

interface UseRow {
  readonly id: EntitlementUseId;
  readonly entitlementId: EntitlementId;
  readonly usedOn: Day;
  readonly amount: number;
  readonly deviceId: DeviceId | null;
  readonly device: string | null;
  readonly documentId: DocumentId | null;
  readonly document: string | null;
  readonly note: string | null;
  readonly recordedBy: string;
}

/** The entitlements of a contract, or of all. */
export function readEntitlementRows(sql: SqlConnection, contractId?: string): StoredEntitlement[] {
  const rows = statement<string[], Row>(
    sql,
    `SELECT e."id", e."revision", e."contractId", c."number" AS "contract", c."vendorId", v."name" AS "vendor", e."kind", e."name",
       e."amount", e."per", e."notes", ${TERMS_COLUMNS}
     FROM "Entitlement" e JOIN "Contract" c ON c."id" = e."contractId" JOIN "Vendor" v ON v."id" = c."vendorId"
     ${contractId === undefined ? '' : 'WHERE e."contractId" = ?'} ORDER BY e."id"`,
  ).all(...(contractId === undefined ? [] : [contractId]));
  return rows.map((row) => {
    const { id, revision, contract, vendorId, vendor, kind, name, amount, per, notes } = row;
    const own = {
      id,
      revision,
      contractId: row.contractId,
      contract,
      vendorId,
      vendor,
      kind,
      name,
      amount,
      per,
      notes,
    };
    return { ...own, terms: termsOf(row) };
  });
}

/** The uses of entitlements, newest first. */
function usesOf(sql: SqlConnection, ids: readonly string[]): ReadonlyMap<EntitlementId, UseRow[]> {
  const rows = statement<[string], UseRow>(
    sql,
    `SELECT u."id", u."entitlementId", u."usedOn", u."amount", u."deviceId", coalesce(nullif(d."assetTag", ''), d."serialNumber", '') AS "device",
       u."documentId", t."title" AS "document", u."note", u."createdBy" AS "recordedBy"
     FROM "EntitlementUse" u LEFT JOIN "Device" d ON d."id" = u."deviceId" LEFT JOIN "Document" t ON t."id" = u."documentId"
     WHERE u."entitlementId" IN (SELECT value FROM json_each(?)) ORDER BY u."usedOn" DESC, u."id" DESC`,
  ).all(JSON.stringify(ids));
  return Map.groupBy(rows, ({ entitlementId }) => entitlementId);
}

/** What a contract gives, with what was used and what is left today and in the periods before. */
export function entitlementsOf(sql: SqlConnection, contractId: string, today: Day) {
  const rows = readEntitlementRows(sql, contractId);
  const uses = usesOf(
    sql,
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, revision, kind, name, amount, per, notes, terms }) => {
    const used = uses.get(id) ?? [];
    const now = entitlementStand({ amount, per }, used, terms, today);
    return {
      id,
      revision,
      kind,
      name,
      amount,
      per,
      notes,
      now: { ...standView(now), daysLeft: now.daysLeft },
      before: earlier(terms, per, now.period).map((period) => standView(standIn(period, amount, used, today))),
      uses: used.map(({ entitlementId, ...use }) => ({ ...use, device: use.deviceId === null ? null : use.device })),
    };
  });
}

function earlier(terms: ContractTerms, per: EntitlementPer, now: EntitlementPeriod): EntitlementPeriod[] {
  const periods: EntitlementPeriod[] = [];
  // Where no start is known, nobody knows since when it is owed.
  if (terms.startsOn === null) return periods;
  let { from } = now;
  while (periods.length < PERIODS_SHOWN) {
    const before = periodBefore(terms, per, from);
    if (before === null) break;
    periods.push(before);
    from = before.from;
  }
  return periods;
}

function standView({ period, used, left, beyond }: EntitlementStand) {
  return { ...period, used, left, beyond };
}

/** All entitlements with how they stand today. */
export function entitlementStands(
  sql: SqlConnection,
  today: Day,
): readonly { readonly entitlement: StoredEntitlement; readonly stand: EntitlementStand }[] {
  const rows = readEntitlementRows(sql);
  const uses = usesOf(
    sql,
    rows.map(({ id }) => id),
  );
  return rows.map((entitlement) => ({
    entitlement,
    stand: entitlementStand(entitlement, uses.get(entitlement.id) ?? [], entitlement.terms, today),
  }));
}
