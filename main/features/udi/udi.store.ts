import { type SqlConnection, statement } from '../../data/connection.ts';
import type { DeviceStatus } from '../../domain/device.ts';
import type { DeviceId, ModelId } from '../../domain/ids.ts';
import type { UdiMatch } from '../../domain/udi/proposal.ts';

/** Devices and models that one code leads to; more would only show that something is wrong. */
const MOST = 20;

/** A model with the identifier of a code. */
export interface UdiModel {
  readonly id: ModelId;
  readonly revision: number;
  readonly manufacturer: string;
  readonly name: string;
  readonly di: string | null;
}

/** A device that a code can mean. */
export interface UdiDevice {
  readonly id: DeviceId;
  readonly assetTag: string | null;
  readonly serialNumber: string | null;
  readonly modelId: ModelId;
  readonly modelRevision: number;
  readonly manufacturer: string;
  readonly model: string;
  readonly department: string | null;
  readonly status: DeviceStatus;
  readonly by: UdiMatch;
}

/** The identifier of a device: its own, else that of its model. */
const DI = 'coalesce(d."udiDi", m."udiDi")';
const FROM = `FROM "Device" d JOIN "DeviceModel" m ON m."id" = d."modelId" JOIN "Vendor" v ON v."id" = m."vendorId"
  LEFT JOIN "Department" p ON p."id" = d."departmentId"`;
const DEVICE = `SELECT d."id", d."assetTag", d."serialNumber", d."modelId", m."revision" AS "modelRevision",
  v."name" AS "manufacturer", m."name" AS "model", p."name" AS "department", d."status"`;

/** A device identifier as older records may have it: without the zeros before a trade item number. */
function spellings(di: string): string {
  const short = [/^0/, /^00/, /^000000/].filter((zeros) => zeros.test(di)).map((zeros) => di.replace(zeros, ''));
  return JSON.stringify([di, ...short]);
}

/** The device with an asset tag. */
export function deviceWithTag(sql: SqlConnection, assetTag: string): UdiDevice[] {
  return statement<[string], UdiDevice>(sql, `${DEVICE}, 'tag' AS "by" ${FROM} WHERE d."assetTag" = ?`).all(assetTag);
}

/** Devices with a serial number whose identifier is this one; the number is looked for first, it is in an index. */
export function devicesWithIdentifier(sql: SqlConnection, di: string, serial: string): UdiDevice[] {
  return statement<[string, string, number], UdiDevice>(
    sql,
    `${DEVICE}, 'identifier' AS "by" ${FROM} WHERE d."serialNumber" = ? AND ${DI} IN (SELECT value FROM json_each(?))
       ORDER BY d."id" LIMIT ?`,
  ).all(serial, spellings(di), MOST);
}

/** Devices with a serial number of whose identifier nobody has said anything. */
export function devicesWithSerial(sql: SqlConnection, serial: string): UdiDevice[] {
  return statement<[string, number], UdiDevice>(
    sql,
    `${DEVICE}, 'serial' AS "by" ${FROM} WHERE d."serialNumber" = ? AND ${DI} IS NULL ORDER BY d."id" LIMIT ?`,
  ).all(serial, MOST);
}

/** Devices with a serial number, of whatever model. */
export function devicesOfSerial(sql: SqlConnection, serial: string): UdiDevice[] {
  return statement<[string, number], UdiDevice>(
    sql,
    `${DEVICE}, 'serial' AS "by" ${FROM} WHERE d."serialNumber" = ? ORDER BY d."id" LIMIT ?`,
  ).all(serial, MOST);
}

/** Models with a device identifier: those that have it themselves, else those of devices that have it. */
export function modelsWithIdentifier(sql: SqlConnection, di: string): UdiModel[] {
  const select = (where: string) =>
    statement<[string, number], UdiModel>(
      sql,
      `SELECT m."id", m."revision", v."name" AS "manufacturer", m."name", m."udiDi" AS "di"
       FROM "DeviceModel" m JOIN "Vendor" v ON v."id" = m."vendorId" WHERE ${where} ORDER BY v."name", m."name", m."id" LIMIT ?`,
    ).all(spellings(di), MOST);
  const own = select('m."udiDi" IN (SELECT value FROM json_each(?))');
  if (own.length > 0) return own;
  return select('m."id" IN (SELECT "modelId" FROM "Device" WHERE "udiDi" IN (SELECT value FROM json_each(?)))');
}

/**
 * The condition on rows of the register that a scanned code means, for a search; with its parameters. Without a serial number
 * these are all devices with the identifier.
 */
export function identifierWhere(di: string, serial: string | null): { sql: string; parameters: string[] } {
  const devices = `SELECT d."id" FROM "Device" d JOIN "DeviceModel" m ON m."id" = d."modelId"
    WHERE ${DI} IN (SELECT value FROM json_each(?))${serial === null ? '' : ' AND d."serialNumber" = ?'}`;
  return {
    sql: `"seq" IN (SELECT "seq" FROM "DeviceListing" WHERE "deviceId" IN (${devices}))`,
    parameters: serial === null ? [spellings(di)] : [spellings(di), serial],
  };
}
