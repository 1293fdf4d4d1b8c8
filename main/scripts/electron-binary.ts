import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PACKAGE = join(import.meta.dirname, '../../node_modules/electron');
const STALLED_MS = 20_000;

/** The Electron that is installed, or null. Never fetches anything. */
export function installedElectron(): string | null {
  try {
    const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(PACKAGE, 'dist');
    const path = join(folder, readFileSync(join(PACKAGE, 'path.txt'), 'utf8').trim());
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

/**
 * Fetches Electron with its package's own installer, which checks what it fetched. Gives up once nothing arrived for
 * 20 seconds, rather than after a fixed time: a slow line may take minutes and still arrive.
 */
export async function fetchElectron(): Promise<string | null> {
  if (!existsSync(join(PACKAGE, 'install.js'))) return null;
  const temporary = mkdtempSync(join(tmpdir(), 'medsteward-electron-'));
  const places = [temporary, join(PACKAGE, 'dist')];
  const environment = {
    ...process.env,
    TMPDIR: temporary,
    TEMP: temporary,
    TMP: temporary,
    ELECTRON_GET_NO_PROGRESS: '1',
  };
  const installer = spawn(process.execPath, [join(PACKAGE, 'install.js')], { stdio: 'ignore', env: environment });
  let bytes = 0;
  let since = performance.now();
  const watch = setInterval(() => {
    const now = places.reduce((sum, place) => sum + sizeOf(place), 0);
    if (now !== bytes) since = performance.now();
    bytes = now;
    if (performance.now() - since > STALLED_MS) installer.kill();
  }, 500);
  try {
    await new Promise<void>((resolve) => {
      installer.once('exit', () => resolve());
      installer.once('error', () => resolve());
    });
    return installedElectron();
  } finally {
    clearInterval(watch);
    rmSync(temporary, { recursive: true, force: true });
  }
}

function sizeOf(folder: string): number {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
  } catch {
    return 0;
  }
}
