import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  APPLICABILITIES,
  type AssessmentFacts,
  type Control,
  explainScore,
  type GivenAnswer,
  percentageOf,
  pointsOf,
  possibleOf,
  scoreChecklist,
} from '../../main/domain/checklist.ts';
import catalogue from '../../main/features/checklist/controls.json' with { type: 'json' };
import { TODAY } from '../support/facts.ts';

const controls = catalogue.controls as unknown as readonly Control[];
const values = fc.constantFrom(null, 'yes', 'partial', 'no', 'not_applicable', '3', '400', '2027-01-12', 'as agreed');
const answers = fc
  .array(values, { minLength: controls.length, maxLength: controls.length })
  .map(
    (given) =>
      new Map(
        controls.map(
          ({ code }, place) => [code, { value: given[place] ?? null, remark: null, evidence: null }] as const,
        ),
      ),
  );
const facts: fc.Arbitrary<AssessmentFacts> = fc
  .dictionary(fc.constantFrom(...APPLICABILITIES), fc.boolean())
  .map((applicability) => ({
    assessedOn: TODAY,
    plannedDeliveryOn: TODAY,
    plannedReplacementOn: null,
    maxDowntimeHours: 8,
    reportingDutyHours: null,
    applicability,
  }));

describe('a score that explains itself', () => {
  it('is the sum of its lines, whatever was answered', () => {
    fc.assert(
      fc.property(answers, facts, (given, known) => {
        const lines = explainScore(controls, given, known);
        const score = scoreChecklist(controls, given, known);
        expect(lines.map(({ control }) => control)).toEqual(controls.map(({ code }) => code));
        expect(pointsOf(lines)).toBe(score.points);
        expect(possibleOf(lines)).toBe(score.possible);
        expect(score.percentage).toBe(percentageOf(score.points, score.possible));
      }),
    );
  });

  it('gives every line no more than is possible, and nothing to what is left out', () => {
    fc.assert(
      fc.property(answers, facts, (given, known) => {
        for (const { points, possible, leftOut, value } of explainScore(controls, given, known)) {
          expect(points).toBeLessThanOrEqual(possible);
          if (leftOut === null) expect(possible).toBeGreaterThan(0);
          else expect([points, possible]).toEqual([0, 0]);
          if (leftOut === 'not_applicable') expect(value).toBe('not_applicable');
        }
      }),
    );
  });

  it('loses exactly the points of a control whose answer becomes no', () => {
    const answer = (value: string): GivenAnswer => ({ value, remark: null, evidence: null });
    const full = new Map(controls.map(({ code }) => [code, answer('yes')]));
    fc.assert(
      fc.property(facts, fc.nat(controls.length - 1), (known, place) => {
        const control = controls[place];
        if (control?.answerType !== 'yes_no_partial_na') return;
        const worse = new Map(full).set(control.code, answer('no'));
        const line = explainScore(controls, full, known)[place];
        const lost = scoreChecklist(controls, full, known).points - scoreChecklist(controls, worse, known).points;
        expect(lost).toBe(line?.possible);
      }),
    );
  });
});
