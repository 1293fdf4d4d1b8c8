import { Box, Button } from '@mui/material';
import { useAwake } from '../bridge/awake.ts';
import { useText } from '../i18n/i18n.ts';
import { paint } from '../ui/paint.ts';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';

/** Keeps the vault open while somebody is at the window, and says so shortly before it locks by itself. */
export function LockWarning({ locksInSeconds }: { locksInSeconds: number | null }) {
  const text = useText();
  const { left, stay } = useAwake(locksInSeconds);
  return (
    <Box role="status" data-screen-only>
      {left === null ? null : (
        <Box
          sx={{
            position: 'fixed',
            right: 18,
            bottom: 18,
            zIndex: 1500,
            display: 'flex',
            gap: '14px',
            alignItems: 'center',
            padding: '10px 10px 10px 16px',
            border: `1px solid ${paint.line}`,
            borderRadius: '11px',
            backgroundColor: paint.raised,
            boxShadow: paint.shadow,
          }}
        >
          <span>
            {/* Read out once; the figure that changes every second is for the eye. */}
            <VisuallyHidden>{text('shell.locksSoon')}</VisuallyHidden>
            <Box component="span" aria-hidden="true" className="figures">
              {text('shell.locksIn', { count: left })}
            </Box>
          </span>
          <Button onClick={stay}>{text('shell.stay')}</Button>
        </Box>
      )}
    </Box>
  );
}
