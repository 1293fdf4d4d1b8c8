import { Box, Skeleton } from '@mui/material';
import { useEffect, useState } from 'react';
import { useText } from '../i18n/i18n.ts';
import { Card } from './card.tsx';

/** True once loading has taken long enough to be worth showing; quick answers shall not flicker. */
function useSlow(delay = 180): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), delay);
    return () => clearTimeout(timer);
  }, [delay]);
  return slow;
}

/** Lines where text will be. */
export function LoadingLines({ lines = 5 }: { lines?: number }) {
  const text = useText();
  const slow = useSlow();
  return (
    <Box role="status" aria-label={text('state.loading')} sx={{ display: 'grid', gap: '10px', opacity: slow ? 1 : 0 }}>
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={String(index)} variant="rounded" height={14} width={`${92 - ((index * 17) % 40)}%`} />
      ))}
    </Box>
  );
}

/** A page of which nothing is known yet. */
export function LoadingPage() {
  return (
    <Box sx={{ padding: '22px', display: 'grid', gap: '18px' }}>
      <Skeleton variant="rounded" height={28} width={260} />
      <Card>
        <LoadingLines lines={8} />
      </Card>
    </Box>
  );
}
