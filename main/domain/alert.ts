import type { Day, PartialDay } from './day.ts';

/** What somebody decided about an alert. An open one may still be assigned to somebody. */
export const ALERT_STATES = ['open', 'acknowledged', 'snoozed'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** Days ahead for which an alert can be snoozed at most. */
export const SNOOZE_DAYS = 366;

/** What an alert says of some of what it is about: all of them have to be acted on by the same day, for the same end. */
export interface AlertPart {
  /** The day by which someone must act, inclusive; null when it is over on a day that nobody knows. */
  readonly by: Day | null;
  /** What ends, the last supported day; null when it is not known. */
  readonly end: PartialDay | null;
  /** Identifiers of devices, or of the one contract, model, task or exception. */
  readonly members: readonly string[];
}

/** Everything that a person decides on when they put an alert aside. The order of parts and members says nothing. */
export type AlertFacts = readonly AlertPart[];

/** Why an alert that was put aside is on the list again. `members` counts those of which it is true. */
export type AlertReturn =
  | {
      readonly code: 'end_moved';
      readonly from: PartialDay | null;
      readonly to: PartialDay | null;
      readonly members: number;
    }
  | { readonly code: 'by_moved'; readonly from: Day | null; readonly to: Day | null; readonly members: number }
  | { readonly code: 'joined'; readonly members: number }
  | { readonly code: 'snooze_over'; readonly untilOn: Day };

/** What was decided, and on what. */
export interface AlertDecision {
  readonly state: AlertState;
  /** Last day on which a snoozed alert stays quiet. */
  readonly snoozedUntilOn: Day | null;
  readonly facts: AlertFacts;
}

/**
 * Why an alert comes back (issue: alerts that people keep switched on): a date is another one than the one decided on, in
 * either direction; something joined; the snooze is over. What left the alert needs no new decision. Empty while the decision
 * holds, and for one that is open anyway. The date of the member that is most urgent now stands for all that moved.
 */
export function returnsOf(decision: AlertDecision, now: AlertFacts, today: Day): AlertReturn[] {
  if (decision.state === 'open') return [];
  const known = new Map(decision.facts.flatMap((part) => part.members.map((member) => [member, part] as const)));
  const ends: Move<PartialDay>[] = [];
  const bys: Move<Day>[] = [];
  let joined = 0;
  for (const { by, end, members } of now) {
    for (const member of members) {
      const before = known.get(member);
      if (before === undefined) joined += 1;
      else if (!sameEnd(before.end, end)) ends.push({ from: before.end, to: end, key: `${keyOf(end)}|${member}` });
      else if (before.by !== by) bys.push({ from: before.by, to: by, key: `${by ?? ''}|${member}` });
    }
  }
  const returns: AlertReturn[] = [];
  const end = mostUrgent(ends);
  if (end) returns.push({ code: 'end_moved', from: end.from, to: end.to, members: ends.length });
  const by = mostUrgent(bys);
  if (by) returns.push({ code: 'by_moved', from: by.from, to: by.to, members: bys.length });
  if (joined > 0) returns.push({ code: 'joined', members: joined });
  const { state, snoozedUntilOn } = decision;
  if (state === 'snoozed' && snoozedUntilOn !== null && today > snoozedUntilOn) {
    returns.push({ code: 'snooze_over', untilOn: snoozedUntilOn });
  }
  return returns;
}

/** Whether an alert is off the list: it was put aside, and nothing brings it back. Its band is not touched by this. */
export function isQuiet(decision: AlertDecision, returns: readonly AlertReturn[]): boolean {
  return decision.state !== 'open' && returns.length === 0;
}

interface Move<T> {
  readonly from: T | null;
  readonly to: T | null;
  readonly key: string;
}

function mostUrgent<T>(moves: readonly Move<T>[]): Move<T> | null {
  return moves.reduce<Move<T> | null>((first, move) => (first === null || move.key < first.key ? move : first), null);
}

function keyOf(end: PartialDay | null): string {
  return end === null ? '' : `${end.on}|${end.precision}`;
}

function sameEnd(a: PartialDay | null, b: PartialDay | null): boolean {
  return keyOf(a) === keyOf(b);
}
