import type { Id } from '../../main/domain/ids.ts';
import { deviceFields, modelFields, vendorFields } from '../support/builders.ts';
import { gudidAnswer } from '../support/gudid.ts';
import { expect, exportAs, show, test } from './fixtures.ts';
import { dialog, heading, look, lookAtDialog } from './looking.ts';

test.describe('lists that leave, and what GUDID answers', () => {
  test('a model takes a GUDID answer in, keeps its support, and leaves with its list', async ({ page, hospital }) => {
    const { ask, address } = hospital;
    const { id } = await ask.model.create(modelFields({ manufacturer: 'Norvia Medical', name: 'InfuSmart Gateway' }));
    await ask.model.create(modelFields({ manufacturer: 'Acme Imaging', name: 'UltraView 7' }));

    await page.goto(address);
    await show(page, `/models/${id}`);
    await expect(heading(page, 'InfuSmart Gateway')).toBeVisible();
    await page.getByRole('button', { name: 'Read a GUDID answer' }).click();
    await dialog(page)
      .locator('input[type=file]')
      .setInputFiles({ name: 'answer.json', mimeType: 'application/json', buffer: Buffer.from(gudidAnswer()) });
    await expect(dialog(page).getByText('1 read, 1 with changes')).toBeVisible();
    await expect(dialog(page).getByText('End of sales: 31 Mar 2025')).toBeVisible();
    await lookAtDialog(page, 'a GUDID answer');
    await dialog(page).getByRole('button', { name: 'Take in' }).click();
    await expect(dialog(page)).toHaveCount(0);
    await expect(page.getByText('300-7', { exact: true })).toBeVisible();
    const { milestones } = await ask.model.get({ id });
    expect(milestones.map(({ kind }) => kind)).toEqual(['end_of_sales']);

    await show(page, '/models');
    await expect(heading(page, 'Models')).toBeVisible();
    await page.getByRole('searchbox').fill('Norvia');
    await expect(page.getByText('UltraView 7')).toHaveCount(0);
    await look(page, 'models that were searched');
    const { bytes } = await exportAs(page, 'Export this list', /JSON/);
    const { notes, rows } = JSON.parse(new TextDecoder().decode(bytes)) as {
      notes: string[];
      rows: { name: string; catalogNumber: string }[];
    };
    expect(notes[0]).toContain('Norvia');
    expect(rows).toMatchObject([{ name: 'InfuSmart Gateway', catalogNumber: '300-7' }]);
  });

  test('a device leaves on a sheet, and what was removed as a list', async ({ page, hospital }) => {
    const { ask, address } = hospital;
    await ask.device.create(
      deviceFields({ assetTag: 'PUMP-7', manufacturer: 'Norvia Medical', model: 'InfuSmart 300' }),
    );
    const { id: vendorId } = await ask.vendor.create(vendorFields({ name: 'Gone Medical' }));
    await ask.trash.remove({ noun: 'vendor', ids: [vendorId as string as Id<'trashed'>] });
    const { id } = await ask.device.get({ assetTag: 'PUMP-7' });

    await page.goto(address);
    await show(page, `/devices/${id}`);
    await expect(heading(page, 'InfuSmart 300')).toBeVisible();
    await look(page, 'a device with its sheet');
    const sheet = await exportAs(page, 'Sheet', /JSON/);
    const { record } = JSON.parse(new TextDecoder().decode(sheet.bytes)) as { record: { assetTag: string } };
    expect(record.assetTag).toBe('PUMP-7');

    await show(page, '/trash');
    await expect(heading(page, 'Trash')).toBeVisible();
    await expect(page.getByText('Gone Medical')).toBeVisible();
    await look(page, 'the trash as a list that leaves');
    const list = await exportAs(page, 'Export this list', /CSV/);
    expect(new TextDecoder().decode(list.bytes)).toContain('Gone Medical');
  });
});
