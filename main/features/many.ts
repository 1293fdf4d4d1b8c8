import type { RecordFields } from '../data/audit.ts';
import type { ManyOutcome, ManyRefusal } from '../domain/many.ts';

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
