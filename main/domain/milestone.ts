import { type Day, daysBetween, type PartialDay } from './day.ts';
import type { Confidence, MilestoneKind } from './model.ts';

/** One entry in the history of a named date. The newest entry of a kind holds; none is ever overwritten (domain.md E6). */
export interface MilestoneEntry {
  readonly kind: MilestoneKind;
  /** Null when the vendor has announced that the date is not known yet. */
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

/** The entry that holds, or null when the date was never given. */
export function currentEntry(history: MilestoneHistory, kind: MilestoneKind): MilestoneEntry | null {
  return history[kind]?.at(-1) ?? null;
}

/** How the newest entry differs from the one before it; null when nothing moved. Both count from their first possible day. */
export function lastMove(history: MilestoneHistory, kind: MilestoneKind): DateMove | null {
  const entries = history[kind] ?? [];
  const [before, after] = [entries.at(-2)?.on, entries.at(-1)?.on];
  if (!before || !after || before.on === after.on) return null;
  return { kind, from: before.on, to: after.on, days: daysBetween(before.on, after.on) };
}
