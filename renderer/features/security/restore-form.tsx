import { Box, Button, Link, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client } from '../../bridge/client.ts';
import { type Failure, failureOf } from '../../bridge/failure.ts';
import { JobProgress } from '../../bridge/job-progress.tsx';
import { forgetJob, newJobId } from '../../bridge/jobs.ts';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { Moment } from '../../ui/change-history.tsx';
import { ErrorNote, Note } from '../../ui/error-state.tsx';
import { paint } from '../../ui/paint.ts';
import { TYPED_WAYS, useWayIn, WayInFields } from '../../ui/way-in.tsx';
import type { BackupHead } from './types.ts';

/** A backup that is to be restored, with what it says of itself; null for a file that was not looked into yet. */
export interface ChosenBackup {
  readonly source: { readonly fileName: string } | { readonly uploadId: string };
  readonly name?: string;
  readonly head: BackupHead | null;
  readonly ownVault: boolean;
}

/** Records that say most about how full a vault is, by the table in the backup and the name in `vault.info`. */
const COMPARED = [
  ['Device', 'devices'],
  ['DeviceModel', 'models'],
  ['Vendor', 'vendors'],
  ['Contract', 'contracts'],
  ['Assessment', 'assessments'],
  ['Document', 'documents'],
  ['User', 'users'],
] as const;

/** Shows what a backup holds beside what it replaces, asks for what opens it, and restores it. */
export function RestoreForm({
  chosen,
  onDone,
  onCancel,
}: {
  chosen: ChosenBackup;
  onDone: () => void;
  onCancel: () => void;
}) {
  const text = useText();
  const { data: status } = useQuery(orpc.vault.status.queryOptions());
  const [jobId, setJobId] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  // Of a backup nobody knows how many people had a passphrase in it.
  const name = chosen.ownVault && status?.namesNeeded === false ? 'none' : 'optional';
  const { state, set, proof } = useWayIn({ name, onChange: () => setFailure(null) });
  const busy = jobId !== null;
  const replaces = status !== undefined && status.state !== 'missing';
  const wrong = failure?.code === 'wrong_credentials' || failure?.code === 'recovery_key_mistyped';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (proof === null || busy) return;
    const job = newJobId();
    setJobId(job);
    setFailure(null);
    try {
      await client.backup.restore({ source: chosen.source, proof, replace: replaces, jobId: job });
      onDone();
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      forgetJob(job);
      setJobId(null);
    }
  };
  return (
    <Box component="form" noValidate onSubmit={(event) => void submit(event)} sx={{ display: 'grid', gap: '14px' }}>
      <Preview chosen={chosen} open={status?.state === 'unlocked'} />
      <Note tone="near">{text(replaces ? 'security.restore.replaces' : 'security.restore.fresh')}</Note>
      <Typography sx={{ color: paint.muted }}>{text('security.restore.proof')}</Typography>
      <WayInFields
        state={state}
        set={set}
        name={name}
        withKeyFile={!chosen.ownVault || (status?.waysIn.includes('passphrase_key_file') ?? true)}
        wrong={wrong}
        failure={failure}
        disabled={busy}
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: '18px' }}>
        {TYPED_WAYS.filter((way) => way !== state.way).map((way) => (
          <Link
            key={way}
            component="button"
            type="button"
            sx={{ font: 'inherit', padding: '2px 0' }}
            onClick={() => set({ way })}
          >
            {text(`vault.use.${way}`)}
          </Link>
        ))}
      </Box>
      {wrong ? (
        <Note tone="near" role="alert">
          {text('security.restore.wrong')}
        </Note>
      ) : failure ? (
        <ErrorNote failure={failure} />
      ) : null}
      <JobProgress jobId={jobId} label={text('security.restore.running')} />
      <Box sx={{ display: 'flex', gap: 1, justifyContent: 'flex-end' }}>
        <Button onClick={onCancel} disabled={busy}>
          {text('action.cancel')}
        </Button>
        <Button type="submit" variant="contained" color="primary" loading={busy} disabled={proof === null}>
          {text('security.restore.submit')}
        </Button>
      </Box>
    </Box>
  );
}

/** What is in the backup, and beside it what is in the vault now, when that can be seen. */
function Preview({ chosen: { head, name }, open }: { chosen: ChosenBackup; open: boolean }) {
  const text = useText();
  const number = useNumber();
  const { data: info } = useQuery({ ...orpc.vault.info.queryOptions(), enabled: open });
  if (head === null) {
    return (
      <Typography sx={{ overflowWrap: 'anywhere' }}>{text('security.restore.file', { name: name ?? '' })}</Typography>
    );
  }
  const figure = (count: number | undefined) => (count === undefined ? '' : number(count));
  return (
    <Table
      size="small"
      sx={{ '& tbody tr:last-child > *': { borderBottom: 0 }, '& td, & th': { padding: '5px 10px' } }}
    >
      <TableHead>
        <TableRow>
          <TableCell />
          <TableCell align="right">{text('security.restore.inBackup')}</TableCell>
          {info ? <TableCell align="right">{text('security.restore.now')}</TableCell> : null}
        </TableRow>
      </TableHead>
      <TableBody>
        <TableRow>
          <TableCell component="th" scope="row">
            {text('security.restore.state')}
          </TableCell>
          <TableCell align="right">
            <Moment at={head.createdAt} />
          </TableCell>
          {info ? <TableCell align="right">{text('security.restore.today')}</TableCell> : null}
        </TableRow>
        {COMPARED.filter(([table, count]) => head.counts[table] || info?.counts[count]).map(([table, count]) => (
          <TableRow key={table}>
            <TableCell component="th" scope="row">
              {text(`security.restore.counts.${count}`)}
            </TableCell>
            <TableCell align="right">{figure(head.counts[table])}</TableCell>
            {info ? <TableCell align="right">{figure(info.counts[count])}</TableCell> : null}
          </TableRow>
        ))}
        <TableRow>
          <TableCell component="th" scope="row">
            {text('security.restore.counts.entries')}
          </TableCell>
          <TableCell align="right">{figure(head.audit.entries)}</TableCell>
          {info ? <TableCell align="right">{figure(info.audit.entries)}</TableCell> : null}
        </TableRow>
      </TableBody>
    </Table>
  );
}
