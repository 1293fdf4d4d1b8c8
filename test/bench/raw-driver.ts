import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { readMigrations } from '../../main/data/migrate.ts';

type Value = string | number | bigint | Buffer | null;

/** Tables that a register fills, in the order in which their references allow to fill them. */
const BEFORE = ['Vendor', 'DeviceModel', 'SoftwareVersion', 'Department', 'Location', 'Milestone', 'Contract'] as const;
const DEVICES = ['Device', 'Component', 'ContractLine', 'ListingState', 'DeviceListing'] as const;
const REST = ['ChecklistTemplate', 'ChecklistControl', 'Assessment', 'Answer'] as const;
type Table = (typeof BEFORE | typeof DEVICES | typeof REST)[number];

/** The rows of a vault for writing them again with the raw driver. */
export interface Rows {
  readonly tables: ReadonlyMap<Table, { readonly insert: string; readonly values: readonly Value[][] }>;
  /** What the search finds each row of the register by. */
  readonly words: readonly Value[][];
}

/** Reads everything that the raw driver is to write. */
export function readRows(sql: Database.Database): Rows {
  const tables = new Map(
    [...BEFORE, ...DEVICES, ...REST].map((name) => {
      const select = sql.prepare<[], Value[]>(`SELECT * FROM "${name}" ORDER BY rowid`).raw().safeIntegers(false);
      const columns = select.columns().map((column) => `"${column.name}"`);
      const insert = `INSERT INTO "${name}" (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
      return [name, { insert, values: select.all() }] as const;
    }),
  );
  const words = sql.prepare<[], Value[]>(
    `SELECT "seq", concat_ws(' ', "assetTag", "serialNumber", "manufacturer", "model", "deviceType", "department", "location", ltrim("assetTag", '0')) FROM "DeviceListing" ORDER BY "seq"`,
  );
  return { tables, words: words.raw().safeIntegers(false).all() };
}

/**
 * The driver alone on a file that is not encrypted: the same tables and indexes, the same durability and cache, and
 * nothing of ours between it and the disk. What everything else is compared with.
 */
export class RawDatabase {
  readonly sql: Database.Database;
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
    RawDatabase.#remove(path);
    this.sql = openRaw(path);
    for (const { sql } of readMigrations(join(import.meta.dirname, '../../prisma/migrations'))) this.sql.exec(sql);
  }

  /** Everything that stands before a register of devices is read in. */
  fillBefore(rows: Rows): void {
    this.#insert(rows, BEFORE);
  }

  /** The rows of the devices, in one transaction; `Device` alone for the strictest comparison. */
  insertDevices(rows: Rows, tables: readonly (typeof DEVICES)[number][] = DEVICES) {
    this.#insert(rows, tables);
  }

  /** Looks each row of a file up as an import into a filled register does: the device, its system, its contract, its line. */
  lookUp(file: readonly (readonly string[])[]): void {
    const device = this.sql.prepare<[string]>('SELECT * FROM "Device" WHERE "assetTag" = ? LIMIT 2');
    const system = this.sql.prepare<[string]>(
      `SELECT "id", "label", "edition" FROM "Component" WHERE "deviceId" = ? AND "kind" = 'operating_system'`,
    );
    const contract = this.sql.prepare<[string]>('SELECT "id" FROM "Contract" WHERE "number" = ?');
    const line = this.sql.prepare<[string, string]>(
      'SELECT "id" FROM "ContractLine" WHERE "contractId" = ? AND "deviceId" = ?',
    );
    const [headings = [], ...rows] = file;
    const [tag, os, number] = ['asset_tag', 'os', 'contract_number'].map((name) => headings.indexOf(name));
    for (const row of rows) {
      const found = device.get(row[tag ?? -1] ?? '') as { id: string } | undefined;
      if (found === undefined) continue;
      if (row[os ?? -1] !== '') system.get(found.id);
      if (row[number ?? -1] === '') continue;
      const owner = contract.get(row[number ?? -1] ?? '') as { id: string } | undefined;
      if (owner !== undefined) line.get(owner.id, found.id);
    }
  }

  /** Removes what {@link insertDevices} put in, row by row in one transaction. */
  removeDevices(rows: Rows): void {
    this.sql.transaction(() => {
      for (const name of [...DEVICES].reverse()) {
        const remove = this.sql.prepare<Value[]>(`DELETE FROM "${name}" WHERE rowid = ?`);
        for (const row of rows.tables.get(name)?.values.keys() ?? []) remove.run(row + 1);
      }
    })();
  }

  fillRest(rows: Rows): void {
    this.#insert(rows, REST);
  }

  remove(): void {
    this.sql.close();
    RawDatabase.#remove(this.#path);
  }

  #insert(rows: Rows, tables: readonly Table[]): void {
    this.sql.transaction(() => {
      for (const name of tables) {
        const found = rows.tables.get(name);
        if (!found) continue;
        const statement = this.sql.prepare<Value[]>(found.insert);
        for (const values of found.values) statement.run(...values);
        if (name === 'DeviceListing') this.#insertSearch(rows.words);
      }
    })();
  }

  #insertSearch(words: Rows['words']): void {
    const statement = this.sql.prepare<Value[]>('INSERT INTO "DeviceSearch" (rowid, "words") VALUES (?, ?)');
    for (const values of words) statement.run(...values);
  }

  static #remove(path: string): void {
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
  }
}

/** Opens a file with the settings of a vault's connection, but for the key. */
export function openRaw(path: string): Database.Database {
  const sql = new Database(path);
  for (const pragma of [
    'journal_mode = WAL',
    'synchronous = FULL',
    'temp_store = MEMORY',
    'foreign_keys = ON',
    'cache_size = -48000',
  ])
    sql.pragma(pragma);
  return sql;
}
