import { createTheme, type PaletteOptions } from '@mui/material/styles';
import { COLOURS, paint, paintVariables } from '../ui/paint.ts';

function palette(name: keyof typeof COLOURS): PaletteOptions {
  const colour = COLOURS[name];
  return {
    // The library would darken a button under the pointer, which on a dark page takes the contrast from its words.
    primary: { main: colour.accent, dark: name === 'light' ? '#08565d' : '#7ad3d5', contrastText: colour.onAccent },
    error: {
      main: colour.end,
      dark: name === 'light' ? '#8f1d17' : '#f6b0aa',
      contrastText: name === 'light' ? '#ffffff' : '#2a0a08',
    },
    warning: { main: colour.near },
    success: { main: colour.ok },
    info: { main: colour.plan },
    background: { default: colour.bg, paper: colour.surface },
    divider: colour.line,
    text: { primary: colour.text, secondary: colour.muted, disabled: colour.faint },
  };
}

const focusRing = { outline: `2px solid ${paint.accent}`, outlineOffset: 2 };

/** The look of the window: compact, one accent colour, tabular figures, a ring around what has the focus. */
export const theme = createTheme({
  cssVariables: { colorSchemeSelector: 'data-theme', cssVarPrefix: 'mui' },
  colorSchemes: { light: { palette: palette('light') }, dark: { palette: palette('dark') } },
  shape: { borderRadius: 8 },
  spacing: 8,
  typography: {
    fontFamily: '"Inter Variable", "Segoe UI", Roboto, "Liberation Sans", sans-serif',
    fontSize: 14,
    h1: { fontSize: 22, lineHeight: '28px', fontWeight: 650, letterSpacing: '-0.01em' },
    h2: { fontSize: 14, lineHeight: '20px', fontWeight: 650 },
    h3: { fontSize: 14, lineHeight: '20px', fontWeight: 600 },
    body1: { fontSize: 14, lineHeight: '20px' },
    body2: { fontSize: 12.5, lineHeight: '18px' },
    button: { fontSize: 14, lineHeight: '20px', fontWeight: 550, textTransform: 'none' },
    caption: { fontSize: 12, lineHeight: '16px' },
    overline: { fontSize: 11, lineHeight: '16px', fontWeight: 600, letterSpacing: '0.04em' },
  },
  components: {
    MuiCssBaseline: {
      styleOverrides: {
        ':root, [data-theme="light"]': paintVariables('light'),
        '[data-theme="dark"]': paintVariables('dark'),
        'html, body, #root': { height: '100%' },
        body: { backgroundColor: paint.bg, color: paint.text },
        // Figures that are compared stand below one another; in sentences they keep their natural width.
        'table, dl, nav, time, .ag-root-wrapper, .figures': { fontVariantNumeric: 'tabular-nums' },
        ':focus-visible': focusRing,
        '::selection': { backgroundColor: paint.accentSoft },
        '@media (prefers-reduced-motion: reduce)': {
          '*, *::before, *::after': {
            animationDuration: '0.01ms !important',
            animationIterationCount: '1 !important',
            transitionDuration: '0.01ms !important',
            scrollBehavior: 'auto !important',
          },
        },
        '@page': { margin: '18mm' },
        // Paper is white, whatever the screen is.
        '@media print': {
          ':root, [data-theme]': { ...paintVariables('light'), colorScheme: 'light' },
          'html, body, #root': { height: 'auto' },
          body: { backgroundColor: '#ffffff' },
          '[data-screen-only]': { display: 'none !important' },
          // Where there are sheets of paper, they are all that is printed (ui/paper.tsx).
          'body:has(> [data-paper]) > :not([data-paper])': { display: 'none !important' },
        },
      },
    },
    MuiButtonBase: {
      defaultProps: { disableRipple: true },
      styleOverrides: { root: { '&.Mui-focusVisible': focusRing } },
    },
    MuiButton: {
      defaultProps: { disableElevation: true, variant: 'outlined', color: 'inherit' },
      styleOverrides: {
        root: { borderRadius: 8, padding: '6px 12px', minWidth: 0, whiteSpace: 'nowrap' },
        outlined: {
          borderColor: paint.lineStrong,
          backgroundColor: paint.surface,
          '&:hover': { borderColor: paint.control, backgroundColor: paint.head },
        },
        text: { padding: '6px 8px' },
      },
    },
    MuiIconButton: { styleOverrides: { root: { borderRadius: 8, padding: 6 } } },
    MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
    MuiTextField: { defaultProps: { size: 'small', fullWidth: true } },
    MuiFormControl: { defaultProps: { size: 'small' } },
    MuiSelect: { defaultProps: { size: 'small' } },
    MuiOutlinedInput: {
      styleOverrides: {
        root: {
          '&:hover:not(.Mui-focused, .Mui-error) .MuiOutlinedInput-notchedOutline': { borderColor: paint.muted },
        },
        notchedOutline: { borderColor: paint.control },
        input: { paddingTop: 8, paddingBottom: 8, height: 20 },
      },
    },
    // A browser keeps what is typed into fields, on the disk, unless it is told not to (reliability.md T27).
    MuiInputBase: {
      defaultProps: { autoComplete: 'off' },
      styleOverrides: { input: { '&::placeholder': { color: paint.faint, opacity: 1 } } },
    },
    MuiInputLabel: { styleOverrides: { root: { fontSize: 14 } } },
    MuiFormHelperText: { styleOverrides: { root: { marginLeft: 2, fontSize: 12.5, lineHeight: '18px' } } },
    MuiDialog: {
      styleOverrides: { paper: { border: `1px solid ${paint.line}`, borderRadius: 12, boxShadow: paint.shadow } },
    },
    MuiDialogTitle: {
      styleOverrides: { root: { fontSize: 16, lineHeight: '22px', fontWeight: 650, paddingBottom: 8 } },
    },
    MuiDialogActions: { styleOverrides: { root: { padding: '12px 24px 20px', gap: 4 } } },
    MuiMenu: {
      styleOverrides: { paper: { border: `1px solid ${paint.line}`, borderRadius: 10, boxShadow: paint.shadow } },
    },
    MuiPopover: {
      styleOverrides: { paper: { border: `1px solid ${paint.line}`, borderRadius: 10, boxShadow: paint.shadow } },
    },
    MuiMenuItem: { styleOverrides: { root: { fontSize: 14, minHeight: 34 } } },
    MuiTooltip: {
      defaultProps: { enterDelay: 400 },
      styleOverrides: { tooltip: { fontSize: 12, backgroundColor: paint.text, color: paint.surface } },
    },
    MuiTableCell: {
      styleOverrides: {
        root: { borderColor: paint.line, padding: '9px 14px', fontSize: 14, lineHeight: '20px', verticalAlign: 'top' },
        head: {
          fontSize: 12,
          lineHeight: '20px',
          fontWeight: 600,
          color: paint.muted,
          backgroundColor: paint.head,
          padding: '8px 14px',
        },
      },
    },
    MuiLink: { defaultProps: { underline: 'hover' } },
    MuiSkeleton: { defaultProps: { animation: false } },
  },
});
