import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import { chromium, defineConfig } from '@playwright/test';

/**
 * The browser that is there: Playwright's own, the system's, else the one that comes inside a package. Of the latter only the
 * program is used, not its list of arguments, which runs everything in one process and turns web security off.
 */
async function browserPath(): Promise<string | undefined> {
  if (existsSync(chromium.executablePath())) return undefined;
  const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'].find(existsSync);
  return system ?? (await sparticuz.executablePath());
}

const executablePath = await browserPath();

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  fullyParallel: false,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: !!process.env.CI,
  retries: 0,
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    screenshot: 'only-on-failure',
    launchOptions: {
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
      ...(executablePath ? { executablePath } : {}),
    },
  },
});
