import { Box, Button, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { JobProgress } from '../../bridge/job-progress.tsx';
import { forgetJob, newJobId } from '../../bridge/jobs.ts';
import { useMayChange } from '../../bridge/may.tsx';
import { useHasKeyFile } from '../../bridge/own-sign-in.ts';
import { orpc, queryClient } from '../../bridge/queries.ts';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { Moment } from '../../ui/change-history.tsx';
import { ErrorState, Note } from '../../ui/error-state.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { paint } from '../../ui/paint.ts';
import { ProofDialog } from '../../ui/proof-dialog.tsx';
import type { VaultInfo, WayIn } from './types.ts';

/** Names of the ciphers, as their makers write them. */
const CIPHERS: Readonly<Record<string, string>> = {
  sqlcipher: 'SQLCipher 4: AES-256-CBC, HMAC-SHA-512',
  chacha20: 'ChaCha20-Poly1305',
  aegis: 'AEGIS-256',
};

/** With what the vault is encrypted and exports are signed, and a new data key. */
export function KeysTab() {
  const info = useQuery(orpc.vault.info.queryOptions());
  if (info.data) return <Keys info={info.data} />;
  return (
    <Card>
      {info.error ? (
        <ErrorState failure={failureOf(info.error)} onRetry={() => void info.refetch()} />
      ) : (
        <LoadingLines />
      )}
    </Card>
  );
}

function Keys({ info }: { info: VaultInfo }) {
  const text = useText();
  const number = useNumber();
  const mayRotate = useMayChange('vault.rotateKey');
  const [rotating, setRotating] = useState(false);
  const [lost, setLost] = useState<readonly WayIn[] | null>(null);
  return (
    <Box sx={{ display: 'grid', gap: '18px', maxWidth: 860 }}>
      <Card
        title={text('security.keys.dataTitle')}
        actions={
          mayRotate ? (
            <Button size="small" onClick={() => setRotating(true)}>
              {text('security.keys.rotate')}
            </Button>
          ) : null
        }
      >
        <KeyValues
          keyWidth={170}
          items={[
            [text('security.keys.cipher'), CIPHERS[info.cipher] ?? info.cipher],
            [text('security.keys.vault'), info.vaultId],
            [text('security.keys.created'), <Moment key="created" at={info.createdAt} />],
            [
              text('security.keys.log'),
              text('security.keys.entries', { count: info.audit.entries, amount: number(info.audit.entries) }),
            ],
          ]}
        />
        <Typography variant="body2" sx={{ color: paint.muted, marginTop: '12px' }}>
          {text('security.keys.rotateWhat')}
        </Typography>
        {lost === null ? null : (
          <Box sx={{ marginTop: '12px' }}>
            <Rotated lost={lost} />
          </Box>
        )}
      </Card>
      <Card title={text('security.keys.signTitle')}>
        <Typography sx={{ color: paint.muted, marginBottom: '10px' }}>{text('security.keys.signText')}</Typography>
        <KeyValues
          keyWidth={170}
          items={[
            [
              text('security.keys.fingerprint'),
              <Box key="fingerprint" component="span" sx={{ userSelect: 'all', fontWeight: 550 }}>
                {info.fingerprint}
              </Box>,
            ],
          ]}
        />
      </Card>
      {rotating ? (
        <RotateDialog
          onDone={(ways) => {
            setRotating(false);
            setLost(ways);
          }}
          onClose={() => setRotating(false)}
        />
      ) : null}
    </Box>
  );
}

function RotateDialog({ onDone, onClose }: { onDone: (lost: readonly WayIn[]) => void; onClose: () => void }) {
  const text = useText();
  const withKeyFile = useHasKeyFile();
  const [jobId, setJobId] = useState<string | null>(null);
  return (
    <ProofDialog
      title={text('security.keys.rotateTitle')}
      intro={text('security.keys.rotateText')}
      submit={text('security.keys.rotateSubmit')}
      withKeyFile={withKeyFile}
      explain={failureOf}
      onProof={async (current) => {
        const job = newJobId();
        setJobId(job);
        try {
          const { lost } = await client.vault.rotateKey({ current, jobId: job });
          await queryClient.invalidateQueries({ queryKey: orpc.vault.key() });
          onDone(lost);
        } finally {
          forgetJob(job);
          setJobId(null);
        }
      }}
      onClose={onClose}
    >
      <JobProgress jobId={jobId} label={text('security.keys.rotating')} />
    </ProofDialog>
  );
}

function Rotated({ lost }: { lost: readonly WayIn[] }) {
  const text = useText();
  if (lost.length === 0) {
    return (
      <Note tone="ok" role="status">
        {text('security.keys.rotated')}
      </Note>
    );
  }
  return (
    <Note tone="near" role="status">
      {text('security.keys.rotated')} {text('security.keys.lost')}{' '}
      {lost.map(({ kind, user }) => [user, text(`security.wayIn.${kind}.name`)].filter(Boolean).join(': ')).join('; ')}.
    </Note>
  );
}
