import { describe, expect, it } from 'vitest';
import type { ComponentId } from '../../main/domain/ids.ts';
import { addDevice, componentFields } from '../support/builders.ts';
import { openApp } from '../support/vault.ts';

/** Two gateways of a model that runs an OpenSSL which its maker no longer supports. */
async function gateways() {
  const { client, clock } = await openApp();
  const device = { softwareVersion: '5.2' };
  const { deviceId, modelId } = await addDevice(client, {
    device: { ...device, assetTag: 'GW-01' },
    endsOn: '2029-12-31',
    updatesNeedContract: 'no',
  });
  await addDevice(client, { device: { ...device, assetTag: 'GW-02' } });
  const { componentId } = await client.model.saveComponent({
    modelId,
    softwareVersion: null,
    componentId: null,
    revision: null,
    fields: componentFields({ kind: 'library', label: 'OpenSSL 3.4' }),
  });
  const state = (fields: object) =>
    client.device.recordStatement({
      componentId: componentId as ComponentId,
      kind: 'maintained_by_vendor',
      statedOn: '2026-09-01',
      untilOn: '2028-10-31',
      documentId: null,
      note: null,
      ...fields,
    } as never);
  const end = async () => (await client.device.get({ id: deviceId })).support.effectiveEnd?.on ?? null;
  const asked = async () =>
    (await client.alert.list({ kinds: ['statement_review'], limit: 100 })).rows.map(({ by, title, devices }) => [
      by,
      title,
      devices,
    ]);
  return { client, clock, modelId, state, end, asked };
}

describe('what a vendor says of a component', () => {
  it('extends every device of the model to its last day (domain.md 1.6 E15)', async () => {
    const { state, end } = await gateways();
    expect(await end()).toBe('2026-10-22');
    await state({});
    expect(await end()).toBe('2028-10-31');
  });

  it('is corrected by the newer word, also of the same day', async () => {
    const { client, modelId, state, end } = await gateways();
    await state({ untilOn: null });
    expect(await end()).toBe('2029-12-31');
    await state({ untilOn: '2027-03-31' });
    expect(await end()).toBe('2027-03-31');
    const { components } = await client.model.get({ id: modelId });
    expect(components[0]?.statements.map(({ untilOn, holds }) => [untilOn, holds])).toEqual([
      ['2027-03-31', true],
      [null, false],
    ]);
  });

  it('comes back on the list on its day of review, one line for the fleet, until there is a newer word (issue 4)', async () => {
    const { state, asked } = await gateways();
    await state({ reviewOn: '2026-12-15' });
    expect(await asked()).toEqual([['2026-12-15', 'OpenSSL 3.4', 2]]);
    await state({ statedOn: '2026-11-20', reviewOn: '2027-11-20' });
    expect(await asked()).toEqual([]);
  });

  it('asks nothing while its review is far, or once it is over', async () => {
    const { state, asked } = await gateways();
    await state({ reviewOn: '2027-06-30' });
    expect(await asked()).toEqual([]);
    await state({ statedOn: '2026-11-01', untilOn: '2026-11-10', reviewOn: '2026-11-05' });
    expect(await asked()).toEqual([]);
  });

  it('"approved" lets a paid extension count that nobody approved one by one (domain.md 1.6 E2)', async () => {
    const { client } = await openApp();
    const { deviceId, componentId } = await addDevice(client, {
      endsOn: '2040-12-31',
      os: 'Windows 10 22H2',
      updatesNeedContract: 'no',
    });
    const about = { componentId: componentId as ComponentId, documentId: null };
    const end = async () => (await client.device.get({ id: deviceId })).support.effectiveEnd?.on;
    await client.device.recordExtension({
      ...about,
      purchasedUntilOn: '2027-10-12',
      proof: 'Order 4711',
      vendorApproved: false,
      approval: null,
    } as never);
    expect(await end()).toBe('2025-10-14');
    await client.device.recordStatement({
      ...about,
      kind: 'approved',
      statedOn: '2026-10-01',
      untilOn: null,
      note: null,
    } as never);
    expect(await end()).toBe('2027-10-12');
  });
});
