import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createAppProtocol } from '../../main/hosts/electron/app-protocol.ts';
import { commandWords } from '../../main/hosts/electron/command-line.ts';
import {
  type GuardedContents,
  type GuardedSession,
  guardContents,
  guardSession,
} from '../../main/hosts/electron/guards.ts';
import { createKeyStore, KEY_STORE_FILE, type Sealing } from '../../main/hosts/electron/key-store.ts';
import { MENU_WORDS, menuTemplate } from '../../main/hosts/electron/menu.ts';
import { isAllowedRequest, isOwnAddress, mayDownload, mayNavigate } from '../../main/hosts/electron/navigation.ts';
import { lockWithComputer } from '../../main/hosts/electron/power.ts';
import { APP_SCHEME_PRIVILEGES, windowOptions } from '../../main/hosts/electron/window-options.ts';
import { programFolders } from '../../main/hosts/folders.ts';
import { createWindowFiles } from '../../main/hosts/window-files.ts';

const FOREIGN = [
  'app://medsteward.evil/',
  'app://medsteward@evil/',
  'app://evil@medsteward/',
  'app://medsteward:81/',
  'app://other/',
  'app:medsteward',
  'App2://medsteward/',
  'https://medsteward/',
  'http://127.0.0.1/',
  'ws://127.0.0.1/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'about:blank',
  'chrome://settings',
  'ftp://x/',
  'not an address',
  '',
];

describe('addresses', () => {
  it.each(FOREIGN)('%j is not ours', (address) => {
    expect(isOwnAddress(address)).toBe(false);
    expect(mayNavigate(address, true)).toBe(false);
    expect(isAllowedRequest(address, true)).toBe(false);
    expect(mayDownload(address)).toBe(false);
  });

  it('ours is the exact origin, for the window itself', () => {
    expect(isOwnAddress('app://medsteward/devices?x=1#y')).toBe(true);
    expect(mayNavigate('app://medsteward/devices', true)).toBe(true);
    expect(mayNavigate('app://medsteward/devices', false)).toBe(false);
  });

  it('a page may load what is ours or what it made, and its tools only while developing', () => {
    expect(isAllowedRequest('app://medsteward/rpc/x', false)).toBe(true);
    expect(isAllowedRequest('blob:app://medsteward/0b1c', false)).toBe(true);
    expect(isAllowedRequest('blob:https://evil.example/0b1c', false)).toBe(false);
    expect(isAllowedRequest('data:image/png;base64,AA==', false)).toBe(true);
    expect(isAllowedRequest('devtools://devtools/bundled/x.js', false)).toBe(false);
    expect(isAllowedRequest('devtools://devtools/bundled/x.js', true)).toBe(true);
    expect([mayDownload('app://medsteward/files/t'), mayDownload('data:text/html,x')]).toEqual([true, false]);
  });
});

describe('the window', () => {
  const packaged = windowOptions({ title: 'MedSteward', dark: false, development: false });

  it('is a web page and nothing else', () => {
    expect(packaged.webPreferences).toEqual({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      plugins: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: false,
    });
    expect(packaged.webPreferences).not.toHaveProperty('preload');
  });

  it('has tools only while developing, and starts in the colour of the system', () => {
    const developing = windowOptions({ title: 'MedSteward', dark: true, development: true });
    expect(developing.webPreferences?.devTools).toBe(true);
    expect(developing.backgroundColor).not.toBe(packaged.backgroundColor);
  });

  it('has a scheme with an origin that does not get round the policy', () => {
    expect(APP_SCHEME_PRIVILEGES.privileges).toMatchObject({
      standard: true,
      secure: true,
      supportFetchAPI: true,
      stream: true,
    });
    for (const name of ['bypassCSP', 'allowServiceWorkers', 'allowExtensions', 'corsEnabled'])
      expect(APP_SCHEME_PRIVILEGES.privileges).not.toHaveProperty(name);
  });
});

describe('the guards', () => {
  /** Keeps what a guard registers, by name. */
  function recorder() {
    const calls = new Map<string, unknown[]>();
    const keep =
      (name: string) =>
      (...given: unknown[]) =>
        calls.set(given.length > 1 && typeof given[0] === 'string' ? given[0] : name, given);
    return { calls, keep, last: (name: string) => calls.get(name)?.at(-1) as (...given: unknown[]) => unknown };
  }

  it('deny every permission, device and foreign address', () => {
    const { calls, keep, last } = recorder();
    const session = {
      setPermissionRequestHandler: keep('request'),
      setPermissionCheckHandler: keep('check'),
      setDevicePermissionHandler: keep('device'),
      setSpellCheckerEnabled: keep('spelling'),
      on: keep('on'),
      webRequest: { onBeforeRequest: keep('web') },
    };
    guardSession(session as unknown as GuardedSession, false);
    const answers: unknown[] = [];
    last('request')(null, 'clipboard-read', (granted: boolean) => answers.push(granted));
    last('web')({ url: 'https://evil.example/' }, (answer: unknown) => answers.push(answer));
    last('web')({ url: 'app://medsteward/' }, (answer: unknown) => answers.push(answer));
    expect(answers).toEqual([false, { cancel: true }, { cancel: false }]);
    expect([last('check')(), last('device')(), calls.get('spelling')]).toEqual([false, false, [false]]);
    let prevented = false;
    const event = { preventDefault: () => (prevented = true) };
    last('will-download')(event, { getURL: () => 'https://evil.example/x.exe' });
    expect(prevented).toBe(true);
  });

  it('keep a page where it is', () => {
    const { keep, last } = recorder();
    guardContents({ on: keep('on'), setWindowOpenHandler: keep('open') } as unknown as GuardedContents);
    const denied = (name: string, url: string, isMainFrame = true) => {
      let prevented = false;
      last(name)({ url, isMainFrame, preventDefault: () => (prevented = true) });
      return prevented;
    };
    for (const name of ['will-navigate', 'will-redirect', 'will-frame-navigate']) {
      for (const url of FOREIGN) expect([name, url, denied(name, url)]).toEqual([name, url, true]);
      expect(denied(name, 'app://medsteward/')).toBe(false);
      expect(denied(name, 'app://medsteward/', false)).toBe(true);
    }
    expect(denied('will-attach-webview', 'app://medsteward/')).toBe(true);
    expect(last('open')({ url: 'app://medsteward/' })).toEqual({ action: 'deny' });
  });
});

describe('the app: scheme', () => {
  const folder = mkdtempSync(join(tmpdir(), 'app-protocol-'));
  writeFileSync(join(folder, 'index.html'), 'window');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const asked: string[] = [];
  const handle = createAppProtocol({
    windowFiles: createWindowFiles(folder),
    program: {
      fetch: async (request: Request) => {
        asked.push(request.url);
        if (request.url.endsWith('/fails')) throw new Error('a path and a name');
        return Response.json({});
      },
    },
  });
  const ask = (url: string, init: RequestInit = {}) => handle(new Request(url, init));

  it('passes calls and files to the program, all else to the window', async () => {
    expect(
      (await ask('app://medsteward/rpc/x', { method: 'POST', headers: { origin: 'app://medsteward' } })).status,
    ).toBe(200);
    expect((await ask('app://medsteward/files/t')).headers.get('Cache-Control')).toBe('no-store');
    expect(await (await ask('app://medsteward/')).text()).toBe('window');
    expect(await (await ask('app://medsteward')).text()).toBe('window');
    expect(asked.splice(0)).toEqual(['app://medsteward/rpc/x', 'app://medsteward/files/t']);
  });

  it.each([
    ['app://other/rpc/x', {}, 403],
    ['app://medsteward/rpc/x', { headers: { origin: 'null' } }, 403],
    ['app://medsteward/rpc/x', { headers: { origin: 'app://medsteward.evil' } }, 403],
    ['app://medsteward/%2e%2e%2frpc/x', {}, 400],
    ['app://medsteward/rpc/x', { method: 'PUT' }, 405],
    ['app://medsteward/index.html', { method: 'POST' }, 405],
  ] as const)('refuses %s %j', async (url, init, status) => {
    expect((await ask(url, init)).status).toBe(status);
    expect(asked).toEqual([]);
  });

  it('says nothing of why the program failed', async () => {
    const response = await ask('app://medsteward/rpc/fails');
    expect([response.status, await response.text()]).toEqual([500, 'Something unforeseen happened.\n']);
  });
});

describe('the menu', () => {
  it.each(['linux', 'win32', 'darwin'] as const)(
    'on %s has words for every entry and no tools in a package',
    (platform) => {
      const entries = menuTemplate(MENU_WORDS, platform, false).flatMap((entry) => [
        entry,
        ...(Array.isArray(entry.submenu) ? entry.submenu : []),
      ]);
      for (const entry of entries) expect(entry.type === 'separator' || entry.label).toBeTruthy();
      const roles = entries.map(({ role }) => role);
      for (const role of ['quit', 'copy', 'paste', 'reload', 'zoomIn'] as const) expect(roles).toContain(role);
      expect(roles).not.toContain('toggleDevTools');
    },
  );

  it('has tools while developing', () => {
    expect(JSON.stringify(menuTemplate(MENU_WORDS, 'linux', true))).toContain('toggleDevTools');
  });
});

describe('a command', () => {
  it.each([
    [['/opt/medsteward', 'support', 'report', '--json'], true, ['support', 'report', '--json']],
    [['/opt/medsteward'], true, null],
    [['/opt/medsteward', '--disable-gpu', 'x'], true, null],
    [['/opt/medsteward', '-psn_0_1'], true, null],
    [['electron', '/checkout'], false, null],
  ] as const)('%j, packaged %s, is %j', (argv, packaged, words) => {
    expect(commandWords(argv, packaged)).toEqual(words);
  });
});

describe('the folders', () => {
  it.each([
    ['linux', {}, '/home/ann/.local/share/medsteward/vault'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/medsteward/vault'],
    ['linux', { XDG_DATA_HOME: 'data' }, '/home/ann/.local/share/medsteward/vault'],
    ['linux', { MEDSTEWARD_VAULT: '/srv/vault' }, '/srv/vault'],
    ['darwin', {}, '/home/ann/Library/Application Support/MedSteward/vault'],
  ] as const)('on %s with %j hold the vault in %s', (platform, environment, vault) => {
    expect(programFolders({ platform, environment, home: '/home/ann' }).vaultFolder).toBe(vault);
  });

  it('on Windows do not roam', () => {
    const machine = {
      platform: 'win32',
      environment: { LOCALAPPDATA: 'C:\\Users\\Ann\\AppData\\Local' },
      home: 'C:\\Users\\Ann',
    } as const;
    expect(programFolders(machine)).toEqual({
      vaultFolder: 'C:\\Users\\Ann\\AppData\\Local\\MedSteward\\vault',
      sampleFolder: 'C:\\Users\\Ann\\AppData\\Local\\MedSteward\\sample',
    });
  });
});

describe('the key store', () => {
  const folder = mkdtempSync(join(tmpdir(), 'key-store-'));
  const file = join(folder, KEY_STORE_FILE);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** An account that seals with one byte of its own, and knows its seals again. */
  function account(own: number, more: Partial<Sealing> = {}): Sealing {
    const turned = (bytes: Uint8Array) => Buffer.from(bytes.map((byte) => byte ^ own));
    return {
      isEncryptionAvailable: () => true,
      getSelectedStorageBackend: () => 'gnome_libsecret',
      encryptString: (text) => turned(Buffer.from(`sealed ${text}`)),
      decryptString: (sealed) => {
        const text = turned(sealed).toString();
        if (!text.startsWith('sealed ')) throw new Error('sealed by somebody else');
        return text.slice(7);
      },
      ...more,
    };
  }
  const storeOf = (sealing: Sealing, platform: NodeJS.Platform = 'linux') =>
    createKeyStore({ sealing, platform, folder });

  it('gives back what it keeps, and holds it sealed in a file of its owner alone', async () => {
    const store = storeOf(account(7));
    await Promise.all([store.keep('one', 'first secret'), store.keep('two', 'second secret')]);
    expect(await Promise.all(['one', 'two', 'three'].map((name) => store.fetch(name)))).toEqual([
      'first secret',
      'second secret',
      null,
    ]);
    expect(readFileSync(file, 'utf8')).not.toContain('secret');
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual([KEY_STORE_FILE]);
    await store.forget('one');
    expect([await store.fetch('one'), await store.fetch('two')]).toEqual([null, 'second secret']);
  });

  it.each([
    ['sealed by another account', account(9), null],
    ['not there', account(7), () => rmSync(file, { force: true })],
    ['cut', account(7), () => writeFileSync(file, '{"name": "')],
    ['something else', account(7), () => writeFileSync(file, '[1, null]')],
  ])('answers nothing when what it kept is %s, and keeps anew (reliability.md T24)', async (_what, sealing, change) => {
    await storeOf(account(7)).keep('name', 'secret');
    change?.();
    const store = storeOf(sealing);
    expect(await store.fetch('name')).toBeNull();
    await store.keep('name', 'another');
    expect(await store.fetch('name')).toBe('another');
  });

  it.each([
    ['linux', {}, true],
    ['linux', { getSelectedStorageBackend: () => 'kwallet6' }, true],
    ['linux', { getSelectedStorageBackend: () => 'basic_text' }, false],
    ['linux', { getSelectedStorageBackend: () => 'unknown' }, false],
    ['linux', { isEncryptionAvailable: () => false }, false],
    ['win32', { isEncryptionAvailable: () => false }, false],
    ['win32', { getSelectedStorageBackend: () => 'unknown' }, true],
    ['darwin', { getSelectedStorageBackend: () => 'unknown' }, true],
  ] satisfies [NodeJS.Platform, Partial<Sealing>, boolean][])(
    'on %s with %o is there: %s',
    async (platform, more, there) => {
      const store = storeOf(account(7, more), platform);
      expect(await store.available()).toBe(there);
      const kept = await store.keep('this', 'secret').then(
        () => true,
        () => false,
      );
      expect([kept, await store.fetch('this')]).toEqual([there, there ? 'secret' : null]);
    },
  );
});

describe('the computer', () => {
  it('locks the vault when its screen is locked, it sleeps, or another account is shown', () => {
    const locked: string[] = [];
    const listeners = new Map<string, () => void>();
    const monitor = { on: (event: string, listener: () => void) => listeners.set(event, listener) };
    lockWithComputer(monitor as unknown as Parameters<typeof lockWithComputer>[0], () => locked.push('vault'));
    for (const listener of listeners.values()) listener();
    expect([[...listeners.keys()].sort(), locked.length]).toEqual([
      ['lock-screen', 'suspend', 'user-did-resign-active'],
      3,
    ]);
  });
});

describe('the source of the shell', () => {
  const folder = join(import.meta.dirname, '../../main/hosts/electron');
  const source = readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');

  it.each([
    'crashReporter',
    'ipcMain',
    'contextBridge',
    'openExternal',
    'bypassCSP',
    'BlinkFeatures',
    'setSecure',
    'no-sandbox',
    'preload:',
  ])('never says %s', (word) => expect(source).not.toContain(word));

  it('sandboxes every page, and runs once', () => {
    expect(source).toContain('app.enableSandbox();');
    expect(source).toContain('app.requestSingleInstanceLock()');
  });
});
