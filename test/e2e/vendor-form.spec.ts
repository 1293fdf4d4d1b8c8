import { pathToFileURL } from 'node:url';
import type { Browser, Download, Page } from '@playwright/test';
import { fillWorkbook } from '../support/vendor-form.ts';
import { expect, type Hospital, show, test } from './fixtures.ts';
import { dialog, graveFaults, heading, look, lookAtDialog } from './looking.ts';

/** What people may call a purchase, and what must stay a text in every file. */
const HOSTILE = '</script><img src=x onerror=alert(1)> "Monitors" &amp; more';

async function checklistOf({ ask }: Hospital) {
  const [template] = await ask.checklist.templates();
  return ask.checklist.create({
    templateId: template?.id as never,
    title: HOSTILE,
    vendor: 'Norvia <b>Medical</b>',
    model: 'PM-5',
  });
}

/** A file in the browser of somebody without a network; every attempt to reach anything fails the journey. */
async function offline(browser: Browser, path: string, theme: 'light' | 'dark' = 'light') {
  const context = await browser.newContext({ offline: true, acceptDownloads: true, colorScheme: theme });
  const faults: string[] = [];
  context.on('request', (request) => {
    if (!request.url().startsWith('file:')) faults.push(request.url());
  });
  context.on('console', (message) => faults.push(message.text()));
  context.on('dialog', (met) => faults.push(met.message()));
  context.on('weberror', (error) => faults.push(String(error.error())));
  const page = await context.newPage();
  await page.goto(pathToFileURL(path).href);
  return { page, faults, context };
}

const turn = (page: Page) => page.getByRole('region', { name: "The vendor's turn" });
const question = (page: Page, code: string) => page.locator(`[data-code="${code}"]`);

async function saved(download: Promise<Download>, path: string): Promise<string> {
  await (await download).saveAs(path);
  return path;
}

test('the offline form keeps what a vendor types, and comes back into the checklist (stories 19 and 21)', async ({
  page,
  hospital,
  browser,
}, info) => {
  const { id } = await checklistOf(hospital);
  await page.goto(hospital.address);
  await show(page, `/checklists/${id}?section=BR`);
  await expect(heading(page, 'PM-5')).toBeVisible();
  await turn(page).getByRole('button', { name: 'Send the questions' }).click();
  await lookAtDialog(page, 'send the questions');
  await dialog(page)
    .getByRole('radio', { name: /Offline form/ })
    .check();
  await dialog(page).getByLabel('Answers wanted by').fill('2026-12-05');
  const made = page.waitForEvent('download');
  await dialog(page).getByRole('button', { name: 'Make the file' }).click();
  const form = await saved(made, info.outputPath('form.html'));
  await expect(turn(page)).toContainText('Answers until 5 Dec 2026');

  const vendor = await offline(browser, form);
  await expect(vendor.page.getByText(HOSTILE, { exact: true })).toBeVisible();
  await expect(vendor.page.getByText('0 of 90 answered')).toBeVisible();
  expect(await graveFaults(vendor.page, null)).toEqual([]);
  const br = (code: string) => question(vendor.page, code);
  await br('BR-01').getByRole('radio', { name: 'Partly' }).check();
  await br('BR-01').getByLabel('Remark on BR-01').fill('Not the <i>licences</i>');
  await br('BR-02').getByLabel('Answer to BR-02').fill('-4');
  await br('BR-03').getByRole('radio', { name: 'n/a' }).check();
  // What is wrong is said where it is, and nothing is saved before.
  await expect(br('BR-02').getByRole('alert')).toContainText('Give a figure from 0 to 100000');
  await vendor.page.getByRole('button', { name: 'Save the answers' }).click();
  await expect(vendor.page.getByRole('status')).toContainText('2 answers need another look');
  await br('BR-02').getByLabel('Answer to BR-02').fill('4.5');
  await br('BR-03').getByLabel('Remark on BR-03').fill('It holds no data');
  await vendor.page.reload();
  await expect(vendor.page.getByText('3 of 90 answered')).toBeVisible();
  await expect(br('BR-01').getByLabel('Remark on BR-01')).toHaveValue('Not the <i>licences</i>');

  const copying = vendor.page.waitForEvent('download');
  await vendor.page.getByRole('button', { name: 'Save a copy' }).click();
  const copy = await saved(copying, info.outputPath('copy.html'));
  const colleague = await offline(browser, copy, 'dark');
  await expect(colleague.page.getByText('3 of 90 answered')).toBeVisible();
  expect(await graveFaults(colleague.page, ['color-contrast'])).toEqual([]);
  await question(colleague.page, 'LC-01').getByLabel('Answer to LC-01').fill('2034-06-30');
  const saving = colleague.page.waitForEvent('download');
  await colleague.page.getByRole('button', { name: 'Save the answers' }).click();
  const answers = await saved(saving, info.outputPath('answers.json'));
  await expect(colleague.page.getByRole('status')).toContainText('86 questions have no answer yet');
  expect([vendor.faults, colleague.faults]).toEqual([[], []]);
  await vendor.context.close();
  await colleague.context.close();

  await turn(page).getByRole('button', { name: 'Take answers in' }).click();
  const file = dialog(page).getByLabel('File that came back', { exact: true });
  await file.setInputFiles(form);
  await expect(dialog(page).getByText('No row of this kind')).toBeVisible();
  await file.setInputFiles(answers);
  const row = (code: string) => dialog(page).getByRole('row', { name: new RegExp(code) });
  await expect(row('BR-01')).toContainText('Not the <i>licences</i>');
  await expect(row('LC-01')).toContainText('30 Jun 2034');
  await lookAtDialog(page, 'answers that came back');
  await dialog(page).getByRole('button', { name: 'Keep beside the questions' }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(turn(page)).toContainText('4 answers declared');
  const first = page.locator('#control-BR-01');
  await expect(first).toContainText('Vendor answers');
  await expect(page.getByText('0 of 90 answered')).toBeVisible();
  await look(page, 'what a vendor answered');
  await first.getByRole('button', { name: 'Accept what the vendor answers to BR-01' }).click();
  await expect(first.getByRole('radio', { name: 'Partly' })).toBeChecked();
  await expect(first).toContainText("Vendor's answer, accepted");
  await page.getByRole('button', { name: 'Accept 2 declared answers' }).click();
  await expect(page.locator('#control-BR-02').getByRole('textbox').first()).toHaveValue('4.5');
  await expect(page.getByText('3 of 90 answered')).toBeVisible();
});

test('a workbook that was changed is told row by row, and one of another checklist is refused', async ({
  page,
  hospital,
}) => {
  const [{ id }, other] = [await checklistOf(hospital), await checklistOf(hospital)];
  // The program runs beside the browser here, so that its file can be filled in on the way.
  const { formId, file } = await hospital.ask.vendorForm.issue({ assessmentId: id, format: 'xlsx', dueOn: null });
  expect(formId).not.toBe(other.id);
  await page.goto(hospital.address);
  await show(page, `/checklists/${id}?section=BR`);
  await expect(heading(page, 'PM-5')).toBeVisible();
  const response = await page.request.get(new URL(`/files/${file.ticket}`, hospital.address).href);
  const filled = fillWorkbook(await response.body(), {
    'BR-01': { answer: 'Yes', formula: '1' },
    'BR-02': { answer: 6, remark: 'measured' },
    'BR-03': { answer: 'Yes', question: 'Are backups made?' },
  });
  const back = { name: 'back.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(filled) };
  await turn(page).getByRole('button', { name: 'Take answers in' }).click();
  await dialog(page).getByLabel('File that came back', { exact: true }).setInputFiles(back);
  await dialog(page).getByRole('button', { name: 'Problem 2' }).click();
  await expect(dialog(page).getByRole('row')).toHaveCount(3);
  await expect(dialog(page).getByRole('row', { name: /BR-01/ })).toContainText('Comes from a formula');
  await expect(dialog(page).getByRole('row', { name: /BR-03/ })).toContainText('not the one that was asked');
  await lookAtDialog(page, 'rows that cannot be taken');
  await dialog(page).getByRole('button', { name: 'Keep and accept 1 answer' }).click();
  await expect(page.getByText('1 of 90 answered')).toBeVisible();

  await show(page, `/checklists/${other.id}?section=BR`);
  await expect(page.getByText('0 of 90 answered')).toBeVisible();
  await turn(page).getByRole('button', { name: 'Send the questions' }).click();
  await dialog(page).getByRole('button', { name: 'Make the file' }).click();
  await turn(page).getByRole('button', { name: 'Take answers in' }).click();
  await dialog(page).getByLabel('File that came back', { exact: true }).setInputFiles(back);
  await expect(dialog(page).getByRole('alert')).toContainText('belongs to another checklist');
  await expect(dialog(page).getByRole('button', { name: 'Keep beside the questions' })).toBeDisabled();
});
