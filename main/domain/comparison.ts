import { type Day, daysBetween } from './day.ts';
import type { Mds2AnswerWord } from './mds2/answer.ts';
import { type Units, unitsOf } from './money.ts';
import type { DeliverySupport } from './procurement.ts';
import type { CostTotal } from './procurement-cost.ts';
import type { Limit } from './support.ts';

/** What candidates are weighed by (docs/decisions/0033). Red flags are none of them: they stand beside every figure. */
export const CRITERIA = ['checklist', 'support', 'price', 'patch_record', 'mds2'] as const;
export type Criterion = (typeof CRITERIA)[number];

/** The largest weight; only how weights stand to one another counts. */
export const MOST_WEIGHT = 100;

/** How much each criterion counts: whole numbers from 0 to {@link MOST_WEIGHT}. */
export type Weights = Readonly<Record<Criterion, number>>;

/** Weights while nobody has said others: security and support before the price, the record of the past last. */
export const OWN_WEIGHTS: Weights = { checklist: 35, support: 25, price: 20, patch_record: 10, mds2: 10 };

/** The weights of a case from its column: what it does not name, or names wrongly, has the program's own. */
export function readWeights(column: string): Weights {
  const given = JSON.parse(column) as Readonly<Record<string, unknown>>;
  const weight = (criterion: Criterion) => {
    const value = given[criterion];
    const fits = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST_WEIGHT;
    return fits ? value : OWN_WEIGHTS[criterion];
  };
  return byCriterion(weight);
}

/** The same for each criterion. */
export function byCriterion<T>(each: (criterion: Criterion) => T): Readonly<Record<Criterion, T>> {
  return Object.fromEntries(CRITERIA.map((criterion) => [criterion, each(criterion)])) as Record<Criterion, T>;
}

/** How a value came about, or why it is not known. Days are inclusive. */
export type ValueReason =
  | {
      readonly code: 'checklist';
      readonly points: number;
      readonly possible: number;
      readonly answered: number;
      readonly applicable: number;
    }
  | { readonly code: 'no_checklist' }
  | { readonly code: 'mds2'; readonly favourable: number; readonly judged: number; readonly releasedOn: Day | null }
  | { readonly code: 'no_statement' }
  | { readonly code: 'statement_says_nothing' }
  | {
      /** `days` are those from delivery to the last day of support, `planned` those of the planned use. */
      readonly code: 'support';
      readonly endsOn: Day;
      readonly days: number;
      readonly planned: number;
      readonly limitedBy: Limit | null;
    }
  | { readonly code: 'support_unlimited'; readonly planned: number }
  | { readonly code: 'support_over'; readonly planned: number }
  | { readonly code: 'support_unknown'; readonly notLaterThan: Day | null }
  | { readonly code: 'no_delivery_day' }
  | { readonly code: 'no_replacement_day' }
  | { readonly code: 'patch_record'; readonly onTime: number; readonly decided: number }
  | { readonly code: 'too_few_decided'; readonly decided: number }
  | { readonly code: 'price'; readonly amount: string; readonly currency: string }
  | { readonly code: 'no_price' }
  | { readonly code: 'several_currencies'; readonly currencies: readonly string[] }
  | { readonly code: 'currencies_differ'; readonly amount: string; readonly currency: string };

/** What a candidate is by one criterion. */
export interface CriterionValue {
  /** 0 to 1, more is better; null while it is not known. */
  readonly value: number | null;
  readonly reason: ValueReason;
}

/** The points of the checklist, of those that are possible. */
export function checklistValue(
  score: {
    readonly points: number;
    readonly possible: number;
    readonly answered: number;
    readonly applicable: number;
  } | null,
): CriterionValue {
  if (score === null) return notKnown({ code: 'no_checklist' });
  const { points, possible, answered, applicable } = score;
  return {
    value: possible === 0 ? 0 : points / possible,
    reason: { code: 'checklist', points, possible, answered, applicable },
  };
}

/**
 * The share of answers of an MDS2 statement that are favourable (domain.md 3, polarity). N/A is left out; a note, a blank and a
 * row that is not there are not favourable, or leaving rows out would pay.
 */
export function mds2Value(
  polarity: ReadonlyMap<string, 'yes' | 'no'>,
  statement: { readonly answers: ReadonlyMap<string, Mds2AnswerWord>; readonly releasedOn: Day | null } | null,
): CriterionValue {
  if (statement === null) return notKnown({ code: 'no_statement' });
  const { answers, releasedOn } = statement;
  const judged = [...polarity].filter(([identifier]) => answers.get(identifier) !== 'not_applicable');
  if (judged.length === 0) return notKnown({ code: 'statement_says_nothing' });
  const favourable = judged.filter(([identifier, good]) => answers.get(identifier) === good).length;
  return { value: favourable / judged.length, reason: { code: 'mds2', favourable, judged: judged.length, releasedOn } };
}

/**
 * How much of the planned use is supported: days from delivery to the end of support, of those from delivery to replacement. More
 * than all of it is no better; what has ended before delivery is nothing.
 */
export function supportValue(support: DeliverySupport | null, replacedOn: Day | null): CriterionValue {
  if (support === null) return notKnown({ code: 'no_delivery_day' });
  const { on, band, declaredEnded, endsOn, notLaterThan, limitedBy } = support;
  if (replacedOn === null || replacedOn <= on) return notKnown({ code: 'no_replacement_day' });
  const planned = daysBetween(on, replacedOn);
  // What is over by a date says so below.
  const over = declaredEnded || band === 'unsupported';
  if (over && (endsOn === null || endsOn >= on)) return { value: 0, reason: { code: 'support_over', planned } };
  if (band === 'unknown' || band === 'not_tracked') return notKnown({ code: 'support_unknown', notLaterThan });
  if (endsOn === null) return { value: 1, reason: { code: 'support_unlimited', planned } };
  const days = daysBetween(on, endsOn);
  const value = Math.min(1, Math.max(0, days / planned));
  return { value, reason: { code: 'support', endsOn, days, planned, limitedBy } };
}

/** How often the vendor kept its promises in time; not known where too few are decided. */
export function patchValue({ onTime, decided }: { readonly onTime: number | null; readonly decided: number }) {
  return onTime === null
    ? notKnown({ code: 'too_few_decided', decided })
    : ({ value: onTime, reason: { code: 'patch_record', onTime, decided } } satisfies CriterionValue);
}

/**
 * The price of each candidate over the years of use: the cheapest one divided by it. Prices in different currencies are not
 * compared, because nobody knows the rates of ten years.
 * @param candidates their totals by currency, in their order
 */
export function priceValues(candidates: readonly (readonly CostTotal[])[]): readonly CriterionValue[] {
  const known = candidates.flatMap((totals) => (totals.length === 1 ? totals : []));
  const oneCurrency = new Set(known.map(({ currency }) => currency)).size <= 1;
  const cheapest = known
    .map(({ total }) => unitsOf(total))
    .reduce<Units | null>((least, units) => (least === null || units < least ? units : least), null);
  return candidates.map((totals): CriterionValue => {
    const [first] = totals;
    if (first === undefined) return notKnown({ code: 'no_price' });
    if (totals.length > 1)
      return notKnown({ code: 'several_currencies', currencies: totals.map(({ currency }) => currency) });
    const { total: amount, currency } = first;
    if (!oneCurrency || cheapest === null) return notKnown({ code: 'currencies_differ', amount, currency });
    const units = unitsOf(amount);
    const value = units === cheapest ? 1 : Number(cheapest) / Number(units);
    return { value, reason: { code: 'price', amount, currency } };
  });
}

function notKnown(reason: ValueReason): CriterionValue {
  return { value: null, reason };
}
