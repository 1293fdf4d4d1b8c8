import { cycloneDx } from '../support/sbom.ts';
import { choose, expect, show, test } from './fixtures.ts';
import { dialog, heading, look, lookAtDialog } from './looking.ts';

const BILL = cycloneDx('1.6', [
  { type: 'operating-system', name: 'Windows Server 2016', supplier: 'Microsoft' },
  { name: 'dcmtk', version: '3.6.9', ends: { endOfSupport: '2026-12-31' } },
  { name: 'openjpeg', version: '2.5', ends: { endOfSupport: 'some day' } },
  { name: 'logo.png', type: 'file' },
  ...Array.from({ length: 30 }, (_one, index) => ({ name: `library-${index}`, version: '1.0' })),
]);

test.describe('a bill of materials', () => {
  test('is looked at, taken in for a model, and limits its support (issue 4)', async ({ page, hospital }) => {
    const { ask } = hospital;
    const { id } = await ask.model.create({
      manufacturer: 'Norvia Medical',
      name: 'InfuSmart Gateway',
      deviceType: 'gateway',
      category: null,
      udiDi: null,
      stage: null,
      updatesNeedContract: 'no',
      whoInstalls: null,
      leadTimeMonths: null,
      replacementPrice: null,
      catalogNumber: null,
      gmdnCode: null,
      gmdnTerm: null,
      notes: null,
    });
    await ask.model.recordMilestone({
      modelId: id,
      softwareVersion: '5.2',
      kind: 'end_of_sales',
      on: null,
      vendorTerm: null,
      source: null,
      documentId: null,
      announcedOn: null,
      receivedOn: null,
      confidence: 'stated',
    });
    await page.goto(hospital.address);
    await show(page, `/models/${id}?tab=components`);
    await expect(heading(page, 'InfuSmart Gateway')).toBeVisible();
    await page.getByRole('button', { name: 'Import SBOM' }).click();
    const file = dialog(page).getByLabel('Bill of materials', { exact: true });
    await lookAtDialog(page, 'import a bill, no file yet');

    await file.setInputFiles({ name: 'letter.txt', mimeType: 'text/plain', buffer: Buffer.from('no bill') });
    await expect(dialog(page).getByRole('alert')).toContainText('no bill of materials in CycloneDX or SPDX');
    await expect(dialog(page).getByRole('button', { name: 'Take in' })).toBeDisabled();
    await lookAtDialog(page, 'import a bill, refused');

    await file.setInputFiles({ name: 'bom.json', mimeType: 'application/json', buffer: Buffer.from(BILL) });
    const parts = dialog(page).getByRole('table', { name: 'Limits support' });
    await expect(parts.getByRole('row')).toHaveCount(3);
    await expect(parts).toContainText('31 Dec 2026');
    await expect(dialog(page)).toContainText('31 more parts are listed and do not limit support');
    await expect(dialog(page)).toContainText('Not a date: some day');
    await lookAtDialog(page, 'import a bill, looked at');
    await choose(page, 'Belongs to', '5.2');
    await expect(parts.getByRole('row')).toHaveCount(3);
    await choose(page, 'Belongs to', 'the model as a whole');
    await dialog(page).getByRole('button', { name: 'Take in' }).click();
    await expect(page.getByText('Bill of materials taken in: 33 new, 0 changed, 0 unchanged')).toBeVisible();

    const components = page.getByRole('table', { name: 'Software and components' });
    await expect(components.getByRole('row')).toHaveCount(3);
    await look(page, 'components of a bill');
    await page.getByRole('button', { name: 'Show 31 parts that do not count for support' }).click();
    await expect(components.getByRole('row')).toHaveCount(34);

    await page.getByRole('button', { name: 'Import SBOM' }).click();
    await file.setInputFiles({ name: 'bom.json', mimeType: 'application/json', buffer: Buffer.from(BILL) });
    await expect(dialog(page).getByRole('button', { name: 'Take in' })).toBeDisabled();
    await expect(dialog(page).getByText('Unchanged').first()).toBeVisible();
  });
});
