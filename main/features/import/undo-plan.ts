import { type SqlConnection, statement } from '../../data/connection.ts';
import { rowSpans, type Span } from '../../data/spans.ts';
import type { ImportId } from '../../domain/ids.ts';
import type { UndoNoun } from '../../domain/import/undo.ts';
import { CHANGED_TABLES, type ChangedNoun } from './journal.ts';
import {
  journalSpans,
  type Pause,
  REFERRING,
  readJournal,
  recordKey,
  releaseKey,
  type UndoJournal,
} from './undo-journal.ts';
import { holdsCondition, KINDS, type Kind, madeCondition, type Reference, referencesTo } from './undo-kinds.ts';

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

/** Columns by which a part belongs to the record that a row of the file was about: it stays where that stays. */
const PARTS: readonly { readonly noun: UndoNoun; readonly column: string; readonly owner: UndoNoun }[] = [
  { noun: 'component', column: 'deviceId', owner: 'device' },
  { noun: 'contract_line', column: 'deviceId', owner: 'device' },
  { noun: 'contract_line', column: 'contractId', owner: 'contract' },
];

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
  const journal = await readJournal(sql, importId, pause);
  const stays = new Map<UndoNoun, Set<string>>(KINDS.map(({ noun }) => [noun, new Set<string>()]));
  const made = new Map<UndoNoun, readonly Row[]>();
  const changed = new Map<UndoNoun, readonly Row[]>();
  const edited: EditedRecord[] = [];
  const held: HeldRecord[] = [];
  const staying = (noun: UndoNoun) => stays.get(noun) as Set<string>;
  for (const kind of KINDS) {
    const { noun } = kind;
    const rows = await madeRows(sql, kind, importId, pause);
    const others = await changedRows(sql, kind, importId, pause);
    made.set(noun, rows);
    changed.set(noun, others);
    for (const [list, isMade] of [[rows, true] as const, [others, false] as const]) {
      for (const { id, revision } of list) {
        if (!kind.revised || revision === (journal.expected.get(recordKey(noun, id)) ?? 1)) continue;
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
  for (const [noun, id] of unrestorable(sql, journal, going)) {
    if (staying(noun).has(id)) continue;
    staying(noun).add(id);
    held.push({ noun, id, by: [] });
  }
  for (const kind of KINDS) {
    const holding = made.get(kind.noun)?.length === 0 ? [] : await holders(sql, kind, importId, stays, journal, pause);
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

async function madeRows(sql: SqlConnection, kind: Kind, importId: ImportId, pause: Pause): Promise<readonly Row[]> {
  const revision = kind.revised ? '"revision"' : '1 AS "revision"';
  const select = statement<[{ run: string } & Span], Row>(
    sql,
    `SELECT "id", ${revision} FROM "${kind.table}" t WHERE rowid > @after AND rowid <= @until AND ${madeCondition(kind, 't')}`,
  );
  const made: Row[] = [];
  for (const span of rowSpans(sql, kind.table)) {
    for (const row of select.all({ run: importId, ...span })) made.push(row);
    await pause();
  }
  return made;
}

/** Records that were there before the import and that it changed. */
async function changedRows(
  sql: SqlConnection,
  { noun, table }: Kind,
  importId: ImportId,
  pause: Pause,
): Promise<readonly Row[]> {
  if (!(noun in CHANGED_TABLES)) return [];
  const select = statement<[{ run: string; noun: string } & Span], Row>(
    sql,
    `SELECT "id", "revision" FROM "${table}" WHERE "importId" IS NOT @run AND "id" IN (SELECT "recordId" FROM "ImportChange"
     WHERE "importId" = @run AND "ordinal" > @after AND "ordinal" <= @until AND "noun" = @noun)`,
  );
  // One record can have been changed by rows that are far from each other.
  const changed = new Map<string, Row>();
  for (const span of journalSpans(sql, importId)) {
    for (const row of select.all({ run: importId, noun, ...span })) changed.set(row.id, row);
    await pause();
  }
  return [...changed.values()];
}

/** What refers to records that the import made and stays itself: by record, the tables and how many rows of each. */
async function holders(
  sql: SqlConnection,
  kind: Kind,
  importId: ImportId,
  stays: ReadonlyMap<UndoNoun, ReadonlySet<string>>,
  { released }: UndoJournal,
  pause: Pause,
): Promise<ReadonlyMap<string, readonly { table: string; count: number }[]>> {
  const found = new Map<string, Map<string, number>>();
  for (const reference of referencesTo(sql, kind)) {
    const { table, column } = reference;
    const childKind = KINDS.find((one) => one.table === table);
    const noun = childKind?.noun;
    const staying = noun && stays.get(noun);
    const rows = statement<[{ run: string; ownToo: number } & Span], Referring>(
      sql,
      referringQuery(kind, reference, childKind),
    );
    for (const span of rowSpans(sql, table)) {
      for (const row of rows.all({ run: importId, ownToo: staying?.size ? 1 : 0, ...span })) {
        const child = row.child ?? '';
        // A changed record that gets its values back lets go of what it refers to now.
        if (
          noun !== undefined &&
          !staying?.has(child) &&
          (row.own === 1 || released.has(releaseKey(noun, child, column)))
        )
          continue;
        const counts = found.get(row.id) ?? new Map<string, number>();
        found.set(row.id, counts.set(table, (counts.get(table) ?? 0) + 1));
      }
      await pause();
    }
  }
  return new Map([...found].map(([id, counts]) => [id, [...counts].map(([table, count]) => ({ table, count }))]));
}

/** A row that refers to a record that the import made. */
interface Referring {
  /** The record. */
  readonly id: string;
  /** The row, where it is of a kind that an import makes. */
  readonly child: string | null;
  /** 1 where the import made the row too. */
  readonly own: number;
}

/** Selects the rows between two places that refer to records of the import `@run`; its own rows among them only when `@ownToo` is 1. */
function referringQuery(kind: Kind, { table, column }: Reference, child: Kind | undefined): string {
  const own = child === undefined ? '0' : madeCondition(child, 'c');
  return `SELECT c."${column}" AS "id", ${child === undefined ? 'NULL' : 'c."id"'} AS "child", ${own} AS "own" FROM "${table}" c
    WHERE c.rowid > @after AND c.rowid <= @until AND c."${column}" IS NOT NULL AND (@ownToo = 1 OR NOT ${own})
    AND EXISTS (SELECT 1 FROM "${kind.table}" r WHERE r."id" = c."${column}" AND ${madeCondition(kind, 'r')})
    AND ${holdsCondition(table)}`;
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
  { referring }: UndoJournal,
  going: ReadonlyMap<UndoNoun, ReadonlySet<string>>,
): Generator<readonly [ChangedNoun, string]> {
  const missing = new Map<string, boolean>();
  const isMissing = (table: string, id: string) => {
    const key = recordKey(table, id);
    const known =
      missing.get(key) ?? statement<[string]>(sql, `SELECT 1 FROM "${table}" WHERE "id" = ?`).get(id) === undefined;
    missing.set(key, known);
    return known;
  };
  const owner = statement<[string], { id: string }>(sql, 'SELECT "id" FROM "Device" WHERE "assetTag" = ?');
  // A device that lost its tag to another by the same import gets it back after that one has let go of it.
  const moving = new Set(referring.filter(({ before }) => before.assetTag != null).map(({ id }) => id));
  for (const { noun, id, before } of referring) {
    const gone = Object.entries(REFERRING).some(([column, table]) => {
      const value = before[column];
      return value != null && isMissing(table, value);
    });
    const taken = before.assetTag == null ? undefined : owner.get(before.assetTag)?.id;
    const isTaken = taken !== undefined && !moving.has(taken) && !going.get('device')?.has(taken);
    if (gone || isTaken) yield [noun, id];
  }
}
