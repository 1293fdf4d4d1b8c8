import { type SqlConnection, statement } from '../../data/connection.ts';
import { tableColumns } from '../../data/table-columns.ts';
import { AppError } from '../../domain/error.ts';
import type { CommandContext } from '../context.ts';
import { reopen, type StoredFinding } from '../finding/finding.store.ts';
import { type Reference, referencesTo } from '../import/undo-kinds.ts';

/** Columns that name records inside a text, where the database knows of no reference. */
const NAMED_IN_TEXT: readonly Reference[] = [
  { table: 'Finding', column: 'identityKey' },
  { table: 'Obligation', column: 'triggerKey' },
  { table: 'StartEvent', column: 'triggerKey' },
  { table: 'Commitment', column: 'identityKey' },
  { table: 'AlertHandling', column: 'key' },
  { table: 'AlertHandling', column: 'facts' },
  { table: 'SavedView', column: 'address' },
  { table: 'Publication', column: 'options' },
  { table: 'Document', column: 'vendorId' },
  { table: 'DocumentLink', column: 'recordId' },
  { table: 'TrashedRecord', column: 'rows' },
  { table: 'MergedRecord', column: 'vendorId' },
  { table: 'MergedRecord', column: 'intoId' },
];
/** Tables whose identifiers stand in such texts. */
const NAMED = new Set(['Vendor', 'DeviceModel', 'SoftwareVersion', 'Component']);
/** Tables of which the row that stays takes over what it has not: nobody is asked about these. */
const FILLED = new Set(['DeviceModel', 'SoftwareVersion', 'Handover']);
/** Columns that say nothing of the record itself. */
const OWN = new Set(['id', 'importId', 'revision', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy']);
/** Versions go first: what names a model and a version is one text. */
const FIRST = new Set(['SoftwareVersion', 'Component']);

/** What a model or vendor that goes up in another leaves behind; called before anything is moved. */
type Going = (table: 'Vendor' | 'DeviceModel', from: string, into: string) => void;

interface TableShape {
  readonly columns: readonly string[];
  readonly hasId: boolean;
  /** Columns of which no two rows may have the same values. */
  readonly unique: readonly (readonly string[])[];
}

/**
 * Leads everything that refers to a row over to another of the same table and removes it. Where two rows meet that the database
 * allows only once, such as versions of the same name, the one goes up in the other in the same way.
 */
export class Absorption {
  readonly #context: CommandContext;
  readonly #sql: SqlConnection;
  readonly #going: Going;
  readonly #shapes = new Map<string, TableShape>();

  constructor(context: CommandContext, going: Going) {
    this.#context = context;
    this.#sql = context.sql;
    this.#going = going;
  }

  absorb(table: string, from: string, into: string): void {
    if (table === 'Vendor' || table === 'DeviceModel') this.#going(table, from, into);
    if (table === 'Commitment') this.#requireSamePromise(from, into);
    const parts = this.#partsOf(table, from);
    if (table === 'Finding') this.#joinFindings(from, into);
    if (table === 'Obligation') this.#joinSides(from, into);
    if (table === 'HandoverItem') this.#joinItems(from, into);
    const references = [...referencesTo(this.#sql, { table })].sort(
      (a, b) => Number(FIRST.has(b.table)) - Number(FIRST.has(a.table)),
    );
    for (const reference of references) this.#redirect(reference, from, into, false);
    if (NAMED.has(table)) {
      for (const reference of NAMED_IN_TEXT) this.#redirect(reference, from, into, true);
      this.#sortScopes(into);
      this.#redirectDistinct(from, into);
    }
    if (FILLED.has(table)) this.#fill(table, from, into);
    statement<[string]>(this.#sql, `DELETE FROM "${table}" WHERE "id" = ?`).run(from);
    this.#joinParts(table, parts, into);
  }

  /** Points a column at another record, and settles rows that would then be there twice. */
  #redirect({ table, column }: Reference, from: string, into: string, inText: boolean): void {
    const { hasId, unique } = this.#shape(table);
    const value = (alias: string) => (inText ? `replace(${alias}"${column}", @from, @into)` : '@into');
    const named = (alias: string) => (inText ? `instr(${alias}"${column}", @from) > 0` : `${alias}"${column}" = @from`);
    for (const columns of unique.filter((all) => all.includes(column))) {
      const same = columns.map((one) => `o."${one}" = ${one === column ? value('c.') : `c."${one}"`}`).join(' AND ');
      const key = hasId ? 'id' : 'rowid';
      const meeting = statement<[{ from: string; into: string }], { going: string; staying: string }>(
        this.#sql,
        `SELECT c."${key}" AS "going", o."${key}" AS "staying" FROM "${table}" c JOIN "${table}" o ON ${same}
         WHERE ${named('c.')} AND o.rowid <> c.rowid AND @into IS NOT NULL`,
      ).all({ from, into });
      for (const { going, staying } of meeting) {
        if (hasId) this.absorb(table, going, staying);
        else statement<[string]>(this.#sql, `DELETE FROM "${table}" WHERE rowid = ?`).run(going);
      }
    }
    statement<[{ from: string; into: string }]>(
      this.#sql,
      `UPDATE "${table}" SET "${column}" = ${value('')} WHERE ${named('')}`,
    ).run({ from, into });
  }

  #shape(table: string): TableShape {
    const known = this.#shapes.get(table);
    if (known) return known;
    const indexed = statement<[string], { index: string; name: string }>(
      this.#sql,
      `SELECT l."name" AS "index", i."name" FROM pragma_index_list(?) l JOIN pragma_index_info(l."name") i WHERE l."unique" = 1`,
    ).all(table);
    const columns = tableColumns(this.#sql, table).map(({ name }) => name);
    const shape = {
      columns,
      hasId: columns.includes('id'),
      unique: [...Map.groupBy(indexed, ({ index }) => index).values()].map((own) => own.map(({ name }) => name)),
    };
    this.#shapes.set(table, shape);
    return shape;
  }

  /** Takes over what the row that stays does not say. */
  #fill(table: string, from: string, into: string): void {
    const columns = this.#shape(table).columns.filter((column) => !OWN.has(column));
    const settings = columns.map((column) => {
      const empty = column === 'updatesNeedContract' ? `nullif("${column}", 'unknown')` : `"${column}"`;
      return `"${column}" = coalesce(${empty}, (SELECT o."${column}" FROM "${table}" o WHERE o."id" = @from), "${column}")`;
    });
    statement<[{ from: string; into: string }]>(
      this.#sql,
      `UPDATE "${table}" SET ${settings.join(', ')} WHERE "id" = @into`,
    ).run({ from, into });
  }

  /**
   * Two promises of the same kind are one where they say the same. Which of two figures holds is nothing that a merge of names decides.
   * @throws AppError `input_refused` with `promises_differ`
   */
  #requireSamePromise(from: string, into: string): void {
    const read = statement<[string], { amount: number; unit: string; obligor: string }>(
      this.#sql,
      'SELECT "amount", "unit", "obligor" FROM "Commitment" WHERE "id" = ?',
    );
    const [going, staying] = [read.get(from), read.get(into)];
    if (JSON.stringify(going) !== JSON.stringify(staying))
      throw new AppError('input_refused', { problem: 'promises_differ' });
  }

  /** Two matches with the same source: a decision goes before a proposal, and two that differ are put to a person again. */
  #joinFindings(from: string, into: string): void {
    const read = statement<[string], StoredFinding>(this.#sql, 'SELECT * FROM "Finding" WHERE "id" = ?');
    const [going, staying] = [read.get(from), read.get(into)];
    if (going === undefined || staying === undefined || going.state === 'proposed' || going.state === staying.state)
      return;
    if (staying.state === 'proposed') {
      const decided = ['state', 'decidedOn', 'decidedBy', 'decidedReason', 'decidedFacts', 'reopenedOn'];
      const settings = decided.map((name) => `"${name}" = (SELECT o."${name}" FROM "Finding" o WHERE o."id" = @from)`);
      statement<[{ from: string; into: string }]>(
        this.#sql,
        `UPDATE "Finding" SET ${settings.join(', ')}, "revision" = "revision" + 1 WHERE "id" = @into`,
      ).run({ from, into });
      this.#context.record('finding', into, { state: staying.state }, { state: going.state });
    } else reopen(this.#context, staying, staying);
  }

  /** What a person decided of an obligation stays decided; its evidence moves like everything that refers to it. */
  #joinSides(from: string, into: string): void {
    statement<[{ from: string; into: string }]>(
      this.#sql,
      `UPDATE "Obligation" SET ("side", "sideReason", "sideDocumentId") =
         (SELECT "side", "sideReason", "sideDocumentId" FROM "Obligation" WHERE "id" = @from)
       WHERE "id" = @into AND coalesce("side", 'superseded') = 'superseded'
         AND EXISTS (SELECT 1 FROM "Obligation" WHERE "id" = @from AND "side" IS NOT NULL AND "side" <> 'superseded')`,
    ).run({ from, into });
  }

  /** What was received once is not open. */
  #joinItems(from: string, into: string): void {
    statement<[{ from: string; into: string }]>(
      this.#sql,
      `UPDATE "HandoverItem" SET ("state", "note", "documentId") =
         (SELECT "state", "note", "documentId" FROM "HandoverItem" WHERE "id" = @from) WHERE "id" = @into AND "state" = 'open'`,
    ).run({ from, into });
  }

  /** Members of a scope stand in their order in the name of a promise. */
  #sortScopes(into: string): void {
    const rows = statement<[string], { id: string; identityKey: string; members: number }>(
      this.#sql,
      `SELECT p."id", p."identityKey", (SELECT count(*) FROM "CommitmentScope" s WHERE s."commitmentId" = p."id") AS "members"
       FROM "Commitment" p WHERE instr(p."identityKey", ?) > 0`,
    ).all(into);
    for (const { id, identityKey, members } of rows) {
      if (members < 2) continue;
      const parts = identityKey.split('|');
      const sorted = [...parts.slice(0, -members), ...parts.slice(-members).sort()].join('|');
      if (sorted !== identityKey)
        statement<string[]>(this.#sql, 'UPDATE "Commitment" SET "identityKey" = ? WHERE "id" = ?').run(sorted, id);
    }
  }

  /** What is told apart from the one that goes is told apart from the one that stays. */
  #redirectDistinct(from: string, into: string): void {
    const rows = statement<string[], { noun: string; other: string; createdAt: string; createdBy: string }>(
      this.#sql,
      `SELECT "noun", CASE "firstId" WHEN ? THEN "secondId" ELSE "firstId" END AS "other", "createdAt", "createdBy"
       FROM "DistinctNames" WHERE "firstId" = ? OR "secondId" = ?`,
    ).all(from, from, from);
    statement<string[]>(this.#sql, 'DELETE FROM "DistinctNames" WHERE "firstId" = ? OR "secondId" = ?').run(from, from);
    const insert = statement<string[]>(
      this.#sql,
      'INSERT OR IGNORE INTO "DistinctNames" ("noun", "firstId", "secondId", "createdAt", "createdBy") VALUES (?, ?, ?, ?, ?)',
    );
    for (const { noun, other, createdAt, createdBy } of rows) {
      const [first = '', second = ''] = [into, other].sort();
      if (other !== into) insert.run(noun, first, second, createdAt, createdBy);
    }
  }

  /** The parts that come with a record: contacts of a vendor, components and members of scopes of a model or version. */
  #partsOf(table: string, from: string): ReadonlyMap<string, readonly string[]> {
    const kinds = PARTS[table] ?? [];
    return new Map(
      kinds.map(({ part, owner }) => [
        part,
        statement<[string], { id: string }>(this.#sql, `SELECT "id" FROM "${part}" WHERE "${owner}" = ?`)
          .all(from)
          .map(({ id }) => id),
      ]),
    );
  }

  /** Parts that both had are one. */
  #joinParts(table: string, parts: ReadonlyMap<string, readonly string[]>, into: string): void {
    for (const { part, owner, same } of PARTS[table] ?? []) {
      const equal = same.map((column) => `lower(o."${column}") IS lower(c."${column}")`).join(' AND ');
      const twice = statement<string[], { going: string; staying: string }>(
        this.#sql,
        `SELECT c."id" AS "going", min(o."id") AS "staying" FROM json_each(?) j JOIN "${part}" c ON c."id" = j."value"
           JOIN "${part}" o ON o."${owner}" = c."${owner}" AND o."id" NOT IN (SELECT "value" FROM json_each(?)) AND ${equal}
         WHERE c."${owner}" = ? GROUP BY c."id"`,
      );
      const came = JSON.stringify(parts.get(part) ?? []);
      for (const { going, staying } of twice.all(came, came, into)) this.absorb(part, going, staying);
    }
  }
}

/** By table: its parts, the column of their owner, and by what two of them are the same. */
const PARTS: Readonly<
  Record<string, readonly { readonly part: string; readonly owner: string; readonly same: readonly string[] }[]>
> = {
  Vendor: [{ part: 'VendorContact', owner: 'vendorId', same: ['name', 'role', 'email', 'phone'] }],
  DeviceModel: [
    { part: 'Component', owner: 'modelId', same: ['kind', 'label', 'edition', 'version', 'releaseKey', 'endOn'] },
    { part: 'CommitmentScope', owner: 'modelId', same: ['commitmentId', 'softwareVersionId', 'component'] },
  ],
  Commitment: [{ part: 'CommitmentScope', owner: 'commitmentId', same: ['modelId', 'softwareVersionId', 'component'] }],
  SoftwareVersion: [
    {
      part: 'Component',
      owner: 'softwareVersionId',
      same: ['kind', 'label', 'edition', 'version', 'releaseKey', 'endOn'],
    },
    { part: 'CommitmentScope', owner: 'softwareVersionId', same: ['commitmentId', 'modelId', 'component'] },
  ],
};
