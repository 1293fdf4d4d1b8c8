import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { useText } from '../i18n/i18n.ts';
import { paint } from './paint.ts';

/** Names with their values, in one column. What is empty says so quietly. */
export function KeyValues({
  items,
  keyWidth = 150,
}: {
  items: readonly (readonly [string, ReactNode])[];
  keyWidth?: number;
}) {
  const text = useText();
  return (
    <Box
      component="dl"
      sx={{ display: 'grid', gridTemplateColumns: `${keyWidth}px minmax(0, 1fr)`, rowGap: '7px', margin: 0 }}
    >
      {items.map(([name, value]) => (
        <Box key={name} sx={{ display: 'contents' }}>
          <Box component="dt" sx={{ color: paint.muted }}>
            {name}
          </Box>
          <Box component="dd" sx={{ margin: 0, overflowWrap: 'anywhere' }}>
            {value === null || value === undefined || value === '' ? (
              <Box component="span" sx={{ color: paint.faint }}>
                {text('state.notRecorded')}
              </Box>
            ) : (
              value
            )}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
