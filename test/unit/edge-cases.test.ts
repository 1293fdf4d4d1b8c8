import { describe, expect, it } from 'vitest';
import { bandOf, daysLeft } from '../../main/domain/band.ts';
import { type CoverLine, contractCoverLine, warrantyCoverLine } from '../../main/domain/cover.ts';
import { day } from '../../main/domain/day.ts';
import { type SupportFacts, supportOf } from '../../main/domain/support.ts';
import {
  component,
  componentUntil,
  contractTerms,
  dates,
  endingOn,
  extension,
  supportFacts,
  TODAY,
} from '../support/facts.ts';

/** On a system, and supported by its vendor for long. */
const on = (name: string, fields: Parameters<typeof component>[1] = {}) =>
  endingOn('2045-12-31', { components: [component(name, fields)] });

/** Under contracts, without which updates stop. */
const under = (...cover: readonly CoverLine[]) =>
  endingOn('2045-12-31', { entitlement: { needsContract: 'yes', saidBy: 'model' }, cover });

const line = (startsOn: string, endsOn: string): CoverLine => ({
  ...warrantyCoverLine(day(startsOn), day(endsOn)),
  contract: `from ${startsOn}`,
});

/** The gateway of E7: the vendor's end, and Windows Server 2016. */
const gateway = (...extensions: readonly ReturnType<typeof extension>[]) =>
  endingOn('2029-06-30', { components: [component('Windows Server 2016', { extensions })] });

const backports = componentUntil('2026-10-22', 'OpenSSL 3.4');
const letter = { kind: 'maintained_by_vendor', statedOn: day('2026-10-01'), untilOn: day('2028-10-31') } as const;

type Case = readonly [
  number: string,
  what: string,
  facts: SupportFacts,
  today: string,
  end: string | null,
  band: string,
  left: number | null,
];

/**
 * The edge cases of domain.md 1.6 by their numbers, as the rule answers them. E8 and E9 are about notice and stand in
 * contract-term.test.ts; E10 and E12 need a register and stand in data/listing.test.ts and data/handover.test.ts too.
 */
const CASES: readonly Case[] = [
  [
    'E1',
    'Windows 10 Enterprise LTSC 2021',
    on('Windows 10 Enterprise LTSC 2021'),
    TODAY,
    '2027-01-12',
    'approaching_3',
    52,
  ],
  [
    'E1',
    'the IoT edition of the same build',
    on('Windows 10 IoT Enterprise LTSC 2021'),
    TODAY,
    '2032-01-13',
    'supported',
    1879,
  ],
  ['E1', 'Windows 10 22H2', on('Windows 10 22H2'), TODAY, '2025-10-14', 'unsupported', -403],
  [
    'E2',
    'a second year that was bought',
    on('Windows 10 22H2', { extensions: [extension('2027-10-12')] }),
    TODAY,
    '2027-10-12',
    'approaching_12',
    325,
  ],
  [
    'E2',
    'bought, but without proof',
    on('Windows 10 22H2', { extensions: [extension('2027-10-12', { hasProof: false })] }),
    TODAY,
    '2025-10-14',
    'unsupported',
    -403,
  ],
  [
    'E2',
    'bought, but not approved by the vendor',
    on('Windows 10 22H2', { extensions: [extension('2027-10-12', { vendorApproved: false })] }),
    TODAY,
    '2025-10-14',
    'unsupported',
    -403,
  ],
  [
    'E3',
    'an extension of a programme that is over',
    on('Windows Server 2012 R2', { extensions: [extension('2028-10-13')] }),
    TODAY,
    '2026-10-13',
    'unsupported',
    -39,
  ],
  [
    'E3',
    'an extension of a programme that goes on',
    on('SQL Server 2016', { extensions: [extension('2029-07-17')] }),
    TODAY,
    '2029-07-17',
    'plan_36',
    969,
  ],
  [
    'E4',
    'no date of the vendor, a system that has ended',
    supportFacts({ components: [component('Windows 7')] }),
    TODAY,
    '2020-01-14',
    'unsupported',
    -2503,
  ],
  ['E4', 'no date of the vendor, no system', supportFacts(), TODAY, null, 'unknown', null],
  ['E5', 'June 2027', endingOn('2027-06'), TODAY, '2027-06-01', 'approaching_12', 192],
  ['E5', 'June 2027, in that month', endingOn('2027-06'), '2027-06-15', '2027-06-01', 'approaching_3', 0],
  ['E5', 'June 2027, after it', endingOn('2027-06'), '2027-07-01', '2027-06-01', 'unsupported', -1],
  ['E5', '2027', endingOn('2027'), TODAY, '2027-01-01', 'approaching_3', 41],
  ['E5', '2027, after it', endingOn('2027'), '2028-01-01', '2027-01-01', 'unsupported', -1],
  ['E6', 'the first date', endingOn('2030-12-31'), TODAY, '2030-12-31', 'supported', 1501],
  [
    'E6',
    'a date that moved',
    supportFacts({ modelDates: dates({ end_of_support: ['2030-12-31', '2029-06-30'] }) }),
    TODAY,
    '2029-06-30',
    'plan_36',
    952,
  ],
  ['E7', 'the system ends before the vendor', gateway(), TODAY, '2027-01-12', 'approaching_3', 52],
  [
    'E7',
    'with an approved extension the vendor does',
    gateway(extension('2030-01-12')),
    TODAY,
    '2029-06-30',
    'plan_36',
    952,
  ],
  [
    'E10',
    'a line with an end of its own',
    under(
      contractCoverLine(
        { number: 'C-1', terms: contractTerms({ endsOn: '2030-01-31' }), includesSecurityUpdates: 'yes' },
        { startsOn: null, endsOn: day('2027-03-31'), includesSecurityUpdates: null },
      ),
    ),
    TODAY,
    '2027-03-31',
    'approaching_6',
    130,
  ],
  [
    'E11',
    'cover with a gap of one day',
    under(line('2026-01-01', '2027-03-31'), line('2027-04-02', '2028-03-31')),
    TODAY,
    '2027-03-31',
    'approaching_6',
    130,
  ],
  [
    'E11',
    'cover without a gap',
    under(line('2026-01-01', '2027-03-31'), line('2027-04-01', '2028-03-31')),
    TODAY,
    '2028-03-31',
    'approaching_18',
    496,
  ],
  ['E12', 'retired', { ...gateway(), status: 'retired' }, TODAY, null, 'not_tracked', null],
  [
    'E14',
    'an old version of a supported model',
    endingOn('2032-12-31', { softwareVersion: '4.1', versionDates: dates({ end_of_security_support: '2026-12-31' }) }),
    TODAY,
    '2026-12-31',
    'approaching_3',
    40,
  ],
  [
    'E15',
    'a component that has ended',
    endingOn('2030-12-31', { components: [backports] }),
    TODAY,
    '2026-10-22',
    'unsupported',
    -30,
  ],
  [
    'E15',
    'kept up by the vendor',
    endingOn('2030-12-31', { components: [{ ...backports, statements: [letter] }] }),
    TODAY,
    '2028-10-31',
    'plan_24',
    710,
  ],
  ['E16', 'ending today', endingOn('2026-11-21'), TODAY, '2026-11-21', 'approaching_3', 0],
  ['E16', 'ended yesterday', endingOn('2026-11-20'), TODAY, '2026-11-20', 'unsupported', -1],
  ['E16', 'on the last day of 18 months', endingOn('2028-05-21'), TODAY, '2028-05-21', 'approaching_18', 547],
  ['E16', 'on the day after', endingOn('2028-05-22'), TODAY, '2028-05-22', 'plan_24', 548],
];

describe('the edge cases of domain.md 1.6', () => {
  it.each(CASES)('%s: %s', (_number, _what, facts, today, end, band, left) => {
    const support = supportOf(facts, day(today));
    expect([support.effectiveEnd?.on ?? null, bandOf(support, day(today)), daysLeft(support, day(today))]).toEqual([
      end,
      band,
      left,
    ]);
  });
});
