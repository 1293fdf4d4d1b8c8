import { contractFields } from '../support/builders.ts';
import { choose, expect, show, test } from './fixtures.ts';
import { dialog, look, lookAtDialog } from './looking.ts';

test('the organisation chooses its public holidays and adds days of its own', async ({ hospital, page }) => {
  const { id } = await hospital.ask.contract.create(contractFields());
  await page.goto(hospital.address);
  await show(page, `/contracts/${id}?tab=commitments`);
  await page.getByRole('button', { name: 'Days off' }).click();
  await page.getByRole('combobox', { name: 'Public holidays of' }).fill('bayern');
  await page.getByRole('option', { name: 'Germany, Bayern', exact: true }).click();
  await expect(dialog(page).getByText('Epiphany')).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Add a day' }).click();
  await dialog(page).getByLabel('Day', { exact: true }).fill('2026-11-24');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(dialog(page).getByText('Every own day off needs a day and a name.')).toBeVisible();
  await dialog(page).getByLabel('Name').fill('Works outing');
  await lookAtDialog(page, 'days off');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The days off are saved.')).toBeVisible();
  const { code, daysOff } = await hospital.ask.commitment.calendar({});
  expect([code, daysOff]).toEqual(['DE-BY', [{ on: '2026-11-24', name: 'Works outing' }]]);
});

test('a promise is written down, read back with the day it would be due, changed, and traced to paper (domain.md 2.2)', async ({
  hospital,
  page,
}) => {
  const { ask } = hospital;
  const { id } = await ask.contract.create(contractFields());
  const daysOff = [{ on: '2026-11-24' as never, name: 'Works outing' }];
  await ask.commitment.saveCalendar({ revision: 0, code: 'DE-BY', daysOff });
  await page.goto(hospital.address);
  await show(page, `/contracts/${id}?tab=commitments`);

  await page.getByRole('button', { name: 'Add commitment' }).first().click();
  await choose(page, /What is promised/, 'Tell us of an exploited vulnerability');
  await choose(page, /For vulnerabilities that are/, 'Known to be exploited');
  await dialog(page)
    .getByLabel(/^Within/)
    .fill('3');
  await choose(page, /^Unit/, 'business days');
  await choose(page, /The clock starts when/, 'it is listed as exploited (KEV)');
  // 2026-11-21 is a Saturday: Monday, not Tuesday, Wednesday, Thursday.
  const example = dialog(page).getByRole('status');
  await expect(example).toContainText(
    'Vendor, known to be exploited: tell us of an exploited vulnerability within 3 business days after it is listed as exploited (KEV); holidays of Germany, Bayern.',
  );
  await expect(example).toContainText('If the clock starts on 21 Nov 2026, it is due by 26 Nov 2026.');
  await expect(example).toContainText('Left out besides weekends: Works outing (24 Nov 2026).');
  await lookAtDialog(page, 'a commitment');
  await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
  const line = page.getByRole('row').filter({ hasText: 'Tell us of an exploited vulnerability' });
  await expect(line).toContainText('Not yet traced to paper');
  await expect(page.getByText('1 commitment names no clause and page.')).toBeVisible();

  await line.getByRole('button', { name: /^Edit/ }).click();
  await dialog(page).getByLabel('Clause').fill('7.1');
  await dialog(page).getByLabel('Page').fill('12');
  await dialog(page).getByLabel('waiting for a regulator').check();
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(line).toContainText('Contractual');
  await expect(line).toContainText('Clause 7.1, page 12');
  await look(page, 'commitments of a contract');

  await line.getByRole('button', { name: /^Remove/ }).click();
  await dialog(page).getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('No commitment is recorded')).toBeVisible();
});

test('notice in business days goes by the holidays that the contract names', async ({ hospital, page }) => {
  const { id } = await hospital.ask.contract.create(contractFields());
  await page.goto(hospital.address);
  await show(page, `/contracts/${id}`);
  await page.getByRole('button', { name: 'Edit terms' }).click();
  await dialog(page).getByLabel('Period of notice').fill('20');
  await choose(page, /Counted in/, 'business days');
  await page.getByRole('combobox', { name: 'Holidays that count' }).fill('bayern');
  await page.getByRole('option', { name: 'Germany, Bayern', exact: true }).click();
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Decide by 31 Dec 2026')).toBeVisible();
  await expect(page.getByText('20 business days').first()).toBeVisible();
  await expect(page.getByText('Germany, Bayern')).toBeVisible();
  // The window counts by the same days when it says what a notice that is given too late means.
  await page.getByRole('button', { name: 'Record a cancellation' }).click();
  await dialog(page).getByLabel('Day on which notice was given').fill('2027-01-02');
  await expect(dialog(page).getByRole('status')).toContainText('That is after 31 Dec 2026, the last day of notice');
});
