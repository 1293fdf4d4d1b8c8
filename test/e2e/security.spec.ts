import { copyFileSync, cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { download, expect, type Hospital, ORGANISATION, PASSPHRASE, show, test } from './fixtures.ts';
import { dialog, heading, look, lookAtDialog, navigation } from './looking.ts';

test.slow();

const FIRST = 'kamitu-rebasi-dunefa-wipare';
const OWN = 'three green boats sleep';
const passphrase = (page: Page) => page.getByLabel('Passphrase', { exact: true });
const unlock = (page: Page) => page.getByRole('button', { name: 'Unlock', exact: true });
const lock = (page: Page) => page.getByRole('button', { name: 'Lock', exact: true }).click();
const today = (page: Page) => heading(page, 'What needs a decision');
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();

async function toSecurity(page: Page, name: string): Promise<void> {
  await navigation(page).getByRole('link', { name: 'Security' }).click();
  await expect(heading(page, 'Security')).toBeVisible();
  await tab(page, name);
}

async function prove(page: Page, submit: string): Promise<void> {
  await dialog(page).getByLabel('Your passphrase').fill(PASSPHRASE);
  await dialog(page).getByRole('button', { name: submit }).click();
}

/** Where sheets are, nothing else is printed: the texts of the pages of a print. */
async function sheets(page: Page): Promise<string[]> {
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('#root')).toBeHidden();
  const texts = await page.locator('[data-paper] > *').allInnerTexts();
  await page.emulateMedia({ media: 'screen' });
  return texts;
}

test.describe('a vault with a key file', () => {
  test.use({ vaultIs: 'missing' });

  test('is made, and opens only with the file that was saved', async ({ page, hospital }) => {
    await page.goto(hospital.address);
    await page.getByRole('button', { name: 'Create a vault' }).click();
    await page.getByLabel('Hospital or organisation').fill(ORGANISATION);
    await page.getByLabel('Your name').fill('Ada Verne');
    await passphrase(page).fill('short7');
    await expect(page.getByText('9 more characters.')).toBeVisible();
    await page.getByLabel('Passphrase and a new key file').check();
    await expect(page.getByText('2 more characters.')).toBeVisible();
    await passphrase(page).fill('12345678');
    await expect(page.getByText('in the order of the alphabet or the keyboard')).toBeVisible();
    await passphrase(page).fill('boat lamp 9');
    await page.getByLabel('Passphrase again').fill('boat lamp 9');
    await look(page, 'create with a key file');
    await page.getByRole('button', { name: 'Create a vault' }).click();

    await expect(heading(page, 'Put the key file on a stick')).toBeVisible({ timeout: 30_000 });
    await look(page, 'key file to save');
    const saved = await download(page, () => page.getByRole('button', { name: 'Save the key file' }).click());
    expect(saved.name).toBe('medsteward-key-file.txt');
    const chosen = page.locator('input[type=file]');
    const file = { name: saved.name, mimeType: 'text/plain', buffer: Buffer.from(saved.bytes) };
    await chosen.setInputFiles({ ...file, buffer: Buffer.from('another file') });
    await expect(page.getByText('This is another file.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Continue' })).toBeDisabled();
    await chosen.setInputFiles(file);
    await page.getByRole('button', { name: 'Continue' }).click();

    await expect(heading(page, 'Keep the recovery key')).toBeVisible();
    const groups = await page.getByRole('main').getByRole('listitem').filter({ visible: true }).allInnerTexts();
    const [sheet = ''] = await sheets(page);
    for (const word of [...groups, ORGANISATION, 'Recovery key', 'Fingerprint of exports'])
      expect(sheet).toContain(word);
    await page.getByRole('button', { name: 'I have it on paper' }).click();
    await page.getByLabel('Recovery key, as it stands on your paper').fill(groups.join('-'));
    await page.getByRole('button', { name: 'Finish' }).click();
    await expect(today(page)).toBeVisible();

    await lock(page);
    await passphrase(page).fill('boat lamp 9');
    await unlock(page).click();
    await expect(page.getByRole('alert')).toContainText('does not open this vault');
    await page.locator('input[type=file]').setInputFiles(file);
    await look(page, 'sign in with a key file');
    await unlock(page).click();
    await expect(today(page)).toBeVisible();
  });
});

test('a person is added, chooses a passphrase of the own, and sees what the role allows', async ({
  page,
  hospital,
}) => {
  await page.goto(hospital.address);
  await toSecurity(page, 'People');
  await page.getByRole('button', { name: 'Add a person' }).click();
  await lookAtDialog(page, 'add a person');
  const first = dialog(page).getByLabel('First passphrase');
  const suggested = await first.inputValue();
  expect(suggested).toMatch(/^([bdfghjkmnprstvwz][aeiu]){3}(-([bdfghjkmnprstvwz][aeiu]){3}){3}$/);
  await dialog(page).getByRole('button', { name: 'Suggest another' }).click();
  await expect(first).not.toHaveValue(suggested);
  await dialog(page).getByLabel('Name', { exact: true }).fill('ada verne');
  await dialog(page).getByLabel('Viewer').check();
  await first.fill(FIRST);
  await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog(page)).toContainText('Somebody has this name already.');
  await dialog(page).getByLabel('Name', { exact: true }).fill('Ben Okoro');
  await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog(page)).toContainText('Ben Okoro can sign in');
  await expect(dialog(page)).toContainText(FIRST);
  await lookAtDialog(page, 'hand over');
  await dialog(page).getByRole('button', { name: 'It is handed over' }).click();
  await expect(page.getByRole('row', { name: /Ben Okoro/ })).toContainText('Has to choose a passphrase');
  await look(page, 'people');

  await lock(page);
  await page.getByLabel('Your name').fill('Ben Okoro');
  await passphrase(page).fill('not the passphrase at all');
  await unlock(page).click();
  const wrong = await page.getByRole('alert').textContent();
  await page.getByLabel('Your name').fill('Nobody');
  await unlock(page).click();
  await expect(page.getByRole('alert'), 'a name that is not there is not told from a wrong passphrase').toHaveText(
    wrong ?? '',
  );
  await page.getByLabel('Your name').fill('ben okoro');
  await passphrase(page).fill(FIRST);
  await unlock(page).click();
  await expect(heading(page, 'Choose a passphrase of your own')).toBeVisible();
  await expect(navigation(page)).toHaveCount(0);
  await look(page, 'first passphrase to replace');
  await page.getByLabel('Your passphrase').fill(FIRST);
  await page.getByLabel('New passphrase').fill(FIRST);
  await page.getByLabel('Passphrase again').fill(FIRST);
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByLabel('New passphrase').fill(OWN);
  await page.getByLabel('Passphrase again').fill(OWN);
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await expect(today(page)).toBeVisible();

  await expect(navigation(page).getByRole('link', { name: 'Import' })).toHaveCount(0);
  await expect(navigation(page).getByRole('link', { name: 'History' })).toHaveCount(0);
  await navigation(page).getByRole('link', { name: 'Devices' }).click();
  await expect(page.getByRole('button', { name: 'Export' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add device' })).toHaveCount(0);
  await toSecurity(page, 'My sign-in');
  await expect(page.getByRole('tab')).toHaveText(['My sign-in', 'Keys']);
});

test('a person gets another role, is removed, and the data key is made anew', async ({ page, hospital }) => {
  await hospital.ask.user.add({ name: 'Ben Okoro', role: 'viewer', passphrase: FIRST });
  await page.goto(hospital.address);
  await toSecurity(page, 'People');
  const ben = page.getByRole('row', { name: /Ben Okoro/ });
  await page.getByRole('button', { name: 'Actions for Ben Okoro' }).click();
  await page.getByRole('menuitem', { name: 'Role' }).click();
  await dialog(page).getByLabel('Auditor').check();
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(ben).toContainText('Auditor');
  await page.getByRole('button', { name: 'Actions for Ben Okoro' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(dialog(page)).toContainText('can still open that copy');
  await lookAtDialog(page, 'remove a person');
  await dialog(page).getByRole('button', { name: 'Remove' }).click();
  await expect(ben).toHaveCount(0);
  await page.getByRole('button', { name: 'New data key' }).click();
  await page.getByRole('button', { name: 'Make a new data key' }).click();
  await prove(page, 'Make it now');
  await expect(page.getByText('Everything is encrypted under a new data key.')).toBeVisible();
  await look(page, 'keys');
});

test('recovery keys and shares are made, printed, and open the vault', async ({ page, hospital }) => {
  await page.goto(hospital.address);
  await toSecurity(page, 'Ways in');
  await look(page, 'ways in');
  await page.getByRole('button', { name: 'Make a new one' }).click();
  await dialog(page).getByLabel('Your passphrase').fill('not the passphrase at all');
  await dialog(page).getByRole('button', { name: 'Make the key' }).click();
  await expect(dialog(page).getByRole('alert')).toContainText('Nothing was changed.');
  await prove(page, 'Make the key');
  await expect(dialog(page)).toContainText('Keep the recovery key');
  const key = (await dialog(page).getByRole('listitem').allInnerTexts()).join('-');
  expect(key).toMatch(/^[0-9A-HJKMNP-TV-Z]{6}(-[0-9A-HJKMNP-TV-Z]{6}){5}$/);
  expect((await sheets(page)).join(), 'the sheet of the new key').toContain(key.slice(0, 6));
  await lookAtDialog(page, 'new recovery key');
  await dialog(page).getByRole('button', { name: 'I have it on paper' }).click();

  await page.getByRole('button', { name: 'Make shares' }).click();
  await expect(dialog(page)).toContainText('Any 2 of 3 open the vault; 1 may be lost.');
  await prove(page, 'Make the shares');
  await expect(dialog(page)).toContainText('Hand out the shares');
  const lists = await dialog(page).getByRole('list').all();
  const shares = await Promise.all(
    lists.map(async (list) => (await list.getByRole('listitem').allInnerTexts()).join('-')),
  );
  expect(shares).toHaveLength(3);
  const printed = await sheets(page);
  expect(printed).toHaveLength(3);
  for (const [index, sheet] of printed.entries()) expect(sheet).toContain(`Recovery share ${index + 1} of 3`);
  await lookAtDialog(page, 'new shares');
  await dialog(page).getByRole('button', { name: 'I have them on paper' }).click();
  await expect(page.getByText('Any 2 of 3 shares')).toBeVisible();

  await lock(page);
  await page.getByRole('button', { name: 'Use recovery shares instead' }).click();
  const [, second = '', third = ''] = shares;
  await page.getByLabel('Share 1').fill(third.toLowerCase());
  await page.getByLabel('Share 2').fill(second.slice(0, -1));
  await unlock(page).click();
  await expect(page.getByRole('alert')).toContainText('Share 2 has a wrong or missing letter.');
  await expect(page.getByLabel('Share 2')).toHaveAttribute('aria-invalid', 'true');
  await look(page, 'sign in with shares, one mistyped');
  await page.getByLabel('Share 2').fill(second);
  await expect(page.getByLabel('Share 3')).toBeVisible();
  await unlock(page).click();
  await expect(heading(page, 'Choose a passphrase of your own')).toBeVisible();
  await expect(page.getByLabel('Your passphrase'), 'it was lost').toHaveCount(0);
  await page.getByLabel('New passphrase').fill(OWN);
  await page.getByLabel('Passphrase again').fill(OWN);
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await expect(today(page)).toBeVisible();
});

test('the next attempt waits after several failures', async ({ page, hospital }) => {
  await hospital.ask.vault.lock({});
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await hospital.ask.vault.unlock({ passphrase: 'not the passphrase at all' }).catch(() => undefined);
  }
  await page.goto(hospital.address);
  await expect(page.getByText('After several failures the next attempt has to wait.')).toBeVisible();
  await expect(page.getByText(/^\d+ seconds? left\.$/)).toBeVisible();
  await passphrase(page).fill(PASSPHRASE);
  await expect(unlock(page)).toBeDisabled();
});

test('the policy holds for everybody, and asks for a key file at the next sign-in', async ({ page, hospital }) => {
  await page.goto(hospital.address);
  await toSecurity(page, 'Policy');
  await expect(page.getByLabel('Minutes until it locks')).toHaveValue('5');
  await page.getByLabel('Minutes until it locks').fill('16');
  await expect(page.getByText('A whole number between 1 and 15.')).toBeVisible();
  await look(page, 'policy, with a number that does not fit');
  await page.getByLabel('Minutes until it locks').fill('2');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The policy was saved.')).toBeVisible();
  expect((await hospital.ask.vault.status()).locksInSeconds).toBeLessThanOrEqual(120);

  await page.getByRole('combobox', { name: 'Key file' }).click();
  await page.getByRole('option', { name: 'Asked of administrators' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('Take a key file yourself first');

  await tab(page, 'My sign-in');
  await look(page, 'my sign-in');
  await page.getByRole('button', { name: 'Change the passphrase' }).click();
  await dialog(page).getByLabel('Your passphrase').fill(PASSPHRASE);
  await dialog(page).getByLabel('New passphrase').fill(OWN);
  await dialog(page).getByLabel('Passphrase again').fill(OWN);
  await dialog(page).getByLabel('Passphrase and a new key file').check();
  await lookAtDialog(page, 'change the passphrase');
  await dialog(page).getByRole('button', { name: 'Change it' }).click();
  const saved = await download(page, () => dialog(page).getByRole('button', { name: 'Save the key file' }).click());
  const file = { name: saved.name, mimeType: 'text/plain', buffer: Buffer.from(saved.bytes) };
  await dialog(page).locator('input[type=file]').setInputFiles(file);
  await dialog(page).getByRole('button', { name: 'Finish' }).click();
  await expect(page.getByText('Needed beside the passphrase')).toBeVisible();
  await lock(page);
  await passphrase(page).fill(OWN);
  await page.locator('input[type=file]').setInputFiles(file);
  await unlock(page).click();
  await expect(today(page)).toBeVisible();
});

test('a window that nobody touches says that it locks, and stays when somebody is there', async ({
  page,
  hospital,
}) => {
  await hospital.ask.vault.setPolicy({ ...(await hospital.ask.vault.status()).policy, autoLockMinutes: 1 });
  await page.goto(hospital.address);
  await expect(today(page)).toBeVisible();
  // Nobody is there for half a minute: time is the program's, and no clock that could be set has a say in it.
  await expect(page.getByText(/^Locks in \d+ seconds?$/)).toBeVisible({ timeout: 50_000 });
  await look(page, 'shortly before the lock');
  await page.getByRole('button', { name: 'Stay' }).click();
  await expect(page.getByText(/^Locks in/)).toHaveCount(0);
});

/** Puts an older database beside the vault file of now, as a careless copy would. */
async function goBack(hospital: Hospital): Promise<void> {
  const [now, before] = [hospital.vault, `${hospital.vault}-before`];
  await hospital.ask.vault.lock({});
  cpSync(now, before, { recursive: true });
  await hospital.ask.vault.unlock({ passphrase: PASSPHRASE });
  await hospital.ask.vault.fillSample({ devices: 5 });
  await hospital.ask.vault.lock({});
  for (const name of readdirSync(now).filter((one) => /-(wal|shm)$/.test(one))) rmSync(join(now, name));
  copyFileSync(join(before, 'steward.db'), join(now, 'steward.db'));
  rmSync(before, { recursive: true });
}

test('a history that went back is said before anything else, and changes nothing', async ({ page, hospital }) => {
  await goBack(hospital);
  await page.goto(hospital.address);
  await passphrase(page).fill(PASSPHRASE);
  await unlock(page).click();
  await expect(heading(page, 'The history is not the one that was last known')).toBeVisible();
  await expect(page.getByRole('main')).toContainText(/Last known was entry \d+/);
  await expect(page.getByRole('main')).toContainText(/At least \d+ entr/);
  await look(page, 'history in doubt');
  await page.getByRole('button', { name: 'Look around' }).click();
  await expect(page.getByText('changes are refused')).toBeVisible();
  await look(page, 'looking around while the history is in doubt');
  await navigation(page).getByRole('link', { name: 'Devices' }).click();
  await expect(page.getByRole('button', { name: 'Add device' })).toHaveCount(0);
  await page.getByRole('button', { name: 'What happened and what to do' }).click();
  await page.getByRole('button', { name: 'Accept the history' }).click();
  await prove(page, 'Accept');
  await expect(page.getByText('changes are refused')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Add device' }).first()).toBeVisible();
});

test('a backup is made, tested, restored and undone', async ({ page, hospital }) => {
  await page.goto(hospital.address);
  await toSecurity(page, 'Backups');
  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect(page.getByText('The backup was made, and could be restored')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'Yes, tested' }).first()).toBeVisible();
  await look(page, 'backups');
  await hospital.ask.vendor.create({
    name: 'Norvia Medical',
    aliases: [],
    roles: ['manufacturer'],
    website: null,
    securityContact: null,
    contacts: [],
    notes: null,
  });

  const row = page.getByRole('row').filter({ hasText: 'Yes, tested' }).first();
  await row.getByRole('button', { name: 'Test again' }).click();
  await expect(page.getByText('It could be restored')).toBeVisible();
  const file = await download(page, () => row.getByRole('button', { name: 'Download' }).click());
  expect(file.name).toMatch(/\.medsteward-backup$/);

  await page.getByRole('button', { name: 'Restore another file' }).click();
  await dialog(page)
    .locator('input[type=file]')
    .setInputFiles({
      name: file.name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(file.bytes),
    });
  await expect(dialog(page)).toContainText(file.name);
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();

  await row.getByRole('button', { name: 'Restore' }).click();
  await expect(dialog(page).getByRole('row', { name: /Vendors/ })).toContainText('01');
  await passphrase(page).fill('not the passphrase at all');
  await dialog(page).getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(dialog(page).getByRole('alert')).toContainText('Nothing was changed.');
  await lookAtDialog(page, 'restore, with a wrong passphrase');
  await passphrase(page).fill(PASSPHRASE);
  await dialog(page).getByRole('button', { name: 'Restore', exact: true }).click();

  await expect(unlock(page)).toBeVisible({ timeout: 30_000 });
  await passphrase(page).fill(PASSPHRASE);
  await unlock(page).click();
  await expect(today(page)).toBeVisible();
  const vendors = navigation(page).getByRole('link', { name: 'Vendors' });
  await expect(vendors).toContainText('0');
  await toSecurity(page, 'Backups');
  await page.getByRole('button', { name: 'Undo the last restore' }).click();
  await dialog(page).getByRole('button', { name: 'Undo the last restore' }).click();
  await expect(unlock(page)).toBeVisible({ timeout: 30_000 });
  await show(page, '/');
  await passphrase(page).fill(PASSPHRASE);
  await unlock(page).click();
  await expect(vendors).toContainText('1');
});
