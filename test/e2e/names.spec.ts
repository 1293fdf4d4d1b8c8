import { expect, show, test } from './fixtures.ts';
import { look } from './looking.ts';

const FILE = `asset_tag,manufacturer,model,department
N-1,Kestrel Medical,Hover 12,ICU
N-2,Kestrel Medical,Hover 14,ICU
N-3,Kesterl Medical,Hover 12,Ward
N-4,Merlin Labs,Owl 3,Ward
N-5,Merlni Labs,Owl 4,Ward
`;

test('names that a file spells in two ways are merged after a look, or told apart', async ({ page, hospital }) => {
  await page.goto(hospital.address);
  await show(page, '/import');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'spelt.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) });
  await page.getByRole('button', { name: 'Take in 5 rows' }).click();
  await expect(page.getByRole('heading', { name: '5 rows of spelt.csv were taken in' })).toBeVisible();

  await show(page, '/names');
  await expect(page.getByRole('heading', { name: 'Clean names', level: 1 })).toBeVisible();
  const pairs = page.getByRole('list', { name: 'Pairs of names' }).getByRole('listitem');
  await expect(pairs).toHaveCount(2);
  const kestrel = pairs.filter({ hasText: 'Kestrel Medical' });
  await expect(kestrel).toContainText('2 devices, 2 models, 0 contracts');
  await expect(kestrel).toContainText('Differ by one letter');
  await expect(kestrel).toContainText('from spelt.csv');
  await look(page, 'names that look like one');

  await kestrel.getByRole('button', { name: 'The same…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Make these two one' });
  await expect(dialog).toContainText('Models of the same name, merged in turn: Hover 12.');
  await expect(dialog).toContainText('Remembered as another name: Kesterl Medical.');
  await look(page, 'two names become one');
  await dialog.getByRole('button', { name: 'Merge' }).click();
  await expect(dialog).toBeHidden();
  await expect(pairs).toHaveCount(1);

  await pairs.getByRole('button', { name: 'Different' }).click();
  await expect(page.getByText('No names look alike')).toBeVisible();

  const { rows } = await hospital.ask.vendor.list({ search: 'Kest' });
  expect(rows).toMatchObject([{ name: 'Kestrel Medical', aliases: ['Kesterl Medical'], models: 2, devices: 3 }]);
});
