import type { z } from 'zod';
import type { meanwhileItemSchema } from '../../contract/alert.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Action } from '../../domain/action.ts';
import { type Day, daysBetween } from '../../domain/day.ts';
import type { DeviceId, ModelId, VendorId } from '../../domain/ids.ts';
import type { LimitKind } from '../../domain/support.ts';
import { listContracts } from '../contract/contract.store.ts';
import type { Alert } from './alert.store.ts';
import { exceptionDecisions } from './exception-decisions.ts';
import { taskDecisions } from './task-decisions.ts';

type Item = z.input<typeof meanwhileItemSchema>;

/** The days on which somebody did not look, and who that is. */
export interface Absence {
  /** The last day that was seen, inclusive; what was due on it is seen, and passed only afterwards. */
  readonly since: Day;
  /** When it was seen: what others recorded later is news. */
  readonly seenAt: string;
  readonly today: Day;
  readonly user: string;
}

/** Up to when a person has seen what fell due; null before the first time. */
export function lastVisit(sql: SqlConnection, userId: string): { seenOn: Day; seenAt: string } | null {
  return (
    statement<[string], { seenOn: Day; seenAt: string }>(
      sql,
      'SELECT "seenOn", "seenAt" FROM "Visit" WHERE "userId" = ?',
    ).get(userId) ?? null
  );
}

/**
 * What fell due while somebody was away, the gravest first. Everything follows from dates, so that it is the same whether the
 * program ran in these days or not.
 */
export function meanwhile(sql: SqlConnection, absence: Absence, alerts: readonly Alert[]): Item[] {
  return [
    ...lostSupport(sql, absence),
    ...contractsMeanwhile(sql, absence),
    ...exceptionsEnded(sql, absence),
    ...movedMeanwhile(sql, absence),
    ...daysPassed(sql, absence),
    ...tasksOverdue(sql, absence),
    ...received(sql, absence),
    ...cameBack(alerts, absence),
  ];
}

interface GroupRow {
  readonly devices: number;
  readonly deviceId: DeviceId;
  readonly assetTag: string;
  readonly modelId: ModelId;
  readonly model: string;
}

function lostSupport(sql: SqlConnection, { since, today }: Absence): Item[] {
  const rows = statement<
    [string, string],
    GroupRow & { limitKind: LimitKind | null; limitName: string | null; limitRenewable: number; on: Day }
  >(
    sql,
    `SELECT count(*) AS "devices", min("deviceId") AS "deviceId", min("assetTag") AS "assetTag", "modelId", "model", "limitKind", "limitName", "limitRenewable", max("endsUntil") AS "on"
     FROM "DeviceListing" WHERE "action" = 'act_on_unsupported' AND "support" IN ('dated', 'unknown') AND "endsUntil" >= ? AND "endsUntil" < ?
     GROUP BY "modelId", "limitKind", "limitName" ORDER BY count(*) DESC, "model"`,
  ).all(since, today);
  return rows.map(({ limitKind, limitName, limitRenewable, devices, on, ...row }) => ({
    kind: 'lost_support',
    ...subject(row, devices),
    modelId: row.modelId,
    model: row.model,
    limitedBy: limitKind && { kind: limitKind, name: limitName ?? '', renewable: limitRenewable === 1 },
    on,
  }));
}

function daysPassed(sql: SqlConnection, { since, today }: Absence): Item[] {
  const rows = statement<
    [string, string],
    GroupRow & { action: Action; models: number; vendorId: VendorId; vendor: string; by: Day }
  >(
    sql,
    `SELECT "action", count(*) AS "devices", min("deviceId") AS "deviceId", min("assetTag") AS "assetTag", "modelId", "model", count(DISTINCT "modelId") AS "models",
       "vendorId", "manufacturer" AS "vendor", max("actByOn") AS "by"
     FROM "DeviceListing" WHERE "action" IN ('start_replacement', 'renew_contract', 'ask_vendor') AND "actByKey" >= ? AND "actByKey" < ?
     GROUP BY "action", CASE WHEN "action" = 'ask_vendor' THEN "vendorId" ELSE "modelId" END ORDER BY min("actByKey"), count(*) DESC, "model"`,
  ).all(since, today);
  return rows.map(({ action, devices, models, vendorId, vendor, by, ...row }) => ({
    kind: 'day_passed',
    action,
    ...subject(row, devices),
    modelId: models === 1 ? row.modelId : null,
    model: models === 1 ? row.model : null,
    vendorId,
    vendor,
    by,
  }));
}

function contractsMeanwhile(sql: SqlConnection, { since, today }: Absence): Item[] {
  const within = (on: Day | null): on is Day => on !== null && on >= since && on < today;
  return listContracts(sql, today).flatMap((contract): Item[] => {
    const { id: contractId, number, lastNoticeOn, termEndsOn, status, coveredDevices: devices } = contract;
    if (status === 'notice_missed' && within(lastNoticeOn))
      return [{ kind: 'notice_missed', contractId, contract: number, on: lastNoticeOn, renewsTo: termEndsOn }];
    if (status === 'ended' && within(termEndsOn))
      return [{ kind: 'contract_ended', contractId, contract: number, on: termEndsOn, devices }];
    return [];
  });
}

/** Exceptions that ended and that still need a decision; the list tells of the same ones. */
function exceptionsEnded(sql: SqlConnection, { since, today }: Absence): Item[] {
  return exceptionDecisions(sql, today).flatMap(({ exceptionId, title, by }) =>
    exceptionId && by && by >= since && by < today
      ? [{ kind: 'exception_ended', exceptionId, title: title ?? '', on: by }]
      : [],
  );
}

function tasksOverdue(sql: SqlConnection, { since, today }: Absence): Item[] {
  return taskDecisions(sql, today, today).flatMap(({ taskId, title, by }) =>
    taskId && by && by >= since && by < today ? [{ kind: 'task_overdue', taskId, title: title ?? '', on: by }] : [],
  );
}

/** Dates that others recorded meanwhile, against the ones that held when this person last looked. */
const NEWS = `WITH "news" AS (SELECT "modelId", "kind", "softwareVersionId", "deviceId", max("id") AS "last", min("id") AS "first"
     FROM "Milestone" WHERE "createdAt" > ? AND "createdBy" <> ? GROUP BY 1, 2, 3, 4),
   "changes" AS (SELECT n."last", (SELECT max(p."id") FROM "Milestone" p WHERE p."modelId" = n."modelId" AND p."kind" = n."kind"
     AND p."softwareVersionId" IS n."softwareVersionId" AND p."deviceId" IS n."deviceId" AND p."onDay" IS NOT NULL AND p."id" < n."first") AS "before" FROM "news" n)`;

function movedMeanwhile(sql: SqlConnection, { seenAt, user }: Absence): Item[] {
  const rows = statement<
    [string, string],
    { modelId: ModelId; model: string; vendor: string; before: Day; after: Day }
  >(
    sql,
    `${NEWS} SELECT a."modelId", m."name" AS "model", v."name" AS "vendor", b."onDay" AS "before", a."onDay" AS "after"
     FROM "changes" c JOIN "Milestone" a ON a."id" = c."last" JOIN "Milestone" b ON b."id" = c."before"
     JOIN "DeviceModel" m ON m."id" = a."modelId" JOIN "Vendor" v ON v."id" = m."vendorId"
     WHERE a."onDay" <> b."onDay" ORDER BY a."id"`,
  ).all(seenAt, user);
  return rows
    .map(({ before, after, ...row }) => ({ kind: 'date_moved' as const, ...row, days: daysBetween(before, after) }))
    .sort((a, b) => a.days - b.days);
}

function received(sql: SqlConnection, { seenAt, user }: Absence): Item[] {
  const { dates, models } = statement<[string, string], { dates: number; models: number }>(
    sql,
    `${NEWS} SELECT count(*) AS "dates", count(DISTINCT a."modelId") AS "models"
     FROM "changes" c JOIN "Milestone" a ON a."id" = c."last" WHERE c."before" IS NULL AND a."onDay" IS NOT NULL`,
  ).get(seenAt, user) ?? { dates: 0, models: 0 };
  return dates === 0 ? [] : [{ kind: 'dates_received', dates, models }];
}

/** A snooze that ended on a day is over on the next one. */
function cameBack(alerts: readonly Alert[], { since, today }: Absence): Item[] {
  const back = alerts.filter(({ back }) =>
    back.some((one) => one.code === 'snooze_over' && one.untilOn >= since && one.untilOn < today),
  );
  return back.length === 0 ? [] : [{ kind: 'alerts_back', alerts: back.length }];
}

function subject({ deviceId, assetTag }: Pick<GroupRow, 'deviceId' | 'assetTag'>, devices: number) {
  const single = devices === 1;
  return { devices, deviceId: single ? deviceId : null, assetTag: single ? assetTag : null };
}
