import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ElectronApplication, _electron as electron, expect, type Page, test } from '@playwright/test';
import { displayIsPlausible } from '../../main/hosts/browser/system-browser.ts';
import { build } from '../../main/scripts/build.ts';
import { installedElectron } from '../../main/scripts/electron-binary.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Why the real shell cannot run here, or null. */
function obstacle(): string | null {
  if (installedElectron() === null) return "Electron's binary is not installed";
  if (!displayIsPlausible(process.platform, process.env)) return 'there is no display';
  if (process.platform === 'linux' && process.getuid?.() === 0)
    return 'Electron does not run as root with its sandbox on';
  return null;
}

test.describe('the real shell', () => {
  const why = obstacle();
  if (why !== null) console.warn(`\n!! SKIPPED: the tests of the real Electron shell, because ${why}.\n`);
  test.skip(why !== null, why ?? '');

  let folder = '';
  let shell: ElectronApplication;
  let page: Page;

  test.beforeAll(async () => {
    await build();
    folder = mkdtempSync(join(tmpdir(), 'medsteward-shell-'));
    shell = await electron.launch({
      executablePath: installedElectron() ?? '',
      args: [ROOT, `--user-data-dir=${join(folder, 'profile')}`],
      env: { ...(process.env as Record<string, string>), MEDSTEWARD_VAULT: join(folder, 'vault') },
    });
    page = await shell.firstWindow();
    await page.waitForLoadState('load');
  });

  test.afterAll(async () => {
    await shell?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('shows the window from the program itself', async () => {
    expect(new URL(page.url()).href).toMatch(/^app:\/\/medsteward\//);
    await expect(page.locator('#root')).not.toBeEmpty();
    expect(
      await page.evaluate(async () => (await fetch('/index.html')).headers.get('content-security-policy')),
    ).toContain("default-src 'none'");
  });

  test('is a web page without a way to the computer', async () => {
    const globals = await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
    );
    expect(globals).toEqual([]);
    const windows = await shell.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
    expect(windows).toBe(1);
  });

  test('stays where it is', async () => {
    const before = page.url();
    expect(await page.evaluate(() => window.open('https://example.invalid/') === null)).toBe(true);
    expect(await page.evaluate(() => fetch('https://example.invalid/').then(String, () => 'refused'))).toBe('refused');
    await page.evaluate(() => {
      location.href = 'https://example.invalid/';
    });
    await expect.poll(() => page.url()).toBe(before);
    expect(shell.windows()).toHaveLength(1);
  });

  test('grants nothing', async () => {
    const states = await page.evaluate(async () => {
      const asked = ['geolocation', 'notifications', 'camera', 'microphone'] as PermissionName[];
      return Promise.all(asked.map(async (name) => (await navigator.permissions.query({ name })).state));
    });
    expect(new Set(states)).toEqual(new Set(['denied']));
  });
});
