import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AssessmentFacts,
  applies,
  CHOICES,
  type Control,
  type GivenAnswer,
  readAnswer,
  redFlagOf,
  scoreChecklist,
  WEIGHT_POINTS,
} from '../../main/domain/checklist.ts';
import { day } from '../../main/domain/day.ts';
import catalogue from '../../main/features/checklist/controls.json' with { type: 'json' };
import { TODAY } from '../support/facts.ts';

const controls = catalogue.controls as unknown as readonly Control[];
const FACTS: AssessmentFacts = {
  assessedOn: TODAY,
  plannedDeliveryOn: null,
  plannedReplacementOn: null,
  maxDowntimeHours: null,
  reportingDutyHours: null,
  applicability: {},
};
const answer = (value: string | null): GivenAnswer => ({ value, remark: null, evidence: null });

function control(code: string): Control {
  const found = controls.find((one) => one.code === code);
  if (!found) throw new Error(`no control ${code}`);
  return found;
}

/** Full marks: yes everywhere, and figures and dates that raise no flag. */
const FULL = new Map(
  controls.map(({ code, answerType, redFlag: { threshold } }) => {
    const value = {
      yes_no_partial_na: 'yes',
      text: 'as agreed',
      number: threshold?.op === '<' ? '48' : '1',
      date: threshold?.op === 'older_than' || threshold?.op === 'later_than_or_blank' ? TODAY : '2045-12-31',
    }[answerType];
    return [code, answer(value)];
  }),
);
const given = (...changes: readonly (readonly [string, string | null])[]) =>
  new Map([...FULL, ...changes.map(([code, value]) => [code, answer(value)] as const)]);
const critical = (flags: readonly { readonly weight: string }[]) => flags.filter(({ weight }) => weight === 'critical');

describe('the shipped catalogue', () => {
  it('has 90 controls in 21 sections with the weights and tiers of the reference (domain.md 3)', () => {
    const count = (key: 'weight' | 'tier') =>
      Object.fromEntries([...Map.groupBy(controls, (one) => one[key])].map(([k, v]) => [k, v.length]));
    expect(controls).toHaveLength(90);
    expect(new Set(controls.map(({ section }) => section)).size).toBe(21);
    expect(count('weight')).toEqual({ critical: 21, high: 46, medium: 21, low: 2 });
    expect(count('tier')).toEqual({ core: 65, extended: 25 });
    expect(new Set(controls.map(({ code }) => code)).size).toBe(90);
  });

  it('is worth 551 points (domain.md story 19)', () => {
    expect(controls.reduce((sum, { weight }) => sum + WEIGHT_POINTS[weight], 0)).toBe(551);
  });
});

describe('the score', () => {
  it('of full marks is 551 of 551, 100 % (domain.md story 19)', () => {
    expect(scoreChecklist(controls, FULL, FACTS)).toEqual({
      points: 551,
      possible: 551,
      percentage: 100,
      answered: 90,
      applicable: 90,
      redFlags: [],
    });
  });

  it('with AM-02 = no is 541 of 551, 98.2 %, with one critical red flag (domain.md story 19)', () => {
    const score = scoreChecklist(controls, given(['AM-02', 'no']), FACTS);
    expect([score.points, score.possible, score.percentage]).toEqual([541, 551, 98.2]);
    expect(critical(score.redFlags)).toMatchObject([
      { control: 'AM-02', answer: 'no', reason: { code: 'answered_no' } },
    ]);
  });

  it('counts partial a half and blank nothing, and leaves "not applicable" out (domain.md 3)', () => {
    expect(scoreChecklist(controls, given(['AM-02', 'partial']), FACTS).points).toBe(546);
    expect(scoreChecklist(controls, given(['AM-02', null]), FACTS)).toMatchObject({ points: 541, answered: 89 });
    expect(scoreChecklist(controls, given(['AM-02', 'not_applicable']), FACTS)).toMatchObject({
      points: 541,
      possible: 541,
      percentage: 100,
      redFlags: [],
    });
  });

  it('of nothing answered is 0 with every red flag that silence raises (domain.md 3, "unanswered counts as no")', () => {
    const score = scoreChecklist(controls, new Map(), FACTS);
    expect([score.points, score.percentage, score.answered]).toEqual([0, 0, 0]);
    expect(critical(score.redFlags)).toHaveLength(21);
    expect(new Set(score.redFlags.map(({ reason }) => reason.code))).toEqual(new Set(['unanswered']));
  });

  it('of an empty list is 0 and not a division by nothing (domain.md 3)', () => {
    expect(scoreChecklist([], new Map(), FACTS).percentage).toBe(0);
  });

  it('hides what does not apply, and does not score it (domain.md 3, "applies")', () => {
    const facts = { ...FACTS, applicability: { networked: false, uses_ml: false } };
    const hidden = controls.filter(({ appliesWhen }) => appliesWhen === 'networked' || appliesWhen === 'uses_ml');
    expect(hidden).toHaveLength(8);
    const score = scoreChecklist(controls, new Map(), facts);
    expect(score.applicable).toBe(82);
    expect(score.possible).toBe(551 - hidden.reduce((sum, { weight }) => sum + WEIGHT_POINTS[weight], 0));
    expect(score.redFlags.some(({ control: code }) => hidden.some((one) => one.code === code))).toBe(false);
  });

  it('applies where nobody said otherwise (domain.md 3)', () => {
    expect(applies({ appliesWhen: 'us_phi' }, { applicability: {} })).toBe(true);
    expect(applies({ appliesWhen: 'us_phi' }, { applicability: { us_phi: false } })).toBe(false);
    expect(applies({ appliesWhen: 'any' }, { applicability: { us_phi: false } })).toBe(true);
  });

  it('never rises when a yes becomes a no, and stays between 0 and 100 (domain.md 3)', () => {
    const codes = controls.filter(({ answerType }) => answerType === 'yes_no_partial_na').map(({ code }) => code);
    const some = fc.array(fc.tuple(fc.constantFrom(...codes), fc.constantFrom(...CHOICES, null)), { maxLength: 30 });
    fc.assert(
      fc.property(some, fc.constantFrom(...codes), (answers, worse) => {
        const before = scoreChecklist(controls, given(...answers, [worse, 'yes']), FACTS);
        const after = scoreChecklist(controls, given(...answers, [worse, 'no']), FACTS);
        expect(after.percentage).toBeLessThanOrEqual(before.percentage);
        expect(after.redFlags.length).toBeGreaterThanOrEqual(before.redFlags.length);
        expect(before.percentage >= 0 && before.percentage <= 100).toBe(true);
      }),
    );
  });
});

describe('a threshold', () => {
  const late = { ...FACTS, plannedDeliveryOn: day('2026-12-15'), plannedReplacementOn: day('2031-12-31') };
  it.each([
    ['HD-06', '2027-01-12', late, { code: 'too_short_after_delivery', months: 24, days: 28 }, 'story 22'],
    ['HD-06', '2028-12-15', late, null, '24 months to the day'],
    ['HD-06', '2028-12-14', late, { code: 'too_short_after_delivery', months: 24, days: 730 }, 'a day short'],
    ['HD-06', '2027-01-12', FACTS, null, 'no delivery planned'],
    ['LC-01', '2029-06-30', late, { code: 'ends_before_replacement', days: 914 }, 'story 23'],
    ['LC-01', '2031-12-31', late, null, 'lasts to the replacement'],
    ['LC-01', '2029-06-30', FACTS, null, 'no replacement planned'],
    ['LC-02', '23', FACTS, { code: 'under_limit', limit: 24, given: 23 }, 'less than 24 months'],
    ['LC-02', '24', FACTS, null, '24 months are enough'],
    ['PM-02', '61', FACTS, { code: 'over_limit', limit: 60, given: 61 }, 'more than 60 days'],
    ['PM-02', '60', FACTS, null, '60 days are in time'],
    ['BR-02', '9', { ...FACTS, maxDowntimeHours: 8 }, { code: 'over_limit', limit: 8, given: 9 }, 'own figure'],
    ['BR-02', '9', FACTS, null, 'no own figure, no flag'],
    ['RM-03', '25', { ...FACTS, reportingDutyHours: 24 }, { code: 'over_limit', limit: 24, given: 25 }, 'own duty'],
    ['SC-02', '2024-11-20', FACTS, { code: 'too_old', months: 24 }, 'more than 24 months ago'],
    ['SC-02', '2024-11-21', FACTS, null, '24 months to the day'],
    ['TP-01', '2025-11-20', FACTS, { code: 'too_old', months: 12 }, 'more than 12 months ago'],
    ['CA-03', '2031-01-01', FACTS, { code: 'too_late', limit: '2030-12-31' }, 'after 2030'],
    ['CA-03', '2031-01-01', { ...FACTS, plannedReplacementOn: day('2030-06-30') }, null, 'replaced before'],
    ['CA-03', '2030-12-31', FACTS, null, 'the last day'],
  ] as const)('of %s for %s with %o gives %o: %s (domain.md 3)', (code, value, facts, reason, _why) => {
    expect(redFlagOf(control(code), value, facts)).toEqual(reason);
    const score = scoreChecklist([control(code)], new Map([[code, answer(value)]]), facts);
    expect(score.points).toBe(reason === null ? score.possible : 0);
  });
});

describe('an answer as people type it', () => {
  it.each([
    ['AM-02', 'Yes', null, { value: 'yes' }],
    ['AM-02', ' partly ', null, { value: 'partial' }],
    ['AM-02', 'N', null, { value: 'no' }],
    ['AM-02', '', null, { value: null }],
    ['AM-02', 'maybe', null, { problem: 'choice_not_known' }],
    ['AM-02', 'n/a', 'no operators', { value: 'not_applicable' }],
    ['AM-02', 'n/a', null, { problem: 'reason_needed' }],
    ['AM-02', 'NA', '   ', { problem: 'reason_needed' }],
    ['LC-02', 'NA', 'rental', { value: 'not_applicable' }],
    ['LC-02', '24', null, { value: '24' }],
    ['LC-02', '24 months', null, { problem: 'number_expected' }],
    ['LC-02', '-1', null, { problem: 'number_expected' }],
    ['LC-02', '1e9', null, { problem: 'number_expected' }],
    ['LC-01', '2029-06-30', null, { value: '2029-06-30' }],
    ['LC-01', '2029-06-31', null, { problem: 'date_expected' }],
    ['LC-01', 'soon', null, { problem: 'date_expected' }],
    ['LC-04', 'two years', null, { value: 'two years' }],
    ['LC-04', 'x'.repeat(4001), null, { problem: 'too_long' }],
  ] as const)(
    '%s %j with remark %j is %o ("not applicable" needs a reason, domain.md 3)',
    (code, text, remark, result) => {
      expect(readAnswer(control(code), text, remark)).toEqual(result);
    },
  );
});
