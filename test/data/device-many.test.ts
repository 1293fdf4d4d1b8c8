import { beforeAll, describe, expect, it } from 'vitest';
import { day } from '../../main/domain/day.ts';
import type { DeviceId } from '../../main/domain/ids.ts';
import { contractFields, deviceFields } from '../support/builders.ts';
import { failureOf, openApp, type TestApp } from '../support/vault.ts';

let made = 0;
const fresh = (prefix: string) => `${prefix}-${++made}`;

describe('many devices in one step', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openApp('file');
  });

  const add = async (fields: Parameters<typeof deviceFields>[0] = {}) =>
    (await test.client.device.create(deviceFields({ assetTag: fresh('M'), ...fields }))).id;
  const choose = async (ids: DeviceId[]) => (await test.client.device.chosen({ ids })).chosen;
  const get = (id: DeviceId) => test.client.device.get({ id });

  it('shows what changes, what has it already and what cannot, then does the same', async () => {
    const [moves, stays, cannot] = [
      await add({ department: 'Ward 1', notes: 'bought used' }),
      await add({ department: 'ICU', status: 'disposed' }),
      await add({ department: 'ICU' }),
    ];
    const chosen = await choose([moves, stays, cannot]);
    const changes = { department: 'icu', status: 'disposed' as const };
    const preview = await test.client.device.previewMany({ chosen, changes });
    expect(preview).toMatchObject({ changed: 0, same: 1, refused: 2, total: 3 });
    expect(preview.rows.find(({ id }) => id === cannot)).toMatchObject({
      outcome: 'refused',
      reason: 'erasure_needed',
    });

    const place = { chosen, changes: { department: 'icu', appendNotes: 'moved' } };
    expect((await test.client.device.previewMany({ ...place, outcome: 'changed', limit: 1 })).rows).toEqual([
      {
        id: moves,
        name: (await get(moves)).assetTag,
        outcome: 'changed',
        changes: [
          { field: 'department', before: 'Ward 1', after: 'ICU' },
          { field: 'notes', before: 'bought used', after: 'bought used\nmoved' },
        ],
        reason: null,
      },
    ]);
    expect(await test.client.device.updateMany(place)).toMatchObject({ changed: 3, same: 0, refused: 0 });
    expect(await get(moves)).toMatchObject({ department: 'ICU', notes: 'bought used\nmoved', revision: 2 });
    expect(await test.client.device.list({ filter: { department: ['ICU'] } })).toMatchObject({ total: 3 });
  });

  it('names a device that somebody edited meanwhile or that is gone, and changes the others', async () => {
    const [edited, other] = [await add(), await add()];
    const chosen = await choose([edited, other]);
    await test.client.device.update({ id: edited, revision: 1, changes: { notes: 'mine' } });
    const gone = '00000000-0000-7000-8000-000000000000' as DeviceId;
    const result = await test.client.device.updateMany({
      chosen: [...chosen, { id: gone, revision: 1 }],
      changes: { criticality: 'high', networkConnected: 'yes' },
    });
    expect(result).toEqual({
      changed: 1,
      same: 0,
      refused: 2,
      refusals: [
        { id: edited, name: (await get(edited)).assetTag, reason: 'stale_edit' },
        { id: gone, name: '', reason: 'not_found' },
      ],
    });
    expect(await get(edited)).toMatchObject({ notes: 'mine', criticality: null });
    expect(await get(other)).toMatchObject({ criticality: 'high', networkConnected: 'yes' });
  });

  it('is one entry of the history with each device in it, and nothing where nothing differs', async () => {
    const ids = [await add({ location: null }), await add({ location: 'Store' })];
    const changes = { location: 'Store', warrantyEndsOn: null };
    const before = (await test.client.history.list({})).total;
    await test.client.device.updateMany({ chosen: await choose(ids), changes });
    const { total, rows } = await test.client.history.list({ limit: 1 });
    expect(total).toBe(before + 1);
    expect(rows[0]).toMatchObject({
      action: 'device.updateMany',
      summary: { chosen: 2, changed: 1, same: 1, refused: 0 },
      records: [{ recordId: ids[0], changes: [{ field: 'location', before: null, after: 'Store' }] }],
    });
    expect((await get(ids[1] as DeviceId)).revision).toBe(1);
    const [newest] = await test.client.device.history({ id: ids[0] as DeviceId });
    expect(newest).toMatchObject({ action: 'device.updateMany' });
  });

  it('makes a version per model once, puts devices on a contract, and computes support anew', async () => {
    const [first, second] = [await add({ model: fresh('Pump') }), await add({ model: fresh('Pump') })];
    const { id } = await test.client.contract.create(contractFields({ number: fresh('C'), endsOn: day('2031-01-31') }));
    const changes = { softwareVersion: '7.1', contract: { id, startsOn: null, endsOn: null } };
    expect(await test.client.device.updateMany({ chosen: await choose([first, second]), changes })).toMatchObject({
      changed: 2,
    });
    expect((await test.client.contract.get({ id })).coveredDevices).toBe(2);
    expect(await get(first)).toMatchObject({ softwareVersion: '7.1', contracts: [{ contractId: id }] });
    const again = { chosen: await choose([first, second]), changes: { ...changes, softwareVersion: 'V 7.1' } };
    expect(await test.client.device.previewMany(again)).toMatchObject({ changed: 0, same: 2 });
  });

  it('empties a field, takes devices by tag and names tags that none has', async () => {
    const id = await add({ assetTag: '000417', plannedReplacementOn: day('2028-01-01') });
    const { chosen, missing } = await test.client.device.chosen({ assetTags: ['000417', '417'] });
    expect(missing).toEqual(['417']);
    await test.client.device.updateMany({ chosen, changes: { plannedReplacementOn: null } });
    expect((await get(id)).plannedReplacementOn).toBeNull();
  });

  it('refuses a change of nothing, an unknown contract and an empty choice', async () => {
    const chosen = await choose([await add()]);
    const id = '00000000-0000-7000-8000-000000000000';
    expect(await failureOf(test.client.device.updateMany({ chosen, changes: {} }))).toMatchObject({
      code: 'input_refused',
    });
    expect(
      await failureOf(
        test.client.device.updateMany({
          chosen,
          changes: { contract: { id: id as never, startsOn: null, endsOn: null } },
        }),
      ),
    ).toMatchObject({ code: 'not_found' });
    expect(await failureOf(test.client.device.previewMany({ chosen: [], changes: { notes: 'x' } }))).toMatchObject({
      code: 'input_refused',
    });
  });
});
