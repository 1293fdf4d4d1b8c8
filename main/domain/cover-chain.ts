import type { CoverLine } from './cover.ts';
import { addDays, type Day, daysBetween } from './day.ts';

/** Days without cover, all inclusive. */
export interface CoverGap {
  /** First day without cover; null where no line ever was before it. */
  readonly from: Day | null;
  /** Last day before cover begins again; null where no line follows. */
  readonly until: Day | null;
  /** How many days; null where one of the two is not known. */
  readonly days: number | null;
}

/** Days on which two lines or more are in force, all inclusive. */
export interface CoverOverlap<Line extends CoverLine> {
  readonly from: Day | null;
  /** Null where they go on together without an end. */
  readonly until: Day | null;
  readonly days: number | null;
  readonly lines: readonly Line[];
}

export interface CoverChain<Line extends CoverLine> {
  /** The lines by their first day. */
  readonly lines: readonly Line[];
  readonly coveredToday: boolean;
  /** Last day of the unbroken chain that runs today; null where it has no end, or none runs. */
  readonly coveredUntil: Day | null;
  /** The line that begins next, after today. */
  readonly next: Line | null;
  /** All gaps between lines, before the first one excepted; the last is open where cover ends for good. Oldest first. */
  readonly gaps: readonly CoverGap[];
  readonly overlaps: readonly CoverOverlap<Line>[];
}

const FIRST = '0000-00-00';
const LAST = '9999-99-99';

/**
 * The warranty and the contracts of a device in a row, whatever they include (for security updates see cover.ts). A line that
 * begins on the day after another ends continues it; one day between them is a gap (domain.md E11).
 */
export function coverChain<Line extends CoverLine>(unordered: readonly Line[], today: Day): CoverChain<Line> {
  const lines = unordered
    .filter(({ startsOn, endsOn }) => startsOn === null || endsOn === null || startsOn <= endsOn)
    .sort((a, b) => compare(beginOf(a), beginOf(b)) || compare(endOf(a), endOf(b)) || compare(nameOf(a), nameOf(b)));
  const stretches = joined(lines);
  const running = stretches.find(({ from, until }) => (from ?? FIRST) <= today && (until ?? LAST) >= today);
  return {
    lines,
    coveredToday: running !== undefined,
    coveredUntil: running?.until ?? null,
    next: lines.find(({ startsOn }) => startsOn !== null && startsOn > today) ?? null,
    gaps: gapsBetween(stretches),
    overlaps: overlapsOf(lines),
  };
}

/** The gaps that have a day in common with a window, both ends of it inclusive. */
export function gapsWithin(
  gaps: readonly CoverGap[],
  window: { readonly from: Day; readonly until: Day },
): readonly CoverGap[] {
  return gaps.filter(({ from, until }) => (from ?? FIRST) <= window.until && (until ?? LAST) >= window.from);
}

interface Open {
  readonly from: Day | null;
  readonly until: Day | null;
}

/** Lines that follow one another without a day between them, as one stretch each. */
function joined(lines: readonly CoverLine[]): readonly Open[] {
  const result: { from: Day | null; until: Day | null }[] = [];
  for (const { startsOn, endsOn } of lines) {
    const last = result.at(-1);
    if (last === undefined || (last.until !== null && startsOn !== null && startsOn > addDays(last.until, 1)))
      result.push({ from: startsOn, until: endsOn });
    else if (last.until !== null && (endsOn === null || endsOn > last.until)) last.until = endsOn;
  }
  return result;
}

function gapsBetween(stretches: readonly Open[]): CoverGap[] {
  if (stretches.length === 0) return [{ from: null, until: null, days: null }];
  return stretches.flatMap(({ until }, index): CoverGap[] => {
    if (until === null) return [];
    const next = stretches[index + 1]?.from ?? null;
    const from = addDays(until, 1);
    return next === null
      ? [{ from, until: null, days: null }]
      : [{ from, until: addDays(next, -1), days: daysBetween(from, next) }];
  });
}

/** Between two days on which a line begins or ends the same lines are in force. */
function overlapsOf<Line extends CoverLine>(lines: readonly Line[]): CoverOverlap<Line>[] {
  const begins = new Set<string>(lines.map(beginOf));
  for (const { endsOn } of lines) if (endsOn !== null) begins.add(addDays(endsOn, 1));
  const edges = [...begins].sort(compare);
  return edges.flatMap((edge, index): CoverOverlap<Line>[] => {
    const inForce = lines.filter((line) => beginOf(line) <= edge && endOf(line) >= edge);
    if (inForce.length < 2) return [];
    const following = edges[index + 1];
    const from = edge === FIRST ? null : (edge as Day);
    const until = following === undefined ? null : addDays(following as Day, -1);
    return [
      { from, until, days: from === null || until === null ? null : daysBetween(from, until) + 1, lines: inForce },
    ];
  });
}

function beginOf({ startsOn }: CoverLine): string {
  return startsOn ?? FIRST;
}

function endOf({ endsOn }: CoverLine): string {
  return endsOn ?? LAST;
}

function nameOf({ contract }: CoverLine): string {
  return contract ?? '';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
