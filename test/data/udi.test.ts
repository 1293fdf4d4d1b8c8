import { beforeAll, describe, expect, it } from 'vitest';
import type { ModelId } from '../../main/domain/ids.ts';
import { deviceFields, modelFields } from '../support/builders.ts';
import { readPdf } from '../support/document-reader.ts';
import { failureOf, openApp, type TestApp } from '../support/vault.ts';

const GS1 = '(01)51022222233336(11)141231(17)150707(10)A213B1(21)1234';
const SCAN = ']d20151022222233336111412311715070710A213B1\u001d211234';
const HIBCC = '+A999ABC123DE0/$+1234567Y';

let test: TestApp;
const read = (text: string) => test.client.udi.read({ text });

beforeAll(async () => {
  test = await openApp('file');
});

/** A device that the code of GS1 names, of a model that has its identifier. */
async function scannedDevice() {
  const { client } = test;
  const { id: modelId } = await client.model.create(modelFields({ name: 'UltraView 7', udiDi: GS1 }));
  const { id, revision } = await client.device.create(
    deviceFields({ assetTag: '000918', model: 'UltraView 7', serialNumber: '1234', udi: SCAN }),
  );
  return { id, revision, modelId: modelId as ModelId };
}

describe('a scanned code', () => {
  it('names the device by model and serial number, and tells what the maker says (domain.md 5.4, story 13)', async () => {
    expect(await read(GS1)).toMatchObject({ proposal: 'new_model', models: [], devices: [] });
    const { id, modelId } = await scannedDevice();
    expect(await test.client.model.get({ id: modelId })).toMatchObject({ udiDi: '51022222233336' });
    expect(await test.client.device.get({ id })).toMatchObject({
      udi: GS1,
      udiDi: null,
      modelDi: '51022222233336',
      lot: 'A213B1',
      manufacturedOn: { on: '2014-12-31', precision: 'day' },
      expiresOn: { on: '2015-07-07', precision: 'day' },
      udiWarnings: [],
    });
    for (const text of [GS1, SCAN, '000918'])
      expect(await read(text)).toMatchObject({ proposal: 'open_device', devices: [{ id, assetTag: '000918' }] });
    expect(await read('(01)51022222233336(21)9')).toMatchObject({
      proposal: 'new_device',
      models: [{ id: modelId, name: 'UltraView 7' }],
    });
    expect(await read('NS30')).toMatchObject({ udi: null, problem: 'unknown_format', proposal: 'none' });
  });

  it('finds its device in the register', async () => {
    const { id } = await test.client.device.get({ assetTag: '000918' });
    const found = async (search: string) =>
      (await test.client.device.list({ filter: { search } })).rows.map((row) => row.id);
    expect(await found(GS1)).toEqual([id]);
    expect(await found(SCAN)).toEqual([id]);
    expect(await found('(01)51022222233336')).toEqual([id]);
    expect(await found('(01)51022222233336(21)77')).toEqual([]);
    expect(await found('000918')).toEqual([id]);
  });

  it('proposes the identifier for a model of which only the serial number is known', async () => {
    const { client } = test;
    const { id } = await client.device.create(
      deviceFields({ assetTag: 'P-1', model: 'InfuSmart 300', serialNumber: '1234567' }),
    );
    const answer = await read(HIBCC);
    expect(answer).toMatchObject({
      proposal: 'give_identifier',
      devices: [{ id, by: 'serial', model: 'InfuSmart 300' }],
    });
    const [device] = answer.devices;
    if (!device) throw new Error('no device was found');
    await client.model.update({ id: device.modelId, revision: device.modelRevision, changes: { udiDi: HIBCC } });
    expect(await read(HIBCC)).toMatchObject({ proposal: 'open_device', devices: [{ id, by: 'identifier' }] });
  });

  it('is saved with a wrong check character, which the page of the device tells (domain.md 5.4)', async () => {
    const wrong = '+A999ABC123DE0/$+7654321A';
    const { id } = await test.client.device.create(
      deviceFields({ assetTag: 'P-2', model: 'InfuSmart 300', serialNumber: '7654321', udi: wrong }),
    );
    expect(await test.client.device.get({ id })).toMatchObject({ udi: wrong, udiWarnings: ['check_wrong'] });
  });

  it('keeps the month where the code gives no day, and a text that is no code as it is', async () => {
    const { client } = test;
    const { id, revision } = await client.device.create(
      deviceFields({ assetTag: 'P-3', udi: '(01)09506000134352(17)270600', udiDi: '9506000134352' }),
    );
    expect(await client.device.get({ id })).toMatchObject({
      expiresOn: { on: '2027-06-01', precision: 'month' },
      udiDi: '09506000134352',
    });
    await client.device.update({ id, revision, changes: { udi: 'plate is worn off', expiresOn: null } });
    expect(await client.device.get({ id })).toMatchObject({
      udi: 'plate is worn off',
      expiresOn: null,
      udiWarnings: [],
    });
  });
});

describe('two devices with one serial number under one identifier', () => {
  it('are two only when somebody says so (domain.md 5.4)', async () => {
    const { client } = test;
    const twin = deviceFields({ assetTag: 'TWIN', model: 'UltraView 7', serialNumber: '1234' });
    const refused = await failureOf(client.device.create(twin));
    expect(refused).toMatchObject({ code: 'already_exists', field: 'serialNumber', value: '1234', name: '000918' });
    expect((await client.device.list({ filter: { search: 'TWIN' } })).total).toBe(0);
    const { id, revision } = await client.device.create({ ...twin, twoDevices: true });
    expect(await read(GS1)).toMatchObject({ proposal: 'choose_device', devices: [{}, {}] });
    const again = await client.device.update({ id, revision, changes: { notes: 'second plate' } });
    const other = await client.device.update({ ...again, changes: { serialNumber: '1235' } });
    expect(await failureOf(client.device.update({ ...other, changes: { serialNumber: '1234' } }))).toMatchObject({
      code: 'already_exists',
    });
    await client.device.update({ ...other, changes: { serialNumber: '1234' }, twoDevices: true });
  });
});

describe('an imported identifier', () => {
  it('is found by model and serial number, whole or in part (issue 7)', async () => {
    const { client, upload } = test;
    const before = await client.device.list({});
    const csv = `tag,serial,manufacturer,model,udi,department
,1234567,Norvia Medical,InfuSmart 300,${HIBCC},ICU 2
,7654321,Norvia Medical,InfuSmart 300,+A999ABC123DE0+,ICU 3
N-1,,Norvia Medical,CM-40,"(01)09506000134369(21)77(10)L1",ED
`;
    const run = await client.imports.run({
      noun: 'devices',
      uploadId: upload(csv),
      fileName: 'register.csv',
      match: 'udi',
    });
    expect(run).toMatchObject({ created: 1, updated: 2, rejected: 0 });
    expect((await client.device.list({})).total).toBe(before.total + 1);
    expect(await client.device.get({ assetTag: 'P-1' })).toMatchObject({ department: 'ICU 2', udi: HIBCC });
    expect(await client.device.get({ assetTag: 'N-1' })).toMatchObject({
      serialNumber: '77',
      udiDi: '09506000134369',
      lot: 'L1',
    });
  });
});

describe('the sample hospital', () => {
  it('has identifiers that can be scanned', async () => {
    const { client } = await openApp();
    await client.vault.openSample({ devices: 60 });
    let scanned = 0;
    for (const { id } of (await client.device.list({})).rows) {
      const { udi, udiWarnings } = await client.device.get({ id });
      if (udi === null) continue;
      scanned += 1;
      expect([udi, udiWarnings]).toEqual([udi, []]);
      expect(await client.udi.read({ text: udi })).toMatchObject({ proposal: 'open_device', devices: [{ id }] });
    }
    expect(scanned).toBeGreaterThan(4);
  });
});

describe('labels', () => {
  const LABELS = { layout: 'a4_70x37', code: 'qr', content: 'udi', start: 23 } as const;

  it('say tag, model and serial number, and begin where the sheet is free', async () => {
    const { client, app } = test;
    const devices = (await client.device.list({ sort: { by: 'assetTag', descending: false } })).rows;
    const deviceIds = devices.map(({ id }) => id);
    const preview = await client.udi.labels({ ...LABELS, deviceIds });
    expect(preview).toMatchObject({ labels: deviceIds.length, pages: 2, withoutCode: 0, small: 0, withoutUdi: 0 });
    const { ticket, fileName } = await client.exports.labels({ ...LABELS, deviceIds });
    expect(fileName).toBe('labels-2026-11-21.pdf');
    const { pages } = await readPdf(app.files.collect(ticket)?.bytes ?? new Uint8Array());
    expect(pages.length).toBe(2);
    expect(pages[0]).toContain('000918');
    expect(pages.join(' ')).toContain('SN 1234567');
  });

  it('are refused where they do not fit on the paper, and for devices that are gone', async () => {
    const { client } = test;
    const { id } = await client.device.get({ assetTag: '000918' });
    const own = { paper: 'a4', columns: 3, rows: 8, width: 71, height: 37, left: 0, top: 0, gapX: 0, gapY: 0 } as const;
    const ask = (input: object) => failureOf(client.exports.labels({ ...LABELS, deviceIds: [id], ...input }));
    expect(await ask({ layout: own })).toMatchObject({ code: 'input_refused', problem: 'label_off_the_page' });
    expect(await ask({ layout: { ...own, width: 10 } })).toMatchObject({ problem: 'label_too_small' });
    expect(await ask({ start: 25 })).toMatchObject({ problem: 'label_start_off_the_page' });
    expect(await ask({ deviceIds: ['00000000-0000-4000-8000-000000000000'] })).toMatchObject({ code: 'not_found' });
  });
});
