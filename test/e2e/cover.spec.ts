import { addDevice, contractFields } from '../support/builders.ts';
import { expect, show, test } from './fixtures.ts';
import { dialog, heading, look, lookAtDialog } from './looking.ts';

const PRICE = { amount: '1000.00', currency: 'EUR' };

test('a device with an end of its own gets a gap, which its page and the contract show (domain.md E10, E11)', async ({
  hospital,
  page,
}) => {
  const { ask } = hospital;
  const { deviceId } = await addDevice(ask, { device: { assetTag: 'P-1' } });
  await addDevice(ask, { device: { assetTag: 'P-2' } });
  const { id } = await ask.contract.create(contractFields({ yearlyPrice: PRICE }));
  await ask.contract.addDevices({ id, assetTags: ['P-1', 'P-2'], startsOn: null, endsOn: null });
  const next = { startsOn: '2027-02-02', endsOn: '2028-02-01', renewal: 'none', renewalMonths: null } as never;
  const { id: other } = await ask.contract.create(contractFields({ number: 'C-102', ...(next as object) }));
  await ask.contract.addDevices({ id: other, assetTags: ['P-1'], startsOn: null, endsOn: null });

  await page.goto(hospital.address);
  await show(page, `/contracts/${id}?tab=devices`);
  const line = page.getByRole('row').filter({ hasText: 'P-1' });
  await expect(line).toContainText('500 EUR');
  await line.getByRole('checkbox').click();
  await page.getByRole('button', { name: 'Change 1 device' }).click();
  await dialog(page).getByLabel('Covered until').fill('2027-01-31');
  await dialog(page).getByLabel('Costs a year, in EUR').fill('600,50');
  await lookAtDialog(page, 'devices on a contract');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('1 device was changed.')).toBeVisible();
  await expect(line).toContainText('until 31 Jan 2027');
  await expect(line).toContainText('1 day gap');
  await expect(line).toContainText('600.50 EUR');
  await expect(page.getByRole('row').filter({ hasText: 'P-2' })).toContainText('399.50 EUR');
  await expect(page.getByText('1 device has a gap in its cover within two years.')).toBeVisible();
  await look(page, 'devices of a contract with a gap');

  await show(page, `/devices/${deviceId}?tab=contracts`);
  await expect(page.getByText('Covered until 31 Jan 2027')).toBeVisible();
  await expect(page.getByText('Then 1 day without cover, from 1 Feb 2027 to 1 Feb 2027.')).toBeVisible();
  await expect(page.getByRole('img', { name: /Picture of the cover: C-101/ })).toBeVisible();
  await look(page, 'cover of a device');
});

test('shares that are more than the price are said', async ({ hospital, page }) => {
  const { ask } = hospital;
  for (const assetTag of ['P-1', 'P-2']) await addDevice(ask, { device: { assetTag } });
  const { id } = await ask.contract.create(contractFields({ yearlyPrice: PRICE }));
  await ask.contract.addDevices({ id, assetTags: ['P-1', 'P-2'], startsOn: null, endsOn: null });
  await page.goto(hospital.address);
  await show(page, `/contracts/${id}?tab=devices`);
  for (const tag of ['P-1', 'P-2']) {
    await page.getByRole('row').filter({ hasText: tag }).getByRole('checkbox').click();
  }
  await page.getByRole('button', { name: 'Change 2 devices' }).click();
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(dialog(page).getByText('Choose what is to be changed.')).toBeVisible();
  await dialog(page).getByLabel('Own share of the price').check();
  await dialog(page).getByLabel('Costs a year, in EUR').fill('800');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The shares are 600 EUR more than the price of 1,000 EUR.')).toBeVisible();
});

test('an entitlement is used up, and what is left is on the first screen before it lapses', async ({
  hospital,
  page,
}) => {
  const { ask } = hospital;
  await addDevice(ask, { device: { assetTag: 'GW-01' } });
  // Years of the contract end on 10 January: 50 days are left.
  const { id } = await ask.contract.create(
    contractFields({ startsOn: '2024-01-11' as never, endsOn: '2027-01-10' as never }),
  );
  await page.goto(hospital.address);
  await show(page, `/contracts/${id}?tab=entitlements`);
  await page.getByRole('button', { name: 'Add entitlement' }).click();
  await dialog(page).getByLabel('How many').fill('2');
  await lookAtDialog(page, 'an entitlement');
  await dialog(page).getByRole('button', { name: 'Add entitlement' }).click();
  await expect(page.getByText('2 of 2 left')).toBeVisible();
  await expect(page.getByText('2 lapse on 10 Jan 2027')).toBeVisible();

  await show(page, '/');
  const line = page.getByRole('row').filter({ hasText: 'Maintenance visits: 2 of 2 left' });
  await expect(line).toContainText('What is not used by 10 Jan 2027 lapses.');
  await line.getByRole('link', { name: /See what is left/ }).click();

  for (const left of ['1 of 2 left', 'All 2 used']) {
    await page.getByRole('button', { name: 'Record a use of Maintenance visits' }).click();
    await dialog(page).getByLabel('Asset tag of the device').fill('GW-01');
    await dialog(page).getByRole('button', { name: 'Record' }).click();
    await expect(page.getByText(left)).toBeVisible();
  }
  await look(page, 'entitlements');
  await show(page, '/');
  await expect(heading(page, 'What needs a decision')).toBeVisible();
  await expect(page.getByText('Maintenance visits')).toHaveCount(0);

  await show(page, `/contracts/${id}?tab=entitlements`);
  await page.getByRole('button', { name: 'Take back the use of 21 Nov 2026' }).first().click();
  await dialog(page).getByRole('button', { name: 'Take back' }).click();
  await expect(page.getByText('1 of 2 left')).toBeVisible();
});

test('what contracts cost stands by fiscal year, as a picture, a table and a file', async ({ hospital, page }) => {
  const { ask } = hospital;
  for (const assetTag of ['P-1', 'P-2']) await addDevice(ask, { device: { assetTag } });
  const { id } = await ask.contract.create(contractFields({ yearlyPrice: PRICE }));
  await ask.contract.addDevices({ id, assetTags: ['P-1', 'P-2'], startsOn: null, endsOn: null });
  await ask.contract.create(contractFields({ number: 'C-102', yearlyPrice: { amount: '7.00', currency: 'USD' } }));
  await ask.contract.create(contractFields({ number: 'C-103' }));
  await page.goto(hospital.address);
  await show(page, `/contracts/${id}`);
  await page.getByRole('button', { name: 'Edit terms' }).click();
  await dialog(page).getByLabel('Rises by (% a year)').fill('10');
  await dialog(page).getByLabel('Rises first on').fill('2027-02-01');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('rises by 10 % a year, first on 1 Feb 2027')).toBeVisible();

  await show(page, '/contracts');
  await page.getByRole('link', { name: 'Cost', exact: true }).click();
  await expect(heading(page, 'Cost of contracts')).toBeVisible();
  await expect(page.getByText('Contracts in USD are not in these amounts')).toBeVisible();
  await expect(page.getByText('1 contract runs without a recorded price: C-103')).toBeVisible();
  await look(page, 'cost of contracts');
  await page.getByRole('button', { name: 'As a table' }).click();
  const table = page.getByRole('table', { name: 'Cost by fiscal year in EUR' });
  // 31 days of the old price are bound; eleven months of the new one follow unless somebody acts.
  await expect(table.getByRole('row').filter({ hasText: '31 Dec 2027' })).toContainText('84.93 EUR');
  await expect(table.getByRole('row').filter({ hasText: '31 Dec 2027' })).toContainText('1,006.58 EUR');
  await page.getByLabel('Shown by').click();
  await page.getByRole('option', { name: 'Device' }).click();
  await expect(page.getByRole('table', { name: 'Each by year' }).getByRole('link', { name: 'P-2' })).toBeVisible();
  await page.getByRole('button', { name: 'Export' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /CSV/ }).click();
  expect((await downloading).suggestedFilename()).toMatch(/^contract-cost-2026-11-21/);
});
