import { describe, expect, it } from 'vitest';
import { BANDS, type Band } from '../../main/domain/band.ts';
import type { Day } from '../../main/domain/day.ts';
import { RENEWABLE_KINDS } from '../../main/domain/support.ts';
import { readDelimited } from '../../main/formats/csv.ts';
import { addDevice, contractFields, recordDate } from '../support/builders.ts';
import { TODAY } from '../support/facts.ts';
import { openApp, type TestApp } from '../support/vault.ts';

const WHOLE_TERM = { startsOn: null, endsOn: null };

/** Devices of every kind of end; the cover of none of them moves. */
async function hospital(): Promise<TestApp> {
  const test = await openApp();
  const { client } = test;
  const add = (tag: string, model: string, department: string | null, rest: Parameters<typeof addDevice>[1] = {}) =>
    addDevice(client, { ...rest, device: { assetTag: tag, model, department, ...rest.device } });
  await add('GW-01', 'Gateway', 'ICU', { endsOn: '2029-06-30', os: 'Windows Server 2016' });
  await add('GW-02', 'Gateway', 'ICU', { os: 'Something else' });
  await add('GW-03', 'Gateway', null, { os: 'Windows 7' });
  const month = await add('PU-01', 'Pump', 'Surgery');
  await recordDate(client, month.modelId, '2027-06');
  await add('PU-02', 'Pump', 'Surgery', { device: { status: 'retired' } });
  const year = await add('MO-01', 'Monitor', 'Surgery');
  await recordDate(client, year.modelId, '2028');
  await add('UL-01', 'Ultrasound', 'Cardiology', { endsOn: '2040-12-31' });
  await add('EC-01', 'Echo', 'Cardiology', { endsOn: '2030-12-31' });
  await add('XX-01', 'Unsaid', 'Cardiology');
  await add('VE-01', 'Ventilator', 'ICU', { endsOn: '2035-01-31', updatesNeedContract: 'yes' });
  const fields = contractFields({ renewal: 'none', renewalMonths: null, noticeAmount: null, noticeUnit: null });
  const { id } = await client.contract.create(fields);
  await client.contract.addDevices({ ...WHOLE_TERM, id, assetTags: ['VE-01'] });
  return test;
}

describe('the outlook', () => {
  it('says of each coming month what the report as of that day says', async () => {
    const { client } = await hospital();
    const { points, today } = await client.support.outlook({});
    expect([today, points.length, points[1]?.on, points[2]?.on, points.at(-1)?.on]).toEqual([
      TODAY,
      37,
      '2026-12-31',
      '2027-01-31',
      '2029-11-30',
    ]);
    const seen = new Set<string>();
    for (const { on, counts } of points) {
      const report = await client.support.report({ asOf: on });
      expect({ on, counts }).toEqual({ on, counts: report.counts });
      for (const band of Object.keys(counts)) seen.add(band);
    }
    expect([...BANDS].filter((band) => !seen.has(band))).toEqual([]);
  });

  it('counts departments and reasons as the register does that its figures lead to', async () => {
    const { client } = await hospital();
    const { points, departments, reasons } = await client.support.outlook({});
    const total = async (filter: Parameters<typeof client.device.list>[0]['filter']) =>
      (await client.device.list({ filter })).total;
    const on = (place: number) => ({ band: ['unsupported'] as Band[], bandAsOf: points[place]?.on as Day });
    expect(departments.rows.map(({ department }) => department).sort()).toEqual(['', 'Cardiology', 'ICU', 'Surgery']);
    for (const place of [0, 2, 20, 36]) {
      for (const { department, unsupported } of departments.rows)
        expect(unsupported[place]).toBe(await total({ department: [department], ...on(place) }));
      for (const { limit, unsupported } of reasons.rows) {
        if (limit === null) continue;
        const { kind, name } = limit;
        expect(unsupported[place]).toBe(await total({ limitKind: [kind], limitName: name, ...on(place) }));
      }
      const sum = (rows: readonly { readonly unsupported: readonly number[] }[]) =>
        rows.reduce((all, { unsupported }) => all + (unsupported[place] ?? 0), 0);
      expect([sum(departments.rows), sum(reasons.rows)]).toEqual(Array(2).fill(points[place]?.counts.unsupported ?? 0));
    }
    expect(departments.rows.find(({ department }) => department === 'Cardiology')).toMatchObject({
      devices: 3,
      unknown: 1,
    });
  });

  it('parts what procurement can renew from what engineering has to plan, as the register knows it', async () => {
    const { client } = await hospital();
    const { reasons } = await client.support.outlook({});
    const rows = (await client.device.list({})).rows.flatMap(({ support: { limitedBy } }) => limitedBy ?? []);
    expect(rows.map(({ kind }) => kind)).toContain('contract');
    for (const { kind, renewable } of rows) expect(renewable).toBe(RENEWABLE_KINDS.includes(kind));
    expect(reasons.rows.filter(({ limit }) => limit?.renewable).map(({ limit }) => limit)).toEqual([
      { kind: 'contract', name: 'C-101', renewable: true },
    ]);
  });

  it('names the groups that lose most and sums up the others', async () => {
    const { client } = await hospital();
    const whole = await client.support.outlook({});
    const short = await client.support.outlook({ top: 1 });
    expect([short.departments.rows, short.reasons.rows]).toEqual([
      whole.departments.rows.slice(0, 1),
      whole.reasons.rows.slice(0, 1),
    ]);
    const others = whole.departments.rows.slice(1);
    expect(short.departments.rest).toEqual({
      groups: others.length,
      devices: others.reduce((sum, { devices }) => sum + devices, 0),
      unknown: others.reduce((sum, { unknown }) => sum + unknown, 0),
      unsupported: whole.points.map((_, place) => others.reduce((sum, row) => sum + (row.unsupported[place] ?? 0), 0)),
    });
    expect(short.reasons.rest?.groups).toBe(whole.reasons.rows.length - 1);
    expect([whole.departments.rest, whole.reasons.rest]).toEqual([null, null]);
  });

  it('keeps to a filter, and looks as far as it is asked', async () => {
    const { client } = await hospital();
    const { points, departments } = await client.support.outlook({ filter: { department: ['Surgery'] }, months: 3 });
    expect(points).toHaveLength(4);
    expect(points[0]?.counts).toEqual({ approaching_12: 1, approaching_18: 1, not_tracked: 1 });
    expect(departments.rows).toEqual([{ department: 'Surgery', devices: 2, unknown: 0, unsupported: [0, 0, 0, 0] }]);
    const searched = await client.support.outlook({ filter: { search: 'gw' }, months: 1 });
    expect(searched.departments.rows.map(({ department, devices }) => [department, devices])).toEqual([
      ['', 1],
      ['ICU', 2],
    ]);
  });

  it('differs from the report where cover begins anew: it does not know of contracts that start after a gap', async () => {
    const { client } = await openApp();
    await addDevice(client, { endsOn: '2035-01-31', updatesNeedContract: 'yes' });
    const terms = { renewal: 'none', renewalMonths: null, noticeAmount: null, noticeUnit: null } as const;
    const days = (startsOn: string, endsOn: string) => ({ startsOn: startsOn as Day, endsOn: endsOn as Day });
    const first = await client.contract.create(contractFields({ ...terms, ...days('2026-01-01', '2027-01-31') }));
    const later = contractFields({ ...terms, ...days('2027-05-01', '2029-12-31'), number: 'C-102' });
    const second = await client.contract.create(later);
    for (const { id } of [first, second]) await client.contract.addDevices({ ...WHOLE_TERM, id, assetTags: ['GW-01'] });
    const { points } = await client.support.outlook({});
    const on = '2027-05-31' as Day;
    expect(points.find((point) => point.on === on)?.counts).toEqual({ unsupported: 1 });
    expect((await client.support.report({ asOf: on })).counts).toEqual({ plan_36: 1 });
  });

  it('leaves as a table of each picture, in the figures that the window shows', async () => {
    const test = await hospital();
    const { client } = test;
    const { points, departments, reasons } = await client.support.outlook({ top: 500 });
    const rowsOf = async (part: 'fleet' | 'departments' | 'reasons') => {
      const { ticket, fileName } = await client.exports.outlook({ format: 'csv', part });
      expect(fileName).toBe(`outlook-${part}-2026-11-21.csv`);
      const file = test.app.files.collect(ticket);
      const { rows } = readDelimited(file?.bytes ?? new Uint8Array());
      return rows.slice(1);
    };
    const [fleet, byDepartment, byReason] = [
      await rowsOf('fleet'),
      await rowsOf('departments'),
      await rowsOf('reasons'),
    ];
    expect(fleet.map(([on, unsupported]) => [on, unsupported])).toEqual(
      points.map(({ on, counts }) => [on, String(counts.unsupported ?? 0)]),
    );
    expect(byDepartment.map((row) => row.slice(0, 3))).toEqual(
      departments.rows.map(({ department, devices, unsupported }) => [
        department || 'No department',
        String(devices),
        String(unsupported[0]),
      ]),
    );
    expect(byReason.map((row) => row.at(-1))).toEqual(
      reasons.rows.map(({ unsupported }) => String(unsupported.at(-1))),
    );
    expect(byReason.map(([name, who]) => `${name}: ${who}`)).toContain(
      'Contract C-101 (renewable): Procurement renews',
    );
  });

  it('is empty where there are no devices', async () => {
    const { client } = await openApp();
    const outlook = await client.support.outlook({});
    expect(outlook.points.every(({ counts }) => Object.keys(counts).length === 0)).toBe(true);
    expect([outlook.departments, outlook.reasons]).toEqual(Array(2).fill({ rows: [], rest: null }));
  });
});
