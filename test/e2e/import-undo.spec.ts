import { xlsx } from '../support/mds2.ts';
import { expect, show, test } from './fixtures.ts';
import { lookAtDialog } from './looking.ts';

const HEAD = ['asset_tag', 'serial_number', 'manufacturer', 'model', 'department', 'in_service_on'];

test('an import is taken back whole, and asks about the device that somebody edited since', async ({
  page,
  hospital,
}) => {
  const { ask } = hospital;
  const file = `${HEAD.join(',')}\nU-1,1,Undone Makers,Undone 1,ICU,\nU-2,2,Undone Makers,Undone 1,ICU,\nU-3,3,Undone Makers,Undone 2,Ward,\n`;
  await page.goto(hospital.address);
  await show(page, '/import');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'wrong.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
  await page.getByRole('button', { name: 'Take in 3 rows' }).click();
  await expect(page.getByRole('heading', { name: '3 rows of wrong.csv were taken in' })).toBeVisible();
  const { id, revision } = await ask.device.get({ assetTag: 'U-2' });
  await ask.device.update({ id, revision, changes: { notes: 'repaired' } });

  await page.getByRole('button', { name: 'Import another file' }).click();
  await page.getByRole('button', { name: 'Take back the import of wrong.csv' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take back wrong.csv?' });
  await expect(dialog.getByRole('row', { name: /^Device 2/ })).toBeVisible();
  const asked = dialog.getByRole('group', { name: 'U-2, Undone 1' });
  await expect(asked).toContainText('Notes');
  await lookAtDialog(page, 'the way back of an import');
  await dialog.getByRole('button', { name: 'Take it back' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('One record is still to be decided.');
  await asked.getByRole('radio', { name: 'Remove it all the same' }).check();
  await dialog.getByRole('button', { name: 'Take it back' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('region', { name: 'Earlier imports' })).toContainText('Taken back');
  const { devices, models, vendors } = await ask.program.counts({});
  expect({ devices, models, vendors }, 'the register is as it was before').toEqual({
    devices: 0,
    models: 0,
    vendors: 0,
  });
});

test('a workbook is read at the sheet that fits, and its dates are asked about', async ({ page, hospital }) => {
  const book = xlsx([
    { name: 'Read me', rows: [['What this workbook is about']] },
    {
      name: 'Inventory',
      rows: [['Devices of the hospital'], [], HEAD, ['W-1', '1', 'Maker', 'Model', 'ICU', '03/04/2021']],
    },
  ]);
  await page.goto(hospital.address);
  await show(page, '/import');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'inventory.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(book) });
  await expect(page.getByRole('heading', { name: 'What would change' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Sheet' })).toContainText('Inventory');
  await expect(
    page.getByText('1 date can be read in two ways (03/04/2021) and was left empty. Say what comes first.'),
  ).toBeVisible();
  await page.getByRole('combobox', { name: /^Dates such as/ }).click();
  await page.getByRole('option', { name: 'The month comes first' }).click();
  await expect(page.getByText(/can be read in two ways/)).toHaveCount(0);
  await page.getByRole('button', { name: 'Take in 1 row' }).click();
  await expect(page.getByRole('heading', { name: '1 row of inventory.xlsx was taken in' })).toBeVisible();
  expect(await hospital.ask.device.get({ assetTag: 'W-1' })).toMatchObject({ inServiceOn: '2021-03-04' });
});
