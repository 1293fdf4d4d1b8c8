import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ConflictFacts, conflictsOf, type PaidLine } from '../../main/domain/conflict.ts';
import { warrantyCoverLine } from '../../main/domain/cover.ts';
import { addDays, day } from '../../main/domain/day.ts';
import { DEVICE_STATUSES, TRISTATE } from '../../main/domain/device.ts';
import { nearDay } from '../support/arbitraries.ts';
import { TODAY } from '../support/facts.ts';

const EUR = (units: bigint) => ({ units: units * 10_000n, currency: 'EUR' });

function line(contract: string, fields: Partial<PaidLine> = {}): PaidLine {
  return {
    contractId: contract,
    contract,
    kind: 'service',
    includesSecurityUpdates: 'yes',
    startsOn: day('2024-01-01'),
    endsOn: day('2027-12-31'),
    renews: false,
    yearly: EUR(100n),
    ...fields,
  };
}

let made = 0;
function device(fields: Partial<ConflictFacts> = {}): ConflictFacts {
  made += 1;
  return {
    deviceId: `device-${made}`,
    modelId: `model-${made}`,
    status: 'in_service',
    plannedReplacementOn: null,
    supportOver: false,
    needsContract: 'unknown',
    warranty: null,
    lines: [line('C-1')],
    ...fields,
  };
}

const kinds = (...devices: ConflictFacts[]) => conflictsOf(devices, TODAY).map(({ kind }) => kind);

describe('a device', () => {
  it.each<[string, Partial<ConflictFacts>, readonly string[]]>([
    ['on one contract', {}, []],
    ['under warranty alone', { lines: [], warranty: warrantyCoverLine(null, TODAY) }, []],
    [
      'whose warranty ended yesterday',
      { lines: [], warranty: warrantyCoverLine(null, addDays(TODAY, -1)) },
      ['no_cover'],
    ],
    ['whose contract ends today', { lines: [line('C-1', { endsOn: TODAY })] }, []],
    ['whose contract begins tomorrow', { lines: [line('C-1', { startsOn: addDays(TODAY, 1) })] }, ['no_cover']],
    ['on a contract that goes on by itself', { lines: [line('C-1', { endsOn: null, renews: true })] }, []],
    ['that was retired and is still paid for', { status: 'retired' }, ['paying_past_retirement']],
    [
      'that was retired after its contract',
      { status: 'retired', lines: [line('C-1', { endsOn: addDays(TODAY, -1) })] },
      [],
    ],
    ['without support that is paid for', { supportOver: true }, ['paying_past_support']],
    ['on two service contracts', { lines: [line('C-1'), line('C-2')] }, ['two_contracts']],
    ['on a lease and a service contract', { lines: [line('C-1'), line('C-2', { kind: 'lease' })] }, []],
    ['in storage without cover', { status: 'storage', lines: [] }, []],
    ['in use without cover', { lines: [] }, ['no_cover']],
    ['that needs a contract and has none', { lines: [], needsContract: 'yes' }, ['updates_without_contract']],
    [
      'that needs a contract and has one without updates',
      { lines: [line('C-1', { includesSecurityUpdates: 'no' })], needsContract: 'yes' },
      ['updates_without_contract'],
    ],
    [
      'of whose contract nobody knows what it includes',
      { lines: [line('C-1', { includesSecurityUpdates: 'unknown' })], needsContract: 'yes' },
      [],
    ],
    ['that is planned to be replaced when cover ends', { plannedReplacementOn: day('2027-12-31') }, []],
    [
      'that is planned to be replaced a day later',
      { plannedReplacementOn: day('2028-01-01') },
      ['ends_before_replacement'],
    ],
    [
      'whose next contract follows without a gap',
      {
        plannedReplacementOn: day('2029-01-01'),
        lines: [line('C-1'), line('C-2', { startsOn: day('2028-01-01'), endsOn: day('2030-12-31') })],
      },
      [],
    ],
  ])('%s (issue: conflict finder)', (_what, fields, expected) => {
    expect(kinds(device(fields))).toEqual(expected);
  });

  it('without cover beside covered ones of its model is found once, as such (domain.md story 24)', () => {
    const modelId = 'pump';
    const found = conflictsOf([device({ modelId }), device({ modelId }), device({ modelId, lines: [] })], TODAY);
    expect(found).toMatchObject([{ kind: 'uncovered_beside_covered', modelId }]);
    expect(found[0]?.deviceIds).toHaveLength(1);
  });
});

describe('money at stake', () => {
  it('is what a device that is gone costs, and on two contracts all but the dearest', () => {
    const retired = conflictsOf(
      [device({ modelId: 'm', status: 'retired' }), device({ modelId: 'm', status: 'disposed' })],
      TODAY,
    );
    expect(retired[0]?.atStake).toEqual(new Map([['EUR', 2_000_000n]]));
    const lines = [
      line('C-1', { yearly: EUR(70n) }),
      line('C-2', { yearly: EUR(100n) }),
      line('C-3', { yearly: null }),
    ];
    expect(conflictsOf([device({ lines })], TODAY)[0]?.atStake).toEqual(new Map([['EUR', 700_000n]]));
  });

  it('keeps currencies apart', () => {
    const lines = [line('C-1'), line('C-2', { kind: 'lease', yearly: { units: 5n, currency: 'USD' } })];
    const [found] = conflictsOf([device({ status: 'retired', lines })], TODAY);
    expect(found?.atStake).toEqual(
      new Map([
        ['EUR', 1_000_000n],
        ['USD', 5n],
      ]),
    );
  });
});

describe('conflicts', () => {
  const lines = fc.array(
    fc
      .record({
        contract: fc.constantFrom('C-1', 'C-2', 'C-3'),
        startsOn: fc.option(nearDay),
        endsOn: fc.option(nearDay),
        includesSecurityUpdates: fc.constantFrom(...TRISTATE),
      })
      .map(({ contract, ...fields }) => line(contract, fields)),
    { maxLength: 3 },
  );
  const anyDevice = fc.record({
    status: fc.constantFrom(...DEVICE_STATUSES),
    modelId: fc.constantFrom('a', 'b'),
    plannedReplacementOn: fc.option(nearDay),
    supportOver: fc.boolean(),
    needsContract: fc.constantFrom(...TRISTATE),
    warranty: fc.option(nearDay.map((on) => warrantyCoverLine(null, on))),
    lines,
  });

  it('do not depend on the order of devices and lines, and name no device twice for its cover', () => {
    fc.assert(
      fc.property(fc.array(anyDevice, { maxLength: 8 }), nearDay, (drawn, today) => {
        const devices = drawn.map((fields, index) => ({ ...device(fields), deviceId: `d${index}` }));
        const turned = [...devices].reverse().map((one) => ({ ...one, lines: [...one.lines].reverse() }));
        const told = (list: readonly ConflictFacts[]) =>
          conflictsOf(list, today)
            .map(({ deviceIds, atStake, ...one }) =>
              JSON.stringify([one, [...deviceIds].sort(), [...atStake].map(String).sort()]),
            )
            .sort();
        expect(told(turned)).toEqual(told(devices));
        const cover = conflictsOf(devices, today)
          .filter(({ kind }) =>
            ['updates_without_contract', 'uncovered_beside_covered', 'no_cover', 'ends_before_replacement'].includes(
              kind,
            ),
          )
          .flatMap(({ deviceIds }) => deviceIds);
        expect(new Set(cover).size).toBe(cover.length);
      }),
    );
  });
});
