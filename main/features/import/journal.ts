import { type SqlConnection, statement } from '../../data/connection.ts';

/** Tables whose records an import changes, by their noun in the journal. */
export const CHANGED_TABLES = {
  component: 'Component',
  commitment: 'Commitment',
  device: 'Device',
  contract: 'Contract',
  model: 'DeviceModel',
  vendor: 'Vendor',
} as const;
export type ChangedNoun = keyof typeof CHANGED_TABLES;
export type ChangedTable = (typeof CHANGED_TABLES)[ChangedNoun];

const NOUN_OF = Object.fromEntries(Object.entries(CHANGED_TABLES).map(([noun, table]) => [table, noun])) as Readonly<
  Record<ChangedTable, ChangedNoun>
>;

/** What an import makes and cannot mark as its own, because such a row names no import. */
export type MadeNoun = 'department' | 'location' | 'vendor_alias' | 'vendor_role';

/** Columns that change with every change of a record. */
const STAMP = ['revision', 'updatedAt', 'updatedBy'] as const;

/**
 * Notes what an import changes on records that were there before, and what it makes beside records that name their import,
 * so that the whole of it can be taken back. The run itself has to be written first.
 */
export class Journal {
  readonly #sql: SqlConnection;
  readonly #importId: string;
  #ordinal = 0;

  constructor(sql: SqlConnection, importId: string) {
    this.#sql = sql;
    this.#importId = importId;
  }

  /** Notes the given columns of a record as they stand; to be called right before they change, with one more revision. */
  changing(table: ChangedTable, id: string, columns: readonly string[]): void {
    const names = [...columns, ...STAMP].map((name) => `"${name}"`).join(', ');
    const before = statement<[string], { revision: number }>(
      this.#sql,
      `SELECT ${names} FROM "${table}" WHERE "id" = ?`,
    ).get(id);
    if (before !== undefined) this.#note(NOUN_OF[table], id, before, before.revision + 1);
  }

  /** Notes that a vendor has new names or roles, which leave its revision as it is. */
  namedVendor(id: string): void {
    const row = statement<[string], { revision: number }>(
      this.#sql,
      'SELECT "revision" FROM "Vendor" WHERE "id" = ?',
    ).get(id);
    if (row !== undefined) this.#note('vendor', id, {}, row.revision);
  }

  /** Notes a row that was made; `vendorId` where it is a part of a vendor. */
  made(noun: MadeNoun, id: string, vendorId: string | null = null): void {
    this.#note(noun, id, vendorId === null ? {} : { vendorId }, 0);
  }

  #note(noun: string, id: string, before: object, revision: number): void {
    this.#ordinal += 1;
    statement<unknown[]>(
      this.#sql,
      'INSERT INTO "ImportChange" ("importId", "ordinal", "noun", "recordId", "before", "revision") VALUES (?, ?, ?, ?, ?, ?)',
    ).run(this.#importId, this.#ordinal, noun, id, JSON.stringify(before), revision);
  }
}
