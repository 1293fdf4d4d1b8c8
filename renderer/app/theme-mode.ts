import type { StorageManager } from '@mui/material/styles';

export const THEME_MODES = ['light', 'dark', 'system'] as const;
export type ThemeMode = (typeof THEME_MODES)[number];

/** The one word that this window keeps on the computer outside of the vault. */
export const THEME_KEY = 'theme';

/** Keeps the chosen theme, and nothing else of what MUI would store. */
export const storeThemeWord: StorageManager = ({ key }) => ({
  get(fallback: unknown) {
    if (key !== THEME_KEY) return fallback;
    return storedThemeMode() ?? fallback;
  },
  set(value: unknown) {
    if (key === THEME_KEY && typeof value === 'string') localStorage.setItem(THEME_KEY, value);
  },
  subscribe(handler: (value: unknown) => void) {
    const listener = (event: StorageEvent) => {
      if (key === THEME_KEY && event.key === THEME_KEY) handler(event.newValue);
    };
    window.addEventListener('storage', listener);
    return () => window.removeEventListener('storage', listener);
  },
});

/** Sets the theme before the first paint, so that no one is dazzled by the other one. */
export function applyStoredTheme(): void {
  const mode = storedThemeMode() ?? 'system';
  const dark = mode === 'dark' || (mode === 'system' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
}

function storedThemeMode(): ThemeMode | null {
  const word = localStorage.getItem(THEME_KEY);
  return THEME_MODES.find((mode) => mode === word) ?? null;
}
