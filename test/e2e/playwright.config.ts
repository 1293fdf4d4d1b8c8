import { existsSync } from 'node:fs';
import { chromium, defineConfig } from '@playwright/test';
import sparticuz from '@sparticuz/chromium';

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/**
 * The browser that is there: Playwright's own, the system's, else the one that comes inside a package. Of the latter only the
 * program is used, not its list of arguments, which runs everything in one process and turns web security off.
 */
async function browserPath(): Promise<string | undefined> {
  if (existsSync(chromium.executablePath())) return undefined;
  return SYSTEM_BROWSERS.find((path) => existsSync(path)) ?? (await sparticuz.executablePath());
}

const executablePath = await browserPath();

export default defineConfig({
  testDir: '.',
  tsconfig: './tsconfig.json',
  outputDir: '../../test-results',
  fullyParallel: false,
  workers: 2,
  // Only what hangs is cut off: on two busy cores a screen takes seconds to come.
  timeout: 300_000,
  expect: { timeout: 40_000 },
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  use: {
    actionTimeout: 40_000,
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    colorScheme: 'light',
    // What moves is not yet what it will be: colours in the middle of a change have no contrast worth measuring.
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    launchOptions: {
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
      ...(executablePath ? { executablePath } : {}),
    },
  },
});
