import { Box, Button, Link, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { VaultStatus } from '../../bridge/types.ts';
import { useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { Entrance } from '../../ui/entrance.tsx';
import { paint } from '../../ui/paint.ts';
import { SampleFailure, useOpenSample } from './use-open-sample.tsx';

/** The very first screen: a vault of one's own, or a look around. */
export function FirstRun({
  status,
  onCreate,
  onRestore,
  onFolder,
}: {
  status: VaultStatus;
  onCreate: () => void;
  onRestore: () => void;
  onFolder: () => void;
}) {
  const text = useText();
  const sample = useOpenSample();
  return (
    <Entrance title={text('vault.welcome')} text={text('vault.welcomeText')} status={status} width={860}>
      <Box sx={{ display: 'grid', gap: '18px', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
        <Choice
          title={text('vault.createTitle')}
          text={text('vault.createText')}
          points={[text('vault.createPoint1'), text('vault.createPoint2'), text('vault.createPoint3')]}
        >
          <Button variant="contained" color="primary" onClick={onCreate} disabled={sample.isPending}>
            {text('vault.create')}
          </Button>
        </Choice>
        <Choice
          title={text('vault.sampleTitle')}
          text={text('vault.sampleText')}
          points={[text('vault.samplePoint1'), text('vault.samplePoint2'), text('vault.samplePoint3')]}
        >
          <Button onClick={() => sample.mutate({})} loading={sample.isPending} loadingPosition="start">
            {text(sample.isPending ? 'vault.samplePreparing' : 'vault.sample')}
          </Button>
        </Choice>
      </Box>
      <SampleFailure error={sample.error} />
      <Box sx={{ textAlign: 'center', marginTop: '18px' }}>
        <Link
          component="button"
          type="button"
          sx={{ font: 'inherit', fontSize: 13, color: paint.muted, padding: '4px' }}
          onClick={onRestore}
        >
          {text('vault.restoreFirst')}
        </Link>
        <Link
          component="button"
          type="button"
          sx={{ font: 'inherit', fontSize: 13, color: paint.muted, padding: '4px', marginLeft: '24px' }}
          onClick={onFolder}
        >
          {text('folder.start')}
        </Link>
      </Box>
    </Entrance>
  );
}

function Choice({
  title,
  text,
  points,
  children,
}: {
  title: string;
  text: string;
  points: readonly string[];
  children: ReactNode;
}) {
  return (
    <Card sx={{ display: 'grid', '& > div': { padding: '22px 24px 24px', display: 'flex', flexDirection: 'column' } }}>
      <Typography variant="h2" sx={{ fontSize: 17, lineHeight: '24px' }}>
        {title}
      </Typography>
      <Typography sx={{ color: paint.muted, marginTop: '6px' }}>{text}</Typography>
      <Box component="ul" sx={{ margin: '16px 0 22px', padding: 0, listStyle: 'none', display: 'grid', gap: '8px' }}>
        {points.map((point) => (
          <Box component="li" key={point} sx={{ display: 'flex', gap: '10px', alignItems: 'center' }}>
            <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
              <path
                d="M2 7.5l3.2 3.2L12 3.8"
                fill="none"
                stroke={paint.accent}
                strokeWidth="1.8"
                strokeLinecap="round"
              />
            </svg>
            {point}
          </Box>
        ))}
      </Box>
      <Box sx={{ marginTop: 'auto', display: 'flex' }}>{children}</Box>
    </Card>
  );
}
