import { Box, type SxProps, type Theme, Typography } from '@mui/material';
import { type ReactNode, useId } from 'react';
import { paint } from './paint.ts';

/** A white area with a hairline around it. With a title it is a named region. `flush` leaves out the inner space, for tables. */
export function Card({
  title,
  actions,
  flush = false,
  children,
  sx,
}: {
  title?: ReactNode;
  actions?: ReactNode;
  flush?: boolean;
  children: ReactNode;
  sx?: SxProps<Theme>;
}) {
  const id = useId();
  return (
    <Box
      component="section"
      aria-labelledby={title === undefined ? undefined : id}
      sx={[
        {
          backgroundColor: paint.surface,
          border: `1px solid ${paint.line}`,
          borderRadius: '11px',
          overflow: 'hidden',
          minWidth: 0,
        },
        ...(Array.isArray(sx) ? sx : [sx]),
      ]}
    >
      {title === undefined ? null : (
        <Box
          sx={{
            display: 'flex',
            gap: 1,
            alignItems: 'center',
            padding: flush ? '14px 16px' : '16px 16px 0',
            minHeight: 20,
          }}
        >
          <Typography id={id} variant="h2" sx={{ flex: 1 }}>
            {title}
          </Typography>
          {actions}
        </Box>
      )}
      <Box sx={flush ? undefined : { padding: title === undefined ? '16px' : '10px 16px 16px' }}>{children}</Box>
    </Box>
  );
}
