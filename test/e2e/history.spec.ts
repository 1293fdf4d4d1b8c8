import { readPdf } from '../support/document-reader.ts';
import { choose, expect, exportAs, show, test } from './fixtures.ts';
import { dialog, heading, look, navigation } from './looking.ts';

const DEVICE = {
  assetTag: 'GW-01',
  serialNumber: null,
  manufacturer: 'Norvia Medical',
  model: 'InfuSmart Gateway',
  softwareVersion: null,
  udiDi: null,
  department: 'ICU',
  location: null,
  status: 'in_service',
  acquiredOn: null,
  inServiceOn: null,
  purchasePrice: null,
  warrantyEndsOn: null,
  criticality: null,
  networkConnected: 'unknown',
  storesPhi: 'unknown',
  notTrackedReason: null,
  plannedReplacementOn: null,
  notes: null,
} as const;

test('one changes a device and finds in the history who did it, when, and what stood before', async ({
  page,
  hospital,
}) => {
  const { id } = await hospital.ask.device.create(DEVICE);
  await page.goto(hospital.address);
  await show(page, `/devices/${id}`);
  await page.getByRole('button', { name: 'Edit' }).click();
  await choose(page, 'Status', 'In storage');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(dialog(page)).toHaveCount(0);

  await navigation(page).getByRole('link', { name: 'History' }).click();
  await expect(heading(page, 'History')).toBeVisible();
  const row = page.getByRole('row', { name: /Changed a device/ });
  await expect(row).toContainText('Ada Verne');
  await expect(row).toContainText('GW-01, InfuSmart Gateway');
  await expect(row).toContainText('Status: In service → In storage');
  await look(page, 'history');

  await page.getByRole('searchbox', { name: 'Search history' }).fill('storage');
  await expect(page.getByText('1 entry matches')).toBeVisible();
  await expect(page, 'what people type is not in the address').toHaveURL(/\/history\?kept=[0-9a-f]{8}$/);
  await row.getByText('Changed a device').click();
  await expect(dialog(page)).toContainText('Ada Verne');
  await expect(dialog(page)).toContainText('Status: In service → In storage');
  await look(page, 'an entry of the history');
  await dialog(page).getByRole('link', { name: 'GW-01, InfuSmart Gateway' }).click();
  await expect(heading(page, 'InfuSmart Gateway')).toBeVisible();
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByRole('tabpanel')).toContainText('Changed a device');
  await expect(page.getByRole('tabpanel')).toContainText('Added a device Model Norvia Medical InfuSmart Gateway');

  await page.goBack();
  await expect(page.getByRole('searchbox', { name: 'Search history' }), 'one comes back to it').toHaveValue('storage');
});

test('one narrows the history down, takes it away on paper, and checks that it is whole', async ({
  page,
  hospital,
}) => {
  await hospital.ask.device.create(DEVICE);
  await page.goto(hospital.address);
  await show(page, '/history');
  await page.getByRole('button', { name: 'Kind of record' }).click();
  await look(page, 'menu of kinds');
  await page.getByRole('menuitemcheckbox', { name: /^Device/ }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByText('1 entry matches')).toBeVisible();
  await expect(page).toHaveURL(/\?noun=device$/);
  await page.getByRole('button', { name: 'Days' }).click();
  const days = page.getByRole('dialog', { name: 'Days' });
  await days.getByLabel('First day').fill('2026-11-21');
  await days.getByLabel('Last day').fill('2026-11-01');
  await days.getByRole('button', { name: 'Show these days' }).click();
  await expect(days.getByRole('alert')).toHaveText('The last day is before the first.');
  await look(page, 'days of the history');
  await days.getByLabel('First day').fill('2020-01-01');
  await days.getByLabel('Last day').fill('2020-12-31');
  await days.getByRole('button', { name: 'Show these days' }).click();
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await look(page, 'history, nothing found');
  await page.getByRole('button', { name: 'Clear filter 1 Jan 2020 to 31 Dec 2020' }).click();
  await expect(page.getByText('1 entry matches')).toBeVisible();

  const pdf = await exportAs(page, 'Export', /^PDF/);
  expect(pdf.name).toMatch(/^history-[\d-]+\.pdf$/);
  const [front = ''] = (await readPdf(pdf.bytes)).pages;
  expect(front).toMatch(/Kind of record: Device/);
  expect(front).toMatch(/Added a device/);
  const csv = await exportAs(page, 'Export', /^CSV/);
  expect(new TextDecoder().decode(csv.bytes)).toMatch(/"Ada Verne","Added a device","GW-01, InfuSmart Gateway;/);

  await page.getByRole('button', { name: 'Check the whole log' }).click();
  await expect(dialog(page)).toContainText('Yes. Nobody changed, moved or took away anything.');
  await look(page, 'the log was checked');
});
