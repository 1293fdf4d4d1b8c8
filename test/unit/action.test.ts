import { describe, expect, it } from 'vitest';
import { actionDue, daysLate, leadTimeMonths } from '../../main/domain/action.ts';
import { day } from '../../main/domain/day.ts';
import { type SupportFacts, supportOf } from '../../main/domain/support.ts';
import { component, endingOn, supportFacts, TODAY } from '../support/facts.ts';

const due = (facts: SupportFacts, lead: number, recordedOn: string = TODAY) =>
  actionDue(supportOf(facts, TODAY), lead, day(recordedOn), TODAY);

describe('what someone has to do, and by when', () => {
  it.each([
    ['pump fleet', '2029-06-30', 30, '2026-12-30'],
    ['ultrasound', '2030-12-31', 36, '2027-12-31'],
    ['gateway', '2027-01-12', 24, '2025-01-12'],
  ])('%s: an end on %s with %i months of lead has to be started by %s (domain.md 1.7)', (_what, end, lead, by) => {
    expect(due(endingOn(end), lead)).toEqual({ action: 'start_replacement', by });
  });

  it('is late by 678 days for the gateway, and never late before its day (domain.md 1.7)', () => {
    expect(daysLate(day('2025-01-12'), TODAY)).toBe(678);
    expect(daysLate(TODAY, TODAY)).toBe(0);
    expect(daysLate(day('2026-12-30'), TODAY)).toBe(0);
  });

  it.each([
    [null, 'imaging_radiotherapy', 36],
    [null, 'fleet', 30],
    [null, 'server_workstation', 18],
    [null, 'small_standalone', 12],
    [null, null, 12],
    [24, 'fleet', 24],
    [0, 'fleet', 0],
  ] as const)('a lead time of %s in class %s is %i months (domain.md 1.7)', (own, category, months) => {
    expect(leadTimeMonths(own, category)).toBe(months);
  });

  it('is to ask the vendor within 30 days while a date is missing (domain.md story 6, E4)', () => {
    expect(due(supportFacts(), 12)).toEqual({ action: 'ask_vendor', by: '2026-12-21' });
  });

  it('is to renew by the last day of cover where a contract limits (domain.md 1.4)', () => {
    const line = {
      contract: 'C-102',
      includesSecurityUpdates: 'yes' as const,
      startsOn: null,
      endsOn: day('2027-03-31'),
      renews: false,
    };
    const facts = endingOn('2035-01-01', { entitlement: { needsContract: 'yes', saidBy: 'model' }, cover: [line] });
    expect(due(facts, 36)).toEqual({ action: 'renew_contract', by: '2027-03-31' });
  });

  it('is to act on what is unsupported since its last day, and nothing for what is retired (domain.md 1.6 E12)', () => {
    expect(due(endingOn('2026-11-20'), 12)).toEqual({ action: 'act_on_unsupported', by: '2026-11-20' });
    expect(due(endingOn('2026-11-20', { status: 'retired' }), 12)).toBeNull();
    expect(due(supportFacts({ components: [component('Windows 7')] }), 12)).toEqual({
      action: 'act_on_unsupported',
      by: '2020-01-14',
    });
  });
});
