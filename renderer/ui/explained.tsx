import { Box, Button, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useText } from '../i18n/i18n.ts';
import { Card } from './card.tsx';
import { Entrance, type EntranceStatus } from './entrance.tsx';
import { paint } from './paint.ts';

/** A screen of its own for what stands in the way: what happened, what is safe, what to do. */
export function Explained({
  status,
  title,
  what,
  safe,
  next,
  onRetry,
  actions,
}: {
  status: EntranceStatus;
  title: string;
  what: string;
  safe: string;
  next: readonly string[];
  onRetry: () => void;
  actions?: ReactNode;
}) {
  const text = useText();
  return (
    <Entrance title={title} status={status} width={600}>
      <Card sx={{ '& > div': { padding: '24px', display: 'grid', gap: '18px' } }}>
        <Part title={text('vault.whatHappened')}>{what}</Part>
        <Part title={text('vault.whatIsSafe')}>{safe}</Part>
        <Part title={text('vault.whatToDo')}>
          <Box component="ol" sx={{ margin: 0, paddingLeft: '20px', display: 'grid', gap: '4px' }}>
            {next.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </Box>
        </Part>
        <Box sx={{ display: 'flex', gap: 1, justifyContent: 'flex-end' }}>
          {actions}
          <Button variant="contained" color="primary" onClick={onRetry}>
            {text('action.tryAgain')}
          </Button>
        </Box>
      </Card>
    </Entrance>
  );
}

/** One of the three answers of such a screen. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <Typography variant="h2" sx={{ color: paint.muted, fontSize: 12.5, marginBottom: '4px' }}>
        {title}
      </Typography>
      <Box>{children}</Box>
    </div>
  );
}
