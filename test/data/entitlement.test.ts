import { describe, expect, it } from 'vitest';
import { day } from '../../main/domain/day.ts';
import { addDevice, contractFields } from '../support/builders.ts';
import { addDocument } from '../support/cases.ts';
import { failureOf, openApp, type TestApp } from '../support/vault.ts';

const VISITS = { kind: 'maintenance_visit', name: null, amount: 2, per: 'year', notes: null } as const;

/** Years of the contract run from 1 February to 31 January; today is 21 November 2026. */
async function withVisits(
  test: TestApp,
  fields: Partial<Parameters<TestApp['client']['entitlement']['create']>[0]> = {},
) {
  const { id: contractId } = await test.client.contract.create(contractFields());
  const { id } = await test.client.entitlement.create({ contractId, ...VISITS, ...fields });
  const use = (usedOn: string, more: Partial<{ amount: number; assetTag: string }> = {}) =>
    test.client.entitlement.recordUse({
      id,
      usedOn: day(usedOn),
      amount: 1,
      assetTag: null,
      documentId: null,
      note: null,
      ...more,
    });
  const read = async () => {
    const [first] = await test.client.entitlement.ofContract({ contractId });
    if (!first) throw new Error('no entitlement');
    return first;
  };
  return { contractId, id, use, read };
}

describe('an entitlement', () => {
  it('is used up in its period, and begins anew with the next', async () => {
    const test = await openApp();
    const { use, read } = await withVisits(test);
    await use('2026-01-31');
    await use('2026-02-01');
    expect((await read()).now).toEqual({
      from: '2026-02-01',
      until: '2027-01-31',
      used: 1,
      left: 1,
      beyond: 0,
      daysLeft: 71,
    });
    const { useId } = await use('2026-11-21', { amount: 2 });
    expect((await read()).now).toMatchObject({ used: 3, left: 0, beyond: 1 });
    await test.client.entitlement.takeBackUse({ useId });
    const { now, before } = await read();
    expect(now).toMatchObject({ used: 1, left: 1 });
    // What was not used in the years before has lapsed.
    expect(before).toEqual([
      { from: '2025-02-01', until: '2026-01-31', used: 1, left: 1, beyond: 0 },
      { from: '2024-02-01', until: '2025-01-31', used: 0, left: 2, beyond: 0 },
    ]);
  });

  it('keeps for which device, with which paper, and by whom it was used', async () => {
    const test = await openApp();
    const { deviceId } = await addDevice(test.client, { device: { assetTag: 'GW-01' } });
    const { documentId } = await addDocument(test, 'Protocol');
    const { id, read } = await withVisits(test);
    const use = { id, usedOn: day('2026-11-20'), amount: 1, assetTag: 'GW-01', documentId, note: 'yearly check' };
    await test.client.entitlement.recordUse(use);
    expect((await read()).uses).toMatchObject([
      {
        usedOn: '2026-11-20',
        deviceId,
        device: 'GW-01',
        documentId,
        document: 'Protocol',
        note: 'yearly check',
        recordedBy: 'Administrator',
      },
    ]);
  });

  it('is not used tomorrow, nor for a device or with a paper that is not there', async () => {
    const test = await openApp();
    const { id, use, read } = await withVisits(test);
    expect(await failureOf(use('2026-11-22'))).toMatchObject({ code: 'input_refused', problem: 'used_in_future' });
    expect(await failureOf(use('2026-11-21', { assetTag: 'nowhere' }))).toMatchObject({ code: 'not_found' });
    const other = { usedOn: day('2026-11-21'), assetTag: null, note: null };
    const missing = '00000000-0000-7000-8000-000000000000' as never;
    expect(await failureOf(test.client.entitlement.recordUse({ id, ...other, documentId: missing }))).toMatchObject({
      code: 'not_found',
    });
    expect((await read()).uses).toEqual([]);
  });

  it('is changed by whoever saw the newest, and its removal takes its uses along', async () => {
    const test = await openApp();
    const { id, contractId, use } = await withVisits(test);
    await use('2026-11-01');
    await test.client.entitlement.update({ id, revision: 1, changes: { amount: 4 } });
    const late = test.client.entitlement.update({ id, revision: 1, changes: { amount: 5 } });
    expect(await failureOf(late)).toMatchObject({ code: 'stale_edit' });
    expect(await failureOf(test.client.entitlement.remove({ id, revision: 1 }))).toMatchObject({ code: 'stale_edit' });
    await test.client.entitlement.remove({ id, revision: 2 });
    expect(await test.client.entitlement.ofContract({ contractId })).toEqual([]);
    const told = (await test.client.contract.history({ id: contractId })).map(({ action }) => action);
    expect(told).toEqual([
      'entitlement.remove',
      'entitlement.update',
      'entitlement.recordUse',
      'entitlement.create',
      'contract.create',
    ]);
  });

  it('keeps its uses when their device is retired', async () => {
    const test = await openApp();
    const { deviceId } = await addDevice(test.client, { device: { assetTag: 'GW-01' } });
    const { use, read, id } = await withVisits(test);
    await use('2026-11-01', { assetTag: 'GW-01' });
    const { revision } = await test.client.device.get({ id: deviceId });
    const gone = { disposedOn: null, dataErasedOn: null, reason: null };
    await test.client.device.retire({ id: deviceId, revision, on: day('2026-11-02'), ...gone });
    expect((await read()).id).toBe(id);
    expect((await read()).uses).toHaveLength(1);
  });
});

describe('what is left shortly before it lapses', () => {
  const lines = async ({ client }: TestApp) =>
    (await client.alert.list({ kinds: ['entitlement_left'], limit: 100 })).rows.map(({ by, entitlement, contract }) => [
      by,
      contract,
      entitlement?.left,
    ]);

  it('is told from 60 days before, until it is used', async () => {
    const test = await openApp('test', '2026-12-01');
    await withVisits(test);
    expect(await lines(test)).toEqual([]);
    const later = await openApp('test', '2026-12-02');
    const { use } = await withVisits(later);
    expect(await lines(later)).toEqual([['2027-01-31', 'C-101', 2]]);
    await use('2026-12-01');
    expect(await lines(later)).toEqual([['2027-01-31', 'C-101', 1]]);
    await use('2026-12-02');
    expect(await lines(later)).toEqual([]);
  });
});
