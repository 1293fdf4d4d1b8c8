import { type SqlConnection, statement } from '../../data/connection.ts';
import type { ContractKind, NoticeUnit, Renewal } from '../../domain/contract.ts';
import { type ContractPosition, type ContractTerms, contractPosition } from '../../domain/contract-term.ts';
import type { Day } from '../../domain/day.ts';
import type { Tristate } from '../../domain/device.ts';
import type { ContractId, VendorId } from '../../domain/ids.ts';
import type { Money } from '../../domain/money.ts';

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
}

interface Row {
  readonly id: string;
  readonly number: string;
  readonly vendor: string;
  readonly vendorId: string;
  readonly kind: ContractKind;
  readonly startsOn: Day | null;
  readonly endsOn: Day | null;
  readonly renewal: Renewal;
  readonly renewalMonths: number | null;
  readonly noticeAmount: number | null;
  readonly noticeUnit: NoticeUnit | null;
  readonly cancelledOn: Day | null;
  readonly yearlyPrice: string | null;
  readonly currency: string | null;
  readonly includesSecurityUpdates: Tristate;
  readonly coveredDevices: number;
}

/** The terms of a contract from its columns. */
export function termsOf(row: {
  startsOn: string | null;
  endsOn: string | null;
  renewal: string;
  renewalMonths: number | null;
  noticeAmount: number | null;
  noticeUnit: string | null;
  cancelledOn: string | null;
}): ContractTerms {
  return {
    startsOn: row.startsOn as Day | null,
    endsOn: row.endsOn as Day | null,
    renewal: row.renewal as Renewal,
    renewalMonths: row.renewalMonths,
    noticeAmount: row.noticeAmount,
    noticeUnit: row.noticeUnit as NoticeUnit | null,
    cancelledOn: row.cancelledOn as Day | null,
  };
}

/** An amount from its two columns. */
export function moneyOf(amount: string | null, currency: string | null): Money | null {
  return amount === null || currency === null ? null : { amount, currency };
}

/** All contracts with where they stand on `today`. Hospitals have hundreds, so positions are computed and not stored. */
export function listContracts(sql: SqlConnection, today: Day): ContractListing[] {
  const rows = statement<[], Row>(
    sql,
    `SELECT c."id", c."number", v."name" AS "vendor", c."vendorId", c."kind", c."startsOn", c."endsOn", c."renewal", c."renewalMonths",
       c."noticeAmount", c."noticeUnit", c."cancelledOn", c."yearlyPrice", c."currency", c."includesSecurityUpdates",
       (SELECT count(*) FROM "ContractLine" l WHERE l."contractId" = c."id") AS "coveredDevices"
     FROM "Contract" c JOIN "Vendor" v ON v."id" = c."vendorId" ORDER BY c."number"`,
  ).all();
  return rows.map(({ noticeAmount, noticeUnit, yearlyPrice, currency, ...row }) => ({
    ...row,
    ...contractPosition(termsOf({ ...row, noticeAmount, noticeUnit }), today),
    id: row.id as ContractId,
    vendorId: row.vendorId as VendorId,
    yearlyPrice: moneyOf(yearlyPrice, currency),
  }));
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
