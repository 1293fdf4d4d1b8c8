import { expect, test } from 'vitest';
import { openSql } from '../../main/data/connection.ts';
import { day } from '../../main/domain/day.ts';
import type { Id } from '../../main/domain/ids.ts';
import type { TrashNoun } from '../../main/domain/trash.ts';
import { addDevice, componentFields, contractFields, deviceFields, vendorFields } from '../support/builders.ts';
import { addCase, addDocument, addException, addSignedChecklist, addTask, makeWorld } from '../support/cases.ts';
import { appOn, databaseKeyOf, failureOf, openApp, PASSPHRASE, type TestApp } from '../support/vault.ts';

type TrashedId = Id<'trashed'>;
const trashed = (...ids: readonly string[]) => ids as readonly string[] as TrashedId[];
const CURRENT = { passphrase: PASSPHRASE, keyFile: null };

/** Every row of every table that a removal and its way back must leave as it was. */
async function rowsIn({ folder }: Pick<TestApp, 'folder'>): Promise<Record<string, unknown>> {
  const sql = openSql(`${folder}/steward.db`, await databaseKeyOf(folder));
  const tables = sql
    .prepare<[], { name: string }>(
      `SELECT "name" FROM sqlite_master WHERE "type" = 'table' AND "name" NOT LIKE 'sqlite_%'`,
    )
    .all()
    .map(({ name }) => name)
    .filter((name) => !/^(Audit|Edit|ListingState|DeviceListing|DeviceSearch|Setting|Attempt)/.test(name));
  const all = tables.map((name) => [
    name,
    sql
      .prepare(`SELECT * FROM "${name}"`)
      .all()
      .map((row) => JSON.stringify(row))
      .sort(),
  ]);
  sql.close();
  return Object.fromEntries(all);
}

test('a device goes with its parts and comes back exactly as it was, with its row in the register', async () => {
  const world = await makeWorld(await openApp());
  const { client, deviceId, contractId } = world;
  await client.device.saveComponent({
    deviceId,
    componentId: null,
    revision: null,
    fields: componentFields({ kind: 'library', label: 'zlib' }),
  });
  const { documentId } = await addDocument(world);
  await client.document.link({ noun: 'device', recordId: deviceId as string as Id<'place'>, documentId });
  const before = await rowsIn(world);
  const listed = await client.device.list({ filter: {} });
  const history = await client.device.history({ id: deviceId });

  const preview = await client.trash.preview({ noun: 'device', ids: trashed(deviceId) });
  expect(preview).toMatchObject({ removable: [{ id: deviceId, title: 'GW-01, InfuSmart Gateway' }], kept: [] });
  expect(Object.fromEntries(preview.parts.map(({ what, count }) => [what, count]))).toEqual({
    Component: 2,
    ContractLine: 1,
    DocumentLink: 1,
  });
  expect(await client.trash.remove({ noun: 'device', ids: trashed(deviceId) })).toEqual({ removed: 1 });
  expect((await client.device.list({ filter: {} })).total).toBe(listed.total - 1);
  expect((await client.cover.lines({ contractId, search: '', limit: 10 })).total).toBe(0);
  expect(await failureOf(client.device.get({ id: deviceId }))).toMatchObject({ code: 'not_found' });
  expect((await client.trash.list({})).rows).toMatchObject([
    { id: deviceId, noun: 'device', title: 'GW-01, InfuSmart Gateway', parts: 4 },
  ]);

  expect(await client.trash.restore({ ids: trashed(deviceId) })).toMatchObject({
    restored: [{ id: deviceId, noun: 'device' }],
    leftOut: 0,
  });
  expect(await rowsIn(world)).toEqual(before);
  expect((await client.device.list({ filter: {} })).rows).toEqual(listed.rows);
  const since = (await client.device.history({ id: deviceId })).slice(0, -history.length);
  expect(new Set(since.map(({ action }) => action))).toEqual(new Set(['trash.restore', 'trash.remove']));
  expect(await client.trash.restore({ ids: trashed(deviceId) }).catch(() => 'gone')).toBe('gone');
});

test('every kind of record comes back with all its parts', async () => {
  const world = await makeWorld(await openApp());
  const { client, vendorId } = world;
  const checklist = await client.checklist.create({
    templateId: world.templateId,
    title: 'Tender',
    vendor: null,
    model: null,
    softwareVersion: null,
  });
  const { id: contractId } = await client.contract.create(contractFields({ number: 'C-9' }));
  await client.contract.addDevices({ id: contractId, assetTags: ['GW-01'], startsOn: null, endsOn: null });
  const { modelId: otherModel, deviceId: other } = await addDevice(client, {
    device: { assetTag: 'XR-01', manufacturer: 'Roentgen Works', model: 'Ray' },
    endsOn: '2030-01-01',
  });
  const otherVendor = (await client.model.get({ id: otherModel })).vendorId;
  const changes = { aliases: ['RW'], roles: ['manufacturer' as const], contacts: [] };
  await client.vendor.update({ id: otherVendor, revision: 1, changes });
  await client.trash.remove({ noun: 'device', ids: trashed(other) });
  const kinds: readonly (readonly [TrashNoun, string])[] = [
    ['model', otherModel],
    ['contract', contractId],
    ['task', (await addTask(world)).id],
    ['checklist', checklist.id],
    ['procurement', (await addCase(world)).id],
    ['exception', (await addException(world)).id],
    ['document', (await addDocument(world)).documentId],
  ];
  for (const [noun, id] of kinds) {
    const before = await rowsIn(world);
    await client.trash.remove({ noun, ids: trashed(id) });
    expect([noun, await client.trash.restore({ ids: trashed(id) })]).toMatchObject([noun, { leftOut: 0 }]);
    expect([noun, await rowsIn(world)]).toEqual([noun, before]);
  }
  // A vendor whose model went before it.
  await client.trash.remove({ noun: 'model', ids: trashed(otherModel) });
  const before = await rowsIn(world);
  await client.trash.remove({ noun: 'vendor', ids: trashed(otherVendor) });
  await client.trash.restore({ ids: trashed(otherVendor) });
  expect(await rowsIn(world)).toEqual(before);
  expect(vendorId).not.toBe(otherVendor);
});

test('what something refers to stays, and the preview says what keeps it', async () => {
  const world = await makeWorld(await openApp());
  const { client, modelId, vendorId, contractId, deviceId } = world;
  const kept = async (noun: TrashNoun, id: string) =>
    (await client.trash.preview({ noun, ids: trashed(id) })).kept[0]?.holders ?? [];
  expect(await kept('model', modelId)).toContainEqual({
    what: 'Device',
    count: 1,
    places: [{ noun: 'device', id: deviceId, title: 'GW-01, InfuSmart Gateway' }],
  });
  expect((await kept('vendor', vendorId)).map(({ what }) => what)).toEqual(
    expect.arrayContaining(['Contract', 'DeviceModel']),
  );
  expect(await kept('contract', contractId)).toEqual([]);
  const { id: taskId } = await client.task.create({
    ...{ title: 'Ask', dueOn: null, assignee: null, vendorId: null, modelId: null, documentId: null, notes: null },
    deviceId,
  });
  const preview = await client.trash.preview({ noun: 'device', ids: trashed(deviceId) });
  expect(preview.kept).toMatchObject([
    { holders: [{ what: 'Task', places: [{ noun: 'task', id: taskId, title: 'Ask' }] }] },
  ]);
  expect(preview.removable).toEqual([]);
  const { id: free } = await client.device.create(deviceFields({ assetTag: 'GW-02' }));
  const refused = await failureOf(client.trash.remove({ noun: 'device', ids: trashed(free, deviceId) }));
  expect(refused).toMatchObject({ code: 'input_refused', problem: 'trash_held', id: deviceId });
  expect((await client.trash.list({})).total).toBe(0);
});

test('what was signed, locked or decided stays', async () => {
  const world = await makeWorld(await openApp());
  const { client, contractId } = world;
  const signed = await addSignedChecklist(world);
  const refusal = async (noun: TrashNoun, id: string) =>
    (await client.trash.preview({ noun, ids: trashed(id) })).kept.map((record) => record.refusal);
  expect(await refusal('checklist', signed.id)).toEqual(['signed']);
  const { revision } = await client.contract.get({ id: contractId });
  await client.contract.recordDecision({
    id: contractId,
    revision,
    termEndsOn: day('2027-01-31'),
    decision: 'renew',
    reason: 'Still in use',
    nextStep: null,
  });
  expect(await refusal('contract', contractId)).toEqual(['decided']);
  expect(await failureOf(client.trash.remove({ noun: 'contract', ids: trashed(contractId) }))).toMatchObject({
    problem: 'trash_held',
  });
});

test('a restore says what is in its way: a tag that was given away, a model that is in the trash', async () => {
  const { client } = await openApp();
  const { deviceId, modelId } = await addDevice(client);
  await client.trash.remove({ noun: 'device', ids: trashed(deviceId) });
  const { id: heir } = await client.device.create(
    deviceFields({ assetTag: 'GW-01', serialNumber: 'other', model: 'Other' }),
  );
  expect(await failureOf(client.trash.restore({ ids: trashed(deviceId) }))).toMatchObject({
    ...{ code: 'input_refused', problem: 'trash_taken', field: 'assetTag', value: 'GW-01', byId: heir },
  });
  await client.trash.remove({ noun: 'device', ids: trashed(heir) });
  await client.trash.remove({ noun: 'model', ids: trashed(modelId) });
  expect(await failureOf(client.trash.restore({ ids: trashed(deviceId) }))).toMatchObject({
    ...{ problem: 'trash_needs', field: 'modelId', needsId: modelId },
  });
  expect(await failureOf(client.trash.purge({ ids: trashed(modelId), current: CURRENT }))).toMatchObject({
    ...{ problem: 'trash_needed', byId: deviceId },
  });
  // Together they come back in the order in which they can.
  expect((await client.trash.restore({ ids: trashed(deviceId, modelId) })).restored.length).toBe(2);
  expect(await client.device.get({ id: deviceId })).toMatchObject({ assetTag: 'GW-01', modelId });
});

test('the trash is emptied as a whole, by somebody who says the passphrase again', async () => {
  const world = await makeWorld(await openApp());
  const { client, deviceId, contractId } = world;
  await client.trash.remove({ noun: 'device', ids: trashed(deviceId) });
  await client.trash.remove({ noun: 'contract', ids: trashed(contractId) });
  expect(await failureOf(client.trash.restore({ ids: trashed(deviceId) }))).toMatchObject({ needsId: contractId });
  // Emptied as a whole, nothing that needs it is left behind.
  expect(
    await failureOf(client.trash.purge({ ids: null, current: { ...CURRENT, passphrase: 'wrong one' } })),
  ).toMatchObject({
    code: 'wrong_credentials',
  });
  expect(await client.trash.purge({ ids: null, current: CURRENT })).toEqual({ removed: 2 });
  expect((await client.trash.list({})).total).toBe(0);
  const [entry] = (await client.history.list({ filter: {}, limit: 1 })).rows;
  expect(entry?.action).toBe('trash.purge');
});

test("another name that is someone else's by now stays away, and the vendor comes back", async () => {
  const { client } = await openApp();
  const { id } = await client.vendor.create(vendorFields({ name: 'Roentgen Works', aliases: ['RW'] }));
  await client.trash.remove({ noun: 'vendor', ids: trashed(id) });
  const { id: heir } = await client.vendor.create(vendorFields({ name: 'Other', aliases: ['RW'] }));
  expect((await client.trash.restore({ ids: trashed(id) })).leftOut).toBe(1);
  expect((await client.vendor.get({ id })).aliases).toEqual([]);
  await client.trash.remove({ noun: 'vendor', ids: trashed(id) });
  const { revision } = await client.vendor.get({ id: heir });
  await client.vendor.update({ id: heir, revision, changes: { aliases: ['roentgen works'] } });
  expect(await failureOf(client.trash.restore({ ids: trashed(id) }))).toMatchObject({
    ...{ problem: 'trash_taken', field: 'name', by: 'Other' },
  });
});

test('rows of an older schema come back with the defaults of columns that came since', async () => {
  const { client, folder, app } = await openApp();
  const { modelId, deviceId } = await addDevice(client);
  await client.trash.remove({ noun: 'device', ids: trashed(deviceId) });
  await client.trash.remove({ noun: 'model', ids: trashed(modelId) });
  const key = await databaseKeyOf(folder);
  await client.vault.lock();
  await app.close();
  const sql = openSql(`${folder}/steward.db`, key);
  // As a version would have left it that knew another column, and did not know two of today's.
  const { rows } = sql
    .prepare<[string], { rows: string }>('SELECT "rows" FROM "TrashedRecord" WHERE "id" = ?')
    .get(modelId) as { rows: string };
  const older = JSON.parse(rows) as { table: string; rows: Record<string, unknown>[] }[];
  const row = older[0]?.rows[0] as Record<string, unknown>;
  delete row.updatesNeedContract;
  delete row.gmdnCode;
  row.columnOfThen = 'x';
  sql.prepare('UPDATE "TrashedRecord" SET "rows" = ? WHERE "id" = ?').run(JSON.stringify(older), modelId);
  sql.close();
  const again = appOn(folder);
  await again.client.vault.unlock({ passphrase: PASSPHRASE });
  expect((await again.client.trash.restore({ ids: trashed(modelId, deviceId) })).leftOut).toBe(0);
  expect(await again.client.model.get({ id: modelId })).toMatchObject({ updatesNeedContract: 'unknown' });
});

test('a removal is taken back like any other step, and a removal for good is not', async () => {
  const world = await makeWorld(await openApp());
  const { client, deviceId } = world;
  const before = await rowsIn(world);
  await client.trash.remove({ noun: 'device', ids: trashed(deviceId) });
  await client.edit.undo({});
  expect(await rowsIn(world)).toEqual(before);
  await client.trash.remove({ noun: 'device', ids: trashed(deviceId) });
  await client.trash.purge({ ids: trashed(deviceId), current: CURRENT });
  expect((await client.edit.list({})).rows.map(({ action }) => action)).not.toContain('trash.remove');
  expect(await failureOf(client.device.get({ id: deviceId }))).toMatchObject({ code: 'not_found' });
});
