import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { paint } from './paint.ts';

/** Nothing is here, and that is all right: what it means, and the next step. */
export function EmptyState({ title, text, actions }: { title: string; text: string; actions?: ReactNode }) {
  return (
    <Box sx={{ padding: '40px 24px', textAlign: 'center', display: 'grid', justifyItems: 'center', gap: '6px' }}>
      <svg width="44" height="44" viewBox="0 0 44 44" fill="none" aria-hidden="true">
        <circle cx="22" cy="22" r="20.5" stroke={paint.lineStrong} strokeDasharray="4 3.2" />
        <path
          d="M15 22.5l5 5 9.5-10"
          stroke={paint.accent}
          strokeWidth="2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <Typography variant="h2" component="p" sx={{ fontSize: 15, marginTop: '8px' }}>
        {title}
      </Typography>
      <Typography sx={{ color: paint.muted, maxWidth: 460 }}>{text}</Typography>
      {actions ? <Box sx={{ display: 'flex', gap: 1, marginTop: '12px' }}>{actions}</Box> : null}
    </Box>
  );
}
