import type { RecordFields } from '../../data/audit.ts';
import { statement } from '../../data/connection.ts';
import type { ContractId, DeviceId, ImportId, ModelId } from '../../domain/ids.ts';
import type { CommandContext, Job } from '../context.ts';
import { unlist } from '../device/listing.ts';
import { emptyListing, listedAndDevices, MANY_ROWS } from '../device/listing-bulk.ts';
import { CHANGED_TABLES, type ChangedNoun } from './journal.ts';
import { recordKey } from './undo-journal.ts';
import { BEFORE_RESTORE, KINDS, type Kind, unindexedReferences } from './undo-kinds.ts';
import type { UndoPlan } from './undo-plan.ts';

/** Records that are written between two looks at whether somebody stopped it. */
const PORTION = 1000;
/** From here on it pays to lead an index to what refers to the records that go. */
const MANY = 50;
/** From here on the whole register is computed anew instead of row by row. */
const RELIST_ALL = 20_000;

/** Takes an import back as planned, inside the transaction of the command. @throws AppError `cancelled` */
export async function executeUndo(
  context: CommandContext,
  importId: ImportId,
  plan: UndoPlan,
  job: Job,
): Promise<void> {
  const sizes = [...plan.going.values()].map((ids) => ids.length);
  const total = [...sizes, ...plan.restored.values()].reduce((sum, size) => sum + size, 0);
  const work = new Undo(context, importId, plan, (done) => job.step(Math.min(done, total), total));
  const restoreAfter = KINDS.findIndex(({ noun }) => noun === BEFORE_RESTORE);
  for (const [index, kind] of KINDS.entries()) {
    await work.remove(kind);
    if (index === restoreAfter) await work.restore();
  }
  work.forget();
  work.relist();
}

interface Change {
  readonly ordinal: number;
  readonly noun: string;
  readonly id: string;
  readonly before: string;
}

class Undo {
  readonly #context: CommandContext;
  readonly #importId: ImportId;
  readonly #plan: UndoPlan;
  readonly #step: (done: number) => Promise<void>;
  /** Records that were edited since and are taken back all the same. */
  readonly #taken: ReadonlySet<string>;
  readonly #going: ReadonlySet<string>;
  readonly #devices = new Set<DeviceId>();
  readonly #models = new Set<ModelId>();
  readonly #contracts = new Set<ContractId>();
  /** Whether the register was emptied and has to be made anew. */
  #emptied = false;
  #done = 0;

  constructor(context: CommandContext, importId: ImportId, plan: UndoPlan, step: (done: number) => Promise<void>) {
    this.#context = context;
    this.#importId = importId;
    this.#plan = plan;
    this.#step = step;
    this.#going = new Set(plan.going.get('device'));
    this.#taken = new Set(plan.edited.map(({ noun, id }) => recordKey(noun, id)));
  }

  /** Removes what the import made of a kind. What is still wanted of it is noted first. */
  async remove(kind: Kind): Promise<void> {
    const { sql } = this.#context;
    const ids = this.#plan.going.get(kind.noun) ?? [];
    const indexes = ids.length < MANY ? [] : unindexedReferences(sql, kind);
    for (const [index, { table, column }] of indexes.entries())
      sql.exec(`CREATE INDEX "ImportUndo_${index}" ON "${table}" ("${column}")`);
    const remove = statement<[string]>(
      sql,
      `DELETE FROM "${kind.table}" WHERE "id" IN (SELECT value FROM json_each(?))`,
    );
    if (kind.noun === 'device') await this.#emptyRegister(ids.length);
    for (let at = 0; at < ids.length; at += PORTION) {
      const gone = ids.slice(at, at + PORTION);
      const portion = JSON.stringify(gone);
      this.#noteOwners(kind, portion);
      if (kind.noun === 'device' && !this.#emptied) unlist(sql, gone);
      remove.run(portion);
      await this.#portionDone(Math.min(PORTION, ids.length - at));
    }
    for (const index of indexes.keys()) sql.exec(`DROP INDEX "ImportUndo_${index}"`);
  }

  /** Gives changed records their values back, the last change first, each just the columns that were changed. */
  async restore(): Promise<void> {
    const page = statement<[string, number, number], Change>(
      this.#context.sql,
      `SELECT "ordinal", "noun", "recordId" AS "id", "before" FROM "ImportChange"
       WHERE "importId" = ? AND "ordinal" < ? ORDER BY "ordinal" DESC LIMIT ?`,
    );
    for (let below = Number.MAX_SAFE_INTEGER; ; ) {
      const changes = page.all(this.#importId, below, PORTION);
      for (const change of changes) this.#restoreOne(change);
      const last = changes.at(-1);
      if (last === undefined) return;
      below = last.ordinal;
      await this.#portionDone(changes.length);
    }
  }

  /** The journal has done its work. */
  forget(): void {
    statement<[string]>(this.#context.sql, 'DELETE FROM "ImportChange" WHERE "importId" = ?').run(this.#importId);
  }

  /** Brings the register up to date for whatever was touched. */
  relist(): void {
    const { relist } = this.#context;
    if (this.#emptied || this.#devices.size >= RELIST_ALL) relist.all();
    else {
      relist.devices([...this.#devices]);
      relist.models([...this.#models]);
      relist.contracts([...this.#contracts]);
    }
  }

  /** Where most of the register goes, what stays is put into an empty one. */
  async #emptyRegister(going: number): Promise<void> {
    const { sql } = this.#context;
    if (going < MANY_ROWS || going * 2 < listedAndDevices(sql).listed) return;
    await emptyListing(sql);
    this.#emptied = true;
  }

  async #portionDone(count: number): Promise<void> {
    this.#done += count;
    await this.#step(this.#done);
  }

  #restoreOne({ noun, id, before }: Change): void {
    const { sql, now, actor, record } = this.#context;
    const values = JSON.parse(before) as RecordFields;
    if (noun === 'vendor_alias' || noun === 'vendor_role') {
      const vendorId = String(values.vendorId);
      if (!this.#plan.untouched.has(recordKey('vendor', vendorId))) this.#removeName(noun, id, vendorId);
      return;
    }
    const table = CHANGED_TABLES[noun as ChangedNoun];
    const { revision, updatedAt, updatedBy, ...own } = values;
    const columns = Object.keys(own);
    if (table === undefined || columns.length === 0 || this.#plan.untouched.has(recordKey(noun, id))) return;
    const present = statement<[string, string], Record<string, string | number | null>>(
      sql,
      `SELECT ${columns.map((name) => `"${name}"`).join(', ')}, "revision" FROM "${table}" WHERE "id" = ? AND "importId" IS NOT ?`,
    ).get(id, this.#importId);
    if (present === undefined) return;
    const { revision: current, ...known } = present;
    // Who edited it since keeps their other values, so that it is one more change and not the record as it was.
    const stamp = this.#taken.has(recordKey(noun, id))
      ? [Number(current) + 1, now, actor]
      : [Number(revision), String(updatedAt), String(updatedBy)];
    statement<unknown[]>(
      sql,
      `UPDATE "${table}" SET ${columns.map((name) => `"${name}" = ?`).join(', ')}, "revision" = ?, "updatedAt" = ?, "updatedBy" = ? WHERE "id" = ?`,
    ).run(...Object.values(own), ...stamp, id);
    record(noun as ChangedNoun, id, known, own);
    if (noun === 'device') this.#devices.add(id as DeviceId);
    else if (noun === 'model') this.#models.add(id as ModelId);
    else if (noun === 'contract') this.#contracts.add(id as ContractId);
    else if (noun === 'component') this.#noteOwners({ noun, table: 'Component' }, JSON.stringify([id]));
  }

  #removeName(noun: 'vendor_alias' | 'vendor_role', name: string, vendorId: string): void {
    const [table, column] = noun === 'vendor_alias' ? ['VendorAlias', 'aliasKey'] : ['VendorRole', 'role'];
    statement<[string, string]>(
      this.#context.sql,
      `DELETE FROM "${table}" WHERE "${column}" = ? AND "vendorId" = ?`,
    ).run(name, vendorId);
  }

  /** Notes whose support is computed otherwise without these records. */
  #noteOwners({ noun, table }: Pick<Kind, 'noun' | 'table'>, ids: string): void {
    const { sql } = this.#context;
    const owners = (column: string) =>
      statement<[string], { id: string }>(
        sql,
        `SELECT DISTINCT "${column}" AS "id" FROM "${table}" WHERE "id" IN (SELECT value FROM json_each(?)) AND "${column}" IS NOT NULL`,
      ).all(ids);
    if (noun === 'component' || noun === 'contract_line')
      for (const { id } of owners('deviceId')) if (!this.#going.has(id)) this.#devices.add(id as DeviceId);
    if (noun === 'milestone' || noun === 'component')
      for (const { id } of owners('modelId')) this.#models.add(id as ModelId);
    if (noun === 'component') {
      const select = statement<[string], { id: string }>(
        sql,
        `SELECT DISTINCT v."modelId" AS "id" FROM "Component" c JOIN "SoftwareVersion" v ON v."id" = c."softwareVersionId"
         WHERE c."id" IN (SELECT value FROM json_each(?))`,
      );
      for (const { id } of select.all(ids)) this.#models.add(id as ModelId);
    }
  }
}
