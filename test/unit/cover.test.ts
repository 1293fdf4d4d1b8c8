import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CoverLine, contractCoverLine, coverOn, warrantyCoverLine } from '../../main/domain/cover.ts';
import { addDays, day } from '../../main/domain/day.ts';
import type { Tristate } from '../../main/domain/device.ts';
import { anyCover, nearDay, shuffled } from '../support/arbitraries.ts';
import { contractTerms, dayOrNull, TODAY } from '../support/facts.ts';

const NEEDED = { needsContract: 'yes', saidBy: 'model' } as const;
const YESTERDAY = addDays(TODAY, -1);

function line(contract: string, startsOn: string | null, endsOn: string | null, updates: Tristate = 'yes'): CoverLine {
  return {
    contract,
    startsOn: dayOrNull(startsOn),
    endsOn: dayOrNull(endsOn),
    includesSecurityUpdates: updates,
    renews: endsOn === null,
  };
}

describe('cover by contracts', () => {
  it.each([
    ['one line in force', [line('A', '2026-01-01', '2027-03-31')], '2027-03-31', 'A'],
    [
      'two that join',
      [line('A', '2026-01-01', '2027-03-31'), line('B', '2027-04-01', '2028-03-31')],
      '2028-03-31',
      'B',
    ],
    ['two that overlap', [line('A', null, '2027-03-31'), line('B', '2026-06-01', '2028-03-31')], '2028-03-31', 'B'],
    ['a gap of one day', [line('A', null, '2027-03-31'), line('B', '2027-04-02', '2028-03-31')], '2027-03-31', 'A'],
    ['the last day', [line('A', null, '2026-11-21')], '2026-11-21', 'A'],
    ['one that is over', [line('A', null, '2026-11-20')], '2026-11-20', null],
    ['one that has not begun', [line('A', '2026-11-22', '2028-01-01')], '2026-11-20', null],
    ['none', [], '2026-11-20', null],
    ['one without updates', [line('A', null, '2028-01-01', 'no')], '2026-11-20', null],
    ['one that does not say', [line('A', null, '2028-01-01', 'unknown')], '2026-11-20', null],
  ])('ends with %s (domain.md 1.4 coverageEnd, E11)', (_what, lines, endsOn, by) => {
    const cover = coverOn(NEEDED, lines, TODAY);
    expect(cover.endsOn).toBe(endsOn);
    expect(cover.limitedBy?.contract ?? null).toBe(by);
    if (endsOn === '2026-11-20') expect(cover.reasons.map(({ code }) => code)).toContain('no_contract_in_force');
  });

  it('names the gap and its days (domain.md 1.6 E11)', () => {
    const lines = [line('A', '2026-01-01', '2027-03-31'), line('B', '2027-04-02', '2028-03-31')];
    expect(coverOn(NEEDED, lines, TODAY).reasons).toContainEqual({
      code: 'gap_in_cover',
      days: 1,
      from: '2027-04-01',
      until: '2027-04-01',
    });
  });

  it('does not limit where updates are owed without a contract, or nobody said (domain.md 1.4)', () => {
    expect(coverOn({ needsContract: 'no', saidBy: 'checklist' }, [], TODAY).endsOn).toBeNull();
    const unknown = coverOn({ needsContract: 'unknown', saidBy: null }, [], TODAY);
    expect([unknown.endsOn, unknown.reasons]).toEqual([null, [{ code: 'coverage_not_known' }]]);
  });

  it('does not end while a line renews by itself, and says so (domain.md 1.4)', () => {
    const cover = coverOn(NEEDED, [line('C-101', '2024-02-01', null)], TODAY);
    expect([cover.endsOn, cover.reasons]).toEqual([null, [{ code: 'contract_renews', contract: 'C-101' }]]);
  });

  it('says which contract does not tell whether it includes updates (domain.md 1.3)', () => {
    expect(coverOn(NEEDED, [line('A', null, '2028-01-01', 'unknown')], TODAY).reasons).toContainEqual({
      code: 'contract_updates_not_stated',
      contract: 'A',
    });
  });

  it('counts a warranty as a line (domain.md 1.3)', () => {
    const cover = coverOn(NEEDED, [warrantyCoverLine(null, day('2027-05-01'))], TODAY);
    expect([cover.endsOn, cover.reasons]).toEqual(['2027-05-01', [{ code: 'warranty_counts_as_cover' }]]);
  });

  it('never ends earlier for one more line with updates (domain.md 1.4)', () => {
    fc.assert(
      fc.property(anyCover, nearDay, nearDay, (lines, startsOn, endsOn) => {
        const more = [...lines, line('MORE', startsOn, endsOn)];
        const [before, after] = [coverOn(NEEDED, lines, TODAY).endsOn, coverOn(NEEDED, more, TODAY).endsOn];
        expect((after ?? '9999') >= (before ?? '9999')).toBe(true);
      }),
    );
  });

  it('lies on every day up to its end in some line (domain.md 1.4, unbroken chain)', () => {
    fc.assert(
      fc.property(anyCover, (lines) => {
        const { endsOn } = coverOn(NEEDED, lines, TODAY);
        const covered = (on: string) =>
          lines.some(
            (one) =>
              one.includesSecurityUpdates === 'yes' &&
              (one.startsOn ?? '') <= on &&
              (one.endsOn === null || one.endsOn >= on),
          );
        if (endsOn === null) return;
        expect(endsOn >= YESTERDAY).toBe(true);
        for (let on = TODAY; on <= endsOn; on = addDays(on, 1)) expect(covered(on)).toBe(true);
        expect(covered(addDays(endsOn, 1))).toBe(false);
      }),
    );
  });

  it('does not depend on the order of the lines (main/domain/support.ts SupportFacts)', () => {
    fc.assert(
      fc.property(
        anyCover.chain((lines) => fc.tuple(fc.constant(lines), shuffled(lines))),
        ([lines, others]) => {
          const [a, b] = [coverOn(NEEDED, lines, TODAY), coverOn(NEEDED, others, TODAY)];
          expect([b.endsOn, b.limitedBy]).toEqual([a.endsOn, a.limitedBy]);
          const sorted = (cover: typeof a) => cover.reasons.map((reason) => JSON.stringify(reason)).sort();
          expect(sorted(b)).toEqual(sorted(a));
        },
      ),
    );
  });
});

describe('the line of a device under a contract', () => {
  const contract = (terms = contractTerms(), updates: Tristate = 'yes') => ({
    number: 'C-101',
    terms,
    includesSecurityUpdates: updates,
  });
  const none = { startsOn: null, endsOn: null, includesSecurityUpdates: null };

  it('takes the dates of its contract, and renews with it (domain.md 1.6 E10)', () => {
    expect(contractCoverLine(contract(), none)).toEqual(line('C-101', '2024-02-01', null));
    const fixed = contractTerms({ renewal: 'none', renewalMonths: null });
    expect(contractCoverLine(contract(fixed), none)).toEqual(line('C-101', '2024-02-01', '2027-01-31'));
  });

  it('goes by its own dates where it has some, and these do not renew (domain.md 1.6 E10)', () => {
    const own = { startsOn: day('2026-05-01'), endsOn: day('2026-12-31'), includesSecurityUpdates: 'no' as const };
    expect(contractCoverLine(contract(), own)).toEqual(line('C-101', '2026-05-01', '2026-12-31', 'no'));
  });

  it.each([
    ['2026-12-01', '2027-01-31'],
    ['2026-12-02', '2027-01-31'],
    ['2026-12-03', '2028-01-31'],
  ])('ends when notice was given on %s: on %s (domain.md 1.6 E8, story 2)', (cancelledOn, endsOn) => {
    expect(contractCoverLine(contract(contractTerms({ cancelledOn })), none)).toEqual(
      line('C-101', '2024-02-01', endsOn),
    );
  });
});
