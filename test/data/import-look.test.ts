import { beforeAll, describe, expect, it } from 'vitest';
import { deviceFields, modelFields } from '../support/builders.ts';
import { failureOf, openApp, PASSPHRASE, type TestApp } from '../support/vault.ts';

let test: TestApp;
beforeAll(async () => {
  test = await openApp('file');
});

const file = (text: string) => ({ noun: 'devices' as const, uploadId: test.upload(text), fileName: 'register.csv' });
const HEAD = 'asset_tag,serial_number,manufacturer,model,department';
const reject = ',,,,nothing';

describe('the rows of a dry run', () => {
  it('are all there, page by page, by outcome and by problem, in the order of the file', async () => {
    await test.client.device.create(deviceFields({ assetTag: 'P-7', department: 'ICU' }));
    const lines = Array.from({ length: 1300 }, (_, n) =>
      n % 100 === 50 ? reject : `P-${n},S${n},Pages,One,Ward ${n % 3}`,
    );
    const input = file(`${HEAD}\n${lines.join('\n')}\n`);
    const result = await test.client.imports.preview(input);
    expect(result).toMatchObject({ read: 1300, created: 1286, updated: 1, rejected: 13 });
    const { uploadId } = input;
    const last = await test.client.imports.rows({ uploadId, offset: 1290, limit: 500 });
    expect([last.total, last.rows.map(({ row }) => row)]).toEqual([
      1300,
      Array.from({ length: 10 }, (_, n) => 1292 + n),
    ]);
    expect(last.columns).toEqual(HEAD.split(','));
    expect(last.rows[9]?.values).toEqual(['P-1299', 'S1299', 'Pages', 'One', 'Ward 0']);
    const refused = await test.client.imports.rows({ uploadId, outcome: 'rejected', offset: 12 });
    expect(refused).toMatchObject({
      total: 13,
      rows: [{ row: 1252, values: [null, null, null, null, 'nothing'], record: null }],
    });
    expect(refused.rows[0]?.problems.map(({ code }) => code)).toContain('missing_identifier');
    const [kind] = result.problemKinds;
    expect(kind).toMatchObject({ severity: 'error', count: 13, row: 52 });
    const { code = '', column = null } = kind ?? {};
    expect((await test.client.imports.rows({ uploadId, problem: { code, column } })).total).toBe(13);
    const changed = await test.client.imports.rows({ uploadId, outcome: 'updated' });
    expect(changed.rows).toMatchObject([{ row: 9, record: 'P-7' }]);
    expect(changed.rows[0]?.changes).toContainEqual({
      ...{ field: 'departmentId', column: 'department' },
      ...{ before: 'ICU', after: 'Ward 1' },
    });
  });

  it('are gone with another dry run, and the answer says so', async () => {
    const one = file(`${HEAD}\nG-1,,Gone,One,\n`);
    const other = file(`${HEAD}\nG-2,,Gone,One,\n`);
    await test.client.imports.preview(one);
    await test.client.imports.preview(other);
    expect((await test.client.imports.rows({ uploadId: other.uploadId })).total).toBe(1);
    expect((await failureOf(test.client.imports.rows({ uploadId: one.uploadId }))).code).toBe('upload_missing');
    await test.client.vault.lock();
    await test.client.vault.unlock({ passphrase: PASSPHRASE });
    expect((await failureOf(test.client.imports.rows({ uploadId: other.uploadId }))).code).toBe('upload_missing');
  });
});

describe('rows of the same device', () => {
  it('come to the same in the look and in the import, and left out ones to nothing', async () => {
    const text = `${HEAD}\nD-1,1,Twice,One,ICU\nD-1,1,Twice,One,ICU\nD-1,1,Twice,One,OR\nD-2,2,Twice,One,ICU\n`;
    const input = { ...file(text), skip: [5] };
    const counts = { read: 4, created: 1, unchanged: 1, skipped: 1, rejected: 1 };
    expect(await test.client.imports.preview(input)).toMatchObject(counts);
    expect(await test.client.imports.run(input)).toMatchObject(counts);
    expect((await failureOf(test.client.device.get({ assetTag: 'D-2' }))).code).toBe('not_found');
    const { fileName, ticket, signatureTicket } = await test.client.imports.resultFile({
      uploadId: input.uploadId,
      format: 'csv',
    });
    expect([fileName, signatureTicket === null]).toEqual([expect.stringMatching(/^import-result-.*\.csv$/), false]);
    const lines = new TextDecoder().decode(test.app.files.collect(ticket)?.bytes).trim().split('\r\n');
    expect(lines[0]).toContain('"department","Row","Outcome","Record","What is wrong"');
    expect(lines[1]).toMatch(/"ICU",2,"New","D-1",""$/);
    expect(lines[2]).toMatch(/"ICU",3,"Unchanged","D-1","Asset tag: The same as row 2; taken once"$/);
    expect(lines[3]).toMatch(/"OR",4,"Not taken",,"Asset tag: Row 2 says something else of D-1"$/);
    expect(lines[4]).toMatch(/"ICU",5,"Left out by hand",,""$/);
  });
});

describe('a row that only its UDI names', () => {
  it('is the device of the model with that identifier, and a problem where there is none', async () => {
    const { id: modelId } = await test.client.model.create(
      modelFields({ manufacturer: 'Coded', name: 'Coder 1', udiDi: '00844588003288' }),
    );
    const text = 'UDI,department\n(01)00844588003288(21)S-1,ICU\n(01)00844588003295(21)S-2,ICU\n';
    const input = { ...file(text), match: 'udi' as const };
    const result = await test.client.imports.run(input);
    expect(result).toMatchObject({ read: 2, created: 1, rejected: 1 });
    expect(result.problems).toMatchObject([
      { row: 3, column: 'udi_di', code: 'udi_model_not_known', severity: 'error' },
    ]);
    const { rows } = await test.client.device.list({ filter: { search: 'S-1', modelId } });
    expect(rows).toMatchObject([{ serialNumber: 'S-1', model: 'Coder 1', department: 'ICU' }]);
    const again = await test.client.imports.run({ ...file(text.replaceAll('ICU', 'OR')), match: 'udi' });
    expect(again).toMatchObject({ created: 0, updated: 1 });
  });
});

describe('a row that fits several devices', () => {
  it('is the one with its tag, and without a tag none, so that no file makes one more', async () => {
    await test.client.imports.run(file(`${HEAD}\nY-1,77,Same,One,\nY-2,77,Same,One,\n`));
    const text = `${HEAD}\n,77,Same,One,ICU\n`;
    for (const match of ['tag', 'serial'] as const) {
      const { created, rejected, problems } = await test.client.imports.run({ ...file(text), match });
      expect([created, rejected, problems.map(({ code }) => code)]).toEqual([0, 1, ['device_not_clear']]);
    }
    const named = await test.client.imports.run({ ...file(`${HEAD}\nY-2,77,Same,One,ICU\n`), match: 'serial' });
    expect(named).toMatchObject({ created: 0, updated: 1, rejected: 0 });
    expect(await test.client.device.get({ assetTag: 'Y-2' })).toMatchObject({ department: 'ICU' });
  });
});

describe('what rows of devices say of their model', () => {
  it('fills in what nobody said so far, alike in the look and in the import, and never twice', async () => {
    const named = { manufacturer: 'Filled', name: 'Filler 1', deviceType: null, catalogNumber: 'F-1' };
    const { id } = await test.client.model.create(modelFields(named));
    const head = 'asset_tag,manufacturer,model,device_type,catalog_number,gmdn_code,gmdn_term';
    await test.client.imports.run(file(`${head}\nF-1,Filled,Filler 1,,,,\n`));
    const text = `${head}\nF-1,Filled,Filler 1,Pump,F-2,35062,Infusion pump\nF-2,Filled,Filler 2,Pump,F-9,,\n`;
    const counts = { read: 2, created: 1, updated: 1, unchanged: 0 };
    const input = file(text);
    expect(await test.client.imports.preview(input)).toMatchObject(counts);
    const { rows } = await test.client.imports.rows({ uploadId: input.uploadId, outcome: 'updated' });
    expect(rows[0]?.changes.map(({ column, after }) => [column, after])).toEqual([
      ['device_type', 'Pump'],
      ['gmdn_code', '35062'],
      ['gmdn_term', 'Infusion pump'],
    ]);
    expect(await test.client.imports.run(input)).toMatchObject(counts);
    const said = { deviceType: 'Pump', catalogNumber: 'F-1', gmdnCode: '35062', gmdnTerm: 'Infusion pump' };
    expect(await test.client.model.get({ id })).toMatchObject(said);
    expect(await test.client.imports.run(file(text))).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
  });

  it('come to the same for models that stand in a file once for each version', async () => {
    const text =
      'manufacturer,model,software_version,catalog_number\nFilled,Filler 3,1.0,V-1\nFilled,Filler 3,2.0,V-1\n';
    const input = { noun: 'models' as const, uploadId: test.upload(text), fileName: 'models.csv' };
    const counts = { read: 2, created: 1, updated: 0, unchanged: 1 };
    expect(await test.client.imports.preview(input)).toMatchObject(counts);
    expect(await test.client.imports.run(input)).toMatchObject(counts);
  });
});

describe('devices without a tag', () => {
  const all = { department: null, deviceType: null };
  const icu = { pattern: 'ICU {number}', from: 7, department: 'icu', deviceType: null };

  it('get the next one where somebody wants it, none that stands in the file, and are found again', async () => {
    await test.client.device.saveTagRules({ revision: 0, rules: [{ pattern: 'B-{number:4}', from: 1, ...all }, icu] });
    const rows = [',1,Blank,One,', 'B-0002,2,Blank,One,OR', ',3,Blank,One,OR', 'B-0003,,,,', ',5,Blank,One,ICU'];
    const text = `${HEAD}\n${rows.join('\n')}\n,6,Blank,One,ICU\n`;
    const input = { ...file(text), fillTags: true };
    const counts = { read: 6, created: 5, rejected: 1, warnings: 0 };
    expect(await test.client.imports.preview(input)).toMatchObject(counts);
    const shown = await test.client.imports.rows({ uploadId: input.uploadId, outcome: 'created' });
    const tags = ['B-0001', 'B-0002', 'B-0004', 'ICU 7', 'ICU 8'];
    expect(shown.rows.map(({ values, record }) => [values[0], record])).toEqual(tags.map((tag) => [tag, tag]));
    expect(await test.client.imports.run(input)).toMatchObject(counts);
    const numbers = await Promise.all(tags.map((assetTag) => test.client.device.get({ assetTag })));
    expect(numbers.map(({ serialNumber }) => serialNumber)).toEqual(['1', '2', '3', '5', '6']);
    for (const fillTags of [true, false]) {
      const again = await test.client.imports.run({ ...file(text), fillTags });
      expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 5, rejected: 1 });
    }
  });

  it('get one later too, and keep none where nobody wants it or no pattern is for them', async () => {
    const text = `${HEAD}\n,9,Blank,One,OR\n`;
    expect(await test.client.imports.run(file(text))).toMatchObject({ created: 1, warnings: 0 });
    const input = { ...file(text), fillTags: true };
    expect(await test.client.imports.preview(input)).toMatchObject({ updated: 1 });
    const { rows } = await test.client.imports.rows({ uploadId: input.uploadId });
    expect(rows[0]?.changes).toEqual([{ field: 'assetTag', column: 'asset_tag', before: null, after: 'B-0003' }]);
    await test.client.device.saveTagRules({ revision: 1, rules: [icu] });
    const none = await test.client.imports.run(input);
    expect([none.updated, ...none.problems.map(({ row, code }) => [row, code])]).toEqual([0, [2, 'tag_not_made']]);
  });
});

describe('a profile', () => {
  const text = 'Nummer X;Maker X;Typ X\nQ-1;Profiled;One\n';
  const mapping = { 'Nummer X': 'asset_tag', 'Maker X': 'manufacturer', 'Typ X': 'model' };

  it('is saved after a look by hand, and the next file of the source is read by it', async () => {
    const first = file(text);
    expect((await failureOf(test.client.imports.preview(first))).code).toBe('file_refused');
    const look = await test.client.imports.look({ noun: 'devices', uploadId: first.uploadId });
    expect(look.rows[0]).toEqual({ row: 1, cells: ['Nummer X', 'Maker X', 'Typ X'] });
    const { file: read, created } = await test.client.imports.preview({ ...first, headerRow: 1, mapping });
    expect([read.headerRow, created, read.profile]).toEqual([1, 1, null]);
    const saved = await test.client.imports.saveProfile({
      noun: 'devices',
      name: 'Old register',
      reading: { headings: Object.keys(mapping), options: { mapping, match: 'serial' } },
    });
    const next = await test.client.imports.run(file(text.replace('Q-1', 'Q-2')));
    expect(next).toMatchObject({
      created: 1,
      file: { profile: { id: saved.id, name: 'Old register', recognised: true }, match: 'serial' },
    });
    expect((await failureOf(test.client.imports.preview({ ...file(text), profile: 'none' }))).code).toBe(
      'file_refused',
    );
    const [profile] = await test.client.imports.profiles({ noun: 'devices' });
    expect(profile).toMatchObject({ name: 'Old register', headings: Object.keys(mapping), revision: 1 });
    expect(profile?.lastUsedAt).not.toBeNull();
  });

  it('has a name of its own, is renamed and removed, and an old state of it is not written over', async () => {
    const [profile] = await test.client.imports.profiles({ noun: 'devices' });
    const { id, revision } = profile ?? { id: '' as never, revision: 0 };
    const named = { noun: 'devices' as const, name: 'OLD  register' };
    const reading = { headings: ['a'], options: { mapping: {} } };
    expect((await failureOf(test.client.imports.saveProfile({ ...named, reading }))).code).toBe('already_exists');
    const strange = { headings: ['a'], options: { mapping: { a: 'password' } } };
    expect((await failureOf(test.client.imports.saveProfile({ ...named, name: 'x', reading: strange }))).code).toBe(
      'input_refused',
    );
    const renamed = await test.client.imports.saveProfile({ noun: 'devices', id, revision, name: 'CMMS' });
    expect((await failureOf(test.client.imports.removeProfile({ id, revision }))).code).toBe('stale_edit');
    expect(await test.client.imports.profiles({})).toMatchObject([{ name: 'CMMS', options: { match: 'serial' } }]);
    await test.client.imports.removeProfile(renamed);
    expect(await test.client.imports.profiles({})).toEqual([]);
  });
});
