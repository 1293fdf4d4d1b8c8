import { Box, Typography } from '@mui/material';
import { type ReactNode, useEffect, useRef } from 'react';
import { useText } from '../i18n/i18n.ts';
import { Brand } from './brand.tsx';
import { paint } from './paint.ts';

/** Whose vault stands before the person, as far as that shows without opening it. */
export interface EntranceStatus {
  readonly folder: string;
  readonly version: string;
}

/** The quiet frame of every screen before the vault is open. */
export function Entrance({
  title,
  text: lead,
  status,
  width = 460,
  children,
}: {
  title: string;
  text?: string;
  status: EntranceStatus;
  width?: number;
  children: ReactNode;
}) {
  const text = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} - ${text('product')}`;
    // A field with autofocus keeps the focus; otherwise the new screen is announced by its heading.
    if (document.activeElement === document.body || document.activeElement === null) heading.current?.focus();
  }, [title, text]);
  return (
    <Box
      sx={{
        minHeight: '100vh',
        display: 'grid',
        gridTemplateRows: 'auto 1fr auto',
        justifyItems: 'center',
        padding: '28px 24px',
        '@media print': { display: 'block', padding: 0 },
      }}
    >
      <Box component="header" data-screen-only sx={{ width: '100%', maxWidth: Math.max(width, 460) }}>
        <Brand />
      </Box>
      <Box
        component="main"
        sx={{
          width: '100%',
          maxWidth: width,
          alignSelf: 'center',
          padding: '28px 0',
          '@media print': { maxWidth: 'none' },
        }}
      >
        <Box data-screen-only sx={{ marginBottom: '20px' }}>
          <Typography
            variant="h1"
            ref={heading}
            tabIndex={-1}
            sx={{ fontSize: 26, lineHeight: '34px', '&:focus-visible': { outline: 'none' } }}
          >
            {title}
          </Typography>
          {lead ? <Typography sx={{ color: paint.muted, marginTop: '4px', maxWidth: 620 }}>{lead}</Typography> : null}
        </Box>
        {children}
      </Box>
      <Box
        component="footer"
        data-screen-only
        sx={{
          width: '100%',
          maxWidth: Math.max(width, 460),
          color: paint.muted,
          fontSize: 12,
          lineHeight: '17px',
          display: 'flex',
          justifyContent: 'space-between',
          gap: 3,
        }}
      >
        <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
          {text('vault.folder', { folder: status.folder })}
        </Box>
        <Box component="span" sx={{ flex: 'none' }}>
          {text('vault.version', { version: status.version })}
        </Box>
      </Box>
    </Box>
  );
}
