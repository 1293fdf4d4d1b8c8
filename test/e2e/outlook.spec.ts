import { expect, type Hospital, PASSPHRASE, show, startHospital, test } from './fixtures.ts';
import { heading, look, navigation } from './looking.ts';

test.describe('the outlook', () => {
  let hospital: Hospital;
  test.beforeAll(async ({ prepared }) => {
    hospital = await startHospital(prepared);
    await hospital.ask.vault.unlock({ passphrase: PASSPHRASE });
    await hospital.ask.vault.fillSample({ devices: 300 });
  });
  test.afterAll(() => hospital.stop());
  test.beforeEach(async ({ page }) => {
    await page.goto(await hospital.newAddress());
    await navigation(page).getByRole('link', { name: 'Outlook' }).click();
    await expect(heading(page, 'Outlook')).toBeVisible();
  });
  test.afterEach(({ page }) => page.close());

  test('is moved through by keys, and tells each month in words and figures', async ({ page }) => {
    const { points } = await hospital.ask.support.outlook({});
    const unsupported = (place: number) => points.at(place)?.counts.unsupported ?? 0;
    const slider = page.getByRole('slider', { name: 'Month of the outlook' });
    const said = new RegExp(`^30 Nov 2029: ${unsupported(-1)} Unsupported, `);
    await expect(slider).toHaveAttribute('aria-valuetext', said);
    await slider.focus();
    await page.keyboard.press('ArrowLeft');
    await expect(page.getByText('On 31 Oct 2029', { exact: true })).toBeVisible();
    await page.keyboard.press('PageDown');
    await expect(page.getByText('On 31 Oct 2028', { exact: true })).toBeVisible();
    await page.keyboard.press('Home');
    await expect(slider).toHaveAttribute('aria-valuetext', new RegExp(`^Today: ${unsupported(0)} Unsupported, `));
    await page.keyboard.press('ArrowLeft');
    await expect(slider).toHaveAttribute('aria-valuenow', '0');
    await page.keyboard.press('End');
    await expect(slider).toHaveAttribute('aria-valuenow', '36');
    // The picture is a place too: a click sets the month under the pointer.
    const box = await slider.boundingBox();
    await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + 60);
    await expect(slider).not.toHaveAttribute('aria-valuenow', '36');
  });

  test('leads from a figure to the devices that it counts, and back to its month', async ({ page }) => {
    const { points } = await hospital.ask.support.outlook({});
    const count = points[12]?.counts.unsupported ?? 0;
    await page.getByRole('slider').press('Home');
    await page.getByRole('slider').press('PageUp');
    await expect(page.getByText('On 30 Nov 2027', { exact: true })).toBeVisible();
    await page.getByRole('link', { name: `${count} devices, Unsupported, on 30 Nov 2027` }).click();
    await expect(heading(page, 'Devices')).toBeVisible();
    await expect(page.getByText('Seen from 30 Nov 2027, if nothing is done')).toBeVisible();
    await expect(page.getByText(new RegExp(`\\b${count} shown`))).toBeVisible();
    await page.goBack();
    await expect(page.getByText('On 30 Nov 2027', { exact: true })).toBeVisible();
    const department = page.getByRole('list', { name: 'By department' }).getByRole('link').first();
    const [, shown = ''] = /: (\d+) of /.exec((await department.getAttribute('aria-label')) ?? '') ?? [];
    await department.click();
    await expect(page.getByText(new RegExp(`\\b${shown} shown`))).toBeVisible();
    await page.goBack();
    const reason = page.getByRole('list', { name: 'Engineering plans' }).getByRole('link').first();
    const [, ended = ''] = /: (\d+) without support/.exec((await reason.getAttribute('aria-label')) ?? '') ?? [];
    await reason.click();
    await expect(page.getByText(new RegExp(`\\b${ended} shown`))).toBeVisible();
  });

  test('keeps to a department, has its figures as tables, and leaves as a file', async ({ page }) => {
    await page.getByRole('button', { name: 'Department', exact: true }).click();
    await page.getByRole('menuitemcheckbox').first().click();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('list', { name: 'By department' }).getByRole('listitem')).toHaveCount(1);
    await page.getByRole('button', { name: 'Clear all' }).click();
    for (const name of ['The fleet by end of support', 'By department', 'By reason']) {
      const card = page.getByRole('region', { name, exact: true }).first();
      await card.getByRole('button', { name: 'As a table' }).click();
      await expect(card.getByRole('table', { name })).toBeVisible();
    }
    const fleet = page.getByRole('table', { name: 'The fleet by end of support' });
    await expect(fleet.getByRole('row')).toHaveCount(38);
    await look(page, 'outlook, as tables');
    await page.getByRole('button', { name: 'Export' }).first().click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'PDF' }).click();
    expect((await download).suggestedFilename()).toBe('outlook-fleet-2026-11-21.pdf');
  });

  test('can be read and used by everyone', async ({ page }) => {
    test.slow();
    await expect(page.getByRole('list', { name: 'Engineering plans' })).toBeVisible();
    await look(page, 'outlook');
  });

  test('stands beside the timeline of a model, which can be read and used by everyone', async ({ page }) => {
    test.slow();
    await show(page, '/models');
    await page.getByText('InfuSmart Gateway').first().click();
    await expect(page.getByRole('img', { name: /^Timeline: / })).toBeVisible();
    await look(page, 'a model with its timeline');
    await page.getByRole('button', { name: 'As a table' }).click();
    await expect(page.getByRole('columnheader', { name: 'Said before' })).toBeVisible();
    await look(page, 'a model with its timeline as a table');
  });

  test('stands beside the cost of the plan, which can be read and used by everyone', async ({ page }) => {
    test.slow();
    await show(page, '/plan');
    await expect(page.getByRole('img', { name: /^Cost by budget year: FY/ })).toBeVisible();
    await look(page, 'the plan with its picture');
  });
});

test.describe('the outlook of an empty vault', () => {
  test('says what to do first', async ({ page, hospital }) => {
    await page.goto(hospital.address);
    await navigation(page).getByRole('link', { name: 'Outlook' }).click();
    await expect(page.getByText('Nothing to look ahead to')).toBeVisible();
    await look(page, 'outlook, empty');
  });
});

test.describe('the outlook of a large vault', () => {
  test('shows ten thousand devices', async ({ page, hospital }) => {
    test.setTimeout(180_000);
    await hospital.ask.vault.fillSample({ devices: 10_000 });
    await page.goto(hospital.address);
    await navigation(page).getByRole('link', { name: 'Outlook' }).click();
    const { points } = await hospital.ask.support.outlook({});
    const last = (points.at(-1)?.counts.unsupported ?? 0).toLocaleString('en');
    await expect(page.getByRole('slider')).toHaveAttribute('aria-valuetext', new RegExp(`: ${last} Unsupported, `));
    await look(page, 'outlook of ten thousand');
  });
});
