/**
 * `npm start`: builds what is out of date and opens the window, in Electron where it can be had, else in the system's
 * browser. `--browser` goes straight to the browser, `--no-open` only prints its address, `--port N` chooses the port.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { displayIsPlausible } from '../hosts/browser/system-browser.ts';
import { programFolders } from '../hosts/folders.ts';
import { build } from './build.ts';
import { fetchElectron, installedElectron } from './electron-binary.ts';

const ROOT = join(import.meta.dirname, '../..');
/** An Electron that ends this soon with an error never showed a window: a library or a right is missing. */
const STILLBORN_MS = 8000;

const { values } = parseArgs({
  options: { browser: { type: 'boolean' }, 'no-open': { type: 'boolean' }, port: { type: 'string' } },
});

await build();
const why = values.browser ? 'The browser was asked for' : await runInElectron();
if (why !== null) await runInBrowser(why);

/** Runs the window in Electron to its end, or says in a few words why not. */
async function runInElectron(): Promise<string | null> {
  if (!displayIsPlausible(process.platform, process.env)) return 'There is no display';
  if (process.platform === 'linux' && process.getuid?.() === 0) return 'Electron does not run as root';
  const electron = installedElectron() ?? (await fetchElectron());
  if (electron === null) return 'Electron cannot be fetched here';
  const start = performance.now();
  const code = await new Promise<number | null>((resolve) => {
    const child = spawn(electron, [ROOT], { stdio: 'inherit' });
    // The terminal sends Ctrl+C to both: this process waits until the window has locked the vault.
    process.on('SIGINT', () => undefined);
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.once('error', () => resolve(1));
    child.once('exit', (status) => resolve(status));
  });
  if (code !== 0 && performance.now() - start < STILLBORN_MS) return 'Electron does not start here';
  process.exitCode = code ?? 0;
  return null;
}

async function runInBrowser(why: string): Promise<void> {
  process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM');
  process.stdout.write(`${why}: the same window opens in the system's browser.\n`);
  const bundle = pathToFileURL(join(ROOT, 'dist/main/browser.js')).href;
  const { serveInBrowser }: typeof import('../hosts/browser/entry.ts') = await import(bundle);
  const { version }: { version: string } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const host = await serveInBrowser({
    ...programFolders({ platform: process.platform, environment: process.env, home: homedir() }),
    version,
    rendererFolder: join(ROOT, 'dist/renderer'),
    open: !values['no-open'],
    ...(values.port === undefined ? {} : { port: Number(values.port) }),
  });
  await host.closed;
}
