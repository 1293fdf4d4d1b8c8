import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { paint, TONES, type Tone } from './paint.ts';
import { Shape } from './shapes.tsx';

/** What a record answers today, as a headline with the shape of its tone; below it why, and what can be done about it. */
export function AnswerStrip({
  tone,
  headline,
  because,
  children,
}: {
  tone: Tone;
  headline: ReactNode;
  because: ReactNode;
  children?: ReactNode;
}) {
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: '26px minmax(0, 1fr)',
        alignItems: 'baseline',
        padding: '14px 16px',
        marginBottom: '14px',
        borderRadius: '11px',
        border: `1px solid ${paint.line}`,
        backgroundColor: paint.surface,
      }}
    >
      <Box component="span" sx={{ color: TONES[tone].main }}>
        <Shape tone={tone} size={14} />
      </Box>
      <Typography component="p" sx={{ fontSize: 18, lineHeight: '24px', fontWeight: 620, letterSpacing: '-0.005em' }}>
        {headline}
      </Typography>
      <Typography sx={{ gridColumn: 2, color: paint.muted, marginTop: '2px' }}>{because}</Typography>
      {children}
    </Box>
  );
}
