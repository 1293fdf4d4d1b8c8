import { expect, exportAs, show, test } from './fixtures.ts';
import { dialog, heading, look, lookAtDialog, navigation } from './looking.ts';

const TITLE = 'Procurement security checklist';

test.describe('checklist templates', () => {
  test('get a next edition with another weight and an own question, which an open checklist moves to only when asked', async ({
    page,
    hospital,
  }) => {
    const { ask, address } = hospital;
    const [shipped] = await ask.checklist.templates();
    const { id } = await ask.checklist.create({
      templateId: shipped?.id as never,
      title: 'Pumps',
      vendor: null,
      model: null,
    });
    await ask.checklist.answerAll({ id, answers: [{ control: 'BR-01', answer: 'yes', remark: null, evidence: null }] });

    await page.goto(address);
    await navigation(page).getByRole('link', { name: 'Templates' }).click();
    await expect(heading(page, 'Templates')).toBeVisible();
    await look(page, 'templates');
    await page.getByRole('button', { name: `New edition of ${TITLE}` }).click();
    await expect(heading(page, TITLE)).toBeVisible();
    await expect(page.getByText('Edition 2, 90 questions, used in no checklist, made of edition 1')).toBeVisible();

    await page.getByRole('button', { name: 'Edit BR-02' }).click();
    await lookAtDialog(page, 'a question of a template');
    await dialog(page).getByRole('combobox', { name: 'Weight' }).click();
    await page.getByRole('option', { name: 'critical' }).click();
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await expect(dialog(page)).toHaveCount(0);

    await page.getByRole('button', { name: 'Add a question' }).click();
    const field = (name: string) => dialog(page).getByRole('textbox', { name, exact: true });
    await field('Code').fill('OWN-01');
    await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
    await expect(dialog(page).getByText('Please fill this in.').first()).toBeVisible();
    await field('Title').fill('Spare unit');
    await field('Question').fill('Does a spare unit stay with us?');
    await field('Red flag when').fill('No spare unit.');
    await dialog(page).getByRole('radio', { name: 'No', exact: true }).check();
    await expect(dialog(page).getByRole('status')).toContainText('Answered No. No spare unit.');
    await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
    await expect(dialog(page)).toHaveCount(0);

    const codes = () =>
      page.getByRole('article').evaluateAll((all) => all.map((one) => one.id.slice('control-'.length)));
    await expect.poll(codes).toEqual(['BR-01', 'BR-02', 'BR-03', 'BR-04', 'OWN-01']);
    await page.getByRole('article').filter({ hasText: 'OWN-01' }).focus();
    await page.keyboard.press('Alt+ArrowUp');
    await expect.poll(codes).toEqual(['BR-01', 'BR-02', 'BR-03', 'OWN-01', 'BR-04']);
    await look(page, 'a draft of a template');

    await page.getByRole('tab', { name: 'Changes' }).click();
    await expect(page.getByRole('status').filter({ hasText: '1 changed' })).toContainText('89 questions are the same');
    await look(page, 'what a template changes');
    await page.getByRole('button', { name: 'Release' }).click();
    await expect(dialog(page).getByRole('article', { name: 'BR-02' })).toContainText('critical');
    await dialog(page).getByRole('button', { name: 'Release' }).click();
    await expect(dialog(page)).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Stop offering' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Edit BR-02' })).toHaveCount(0);

    const before = await ask.checklist.get({ id });
    expect([before.template.version, before.score.possible]).toEqual([1, 551]);
    await show(page, `/checklists/${id}`);
    await expect(heading(page, 'Pumps')).toBeVisible();
    await page.getByRole('button', { name: 'Move to edition 2' }).click();
    await expect(dialog(page)).toContainText('1 answer goes along. 1 question is new.');
    await lookAtDialog(page, 'another edition of a checklist');
    await dialog(page).getByRole('button', { name: 'Move', exact: true }).click();
    await expect(dialog(page)).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Move to edition 2' })).toHaveCount(0);
    const after = await ask.checklist.get({ id });
    expect([after.template.version, after.score.possible, after.score.answered]).toEqual([2, 551 + 4 + 3, 1]);
  });

  test('leave as a file, and come back as a draft after a look at what is new in it', async ({ page, hospital }) => {
    const { ask, address } = hospital;
    const [shipped] = await ask.checklist.templates();
    await page.goto(address);
    await show(page, `/templates/${shipped?.id}`);
    await expect(heading(page, TITLE)).toBeVisible();
    const saved = await exportAs(page, 'Export as file', /JSON/);
    expect(saved.name).toBe('template-procurement-security-1.json');
    const text = new TextDecoder().decode(saved.bytes);

    await show(page, '/templates');
    await expect(heading(page, 'Templates')).toBeVisible();
    await page.getByRole('button', { name: 'Take in a file' }).click();
    const choose = (content: string) =>
      dialog(page)
        .getByLabel('File', { exact: true })
        .setInputFiles({ name: 'template.json', mimeType: 'application/json', buffer: Buffer.from(content) });
    await choose('{"format": "medsteward.template/1", "controls": 7}');
    await expect(dialog(page).getByRole('alert')).toContainText('not what the standard says');
    await choose(text);
    await expect(dialog(page)).toContainText('There is nothing to take in.');
    await expect(dialog(page).getByRole('button', { name: 'Take in as a draft' })).toBeDisabled();
    await choose(text.replace('"weight": "high"', '"weight": "low"'));
    await expect(dialog(page).getByRole('status').filter({ hasText: '1 changed' })).toBeVisible();
    await lookAtDialog(page, 'a template from a file');
    await dialog(page).getByRole('button', { name: 'Take in as a draft' }).click();
    await expect(page.getByText('Edition 2, 90 questions, used in no checklist, made of edition 1')).toBeVisible();
  });
});
