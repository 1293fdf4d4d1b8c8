import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openSql, type SqlConnection } from '../../main/data/connection.ts';
import { DATABASE_FILE } from '../../main/data/vault-file.ts';
import { gudidAnswer } from '../support/gudid.ts';
import { dressUp, HOSTILE } from '../support/hostile-texts.ts';
import { databaseKeyOf } from '../support/program.ts';
import { expect, PASSPHRASE, show, test } from './fixtures.ts';
import { dialog, settled } from './looking.ts';

/** Of which table a screen shows one record: the screen at `/devices/:id` one of the devices. */
const SHOWS: Readonly<Record<string, string>> = {
  '/devices/:id': 'Device',
  '/models/:id': 'DeviceModel',
  '/statements/:id': 'Mds2Statement',
  '/vendors/:id': 'Vendor',
  '/contracts/:id': 'Contract',
  '/clauses/contracts/:id': 'Contract',
  '/clauses/:id': 'Clause',
  '/obligations/:id': 'Obligation',
  '/procurement/:id': 'ProcurementCase',
  '/checklists/:id': 'Assessment',
  '/templates/:id': 'ChecklistTemplate',
  '/advisories/:id': 'Advisory',
  '/exceptions/:id': 'RiskException',
};

/** Every screen there is, as the program itself lists them; one that shows a record shows the one that most others speak of. */
function screens(sql: SqlConnection): string[] {
  const routes = readFileSync(join(import.meta.dirname, '../../renderer/app/routes.tsx'), 'utf8');
  const paths = [...routes.matchAll(/screen\(\s*'([^']+)'/g)].map(([, path]) => path ?? '');
  return paths.map((path) => {
    if (!path.includes(':id')) return path;
    const record = sql.prepare(`SELECT "id" FROM "${SHOWS[path]}" ORDER BY "id" LIMIT 1`).get() as { id: string };
    return path.replace(':id', record.id);
  });
}

/** Comes to another screen without loading the window anew: the one before is gone when its heading is. */
async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    for (const heading of document.querySelectorAll('h1')) heading.setAttribute('data-before', '');
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate', { state: null }));
  }, path);
  await expect(page.locator('h1[data-before]')).toHaveCount(0);
  await settled(page);
}

/** What the window took for something else than text, and whether it shows such a text at all. */
function taken(page: Page) {
  return page.evaluate((payloads) => {
    const links = [...document.querySelectorAll('a[href], area[href], form[action], [src]')];
    const addresses = (element: Element) => ['href', 'action', 'src'].map((name) => element.getAttribute(name) ?? '');
    const fields = [...document.querySelectorAll('input, textarea')].map(
      (field) => Reflect.get(field, 'value') as string,
    );
    const text = [document.body.textContent ?? '', ...fields].join('\n');
    return {
      ran: Reflect.get(window, 'ran') ?? null,
      odd: links.flatMap(addresses).filter((address) => /^\s*(javascript|data|vbscript):/i.test(address)),
      made: document.querySelectorAll('iframe, object, embed, img[onerror], svg[onload], main style').length,
      shown: payloads.some((payload) => text.includes(payload)),
    };
  }, HOSTILE);
}

test('texts that were made to be taken for something else are shown as they are, on every screen', async ({
  page,
  hospital,
}) => {
  test.slow();
  const seen: string[] = [];
  page.on('request', (request) => seen.push(request.url()));
  page.on('dialog', (asked) => seen.push(`dialog: ${asked.message()}`));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      console.error(`policy: ${violatedDirective} ${blockedURI}`);
    });
  });
  await hospital.ask.vault.fillSample({ devices: 40, seed: 41 });
  const proof = { kind: 'passphrase', secret: PASSPHRASE, secondFactor: null } as const;
  const behind = openSql(join(hospital.vault, DATABASE_FILE), await databaseKeyOf(hospital.vault, proof));
  expect(dressUp(behind), 'columns that hold such a text').toBeGreaterThan(100);
  const paths = screens(behind);
  behind.close();

  let shown = 0;
  const look = async (where: string) => {
    const { shown: here, ...rest } = await taken(page);
    expect([where, rest]).toEqual([where, { ran: null, odd: [], made: 0 }]);
    if (here) shown += 1;
  };
  await page.goto(hospital.address);
  await show(page, '/security');
  await settled(page);
  for (const path of paths) {
    await go(page, path);
    await look(path);
    const tabs = page.getByRole('main').getByRole('tab');
    for (let at = 1; at < (await tabs.count()); at += 1) {
      await tabs.nth(at).click();
      await settled(page);
      await look(`${path}, ${await tabs.nth(at).textContent()}`);
    }
  }
  expect(shown, 'screens that showed one').toBeGreaterThan(40);

  // A file that is one hostile text, from its name to its last cell, on its way in.
  const head = ['asset_tag', 'manufacturer', 'model', 'notes', ...HOSTILE].map(
    (text) => `"${text.replaceAll('"', '""')}"`,
  );
  const rows = HOSTILE.map((text, row) => [`H-${row}`, ...Array.from({ length: head.length - 1 }, () => text)]);
  const cells = rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(','));
  const file = {
    name: `${HOSTILE[0]}.csv`,
    mimeType: 'text/csv',
    buffer: Buffer.from([head.join(','), ...cells].join('\n')),
  };
  await show(page, '/import');
  await page.locator('input[type=file]').first().setInputFiles(file);
  const takeIn = page.getByRole('button', { name: /^Take in \d+ rows$/ });
  await expect(takeIn).toBeVisible();
  await look('the look at a file');
  await takeIn.click();
  await expect(page.getByRole('heading', { name: /rows of .* were taken in$/ })).toBeVisible();
  await look('a file that was taken in');

  await show(page, paths.find((path) => path.startsWith('/models/')) ?? '');
  await page.getByRole('button', { name: 'Read a GUDID answer' }).click();
  const [brandName, catalogNumber, companyName, versionModelNumber] = HOSTILE;
  const answer = gudidAnswer({ brandName, catalogNumber, companyName, versionModelNumber });
  await dialog(page)
    .locator('input[type=file]')
    .setInputFiles({ name: `${HOSTILE[0]}.json`, mimeType: 'application/json', buffer: Buffer.from(answer) });
  await expect(dialog(page)).toContainText('1 read');
  await look('an answer of GUDID');

  await show(page, '/devices');
  const row = page
    .getByRole('grid')
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') });
  const selection = page.getByRole('region', { name: 'What to do with the selection' });
  await expect(row.first()).toContainText(/Unsupported|Supported|Unknown|Ends/);
  await row.first().getByRole('gridcell').nth(1).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await expect(selection).toContainText('selected');
  await selection.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(dialog(page)).toBeVisible();
  await dialog(page).getByRole('combobox', { name: 'Add a field' }).click();
  await page.getByRole('option', { name: 'Location' }).click();
  await dialog(page).getByRole('textbox', { name: 'Location' }).fill(HOSTILE[1]);
  await expect(dialog(page).getByRole('grid')).toContainText(HOSTILE[1]);
  await look('many devices that change');
  await page.keyboard.press('Escape');

  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('<img');
  await expect(page.getByRole('option').first()).toBeVisible();
  await look('the search');
  expect(seen.filter((address) => /x\.png|css\.png|^dialog/.test(address))).toEqual([]);
});
