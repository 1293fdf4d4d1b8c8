import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';

/** Fields that belong together, under their name. */
export function FieldGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="fieldset" sx={{ border: 0, margin: 0, padding: 0, minWidth: 0, display: 'grid', gap: '14px' }}>
      <Typography component="legend" variant="h2" sx={{ marginBottom: '12px', padding: 0 }}>
        {title}
      </Typography>
      {children}
    </Box>
  );
}
