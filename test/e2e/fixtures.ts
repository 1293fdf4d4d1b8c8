import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { type Program, startProgram } from '../../main/app/program.ts';
import { type BrowserServer, startBrowserServer } from '../../main/hosts/browser/server.ts';

/** The day on which all journeys happen (domain.md 7). */
export const TODAY = '2026-11-21';
export const PASSPHRASE = 'a quiet ward at night 7';

/** A running program with its window, on a vault of its own. */
export interface Hospital {
  readonly folder: string;
  /** The one-time address; opening it again needs {@link Hospital.restart}. */
  readonly address: string;
  /** Ends the program and starts it anew on the same vault, perhaps on another day. Returns the new address. */
  restart(today?: string): Promise<string>;
}

interface Fixtures {
  readonly hospital: Hospital;
}

/** Messages of the browser that are not of our making. */
const ALLOWED_MESSAGES = [/ResizeObserver loop/];

export const test = base.extend<Fixtures>({
  hospital: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'medsteward-e2e-'));
    let running = await start(folder, TODAY);
    await use({
      folder: join(folder, 'vault'),
      get address() {
        return running.server.address;
      },
      async restart(today = TODAY) {
        await stop(running);
        running = await start(folder, today);
        return running.server.address;
      },
    });
    await stop(running);
    rmSync(folder, { recursive: true, force: true });
  },

  // An error on the console, a failed request or an unhandled rejection fails the journey.
  page: async ({ page }, use) => {
    const problems: string[] = [];
    page.on('console', (message) => {
      if (message.type() !== 'error') return;
      // A refused call is an answer, and the screens show it; the browser also logs its status.
      if (/Failed to load resource: the server responded with a status of (4\d\d|507)/.test(message.text())) return;
      if (!ALLOWED_MESSAGES.some((allowed) => allowed.test(message.text()))) problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(String(error)));
    await use(page);
    expect(problems).toEqual([]);
  },
});

export { expect };

interface Running {
  readonly program: Program;
  readonly server: BrowserServer;
}

async function start(folder: string, today: string): Promise<Running> {
  const program = startProgram({ vaultFolder: join(folder, 'vault'), sampleFolder: join(folder, 'sample'), version: 'test', today });
  const server = await startBrowserServer({ program, rendererFolder: join(import.meta.dirname, '../../dist/renderer'), port: 0 });
  return { program, server };
}

async function stop({ program, server }: Running): Promise<void> {
  await server.close();
  await program.close();
}

/** Creates a vault through the window and leaves it open on the first screen. */
export async function createVault(page: Page, address: string): Promise<string> {
  await page.goto(address);
  await page.getByRole('button', { name: /create a vault/i }).click();
  await page.getByLabel(/organisation|hospital/i).fill('St. Anne Hospital');
  await page.getByLabel(/^passphrase$/i).fill(PASSPHRASE);
  await page.getByLabel(/again|repeat/i).fill(PASSPHRASE);
  await page.getByRole('button', { name: /create/i }).last().click();
  const key = (await page.getByTestId('recovery-key').innerText()).trim();
  await page.getByRole('button', { name: /type it back|i have written|continue/i }).click();
  await page.getByLabel(/recovery key/i).fill(key);
  await page.getByRole('button', { name: /confirm|check|done/i }).click();
  return key;
}
