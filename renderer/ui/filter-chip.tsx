import { Box, ButtonBase } from '@mui/material';
import type { ReactNode } from 'react';
import { useText } from '../i18n/i18n.ts';
import { paint } from './paint.ts';

/** A filter: quiet while it lets everything through, in the accent colour with a cross while it holds something back. */
export function FilterChip({
  label,
  active = false,
  onClick,
  onClear,
  hasMenu = false,
}: {
  label: ReactNode;
  active?: boolean;
  onClick?: (anchor: HTMLElement) => void;
  onClear?: () => void;
  hasMenu?: boolean;
}) {
  const text = useText();
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'stretch',
        border: `1px solid ${active ? paint.accent : paint.lineStrong}`,
        borderRadius: '999px',
        backgroundColor: active ? paint.accentSoft : paint.surface,
        color: active ? paint.accent : paint.text,
        fontSize: 13,
        lineHeight: '20px',
        fontWeight: active ? 600 : 400,
        '&:hover': { borderColor: active ? paint.accent : paint.control },
      }}
    >
      <ButtonBase
        onClick={(event) => onClick?.(event.currentTarget)}
        aria-haspopup={hasMenu ? 'menu' : undefined}
        aria-pressed={hasMenu ? undefined : active}
        sx={{ font: 'inherit', padding: active && onClear ? '3px 4px 3px 11px' : '3px 11px', borderRadius: '999px' }}
      >
        {label}
      </ButtonBase>
      {active && onClear ? (
        <ButtonBase
          onClick={onClear}
          aria-label={text('action.clearFilter', { filter: typeof label === 'string' ? label : '' })}
          sx={{ font: 'inherit', padding: '3px 9px 3px 4px', borderRadius: '999px', minWidth: 24 }}
        >
          <span aria-hidden="true">✕</span>
        </ButtonBase>
      ) : null}
    </Box>
  );
}

/** A row of filters; `end` stands at the right. */
export function FilterBar({ children, end }: { children: ReactNode; end?: ReactNode }) {
  return (
    <Box
      data-screen-only
      sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap', marginBottom: '12px' }}
    >
      {children}
      {end ? <Box sx={{ marginLeft: 'auto', display: 'flex', gap: 1, alignItems: 'center' }}>{end}</Box> : null}
    </Box>
  );
}
