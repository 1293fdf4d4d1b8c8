import { describe, expect, it } from 'vitest';
import type { AppClient } from '../../main/app/create-app.ts';
import type { ScenarioId } from '../../main/domain/ids.ts';
import { addDevice, contractFields, type ModelFields, modelFields, recordDate } from '../support/builders.ts';
import { failureOf, openApp, type TestApp } from '../support/vault.ts';

/** A model with its end of support and so many devices in a department. */
async function addFleet(
  client: AppClient,
  {
    model,
    endsOn,
    tags,
    department = 'ICU',
    fields = {},
  }: {
    readonly model: string;
    readonly endsOn: string | null;
    readonly tags: readonly string[];
    readonly department?: string | null;
    readonly fields?: Partial<ModelFields>;
  },
) {
  const { id: modelId } = await client.model.create(modelFields({ name: model, ...fields }));
  if (endsOn !== null) await recordDate(client, modelId, endsOn);
  const deviceIds = [];
  for (const assetTag of tags)
    deviceIds.push((await addDevice(client, { device: { assetTag, model, department } })).deviceId);
  return { modelId, deviceIds };
}

const eur = (amount: string) => ({ amount, currency: 'EUR' });

/** The hospital of domain.md story 25: pumps, an ultrasound and a gateway that should have been replaced long ago. */
async function story25(test: TestApp) {
  const { client } = test;
  const settings = await client.plan.settings();
  await client.plan.saveSettings({ ...settings, firstMonth: 7 });
  const pumps = await addFleet(client, {
    model: 'InfuSmart 300',
    endsOn: '2029-06-30',
    tags: ['P-1', 'P-2', 'P-3'],
    fields: { category: 'fleet', replacementPrice: eur('2350.00') },
  });
  const ultrasound = await addFleet(client, {
    model: 'UltraView 7',
    endsOn: '2030-12-31',
    tags: ['US-07'],
    department: 'Radiology',
    fields: { category: 'imaging_radiotherapy', replacementPrice: eur('64000.00') },
  });
  const gateway = await addFleet(client, {
    model: 'InfuSmart Gateway',
    endsOn: '2027-01-12',
    tags: ['GW-01'],
    fields: { leadTimeMonths: 24 },
  });
  return { pumps, ultrasound, gateway };
}

const briefly = ({ lines }: Awaited<ReturnType<AppClient['plan']['get']>>) =>
  lines.map(({ year, model, devices, startBy, daysLate }) => [year, model, devices, startBy, daysLate]);

describe('the plan', () => {
  it('lists for FY2027 the pumps and not the ultrasound, overdue starts first (domain.md story 25)', async () => {
    const test = await openApp();
    await story25(test);
    const year = await test.client.plan.get({ fromYear: 2027, years: 1 });
    expect(year.years).toMatchObject([{ year: 2027, from: '2026-07-01', to: '2027-06-30', devices: 4, late: 1 }]);
    expect(briefly(year)).toEqual([
      [2027, 'InfuSmart Gateway', 1, '2025-01-12', 678],
      [2027, 'InfuSmart 300', 3, '2026-12-30', 0],
    ]);
    expect(year.later).toBe(1);
    const next = await test.client.plan.get({ fromYear: 2027, years: 2 });
    expect(briefly(next).at(-1)).toEqual([2028, 'UltraView 7', 1, '2027-12-31', 0]);
  });

  it('adds up prices, counts apart what has none, and takes what a device once cost only in their place', async () => {
    const test = await openApp();
    const { client } = test;
    await story25(test);
    await addDevice(client, {
      device: { assetTag: 'GW-02', model: 'InfuSmart Gateway', department: 'ICU', purchasePrice: eur('9400.00') },
    });
    await addDevice(client, {
      device: {
        assetTag: 'GW-03',
        model: 'InfuSmart Gateway',
        department: 'ICU',
        purchasePrice: { amount: '8000', currency: 'USD' },
      },
    });
    const plan = await client.plan.get({ fromYear: 2027, years: 5 });
    expect(plan.years[0]).toMatchObject({
      devices: 6,
      unpriced: 1,
      cost: [eur('16450.00'), { amount: '8000.00', currency: 'USD' }],
    });
    const [gateways, pumps] = plan.lines;
    expect(gateways).toMatchObject({ priceEach: null, priceSource: null, unpriced: 1 });
    expect(pumps).toMatchObject({ priceEach: eur('2350.00'), priceSource: 'model', cost: [eur('7050.00')] });
    expect(plan.total).toMatchObject({ devices: 7, late: 3, unpriced: 1 });
    const settings = await client.plan.settings();
    await client.plan.saveSettings({ ...settings, inflation: '2.5' });
    const dearer = await client.plan.get({ fromYear: 2027, years: 5 });
    expect(dearer.years.map(({ cost }) => cost[0]?.amount)).toEqual([
      '16450.00',
      '65600.00',
      undefined,
      undefined,
      undefined,
    ]);
    expect(dearer.departments.map(({ department, cost }) => [department, cost[0]])).toEqual([
      ['ICU', eur('16450.00')],
      ['Radiology', eur('65600.00')],
    ]);
  });

  it('counts who is without support at the end of each year', async () => {
    const test = await openApp();
    await story25(test);
    const { years } = await test.client.plan.get({ fromYear: 2027, years: 5 });
    // The gateway ends on 2027-01-12 and its successor, begun today, works on 2028-11-21: two year ends without support.
    expect(years.map(({ withoutSupport }) => withoutSupport)).toEqual([1, 1, 0, 0, 0]);
  });

  it('plans nothing that is unknown, and lists contracts apart and the technical end in the plan', async () => {
    const test = await openApp();
    const { client } = test;
    await addFleet(client, { model: 'Mystery', endsOn: null, tags: ['M-1', 'M-2'] });
    await addFleet(client, {
      model: 'Covered',
      endsOn: '2029-06-30',
      tags: ['C-1'],
      fields: { category: 'fleet', updatesNeedContract: 'yes' },
    });
    const { id } = await client.contract.create(
      contractFields({ renewal: 'none', renewalMonths: null, noticeAmount: null, noticeUnit: null }),
    );
    await client.contract.addDevices({ id, assetTags: ['C-1'], startsOn: null, endsOn: null });
    const plan = await client.plan.get({});
    expect(briefly(plan)).toEqual([[2026, 'Covered', 1, '2026-12-30', 0]]);
    expect(plan.unknown).toMatchObject({ devices: 2, groups: [{ model: 'Mystery', devices: 2, on: null }] });
    expect(plan.renewable).toMatchObject({
      devices: 1,
      groups: [{ model: 'Covered', limitName: 'C-101', on: '2027-01-31' }],
    });
  });

  it('says the same for another day as it says on that day', async () => {
    const test = await openApp();
    await story25(test);
    const asOf = await test.client.plan.get({ asOf: '2028-07-01' as never, years: 5 });
    test.clock.set('2028-07-01');
    expect(asOf).toEqual(await test.client.plan.get({ years: 5 }));
    expect(asOf.fromYear).toBe(2029);
    expect(briefly(asOf)[0]?.slice(1)).toEqual(['InfuSmart Gateway', 1, '2025-01-12', 1266]);
  });

  it('keeps to departments, years and pages, and finds the devices of a line', async () => {
    const test = await openApp();
    const { client } = test;
    const { pumps } = await story25(test);
    const radiology = await client.plan.get({ departments: ['Radiology'] });
    expect(briefly(radiology).map(([, model]) => model)).toEqual(['UltraView 7']);
    const page = await client.plan.get({ offset: 1, limit: 1 });
    expect([page.totalLines, page.lines.map(({ model }) => model)]).toEqual([3, ['InfuSmart 300']]);
    const late = await client.plan.get({ year: 2028 });
    expect(briefly(late).map(([, model]) => model)).toEqual(['UltraView 7']);
    const { total, devices } = await client.plan.devices({ key: page.lines[0]?.key ?? '' });
    expect(total).toBe(3);
    expect(devices.map(({ deviceId }) => deviceId).sort()).toEqual([...pumps.deviceIds].sort());
    expect(devices[0]).toMatchObject({
      price: eur('2350.00'),
      priceSource: 'model',
      decision: 'replace',
      chosen: false,
    });
  });
});

describe('lead times of the organisation', () => {
  it('hold in the register, on the first screen and in the plan, and the model’s own goes before them', async () => {
    const test = await openApp();
    const { client } = test;
    await story25(test);
    const settings = await client.plan.settings();
    const { revision } = await client.plan.saveSettings({
      ...settings,
      leadMonths: { ...settings.leadMonths, fleet: 31, imaging_radiotherapy: 50 },
    });
    expect(revision).toBe(2);
    const { rows } = await client.device.list({ sort: { by: 'assetTag', descending: false } });
    expect(rows.map(({ assetTag, support }) => [assetTag, support.actBy])).toEqual([
      ['GW-01', '2025-01-12'],
      ['P-1', '2026-11-30'],
      ['P-2', '2026-11-30'],
      ['P-3', '2026-11-30'],
      ['US-07', '2026-10-31'],
    ]);
    const plan = await client.plan.get({ fromYear: 2027, years: 1 });
    expect(briefly(plan).map(([, model, , start]) => [model, start])).toContainEqual(['UltraView 7', '2026-10-31']);
    expect(await failureOf(client.plan.saveSettings(settings))).toMatchObject({ code: 'stale_edit' });
  });
});

describe('a scenario', () => {
  const fields = {
    notes: null,
    fromYear: 2027,
    years: 5,
    inflation: null,
    weights: null,
    yearlyBudget: null,
  } as const;

  it('holds decisions that the base does not, with year, price and reason, and takes them back', async () => {
    const test = await openApp();
    const { client } = test;
    const { pumps, gateway } = await story25(test);
    const { id } = await client.plan.addScenario({ ...fields, name: 'Tight' });
    await client.plan.choose({
      scenarioId: id,
      deviceIds: pumps.deviceIds.slice(0, 2),
      decision: 'replace',
      fiscalYear: 2029,
      price: eur('2000'),
      reason: 'The framework contract starts then',
    });
    await client.plan.choose({
      scenarioId: id,
      deviceIds: gateway.deviceIds,
      decision: 'retire',
      fiscalYear: null,
      price: null,
      reason: 'The new server takes over',
    });
    const plan = await client.plan.get({ scenarioId: id });
    expect(plan.lines.map(({ year, model, devices, decision }) => [year, model, devices, decision])).toEqual([
      [2027, 'InfuSmart Gateway', 1, 'retire'],
      [2027, 'InfuSmart 300', 1, 'replace'],
      [2028, 'UltraView 7', 1, 'replace'],
      [2029, 'InfuSmart 300', 2, 'replace'],
    ]);
    expect(plan.lines[3]).toMatchObject({
      movedFrom: 2027,
      reason: 'The framework contract starts then',
      chosen: 2,
      cost: [eur('4000.00')],
      priceSource: 'choice',
    });
    // Two pumps of 2029-06-30, begun on 2028-07-01, are replaced on 2031-01-01; the gateway is gone at the end of its year.
    expect(plan.years.map(({ withoutSupport }) => withoutSupport)).toEqual([0, 0, 2, 2, 0]);
    expect(briefly(await client.plan.get({ fromYear: 2027 }))).toHaveLength(3);
    const { devices } = await client.plan.unchoose({ scenarioId: id, deviceIds: pumps.deviceIds });
    expect(devices).toBe(2);
    expect((await client.plan.get({ scenarioId: id })).lines).toHaveLength(3);
    const [entry] = await client.device.history({ id: pumps.deviceIds[0] as never });
    expect(entry).toMatchObject({ action: 'plan.unchoose' });
  });

  it('can be copied with its decisions, changed and removed, and its name is its own', async () => {
    const test = await openApp();
    const { client } = test;
    const { pumps } = await story25(test);
    const first = await client.plan.addScenario({ ...fields, name: 'Tight' });
    await client.plan.choose({
      scenarioId: first.id,
      deviceIds: pumps.deviceIds,
      decision: 'keep',
      fiscalYear: null,
      price: null,
      reason: 'Still good',
    });
    const copy = await client.plan.addScenario({ ...fields, name: 'Tighter', copyOf: first.id });
    expect((await client.plan.scenarios()).map(({ name, choices }) => [name, choices])).toEqual([
      ['Tight', 3],
      ['Tighter', 3],
    ]);
    expect(await failureOf(client.plan.addScenario({ ...fields, name: ' tight ' }))).toMatchObject({
      code: 'already_exists',
    });
    await client.plan.updateScenario({ ...copy, changes: { yearlyBudget: '50000' } });
    expect(await failureOf(client.plan.removeScenario(copy))).toMatchObject({ code: 'stale_edit' });
    await client.plan.removeScenario({ ...copy, revision: 2 });
    expect(await failureOf(client.plan.get({ scenarioId: copy.id }))).toMatchObject({ code: 'not_found' });
    expect(await client.plan.scenarios()).toHaveLength(1);
  });

  it('is spread over its years within a budget, on demand only', async () => {
    const test = await openApp();
    const { client } = test;
    const { ultrasound } = await story25(test);
    await addFleet(client, {
      model: 'Monitor',
      endsOn: '2030-06-30',
      tags: ['MO-1', 'MO-2'],
      fields: { category: 'fleet', replacementPrice: eur('9000.00') },
    });
    const { id } = await client.plan.addScenario({ ...fields, name: 'Capped', yearlyBudget: '70000' });
    const year = async (scenarioId: ScenarioId) =>
      (await client.plan.get({ scenarioId })).years.map(({ cost, overBudget }) => [
        cost[0]?.amount ?? null,
        overBudget,
      ]);
    expect(await year(id)).toEqual([
      ['7050.00', null],
      ['82000.00', '12000.00'],
      [null, null],
      [null, null],
      [null, null],
    ]);
    const { moves, years } = await client.plan.level({ scenarioId: id });
    expect(moves).toEqual([
      expect.objectContaining({ model: 'UltraView 7', fromYear: 2028, toYear: 2029, cost: '64000.00', devices: 1 }),
    ]);
    expect(years.slice(0, 3).map(({ after, overBudget }) => [after, overBudget])).toEqual([
      ['7050.00', null],
      ['18000.00', null],
      ['64000.00', null],
    ]);
    expect((await year(id))[1]).toEqual(['82000.00', '12000.00']);
    expect(await client.plan.applyLevel({ scenarioId: id, reason: 'Within the budget' })).toEqual({
      lines: 1,
      devices: 1,
    });
    expect((await year(id)).slice(0, 3)).toEqual([
      ['7050.00', null],
      ['18000.00', null],
      ['64000.00', null],
    ]);
    const moved = (await client.plan.get({ scenarioId: id, year: 2029 })).lines;
    expect(moved).toMatchObject([{ model: 'UltraView 7', movedFrom: 2028, reason: 'Within the budget' }]);
    expect(ultrasound.deviceIds).toHaveLength(1);
    const { id: free } = await client.plan.addScenario({ ...fields, name: 'No budget' });
    expect(await failureOf(client.plan.level({ scenarioId: free }))).toMatchObject({
      code: 'input_refused',
      problem: 'no_budget',
    });
  });
});
