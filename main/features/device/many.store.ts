import type { z } from 'zod';
import type { deviceChangesSchema } from '../../contract/device-many.ts';
import type { RecordFields } from '../../data/audit.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import { AppError } from '../../domain/error.ts';
import type { ContractId, DeviceId } from '../../domain/ids.ts';
import { appended, disposalRefusal } from '../../domain/many.ts';
import { placeKey, versionKey } from '../../domain/name.ts';
import { compared, type Planned, refused } from '../many.ts';

export type DeviceChanges = z.output<typeof deviceChangesSchema>;
export interface Chosen {
  readonly id: DeviceId;
  readonly revision: number;
}

/** A device as far as many can be changed together. */
export interface DeviceRow {
  readonly id: DeviceId;
  readonly revision: number;
  readonly name: string;
  readonly modelId: string;
  readonly softwareVersion: string | null;
  readonly department: string | null;
  readonly location: string | null;
  readonly status: string;
  readonly acquiredOn: string | null;
  readonly inServiceOn: string | null;
  readonly purchasePrice: string | null;
  readonly currency: string | null;
  readonly warrantyEndsOn: string | null;
  readonly criticality: string | null;
  readonly networkConnected: string;
  readonly storesPhi: string;
  readonly notTrackedReason: string | null;
  readonly plannedReplacementOn: string | null;
  readonly notes: string | null;
  readonly retiredOn: string | null;
  readonly dataErasedOn: string | null;
  readonly erasureDocumentId: string | null;
  /** 1 where the contract of the change covers it already. */
  readonly covered: number;
}

const SELECT = `SELECT d."id", d."revision", coalesce(nullif(d."assetTag", ''), d."serialNumber", v."name" || ' ' || m."name") AS "name", d."modelId",
   s."name" AS "softwareVersion", p."name" AS "department", l."name" AS "location", d."status", d."acquiredOn", d."inServiceOn",
   d."purchasePrice", d."currency", d."warrantyEndsOn", d."criticality", d."networkConnected", d."storesPhi", d."notTrackedReason",
   d."plannedReplacementOn", d."notes", d."retiredOn", d."dataErasedOn", d."erasureDocumentId",
   EXISTS (SELECT 1 FROM "ContractLine" c WHERE c."deviceId" = d."id" AND c."contractId" = ?) AS "covered"
 FROM json_each(?) JOIN "Device" d ON d."id" = value JOIN "DeviceModel" m ON m."id" = d."modelId" JOIN "Vendor" v ON v."id" = m."vendorId"
   LEFT JOIN "SoftwareVersion" s ON s."id" = d."softwareVersionId" LEFT JOIN "Department" p ON p."id" = d."departmentId"
   LEFT JOIN "Location" l ON l."id" = d."locationId"`;

/** Columns that take the value of their field as it stands. */
const PLAIN = [
  'status',
  'acquiredOn',
  'inServiceOn',
  'warrantyEndsOn',
  'criticality',
  'networkConnected',
  'storesPhi',
  'notTrackedReason',
  'plannedReplacementOn',
  'retiredOn',
  'notes',
] as const;

/** What becomes of one device. */
export interface PlannedDevice extends Planned<DeviceId> {
  readonly modelId: string;
}

/** Devices that are read at once; other calls get their turn in between. */
const PORTION = 1000;

/** How a place is spelt that is known by another spelling of its name. */
function knownPlace(sql: SqlConnection, table: 'Department' | 'Location', name: string): string {
  const select = statement<[string], { name: string }>(sql, `SELECT "name" FROM "${table}" WHERE "nameKey" = ?`);
  return select.get(placeKey(name))?.name ?? name;
}

/** The changes as they are compared; a department or location under the name that it has. */
export function resolved(sql: SqlConnection, changes: DeviceChanges): DeviceChanges & { contractNumber?: string } {
  if (Object.values(changes).every((value) => value === undefined))
    throw new AppError('input_refused', { problem: 'no_change', field: 'changes' });
  const place = (table: 'Department' | 'Location', name: string | null | undefined) =>
    name ? knownPlace(sql, table, name) : name === undefined ? undefined : null;
  return {
    ...changes,
    department: place('Department', changes.department),
    location: place('Location', changes.location),
    ...(changes.contract === undefined ? {} : { contractNumber: contractNumber(sql, changes.contract.id) }),
  };
}

function contractNumber(sql: SqlConnection, id: ContractId): string {
  const row = statement<[string], { number: string }>(sql, 'SELECT "number" FROM "Contract" WHERE "id" = ?').get(id);
  if (row === undefined) throw new AppError('not_found', { noun: 'contract', id });
  return row.number;
}

/** What the changes do to each of the chosen devices, in their order. Portions let other calls through. */
export async function* planMany(
  sql: SqlConnection,
  chosen: readonly Chosen[],
  changes: ReturnType<typeof resolved>,
): AsyncGenerator<readonly PlannedDevice[]> {
  for (let at = 0; at < chosen.length; at += PORTION) {
    const portion = chosen.slice(at, at + PORTION);
    const rows = statement<[string, string], DeviceRow>(sql, SELECT).all(
      changes.contract?.id ?? '',
      JSON.stringify(portion.map(({ id }) => id)),
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    yield portion.map((one) => planOne(one, byId.get(one.id), changes));
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

function planOne(
  { id, revision }: Chosen,
  row: DeviceRow | undefined,
  changes: ReturnType<typeof resolved>,
): PlannedDevice {
  if (row === undefined) return { ...refused(id, '', 'not_found'), modelId: '' };
  const { name, modelId } = row;
  const refusal =
    row.revision !== revision ? 'stale_edit' : changes.status === 'disposed' ? disposalRefusal(row) : null;
  const wanted = refusal === null ? wantedFields(row, changes) : null;
  if (wanted === null) return { ...refused(id, name, refusal ?? 'too_long'), modelId };
  return { ...compared(row, heldFields(row), wanted), modelId };
}

/** The fields that the changes speak of, as they shall be; null where the notes would grow too long. */
function wantedFields(row: DeviceRow, changes: ReturnType<typeof resolved>): RecordFields | null {
  const { softwareVersion, department, location, purchasePrice, appendNotes, contractNumber } = changes;
  const wanted: Record<string, string | null> = {};
  for (const field of PLAIN) {
    const value = changes[field];
    if (value !== undefined) wanted[field] = value || null;
  }
  if (softwareVersion !== undefined) wanted['softwareVersion'] = sameVersion(row.softwareVersion, softwareVersion);
  if (department !== undefined) wanted['department'] = department || null;
  if (location !== undefined) wanted['location'] = location || null;
  if (purchasePrice !== undefined) wanted['purchasePrice'] = priceText(purchasePrice);
  if (contractNumber !== undefined) wanted['contract'] = row.covered ? null : contractNumber;
  if (appendNotes !== undefined) {
    const notes = appended('notes' in wanted ? (wanted['notes'] ?? null) : row.notes, appendNotes);
    if (notes === null) return null;
    wanted['notes'] = notes;
  }
  return wanted;
}

function heldFields({ purchasePrice, currency, ...row }: DeviceRow): RecordFields {
  const price = purchasePrice !== null && currency !== null ? { amount: purchasePrice, currency } : null;
  return { ...row, purchasePrice: priceText(price), contract: null };
}

function priceText(price: { readonly amount: string; readonly currency: string } | null): string | null {
  return price && `${price.amount} ${price.currency}`;
}

/** A version under the spelling that it has; `V 4.1` is 4.1. */
function sameVersion(held: string | null, wanted: string | null): string | null {
  if (!wanted) return null;
  return held !== null && versionKey(held) === versionKey(wanted) ? held : wanted;
}
