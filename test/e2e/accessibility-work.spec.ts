import { catalogueFile, release } from '../support/catalogue.ts';
import { expect, type Hospital, PASSPHRASE, show, startHospital, test } from './fixtures.ts';
import { dialog, heading, leave, look, lookAtDialog, navigation } from './looking.ts';
import { REGISTER_CSV } from './register-file.ts';

test.describe('the daily work can be read and used by everyone', () => {
  let hospital: Hospital;
  let checklist = '';
  test.beforeAll(async ({ prepared }) => {
    hospital = await startHospital(prepared);
    const { ask } = hospital;
    await ask.vault.unlock({ passphrase: PASSPHRASE });
    await ask.vault.fillSample({ devices: 60 });
    const [template] = await ask.checklist.templates({});
    if (!template) throw new Error('there is no catalogue of questions');
    const { id } = await ask.checklist.create({
      templateId: template.id,
      title: 'Bedside monitors 2027',
      vendor: 'PulseLine',
      model: 'CM-50',
    });
    const rest = { id, answerRevision: 0, evidence: null };
    await ask.checklist.answer({ ...rest, control: 'AM-01', answer: 'yes', remark: 'Seen on 3 November' });
    await ask.checklist.answer({ ...rest, control: 'AM-02', answer: 'no', remark: null });
    await ask.checklist.answer({ ...rest, control: 'AM-03', answer: 'not_applicable', remark: 'No accounts' });
    checklist = id;
  });
  test.afterAll(() => hospital.stop());
  test.beforeEach(async ({ page }) => {
    await page.goto(await hospital.newAddress());
    await expect(heading(page, 'What needs a decision')).toBeVisible();
  });
  test.afterEach(({ page }) => page.close());

  test('today, the palette and the keys', async ({ page }) => {
    await expect(page.getByRole('table', { name: 'Decisions' })).toBeVisible();
    await look(page, 'today');
    await page.getByRole('button', { name: 'As a table' }).click();
    await look(page, 'today, picture as a table');
    await page.getByRole('button', { name: 'Theme' }).click();
    await expect(page.getByRole('menu')).toBeVisible();
    await look(page, 'menu of themes');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('infu');
    await expect(page.getByRole('option').first()).toBeVisible();
    await lookAtDialog(page, 'palette');
    await leave(page);
    await page.keyboard.press('?');
    await lookAtDialog(page, 'keys');
    await leave(page);
    await show(page, '/nowhere');
    await expect(heading(page, 'There is no such page')).toBeVisible();
    await look(page, 'no such page');
    await show(page, '/devices/00000000-0000-7000-8000-000000000000');
    await expect(page.getByText('This record is not here.')).toBeVisible();
    await look(page, 'a record that is not here');
  });

  test('checklists', async ({ page }) => {
    await navigation(page).getByRole('link', { name: 'Checklists' }).click();
    await expect(page.getByText('Bedside monitors 2027')).toBeVisible();
    await look(page, 'checklists');
    await page.getByRole('button', { name: 'New checklist' }).click();
    await lookAtDialog(page, 'new checklist');
    await leave(page);
    await show(page, `/checklists/${checklist}?section=AM`);
    await expect(page.locator('#control-AM-02')).toContainText('Critical red flag.');
    await page.getByRole('button', { name: 'Details of AM-02' }).click();
    await page.locator('#control-AM-04').getByText('n/a', { exact: true }).click();
    await expect(page.getByLabel('Why does AM-04 not apply?')).toBeVisible();
    await look(page, 'checklist, a section');
    await page.getByRole('button', { name: /^Flagged answers/ }).click();
    await look(page, 'checklist, flagged');
    await show(page, `/checklists/${checklist}?section=HD`);
    await expect(page.locator('#control-HD-06')).toBeVisible();
    await look(page, 'checklist, dates and figures');
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await expect(page.getByRole('menu')).toBeVisible();
    await look(page, 'menu of exports');
  });

  test('import, each step', async ({ page }) => {
    await navigation(page).getByRole('link', { name: 'Import' }).click();
    await expect(heading(page, 'Import')).toBeVisible();
    await look(page, 'import, choose');
    const choose = (name: string, buffer: Buffer) =>
      page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });
    await choose('letter.csv', Buffer.from('no table\n'));
    await expect(page.getByRole('alert')).toBeVisible();
    await look(page, 'import, a refused file');
    await page.getByRole('button', { name: 'Another file' }).click();
    await choose('register.csv', REGISTER_CSV);
    await expect(page.getByRole('heading', { name: 'What would change' })).toBeVisible();
    await look(page, 'import, check');
    await page.getByRole('button', { name: /^Take in/ }).click();
    await expect(page.getByRole('heading', { name: /taken in$/ })).toBeVisible();
    await look(page, 'import, result');
  });

  test('the product catalogue, with what replaces it or one of its dates', async ({ page }) => {
    await show(page, '/catalogue');
    await expect(heading(page, 'Product catalogue')).toBeVisible();
    const grid = page.getByRole('grid');
    await expect(grid.getByText(/, own$/).first()).toBeVisible();
    await look(page, 'catalogue');
    await page.getByRole('searchbox', { name: 'Search products' }).fill('no such product');
    await expect(page.getByText('No entry is like this')).toBeVisible();
    await look(page, 'catalogue, nothing found');
    await page.getByRole('button', { name: 'Show all entries' }).click();
    await page.getByRole('button', { name: 'With an own date' }).click();
    await grid
      .getByText(/, own$/)
      .first()
      .click();
    await expect(page.getByRole('button', { name: 'Remove own date' })).toBeVisible();
    await lookAtDialog(page, 'own date');
    await dialog(page).getByLabel('Reason').fill('');
    await dialog(page).getByRole('button', { name: 'Save own date' }).click();
    await expect(dialog(page).locator('[aria-invalid=true]')).toHaveCount(1);
    await look(page, 'own date, without a reason');
    await dialog(page).getByLabel('Reason').fill('Our licence with updates runs to the end of June 2032');
    await dialog(page).getByRole('button', { name: 'Save own date' }).click();
    await expect(dialog(page)).toHaveCount(0);

    await page.getByRole('button', { name: 'Replace…' }).click();
    await lookAtDialog(page, 'replace the catalogue');
    const choose = (content: string) =>
      page
        .locator('input[type=file]')
        .setInputFiles({ name: 'list.json', mimeType: 'application/json', buffer: Buffer.from(content) });
    await choose('{}');
    await expect(page.getByRole('alert')).toBeVisible();
    await look(page, 'replace the catalogue, a refused file');
    await choose(catalogueFile('2025-01-01', [release({ securityEnd: '2027-06-30' })]));
    await expect(page.getByRole('checkbox', { name: 'Take it all the same' })).toBeVisible();
    await look(page, 'replace the catalogue, what changes');
    await page.getByRole('checkbox', { name: 'Take it all the same' }).check();
    await dialog(page).getByRole('button', { name: 'Replace the catalogue' }).click();
    await expect(dialog(page)).toHaveCount(0);
    await expect(page.getByText(/more than a year old/)).toBeVisible();
    await look(page, 'catalogue, an old one with own dates for nothing');
    await page.getByRole('button', { name: 'Back to the shipped one' }).click();
    await lookAtDialog(page, 'back to the shipped catalogue');
    await dialog(page).getByRole('button', { name: 'Back to the shipped one' }).click();
    await expect(page.getByText(/more than a year old/)).toHaveCount(0);
  });

  test('tasks, with what adds, changes and drops one', async ({ page }) => {
    await show(page, '/tasks');
    await expect(heading(page, 'Tasks')).toBeVisible();
    await expect(page.getByRole('table')).toBeVisible();
    await look(page, 'tasks');
    await page.getByRole('button', { name: 'Add task' }).click();
    await lookAtDialog(page, 'tasks, add one');
    await dialog(page).getByLabel('What has to be done').fill('Ask for the offer');
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    const row = page.getByRole('row', { name: /Ask for the offer/ });
    await row.getByRole('button', { name: 'Edit' }).click();
    await lookAtDialog(page, 'tasks, change one');
    await leave(page);
    await row.getByRole('button', { name: 'Drop' }).click();
    await lookAtDialog(page, 'tasks, drop one');
    await dialog(page).getByLabel('Why it is not done').fill('The offer came by itself');
    await dialog(page).getByRole('button', { name: 'Drop the task' }).click();
    await page.getByRole('tab', { name: 'Closed' }).click();
    await expect(row).toBeVisible();
    await look(page, 'tasks, closed');
  });

  test('hand-overs of all models', async ({ page }) => {
    await show(page, '/handovers');
    await expect(page.getByRole('grid')).toBeVisible();
    await look(page, 'hand-overs');
    await page.getByRole('grid').getByRole('gridcell').first().click();
    await expect(page.getByRole('tab', { selected: true })).toContainText('Hand-over');
    await look(page, 'hand-over of a model');
  });
});
