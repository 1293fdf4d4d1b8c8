import { describe, expect, it } from 'vitest';
import { day } from '../../main/domain/day.ts';
import type { ContractId } from '../../main/domain/ids.ts';
import { addDevice, contractFields } from '../support/builders.ts';
import { failureOf, openApp, type TestApp } from '../support/vault.ts';

/** The contracts that wait for somebody, by number. */
async function waiting({ client }: TestApp): Promise<(string | null)[]> {
  const { rows } = await client.alert.list({});
  return rows.flatMap(({ kind, contract }) => (kind.startsWith('contract') ? [contract] : []));
}

async function decide(
  { client }: TestApp,
  id: ContractId,
  decision: 'renew' | 'renegotiate' | 'cancel' | 'let_end',
): Promise<void> {
  const { revision, position } = await client.contract.get({ id });
  const { runningEndsOn: termEndsOn } = position;
  if (termEndsOn === null) throw new Error('there is no term to decide about');
  await client.contract.recordDecision({ id, revision, termEndsOn, decision, reason: 'as offered', nextStep: null });
}

describe('a decision about the end of a term', () => {
  it('asks for a reason when notice was missed, and takes the contract off the list once it is given (domain.md story 16)', async () => {
    const test = await openApp();
    const { client, clock } = test;
    const { id } = await client.contract.create(contractFields());
    expect(await waiting(test)).toEqual(['C-101']);
    clock.set('2026-12-03');
    expect((await client.contract.get({ id })).position).toMatchObject({
      status: 'notice_missed',
      termEndsOn: '2028-01-31',
    });
    expect(await waiting(test)).toEqual(['C-101']);
    await decide(test, id, 'renew');
    expect(await waiting(test)).toEqual([]);
    expect((await client.contract.get({ id })).decisions).toMatchObject([
      { termEndsOn: '2027-01-31', decision: 'renew', decidedOn: '2026-12-03', decidedBy: 'Administrator' },
    ]);
    const [entry] = await client.contract.history({ id });
    expect(JSON.stringify(entry)).toContain('as offered');
    // The next term asks anew.
    clock.set('2027-09-15');
    expect(await waiting(test)).toEqual(['C-101']);
  });

  it('keeps the last day of notice on the list while notice has still to be given', async () => {
    const test = await openApp();
    const { id } = await test.client.contract.create(contractFields());
    for (const decision of ['renegotiate', 'cancel'] as const) {
      await decide(test, id, decision);
      expect(await waiting(test)).toEqual(['C-101']);
    }
  });

  it('is left behind by corrected dates, which ask again (contract-date engine)', async () => {
    const test = await openApp();
    const { client } = test;
    const { id } = await client.contract.create(contractFields());
    await decide(test, id, 'renew');
    expect(await waiting(test)).toEqual([]);
    const { revision } = await client.contract.get({ id });
    await client.contract.update({ id, revision, changes: { endsOn: day('2027-02-28') } });
    expect(await waiting(test)).toEqual(['C-101']);
    const stale = { id, revision: revision + 1, termEndsOn: day('2027-01-31'), reason: 'x', nextStep: null };
    expect(await failureOf(client.contract.recordDecision({ ...stale, decision: 'renew' }))).toMatchObject({
      code: 'input_refused',
      problem: 'not_the_running_term',
    });
  });

  it('to renew is the signature that an express renewal needs, and cover goes on with it', async () => {
    const { client, ...test } = await openApp();
    await addDevice(client, { endsOn: '2040-01-01', updatesNeedContract: 'yes' });
    const { id } = await client.contract.create(contractFields({ renewal: 'express' }));
    await client.contract.addDevices({ id, assetTags: ['GW-01'], startsOn: null, endsOn: null });
    const end = async () => (await client.device.get({ assetTag: 'GW-01' })).support.effectiveEnd?.on;
    expect(await end()).toBe('2027-01-31');
    await decide({ client, ...test }, id, 'renew');
    expect(await end()).toBe('2028-01-31');
    expect((await client.contract.get({ id })).position).toMatchObject({
      termEndsOn: '2028-01-31',
      renewsByItself: false,
    });
  });

  it('lets a device be covered for a length of months as for a day (docs/decisions/0007)', async () => {
    const { client } = await openApp();
    await addDevice(client, { endsOn: '2040-01-01', updatesNeedContract: 'yes' });
    const length = { endsOn: null, firstTermMonths: 36, lastDay: 'day_before', renewal: 'none' } as const;
    const { id } = await client.contract.create(contractFields(length));
    await client.contract.addDevices({ id, assetTags: ['GW-01'], startsOn: null, endsOn: null });
    expect((await client.device.get({ assetTag: 'GW-01' })).support.effectiveEnd?.on).toBe('2027-01-31');
    const both = client.contract.create(contractFields({ number: 'C-2', firstTermMonths: 36 }));
    expect(await failureOf(both)).toMatchObject({ code: 'input_refused', problem: 'end_and_length' });
    const floating = client.contract.create(contractFields({ ...length, number: 'C-3', startsOn: null }));
    expect(await failureOf(floating)).toMatchObject({ code: 'input_refused', problem: 'length_without_start' });
  });
});
