import { beforeEach, describe, expect, it } from 'vitest';
import type { ModelId, VendorId } from '../../main/domain/ids.ts';
import { addDevice, modelFields } from '../support/builders.ts';
import { gudidAnswer, gudidDevice, json } from '../support/gudid.ts';
import { failureOf, openApp, type TestApp } from '../support/vault.ts';

type Given = Omit<Parameters<TestApp['client']['imports']['gudid']>[0], 'files'>;
const DI = '00208851107345';

let test: TestApp;
let modelId: ModelId;
let vendorId: VendorId;
beforeEach(async () => {
  test = await openApp();
  ({ modelId } = await addDevice(test.client));
  ({ vendorId } = await test.client.model.get({ id: modelId }));
});

const input = (bytes: Uint8Array, given: Given = {}) => ({
  files: [{ uploadId: test.upload(bytes), fileName: 'answer.json' }],
  ...given,
});

describe('answers of the FDA’s device database', () => {
  it('fill a model in that its identifier names, and give its vendor another name', async () => {
    const { client } = test;
    const before = await client.model.get({ id: modelId });
    await client.model.update({ id: modelId, revision: before.revision, changes: { udiDi: DI } });
    const preview = await client.imports.previewGudid(input(gudidAnswer()));
    expect(preview).toMatchObject({ importId: null, read: 1, updated: 1, asked: 0 });
    expect(preview.devices).toMatchObject([
      {
        ...{ di: DI, outcome: 'updated', matchedBy: 'identifier', model: { id: modelId } },
        changes: [
          { field: 'catalogNumber', before: null, after: '300-7' },
          { field: 'gmdnCode', before: null, after: '44816' },
          { field: 'gmdnTerm', before: null, after: 'Infusion pump gateway' },
          { field: 'endOfSales', before: null, after: '2025-03-31' },
          { field: 'alias', before: null, after: 'NORVIA MEDICAL HOLDINGS LLC' },
        ],
      },
    ]);
    expect(await client.model.get({ id: modelId })).toMatchObject({
      catalogNumber: null,
      milestones: before.milestones,
    });

    const { importId, ...taken } = await client.imports.gudid(input(gudidAnswer()));
    expect(taken).toMatchObject({ updated: 1 });
    expect(await client.model.get({ id: modelId })).toMatchObject({
      ...{ name: before.name, catalogNumber: '300-7', gmdnCode: '44816', gmdnTerm: 'Infusion pump gateway' },
    });
    expect((await client.vendor.get({ id: vendorId })).aliases).toContain('NORVIA MEDICAL HOLDINGS LLC');
    expect(await client.imports.gudid(input(gudidAnswer()))).toMatchObject({ unchanged: 1, updated: 0 });

    await client.imports.undo({ id: importId as never });
    expect(await client.model.get({ id: modelId })).toMatchObject({ catalogNumber: null, gmdnTerm: null, udiDi: DI });
    expect((await client.vendor.get({ id: vendorId })).aliases).toEqual([]);
    expect((await client.imports.list()).find(({ id }) => id === importId)).toMatchObject({
      noun: 'gudid',
      undoneBy: expect.any(String),
    });
  });

  it('end the sale of a model and never its support (domain.md 5.5)', async () => {
    const { client } = test;
    const before = (await client.device.list({})).rows;
    await client.imports.gudid(input(gudidAnswer(), { modelId }));
    const { milestones } = await client.model.get({ id: modelId });
    expect(milestones).toMatchObject([{ kind: 'end_of_sales', on: { on: '2025-03-31', precision: 'day' } }]);
    const after = (await client.device.list({})).rows;
    expect(after.map(({ support }) => support)).toEqual(before.map(({ support }) => support));
    expect(after[0]?.support).toMatchObject({ band: 'unknown' });
  });

  it('ask which model is meant where only names say so', async () => {
    const { client } = test;
    await client.model.update({ id: modelId, revision: 1, changes: { name: 'IS-300' } });
    const asked = await client.imports.previewGudid(input(gudidAnswer()));
    expect(asked.devices).toMatchObject([
      { outcome: 'asked', matchedBy: 'name', candidates: [{ id: modelId, name: 'IS-300' }] },
    ]);
    const nothing = await client.imports.gudid(input(gudidAnswer()));
    expect(nothing).toMatchObject({ asked: 1, updated: 0, created: 0 });
    expect((await client.model.get({ id: modelId })).udiDi).toBeNull();
    const chosen = await client.imports.gudid(input(gudidAnswer(), { choices: [{ di: DI, modelId }] }));
    expect(chosen.devices).toMatchObject([{ outcome: 'updated', matchedBy: 'choice' }]);
    expect((await client.model.get({ id: modelId })).udiDi).toBe(DI);
  });

  it('leave out what nobody has, unless it is asked for', async () => {
    const { client } = test;
    expect(await client.imports.gudid(input(gudidAnswer()))).toMatchObject({ leftOut: 1, created: 0 });
    const { importId, created } = await client.imports.gudid(input(gudidAnswer(), { addUnknown: true }));
    expect(created).toBe(1);
    const [made] = (await client.model.list({ search: 'IS-300' })).rows;
    expect(made).toMatchObject({ name: 'INFUSMART IS-300', manufacturer: 'NORVIA MEDICAL HOLDINGS LLC', endsOn: null });
    await client.imports.undo({ id: importId as never });
    expect((await client.model.list({ search: 'IS-300' })).total).toBe(0);
    expect((await client.vendor.list({ search: 'HOLDINGS' })).total).toBe(0);
  });

  it('keep the identifier of a model, and the name of another vendor, and say so', async () => {
    const { client } = test;
    const other = await client.model.create(modelFields({ manufacturer: 'Norvia Medical Holdings', name: 'Other' }));
    await client.model.update({ id: modelId, revision: 1, changes: { udiDi: '05012345678900' } });
    const answer = gudidAnswer({ companyName: 'Norvia Medical Holdings' });
    const { devices } = await client.imports.gudid(input(answer, { modelId }));
    expect(devices[0]?.problems).toEqual([
      { code: 'other_identifier', value: '05012345678900' },
      { code: 'alias_of_other_vendor', value: 'Norvia Medical Holdings' },
    ]);
    expect((await client.model.get({ id: modelId })).udiDi).toBe('05012345678900');
    expect((await client.model.get({ id: other.id })).udiDi).toBeNull();
  });

  it('take the newest of several versions, and go on where one file cannot be read', async () => {
    const { client } = test;
    const list = json([
      gudidDevice({ publicVersionDate: '2024-01-01', catalogNumber: 'new' }),
      gudidDevice({ publicVersionDate: '2020-01-01', catalogNumber: 'old' }),
    ]);
    const files = [
      { uploadId: test.upload(json({ hello: 1 })), fileName: 'other.json' },
      { uploadId: test.upload(list), fileName: 'list.json' },
    ];
    const result = await client.imports.gudid({ files, modelId });
    expect(result).toMatchObject({ read: 1, refused: [{ file: 'other.json', code: 'gudid_not_recognised' }] });
    expect((await client.model.get({ id: modelId })).catalogNumber).toBe('new');
    expect(await failureOf(client.imports.gudid(input(json({ hello: 1 }))))).toMatchObject({ code: 'file_refused' });
  });
});
