import { type SqlConnection, statement } from '../../data/connection.ts';
import type { ContractKind, LastDay, NoticeUnit, Renewal, RenewalDecision } from '../../domain/contract.ts';
import type { Escalator } from '../../domain/contract-cost.ts';
import {
  type ContractPosition,
  type ContractTerms,
  contractPosition,
  firstTermEnd,
} from '../../domain/contract-term.ts';
import type { Day } from '../../domain/day.ts';
import type { Tristate } from '../../domain/device.ts';
import type { ContractId, VendorId } from '../../domain/ids.ts';
import type { Money } from '../../domain/money.ts';
import { BUSINESS_CALENDAR, holidaysBy, readCalendarSetting } from '../commitment/calendar.ts';

/** A contract with where it stands on a day. */
export interface ContractListing extends ContractPosition {
  readonly id: ContractId;
  readonly number: string;
  readonly vendor: string;
  readonly vendorId: VendorId;
  readonly kind: ContractKind;
  readonly startsOn: Day | null;
  readonly endsOn: Day | null;
  readonly renewal: Renewal;
  readonly renewalMonths: number | null;
  readonly yearlyPrice: Money | null;
  readonly includesSecurityUpdates: Tristate;
  readonly cancelledOn: Day | null;
  readonly coveredDevices: number;
  readonly terms: ContractTerms;
  /** How the price rises. */
  readonly escalator: Escalator;
  /** What was decided last about the term in which the day lies; null while nobody decided. */
  readonly decision: RenewalDecision | null;
}

interface Row extends TermsRow {
  readonly id: string;
  readonly number: string;
  readonly vendor: string;
  readonly vendorId: string;
  readonly kind: ContractKind;
  readonly yearlyPrice: string | null;
  readonly currency: string | null;
  readonly includesSecurityUpdates: Tristate;
  readonly escalatorPercent: string | null;
  readonly escalatesFrom: string | null;
  readonly coveredDevices: number;
}

/** The columns of a contract that decide its dates. */
export interface TermsRow {
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly firstTermMonths: number | null;
  readonly lastDay: string;
  readonly renewal: string;
  readonly renewalMonths: number | null;
  readonly noticeAmount: number | null;
  readonly noticeUnit: string | null;
  readonly notifyDays: number | null;
  readonly cancelledOn: string | null;
  /** Whose holidays hold; null for the organisation's own. */
  readonly calendar: string | null;
  /** The organisation's setting, where business days are counted. */
  readonly ownCalendar: string | null;
  /** Terms of the contract that were decided to be renewed. */
  readonly renewedTerms: number;
}

/** Selects them of a contract `c`. */
export const TERMS_COLUMNS = `c."startsOn", c."endsOn", c."firstTermMonths", c."lastDay", c."renewal", c."renewalMonths", c."noticeAmount",
   c."noticeUnit", c."notifyDays", c."cancelledOn", c."calendar",
   CASE WHEN c."noticeUnit" = 'business_days' THEN (SELECT s."value" FROM "Setting" s WHERE s."key" = '${BUSINESS_CALENDAR}') END AS "ownCalendar",
   (SELECT count(DISTINCT r."termEndsOn") FROM "RenewalDecision" r WHERE r."contractId" = c."id" AND r."decision" = 'renew') AS "renewedTerms"`;

/** The terms of a contract from its columns. A decision to renew is the signature that an express renewal needs. */
export function termsOf(row: TermsRow): ContractTerms {
  return {
    startsOn: row.startsOn as Day | null,
    endsOn: row.endsOn as Day | null,
    firstTermMonths: row.firstTermMonths,
    lastDay: row.lastDay as LastDay,
    renewal: row.renewal as Renewal,
    renewalMonths: row.renewalMonths,
    signedTerms: row.renewedTerms,
    noticeAmount: row.noticeAmount,
    noticeUnit: row.noticeUnit as NoticeUnit | null,
    ...(row.noticeUnit === 'business_days' ? { isHoliday: holidaysOfRow(row) } : {}),
    notifyDays: row.notifyDays,
    cancelledOn: row.cancelledOn as Day | null,
  };
}

function holidaysOfRow({ calendar, ownCalendar }: TermsRow): (on: Day) => boolean {
  return holidaysBy(calendar === null ? readCalendarSetting(ownCalendar) : { code: calendar, daysOff: [] });
}

/** An amount from its two columns. */
export function moneyOf(amount: string | null, currency: string | null): Money | null {
  return amount === null || currency === null ? null : { amount, currency };
}

/** All contracts with where they stand on `today`. Hospitals have hundreds, so positions are computed and not stored. */
export function listContracts(sql: SqlConnection, today: Day): ContractListing[] {
  const rows = statement<[], Row>(
    sql,
    `SELECT c."id", c."number", v."name" AS "vendor", c."vendorId", c."kind", ${TERMS_COLUMNS}, c."yearlyPrice", c."currency", c."includesSecurityUpdates",
       c."escalatorPercent", c."escalatesFrom", (SELECT count(*) FROM "ContractLine" l WHERE l."contractId" = c."id") AS "coveredDevices"
     FROM "Contract" c JOIN "Vendor" v ON v."id" = c."vendorId" ORDER BY c."number"`,
  ).all();
  const decisions = newestDecisions(sql);
  return rows.map((row) => {
    const terms = termsOf(row);
    const position = contractPosition(terms, today);
    return {
      ...position,
      id: row.id as ContractId,
      number: row.number,
      vendor: row.vendor,
      vendorId: row.vendorId as VendorId,
      kind: row.kind,
      startsOn: terms.startsOn,
      endsOn: firstTermEnd(terms),
      renewal: terms.renewal,
      renewalMonths: terms.renewalMonths,
      cancelledOn: terms.cancelledOn,
      yearlyPrice: moneyOf(row.yearlyPrice, row.currency),
      includesSecurityUpdates: row.includesSecurityUpdates,
      coveredDevices: row.coveredDevices,
      terms,
      escalator: { percent: row.escalatorPercent, from: row.escalatesFrom as Day | null },
      decision: decisions.get(`${row.id} ${position.runningEndsOn}`) ?? null,
    };
  });
}

/** The contracts that a search finds by number or vendor. */
export function foundContracts(sql: SqlConnection, today: Day, search: string): ContractListing[] {
  const words = search.trim().toLowerCase();
  return listContracts(sql, today).filter(({ number, vendor }) => `${number} ${vendor}`.toLowerCase().includes(words));
}

/** What was decided last, by contract and term. */
function newestDecisions(sql: SqlConnection): ReadonlyMap<string, RenewalDecision> {
  const rows = statement<[], { contractId: string; termEndsOn: string; decision: RenewalDecision }>(
    sql,
    'SELECT "contractId", "termEndsOn", "decision" FROM "RenewalDecision" ORDER BY "id"',
  ).all();
  return new Map(rows.map(({ contractId, termEndsOn, decision }) => [`${contractId} ${termEndsOn}`, decision]));
}

/** The day by which somebody has to decide about a contract: the last day of notice that is still ahead, else the end of the term. */
export function decideBy(contract: ContractPosition): Day | null {
  return contract.status === 'notice_missed' || contract.status === 'ended'
    ? contract.termEndsOn
    : (contract.lastNoticeOn ?? contract.termEndsOn);
}

export type ContractSort = 'number' | 'vendor' | 'endsOn' | 'notice';
const LAST = '9999-99-99';
const SORT_KEYS: Readonly<Record<ContractSort, (contract: ContractListing) => string>> = {
  number: ({ number }) => number.toLowerCase(),
  vendor: ({ vendor }) => vendor.toLowerCase(),
  endsOn: ({ termEndsOn }) => termEndsOn ?? LAST,
  // What is over needs no decision and comes last; a day that was missed is the first thing to see.
  notice: (contract) =>
    contract.status === 'ended' || contract.cancelledOn !== null
      ? LAST
      : ((contract.status === 'notice_missed' ? contract.lastNoticeOn : decideBy(contract)) ?? LAST),
};

/** Contracts in an order; equal ones by number. */
export function sortContracts(contracts: readonly ContractListing[], by: ContractSort): ContractListing[] {
  const key = SORT_KEYS[by];
  return [...contracts].sort((a, b) => compare(key(a), key(b)) || compare(a.number, b.number));
}

/** The contracts report (cli.md), by the last day of notice. */
export function contractsReport(sql: SqlConnection, asOf: Day) {
  const rows = sortContracts(listContracts(sql, asOf), 'notice').map(
    ({
      number,
      vendor,
      startsOn,
      termEndsOn,
      renewal,
      renewalMonths,
      lastNoticeOn,
      notifyOn,
      status,
      daysToNotice,
      coveredDevices,
    }) => ({
      number,
      vendor,
      startsOn,
      termEndsOn,
      renewal,
      renewalMonths,
      lastNoticeOn,
      notifyOn,
      status,
      daysToNotice,
      coveredDevices,
    }),
  );
  return { asOf, rows };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
