import { Typography } from '@mui/material';
import { type ReactNode, useEffect, useRef } from 'react';

/** The title of a step that has just begun; the cursor goes to it, so that everyone notices. */
export function FocusedTitle({ children }: { children: ReactNode }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <Typography
      ref={title}
      variant="h2"
      tabIndex={-1}
      sx={{ fontSize: 16, lineHeight: '22px', '&:focus-visible': { outline: 'none' } }}
    >
      {children}
    </Typography>
  );
}
