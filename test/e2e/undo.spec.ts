import { deviceFields } from '../support/builders.ts';
import { expect, show, test } from './fixtures.ts';
import { dialog, heading, look, lookAtDialog } from './looking.ts';

test('a change is taken back by a key, carried out again, and found in the list of steps', async ({
  page,
  hospital,
}) => {
  const { ask } = hospital;
  const { id } = await ask.device.create(deviceFields({ assetTag: 'U-01', department: 'ICU' }));
  const notes = async () => (await ask.device.get({ id })).notes;
  await page.goto(hospital.address);
  await show(page, `/devices/${id}`);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await dialog(page).getByLabel('Notes').fill('Battery replaced');
  // What is typed belongs to the field, and the device stays as it is.
  await page.keyboard.press('Control+z');
  await dialog(page).getByLabel('Notes').fill('Battery replaced');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(dialog(page)).toHaveCount(0);
  expect(await notes()).toBe('Battery replaced');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page.getByText('Undone: Changed a device (U-01, InfuSmart Gateway)')).toBeVisible();
  expect(await notes()).toBe(null);
  await page.keyboard.press('Control+Shift+Z');
  await expect(page.getByText('Redone: Changed a device (U-01, InfuSmart Gateway)')).toBeVisible();
  expect(await notes()).toBe('Battery replaced');
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Undone: Changed a device (U-01, InfuSmart Gateway)')).toBeVisible();
  expect(await notes()).toBe(null);

  await page.getByRole('button', { name: 'Undo and redo' }).click();
  await expect(page.getByRole('menuitem', { name: /^Undo Added a device/ })).toBeVisible();
  await look(page, 'menu of undo and redo');
  await page.getByRole('menuitem', { name: 'Show changes' }).click();
  await expect(heading(page, 'Changes')).toBeVisible();
  await expect(page.getByRole('gridcell', { name: 'Taken back' })).toBeVisible();
  await look(page, 'list of steps');
});

test('a step whose record somebody changed since stays, and says who it was', async ({ page, hospital }) => {
  const { ask } = hospital;
  const { id } = await ask.device.create(deviceFields({ assetTag: 'U-02' }));
  await ask.device.update({ id, revision: 1, changes: { notes: 'first' } });
  await ask.device.update({ id, revision: 2, changes: { department: 'Store' } });
  await page.goto(hospital.address);
  await show(page, '/changes');
  await expect(heading(page, 'Changes')).toBeVisible();
  await page
    .getByRole('row', { name: /Changed a device/ })
    .nth(1)
    .getByRole('gridcell', { name: 'Changed a device' })
    .dblclick();
  await expect(dialog(page).getByText('A record of it was changed since.')).toBeVisible();
  await expect(dialog(page).getByText('U-02, InfuSmart Gateway: Ada Verne')).toBeVisible();
  await expect(dialog(page).getByRole('button', { name: 'Undo this step' })).toBeDisabled();
  await lookAtDialog(page, 'a step that stays');
});
