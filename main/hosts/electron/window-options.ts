import type { BrowserWindowConstructorOptions, CustomScheme, WebPreferences } from 'electron';
import { APP_SCHEME } from './navigation.ts';

/**
 * The scheme has an origin, may be fetched and streams; it does not get round the page's policy, and no service worker
 * may outlive a locked vault.
 */
export const APP_SCHEME_PRIVILEGES: CustomScheme = {
  scheme: APP_SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: false },
};

/**
 * Switches that keep the engine itself from the disk and from the network: answers of the program must not reach the
 * engine's cache, and no name is ever looked up.
 */
export const ENGINE_SWITCHES: readonly (readonly [name: string, value?: string])[] = [
  ['disable-http-cache'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['no-pings'],
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
];

/** What the window may depend on. */
export interface WindowCircumstances {
  readonly title: string;
  /** Whether the system is set to dark, so that the window does not flash before its first picture. */
  readonly dark: boolean;
  /** Started from a checkout, not from a package. */
  readonly development: boolean;
}

/**
 * The window's page: a web page and nothing else. Each protection is written down although most are the default, so that
 * a default that changes, or a line added in a hurry, fails a test.
 */
export function webPreferences(development: boolean): WebPreferences {
  return {
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
    devTools: development,
  };
}

/** The one window. Shown when its first picture is ready. */
export function windowOptions(circumstances: WindowCircumstances): BrowserWindowConstructorOptions {
  return {
    title: circumstances.title,
    width: 1280,
    height: 800,
    minWidth: 800,
    minHeight: 560,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: circumstances.dark ? '#10161b' : '#f6f7f8',
    webPreferences: webPreferences(circumstances.development),
  };
}
