import type { Page } from '@playwright/test';
import { readPdf } from '../support/document-reader.ts';
import { choose, expect, exportAs, type Hospital, searchDevices, show, startHospital, test } from './fixtures.ts';
import { REGISTER_CSV } from './register-file.ts';

const rows = (page: Page) =>
  page
    .getByRole('grid')
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') });
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search devices' });
const devices = (page: Page) => page.getByRole('heading', { level: 1, name: 'Devices' });

test.describe('in a register of 1,200 devices', () => {
  let hospital: Hospital;
  test.beforeAll(async () => {
    hospital = await startHospital(null);
    await hospital.ask.vault.openSample({ devices: 1200 });
  });
  test.afterAll(() => hospital.stop());
  test.beforeEach(async ({ page }) => {
    await page.goto(await hospital.newAddress());
  });
  // Before the program ends or changes its address, the windows on it do.
  test.afterEach(async ({ page }) => {
    await page.close();
  });

  test('one finds by typing, narrows down, and comes back to it', async ({ page }) => {
    await show(page, '/devices');
    await expect(page.getByText(/^1,200 in the register, [\d,]+ in service\. [\d,]+ shown$/)).toBeVisible();
    await page.keyboard.press('/');
    await expect(search(page)).toBeFocused();
    await page.keyboard.type('infusmart icu');
    await expect(page, 'what people type is not in the address').toHaveURL(
      /\/devices\?status=in_service&kept=[0-9a-f]{8}$/,
    );
    await expect(rows(page).first()).toContainText('InfuSmart');
    for (const row of (await rows(page).all()).slice(0, 5)) await expect(row).toContainText(/ICU/);

    await page.keyboard.press('Escape');
    await expect(search(page)).toHaveValue('');
    await page.getByRole('button', { name: 'Support', exact: true }).click();
    const unsupported = page.getByRole('menuitemcheckbox', { name: /^Unsupported/ });
    const count = Number((await unsupported.textContent())?.replace(/\D/g, ''));
    expect(count).toBeGreaterThan(0);
    await unsupported.click();
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(/status=in_service&band=unsupported/);
    await expect(page.getByText(new RegExp(`${count} shown$`))).toBeVisible();
    await expect(rows(page).first()).toContainText('Unsupported');

    await page.reload();
    await expect(page.getByText(new RegExp(`${count} shown$`))).toBeVisible();
    await page.getByRole('button', { name: 'Clear filter Unsupported' }).click();
    await expect(page).not.toHaveURL(/band=/);
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect(page.getByText('1,200 shown').or(page.getByText(/in service$/))).toBeVisible();

    await search(page).fill('nothing has such a name');
    await expect(page.getByText('No device matches')).toBeVisible();
  });

  test('one sorts, chooses columns, and opens a line by keyboard', async ({ page }) => {
    await show(page, '/devices');
    const tag = page.getByRole('columnheader', { name: 'Tag' });
    await tag.click();
    await expect(tag).toHaveAttribute('aria-sort', 'ascending');
    const first = rows(page).first();
    const lowest = await first.getByRole('gridcell').nth(1).textContent();
    await tag.click();
    await expect(tag).toHaveAttribute('aria-sort', 'descending');
    await expect(first.getByRole('gridcell').nth(1)).not.toHaveText(lowest ?? '');

    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Serial number' }).click();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('columnheader', { name: 'Serial number' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('columnheader', { name: 'Serial number' })).toBeVisible();

    await searchDevices(page, 'CM-40');
    await expect(rows(page).first()).toContainText('CM-40');
    await rows(page).first().getByRole('gridcell').nth(1).press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/devices\/[0-9a-f-]{36}$/);
    await expect(page.getByRole('heading', { level: 1, name: 'CM-40' })).toBeVisible();
    await page.goBack();
    await expect(search(page), 'the way back leads to the same list').toHaveValue('CM-40');
  });

  test('one takes out what is shown, with the filter printed on it', async ({ page }) => {
    await show(page, '/devices?band=unsupported');
    await expect(rows(page).first()).toContainText('Unsupported');
    await page.getByRole('button', { name: 'Vendor', exact: true }).click();
    await page.getByRole('menuitemcheckbox', { name: /^PulseLine/ }).click();
    await page.keyboard.press('Escape');
    await expect(rows(page).first()).toContainText('PulseLine');
    const shown = Number(/(\d+) shown$/.exec((await page.getByText(/ shown$/).textContent()) ?? '')?.[1]);
    const csv = await exportAs(page, 'Export', /CSV/);
    expect(csv.name).toBe('devices-2026-11-21.csv');
    const lines = new TextDecoder().decode(csv.bytes).trim().split('\r\n');
    expect(lines).toHaveLength(shown + 1);
    for (const line of lines.slice(1)) expect(line).toMatch(/"PulseLine".*"Unsupported"/);

    const pdf = await exportAs(page, 'Export', /PDF/);
    const [front = ''] = (await readPdf(pdf.bytes)).pages;
    expect(front).toContain('St. Anne Hospital (sample)');
    expect(front).toContain('PulseLine');
    expect(front).toMatch(/Support: Unsupported|Unsupported/);
  });

  test('one goes anywhere by typing', async ({ page }) => {
    await expect(page.getByRole('heading', { level: 1, name: 'What needs a decision' })).toBeVisible();
    const { rows: contracts } = await hospital.ask.contract.list({});
    const number = contracts[0]?.number ?? '';
    const { rows: found } = await hospital.ask.device.list({
      offset: 0,
      limit: 1,
      filter: { search: 'gateway' },
      sort: { by: 'assetTag', descending: false },
    });
    const tag = found[0]?.assetTag ?? '';
    const palette = page.getByRole('combobox', { name: 'Search or go anywhere' });

    await page.keyboard.press('Control+k');
    await expect(palette).toBeFocused();
    await page.keyboard.type(tag);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('navigation', { name: 'Where you are' })).toContainText(tag);

    await page.keyboard.press('Control+k');
    await page.keyboard.type(number);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toContainText(number);

    await page.keyboard.press('Control+k');
    await page.keyboard.type('devices');
    await page.keyboard.press('Enter');
    await expect(devices(page)).toBeVisible();

    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Keys' });
    await expect(keys).toContainText('Search or go anywhere');
    await page.keyboard.press('Escape');
    await expect(keys).toHaveCount(0);
  });

  test('one works in the light, in the dark, or as the system has it', async ({ page }) => {
    const theme = () => page.locator('html').getAttribute('data-theme');
    const take = async (word: string) => {
      await page.getByRole('button', { name: 'Theme' }).click();
      await page.getByRole('menuitemradio', { name: word }).click();
    };
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await expect.poll(theme).toBe('light');
    const light = await ground();
    await take('Dark');
    await expect.poll(theme).toBe('dark');
    await expect.poll(ground).not.toBe(light);
    await page.reload();
    expect(await theme()).toBe('dark');
    await take('Light');
    await expect.poll(theme).toBe('light');
    await expect.poll(ground).toBe(light);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await theme()).toBe('light');
    await take('As the system');
    await expect.poll(theme).toBe('dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(theme).toBe('light');
  });
});

test('a register from another program comes in, and a second time changes nothing', async ({ page, hospital }) => {
  const file = { name: 'register.csv', mimeType: 'text/csv', buffer: REGISTER_CSV };
  const figure = (name: string) =>
    page.getByRole('group', { name: 'What would become of the rows' }).getByRole('button').filter({ hasText: name });
  await page.goto(hospital.address);
  await page.getByRole('link', { name: 'Import a file' }).click();
  await expect(page.getByRole('radio', { name: /^Devices/ })).toBeChecked();
  await page.locator('input[type=file]').setInputFiles(file);

  await expect(page.getByRole('heading', { name: 'What would change' })).toBeFocused();
  await expect(figure('New')).toContainText('4');
  await expect(figure('Not taken')).toContainText('0');
  await expect(figure('Warnings')).toContainText('2');
  const read = page.getByRole('region', { name: 'How the file was read' });
  await expect(read).toContainText('semicolon');
  await expect(read).toContainText('comma');
  await expect(read).toContainText('Windows-1252');
  const preview = page.getByRole('grid', { name: 'Row by row' });
  await expect(preview.getByRole('row', { name: /000417/ })).toContainText('NORVIA MEDICAL INC');
  await figure('Warnings').click();
  await expect(preview.getByRole('row', { name: /000417/ })).toHaveCount(0);
  await expect(preview.getByRole('row', { name: /000077/ })).toContainText('TBD');
  await figure('Warnings').click();
  await expect(preview.getByRole('row', { name: /000417/ })).toBeVisible();
  const problems = page.getByRole('region', { name: 'What is wrong' });
  await expect(problems).toContainText('1/0/1900');
  await expect(problems).toContainText('TBD');
  expect((await hospital.ask.program.counts({})).devices, 'a preview writes nothing').toBe(0);

  await page.getByRole('button', { name: 'Take in 4 rows' }).click();
  await expect(page.getByRole('heading', { name: '4 rows of register.csv were taken in' })).toBeVisible();
  await page.getByRole('button', { name: 'Import another file' }).click();
  await expect(page.getByRole('region', { name: 'Earlier imports' })).toContainText('register.csv');
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(page.getByText('Nothing to change: all 4 rows are already as in this file.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Take in/ })).toHaveCount(0);

  await show(page, '/devices?show=everything');
  await expect(rows(page)).toHaveCount(4);
  await page
    .getByRole('row', { name: /000417/ })
    .getByText('InfuSmart 300')
    .click();
  await page.getByRole('tab', { name: 'Details' }).click();
  const life = page.getByRole('region', { name: 'Its life' });
  await expect(life).toContainText('Purchase price2,350');
  await expect(life).toContainText('14 Mar 2021');

  await show(page, '/import');
  await page.getByRole('radio', { name: /^Vendors/ }).click();
  await expect(page.getByRole('radio', { name: /^Vendors/ })).toBeChecked();
  await page.locator('input[type=file]').setInputFiles({ ...file, name: 'empty.csv', buffer: Buffer.from('') });
  await expect(page.getByRole('alert')).toContainText('Nothing was changed.');
});

test('a device is added by hand and opens from the notice', async ({ page, hospital }) => {
  await page.goto(hospital.address);
  await show(page, '/devices');
  await expect(page.getByText('The register is empty')).toBeVisible();
  await page.getByRole('button', { name: 'Add device' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add a device' });
  await dialog.getByRole('button', { name: 'Add device' }).click();
  await expect(dialog.getByText('Please fill this in.')).toHaveCount(2);
  await dialog.getByRole('textbox', { name: 'Tag' }).fill('000042');
  await dialog.getByRole('combobox', { name: 'Manufacturer' }).fill('Norvia Medical');
  await dialog.getByRole('combobox', { name: 'Model' }).fill('InfuSmart 300');
  await choose(page, 'Status', 'In storage');
  await dialog.getByRole('button', { name: 'Add device' }).click();
  await page.getByRole('status').getByRole('button', { name: 'Open' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'InfuSmart 300' })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Where you are' })).toContainText('000042');
});
