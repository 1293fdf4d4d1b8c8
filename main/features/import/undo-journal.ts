import { type SqlConnection, statement } from '../../data/connection.ts';
import { type Span, spansTo } from '../../data/spans.ts';
import type { ImportId } from '../../domain/ids.ts';
import { CHANGED_TABLES, type ChangedNoun } from './journal.ts';

/** Lets other calls through. */
export type Pause = () => Promise<void>;

/** What an import noted, in portions of its numbers. */
export function journalSpans(sql: SqlConnection, importId: ImportId): readonly Span[] {
  const last = statement<[string], { last: number | null }>(
    sql,
    'SELECT max("ordinal") AS "last" FROM "ImportChange" WHERE "importId" = ?',
  );
  return spansTo(last.get(importId)?.last);
}

/** Columns of changed records that refer to others, with their tables. */
export const REFERRING: Readonly<Record<string, string>> = {
  modelId: 'DeviceModel',
  softwareVersionId: 'SoftwareVersion',
  departmentId: 'Department',
  locationId: 'Location',
  vendorId: 'Vendor',
};

/** What a journal says about records that were there before the import. */
export interface UndoJournal {
  /** The revision that each record had right after the import. One that it made and did not change again has the first. */
  readonly expected: ReadonlyMap<string, number>;
  /** What each changed record had before and could not get back: others that it referred to, and its tag. */
  readonly referring: readonly {
    readonly noun: ChangedNoun;
    readonly id: string;
    readonly before: Readonly<Record<string, string | undefined>>;
  }[];
  /** Columns by which changed records refer to others only since the import. */
  readonly released: ReadonlySet<string>;
}

/** Names a record of the journal. */
export function recordKey(noun: string, id: string): string {
  return `${noun} ${id}`;
}

/** Names a column of a record that gets its value back. */
export function releaseKey(noun: string, id: string, column: string): string {
  return `${noun} ${id} ${column}`;
}

/** Reads once what an import noted. */
export async function readJournal(sql: SqlConnection, importId: ImportId, pause: Pause): Promise<UndoJournal> {
  const rows = statement<[string, number, number], { noun: string; id: string; before: string; revision: number }>(
    sql,
    `SELECT "noun", "recordId" AS "id", "before", "revision" FROM "ImportChange"
     WHERE "importId" = ? AND "ordinal" > ? AND "ordinal" <= ? ORDER BY "ordinal"`,
  );
  const expected = new Map<string, number>();
  const referring: UndoJournal['referring'][number][] = [];
  const released = new Set<string>();
  for (const { after, until } of journalSpans(sql, importId)) {
    for (const { noun, id, before, revision } of rows.all(importId, after, until)) {
      expected.set(recordKey(noun, id), revision);
      // Names of vendors stand with their vendor in the journal, which is no value of theirs.
      if (!isChanged(noun)) continue;
      const values = JSON.parse(before) as Readonly<Record<string, string | number | null>>;
      const needed: Record<string, string> = {};
      for (const [column, value] of Object.entries(values)) {
        if (column.endsWith('Id')) released.add(releaseKey(noun, id, column));
        if (typeof value === 'string' && (column === 'assetTag' || column in REFERRING)) needed[column] = value;
      }
      if (Object.keys(needed).length > 0) referring.push({ noun, id, before: needed });
    }
    await pause();
  }
  return { expected, referring, released };
}

function isChanged(noun: string): noun is ChangedNoun {
  return Object.hasOwn(CHANGED_TABLES, noun);
}
