import { describe, expect, it } from 'vitest';
import { day } from '../../main/domain/day.ts';
import type { DeviceId, ModelId, ObligationId } from '../../main/domain/ids.ts';
import { addDevice, contractFields, deviceFields } from '../support/builders.ts';
import { addPromise } from '../support/obligations.ts';
import { fixToInstall, INSTALL_WITHIN } from '../support/own-times.ts';
import { failureOf, openApp, type TestApp } from '../support/vault.ts';

type Client = TestApp['client'];

/** Pumps whose patches the hospital installs, and a fix that has been out since 2026-10-31. */
async function pumps(count = 3): Promise<
  TestApp & {
    readonly modelId: ModelId;
    readonly deviceIds: readonly DeviceId[];
    readonly obligationId: ObligationId;
  }
> {
  const test = await openApp();
  const { client } = test;
  const first = await addDevice(client, {
    device: { assetTag: 'PU-1', manufacturer: 'Norvia Medical', model: 'InfuSmart' },
  });
  const { revision } = await client.model.get({ id: first.modelId });
  await client.model.update({
    id: first.modelId,
    revision,
    changes: { whoInstalls: 'hospital_with_instructions' },
  });
  const deviceIds = [first.deviceId];
  for (let index = 2; index <= count; index++) {
    const { id } = await client.device.create(
      deviceFields({ assetTag: `PU-${index}`, manufacturer: 'Norvia Medical', model: 'InfuSmart' }),
    );
    deviceIds.push(id);
  }
  const obligationId = await fixToInstall(client, first.modelId, 'InfuSmart 5.3');
  return { ...test, modelId: first.modelId, deviceIds, obligationId };
}

const standing = async (client: Client, id: ObligationId) => {
  const { state, dueOn, metOn, daysLate, devices, installed } = await client.obligation.get({ id });
  return { state, dueOn, metOn, daysLate, devices, installed };
};
const done = (obligationId: ObligationId, on: string, more: object) => ({ obligationId, doneOn: day(on), ...more });

describe('what the hospital installs itself', () => {
  it('is owed on a day of our own, is not met by a control, and is met late on the day of the last device (W15)', async () => {
    const { client, obligationId: id, deviceIds } = await pumps();
    expect(await standing(client, id)).toMatchObject({
      dueOn: '2026-11-15',
      state: 'breached',
      daysLate: 6,
      devices: 3,
    });

    const control = await client.exception.create({
      reason: 'Until the night shift has time',
      owner: 'Jonas Weber',
      documentId: null,
      kind: 'compensating_control',
      title: 'Pumps in a network of their own',
      decidedOn: day('2026-11-12'),
      endsOn: day('2027-01-31'),
      devices: {},
      obligationId: id,
    });
    expect(control.devices).toBe(3);
    expect((await client.exception.list({ filter: { obligationId: id } })).rows).toMatchObject([
      { id: control.id, obligation: 'InfuSmart 5.3', state: 'in_force' },
    ]);
    expect(await standing(client, id)).toMatchObject({ state: 'breached', metOn: null, daysLate: 6 });

    const first = await client.installation.record(
      done(id, '2026-11-18', { assetTags: ['PU-1', 'PU-2', 'GW-77'], note: 'Ward 3' }),
    );
    expect(first).toEqual({ recorded: 2, devices: 3, installed: 2, missing: ['GW-77'] });
    expect(await standing(client, id)).toMatchObject({ state: 'breached', installed: 2 });

    const last = await client.installation.record(done(id, '2026-11-20', { deviceIds: [deviceIds[2]] }));
    expect(last).toEqual({ recorded: 1, devices: 3, installed: 3, missing: [] });
    expect(await standing(client, id)).toMatchObject({ state: 'met_late', metOn: '2026-11-20', daysLate: 5 });

    await client.installation.remove({ obligationId: id, deviceIds: deviceIds.slice(2) });
    expect(await standing(client, id)).toMatchObject({ state: 'breached', metOn: null, installed: 2 });
  });

  it('counts on our own clock, and never on that of a vendor', async () => {
    const { client, modelId } = await pumps();
    const { vendorId } = await client.model.get({ id: modelId });
    const own = await client.scorecard.get({ vendorId: null });
    expect(own.total).toMatchObject({ breached: 1, medianDaysLate: 6, onTime: null });
    expect(own.lines).toMatchObject([{ kind: 'INSTALL', band: 'critical', breached: 1 }]);
    expect((await client.scorecard.get({ vendorId })).lines).toEqual([]);
    expect(await client.scorecard.compare({})).toMatchObject({ rows: [], own: { breached: 1 } });
  });

  it('notes the same once, and a newer day in its place', async () => {
    const { client, obligationId: id, deviceIds } = await pumps(1);
    const record = (on: string) => client.installation.record(done(id, on, { deviceIds }));
    expect((await record('2026-11-10')).recorded).toBe(1);
    expect(await standing(client, id)).toMatchObject({ state: 'met', metOn: '2026-11-10' });
    expect((await record('2026-11-10')).recorded).toBe(0);
    expect((await record('2026-11-16')).recorded).toBe(1);
    expect(await standing(client, id)).toMatchObject({ state: 'met_late', daysLate: 1 });
  });

  it('refuses days to come, no devices and promises of another kind, and writes nothing', async () => {
    const { client, obligationId: id } = await pumps(1);
    const refusal = (more: object, on = '2026-11-10') => failureOf(client.installation.record(done(id, on, more)));
    expect(await refusal({ assetTags: ['PU-1'] }, '2026-11-22')).toMatchObject({ problem: 'done_in_future' });
    expect(await refusal({})).toMatchObject({ problem: 'no_devices' });
    const commitmentId = await addPromise(client, {}, { ...INSTALL_WITHIN, kind: 'COMP_CONTROL' });
    const { ids } = await client.obligation.startClock({
      commitmentIds: [commitmentId],
      event: 'FIX_AVAILABLE',
      title: 'Another',
      on: day('2026-11-01'),
    });
    const other = client.installation.record(done(ids[0] as ObligationId, '2026-11-10', { assetTags: ['PU-1'] }));
    expect(await failureOf(other)).toMatchObject({ problem: 'not_an_installation' });
    expect(await standing(client, id)).toMatchObject({ installed: 0 });
  });

  it('is told of each device: what is owed first, then what was installed, and in its history', async () => {
    const { client, obligationId: id, modelId, deviceIds } = await pumps(1);
    const [deviceId] = deviceIds as [DeviceId];
    await fixToInstall(client, modelId, 'InfuSmart 5.4', day('2026-11-20'));
    await client.installation.record(done(id, '2026-11-10', { assetTags: ['PU-1'], note: 'By night' }));
    expect(await client.installation.ofDevice({ deviceId })).toMatchObject([
      { title: 'InfuSmart 5.4', state: 'running', dueOn: '2026-12-05', doneOn: null },
      { title: 'InfuSmart 5.3', state: 'met', doneOn: '2026-11-10', note: 'By night' },
    ]);
    expect((await client.device.history({ id: deviceId })).map(({ action }) => action)).toContain(
      'installation.record',
    );
    expect((await client.obligation.history({ id })).map(({ action }) => action)).toContain('installation.record');
  });

  it('says who installs, who said so, and which times hold for a model; a vendor without a time is flagged (PM-05)', async () => {
    const { client, modelId } = await pumps(1);
    expect(await client.installation.ofModel({ modelId })).toMatchObject({
      who: 'hospital_with_instructions',
      source: { file: null },
      promises: [],
      ownTimes: [{ severity: 'critical', amount: 15, unit: 'calendar_days' }],
      responseTimeMissing: false,
    });
    const { revision } = await client.model.get({ id: modelId });
    await client.model.update({ id: modelId, revision, changes: { whoInstalls: 'vendor_only' } });
    expect(await client.installation.ofModel({ modelId })).toMatchObject({ ownTimes: [], responseTimeMissing: true });

    const { id: contractId } = await client.contract.create(contractFields());
    await addPromise(client, { contractId }, { ...INSTALL_WITHIN, obligor: 'vendor', amount: 20 });
    // The contract does not cover any device of the model yet.
    expect(await client.installation.ofModel({ modelId })).toMatchObject({ promises: [], responseTimeMissing: true });
    await client.contract.addDevices({ id: contractId, assetTags: ['PU-1'], startsOn: null, endsOn: null });
    expect(await client.installation.ofModel({ modelId })).toMatchObject({
      promises: [{ contract: 'C-101', amount: 20 }],
      responseTimeMissing: false,
    });
  });
});
