import { addDevice, contractFields } from '../support/builders.ts';
import { expect, onDay, show, test } from './fixtures.ts';
import { dialog, heading, look, lookAtDialog } from './looking.ts';

test('a missed notice asks for a decision, and what was decided stands on the contract (domain.md story 16)', async ({
  hospital,
  page,
}) => {
  const { ask } = hospital;
  const { id } = await ask.contract.create(contractFields());
  await page.goto(hospital.address);
  await onDay(page, hospital, '2026-12-03');
  const line = page.getByRole('row').filter({ hasText: 'C-101' });
  await expect(line).toContainText('overdue');
  await show(page, `/contracts/${id}`);
  await expect(page.getByText('Renewed to 31 Jan 2028: notice was missed on 2 Dec 2026')).toBeVisible();
  await page.getByRole('button', { name: 'Record a decision' }).click();
  await lookAtDialog(page, 'decision about a contract');
  await dialog(page).getByRole('button', { name: 'Record' }).click();
  await expect(dialog(page).getByText('Say why, for the people who ask in two years.')).toBeVisible();
  await dialog(page).getByLabel('Reason').fill('No other offer in time');
  await dialog(page).getByLabel('What comes next').fill('Ask two vendors in May');
  await dialog(page).getByRole('button', { name: 'Record' }).click();
  await expect(page.getByText('Renewed to 31 Jan 2028, as decided')).toBeVisible();
  await expect(page.getByText('Term to 31 Jan 2027: renew')).toBeVisible();
  await expect(page.getByText('Next: Ask two vendors in May')).toBeVisible();
  await look(page, 'contract with a decision');
  await show(page, '/');
  await expect(heading(page, 'What needs a decision')).toBeVisible();
  await expect(line).toHaveCount(0);
});

test('a contract is entered with the length of its first term, as it stands on paper (docs/decisions/0007)', async ({
  hospital,
  page,
}) => {
  await page.goto(hospital.address);
  await show(page, '/contracts');
  await page.getByRole('button', { name: 'Add contract' }).first().click();
  await dialog(page).getByLabel('Contract number').fill('C-7');
  await dialog(page).getByLabel('Vendor').fill('Norvia Medical');
  await dialog(page).getByLabel('Starts on').fill('2026-03-01');
  await dialog(page).getByLabel('First term (months)').fill('12');
  await dialog(page).getByLabel('Ends on').fill('2027-02-28');
  await dialog(page).getByRole('button', { name: 'Add contract' }).click();
  await expect(dialog(page).getByText('Enter the last day or the length, not both.')).toBeVisible();
  await dialog(page).getByLabel('Ends on').fill('');
  await dialog(page).getByRole('button', { name: 'Add contract' }).click();
  await expect(heading(page, 'C-7')).toBeVisible();
  await expect(page.getByText('the day before the anniversary')).toBeVisible();
  await expect(
    page.getByText('Without a notice by the last day it renews by itself for 12 months, to 29 Feb 2028.'),
  ).toBeVisible();
});

test('what is paid for a retired device is found, and one click takes it off the contract (issue: conflict finder)', async ({
  hospital,
  page,
}) => {
  const { ask } = hospital;
  const yearlyPrice = { amount: '3000.00', currency: 'EUR' };
  for (const assetTag of ['P-1', 'P-2', 'P-3']) await addDevice(ask, { device: { assetTag, model: 'InfuSmart 300' } });
  const { id } = await ask.contract.create(contractFields({ yearlyPrice }));
  await ask.contract.addDevices({ id, assetTags: ['P-1', 'P-2'], startsOn: null, endsOn: null });
  const retired = await ask.device.get({ assetTag: 'P-1' });
  const gone = { disposedOn: null, dataErasedOn: null, reason: null };
  await ask.device.retire({ id: retired.id, revision: retired.revision, on: '2026-11-01' as never, ...gone });
  await page.goto(hospital.address);
  await show(page, '/conflicts');
  await expect(heading(page, 'Conflicts')).toBeVisible();
  await expect(page.getByText('2 contradictions between contracts, cover and support')).toBeVisible();
  await look(page, 'conflicts');
  await page.getByText('Retired or disposed of, and still on C-101.').click();
  await expect(dialog(page).getByText('At stake: 1,500 EUR a year.')).toBeVisible();
  await expect(dialog(page).getByRole('link', { name: 'P-1' })).toBeVisible();
  await lookAtDialog(page, 'a conflict');
  await dialog(page).getByRole('button', { name: 'Take it off C-101' }).click();
  await expect(page.getByText('1 contradiction between contracts, cover and support')).toBeVisible();
  await page.getByText('Other devices of the model are covered, these are not.').click();
  await dialog(page).getByRole('button', { name: 'Put on a contract' }).click();
  await dialog(page).getByRole('combobox', { name: 'Contract' }).click();
  await page.getByRole('option', { name: /C-101/ }).click();
  await dialog(page).getByRole('button', { name: 'Add to contract' }).click();
  await expect(page.getByText('Nothing contradicts')).toBeVisible();
});
