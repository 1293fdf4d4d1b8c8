import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { download, expect, ORGANISATION, PASSPHRASE, show, startHospital, test } from './fixtures.ts';

/** A new vault derives several keys, each meant to be slow. */
const SLOW = { timeout: 30_000 };

test('everything leaves as open files, and a new vault starts from them', async ({ page, hospital }) => {
  const { ask, vault } = hospital;
  const { id: vendorId } = await ask.vendor.create({
    name: 'Norvia Medical',
    aliases: [],
    roles: ['manufacturer'],
    securityContact: null,
    website: null,
    notes: null,
    contacts: [],
  });
  expect(vendorId).toBeTruthy();
  await page.goto(hospital.address);
  await show(page, '/reports');
  await expect(page.getByRole('heading', { level: 1, name: 'Reports' })).toBeVisible();
  await expect(page.getByText('Not encrypted: whoever has the archive can read all of it.')).toBeVisible();
  const { name, bytes } = await download(page, () => page.getByRole('button', { name: 'Save as open files' }).click());
  expect(name).toMatch(/^medsteward-.*\.zip$/);
  const archive = join(dirname(vault), name);
  writeFileSync(archive, bytes);

  const other = await startHospital(null);
  try {
    await page.goto(other.address);
    await page.getByRole('button', { name: 'Start from an open folder' }).click();
    await page.getByLabel('Hospital or organisation').fill('Another name');
    await page.getByLabel('Your name').fill('Ada Verne');
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await page.getByLabel('Passphrase again').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Create a vault' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Keep the recovery key' })).toBeVisible(SLOW);
    const groups = await page.getByRole('main').getByRole('listitem').filter({ visible: true }).allInnerTexts();
    await page.getByRole('button', { name: 'I have it on paper' }).click();
    await page.getByLabel('Recovery key, as it stands on your paper').fill(groups.join('-'));
    await page.getByRole('button', { name: 'Finish' }).click();

    await expect(page.getByRole('heading', { level: 1, name: 'Start from an open folder' })).toBeVisible();
    const chooses = page.getByLabel('Choose the archive…');
    await chooses.setInputFiles({ name: 'other.zip', mimeType: 'application/zip', buffer: Buffer.from('no archive') });
    await expect(page.getByRole('alert')).toBeVisible();
    await chooses.setInputFiles(archive);
    await expect(page.getByText(ORGANISATION)).toBeVisible(SLOW);
    await page.getByRole('button', { name: 'Take it in' }).click();
    await expect(page.getByText('records and 0 documents are in this vault')).toBeVisible(SLOW);
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'What needs a decision' })).toBeVisible();
    await show(page, '/vendors');
    await expect(page.getByRole('gridcell', { name: 'Norvia Medical' })).toBeVisible();
  } finally {
    await page.goto('about:blank');
    await other.stop();
  }
});
