import { Box, Button, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../bridge/client.ts';
import { type Failure, failureOf } from '../../bridge/failure.ts';
import { cancelJob, forgetJob, newJobId } from '../../bridge/jobs.ts';
import { useMayChange } from '../../bridge/may.tsx';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { Moment } from '../../ui/change-history.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote, ErrorState } from '../../ui/error-state.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';
import { KeptFileDialog } from './kept-file-dialog.tsx';
import { pathOf } from './kept-path.ts';
import type { KeptFile } from './types.ts';

/** The files that are kept up to date: where they are, how they stand, and what hinders them. */
export function KeptFiles({ onAdd }: { onAdd: (() => void) | null }) {
  const text = useText();
  const { data, error, refetch } = useQuery(orpc.publication.list.queryOptions());
  const rows = data?.rows ?? [];
  return (
    <Card title={text('reports.kept.title')} flush actions={rows.length > 0 ? <WriteAll /> : null}>
      {error && !data ? (
        <ErrorState failure={failureOf(error)} onRetry={() => void refetch()} />
      ) : !data ? (
        <Box sx={{ padding: '0 16px 16px' }}>
          <LoadingLines lines={3} />
        </Box>
      ) : rows.length === 0 ? (
        <EmptyState
          title={text('reports.kept.emptyTitle')}
          text={`${text('reports.kept.emptyText')}${onAdd ? '' : ` ${text('reports.kept.emptyAsk')}`}`}
          actions={onAdd ? <Button onClick={onAdd}>{text('reports.kept.add')}</Button> : null}
        />
      ) : (
        <>
          <Typography sx={{ color: paint.muted, padding: '0 16px 12px' }}>{text('reports.kept.about')}</Typography>
          <KeptTable rows={rows} />
        </>
      )}
    </Card>
  );
}

/** Writes all that are turned on, and says what came of it. */
function WriteAll() {
  const text = useText();
  const notice = useNotice();
  const may = useMayChange('publication.writeNow');
  const [jobId, setJobId] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  if (!may) return null;
  const write = async () => {
    const job = newJobId();
    setJobId(job);
    setFailure(null);
    try {
      const { rows } = await client.publication.writeNow({ jobId: job });
      const count = (wanted: string) => rows.filter(({ outcome }) => outcome === wanted).length;
      const [failed, written] = [count('failed'), count('written')];
      notice({
        text:
          failed > 0
            ? text('reports.kept.failed', { count: failed })
            : written > 0
              ? text('reports.kept.done', { count: written })
              : text('reports.kept.nothingNew'),
      });
    } catch (error) {
      const found = failureOf(error);
      if (found.code !== 'cancelled') setFailure(found);
    } finally {
      forgetJob(job);
      setJobId(null);
    }
  };
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
      {failure ? <ErrorNote failure={failure} /> : null}
      {jobId === null ? null : (
        <Button size="small" onClick={() => void cancelJob(jobId)}>
          {text('reports.kept.stop')}
        </Button>
      )}
      <Button size="small" loading={jobId !== null} onClick={() => void write()}>
        {text('reports.kept.writeAll')}
      </Button>
    </Box>
  );
}

function KeptTable({ rows }: { rows: readonly KeptFile[] }) {
  const text = useText();
  const mayChange = useMayChange('publication.update');
  const [changing, setChanging] = useState<KeptFile | null>(null);
  const [ending, setEnding] = useState<KeptFile | null>(null);
  return (
    <>
      <Table sx={{ '& tbody tr:last-child > *': { borderBottom: 0 }, tableLayout: 'fixed' }}>
        <TableHead>
          <TableRow>
            <TableCell sx={{ width: '27%' }}>{text('reports.kept.columnTitle')}</TableCell>
            <TableCell>{text('reports.kept.columnFile')}</TableCell>
            <TableCell sx={{ width: '28%' }}>{text('reports.kept.columnState')}</TableCell>
            {mayChange ? (
              <TableCell align="right" sx={{ width: 150 }}>
                {text('reports.kept.actions')}
              </TableCell>
            ) : null}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((file) => (
            <KeptRow
              key={file.id}
              file={file}
              onChange={mayChange ? () => setChanging(file) : null}
              onEnd={() => setEnding(file)}
            />
          ))}
        </TableBody>
      </Table>
      {changing ? <KeptFileDialog file={changing} onClose={() => setChanging(null)} /> : null}
      {ending ? <EndDialog file={ending} onClose={() => setEnding(null)} /> : null}
    </>
  );
}

function KeptRow({ file, onChange, onEnd }: { file: KeptFile; onChange: (() => void) | null; onEnd: () => void }) {
  const text = useText();
  const words = useWords();
  const { title, what, format, lastAt } = file;
  return (
    <TableRow>
      <TableCell component="th" scope="row" sx={{ overflowWrap: 'anywhere' }}>
        {title}
        <Typography variant="body2" sx={{ color: paint.muted }}>
          {words.t(`publication.what.${what}`)}, {text(`reports.format.${format}`)}
        </Typography>
      </TableCell>
      <TableCell sx={{ overflowWrap: 'anywhere' }}>{pathOf(file)}</TableCell>
      <TableCell>
        <KeptState file={file} />
        {lastAt ? (
          <Typography variant="body2" sx={{ color: paint.muted, marginTop: '3px' }}>
            {text('reports.kept.writtenOn')} <Moment at={lastAt} />
          </Typography>
        ) : null}
      </TableCell>
      {onChange ? (
        <TableCell align="right" sx={{ whiteSpace: 'nowrap', paddingLeft: 0 }}>
          <Button
            variant="text"
            size="small"
            color="primary"
            aria-label={text('reports.kept.changeNamed', { title })}
            onClick={onChange}
          >
            {text('reports.kept.change')}
          </Button>
          <Button
            variant="text"
            size="small"
            color="primary"
            aria-label={text('reports.kept.removeNamed', { title })}
            onClick={onEnd}
          >
            {text('reports.kept.remove')}
          </Button>
        </TableCell>
      ) : null}
    </TableRow>
  );
}

function KeptState({ file: { enabled, problem, lastAt } }: { file: KeptFile }) {
  const text = useText();
  const words = useWords();
  if (!enabled) return <Tag tone="unk">{text('reports.kept.off')}</Tag>;
  if (problem)
    return (
      <>
        <Tag tone="near">{text('reports.kept.hindered')}</Tag>
        <Typography variant="body2" sx={{ marginTop: '3px' }}>
          {words.t(`publication.problem.${problem}`)}
        </Typography>
      </>
    );
  return lastAt === null ? (
    <Tag tone="plan">{text('reports.kept.notYet')}</Tag>
  ) : (
    <Tag tone="ok">{text('reports.kept.upToDate')}</Tag>
  );
}

function EndDialog({ file, onClose }: { file: KeptFile; onClose: () => void }) {
  const text = useText();
  const notice = useNotice();
  const { id, revision, title } = file;
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const end = async () => {
    setBusy(true);
    try {
      await client.publication.remove({ id, revision });
      notice({ text: text('reports.kept.removed', { title }) });
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
      setBusy(false);
    }
  };
  return (
    <ConfirmDialog
      open
      title={text('reports.kept.removeTitle', { title })}
      text={
        <>
          {text('reports.kept.removeText', { file: pathOf(file) })}
          {failure ? <ErrorNote failure={failure} /> : null}
        </>
      }
      confirm={text('reports.kept.removeSubmit')}
      busy={busy}
      onConfirm={() => void end()}
      onClose={onClose}
    />
  );
}
