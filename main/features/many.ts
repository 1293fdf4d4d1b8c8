import type { RecordFields } from '../data/audit.ts';
import { statement } from '../data/connection.ts';
import { AppError } from '../domain/error.ts';
import { appended, type ManyOutcome, type ManyRefusal } from '../domain/many.ts';
import type { CommandContext } from './context.ts';

/** What becomes of one of many records. */
export interface Planned<RecordId extends string> {
  readonly id: RecordId;
  /** The record as people know it; empty for one that is gone. */
  readonly name: string;
  readonly outcome: ManyOutcome;
  readonly reason: ManyRefusal | null;
  /** Only what differs, as the history says it. */
  readonly before: RecordFields;
  readonly after: RecordFields;
}

/** Refused records that a result names. */
const LISTED_REFUSALS = 1000;

/** A record that stays as it is, and why. */
export function refused<RecordId extends string>(id: RecordId, name: string, reason: ManyRefusal): Planned<RecordId> {
  return { id, name, outcome: 'refused', reason, before: {}, after: {} };
}

/** What differs between a record as it is and the fields that are wanted of it. */
export function compared<RecordId extends string>(
  { id, name }: { readonly id: RecordId; readonly name: string },
  held: RecordFields,
  wanted: RecordFields,
): Planned<RecordId> {
  const differing = Object.keys(wanted).filter((field) => wanted[field] !== held[field]);
  const pick = (fields: RecordFields) => Object.fromEntries(differing.map((field) => [field, fields[field] ?? null]));
  const outcome = differing.length === 0 ? 'same' : 'changed';
  return { id, name, outcome, reason: null, before: pick(held), after: pick(wanted) };
}

/** Records that are read at once; other calls get their turn in between. */
const PORTION = 1000;

/** How the records of a table are changed together. */
interface ManyPlan<RecordId extends string, Row, Changes extends object> {
  readonly chosen: readonly { readonly id: RecordId; readonly revision: number }[];
  readonly changes: Changes;
  /** The rows of the identifiers in a JSON array. */
  readonly read: (ids: string) => readonly Row[];
  /** The columns that the changes speak of, as they shall be; null where the notes would grow too long. */
  readonly wanted: (row: Row, changes: Changes) => RecordFields | null;
}

/**
 * What changes do to each of the chosen records, in their order.
 * @throws AppError `input_refused` with `no_change` where they say nothing
 */
export async function* planned<
  RecordId extends string,
  Row extends { readonly id: RecordId; readonly revision: number; readonly name: string } & RecordFields,
  Changes extends object,
>({ chosen, changes, read, wanted }: ManyPlan<RecordId, Row, Changes>): AsyncGenerator<readonly Planned<RecordId>[]> {
  if (Object.values(changes).every((value) => value === undefined))
    throw new AppError('input_refused', { problem: 'no_change', field: 'changes' });
  for (let at = 0; at < chosen.length; at += PORTION) {
    const portion = chosen.slice(at, at + PORTION);
    const rows = new Map(read(JSON.stringify(portion.map(({ id }) => id))).map((row) => [row.id, row]));
    yield portion.map(({ id, revision }) => {
      const row = rows.get(id);
      if (row === undefined) return refused(id, '', 'not_found');
      if (row.revision !== revision) return refused(id, row.name, 'stale_edit');
      const columns = wanted(row, changes);
      return columns === null ? refused(id, row.name, 'too_long') : compared(row, row, columns);
    });
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

/** Writes what is planned into a table with progress, and tells which records changed. */
export async function writePlanned<RecordId extends string>(
  context: CommandContext,
  {
    noun,
    table,
    chosen,
    jobId,
  }: {
    noun: Parameters<CommandContext['record']>[0];
    table: string;
    chosen: readonly unknown[];
    jobId?: string | undefined;
  },
  portions: AsyncIterable<readonly Planned<RecordId>[]>,
) {
  const { sql, now, actor } = context;
  const job = context.job(jobId);
  const tally = new ManyTally<RecordId>();
  const changed: RecordId[] = [];
  let done = 0;
  for await (const portion of portions) {
    await job.step(done, chosen.length);
    for (const one of portion) {
      tally.add(one);
      if (one.outcome !== 'changed') continue;
      const names = Object.keys(one.after);
      statement<unknown[]>(
        sql,
        `UPDATE "${table}" SET ${names.map((name) => `"${name}" = ?`).join(', ')}, "revision" = "revision" + 1, "updatedAt" = ?, "updatedBy" = ? WHERE "id" = ?`,
      ).run(...Object.values(one.after), now, actor, one.id);
      context.record(noun, one.id, one.before, one.after);
      changed.push(one.id);
    }
    done += portion.length;
  }
  await job.step(done, chosen.length);
  context.note({ chosen: chosen.length, ...tally.counts });
  return { changed, result: tally.result() };
}

/** Fields as columns: text that was emptied is null, and a text for the notes comes after what they say. */
export function wantedFields(
  row: { readonly notes: string | null },
  {
    appendNotes,
    ...fields
  }: Readonly<Record<string, string | number | null | undefined>> & { readonly appendNotes?: string | undefined },
): RecordFields | null {
  const wanted: Record<string, string | number | null> = {};
  for (const [name, value] of Object.entries(fields))
    if (value !== undefined) wanted[name] = value === '' ? null : value;
  if (appendNotes === undefined) return wanted;
  const before = fields.notes === undefined ? row.notes : fields.notes;
  const notes = appended(before === null ? null : String(before), appendNotes);
  return notes === null ? null : { ...wanted, notes };
}

/** A value of the history as text. */
export function told(value: RecordFields[string] | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

/** Counts outcomes, and keeps what of them is shown. */
export class ManyTally<RecordId extends string> {
  readonly counts: Record<ManyOutcome, number> = { changed: 0, same: 0, refused: 0 };
  readonly #refusals: Planned<RecordId>[] = [];

  add(one: Planned<RecordId>): void {
    this.counts[one.outcome] += 1;
    if (one.outcome === 'refused' && this.#refusals.length < LISTED_REFUSALS) this.#refusals.push(one);
  }

  result() {
    const refusals = this.#refusals.map(({ id, name, reason }) => ({ id, name, reason: reason ?? 'stale_edit' }));
    return { ...this.counts, refusals };
  }
}

/** One page of a preview: the records of an outcome, or of all. */
export async function previewOf<RecordId extends string>(
  portions: AsyncIterable<readonly Planned<RecordId>[]>,
  { outcome, offset, limit }: { outcome?: ManyOutcome | undefined; offset: number; limit: number },
) {
  const tally = new ManyTally<RecordId>();
  const rows: Planned<RecordId>[] = [];
  let total = 0;
  for await (const portion of portions) {
    for (const one of portion) {
      tally.add(one);
      if (outcome !== undefined && one.outcome !== outcome) continue;
      if (total >= offset && rows.length < limit) rows.push(one);
      total += 1;
    }
  }
  const shown = rows.map(({ id, name, outcome: became, reason, before, after }) => ({
    id,
    name,
    outcome: became,
    reason,
    changes: Object.keys(after).map((field) => ({ field, before: told(before[field]), after: told(after[field]) })),
  }));
  return { ...tally.counts, total, rows: shown };
}
