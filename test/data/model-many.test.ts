import { beforeAll, describe, expect, it } from 'vitest';
import { modelFields } from '../support/builders.ts';
import { openApp, type TestApp } from '../support/vault.ts';

describe('many models in one step', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openApp('file');
  });

  it('shows and does what is said, names what was edited meanwhile, and changes the devices that follow', async () => {
    const { client } = test;
    const make = (name: string) => client.model.create(modelFields({ name, deviceType: null, notes: null }));
    const [first, second, edited] = [await make('Pump 1'), await make('Pump 2'), await make('Pump 3')];
    const { chosen } = await client.model.chosen({ search: 'pump' });
    expect(chosen).toHaveLength(3);
    await client.model.update({ ...edited, changes: { notes: 'mine' } });
    await client.model.update({ ...second, changes: { deviceType: 'Infusion pump' } });
    const again = await client.model.chosen({ ids: [first.id, second.id] });
    const all = { chosen: [...again.chosen, edited], changes: { deviceType: 'Infusion pump' } };
    const preview = await client.model.previewMany(all);
    expect(preview).toMatchObject({ changed: 1, same: 1, refused: 1, total: 3 });
    expect(preview.rows[0]).toMatchObject({
      name: 'Norvia Medical Pump 1',
      changes: [{ field: 'deviceType', before: null, after: 'Infusion pump' }],
    });
    expect(await client.model.updateMany(all)).toMatchObject({
      changed: 1,
      refusals: [{ id: edited.id, reason: 'stale_edit' }],
    });
    expect(await client.model.get({ id: first.id })).toMatchObject({ deviceType: 'Infusion pump', revision: 2 });

    const { chosen: now } = await client.model.chosen({ search: 'pump' });
    const price = { replacementPrice: { amount: '900.00', currency: 'EUR' }, appendNotes: 'offer of May' };
    expect(await client.model.updateMany({ chosen: now, changes: price })).toMatchObject({ changed: 3, refused: 0 });
    expect(await client.model.get({ id: edited.id })).toMatchObject({
      replacementPrice: price.replacementPrice,
      notes: 'mine\noffer of May',
    });
  });
});
