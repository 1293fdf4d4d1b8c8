import { Box, Link } from '@mui/material';
import { type ReactNode, useState } from 'react';
import type { VaultStatus } from '../../bridge/types.ts';
import { ConfirmRecoveryDialog } from '../../features/vault/confirm-recovery-dialog.tsx';
import { useText } from '../../i18n/i18n.ts';
import { paint } from '../../ui/paint.ts';

/** What must not be overlooked while this vault is open. */
export function Banners({ status }: { status: VaultStatus }) {
  const text = useText();
  const [confirming, setConfirming] = useState(false);
  if (status.sample) return <Banner tone="plan">{text('shell.sample')}</Banner>;
  if (!status.recoveryKeyUnconfirmed) return null;
  return (
    <Banner tone="near">
      {text('shell.recoveryUnconfirmed')}{' '}
      <Link component="button" color="inherit" underline="always" onClick={() => setConfirming(true)}>
        {text('shell.recoveryConfirm')}
      </Link>
      <ConfirmRecoveryDialog open={confirming} onClose={() => setConfirming(false)} />
    </Banner>
  );
}

function Banner({ tone, children }: { tone: 'plan' | 'near'; children: ReactNode }) {
  return (
    <Box
      role="note"
      sx={{
        padding: '5px 22px',
        fontSize: 12.5,
        lineHeight: '18px',
        fontWeight: 550,
        backgroundColor: paint[`${tone}Soft`],
        color: paint[tone],
        borderBottom: `1px solid ${paint.line}`,
        '& button': { font: 'inherit', verticalAlign: 'baseline' },
      }}
    >
      {children}
    </Box>
  );
}
