import type { Page } from '@playwright/test';
import { standardLayout, vendorStatement, xlsx } from '../support/mds2.ts';
import { choose, expect, type Hospital, show, test } from './fixtures.ts';
import { dialog, heading, look, lookAtDialog } from './looking.ts';

const book = (changes: Record<string, string | null> = {}) => ({
  name: 'statement.xlsx',
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: Buffer.from(xlsx([standardLayout(vendorStatement(changes))])),
});
const NEWER = { 'PAUT-8': 'Yes', 'SBOM-1': null, 'DOC-7': '2026-09-01' };

/** A checklist of a model, and the statements of that model on the screen. */
async function statementsOf(page: Page, { ask, address }: Hospital) {
  const [template] = await ask.checklist.templates();
  const { id: assessmentId } = await ask.checklist.create({
    templateId: template?.id as never,
    title: 'Gateways 2027',
    vendor: 'Norvia Medical',
    model: 'InfuSmart Gateway',
  });
  const { modelId } = await ask.checklist.get({ id: assessmentId });
  await page.goto(address);
  await show(page, `/models/${modelId}?tab=statements`);
  await expect(heading(page, 'InfuSmart Gateway')).toBeVisible();
  return { assessmentId, modelId };
}

const chosenFile = (page: Page) => dialog(page).getByLabel('File of the statement', { exact: true });

async function takeIn(page: Page, changes: Record<string, string | null> = {}): Promise<void> {
  await page.getByRole('button', { name: 'Take a statement in' }).click();
  await chosenFile(page).setInputFiles(book(changes));
  await dialog(page).getByRole('button', { name: 'Take in' }).click();
  await expect(dialog(page)).toHaveCount(0);
}

test.describe('a statement on the MDS2 form', () => {
  test('is looked at before it is kept with its model (story 11)', async ({ page, hospital }) => {
    await statementsOf(page, hospital);
    await expect(page.getByText('No MDS2 statement yet')).toBeVisible();
    await look(page, 'no statement');
    await page.getByRole('button', { name: 'Take a statement in' }).click();
    await lookAtDialog(page, 'take a statement in, no file yet');
    const letter = { name: 'letter.txt', mimeType: 'text/plain', buffer: Buffer.from('no statement') };
    await chosenFile(page).setInputFiles(letter);
    await expect(dialog(page).getByRole('alert')).toContainText('no MDS2 statement');
    await expect(dialog(page).getByRole('button', { name: 'Take in' })).toBeDisabled();

    await chosenFile(page).setInputFiles(book());
    const figure = (name: string) =>
      dialog(page)
        .locator('dl > div')
        .filter({ has: page.getByRole('term').getByText(name, { exact: true }) })
        .locator('dd');
    for (const [name, amount] of [
      ['Yes', '29'],
      ['No', '112'],
      ['N/A', '90'],
      ['See note', '1'],
      ['Blank', '1'],
      ['Text', '7'],
      ['Notes', '8'],
    ] as const) {
      await expect(figure(name)).toHaveText(amount);
    }
    await expect(dialog(page)).toContainText('MDS2-GW-5, released 9 Oct 2019');
    await expect(dialog(page)).toContainText('240 of 240 rows');
    await expect(dialog(page)).toContainText('SHAD-15 was read as SAHD-15');
    await expect(dialog(page)).toContainText('The statement is older than 12 months (9 Oct 2019)');
    await expect(dialog(page)).toContainText('1 open checklist of this model will show its answers');
    await lookAtDialog(page, 'take a statement in, looked at');
    await dialog(page).getByRole('button', { name: 'Take in' }).click();
    await expect(page.getByText('It stands beside the questions of 1 checklist.')).toBeVisible();
    await expect(page.getByRole('table', { name: 'MDS2 statements' }).getByRole('row')).toHaveCount(2);
    await look(page, 'statements of a model');
  });

  test('can be pasted, taken away, and says what an old edition is', async ({ page, hospital }) => {
    await statementsOf(page, hospital);
    await page.getByRole('button', { name: 'Take a statement in' }).click();
    await dialog(page).getByRole('button', { name: 'Paste text instead' }).click();
    const text = Array.from({ length: 12 }, (_one, index) => `PAUT-${index + 1},"Question ${index + 1}?": No`).join(
      '\n',
    );
    await dialog(page).getByLabel('Text of the statement').fill(text);
    await dialog(page).getByRole('button', { name: 'Read the text' }).click();
    await expect(dialog(page)).toContainText('12 of 240 rows');
    await dialog(page).getByRole('button', { name: 'Take in' }).click();
    await page.getByRole('link', { name: 'Without a number' }).click();
    await expect(heading(page, 'MDS2 Without a number')).toBeVisible();
    await page.getByRole('button', { name: 'Take away' }).click();
    await lookAtDialog(page, 'take a statement away');
    await dialog(page).getByRole('button', { name: 'Take away' }).click();
    await expect(page.getByText('No MDS2 statement yet')).toBeVisible();
  });

  test('is read by section and compared with another one (story 12)', async ({ page, hospital }) => {
    await statementsOf(page, hospital);
    await takeIn(page);
    await takeIn(page, NEWER);
    const list = page.getByRole('table', { name: 'MDS2 statements' });
    await expect(list.getByRole('row')).toHaveCount(3);
    await expect(list).toContainText('1 row missing');
    await list.getByRole('link', { name: 'MDS2-GW-5' }).first().click();
    await expect(heading(page, 'MDS2-GW-5')).toBeVisible();
    const persons = page.getByRole('table', { name: 'Authentication of persons (PAUT)' });
    await expect(persons.getByRole('row', { name: /PAUT-8/ })).toContainText('Yes');
    await page.getByRole('button', { name: /^No 11\d$/ }).click();
    await expect(persons.getByRole('row', { name: /PAUT-8/ })).toHaveCount(0);
    await page.getByRole('button', { name: /^With a note/ }).click();
    await expect(page.getByText('What the vendor adds to AUDT-1.')).toBeVisible();
    await look(page, 'rows of a statement with a note');

    await choose(page, 'Compare with', /9 Oct 2019/);
    const changes = page.getByRole('table', { name: 'What changed' });
    await expect(changes.getByRole('row')).toHaveCount(4);
    await expect(changes.getByRole('row', { name: /PAUT-8/ })).toContainText(/Multi-factor authentication.*No.*Yes/);
    await expect(changes.getByRole('row', { name: /SBOM-1/ })).toContainText('not there');
    await expect(changes.getByRole('row', { name: /DOC-7/ })).toContainText('2026-09-01');
    await look(page, 'two statements compared');
  });

  test('stands beside a checklist until a person accepts it (story 21)', async ({ page, hospital }) => {
    const { assessmentId, modelId } = await statementsOf(page, hospital);
    await takeIn(page);
    await show(page, `/checklists/${assessmentId}?section=AM`);
    const am = page.locator('#control-AM-01');
    await expect(am).toContainText('Vendor declares');
    await expect(am).toContainText('PAUT-8 No, PAUT-12 No');
    await expect(am.getByRole('radio', { name: 'No', exact: true })).not.toBeChecked();
    await expect(page.getByText('0 of 90 answered')).toBeVisible();
    await look(page, 'what a vendor declares to a checklist');
    await am.getByRole('button', { name: 'Accept what the vendor declares to AM-01' }).click();
    await expect(am).toContainText('Accepted as declared');
    await expect(am.getByRole('radio', { name: 'No', exact: true })).toBeChecked();
    await expect(am).toContainText('MDS2 MDS2-GW-5, 2019-10-09: PAUT-8 No, PAUT-12 No');
    await expect(am).toContainText('Critical red flag');
    await expect(page.getByText('1 of 90 answered')).toBeVisible();

    await show(page, `/checklists/${assessmentId}?section=BR`);
    const br = page.locator('#control-BR-01');
    await expect(br).toContainText('DTBK-3 No, DTBK-4 No, DTBK-5 Yes');
    await expect(br.getByRole('radio', { name: 'Partly' })).not.toBeChecked();
    const acceptAll = page.getByRole('button', { name: /^Accept \d declared answers?$/ });
    await acceptAll.click();
    await expect(br.getByRole('radio', { name: 'Partly' })).toBeChecked();
    await expect(acceptAll).toHaveCount(0);

    // Another answer is the person's own, and the vendor's stays in sight.
    await br.getByRole('radio', { name: 'Yes', exact: true }).check({ force: true });
    await expect(br).toContainText('Answered otherwise here');

    await show(page, `/models/${modelId}?tab=statements`);
    await takeIn(page, NEWER);
    await show(page, `/checklists/${assessmentId}?section=AM`);
    await choose(page, 'MDS2 statement', /1 Sep 2026/);
    await expect(am).toContainText('PAUT-8 Yes, PAUT-12 No');
  });
});
