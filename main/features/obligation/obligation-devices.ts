import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Day } from '../../domain/day.ts';
import type { DeviceId } from '../../domain/ids.ts';
import { readTriggerKey, type TriggerKey, type TriggerKind } from '../../domain/obligation.ts';

/** What decides the devices of an obligation. */
export interface DeviceSource {
  readonly id: string;
  readonly commitmentId: string;
  readonly triggerKind: TriggerKind;
  readonly triggerKey: TriggerKey;
  readonly modelId: string | null;
}

/**
 * Of a device `d` of a model `m`, with the promise `p`: in use, under the contract of the promise or of its vendor, and in its
 * scope; of what is installed, only what the one who owes it installs (as domain/obligation.ts `targetsOf`).
 */
const OF_PROMISE = `d."status" NOT IN ('retired', 'disposed')
  AND (p."contractId" IS NULL OR EXISTS (SELECT 1 FROM "ContractLine" l WHERE l."contractId" = p."contractId" AND l."deviceId" = d."id"))
  AND (p."contractId" IS NOT NULL OR p."vendorId" IS NULL OR p."vendorId" = m."vendorId")
  AND (p."scope" = 'all' OR EXISTS (SELECT 1 FROM "CommitmentScope" s WHERE s."commitmentId" = p."id" AND (s."modelId" = d."modelId"
    OR s."softwareVersionId" = d."softwareVersionId" OR EXISTS (SELECT 1 FROM "Component" c WHERE lower(c."label") = lower(s."component")
      AND (c."modelId" = d."modelId" OR c."deviceId" = d."id" OR c."softwareVersionId" = d."softwareVersionId")))))
  AND (p."kind" <> 'INSTALL' OR m."whoInstalls" IS NULL OR (m."whoInstalls" = 'hospital_with_instructions') = (p."obligor" = 'hospital'))`;

/** Where a confirmed finding `f` speaks of the device. */
const OF_FINDING = `f."state" = 'confirmed' AND (f."softwareVersionId" IS NULL OR f."softwareVersionId" = d."softwareVersionId")
  AND (f."deviceId" IS NULL OR f."deviceId" = d."id")`;

function conditionOf({ triggerKind, triggerKey, modelId }: DeviceSource): {
  readonly from: string;
  readonly where: string;
  readonly parameters: readonly (string | null)[];
} {
  const rest = readTriggerKey(triggerKey)?.rest ?? '';
  const devices = `"Commitment" p JOIN "Device" d JOIN "DeviceModel" m ON m."id" = d."modelId"`;
  const findings = `"Commitment" p JOIN (SELECT DISTINCT d."id" FROM "Finding" f JOIN "Device" d ON d."modelId" = f."modelId" WHERE ${OF_FINDING}`;
  const found = `) x JOIN "Device" d ON d."id" = x."id" JOIN "DeviceModel" m ON m."id" = d."modelId"`;
  switch (triggerKind) {
    case 'advisory':
      return { from: `${findings} AND f."advisoryId" = ?${found}`, where: 'TRUE', parameters: [rest] };
    case 'vulnerability':
      return {
        from: `${findings} AND f."advisoryId" IS NULL AND f."cve" = ?${found}`,
        where: 'TRUE',
        parameters: [rest],
      };
    case 'milestone': {
      const [model = '', version = '-'] = rest.split('|');
      return version === '-'
        ? { from: devices, where: 'd."modelId" = ?', parameters: [model] }
        : { from: devices, where: 'd."modelId" = ? AND d."softwareVersionId" = ?', parameters: [model, version] };
    }
    case 'contract':
      return {
        from: `"Commitment" p JOIN "ContractLine" t ON t."contractId" = p."contractId" JOIN "Device" d ON d."id" = t."deviceId" JOIN "DeviceModel" m ON m."id" = d."modelId"`,
        where: 'TRUE',
        parameters: [],
      };
    case 'event':
      // Without a model it is about no device in particular.
      return modelId === null
        ? { from: devices, where: 'FALSE', parameters: [] }
        : { from: devices, where: 'd."modelId" = ?', parameters: [modelId] };
  }
}

/** The devices in use that an obligation is about. */
export function deviceIdsOf(sql: SqlConnection, source: DeviceSource): DeviceId[] {
  const { from, where, parameters } = conditionOf(source);
  // The parameters of `from` and `where` come before that of the promise: its condition stands last.
  return statement<(string | null)[], string>(
    sql,
    `SELECT d."id" FROM ${from} WHERE ${where} AND p."id" = ? AND ${OF_PROMISE}`,
  )
    .pluck()
    .all(...parameters, source.commitmentId) as unknown as DeviceId[];
}

/** How many there are. */
export function deviceCount(sql: SqlConnection, source: DeviceSource): number {
  const { from, where, parameters } = conditionOf(source);
  return (
    statement<(string | null)[], number>(
      sql,
      `SELECT count(*) FROM ${from} WHERE ${where} AND p."id" = ? AND ${OF_PROMISE}`,
    )
      .pluck()
      .get(...parameters, source.commitmentId) ?? 0
  );
}

interface Member {
  readonly deviceId: DeviceId;
  readonly assetTag: string;
  readonly serialNumber: string;
  readonly model: string;
  readonly department: string;
  readonly installedOn: Day | null;
}

/** A page of the devices of an obligation, those on which it is not installed yet first. */
export function obligationDevices(
  sql: SqlConnection,
  source: DeviceSource,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): { total: number; rows: Member[] } {
  const ids = deviceIdsOf(sql, source);
  const rows = statement<[string, string, number, number], Member>(
    sql,
    `SELECT l."deviceId", l."assetTag", l."serialNumber", l."model", l."department", i."doneOn" AS "installedOn"
     FROM json_each(?) JOIN "DeviceListing" l ON l."deviceId" = value LEFT JOIN "Installation" i ON i."deviceId" = l."deviceId" AND i."obligationId" = ?
     ORDER BY i."doneOn" IS NOT NULL, l."assetTag", l."serialNumber" LIMIT ? OFFSET ?`,
  ).all(JSON.stringify(ids), source.id, limit, offset);
  return { total: ids.length, rows };
}
