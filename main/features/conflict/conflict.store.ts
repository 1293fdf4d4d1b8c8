import { type SqlConnection, statement } from '../../data/connection.ts';
import {
  type Conflict,
  type ConflictFacts,
  type ConflictKind,
  conflictsOf,
  type PaidLine,
} from '../../domain/conflict.ts';
import type { ContractKind } from '../../domain/contract.ts';
import { contractCoverLine, warrantyCoverLine } from '../../domain/cover.ts';
import type { Day } from '../../domain/day.ts';
import type { DeviceStatus, Tristate } from '../../domain/device.ts';
import type { ContractId, DeviceId, ModelId, VendorId } from '../../domain/ids.ts';
import { amountOf, type Money, NO_CURRENCY, rounded } from '../../domain/money.ts';
import { sharesOf } from '../../domain/price-share.ts';
import { TERMS_COLUMNS, type TermsRow, termsOf } from '../contract/contract.store.ts';
import { readEntitlements } from '../model/entitlement.store.ts';
import { supportReport } from '../support/report.store.ts';

interface DeviceRow {
  readonly id: string;
  readonly modelId: string;
  readonly status: DeviceStatus;
  readonly plannedReplacementOn: Day | null;
  readonly acquiredOn: Day | null;
  readonly inServiceOn: Day | null;
  readonly warrantyEndsOn: Day | null;
}

interface LineRow {
  readonly deviceId: string;
  readonly contractId: string;
  readonly startsOn: Day | null;
  readonly endsOn: Day | null;
  readonly includesSecurityUpdates: Tristate | null;
  readonly priceShare: string | null;
}

interface ContractRow extends TermsRow {
  readonly id: string;
  readonly number: string;
  readonly kind: ContractKind;
  readonly includesSecurityUpdates: Tristate;
  readonly yearlyPrice: string | null;
  readonly currency: string | null;
}

/** Every contradiction between contracts, cover and the life of devices as of a day. */
function findConflicts({ sql, today }: { readonly sql: SqlConnection; readonly today: Day }, asOf: Day): Conflict[] {
  const entitlements = readEntitlements(sql);
  const lines = paidLines(sql);
  const over = withoutTechnicalSupport({ sql, today }, asOf);
  const devices = statement<[], DeviceRow>(
    sql,
    `SELECT "id", "modelId", "status", "plannedReplacementOn", "acquiredOn", "inServiceOn", "warrantyEndsOn" FROM "Device" ORDER BY "id"`,
  ).all();
  const facts = devices.map(
    (device): ConflictFacts => ({
      deviceId: device.id,
      modelId: device.modelId,
      status: device.status,
      plannedReplacementOn: device.plannedReplacementOn,
      supportOver: over.has(device.id),
      needsContract: entitlements.get(device.modelId)?.needsContract ?? 'unknown',
      warranty:
        device.warrantyEndsOn === null
          ? null
          : warrantyCoverLine(device.inServiceOn ?? device.acquiredOn, device.warrantyEndsOn),
      lines: lines.get(device.id) ?? [],
    }),
  );
  return conflictsOf(facts, asOf);
}

/** What each device costs on which contract, and from when to when it is covered there. */
function paidLines(sql: SqlConnection): ReadonlyMap<string, readonly PaidLine[]> {
  const contracts = new Map(
    statement<[], ContractRow>(
      sql,
      `SELECT c."id", c."number", c."kind", c."includesSecurityUpdates", c."yearlyPrice", c."currency", ${TERMS_COLUMNS} FROM "Contract" c`,
    )
      .all()
      .map((row) => [row.id, { ...row, terms: termsOf(row) }]),
  );
  const result = new Map<string, PaidLine[]>();
  const lines = statement<[], LineRow>(
    sql,
    'SELECT "deviceId", "contractId", "startsOn", "endsOn", "includesSecurityUpdates", "priceShare" FROM "ContractLine" ORDER BY "deviceId"',
  ).all();
  for (const [contractId, own] of Map.groupBy(lines, (row) => row.contractId)) {
    const contract = contracts.get(contractId);
    if (contract === undefined) continue;
    const { each } = sharesOf(
      contract.yearlyPrice,
      own.map(({ priceShare }) => priceShare),
    );
    own.forEach((row, index) => {
      const units = each[index] ?? null;
      const line: PaidLine = {
        ...contractCoverLine(contract, row),
        contractId: contract.id,
        contract: contract.number,
        kind: contract.kind,
        yearly: units === null ? null : { units, currency: contract.currency ?? NO_CURRENCY },
      };
      const known = result.get(row.deviceId);
      if (known) known.push(line);
      else result.set(row.deviceId, [line]);
    });
  }
  return result;
}

/** Devices whose support is over for another reason than a contract that ended. */
function withoutTechnicalSupport(
  { sql, today }: { readonly sql: SqlConnection; readonly today: Day },
  asOf: Day,
): ReadonlySet<string> {
  if (asOf === today) {
    const ids = statement<[string], string>(
      sql,
      `SELECT "deviceId" FROM "DeviceListing" WHERE "limitKind" <> 'contract' AND ("support" = 'ended' OR ("support" <> 'not_tracked' AND "endsUntil" < ?))`,
    ).pluck();
    return new Set(ids.all(today) as unknown as string[]);
  }
  const { rows } = supportReport({ sql, today }, { asOf });
  return new Set(
    rows
      .filter(({ band, limitedBy }) => band === 'unsupported' && limitedBy !== null && limitedBy.kind !== 'contract')
      .map(({ deviceId }) => deviceId),
  );
}

/** A contradiction as people see it, with the devices that it is about. */
export interface ConflictRow {
  readonly key: string;
  readonly kind: ConflictKind;
  readonly modelId: ModelId;
  readonly model: string;
  readonly vendorId: VendorId;
  readonly manufacturer: string;
  readonly contracts: { id: ContractId; number: string }[];
  readonly devices: number;
  readonly atStake: Money[];
  readonly gapDays: number | null;
  readonly deviceIds: readonly string[];
}

/** Contradictions as of a day with their names: what costs money for nothing first, then by the number of devices. */
export function listConflicts(source: { readonly sql: SqlConnection; readonly today: Day }, asOf: Day): ConflictRow[] {
  const models = new Map(
    statement<[], { id: string; model: string; vendorId: string; manufacturer: string }>(
      source.sql,
      'SELECT m."id", m."name" AS "model", m."vendorId", v."name" AS "manufacturer" FROM "DeviceModel" m JOIN "Vendor" v ON v."id" = m."vendorId"',
    )
      .all()
      .map((row) => [row.id, row]),
  );
  return findConflicts(source, asOf).flatMap(({ kind, modelId, contracts, deviceIds, atStake, gapDays }) => {
    const model = models.get(modelId);
    if (model === undefined) return [];
    return [
      {
        key: [kind, modelId, ...contracts.map(({ id }) => id)].join('|'),
        kind,
        modelId: modelId as ModelId,
        model: model.model,
        vendorId: model.vendorId as VendorId,
        manufacturer: model.manufacturer,
        contracts: contracts.map(({ id, number }) => ({ id: id as ContractId, number })),
        devices: deviceIds.length,
        atStake: [...atStake].map(([currency, units]) => ({ amount: amountOf(rounded(units)), currency })),
        gapDays,
        deviceIds,
      },
    ];
  });
}

/** The devices of a contradiction, by tag. */
export function conflictMembers(sql: SqlConnection, deviceIds: readonly string[]) {
  return statement<[string], { id: DeviceId; assetTag: string; serialNumber: string; department: string }>(
    sql,
    `SELECT "deviceId" AS "id", "assetTag", "serialNumber", "department" FROM json_each(?) JOIN "DeviceListing" ON "deviceId" = value
     ORDER BY "assetTag", "serialNumber"`,
  ).all(JSON.stringify(deviceIds));
}

/** The conflicts report (cli.md): every contradiction with the tags of its devices. */
export function conflictsReport(source: { readonly sql: SqlConnection; readonly today: Day }, asOf: Day) {
  const rows = listConflicts(source, asOf).map(({ key, modelId, vendorId, contracts, deviceIds, ...row }) => ({
    ...row,
    contracts: contracts.map(({ number }) => number),
    assetTags: conflictMembers(source.sql, deviceIds).map(({ assetTag, serialNumber }) => assetTag || serialNumber),
  }));
  return { asOf, rows };
}

export type ConflictReportRow = ReturnType<typeof conflictsReport>['rows'][number];
