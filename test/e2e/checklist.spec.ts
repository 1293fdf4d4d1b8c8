import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { activeContent, readPdf, workbookParts } from '../support/document-reader.ts';
import { type Ask, expect, exportAs, ORGANISATION, show, test } from './fixtures.ts';
import { look } from './looking.ts';

const FORMULA = '=HYPERLINK("http://evil.invalid/","open")';

/** Starts a checklist for a monitor; answers its identifier. */
async function start(ask: Ask) {
  const [template] = await ask.checklist.templates({});
  if (!template) throw new Error('there is no catalogue of questions');
  const { id } = await ask.checklist.create({
    templateId: template.id,
    title: 'Bedside monitors 2027',
    vendor: 'PulseLine',
    model: 'CM-50',
    softwareVersion: '3.1',
  });
  return id;
}

const question = (page: Page, code: string) => page.locator(`#control-${code}`);
const choices = (page: Page, code: string) => page.getByRole('radiogroup', { name: `Answer to ${code}` });
const result = (page: Page) => page.getByRole('region', { name: 'Result so far' });

test('a checklist is answered by keyboard, saved as one goes, and no percentage hides a flag', async ({
  page,
  hospital,
}) => {
  await page.goto(hospital.address);
  await show(page, '/checklists');
  await page.getByRole('button', { name: 'New checklist' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Bedside monitors 2027');
  await dialog.getByRole('combobox', { name: 'Vendor' }).fill('PulseLine');
  await dialog.getByRole('combobox', { name: 'Model' }).fill('CM-50');
  await dialog.getByRole('textbox', { name: 'Software version' }).fill('3.1');
  await dialog.getByRole('button', { name: 'Start' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'CM-50' })).toBeVisible();
  await expect(result(page)).toContainText('0 of 551 points, 0.0 %');
  await expect(result(page)).toContainText('0 of 90 answered');

  // The way of the hand: to the next open question, answer, on.
  await page.keyboard.press('u');
  await expect(choices(page, 'BR-01').getByRole('radio').first()).toBeFocused();
  await show(page, `${new URL(page.url()).pathname}?section=AM#AM-01`);
  await expect(choices(page, 'AM-01').getByRole('radio').first()).toBeFocused();
  await page.keyboard.press('y');
  await expect(choices(page, 'AM-01').getByRole('radio', { name: 'Yes' })).toBeChecked();
  await expect(result(page)).toContainText('10 of 551 points, 1.8 %');
  await expect(result(page)).toContainText('1 of 90 answered');
  await expect(result(page), 'what is open is not yet as good as yes').toContainText('20 critical red flags');
  await page.keyboard.press('u');
  await expect(choices(page, 'AM-02').getByRole('radio').first()).toBeFocused();
  await page.keyboard.press('n');
  await expect(question(page, 'AM-02')).toContainText('Critical red flag.');
  const flagged = result(page).getByRole('link', { name: /^AM-02/ });
  await expect(flagged).toBeVisible();
  await expect(result(page)).toContainText('Exception needed before approval, whatever the percentage.');
  await page.keyboard.press('Backspace');
  await expect(flagged).toHaveCount(0);
  await page.keyboard.press('n');
  await expect(flagged).toBeVisible();

  await page.keyboard.press('u');
  await expect(choices(page, 'AM-03').getByRole('radio').first()).toBeFocused();
  await page.keyboard.press('a');
  const reason = page.getByLabel('Why does AM-03 not apply?');
  await expect(reason).toBeFocused();
  await expect(page.getByRole('button', { name: 'Save n/a' })).toBeDisabled();
  await expect(result(page), 'without a reason nothing is saved').toContainText('2 of 90 answered');
  await page.keyboard.type('No such interface is built in');
  await page.keyboard.press('Enter');
  await expect(question(page, 'AM-03')).toContainText('Reason: No such interface is built in');
  await expect(choices(page, 'AM-03').getByRole('radio', { name: 'n/a' })).toBeChecked();
  await expect(result(page)).toContainText(/[23] of (89|90) answered/);

  await page.reload();
  await expect(flagged).toBeVisible();
  await page.getByRole('button', { name: 'Flagged answers 1' }).click();
  await expect(choices(page, 'AM-02').getByRole('radio', { name: 'No', exact: true })).toBeChecked();
});

test('an operating system that ends soon after delivery raises a flag', async ({ page, hospital }) => {
  const id = await start(hospital.ask);
  await page.goto(hospital.address);
  await show(page, `/checklists/${id}?section=HD`);
  const delivery = page.getByLabel('Planned delivery');
  await delivery.fill('2026-12-15');
  await delivery.blur();
  await expect(page.getByRole('region', { name: 'The product' })).toContainText('Saved');
  const ends = question(page, 'HD-06').getByLabel('Answer to HD-06');
  await ends.fill('2027-01-12');
  await ends.blur();
  await expect(question(page, 'HD-06')).toContainText('Critical red flag.');
  await expect(question(page, 'HD-06')).toContainText('28 days');
  await expect(question(page, 'HD-06')).toContainText('less than 24 months after delivery');
  await expect(result(page).getByRole('link', { name: /^HD-06/ })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Sections' })).toContainText('Platform and server hardening');
});

test('two who answer the same question see both answers', async ({ page, hospital }) => {
  const id = await start(hospital.ask);
  await page.goto(hospital.address);
  await show(page, `/checklists/${id}?section=AM`);
  const other = await page.context().newPage();
  await other.goto(page.url());

  let letThrough: () => void = () => undefined;
  const meanwhile = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await other.route('**/rpc/checklist/answer', async (route) => {
    await meanwhile;
    await route.continue();
  });
  await choices(other, 'AM-02').getByText('No', { exact: true }).click();
  await expect(question(other, 'AM-02')).toContainText('Saving');
  await choices(page, 'AM-02').getByText('Yes', { exact: true }).click();
  await expect(question(page, 'AM-02')).toContainText('Saved');
  letThrough();

  const asked = question(other, 'AM-02').getByRole('alert');
  await expect(asked).toContainText('Someone answered AM-02 meanwhile.');
  await expect(asked).toContainText('Saved now: Yes');
  await expect(asked).toContainText('Yours: No');
  await asked.getByRole('button', { name: 'Use mine' }).click();
  await expect(asked).toHaveCount(0);
  await expect(choices(page, 'AM-02').getByRole('radio', { name: 'No', exact: true })).toBeChecked();
});

test('a checklist leaves as PDF and as a workbook in which nothing can run', async ({ page, hospital }) => {
  const { ask } = hospital;
  const id = await start(ask);
  const { controls, template } = await ask.checklist.get({ id });
  const given = { answer: 'yes', remark: FORMULA, evidence: '+49 30 1234' };
  await ask.checklist.answer({ id, control: 'AM-01', answerRevision: 0, ...given });
  expect(controls).toHaveLength(90);
  expect(new Set(controls.map(({ section }) => section)).size).toBe(21);

  await page.goto(hospital.address);
  await show(page, `/checklists/${id}`);
  const pdf = await exportAs(page, 'Export', /PDF/);
  expect(pdf.name).toBe('checklist-pulseline-cm-50.pdf');
  const text = (await readPdf(pdf.bytes)).pages.join(' ');
  const title = `version ${template.version}`;
  for (const word of [ORGANISATION, 'PulseLine', 'CM-50', '3.1', '21 Nov 2026', FORMULA]) expect(text).toContain(word);
  expect(text.toLowerCase()).toContain(title);
  for (const { code, sectionTitle } of controls) {
    expect(text).toContain(code);
    expect(text).toContain(sectionTitle);
  }

  const book = await exportAs(page, 'Export', /XLSX/);
  expect(book.name).toBe('checklist-pulseline-cm-50.xlsx');
  expect(activeContent(book.bytes)).toEqual([]);
  const words = [...workbookParts(book.bytes).values()].join('\n');
  expect(words).toContain('=HYPERLINK(&quot;http://evil.invalid/&quot;,&quot;open&quot;)');
  expect(words).toContain('+49 30 1234');
  for (const word of [ORGANISATION, 'PulseLine', 'CM-50', ...controls.map(({ code }) => code)]) {
    expect(words).toContain(word);
  }

  const document = await exportAs(page, 'Export', /DOCX/);
  expect(document.name).toBe('checklist-pulseline-cm-50.docx');
  const written = workbookParts(document.bytes).get('word/document.xml') ?? '';
  expect(written).toContain('=HYPERLINK(');
  for (const { code } of controls) expect(written).toContain(code);

  await show(page, '/checklists');
  const blank = await exportAs(page, 'Blank checklist', /PDF/);
  const empty = (await readPdf(blank.bytes)).pages.join(' ');
  for (const { code } of controls) expect(empty).toContain(code);
  expect(empty).not.toContain('PulseLine');
});

test('people see what leaves the house and put a pseudonym in its place', async ({ page, hospital }) => {
  const { ask } = hospital;
  const id = await start(ask);
  const { revision } = await ask.checklist.get({ id });
  await ask.checklist.update({ id, revision, changes: { department: 'Burns unit 4' } });
  await page.goto(hospital.address);
  await show(page, `/checklists/${id}`);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Choose what leaves…' }).click();
  const dialog = page.getByRole('dialog', { name: 'What leaves the house' });
  await expect(dialog).toContainText('1 value');
  await dialog.getByRole('combobox', { name: 'Format' }).click();
  await page.getByRole('option', { name: /JSON/ }).click();
  await dialog.getByRole('combobox', { name: 'Departments and locations' }).click();
  await page.getByRole('option', { name: 'Pseudonym' }).click();
  await look(page, 'what leaves the house');
  const saved = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export' }).click();
  const text = readFileSync(await (await saved).path(), 'utf8');
  await expect(dialog).toHaveCount(0);
  expect(text).not.toContain('Burns unit');
  expect(JSON.parse(text)).toMatchObject({
    department: expect.stringMatching(/^LOC-[0-9A-Z]{8}$/),
    withheld: { locations: 'pseudonym' },
  });
});
