import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { appendAudit } from '../../main/data/audit.ts';
import { openSql } from '../../main/data/connection.ts';
import type { Day, Instant } from '../../main/domain/day.ts';
import { componentFields, contractFields, deviceFields, recordDate } from '../support/builders.ts';
import { makeWorld, type World } from '../support/cases.ts';
import {
  appOn,
  auditKeyIn,
  copyVault,
  databaseKeyOf,
  failureOf,
  openApp,
  PASSPHRASE,
  type TestApp,
} from '../support/vault.ts';

type Row = Awaited<ReturnType<TestApp['client']['history']['list']>>['rows'][number];

const actions = (rows: readonly { readonly action: string }[]) => rows.map(({ action }) => action);
const fields = ({ records }: Pick<Row, 'records'>) => records.flatMap(({ changes }) => changes);

describe('the history of everything', () => {
  let world: World;
  const list = async (filter: Parameters<TestApp['client']['history']['list']>[0]['filter'], page = {}) =>
    world.client.history.list({ filter, ...page });
  beforeAll(async () => {
    world = await makeWorld(await openApp('file'));
  });

  it('tells who did what when on which record, from what to what, newest first', async () => {
    const { total, rows } = await list({});
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: total }, (_, n) => total - n));
    const moved = rows.find(({ action }) => action === 'model.recordMilestone');
    expect(moved).toMatchObject({
      actor: 'Administrator',
      at: '2026-11-21T10:00:00.000Z',
      moreRecords: 0,
      records: [
        {
          noun: 'model',
          recordId: world.modelId,
          title: 'Norvia Medical InfuSmart Gateway',
          exists: true,
          kind: 'changed',
          changes: [{ field: 'end_of_support', before: '2029-06-30', after: '2029-01-31' }],
        },
      ],
    });
    expect(rows.find(({ action }) => action === 'device.create')?.records).toContainEqual(
      expect.objectContaining({ noun: 'device', title: 'GW-01, InfuSmart Gateway', kind: 'created' }),
    );
  });

  it('gives the page that is asked for, and the number of all', async () => {
    const { total, rows } = await list({});
    const [first, second] = [await list({}, { limit: 3 }), await list({}, { limit: 3, offset: 3 })];
    expect([first.total, second.total]).toEqual([total, total]);
    expect([...first.rows, ...second.rows]).toEqual(rows.slice(0, 6));
    expect(await list({}, { offset: total })).toEqual({ total, rows: [] });
  });

  it.each([
    ['a value before', '2029-06-30'],
    ['a value after, as people see it', '31 January 2029'],
    ['the name of the record today', 'norvia infusmart'],
    ['what was done, in words', 'date of a vendor'],
    ['what was done, as a code', 'recordMilestone'],
    ['several words, wherever they occur', 'Administrator 2029-01-31'],
  ])('finds an entry by %s', async (_what, search) => {
    expect(actions((await list({ search })).rows)).toContain('model.recordMilestone');
  });

  it.each([['nothing-of-this-name'], ['2029_01_31'], ['%'], ['administrator nothing-of-this-name']])(
    'finds nothing that says %s',
    async (search) => {
      expect(await list({ search })).toEqual({ total: 0, rows: [] });
    },
  );

  it('finds values with signs that mean something to JSON and to LIKE', async () => {
    const notes = 'He said "50% \\ off_hand"';
    const { id } = await world.client.device.create(deviceFields({ assetTag: 'Q-1', notes }));
    for (const search of ['"50%', '\\', 'off_hand"']) {
      expect((await list({ search })).rows.flatMap(({ records }) => records.map(({ recordId }) => recordId))).toEqual([
        id,
      ]);
    }
  });

  it('narrows down by person, kind of record, record, action and days', async () => {
    const { rows } = await list({});
    const of = (noun: string) => rows.filter(({ records }) => records.some((one) => one.noun === noun)).length;
    expect((await list({ noun: ['contract'] })).total).toBe(of('contract'));
    expect((await list({ noun: ['contract', 'vendor'] })).rows.every(({ records }) => records.length > 0)).toBe(true);
    expect((await list({ actor: ['Administrator'] })).total).toBe(rows.length);
    expect((await list({ actor: ['Nobody'] })).total).toBe(0);
    expect(actions((await list({ action: ['vault.unlock'] })).rows)).toEqual(['vault.unlock']);
    expect(actions((await list({ recordId: world.contractId })).rows)).toEqual([
      'contract.addDevices',
      'contract.create',
    ]);
    const days = (from: string, to: string) => list({ from: from as Day, to: to as Day });
    expect((await days('2026-11-21', '2026-11-21')).total).toBe(rows.length);
    expect((await days('2026-11-22', '2026-12-31')).total).toBe(0);
    expect((await days('2020-01-01', '2026-11-20')).total).toBe(0);
  });

  it('counts who did what on which kinds of record', async () => {
    const { total, rows } = await list({});
    const { actor, action, noun } = await world.client.history.facets();
    expect(actor).toEqual([{ value: 'Administrator', count: total }]);
    expect(action.reduce((sum, { count }) => sum + count, 0)).toBe(total);
    const components = rows.filter(({ records }) => records.some((one) => one.noun === 'component'));
    expect(noun).toContainEqual({ value: 'component', count: components.length });
  });

  it('names other records instead of giving their identifiers, and a removed one as it was last called', async () => {
    const { client, modelId } = world;
    const { componentId } = await client.model.saveComponent({
      modelId,
      softwareVersion: '9.9',
      componentId: null,
      revision: null,
      fields: componentFields({ kind: 'library', label: 'zlib 1.2' }),
    });
    await client.model.removeComponent({ modelId, componentId, revision: 1 });
    const [removed, saved] = (await list({}, { limit: 2 })).rows;
    expect(saved && fields(saved)).toContainEqual({ field: 'softwareVersionId', before: null, after: '9.9' });
    expect(removed?.records).toEqual([
      expect.objectContaining({ noun: 'component', title: 'zlib 1.2', exists: false, kind: 'removed' }),
    ]);
  });

  it('refuses an entry that is not there', async () => {
    expect(await failureOf(world.client.history.entry({ seq: 99_999 }))).toMatchObject({ code: 'not_found' });
  });
});

describe('an entry that changed much', () => {
  it('shows the first few records and those that were searched for, and pages through all', async () => {
    const { folder } = await copyVault();
    const dataKey = await databaseKeyOf(folder);
    const sql = openSql(join(folder, 'steward.db'), dataKey);
    sql.exec('BEGIN');
    appendAudit(sql, auditKeyIn(folder, dataKey), {
      at: '2026-11-20T10:00:00.000Z' as Instant,
      actor: 'Ada',
      action: 'imports.run',
      summary: { noun: 'devices', updated: 2500 },
      changes: Array.from({ length: 2500 }, (_, n) => ({
        noun: 'device',
        recordId: `record ${n}`,
        before: { assetTag: `MT-${n}`, notes: null },
        after: { assetTag: `MT-${n}x`, notes: 'long '.repeat(100) },
      })),
    });
    sql.exec('COMMIT');
    sql.close();
    const { client } = appOn(folder);
    await client.vault.unlock({ passphrase: PASSPHRASE });
    const [entry] = (await client.history.list({ filter: { action: ['imports.run'] } })).rows;
    expect([entry?.records.map(({ title }) => title), entry?.moreRecords]).toEqual([['MT-0x', 'MT-1x', 'MT-2x'], 2497]);
    expect(entry?.records[0]?.changes.map(({ after }) => after?.length)).toEqual([5, 201]);
    const [found] = (await client.history.list({ filter: { search: 'MT-2345' } })).rows;
    expect(found?.records.map(({ title }) => title)).toEqual(['MT-2345x', 'MT-0x', 'MT-1x']);
    const { seq = 0 } = entry ?? {};
    const page = await client.history.entry({ seq, offset: 2000, limit: 1000 });
    expect([page.total, page.records.length, page.records[0]?.title]).toEqual([2500, 500, 'MT-2000x']);
    expect(page.records[0]?.changes[1]?.after).toBe('long '.repeat(100));
    expect(page.summary).toEqual({ noun: 'devices', updated: 2500 });
  });
});

describe('the history of one device', () => {
  it('tells of its model, the dates of its vendor, its components, also removed ones, and its contracts', async () => {
    const { client } = await openApp();
    const { id } = await client.device.create(deviceFields({ softwareVersion: '5.2' }));
    const { modelId } = await client.device.get({ id });
    await recordDate(client, modelId, '2029-06-30');
    const component = { componentId: null, revision: null, fields: componentFields() };
    const own = await client.device.saveComponent({ deviceId: id, ...component });
    await client.device.removeComponent({ deviceId: id, componentId: own.componentId, revision: 1 });
    const ofModel = await client.model.saveComponent({ modelId, softwareVersion: null, ...component });
    await client.model.removeComponent({ modelId, componentId: ofModel.componentId, revision: 1 });
    await client.model.saveComponent({ modelId, softwareVersion: '5.2', ...component });
    await client.model.saveComponent({ modelId, softwareVersion: '9.9', ...component });
    const contract = await client.contract.create(contractFields());
    await client.contract.addDevices({ id: contract.id, assetTags: ['GW-01'], startsOn: null, endsOn: null });
    await client.device.create(deviceFields({ assetTag: 'OTHER', model: 'Another' }));
    const history = await client.device.history({ id });
    expect(history.map(({ action, noun }) => `${action} ${noun}`)).toEqual([
      'contract.addDevices device',
      'contract.addDevices contract',
      'contract.create contract',
      'model.saveComponent component',
      'model.removeComponent component',
      'model.saveComponent component',
      'device.removeComponent component',
      'device.saveComponent component',
      'model.recordMilestone model',
      'device.create device',
      'device.create model',
    ]);
    expect(history[0]).toMatchObject({
      title: 'GW-01, InfuSmart Gateway',
      changes: [{ field: 'contract', before: null, after: 'C-101' }],
    });
    await client.contract.removeDevices({ id: contract.id, deviceIds: [id] });
    expect((await client.device.history({ id }))[0]?.changes).toEqual([
      { field: 'contract', before: 'C-101', after: null },
    ]);
  });

  it('begins with the import that made it', async () => {
    const { client, upload } = await openApp();
    const uploadId = upload('asset_tag,manufacturer,model\nIMP-1,Acme Imaging,UltraView 7\n');
    await client.imports.run({ noun: 'devices', uploadId, fileName: 'devices.csv' });
    const device = await client.device.get({ assetTag: 'IMP-1' });
    await client.device.update({ id: device.id, revision: device.revision, changes: { department: 'ICU' } });
    const history = await client.device.history({ id: device.id });
    const own = history.filter(({ noun }) => noun === 'device');
    expect(own.map(({ action, kind, title }) => [action, kind, title])).toEqual([
      ['device.update', 'changed', 'IMP-1, UltraView 7'],
      ['imports.run', 'created', 'IMP-1, UltraView 7'],
    ]);
    expect(own[0]?.changes).toEqual([{ field: 'department', before: null, after: 'ICU' }]);
  });
});
