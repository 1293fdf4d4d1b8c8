import { Box } from '@mui/material';
import { paint } from './paint.ts';

/** A key of the keyboard. */
export function Keycap({ children }: { children: string }) {
  return (
    <Box
      component="kbd"
      sx={{
        font: 'inherit',
        fontSize: 11,
        lineHeight: '16px',
        border: `1px solid ${paint.lineStrong}`,
        borderRadius: '4px',
        padding: '0 5px',
        color: paint.muted,
        backgroundColor: paint.surface,
        whiteSpace: 'nowrap',
      }}
    >
      {children}
    </Box>
  );
}
