import type { MenuItemConstructorOptions } from 'electron';

/** The words of the menu. Entries with a role do what the system does under that name. */
export interface MenuWords {
  readonly product: string;
  readonly file: string;
  readonly close: string;
  readonly quit: string;
  readonly edit: string;
  readonly undo: string;
  readonly redo: string;
  readonly cut: string;
  readonly copy: string;
  readonly paste: string;
  readonly selectAll: string;
  readonly view: string;
  readonly reload: string;
  readonly actualSize: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fullScreen: string;
  readonly developerTools: string;
  readonly window: string;
  readonly minimize: string;
  readonly hide: string;
}

/** English, with the system's own terms. */
export const MENU_WORDS: MenuWords = {
  product: 'MedSteward',
  file: 'File',
  close: 'Close window',
  quit: 'Quit',
  edit: 'Edit',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
  view: 'View',
  reload: 'Reload window',
  actualSize: 'Actual size',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fullScreen: 'Full screen',
  developerTools: 'Developer tools',
  window: 'Window',
  minimize: 'Minimise',
  hide: 'Hide',
};

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };

/**
 * The menu: what a user expects of any program and nothing of ours, for the window holds that. Without a menu, copy and
 * paste by keyboard would not work on macOS.
 */
export function menuTemplate(
  words: MenuWords,
  platform: NodeJS.Platform,
  development: boolean,
): MenuItemConstructorOptions[] {
  const quit: MenuItemConstructorOptions = { role: 'quit', label: words.quit };
  const close: MenuItemConstructorOptions = { role: 'close', label: words.close };
  const program: MenuItemConstructorOptions[] = [
    { label: words.product, submenu: [{ role: 'hide', label: words.hide }, SEPARATOR, quit] },
    { label: words.file, submenu: [close] },
  ];
  return [
    ...(platform === 'darwin' ? program : [{ label: words.file, submenu: [close, SEPARATOR, quit] }]),
    {
      label: words.edit,
      submenu: [
        { role: 'undo', label: words.undo },
        { role: 'redo', label: words.redo },
        SEPARATOR,
        { role: 'cut', label: words.cut },
        { role: 'copy', label: words.copy },
        { role: 'paste', label: words.paste },
        { role: 'selectAll', label: words.selectAll },
      ],
    },
    {
      label: words.view,
      submenu: [
        { role: 'reload', label: words.reload },
        ...(development ? [{ role: 'toggleDevTools', label: words.developerTools } as const] : []),
        SEPARATOR,
        { role: 'resetZoom', label: words.actualSize },
        { role: 'zoomIn', label: words.zoomIn },
        { role: 'zoomOut', label: words.zoomOut },
        SEPARATOR,
        { role: 'togglefullscreen', label: words.fullScreen },
      ],
    },
    { label: words.window, submenu: [{ role: 'minimize', label: words.minimize }] },
  ];
}
