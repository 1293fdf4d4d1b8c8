import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  byCriterion,
  CRITERIA,
  checklistValue,
  mds2Value,
  OWN_WEIGHTS,
  patchValue,
  priceValues,
  readWeights,
  supportValue,
  type Weights,
} from '../../main/domain/comparison.ts';
import { couldLead, placings, turningPoints, type Weighed, weightShares } from '../../main/domain/comparison-rank.ts';
import { day } from '../../main/domain/day.ts';
import type { DeliverySupport } from '../../main/domain/procurement.ts';

const NOT_KNOWN = null;
/** A candidate by its values in the order of the criteria. */
const candidate = (id: string, ...values: readonly (number | null)[]): Weighed => ({
  id,
  values: byCriterion((criterion) => ({ value: values[CRITERIA.indexOf(criterion)] ?? NOT_KNOWN })),
});
const weights = (...given: readonly number[]): Weights =>
  byCriterion((criterion) => given[CRITERIA.indexOf(criterion)] ?? 0);
const changed = (one: Weighed, criterion: (typeof CRITERIA)[number], value: number): Weighed => ({
  ...one,
  values: { ...one.values, [criterion]: { value } },
});

const anyValue = fc.option(
  fc.integer({ min: 0, max: 20 }).map((n) => n / 20),
  { nil: null, freq: 6 },
);
const anyCandidates = (minLength = 1) =>
  fc
    .array(fc.tuple(anyValue, anyValue, anyValue, anyValue, anyValue), { minLength, maxLength: 5 })
    .map((rows) => rows.map((values, place) => candidate(`c${place}`, ...values)));
const anyWeights = fc.tuple(...CRITERIA.map(() => fc.integer({ min: 0, max: 100 }))).map((given) => weights(...given));
const ranks = (candidates: readonly Weighed[], by: Weights) =>
  new Map(placings(candidates, by).map(({ id, rank }) => [id, rank]));
const leaders = (candidates: readonly Weighed[], by: Weights) =>
  placings(candidates, by).flatMap(({ id, rank }) => (rank === 1 ? [id] : []));

describe('points and ranks', () => {
  it('weigh each value by the share of its weight', () => {
    const [a, b] = placings(
      [candidate('a', 1, 0.5, 0.5, 1, 0), candidate('b', 0.5, 1, 1, 0, 1)],
      weights(40, 20, 20, 10, 10),
    );
    expect(a?.parts).toEqual({ checklist: 40, support: 10, price: 10, patch_record: 10, mds2: 0 });
    expect([a?.points, a?.rank]).toEqual([70, 1]);
    expect([b?.points, b?.rank]).toEqual([70, 1]);
  });

  it('give equals one rank, and the next one a rank as many further', () => {
    const given = [candidate('a', 0.5), candidate('b', 0.9), candidate('c', 0.9), candidate('d', 0.1)];
    expect([...ranks(given, weights(1)).values()]).toEqual([3, 1, 1, 4]);
  });

  it('count what is not known as nothing and say what it could still be', () => {
    const [a] = placings([candidate('a', 0.8, null), candidate('b', 0.5, 0.5)], weights(50, 50));
    expect(a).toMatchObject({ points: 40, atMost: 90 });
  });

  it('name who could still lead once everything is known', () => {
    const given = [
      candidate('a', 0.8, 0.9),
      candidate('b', 0.5, null),
      candidate('c', 0.9, null),
      candidate('d', 0.2, 0.1),
    ];
    expect(couldLead(placings(given, weights(50, 50)))).toEqual(['c']);
    expect(couldLead(placings(given, weights()))).toEqual([]);
  });

  it('leave out what is known of none, so that nobody loses by it', () => {
    const given = [candidate('a', 0.8, null), candidate('b', 0.5, null)];
    expect(weightShares(given, weights(50, 50))).toEqual(weights(1));
    expect(placings(given, weights(50, 50)).map(({ points, atMost }) => [points, atMost])).toEqual([
      [80, 80],
      [50, 50],
    ]);
  });

  it('are none while nothing has any weight', () => {
    expect(placings([candidate('a', 1)], weights())).toMatchObject([{ points: null, atMost: null, rank: null }]);
    expect(turningPoints([candidate('a', 1)], weights()).map(({ state }) => state)).toEqual([
      'no_rank',
      'not_known',
      'not_known',
      'not_known',
      'not_known',
    ]);
  });

  it('stay the same when all weights are scaled', () => {
    fc.assert(
      fc.property(anyCandidates(), anyWeights, fc.integer({ min: 2, max: 9 }), (given, by, factor) => {
        const scaled = byCriterion((criterion) => by[criterion] * factor);
        expect(ranks(given, scaled)).toEqual(ranks(given, by));
        for (const [place, { points }] of placings(given, scaled).entries()) {
          const before = placings(given, by)[place]?.points ?? null;
          if (before === null) expect(points).toBeNull();
          else expect(points).toBeCloseTo(before, 9);
        }
      }),
    );
  });

  it('do not depend on the order of the candidates', () => {
    fc.assert(
      fc.property(anyCandidates(2), anyWeights, (given, by) => {
        const turned = given.toReversed();
        for (const [id, rank] of ranks(given, by)) expect(ranks(turned, by).get(id)).toBe(rank);
        const where = (some: readonly Weighed[]) =>
          turningPoints(some, by).map(({ up, down }) =>
            [up, down].map((turn) => turn && [turn.share.toFixed(9), turn.leaders.toSorted()]),
          );
        expect(where(turned)).toEqual(where(given));
      }),
    );
  });

  it('never place a candidate lower for being better', () => {
    fc.assert(
      fc.property(
        anyCandidates(2),
        anyWeights,
        fc.nat(4),
        fc.constantFrom(...CRITERIA),
        fc.integer({ min: 0, max: 20 }),
        (given, by, which, criterion, twentieths) => {
          const place = which % given.length;
          const one = given[place];
          const before = one?.values[criterion].value;
          if (one === undefined || before === null || before === undefined) return;
          const better = given.with(place, changed(one, criterion, Math.max(before, twentieths / 20)));
          expect(ranks(better, by).get(one.id) ?? 0).toBeLessThanOrEqual(ranks(given, by).get(one.id) ?? 0);
        },
      ),
    );
  });
});

describe('turning points', () => {
  const two = [candidate('safe', 1, 0.9, 0.5), candidate('cheap', 0.6, 0.8, 1)];

  it('say at which weight the first place changes and who leads then', () => {
    const [checklist, support, price] = turningPoints(two, weights(50, 30, 20));
    // Without the price: 0.9625 and 0.675; by the price alone 0.5 and 1. They are equal at 0.2875 / 0.7875 of all weights.
    expect(price?.up?.share).toBeCloseTo(0.2875 / 0.7875, 12);
    expect(price?.up?.weight).toBeCloseTo(46, 12);
    expect(price?.up?.leaders).toEqual(['cheap']);
    expect(price?.down).toBeNull();
    expect(checklist?.down?.leaders).toEqual(['cheap']);
    expect(support?.up).toBeNull();
    expect(leaders(two, weights(50, 30, 45))).toEqual(['safe']);
    expect(leaders(two, weights(50, 30, 46))).toEqual(['safe', 'cheap']);
    expect(leaders(two, weights(50, 30, 47))).toEqual(['cheap']);
  });

  it('are told from where two lead now', () => {
    const price = turningPoints(two, weights(50, 30, 46))[2];
    expect([price?.up?.leaders, price?.down?.leaders]).toEqual([['cheap'], ['safe']]);
    expect(price?.up?.share).toBeCloseTo(price?.down?.share ?? 0, 12);
  });

  it('are none with one candidate', () => {
    fc.assert(
      fc.property(anyCandidates(), anyWeights, ([one], by) => {
        for (const { up, down } of turningPoints(one ? [one] : [], by)) expect([up, down]).toEqual([null, null]);
      }),
    );
  });

  it('are where trying out shares finds them', () => {
    fc.assert(
      fc.property(anyCandidates(2), anyWeights, (given, by) => {
        for (const point of turningPoints(given, by)) {
          if (point.state !== 'asked') continue;
          const rest = CRITERIA.filter((one) => one !== point.criterion);
          const restSum = rest.reduce((sum, one) => sum + weightShares(given, by)[one], 0);
          /** Who leads when the criterion has this share and the others divide the rest as they did. */
          const leadAt = (share: number) => {
            if (restSum === 0) return null;
            const tried = byCriterion((one) =>
              one === point.criterion ? share : ((1 - share) * weightShares(given, by)[one]) / restSum,
            );
            return leaders(given, tried);
          };
          for (const { from, until, leaders: told } of point.leads) {
            for (const part of [0.1, 0.5, 0.9]) {
              const tried = leadAt(from + (until - from) * part);
              if (tried !== null) expect(tried).toEqual(told);
            }
          }
          expect(point.leads[0]?.from).toBe(0);
          expect(point.leads.at(-1)?.until).toBe(1);
          const now = leaders(given, by);
          for (const step of Array.from({ length: 41 }, (_, place) => place / 40)) {
            const before = point.down === null ? true : step > point.down.share + 1e-6;
            const after = point.up === null ? true : step < point.up.share - 1e-6;
            const tried = leadAt(step);
            const inside = step > 1e-6 && step < 1 - 1e-6;
            // Between the two changes those who lead now lead, at a single touching point perhaps not alone.
            if (before && after && inside && tried !== null) expect(tried).toEqual(expect.arrayContaining(now));
          }
          for (const turn of [point.up, point.down]) if (turn) expect(turn.leaders).not.toEqual(now);
        }
      }),
    );
  });
});

describe('values', () => {
  it('of a checklist are its points of possible ones', () => {
    const score = { points: 541, possible: 551, answered: 90, applicable: 90 };
    expect(checklistValue(score)).toEqual({ value: 541 / 551, reason: { code: 'checklist', ...score } });
    expect(checklistValue(null)).toEqual({ value: null, reason: { code: 'no_checklist' } });
  });

  it('of a statement count what is not answered as not favourable, and leave N/A out', () => {
    const polarity = new Map([
      ['PAUT-8', 'yes'],
      ['CSUP-2.2', 'no'],
      ['DTBK-3', 'yes'],
      ['DTBK-4', 'yes'],
      ['DTBK-5', 'yes'],
    ] as const);
    const answers = new Map([
      ['PAUT-8', 'yes'],
      ['CSUP-2.2', 'no'],
      ['DTBK-3', 'see_note'],
      ['DTBK-4', 'not_applicable'],
    ] as const);
    expect(mds2Value(polarity, { answers, releasedOn: null })).toMatchObject({
      value: 0.5,
      reason: { favourable: 2, judged: 4 },
    });
    expect(mds2Value(polarity, null).value).toBeNull();
    const nothing = new Map([...polarity.keys()].map((one) => [one, 'not_applicable'] as const));
    expect(mds2Value(polarity, { answers: nothing, releasedOn: null }).reason.code).toBe('statement_says_nothing');
  });

  const support = (fields: Partial<DeliverySupport>): DeliverySupport => ({
    on: day('2027-01-01'),
    band: 'supported',
    declaredEnded: false,
    endsOn: null,
    notLaterThan: null,
    limitedBy: null,
    ...fields,
  });
  it.each([
    ['half of the planned use', support({ endsOn: day('2032-01-01') }), '2037-01-01', 1826 / 3653],
    ['more than all of it', support({ endsOn: day('2045-01-01') }), '2037-01-01', 1],
    ['nothing that limits it', support({}), '2037-01-01', 1],
    ['over before delivery', support({ band: 'unsupported', endsOn: day('2026-06-30') }), '2037-01-01', 0],
    ['declared over', support({ declaredEnded: true }), '2037-01-01', 0],
    ['declared over before its date', support({ declaredEnded: true, endsOn: day('2032-01-01') }), '2037-01-01', 0],
    ['over since nobody knows when', support({ band: 'unsupported' }), '2037-01-01', 0],
    ['an upper limit only', support({ band: 'unknown', notLaterThan: day('2032-01-01') }), '2037-01-01', null],
    ['no day of replacement', support({ endsOn: day('2032-01-01') }), null, null],
    ['no day of delivery', null, '2037-01-01', null],
  ])('of support: %s', (_name, known, replaced, value) => {
    expect(supportValue(known, replaced === null ? null : day(replaced)).value).toBe(value);
  });

  it('of promises are not known while few are decided', () => {
    expect(patchValue({ onTime: null, decided: 4 })).toEqual({
      value: null,
      reason: { code: 'too_few_decided', decided: 4 },
    });
    expect(patchValue({ onTime: 0.75, decided: 8 }).value).toBe(0.75);
  });

  const costs = (total: string, currency = 'EUR') => ({ currency, years: [], total });
  it('of prices are the cheapest one divided by each', () => {
    const values = priceValues([[costs('100.00')], [costs('200.00')], [], [costs('1.00'), costs('2.00', 'USD')]]);
    expect(values.map(({ value }) => value)).toEqual([1, 0.5, null, null]);
    expect(values.map(({ reason }) => reason.code)).toEqual(['price', 'price', 'no_price', 'several_currencies']);
  });
  it('of prices in different currencies are not compared', () => {
    const values = priceValues([[costs('100.00')], [costs('200.00', 'USD')]]);
    expect(values.map(({ value, reason }) => [value, reason.code])).toEqual([
      [null, 'currencies_differ'],
      [null, 'currencies_differ'],
    ]);
  });
  it('of prices are 1 for what costs nothing', () => {
    expect(priceValues([[costs('0.00')], [costs('5.00')]]).map(({ value }) => value)).toEqual([1, 0]);
  });
});

describe('weights of a case', () => {
  it('are the program’s own where none are given, or where they do not fit', () => {
    expect(readWeights('{}')).toEqual(OWN_WEIGHTS);
    expect(readWeights('{"price": 60, "mds2": -1, "support": 1.5, "checklist": "9"}')).toEqual({
      ...OWN_WEIGHTS,
      price: 60,
    });
    expect(Object.values(OWN_WEIGHTS).reduce((sum, weight) => sum + weight, 0)).toBe(100);
  });
});
