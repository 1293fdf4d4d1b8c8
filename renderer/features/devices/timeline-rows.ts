import { type Band, bandOf } from '../../../main/domain/band.ts';
import { type Day, day, lastDayOf, type PartialDay } from '../../../main/domain/day.ts';
import type { Words } from '../../../main/words/words.ts';
import type { Text } from '../../i18n/i18n.ts';
import type { SupportTerm } from './types.ts';

/** One bar of the picture. */
export interface TimelineRow {
  readonly key: string;
  readonly label: string;
  /** Words behind the bar. */
  readonly said: string;
  /**
   * `solid` until a day; `fading` where only the month or year is known; `open` goes on without an end; `possible` could be
   * bought; `unknown` nobody knows.
   */
  readonly kind: 'solid' | 'fading' | 'open' | 'possible' | 'unknown';
  readonly band: Band;
  /** First day of the bar; null when it reaches back beyond the picture. */
  readonly from: Day | null;
  /** First and last day that the end can mean; null when there is none to draw to. */
  readonly end: { readonly first: Day; readonly last: Day } | null;
  readonly renewable: boolean;
}

/** Turns the terms of support into bars, the vendor's first and contracts last, a paid extension below what it extends. */
export function timelineRows(terms: readonly SupportTerm[], today: Day, text: Text, words: Words): TimelineRow[] {
  return terms.flatMap((term, index) => {
    const row = termRow(term, `${index}`, today, text, words);
    const { extensionPossibleUntil: until } = term;
    if (until === null) return [row];
    const extension: TimelineRow = {
      key: `${index} extension`,
      label: text('devices.timeline.extension'),
      said: text('devices.timeline.possibleTo', { day: words.day(until) }),
      kind: 'possible',
      band: bandAt(until, until, today),
      from: row.end?.last ?? null,
      end: { first: until, last: until },
      renewable: false,
    };
    return [row, extension];
  });
}

function termRow(term: SupportTerm, key: string, today: Day, text: Text, words: Words): TimelineRow {
  const base = { key, label: termLabel(term, text), from: null, renewable: term.limit.renewable } as const;
  const { end } = term;
  switch (end.kind) {
    case 'until': {
      const [first, last] = [end.end.on, lastDayOf(end.end)];
      return {
        ...base,
        kind: end.end.precision === 'day' ? 'solid' : 'fading',
        band: bandAt(first, last, today),
        end: { first, last },
        said: saidUntil(end.end, term.renews, last < today, text, words),
      };
    }
    case 'unlimited':
      return {
        ...base,
        kind: 'open',
        band: 'supported',
        end: null,
        said: text(term.renews ? 'devices.timeline.renewsOnly' : 'devices.timeline.unlimited'),
      };
    case 'ended':
      return {
        ...base,
        kind: 'solid',
        band: 'unsupported',
        end: { first: today, last: today },
        said: text('devices.timeline.ended'),
      };
    case 'unknown': {
      const { notLaterThan } = end;
      return {
        ...base,
        kind: 'unknown',
        band: 'unknown',
        end: notLaterThan && { first: notLaterThan, last: notLaterThan },
        said: notLaterThan
          ? text('devices.timeline.notLater', { day: words.day(notLaterThan) })
          : text('devices.timeline.unknown'),
      };
    }
  }
}

/** What a term is called in the picture. */
export function termLabel({ limit: { kind, name } }: SupportTerm, text: Text): string {
  switch (kind) {
    case 'model':
      return text('devices.timeline.vendor');
    case 'software_version':
      return text('devices.timeline.version', { name });
    case 'contract':
      return name === '' ? text('devices.timeline.cover') : text('devices.timeline.contract', { name });
    case 'operating_system':
    case 'component':
      return name;
  }
}

function saidUntil(end: PartialDay, renews: boolean, over: boolean, text: Text, words: Words): string {
  const shown = words.partialDay(end);
  if (over) return text('devices.timeline.endedOn', { day: shown });
  if (renews) return text('devices.timeline.renews', { day: shown });
  return end.precision === 'day' ? shown : text('devices.timeline.notConfirmed', { day: shown });
}

function bandAt(first: Day, last: Day, today: Day): Band {
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
const YEARS_BACK = 3;

export function timelineScale(rows: readonly TimelineRow[], today: Day): TimelineScale {
  const year = (on: Day) => Number(on.slice(0, 4));
  const now = year(today);
  const ends = rows.flatMap(({ end }) => (end ? [end] : []));
  const first = Math.max(now - YEARS_BACK, Math.min(now, ...ends.map((end) => year(end.first))));
  const last = Math.min(now + LONGEST_YEARS, Math.max(now + SHORTEST_YEARS, ...ends.map((end) => year(end.last) + 1)));
  return {
    from: day(`${first}-01-01`),
    to: day(`${last}-01-01`),
    years: Array.from({ length: last - first + 1 }, (_, index) => first + index),
  };
}
