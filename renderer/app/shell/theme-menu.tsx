import { IconButton, Menu, MenuItem } from '@mui/material';
import { useColorScheme } from '@mui/material/styles';
import { useState } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { THEME_MODES } from '../theme-mode.ts';

const LABELS = {
  light: 'shell.themeLight',
  dark: 'shell.themeDark',
  system: 'shell.themeSystem',
} as const;

/** Light, dark, or as the system has it. */
export function ThemeMenu() {
  const text = useText();
  const { mode, setMode } = useColorScheme();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <IconButton
        aria-label={text('shell.theme')}
        title={text('shell.theme')}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        color="inherit"
      >
        <svg viewBox="0 0 18 18" width="18" height="18" aria-hidden="true">
          <circle cx="9" cy="9" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <path d="M9 2.75a6.25 6.25 0 0 1 0 12.5z" fill="currentColor" />
        </svg>
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {THEME_MODES.map((one) => (
          <MenuItem
            key={one}
            role="menuitemradio"
            aria-checked={mode === one}
            selected={mode === one}
            onClick={() => {
              setMode(one);
              setAnchor(null);
            }}
          >
            {text(LABELS[one])}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
