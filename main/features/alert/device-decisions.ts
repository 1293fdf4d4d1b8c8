import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Action } from '../../domain/action.ts';
import { type Band, bandLimits, bandOf } from '../../domain/band.ts';
import type { Day, Precision } from '../../domain/day.ts';
import type { DeviceId, ModelId, VendorId } from '../../domain/ids.ts';
import type { LimitKind } from '../../domain/support.ts';
import { type Decision, distance, NO_CONTRACT } from './decision.ts';

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

/** Devices on which somebody has to act until a day, inclusive: of one model with the same end, or of one vendor without a date. */
export function deviceDecisions(sql: SqlConnection, today: Day, until: Day): Decision[] {
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
