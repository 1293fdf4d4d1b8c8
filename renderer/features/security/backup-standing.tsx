import { Box, Typography } from '@mui/material';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { Moment } from '../../ui/change-history.tsx';
import { paint } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';
import type { Backup } from './types.ts';

/** A size as people read it: `4.2 MB`. */
export function useBackupSize(): (bytes: number) => string {
  const number = useNumber();
  return (bytes) => {
    const megabytes = bytes / 1_000_000;
    return megabytes < 1
      ? `${number(Math.max(1, Math.round(bytes / 1000)))} kB`
      : `${number(megabytes, { maximumFractionDigits: 1 })} MB`;
  };
}

/** Whether a backup could be restored, as far as somebody has tried. */
export function BackupStanding({ backup: { test, problem }, checking }: { backup: Backup; checking: boolean }) {
  const text = useText();
  if (checking) return <Tag tone="plan">{text('security.backups.checking')}</Tag>;
  if (problem !== null) return <Tag tone="end">{text(`security.backups.problem.${problem}`)}</Tag>;
  if (test === null) return <Tag tone="unk">{text('security.backups.untested')}</Tag>;
  return (
    <Box>
      <Tag tone={test.ok ? 'ok' : 'end'}>{text(test.ok ? 'security.backups.good' : 'security.backups.bad')}</Tag>
      <Typography variant="body2" sx={{ color: paint.muted, whiteSpace: 'nowrap' }}>
        <Moment at={test.at} />
      </Typography>
    </Box>
  );
}
