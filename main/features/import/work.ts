import type { RecordFields } from '../../data/audit.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import type { DeviceId, ModelId } from '../../domain/ids.ts';
import type { ImportProblem } from '../../domain/import/problems.ts';
import type { ImportRow } from '../../domain/import/row-types.ts';
import { modelKey, placeKey, vendorKey, versionKey } from '../../domain/name.ts';
import { mergedModels } from '../duplicate/merged.store.ts';
import type { ChangedTable, Journal } from './journal.ts';

/** What can become of a row; `skipped` was left out by a person. */
export const OUTCOMES = ['created', 'updated', 'unchanged', 'skipped', 'rejected'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Called after each row, so that other calls get their turn and a job can be stopped. */
export type Step = (done: number) => Promise<void> | void;

/** What an import works with. The same code runs for the preview, where nothing is written, and for the import itself. */
export interface ImportWork {
  readonly sql: SqlConnection;
  /** False for the preview. */
  readonly write: boolean;
  readonly importId: string;
  readonly now: string;
  readonly actor: string;
  /** Null for the preview. */
  readonly journal: Journal | null;
  /** Hears of each change of a record that is there, before it is written; the preview shows it with its row. */
  changing?(before: RecordFields, after: RecordFields): void;
  newId(): string;
  record(
    noun: 'device' | 'model' | 'vendor' | 'contract' | 'component',
    id: string,
    before: RecordFields,
    after: RecordFields,
  ): void;
  problem(problem: ImportProblem): void;
  /** Hears of a vendor, or of a model of one, before it is made under a new name. */
  newName(name: string, maker: { readonly id: string; readonly name: string } | null): void;
  /** Whether a row further up was refused. */
  isRejected(row: number): boolean;
  /**
   * Counts a row and shows it in the preview. `record` is how people call what it is about; null for a row that is about none.
   * `values` are those, by column, that are written otherwise than the row says.
   */
  outcome(
    row: ImportRow,
    outcome: Outcome,
    record: string | null,
    values?: Readonly<Record<string, string | null>>,
  ): void;
  /** Devices whose row in the register is out of date. */
  readonly staleDevices: Set<DeviceId>;
  readonly staleModels: Set<ModelId>;
  readonly names: Names;
}

/** What writing a record needs of an import. */
export type Writing = Pick<
  ImportWork,
  'sql' | 'write' | 'importId' | 'now' | 'actor' | 'record' | 'journal' | 'changing'
>;

/** The columns that every new record has, in the order of {@link stampValues}. */
export const STAMP_COLUMNS = '"importId", "revision", "createdAt", "createdBy", "updatedAt", "updatedBy"';

export function stampValues({ importId, now, actor }: Writing): readonly (string | number)[] {
  return [importId, 1, now, actor, now, actor];
}

/** Inserts when the import is real; a preview prepares nothing and writes nothing. */
export function insert(work: Writing, text: string, values: readonly (string | number | null)[]): void {
  if (work.write) statement<unknown[]>(work.sql, text).run(...values);
}

/**
 * The given fields that differ from what is known. Null in a file means that it says nothing: what is known stays.
 */
export function differing<T extends object>(known: T, wanted: { readonly [K in keyof T]?: T[K] }): Partial<T> {
  const result: Partial<T> = {};
  for (const key of Object.keys(wanted) as (keyof T)[]) {
    const value = wanted[key];
    if (value !== null && value !== undefined && value !== known[key]) result[key] = value;
  }
  return result;
}

/** Writes changed fields of a record with the next revision, and notes them for the history and for the way back. */
export function update(
  work: Writing,
  table: ChangedTable,
  noun: 'device' | 'model' | 'vendor' | 'contract' | 'component' | null,
  id: string,
  known: object,
  changes: object,
): void {
  const columns = Object.keys(changes);
  if (columns.length === 0) return;
  const before = Object.fromEntries(
    columns.map((column) => [column, (Reflect.get(known, column) as string | number | boolean | null) ?? null]),
  );
  work.changing?.(before, Object.fromEntries(Object.entries(changes)));
  if (!work.write) return;
  work.journal?.changing(table, id, columns);
  const assignments = columns.map((column) => `"${column}" = ?`).join(', ');
  const values = (Object.values(changes) as (string | number | boolean | null)[]).map((value) =>
    typeof value === 'boolean' ? Number(value) : value,
  );
  statement<unknown[]>(
    work.sql,
    `UPDATE "${table}" SET ${assignments}, "revision" = "revision" + 1, "updatedAt" = ?, "updatedBy" = ? WHERE "id" = ?`,
  ).run(...values, work.now, work.actor, id);
  if (noun) work.record(noun, id, before, Object.fromEntries(Object.entries(changes)));
}

/** Tables of what a field of a record refers to. */
const NAMED_BY: Readonly<Record<string, string>> = {
  vendorId: 'Vendor',
  modelId: 'DeviceModel',
  softwareVersionId: 'SoftwareVersion',
  departmentId: 'Department',
  locationId: 'Location',
};

/** Vendors, models, versions and places by name. Each name is looked up once and, where there is none, made once. */
export class Names {
  readonly #work: () => ImportWork;
  readonly #vendors = new Map<string, string>();
  readonly #models = new Map<string, string>();
  readonly #versions = new Map<string, string>();
  readonly #versionSpellings = new Map<string, string>();
  readonly #places = { Department: new Map<string, string>(), Location: new Map<string, string>() };
  /** How the files of one import spell a vendor, so that the key is made once per spelling. */
  readonly #spellings = new Map<string, string>();
  readonly #newNames = new Map<string, string>();
  readonly #modelSpellings = new Map<string, string>();

  constructor(sql: SqlConnection, work: () => ImportWork) {
    this.#work = work;
    const vendors = statement<[], { key: string; id: string }>(
      sql,
      'SELECT "nameKey" AS key, "id" AS id FROM "Vendor" UNION ALL SELECT "aliasKey", "vendorId" FROM "VendorAlias"',
    );
    for (const { key, id } of vendors.all()) this.#vendors.set(key, id);
    const models = statement<[], { vendorId: string; key: string; id: string }>(
      sql,
      'SELECT "vendorId", "nameKey" AS key, "id" FROM "DeviceModel"',
    );
    for (const { vendorId, key, id } of models.all()) this.#models.set(`${vendorId}|${key}`, id);
    // A name that was merged into another still means that model.
    for (const { vendorId, nameKey, id } of mergedModels(sql)) {
      const key = `${vendorId}|${nameKey}`;
      if (!this.#models.has(key)) this.#models.set(key, id);
    }
    const versions = statement<[], { modelId: string; key: string; id: string }>(
      sql,
      'SELECT "modelId", "nameKey" AS key, "id" FROM "SoftwareVersion"',
    );
    for (const { modelId, key, id } of versions.all()) this.#versions.set(`${modelId}|${key}`, id);
    for (const table of ['Department', 'Location'] as const) {
      for (const { key, id } of statement<[], { key: string; id: string }>(
        sql,
        `SELECT "nameKey" AS key, "id" FROM "${table}"`,
      ).all()) {
        this.#places[table].set(key, id);
      }
    }
  }

  /** How a model, version or place is called, also one that only this preview would make; null for an unknown one. */
  nameOf(field: string, id: string): string | null {
    const table = NAMED_BY[field];
    if (table === undefined) return null;
    const row = statement<[string], { name: string }>(
      this.#work().sql,
      `SELECT "name" FROM "${table}" WHERE "id" = ?`,
    ).get(id);
    return row?.name ?? this.#newNames.get(id) ?? null;
  }

  /** The vendor of that name or alias, or null. */
  knownVendor(name: string): string | null {
    return this.#vendors.get(vendorKey(name)) ?? null;
  }

  /** Notes that a name or alias now belongs to a vendor. */
  nameVendor(name: string, id: string): void {
    this.#vendors.set(vendorKey(name), id);
  }

  vendor(name: string): string {
    const spelt = this.#spellings.get(name);
    if (spelt !== undefined) return spelt;
    const key = vendorKey(name);
    const known = this.#vendors.get(key);
    const id = known ?? this.#work().newId();
    if (known === undefined) {
      const work = this.#work();
      work.newName(name, null);
      insert(
        work,
        `INSERT INTO "Vendor" ("id", "name", "nameKey", ${STAMP_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [id, name, key, ...stampValues(work)],
      );
      this.#vendors.set(key, id);
      this.#newNames.set(id, name);
    }
    this.#spellings.set(name, id);
    return id;
  }

  /** The model of a manufacturer; a new one gets the type. */
  model(manufacturer: string, name: string, deviceType: string | null): string {
    const spelling = `${manufacturer}\u0000${name}`;
    const found = this.#modelSpellings.get(spelling) ?? this.#findModel(manufacturer, name, deviceType);
    this.#modelSpellings.set(spelling, found);
    return found;
  }

  #findModel(manufacturer: string, name: string, deviceType: string | null): string {
    const vendorId = this.vendor(manufacturer);
    const key = modelKey(name);
    const known = this.#models.get(`${vendorId}|${key}`);
    if (known !== undefined) return known;
    const work = this.#work();
    work.newName(name, { id: vendorId, name: manufacturer });
    const id = work.newId();
    insert(
      work,
      `INSERT INTO "DeviceModel" ("id", "vendorId", "name", "nameKey", "deviceType", "updatesNeedContract", ${STAMP_COLUMNS}) VALUES (?, ?, ?, ?, ?, 'unknown', ?, ?, ?, ?, ?, ?)`,
      [id, vendorId, name, key, deviceType, ...stampValues(work)],
    );
    this.#models.set(`${vendorId}|${key}`, id);
    this.#newNames.set(id, name);
    return id;
  }

  /** The models that have a device identifier, as identifiers are kept. */
  modelsOfIdentifier(di: string): readonly string[] {
    return statement<[string], { id: string }>(
      this.#work().sql,
      'SELECT "id" FROM "DeviceModel" WHERE "udiDi" = ? LIMIT 2',
    )
      .all(di)
      .map(({ id }) => id);
  }

  /** True when the model of that name is known or was made by this import. */
  knowsModel(manufacturer: string, name: string): boolean {
    const vendorId = this.knownVendor(manufacturer);
    return vendorId !== null && this.#models.has(`${vendorId}|${modelKey(name)}`);
  }

  /** True when the model made so far has that version. */
  knowsVersion(modelId: string, name: string): boolean {
    return this.#versions.has(`${modelId}|${versionKey(name)}`);
  }

  version(modelId: string, name: string | null): string | null {
    if (name === null) return null;
    const spelling = `${modelId}|${name}`;
    const known = this.#versionSpellings.get(spelling) ?? this.#versionOf(modelId, name);
    this.#versionSpellings.set(spelling, known);
    return known;
  }

  #versionOf(modelId: string, name: string): string {
    const key = `${modelId}|${versionKey(name)}`;
    const known = this.#versions.get(key);
    if (known !== undefined) return known;
    const work = this.#work();
    const id = work.newId();
    insert(
      work,
      `INSERT INTO "SoftwareVersion" ("id", "modelId", "name", "nameKey", ${STAMP_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [id, modelId, name, versionKey(name), ...stampValues(work)],
    );
    this.#versions.set(key, id);
    this.#newNames.set(id, name);
    return id;
  }

  place(table: 'Department' | 'Location', name: string | null): string | null {
    if (name === null) return null;
    const places = this.#places[table];
    const spelt = places.get(name);
    if (spelt !== undefined) return spelt;
    const key = placeKey(name);
    const known = places.get(key);
    const id = known ?? this.#work().newId();
    if (known === undefined) {
      const work = this.#work();
      insert(
        work,
        `INSERT INTO "${table}" ("id", "name", "nameKey", "createdAt", "createdBy") VALUES (?, ?, ?, ?, ?)`,
        [id, name, key, work.now, work.actor],
      );
      this.#newNames.set(id, name);
      work.journal?.made(table === 'Department' ? 'department' : 'location', id);
    }
    places.set(key, id).set(name, id);
    return id;
  }
}
