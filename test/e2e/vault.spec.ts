import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { findResources } from '../../main/app/resources.ts';
import { newId } from '../../main/app/system.ts';
import { KDF_STRENGTH } from '../../main/data/keys.ts';
import { readMigrations } from '../../main/data/migrate.ts';
import { openVault } from '../../main/data/vault.ts';
import type { Instant } from '../../main/domain/day.ts';
import { expect, exportAs, isAtHome, ORGANISATION, PASSPHRASE, test } from './fixtures.ts';
import { REGISTER_CSV, SERIALS } from './register-file.ts';

const passphrase = (page: Page) => page.getByLabel('Passphrase', { exact: true });
const unlock = (page: Page) => page.getByRole('button', { name: 'Unlock', exact: true });
/** A new vault derives several keys, each meant to be slow. */
const SLOW = { timeout: 30_000 };
/** Whoever came in by recovery has to choose a passphrase first. */
const ownPassphrase = (page: Page) => page.getByRole('heading', { level: 1, name: 'Choose a passphrase of your own' });
const today = (page: Page) => page.getByRole('heading', { level: 1, name: 'What needs a decision' });

/** What lies in a folder: every file with its content, but for the note of failed attempts. */
function contentsOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name !== 'vault.attempts');
  const files = names.filter((name) => statSync(join(folder, name)).isFile()).sort();
  return Object.fromEntries(
    files.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ]),
  );
}

test.describe('a new vault', () => {
  test.use({ vaultIs: 'missing' });

  test('is made with a passphrase and a recovery key that is typed back', async ({ page, hospital }) => {
    await page.goto(hospital.address);
    await expect(page.getByRole('heading', { level: 1, name: 'Welcome' })).toBeVisible();
    await page.getByRole('button', { name: 'Create a vault' }).click();

    const create = page.getByRole('button', { name: 'Create a vault' });
    await create.click();
    await expect(page.getByText('Please fill this in.')).toHaveCount(2);
    await page.getByLabel('Hospital or organisation').fill(ORGANISATION);
    await page.getByLabel('Your name').fill('Ada Verne');

    await passphrase(page).fill('too short');
    await page.getByLabel('Passphrase again').fill('too short');
    await expect(page.getByText('6 more characters. A few words in a row do well.')).toBeVisible();
    await create.click();
    await expect(passphrase(page)).toHaveAttribute('aria-invalid', 'true');
    expect(existsSync(hospital.vault), 'nothing is made with a short passphrase').toBe(false);

    await passphrase(page).fill(PASSPHRASE);
    await page.getByLabel('Passphrase again').fill(`${PASSPHRASE}!`);
    await expect(page.getByText('The two are not the same yet.')).toBeVisible();
    await create.click();
    await expect(page.getByLabel('Passphrase again')).toHaveAttribute('aria-invalid', 'true');
    expect(existsSync(hospital.vault), 'nothing is made with two passphrases').toBe(false);

    await page.getByLabel('Passphrase again').fill(PASSPHRASE);
    await create.click();

    await expect(page.getByRole('heading', { level: 1, name: 'Keep the recovery key' })).toBeVisible(SLOW);
    const groups = await page.getByRole('main').getByRole('listitem').filter({ visible: true }).allInnerTexts();
    const key = groups.join('-');
    expect(key).toMatch(/^[0-9A-HJKMNP-TV-Z]{6}(-[0-9A-HJKMNP-TV-Z]{6}){5}$/);

    await page.getByRole('button', { name: 'I have it on paper' }).click();
    await expect(page.getByText(key), 'it has to come from the paper').toHaveCount(0);
    const typed = page.getByLabel('Recovery key, as it stands on your paper');
    const wrong = (key.startsWith('7') ? '8' : '7') + key.slice(1);
    await typed.fill(wrong);
    await page.getByRole('button', { name: 'Finish' }).click();
    await expect(page.getByText('That is not the key. Compare it group by group with your paper.')).toBeVisible();
    await typed.fill(key.toLowerCase().replaceAll('-', ' '));
    await page.getByRole('button', { name: 'Finish' }).click();
    await expect(today(page)).toBeVisible();
    await expect(page.getByText('was never typed back')).toHaveCount(0);

    const written = readFileSync(join(hospital.vault, 'vault.json'), 'utf8');
    expect(written).not.toContain(key);
    expect(written).not.toContain(PASSPHRASE);

    await page.getByRole('button', { name: 'Lock', exact: true }).click();
    await expect(unlock(page)).toBeVisible();
    await page.getByRole('button', { name: 'Use the recovery key instead' }).click();
    await page.getByLabel('Recovery key').fill(key);
    await unlock(page).click();
    await expect(ownPassphrase(page)).toBeVisible();
  });

  test('is not needed to look around in the sample hospital', async ({ page, hospital }) => {
    const inSample = () => {
      const folder = join(hospital.vault, '../sample');
      return existsSync(folder) ? Object.keys(contentsOf(folder)) : [];
    };
    await page.goto(hospital.address);
    await page.getByRole('button', { name: 'Open the sample hospital' }).click();
    await expect(today(page)).toBeVisible();
    await expect(page.getByText('Sample hospital. Nothing here is real')).toBeVisible();
    const devices = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Devices' });
    await expect(devices).toContainText('1,200');
    expect(inSample().filter((name) => name.endsWith('steward.db'))).toHaveLength(1);
    expect(existsSync(hospital.vault), 'the sample is not a vault of the hospital').toBe(false);

    await page.getByRole('button', { name: 'Lock', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Welcome' })).toBeVisible();
    expect(inSample(), 'the sample is thrown away').toEqual([]);
  });
});

test.describe('a locked vault', () => {
  test.use({ vaultIs: 'locked' });

  test('opens by its passphrase or its recovery key, and by nothing else', async ({ page, hospital, prepared }) => {
    const before = contentsOf(hospital.vault);
    await page.goto(hospital.address);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Unlock');
    await passphrase(page).fill('not the passphrase at all');
    await unlock(page).click();
    await expect(page.getByRole('alert')).toContainText('That passphrase does not open this vault.');
    await expect(page.getByRole('alert')).toContainText('Nothing was changed.');
    expect(contentsOf(hospital.vault)).toEqual(before);

    await passphrase(page).fill(PASSPHRASE);
    await expect(page.getByRole('alert')).toHaveCount(0);
    await unlock(page).click();
    await expect(today(page)).toBeVisible();
    await expect(page.getByText(ORGANISATION)).toBeVisible();

    await page.getByRole('button', { name: 'Lock', exact: true }).click();
    await page.getByRole('button', { name: 'Use the recovery key instead' }).click();
    const { recoveryKey } = prepared;
    await page.getByLabel('Recovery key').fill((recoveryKey.startsWith('7') ? '8' : '7') + recoveryKey.slice(1));
    await unlock(page).click();
    await expect(page.getByRole('alert')).toContainText('That key does not open this vault.');
    await page.getByLabel('Recovery key').fill(recoveryKey);
    await unlock(page).click();
    await expect(ownPassphrase(page)).toBeVisible();
  });

  test('says when its vault file is damaged, and changes nothing', async ({ page, hospital }) => {
    const files = ['vault.json', 'vault.json.bak'].map((name) => join(hospital.vault, name));
    const [file = ''] = files;
    const whole = readFileSync(file, 'utf8');
    const altered = whole.replace('"cipher": "sqlcipher"', '"cipher": "chacha20"');
    expect(altered).not.toBe(whole);
    for (const one of files) writeFileSync(one, altered);
    const before = contentsOf(hospital.vault);
    await page.goto(hospital.address);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('The vault file is not as it was written');
    await expect(page.getByRole('main')).toContainText('Nothing was changed or deleted.');
    await expect(page.getByRole('main')).toContainText('Copy the whole folder to a safe place');
    expect(contentsOf(hospital.vault)).toEqual(before);

    writeFileSync(file, whole);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(unlock(page)).toBeVisible();
  });

  test('says when its database is missing', async ({ page, hospital }) => {
    rmSync(join(hospital.vault, 'steward.db'));
    const before = contentsOf(hospital.vault);
    await page.goto(hospital.address);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('The vault is damaged');
    await expect(page.getByRole('main')).toContainText('Bring back vault.json or steward.db from a backup');
    await expect(page.getByRole('button', { name: 'Create a vault' })).toHaveCount(0);
    expect(contentsOf(hospital.vault)).toEqual(before);
  });

  test('says when a newer program has changed it', async ({ page, hospital }) => {
    const vault = await openVault(
      {
        folder: hospital.vault,
        migrations: readMigrations(findResources().migrations),
        now: () => '2026-11-21T10:00:00.000Z' as Instant,
        newId,
        program: '0.0.0',
        kdf: KDF_STRENGTH,
      },
      { kind: 'passphrase', secret: PASSPHRASE, secondFactor: null },
      {},
    );
    vault.writer.sql.pragma('user_version = 900');
    await vault.close();
    const before = contentsOf(hospital.vault);

    await page.goto(hospital.address);
    await passphrase(page).fill(PASSPHRASE);
    await unlock(page).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This vault needs a newer MedSteward');
    await expect(page.getByRole('main')).toContainText('Nothing was changed.');
    expect(contentsOf(hospital.vault)).toEqual(before);
  });

  test('works without a network and keeps what is in it from other eyes', async ({ page, hospital }) => {
    const reached: string[] = [];
    await page.context().route('**/*', async (route) => {
      const url = route.request().url();
      if (isAtHome(url)) return route.continue();
      reached.push(url);
      return route.abort();
    });
    await page.goto(hospital.address);
    await passphrase(page).fill(PASSPHRASE);
    await unlock(page).click();
    await expect(today(page)).toBeVisible();

    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Import' }).click();
    await page.locator('input[type=file]').setInputFiles({
      name: 'register.csv',
      mimeType: 'text/csv',
      buffer: REGISTER_CSV,
    });
    await page.getByRole('button', { name: 'Take in 4 rows' }).click();
    await page.getByRole('link', { name: 'Open the register' }).click();
    await expect(page.getByRole('grid').getByText('000417')).toBeVisible();
    await expect(page.getByRole('grid').getByText('14 Oct 2025'), 'support is computed').toBeVisible();

    const { bytes } = await exportAs(page, 'Export', /CSV/);
    for (const tag of ['000417', '000918', '001203']) expect(new TextDecoder().decode(bytes)).toContain(tag);
    expect(reached).toEqual([]);

    const files = readdirSync(hospital.vault, { recursive: true, encoding: 'utf8' });
    expect(files).toContain('steward.db');
    for (const file of files.filter((name) => statSync(join(hospital.vault, name)).isFile())) {
      const content = readFileSync(join(hospital.vault, file));
      for (const word of [...SERIALS, 'InfuSmart', 'NORVIA', ORGANISATION]) {
        expect(content.includes(word), `${word} in ${file}`).toBe(false);
        expect(content.includes(Buffer.from(word, 'utf16le')), `${word} in ${file}`).toBe(false);
      }
    }
  });
});
