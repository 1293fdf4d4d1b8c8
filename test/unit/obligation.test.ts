import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Day, day } from '../../main/domain/day.ts';
import {
  type AffectedTarget,
  bandOfObligation,
  isAbout,
  isInForce,
  isOfBand,
  milestoneTrigger,
  noticeReceivedOn,
  type PromiseTerms,
  readTriggerKey,
  startOfRaised,
  targetsOf,
} from '../../main/domain/obligation.ts';
import { dueOf, leading } from '../../main/domain/obligation-clock.ts';

const PLAIN = { isHoliday: () => false, zone: 'UTC' };
const promise = (terms: Partial<PromiseTerms> = {}): PromiseTerms => ({
  kind: 'REMEDIATE',
  severity: 'any',
  clockStart: 'VENDOR_AWARE',
  direction: 'after',
  obligor: 'vendor',
  contractId: null,
  vendorId: 'norvia',
  validFrom: null,
  validTo: null,
  scope: null,
  ...terms,
});
const target = (fields: Partial<AffectedTarget> = {}): AffectedTarget => ({
  modelId: 'gateway',
  vendorId: 'norvia',
  whoInstalls: null,
  softwareVersionId: null,
  component: null,
  ...fields,
});
const bands = (...of: ('critical' | 'high' | 'exploited')[]) => new Set(of);

describe('a trigger', () => {
  it('is named so that it can be read back', () => {
    expect(readTriggerKey(milestoneTrigger('m', null, 'end_of_support'))).toEqual({
      kind: 'milestone',
      rest: 'm|-|end_of_support',
    });
    expect(readTriggerKey('vulnerability:CVE-2023-43208')).toEqual({ kind: 'vulnerability', rest: 'CVE-2023-43208' });
    expect([readTriggerKey('moon:1'), readTriggerKey('advisory:'), readTriggerKey('')]).toEqual([null, null, null]);
  });
});

describe('which promise meets which event', () => {
  const advisory = { kind: 'advisory', milestone: null, bands: bands('high') } as const;
  const known = { kind: 'vulnerability', milestone: null, bands: bands('exploited') } as const;
  it.each([
    [promise(), advisory, true],
    [promise({ kind: 'NOTIFY_EXPLOITED' }), advisory, false],
    [promise({ kind: 'NOTIFY_EXPLOITED' }), known, true],
    [promise({ clockStart: 'KEV_ADDED' }), advisory, false],
    [promise({ clockStart: 'ADVISORY_RECEIVED' }), known, false],
    [promise({ kind: 'RESTORE_TIME' }), advisory, false],
    [promise({ clockStart: 'HOSPITAL_REQUEST' }), advisory, false],
    [
      promise({ kind: 'EOS_NOTICE', clockStart: 'MILESTONE_DATE', direction: 'before' }),
      { kind: 'milestone', milestone: 'end_of_support', bands: new Set<never>() } as const,
      true,
    ],
    [
      promise({ kind: 'EOL_NOTICE', clockStart: 'MILESTONE_DATE', direction: 'before' }),
      { kind: 'milestone', milestone: 'end_of_support', bands: new Set<never>() } as const,
      false,
    ],
    [
      promise({ kind: 'RENEWAL_NOTICE', clockStart: 'CONTRACT_END', direction: 'before' }),
      { kind: 'contract', milestone: null, bands: new Set<never>() } as const,
      true,
    ],
    [promise(), { kind: 'event', milestone: null, bands: new Set<never>() } as const, false],
  ])('%#', (terms, trigger, meets) => {
    expect(isAbout(terms, trigger)).toBe(meets);
  });

  it('goes by the severity that a source prints, and judges nothing itself', () => {
    expect(isOfBand(promise({ severity: 'critical' }), bands('high'))).toBe(false);
    expect(isOfBand(promise({ severity: 'high' }), bands('high', 'exploited'))).toBe(true);
    expect(isOfBand(promise({ severity: 'uncontrolled' }), bands('critical', 'exploited'))).toBe(false);
    expect(isOfBand(promise(), new Set())).toBe(true);
    expect(bandOfObligation(promise(), bands('high', 'exploited'))).toBe('exploited');
    expect(bandOfObligation(promise({ severity: 'high' }), bands('high', 'exploited'))).toBe('high');
    expect(bandOfObligation(promise(), new Set())).toBe('any');
  });

  it('is about what its scope names, of its own vendor where it stands in no contract', () => {
    const scope = { models: new Set(['gateway']), versions: new Set<string>(), components: new Set(['openssl']) };
    const other = target({ modelId: 'pump', component: 'openssl' });
    expect(targetsOf(promise({ scope }), [target(), other, target({ modelId: 'pump' })])).toEqual([target(), other]);
    expect(targetsOf(promise({ vendorId: 'acme' }), [target()])).toEqual([]);
    expect(targetsOf(promise({ vendorId: 'acme', contractId: 'c' }), [target()])).toEqual([target()]);
  });

  it('asks only those to install who do, and everybody where nobody has said who', () => {
    const hospital = target({ whoInstalls: 'hospital_with_instructions' });
    const vendor = target({ whoInstalls: 'vendor_remote' });
    const own = promise({ kind: 'INSTALL', obligor: 'hospital', vendorId: null });
    expect(targetsOf(own, [hospital, vendor, target()])).toEqual([hospital, target()]);
    expect(targetsOf(promise({ kind: 'INSTALL' }), [hospital, vendor, target()])).toEqual([vendor, target()]);
  });

  it('was in force when it counted, on the first and on the last day', () => {
    const on = (from: string, to: string) => ({ from: day(from), to: day(to) });
    const period = on('2026-01-01', '2026-06-30');
    expect(isInForce([period], on('2026-06-30', '2029-06-30'))).toBe(true);
    expect(isInForce([period], on('2026-07-01', '2029-06-30'))).toBe(false);
    expect(isInForce([period], on('2025-01-01', '2026-01-01'))).toBe(true);
    expect(isInForce([{ from: null, to: null }, period], on('2025-12-31', '2025-12-31'))).toBe(false);
  });
});

describe('a severity that was raised (domain.md W12)', () => {
  it('counts from the day of the change, and the earlier limit leads', () => {
    const start = { event: 'VENDOR_AWARE', on: day('2026-09-01'), at: null, basis: 'stated' } as const;
    const raised = startOfRaised(start, day('2026-11-16'));
    const high = dueOf(start, { amount: 90, unit: 'calendar_days', direction: 'after' }, PLAIN, 0);
    const exploited = dueOf(raised, { amount: 30, unit: 'calendar_days', direction: 'after' }, PLAIN, 0);
    expect([high.on, exploited.on]).toEqual(['2026-11-30', '2026-12-16']);
    expect(leading([high, exploited])).toBe(high);
    expect(startOfRaised(start, day('2026-08-01'))).toBe(start);
  });
});

describe('the day of a notice', () => {
  const entry = (on: string | null, receivedOn: string | null) => ({
    on: on as Day | null,
    receivedOn: receivedOn as Day | null,
  });
  it.each([
    [[], null],
    [[entry('2029-06-30', null)], null],
    [[entry('2029-06-30', '2026-09-15')], '2026-09-15'],
    // A later end is no new notice; an earlier one is.
    [[entry('2029-06-30', '2025-01-01'), entry('2030-06-30', '2026-01-01')], '2025-01-01'],
    [[entry('2030-06-30', '2025-01-01'), entry('2029-06-30', '2026-01-01')], '2026-01-01'],
    // What was taken back tells nothing.
    [[entry('2029-06-30', '2025-01-01'), entry(null, '2025-06-01'), entry('2029-06-30', '2026-01-01')], '2026-01-01'],
    [[entry('2029-06-30', '2025-01-01'), entry(null, '2025-06-01')], null],
  ])('%#', (entries, on) => {
    expect(noticeReceivedOn(entries)).toBe(on);
  });

  it('never lies after the receipt of the letter that holds', () => {
    const days = fc.constantFrom('2025-01-01', '2026-01-01', '2027-01-01', '2028-01-01');
    fc.assert(
      fc.property(fc.array(fc.record({ on: days, receivedOn: days }), { minLength: 1 }), (said) => {
        const entries = said.map(({ on, receivedOn }) => entry(on, receivedOn));
        const told = noticeReceivedOn(entries);
        expect(told !== null && told <= (said.at(-1)?.receivedOn ?? '')).toBe(true);
      }),
    );
  });
});
