import { Box } from '@mui/material';
import { useText } from '../i18n/i18n.ts';
import { paint } from './paint.ts';

/** The mark and the name of the program. */
export function Brand({ size = 15 }: { size?: number }) {
  const text = useText();
  return (
    <Box sx={{ display: 'flex', gap: '8px', alignItems: 'center', fontWeight: 650, fontSize: size }}>
      <svg viewBox="0 0 18 18" width={size * 1.2} height={size * 1.2} aria-hidden="true">
        <rect width="18" height="18" rx="5" fill={paint.accent} />
        <path d="M8 5h2v3h3v2h-3v3H8v-3H5V8h3z" fill={paint.onAccent} />
      </svg>
      {text('product')}
    </Box>
  );
}
