import { expect, test } from './fixtures.ts';

test.describe('who may see the window', () => {
  test('nobody without the printed address', async ({ page, hospital, request }) => {
    const origin = new URL(hospital.address).origin;
    const refused = await page.goto(origin);
    expect(refused?.status()).toBe(401);
    await expect(page.locator('body')).toContainText('Open the address that MedSteward printed');
    for (const path of ['/index.html', '/rpc/vault/status', '/files/anything']) {
      expect((await request.get(`${origin}${path}`)).status(), path).toBe(401);
    }
    const guessed = hospital.address.slice(0, -1) + (hospital.address.endsWith('A') ? 'B' : 'A');
    expect((await request.get(guessed)).status()).toBe(401);
  });

  test('one browser by the printed address, and again after a reload', async ({ page, hospital, browser }) => {
    await page.goto(hospital.address);
    await expect(page.getByRole('heading', { level: 1, name: 'What needs a decision' })).toBeVisible();
    expect(page.url(), 'the token does not stay in the address bar').toBe(`${new URL(hospital.address).origin}/`);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: 'What needs a decision' })).toBeVisible();
    expect(await page.evaluate(() => document.cookie), 'scripts cannot read the cookie').toBe('');

    const other = await browser.newContext();
    const stranger = await other.newPage();
    expect((await stranger.goto(hospital.address))?.status()).toBe(401);
    expect((await stranger.goto(new URL('/devices', hospital.address).href))?.status()).toBe(401);
    await other.close();

    const second = await page.context().newPage();
    await second.goto(new URL('/devices', hospital.address).href);
    await expect(second.getByRole('heading', { level: 1, name: 'Devices' })).toBeVisible();
  });
});
