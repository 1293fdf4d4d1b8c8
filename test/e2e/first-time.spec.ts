import { realInventory } from '../support/import-files.ts';
import { expect, ORGANISATION, PASSPHRASE, test } from './fixtures.ts';

/** A new vault derives several keys, each meant to be slow. */
const SLOW = { timeout: 180_000 };

test.describe('somebody who sees the program for the first time', () => {
  test.use({ vaultIs: 'missing' });

  test('gets from a strange file to the first list of unsupported devices', async ({ page, hospital }) => {
    const bytes = realInventory();
    test.skip(bytes === null, 'the real inventory is not here');
    await page.goto(hospital.address);
    await page.getByRole('button', { name: 'Create a vault' }).click();
    await page.getByLabel('Hospital or organisation').fill(ORGANISATION);
    await page.getByLabel('Your name').fill('Ada Verne');
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await page.getByLabel('Passphrase again').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Create a vault' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Keep the recovery key' })).toBeVisible(SLOW);
    const groups = await page.getByRole('main').getByRole('listitem').filter({ visible: true }).allInnerTexts();
    await page.getByRole('button', { name: 'I have it on paper' }).click();
    await page.getByLabel('Recovery key, as it stands on your paper').fill(groups.join('-'));
    await page.getByRole('button', { name: 'Finish' }).click();

    await page.getByRole('link', { name: 'Import a file' }).click(SLOW);
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a file' }).click();
    const name = 'hospital-inventory-latin1.csv';
    await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(bytes ?? []) });
    await expect(page.getByRole('heading', { name: 'What would change' })).toBeVisible(SLOW);
    const mapped = page.getByRole('region', { name: 'Columns' }).getByRole('combobox');
    await expect(mapped).toHaveCount(50);
    await expect(mapped.filter({ hasNotText: 'left out' }), 'maps by itself').toHaveCount(42);
    await expect(page.getByRole('grid', { name: 'Row by row' }).getByRole('row', { name: /LIME-000/ })).toBeVisible();
    await page.getByRole('button', { name: 'Take in 40 rows' }).click();
    await expect(page.getByRole('heading', { name: `40 rows of ${name} were taken in` })).toBeVisible(SLOW);

    const next = page.getByRole('region', { name: 'Until when are they supported?' });
    await next.getByRole('link', { name: 'Models' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Models' })).toBeVisible();
    await page.getByRole('gridcell', { name: 'Infusomat Space' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Infusomat Space' })).toBeVisible();
    await page.getByRole('link', { name: 'Take in a letter' }).first().click();
    await page.getByLabel('Received on').fill('2025-01-15');
    await page.getByLabel('Source').fill('Letter of the maker');
    await page.getByRole('textbox', { name: /^Date/ }).fill('30 June 2025');
    await expect(page.getByRole('region', { name: 'What it changes' })).toContainText('4 devices');
    await page.getByRole('button', { name: 'Take the letter in' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Infusomat Space' })).toBeVisible();

    await page
      .getByRole('link', { name: /^Devices/ })
      .first()
      .click();
    await expect(page.getByRole('heading', { level: 1, name: 'Devices' })).toBeVisible();
    await page.getByRole('button', { name: 'Support', exact: true }).click();
    await page.getByRole('menuitemcheckbox', { name: /^Unsupported/ }).click();
    await page.keyboard.press('Escape');
    await expect(page.getByText(/^40 in the register.*4 shown$/)).toBeVisible();
    await expect(page.getByRole('row', { name: /Infusomat Space/ }).first()).toContainText('Unsupported');
  });
});
