import { statement } from '../../data/connection.ts';
import type { DeviceId } from '../../domain/ids.ts';
import type { ContractImportRow } from '../../domain/import/row-types.ts';
import { NO_CURRENCY } from '../../domain/money.ts';
import { addContractLine } from './apply-devices.ts';
import { differing, type ImportWork, insert, STAMP_COLUMNS, type Step, stampValues, update } from './work.ts';

const CONTRACT_COLUMNS = [
  'vendorId',
  'kind',
  'startsOn',
  'endsOn',
  'firstTermMonths',
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

/** Takes contract rows in with the devices that they name as covered; devices are only added, never taken off. */
export async function applyContracts(
  work: ImportWork,
  rows: AsyncIterable<ContractImportRow>,
  step: Step,
): Promise<void> {
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
  let done = 0;
  for await (const row of rows) {
    const known = select.get(row.number);
    const wanted = {
      vendorId: work.names.vendor(row.vendor),
      kind: row.kind ?? known?.kind ?? 'service',
      startsOn: row.startsOn,
      endsOn: row.endsOn,
      // A day takes the place of a length; a file that names neither leaves the length alone.
      firstTermMonths: row.endsOn === null ? (known?.firstTermMonths ?? null) : null,
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
    work.outcome(row, known === undefined ? 'created' : changed ? 'updated' : 'unchanged', row.number, {
      renewal: String(wanted.renewal),
    });
    done += 1;
    await step(done);
  }
}
