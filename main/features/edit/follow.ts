import { type SqlConnection, statement } from '../../data/connection.ts';
import type { ContractId, DeviceId, ModelId } from '../../domain/ids.ts';
import { milestoneTrigger, type TriggerKey } from '../../domain/obligation.ts';
import type { CommandContext } from '../context.ts';
import { unlist } from '../device/listing.ts';
import { proposeFindings, triggersOf } from '../finding/finding.store.ts';
import { refreshObligations } from '../obligation/obligation.store.ts';
import { contractTriggers, modelTriggers } from '../obligation/trigger.store.ts';
import type { PlannedRow } from './plan-step.ts';
import type { Cell, Row } from './tables.ts';

/** From here on the whole register is computed anew instead of row by row. */
const RELIST_ALL = 20_000;

/** Tables of whose rows the support of devices, what is shown of them, or their matches follow. */
const REGISTER: ReadonlySet<string> = new Set([
  'Device',
  'DeviceModel',
  'SoftwareVersion',
  'Milestone',
  'Component',
  'ComponentStatement',
  'ComponentExtension',
  'ModelAlias',
  'Contract',
  'ContractLine',
  'Vendor',
  'VendorAlias',
  'Department',
  'Location',
  'Answer',
  'Assessment',
]);

/** Of these, everything that is owed is reckoned anew. */
const PROMISES: ReadonlySet<string> = new Set(['Commitment', 'CommitmentScope', 'Setting']);

/**
 * Brings everything that follows from the rows of a step up to date, as the commands do that write such rows: the register, the
 * matches with vulnerabilities, and what is owed.
 */
export async function followRows(context: CommandContext, rows: readonly PlannedRow[]): Promise<void> {
  const { sql, relist } = context;
  const touched = new Touched(sql);
  for (const row of rows) touched.add(row);
  touched.complete();
  // Whoever lists anew writes rows of those that are there.
  unlist(sql, [...touched.gone]);
  if (touched.devices.size >= RELIST_ALL) relist.all();
  else {
    relist.devices([...touched.devices]);
    relist.models([...touched.models]);
    relist.contracts([...touched.contracts]);
  }
  if (touched.shared) relist.shared();
  if (touched.matched.size > 0) await proposeFindings(context, { modelIds: [...touched.matched] });
  const keys = [...touched.matched].flatMap((id) => modelTriggers(sql, id));
  for (const id of touched.contracts) keys.push(...contractTriggers(sql, id, context.today));
  await refreshObligations(context, touched.promises ? 'all' : [...touched.triggers, ...keys]);
}

class Touched {
  readonly #sql: SqlConnection;
  readonly devices = new Set<DeviceId>();
  /** Models all of whose devices are listed anew. */
  readonly models = new Set<ModelId>();
  /** Models of which more or less is there to be matched. */
  readonly matched = new Set<ModelId>();
  readonly contracts = new Set<ContractId>();
  readonly gone = new Set<string>();
  readonly triggers = new Set<TriggerKey>();
  readonly #versions = new Set<string>();
  readonly #components = new Set<string>();
  readonly #places = new Set<string>();
  readonly #vendors = new Set<string>();
  readonly #obligations = new Set<string>();
  shared = false;
  promises = false;

  constructor(sql: SqlConnection) {
    this.#sql = sql;
  }

  add({ table: { name }, present, wanted }: PlannedRow): void {
    this.shared ||= name === 'Setting' || name === 'CatalogueOverride';
    this.promises ||= PROMISES.has(name);
    if (name === 'Device' && wanted === null && present !== undefined) this.gone.add(String(present.id));
    const after = wanted === null ? undefined : { ...present, ...wanted };
    for (const row of [present, after]) if (row !== undefined) this.#addRow(name, row);
  }

  #addRow(name: string, row: Row): void {
    if (REGISTER.has(name)) this.#addToRegister(name, row);
    if (name === 'Milestone' && row.deviceId === null)
      this.triggers.add(
        milestoneTrigger(String(row.modelId), row.softwareVersionId as never, String(row.kind) as never),
      );
    if (typeof row.triggerKey === 'string') this.triggers.add(row.triggerKey as TriggerKey);
    put(this.#obligations, row.obligationId);
    if (name === 'Finding')
      for (const key of triggersOf(this.#sql, { advisoryId: row.advisoryId as never, cve: row.cve as never }))
        this.triggers.add(key);
  }

  #addToRegister(name: string, row: Row): void {
    const own = row.id;
    put(this.devices, name === 'Device' ? own : name === 'Component' || name === 'ContractLine' ? row.deviceId : null);
    put(this.contracts, name === 'Contract' ? own : name === 'ContractLine' ? row.contractId : null);
    put(this.models, name === 'DeviceModel' ? own : name === 'Device' ? null : row.modelId);
    put(this.matched, name === 'DeviceModel' ? own : row.modelId);
    put(this.#versions, name === 'SoftwareVersion' ? own : name === 'Component' ? row.softwareVersionId : null);
    put(this.#components, row.componentId);
    put(this.#places, name === 'Department' || name === 'Location' ? own : null);
    put(this.#vendors, name === 'Vendor' ? own : name === 'VendorAlias' ? row.vendorId : null);
    // What a vendor answers on a checklist says whether its model has updates without a contract.
    if (name === 'Answer')
      this.#modelsOf('SELECT "modelId" AS "id" FROM "Assessment" WHERE "id" IN', [row.assessmentId]);
    if (name === 'Component' && typeof row.deviceId === 'string')
      this.#matchedOf('SELECT "modelId" AS "id" FROM "Device" WHERE "id" IN', [row.deviceId]);
  }

  /** Looks up, once all rows are known, what stands behind rows that name no model or device themselves. */
  complete(): void {
    for (const { deviceId, modelId, softwareVersionId } of this.#ask<Row>(
      'SELECT "deviceId", "modelId", "softwareVersionId" FROM "Component" WHERE "id" IN',
      this.#components,
    )) {
      put(this.devices, deviceId);
      put(this.models, modelId);
      put(this.#versions, softwareVersionId);
    }
    this.#modelsOf('SELECT "modelId" AS "id" FROM "SoftwareVersion" WHERE "id" IN', this.#versions);
    this.#modelsOf('SELECT "id" FROM "DeviceModel" WHERE "vendorId" IN', this.#vendors);
    for (const column of ['departmentId', 'locationId'])
      for (const { id } of this.#ask<{ id: string }>(`SELECT "id" FROM "Device" WHERE "${column}" IN`, this.#places))
        put(this.devices, id);
    for (const { key } of this.#ask<{ key: TriggerKey }>(
      'SELECT DISTINCT "triggerKey" AS "key" FROM "Obligation" WHERE "id" IN',
      this.#obligations,
    ))
      this.triggers.add(key);
  }

  #modelsOf(query: string, ids: Iterable<Cell | undefined>): void {
    for (const { id } of this.#ask<{ id: string | null }>(query, ids)) {
      put(this.models, id);
      put(this.matched, id);
    }
  }

  #matchedOf(query: string, ids: Iterable<Cell | undefined>): void {
    for (const { id } of this.#ask<{ id: string }>(query, ids)) put(this.matched, id);
  }

  #ask<Found>(query: string, ids: Iterable<Cell | undefined>): Found[] {
    const asked = [...ids];
    return asked.length === 0
      ? []
      : statement<[string], Found>(this.#sql, `${query} (SELECT value FROM json_each(?))`).all(JSON.stringify(asked));
  }
}

function put<Value extends string>(set: Set<Value>, value: Cell | undefined): void {
  if (typeof value === 'string') set.add(value as Value);
}
