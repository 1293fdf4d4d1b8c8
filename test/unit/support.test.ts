import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BANDS, type Band, bandOf, daysLeft } from '../../main/domain/band.ts';
import type { ComponentFact } from '../../main/domain/component.ts';
import { contractCoverLine } from '../../main/domain/cover.ts';
import { addDays, type Day, day, lastDayOf, type PartialDay } from '../../main/domain/day.ts';
import { lastMove, type MilestoneHistory } from '../../main/domain/milestone.ts';
import { optionsFor, type Support, type SupportFacts, supportOf } from '../../main/domain/support.ts';
import { anyComponent, anyFacts, nearDay, shuffled } from '../support/arbitraries.ts';
import { component, contractTerms, dates, endingOn, extension, supportFacts, TODAY } from '../support/facts.ts';

const seen = (facts: SupportFacts, today: string = TODAY) => {
  const support = supportOf(facts, day(today));
  return {
    end: support.effectiveEnd?.on ?? null,
    band: bandOf(support, day(today)),
    left: daysLeft(support, day(today)),
    by: support.limitedBy,
    codes: support.reasons.map(({ code }) => code),
  };
};

/** The gateway of domain.md 7 on Windows Server 2016, under C-101. */
function gateway(fields: { extended?: boolean; cancelledOn?: string } = {}): SupportFacts {
  const line = contractCoverLine(
    {
      number: 'C-101',
      terms: contractTerms({ cancelledOn: fields.cancelledOn ?? null }),
      includesSecurityUpdates: 'yes',
    },
    { startsOn: null, endsOn: null, includesSecurityUpdates: null },
  );
  return endingOn('2029-06-30', {
    softwareVersion: '5.2',
    components: [component('Windows Server 2016', { extensions: fields.extended ? [extension('2030-01-12')] : [] })],
    entitlement: { needsContract: 'yes', saidBy: 'model' },
    cover: [line],
  });
}

describe('the gateway GW-01', () => {
  it('ends with its operating system: 2027-01-12, 52 days (domain.md story 2, E7)', () => {
    expect(seen(gateway())).toMatchObject({
      end: '2027-01-12',
      band: 'approaching_3',
      left: 52,
      by: { kind: 'operating_system', name: 'Windows Server 2016', renewable: false },
    });
    expect(supportOf(gateway(), TODAY).reasons[0]).toEqual({
      code: 'limited_by_operating_system',
      product: 'Windows Server 2016',
      endsOn: '2027-01-12',
    });
  });

  it('ends with the vendor once the extension counts: 2029-06-30, 952 days (domain.md story 2, E7)', () => {
    expect(seen(gateway({ extended: true }))).toMatchObject({
      end: '2029-06-30',
      band: 'plan_36',
      left: 952,
      by: { kind: 'model', name: 'end_of_support', renewable: false },
    });
    expect(seen(gateway({ extended: true })).codes).toContain('contract_renews');
  });

  it('ends with its contract once that is cancelled: 2027-01-31, renewable (domain.md story 2)', () => {
    expect(seen(gateway({ extended: true, cancelledOn: '2026-11-21' }))).toMatchObject({
      end: '2027-01-31',
      by: { kind: 'contract', name: 'C-101', renewable: true },
    });
  });

  it('is told what would move its end, with the end that would then hold (domain.md 1.4)', () => {
    const options = optionsFor(gateway(), TODAY);
    expect(options).toContainEqual({
      action: 'buy_extension',
      name: 'Windows Server 2016',
      newEnd: { on: '2029-06-30', precision: 'day' },
      unlimited: false,
      who: 'procurement',
    });
  });
});

describe('the end of a device', () => {
  it.each([
    [
      'security end of the version',
      { end_of_support: '2031-01-01' },
      { end_of_security_support: '2028-01-01' },
      '2028-01-01',
    ],
    [
      'security end of the model',
      { end_of_security_support: '2029-01-01', end_of_support: '2031-01-01' },
      {},
      '2029-01-01',
    ],
    ['end of support', { end_of_support: '2031-01-01', end_of_guaranteed_support: '2028-01-01' }, {}, '2031-01-01'],
    ['end of guaranteed support', { end_of_guaranteed_support: '2028-01-01' }, {}, '2028-01-01'],
  ] as const)('is the %s (domain.md 1.4 deviceSecurityEnd)', (_what, model, version, end) => {
    const facts = supportFacts({ modelDates: dates(model), versionDates: dates(version), softwareVersion: '4.1' });
    expect(seen(facts).end).toBe(end);
  });

  it('says where only guaranteed support is known (domain.md 1.4)', () => {
    const facts = supportFacts({ modelDates: dates({ end_of_guaranteed_support: '2028-01-01' }) });
    expect(seen(facts).codes).toContain('guaranteed_support_only');
  });

  it.each([
    ['nothing is known', {}, 'unknown', 'vendor_date_missing'],
    [
      'the vendor has announced no day',
      { modelDates: dates({ end_of_support: null }) },
      'unknown',
      'vendor_date_not_announced',
    ],
    ['only sales have ended', { modelDates: dates({ end_of_sales: '2020-01-01' }) }, 'unknown', 'vendor_date_missing'],
    [
      'only the system is known to have ended',
      { components: [component('Windows 7')] },
      'unsupported',
      'vendor_date_missing',
    ],
  ] as const)('when %s (domain.md 1.6 E4, story 6)', (_what, fields, band, code) => {
    const found = seen(supportFacts(fields));
    expect([found.band, found.codes.includes(code)]).toEqual([band, true]);
  });

  it('is not later than what is known, while something is not (domain.md 1.4)', () => {
    const facts = supportFacts({ components: [component('Windows Server 2016')] });
    const support = supportOf(facts, TODAY);
    expect(support.reasons[0]).toEqual({ code: 'not_later_than', on: '2027-01-12' });
    expect([support.effectiveEnd, support.limitedBy, support.endsUntil]).toEqual([null, null, '2027-01-12']);
  });

  it.each([
    ['2026-11-21', 'approaching_12', 192, '2027-06-01'],
    ['2027-06-15', 'approaching_3', 0, '2027-06-01'],
    ['2027-07-01', 'unsupported', -1, '2027-06-01'],
  ] as const)('by month is seen on %s as %s (domain.md 1.6 E5, story 5)', (today, band, left, end) => {
    const found = seen(endingOn('2027-06'), today);
    expect(found).toMatchObject({ band, left, end });
    expect(found.codes).toContain('day_not_confirmed');
  });

  it('moved by the vendor: the newest entry holds, and the move is told, 549 days earlier (domain.md 1.6 E6, story 7)', () => {
    const modelDates = dates({ end_of_support: ['2030-12-31', '2029-06-30'] });
    expect(seen(endingOn('2030-12-31')).band).toBe('supported');
    expect(seen(supportFacts({ modelDates }))).toMatchObject({ band: 'plan_36', end: '2029-06-30' });
    expect(supportOf(supportFacts({ modelDates }), TODAY).reasons).toContainEqual({
      code: 'vendor_date_moved',
      milestone: 'end_of_support',
      days: -549,
      from: '2030-12-31',
      to: '2029-06-30',
    });
    expect(lastMove(dates({ end_of_support: ['2029-06-30', '2029-06-30'] }), 'end_of_support')).toBeNull();
  });

  it('of an old version is the end of that version, though the model goes on (domain.md 1.6 E14)', () => {
    const facts = endingOn('2032-12-31', {
      softwareVersion: '4.1',
      versionDates: dates({ end_of_security_support: '2026-12-31' }),
    });
    expect(seen(facts)).toMatchObject({ end: '2026-12-31', by: { kind: 'software_version', name: '4.1' } });
    expect(seen(facts).codes).toContain('behind_supported_version');
  });

  it.each(['retired', 'disposed'] as const)('does not matter once it is %s (domain.md 1.6 E12, story 14)', (status) => {
    expect(seen({ ...gateway(), status })).toMatchObject({
      band: 'not_tracked',
      end: null,
      codes: ['status_not_tracked'],
    });
  });

  it('does not matter where somebody said why (domain.md 1.5)', () => {
    expect(seen({ ...gateway(), notTrackedReason: 'no software' })).toMatchObject({
      band: 'not_tracked',
      codes: ['marked_not_tracked'],
    });
  });

  it('is stage 3 while limited support is declared, beside its band (domain.md 1.5)', () => {
    const support = supportOf(endingOn('2028-05-21', { declaredStage: 'limited_support' }), TODAY);
    expect([support.stage, bandOf(support, TODAY)]).toEqual(['limited_support', 'approaching_18']);
    expect(supportOf(endingOn('2026-11-20', { declaredStage: 'support' }), TODAY).stage).toBe('end_of_support');
  });

  it('by cover that is missing was yesterday (domain.md 1.4 coverageEnd)', () => {
    const facts = endingOn('2030-01-01', { entitlement: { needsContract: 'yes', saidBy: 'model' } });
    expect(seen(facts)).toMatchObject({
      end: '2026-11-20',
      band: 'unsupported',
      by: { kind: 'contract', renewable: true },
    });
  });
});

/** Unsupported stays so, and an unknown may at most turn out to be over. */
function expectNoBetter(before: Band, after: Band): void {
  if (before === 'unknown' || before === 'unsupported') expect([before, 'unsupported']).toContain(after);
  else expect(BANDS.indexOf(after)).toBeGreaterThanOrEqual(BANDS.indexOf(before));
}

/** The same facts, each time with another one of their ends so many days earlier. */
function withOneDateEarlier(facts: SupportFacts, days: number): SupportFacts[] {
  const sooner = (on: Day) => addDays(on, -days);
  const partial = ({ on, precision }: PartialDay): PartialDay => {
    const first = { day: sooner(on), month: `${sooner(on).slice(0, 7)}-01`, year: `${sooner(on).slice(0, 4)}-01-01` };
    return { on: day(first[precision]), precision };
  };
  const ofList = <T>(items: readonly T[], change: (item: T) => T | null): T[][] =>
    items.flatMap((item, index) => {
      const changed = change(item);
      return changed === null ? [] : [items.with(index, changed)];
    });
  const history = (dates: MilestoneHistory): MilestoneHistory[] =>
    Object.entries(dates).flatMap(([kind, entries]) =>
      ofList(entries, (entry) => entry.on && { ...entry, on: partial(entry.on) }).map((list) => ({
        ...dates,
        [kind]: list,
      })),
    );
  const ofComponent = (one: ComponentFact): ComponentFact[] => [
    ...(one.ownEnd ? [{ ...one, ownEnd: partial(one.ownEnd) }] : []),
    ...ofList(one.statements, (other) => other.untilOn && { ...other, untilOn: sooner(other.untilOn) }).map(
      (statements) => ({ ...one, statements }),
    ),
    ...ofList(one.extensions, (other) => ({ ...other, purchasedUntilOn: sooner(other.purchasedUntilOn) })).map(
      (extensions) => ({ ...one, extensions }),
    ),
  ];
  return [
    ...history(facts.modelDates).map((modelDates) => ({ ...facts, modelDates })),
    ...history(facts.versionDates).map((versionDates) => ({ ...facts, versionDates })),
    ...facts.components.flatMap((one, index) =>
      ofComponent(one).map((changed) => ({ ...facts, components: facts.components.with(index, changed) })),
    ),
    ...ofList(facts.cover, (line) => line.endsOn && { ...line, endsOn: sooner(line.endsOn) }).map((cover) => ({
      ...facts,
      cover,
    })),
  ];
}

/** What must not change when the same facts come in another order. */
function essence(support: Support) {
  const { reasons, terms, ...rest } = support;
  const sorted = (items: readonly unknown[]) => items.map((item) => JSON.stringify(item)).sort();
  return { ...rest, reasons: sorted(reasons), terms: sorted(terms) };
}

describe('the rule of support', () => {
  it('never gives a better band for one more component (domain.md 1.4 min)', () => {
    fc.assert(
      fc.property(anyFacts, anyComponent, nearDay, (facts, more, today) => {
        const before = bandOf(supportOf(facts, today), today);
        const after = bandOf(supportOf({ ...facts, components: [...facts.components, more] }, today), today);
        if (before === 'unsupported') expect(after).toBe('unsupported');
        else if (before === 'unknown') expect(['unknown', 'unsupported']).toContain(after);
        else expect(BANDS.indexOf(after)).toBeGreaterThanOrEqual(BANDS.indexOf(before));
      }),
    );
  });

  it('never counts an unknown as support (domain.md 1.4, E4)', () => {
    fc.assert(
      fc.property(anyFacts, nearDay, (facts, today) => {
        const unknown = component('A thing that nobody knows', { kind: 'library' });
        const support = supportOf({ ...facts, components: [...facts.components, unknown] }, today);
        expect(['unknown', 'unsupported']).toContain(bandOf(support, today));
      }),
    );
  });

  it('never gives a better band for an earlier date, whichever it is (domain.md 1.4, issue 4)', () => {
    let changed = 0;
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: 1, max: 900 }), nearDay, (facts, days, today) => {
        const before = bandOf(supportOf(facts, today), today);
        for (const sooner of withOneDateEarlier(facts, days)) {
          const after = bandOf(supportOf(sooner, today), today);
          if (after !== before) changed += 1;
          expectNoBetter(before, after);
        }
      }),
      { numRuns: 400 },
    );
    expect(changed).toBeGreaterThan(50);
  });

  it('never gives a better band for one more unknown (domain.md 1.4, issue 4)', () => {
    fc.assert(
      fc.property(anyFacts, nearDay, (facts, today) => {
        const before = bandOf(supportOf(facts, today), today);
        const line = {
          contract: 'C-X',
          includesSecurityUpdates: 'unknown',
          startsOn: null,
          endsOn: null,
          renews: true,
        } as const;
        const unknowns: readonly SupportFacts[] = [
          { ...facts, components: [...facts.components, component('Windows 10')] },
          { ...facts, components: [...facts.components, component('Nobody knows it', { kind: 'firmware' })] },
          { ...facts, cover: [...facts.cover, line] },
          { ...facts, deviceDates: dates({ end_of_security_support: null, end_of_support: null }) },
        ];
        for (const more of unknowns) expectNoBetter(before, bandOf(supportOf(more, today), today));
      }),
      { numRuns: 300 },
    );
  });

  it('never ends later than any of its known terms (domain.md 1.4 min)', () => {
    fc.assert(
      fc.property(anyFacts, nearDay, (facts, today) => {
        const support = supportOf(facts, today);
        const over = support.endsUntil !== null && support.endsUntil < today;
        for (const { end } of support.terms.filter(({ limit }) => limit.kind !== 'contract')) {
          if (end.kind !== 'until') continue;
          expect((support.endsUntil ?? '9999') <= lastDayOf(end.end)).toBe(true);
          if (!over) expect((support.endsFrom ?? '9999') <= end.end.on).toBe(true);
        }
        if (support.coverageEnd !== null) expect((support.endsUntil ?? '9999') <= support.coverageEnd).toBe(true);
        if (support.effectiveEnd) expect(support.effectiveEnd.on).toBe(support.endsFrom);
      }),
      { numRuns: 300 },
    );
  });

  it('shows the end that has passed, and not one that may only have begun to (domain.md 1.6 E5)', () => {
    const facts = endingOn('2027', { components: [component('Windows Server 2016')] });
    expect(seen(facts, '2027-01-28')).toMatchObject({ end: '2027-01-12', band: 'unsupported', left: -16 });
    expect(supportOf(facts, day('2027-01-28')).endsFrom).toBe('2027-01-12');
  });

  it('does not depend on the order of components and lines (main/domain/support.ts SupportFacts)', () => {
    const inOrders = anyFacts.chain((facts) =>
      fc.record({ facts: fc.constant(facts), components: shuffled(facts.components), cover: shuffled(facts.cover) }),
    );
    fc.assert(
      fc.property(inOrders, nearDay, ({ facts, components, cover }, today) => {
        expect(essence(supportOf({ ...facts, components, cover }, today))).toEqual(essence(supportOf(facts, today)));
      }),
      { numRuns: 500 },
    );
  });

  it('promises for an option exactly what would come (domain.md 1.4, design.md 6)', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const now = supportOf(facts, TODAY);
        for (const { newEnd, unlimited } of optionsFor(facts, TODAY)) {
          if (newEnd !== null) expect(newEnd.on > (now.endsUntil ?? '')).toBe(true);
          if (unlimited) expect(newEnd).toBeNull();
        }
      }),
    );
  });

  it('gives the same in every time zone (design.md 7)', () => {
    const script = `
      import { bandLimits, bandOf, daysLeft } from './main/domain/band.ts';
      import { contractPosition } from './main/domain/contract-term.ts';
      import { addDays, addMonths, day, lastDayOf, parsePartialDay } from './main/domain/day.ts';
      import { supportOf } from './main/domain/support.ts';
      import { optionsFor } from './main/domain/support.ts';
      import { nextChange } from './main/domain/support-change.ts';
      import { anyFacts, nearDay } from './test/support/arbitraries.ts';
      import { componentUntil, contractTerms, endingOn } from './test/support/facts.ts';
      import fc from 'fast-check';
      const out = [];
      for (const [facts, today] of fc.sample(fc.tuple(anyFacts, nearDay), { seed: 4, numRuns: 300 })) {
        const support = supportOf(facts, today);
        out.push(support, bandOf(support, today), daysLeft(support, today), optionsFor(facts, today), nextChange(facts, support, today));
      }
      for (let on = day('2011-12-25'); on < '2012-01-05'; on = addDays(on, 1)) out.push(on, addMonths(on, -1), addMonths(on, 6));
      for (const today of ['2026-03-29', '2026-10-25', '2026-11-21', '2028-02-29']) {
        const facts = endingOn('2027-06', { components: [componentUntil('2028')] });
        const support = supportOf(facts, day(today));
        out.push(bandLimits(day(today)), bandOf(support, day(today)), daysLeft(support, day(today)), support);
        out.push(contractPosition(contractTerms(), day(today)), lastDayOf(parsePartialDay('2028-02')));
      }
      process.stdout.write(JSON.stringify(out));`;
    const run = (zone: string) =>
      execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
        cwd: join(import.meta.dirname, '..', '..'),
        env: { ...process.env, TZ: zone, NODE_OPTIONS: '' },
        encoding: 'utf8',
      });
    // Samoa left the thirtieth of December 2011 out; the others have their clock changes on different days.
    const [utc, ...others] = ['UTC', 'Pacific/Kiritimati', 'Pacific/Apia', 'America/St_Johns', 'Europe/Berlin'].map(
      run,
    );
    expect(JSON.parse(utc ?? 'null')).toContain('2011-12-30');
    for (const other of others) expect(other).toBe(utc);
  });
});
