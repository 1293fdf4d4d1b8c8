import { deviceFields, modelFields } from '../support/builders.ts';
import { readPdf } from '../support/document-reader.ts';
import { choose, download, expect, show, test } from './fixtures.ts';
import { dialog, heading, look, lookAtDialog } from './looking.ts';

const GS1 = '(01)51022222233336(11)141231(17)150707(10)A213B1(21)1234';
const HIBCC = '+A999ABC123DE0/$+1234567Y';

test.describe('a scanned code', () => {
  test('adds a device, gives its model the identifier, and opens it the next time (story 13)', async ({
    page,
    hospital,
  }) => {
    await page.goto(hospital.address);
    await show(page, '/devices');
    await expect(heading(page, 'Devices')).toBeVisible();
    await page.keyboard.press('ControlOrMeta+Shift+u');
    const code = dialog(page).getByLabel('Code of the device');
    // A scanner sends its separator as Ctrl and ], and Enter at the end.
    await code.pressSequentially('0151022222233336111412311715070710A213B1');
    await page.keyboard.press('Control+]');
    await code.pressSequentially('211234');
    await page.keyboard.press('Enter');
    await expect(dialog(page)).toContainText('51022222233336');
    await expect(dialog(page)).toContainText('Check character right');
    for (const part of ['A213B1', '31 Dec 2014', '7 Jul 2015', '1234']) await expect(dialog(page)).toContainText(part);
    await expect(dialog(page)).toContainText('Neither this device nor its model is known');
    await lookAtDialog(page, 'a scanned code, device not known');
    await dialog(page).getByRole('button', { name: 'Add this device' }).click();

    await expect(dialog(page).getByLabel('Serial number')).toHaveValue('1234');
    await dialog(page).getByLabel('Tag').fill('000918');
    await dialog(page).getByLabel('Manufacturer').fill('Acme Imaging');
    await dialog(page).getByRole('combobox', { name: 'Model' }).fill('UltraView 7');
    await dialog(page).getByRole('button', { name: 'Add device' }).click();
    await dialog(page).getByRole('button', { name: 'Give UltraView 7 this identifier' }).click();
    await expect(dialog(page).getByRole('button', { name: /^Give/ })).toHaveCount(0);
    await dialog(page).getByRole('button', { name: 'Next code' }).click();
    await code.fill(GS1);
    await page.keyboard.press('Enter');
    await expect(heading(page, 'UltraView 7')).toBeVisible();
    await page.getByRole('tab', { name: 'Details' }).click();
    await expect(page.getByText(GS1)).toBeVisible();
    await look(page, 'details with an identifier');
  });

  test('of HIBCC fills the device, and a wrong check character warns and is saved (story 13)', async ({
    page,
    hospital,
  }) => {
    const { ask } = hospital;
    await ask.model.create(modelFields({ name: 'InfuSmart 300', udiDi: HIBCC }));
    await page.goto(hospital.address);
    await show(page, '/devices');
    await page.getByRole('button', { name: 'Scan a code' }).click();
    const code = dialog(page).getByLabel('Code of the device');
    await code.fill(HIBCC);
    await expect(dialog(page)).toContainText('Check character right');
    await expect(dialog(page)).toContainText('Its model is: Norvia Medical InfuSmart 300.');
    await code.fill(`${HIBCC.slice(0, -1)}A`);
    await page.keyboard.press('Enter');
    await expect(dialog(page)).toContainText('Check character wrong');
    await expect(dialog(page)).toContainText('it can be saved as it is');
    await dialog(page).getByRole('button', { name: 'Add this device' }).click();
    await expect(dialog(page).getByRole('combobox', { name: 'Model' })).toHaveValue('InfuSmart 300');
    await dialog(page).getByLabel('Tag').fill('000417');
    await dialog(page).getByRole('button', { name: 'Add device' }).click();
    await dialog(page).getByRole('button', { name: 'Open 000417' }).click();
    await expect(heading(page, 'InfuSmart 300')).toBeVisible();
    await page.getByRole('tab', { name: 'Details' }).click();
    await expect(page.getByText('The check character does not fit.')).toBeVisible();
    const saved = await ask.device.get({ assetTag: '000417' });
    expect([saved.serialNumber, saved.udi, saved.udiWarnings]).toEqual([
      '1234567',
      `${HIBCC.slice(0, -1)}A`,
      ['check_wrong'],
    ]);
  });
});

test('labels of the selected devices are looked at and saved as a sheet', async ({ page, hospital }) => {
  for (const [assetTag, serialNumber] of [
    ['000417', 'NS30-00417'],
    ['000418', 'NS30-00418'],
  ] as const)
    await hospital.ask.device.create(
      deviceFields({ assetTag, serialNumber, model: 'InfuSmart 300', department: 'ICU 2' }),
    );
  await page.goto(hospital.address);
  await show(page, '/devices');
  for (const tag of ['000417', '000418'])
    await page
      .getByRole('row', { name: new RegExp(tag) })
      .getByRole('checkbox')
      .click();
  await page.getByRole('button', { name: 'Labels', exact: true }).click();
  await expect(dialog(page).getByRole('img', { name: /000417, InfuSmart 300, ICU 2, SN NS30-00417/ })).toBeVisible();
  await choose(page, /^Code$/, 'DataMatrix');
  await dialog(page).getByLabel('First free place on the sheet').fill('24');
  await expect(dialog(page)).toContainText('2 pages');
  await lookAtDialog(page, 'labels');
  const { name, bytes } = await download(page, () => dialog(page).getByRole('button', { name: 'Save as PDF' }).click());
  expect(name).toBe('labels-2026-11-21.pdf');
  const { pages } = await readPdf(bytes);
  expect(pages.map((text) => text.trim())).toEqual([
    '000417 InfuSmart 300 ICU 2 SN NS30-00417',
    '000418 InfuSmart 300 ICU 2 SN NS30-00418',
  ]);
});
