import type { RenewalDecision } from './contract.ts';
import { type ContractTerms, contractPosition } from './contract-term.ts';
import { contractYear, type Stretch } from './contract-year.ts';
import { addDays, addMonths, type Day, daysBetween } from './day.ts';
import { inflation, type Units } from './money.ts';

/**
 * How firm a cost is: what the hospital is bound to, what comes if nobody acts, and what comes only if somebody signs again.
 */
export const COST_STANDINGS = ['bound', 'renews', 'possible'] as const;
export type CostStanding = (typeof COST_STANDINGS)[number];

/** By how much a yearly price rises, and from when on. */
export interface Escalator {
  /** Per cent a year as decimal text with at most two places; null for not at all. */
  readonly percent: string | null;
  /** Day of the first rise; null for the first day of the contract's second year. */
  readonly from: Day | null;
}

/**
 * The days of a contract within a window, by how firm they are. It is bound until the end of the term that nobody can leave any
 * more; what renews by itself goes on; what needs a signature is possible, unless it was decided to let it end.
 */
export function costStretches(
  terms: ContractTerms,
  decision: RenewalDecision | null,
  window: Stretch,
  today: Day,
): readonly (Stretch & { readonly standing: CostStanding })[] {
  const position = contractPosition(terms, today);
  const begins = laterOf(terms.startsOn, window.from);
  const bound = position.termEndsOn;
  const endless = bound === null;
  // Without an end nobody is bound beyond today: it goes on until somebody acts.
  const firm = endless ? today : bound;
  const follows: CostStanding | null =
    terms.cancelledOn !== null
      ? null
      : position.renewsByItself || endless
        ? 'renews'
        : terms.renewal === 'express' &&
            terms.cancelledOn === null &&
            position.status !== 'ended' &&
            decision !== 'let_end'
          ? 'possible'
          : null;
  const cut = (from: Day, until: Day, standing: CostStanding) => {
    const last = until < window.until ? until : window.until;
    return from <= last ? [{ from, until: last, standing }] : [];
  };
  return [
    ...cut(begins, firm, 'bound'),
    ...(follows === null ? [] : cut(laterOf(addDays(firm, 1), begins), window.until, follows)),
  ];
}

/**
 * What a contract costs from the beginning of its year in which `since` lies to the end of a day, as a function whose differences
 * are the costs of stretches. Each of its years costs its price; part of one as many days of it. The price rises on the day of
 * the first rise and then every year, each time from the exact first price. Amounts are rounded to two places only here, so that
 * the costs of stretches that follow one another always make the cost of all of them.
 */
export function costUntil(price: Units, terms: ContractTerms, escalator: Escalator, since: Day): (on: Day) => Units {
  const prices = priceOn(price, terms, escalator);
  const first = contractYear(terms, since);
  const whole: Units[] = [];
  const inYear = (year: Stretch, until: Day): Units => {
    const length = BigInt(daysBetween(year.from, year.until) + 1);
    let sum = 0n;
    for (const part of prices(year.from, until)) sum += part.price * BigInt(daysBetween(part.from, part.until) + 1);
    return roundedCents(sum, length);
  };
  return (on) => {
    if (on < first.from) return 0n;
    let sum = 0n;
    let year = first;
    for (let index = 0; year.until < on; index += 1) {
      whole[index] ??= inYear(year, year.until);
      sum += whole[index] ?? 0n;
      year = contractYear(terms, addDays(year.until, 1));
    }
    return sum + inYear(year, on);
  };
}

/** The prices that hold from a day to another. */
function priceOn(price: Units, terms: ContractTerms, { percent, from }: Escalator) {
  const first = from ?? (terms.startsOn === null ? null : addDays(contractYear(terms, terms.startsOn).until, 1));
  return (since: Day, until: Day): (Stretch & { readonly price: Units })[] => {
    if (percent === null || first === null) return since <= until ? [{ from: since, until, price }] : [];
    const parts: (Stretch & { readonly price: Units })[] = [];
    let rises = since < first ? 0 : Number(since.slice(0, 4)) - Number(first.slice(0, 4));
    while (riseDay(first, rises + 1) <= since) rises += 1;
    while (rises > 0 && riseDay(first, rises) > since) rises -= 1;
    for (let on = since; on <= until; rises += 1) {
      const next = riseDay(first, rises + 1);
      const last = addDays(next, -1) < until ? addDays(next, -1) : until;
      parts.push({ from: on, until: last, price: inflation(percent, rises)(price) });
      on = addDays(last, 1);
    }
    return parts;
  };
}

/** The day of the n-th rise, 1 for the first. */
function riseDay(first: Day, rise: number): Day {
  return addMonths(first, 12 * (rise - 1));
}

/** What a device has to do with a contract. */
export interface CostLine {
  /** What it costs there in a year, by {@link sharesOf}; `own` where it was stated for this device. */
  readonly share: Units;
  readonly own: boolean;
  /** The line's own dates; null where those of the contract hold. */
  readonly startsOn: Day | null;
  readonly endsOn: Day | null;
}

/** Devices that cost the same on every day: they have the same dates, and the same own share or none. */
export interface CostLines {
  readonly line: CostLine;
  /** Their places among the lines, in order. */
  readonly members: readonly number[];
}

/** Puts lines together that cost the same; a fleet on a contract is a few of them. */
export function alikeLines(lines: readonly CostLine[]): readonly CostLines[] {
  const places = lines.map((line, place) => ({ line, place }));
  const key = ({ line: { own, share, startsOn, endsOn } }: (typeof places)[number]) =>
    `${own ? share : ''}|${startsOn}|${endsOn}`;
  return [...Map.groupBy(places, key).values()].flatMap((alike) => {
    const [first] = alike;
    return first === undefined ? [] : [{ line: first.line, members: alike.map(({ place }) => place) }];
  });
}

/**
 * Divides what a contract costs in a stretch among its devices. One with an own share carries it for its own days; the others
 * carry the rest by their days. The last cents go to those with the largest remainders, the first ones of them. `unshared` is what
 * nobody carries. `each` is told the parts that are more than nothing; together with `unshared` they are always the cost.
 */
export function costByDevice(
  cost: Units,
  price: Units,
  lines: readonly CostLines[],
  stretch: Stretch,
  each: (member: number, part: Units) => void,
): { readonly unshared: Units } {
  const length = BigInt(daysBetween(stretch.from, stretch.until) + 1);
  const known = lines.map(({ line, members }) => ({
    own: line.own,
    members,
    count: BigInt(members.length),
    days: BigInt(daysIn(line, stretch)),
    share: line.share,
  }));
  const fixed = known.reduce((sum, { own, share, days, count }) => (own ? sum + share * days * count : sum), 0n);
  const rest = price * length - fixed;
  const evenDays = known.reduce((sum, { own, days, count }) => (own ? sum : sum + days * count), 0n);
  // All weights are brought to one measure, so that nothing is divided before the end.
  const measure = evenDays === 0n ? 1n : evenDays;
  const total = price * length * measure;
  if (total === 0n) return { unshared: 0n };
  const cents = cost / CENT;
  const nobody: readonly number[] = [];
  const parts = [
    ...known.map(({ own, share, days, count, members }) => ({
      weight: own ? share * days * measure : rest * days,
      count,
      members,
    })),
    { weight: evenDays === 0n ? rest * measure : 0n, count: 1n, members: nobody },
  ].map((part) => ({
    ...part,
    whole: (cents * part.weight) / total,
    remainder: (cents * part.weight) % total,
    more: 0,
  }));
  let left = cents - parts.reduce((sum, { whole, count }) => sum + whole * count, 0n);
  const order = parts.filter(({ remainder }) => remainder > 0n);
  // The sort keeps the order of equal ones.
  order.sort((a, b) => (a.remainder === b.remainder ? 0 : a.remainder < b.remainder ? 1 : -1));
  for (const part of order) {
    part.more = Number(left < part.count ? left : part.count);
    left -= BigInt(part.more);
  }
  let unshared = 0n;
  for (const { members, whole, more } of parts) {
    if (members === nobody) unshared = (whole + BigInt(more)) * CENT;
    const [usual, first] = [whole * CENT, (whole + 1n) * CENT];
    for (const [place, member] of members.entries()) {
      const part = place < more ? first : usual;
      if (part !== 0n) each(member, part);
    }
  }
  return { unshared };
}

const CENT = 100n;

function roundedCents(sum: Units, length: bigint): Units {
  const divisor = length * CENT;
  return ((2n * sum + divisor) / (2n * divisor)) * CENT;
}

function daysIn({ startsOn, endsOn }: CostLine, { from, until }: Stretch): number {
  const first = laterOf(startsOn, from);
  const last = endsOn !== null && endsOn < until ? endsOn : until;
  return Math.max(0, daysBetween(first, last) + 1);
}

function laterOf(a: Day | null, b: Day): Day {
  return a !== null && a > b ? a : b;
}
