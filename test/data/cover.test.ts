import { describe, expect, it } from 'vitest';
import { day } from '../../main/domain/day.ts';
import type { ContractId, DeviceId } from '../../main/domain/ids.ts';
import { unitsOf } from '../../main/domain/money.ts';
import { addDevice, type ContractFields, contractFields } from '../support/builders.ts';
import { failureOf, openApp, type TestApp } from '../support/vault.ts';

const PRICE = { amount: '1000.00', currency: 'EUR' } as const;

async function contractWith(
  { client }: TestApp,
  tags: readonly string[],
  fields: Partial<ContractFields> = {},
): Promise<{ id: ContractId; devices: DeviceId[] }> {
  const devices: DeviceId[] = [];
  for (const assetTag of tags) devices.push((await addDevice(client, { device: { assetTag } })).deviceId);
  const { id } = await client.contract.create(contractFields({ yearlyPrice: PRICE, ...fields }));
  if (tags.length > 0) await client.contract.addDevices({ id, assetTags: [...tags], startsOn: null, endsOn: null });
  return { id, devices };
}

type Changes = Parameters<TestApp['client']['cover']['saveLines']>[0]['changes'];

async function save({ client }: TestApp, contractId: ContractId, tags: readonly string[], changes: Changes) {
  const { rows } = await client.cover.lines({ contractId, limit: 1000 });
  const lines = rows
    .filter(({ device }) => tags.includes(device.assetTag))
    .map(({ device, revision }) => ({ deviceId: device.id, revision }));
  return client.cover.saveLines({ contractId, lines, changes });
}

async function sharesOn({ client }: TestApp, contractId: ContractId) {
  const { rows } = await client.cover.lines({ contractId });
  return rows.map(({ device, yearly }) => `${device.assetTag} ${yearly?.amount}`);
}

describe('the devices of a contract', () => {
  it('share its price, and the rest is shared by those without an own share', async () => {
    const test = await openApp();
    const { id } = await contractWith(test, ['A', 'B', 'C']);
    expect(await sharesOn(test, id)).toEqual(['A 333.33', 'B 333.33', 'C 333.33']);
    expect(await save(test, id, ['A'], { priceShare: '500' })).toEqual({ changed: 1 });
    expect(await sharesOn(test, id)).toEqual(['A 500.00', 'B 250.00', 'C 250.00']);
    expect(await test.client.cover.summary({ contractId: id })).toMatchObject({
      devices: 3,
      ownShares: 1,
      ownDates: 0,
      price: PRICE,
      over: null,
      unshared: null,
      covered: 3,
    });
  });

  it('say when their shares are more than the price, and when they are less', async () => {
    const test = await openApp();
    const { id } = await contractWith(test, ['A', 'B']);
    await save(test, id, ['A', 'B'], { priceShare: '600.00' });
    expect((await test.client.cover.summary({ contractId: id })).over).toEqual({ amount: '200.00', currency: 'EUR' });
    expect(await sharesOn(test, id)).toEqual(['A 500.00', 'B 500.00']);
    await save(test, id, ['A', 'B'], { priceShare: '400.00' });
    expect(await test.client.cover.summary({ contractId: id })).toMatchObject({
      over: null,
      unshared: { amount: '200.00', currency: 'EUR' },
    });
    await save(test, id, ['A', 'B'], { priceShare: null });
    expect(await sharesOn(test, id)).toEqual(['A 500.00', 'B 500.00']);
  });

  it('have dates of their own, which the register follows; the others keep those of the contract (domain.md E10)', async () => {
    const test = await openApp();
    const { client } = test;
    const { deviceId } = await addDevice(client, {
      device: { assetTag: 'A' },
      endsOn: '2030-12-31',
      updatesNeedContract: 'yes',
    });
    const { id } = await contractWith(test, ['B']);
    await client.contract.addDevices({ id, assetTags: ['A'], startsOn: null, endsOn: null });
    const until = async () => (await client.device.get({ id: deviceId })).support.effectiveEnd?.on;
    expect(await until()).toBe('2030-12-31');
    await save(test, id, ['A'], { endsOn: day('2026-12-31') });
    expect(await until()).toBe('2026-12-31');
    const { rows } = await client.cover.lines({ contractId: id });
    expect(rows.map(({ device, coveredUntil }) => [device.assetTag, coveredUntil])).toEqual([
      ['A', '2026-12-31'],
      ['B', null],
    ]);
    // What the device's line does not include is its own too.
    await save(test, id, ['A'], { includesSecurityUpdates: 'no' });
    expect(await until()).toBe('2026-11-20');
  });

  it('cannot end before they begin, and are changed together or not at all', async () => {
    const test = await openApp();
    const { id } = await contractWith(test, ['A', 'B']);
    await save(test, id, ['B'], { startsOn: day('2026-06-01') });
    expect(await failureOf(save(test, id, ['A', 'B'], { endsOn: day('2026-05-31') }))).toMatchObject({
      code: 'input_refused',
      problem: 'ends_before_start',
    });
    const { rows } = await test.client.cover.lines({ contractId: id });
    expect(rows.map(({ endsOn }) => endsOn)).toEqual([null, null]);
  });

  it('are not changed by somebody who looked at what is no more', async () => {
    const test = await openApp();
    const { id, devices } = await contractWith(test, ['A']);
    const lines = [{ deviceId: devices[0] as DeviceId, revision: 1 }];
    await test.client.cover.saveLines({ contractId: id, lines, changes: { priceShare: '1.00' } });
    const late = test.client.cover.saveLines({ contractId: id, lines, changes: { priceShare: '2.00' } });
    expect(await failureOf(late)).toMatchObject({ code: 'stale_edit' });
    // The same again changes nothing, and is told as nothing.
    expect(await save(test, id, ['A'], { priceShare: '1' })).toEqual({ changed: 0 });
  });

  it('tell their changes in the history of the device and of the contract', async () => {
    const test = await openApp();
    const { id, devices } = await contractWith(test, ['A']);
    await save(test, id, ['A'], { priceShare: '12.50', endsOn: day('2026-12-31') });
    const [entry] = await test.client.device.history({ id: devices[0] as DeviceId });
    expect(entry).toMatchObject({ action: 'cover.saveLines' });
    const own = (await test.client.device.history({ id: devices[0] as DeviceId })).flatMap(({ changes }) => changes);
    expect(own).toContainEqual(expect.objectContaining({ field: 'priceShare', after: '12.50' }));
    expect((await test.client.contract.history({ id }))[0]).toMatchObject({ action: 'cover.saveLines' });
  });
});

describe('the chain of a device', () => {
  it('has warranty and contracts in a row, with the gap between them (domain.md E11)', async () => {
    const test = await openApp();
    const { client } = test;
    const { deviceId } = await addDevice(client, {
      device: { assetTag: 'P-1', inServiceOn: day('2024-04-01'), warrantyEndsOn: day('2026-12-31') },
    });
    const { id } = await contractWith(test, [], {
      number: 'B',
      startsOn: day('2027-01-02'),
      endsOn: day('2028-01-01'),
      renewal: 'none',
      renewalMonths: null,
    });
    await client.contract.addDevices({ id, assetTags: ['P-1'], startsOn: null, endsOn: null });
    expect(await client.cover.ofDevice({ deviceId })).toMatchObject({
      coveredToday: true,
      coveredUntil: '2026-12-31',
      lines: [
        { contract: null, startsOn: '2024-04-01' },
        { contract: 'B', vendor: 'Norvia Medical', ownEnd: false },
      ],
      next: { contract: 'B' },
      gaps: [
        { from: '2027-01-01', until: '2027-01-01', days: 1 },
        { from: '2028-01-02', until: null, days: null },
      ],
      overlaps: [],
    });
    const { rows } = await client.cover.lines({ contractId: id });
    expect(rows[0]?.gap).toEqual({ from: '2027-01-01', until: '2027-01-01', days: 1 });
    expect((await client.cover.summary({ contractId: id })).gaps).toBe(1);
    expect((await client.cover.gaps({})).rows).toMatchObject([
      { assetTag: 'P-1', from: '2027-01-01', until: '2027-01-01', before: '', after: 'B' },
      { assetTag: 'P-1', from: '2028-01-02', until: null, before: 'B', after: null },
    ]);
  });

  it('names devices in use that never had cover, and not those that nobody uses', async () => {
    const test = await openApp();
    await addDevice(test.client, { device: { assetTag: 'NONE' } });
    await addDevice(test.client, { device: { assetTag: 'STORED', status: 'storage' } });
    const ahead = { startsOn: day('2027-02-01'), endsOn: null, firstTermMonths: 12 };
    await contractWith(test, ['LATER'], { number: 'L', ...ahead });
    expect((await test.client.cover.gaps({})).rows.map(({ assetTag, until }) => [assetTag, until])).toEqual([
      ['LATER', '2027-01-31'],
      ['NONE', null],
    ]);
    expect((await test.client.cover.gaps({ asOf: day('2027-02-01') })).rows.map((row) => row.assetTag)).toEqual([
      'NONE',
    ]);
  });
});

describe('what contracts cost', () => {
  const year = (bound: string, renews = '0.00', possible = '0.00') => ({ bound, renews, possible });

  it('is bound to the end of the term and renews after it, in the fiscal years of the plan', async () => {
    const test = await openApp();
    await contractWith(test, ['A', 'B'], { number: 'C-101' });
    const cost = await test.client.cost.get({ years: 2 });
    expect(cost.years).toEqual([
      { year: 2026, from: '2026-01-01', until: '2026-12-31' },
      { year: 2027, from: '2027-01-01', until: '2027-12-31' },
    ]);
    // 31 days of 365 to the end of the term.
    expect(cost.totals).toEqual([year('1000.00'), year('84.93', '915.07')]);
    expect(cost.rows).toMatchObject([{ name: 'C-101', detail: 'Norvia Medical', sum: '2000.00' }]);
    const byDevice = await test.client.cost.get({ years: 2, by: 'device' });
    expect(byDevice.rows.map(({ name, sum }) => [name, sum])).toEqual([
      ['A', '1000.01'],
      ['B', '999.99'],
    ]);
    expect(byDevice.totals).toEqual(cost.totals);
  });

  it('rises by the escalator from its day on', async () => {
    const test = await openApp();
    await contractWith(test, ['A'], { escalatorPercent: '10', escalatesFrom: day('2027-02-01') });
    const { totals } = await test.client.cost.get({ fromYear: 2027, years: 2 });
    // 31 days of 365 before the second rise, 335 of 366 from it on.
    expect(totals).toEqual([year('84.93', '1006.58'), year('0.00', '1200.93')]);
  });

  it('never adds currencies, and names contracts without a price', async () => {
    const test = await openApp();
    await contractWith(test, [], { number: 'E-1' });
    await contractWith(test, [], { number: 'E-2' });
    await contractWith(test, [], { number: 'U-1', yearlyPrice: { amount: '7.00', currency: 'USD' } });
    await contractWith(test, [], { number: 'N-1', yearlyPrice: null });
    const cost = await test.client.cost.get({ years: 1 });
    expect(cost).toMatchObject({
      currency: 'EUR',
      currencies: [
        { currency: 'EUR', contracts: 2 },
        { currency: 'USD', contracts: 1 },
      ],
      totals: [year('2000.00')],
      unpriced: [{ number: 'N-1' }],
      total: 2,
    });
    expect((await test.client.cost.get({ years: 1, currency: 'USD' })).totals).toEqual([year('7.00')]);
  });

  it('is the same by contract, by department and by device, with what no device carries', async () => {
    const test = await openApp();
    const { client } = test;
    const { id } = await contractWith(test, ['A', 'B', 'C'], { escalatorPercent: '2.5' });
    await save(test, id, ['A'], { priceShare: '100.00', endsOn: day('2027-05-05') });
    await save(test, id, ['B', 'C'], { endsOn: day('2029-06-30') });
    await contractWith(test, [], { number: 'EMPTY' });
    const sums: string[] = [];
    for (const by of ['contract', 'department', 'device'] as const) {
      const { rows, totals } = await client.cost.get({ by, years: 10 });
      const whole = rows.reduce((sum, row) => sum + unitsOf(row.sum), 0n);
      const byYear = totals.reduce((sum, { bound, renews }) => sum + unitsOf(bound) + unitsOf(renews), 0n);
      expect(whole).toBe(byYear);
      sums.push(String(whole));
      if (by !== 'contract') expect(rows.at(-1)?.name).toBeNull();
    }
    expect(new Set(sums).size).toBe(1);
  });

  it('leaves the vault in every form, guarded', async () => {
    const test = await openApp();
    const { id } = await contractWith(test, ['=A1'], { number: '=C' });
    for (const format of ['json', 'csv', 'xlsx', 'pdf'] as const) {
      const gaps = await test.client.exports.coverGaps({ format, contractId: id });
      const cost = await test.client.exports.contractCost({ format, by: 'device', contractId: id });
      for (const { ticket, byteSize } of [gaps, cost]) {
        expect(byteSize).toBeGreaterThan(100);
        test.app.files.collect(ticket);
      }
    }
    const { ticket } = await test.client.exports.contractCost({ format: 'csv', by: 'device' });
    expect(new TextDecoder().decode(test.app.files.collect(ticket)?.bytes)).toContain("'=A1");
  });
});
