import { byCriterion, CRITERIA, type Criterion, type CriterionValue, type Weights } from './comparison.ts';

/** A candidate with what it is by each criterion. */
export interface Weighed {
  readonly id: string;
  readonly values: Readonly<Record<Criterion, Pick<CriterionValue, 'value'>>>;
}

/** How a candidate comes out. Points go from 0 to 100. */
export interface Placing {
  readonly id: string;
  /** What each criterion adds; what is not known adds nothing. */
  readonly parts: Readonly<Record<Criterion, number>>;
  /** The sum of the parts; null while nothing has any weight. */
  readonly points: number | null;
  /** What it would have if everything that is not known were as good as can be. */
  readonly atMost: number | null;
  /** 1 for the first; equals share one, and the next one is as many further. */
  readonly rank: number | null;
}

/** Stretch of shares of one criterion in which the same candidates lead. From 0 to 1, in order, without gaps. */
interface Lead {
  readonly from: number;
  readonly until: number;
  readonly leaders: readonly string[];
}

/** Where the first place changes. */
export interface Turn {
  /** Share of all weights beyond which (`up`) or below which (`down`) others lead; at it they are equal. */
  readonly share: number;
  /** The weight that has this share while the others stay as they are; null where none has. */
  readonly weight: number | null;
  readonly leaders: readonly string[];
}

/** What another weight of one criterion would do to the first place. */
export interface TurningPoint {
  readonly criterion: Criterion;
  /** `not_known`: no candidate has a value; `alone`: no other criterion has a weight; `no_rank`: nothing has one. */
  readonly state: 'asked' | 'not_known' | 'alone' | 'no_rank';
  /** Its share of all weights that count. */
  readonly share: number;
  /** The nearest change by more weight, and by less; null where none comes. */
  readonly up: Turn | null;
  readonly down: Turn | null;
  readonly leads: readonly Lead[];
}

/** Differences below this are none: they come of how numbers are kept, not of candidates. */
const NEXT_TO_NOTHING = 1e-9;

/** The criteria that count: known of one candidate at least. What is known of none can part nobody. */
function countingCriteria(candidates: readonly Weighed[]): readonly Criterion[] {
  return CRITERIA.filter((criterion) => candidates.some(({ values }) => values[criterion].value !== null));
}

/** Each criterion's share of the weights that count, together 1; all 0 while nothing has any weight. */
export function weightShares(candidates: readonly Weighed[], weights: Weights): Weights {
  const counting = countingCriteria(candidates);
  const sum = counting.reduce((total, criterion) => total + weights[criterion], 0);
  return byCriterion((criterion) => (sum > 0 && counting.includes(criterion) ? weights[criterion] / sum : 0));
}

/** How candidates come out by these weights, in the order in which they are given (docs/decisions/0033). */
export function placings(candidates: readonly Weighed[], weights: Weights): readonly Placing[] {
  const shares = weightShares(candidates, weights);
  const ranked = CRITERIA.some((criterion) => shares[criterion] > 0);
  const scored = candidates.map(({ id, values }) => {
    const parts = byCriterion((criterion) => 100 * shares[criterion] * (values[criterion].value ?? 0));
    const most = CRITERIA.map((criterion) => 100 * shares[criterion] * (values[criterion].value ?? 1));
    return { id, parts, points: total(CRITERIA.map((criterion) => parts[criterion])), atMost: total(most) };
  });
  return scored.map(({ id, parts, points, atMost }) => ({
    id,
    parts,
    points: ranked ? points : null,
    atMost: ranked ? atMost : null,
    rank: ranked ? 1 + scored.filter((other) => other.points > points + NEXT_TO_NOTHING).length : null,
  }));
}

/** Those that do not lead, and would if all that is not known of them were as good as can be. */
export function couldLead(placed: readonly Placing[]): readonly string[] {
  const best = Math.max(...placed.map(({ points }) => points ?? 0));
  return placed.flatMap(({ id, rank, atMost }) =>
    rank !== null && rank > 1 && (atMost ?? 0) > best + NEXT_TO_NOTHING ? [id] : [],
  );
}

/** For each criterion: at which weight the first place changes, and who would lead then. */
export function turningPoints(candidates: readonly Weighed[], weights: Weights): readonly TurningPoint[] {
  return CRITERIA.map((criterion) => turningPoint(candidates, weights, criterion));
}

/** Points of a candidate over the share of one criterion are a straight line: from without it to it alone. */
interface Line {
  readonly id: string;
  readonly without: number;
  readonly alone: number;
}

/**
 * The line of each candidate, in points of 100; flat at what the criterion alone gives where no other one has a weight, as there
 * is no share of it but all.
 */
export function pointsOver(candidates: readonly Weighed[], weights: Weights, criterion: Criterion): readonly Line[] {
  return linesOf(candidates, weights, criterion).map(({ id, without, alone }) => ({
    id,
    without: 100 * without,
    alone: 100 * alone,
  }));
}

/** The same from 0 to 1. */
function linesOf(candidates: readonly Weighed[], weights: Weights, criterion: Criterion): readonly Line[] {
  const others = countingCriteria(candidates).filter((other) => other !== criterion);
  const rest = others.reduce((sum, other) => sum + weights[other], 0);
  return candidates.map(({ id, values }) => {
    const alone = values[criterion].value ?? 0;
    const parts = others.map((other) => (weights[other] / rest) * (values[other].value ?? 0));
    return { id, without: rest === 0 ? alone : total(parts), alone };
  });
}

function turningPoint(candidates: readonly Weighed[], weights: Weights, criterion: Criterion): TurningPoint {
  const share = weightShares(candidates, weights)[criterion];
  const nothing = { criterion, share, up: null, down: null, leads: [] };
  const counting = countingCriteria(candidates);
  if (!counting.includes(criterion)) return { ...nothing, state: 'not_known' };
  const others = counting.filter((other) => other !== criterion);
  const rest = others.reduce((sum, other) => sum + weights[other], 0);
  if (rest === 0) return { ...nothing, state: weights[criterion] > 0 ? 'alone' : 'no_rank' };
  const lines = linesOf(candidates, weights, criterion);
  const leads = leadsOf(lines);
  const now = leadersAt(lines, share);
  const turn = (at: number, leaders: readonly string[]): Turn => ({
    share: at,
    weight: at < 1 ? (at / (1 - at)) * rest : null,
    leaders,
  });
  const after = leads.find(({ until, leaders }) => until > share + NEXT_TO_NOTHING && !same(leaders, now));
  const before = leads.findLast(({ from, leaders }) => from < share - NEXT_TO_NOTHING && !same(leaders, now));
  return {
    criterion,
    state: 'asked',
    share,
    up: after ? turn(Math.max(after.from, share), after.leaders) : null,
    down: before ? turn(Math.min(before.until, share), before.leaders) : null,
    leads,
  };
}

/** Points of a candidate at a share of the criterion, 0 to 1. */
function pointsAt({ without, alone }: Line, share: number): number {
  return (1 - share) * without + share * alone;
}

function leadersAt(lines: readonly Line[], share: number): readonly string[] {
  const best = Math.max(...lines.map((line) => pointsAt(line, share)));
  return lines.filter((line) => pointsAt(line, share) > best - NEXT_TO_NOTHING).map(({ id }) => id);
}

/** Who leads from where to where: lines cross only where two of them are equal, and between two crossings nothing changes. */
function leadsOf(lines: readonly Line[]): readonly Lead[] {
  const crossings = lines.flatMap((line, place) =>
    lines.slice(place + 1).flatMap((other) => {
      const [before, after] = [line.without - other.without, line.alone - other.alone];
      const at = before / (before - after);
      return at > NEXT_TO_NOTHING && at < 1 - NEXT_TO_NOTHING ? [at] : [];
    }),
  );
  const borders = [0, ...crossings.sort((a, b) => a - b), 1].filter(
    (border, place, all) => place === 0 || border - (all[place - 1] ?? 0) > NEXT_TO_NOTHING,
  );
  const leads: Lead[] = [];
  for (const [place, from] of borders.slice(0, -1).entries()) {
    const until = borders[place + 1] ?? 1;
    const leaders = leadersAt(lines, (from + until) / 2);
    const last = leads.at(-1);
    if (last && same(last.leaders, leaders)) leads[leads.length - 1] = { ...last, until };
    else leads.push({ from, until, leaders });
  }
  return leads;
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id));
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
