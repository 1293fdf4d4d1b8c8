import { statement } from '../../data/connection.ts';
import { partialDayText } from '../../domain/day.ts';
import type { DeviceId, ModelId } from '../../domain/ids.ts';
import type {
  CommitmentImportRow,
  ContractImportRow,
  MilestoneImportRow,
  ModelImportRow,
  VendorImportRow,
} from '../../domain/import/row-types.ts';
import { vendorKey } from '../../domain/name.ts';
import { commitmentKey } from '../contract/commitment.store.ts';
import { addContractLine, NO_CURRENCY } from './apply-devices.ts';
import { differing, type ImportWork, insert, STAMP_COLUMNS, stampValues, update } from './work.ts';

export type Step = (done: number) => Promise<void> | void;

export async function applyModels(work: ImportWork, rows: readonly ModelImportRow[], step: Step): Promise<void> {
  const select = statement<
    [string],
    {
      deviceType: string | null;
      category: string | null;
      udiDi: string | null;
      updatesNeedContract: string;
      whoInstalls: string | null;
      leadTimeMonths: number | null;
      notes: string | null;
    }
  >(
    work.sql,
    'SELECT "deviceType", "category", "udiDi", "updatesNeedContract", "whoInstalls", "leadTimeMonths", "notes" FROM "DeviceModel" WHERE "id" = ?',
  );
  for (const [index, row] of rows.entries()) {
    const isNew = !work.names.knowsModel(row.manufacturer, row.model);
    const id = work.names.model(row.manufacturer, row.model, row.deviceType);
    work.names.version(id, row.softwareVersion);
    const { category, udiDi, updatesNeedContract, whoInstalls, leadTimeMonths, notes, deviceType } = row;
    const known = select.get(id) ?? {
      deviceType,
      category: null,
      udiDi: null,
      updatesNeedContract: 'unknown',
      whoInstalls: null,
      leadTimeMonths: null,
      notes: null,
    };
    const wanted = {
      deviceType,
      category,
      udiDi,
      whoInstalls,
      leadTimeMonths,
      notes,
      ...(updatesNeedContract === null ? {} : { updatesNeedContract }),
    };
    const changes = differing<typeof known>(known, wanted);
    const changed = Object.keys(changes).length > 0;
    if (changed) {
      update(work, 'DeviceModel', isNew ? null : 'model', id, known, changes);
      work.staleModels.add(id as ModelId);
    }
    work.outcome(row.row, isNew ? 'created' : changed ? 'updated' : 'unchanged', {
      manufacturer: row.manufacturer,
      model: row.model,
      device_type: row.deviceType,
    });
    await step(index + 1);
  }
}

/** Dates are added to the history unless it already holds the same statement; none is overwritten (domain.md E6). */
export async function applyMilestones(
  work: ImportWork,
  rows: readonly MilestoneImportRow[],
  step: Step,
): Promise<void> {
  const same = statement<(string | null)[], { id: string }>(
    work.sql,
    `SELECT "id" FROM "Milestone" WHERE "modelId" = ? AND "softwareVersionId" IS ? AND "deviceId" IS NULL AND "kind" = ? AND "onDay" = ? AND "precision" = ?
       AND "announcedOn" IS ? AND "receivedOn" IS ? LIMIT 1`,
  );
  const seen = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const modelId = work.names.model(row.manufacturer, row.model, null);
    const versionId = work.names.version(modelId, row.softwareVersion);
    const { on, precision } = row.on;
    const slot = [modelId, versionId, row.milestone, on, precision, row.announcedOn, row.receivedOn];
    const known = seen.has(slot.join('|')) || same.get(...slot) !== undefined;
    seen.add(slot.join('|'));
    if (!known) {
      insert(
        work,
        `INSERT INTO "Milestone" ("id", "modelId", "softwareVersionId", "kind", "onDay", "precision", "vendorTerm", "source", "announcedOn", "receivedOn", "confidence", "importId", "createdAt", "createdBy")
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [
          work.newId(),
          modelId,
          versionId,
          row.milestone,
          on,
          precision,
          row.vendorTerm,
          row.source,
          row.announcedOn,
          row.receivedOn,
          row.confidence ?? 'stated',
          work.importId,
          work.now,
          work.actor,
        ],
      );
      if (work.write) work.record('model', modelId, { [row.milestone]: null }, { [row.milestone]: on });
      work.staleModels.add(modelId as ModelId);
    }
    work.outcome(row.row, known ? 'unchanged' : 'created', {
      manufacturer: row.manufacturer,
      model: row.model,
      milestone: row.milestone,
      on: partialDayText(row.on),
    });
    await step(index + 1);
  }
}

export async function applyVendors(work: ImportWork, rows: readonly VendorImportRow[], step: Step): Promise<void> {
  const select = statement<[string], { website: string | null; securityContact: string | null }>(
    work.sql,
    'SELECT "website", "securityContact" FROM "Vendor" WHERE "id" = ?',
  );
  for (const [index, row] of rows.entries()) {
    const before =
      work.names.knownVendor(row.name) ??
      row.aliases.map((alias) => work.names.knownVendor(alias)).find((id) => id !== null);
    const id = before ?? work.names.vendor(row.name);
    const known = select.get(id) ?? { website: null, securityContact: null };
    const changes = differing<typeof known>(known, { website: row.website, securityContact: row.securityContact });
    if (Object.keys(changes).length > 0) update(work, 'Vendor', before ? 'vendor' : null, id, known, changes);
    const added = addNames(work, row, id);
    const changed = Object.keys(changes).length > 0 || added;
    work.outcome(row.row, before ? (changed ? 'updated' : 'unchanged') : 'created', {
      name: row.name,
      aliases: row.aliases.join('; ') || null,
      security_contact: row.securityContact,
    });
    await step(index + 1);
  }
}

function addNames(work: ImportWork, row: VendorImportRow, id: string): boolean {
  let added = false;
  for (const alias of [row.name, ...row.aliases]) {
    const owner = work.names.knownVendor(alias);
    if (owner === id) continue;
    if (owner !== null) {
      work.problem({
        row: row.row,
        column: 'aliases',
        code: 'alias_of_other_vendor',
        severity: 'warning',
        value: alias,
      });
      continue;
    }
    insert(work, 'INSERT INTO "VendorAlias" ("aliasKey", "alias", "vendorId") VALUES (?, ?, ?)', [
      vendorKey(alias),
      alias,
      id,
    ]);
    work.names.nameVendor(alias, id);
    added = true;
  }
  const has = statement<[string, string], { role: string }>(
    work.sql,
    'SELECT "role" FROM "VendorRole" WHERE "vendorId" = ? AND "role" = ?',
  );
  for (const role of row.roles) {
    if (has.get(id, role)) continue;
    insert(work, 'INSERT INTO "VendorRole" ("vendorId", "role") VALUES (?, ?)', [id, role]);
    added = true;
  }
  return added;
}

const CONTRACT_COLUMNS = [
  'vendorId',
  'kind',
  'startsOn',
  'endsOn',
  'renewal',
  'renewalMonths',
  'noticeAmount',
  'noticeUnit',
  'yearlyPrice',
  'currency',
  'includesSecurityUpdates',
] as const;
type KnownContract = { readonly [Column in (typeof CONTRACT_COLUMNS)[number]]: string | number | null } & {
  readonly id: string;
};

export async function applyContracts(work: ImportWork, rows: readonly ContractImportRow[], step: Step): Promise<void> {
  const columns = CONTRACT_COLUMNS.map((column) => `"${column}"`).join(', ');
  const select = statement<[string], KnownContract>(
    work.sql,
    `SELECT "id", ${columns} FROM "Contract" WHERE "number" = ?`,
  );
  const device = statement<[string], { id: string }>(work.sql, 'SELECT "id" FROM "Device" WHERE "assetTag" = ?');
  const covered = statement<[string], { id: string }>(
    work.sql,
    'SELECT "deviceId" AS "id" FROM "ContractLine" WHERE "contractId" = ?',
  );
  for (const [index, row] of rows.entries()) {
    const known = select.get(row.number);
    const wanted = {
      vendorId: work.names.vendor(row.vendor),
      kind: row.kind ?? known?.kind ?? 'service',
      startsOn: row.startsOn,
      endsOn: row.endsOn,
      renewal: row.renewal ?? known?.renewal ?? 'none',
      renewalMonths: row.renewalMonths,
      noticeAmount: row.noticeAmount,
      noticeUnit: row.noticeUnit,
      yearlyPrice: row.yearlyPrice,
      currency: row.yearlyPrice === null ? null : (row.currency ?? known?.currency ?? NO_CURRENCY),
      includesSecurityUpdates: row.includesSecurityUpdates ?? known?.includesSecurityUpdates ?? 'unknown',
    };
    const id = known?.id ?? work.newId();
    let changed = false;
    if (known === undefined) {
      insert(
        work,
        `INSERT INTO "Contract" ("id", "number", ${columns}, "includesOsUpgrades", ${STAMP_COLUMNS}) VALUES (?, ?, ${CONTRACT_COLUMNS.map(() => '?').join(', ')}, 'unknown', ?, ?, ?, ?, ?, ?)`,
        [id, row.number, ...CONTRACT_COLUMNS.map((column) => wanted[column]), ...stampValues(work)],
      );
    } else {
      const changes = differing<KnownContract>(known, wanted);
      changed = Object.keys(changes).length > 0;
      update(work, 'Contract', 'contract', id, known, changes);
      if (changed) for (const line of covered.all(id)) work.staleDevices.add(line.id as DeviceId);
    }
    for (const tag of row.coveredAssetTags ?? []) {
      const found = device.get(tag);
      if (!found)
        work.problem({
          row: row.row,
          column: 'covered_asset_tags',
          code: 'device_not_known',
          severity: 'warning',
          value: tag,
        });
      else if (addContractLine(work, id, found.id)) {
        changed = true;
        work.staleDevices.add(found.id as DeviceId);
      }
    }
    work.outcome(row.row, known === undefined ? 'created' : changed ? 'updated' : 'unchanged', {
      number: row.number,
      vendor: row.vendor,
      ends_on: row.endsOn,
      renewal: wanted.renewal,
    });
    await step(index + 1);
  }
}

export async function applyCommitments(
  work: ImportWork,
  rows: readonly CommitmentImportRow[],
  step: Step,
): Promise<void> {
  const contract = statement<[string], { id: string; vendorId: string }>(
    work.sql,
    'SELECT "id", "vendorId" FROM "Contract" WHERE "number" = ?',
  );
  const select = statement<
    [string],
    { id: string; amount: number; unit: string; obligor: string; clause: string | null }
  >(work.sql, 'SELECT "id", "amount", "unit", "obligor", "clause" FROM "Commitment" WHERE "identityKey" = ?');
  for (const [index, row] of rows.entries()) {
    const owner = row.contractNumber === null ? null : contract.get(row.contractNumber);
    const amount = row.amount ?? 0;
    if (owner === undefined) {
      work.problem({
        row: row.row,
        column: 'contract_number',
        code: 'contract_not_known',
        severity: 'error',
        value: row.contractNumber ?? '',
      });
      work.outcome(row.row, 'rejected', { contract_number: row.contractNumber, kind: row.kind });
      continue;
    }
    if (row.amount === null) {
      work.problem({ row: row.row, column: 'amount', code: 'missing_value', severity: 'error' });
      work.outcome(row.row, 'rejected', { contract_number: row.contractNumber, kind: row.kind });
      continue;
    }
    const vendorId = owner?.vendorId ?? work.names.vendor(row.vendor ?? '');
    const severity = row.severity ?? 'any';
    const clockStart = row.clockStart ?? 'VENDOR_AWARE';
    const direction = row.direction ?? 'after';
    const identityKey = commitmentKey({
      contract: row.contractNumber,
      vendorId,
      kind: row.kind,
      severity,
      clockStart,
      direction,
    });
    const known = select.get(identityKey);
    const wanted = {
      amount,
      unit: row.unit ?? 'calendar_days',
      obligor: row.obligor ?? known?.obligor ?? 'vendor',
      clause: row.clause,
    };
    const changes = known === undefined ? {} : differing<Omit<typeof known, 'id'>>(known, wanted);
    if (known === undefined) {
      insert(
        work,
        `INSERT INTO "Commitment" ("id", "identityKey", "contractId", "vendorId", "kind", "severity", "clockStart", "direction", "amount", "unit", "obligor", "clause", ${STAMP_COLUMNS})
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT ("identityKey") DO NOTHING`,
        [
          work.newId(),
          identityKey,
          owner?.id ?? null,
          vendorId,
          row.kind,
          severity,
          clockStart,
          direction,
          wanted.amount,
          wanted.unit,
          wanted.obligor,
          wanted.clause,
          ...stampValues(work),
        ],
      );
    } else update(work, 'Commitment', null, known.id, known, changes);
    work.outcome(row.row, known === undefined ? 'created' : Object.keys(changes).length > 0 ? 'updated' : 'unchanged', {
      contract_number: row.contractNumber,
      kind: row.kind,
      amount: String(amount),
      unit: wanted.unit,
    });
    await step(index + 1);
  }
}
