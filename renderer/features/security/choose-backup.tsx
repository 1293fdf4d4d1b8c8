import { Box, Button, ButtonBase, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useAttempt } from '../../bridge/attempt.ts';
import { failureOf } from '../../bridge/failure.ts';
import { uploadFile } from '../../bridge/files.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText } from '../../i18n/i18n.ts';
import { Moment } from '../../ui/change-history.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { FileButton } from '../../ui/file-button.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { paint } from '../../ui/paint.ts';
import { useBackupSize } from './backup-standing.tsx';
import type { ChosenBackup } from './restore-form.tsx';
import type { FoundBackup } from './types.ts';

/** Lets somebody choose a backup: one of the folder, or a file from anywhere. */
export function ChooseBackup({
  onChoose,
  onCancel,
}: {
  onChoose: (chosen: ChosenBackup) => void;
  onCancel: () => void;
}) {
  const text = useText();
  const found = useQuery({ ...orpc.backup.found.queryOptions(), staleTime: 0 });
  const { busy, failure, attempt } = useAttempt();
  const take = async (file: File | undefined) => {
    if (!file) return;
    await attempt(async () => {
      const uploadId = await uploadFile(file, { to: '/files/backup' });
      onChoose({ source: { uploadId }, name: file.name, head: null, ownVault: false });
    });
  };
  const files = found.data?.files ?? [];
  return (
    <Box sx={{ display: 'grid', gap: '14px' }}>
      {found.error ? <ErrorNote failure={failureOf(found.error)} /> : null}
      {found.data ? (
        <Typography sx={{ color: paint.muted, overflowWrap: 'anywhere' }}>
          {text(files.length === 0 ? 'security.restore.noneIn' : 'security.restore.in', { folder: found.data.folder })}
        </Typography>
      ) : found.error ? null : (
        <LoadingLines lines={3} />
      )}
      {files.length === 0 ? null : (
        <Box
          component="ul"
          sx={{ listStyle: 'none', margin: 0, padding: 0, border: `1px solid ${paint.line}`, borderRadius: '9px' }}
        >
          {files.map((file) => (
            <FoundLine key={file.fileName} file={file} onChoose={onChoose} />
          ))}
        </Box>
      )}
      {failure ? <ErrorNote failure={failure} /> : null}
      <Box sx={{ display: 'flex', gap: 1, justifyContent: 'flex-end' }}>
        <Button onClick={onCancel}>{text('action.back')}</Button>
        <FileButton
          label={text('security.restore.fromFile')}
          accept=".medsteward-backup"
          onFile={(file) => void take(file)}
          loading={busy}
        >
          {text('security.restore.fromFile')}
        </FileButton>
      </Box>
    </Box>
  );
}

function FoundLine({ file, onChoose }: { file: FoundBackup; onChoose: (chosen: ChosenBackup) => void }) {
  const text = useText();
  const size = useBackupSize();
  const { fileName, head, problem, ownVault } = file;
  const devices = head?.counts.Device ?? 0;
  return (
    <Box component="li" sx={{ '&:not(:first-of-type)': { borderTop: `1px solid ${paint.line}` } }}>
      <ButtonBase
        disabled={problem !== null}
        onClick={() => onChoose({ source: { fileName }, name: fileName, head, ownVault })}
        sx={{
          width: '100%',
          font: 'inherit',
          padding: '9px 14px',
          display: 'grid',
          gridTemplateColumns: 'minmax(0, 1fr) auto',
          columnGap: '12px',
          textAlign: 'left',
          borderRadius: '9px',
          '&:hover': { backgroundColor: paint.head },
        }}
      >
        <Box component="span" sx={{ fontWeight: 550, overflowWrap: 'anywhere' }}>
          {head ? <Moment at={head.createdAt} /> : fileName}
        </Box>
        <Box component="span" sx={{ color: paint.muted }}>
          {size(file.byteSize)}
        </Box>
        <Typography component="span" variant="body2" sx={{ gridColumn: '1 / -1', color: paint.muted }}>
          {problem !== null
            ? text(`security.backups.problem.${problem}`)
            : [
                text('security.backups.devices', { count: devices, amount: String(devices) }),
                ownVault ? '' : text('security.backups.otherVault'),
              ]
                .filter(Boolean)
                .join('. ')}
        </Typography>
      </ButtonBase>
    </Box>
  );
}
