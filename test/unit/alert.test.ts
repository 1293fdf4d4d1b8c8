import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AlertDecision, type AlertFacts, type AlertPart, isQuiet, returnsOf } from '../../main/domain/alert.ts';
import { addDays, day, type PartialDay } from '../../main/domain/day.ts';
import { anyPartialDay, nearDay } from '../support/arbitraries.ts';
import { TODAY } from '../support/facts.ts';

const on = (text: string, precision: PartialDay['precision'] = 'day'): PartialDay => ({ on: day(text), precision });
const part = (by: string | null, end: string | null, ...members: string[]): AlertPart => ({
  by: by === null ? null : day(by),
  end: end === null ? null : on(end),
  members,
});
const acknowledged = (...facts: AlertFacts): AlertDecision => ({ state: 'acknowledged', snoozedUntilOn: null, facts });
const snoozed = (untilOn: string, ...facts: AlertFacts): AlertDecision => ({
  state: 'snoozed',
  snoozedUntilOn: day(untilOn),
  facts,
});

/** A handful of members, each with dates of its own. */
const members = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 12 });
const facts: fc.Arbitrary<AlertFacts> = members.chain((ids) =>
  fc.tuple(
    ...ids.map((id) =>
      fc.record({ by: fc.option(nearDay), end: fc.option(anyPartialDay), members: fc.constant([`d${id}`]) }),
    ),
  ),
);
const decided: fc.Arbitrary<(facts: AlertFacts) => AlertDecision> = fc
  .option(fc.integer({ min: 0, max: 366 }))
  .map((days) => (known) => ({
    state: days === null ? 'acknowledged' : 'snoozed',
    snoozedUntilOn: days === null ? null : addDays(TODAY, days),
    facts: known,
  }));

describe('an alert that was put aside', () => {
  const pumps = part('2026-12-30', '2029-06-30', 'a', 'b', 'c');

  it('stays quiet while what was decided on holds', () => {
    expect(returnsOf(acknowledged(pumps), [pumps], TODAY)).toEqual([]);
    expect(returnsOf(snoozed('2026-11-21', pumps), [pumps], TODAY)).toEqual([]);
    expect(isQuiet(acknowledged(pumps), [])).toBe(true);
    expect(isQuiet({ ...acknowledged(pumps), state: 'open' }, [])).toBe(false);
  });

  it('comes back when its end moves, and says from when to when (domain.md E6)', () => {
    const now = [part('2026-12-30', '2028-12-31', 'a', 'b'), part('2026-12-30', '2029-06-30', 'c')];
    expect(returnsOf(acknowledged(pumps), now, TODAY)).toEqual([
      { code: 'end_moved', from: on('2029-06-30'), to: on('2028-12-31'), members: 2 },
    ]);
  });

  it('comes back when only the precision of its end or the day to act changes', () => {
    const vague = { ...pumps, end: on('2029-06-30', 'month') };
    expect(returnsOf(acknowledged(pumps), [vague], TODAY)).toMatchObject([{ code: 'end_moved', members: 3 }]);
    expect(returnsOf(acknowledged(pumps), [part('2026-06-30', '2029-06-30', 'a', 'b', 'c')], TODAY)).toEqual([
      { code: 'by_moved', from: '2026-12-30', to: '2026-06-30', members: 3 },
    ]);
  });

  it('comes back when devices join, also where as many left', () => {
    expect(returnsOf(acknowledged(pumps), [part('2026-12-30', '2029-06-30', 'a', 'b', 'x')], TODAY)).toEqual([
      { code: 'joined', members: 1 },
    ]);
  });

  it('stays quiet when devices leave', () => {
    expect(returnsOf(acknowledged(pumps), [part('2026-12-30', '2029-06-30', 'b')], TODAY)).toEqual([]);
    expect(returnsOf(acknowledged(pumps), [], TODAY)).toEqual([]);
  });

  it('comes back the day after its snooze', () => {
    expect(returnsOf(snoozed('2026-11-20', pumps), [pumps], TODAY)).toEqual([
      { code: 'snooze_over', untilOn: '2026-11-20' },
    ]);
  });
});

describe('properties of what was put aside', () => {
  it('a date that changes always brings it back, whatever was decided', () => {
    fc.assert(
      fc.property(
        facts,
        decided,
        fc.nat(),
        fc.option(anyPartialDay),
        fc.option(nearDay),
        (known, decide, which, end, by) => {
          const index = which % known.length;
          const now = known.map((one, place) => (place === index ? { ...one, end, by } : one));
          const one = known[index];
          const same = one?.by === by && one?.end?.on === end?.on && one?.end?.precision === end?.precision;
          expect(returnsOf(decide(known), now, TODAY).length > 0).toBe(!same);
        },
      ),
    );
  });

  it('whatever joins always brings it back, and what only leaves never does', () => {
    fc.assert(
      fc.property(facts, facts, decided, (known, more, decide) => {
        const ids = new Set(known.flatMap((one) => one.members));
        const joining = more.filter((one) => one.members.every((id) => !ids.has(id)));
        const back = returnsOf(decide(known), [...known, ...joining], TODAY);
        expect(back.some(({ code }) => code === 'joined')).toBe(joining.length > 0);
        expect(returnsOf(decide(known), known.slice(1), TODAY)).toEqual([]);
      }),
    );
  });

  it('does not depend on the order of parts and members, nor on how they are put together', () => {
    fc.assert(
      fc.property(facts, facts, decided, fc.infiniteStream(fc.nat()), (known, now, decide, order) => {
        const shuffled = (list: AlertFacts) => {
          const keyed = list.map((one) => ({ one, at: order.next().value ?? 0 }));
          return keyed.sort((a, b) => a.at - b.at).map(({ one }) => one);
        };
        expect(returnsOf(decide(shuffled(known)), shuffled(now), TODAY)).toEqual(returnsOf(decide(known), now, TODAY));
      }),
    );
  });

  it('an open one neither comes back nor is quiet', () => {
    fc.assert(
      fc.property(facts, facts, (known, now) => {
        const open: AlertDecision = { state: 'open', snoozedUntilOn: null, facts: known };
        expect([returnsOf(open, now, TODAY), isQuiet(open, [])]).toEqual([[], false]);
      }),
    );
  });
});
