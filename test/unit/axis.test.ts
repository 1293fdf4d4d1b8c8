import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisFor } from '../../main/domain/axis.ts';

describe('the axis of a picture', () => {
  it.each([
    [0, 5, { top: 1, step: 1 }],
    [1, 5, { top: 1, step: 1 }],
    [4, 5, { top: 4, step: 1 }],
    [7, 5, { top: 8, step: 2 }],
    [13, 5, { top: 15, step: 5 }],
    [1128, 5, { top: 1250, step: 250 }],
    [1128, 4, { top: 1500, step: 500 }],
    [100_000, 5, { top: 100_000, step: 20_000 }],
  ])('for %i in %i lines', (most, lines, axis) => {
    expect(axisFor(most, lines)).toEqual(axis);
  });

  it('holds every value in whole steps and in few lines', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.integer({ min: 2, max: 8 }), (most, lines) => {
        const { top, step } = axisFor(most, lines);
        expect([top >= most, Number.isInteger(step), top % step, top / step <= lines]).toEqual([true, true, 0, true]);
      }),
    );
  });
});
