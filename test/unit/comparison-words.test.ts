import { describe, expect, it } from 'vitest';
import type { ValueReason } from '../../main/domain/comparison.ts';
import type { TurningPoint } from '../../main/domain/comparison-rank.ts';
import { day } from '../../main/domain/day.ts';
import {
  controlCellText,
  mds2CellText,
  namesText,
  PLAIN_FIGURES,
  turnTexts,
  valueText,
  wholeWeight,
} from '../../main/words/comparison.ts';
import { createWords } from '../../main/words/words.ts';

const words = createWords('en');
const on = day('2032-01-12');

/** A reason of every code with its words; the type fails when a code is added without one here. */
const EXAMPLES: {
  readonly [Code in ValueReason['code']]: readonly (readonly [Extract<ValueReason, { code: Code }>, string])[];
} = {
  checklist: [
    [{ code: 'checklist', points: 541, possible: 551, answered: 90, applicable: 90 }, '541 of 551 points, 98.2 %'],
    [
      { code: 'checklist', points: 12.5, possible: 551, answered: 3, applicable: 90 },
      '12.5 of 551 points, 2.3 %; 87 not answered',
    ],
  ],
  no_checklist: [[{ code: 'no_checklist' }, 'no checklist yet']],
  mds2: [[{ code: 'mds2', favourable: 76, judged: 120, releasedOn: on }, '76 of 120 answers favourable, 63.3 %']],
  no_statement: [[{ code: 'no_statement' }, 'no statement']],
  statement_says_nothing: [[{ code: 'statement_says_nothing' }, 'nothing in it applies']],
  support: [
    [
      { code: 'support', endsOn: on, days: 1826, planned: 3653, limitedBy: null },
      '5 of 10 planned years, until 12 Jan 2032',
    ],
    [
      {
        code: 'support',
        endsOn: on,
        days: 1826,
        planned: 3653,
        limitedBy: { kind: 'operating_system', name: 'Windows 10 IoT', renewable: false },
      },
      '5 of 10 planned years, until 12 Jan 2032 (OS: Windows 10 IoT)',
    ],
    [
      { code: 'support', endsOn: on, days: 4000, planned: 3653, limitedBy: null },
      'all 10 planned years, until 12 Jan 2032',
    ],
    [{ code: 'support', endsOn: on, days: -1, planned: 3653, limitedBy: null }, 'over before delivery, on 12 Jan 2032'],
  ],
  support_unlimited: [[{ code: 'support_unlimited', planned: 3653 }, 'nothing limits it within 10 years']],
  support_over: [[{ code: 'support_over', planned: 3653 }, 'over at delivery']],
  support_unknown: [
    [{ code: 'support_unknown', notLaterThan: null }, 'end not known'],
    [{ code: 'support_unknown', notLaterThan: on }, 'end not known, not later than 12 Jan 2032'],
  ],
  no_delivery_day: [[{ code: 'no_delivery_day' }, 'no planned delivery']],
  no_replacement_day: [[{ code: 'no_replacement_day' }, 'no planned replacement after the delivery']],
  patch_record: [[{ code: 'patch_record', onTime: 0.999, decided: 23 }, '99 % of 23 in time']],
  too_few_decided: [
    [{ code: 'too_few_decided', decided: 1 }, 'too few: 1 is decided'],
    [{ code: 'too_few_decided', decided: 0 }, 'too few: 0 are decided'],
  ],
  price: [[{ code: 'price', amount: '1234.50', currency: 'EUR' }, '1234.50 EUR']],
  no_price: [[{ code: 'no_price' }, 'no price']],
  several_currencies: [[{ code: 'several_currencies', currencies: ['EUR', 'USD'] }, 'in several currencies: EUR, USD']],
  currencies_differ: [
    [{ code: 'currencies_differ', amount: '10.00', currency: 'USD' }, '10.00 USD, not compared: currencies differ'],
  ],
};

describe('words of a comparison', () => {
  it.each(Object.values(EXAMPLES).flat())('say how a value came about: %j', (reason, said) => {
    expect(valueText(reason, words, PLAIN_FIGURES)).toBe(said);
  });

  it('say what a candidate answered, or why there is nothing', () => {
    const said = (answer: string | null, leftOut: 'does_not_apply' | null = null, unit: string | null = null) =>
      controlCellText({ answer, leftOut }, true, unit, words);
    expect([said('yes'), said('partial'), said(null), said('2032-01-12'), said('72', null, 'hours')]).toEqual([
      'Yes',
      'Partly',
      'No answer',
      '12 Jan 2032',
      '72 hours',
    ]);
    expect([said('no', 'does_not_apply'), controlCellText(null, true, null, words)]).toEqual([
      'does not apply',
      'not asked',
    ]);
    expect(controlCellText(null, false, null, words)).toBe('no checklist');
    expect(mds2CellText({ answer: 'see_note', raw: 'See Note 3' }, words)).toBe('See note');
    expect(mds2CellText({ answer: 'text', raw: 'maybe' }, words)).toBe('maybe');
    expect(mds2CellText(null, words)).toBe('not there');
  });

  it('join names as people do', () => {
    expect([[], ['A'], ['A', 'B'], ['A', 'B', 'C']].map((names) => namesText(names, words))).toEqual([
      '',
      'A',
      'A and B',
      'A, B and C',
    ]);
  });

  const point: TurningPoint = {
    criterion: 'price',
    state: 'asked',
    share: 0.2,
    up: null,
    down: null,
    leads: [],
  };
  const texts = (changes: Partial<TurningPoint>) =>
    turnTexts({ ...point, ...changes }, (id) => id, words, PLAIN_FIGURES);

  it('round a share away from where it stands, so that what is said is true', () => {
    const turn = { share: 0.41101, weight: 55.83, leaders: ['Acme', 'Labtron'] };
    expect(texts({ up: turn })).toEqual([
      'If “Price over ten years” weighed more than 41.2 % (now 20 %), Acme and Labtron would lead. With the other weights as they are, that is a weight of 56.',
    ]);
    expect(texts({ down: { ...turn, weight: null } })).toEqual([
      'If “Price over ten years” weighed less than 41.1 % (now 20 %), Acme and Labtron would lead.',
    ]);
    // A share that has one place already stays as it is, however it is kept.
    expect(texts({ up: { share: 0.3 + 1e-12, weight: null, leaders: ['Acme'] } })[0]).toContain('more than 30 %');
  });

  it('say when no weight turns it, or why it cannot be told', () => {
    expect(texts({})).toEqual(['No weight of “Price over ten years” changes the first place.']);
    expect(texts({ state: 'not_known' })).toEqual(['“Price over ten years” is known of nobody and is left out.']);
    expect(texts({ state: 'alone' })[0]).toMatch(/only one with a weight/);
    expect(texts({ state: 'no_rank' })).toEqual(['Nothing has a weight.']);
  });

  it('name the first whole weight beyond the change, where one can be set', () => {
    expect([
      wholeWeight(45.2, 'up'),
      wholeWeight(46, 'up'),
      wholeWeight(46, 'down'),
      wholeWeight(45.2, 'down'),
    ]).toEqual([46, 47, 45, 45]);
    expect([wholeWeight(100, 'up'), wholeWeight(0, 'down'), wholeWeight(412, 'up')]).toEqual([null, null, null]);
  });
});
