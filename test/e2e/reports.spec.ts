import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readIcs } from '../support/ics-reader.ts';
import { choose, expect, show, test } from './fixtures.ts';
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

test('one saves a report, keeps a calendar in a folder, and sees what hinders it when the folder is gone', async ({
  page,
  hospital,
}) => {
  const shared = join(mkdtempSync(join(tmpdir(), 'medsteward-shared-')), 'calendars');
  mkdirSync(shared);
  const { id } = await hospital.ask.device.create(DEVICE);
  const { modelId } = await hospital.ask.device.get({ id });
  const date = { softwareVersion: null, vendorTerm: null, source: 'letter', documentId: null, announcedOn: null };
  const told = { ...date, receivedOn: null, confidence: 'stated', kind: 'end_of_support', modelId } as const;
  await hospital.ask.model.recordMilestone({ ...told, on: { on: '2028-02-29' as never, precision: 'day' } });
  await page.goto(hospital.address);
  await navigation(page).getByRole('link', { name: 'Reports' }).click();
  await expect(heading(page, 'Reports')).toBeVisible();
  await expect(page.getByText('No file is kept up to date')).toBeVisible();
  await look(page, 'reports without a kept file');

  const saved = page.waitForEvent('download');
  await page.getByRole('checkbox', { name: 'One line per model' }).check();
  await page.getByRole('button', { name: 'Support report as CSV' }).click();
  const report = readFileSync(await (await saved).path(), 'utf8');
  expect(report).toContain('"InfuSmart Gateway",1,');
  await expect(page.getByRole('status').filter({ hasText: 'Saved as support-report-2026-11-21.csv' })).toBeVisible();

  await page.getByRole('button', { name: 'Keep a file up to date' }).first().click();
  await dialog(page).getByLabel('Folder').fill(hospital.vault);
  await dialog(page).getByRole('button', { name: 'Keep it up to date' }).click();
  await expect(dialog(page).getByRole('alert')).toContainText('Please say that you know this.');
  await dialog(page)
    .getByRole('checkbox', { name: /I know that/ })
    .check();
  await dialog(page).getByRole('button', { name: 'Keep it up to date' }).click();
  await expect(dialog(page).getByRole('alert')).toContainText('belongs to the vault');
  await look(page, 'the dialog of a kept file');
  await dialog(page).getByLabel('Folder').fill(shared);
  await dialog(page).getByRole('button', { name: 'Keep it up to date' }).click();
  await expect(dialog(page)).toHaveCount(0);
  const row = page.getByRole('row', { name: /Calendar of support/ });
  await expect(row).toContainText('Up to date');
  const path = join(shared, 'support-calendar.ics');
  expect(readIcs(readFileSync(path)).events.map(({ start }) => start)).toEqual(['20270228', '20280229']);

  renameSync(shared, `${shared}-away`);
  await page.getByRole('button', { name: 'Write now' }).click();
  await expect(row).toContainText('The folder is not there.');
  await look(page, 'reports with a kept file that is hindered');
  await show(page, '/');
  await expect(page.getByText('1 file that is kept up to date could not be written.')).toBeVisible();
  renameSync(`${shared}-away`, shared);
  rmSync(path);
  await page.getByRole('link', { name: 'Show why' }).click();
  await page.getByRole('button', { name: 'Write now' }).click();
  await expect(row).toContainText('Up to date');
  expect(existsSync(path)).toBe(true);

  await row.getByRole('button', { name: 'Change Calendar of support' }).click();
  await choose(page, 'What', 'Devices');
  await expect(dialog(page).getByLabel('Name of the file')).toHaveValue('devices.pdf');
  await choose(page, 'Format', 'CSV, for other programs');
  await dialog(page).getByRole('checkbox', { name: 'Write it by itself' }).uncheck();
  await dialog(page)
    .getByRole('checkbox', { name: /I know that/ })
    .check();
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(dialog(page)).toHaveCount(0);
  const changed = page.getByRole('row', { name: /devices\.csv/ });
  await expect(changed).toContainText('Off');
  await changed.getByRole('button', { name: /^End/ }).click();
  await dialog(page).getByRole('button', { name: 'End it' }).click();
  await expect(page.getByText('No file is kept up to date')).toBeVisible();
  expect(existsSync(path), 'what was written stays').toBe(true);
  rmSync(join(shared, '..'), { recursive: true });
});
