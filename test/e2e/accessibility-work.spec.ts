import { expect, type Hospital, PASSPHRASE, show, startHospital, test } from './fixtures.ts';
import { heading, leave, look, lookAtDialog, navigation } from './looking.ts';
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
});
