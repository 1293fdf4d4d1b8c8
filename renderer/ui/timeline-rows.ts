import { type Band, bandOf } from '../../main/domain/band.ts';
import { type Day, day, type PartialDay } from '../../main/domain/day.ts';
import type { Words } from '../../main/words/words.ts';
import type { Text } from '../i18n/i18n.ts';

/** One bar of the picture. */
export interface TimelineRow {
  readonly key: string;
  readonly label: string;
  /** Words behind the bar. */
  readonly said: string;
  /**
   * `solid` until a day; `fading` where only the month or year is known; `open` goes on without an end; `possible` could be
   * bought; `unknown` nobody knows; `mark` only names a day and ends no support.
   */
  readonly kind: 'solid' | 'fading' | 'open' | 'possible' | 'unknown' | 'mark';
  readonly band: Band;
  /** First day of the bar; null when it reaches back beyond the picture. */
  readonly from: Day | null;
  /** First and last day that the end can mean; null when there is none to draw to. */
  readonly end: { readonly first: Day; readonly last: Day } | null;
  readonly renewable: boolean;
  /** What was said before, oldest first: days that no longer hold. */
  readonly ghosts?: readonly { readonly on: Day; readonly said: string }[];
}

/** Words behind a bar that reaches to a day. */
export function saidUntil(end: PartialDay, renews: boolean, over: boolean, text: Text, words: Words): string {
  const shown = words.partialDay(end);
  if (over) return text('timeline.endedOn', { day: shown });
  if (renews) return text('timeline.renews', { day: shown });
  return end.precision === 'day' ? shown : text('timeline.notConfirmed', { day: shown });
}

/** The band of something that ends then. */
export function bandAt(first: Day, last: Day, today: Day): Band {
  return bandOf({ tracked: true, complete: true, endsFrom: first, endsUntil: last, ended: false }, today);
}

/** Years of the picture: it begins where the year of today, or of a recent end, begins. */
export interface TimelineScale {
  readonly from: Day;
  readonly to: Day;
  readonly years: readonly number[];
}

/** An end further away than this is drawn as going on. */
const LONGEST_YEARS = 12;
const SHORTEST_YEARS = 4;
/** An end further back is drawn at the edge. */
const YEARS_BACK = 3;

/** `yearsBack` is how far the picture may reach back. */
export function timelineScale(rows: readonly TimelineRow[], today: Day, yearsBack = YEARS_BACK): TimelineScale {
  const year = (on: Day) => Number(on.slice(0, 4));
  const now = year(today);
  const ends = rows.flatMap(({ end, ghosts = [] }) => [
    ...(end ? [end] : []),
    ...ghosts.map(({ on }) => ({ first: on, last: on })),
  ]);
  const first = Math.max(now - yearsBack, Math.min(now, ...ends.map((end) => year(end.first))));
  const last = Math.min(now + LONGEST_YEARS, Math.max(now + SHORTEST_YEARS, ...ends.map((end) => year(end.last) + 1)));
  return {
    from: day(`${first}-01-01`),
    to: day(`${last}-01-01`),
    years: Array.from({ length: last - first + 1 }, (_, index) => first + index),
  };
}
