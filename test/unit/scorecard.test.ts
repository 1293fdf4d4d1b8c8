import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLOCK_STARTS, COMMITMENT_KINDS, SEVERITY_BANDS } from '../../main/domain/commitment.ts';
import { addDays, type Day, day, type Instant } from '../../main/domain/day.ts';
import { daysLate, OBLIGATION_STATES, stateOf } from '../../main/domain/obligation-clock.ts';
import {
  decidedOn,
  ENOUGH,
  isInPeriod,
  MOST_QUARTERS,
  type ScoredObligation,
  score,
  scoreLines,
  scoreQuarters,
} from '../../main/domain/scorecard.ts';
import { nearDay, shuffled } from '../support/arbitraries.ts';
import { TODAY } from '../support/facts.ts';

function owed(state: ScoredObligation['state'], fields: Partial<ScoredObligation> = {}): ScoredObligation {
  return {
    kind: 'REMEDIATE',
    band: 'any',
    state,
    clockStart: 'PUBLIC_DISCLOSURE',
    startBasis: 'published',
    dueOn: day('2026-06-30'),
    metOn: null,
    daysLate: null,
    ...fields,
  };
}
/** Met by so many days after the due day. */
const late = (days: number) => owed('met_late', { metOn: addDays(day('2026-06-30'), days), daysLate: days });
const met = owed('met', { metOn: day('2026-06-01') });
const times = (count: number, one: ScoredObligation) => Array.from({ length: count }, () => one);

describe('a scorecard', () => {
  it('counts what was met late and what is still owed against whoever owes (domain.md 2.2)', () => {
    const { onTime, ...counts } = score([...times(6, met), late(5), owed('breached')]);
    expect(onTime).toBe(0.75);
    expect(counts).toMatchObject({ met: 6, metLate: 1, breached: 1, open: 0 });
  });

  it('tells how late, with the clock of obligations: story 18 by 77 days, and W15 up to today', () => {
    const now = { today: TODAY, at: `${TODAY}T12:00:00.000Z` as Instant };
    const onClock = (dueOn: Day, metOn: Day | null, fields: Partial<ScoredObligation>) => {
      const facts = { side: null, dueOn, dueAt: null, dueSoonOn: null, metOn, metAt: null, paused: false };
      return owed(stateOf(facts, now), { ...fields, dueOn, metOn, daysLate: daysLate(facts, now) });
    };
    const w8 = onClock(day('2026-06-30'), day('2026-09-15'), { kind: 'EOS_NOTICE', clockStart: 'MILESTONE_DATE' });
    expect(score([w8])).toMatchObject({ metLate: 1, medianDaysLate: 77, onTime: null });
    const w15 = onClock(day('2026-11-15'), null, { kind: 'INSTALL', clockStart: 'FIX_AVAILABLE' });
    expect(score([w15])).toMatchObject({ breached: 1, medianDaysLate: 6 });
  });

  it.each([
    ['none late', [met], null],
    ['one', [late(77)], 77],
    ['an odd number', [late(30), late(1), late(5)], 5],
    ['an even number: the mean of the two in the middle', [late(1), late(4), late(9), late(300)], 6.5],
  ])('gives the median days late of %s', (_what, obligations, expected) => {
    expect(score(obligations).medianDaysLate).toBe(expected);
  });

  it(`gives no rate of fewer than ${ENOUGH}`, () => {
    expect(score(times(ENOUGH - 1, met)).onTime).toBeNull();
    expect(score(times(ENOUGH, met)).onTime).toBe(1);
    expect(score([...times(ENOUGH - 1, met), ...times(9, owed('waived'))]).onTime).toBeNull();
  });

  it('counts starts that only whoever owes can tell, and never did', () => {
    const aware = { clockStart: 'VENDOR_AWARE' as const };
    const told = score([
      owed('breached', { ...aware, startBasis: 'assumed' }),
      owed('waiting', { ...aware, startBasis: null, dueOn: null }),
      owed('running', { ...aware, startBasis: 'stated' }),
      // Nobody keeps back the day on which the hospital asked.
      owed('waiting', { clockStart: 'HOSPITAL_REQUEST', startBasis: null, dueOn: null }),
      owed('waived', { ...aware, startBasis: 'assumed' }),
      owed('superseded', { ...aware, startBasis: 'assumed' }),
    ]);
    expect(told).toMatchObject({ undisclosed: 2, open: 3, waived: 1, superseded: 1 });
  });

  it('has a line per kind and severity band', () => {
    const lines = scoreLines([met, owed('breached', { band: 'critical' }), { ...met, kind: 'NOTIFY_VULN' }]);
    expect(lines.map(({ kind, band, met: own, breached }) => [kind, band, own, breached])).toEqual([
      ['NOTIFY_VULN', 'any', 1, 0],
      ['REMEDIATE', 'critical', 0, 1],
      ['REMEDIATE', 'any', 1, 0],
    ]);
  });

  it('puts each into the quarter in which it was plain, without gaps', () => {
    const quarters = scoreQuarters([
      owed('met', { dueOn: day('2027-03-31'), metOn: day('2025-12-31') }),
      owed('met_late', { dueOn: day('2026-06-30'), metOn: day('2026-09-15') }),
      owed('breached', { dueOn: day('2026-07-01') }),
      owed('running', { dueOn: day('2020-01-01') }),
    ]);
    expect(quarters).toEqual([
      { from: '2025-10-01', to: '2025-12-31', met: 1, metLate: 0, breached: 0 },
      { from: '2026-01-01', to: '2026-03-31', met: 0, metLate: 0, breached: 0 },
      { from: '2026-04-01', to: '2026-06-30', met: 0, metLate: 1, breached: 0 },
      { from: '2026-07-01', to: '2026-09-30', met: 0, metLate: 0, breached: 1 },
    ]);
    expect(scoreQuarters([owed('waiting', { dueOn: null })])).toEqual([]);
    const years = scoreQuarters([owed('breached', { dueOn: day('1990-01-01') }), owed('breached')]);
    expect([years.length, years.at(-1)?.to]).toEqual([MOST_QUARTERS, '2026-06-30']);
  });

  it('belongs to a period by the day on which it was plain; what is open belongs to each', () => {
    const half = { from: day('2026-01-01'), to: day('2026-06-30') };
    const inHalf = (one: ScoredObligation) => isInPeriod(one, half);
    expect(inHalf(late(77))).toBe(true);
    expect(inHalf(owed('breached', { dueOn: day('2026-07-01') }))).toBe(false);
    expect(inHalf(owed('met', { dueOn: day('2026-07-01'), metOn: day('2026-06-30') }))).toBe(true);
    expect(inHalf(owed('running', { dueOn: day('2027-01-01') }))).toBe(true);
    expect(inHalf(owed('waived', { dueOn: day('2025-12-31') }))).toBe(false);
    expect(isInPeriod(owed('breached'), { from: day('2026-07-01') })).toBe(false);
    expect(isInPeriod(owed('breached'), {})).toBe(true);
  });
});

describe('scorecards', () => {
  const anyOwed: fc.Arbitrary<ScoredObligation> = fc.record({
    kind: fc.constantFrom(...COMMITMENT_KINDS.slice(0, 4)),
    band: fc.constantFrom(...SEVERITY_BANDS.slice(0, 3)),
    state: fc.constantFrom(...OBLIGATION_STATES),
    clockStart: fc.constantFrom(...CLOCK_STARTS),
    startBasis: fc.constantFrom('stated', 'published', 'assumed', null),
    dueOn: fc.option(nearDay),
    metOn: fc.option(nearDay),
    daysLate: fc.option(fc.nat(400)),
  });
  const many = fc.array(anyOwed, { maxLength: 20 });
  const all = (obligations: readonly ScoredObligation[]) => [
    score(obligations),
    scoreLines(obligations),
    scoreQuarters(obligations),
  ];

  it('do not depend on the order of obligations', () => {
    fc.assert(
      fc.property(
        many.chain((drawn) => fc.tuple(fc.constant(drawn), shuffled(drawn))),
        ([drawn, turned]) => {
          expect(all(turned)).toEqual(all(drawn));
        },
      ),
    );
  });

  it('are never worse by one that was met in time, nor better by one that was not', () => {
    fc.assert(
      fc.property(many, (drawn) => {
        const before = score(drawn).onTime;
        fc.pre(before !== null);
        expect(score([...drawn, met]).onTime).toBeGreaterThanOrEqual(before ?? 2);
        expect(score([...drawn, owed('breached')]).onTime).toBeLessThanOrEqual(before ?? -1);
      }),
    );
  });

  it('are the same with what people set apart, but for its own counts', () => {
    const apart = fc.constantFrom('waived', 'disputed', 'not_applicable', 'superseded');
    fc.assert(
      fc.property(many, fc.array(fc.tuple(anyOwed, apart), { maxLength: 9 }), (drawn, aside) => {
        const more = [...drawn, ...aside.map(([one, state]) => ({ ...one, state }) as ScoredObligation)];
        const { waived: _w, disputed: _d, notApplicable: _n, superseded: _s, ...figures } = score(more);
        expect(score(drawn)).toMatchObject(figures);
        expect(scoreQuarters(more)).toEqual(scoreQuarters(drawn));
      }),
    );
  });

  it('add up: every obligation is in exactly one count, and every decided one in a quarter', () => {
    fc.assert(
      fc.property(many, (drawn) => {
        const sum = score(drawn);
        const { met: inTime, metLate, breached, open, waived, disputed, notApplicable, superseded } = sum;
        expect(inTime + metLate + breached + open + waived + disputed + notApplicable + superseded).toBe(drawn.length);
        const quarters = scoreQuarters(drawn).reduce((n, one) => n + one.met + one.metLate + one.breached, 0);
        expect(quarters).toBe(drawn.filter((one) => decidedOn(one) !== null).length);
      }),
    );
  });
});
