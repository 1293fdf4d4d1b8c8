import type { Page } from '@playwright/test';
import type { Day } from '../../main/domain/day.ts';
import { type Ask, choose, expect, onDay, show, test } from './fixtures.ts';
import { heading } from './looking.ts';

/** Three devices of a model of Acme Imaging that is supported until the end of 2030, and a model beside it. */
async function ultrasounds(ask: Ask) {
  const made = [];
  for (const [assetTag, model] of [
    ['US-1', 'UltraView 7'],
    ['US-2', 'UltraView 7'],
    ['US-3', 'UltraView 7'],
    ['CT-1', 'Tomos 2'],
  ] as const) {
    made.push(
      await ask.device.create({
        ...{ assetTag, model, manufacturer: 'Acme Imaging', serialNumber: null, softwareVersion: null, udiDi: null },
        ...{ department: null, location: null, status: 'in_service', acquiredOn: null, inServiceOn: null },
        ...{ purchasePrice: null, warrantyEndsOn: null, criticality: null, networkConnected: 'unknown' },
        ...{ storesPhi: 'unknown', notTrackedReason: null, plannedReplacementOn: null, notes: null },
      }),
    );
  }
  const [first] = made;
  if (!first) throw new Error('no device was made');
  const { modelId, vendorId } = await ask.device.get({ id: first.id });
  await ask.model.recordMilestone({
    ...{ modelId, softwareVersion: null, kind: 'end_of_support', on: { on: '2030-12-31' as Day, precision: 'day' } },
    ...{ vendorTerm: 'EOS', source: 'Letter of 2024', documentId: null, announcedOn: null, receivedOn: null },
    confidence: 'stated',
  });
  return { deviceId: first.id, modelId, vendorId };
}

const preview = (page: Page) => page.getByRole('region', { name: 'What it changes' });
const history = (page: Page) => page.getByRole('region', { name: 'Dates of the vendor' });

test('a letter that moves a date earlier is taken in with its file and a task (story 7)', async ({
  page,
  hospital,
}) => {
  const { ask } = hospital;
  const { deviceId, modelId } = await ultrasounds(ask);
  await page.goto(hospital.address);
  await page.getByRole('link', { name: 'Take in a letter' }).click();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'notice-12.pdf', mimeType: 'application/pdf', buffer: Buffer.from('To our customers') });
  await choose(page, /^Vendor/, 'Acme Imaging');
  await page.getByLabel('Received on').fill('2026-11-10');
  await page.getByLabel('Source').fill('Service notice 12');
  await page.getByRole('checkbox', { name: /UltraView 7/ }).check();
  await page.getByRole('textbox', { name: /^Date/ }).fill('30 June 2029');
  await page.getByLabel('In the words of the vendor').fill('End of service');
  await expect(preview(page)).toContainText('31 Dec 2030 → 30 Jun 2029');
  await expect(preview(page)).toContainText('moved earlier by 549 days');
  await expect(preview(page)).toContainText('3 devices');
  await page.getByLabel('Add a task').check();
  await page.getByRole('textbox', { name: /^What has to be done/ }).fill('Plan the replacement');
  await page.getByLabel('Due on').fill('2026-12-21');
  await page.getByRole('button', { name: 'Take the letter in' }).click();

  await expect(heading(page, 'UltraView 7')).toBeVisible();
  await expect(history(page)).toContainText('30 Jun 2029');
  await expect(history(page)).toContainText('moved earlier by 549 days');
  await expect(history(page)).toContainText('31 Dec 2030');
  await expect(history(page)).toContainText('“End of service”. Service notice 12, received 10 Nov 2026.');
  await expect(history(page).getByRole('button', { name: 'Open document' })).toBeVisible();
  await expect(page.getByRole('region', { name: '1 open task' })).toContainText('Plan the replacement');
  expect((await ask.model.get({ id: modelId })).bands).toEqual({ plan_36: 3 });
  expect((await ask.device.get({ id: deviceId })).support).toMatchObject({ band: 'plan_36' });

  await show(page, '/');
  const decisions = page.getByRole('table', { name: 'Decisions' });
  await expect(decisions.getByRole('row', { name: /Acme Imaging ends UltraView 7 earlier/ })).toContainText(
    'Support ends on 30 Jun 2029, 549 days earlier than stated before.',
  );
  await decisions
    .getByRole('row', { name: /Plan the replacement/ })
    .getByRole('link', { name: /Open task/ })
    .click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('No open task', { exact: true })).toBeVisible();
});

test('what is missing in a letter is said before anything is kept', async ({ page, hospital }) => {
  const { modelId, vendorId } = await ultrasounds(hospital.ask);
  await page.goto(hospital.address);
  await show(page, `/letters/new?vendor=${vendorId}`);
  await page.getByRole('button', { name: 'Take the letter in' }).click();
  await expect(page.getByText('Tick at least one model.')).toBeVisible();
  await expect(page.getByText('Please fill this in.')).toBeVisible();
  expect((await hospital.ask.model.get({ id: modelId })).milestones).toHaveLength(1);
});

test('a month for one device alone goes before the date of its model, and is taken back (story 5)', async ({
  page,
  hospital,
}) => {
  const { deviceId } = await ultrasounds(hospital.ask);
  await page.goto(hospital.address);
  await show(page, `/devices/${deviceId}?tab=dates`);
  const dates = page.getByRole('tabpanel');
  const dialog = page.getByRole('dialog');
  const record = async () => page.getByRole('button', { name: 'Record a date', exact: true }).click();
  await record();
  await dialog.getByRole('textbox', { name: 'Date', exact: true }).fill('2027-06');
  await choose(page, /^Holds for/, 'This device only');
  await dialog.getByRole('button', { name: 'Record the date' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(dates.getByText('Of this device only')).toBeVisible();
  await expect(dates.getByText('Sets the end of support')).toHaveCount(1);
  await expect(dates.getByText('The date of this device goes before it')).toBeVisible();
  expect((await hospital.ask.device.get({ id: deviceId })).support).toMatchObject({
    band: 'approaching_12',
    daysLeft: 192,
  });
  expect((await hospital.ask.support.today({})).counts).toMatchObject({ approaching_12: 1, supported: 2 });

  await onDay(page, hospital, '2027-06-15');
  await expect(page.getByText('Ends this month')).toBeVisible();
  await onDay(page, hospital, '2027-07-01');
  await expect(page.getByText('Unsupported', { exact: true })).toBeVisible();

  await show(page, `/devices/${deviceId}?tab=dates`);
  await record();
  await choose(page, /^Holds for/, 'This device only');
  await dialog.getByLabel('Not known yet, or taken back').check();
  await dialog.getByRole('button', { name: 'Record the date' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(dates.getByText('Jun 2027')).toBeVisible();
  await expect(dates.getByText('The date of this device goes before it')).toHaveCount(0);
  expect((await hospital.ask.device.get({ id: deviceId })).support.effectiveEnd).toEqual({
    on: '2030-12-31',
    precision: 'day',
  });
});

test('a date of the organisation’s own is added where it is needed', async ({ page, hospital }) => {
  const { modelId } = await ultrasounds(hospital.ask);
  await page.goto(hospital.address);
  await show(page, `/letters/new?model=${modelId}`);
  await choose(page, /^Which date/, 'Another kind of date…');
  await page.getByRole('dialog').getByLabel('Name').fill('End of spare parts');
  await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
  await expect(page.getByRole('combobox', { name: /^Which date/ })).toHaveText('End of spare parts');
  await page.getByRole('textbox', { name: /^Date/ }).fill('2028');
  await expect(preview(page)).toContainText('Their support stays as it is.');
  await page.getByRole('button', { name: 'Take the letter in' }).click();
  await expect(history(page).getByRole('heading', { name: 'End of spare parts' })).toBeVisible();
});
