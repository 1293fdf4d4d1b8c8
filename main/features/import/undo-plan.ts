import { type SqlConnection, statement } from '../../data/connection.ts';
import type { ImportId } from '../../domain/ids.ts';
import type { UndoNoun } from '../../domain/import/undo.ts';
import { CHANGED_TABLES, type ChangedNoun } from './journal.ts';
import { holdsCondition, KINDS, type Kind, madeSelect, type Reference, referencesTo } from './undo-kinds.ts';

/** What to do with a record that somebody edited since: leave it as it is, or take it back all the same. */
export type UndoDecision = 'keep' | 'take';

/** A record that somebody edited since the import. */
export interface EditedRecord {
  readonly noun: UndoNoun;
  readonly id: string;
  /** Whether the import made it; else it changed it. */
  readonly made: boolean;
}

/** A record that cannot go, or cannot get its values back. */
export interface HeldRecord {
  readonly noun: UndoNoun;
  readonly id: string;
  /** Tables that refer to it and how often; empty where what it referred to is gone, or its tag is another's by now. */
  readonly by: readonly { readonly table: string; readonly count: number }[];
}

/** What taking an import back comes down to. */
export interface UndoPlan {
  /** By noun, the records that go. */
  readonly going: ReadonlyMap<UndoNoun, readonly string[]>;
  /** By noun, how many records get their values back. */
  readonly restored: ReadonlyMap<UndoNoun, number>;
  /** By noun, how many records that the import made or changed stay as they are. */
  readonly kept: ReadonlyMap<UndoNoun, number>;
  /** Changed records that stay as they are, as `noun id`. */
  readonly untouched: ReadonlySet<string>;
  /** All that were edited since, whatever is decided about them. */
  readonly edited: readonly EditedRecord[];
  readonly held: readonly HeldRecord[];
}

interface Row {
  readonly id: string;
  readonly revision: number;
}

/** Names a record of the journal. */
export function recordKey(noun: string, id: string): string {
  return `${noun} ${id}`;
}

/** Columns by which a part belongs to the record that a row of the file was about: it stays where that stays. */
const PARTS: readonly { readonly noun: UndoNoun; readonly column: string; readonly owner: UndoNoun }[] = [
  { noun: 'component', column: 'deviceId', owner: 'device' },
  { noun: 'contract_line', column: 'deviceId', owner: 'device' },
  { noun: 'contract_line', column: 'contractId', owner: 'contract' },
];

/** Columns of changed records that refer to others. */
const REFERRING: Readonly<Record<string, string>> = {
  modelId: 'DeviceModel',
  softwareVersionId: 'SoftwareVersion',
  departmentId: 'Department',
  locationId: 'Location',
  vendorId: 'Vendor',
};

/**
 * Finds out what goes, what gets its values back and what stays, without writing anything. `pause` lets other calls through.
 *
 * A record that the import made goes unless somebody edited it since (`decide`) or something refers to it that does not go;
 * one that it changed gets back the values of just the columns that it changed.
 */
export async function planUndo(
  sql: SqlConnection,
  importId: ImportId,
  decide: (record: EditedRecord) => UndoDecision,
  pause: () => Promise<void>,
): Promise<UndoPlan> {
  const expected = expectedRevisions(sql, importId);
  await pause();
  const stays = new Map<UndoNoun, Set<string>>(KINDS.map(({ noun }) => [noun, new Set<string>()]));
  const made = new Map<UndoNoun, readonly Row[]>();
  const changed = new Map<UndoNoun, readonly Row[]>();
  const edited: EditedRecord[] = [];
  const held: HeldRecord[] = [];
  const staying = (noun: UndoNoun) => stays.get(noun) as Set<string>;
  for (const kind of KINDS) {
    const { noun } = kind;
    const rows = madeRows(sql, kind, importId);
    const others = changedRows(sql, kind, importId);
    made.set(noun, rows);
    changed.set(noun, others);
    for (const [list, isMade] of [[rows, true] as const, [others, false] as const]) {
      for (const { id, revision } of list) {
        if (!kind.revised || revision === (expected.get(recordKey(noun, id)) ?? 1)) continue;
        const record = { noun, id, made: isMade };
        edited.push(record);
        if (decide(record) === 'keep') staying(noun).add(id);
      }
    }
    await pause();
  }
  const going = new Map<UndoNoun, Set<string>>();
  for (const kind of KINDS)
    going.set(
      kind.noun,
      new Set((made.get(kind.noun) ?? []).map(({ id }) => id).filter((id) => !staying(kind.noun).has(id))),
    );
  for (const [noun, id] of unrestorable(sql, importId, going)) {
    if (staying(noun).has(id)) continue;
    staying(noun).add(id);
    held.push({ noun, id, by: [] });
  }
  for (const kind of KINDS) {
    const holding = made.get(kind.noun)?.length === 0 ? [] : holders(sql, kind, importId, stays);
    for (const [id, by] of holding) {
      if (!going.get(kind.noun)?.delete(id)) continue;
      staying(kind.noun).add(id);
      held.push({ noun: kind.noun, id, by });
    }
    // What is kept of a row of the file is kept whole: the operating system of a device that stays is no device's but its.
    for (const { noun, column, owner } of PARTS.filter((part) => part.owner === kind.noun)) {
      for (const id of partsOf(sql, { noun, column }, importId, staying(owner))) {
        if (going.get(noun)?.delete(id)) staying(noun).add(id);
      }
    }
    await pause();
  }
  const untouched = new Set<string>();
  const restored = new Map<UndoNoun, number>();
  const kept = new Map<UndoNoun, number>();
  for (const [noun, rows] of changed) {
    const left = rows.filter(({ id }) => staying(noun).has(id));
    for (const { id } of left) untouched.add(recordKey(noun, id));
    restored.set(noun, rows.length - left.length);
    kept.set(noun, left.length + (made.get(noun)?.length ?? 0) - (going.get(noun)?.size ?? 0));
  }
  return {
    going: new Map([...going].map(([noun, ids]) => [noun, [...ids]])),
    restored,
    kept,
    untouched,
    edited,
    held,
  };
}

/** The revision that each record had right after the import. One that it made and did not change again has the first. */
function expectedRevisions(sql: SqlConnection, importId: ImportId): ReadonlyMap<string, number> {
  const rows = statement<[string], { noun: string; recordId: string; revision: number }>(
    sql,
    'SELECT "noun", "recordId", "revision" FROM "ImportChange" WHERE "importId" = ? ORDER BY "ordinal"',
  );
  const expected = new Map<string, number>();
  for (const { noun, recordId, revision } of rows.iterate(importId)) expected.set(recordKey(noun, recordId), revision);
  return expected;
}

function madeRows(sql: SqlConnection, kind: Kind, importId: ImportId): readonly Row[] {
  const revision = kind.revised ? '"revision"' : '1 AS "revision"';
  return statement<[{ run: string }], Row>(
    sql,
    `SELECT "id", ${revision} FROM "${kind.table}" WHERE "id" IN (${madeSelect(kind)})`,
  ).all({ run: importId });
}

/** Records that were there before the import and that it changed. */
function changedRows(sql: SqlConnection, { noun, table }: Kind, importId: ImportId): readonly Row[] {
  if (!(noun in CHANGED_TABLES)) return [];
  return statement<[{ run: string; noun: string }], Row>(
    sql,
    `SELECT "id", "revision" FROM "${table}" WHERE "importId" IS NOT @run
     AND "id" IN (SELECT "recordId" FROM "ImportChange" WHERE "importId" = @run AND "noun" = @noun)`,
  ).all({ run: importId, noun });
}

/** What refers to records that the import made and stays itself: by record, the tables and how many rows of each. */
function holders(
  sql: SqlConnection,
  kind: Kind,
  importId: ImportId,
  stays: ReadonlyMap<UndoNoun, ReadonlySet<string>>,
): ReadonlyMap<string, { table: string; count: number }[]> {
  const found = new Map<string, { table: string; count: number }[]>();
  for (const reference of referencesTo(sql, kind)) {
    const child = KINDS.find(({ table }) => table === reference.table);
    const staying = JSON.stringify(child ? [...(stays.get(child.noun) ?? [])] : []);
    const rows = statement<[{ run: string; stays: string }], { id: string; count: number }>(
      sql,
      holderQuery(kind, reference, child),
    );
    for (const { id, count } of rows.iterate({ run: importId, stays: staying })) {
      const list = found.get(id) ?? [];
      found.set(id, list);
      list.push({ table: reference.table, count });
    }
  }
  return found;
}

/** Counts by record, of the import `@run`, the rows that hold it; `@stays` are those rows of the import that stay, as JSON. */
function holderQuery(kind: Kind, { table, column }: Reference, child: Kind | undefined): string {
  const conditions = [`c."${column}" IN (${madeSelect(kind)})`, holdsCondition(table), '@stays IS NOT NULL'];
  const stays = 'c."id" IN (SELECT value FROM json_each(@stays))';
  if (child !== undefined) {
    conditions.push(
      child.named ? `(c."importId" IS NOT @run OR ${stays})` : `(c."id" NOT IN (${madeSelect(child)}) OR ${stays})`,
    );
    // A changed record that gets its values back lets go of what it refers to now.
    if (child.noun in CHANGED_TABLES)
      conditions.push(
        `(${stays} OR c."id" NOT IN (SELECT "recordId" FROM "ImportChange"
          WHERE "importId" = @run AND "noun" = '${child.noun}' AND json_type("before", '$.${column}') IS NOT NULL))`,
      );
  }
  return `SELECT c."${column}" AS "id", count(*) AS "count" FROM "${table}" c WHERE ${conditions.join(' AND ')} GROUP BY 1`;
}

/** Parts that the import made of records that stay. */
function partsOf(
  sql: SqlConnection,
  { noun, column }: { readonly noun: UndoNoun; readonly column: string },
  importId: ImportId,
  owners: ReadonlySet<string>,
): readonly string[] {
  const kind = KINDS.find((one) => one.noun === noun);
  if (kind === undefined || owners.size === 0) return [];
  return statement<[string, string], { id: string }>(
    sql,
    `SELECT "id" FROM "${kind.table}" WHERE "importId" = ? AND "${column}" IN (SELECT value FROM json_each(?))`,
  )
    .all(importId, JSON.stringify([...owners]))
    .map(({ id }) => id);
}

/** Changed records that cannot get back what they had: what it referred to is gone, or another device has the tag by now. */
function* unrestorable(
  sql: SqlConnection,
  importId: ImportId,
  going: ReadonlyMap<UndoNoun, ReadonlySet<string>>,
): Generator<readonly [ChangedNoun, string]> {
  const columns = Object.keys(REFERRING).map((column) => `$.${column}`);
  const rows = statement<[string], { noun: ChangedNoun; id: string; before: string }>(
    sql,
    `SELECT "noun", "recordId" AS "id", "before" FROM "ImportChange" WHERE "importId" = ?
     AND (${[...columns, '$.assetTag'].map((path) => `json_extract("before", '${path}') IS NOT NULL`).join(' OR ')})`,
  );
  const missing = new Map<string, boolean>();
  const isMissing = (table: string, id: string) => {
    const key = recordKey(table, id);
    const known =
      missing.get(key) ?? statement<[string]>(sql, `SELECT 1 FROM "${table}" WHERE "id" = ?`).get(id) === undefined;
    missing.set(key, known);
    return known;
  };
  const owner = statement<[string], { id: string }>(sql, 'SELECT "id" FROM "Device" WHERE "assetTag" = ?');
  const all = rows.all(importId);
  // A device that lost its tag to another by the same import gets it back after that one has let go of it.
  const moving = new Set(all.filter(({ before }) => before.includes('"assetTag"')).map(({ id }) => id));
  for (const { noun, id, before } of all) {
    // Names of vendors stand with their vendor in the journal, which is no value of theirs.
    if (!(noun in CHANGED_TABLES)) continue;
    const values = JSON.parse(before) as Readonly<Record<string, string | null>>;
    const gone = Object.entries(REFERRING).some(([column, table]) => {
      const value = values[column];
      return typeof value === 'string' && isMissing(table, value);
    });
    const taken = typeof values.assetTag === 'string' ? owner.get(values.assetTag)?.id : undefined;
    const isTaken = taken !== undefined && !moving.has(taken) && !going.get('device')?.has(taken);
    if (gone || isTaken) yield [noun, id];
  }
}
