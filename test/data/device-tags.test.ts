import { beforeAll, describe, expect, it } from 'vitest';
import { deviceFields, modelFields } from '../support/builders.ts';
import { failureOf, openApp, type TestApp } from '../support/vault.ts';

describe('tags that give the next number', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openApp('file');
  });
  const add = (fields: Parameters<typeof deviceFields>[0] = {}) =>
    test.client.device.create({ ...deviceFields({ assetTag: null, ...fields }), nextTag: true });
  const ALL = { department: null, deviceType: null };

  it('are suggested by the tags that are there, and by none until somebody says so', async () => {
    for (const assetTag of ['BM-000120', 'BM-000121', 'BM-000123'])
      await test.client.device.create(deviceFields({ assetTag }));
    expect(await test.client.device.tagRules()).toEqual({
      revision: 0,
      rules: [],
      suggestion: { pattern: 'BM-{number:6}', from: 124, ...ALL },
    });
    expect(await test.client.device.nextTag({})).toEqual({ assetTag: null });
    expect(await failureOf(add())).toMatchObject({ code: 'input_refused', problem: 'no_tag_rule' });
  });

  it('are given once each, also to many at the same time, and skip what is used', async () => {
    const rules = [{ pattern: 'BM-{number:6}', from: 119, ...ALL }];
    await test.client.device.saveTagRules({ revision: 0, rules });
    expect(await test.client.device.nextTag({})).toEqual({ assetTag: 'BM-000119' });
    const made = await Promise.all(Array.from({ length: 6 }, () => add()));
    expect(made.map(({ assetTag }) => assetTag).sort()).toEqual([
      'BM-000119',
      'BM-000122',
      'BM-000124',
      'BM-000125',
      'BM-000126',
      'BM-000127',
    ]);
    const [row] = (await test.client.device.list({ filter: { search: 'BM-000127' } })).rows;
    expect(row).toMatchObject({ assetTag: 'BM-000127' });
  });

  it('leave a tag to the device that is in the trash', async () => {
    const { id, assetTag } = await add();
    await test.client.trash.remove({ noun: 'device', ids: [id as never] });
    expect(await add()).not.toMatchObject({ assetTag });
  });

  it('follow the department and the type of device where a pattern says so', async () => {
    await test.client.model.create(modelFields({ name: 'Breather', deviceType: 'Ventilator' }));
    const rules = [
      { pattern: '{number:4}/ICU', from: 1, department: 'ICU', deviceType: null },
      { pattern: 'V{number:3}', from: 17, department: null, deviceType: 'Ventilator' },
    ];
    await test.client.device.saveTagRules({ revision: 1, rules });
    expect(await add({ department: 'icu' })).toMatchObject({ assetTag: '0001/ICU' });
    expect(await add({ model: 'Breather' })).toMatchObject({ assetTag: 'V017' });
    expect(await test.client.device.nextTag({ manufacturer: 'NORVIA MEDICAL', model: 'breather' })).toEqual({
      assetTag: 'V018',
    });
    expect(await test.client.device.nextTag({})).toEqual({ assetTag: null });
  });

  it('come only from patterns that can be used, written on what was seen', async () => {
    const { revision } = await test.client.device.tagRules();
    const save = (rules: { pattern: string; from: number; department: null; deviceType: null }[], seen = revision) =>
      failureOf(test.client.device.saveTagRules({ revision: seen, rules }));
    const rule = { pattern: 'A-{number}', from: 1, ...ALL };
    expect(await save([{ ...rule, pattern: 'A-' }])).toMatchObject({ code: 'input_refused', problem: 'tag_pattern' });
    expect(await save([rule, { ...rule, pattern: 'B-{number}' }])).toMatchObject({ problem: 'tag_rule_twice' });
    expect(await save([rule], revision + 1)).toMatchObject({ code: 'stale_edit' });
  });
});
