import { describe, expect, it } from 'vitest';
import type { ConflictKind } from '../../main/domain/conflict.ts';
import { day } from '../../main/domain/day.ts';
import { addDevice, contractFields, type DeviceFields, type ModelFields } from '../support/builders.ts';
import { failureOf, openApp, type TestApp } from '../support/vault.ts';

/** A device of a model of its own, unless one is named, with what it is on. */
interface Seeded {
  readonly tag: string;
  readonly model?: string;
  readonly on?: readonly string[];
  readonly device?: Partial<DeviceFields>;
  readonly updatesNeedContract?: ModelFields['updatesNeedContract'];
  readonly endsOn?: string;
  readonly retired?: boolean;
  readonly expected?: { readonly kind: ConflictKind; readonly atStake?: string; readonly gapDays?: number };
}

/** Twelve contradictions among devices of which most are in order. */
const SEEDED: readonly Seeded[] = [
  { tag: 'R-1', on: ['PLAIN'], retired: true, expected: { kind: 'paying_past_retirement', atStake: '100.00 EUR' } },
  { tag: 'R-2', on: ['RENEWS'], retired: true, expected: { kind: 'paying_past_retirement', atStake: '250.00 EUR' } },
  { tag: 'R-3', on: ['OVER'], retired: true },
  { tag: 'S-1', on: ['PLAIN'], endsOn: '2026-11-20', expected: { kind: 'paying_past_support', atStake: '100.00 EUR' } },
  { tag: 'S-2', on: ['NO-PRICE'], endsOn: '2020-01', expected: { kind: 'paying_past_support' } },
  { tag: 'S-3', on: ['PLAIN'], endsOn: '2026-11-21' },
  { tag: 'S-4', on: ['PLAIN'], endsOn: '2026' },
  { tag: 'T-1', on: ['PLAIN', 'RENEWS'], expected: { kind: 'two_contracts', atStake: '100.00 EUR' } },
  { tag: 'T-2', on: ['PLAIN', 'OVER'] },
  { tag: 'T-3', on: ['PLAIN', 'LEASE'] },
  { tag: 'U-1', updatesNeedContract: 'yes', expected: { kind: 'updates_without_contract' } },
  { tag: 'U-2', on: ['NO-UPDATES'], updatesNeedContract: 'yes', expected: { kind: 'updates_without_contract' } },
  { tag: 'U-3', on: ['NO-UPDATES'] },
  { tag: 'U-4', updatesNeedContract: 'yes', device: { warrantyEndsOn: day('2028-01-01') } },
  { tag: 'M-1', model: 'Pump', on: ['PLAIN'] },
  { tag: 'M-2', model: 'Pump', on: ['RENEWS'] },
  { tag: 'M-3', model: 'Pump', expected: { kind: 'uncovered_beside_covered' } },
  { tag: 'N-1', expected: { kind: 'no_cover' } },
  { tag: 'N-2', on: ['OVER'], expected: { kind: 'no_cover' } },
  { tag: 'N-3', device: { status: 'storage' } },
  {
    tag: 'P-1',
    on: ['PLAIN'],
    device: { plannedReplacementOn: day('2028-01-10') },
    expected: { kind: 'ends_before_replacement', gapDays: 10 },
  },
  {
    tag: 'P-2',
    device: { warrantyEndsOn: day('2027-12-31'), plannedReplacementOn: day('2028-12-31') },
    expected: { kind: 'ends_before_replacement', gapDays: 366 },
  },
  { tag: 'P-3', on: ['RENEWS'], device: { plannedReplacementOn: day('2035-01-01') } },
];

const CONTRACTS = {
  PLAIN: { endsOn: day('2027-12-31'), renewal: 'none', renewalMonths: null },
  RENEWS: {},
  OVER: { endsOn: day('2026-11-20'), renewal: 'none', renewalMonths: null },
  'NO-PRICE': { renewal: 'none', renewalMonths: null, endsOn: day('2027-12-31'), yearlyPrice: null },
  LEASE: { kind: 'lease' },
  'NO-UPDATES': { includesSecurityUpdates: 'no' },
} as const;

async function seed({ client }: TestApp): Promise<void> {
  for (const one of SEEDED) {
    const { deviceId } = await addDevice(client, {
      device: { assetTag: one.tag, model: one.model ?? `Model ${one.tag}`, ...one.device },
      ...(one.endsOn === undefined ? {} : { endsOn: one.endsOn }),
      ...(one.updatesNeedContract === undefined ? {} : { updatesNeedContract: one.updatesNeedContract }),
    });
    if (!one.retired) continue;
    const { revision } = await client.device.get({ id: deviceId });
    const gone = { disposedOn: null, dataErasedOn: null, reason: null };
    await client.device.retire({ id: deviceId, revision, on: day('2026-05-01'), ...gone });
  }
  for (const [number, fields] of Object.entries(CONTRACTS)) {
    const assetTags = SEEDED.filter(({ on }) => on?.includes(number)).map(({ tag }) => tag);
    // Each device on PLAIN costs 100.00, on RENEWS 250.00.
    const price = `${(number === 'RENEWS' ? 250 : 100) * Math.max(1, assetTags.length)}.00`;
    const yearlyPrice = { amount: price, currency: 'EUR' };
    const { id } = await client.contract.create(contractFields({ number, yearlyPrice, ...fields }));
    if (assetTags.length > 0) await client.contract.addDevices({ id, assetTags, startsOn: null, endsOn: null });
  }
}

const told = (rows: Awaited<ReturnType<TestApp['client']['conflict']['report']>>['rows']) =>
  rows
    .map(({ kind, assetTags, atStake, gapDays }) => ({
      tag: assetTags.join(' '),
      kind,
      atStake: atStake.map(({ amount, currency }) => `${amount} ${currency}`).join(' '),
      gapDays,
    }))
    .sort((a, b) => (a.tag < b.tag ? -1 : 1));

describe('the conflict finder', () => {
  it('finds all of twelve seeded contradictions and none that is not one (issue: conflict finder)', async () => {
    const test = await openApp();
    await seed(test);
    const expected = SEEDED.flatMap(({ tag, expected: one }) =>
      one === undefined ? [] : [{ tag, kind: one.kind, atStake: one.atStake ?? '', gapDays: one.gapDays ?? null }],
    ).sort((a, b) => (a.tag < b.tag ? -1 : 1));
    expect(expected).toHaveLength(12);
    expect(told((await test.client.conflict.report({})).rows)).toEqual(expected);
  });

  it('answers the same for today whether it reads the register or computes every device anew', async () => {
    const test = await openApp();
    await seed(test);
    const { client, clock } = test;
    const report = async () => told((await client.conflict.report({ asOf: day('2027-06-01') })).rows);
    const ahead = await report();
    clock.set('2027-06-01');
    expect(await report()).toEqual(ahead);
  });

  it('is settled by taking the device off the contract, and is then no more', async () => {
    const { client, ...test } = await openApp();
    await seed({ client, ...test });
    const { rows, counts } = await client.conflict.list({ kind: ['paying_past_retirement'] });
    expect(counts.paying_past_retirement).toBe(2);
    const conflict = rows.find(({ contracts }) => contracts[0]?.number === 'PLAIN');
    const [contract] = conflict?.contracts ?? [];
    if (!conflict || !contract) throw new Error('the conflict was not found');
    const { members } = await client.conflict.get({ key: conflict.key });
    expect(members.map(({ assetTag }) => assetTag)).toEqual(['R-1']);
    await client.contract.removeDevices({ id: contract.id, deviceIds: members.map(({ id }) => id) });
    expect(await failureOf(client.conflict.get({ key: conflict.key }))).toMatchObject({ code: 'not_found' });
  });

  it('taking two retired pumps off leaves forty covered and one without cover (domain.md story 24)', async () => {
    const { client } = await openApp();
    const tags = Array.from({ length: 43 }, (_, n) => `P-${String(n).padStart(2, '0')}`);
    for (const assetTag of tags) await addDevice(client, { device: { assetTag, model: 'InfuSmart 300' } });
    const { id } = await client.contract.create(contractFields());
    await client.contract.addDevices({ id, assetTags: tags.slice(0, 42), startsOn: null, endsOn: null });
    const retired = await Promise.all(tags.slice(0, 2).map((assetTag) => client.device.get({ assetTag })));
    for (const { id: deviceId, revision } of retired) {
      const gone = { disposedOn: null, dataErasedOn: null, reason: null };
      await client.device.retire({ id: deviceId, revision, on: day('2026-11-01'), ...gone });
    }
    const kinds = async () =>
      (await client.conflict.report({})).rows.map(({ kind, devices, assetTags }) => [kind, devices, assetTags[0]]);
    expect(await kinds()).toEqual([
      ['paying_past_retirement', 2, 'P-00'],
      ['uncovered_beside_covered', 1, 'P-42'],
    ]);
    await client.contract.removeDevices({ id, deviceIds: retired.map((device) => device.id) });
    expect(await kinds()).toEqual([['uncovered_beside_covered', 1, 'P-42']]);
    expect((await client.contract.report({})).rows[0]?.coveredDevices).toBe(40);
  });
});
