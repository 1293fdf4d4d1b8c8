import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day, day } from '../../main/domain/day.ts';
import { exceptionState, isQuiet } from '../../main/domain/exception.ts';
import type { DeviceId, ExceptionId, ModelId } from '../../main/domain/ids.ts';
import { addDevice, deviceFields } from '../support/builders.ts';
import { EXCEPTION, fresh } from '../support/cases.ts';
import { TODAY } from '../support/facts.ts';
import { failureOf, openApp, type TestApp } from '../support/vault.ts';

type Client = TestApp['client'];

/** Ten monitors on a system that is over, and what the list says of them. */
async function monitors(
  count = 10,
): Promise<TestApp & { readonly deviceIds: readonly DeviceId[]; readonly modelId: ModelId }> {
  const test = await openApp();
  const deviceIds: DeviceId[] = [];
  let modelId = '' as ModelId;
  for (let index = 0; index < count; index++) {
    const made = await addDevice(test.client, {
      device: { assetTag: `CM-${index}`, manufacturer: 'PulseLine', model: 'CM-40' },
      os: 'Windows 10 22H2',
    });
    deviceIds.push(made.deviceId);
    modelId = made.modelId;
  }
  return { ...test, deviceIds, modelId };
}

function accept(
  client: Client,
  deviceIds: readonly DeviceId[],
  fields: { readonly endsOn?: string; readonly kind?: 'risk_acceptance' | 'compensating_control' } = {},
) {
  return client.exception.create({
    ...EXCEPTION,
    decidedOn: day('2026-11-02'),
    title: fresh('Risk'),
    ...fields,
    endsOn: day(fields.endsOn ?? '2027-03-31'),
    devices: { deviceIds: [...deviceIds] },
  });
}

const lines = async (client: Client) => (await client.alert.list({ state: 'all', limit: 1000 })).rows;
const ofKind = async (client: Client, kind: string) => (await lines(client)).filter((line) => line.kind === kind);

describe('an accepted risk', () => {
  it('takes its devices off the list, and the line that stays tells of them (issue: exceptions)', async () => {
    const { client, deviceIds } = await monitors(12);
    await accept(client, deviceIds.slice(0, 9));
    const [line, ...others] = await ofKind(client, 'act_on_unsupported');
    expect(others).toEqual([]);
    expect(line).toMatchObject({
      devices: 12,
      accepted: { devices: 9, until: '2027-03-31' },
      limitedBy: { kind: 'operating_system' },
      modelId: expect.any(String),
      deviceId: null,
    });
    await accept(client, deviceIds.slice(9));
    expect(await ofKind(client, 'act_on_unsupported')).toEqual([]);
    expect((await client.support.today({})).counts).toEqual({ unsupported: 12 });
    expect((await client.device.get({ id: deviceIds[0] as DeviceId })).support.band).toBe('unsupported');
  });

  it('is back on the list on its last day, and has a line of its own from 30 days before (issue: exceptions)', async () => {
    const { client, clock, deviceIds } = await monitors(1);
    const { id } = await accept(client, deviceIds);
    const kinds = async (on: string) => {
      clock.set(on);
      return (await lines(client)).map(({ kind, by, daysLeft, daysLate }) => [kind, by, daysLeft, daysLate]);
    };
    expect(await kinds('2027-02-28')).toEqual([]);
    expect(await kinds('2027-03-01')).toEqual([['exception_ends', '2027-03-31', 30, 0]]);
    expect(await kinds('2027-03-30')).toEqual([['exception_ends', '2027-03-31', 1, 0]]);
    expect(await kinds('2027-03-31')).toEqual([
      ['act_on_unsupported', '2025-10-14', 0, 533],
      ['exception_ends', '2027-03-31', 0, 0],
    ]);
    expect((await kinds('2027-04-10'))[1]).toEqual(['exception_ends', '2027-03-31', 0, 10]);
    await client.exception.withdraw({ id, revision: 1, on: clock.today(), reason: 'The device goes in May' });
    expect((await kinds('2027-04-10')).map(([kind]) => kind)).toEqual(['act_on_unsupported']);
  });

  it('that is extended is quiet again, with the reason in the history and not silently (issue: exceptions)', async () => {
    const { client, clock, deviceIds } = await monitors(1);
    const { id } = await accept(client, deviceIds);
    clock.set('2027-04-01');
    const extend = (revision: number, endsOn: string) =>
      client.exception.extend({ id, revision, endsOn: day(endsOn), reason: 'Delivery is late' });
    expect(await failureOf(extend(1, '2027-03-31'))).toMatchObject({ problem: 'not_extended' });
    expect(await failureOf(extend(1, '2030-04-02'))).toMatchObject({ problem: 'ends_too_late' });
    expect(await failureOf(extend(7, '2027-06-30'))).toMatchObject({ code: 'stale_edit' });
    await extend(1, '2027-06-30');
    expect(await lines(client)).toEqual([]);
    const [entry] = await client.exception.history({ id });
    expect(entry).toMatchObject({ action: 'exception.extend' });
    expect(entry?.changes).toEqual([
      { field: 'endsOn', before: '2027-03-31', after: '2027-06-30' },
      { field: 'extensionReason', before: null, after: 'Delivery is late' },
    ]);
    const told = await client.device.history({ id: deviceIds[0] as DeviceId });
    expect(told.map(({ action }) => action)).toContain('exception.extend');
  });

  it('counts no more from the day on which it is withdrawn, and then stays so', async () => {
    const { client, deviceIds } = await monitors(1);
    const { id } = await accept(client, deviceIds);
    const withdraw = (on: string) =>
      client.exception.withdraw({ id, revision: 1, on: day(on), reason: 'The network was opened' });
    expect(await failureOf(withdraw('2026-11-01'))).toMatchObject({ problem: 'withdrawn_outside' });
    expect(await failureOf(withdraw('2027-04-01'))).toMatchObject({ problem: 'withdrawn_outside' });
    await withdraw('2026-11-21');
    expect(await ofKind(client, 'act_on_unsupported')).toHaveLength(1);
    expect(await client.exception.get({ id })).toMatchObject({ state: 'withdrawn', revision: 2 });
    const again = { id, revision: 2, reason: 'x' };
    expect(await failureOf(client.exception.withdraw({ ...again, on: TODAY }))).toMatchObject({
      problem: 'exception_withdrawn',
    });
    expect(await failureOf(client.exception.extend({ ...again, endsOn: day('2027-12-31') }))).toMatchObject({
      problem: 'exception_withdrawn',
    });
  });

  it('of a device that left the fleet, or that another one follows, alarms no more when it ends', async () => {
    const { client, clock, deviceIds } = await monitors(2);
    const [first, second] = deviceIds as [DeviceId, DeviceId];
    await accept(client, [first, second]);
    await accept(client, [first], { endsOn: '2027-12-31' });
    clock.set('2027-04-05');
    expect(await ofKind(client, 'exception_ends')).toMatchObject([{ devices: 1, deviceId: second }]);
    const retired = { id: second, revision: 1, on: clock.today(), disposedOn: null, dataErasedOn: null, reason: null };
    await client.device.retire(retired);
    expect(await ofKind(client, 'exception_ends')).toEqual([]);
  });

  it('quiets no question to a vendor and no contract, only what has to be replaced or given up', async () => {
    const { client } = await openApp();
    const { deviceId } = await addDevice(client);
    await accept(client, [deviceId]);
    expect((await lines(client)).map(({ kind }) => kind)).toEqual(['ask_vendor']);
  });

  it('is told where the program explains why a device is not on the list', async () => {
    const { client, deviceIds } = await monitors(2);
    const [first, second] = deviceIds as [DeviceId, DeviceId];
    const { id } = await accept(client, [first]);
    const explained = await client.alert.explain({ deviceId: first });
    expect(explained).toMatchObject({ verdict: 'accepted', band: 'unsupported', alert: null });
    expect(explained.exceptions).toMatchObject([{ id, kind: 'risk_acceptance', endsOn: '2027-03-31' }]);
    expect(await client.alert.explain({ deviceId: second })).toMatchObject({ verdict: 'listed' });
  });
});

describe('a compensating control', () => {
  it('quiets nothing, and says before it ends that it does', async () => {
    const { client, clock, deviceIds } = await monitors(1);
    await accept(client, deviceIds, { kind: 'compensating_control' });
    expect(await ofKind(client, 'act_on_unsupported')).toMatchObject([{ devices: 1, accepted: null }]);
    clock.set('2027-03-15');
    expect(await ofKind(client, 'exception_ends')).toMatchObject([{ exceptionKind: 'compensating_control' }]);
  });
});

describe('devices of an exception', () => {
  it('are chosen by hand or by a filter, which never means all by mistake and no device that is gone', async () => {
    const { client, deviceIds, modelId } = await monitors(3);
    const gone = { on: TODAY, disposedOn: null, dataErasedOn: null, reason: null };
    await client.device.retire({ id: deviceIds[2] as DeviceId, revision: 1, ...gone });
    const create = (devices: object) =>
      client.exception.create({
        ...EXCEPTION,
        decidedOn: TODAY,
        endsOn: day('2027-03-31'),
        title: fresh('Risk'),
        devices: devices as { deviceIds: DeviceId[] },
      });
    for (const nothing of [{}, { filter: {} }, { filter: { search: '' } }, { filter: { search: 'nowhere' } }])
      expect(await failureOf(create(nothing))).toMatchObject({ code: 'input_refused', problem: 'no_devices' });
    const unknown = '0190b5a0-0000-7000-8000-000000000000';
    expect(await failureOf(create({ deviceIds: [deviceIds[0], unknown] }))).toMatchObject({ code: 'not_found' });
    const { id, devices } = await create({ filter: { modelId } });
    expect(devices).toBe(2);
    expect(await client.exception.addDevices({ id, devices: { deviceIds: [...deviceIds] } })).toEqual({ added: 1 });
    expect(await client.exception.addDevices({ id, devices: { deviceIds: [...deviceIds] } })).toEqual({ added: 0 });
    expect((await client.device.list({ filter: { exceptionId: id } })).total).toBe(3);
    expect(await client.exception.removeDevices({ id, deviceIds: deviceIds.slice(1) })).toEqual({ removed: 2 });
    expect(await client.exception.get({ id })).toMatchObject({ devices: 1, model: 'CM-40' });
  });
});

describe('the list of exceptions', () => {
  it('shows what ends next first, what no longer holds last, and is filtered by state, device and words', async () => {
    const { client, clock, deviceIds } = await monitors(2);
    const [first] = deviceIds as [DeviceId, DeviceId];
    const later = await accept(client, deviceIds, { endsOn: '2028-06-30' });
    const sooner = await accept(client, [first], { endsOn: '2026-12-01', kind: 'compensating_control' });
    const over = await accept(client, deviceIds, { endsOn: '2026-11-10' });
    const list = async (filter: object = {}) =>
      (await client.exception.list({ filter })).rows.map(({ id, state, devices }) => [id, state, devices]);
    expect(await list()).toEqual([
      [sooner.id, 'ending', 1],
      [later.id, 'in_force', 2],
      [over.id, 'ended', 2],
    ]);
    expect(await list({ state: ['in_force'] })).toEqual([[later.id, 'in_force', 2]]);
    expect(await list({ kind: ['compensating_control'] })).toHaveLength(1);
    expect(await list({ deviceId: first })).toHaveLength(3);
    expect(await list({ deviceId: deviceIds[1] })).toHaveLength(2);
    expect(await list({ search: 'BIOMEDICAL eng' })).toHaveLength(3);
    expect(await list({ search: '%' })).toEqual([]);
    expect((await client.exception.list({ limit: 1, offset: 1 })).rows).toMatchObject([{ id: later.id }]);
    const { rows } = await client.exception.report({ asOf: day('2026-11-05') });
    expect(rows.map(({ state }) => state)).toEqual(['ending', 'ending', 'in_force']);
    expect((await client.exception.report({ asOf: day('2026-11-01') })).rows).toEqual([]);
    clock.set('2029-01-01');
    expect((await list()).map(([, state]) => state)).toEqual(['ended', 'ended', 'ended']);
  });
});

interface Plan {
  readonly kind: 'risk_acceptance' | 'compensating_control';
  readonly decided: number;
  readonly lasts: number;
  readonly withdrawn: number | null;
  readonly devices: readonly number[];
}

const anyPlan: fc.Arbitrary<Plan> = fc.record({
  kind: fc.constantFrom('risk_acceptance' as const, 'compensating_control' as const),
  decided: fc.integer({ min: 0, max: 200 }),
  lasts: fc.integer({ min: 0, max: 400 }),
  withdrawn: fc.option(fc.integer({ min: 0, max: 400 })),
  devices: fc.uniqueArray(fc.nat({ max: 4 }), { minLength: 1 }),
});

describe('properties of exceptions', () => {
  it('an exception never changes a band; the list without its own lines is the one without it, but for those that it keeps quiet', async () => {
    const { client, clock, deviceIds } = await monitors(5);
    const other = await client.device.create(deviceFields({ assetTag: 'GW-9' }));
    const all = [...deviceIds, other.id];
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyPlan, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 700 }),
        async (plans, days) => {
          clock.set(TODAY);
          const made: { readonly id: ExceptionId; readonly plan: Plan; readonly ends: Day }[] = [];
          for (const plan of plans) {
            const decidedOn = addDays(TODAY, -plan.decided);
            const endsOn = addDays(decidedOn, plan.lasts);
            const { id, revision } = await client.exception.create({
              ...EXCEPTION,
              title: fresh('Risk'),
              kind: plan.kind,
              decidedOn,
              endsOn,
              devices: { deviceIds: plan.devices.map((index) => deviceIds[index] as DeviceId) },
            });
            const on = plan.withdrawn === null ? null : addDays(decidedOn, plan.withdrawn);
            if (on !== null) {
              const call = client.exception.withdraw({ id, revision, on, reason: 'x' });
              if (on > endsOn && on > TODAY) await failureOf(call);
              else await call;
            }
            made.push({ id, plan, ends: endsOn });
          }
          const today = addDays(TODAY, days);
          clock.set(today);
          const quiet = new Set<string>();
          for (const { id, plan } of made) {
            const row = await client.exception.get({ id });
            expect(row.state).toBe(exceptionState(row, today));
            if (plan.kind === 'risk_acceptance' && isQuiet(row, today))
              for (const index of plan.devices) quiet.add(deviceIds[index] as string);
          }
          const shown = async () =>
            (await lines(client)).filter(({ kind }) => kind !== 'exception_ends').map(({ accepted, ...line }) => line);
          const line = async () => (await ofKind(client, 'act_on_unsupported'))[0];
          const withExceptions = {
            counts: (await client.support.today({})).counts,
            list: await shown(),
            line: await line(),
          };
          for (const deviceId of all) {
            const { verdict } = await client.alert.explain({ deviceId });
            expect([deviceId, verdict === 'accepted']).toEqual([deviceId, quiet.has(deviceId)]);
          }
          for (const { id, plan } of made)
            await client.exception.removeDevices({
              id,
              deviceIds: plan.devices.map((index) => deviceIds[index] as DeviceId),
            });
          expect((await client.support.today({})).counts).toEqual(withExceptions.counts);
          if (quiet.size === 0) expect(withExceptions.list).toEqual(await shown());
          else if (quiet.size === deviceIds.length) expect(withExceptions.line).toBeUndefined();
          else
            expect(withExceptions.line).toEqual({
              ...(await line()),
              accepted: { devices: quiet.size, until: withExceptions.line?.accepted?.until },
            });
        },
      ),
      { numRuns: 40 },
    );
  });
});
