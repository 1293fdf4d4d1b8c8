import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day } from '../../main/domain/day.ts';
import { LEAD_TIME_MONTHS } from '../../main/domain/device.ts';
import {
  EXCEPTION_MONTHS,
  EXCEPTION_NOTICE_DAYS,
  type ExceptionDays,
  exceptionProblem,
  exceptionState,
  isQuiet,
  latestEnd,
} from '../../main/domain/exception.ts';
import { nearDay } from '../support/arbitraries.ts';
import { TODAY } from '../support/facts.ts';

const days = (decidedOn: string, endsOn: string, withdrawnOn: string | null = null): ExceptionDays => ({
  decidedOn: day(decidedOn),
  endsOn: day(endsOn),
  withdrawnOn: withdrawnOn === null ? null : day(withdrawnOn),
});

const anyException: fc.Arbitrary<ExceptionDays> = fc
  .record({
    decidedOn: nearDay,
    lasts: fc.integer({ min: 0, max: 1100 }),
    withdrawnAfter: fc.option(fc.integer({ min: 0, max: 1200 })),
  })
  .map(({ decidedOn, lasts, withdrawnAfter }) => ({
    decidedOn,
    endsOn: addDays(decidedOn, lasts),
    withdrawnOn: withdrawnAfter === null ? null : addDays(decidedOn, withdrawnAfter),
  }));

describe('an exception', () => {
  it.each([
    ['2026-12-22', 'in_force', true],
    ['2026-12-21', 'ending', true],
    ['2026-11-22', 'ending', true],
    ['2026-11-21', 'ending', false],
    ['2026-11-20', 'ended', false],
  ])('that ends on %s is %s, and quiet %s (domain.md 1.3: a decision alarms when it ends)', (endsOn, state, quiet) => {
    const exception = days('2026-01-01', endsOn);
    expect([exceptionState(exception, TODAY), isQuiet(exception, TODAY)]).toEqual([state, quiet]);
  });

  it.each([
    ['2026-11-22', 'in_force', true],
    ['2026-11-21', 'withdrawn', false],
    ['2026-11-01', 'withdrawn', false],
  ])('that was withdrawn from %s on is %s, and quiet %s', (withdrawnOn, state, quiet) => {
    const exception = days('2026-01-01', '2027-06-30', withdrawnOn);
    expect([exceptionState(exception, TODAY), isQuiet(exception, TODAY)]).toEqual([state, quiet]);
  });

  it('that was closed only after its end has ended', () => {
    expect(exceptionState(days('2026-01-01', '2026-10-31', '2026-11-20'), TODAY)).toBe('ended');
  });

  it('is quiet on no day before it was decided, on its last day and after it, and from the day of its withdrawal on', () => {
    fc.assert(
      fc.property(anyException, nearDay, (exception, today) => {
        const { decidedOn, endsOn, withdrawnOn } = exception;
        const quiet = isQuiet(exception, today);
        if (today < decidedOn || today >= endsOn) expect(quiet).toBe(false);
        if (withdrawnOn !== null && today >= withdrawnOn) expect(quiet).toBe(false);
        if (quiet) expect(['in_force', 'ending']).toContain(exceptionState(exception, today));
      }),
    );
  });

  it('never comes back into force, and says that it ends before it does', () => {
    const order = ['in_force', 'ending', 'ended'];
    fc.assert(
      fc.property(anyException, (exception) => {
        const open = { ...exception, withdrawnOn: null };
        const states = [-EXCEPTION_NOTICE_DAYS - 1, -EXCEPTION_NOTICE_DAYS, 0, 1].map((offset) =>
          exceptionState(open, addDays(exception.endsOn, offset)),
        );
        expect(states).toEqual(['in_force', 'ending', 'ending', 'ended']);
        expect(states.map((state) => order.indexOf(state))).toEqual([0, 1, 1, 2]);
      }),
    );
  });

  it.each([
    ['2026-11-21', '2026-11-21', null],
    ['2026-11-22', '2027-01-01', 'decided_in_future'],
    ['2026-11-21', '2026-11-20', 'ends_before_decision'],
    ['2026-11-21', '2029-11-21', null],
    ['2026-11-21', '2029-11-22', 'ends_too_late'],
  ])('decided on %s until %s: %s', (decidedOn, endsOn, problem) => {
    expect(exceptionProblem({ decidedOn: day(decidedOn), endsOn: day(endsOn) }, TODAY)).toBe(problem);
  });

  it('may last as long as the longest lead time for a replacement, which it may have to bridge (domain.md 1.7)', () => {
    expect(EXCEPTION_MONTHS).toBe(Math.max(...Object.values(LEAD_TIME_MONTHS)));
    expect(latestEnd(day('2027-02-28'))).toBe('2030-02-28');
  });
});
