import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { type BrowserContext, test as base, type Download, expect, type Page } from '@playwright/test';
import { type Program, startProgram } from '../../main/app/program.ts';
import type { Promised } from '../../main/contract/index.ts';
import { type BrowserServer, startBrowserServer } from '../../main/hosts/browser/server.ts';
import { FAST_KDF } from '../support/program.ts';

/** The day on which all journeys happen (domain.md 7). */
export const TODAY = '2026-11-21';
export const PASSPHRASE = 'a quiet ward at night 7';
export const ORGANISATION = 'St. Anne Hospital';

/** What the program can be asked without the window, to prepare what a journey does not tell about. */
export type Ask = ContractRouterClient<Promised>;

/** A vault that was made once; a journey begins with a copy of it. */
export interface PreparedVault {
  readonly folder: string;
  readonly recoveryKey: string;
}

/** A running program with its window, on a vault of its own. */
export interface Hospital {
  /** Folder of the vault. */
  readonly vault: string;
  /** The address that admits one browser, once. */
  readonly address: string;
  readonly ask: Ask;
  /** A new address of the same program, for one more browser. */
  newAddress(): Promise<string>;
  /** Ends the program and starts it anew on the same vault, perhaps on another day. The vault is locked then. */
  restart(today?: string): Promise<void>;
  stop(): Promise<void>;
}

interface Options {
  /** How the journey finds the vault: not there yet, locked, or open. */
  readonly vaultIs: 'missing' | 'locked' | 'open';
}

export const test = base.extend<Options & { hospital: Hospital }, { prepared: PreparedVault }>({
  vaultIs: ['open', { option: true }],

  prepared: [
    // biome-ignore lint/correctness/noEmptyPattern: the first parameter of a fixture has to be a pattern
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'medsteward-prepared-'));
      const program = start(folder, TODAY);
      const ask = asking(program);
      const { recoveryKey } = await ask.vault.create({
        passphrase: PASSPHRASE,
        organisation: ORGANISATION,
        user: 'Ada Verne',
      });
      await ask.vault.confirmRecoveryKey({ recoveryKey });
      await program.close();
      await use({ folder: join(folder, 'vault'), recoveryKey });
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],

  // Whatever goes wrong in the window behind the back of a journey fails it, and so does any attempt to leave this computer.
  context: async ({ context }, use) => {
    const problems: string[] = [];
    context.on('console', (message) => {
      if (message.type() === 'error' && !isAnswer(message.text())) problems.push(message.text());
    });
    context.on('weberror', (error) => problems.push(String(error.error())));
    context.on('request', (request) => {
      if (!isAtHome(request.url())) problems.push(`left this computer: ${request.url()}`);
    });
    await use(context);
    expect(problems).toEqual([]);
  },

  hospital: async ({ context, prepared, vaultIs }, use) => {
    const hospital = await startHospital(vaultIs === 'missing' ? null : prepared);
    if (vaultIs === 'open') await hospital.ask.vault.unlock({ passphrase: PASSPHRASE });
    await use(hospital);
    await closePages(context);
    await hospital.stop();
  },
});

export { expect };

/** A refused call is an answer, and the screens show it; the browser also logs its status. */
function isAnswer(logged: string): boolean {
  return /Failed to load resource: the server responded with a status of (4\d\d|507)/.test(logged);
}

/** True for an address that needs no network. */
export function isAtHome(url: string): boolean {
  return /^(http:\/\/127\.0\.0\.1:\d+\/|blob:http:\/\/127\.0\.0\.1:|data:|about:)/.test(url);
}

async function closePages(context: BrowserContext): Promise<void> {
  for (const page of context.pages()) await page.close();
}

/** Starts a hospital that a file of journeys shares; {@link Hospital.stop} belongs into `afterAll`. */
export async function startHospital(prepared: PreparedVault | null): Promise<Hospital> {
  const folder = mkdtempSync(join(tmpdir(), 'medsteward-e2e-'));
  if (prepared) cpSync(prepared.folder, join(folder, 'vault'), { recursive: true });
  let program = start(folder, TODAY);
  let server = await serve(program);
  return {
    vault: join(folder, 'vault'),
    get address() {
      return server.address;
    },
    get ask() {
      return asking(program);
    },
    async newAddress() {
      await server.close();
      server = await serve(program);
      return server.address;
    },
    async restart(today = TODAY) {
      await server.close();
      await program.close();
      program = start(folder, today);
      server = await serve(program);
    },
    async stop() {
      await server.close();
      await program.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function start(folder: string, today: string): Program {
  const [vaultFolder, sampleFolder] = [join(folder, 'vault'), join(folder, 'sample')];
  return startProgram({ vaultFolder, sampleFolder, version: 'test', today, kdf: FAST_KDF });
}

function serve(program: Program): Promise<BrowserServer> {
  return startBrowserServer({ program, rendererFolder: join(import.meta.dirname, '../../dist/renderer'), port: 0 });
}

function asking(program: Program): Ask {
  return createORPCClient(new RPCLink({ url: 'http://127.0.0.1/rpc', fetch: (request) => program.fetch(request) }));
}

/** Lives on into another day: the program is started anew on it, and the vault opened. */
export async function onDay(page: Page, hospital: Hospital, today: string): Promise<void> {
  const path = new URL(page.url()).pathname;
  await page.goto('about:blank');
  await hospital.restart(today);
  await hospital.ask.vault.unlock({ passphrase: PASSPHRASE });
  await page.goto(hospital.address);
  await page.goto(new URL(path, hospital.address).href);
}

/** Shows a screen by its address; the window is loaded anew. */
export async function show(page: Page, path: string): Promise<void> {
  await page.goto(new URL(path, page.url()).href);
}

export interface SavedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Does what starts a download and answers the file. */
export async function download(page: Page, act: () => Promise<void>): Promise<SavedFile> {
  const arrives: Promise<Download> = page.waitForEvent('download');
  await act();
  const file = await arrives;
  return { name: file.suggestedFilename(), bytes: Uint8Array.from(readFileSync(await file.path())) };
}

/** Exports by a menu of formats. */
export function exportAs(page: Page, menu: string, format: RegExp): Promise<SavedFile> {
  return download(page, async () => {
    await page.getByRole('button', { name: menu, exact: true }).click();
    await page.getByRole('menuitem', { name: format }).click();
  });
}

/** Chooses one of the words of a field. */
export async function choose(page: Page, field: string | RegExp, word: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: word }).click();
}

/** Narrows the register of devices down and waits until it is. */
export async function searchDevices(page: Page, words: string): Promise<void> {
  const shown = page.getByText(/ shown$/);
  await expect(shown).toBeVisible();
  const before = (await shown.textContent()) ?? '';
  await page.getByRole('searchbox', { name: 'Search devices' }).fill(words);
  await expect(shown).not.toHaveText(before);
}
