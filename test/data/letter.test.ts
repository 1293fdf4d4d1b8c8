import { expect, test } from 'vitest';
import type { AppClient } from '../../main/app/create-app.ts';
import type { Day, PartialDay } from '../../main/domain/day.ts';
import { parsePartialDay } from '../../main/domain/day.ts';
import type { DeviceId, ModelId, VendorId } from '../../main/domain/ids.ts';
import { addDevice, deviceFields, recordDate } from '../support/builders.ts';
import { failureOf, openApp } from '../support/vault.ts';

const on = (text: string): PartialDay => parsePartialDay(text) as PartialDay;

/** Story 7 of domain.md: an ultrasound that the vendor supports until the end of 2030. */
async function ultrasound(client: AppClient, devices = 3) {
  const made: DeviceId[] = [];
  for (let number = 1; number <= devices; number += 1) {
    const fields = deviceFields({ assetTag: `US-${number}`, manufacturer: 'Acme Imaging', model: 'UltraView 7' });
    made.push((await client.device.create(fields)).id);
  }
  const { modelId, vendorId } = await client.device.get({ id: made[0] as DeviceId });
  await recordDate(client, modelId, '2030-12-31');
  return { devices: made, modelId, vendorId };
}

function letter(vendorId: VendorId, modelIds: ModelId[], date: string | null, more: object = {}) {
  return {
    vendorId,
    dates: [
      {
        modelIds,
        softwareVersion: null,
        kind: 'end_of_support' as const,
        on: date === null ? null : on(date),
        vendorTerm: 'End of service',
      },
    ],
    documentId: null,
    announcedOn: '2026-11-02' as Day,
    receivedOn: '2026-11-10' as Day,
    confidence: 'stated' as const,
    source: 'Service notice 12',
    task: null,
    ...more,
  };
}

test('story 7: a letter that moves a date earlier is previewed, kept with its proof, and alerted', async () => {
  const world = await openApp();
  const { client } = world;
  const { devices, modelId, vendorId } = await ultrasound(client);
  const { documentId } = await client.document.add({
    ...{ uploadId: world.upload('To our customers', 'letter.txt'), fileName: 'letter.txt', title: 'Service notice 12' },
    ...{ kind: 'vendor_letter', datedOn: '2026-11-02' as Day, receivedOn: '2026-11-10' as Day },
  });
  const input = letter(vendorId, [modelId], '2029-06-30', { documentId });

  const preview = await client.model.previewLetter(input);
  expect(preview).toEqual({
    entries: 1,
    models: [
      {
        modelId,
        model: 'UltraView 7',
        devices: 3,
        changes: [
          {
            kind: 'end_of_support',
            ownName: null,
            softwareVersion: null,
            before: on('2030-12-31'),
            after: on('2029-06-30'),
            movedDays: -549,
            movedFromFirstDays: -549,
          },
        ],
        bandsBefore: { supported: 3 },
        bandsAfter: { plan_36: 3 },
      },
    ],
  });
  expect((await client.device.get({ id: devices[0] })).support.band).toBe('supported');

  const recorded = await client.model.recordLetter({
    ...input,
    task: { title: 'Plan the replacement', dueOn: '2026-12-21' as Day, assignee: 'Ana' },
  });
  expect(recorded).toMatchObject({ dates: 1, movedEarlier: 1, movedLater: 0 });
  expect((await client.device.get({ id: devices[0] })).support.band).toBe('plan_36');
  const { milestones } = await client.model.get({ id: modelId });
  expect(milestones.map((one) => [one.on?.on, one.current, one.movedDays, one.documentId])).toEqual([
    ['2029-06-30', true, -549, documentId],
    ['2030-12-31', false, null, null],
  ]);
  expect(milestones[0]).toMatchObject({
    vendorTerm: 'End of service',
    receivedOn: '2026-11-10',
    source: 'Service notice 12',
  });
  const { rows: decisions } = await client.alert.list({});
  expect(decisions.filter(({ kind }) => kind === 'vendor_date_moved')).toMatchObject([
    { modelId, movedDays: -549, devices: 3, endsOn: on('2029-06-30') },
  ]);
  const { rows } = await client.task.list({ modelId });
  expect(rows).toMatchObject([
    { id: recorded.taskId, title: 'Plan the replacement', vendorId, documentId, daysLeft: 30, state: 'open' },
  ]);
});

test('a date that moves twice tells its distance from the last date and from the first', async () => {
  const { client } = await openApp();
  const { modelId, vendorId } = await ultrasound(client, 1);
  await client.model.recordLetter(letter(vendorId, [modelId], '2029-06-30'));
  await client.model.recordLetter(letter(vendorId, [modelId], '2029-12-31'));
  const [newest] = (await client.model.get({ id: modelId })).milestones;
  expect(newest).toMatchObject({ movedDays: 184, movedFromFirstDays: -365 });
});

test('a date that was taken back and comes again earlier still counts as moved', async () => {
  const { client } = await openApp();
  const { modelId, vendorId } = await ultrasound(client, 1);
  await client.model.recordLetter(letter(vendorId, [modelId], null));
  expect((await client.support.today()).counts).toEqual({ unknown: 1 });
  await client.model.recordLetter(letter(vendorId, [modelId], '2029-06-30'));
  const { milestones } = await client.model.get({ id: modelId });
  expect(milestones.map(({ movedDays }) => movedDays)).toEqual([-549, null, null]);
  const { rows: decisions } = await client.alert.list({});
  expect(decisions.filter(({ kind }) => kind === 'vendor_date_moved')).toMatchObject([{ movedDays: -549 }]);
});

test("a device's own date goes before its version's and its model's, and is taken back by an entry, not removed", async () => {
  const { client } = await openApp();
  const { devices, modelId, vendorId } = await ultrasound(client, 2);
  const [first, second] = devices as [DeviceId, DeviceId];
  const bandOf = async (id: DeviceId) => (await client.device.get({ id })).support.band;
  const input = letter(vendorId, [modelId], '2027-06', { deviceIds: [first] });
  const preview = await client.model.previewLetter(input);
  expect(preview.models).toMatchObject([
    { devices: 1, bandsBefore: { supported: 1 }, bandsAfter: { approaching_12: 1 }, changes: [{ before: null }] },
  ]);
  await client.model.recordLetter(input);
  expect([await bandOf(first), await bandOf(second)]).toEqual(['approaching_12', 'supported']);
  const own = (await client.device.get({ id: first })).milestones;
  expect(own.map(({ owner, on: day }) => [owner, day])).toEqual([
    ['device', on('2027-06')],
    ['model', on('2030-12-31')],
  ]);
  expect((await client.device.get({ id: second })).milestones).toHaveLength(1);

  await client.model.recordMilestone({
    ...{ modelId, softwareVersion: null, deviceId: first, kind: 'end_of_support', on: null, vendorTerm: null },
    ...{ source: null, documentId: null, announcedOn: null, receivedOn: null, confidence: 'stated' },
  });
  expect(await bandOf(first)).toBe('supported');
  expect((await client.device.get({ id: first })).milestones).toHaveLength(3);
});

test('dates of single devices that move earlier are one line of their model, that of a version another', async () => {
  const { client } = await openApp();
  const { devices, modelId, vendorId } = await ultrasound(client, 3);
  const two = devices.slice(0, 2);
  const fields = { manufacturer: 'Acme Imaging', model: 'UltraView 7', softwareVersion: '4.1' };
  await client.device.create(deviceFields({ assetTag: 'OLD', ...fields }));
  const moved = async () =>
    (await client.alert.list({})).rows
      .filter(({ kind }) => kind === 'vendor_date_moved')
      .map((line) => [line.devices, line.movedDays, line.endsOn?.on, line.assetTag]);
  const { dates, ...rest } = letter(vendorId, [modelId], '2029-01-31');
  const ofVersion = (text: string) => ({
    ...rest,
    dates: dates.map((one) => ({ ...one, softwareVersion: '4.1', on: on(text) })),
  });
  await client.model.recordLetter(letter(vendorId, [modelId], '2029-12-31', { deviceIds: two }));
  await client.model.recordLetter(ofVersion('2028-12-31'));
  expect(await moved(), 'a first date moves nothing').toEqual([]);
  await client.model.recordLetter(letter(vendorId, [modelId], '2029-12-01', { deviceIds: [two[0]] }));
  expect(await moved()).toEqual([[1, -30, '2029-12-01', 'US-1']]);
  await client.model.recordLetter(letter(vendorId, [modelId], '2029-11-01', { deviceIds: [two[1]] }));
  await client.model.recordLetter(ofVersion('2028-12-01'));
  expect((await moved()).sort()).toEqual([
    [1, -30, '2028-12-01', null],
    [2, -60, '2029-11-01', null],
  ]);
});

test('a line about a date that moved stands for the devices that it concerns, and each says so of itself', async () => {
  const { client } = await openApp();
  const { devices, modelId, vendorId } = await ultrasound(client, 3);
  const [first, second, third] = devices as [DeviceId, DeviceId, DeviceId];
  const fields = { manufacturer: 'Acme Imaging', model: 'UltraView 7', softwareVersion: '4.1' };
  const { id: old } = await client.device.create(deviceFields({ assetTag: 'OLD', ...fields }));
  const { dates, ...rest } = letter(vendorId, [modelId], '2029-12-31');
  const moved = async (deviceId: DeviceId) =>
    (await client.alert.explain({ deviceId })).others
      .filter(({ kind }) => kind === 'vendor_date_moved')
      .map(({ endsOn }) => endsOn?.on)
      .sort();
  for (const [ofDevices, ofVersion] of [
    ['2029-12-31', '2028-12-31'],
    ['2029-12-01', '2028-12-01'],
  ] as const) {
    await client.model.recordLetter(letter(vendorId, [modelId], ofDevices, { deviceIds: [first] }));
    const ofOld = dates.map((one) => ({ ...one, softwareVersion: '4.1', on: on(ofVersion) }));
    await client.model.recordLetter({ ...rest, dates: ofOld });
  }
  const seen = async () => [await moved(first), await moved(second), await moved(third), await moved(old)];
  expect(await seen(), 'one of a device and one of a version').toEqual([['2029-12-01'], [], [], ['2028-12-01']]);
  await client.model.recordLetter(letter(vendorId, [modelId], '2029-12-31', { deviceIds: [second] }));
  await client.model.recordLetter(letter(vendorId, [modelId], '2029-11-30', { deviceIds: [second] }));
  expect(await seen(), 'of several devices').toEqual([['2029-11-30'], ['2029-11-30'], [], ['2028-12-01']]);
  await client.model.recordLetter(letter(vendorId, [modelId], '2030-06-30'));
  expect(await seen(), 'of the model').toEqual([
    ['2029-11-30', '2030-06-30'],
    ['2029-11-30', '2030-06-30'],
    ['2030-06-30'],
    ['2028-12-01', '2030-06-30'],
  ]);
  const lines = (await client.alert.list({})).rows.filter(({ kind }) => kind === 'vendor_date_moved');
  expect(lines.map(({ devices: told }) => told).sort()).toEqual([1, 2, 4]);
  for (const { key, devices: told } of lines) expect((await client.alert.devices({ key })).total).toBe(told);
});

test("a letter's date for one software version reaches only the devices that run it", async () => {
  const { client } = await openApp();
  const { modelId, vendorId } = await ultrasound(client, 2);
  const fields = { manufacturer: 'Acme Imaging', model: 'UltraView 7', softwareVersion: '4.1' };
  await client.device.create(deviceFields({ assetTag: 'OLD', ...fields }));
  const { dates, ...rest } = letter(vendorId, [modelId], '2027-01-31');
  const input = { ...rest, dates: dates.map((date) => ({ ...date, softwareVersion: 'V4.1' })) };
  const preview = await client.model.previewLetter(input);
  expect(preview.models).toMatchObject([
    { devices: 1, bandsBefore: { supported: 1 }, bandsAfter: { approaching_3: 1 } },
  ]);
  await client.model.recordLetter(input);
  expect((await client.support.today()).counts).toEqual({ supported: 2, approaching_3: 1 });
});

test('a letter that names what is not the vendor’s is refused as a whole', async () => {
  const { client } = await openApp();
  const { devices, modelId, vendorId } = await ultrasound(client, 1);
  const { modelId: other, deviceId: foreign } = await addDevice(client);
  const before = await client.model.get({ id: modelId });
  const [mine] = letter(vendorId, [modelId], '2029-06-30').dates;
  const refused = async (change: object) =>
    failureOf(client.model.recordLetter({ ...letter(vendorId, [modelId], '2029-06-30'), ...change }));
  expect(await refused({ dates: [{ ...mine, modelIds: [modelId, other] }] })).toMatchObject({
    problem: 'model_of_other_vendor',
  });
  expect(await refused({ deviceIds: [foreign] })).toMatchObject({ problem: 'device_of_other_model' });
  expect(await refused({ deviceIds: devices, dates: [{ ...mine, softwareVersion: '4.1' }] })).toMatchObject({
    problem: 'version_of_device',
  });
  expect(await refused({ dates: [mine, { ...mine, kind: vendorId }] })).toMatchObject({
    code: 'not_found',
    noun: 'own_milestone',
  });
  expect(await refused({ documentId: vendorId })).toMatchObject({ code: 'not_found', noun: 'document' });
  expect(await client.model.get({ id: modelId })).toEqual(before);
});

test('dates of the organisation’s own are kept and shown like the others, and decide nothing', async () => {
  const { client } = await openApp();
  const { devices, modelId, vendorId } = await ultrasound(client, 1);
  const { id: kind } = await client.model.addMilestoneKind({ name: 'End of spare parts' });
  await client.model.recordLetter({
    ...letter(vendorId, [modelId], null),
    dates: [{ modelIds: [modelId], softwareVersion: null, kind, on: on('2026-01'), vendorTerm: null }],
  });
  const [entry] = (await client.device.get({ id: devices[0] })).milestones;
  expect(entry).toMatchObject({ kind, ownName: 'End of spare parts', on: on('2026-01') });
  expect((await client.device.get({ id: devices[0] })).support.band).toBe('supported');
  expect(await client.model.milestoneKinds()).toEqual([{ id: kind, name: 'End of spare parts', dates: 1 }]);
  const history = await client.model.history({ id: modelId });
  expect(history.flatMap(({ changes }) => changes)).toContainEqual({
    field: 'End of spare parts',
    before: null,
    after: '2026-01-01',
  });
  expect(await failureOf(client.model.addMilestoneKind({ name: 'end of  SPARE parts' }))).toMatchObject({
    code: 'already_exists',
  });
  expect(await failureOf(client.model.addMilestoneKind({ name: 'End of support' }))).toMatchObject({
    code: 'already_exists',
  });
  expect(await failureOf(client.model.addMilestoneKind({ name: 'EOS' }))).toMatchObject({
    problem: 'milestone_word_ambiguous',
  });
});
