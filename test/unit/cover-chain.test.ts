import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CoverLine, warrantyCoverLine } from '../../main/domain/cover.ts';
import { coverChain, gapsWithin } from '../../main/domain/cover-chain.ts';
import { addDays, day } from '../../main/domain/day.ts';
import { nearDay, shuffled } from '../support/arbitraries.ts';
import { dayOrNull, TODAY } from '../support/facts.ts';

const line = (contract: string, startsOn: string | null, endsOn: string | null): CoverLine => ({
  contract,
  startsOn: dayOrNull(startsOn),
  endsOn: dayOrNull(endsOn),
  includesSecurityUpdates: 'unknown',
  renews: false,
});

describe('the chain of cover', () => {
  it('has a gap of one day between 2027-03-31 and 2027-04-02 (domain.md E11)', () => {
    const chain = coverChain([line('B', '2027-04-02', '2028-04-01'), line('A', '2026-04-01', '2027-03-31')], TODAY);
    expect(chain.lines.map(({ contract }) => contract)).toEqual(['A', 'B']);
    expect(chain).toMatchObject({ coveredToday: true, coveredUntil: '2027-03-31', next: { contract: 'B' } });
    expect(chain.gaps).toEqual([
      { from: '2027-04-01', until: '2027-04-01', days: 1 },
      { from: '2028-04-02', until: null, days: null },
    ]);
    expect(chain.overlaps).toEqual([]);
  });

  it('goes on where a line begins on the day after, and says who covers twice', () => {
    const warranty = warrantyCoverLine(day('2025-01-01'), day('2026-12-31'));
    const chain = coverChain([warranty, line('A', '2026-12-22', null), line('B', '2027-01-01', '2027-01-10')], TODAY);
    expect(chain).toMatchObject({ coveredToday: true, coveredUntil: null, next: { contract: 'A' }, gaps: [] });
    expect(chain.overlaps.map(({ lines, ...rest }) => ({ ...rest, lines: lines.map((one) => one.contract) }))).toEqual([
      { from: '2026-12-22', until: '2026-12-31', days: 10, lines: [null, 'A'] },
      { from: '2027-01-01', until: '2027-01-10', days: 10, lines: ['A', 'B'] },
    ]);
  });

  it('is a line that is longer than the one after it', () => {
    const chain = coverChain([line('A', '2026-01-01', '2027-12-31'), line('B', '2026-06-01', '2026-12-31')], TODAY);
    expect(chain.coveredUntil).toBe('2027-12-31');
    expect(chain.gaps).toEqual([{ from: '2028-01-01', until: null, days: null }]);
  });

  it('is empty without a line, and not begun where the first one is ahead', () => {
    expect(coverChain([], TODAY)).toMatchObject({
      coveredToday: false,
      coveredUntil: null,
      next: null,
      gaps: [{ from: null, until: null, days: null }],
    });
    expect(coverChain([line('A', '2027-01-01', '2027-12-31')], TODAY)).toMatchObject({
      coveredToday: false,
      next: { contract: 'A' },
    });
  });

  it('leaves a line out that ends before it begins', () => {
    expect(coverChain([line('A', '2027-01-02', '2027-01-01')], TODAY).lines).toEqual([]);
  });

  it('keeps the gaps that have a day in a window', () => {
    const { gaps } = coverChain(
      [line('A', null, '2026-03-31'), line('B', '2026-05-01', '2026-11-20'), line('C', '2026-12-01', '2028-12-31')],
      TODAY,
    );
    const within = (from: string, until: string) =>
      gapsWithin(gaps, { from: day(from), until: day(until) }).map((gap) => gap.from);
    expect(within('2026-11-21', '2028-11-21')).toEqual(['2026-11-21']);
    expect(within('2026-04-30', '2026-04-30')).toEqual(['2026-04-01']);
    expect(within('2026-12-01', '2029-01-01')).toEqual(['2029-01-01']);
  });

  it('covers every day or has it in a gap, in any order of the lines', () => {
    const lines = fc
      .array(fc.record({ startsOn: fc.option(nearDay), endsOn: fc.option(nearDay) }), { minLength: 1, maxLength: 5 })
      .map((some) => some.map((dates, index) => ({ ...line(String(index), null, null), ...dates })));
    fc.assert(
      fc.property(lines, nearDay, (some, on) => {
        const covered = some.filter(
          ({ startsOn, endsOn }) =>
            (startsOn === null || endsOn === null || startsOn <= endsOn) &&
            (startsOn === null || startsOn <= on) &&
            (endsOn === null || endsOn >= on),
        );
        const chain = coverChain(some, on);
        expect(chain.coveredToday).toBe(covered.length > 0);
        const inGap = gapsWithin(chain.gaps, { from: on, until: on }).length > 0;
        const before = chain.lines.every(({ startsOn }) => startsOn !== null && startsOn > on);
        expect(inGap || before).toBe(covered.length === 0);
        const twice = chain.overlaps.filter(
          ({ from, until }) => (from === null || from <= on) && (until === null || until >= on),
        );
        expect(twice.length).toBe(covered.length > 1 ? 1 : 0);
        if (chain.coveredUntil !== null && covered.length > 0)
          expect(coverChain(some, addDays(chain.coveredUntil, 1)).coveredToday).toBe(false);
      }),
    );
    fc.assert(
      fc.property(
        lines.chain((some) => fc.tuple(fc.constant(some), shuffled(some))),
        ([some, other]) => {
          expect(coverChain(other, TODAY)).toEqual(coverChain(some, TODAY));
        },
      ),
    );
  });
});
