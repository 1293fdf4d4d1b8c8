import { Box, Breadcrumbs, Link, Typography } from '@mui/material';
import { type ReactNode, useEffect } from 'react';
import { Link as RouterLink } from 'react-router';
import { useText } from '../i18n/i18n.ts';
import { paint } from './paint.ts';

export interface Crumb {
  readonly label: string;
  readonly to?: string;
}

/**
 * A screen: breadcrumbs, title with what stands beside it, one quiet line, actions at the right, then the content.
 * `fill` gives the content the height that is left, for a grid that scrolls by itself.
 */
export function Page({
  title,
  beside,
  subtitle,
  actions,
  crumbs,
  fill = false,
  children,
}: {
  title: string;
  beside?: ReactNode;
  subtitle?: ReactNode;
  actions?: ReactNode;
  crumbs?: readonly Crumb[];
  fill?: boolean;
  children: ReactNode;
}) {
  const text = useText();
  // A browser keeps titles in its history, so a record's page is named by its register: what the vault holds stays in it.
  const place = crumbs?.[0]?.label ?? title;
  useEffect(() => {
    document.title = `${place} - ${text('product')}`;
  }, [place, text]);
  return (
    <Box sx={{ padding: '22px', display: 'flex', flexDirection: 'column', minHeight: fill ? 0 : undefined, flex: 1 }}>
      {crumbs ? (
        <Breadcrumbs aria-label={text('shell.path')} sx={{ fontSize: 12.5, lineHeight: '18px', marginBottom: '4px' }}>
          {crumbs.map(({ label, to }) =>
            to ? (
              <Link key={label} component={RouterLink} to={to} color="inherit">
                {label}
              </Link>
            ) : (
              <span key={label}>{label}</span>
            ),
          )}
        </Breadcrumbs>
      ) : null}
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'flex-start', flexWrap: 'wrap', marginBottom: '18px' }}>
        <Box sx={{ flex: 1, minWidth: 260 }}>
          <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
            <Typography variant="h1" sx={{ overflowWrap: 'anywhere' }}>
              {title}
            </Typography>
            {beside}
          </Box>
          {subtitle ? (
            <Typography component="div" sx={{ color: paint.muted, marginTop: '2px' }}>
              {subtitle}
            </Typography>
          ) : null}
        </Box>
        {actions ? (
          <Box data-screen-only sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center' }}>
            {actions}
          </Box>
        ) : null}
      </Box>
      {children}
    </Box>
  );
}

/**
 * Content at the left, what stands beside it at the right; below one another where there is no room. A `following` side stays
 * in sight while a long content scrolls.
 */
export function Columns({
  side,
  following = false,
  children,
}: {
  side: ReactNode;
  following?: boolean;
  children: ReactNode;
}) {
  return (
    <Box
      sx={{
        display: 'grid',
        gap: '18px',
        alignItems: 'start',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 348px' },
      }}
    >
      <Box sx={{ display: 'grid', gap: '18px', minWidth: 0, gridTemplateColumns: 'minmax(0, 1fr)' }}>{children}</Box>
      <Box
        sx={{
          display: 'grid',
          gap: '18px',
          minWidth: 0,
          gridTemplateColumns: 'minmax(0, 1fr)',
          ...(following ? { position: { md: 'sticky' }, top: '18px' } : {}),
        }}
      >
        {side}
      </Box>
    </Box>
  );
}
