import { statement } from '../../data/connection.ts';
import { type Day, day, type PartialDay, partialDayText } from '../../domain/day.ts';
import type { DeviceId } from '../../domain/ids.ts';
import type { MatchKey } from '../../domain/import/match.ts';
import { PROBLEM_VALUE_LENGTH } from '../../domain/import/problems.ts';
import type { DeviceImportRow } from '../../domain/import/row-types.ts';
import { NO_CURRENCY } from '../../domain/money.ts';
import { formatUdi } from '../../domain/udi/format.ts';
import { readUdi } from '../../domain/udi/udi.ts';
import { BlankTags } from './blank-tags.ts';
import { DEVICE_COLUMNS, finder, isTagOfOther, type KnownDevice } from './find-device.ts';
import { ModelFacts } from './model-facts.ts';
import { differing, type ImportWork, insert, STAMP_COLUMNS, type Step, stampValues, update } from './work.ts';

const INSERT = `INSERT INTO "Device" ("id", ${DEVICE_COLUMNS.map((column) => `"${column}"`).join(', ')}, ${STAMP_COLUMNS}) VALUES (${Array(
  DEVICE_COLUMNS.length + 7,
)
  .fill('?')
  .join(', ')})`;

/** What a person chose for an import of devices. */
interface DeviceChoices {
  readonly match: MatchKey;
  /** All tags of the file, where devices without one shall get the next; else null. */
  readonly fillBeside: readonly string[] | null;
}

/** Takes device rows in. `step` is called after each row. */
export async function applyDevices(
  work: ImportWork,
  rows: AsyncIterable<DeviceImportRow>,
  { match, fillBeside }: DeviceChoices,
  step: Step,
): Promise<void> {
  const find = finder(work, match);
  const systems = new OperatingSystems(work);
  const lines = new ContractLines(work);
  const facts = new ModelFacts(work);
  const blanks = fillBeside && new BlankTags(work, facts, fillBeside);
  const today = day(work.now.slice(0, 10));
  let done = 0;
  for await (const cells of rows) {
    const { production, row } = withIdentifier(cells, today);
    const modelId = modelOf(work, row);
    const found = modelId === null ? null : find(row, modelId);
    const known = found === 'several' ? null : found;
    if (found === 'several')
      work.problem({
        ...{ row: row.row, column: 'serial_number', code: 'device_not_clear', severity: 'error' },
        value: row.serialNumber ?? '',
      });
    const taken =
      match !== 'tag' && found !== 'several' && row.assetTag !== null && isTagOfOther(work, row.assetTag, known);
    if (taken)
      work.problem({
        ...{ row: row.row, column: 'asset_tag', code: 'tag_taken', severity: 'error' },
        value: row.assetTag ?? '',
      });
    if (taken || found === 'several' || modelId === null) {
      work.outcome(cells, 'rejected', null);
      await step(++done);
      continue;
    }
    const filled = facts.fill(modelId, row);
    const departmentId = work.names.place('Department', row.department);
    const tag = row.assetTag ?? known?.assetTag ?? null;
    const made =
      tag === null && blanks ? blanks.next(row.row, modelId, departmentId ?? known?.departmentId ?? null) : null;
    const wanted = {
      assetTag: row.assetTag ?? made,
      serialNumber: row.serialNumber,
      modelId,
      softwareVersionId: work.names.version(modelId, row.softwareVersion ?? versionToKeep(work, known, modelId)),
      udiDi: row.manufacturer === null ? null : row.udiDi,
      ...production,
      departmentId,
      locationId: work.names.place('Location', row.location),
      status: row.status ?? known?.status ?? 'in_service',
      acquiredOn: row.acquiredOn,
      inServiceOn: row.inServiceOn,
      purchasePrice: row.purchasePrice,
      currency: row.purchasePrice === null ? null : (row.currency ?? known?.currency ?? NO_CURRENCY),
      warrantyEndsOn: row.warrantyEndsOn,
      criticality: row.criticality,
      networkConnected: row.networkConnected ?? known?.networkConnected ?? 'unknown',
      storesPhi: row.storesPhi ?? known?.storesPhi ?? 'unknown',
      notes: row.notes,
    };
    const id = known?.id ?? work.newId();
    let changed = false;
    if (known === null)
      insert(work, INSERT, [id, ...DEVICE_COLUMNS.map((column) => wanted[column]), ...stampValues(work)]);
    else {
      const changes = differing<Omit<KnownDevice, 'id'>>(known, wanted);
      changed = Object.keys(changes).length > 0;
      update(work, 'Device', 'device', id, known, changes);
    }
    changed = filled || changed;
    changed = systems.apply(id, row, known === null) || changed;
    changed = lines.apply(id, row, known === null) || changed;
    if (work.write && (known === null || changed)) work.staleDevices.add(id as DeviceId);
    const name = tag ?? made ?? row.serialNumber ?? known?.serialNumber ?? null;
    const outcome = known === null ? 'created' : changed ? 'updated' : 'unchanged';
    work.outcome(cells, outcome, name, {
      status: wanted.status,
      serial_number: row.serialNumber,
      asset_tag: wanted.assetTag,
    });
    done += 1;
    await step(done);
  }
}

/** The model that a row is of; null with a problem where only an identifier says it, and no model or several have that one. */
function modelOf(work: ImportWork, row: DeviceImportRow): string | null {
  if (row.manufacturer !== null && row.model !== null)
    return work.names.model(row.manufacturer, row.model, row.deviceType);
  const models = work.names.modelsOfIdentifier(row.udiDi ?? '');
  const [only] = models;
  if (only !== undefined && models.length === 1) return only;
  const code = models.length === 0 ? 'udi_model_not_known' : 'udi_model_not_clear';
  work.problem({
    ...{ row: row.row, column: 'udi_di', code, severity: 'error' },
    value: (row.udiDi ?? '').slice(0, PROBLEM_VALUE_LENGTH),
  });
  return null;
}

const NOTHING_MADE = { udi: null, lot: null, manufacturedOn: null, expiresOn: null };

/**
 * A row with its device identifier as identifiers are compared. Where the cell holds a whole UDI, it also says serial number,
 * lot and days; a serial number of its own column counts first.
 */
function withIdentifier(row: DeviceImportRow, today: Day) {
  const reading = row.udiDi === null ? null : readUdi(row.udiDi, today);
  if (reading === null || 'problem' in reading) return { row, production: NOTHING_MADE };
  const { udi } = reading;
  const { serial, lot, manufacturedOn, expiresOn } = udi;
  const udiDi = udi.di ?? row.udiDi;
  if (udi.elements.length < 2) return { row: { ...row, udiDi }, production: NOTHING_MADE };
  const text = (on: PartialDay | null) => on && partialDayText(on);
  return {
    row: { ...row, udiDi, serialNumber: row.serialNumber ?? serial },
    production: { udi: formatUdi(udi), lot, manufacturedOn: text(manufacturedOn), expiresOn: text(expiresOn) },
  };
}

/** Versions belong to models: a device that changes its model runs the new model's version of the same name. */
function versionToKeep(work: ImportWork, known: KnownDevice | null, modelId: string): string | null {
  if (!known?.softwareVersionId || known.modelId === modelId) return null;
  const select = statement<[string], string>(work.sql, 'SELECT "name" FROM "SoftwareVersion" WHERE "id" = ?').pluck();
  return select.get(known.softwareVersionId) ?? null;
}

/** The operating system of a device, as one component of its own. */
class OperatingSystems {
  readonly #work: ImportWork;

  constructor(work: ImportWork) {
    this.#work = work;
  }

  /** Writes what the row says. True when an existing device changed by it. */
  apply(deviceId: string, row: DeviceImportRow, isNew: boolean): boolean {
    if (row.os === null) return false;
    const work = this.#work;
    const known = isNew
      ? undefined
      : statement<[string], { id: string; label: string; edition: string | null }>(
          work.sql,
          `SELECT "id", "label", "edition" FROM "Component" WHERE "deviceId" = ? AND "kind" = 'operating_system'`,
        ).get(deviceId);
    if (known === undefined) {
      if (!isNew) work.changing?.({ label: null, edition: null }, { label: row.os, edition: row.osEdition });
      insert(
        work,
        `INSERT INTO "Component" ("id", "deviceId", "kind", "label", "edition", "securityRelevant", ${STAMP_COLUMNS}) VALUES (?, ?, 'operating_system', ?, ?, 1, ?, ?, ?, ?, ?, ?)`,
        [work.newId(), deviceId, row.os, row.osEdition, ...stampValues(work)],
      );
      return !isNew;
    }
    const changes = differing<{ label: string; edition: string | null; releaseKey: string | null }>(
      { ...known, releaseKey: null },
      { label: row.os, edition: row.osEdition },
    );
    if (Object.keys(changes).length === 0) return false;
    // A release that somebody chose belonged to the old name.
    update(work, 'Component', 'component', known.id, known, { ...changes, releaseKey: null });
    return true;
  }
}

/** Puts devices under the contract that the row names. */
class ContractLines {
  readonly #work: ImportWork;
  readonly #contracts = new Map<string, string | null>();

  constructor(work: ImportWork) {
    this.#work = work;
  }

  apply(deviceId: string, row: DeviceImportRow, isNew: boolean): boolean {
    if (row.contractNumber === null) return false;
    const work = this.#work;
    const contractId = this.#contract(row.contractNumber);
    if (contractId === null) {
      work.problem({
        row: row.row,
        column: 'contract_number',
        code: 'contract_not_known',
        severity: 'warning',
        value: row.contractNumber,
      });
      return false;
    }
    return addContractLine(work, contractId, deviceId) && !isNew;
  }

  #contract(number: string): string | null {
    const known = this.#contracts.get(number);
    if (known !== undefined) return known;
    const id =
      statement<[string], { id: string }>(this.#work.sql, 'SELECT "id" FROM "Contract" WHERE "number" = ?').get(number)
        ?.id ?? null;
    this.#contracts.set(number, id);
    return id;
  }
}

/** Covers a device by a contract; false when it already is. */
export function addContractLine(work: ImportWork, contractId: string, deviceId: string): boolean {
  const covered = statement<[string, string], { id: string }>(
    work.sql,
    'SELECT "id" FROM "ContractLine" WHERE "contractId" = ? AND "deviceId" = ?',
  ).get(contractId, deviceId);
  if (covered) return false;
  insert(
    work,
    `INSERT INTO "ContractLine" ("id", "contractId", "deviceId", ${STAMP_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [work.newId(), contractId, deviceId, ...stampValues(work)],
  );
  return true;
}
