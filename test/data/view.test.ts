import { beforeAll, describe, expect, it } from 'vitest';
import type { ViewId } from '../../main/domain/ids.ts';
import { failureOf, openApp, type TestApp } from '../support/vault.ts';

const ADDRESS = 'status=in_service&words.department=ICU&sort=-support';

describe('saved views', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openApp('file');
  });
  const views = () => test.client.view.list({ page: 'devices' });
  const get = async (id: ViewId) => (await views()).find((view) => view.id === id);

  it('keeps a list as it was shown, under a name that the list has once', async () => {
    const { id } = await test.client.view.create({ page: 'devices', name: 'ICU', address: ADDRESS });
    expect(await views()).toEqual([
      expect.objectContaining({
        id,
        page: 'devices',
        name: 'ICU',
        address: ADDRESS,
        everybody: false,
        isDefault: false,
      }),
    ]);
    expect(await failureOf(test.client.view.create({ page: 'devices', name: ' icu ', address: '' }))).toMatchObject({
      code: 'already_exists',
      field: 'name',
    });
    await test.client.view.create({ page: 'contracts', name: 'ICU', address: '' });
    expect((await test.client.view.list({})).map(({ page }) => page)).toEqual(['contracts', 'devices']);
  });

  it('is renamed and made what is shown now, by its revision', async () => {
    const { id } = await test.client.view.create({ page: 'devices', name: 'Round', address: ADDRESS });
    await test.client.view.update({ id, revision: 1, changes: { name: 'Ward round' } });
    await test.client.view.update({ id, revision: 2, changes: { address: 'show=everything' } });
    expect(await get(id)).toMatchObject({ name: 'Ward round', address: 'show=everything', revision: 3 });
    expect(await failureOf(test.client.view.update({ id, revision: 1, changes: { name: 'Late' } }))).toMatchObject({
      code: 'stale_edit',
    });
  });

  it('opens a list by itself for whoever chose that, until it is gone', async () => {
    const { id, revision } = await test.client.view.create({ page: 'devices', name: 'Mine', address: ADDRESS });
    await test.client.view.setDefault({ page: 'devices', id });
    expect(await get(id)).toMatchObject({ isDefault: true });
    expect(await failureOf(test.client.view.setDefault({ page: 'models', id }))).toMatchObject({ code: 'not_found' });
    await test.client.view.remove({ id, revision });
    expect((await views()).some(({ isDefault }) => isDefault)).toBe(false);
  });

  it("is one person's until it is everybody's, and changed only by those who work", async () => {
    const first = 'lantern copper meadow tide';
    const { client } = test;
    const own = await client.view.create({ page: 'devices', name: 'Own', address: 'band=unknown' });
    const made = await client.view.create({ page: 'devices', name: 'Unsupported', address: 'band=unsupported' });
    const shared = await client.view.share({ ...made, everybody: true });
    await client.user.add({ name: 'Otto', role: 'auditor', passphrase: first });
    await client.vault.lock();
    await client.vault.unlock({ user: 'Otto', passphrase: first });
    const current = { passphrase: first, keyFile: null };
    await client.user.changePassphrase({ current, passphrase: 'seven quiet herons on ice', keyFile: 'none' });
    expect((await views()).filter(({ everybody }) => !everybody)).toEqual([]);
    expect(await get(made.id)).toMatchObject({ name: 'Unsupported', everybody: true });
    expect(await failureOf(client.view.remove(own))).toMatchObject({ code: 'not_found' });
    expect(await failureOf(client.view.remove(shared))).toMatchObject({ code: 'not_permitted' });
    const mine = await client.view.create({ page: 'devices', name: 'Own', address: '' });
    expect(await failureOf(client.view.share({ ...mine, everybody: true }))).toMatchObject({ code: 'not_permitted' });
  });
});
