import { type Day, daysBetween, type PartialDay } from './day.ts';
import type { Confidence, MilestoneKind } from './model.ts';

/** One entry in the history of a named date. The newest entry of a kind holds; none is ever overwritten (domain.md E6). */
export interface MilestoneEntry {
  readonly kind: MilestoneKind;
  /** Null when the vendor has announced that the date is not known yet, or when an earlier entry is taken back. */
  readonly on: PartialDay | null;
  readonly vendorTerm: string | null;
  readonly source: string | null;
  readonly announcedOn: Day | null;
  readonly receivedOn: Day | null;
  readonly confidence: Confidence;
}

/** The histories of one owner (a model, a version, or a device), oldest entry first. */
export type MilestoneHistory = Partial<Record<MilestoneKind, readonly MilestoneEntry[]>>;

export interface DateMove {
  readonly kind: MilestoneKind;
  readonly from: Day;
  readonly to: Day;
  /** Positive when the date moved later, negative when it moved earlier. */
  readonly days: number;
}

/** How far a date lies from what was said before, in days from first possible day to first possible day. */
export interface Distances {
  /** From the date that held last, also where it was taken back in between; null when there was none or it is the same. */
  readonly movedDays: number | null;
  /** From the date that was announced first; null when this is the first, or the same as it. */
  readonly movedFromFirstDays: number | null;
}

/** The dates that decide the vendor's end of support, in the order in which they are asked (domain.md 1.4). */
export const DECIDING: readonly MilestoneKind[] = ['end_of_security_support', 'end_of_support'];

/** Whose a date is. What is recorded for the device goes before its software version's, and that before its model's. */
export const MILESTONE_OWNERS = ['device', 'software_version', 'model'] as const;
export type MilestoneOwner = (typeof MILESTONE_OWNERS)[number];

/** The entry that holds, or null when the date was never given. */
export function currentEntry(history: MilestoneHistory, kind: MilestoneKind): MilestoneEntry | null {
  return history[kind]?.at(-1) ?? null;
}

/** How the newest entry differs from the date before it; null when nothing moved. Both count from their first possible day. */
export function lastMove(history: MilestoneHistory, kind: MilestoneKind): DateMove | null {
  const entries = history[kind] ?? [];
  const after = entries.at(-1)?.on;
  const before = entries.findLast((entry, index) => index < entries.length - 1 && entry.on !== null)?.on;
  if (!before || !after || before.on === after.on) return null;
  return { kind, from: before.on, to: after.on, days: daysBetween(before.on, after.on) };
}

/** How far a new date lies from those that were said before it, oldest first; null among them is "not known". */
export function distancesOf(earlier: readonly (Day | null)[], on: Day | null): Distances {
  const from = (day: Day | null | undefined) => (on && day && day !== on ? daysBetween(day, on) : null);
  return {
    movedDays: from(earlier.findLast((day) => day !== null)),
    movedFromFirstDays: from(earlier.find((day) => day !== null)),
  };
}

/** What is needed of an entry to tell which one holds for a device. */
export interface OwnedEntry {
  readonly kind: string;
  readonly owner: MilestoneOwner;
  readonly on: PartialDay | null;
  /** The newest of its kind and owner. */
  readonly current: boolean;
}

/** Of the entries that a device has, the one that holds for a kind: the nearest owner that has a date. Null when none has. */
export function holdingEntry<Entry extends OwnedEntry>(entries: readonly Entry[], kind: string): Entry | null {
  for (const owner of MILESTONE_OWNERS) {
    const entry = entries.find((one) => one.current && one.kind === kind && one.owner === owner && one.on !== null);
    if (entry) return entry;
  }
  return null;
}

/**
 * The entry that sets the vendor's end of support for a device (domain.md 1.4): owner by owner the end of security support,
 * else of support; where no owner has either, the end of guaranteed support.
 */
export function decidingEntry<Entry extends OwnedEntry>(entries: readonly Entry[]): Entry | null {
  for (const owner of MILESTONE_OWNERS) {
    const own = entries.filter((one) => one.owner === owner);
    for (const kind of DECIDING) {
      const entry = holdingEntry(own, kind);
      if (entry) return entry;
    }
  }
  return holdingEntry(entries, 'end_of_guaranteed_support');
}
