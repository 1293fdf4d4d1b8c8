import { contractFields } from '../support/builders.ts';
import { expect, show, test } from './fixtures.ts';
import { dialog, heading, look, lookAtDialog } from './looking.ts';

test('MC2-style defaults become commitments, and count as contractual only with clause and page (domain.md story 17)', async ({
  hospital,
  page,
}) => {
  const { ask } = hospital;
  const { id } = await ask.contract.create(contractFields());
  await page.goto(hospital.address);
  await show(page, `/contracts/${id}?tab=commitments`);
  await page.getByRole('button', { name: 'MC2-style defaults' }).click();
  const lines = dialog(page).getByRole('group', { name: 'Defaults' }).getByRole('checkbox');
  await expect(lines).toHaveCount(6);
  await lookAtDialog(page, 'defaults of a contract');
  await dialog(page).getByLabel('Within, Deliver a validated fix').fill('nought');
  await dialog(page).getByRole('button', { name: 'Make 6 commitments' }).click();
  await expect(dialog(page).getByText('Enter whole numbers from 1 to 100,000.')).toBeVisible();
  await dialog(page).getByLabel('Within, Deliver a validated fix').fill('30');
  await dialog(page).getByRole('button', { name: 'Make 6 commitments' }).click();
  await expect(page.getByText('6 commitments were made.')).toBeVisible();
  const row = (what: string) => page.getByRole('row').filter({ has: page.getByText(what, { exact: true }) });
  await expect(row('Tell us of an exploited vulnerability')).toContainText('3 business days');
  await expect(row('Deliver a validated fix')).toContainText('30 calendar days');
  await expect(row('Announce the end of sales')).toContainText('24 months before');
  await expect(row('Announce the end of guaranteed support')).toContainText('24 months before');
  await expect(row('Announce the end of support')).toContainText('36 months before');
  await expect(row('Deliver the software bill of materials')).toContainText('after the version is released');

  await show(page, `/clauses/contracts/${id}`);
  await expect(heading(page, 'Clauses of C-101')).toBeVisible();
  const support = page.getByRole('row').filter({ hasText: 'Notice before support changes' });
  await expect(support).toContainText('3 without clause and page');
  await support.getByRole('button').click();
  await dialog(page).getByLabel('What the contract says').click();
  await page.getByRole('option', { name: 'Present' }).click();
  await expect(dialog(page).getByText('Enter clause and page first.')).toBeVisible();
  await dialog(page).getByLabel('Clause in the contract').fill('9.4');
  await dialog(page).getByLabel('Page', { exact: true }).fill('31');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('SE-02: Present. 3 commitments now name clause and page.')).toBeVisible();
  await expect(support).toContainText('9.4, page 31');
  await expect(support).not.toContainText('without clause and page');
  await look(page, 'clauses of a contract');

  // What is there is left as it is.
  await show(page, `/contracts/${id}?tab=commitments`);
  await page.getByRole('button', { name: 'MC2-style defaults' }).click();
  await expect(dialog(page).getByText('is there already')).toHaveCount(6);
  await expect(dialog(page).getByRole('button', { name: 'Make commitments' })).toBeVisible();
});

test('an edited clause makes version 2, and the contract says that it was compared with version 1 (issue: clauses)', async ({
  hospital,
  page,
}) => {
  const { ask } = hospital;
  const { id: contractId } = await ask.contract.create(contractFields());
  const clause = (await ask.clause.list({})).find(({ code }) => code === 'UP-01');
  if (!clause) throw new Error('the library has no such clause');
  const nothing = { page: null, documentId: null, note: null };
  await ask.clause.compare({
    contractId,
    clauseId: clause.id,
    version: 1,
    revision: 0,
    state: 'present',
    reference: '7.2',
    ...nothing,
  });
  await page.goto(hospital.address);
  await show(page, `/clauses/${clause.id}`);
  await expect(heading(page, clause.title)).toBeVisible();
  await look(page, 'a clause');
  await page.getByRole('button', { name: 'Edit' }).click();
  await expect(dialog(page).getByText('Changed words or proposals make version 2.')).toBeVisible();
  const words = dialog(page).getByLabel('Words');
  await words.fill(clause.text.replace('within 30 calendar days', 'within 20 calendar days'));
  await lookAtDialog(page, 'editing a clause');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('UP-01 now has version 2.')).toBeVisible();
  await page.getByRole('tab', { name: 'Versions 2' }).click();
  await expect(page.locator('del')).toHaveText('Removed: 30');
  await expect(page.locator('ins')).toHaveText('Added: 20');
  await look(page, 'versions of a clause');

  await show(page, `/contracts/${contractId}`);
  await expect(page.getByText('1 compared with an earlier version')).toBeVisible();
  await page.getByRole('link', { name: 'Go on comparing' }).click();
  await page.getByRole('button', { name: 'Only what nobody looked at' }).click();
  await expect(page.getByText('compared with version 1 of 2')).toBeVisible();
  await page.getByRole('button', { name: `Compare ${clause.title}` }).click();
  await expect(dialog(page).getByText('Compared with version 1. Version 2 holds now')).toBeVisible();
  await expect(dialog(page).locator('ins')).toHaveText('Added: 20');
  await lookAtDialog(page, 'a contract compared with an earlier version');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('compared with version 1 of 2')).toHaveCount(0);
});

test('the grid counts gaps, and a cell is filled in by keyboard (issue: clauses)', async ({ hospital, page }) => {
  const { ask } = hospital;
  await ask.contract.create(contractFields());
  await ask.contract.create(contractFields({ number: 'C-102', vendor: 'Acme Imaging' }));
  await page.goto(hospital.address);
  await show(page, '/clauses');
  await expect(page.getByText('32 clauses, 2 contracts')).toBeVisible();
  const cells = page.getByRole('gridcell', { name: 'Not looked at' });
  await cells.first().focus();
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toContainText('Notice of a vulnerability');
  await dialog(page).getByLabel('What the contract says').press('ArrowDown');
  await page.getByRole('option', { name: 'Absent' }).click();
  await dialog(page).getByLabel('Note').fill('Refused in the last talks');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('VN-01: Absent.')).toBeVisible();
  await expect(page.getByRole('gridcell', { name: 'Absent' })).toHaveCount(1);
  await expect(page.getByRole('columnheader', { name: /VN-01/ })).toContainText('1 gap');
  await look(page, 'contracts by clauses');
  await page.getByRole('button', { name: 'About' }).click();
  await page.getByRole('menuitemcheckbox', { name: /Exit/ }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByText('3 clauses, 2 contracts')).toBeVisible();
  await expect(page.getByRole('gridcell', { name: 'Absent' })).toHaveCount(0);
  const downloaded = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export the gaps' }).click();
  await page.getByRole('menuitem', { name: 'PDF' }).click();
  expect((await downloaded).suggestedFilename()).toBe('clauses-gaps-2026-11-21.pdf');
  await page.getByRole('link', { name: 'Library' }).click();
  await expect(heading(page, 'Clause library')).toBeVisible();
  await look(page, 'library of clauses');
});
