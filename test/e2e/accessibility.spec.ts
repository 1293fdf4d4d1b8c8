import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, PASSPHRASE, test } from './fixtures.ts';
import { dialog, heading, look, tabUntil } from './looking.ts';

test.describe('before the vault is open', () => {
  test.slow();
  test.use({ vaultIs: 'missing' });

  test('every screen can be read and used by everyone', async ({ page, hospital }) => {
    await page.goto(hospital.address);
    await expect(heading(page, 'Welcome')).toBeVisible();
    await look(page, 'first run');
    await page.getByRole('button', { name: 'Create a vault' }).click();
    await page.getByRole('button', { name: 'Create a vault' }).click();
    await expect(page.getByText('Please fill this in.').first()).toBeVisible();
    await look(page, 'create a vault, with what is missing');
    await page.getByLabel('Hospital or organisation').fill('St. Anne Hospital');
    await page.getByLabel('Your name').fill('Ada Verne');
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await page.getByLabel('Passphrase again').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Create a vault' }).click();
    await expect(heading(page, 'Keep the recovery key')).toBeVisible({ timeout: 30_000 });
    await look(page, 'recovery key');
    const groups = await page.getByRole('main').getByRole('listitem').filter({ visible: true }).allInnerTexts();
    await page.getByRole('button', { name: 'I have it on paper' }).click();
    await page.getByLabel('Recovery key, as it stands on your paper').fill('wrong');
    await page.getByRole('button', { name: 'Finish' }).click();
    await expect(page.getByText('That is not the key.')).toBeVisible();
    await look(page, 'recovery key typed back, wrong');
    await page.getByLabel('Recovery key, as it stands on your paper').fill(groups.join('-'));
    await page.getByRole('button', { name: 'Finish' }).click();
    await expect(heading(page, 'What needs a decision')).toBeVisible();
    await hospital.ask.vault.lock({});

    await expect(heading(page, 'Unlock')).toBeVisible();
    await look(page, 'unlock');
    await page.getByLabel('Passphrase', { exact: true }).fill('wrong');
    await page.getByRole('button', { name: 'Unlock', exact: true }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await look(page, 'unlock, wrong');

    const files = ['vault.json', 'vault.json.bak'].map((name) => join(hospital.vault, name));
    const write = (text: string) => files.map((file) => writeFileSync(file, text));
    const whole = readFileSync(files[0] ?? '', 'utf8');
    write(whole.slice(0, 100));
    await page.reload();
    await expect(heading(page, 'The vault file is not as it was written')).toBeVisible();
    await look(page, 'damaged vault');
    write(whole.replace(/"formatVersion": ?2/, '"formatVersion": 3'));
    await page.reload();
    await expect(heading(page, 'This vault needs a newer MedSteward')).toBeVisible();
    await look(page, 'newer vault');
  });

  test('the way into the vault, to a device and back needs no mouse', async ({ page, hospital }) => {
    await page.goto(hospital.address);
    const tabTo = (role: Parameters<typeof tabUntil>[1], name: string | RegExp) => tabUntil(page, role, name);
    await expect(heading(page, 'Welcome')).toBeVisible();
    await tabTo('button', 'Create a vault');
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Hospital or organisation')).toBeFocused();
    await page.keyboard.type('St. Anne Hospital');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Ada Verne');
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSPHRASE);
    await tabTo('textbox', 'Passphrase again');
    await page.keyboard.type(PASSPHRASE);
    await page.keyboard.press('Enter');

    await expect(heading(page, 'Keep the recovery key')).toBeVisible({ timeout: 30_000 });
    const groups = await page.getByRole('main').getByRole('listitem').filter({ visible: true }).allTextContents();
    await tabTo('button', 'I have it on paper');
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Recovery key, as it stands on your paper')).toBeFocused();
    await page.keyboard.type(groups.join(''));
    await page.keyboard.press('Enter');
    await expect(heading(page, 'What needs a decision')).toBeVisible();
    await hospital.ask.vault.fillSample({ devices: 40 });

    await page.keyboard.press('Control+k');
    await page.keyboard.type('lock');
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();
    await page.keyboard.type(PASSPHRASE);
    await page.keyboard.press('Enter');
    await expect(heading(page, 'What needs a decision')).toBeVisible();

    await tabTo('link', /^Devices/);
    await page.keyboard.press('Enter');
    await expect(heading(page, 'Devices')).toBeVisible();
    const shown = page.getByText(/ shown$/);
    await expect(shown).toBeVisible();
    const all = (await shown.textContent()) ?? '';
    await page.keyboard.press('/');
    await page.keyboard.type('gateway');
    await expect(shown).not.toHaveText(all);
    const row = page
      .getByRole('grid')
      .getByRole('row', { name: /Gateway/ })
      .first();
    await expect(row).toBeVisible();
    for (let step = 0; step < 20 && !(await page.evaluate(inGrid)); step += 1) await page.keyboard.press('Tab');
    expect(await page.evaluate(inGrid), 'the grid is reached by the Tab key').toBe(true);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(heading(page, /Gateway/)).toBeVisible();

    await tabTo('button', 'Record');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitem').first()).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(dialog(page).getByRole('textbox', { name: 'Date', exact: true })).toBeFocused();
    await page.keyboard.type('30 Jun 2031');
    await page.keyboard.press('Enter');
    await expect(dialog(page)).toHaveCount(0);
    await expect(page.getByRole('status').filter({ hasText: 'The date was recorded' })).toBeVisible();
    await tabTo('tab', 'Support');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('tab', { name: 'Details' })).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('devices');
    await page.keyboard.press('Enter');
    await expect(heading(page, 'Devices')).toBeVisible();
  });
});

function inGrid(): boolean {
  return document.activeElement?.closest('[role=grid], [role=treegrid]') !== null;
}
