import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LAST_DAYS, NOTICE_UNITS, RENEWALS } from '../../main/domain/contract.ts';
import {
  type ContractTerms,
  cancelledEnd,
  contractPosition,
  firstTermEnd,
  lastNoticeDay,
  termEndOn,
  termEnds,
  termStart,
} from '../../main/domain/contract-term.ts';
import { addDays, addMonths, type Day, day, daysBetween } from '../../main/domain/day.ts';
import { nearDay } from '../support/arbitraries.ts';
import { contractTerms, TODAY } from '../support/facts.ts';

const at = (terms: ContractTerms, today: string = TODAY) => contractPosition(terms, day(today));

describe('the last day of notice', () => {
  it.each([
    ['2027-01-31', 60, 'days', '2026-12-02', 11],
    ['2027-03-31', 90, 'days', '2026-12-31', 40],
    ['2027-08-31', 6, 'months', '2027-02-28', 99],
    ['2026-12-31', 90, 'days', '2026-10-02', -50],
    ['2027-01-31', 0, 'days', '2027-01-31', 71],
    ['2027-03-31', 1, 'months', '2027-02-28', 99],
  ] as const)(
    'of a term to %s with %i %s is %s, %i days from now (domain.md 1.6 E8)',
    (end, noticeAmount, noticeUnit, on, left) => {
      const terms = contractTerms({ endsOn: end, noticeAmount, noticeUnit });
      expect(lastNoticeDay(terms, day(end))).toBe(on);
      expect(daysBetween(TODAY, day(on))).toBe(left);
    },
  );

  it('of a notice in business days skips weekends and the holidays of the contract', () => {
    const terms = contractTerms({ noticeAmount: 20, noticeUnit: 'business_days' });
    // 2027-01-31 is a Sunday; the first counted day is Friday the 29th.
    expect(lastNoticeDay(terms, day('2027-01-31'))).toBe('2027-01-04');
    const bavarian = { ...terms, isHoliday: (on: Day) => ['2027-01-01', '2027-01-06'].includes(on) };
    expect(lastNoticeDay(bavarian, day('2027-01-31'))).toBe('2026-12-31');
  });

  it('is the end itself where silence renews and no notice was agreed, and none where nothing renews (domain.md 1.6 E8)', () => {
    const open = { noticeAmount: null, noticeUnit: null };
    expect(lastNoticeDay(contractTerms(open), day('2027-01-31'))).toBe('2027-01-31');
    expect(lastNoticeDay(contractTerms({ ...open, renewal: 'none' }), day('2027-01-31'))).toBeNull();
  });
});

describe('where a contract stands', () => {
  it('C-101: decide by 2026-12-02, 11 days (domain.md story 16)', () => {
    expect(at(contractTerms())).toEqual({
      status: 'notice_due',
      runningEndsOn: '2027-01-31',
      termEndsOn: '2027-01-31',
      nextTermEndsOn: '2028-01-31',
      lastNoticeOn: '2026-12-02',
      notifyOn: '2026-09-03',
      daysToNotice: 11,
      renewsByItself: true,
    });
  });

  it('C-102: decide by 2026-12-31 (domain.md story 16)', () => {
    const terms = contractTerms({ startsOn: '2024-04-01', endsOn: '2027-03-31', noticeAmount: 90 });
    expect(at(terms)).toMatchObject({ status: 'notice_due', lastNoticeOn: '2026-12-31', daysToNotice: 40 });
  });

  it.each([
    ['2026-12-02', 'notice_due', '2027-01-31', 0],
    ['2026-12-03', 'notice_missed', '2028-01-31', -1],
    ['2027-01-31', 'notice_missed', '2028-01-31', -60],
  ] as const)('C-101 on %s is %s, bound to %s (domain.md story 16, E9)', (today, status, termEndsOn, daysToNotice) => {
    expect(at(contractTerms(), today)).toMatchObject({ status, termEndsOn, lastNoticeOn: '2026-12-02', daysToNotice });
  });

  it('ending 2026-12-31 with 90 days is already bound to 2027-12-31 (domain.md 1.6 E9)', () => {
    expect(at(contractTerms({ endsOn: '2026-12-31', noticeAmount: 90 }))).toMatchObject({
      status: 'notice_missed',
      termEndsOn: '2027-12-31',
      lastNoticeOn: '2026-10-02',
    });
  });

  it('counts notice for the term that runs: 2025-08-28, 12 months, 2 months of notice (contract-date vectors)', () => {
    const terms = contractTerms({ startsOn: null, endsOn: '2025-08-28', noticeAmount: 2, noticeUnit: 'months' });
    expect(at(terms, '2026-02-11')).toMatchObject({ termEndsOn: '2026-08-28', lastNoticeOn: '2026-06-28' });
  });

  it('counts notice for the term that runs: 2020-08-01 for 36 months, then 12 each (contract-date vectors)', () => {
    const endsOn = addMonths(day('2020-08-01'), 36);
    const terms = contractTerms({ startsOn: '2020-08-01', endsOn, noticeAmount: 3, noticeUnit: 'months' });
    expect(at(terms, '2023-10-31')).toMatchObject({
      termEndsOn: '2024-08-01',
      lastNoticeOn: '2024-05-01',
      status: 'renewed',
    });
  });

  it('2018-09-27 for 36 months, 3 months of notice, 21 days before is 2021-06-06 (contract-date vectors)', () => {
    const end = addMonths(day('2018-09-27'), 36);
    const notice = lastNoticeDay(contractTerms({ endsOn: end, noticeAmount: 3, noticeUnit: 'months' }), end);
    expect(notice && addDays(notice, -21)).toBe('2021-06-06');
  });

  it('never renewed and past its end is ended, with nothing left to miss (contract-date vectors)', () => {
    const terms = contractTerms({ endsOn: '2026-11-20', renewal: 'none', renewalMonths: null });
    expect(at(terms)).toMatchObject({
      status: 'ended',
      termEndsOn: '2026-11-20',
      lastNoticeOn: null,
      renewsByItself: false,
    });
    expect(at(terms, '2026-11-20').status).not.toBe('ended');
  });

  it('60 months and one renewal of 12 are 72 months (contract-date vectors)', () => {
    const terms = contractTerms({ startsOn: '2020-01-01', endsOn: '2025-01-01' });
    expect(termEndOn(terms, day('2025-01-02'))).toBe(addMonths(day('2020-01-01'), 72));
  });

  it('2024-01-31, monthly: 2024-02-29, 2024-03-31, 2024-04-30 and so on, never drifting (contract-date vectors)', () => {
    const monthly = contractTerms({ startsOn: '2024-01-31', endsOn: null, firstTermMonths: 1, renewalMonths: 1 });
    const ends = [0, 1, 2, 3, 11, 12].map((term) => termEnds(monthly)?.(term));
    expect(ends).toEqual(['2024-02-29', '2024-03-31', '2024-04-30', '2024-05-31', '2025-01-31', '2025-02-28']);
    const written = contractTerms({ startsOn: '2024-01-31', endsOn: '2024-02-29', renewalMonths: 1 });
    expect(termEndOn(written, day('2024-03-02'))).toBe('2024-03-31');
  });

  it.each([
    ['anniversary', '2025-01-01', '2026-01-01'],
    ['day_before', '2024-12-31', '2025-12-31'],
  ] as const)(
    '12 months from 2024-01-01 to the %s end on %s, and the next term on %s (docs/decisions/0007)',
    (lastDay, first, second) => {
      const terms = contractTerms({ startsOn: '2024-01-01', endsOn: null, firstTermMonths: 12, lastDay });
      expect(firstTermEnd(terms)).toBe(first);
      expect(at(terms, '2024-03-01').termEndsOn).toBe(first);
      expect(termEnds(terms)?.(1)).toBe(second);
    },
  );

  it('from the first of March to the last of February meets every February as it is (contract-date engine)', () => {
    const terms = contractTerms({ startsOn: '2026-03-01', endsOn: '2027-02-28' });
    expect(termEnds(terms)?.(1)).toBe('2028-02-29');
  });

  it('reminds as many days before the last day of notice as the contract says (contract-date vectors)', () => {
    const terms = contractTerms({
      startsOn: '2018-09-27',
      endsOn: null,
      firstTermMonths: 36,
      noticeAmount: 3,
      noticeUnit: 'months',
      notifyDays: 21,
    });
    expect(at(terms, '2021-06-05')).toMatchObject({ notifyOn: '2021-06-06', status: 'active' });
    expect(at(terms, '2021-06-06')).toMatchObject({ lastNoticeOn: '2021-06-27', status: 'notice_due' });
  });

  it('runs on after an express renewal was signed, and ends where it was not (contract-date vectors)', () => {
    const terms = contractTerms({ startsOn: '2020-01-01', endsOn: '2025-01-01', renewal: 'express' });
    expect(at(terms, '2025-01-02')).toMatchObject({ status: 'ended', termEndsOn: '2025-01-01' });
    expect(at({ ...terms, signedTerms: 1 }, '2025-01-02')).toMatchObject({
      status: 'renewed',
      termEndsOn: addMonths(day('2020-01-01'), 72),
      renewsByItself: false,
    });
  });

  it('is upcoming before its start, ended after a cancellation ran out (domain.md 1.3)', () => {
    expect(at(contractTerms({ startsOn: '2026-12-01' })).status).toBe('upcoming');
    const cancelled = contractTerms({ cancelledOn: '2026-11-01' });
    expect(at(cancelled)).toMatchObject({ status: 'active', termEndsOn: '2027-01-31', renewsByItself: false });
    expect(at(cancelled, '2027-02-01').status).toBe('ended');
  });

  it('has no end where none was agreed (domain.md 1.3)', () => {
    expect(at(contractTerms({ endsOn: null }))).toMatchObject({
      status: 'active',
      termEndsOn: null,
      lastNoticeOn: null,
    });
  });

  it('waits for a decision from 90 days before the last day of notice (domain.md 1.6 E8)', () => {
    const terms = contractTerms({ endsOn: '2027-06-30' });
    const notice = day('2027-05-01');
    expect(at(terms, addDays(notice, -91)).status).toBe('active');
    expect(at(terms, addDays(notice, -90)).status).toBe('notice_due');
    expect(at(contractTerms({ endsOn: '2026-06-30' }), '2026-12-01').status).toBe('renewed');
  });

  it('is bound as far as a notice given today would leave it, also when notice is longer than a term (contract-date engine)', () => {
    const terms = contractTerms({ endsOn: '2026-11-30', renewalMonths: 1, noticeAmount: 60 });
    expect(at(terms)).toMatchObject({ status: 'notice_missed', termEndsOn: '2027-01-31' });
    expect(cancelledEnd({ ...terms, cancelledOn: TODAY })).toBe('2027-01-31');
  });
});

const anyTerms: fc.Arbitrary<ContractTerms> = fc
  .record({
    length: fc.nat({ max: 1500 }),
    endsOn: nearDay,
    renewal: fc.constantFrom(...RENEWALS),
    renewalMonths: fc.option(fc.integer({ min: 1, max: 60 }), { freq: 6 }),
    noticeAmount: fc.option(fc.nat({ max: 200 }), { freq: 6 }),
    noticeUnit: fc.constantFrom(...NOTICE_UNITS),
  })
  .map(({ length, noticeAmount, noticeUnit, ...terms }) => ({
    ...terms,
    startsOn: addDays(terms.endsOn, -length),
    firstTermMonths: null,
    lastDay: 'anniversary',
    signedTerms: 0,
    noticeAmount: noticeUnit === 'months' && noticeAmount !== null ? noticeAmount % 25 : noticeAmount,
    noticeUnit,
    notifyDays: null,
    cancelledOn: null,
  }));

describe('contract terms', () => {
  it('never have a last day of notice after the end (domain.md 1.6 E8)', () => {
    fc.assert(
      fc.property(anyTerms, nearDay, (terms, end) => {
        const notice = lastNoticeDay(terms, end);
        expect(notice === null || notice <= end).toBe(true);
      }),
    );
  });

  it('end on the term in which the day lies, one after the other without a gap (contract-date engine)', () => {
    fc.assert(
      fc.property(anyTerms, nearDay, (terms, on) => {
        const end = termEndOn(terms, on);
        const start = end && termStart(terms, end);
        if (end === null || start === null) throw new Error('a term has an end');
        if (terms.renewal !== 'tacit' || !terms.renewalMonths || on <= (terms.endsOn ?? on))
          expect(end).toBe(terms.endsOn);
        else {
          expect(start <= on && on <= end).toBe(true);
          expect(termEndOn(terms, addDays(start, -1))).toBe(addDays(start, -1));
        }
      }),
    );
  });

  it('never drift: the end of a term is that of one long term of as many months (contract-date engine)', () => {
    const length = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(
        nearDay,
        length,
        length,
        fc.nat({ max: 60 }),
        fc.constantFrom(...LAST_DAYS),
        (startsOn, first, further, count, lastDay) => {
          const terms = {
            ...contractTerms(),
            startsOn,
            endsOn: null,
            firstTermMonths: first,
            lastDay,
            renewalMonths: further,
          };
          const long = { ...terms, firstTermMonths: first + count * further };
          expect(termEnds(terms)?.(count)).toBe(firstTermEnd(long));
          // The day that follows from a length is as good as the length.
          const written = { ...terms, firstTermMonths: null, endsOn: firstTermEnd(terms) };
          expect(termEnds(written)?.(count)).toBe(firstTermEnd(long));
        },
      ),
    );
  });

  it('never last longer for being cancelled (domain.md 1.6 E9)', () => {
    fc.assert(
      fc.property(anyTerms, nearDay, nearDay, (terms, cancelledOn, today) => {
        const cancelled = cancelledEnd({ ...terms, cancelledOn });
        const kept = contractPosition(terms, cancelledOn);
        expect((cancelled ?? '9999') <= (kept.termEndsOn ?? '9999')).toBe(true);
        if (contractPosition(terms, today).status === 'ended' && cancelledOn <= today && terms.renewal !== 'tacit') {
          expect(contractPosition({ ...terms, cancelledOn }, today).status).toBe('ended');
        }
      }),
    );
  });

  it('let nobody out before the last day of notice has gone by (domain.md 1.6 E8, E9)', () => {
    fc.assert(
      fc.property(anyTerms, nearDay, (terms, cancelledOn) => {
        if (terms.renewal !== 'tacit' || !terms.renewalMonths) return;
        const end = cancelledEnd({ ...terms, cancelledOn });
        const notice = end && lastNoticeDay(terms, end);
        expect(notice !== null && cancelledOn <= notice).toBe(true);
      }),
    );
  });

  it('are never bound to a day that has passed while they go on by themselves (domain.md 1.6 E9)', () => {
    fc.assert(
      fc.property(anyTerms, nearDay, (terms, today: Day) => {
        const position = contractPosition(terms, today);
        if (position.renewsByItself) expect(position.termEndsOn === null || position.termEndsOn >= today).toBe(true);
        if (position.lastNoticeOn && position.termEndsOn)
          expect(position.lastNoticeOn <= position.termEndsOn).toBe(true);
      }),
    );
  });
});

describe('a contract that renews by itself for nobody knows how long (docs/decisions/0007)', () => {
  it('goes on after its end, without an end', () => {
    const terms = contractTerms({ endsOn: '2026-01-31', renewal: 'tacit', renewalMonths: null });
    expect(contractPosition(terms, day('2026-11-21'))).toMatchObject({
      status: 'renewed',
      termEndsOn: null,
      renewsByItself: true,
    });
  });
});
