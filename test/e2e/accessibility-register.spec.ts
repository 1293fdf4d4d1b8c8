import { expect, type Hospital, PASSPHRASE, searchDevices, startHospital, test } from './fixtures.ts';
import { dialog, heading, leave, look, lookAtDialog, navigation } from './looking.ts';

test.describe('the register can be read and used by everyone', () => {
  let hospital: Hospital;
  test.beforeAll(async ({ prepared }) => {
    hospital = await startHospital(prepared);
    await hospital.ask.vault.unlock({ passphrase: PASSPHRASE });
    await hospital.ask.vault.fillSample({ devices: 60 });
  });
  test.afterAll(() => hospital.stop());
  test.beforeEach(async ({ page }) => {
    await page.goto(await hospital.newAddress());
    await expect(heading(page, 'What needs a decision')).toBeVisible();
  });
  test.afterEach(({ page }) => page.close());

  test('devices', async ({ page }) => {
    await navigation(page).getByRole('link', { name: 'Devices' }).click();
    await expect(page.getByRole('gridcell').first()).toBeVisible();
    await page.getByRole('gridcell').getByRole('checkbox').first().check();
    await look(page, 'devices');
    await page.getByRole('button', { name: 'Support', exact: true }).click();
    await expect(page.getByRole('menuitemcheckbox').first()).toBeVisible();
    await look(page, 'menu of a filter');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Columns' }).click();
    await expect(page.getByRole('menu')).toBeVisible();
    await look(page, 'menu of columns');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Add device' }).click();
    await dialog(page).getByRole('button', { name: 'More fields' }).click();
    await dialog(page).getByRole('button', { name: 'Add device' }).click();
    await expect(dialog(page).getByText('Please fill this in.').first()).toBeVisible();
    await look(page, 'add a device, with what is missing');
    await dialog(page).getByRole('combobox', { name: 'Status' }).click();
    await look(page, 'choices of a field');
    await page.keyboard.press('Escape');
    await leave(page);
    await page.getByRole('searchbox').fill('nothing of this name');
    await expect(page.getByText('No device matches')).toBeVisible();
    await look(page, 'devices, none found');
  });

  test('a device, and what can be recorded of it', async ({ page }) => {
    await navigation(page).getByRole('link', { name: 'Devices' }).click();
    await searchDevices(page, 'gateway');
    await page
      .getByRole('row', { name: /Gateway/ })
      .first()
      .getByText('Gateway')
      .click();
    await expect(heading(page, /Gateway/)).toBeVisible();
    for (const tab of ['Support', 'Details', 'Contracts', 'Dates', 'History']) {
      await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
      await expect(page.getByRole('tabpanel')).not.toBeEmpty();
      await look(page, `device, ${tab}`);
    }
    const record = page.getByRole('button', { name: 'Record', exact: true });
    await record.click();
    const tasks = await page.getByRole('menuitem').allTextContents();
    await look(page, 'menu of what can be recorded');
    await page.keyboard.press('Escape');
    for (const task of tasks) {
      await record.click();
      await page.getByRole('menuitem', { name: task }).click();
      await expect(dialog(page)).toBeVisible();
      const asks = task === 'A software component';
      if (asks) {
        await dialog(page).getByLabel('Product and version').fill('Windows 10');
        await expect(dialog(page).getByRole('radio').first()).toBeVisible();
      }
      await look(page, `record: ${task}`);
      await page.keyboard.press('Escape');
      if (asks) {
        await expect(dialog(page).getByRole('alert')).toHaveText('Discard what you typed?');
        await look(page, 'discard what was typed?');
        await dialog(page).getByRole('button', { name: 'Discard' }).click();
      }
      await expect(dialog(page)).toHaveCount(0);
    }
  });

  test('models and vendors', async ({ page }) => {
    await navigation(page).getByRole('link', { name: 'Models' }).click();
    await page.getByRole('grid').getByText('InfuSmart 300').click({ trial: true });
    await look(page, 'models');
    await page.getByRole('button', { name: 'Add model' }).click();
    await lookAtDialog(page, 'add a model');
    await leave(page);
    await page.getByRole('grid').getByText('InfuSmart 300').click();
    await expect(heading(page, /InfuSmart 300/)).toBeVisible();
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await look(page, `model, ${await tab.textContent()}`);
    }
    await page.getByRole('link', { name: 'Take in a letter' }).click();
    await expect(page.getByRole('checkbox', { name: /InfuSmart 300/ })).toBeChecked();
    await look(page, 'a letter of a vendor');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(heading(page, /InfuSmart 300/)).toBeVisible();
    await page.getByRole('link', { name: 'Add task' }).click();
    await lookAtDialog(page, 'add a task');
    await leave(page);
    await look(page, 'tasks');

    await navigation(page).getByRole('link', { name: 'Vendors' }).click();
    await expect(heading(page, 'Vendors')).toBeVisible();
    await expect(page.getByText('Norvia Medical').first()).toBeVisible();
    await look(page, 'vendors');
    await page.getByRole('button', { name: 'Add vendor' }).click();
    await lookAtDialog(page, 'add a vendor');
    await leave(page);
    await page.getByText('Norvia Medical').first().click();
    await expect(heading(page, 'Norvia Medical')).toBeVisible();
    await look(page, 'vendor');
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await look(page, `vendor, ${await tab.textContent()}`);
    }
  });

  test('contracts', async ({ page }) => {
    await navigation(page).getByRole('link', { name: 'Contracts' }).click();
    await expect(heading(page, 'Contracts')).toBeVisible();
    const { rows } = await hospital.ask.contract.list({});
    const number = rows[0]?.number ?? '';
    await expect(page.getByText(number).first()).toBeVisible();
    await look(page, 'contracts');
    await page.getByRole('button', { name: 'Add contract' }).click();
    await lookAtDialog(page, 'add a contract');
    await leave(page);
    await page.getByText(number, { exact: true }).first().click();
    await expect(heading(page, new RegExp(number))).toBeVisible();
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await look(page, `contract, ${await tab.textContent()}`);
    }
    await page.getByRole('button', { name: 'Record a cancellation' }).click();
    await lookAtDialog(page, 'record a cancellation');
    await leave(page);
    await page.getByRole('tab', { name: /^Devices/ }).click();
    await page.getByRole('button', { name: 'Add devices' }).first().click();
    await lookAtDialog(page, 'add devices to a contract');
    await leave(page);
    await page.getByRole('tab', { name: /^Commitments/ }).click();
    await page.getByRole('button', { name: 'Add commitment' }).first().click();
    await lookAtDialog(page, 'add a commitment');
    await leave(page);
  });
});
