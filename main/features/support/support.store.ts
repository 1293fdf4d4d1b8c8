import type { z } from 'zod';
import type { decisionSchema } from '../../contract/support.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Action } from '../../domain/action.ts';
import { type Band, bandLimits, bandOf } from '../../domain/band.ts';
import { addDays, addMonths, type Day, daysBetween, type Precision } from '../../domain/day.ts';
import type { DeviceId, ModelId, VendorId } from '../../domain/ids.ts';
import type { LimitKind } from '../../domain/support.ts';
import { decideBy, listContracts } from '../contract/contract.store.ts';

export type Decision = z.input<typeof decisionSchema>;

/** How far ahead the first screen looks for things that somebody has to do. */
export const DECISION_HORIZON_DAYS = 90;
/** A vendor's date that moved is news for so long. */
const MOVE_NEWS_DAYS = 30;

interface Group {
  readonly action: Action;
  readonly modelId: string;
  readonly vendorId: string;
  readonly model: string;
  readonly manufacturer: string;
  readonly limitKind: LimitKind | null;
  readonly limitName: string | null;
  readonly limitRenewable: number;
  readonly endsFrom: Day | null;
  readonly endsUntil: Day | null;
  readonly precision: Precision | null;
  readonly support: string;
  readonly leadMonths: number;
  readonly by: Day | null;
  readonly devices: number;
  readonly models: number;
  readonly deviceId: string;
  readonly assetTag: string;
}

/**
 * What needs a decision, grouped so that a fleet of four hundred pumps is one line: devices of one model with the same end for
 * the same reason, and for missing dates all devices of one vendor. By the day on which someone must act.
 */
export function listDecisions(sql: SqlConnection, today: Day): Decision[] {
  const until = addDays(today, DECISION_HORIZON_DAYS);
  return [
    ...deviceDecisions(sql, today, until),
    ...contractDecisions(sql, today, until),
    ...movedDates(sql, today),
  ].sort((a, b) => compare(a.by ?? '', b.by ?? '') || b.devices - a.devices || compare(a.key, b.key));
}

function deviceDecisions(sql: SqlConnection, today: Day, until: Day): Decision[] {
  const limits = bandLimits(today);
  const groups = statement<[string], Group>(
    sql,
    `SELECT "action", "modelId", "vendorId", "model", "manufacturer", "limitKind", "limitName", "limitRenewable", "endsFrom", "endsUntil",
       "precision", "support", "leadMonths", min("actByOn") AS "by", count(*) AS "devices", count(DISTINCT "modelId") AS "models", min("deviceId") AS "deviceId", min("assetTag") AS "assetTag"
     FROM "DeviceListing" WHERE "action" IS NOT NULL AND "actByKey" <= ?
     GROUP BY "action", CASE WHEN "action" = 'ask_vendor' THEN "vendorId" ELSE "modelId" END,
       CASE WHEN "action" = 'ask_vendor' THEN '' ELSE coalesce("limitKind", '') || '|' || coalesce("limitName", '') || '|' || coalesce("endsFrom", '') END`,
  ).all(until);
  return groups.map((group) => {
    const dates = {
      tracked: true,
      complete: group.support !== 'unknown',
      ended: group.support === 'ended',
      endsFrom: group.endsFrom,
      endsUntil: group.endsUntil,
    };
    const band: Band = bandOf(dates, today, limits);
    const single = group.devices === 1;
    return {
      ...NO_CONTRACT,
      key: `${group.action}|${group.action === 'ask_vendor' ? group.vendorId : group.modelId}|${group.limitName ?? ''}|${group.endsFrom ?? ''}`,
      kind: group.action,
      by: group.by,
      ...distance(group.by, today),
      band,
      devices: group.devices,
      deviceId: single ? (group.deviceId as DeviceId) : null,
      assetTag: single ? group.assetTag : null,
      modelId: group.models === 1 ? (group.modelId as ModelId) : null,
      model: group.models === 1 ? group.model : null,
      vendorId: group.vendorId as VendorId,
      vendor: group.manufacturer,
      limitedBy:
        group.limitKind === null
          ? null
          : { kind: group.limitKind, name: group.limitName ?? '', renewable: group.limitRenewable === 1 },
      endsOn: group.endsFrom && band !== 'unknown' ? { on: group.endsFrom, precision: group.precision ?? 'day' } : null,
      leadMonths: group.leadMonths,
    };
  });
}

/** Contracts whose notice or end comes within the horizon, and those whose notice was missed. */
export function contractDecisions(sql: SqlConnection, today: Day, until: Day): Decision[] {
  return listContracts(sql, today).flatMap((contract): Decision[] => {
    const by = contract.status === 'notice_missed' ? contract.lastNoticeOn : decideBy(contract);
    if (contract.status === 'ended' || contract.status === 'upcoming' || by === null || by > until) return [];
    // A contract that was cancelled ends as decided; nothing is left to decide.
    if (contract.renewal === 'tacit' && !contract.renewsByItself) return [];
    return [
      {
        ...NO_CONTRACT,
        key: `contract|${contract.id}`,
        kind: contract.renewsByItself ? 'contract_notice' : 'contract_ends',
        by,
        ...distance(by, today),
        band: null,
        devices: contract.coveredDevices,
        deviceId: null,
        assetTag: null,
        modelId: null,
        model: null,
        vendorId: contract.vendorId,
        vendor: contract.vendor,
        contractId: contract.id,
        contract: contract.number,
        limitedBy: null,
        endsOn: contract.termEndsOn && { on: contract.termEndsOn, precision: 'day' },
        leadMonths: null,
        yearlyPrice: contract.yearlyPrice,
        renewsTo:
          contract.status === 'notice_missed'
            ? contract.termEndsOn
            : contract.termEndsOn && contract.renewsByItself && contract.renewalMonths
              ? addMonths(contract.termEndsOn, contract.renewalMonths)
              : null,
      },
    ];
  });
}

interface MoveRow {
  readonly modelId: string;
  readonly model: string;
  readonly vendorId: string;
  readonly vendor: string;
  readonly kind: string;
  readonly before: Day;
  readonly after: Day;
  readonly precision: Precision;
  readonly on: string;
  readonly devices: number;
}

/** Support dates of models that moved earlier lately (domain.md E6). */
function movedDates(sql: SqlConnection, today: Day): Decision[] {
  const rows = statement<[string], MoveRow>(
    sql,
    `SELECT n."modelId", m."name" AS "model", m."vendorId", v."name" AS "vendor", n."kind", o."onDay" AS "before", n."onDay" AS "after", n."precision",
       substr(n."createdAt", 1, 10) AS "on", (SELECT count(*) FROM "Device" d WHERE d."modelId" = m."id") AS "devices"
     FROM "Milestone" n JOIN "DeviceModel" m ON m."id" = n."modelId" JOIN "Vendor" v ON v."id" = m."vendorId"
     JOIN "Milestone" o ON o."id" = (SELECT max(p."id") FROM "Milestone" p WHERE p."modelId" = n."modelId" AND p."kind" = n."kind"
       AND p."softwareVersionId" IS n."softwareVersionId" AND p."deviceId" IS n."deviceId" AND p."id" < n."id")
     WHERE substr(n."createdAt", 1, 10) >= ? AND n."onDay" < o."onDay"
       AND n."kind" IN ('end_of_security_support', 'end_of_support', 'end_of_guaranteed_support')`,
  ).all(addDays(today, -MOVE_NEWS_DAYS));
  return rows.map((row) => ({
    ...NO_CONTRACT,
    key: `moved|${row.modelId}|${row.kind}|${row.after}`,
    kind: 'vendor_date_moved',
    by: addDays(row.on as Day, MOVE_NEWS_DAYS),
    ...distance(addDays(row.on as Day, MOVE_NEWS_DAYS), today),
    band: null,
    devices: row.devices,
    deviceId: null,
    assetTag: null,
    modelId: row.modelId as ModelId,
    model: row.model,
    vendorId: row.vendorId as VendorId,
    vendor: row.vendor,
    limitedBy: null,
    endsOn: { on: row.after, precision: row.precision },
    leadMonths: null,
    movedDays: daysBetween(row.before, row.after),
  }));
}

const NO_CONTRACT = { contractId: null, contract: null, yearlyPrice: null, renewsTo: null, movedDays: null } as const;

function distance(by: Day | null, today: Day): { daysLate: number; daysLeft: number | null } {
  if (by === null) return { daysLate: 0, daysLeft: null };
  const left = daysBetween(today, by);
  return { daysLate: Math.max(0, -left), daysLeft: Math.max(0, left) };
}

/** Quarters that the picture shows: four single ones, then every second, about three years in all. */
const HORIZON_QUARTERS = [1, 2, 3, 4, 6, 8, 12] as const;

/** Devices without support now and at the end of coming quarters, if nothing is done; what is unknown is not guessed. */
export function supportHorizon(sql: SqlConnection, today: Day) {
  const quarter = Math.floor((Number(today.slice(5, 7)) - 1) / 3);
  const start = `${today.slice(0, 4)}-${String(quarter * 3 + 1).padStart(2, '0')}-01` as Day;
  const periods = HORIZON_QUARTERS.map((count) => {
    const next = addMonths(start, (count + 1) * 3);
    const until = addDays(next, -1);
    const label = `Q${Math.floor((Number(until.slice(5, 7)) - 1) / 3) + 1} ${until.slice(2, 4)}`;
    return { label, until };
  });
  const endedBy = statement<[string], { n: number }>(
    sql,
    `SELECT count(*) AS n FROM "DeviceListing" WHERE "support" = 'ended' OR ("support" IN ('dated', 'unknown') AND "endsUntil" < ?)`,
  );
  const count = (on: Day) => endedBy.get(on)?.n ?? 0;
  let already = count(today);
  const horizon = [{ label: 'now', until: today, already, ending: 0 }];
  for (const { label, until } of periods) {
    const total = count(addDays(until, 1));
    horizon.push({ label, until, already, ending: total - already });
    already = total;
  }
  return horizon;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
