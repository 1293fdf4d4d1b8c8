import { modelFields } from '../support/builders.ts';
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
});
