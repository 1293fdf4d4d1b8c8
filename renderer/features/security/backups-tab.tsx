import { Box, Button, Link, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { client } from '../../bridge/client.ts';
import { type Failure, failureOf } from '../../bridge/failure.ts';
import { downloadFile } from '../../bridge/files.ts';
import { JobProgress } from '../../bridge/job-progress.tsx';
import { cancelJob, forgetJob, newJobId } from '../../bridge/jobs.ts';
import { ListExport } from '../../bridge/list-export.tsx';
import { useMay, useMayChange } from '../../bridge/may.tsx';
import { orpc, queryClient } from '../../bridge/queries.ts';
import { useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { Moment } from '../../ui/change-history.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote, ErrorState, Note } from '../../ui/error-state.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { Columns } from '../../ui/page.tsx';
import { paint } from '../../ui/paint.ts';
import { BackupStanding, useBackupSize } from './backup-standing.tsx';
import { RestoreDialog, type RestoreSource } from './restore-dialog.tsx';
import type { Backup, BackupList } from './types.ts';
import { UndoRestore } from './undo-restore.tsx';

/** The backups of the vault: which there are, whether they can be restored, and what can be done with them. */
export function BackupsTab() {
  const list = useQuery(orpc.backup.list.queryOptions());
  if (list.data) return <Backups list={list.data} />;
  return (
    <Card>
      {list.error ? (
        <ErrorState failure={failureOf(list.error)} onRetry={() => void list.refetch()} />
      ) : (
        <LoadingLines />
      )}
    </Card>
  );
}

function Backups({ list }: { list: BackupList }) {
  const text = useText();
  const notice = useNotice();
  const mayMake = useMayChange('backup.make');
  const mayRestore = useMay('backup.restore');
  const [jobId, setJobId] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [source, setSource] = useState<RestoreSource | null>(null);
  const make = async () => {
    const job = newJobId();
    setJobId(job);
    setFailure(null);
    try {
      const { fileName } = await client.backup.make({ jobId: job });
      notice({ text: text('security.backups.made', { fileName }) });
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      forgetJob(job);
      setJobId(null);
      await queryClient.invalidateQueries({ queryKey: orpc.backup.key() });
    }
  };
  const stopped = failure?.code === 'cancelled';
  return (
    <Columns side={<Standing list={list} />}>
      <Card
        title={text('security.backups.title')}
        flush
        actions={
          <>
            {list.backups.length > 0 ? <ListExport name="backups" /> : null}
            {mayRestore ? <UndoRestore /> : null}
            {mayRestore ? (
              <Button size="small" onClick={() => setSource('choose')}>
                {text('security.backups.restoreFile')}
              </Button>
            ) : null}
            {mayMake ? (
              <Button
                variant="contained"
                color="primary"
                size="small"
                disabled={jobId !== null || list.running}
                onClick={() => void make()}
              >
                {text('security.backups.make')}
              </Button>
            ) : null}
          </>
        }
      >
        {jobId === null && !list.running ? null : (
          <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', padding: '0 16px 14px' }}>
            <Box sx={{ flex: 1 }}>
              <JobProgress jobId={jobId ?? ''} label={text('security.backups.making')} />
            </Box>
            {jobId === null ? null : (
              <Button size="small" onClick={() => void cancelJob(jobId)}>
                {text('security.backups.stop')}
              </Button>
            )}
          </Box>
        )}
        {failure ? (
          <Box sx={{ padding: '0 16px 14px' }}>
            {stopped ? (
              <Note tone="unk" role="status">
                {text('failure.cancelled.what')} {text('failure.cancelled.safe')}
              </Note>
            ) : (
              <ErrorNote failure={failure} />
            )}
          </Box>
        ) : null}
        {list.backups.length === 0 ? (
          <EmptyState title={text('security.backups.emptyTitle')} text={text('security.backups.emptyText')} />
        ) : (
          <BackupTable backups={list.backups} mayRestore={mayRestore} onRestore={setSource} />
        )}
      </Card>
      {source === null ? null : <RestoreDialog source={source} onClose={() => setSource(null)} />}
    </Columns>
  );
}

/** How making backups goes: what is safe, what comes next, where they lie. */
function Standing({ list }: { list: BackupList }) {
  const text = useText();
  const maySet = useMay('vault.setPolicy');
  return (
    <>
      <Card title={text('security.backups.standing')}>
        {list.failure ? (
          <Box sx={{ marginBottom: '12px' }}>
            <Note tone="end">
              {text('security.backups.failed')} <Moment at={list.failure.at} />.{' '}
              {text(
                list.failure.code === 'disk_full'
                  ? 'failure.disk_full.what'
                  : list.failure.code === 'folder_read_only'
                    ? 'security.backups.failedFolder'
                    : 'security.backups.failedOther',
              )}
            </Note>
          </Box>
        ) : null}
        <KeyValues
          keyWidth={132}
          items={[
            [
              text('security.backups.newest'),
              list.newestGoodAt ? <Moment key="newest" at={list.newestGoodAt} /> : text('security.backups.noneYet'),
            ],
            [
              text('security.backups.next'),
              list.nextAt ? <Moment key="next" at={list.nextAt} /> : text('security.backups.never'),
            ],
            [
              text('security.backups.every'),
              list.everyHours === 0
                ? text('security.backups.never')
                : text('security.backups.hours', { count: list.everyHours }),
            ],
            [text('security.backups.folder'), list.folder],
          ]}
        />
        {maySet ? (
          <Box sx={{ marginTop: '12px' }}>
            <Link component={RouterLink} to="/security?tab=policy">
              {text('security.backups.toPolicy')}
            </Link>
          </Box>
        ) : null}
      </Card>
      <Card title={text('security.backups.aboutTitle')}>
        <Typography sx={{ color: paint.muted }}>{text('security.backups.about')}</Typography>
      </Card>
    </>
  );
}

function BackupTable({
  backups,
  mayRestore,
  onRestore,
}: {
  backups: readonly Backup[];
  mayRestore: boolean;
  onRestore: (source: RestoreSource) => void;
}) {
  const text = useText();
  return (
    <Table sx={{ '& tbody tr:last-child > *': { borderBottom: 0 } }}>
      <TableHead>
        <TableRow>
          <TableCell>{text('security.backups.madeOn')}</TableCell>
          <TableCell align="right">{text('security.backups.size')}</TableCell>
          <TableCell>{text('security.backups.tested')}</TableCell>
          <TableCell align="right">{text('records.components.actionsColumn')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {backups.map((backup) => (
          <BackupRow key={backup.fileName} backup={backup} mayRestore={mayRestore} onRestore={onRestore} />
        ))}
      </TableBody>
    </Table>
  );
}

function BackupRow({
  backup,
  mayRestore,
  onRestore,
}: {
  backup: Backup;
  mayRestore: boolean;
  onRestore: (source: RestoreSource) => void;
}) {
  const text = useText();
  const notice = useNotice();
  const size = useBackupSize();
  const mayCheck = useMayChange('backup.check');
  const mayFetch = useMay('backup.download');
  const [checking, setChecking] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { fileName, head, problem } = backup;
  const act = async (work: () => Promise<void>) => {
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  const check = () =>
    act(async () => {
      setChecking(true);
      try {
        const { test } = await client.backup.check({ source: { fileName } });
        notice({ text: text(test.ok ? 'security.backups.checkedGood' : 'security.backups.checkedBad', { fileName }) });
      } finally {
        setChecking(false);
        await queryClient.invalidateQueries({ queryKey: orpc.backup.key() });
      }
    });
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        {head ? <Moment at={head.createdAt} /> : fileName}
        {head ? <BackupKept backup={backup} /> : null}
      </TableCell>
      <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
        {size(backup.byteSize)}
      </TableCell>
      <TableCell>
        <BackupStanding backup={backup} checking={checking} />
        {failure ? (
          <Box sx={{ marginTop: '6px' }}>
            <ErrorNote failure={failure} />
          </Box>
        ) : null}
      </TableCell>
      <TableCell align="right">
        <Box sx={{ display: 'flex', justifyContent: 'flex-end', flexWrap: 'wrap' }}>
          {mayCheck && problem === null ? (
            <Button variant="text" size="small" color="primary" disabled={checking} onClick={() => void check()}>
              {text('security.backups.check')}
            </Button>
          ) : null}
          {mayFetch ? (
            <Button
              variant="text"
              size="small"
              color="primary"
              onClick={() => void act(async () => downloadFile(await client.backup.download({ fileName })))}
            >
              {text('security.backups.download')}
            </Button>
          ) : null}
          {mayRestore && problem === null ? (
            <Button
              variant="text"
              size="small"
              color="primary"
              onClick={() => onRestore({ source: { fileName }, head, ownVault: backup.ownVault })}
            >
              {text('security.backups.restore')}
            </Button>
          ) : null}
        </Box>
      </TableCell>
    </TableRow>
  );
}

/** Why a backup is still there, and what it holds. */
function BackupKept({ backup: { kept, head, ownVault } }: { backup: Backup }) {
  const text = useText();
  const [reason] = kept;
  const said = !ownVault ? text('security.backups.otherVault') : reason ? text(`security.backups.kept.${reason}`) : '';
  const devices = head?.counts.Device ?? 0;
  return (
    <Typography variant="body2" sx={{ color: paint.muted }}>
      {[text('security.backups.devices', { count: devices, amount: String(devices) }), said].filter(Boolean).join('. ')}
    </Typography>
  );
}
