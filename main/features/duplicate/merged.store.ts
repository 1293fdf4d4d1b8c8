import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Instant } from '../../domain/day.ts';
import type { NamedNoun } from '../../domain/duplicate.ts';
import { modelKey } from '../../domain/name.ts';

/** The record that another one went up in; the identifier itself where it did not. */
export function presentId<T extends string>(sql: SqlConnection, noun: NamedNoun, id: T): T {
  const row = statement<string[], { intoId: T }>(
    sql,
    'SELECT "intoId" FROM "MergedRecord" WHERE "id" = ? AND "noun" = ?',
  ).get(id, noun);
  return row?.intoId ?? id;
}

/** The identifiers under which the history knows a record: its own and those of all that went up in it. */
export function identifiersOf(sql: SqlConnection, id: string): readonly string[] {
  const rows = statement<[string], { id: string }>(sql, 'SELECT "id" FROM "MergedRecord" WHERE "intoId" = ?').all(id);
  return [id, ...rows.map((row) => row.id)];
}

/** A model that went up in another, as files name it. */
interface MergedModel {
  readonly vendorId: string;
  /** See domain/name.ts. */
  readonly nameKey: string;
  readonly id: string;
}

/** Names of models that went up in others, with the model that stands for them now. */
export function mergedModels(sql: SqlConnection): readonly MergedModel[] {
  const rows = statement<[], Omit<MergedModel, 'nameKey'> & { name: string }>(
    sql,
    `SELECT r."vendorId", r."name", m."id" FROM "MergedRecord" r JOIN "DeviceModel" m ON m."id" = r."intoId"
     WHERE r."noun" = 'model' AND r."vendorId" IS NOT NULL ORDER BY r."id"`,
  ).all();
  return rows.map(({ name, ...row }) => ({ ...row, nameKey: modelKey(name) }));
}

/** A reference of a record that can be signed, from the time before a merge. */
interface MovedReference {
  readonly row: string;
  readonly column: 'vendorId' | 'modelId';
  /** What it names since. */
  readonly to: string;
}

/** References of checklists and offers, which signatures cover, to a record that is about to go up in another. */
export function signableReferences(sql: SqlConnection, noun: NamedNoun, from: string, into: string): MovedReference[] {
  const column = noun === 'vendor' ? 'vendorId' : 'modelId';
  return ['Assessment', 'Candidate'].flatMap((table) =>
    statement<[string], { id: string }>(sql, `SELECT "id" FROM "${table}" WHERE "${column}" = ?`)
      .all(from)
      .map(({ id }) => ({ row: id, column, to: into }) as const),
  );
}

/** Gives the identifier that a column of a row held at some time; the present one where no merge changed it since. */
export type Former = <T extends string | number | null>(row: string, column: MovedReference['column'], present: T) => T;

export const PRESENT: Former = (_row, _column, present) => present;

/**
 * What checklists and offers named at a time: a merge leads them to another record and takes nothing from what was signed before
 * (docs/decisions/0040). Null where no merge came after.
 */
export function identifiersAt(sql: SqlConnection, at: Instant): Former | null {
  const merges = statement<[string], { id: string; moved: string }>(
    sql,
    `SELECT "id", "moved" FROM "MergedRecord" WHERE "mergedAt" >= ? AND "moved" <> '[]' ORDER BY "mergedAt" DESC`,
  ).all(at);
  if (merges.length === 0) return null;
  const steps = merges.flatMap(({ id, moved }) =>
    (JSON.parse(moved) as MovedReference[]).map((reference) => ({ from: id, ...reference })),
  );
  return (row, column, present) => {
    let value: string | number | null = present;
    for (const step of steps) if (step.row === row && step.column === column && step.to === value) value = step.from;
    return value as typeof present;
  };
}
