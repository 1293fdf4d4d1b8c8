import { describe, expect, it } from 'vitest';
import { addDays, day } from '../../main/domain/day.ts';
import type { Outputs } from '../../renderer/bridge/types.ts';
import { addDevice, contractFields, deviceFields, recordDate } from '../support/builders.ts';
import { TODAY } from '../support/facts.ts';
import { appOn, openApp, PASSPHRASE, type TestApp } from '../support/vault.ts';

type Line = Outputs['alert']['list']['rows'][number];

const open = async ({ client }: TestApp) => (await client.alert.list({})).rows;
const quiet = async ({ client }: TestApp) => (await client.alert.list({ state: 'quiet' })).rows;
const chosen = (...lines: (Line | undefined)[]) =>
  lines.flatMap((line) => (line ? [{ key: line.key, revision: line.revision }] : []));

/** A vault with one monitor whose replacement has to be started within the horizon. */
async function monitor() {
  const test = await openApp();
  const made = await addDevice(test.client, { device: { model: 'CM-40' }, endsOn: '2027-12-31' });
  const [line] = await open(test);
  if (!line) throw new Error('the monitor is not on the list');
  return { ...test, ...made, line };
}

describe('one line for many', () => {
  it('400 pumps are one line, also where some of them end later, and what else there is has lines of its own', async () => {
    const test = await openApp();
    const { client, upload } = test;
    const rows = Array.from(
      { length: 400 },
      (_, n) => `P-${n},Norvia Medical,InfuSmart 300,${n < 100 ? '2026-12-31' : '2027-01-15'}`,
    );
    rows.push('M-1,Acme Imaging,UltraView 7,', 'M-2,Labtron,Analyser,', 'M-3,Labtron,Centrifuge,');
    const text = `asset_tag,manufacturer,model,warranty_ends_on\n${rows.join('\n')}\n`;
    const { created } = await client.imports.run({ noun: 'devices', uploadId: upload(text), fileName: 'pumps.csv' });
    expect(created).toBe(403);
    const { rows: models } = await client.model.list({ search: 'InfuSmart 300' });
    const [pump] = models;
    if (!pump) throw new Error('the model was not imported');
    await recordDate(client, pump.id, '2040-06-30');
    const { revision } = await client.model.get({ id: pump.id });
    await client.model.update({ id: pump.id, revision, changes: { updatesNeedContract: 'yes' } });
    const lines = await open(test);
    expect(lines.map(({ kind, vendor, devices }) => [kind, vendor, devices])).toEqual([
      ['ask_vendor', 'Labtron', 2],
      ['ask_vendor', 'Acme Imaging', 1],
      ['renew_contract', 'Norvia Medical', 400],
    ]);
    expect(lines[2]).toMatchObject({
      by: '2026-12-31',
      endsOn: { on: '2026-12-31', precision: 'day' },
      endsLastOn: { on: '2027-01-15', precision: 'day' },
      bands: ['approaching_3'],
    });
    expect((await client.program.counts()).decisions).toBe(3);
    const devices = await client.alert.devices({ key: lines[2]?.key ?? '', offset: 395, limit: 100 });
    expect([devices.total, devices.rows.length, devices.rows[0]?.endsOn?.on]).toEqual([400, 5, '2027-01-15']);
  });

  it('a date that moved twice in these days is one line, and one that came back to where it was is none', async () => {
    const test = await openApp();
    const { modelId } = await addDevice(test.client, { endsOn: '2032-12-31' });
    const moved = async () => (await open(test)).map(({ kind, movedDays, endsOn }) => [kind, movedDays, endsOn?.on]);
    await recordDate(test.client, modelId, '2031-12-31');
    await recordDate(test.client, modelId, '2031-06-30');
    expect(await moved()).toEqual([['vendor_date_moved', -550, '2031-06-30']]);
    await recordDate(test.client, modelId, '2032-12-31');
    expect(await moved()).toEqual([]);
  });
});

describe('what was done about an alert', () => {
  it('leaves the list when it is acknowledged, is still there for who asks, and the band stays', async () => {
    const { client, line, deviceId, ...test } = await monitor();
    await client.alert.acknowledge({ alerts: chosen(line), reason: 'in the plan of 2027' });
    expect(await client.alert.list({})).toMatchObject({ total: 0, open: 0, quiet: 1 });
    expect((await client.program.counts()).decisions).toBe(0);
    expect(await quiet({ client, ...test })).toMatchObject([
      {
        key: line.key,
        quiet: true,
        state: 'acknowledged',
        reason: 'in the plan of 2027',
        decidedBy: 'Administrator',
        decidedOn: TODAY,
        revision: 1,
      },
    ]);
    expect((await client.device.get({ id: deviceId })).support.band).toBe('approaching_18');
    expect((await client.support.today()).counts).toEqual({ approaching_18: 1 });
  });

  it('comes back when the date moves, with the reason, and is quiet again once it is acknowledged anew', async () => {
    const { line, modelId, ...test } = await monitor();
    await test.client.alert.acknowledge({ alerts: chosen(line) });
    await recordDate(test.client, modelId, '2027-10-31');
    const [back] = (await open(test)).filter(({ kind }) => kind === 'start_replacement');
    expect(back).toMatchObject({
      key: line.key,
      quiet: false,
      back: [
        {
          code: 'end_moved',
          from: { on: '2027-12-31', precision: 'day' },
          to: { on: '2027-10-31', precision: 'day' },
          members: 1,
        },
      ],
    });
    await test.client.alert.acknowledge({ alerts: chosen(back) });
    expect((await quiet(test)).map(({ key, revision }) => [key, revision])).toEqual([[line.key, 2]]);
  });

  it('comes back when a device joins it, and not when one leaves', async () => {
    const { client, line, deviceId, ...test } = await monitor();
    await client.alert.acknowledge({ alerts: chosen(line) });
    const { id: second } = await client.device.create(deviceFields({ assetTag: 'CM-2', model: 'CM-40' }));
    const [back] = await open({ client, ...test });
    expect(back).toMatchObject({ key: line.key, devices: 2, back: [{ code: 'joined', members: 1 }] });
    await client.alert.acknowledge({ alerts: chosen(back) });
    const { revision } = await client.device.get({ id: deviceId });
    await client.device.retire({
      id: deviceId,
      revision,
      on: TODAY,
      disposedOn: null,
      dataErasedOn: null,
      reason: null,
    });
    // Only the data of the one that left have to be erased.
    expect((await open({ client, ...test })).map(({ kind }) => kind)).toEqual(['erase_data']);
    expect(await quiet({ client, ...test })).toMatchObject([{ key: line.key, deviceId: second }]);
  });

  it('comes back the day after its snooze, and is never snoozed to the past or for more than 366 days', async () => {
    const { line, clock, ...test } = await monitor();
    const { client } = test;
    const snooze = (untilOn: string) => client.alert.snooze({ alerts: chosen(line), untilOn: day(untilOn) });
    for (const bad of ['2026-11-20', '2026-11-21', '2027-11-23'])
      await expect(snooze(bad)).rejects.toMatchObject({ code: 'input_refused', details: { problem: 'snooze_day' } });
    await snooze('2026-12-01');
    clock.set('2026-12-01');
    expect(await open({ clock, ...test })).toEqual([]);
    clock.set('2026-12-02');
    expect(await open({ clock, ...test })).toMatchObject([
      { key: line.key, back: [{ code: 'snooze_over', untilOn: '2026-12-01' }] },
    ]);
  });

  it('is given to somebody and taken back, which neither hides nor shows it', async () => {
    const { client, line, ...test } = await monitor();
    const given = await client.alert.assign({ alerts: chosen(line), assignee: 'Ana' });
    expect(await open({ client, ...test })).toMatchObject([{ assignee: 'Ana', state: 'open' }]);
    expect(await client.alert.list({ assignees: ['Ana'] })).toMatchObject({
      total: 1,
      assignees: [{ name: 'Ana', own: false, count: 1 }],
    });
    expect(await client.alert.list({ assignees: ['Ben'] })).toMatchObject({ total: 0, open: 1 });
    expect(await client.alert.people()).toEqual(['Administrator', 'Ana']);
    const { alerts } = await client.alert.acknowledge(given);
    expect(await quiet({ client, ...test })).toMatchObject([{ assignee: 'Ana', state: 'acknowledged' }]);
    const reopened = await client.alert.reopen({ alerts });
    expect(await open({ client, ...test })).toMatchObject([{ assignee: 'Ana', state: 'open', decidedBy: null }]);
    await client.alert.assign({ ...reopened, assignee: null });
    expect(await open({ client, ...test })).toMatchObject([{ assignee: null }]);
  });

  it('is refused where somebody else did something meanwhile, or the line is gone, and nothing is written', async () => {
    const { client, line, ...test } = await monitor();
    await addDevice(client, { device: { assetTag: 'ASK-1', manufacturer: 'Labtron', model: 'Analyser' } });
    const [ask] = (await open({ client, ...test })).filter(({ kind }) => kind === 'ask_vendor');
    await client.alert.assign({ alerts: chosen(line), assignee: 'Ana' });
    await expect(client.alert.acknowledge({ alerts: chosen(ask, line) })).rejects.toMatchObject({ code: 'stale_edit' });
    const gone = { key: 'ask_vendor|nobody', revision: 0 };
    await expect(client.alert.acknowledge({ alerts: [...chosen(ask), gone] })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await quiet({ client, ...test })).toEqual([]);
  });

  it('is written into the history with its name', async () => {
    const { client, line } = await monitor();
    await client.alert.snooze({ alerts: chosen(line), untilOn: day('2026-12-01'), reason: 'offer awaited' });
    const { rows } = await client.history.list({ filter: { noun: ['alert'] } });
    expect(rows[0]).toMatchObject({
      action: 'alert.snooze',
      records: [{ noun: 'alert', title: 'Norvia Medical CM-40' }],
    });
  });

  it('of a contract holds until the next notice', async () => {
    const test = await openApp();
    await test.client.contract.create(contractFields());
    await test.client.alert.acknowledge({ alerts: chosen(...(await open(test))) });
    expect(await open(test)).toEqual([]);
    test.clock.set('2026-12-03');
    expect(await open(test)).toMatchObject([{ kind: 'contract_notice', daysLate: 1, back: [] }]);
    await test.client.alert.acknowledge({ alerts: chosen(...(await open(test))) });
    test.clock.set('2027-10-01');
    expect(await open(test)).toMatchObject([
      { kind: 'contract_notice', by: '2027-12-02', back: [{ code: 'end_moved' }] },
    ]);
  });
});

describe('after days of absence', () => {
  it('says nothing the first time, nothing twice on a day, and then what fell due, also for a vault that was closed', async () => {
    const test = await openApp();
    const { client, folder } = test;
    expect(await client.alert.meanwhile()).toEqual({ since: null, today: TODAY, total: 0, items: [] });
    for (const n of [1, 2, 3])
      await addDevice(client, {
        device: { assetTag: `M-${n}`, model: 'CM-40' },
        ...(n === 1 ? { endsOn: '2026-11-25' } : {}),
      });
    await addDevice(client, { device: { assetTag: 'P-1', model: 'InfuSmart 300' }, endsOn: '2027-12-01' });
    await addDevice(client, { device: { assetTag: 'L-1', manufacturer: 'Labtron', model: 'Analyser' } });
    await client.contract.create(contractFields());
    const [line] = (await open(test)).filter(({ kind }) => kind === 'ask_vendor');
    await client.alert.snooze({ alerts: chosen(line), untilOn: day('2026-12-05') });
    await client.alert.seen();
    expect(await client.alert.meanwhile()).toMatchObject({ since: TODAY, total: 0 });
    await test.app.close();

    const later = appOn(folder);
    later.clock.set('2026-12-23');
    await later.client.vault.unlock({ passphrase: PASSPHRASE });
    const { since, items, total } = await later.client.alert.meanwhile();
    expect([since, total]).toEqual([TODAY, 5]);
    expect(items).toMatchObject([
      { kind: 'lost_support', devices: 3, model: 'CM-40', on: '2026-11-25' },
      { kind: 'notice_missed', contract: 'C-101', on: '2026-12-02', renewsTo: '2028-01-31' },
      { kind: 'day_passed', action: 'start_replacement', devices: 1, assetTag: 'P-1', by: '2026-12-01' },
      { kind: 'day_passed', action: 'ask_vendor', vendor: 'Labtron', by: '2026-12-21' },
      { kind: 'alerts_back', alerts: 1 },
    ]);
    await later.client.alert.seen();
    later.clock.set('2026-12-24');
    expect(await later.client.alert.meanwhile()).toMatchObject({ since: '2026-12-23', total: 0 });
  });

  it('tells dates that others recorded, not the own ones', async () => {
    const test = await openApp();
    const { client, clock } = test;
    const { modelId } = await addDevice(client, { endsOn: '2032-12-31' });
    await client.alert.seen();
    await recordDate(client, modelId, '2031-12-31');
    clock.set('2026-11-24');
    expect(await client.alert.meanwhile()).toMatchObject({ since: TODAY, items: [] });

    const first = 'lantern copper meadow tide';
    await client.user.add({ name: 'Ana', role: 'biomedical_engineer', passphrase: first });
    await client.vault.lock();
    await client.vault.unlock({ user: 'Ana', passphrase: first });
    const current = { passphrase: first, keyFile: null };
    await client.user.changePassphrase({ current, passphrase: `${first} again`, keyFile: 'none' });
    await recordDate(client, modelId, '2030-12-31');
    await recordDate(client, modelId, '2031-01-01', 'end_of_sales');
    expect(await client.alert.meanwhile()).toMatchObject({ since: null });
    await client.vault.lock();
    await client.vault.unlock({ user: 'Administrator', passphrase: PASSPHRASE });
    expect((await client.alert.meanwhile()).items).toEqual([
      { kind: 'date_moved', modelId, model: 'InfuSmart Gateway', vendor: 'Norvia Medical', days: -365 },
      { kind: 'dates_received', dates: 1, models: 1 },
    ]);
  });
});

describe('why a device is on the list or not', () => {
  it.each([
    ['listed', { endsOn: '2027-12-31' }, { action: 'start_replacement', by: '2026-12-31' }],
    ['later', { endsOn: '2029-12-31' }, { action: 'start_replacement', by: '2028-12-31' }],
    ['listed', {}, { action: 'ask_vendor', by: '2026-12-21' }],
    ['listed', { endsOn: '2020-01-01' }, { action: 'act_on_unsupported', by: '2020-01-01', band: 'unsupported' }],
    [
      'not_tracked',
      { endsOn: '2020-01-01', device: { status: 'retired' as const } },
      { action: null, status: 'retired' },
    ],
  ])('%s: %o', async (verdict, facts, steps) => {
    const test = await openApp();
    const { deviceId } = await addDevice(test.client, facts);
    const told = await test.client.alert.explain({ deviceId });
    expect(told).toMatchObject({ verdict, ...steps, horizonUntil: addDays(TODAY, 90) });
    const lines = await open(test);
    expect(told.alert).toEqual(verdict === 'listed' ? lines[0] : null);
  });

  it('says that it is quiet, until when and by whom, and which other lines concern it', async () => {
    const { client, line, deviceId } = await monitor();
    await client.alert.snooze({ alerts: chosen(line), untilOn: day('2026-12-01'), reason: 'offer awaited' });
    const { id } = await client.contract.create(contractFields());
    await client.contract.addDevices({ id, assetTags: ['GW-01'], startsOn: null, endsOn: null });
    expect(await client.alert.explain({ deviceId })).toMatchObject({
      verdict: 'quiet',
      alert: { key: line.key, snoozedUntilOn: '2026-12-01', decidedBy: 'Administrator', reason: 'offer awaited' },
      others: [{ kind: 'contract_notice', contract: 'C-101' }],
    });
  });

  it('imported, entered by hand and restored devices are explained and listed alike', async () => {
    const test = await openApp();
    const { client, upload } = test;
    const byHand = await addDevice(client, { device: { assetTag: 'M-1', model: 'CM-40' }, endsOn: '2027-12-31' });
    const text = 'asset_tag,manufacturer,model,status\nM-2,Norvia Medical,CM-40,in_service\n';
    await client.imports.run({ noun: 'devices', uploadId: upload(text), fileName: 'one.csv' });
    const { id: imported } = await client.device.get({ assetTag: 'M-2' });
    const lines = await open(test);
    expect(lines.map(({ devices }) => devices)).toEqual([2]);
    const told = await client.alert.explain({ deviceId: byHand.deviceId });
    expect(await client.alert.explain({ deviceId: imported })).toEqual(told);

    const { fileName } = await client.backup.make({});
    await client.alert.acknowledge({ alerts: chosen(lines[0]) });
    await client.backup.restore({ source: { fileName }, proof: { passphrase: PASSPHRASE }, replace: true });
    if ((await client.vault.status()).state !== 'unlocked') await client.vault.unlock({ passphrase: PASSPHRASE });
    expect(await open(test)).toEqual(lines);
    for (const deviceId of [byHand.deviceId, imported]) expect(await client.alert.explain({ deviceId })).toEqual(told);
  });
});
