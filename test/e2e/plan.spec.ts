import { readPdf, workbookParts } from '../support/document-reader.ts';
import { type Ask, choose, expect, exportAs, show, test } from './fixtures.ts';
import { dialog, heading, leave, look, lookAtDialog } from './looking.ts';

/** A model with a price, its end of support and so many devices. */
async function addFleet(
  ask: Ask,
  model: string,
  endsOn: string,
  tags: readonly string[],
  fields: {
    readonly category?: 'fleet' | 'imaging_radiotherapy';
    readonly leadTimeMonths?: number;
    readonly price: string;
  },
) {
  const { id } = await ask.model.create({
    manufacturer: 'Norvia Medical',
    name: model,
    deviceType: null,
    category: fields.category ?? null,
    udiDi: null,
    stage: null,
    updatesNeedContract: 'no',
    whoInstalls: null,
    leadTimeMonths: fields.leadTimeMonths ?? null,
    replacementPrice: { amount: fields.price, currency: 'EUR' },
    catalogNumber: null,
    gmdnCode: null,
    gmdnTerm: null,
    notes: null,
  });
  await ask.model.recordMilestone({
    modelId: id,
    softwareVersion: null,
    deviceId: null,
    kind: 'end_of_support',
    on: { on: endsOn as never, precision: 'day' },
    vendorTerm: null,
    source: 'letter',
    documentId: null,
    announcedOn: null,
    receivedOn: null,
    confidence: 'stated',
  });
  for (const assetTag of tags) {
    await ask.device.create({
      assetTag,
      serialNumber: null,
      manufacturer: 'Norvia Medical',
      model,
      softwareVersion: null,
      udiDi: null,
      department: 'ICU',
      location: null,
      status: 'in_service',
      acquiredOn: null,
      inServiceOn: null,
      purchasePrice: null,
      warrantyEndsOn: null,
      criticality: 'high',
      networkConnected: 'yes',
      storesPhi: 'no',
      notTrackedReason: null,
      plannedReplacementOn: null,
      notes: null,
    });
  }
}

test('the budget list of FY2027 begins with what is late, and a scenario decides otherwise (domain.md story 25)', async ({
  page,
  hospital,
}) => {
  const { ask } = hospital;
  await page.goto(hospital.address);
  await show(page, '/plan');
  await expect(page.getByText('Nothing to plan yet')).toBeVisible();
  await look(page, 'plan, nothing recorded');
  await addFleet(ask, 'InfuSmart 300', '2029-06-30', ['P-1', 'P-2', 'P-3'], { category: 'fleet', price: '2350' });
  await addFleet(ask, 'UltraView 7', '2030-12-31', ['US-07'], { category: 'imaging_radiotherapy', price: '64000' });
  await addFleet(ask, 'InfuSmart Gateway', '2027-01-12', ['GW-01'], { leadTimeMonths: 24, price: '9400' });
  await show(page, '/plan');
  await expect(heading(page, 'Replacement plan')).toBeVisible();

  await page.getByRole('button', { name: 'Settings' }).click();
  await choose(page, /Fiscal year begins in/, 'July');
  await lookAtDialog(page, 'settings of the plans');
  await dialog(page).getByRole('button', { name: 'Save' }).click();

  const years = page.getByRole('table', { name: 'Years' });
  await expect(years.getByRole('row', { name: /FY2027/ })).toContainText('1 Jul 2026 – 30 Jun 2027');
  await years.getByRole('button', { name: 'FY2027' }).click();
  const lines = page.getByRole('table', { name: 'Lines' });
  await expect(lines.getByRole('row')).toHaveCount(3);
  await expect(lines.getByRole('row').nth(1)).toContainText('InfuSmart Gateway');
  await expect(lines.getByRole('row').nth(1)).toContainText('late by 678 days');
  await expect(lines.getByRole('row').nth(2)).toContainText('InfuSmart 300');
  await expect(lines.getByRole('row').nth(2)).toContainText('30 Dec 2026');
  await expect(lines.getByRole('row').nth(2)).toContainText('7,050 EUR');
  await expect(lines).not.toContainText('UltraView 7');
  await lines.getByRole('button', { name: /^Why .*InfuSmart 300/ }).click();
  await expect(lines).toContainText('Criticality 15 of 20: High');
  await look(page, 'plan of a year');

  await page.getByRole('button', { name: 'New scenario' }).click();
  await dialog(page).getByRole('textbox', { name: 'Name' }).fill('Next year');
  await dialog(page).getByRole('textbox', { name: 'Budget a year' }).fill('9500');
  await lookAtDialog(page, 'new scenario');
  await dialog(page).getByRole('button', { name: 'Add scenario' }).click();
  await expect(page.getByRole('button', { name: 'Next year', pressed: true })).toBeVisible();
  await expect(years.getByRole('row', { name: /FY2027/ })).toContainText('6,950 EUR');
  await lines.getByRole('button', { name: /^Decide about .*InfuSmart 300/ }).click();
  await expect(dialog(page).getByRole('button', { name: 'Decide for 3 devices' })).toBeVisible();
  await dialog(page).getByRole('checkbox', { name: 'Decide about P-3' }).uncheck();
  await dialog(page).getByRole('textbox', { name: 'Fiscal year' }).fill('2028');
  await dialog(page).getByRole('textbox', { name: 'Reason' }).fill('The framework contract begins then');
  await lookAtDialog(page, 'decide about a line');
  await dialog(page).getByRole('button', { name: 'Decide for 2 devices' }).click();
  await expect(lines.getByRole('row', { name: /FY2028.*InfuSmart 300/ })).toContainText(
    'The framework contract begins then',
  );
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByRole('table', { name: 'Side by side' })).toContainText('Base');
  await look(page, 'plans side by side');
  await page.getByRole('button', { name: 'End comparison' }).click();
  await page.getByRole('button', { name: 'Spread over the years' }).click();
  await expect(dialog(page)).toContainText('Still above the budget');
  await lookAtDialog(page, 'spread over the years');
  await leave(page);

  const book = await exportAs(page, 'Export plan', /Excel/);
  expect([...workbookParts(book.bytes).keys()]).toContain('xl/worksheets/sheet6.xml');
  const { pages } = await readPdf((await exportAs(page, 'Export plan', /PDF/)).bytes);
  expect(pages.join(' ')).toContain('late by 678 days');
  expect(pages.join(' ')).toContain('Scenario: Next year');
});

test('support that ends before the planned replacement is a red flag of 914 days (domain.md story 23)', async ({
  page,
  hospital,
}) => {
  const { ask } = hospital;
  const [template] = await ask.checklist.templates({});
  const { id } = await ask.checklist.create({
    templateId: template?.id as never,
    title: 'Pumps 2027',
    vendor: 'Norvia Medical',
    model: 'InfuSmart 300',
  });
  const { revision } = await ask.checklist.get({ id });
  await ask.checklist.update({ id, revision, changes: { plannedReplacementOn: '2031-12-31' as never } });
  await page.goto(hospital.address);
  await show(page, `/checklists/${id}?section=LC#LC-01`);
  const question = page.locator('#control-LC-01');
  await question.locator('input[type="date"]').fill('2029-06-30');
  await question.locator('input[type="date"]').blur();
  await expect(question).toContainText('914 days');
  await expect(page.getByRole('region', { name: 'Result so far' }).getByRole('link', { name: /^LC-01/ })).toBeVisible();
});
