import { Box, Button, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { Failure } from '../../bridge/failure.ts';
import type { VaultStatus } from '../../bridge/types.ts';
import { type TextKey, useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { paint } from '../../ui/paint.ts';
import { Entrance } from './entrance.tsx';

interface Explanation {
  readonly title: TextKey;
  readonly what: TextKey;
  readonly safe: TextKey;
  readonly next: readonly TextKey[];
}

/** What keeps a vault shut although the right person stands before it. */
const EXPLANATIONS = {
  vault_damaged: {
    title: 'vault.damagedDatabase',
    what: 'vault.damagedText',
    safe: 'vault.damagedSafe',
    next: ['vault.damagedNext1', 'vault.damagedNext2', 'vault.damagedNext3'],
  },
  vault_newer: {
    title: 'vault.newerTitle',
    what: 'vault.newerText',
    safe: 'vault.newerSafe',
    next: ['vault.newerNext1', 'vault.newerNext2'],
  },
  folder_read_only: {
    title: 'vault.readOnlyTitle',
    what: 'vault.readOnlyText',
    safe: 'vault.readOnlySafe',
    next: ['vault.readOnlyNext1', 'vault.readOnlyNext2'],
  },
  disk_full: {
    title: 'vault.fullTitle',
    what: 'vault.fullText',
    safe: 'vault.fullSafe',
    next: ['vault.fullNext1', 'vault.fullNext2'],
  },
  vault_busy: {
    title: 'vault.busyTitle',
    what: 'vault.busyText',
    safe: 'vault.busySafe',
    next: ['vault.busyNext1', 'vault.busyNext2'],
  },
} as const satisfies Partial<Record<Failure['code'], Explanation>>;

type BlockingCode = keyof typeof EXPLANATIONS;

/** True for failures that no other passphrase would mend. */
export function isBlocking(failure: Failure): failure is Failure & { code: BlockingCode } {
  return Object.hasOwn(EXPLANATIONS, failure.code);
}

/** A vault that cannot be opened as things are: what happened, what is safe, what to do. */
export function BlockedVault({
  status,
  failure,
  onRetry,
}: {
  status: VaultStatus;
  failure: { readonly code: BlockingCode; readonly details: Failure['details'] };
  onRetry: () => void;
}) {
  const text = useText();
  const { title, what, safe, next }: Explanation = EXPLANATIONS[failure.code];
  const ofKeyFile = failure.code === 'vault_damaged' && failure.details.part === 'key_file';
  return (
    <Entrance title={text(ofKeyFile ? 'vault.damagedKeyFile' : title)} status={status} width={600}>
      <Card sx={{ '& > div': { padding: '24px', display: 'grid', gap: '18px' } }}>
        <Part title={text('vault.whatHappened')}>{text(what, { version: status.version })}</Part>
        <Part title={text('vault.whatIsSafe')}>{text(safe)}</Part>
        <Part title={text('vault.whatToDo')}>
          <Box component="ol" sx={{ margin: 0, paddingLeft: '20px', display: 'grid', gap: '4px' }}>
            {next.map((step) => (
              <li key={step}>{text(step)}</li>
            ))}
          </Box>
        </Part>
        <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
          <Button variant="contained" color="primary" onClick={onRetry}>
            {text('action.tryAgain')}
          </Button>
        </Box>
      </Card>
    </Entrance>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <Typography variant="h2" sx={{ color: paint.muted, fontSize: 12.5, marginBottom: '4px' }}>
        {title}
      </Typography>
      <Box>{children}</Box>
    </div>
  );
}
