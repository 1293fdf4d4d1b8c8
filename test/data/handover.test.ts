import { describe, expect, it } from 'vitest';
import { addMonths, day } from '../../main/domain/day.ts';
import { HANDOVER_ITEMS } from '../../main/domain/handover.ts';
import type { DocumentId } from '../../main/domain/ids.ts';
import { addDevice, deviceFields, recordDate } from '../support/builders.ts';
import { addDocument } from '../support/cases.ts';
import { TODAY } from '../support/facts.ts';
import { failureOf, openApp, type TestApp } from '../support/vault.ts';

const due = async ({ client }: Pick<TestApp, 'client'>) =>
  (await client.alert.list({ state: 'all', limit: 1000 })).rows
    .filter(({ kind }) => kind === 'handover_due')
    .map(({ model, by, owner, devices }) => [model, by, owner, devices]);

describe('a hand-over at the end of support (domain.md 1.1)', () => {
  it('is asked for within 12 months of the end, proposed from 36 months on, and only for models in use', async () => {
    const test = await openApp();
    const { client } = test;
    const { deviceId, modelId } = await addDevice(client, { endsOn: '2027-11-22' });
    expect(await due(test)).toEqual([]);
    expect(await client.handover.ofModel({ modelId })).toMatchObject({
      need: 'proposed',
      endsOn: { on: '2027-11-22', precision: 'day' },
      handover: null,
    });
    await recordDate(client, modelId, '2027-11');
    expect(await due(test)).toEqual([['InfuSmart Gateway', '2027-11-01', null, 1]]);
    expect((await client.handover.ofModel({ modelId })).need).toBe('due');
    const retired = { on: TODAY, disposedOn: null, dataErasedOn: null, reason: null };
    await client.device.retire({ id: deviceId, revision: 1, ...retired });
    expect(await due(test)).toEqual([]);
    expect((await client.handover.ofModel({ modelId })).need).toBe('none');
  });

  it('counts to the end of support, and to that of security support only while nothing else is known', async () => {
    const test = await openApp();
    const { client } = test;
    const { modelId } = await addDevice(client);
    await recordDate(client, modelId, '2027-06-30', 'end_of_security_support');
    expect(await due(test)).toEqual([['InfuSmart Gateway', '2027-06-30', null, 1]]);
    await recordDate(client, modelId, '2029-06-30');
    expect(await due(test)).toEqual([]);
    expect((await client.handover.ofModel({ modelId })).need).toBe('proposed');
  });

  it('is not asked for once it began; what is open is due by its day, else by the end of support', async () => {
    const test = await openApp();
    const { client, clock } = test;
    const { modelId } = await addDevice(client, { endsOn: '2027-06-30' });
    const { id } = await client.handover.start({ modelId, owner: 'Ana', dueOn: null, notes: null });
    expect(await due(test)).toEqual([]);
    clock.set('2027-05-01');
    expect(await due(test)).toEqual([['InfuSmart Gateway', '2027-06-30', 'Ana', 1]]);
    await client.handover.update({ id, revision: 1, changes: { dueOn: day('2027-04-01') } });
    expect(await due(test)).toEqual([['InfuSmart Gateway', '2027-04-01', 'Ana', 1]]);
    clock.set('2027-08-01');
    expect(await due(test)).toEqual([['InfuSmart Gateway', '2027-04-01', 'Ana', 1]]);
  });

  it('is complete only when every item is there or a note says why it is not, and can be opened again', async () => {
    const test = await openApp();
    const { client } = test;
    const { modelId } = await addDevice(client, { endsOn: '2027-06-30' });
    const { documentId } = await addDocument(test);
    let { id, revision } = await client.handover.start({
      modelId,
      owner: 'Ana',
      dueOn: day('2026-12-01'),
      notes: null,
    });
    expect(await failureOf(client.handover.start({ modelId, owner: 'Bo', dueOn: null, notes: null }))).toMatchObject({
      code: 'already_exists',
    });
    const complete = () => client.handover.complete({ id, revision, on: TODAY });
    expect(await failureOf(complete())).toMatchObject({
      problem: 'handover_incomplete',
      missing: HANDOVER_ITEMS.join(', '),
    });
    const set = async (
      item: (typeof HANDOVER_ITEMS)[number],
      state: 'received' | 'not_available',
      note: string | null,
    ) => {
      const proof = state === 'received' ? (documentId as DocumentId) : null;
      ({ revision } = await client.handover.setItem({ id, revision, item, state, note, documentId: proof }));
    };
    for (const item of HANDOVER_ITEMS.slice(1)) await set(item, 'received', null);
    expect(await failureOf(set('last_updates', 'not_available', null))).toMatchObject({ problem: 'note_needed' });
    expect(await failureOf(complete())).toMatchObject({ missing: 'last_updates' });
    await set('last_updates', 'not_available', 'The maker refused by letter');
    ({ revision } = await complete());
    const [row] = (await client.handover.list({})).rows;
    expect(row).toMatchObject({ completedOn: TODAY, settled: 6, items: 6, model: 'InfuSmart Gateway' });
    expect(await due(test)).toEqual([]);
    const { handover } = await client.handover.ofModel({ modelId });
    expect(handover?.items.map(({ item, state }) => [item, state])).toEqual(
      HANDOVER_ITEMS.map((item) => [item, item === 'last_updates' ? 'not_available' : 'received']),
    );
    expect(handover?.items[1]).toMatchObject({ documentId, document: expect.stringContaining('letter') });
    expect(await failureOf(set('last_updates', 'received', null))).toMatchObject({ problem: 'handover_complete' });
    await client.handover.reopen({ id, revision, reason: 'A guide was missing' });
    expect(await due(test)).toEqual([['InfuSmart Gateway', '2026-12-01', 'Ana', 1]]);
    const told = (await client.model.history({ id: modelId })).map(({ action }) => action);
    expect(told.filter((action) => action === 'handover.setItem')).toHaveLength(6);
    expect(told).toEqual(expect.arrayContaining(['handover.start', 'handover.complete', 'handover.reopen']));
  });

  it('goes out as a sheet with every item, once it began', async () => {
    const test = await openApp();
    const { client, app } = test;
    const { modelId } = await addDevice(client, { endsOn: '2027-06-30' });
    expect(await failureOf(client.exports.handover({ format: 'json', modelId }))).toMatchObject({ code: 'not_found' });
    const { id } = await client.handover.start({ modelId, owner: 'Ana', dueOn: day('2027-03-31'), notes: 'By post' });
    const note = 'The maker refused';
    await client.handover.setItem({
      id,
      revision: 1,
      item: 'final_sbom',
      state: 'not_available',
      note,
      documentId: null,
    });
    const { ticket } = await client.exports.handover({ format: 'json', modelId });
    const sheet: unknown = JSON.parse(new TextDecoder().decode(app.files.collect(ticket)?.bytes));
    expect(sheet).toMatchObject({
      model: 'InfuSmart Gateway',
      endOfSupport: { on: '2027-06-30', precision: 'day' },
      owner: 'Ana',
      dueOn: '2027-03-31',
      completedOn: null,
      items: HANDOVER_ITEMS.map((item) =>
        item === 'final_sbom' ? { item, state: 'not_available', note } : { item, state: 'open', note: null },
      ),
    });
    const { ticket: csv } = await client.exports.handover({ format: 'csv', modelId });
    expect(new TextDecoder().decode(app.files.collect(csv)?.bytes)).toContain('"Not available"');
  });

  it('lists what is open first, by the day on which it is due', async () => {
    const { client } = await openApp();
    const begin = async (model: string, dueOn: string | null) => {
      const { modelId } = await addDevice(client, { device: { assetTag: model, model } });
      return client.handover.start({ modelId, owner: 'Ana', dueOn: dueOn === null ? null : day(dueOn), notes: null });
    };
    await begin('B', null);
    await begin('A', '2027-06-30');
    await begin('C', '2027-01-31');
    const { total, rows } = await client.handover.list({ limit: 2 });
    expect([total, rows.map(({ model }) => model)]).toEqual([3, ['C', 'A']]);
  });
});

describe('a retired device that is still here (domain.md E12)', () => {
  const erasures = async ({ client }: Pick<TestApp, 'client'>) =>
    (await client.alert.list({ state: 'all', limit: 1000 })).rows
      .filter(({ kind }) => kind === 'erase_data')
      .map(({ model, by, devices, assetTag, daysLate }) => [model, by, devices, assetTag, daysLate]);

  it('asks for the erasure of its data, a line for a model, until it is recorded or the device is gone', async () => {
    const test = await openApp();
    const { client } = test;
    const retired = { on: day('2026-05-01'), disposedOn: null, dataErasedOn: null, reason: null };
    const ids = [];
    for (const assetTag of ['P-1', 'P-2', 'P-3']) {
      const { id, revision } = await client.device.create(deviceFields({ assetTag, model: 'Pump' }));
      ids.push((await client.device.retire({ id, revision, ...retired })).id);
    }
    const { id: other } = await client.device.create(deviceFields({ assetTag: 'M-1', model: 'Monitor' }));
    await client.device.retire({ id: other, revision: 1, ...retired, on: TODAY });
    expect(await erasures(test)).toEqual([
      ['Pump', '2026-05-31', 3, null, 174],
      ['Monitor', '2026-12-21', 1, 'M-1', 0],
    ]);
    const [first, second, third] = ids;
    if (!first || !second || !third) throw new Error('no devices');
    await client.device.retire({ id: first, revision: 2, ...retired, dataErasedOn: TODAY });
    await client.device.retire({ id: second, revision: 2, ...retired, disposedOn: TODAY, reason: 'Stolen' });
    expect((await erasures(test))[0]).toEqual(['Pump', '2026-05-31', 1, 'P-3', 174]);
    const { revision } = await client.device.get({ id: third });
    await client.device.update({ id: third, revision, changes: { status: 'in_service' } });
    expect(await erasures(test)).toEqual([['Monitor', '2026-12-21', 1, 'M-1', 0]]);
  });

  it('leaves only with the certificate of the erasure, or with a reason; its history stays (domain.md story 14)', async () => {
    const test = await openApp();
    const { client } = test;
    const { id, revision } = await client.device.create(deviceFields());
    const gone = { id, revision, on: day('2026-05-01'), disposedOn: TODAY, dataErasedOn: TODAY, reason: null };
    expect(await failureOf(client.device.retire({ ...gone, dataErasedOn: null }))).toMatchObject({
      problem: 'erasure_needed',
    });
    expect(await failureOf(client.device.retire(gone))).toMatchObject({ problem: 'certificate_needed' });
    const { documentId } = await addDocument(test, 'Certificate of erasure');
    await client.device.retire({ ...gone, erasureDocumentId: documentId });
    expect(await client.device.get({ id })).toMatchObject({
      status: 'disposed',
      erasureDocumentId: documentId,
      support: { band: 'not_tracked' },
    });
    const [entry] = await client.device.history({ id });
    expect(entry?.changes).toContainEqual({
      field: 'erasureDocumentId',
      before: null,
      after: 'Certificate of erasure',
    });
  });
});

describe('a judgement that a device is legacy (domain.md 1.1)', () => {
  it('is made by a person with a reason, of the device before its model, and adds to those before', async () => {
    const test = await openApp();
    const { client } = test;
    const { deviceId, modelId } = await addDevice(client, {
      device: { assetTag: 'A', inServiceOn: day('1999-01-01') },
    });
    const other = await client.device.create(deviceFields({ assetTag: 'B' }));
    await client.device.create(deviceFields({ assetTag: 'C', model: 'Another' }));
    const tags = async (...legacy: ('legacy' | 'not_legacy' | 'not_judged')[]) =>
      (await client.device.list({ filter: { legacy } })).rows.map(({ assetTag }) => assetTag);
    expect(await tags('not_judged')).toEqual(['A', 'B', 'C']);
    expect((await client.device.get({ id: deviceId })).legacy).toEqual({ current: null, judgements: [] });
    const said = { judgedOn: TODAY, reason: 'Nobody can patch it', documentId: null };
    expect(
      await failureOf(client.model.judgeLegacy({ modelId, legacy: true, ...said, judgedOn: day('2026-11-22') })),
    ).toMatchObject({ problem: 'judged_in_future' });
    await client.model.judgeLegacy({ modelId, legacy: true, ...said });
    expect([await tags('legacy'), await tags('not_judged')]).toEqual([['A', 'B'], ['C']]);
    await client.device.judgeLegacy({ deviceId, legacy: false, ...said, reason: 'Isolated and patched by us' });
    expect([await tags('legacy'), await tags('not_legacy'), await tags('legacy', 'not_judged')]).toEqual([
      ['B'],
      ['A'],
      ['B', 'C'],
    ]);
    expect((await client.device.facets({})).legacy).toEqual([
      { value: 'legacy', count: 1 },
      { value: 'not_legacy', count: 1 },
      { value: 'not_judged', count: 1 },
    ]);
    expect((await client.device.get({ id: deviceId })).legacy).toMatchObject({
      current: { legacy: false, owner: 'device', reason: 'Isolated and patched by us' },
      judgements: [{ owner: 'device' }, { owner: 'model' }],
    });
    expect((await client.device.get({ id: other.id })).legacy.current).toMatchObject({ legacy: true, owner: 'model' });
    await client.model.judgeLegacy({ modelId, legacy: false, ...said });
    expect((await client.model.get({ id: modelId })).legacy.judgements.map(({ legacy }) => legacy)).toEqual([
      false,
      true,
    ]);
    expect((await client.device.get({ id: deviceId })).legacy.current?.owner).toBe('device');
    const counts = (await client.support.today({})).counts;
    expect(counts).toEqual({ unknown: 3 });
    const [entry] = await client.device.history({ id: deviceId });
    expect(entry).toMatchObject({ action: 'model.judgeLegacy' });
  });

  it('never follows from age: decades change nothing', async () => {
    const { client, clock } = await openApp();
    const { deviceId } = await addDevice(client, { device: { inServiceOn: day('1999-01-01') } });
    clock.set(addMonths(TODAY, 240));
    expect((await client.device.get({ id: deviceId })).legacy.current).toBeNull();
  });
});
