import { type SqlConnection, statement } from '../../data/connection.ts';
import { bandOf } from '../../domain/band.ts';
import { addDays, type Day } from '../../domain/day.ts';
import type { DeviceId } from '../../domain/ids.ts';
import { storedDays } from '../device/stored-day.ts';
import { partialDay } from '../records.ts';
import { DECISION_HORIZON_DAYS, isAboutDevices } from './alert.store.ts';
import type { Decision } from './decision.ts';
import { devicesOf } from './device-decisions.ts';
import { UNERASED } from './erasure-decisions.ts';
import { movedDevices } from './moved-dates.ts';

interface Row {
  readonly deviceId: DeviceId;
  readonly assetTag: string;
  readonly serialNumber: string;
  readonly model: string;
  readonly department: string;
  readonly support: string;
  readonly endsFrom: Day | null;
  readonly endsUntil: Day | null;
  readonly precision: string | null;
}

/** The devices that a line stands for, the nearest end first. A line about neither devices, a contract nor a model has its one, or none. */
export function alertDevices(
  sql: SqlConnection,
  line: Decision,
  today: Day,
  { offset, limit }: { readonly offset: number; readonly limit: number },
) {
  const { where, parameters } = conditionOf(sql, line, today);
  const total =
    statement<(string | null)[], number>(sql, `SELECT count(*) FROM "DeviceListing" WHERE ${where}`)
      .pluck()
      .get(...parameters) ?? 0;
  const rows = statement<(string | number | null)[], Row>(
    sql,
    `SELECT "deviceId", "assetTag", "serialNumber", "model", "department", "support", "endsFrom", "endsUntil", "precision"
     FROM "DeviceListing" WHERE ${where} ORDER BY "supportKey", "assetTag", "seq" LIMIT ? OFFSET ?`,
  ).all(...parameters, limit, offset);
  return {
    total,
    rows: rows.map(({ support, precision, endsFrom: from, endsUntil: until, ...row }) => {
      const { endsFrom, endsUntil } = storedDays({ endsFrom: from, endsUntil: until }, today);
      const dates = {
        tracked: support !== 'not_tracked',
        complete: support !== 'unknown',
        ended: support === 'ended',
        endsFrom,
        endsUntil,
      };
      const band = bandOf(dates, today);
      const dated = band !== 'unknown' && band !== 'not_tracked';
      return { ...row, band, endsOn: dated ? partialDay(endsFrom, precision) : null };
    }),
  };
}

/** Whether a device is among those that a line stands for. */
export function isAmong(sql: SqlConnection, deviceId: DeviceId, line: Decision, today: Day): boolean {
  const { where, parameters } = conditionOf(sql, line, today);
  const among = `SELECT 1 FROM "DeviceListing" WHERE ${where} AND "deviceId" = ?`;
  return statement<(string | null)[]>(sql, among).get(...parameters, deviceId) !== undefined;
}

function conditionOf(
  sql: SqlConnection,
  line: Decision,
  today: Day,
): { readonly where: string; readonly parameters: readonly (string | null)[] } {
  if (isAboutDevices(line)) return devicesOf(line, addDays(today, DECISION_HORIZON_DAYS));
  if (line.exceptionId) {
    const excepted = 'SELECT "deviceId" FROM "ExceptionDevice" WHERE "exceptionId" = ?';
    return { where: `"deviceId" IN (${excepted})`, parameters: [line.exceptionId] };
  }
  if (line.kind === 'vendor_date_moved') return movedDevices(sql, line, today);
  if (line.kind === 'erase_data')
    return { where: `"modelId" = ? AND "deviceId" IN (${UNERASED})`, parameters: [line.modelId] };
  if (line.contractId) {
    const covered = 'SELECT "deviceId" FROM "ContractLine" WHERE "contractId" = ?';
    return { where: `"deviceId" IN (${covered})`, parameters: [line.contractId] };
  }
  if (line.deviceId) return { where: '"deviceId" = ?', parameters: [line.deviceId] };
  return { where: '"modelId" = ?', parameters: [line.modelId] };
}
