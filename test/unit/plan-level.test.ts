import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FiscalYear } from '../../main/domain/fiscal-year.ts';
import { type LevelLine, level } from '../../main/domain/plan-level.ts';
import { shuffled } from '../support/arbitraries.ts';

const year = (value: number) => value as FiscalYear;
const line = (key: string, from: number, until: number, priority: number, cost: number): LevelLine => ({
  key,
  year: year(from),
  until: year(until),
  priority,
  costIn: () => BigInt(cost),
});

/** Sums of the years 2027 to 2031, of lines that may move and of what may not. */
function sums(lines: readonly LevelLine[], fixed: Readonly<Record<number, number>> = {}): Map<FiscalYear, bigint> {
  return new Map(
    [2027, 2028, 2029, 2030, 2031].map((own) => [
      year(own),
      lines
        .filter((one) => one.year === own)
        .reduce((sum, one) => sum + one.costIn(year(own)), BigInt(fixed[own] ?? 0)),
    ]),
  );
}

describe('spreading a plan over its years', () => {
  it('moves what is least pressing to the first year with room', () => {
    const lines = [line('ct', 2027, 2030, 80, 70), line('pump', 2027, 2029, 40, 30), line('pc', 2027, 2031, 20, 20)];
    const { moves, after } = level(lines, sums(lines, { 2028: 95 }), 100n);
    expect(moves).toEqual([{ key: 'pc', fromYear: 2027, toYear: 2029, cost: 20n }]);
    expect([...after.values()]).toEqual([100n, 95n, 20n, 0n, 0n]);
  });

  it('moves nothing beyond the year in which it is needed, and leaves a year above where nothing fits', () => {
    const lines = [line('a', 2027, 2027, 10, 80), line('b', 2027, 2028, 20, 80)];
    const { moves, after } = level(lines, sums(lines, { 2028: 50 }), 100n);
    expect(moves).toEqual([]);
    expect(after.get(year(2027))).toBe(160n);
  });

  it('moves nothing while every year is within the budget', () => {
    const lines = [line('a', 2027, 2031, 10, 100)];
    expect(level(lines, sums(lines), 100n).moves).toEqual([]);
  });

  it('counts what a line costs in the later year', () => {
    const dearer: LevelLine = { ...line('a', 2027, 2031, 10, 60), costIn: (own) => 60n + BigInt(own - 2027) * 25n };
    const lines = [dearer, line('b', 2027, 2027, 90, 60)];
    const { moves } = level(lines, sums(lines, { 2028: 20, 2029: 0 }), 100n);
    expect(moves).toEqual([]);
    expect(level(lines, sums(lines), 100n).moves).toEqual([{ key: 'a', fromYear: 2027, toYear: 2028, cost: 85n }]);
  });

  it('keeps the sum, raises no year above the budget, and does not depend on the order of lines', () => {
    const anyLines = fc
      .array(
        fc.record({
          from: fc.integer({ min: 2027, max: 2031 }),
          wait: fc.nat(6),
          priority: fc.nat(100),
          cost: fc.nat(90),
        }),
        {
          maxLength: 14,
        },
      )
      .map((all) =>
        all.map(({ from, wait, priority, cost }, index) => line(`l${index}`, from, from + wait, priority, cost)),
      )
      .chain((lines) => fc.tuple(fc.constant(lines), shuffled(lines)));
    fc.assert(
      fc.property(anyLines, fc.nat(200), ([lines, others], budget) => {
        const before = sums(lines);
        const result = level(lines, before, BigInt(budget));
        expect(level(others, before, BigInt(budget))).toEqual(result);
        const total = (of: ReadonlyMap<FiscalYear, bigint>) => [...of.values()].reduce((sum, one) => sum + one, 0n);
        expect(total(result.after)).toBe(total(before));
        for (const [own, sum] of result.after)
          expect(sum <= BigInt(budget) || sum <= (before.get(own) ?? 0n)).toBe(true);
        for (const { key, toYear, fromYear } of result.moves) {
          const moved = lines.find((one) => one.key === key);
          expect(toYear > fromYear && toYear <= (moved?.until ?? 0)).toBe(true);
        }
      }),
    );
  });
});
