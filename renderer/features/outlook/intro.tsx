import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { paint } from '../../ui/paint.ts';

/** One quiet line above a picture. */
export function Intro({ children }: { children: ReactNode }) {
  return <Box sx={{ color: paint.muted, marginBottom: '8px' }}>{children}</Box>;
}
