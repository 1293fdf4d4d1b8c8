import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';

/**
 * Sheets of paper: seen only by the printer, and while they are there nothing else of the window is printed (theme.ts). They
 * lie beside the window's own content, so that a dialog can have them too.
 */
export function Paper({ children }: { children: ReactNode }) {
  return createPortal(
    <Box
      data-paper
      aria-hidden="true"
      sx={{ display: 'none', '@media print': { display: 'block', fontSize: '10.5pt', lineHeight: 1.5, color: '#000' } }}
    >
      {children}
    </Box>,
    document.body,
  );
}
