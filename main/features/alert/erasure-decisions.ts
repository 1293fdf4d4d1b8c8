import { type SqlConnection, statement } from '../../data/connection.ts';
import { addDays, type Day } from '../../domain/day.ts';
import { ERASURE_DAYS } from '../../domain/device.ts';
import type { DeviceId, ModelId, VendorId } from '../../domain/ids.ts';
import { type Decision, distance, NO_CONTRACT } from './decision.ts';

interface Row {
  readonly modelId: ModelId;
  readonly model: string;
  readonly vendorId: VendorId;
  readonly vendor: string;
  readonly devices: number;
  readonly deviceId: DeviceId;
  readonly assetTag: string;
  readonly since: Day;
}

/** The devices of which {@link erasureDecisions} tells: out of use, still in the house, and nobody recorded that their data are erased. */
export const UNERASED = `SELECT d."id" FROM "DeviceListing" l JOIN "Device" d ON d."id" = l."deviceId"
  WHERE l."status" = 'retired' AND d."disposedOn" IS NULL AND d."dataErasedOn" IS NULL`;

/**
 * Retired devices whose data have to be erased, a line for a model (domain.md E12, LC-07). Those of which nobody recorded when
 * they were retired count from the day on which they came into the register.
 */
export function erasureDecisions(sql: SqlConnection, today: Day): Decision[] {
  const rows = statement<[], Row>(
    sql,
    `SELECT l."modelId", l."model", l."vendorId", l."manufacturer" AS "vendor", count(*) AS "devices", l."deviceId", l."assetTag",
       min(coalesce(d."retiredOn", substr(d."createdAt", 1, 10))) AS "since"
     FROM (${UNERASED}) u JOIN "Device" d ON d."id" = u."id" JOIN "DeviceListing" l ON l."deviceId" = d."id" GROUP BY l."modelId"`,
  ).all();
  return rows.map(({ devices, deviceId, assetTag, since, ...row }) => {
    const by = addDays(since, ERASURE_DAYS);
    return {
      ...NO_CONTRACT,
      ...row,
      key: `erase_data|${row.modelId}`,
      kind: 'erase_data',
      by,
      ...distance(by, today),
      band: null,
      devices,
      deviceId: devices === 1 ? deviceId : null,
      assetTag: devices === 1 ? assetTag : null,
      limitedBy: null,
      endsOn: null,
      leadMonths: null,
    };
  });
}
