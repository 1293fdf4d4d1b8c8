import type { z } from 'zod';
import type { alertExplanationSchema } from '../../contract/alert.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Action } from '../../domain/action.ts';
import { bandOf } from '../../domain/band.ts';
import { addDays, type Day } from '../../domain/day.ts';
import type { DeviceStatus } from '../../domain/device.ts';
import type { ContractId, DeviceId, ExceptionId, ModelId } from '../../domain/ids.ts';
import type { LimitKind } from '../../domain/support.ts';
import { storedDay, storedDays } from '../device/stored-day.ts';
import { acceptedSql } from '../exception/acceptance.ts';
import { found, partialDay } from '../records.ts';
import { DECISION_HORIZON_DAYS, isAboutDevices, listAlerts } from './alert.store.ts';
import { isAmong } from './alert-devices.ts';

type Explanation = z.input<typeof alertExplanationSchema>;

/** Lines of a model that tell of devices without being one of {@link isAboutDevices}. */
const OF_MODEL: ReadonlySet<string> = new Set(['vendor_date_moved', 'handover_due', 'erase_data']);

interface Row {
  readonly modelId: ModelId;
  readonly status: DeviceStatus;
  readonly notTrackedReason: string | null;
  readonly support: string;
  readonly endsFrom: Day | null;
  readonly endsUntil: Day | null;
  readonly precision: string | null;
  readonly limitKind: LimitKind | null;
  readonly limitName: string | null;
  readonly limitRenewable: number;
  readonly action: Action | null;
  readonly actByKey: string;
  readonly actByOn: Day | null;
  readonly leadMonths: number;
}

/**
 * Why a device is on the list or is not. It reads the row of the register that the list is made from, and looks for the device
 * in the lines themselves, so that it cannot say anything else than the list does.
 */
export function explainAlerts(sql: SqlConnection, deviceId: DeviceId, today: Day): Explanation {
  const row = found(
    statement<[string], Row>(
      sql,
      `SELECT l."modelId", l."status", d."notTrackedReason", l."support", l."endsFrom", l."endsUntil", l."precision", l."limitKind", l."limitName",
         l."limitRenewable", l."action", l."actByKey", l."actByOn", l."leadMonths"
       FROM "DeviceListing" l JOIN "Device" d ON d."id" = l."deviceId" WHERE l."deviceId" = ?`,
    ).get(deviceId),
    'device',
    deviceId,
  );
  const horizonUntil = addDays(today, DECISION_HORIZON_DAYS);
  const accepted =
    statement<[string]>(sql, `SELECT 1 FROM "DeviceListing" WHERE "deviceId" = ? AND ${acceptedSql(today)}`).get(
      deviceId,
    ) !== undefined;
  const lines = listAlerts(sql, today);
  const alert =
    row.action === null || row.actByKey > horizonUntil || accepted
      ? null
      : (lines.find(
          (line) => line.kind === row.action && isAboutDevices(line) && isAmong(sql, deviceId, line, today),
        ) ?? null);
  const contracts = new Set(
    statement<[string], ContractId>(sql, 'SELECT "contractId" FROM "ContractLine" WHERE "deviceId" = ?')
      .pluck()
      .all(deviceId),
  );
  const excepted = new Set(
    statement<[string], ExceptionId>(sql, 'SELECT "exceptionId" FROM "ExceptionDevice" WHERE "deviceId" = ?')
      .pluck()
      .all(deviceId),
  );
  const others = lines.filter(
    (line) =>
      line !== alert &&
      !isAboutDevices(line) &&
      (line.exceptionId !== null
        ? excepted.has(line.exceptionId as ExceptionId)
        : line.contractId === null
          ? line.deviceId === deviceId ||
            (line.modelId === row.modelId && OF_MODEL.has(line.kind) && isAmong(sql, deviceId, line, today))
          : contracts.has(line.contractId as ContractId)),
  );
  const dates = {
    tracked: row.support !== 'not_tracked',
    complete: row.support !== 'unknown',
    ended: row.support === 'ended',
    ...storedDays(row, today),
  };
  const band = bandOf(dates, today);
  const dated = band !== 'unknown' && band !== 'not_tracked';
  return {
    today,
    verdict: !dates.tracked
      ? 'not_tracked'
      : row.action === null
        ? 'nothing_to_do'
        : row.actByKey > horizonUntil
          ? 'later'
          : accepted
            ? 'accepted'
            : alert?.quiet
              ? 'quiet'
              : 'listed',
    status: row.status,
    notTrackedReason: row.notTrackedReason,
    band,
    limitedBy:
      row.limitKind === null
        ? null
        : { kind: row.limitKind, name: row.limitName ?? '', renewable: row.limitRenewable === 1 },
    endsOn: dated ? partialDay(dates.endsFrom, row.precision) : null,
    action: row.action,
    by: storedDay(row.actByOn, today),
    leadMonths: row.leadMonths,
    horizonUntil,
    alert,
    others,
    exceptions: exceptionsInForce(sql, deviceId, today),
  };
}

/** What somebody decided to live with for a time. It never changes the band; only an accepted risk keeps the device off the list. */
function exceptionsInForce(sql: SqlConnection, deviceId: DeviceId, today: Day): Explanation['exceptions'] {
  return statement<[string, string, string, string], Explanation['exceptions'][number]>(
    sql,
    `SELECT e."id", e."kind", e."title", e."endsOn" FROM "ExceptionDevice" x JOIN "RiskException" e ON e."id" = x."exceptionId"
     WHERE x."deviceId" = ? AND e."decidedOn" <= ? AND e."endsOn" >= ? AND (e."withdrawnOn" IS NULL OR e."withdrawnOn" > ?) ORDER BY e."endsOn", e."id"`,
  ).all(deviceId, today, today, today);
}
