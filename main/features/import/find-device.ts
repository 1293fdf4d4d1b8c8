import { statement } from '../../data/connection.ts';
import type { MatchKey } from '../../domain/import/match.ts';
import type { DeviceImportRow } from '../../domain/import/row-types.ts';
import type { ImportWork } from './work.ts';

/** A device as an import changes it. */
export interface KnownDevice {
  readonly id: string;
  readonly assetTag: string | null;
  readonly serialNumber: string | null;
  readonly modelId: string;
  readonly softwareVersionId: string | null;
  readonly udiDi: string | null;
  readonly udi: string | null;
  readonly lot: string | null;
  readonly manufacturedOn: string | null;
  readonly expiresOn: string | null;
  readonly departmentId: string | null;
  readonly locationId: string | null;
  readonly status: string;
  readonly acquiredOn: string | null;
  readonly inServiceOn: string | null;
  readonly purchasePrice: string | null;
  readonly currency: string | null;
  readonly warrantyEndsOn: string | null;
  readonly criticality: string | null;
  readonly networkConnected: string;
  readonly storesPhi: string;
  readonly notes: string | null;
}

/** The columns of a device that an import writes. */
export const DEVICE_COLUMNS = [
  'assetTag',
  'serialNumber',
  'modelId',
  'softwareVersionId',
  'udiDi',
  'udi',
  'lot',
  'manufacturedOn',
  'expiresOn',
  'departmentId',
  'locationId',
  'status',
  'acquiredOn',
  'inServiceOn',
  'purchasePrice',
  'currency',
  'warrantyEndsOn',
  'criticality',
  'networkConnected',
  'storesPhi',
  'notes',
] as const;
const SELECT = `SELECT "id", ${DEVICE_COLUMNS.map((column) => `"${column}"`).join(', ')} FROM "Device"`;

/** Whether a tag stands on another device than the one that a row was found to be about. Two devices never share one. */
export function isTagOfOther({ sql }: ImportWork, assetTag: string, known: KnownDevice | null): boolean {
  const owner = statement<[string], { id: string }>(sql, 'SELECT "id" FROM "Device" WHERE "assetTag" = ?').get(
    assetTag,
  );
  return owner !== undefined && owner.id !== known?.id;
}

/**
 * Finds the device that a row is about. Blanks never match. Of several devices that a row fits, the one with its tag is meant; without
 * one it is not clear, and to make one more would make another with every such file.
 */
export function finder(
  work: ImportWork,
  match: MatchKey,
): (row: DeviceImportRow, modelId: string) => KnownDevice | 'several' | null {
  const empty =
    statement<[], { n: number }>(work.sql, 'SELECT count(*) AS n FROM (SELECT 1 FROM "Device" LIMIT 1)').get()?.n === 0;
  if (empty) return () => null;
  const one = (query: string) => {
    const select = statement<string[], KnownDevice>(work.sql, `${SELECT} WHERE ${query} LIMIT 2`);
    return (...values: string[]) => {
      const hits = select.all(...values);
      return hits.length > 1 ? 'several' : (hits[0] ?? null);
    };
  };
  const byTag = one('"assetTag" = ?');
  const bySerial = one('"serialNumber" = ? AND "modelId" = ?');
  // The identifier of a device is its own, else that of its model.
  const byUdi = one(
    '"serialNumber" = ? AND coalesce("udiDi", (SELECT m."udiDi" FROM "DeviceModel" m WHERE m."id" = "modelId")) = ?',
  );
  return (row, modelId) => {
    const { assetTag, serialNumber, udiDi } = row;
    const tagged = () => (assetTag === null ? null : byTag(assetTag));
    const found = () => {
      if (serialNumber === null || (match === 'tag' && assetTag !== null)) return tagged();
      return match === 'udi' && udiDi !== null ? byUdi(serialNumber, udiDi) : bySerial(serialNumber, modelId);
    };
    const device = found();
    if (device !== 'several') return device;
    const named = tagged();
    return named !== null && named !== 'several' && named.serialNumber === serialNumber ? named : 'several';
  };
}
