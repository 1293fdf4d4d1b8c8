import { describe, expect, it } from 'vitest';
import { day } from '../../main/domain/day.ts';
import { HANDOVER_ITEMS, handoverNeed, missingItems } from '../../main/domain/handover.ts';
import { TODAY } from '../support/facts.ts';

const received = HANDOVER_ITEMS.map((item) => ({ item, state: 'received' as const, note: null }));

describe('the hand-over at the end of support (domain.md 1.1)', () => {
  it('is complete when every item is there, or somebody said why it is not', () => {
    expect(missingItems(received)).toEqual([]);
    const [first, ...rest] = received;
    if (!first) throw new Error('no items');
    expect(missingItems(rest)).toEqual([first.item]);
    expect(missingItems([{ ...first, state: 'open' as const }, ...rest])).toEqual([first.item]);
    expect(missingItems([{ ...first, state: 'not_available' as const }, ...rest])).toEqual([first.item]);
    expect(missingItems([{ ...first, state: 'not_available' as const, note: 'refused' }, ...rest])).toEqual([]);
    expect(missingItems([])).toEqual(HANDOVER_ITEMS);
  });

  it.each([
    [null, 'none'],
    ['2029-11-22', 'none'],
    ['2029-11-21', 'proposed'],
    ['2027-11-22', 'proposed'],
    ['2027-11-21', 'due'],
    ['2026-11-21', 'due'],
    ['2026-11-20', 'late'],
  ])('with an end of support on %s it is %s to begin', (endsOn, need) => {
    expect(handoverNeed(endsOn === null ? null : day(endsOn), TODAY)).toBe(need);
  });
});
