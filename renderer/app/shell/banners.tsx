import { Box, Link } from '@mui/material';
import { type ReactNode, use, useState } from 'react';
import type { VaultStatus } from '../../bridge/types.ts';
import { ConfirmRecoveryDialog } from '../../features/vault/confirm-recovery-dialog.tsx';
import { useText } from '../../i18n/i18n.ts';
import { paint } from '../../ui/paint.ts';
import { AlarmScreenContext } from '../alarm-screen-context.ts';

/** What must not be overlooked while this vault is open. */
export function Banners({ status }: { status: VaultStatus }) {
  const text = useText();
  const [confirming, setConfirming] = useState(false);
  const showAlarm = use(AlarmScreenContext);
  if (status.sample) return <Banner tone="plan">{text('shell.sample')}</Banner>;
  return (
    <>
      {status.alarm ? (
        <Banner tone="end" action={text('shell.alarmShow')} onAction={showAlarm}>
          {text('shell.alarm')}
        </Banner>
      ) : null}
      {status.fromCopy ? <Banner tone="near">{text('shell.fromCopy')}</Banner> : null}
      {status.clockBehind ? <Banner tone="near">{text('shell.clockBehind')}</Banner> : null}
      {status.recoveryKeyUnconfirmed && status.alarm === null && status.role === 'administrator' ? (
        <Banner tone="near" action={text('shell.recoveryConfirm')} onAction={() => setConfirming(true)}>
          {text('shell.recoveryUnconfirmed')}
          <ConfirmRecoveryDialog open={confirming} onClose={() => setConfirming(false)} />
        </Banner>
      ) : null}
    </>
  );
}

function Banner({
  tone,
  action,
  onAction,
  children,
}: {
  tone: 'plan' | 'near' | 'end';
  action?: string;
  onAction?: () => void;
  children: ReactNode;
}) {
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
      {action ? (
        <>
          {' '}
          <Link component="button" color="inherit" underline="always" onClick={onAction}>
            {action}
          </Link>
        </>
      ) : null}
    </Box>
  );
}
