import type { Page } from '@playwright/test';
import { expect, type Hospital, searchDevices, show, startHospital, test } from './fixtures.ts';
import { look, tabUntil } from './looking.ts';

const rows = (page: Page) =>
  page
    .getByRole('grid')
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') });
const bar = (page: Page) => page.getByRole('region', { name: 'What to do with the selection' });
const tick = (page: Page, row: number) => rows(page).nth(row).getByRole('checkbox');

test.describe('many at once', () => {
  let hospital: Hospital;
  test.beforeAll(async () => {
    hospital = await startHospital(null);
    await hospital.ask.vault.openSample({ devices: 300 });
  });
  test.afterAll(() => hospital.stop());
  test.beforeEach(async ({ page }) => {
    await page.goto(await hospital.newAddress());
  });
  test.afterEach(async ({ page }) => {
    await page.close();
  });

  test('one changes many devices after a look at each, and one that somebody edited is named', async ({ page }) => {
    await show(page, '/devices');
    await expect(rows(page).first()).toContainText('Unsupported');
    await tick(page, 0).click();
    await tick(page, 3).click({ modifiers: ['Shift'] });
    await expect(bar(page)).toContainText('4 selected');
    await page.keyboard.press('Escape');
    await expect(bar(page)).toHaveCount(0);

    await rows(page).first().getByRole('gridcell').nth(1).focus();
    await page.keyboard.press('ControlOrMeta+a');
    await expect(bar(page)).toContainText(/^All \d+ shown are selected/);
    const count = Number((await bar(page).textContent())?.match(/\d+/)?.[0]);
    await bar(page).getByRole('button', { name: 'Change', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: `Change ${count} devices` });
    await dialog.getByRole('combobox', { name: 'Add a field' }).click();
    await page.getByRole('option', { name: 'Location' }).click();
    await dialog.getByRole('textbox', { name: 'Location' }).fill('Annex 7');
    await expect(dialog.getByRole('button', { name: `Changes: ${count}` })).toBeVisible();
    await expect(dialog.getByRole('grid')).toContainText('Annex 7');
    await look(page, 'many devices, what would change');

    const { rows: known } = await hospital.ask.device.list({ filter: { status: ['in_service'] }, limit: 1 });
    const device = await hospital.ask.device.get({ id: known[0]?.id });
    await hospital.ask.device.update({ id: device.id, revision: device.revision, changes: { notes: 'seen' } });
    await dialog.getByRole('button', { name: `Change ${count} records` }).click();
    await expect(dialog.getByRole('alert')).toContainText(`${count - 1} changed. One was left as it is`);
    await expect(dialog.getByRole('grid')).toContainText('Somebody changed it since it was chosen');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(dialog).toHaveCount(0);
    expect((await hospital.ask.device.list({ filter: { search: 'annex 7' } })).total).toBe(count - 1);
    expect((await hospital.ask.history.list({ limit: 1 })).rows[0]).toMatchObject({
      action: 'device.updateMany',
      summary: { changed: count - 1, refused: 1 },
    });
  });

  test('terms of all contracts that a list shows are changed without a mouse, and all devices of another go and come back', async ({
    page,
  }) => {
    await show(page, '/contracts');
    await expect(rows(page).first()).toBeVisible();
    const { total } = await hospital.ask.contract.list({});
    await rows(page).first().getByRole('gridcell').nth(1).focus();
    await page.keyboard.press('ControlOrMeta+a');
    await expect(bar(page)).toContainText(`All ${total} shown are selected`);
    await tabUntil(page, 'button', 'Change');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: `Change ${total} contracts` });
    await expect(dialog).toBeVisible();
    await tabUntil(page, 'combobox', 'Add a field');
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: 'Notes', exact: true }).focus();
    await page.keyboard.press('Enter');
    await tabUntil(page, 'textbox', 'Notes');
    await page.keyboard.type('Seen by the board');
    await expect(dialog.getByRole('grid')).toContainText('Seen by the board');
    await tabUntil(page, 'button', new RegExp(`^Change ${total} records`));
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    const { rows: contracts } = await hospital.ask.contract.list({});
    for (const { id } of contracts) expect((await hospital.ask.contract.get({ id })).notes).toBe('Seen by the board');

    await show(page, '/devices');
    await searchDevices(page, 'infusmart');
    await expect(rows(page).first()).toContainText('InfuSmart');
    await rows(page).first().getByRole('gridcell').nth(1).focus();
    await page.keyboard.press('ControlOrMeta+a');
    await bar(page).getByRole('button', { name: 'Move to the trash' }).click();
    const before = await hospital.ask.device.list({});
    const removal = page.getByRole('dialog', { name: /^Move \d+ records to the trash\?$/ });
    await expect(removal).toContainText('Goes with it');
    const going = Number((await removal.getByRole('heading').textContent())?.match(/\d+/)?.[0]);
    await look(page, 'all devices of a list to the trash');
    await removal.getByRole('button', { name: 'Move to the trash' }).click();
    await expect(removal).toHaveCount(0);
    expect((await hospital.ask.device.list({})).total).toBe(before.total - going);
    await page.getByRole('status').getByRole('button', { name: 'Restore' }).click();
    await expect.poll(async () => (await hospital.ask.device.list({})).total).toBe(before.total);
  });

  test('one keeps a list as it is shown, opens it by name, and the list opens with it', async ({ page }) => {
    await show(page, '/devices');
    await page.getByRole('searchbox', { name: 'Search devices' }).fill('infusmart');
    await page.getByRole('columnheader', { name: 'Tag' }).click();
    await expect(rows(page).first()).toContainText('InfuSmart');
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('menuitem', { name: 'Save as a new view' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Pumps by tag');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('button', { name: 'Pumps by tag' })).toBeVisible();
    const saved = (await hospital.ask.view.list({ page: 'devices' })).find(({ name }) => name === 'Pumps by tag');
    expect(saved?.address).toContain('words.search=infusmart');
    expect(saved?.address).toContain('sort=assetTag');
    await page.getByRole('button', { name: 'Pumps by tag' }).click();
    await expect(page.getByRole('menuitem', { name: 'Open the list with this view' })).toBeVisible();
    await look(page, 'menu of views');
    await page.getByRole('menuitem', { name: 'Open the list with this view' }).click();
    await expect(page.getByText('View saved')).toBeVisible();

    await page.getByRole('link', { name: /^Models/ }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Models' })).toBeVisible();
    await page.getByRole('link', { name: /^Devices/ }).click();
    await expect(page.getByRole('searchbox', { name: 'Search devices' })).toHaveValue('infusmart');
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('ends within three');
    await page.getByRole('option', { name: /^Ends within three months, Devices/ }).click();
    await expect(page.getByRole('button', { name: 'Ends within three months', exact: true })).toBeVisible();
    await expect(page.getByRole('searchbox', { name: 'Search devices' })).toHaveValue('');
    await expect(page.getByRole('columnheader', { name: 'Act by' })).toBeVisible();
    await expect(page, 'no view and no word is in the address').toHaveURL(
      /\/devices\?band=approaching_3&status=in_service$/,
    );
  });

  test('a new device gets the next tag of the pattern that the tags suggest', async ({ page }) => {
    await show(page, '/devices');
    await page.getByRole('button', { name: 'Add device' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a device' });
    await dialog.getByRole('button', { name: 'Number tags' }).click();
    const patterns = page.getByRole('dialog', { name: 'Patterns of tags' });
    await expect(patterns.getByRole('textbox', { name: 'Pattern' })).toHaveValue('{number:6}');
    await patterns.getByRole('button', { name: 'Save' }).click();
    const tag = dialog.getByRole('textbox', { name: 'Tag' });
    await expect(tag).toHaveValue(/^00\d{4}$/);
    const shown = await tag.inputValue();
    const { rows: found } = await hospital.ask.device.list({ filter: { search: shown } });
    expect(found).toEqual([]);
    // Somebody else takes it in between.
    const other = await hospital.ask.device.get({ id: (await hospital.ask.device.list({ limit: 1 })).rows[0]?.id });
    await hospital.ask.device.update({ id: other.id, revision: other.revision, changes: { assetTag: shown } });
    await dialog.getByRole('combobox', { name: 'Manufacturer' }).fill('Norvia Medical');
    await dialog.getByRole('combobox', { name: 'Model' }).fill('InfuSmart Gateway');
    await dialog.getByRole('button', { name: 'Add device' }).click();
    await expect(dialog).toHaveCount(0);
    const next = String(Number(shown) + 1).padStart(6, '0');
    await expect(page.getByText(next)).toBeVisible();
  });
});
