import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Action } from '../../domain/action.ts';
import type { AlertFacts } from '../../domain/alert.ts';
import { type Band, bandLimits, bandOf } from '../../domain/band.ts';
import type { Day, PartialDay, Precision } from '../../domain/day.ts';
import type { DeviceId, ModelId, VendorId } from '../../domain/ids.ts';
import type { LimitKind } from '../../domain/support.ts';
import { DAY_BEFORE_TODAY, storedDay, storedDays } from '../device/stored-day.ts';
import {
  type AcceptedGroup,
  acceptedDevicesSql,
  acceptedGroups,
  acceptedSql,
  QUIETED,
} from '../exception/acceptance.ts';
import { type Decision, distance, NO_CONTRACT } from './decision.ts';

/** Devices that share everything that a line says of them. */
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
 * Devices on which somebody has to act until a day, inclusive: of one model with the same reason, and for missing dates all of
 * one vendor. Four hundred pumps are one line, also where some of them end later than others. Devices whose risk is accepted make
 * no line; one that is there for others tells of them.
 */
export function deviceDecisions(sql: SqlConnection, today: Day, until: Day): Decision[] {
  const groups = statement<[string], Group>(
    sql,
    // Devices of a state share all that a line says, so one row of each is read; who is in a state stands in an index.
    `SELECT "action", "modelId", "vendorId", "model", "manufacturer", "limitKind", "limitName", "limitRenewable", "endsFrom", "endsUntil",
       "precision", "support", "leadMonths", min("actByOn") AS "by", sum(s."devices") AS "devices", count(DISTINCT "modelId") AS "models", min("deviceId") AS "deviceId", min("assetTag") AS "assetTag"
     FROM (SELECT "stateId", "deviceId" IN (${acceptedDevicesSql(today)}) AS "accepted", count(*) AS "devices", min("deviceId") AS "first"
       FROM "DeviceListing" GROUP BY 1, 2) s JOIN "DeviceListing" ON "deviceId" = s."first"
     WHERE "action" IS NOT NULL AND "actByKey" <= ? AND NOT (s."accepted" AND "action" IN (${QUIETED}))
     GROUP BY "action", CASE WHEN "action" = 'ask_vendor' THEN "vendorId" ELSE "modelId" END,
       CASE WHEN "action" = 'ask_vendor' THEN '' ELSE coalesce("limitKind", '') || '|' || coalesce("limitName", '') || '|' || coalesce("endsFrom" || "precision", '') END`,
  )
    .all(until)
    .map((group) => ({ ...group, ...storedDays(group, today), by: storedDay(group.by, today) }));
  const accepted = new Map(acceptedGroups(sql, today, until).map((group) => [keyOf(group), group]));
  return [...Map.groupBy(groups, keyOf)].flatMap(([key, [...ofKey]]) => {
    ofKey.sort((a, b) => compare(a.endsFrom ?? '', b.endsFrom ?? '') || compare(a.endsUntil ?? '', b.endsUntil ?? ''));
    const [first] = ofKey;
    return first === undefined ? [] : [lineOf(key, first, ofKey, today, accepted.get(key))];
  });
}

/** The devices of a line with what it says of each, as a person decides on it. */
export function deviceFacts(sql: SqlConnection, decision: Decision, today: Day, until: Day): AlertFacts {
  const { where, parameters } = devicesOf(decision, until);
  const rows = statement<
    (string | null)[],
    { by: Day | null; on: Day | null; precision: Precision | null; ids: string }
  >(
    sql,
    `SELECT "actByOn" AS "by", "endsFrom" AS "on", "precision", json_group_array("deviceId") AS "ids"
     FROM "DeviceListing" WHERE ${where} AND NOT ${acceptedSql(today)} GROUP BY 1, 2, 3`,
  ).all(...parameters);
  const known = decision.kind !== 'ask_vendor';
  // Where no cover is in force there is no day that a person could have decided on.
  const lasting = (stored: Day | null) => (stored === DAY_BEFORE_TODAY ? null : stored);
  return rows.map(({ by, on, precision, ids }) => ({
    by: lasting(by),
    end: known ? partial(lasting(on), precision) : null,
    members: JSON.parse(ids) as string[],
  }));
}

/** The condition of the register's rows that a line about devices tells of, those too whose risk is accepted. */
export function devicesOf(
  { kind, vendorId, modelId, limitedBy }: Decision,
  until: Day,
): { readonly where: string; readonly parameters: readonly (string | null)[] } {
  const due = '"action" = ? AND "actByKey" <= ?';
  if (kind === 'ask_vendor') {
    const models = 'SELECT "id" FROM "DeviceModel" WHERE "vendorId" = ?';
    return { where: `"modelId" IN (${models}) AND ${due}`, parameters: [vendorId, kind, until] };
  }
  return {
    where: `"modelId" = ? AND ${due} AND "limitKind" IS ? AND coalesce("limitName", '') = ?`,
    parameters: [modelId, kind, until, limitedBy?.kind ?? null, limitedBy?.name ?? ''],
  };
}

function keyOf(group: Group | AcceptedGroup): string {
  const { action, modelId, limitKind, limitName } = group;
  return action === 'ask_vendor' && 'vendorId' in group
    ? `${action}|${group.vendorId}`
    : `${action}|${modelId}|${limitKind ?? ''}|${limitName ?? ''}`;
}

/** The line of some groups, the nearest end first, which is the one that it tells of. */
function lineOf(
  key: string,
  first: Group,
  groups: readonly Group[],
  today: Day,
  accepted: AcceptedGroup | undefined,
): Decision {
  const limits = bandLimits(today);
  const bands = [...new Set(groups.map((group) => bandOfGroup(group, today, limits)))];
  const devices = groups.reduce((sum, group) => sum + group.devices, accepted?.devices ?? 0);
  const by = groups.map((group) => group.by).reduce((a, b) => (a === null || (b !== null && a <= b) ? a : b));
  const [band = 'unknown'] = bands;
  const single = devices === 1;
  const last = groups.at(-1) ?? first;
  const known = band !== 'unknown';
  const endsLastOn = groups.length > 1 && known ? partial(last.endsFrom, last.precision) : null;
  return {
    ...NO_CONTRACT,
    key,
    kind: first.action,
    by,
    ...distance(by, today),
    band,
    bands,
    devices,
    deviceId: single ? (first.deviceId as DeviceId) : null,
    assetTag: single ? first.assetTag : null,
    modelId: first.models === 1 ? (first.modelId as ModelId) : null,
    model: first.models === 1 ? first.model : null,
    vendorId: first.vendorId as VendorId,
    vendor: first.manufacturer,
    limitedBy:
      first.limitKind === null
        ? null
        : { kind: first.limitKind, name: first.limitName ?? '', renewable: first.limitRenewable === 1 },
    endsOn: known ? partial(first.endsFrom, first.precision) : null,
    endsLastOn,
    leadMonths: first.leadMonths,
    accepted: accepted ? { devices: accepted.devices, until: accepted.until } : null,
  };
}

function bandOfGroup({ support, endsFrom, endsUntil }: Group, today: Day, limits: ReturnType<typeof bandLimits>): Band {
  const dates = { tracked: true, complete: support !== 'unknown', ended: support === 'ended', endsFrom, endsUntil };
  return bandOf(dates, today, limits);
}

function partial(on: Day | null, precision: Precision | null): PartialDay | null {
  return on && { on, precision: precision ?? 'day' };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
