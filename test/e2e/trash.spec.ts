import { addDevice } from '../support/builders.ts';
import { download, expect, show, test } from './fixtures.ts';
import { dialog, heading, look, lookAtDialog } from './looking.ts';

test('a device that was recorded by mistake goes to the trash and comes back, and a model says what keeps it (issue: trash)', async ({
  hospital,
  page,
}) => {
  const { deviceId, modelId } = await addDevice(hospital.ask, { endsOn: '2029-06-30' });
  await page.goto(hospital.address);
  await show(page, `/models/${modelId}`);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Move to the trash' }).click();
  await expect(dialog(page).getByRole('link', { name: 'GW-01, InfuSmart Gateway' })).toBeVisible();
  await lookAtDialog(page, 'a record that stays');
  await dialog(page).getByRole('button', { name: 'Close' }).click();

  await show(page, `/devices/${deviceId}`);
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Move to the trash' }).click();
  await expect(dialog(page).getByText('A device that goes out of use is retired')).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Move to the trash' }).click();
  await expect(heading(page, 'Devices')).toBeVisible();

  await show(page, '/trash');
  await expect(heading(page, 'Trash')).toBeVisible();
  const row = page.getByRole('row').filter({ hasText: 'GW-01, InfuSmart Gateway' });
  await expect(row).toContainText('Device');
  await look(page, 'the trash');
  await row.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByText('The trash is empty')).toBeVisible();
  await show(page, `/devices/${deviceId}`);
  await expect(heading(page, 'InfuSmart Gateway')).toBeVisible();
});

test('files are dropped on the documents of a device, kept once, and saved again; dropped elsewhere they do nothing (reliability.md T54)', async ({
  hospital,
  page,
}) => {
  const { deviceId } = await addDevice(hospital.ask);
  await page.goto(hospital.address);
  await show(page, `/devices/${deviceId}?tab=details`);
  const card = page.getByRole('region', { name: 'Documents' });
  await expect(card.getByText('Drop files here')).toBeVisible();
  const dropped = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['We announce'], '../..\\Norvia letter 2026-03-31.txt'));
    transfer.items.add(new File(['Passed'], 'patch test report.txt'));
    transfer.items.add(new File([], 'nothing.txt'));
    return transfer;
  });
  await page.getByRole('heading', { level: 1 }).dispatchEvent('drop', { dataTransfer: dropped });
  await expect(heading(page, 'InfuSmart Gateway')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await card.dispatchEvent('drop', { dataTransfer: dropped });
  const letter = dialog(page).getByRole('group', { name: /letter/ });
  await expect(letter.getByLabel('Date of the document')).toHaveValue('2026-03-31');
  await expect(letter.getByLabel('Kind')).toContainText('Letter of a vendor');
  await expect(dialog(page).getByText('nothing.txt is empty')).toBeVisible();
  await lookAtDialog(page, 'files that are kept');
  await dialog(page).getByRole('button', { name: 'Keep', exact: true }).click();
  await expect(card.getByRole('listitem')).toHaveCount(2);
  const saved = await download(page, () => card.getByRole('button', { name: /^Save a copy of .*report/ }).click());
  expect(Buffer.from(saved.bytes).toString()).toBe('Passed');

  await show(page, '/documents');
  await expect(heading(page, 'Documents')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'Norvia letter' })).toContainText('GW-01, InfuSmart Gateway');
  await look(page, 'all documents');
});
