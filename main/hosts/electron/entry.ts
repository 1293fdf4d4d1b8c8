import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, BrowserWindow, dialog, Menu, nativeTheme, powerMonitor, protocol, safeStorage, session } from 'electron';
import { type Program, startProgram } from '../../app/program.ts';
import { programFolders } from '../folders.ts';
import { createWindowFiles } from '../window-files.ts';
import { createAppProtocol } from './app-protocol.ts';
import { type CommandLineModule, commandWords } from './command-line.ts';
import { guardContents, guardSession } from './guards.ts';
import { createKeyStore } from './key-store.ts';
import { MENU_WORDS, menuTemplate } from './menu.ts';
import { APP_SCHEME, START_ADDRESS } from './navigation.ts';
import { lockWithComputer } from './power.ts';
import { APP_SCHEME_PRIVILEGES, ENGINE_SWITCHES, windowOptions } from './window-options.ts';

// The shell: it wires Electron to decisions that stand, and are tested, in the files beside this one. There is no
// preload script, no message channel and no crash reporter: a dump would hold rows of the vault.

const development = !app.isPackaged;
let program: Program | null = null;
let window: BrowserWindow | null = null;

// Both must happen before the engine is ready.
app.enableSandbox();
protocol.registerSchemesAsPrivileged([APP_SCHEME_PRIVILEGES]);
for (const [name, value] of ENGINE_SWITCHES) app.commandLine.appendSwitch(name, value);

const words = commandWords(process.argv, app.isPackaged);
if (words !== null) {
  // No window, and no lock: a command may run beside the window, the vault itself knows who else holds it.
  runCommand(words).catch(() => app.exit(1));
} else if (app.requestSingleInstanceLock()) {
  app.on('second-instance', showWindow);
  app.on('activate', showWindow);
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
  // One vault, one window: without it there is nothing left to do, on macOS too.
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    const running = program;
    if (running === null) return;
    // The vault is locked and its file whole before the process ends.
    event.preventDefault();
    program = null;
    void running.close().finally(() => app.exit(0));
  });
  app.whenReady().then(start).catch(giveUp);
} else {
  // The other instance shows its window.
  app.quit();
}

async function runCommand(given: readonly string[]): Promise<void> {
  const { runCommandLine }: CommandLineModule = await import(new URL('./cli.js', import.meta.url).href);
  app.exit(await runCommandLine(given));
}

async function start(): Promise<void> {
  const machine = { platform: process.platform, environment: process.env, home: homedir() };
  const keyStore = createKeyStore({
    sealing: safeStorage,
    platform: process.platform,
    folder: app.getPath('userData'),
  });
  const running = startProgram({ ...programFolders(machine), version: app.getVersion() }, keyStore);
  program = running;
  lockWithComputer(powerMonitor, () => void running.lock());
  guardSession(session.defaultSession, development);
  const windowFiles = createWindowFiles(join(import.meta.dirname, '../renderer'));
  session.defaultSession.protocol.handle(APP_SCHEME, createAppProtocol({ program: running, windowFiles }));
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(MENU_WORDS, process.platform, development)));
  await openWindow();
}

async function openWindow(): Promise<void> {
  const opened = new BrowserWindow(
    windowOptions({ title: MENU_WORDS.product, dark: nativeTheme.shouldUseDarkColors, development }),
  );
  window = opened;
  opened.once('ready-to-show', () => opened.show());
  opened.once('closed', () => {
    window = null;
  });
  await opened.loadURL(START_ADDRESS);
}

function showWindow(): void {
  if (window === null) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function giveUp(error: unknown): void {
  dialog.showErrorBox(MENU_WORDS.product, error instanceof Error ? error.message : String(error));
  app.exit(1);
}
