import { Box, Button, LinearProgress, Typography } from '@mui/material';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { type Failure, failureOf } from '../../bridge/failure.ts';
import { cancelJob, forgetJob, newJobId, useProgress } from '../../bridge/jobs.ts';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorState, Note } from '../../ui/error-state.tsx';
import { Page } from '../../ui/page.tsx';
import { paint } from '../../ui/paint.ts';
import { ChooseFiles } from './choose-files.tsx';
import { type ChosenFile, handOver, type Taken } from './chosen-files.ts';
import { FilesTable } from './files-table.tsx';

type State =
  | { readonly kind: 'choose' }
  | { readonly kind: 'working'; readonly jobId: string | null; readonly done: number }
  | { readonly kind: 'check'; readonly preview: Taken }
  | { readonly kind: 'done'; readonly result: Taken }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Takes advisories and KEV catalogues in: choose files or a folder, see what would change, and only then change it. */
export function AdvisoryImportPage() {
  const text = useText();
  const number = useNumber();
  const [state, setState] = useState<State>({ kind: 'choose' });
  const [chosen, setChosen] = useState<readonly ChosenFile[]>([]);
  const work = useRef<AbortController | null>(null);
  useEffect(() => () => work.current?.abort(), []);

  const start = async (files: readonly ChosenFile[], jobId: string | null) => {
    work.current?.abort();
    const own = new AbortController();
    work.current = own;
    setState({ kind: 'working', jobId, done: 0 });
    try {
      const onProgress = (done: number) => setState({ kind: 'working', jobId, done });
      const taken = await handOver(files, { jobId, signal: own.signal, onProgress });
      setState(jobId === null ? { kind: 'check', preview: taken } : { kind: 'done', result: taken });
    } catch (error) {
      const failure = failureOf(error);
      if (own.signal.aborted || failure.code === 'cancelled') setState({ kind: 'stopped' });
      else setState({ kind: 'failed', failure });
    } finally {
      if (jobId !== null) forgetJob(jobId);
    }
  };
  const stop = (jobId: string | null) => {
    // A job answers by itself that it was stopped; before there is one, only files are on their way.
    if (jobId === null) work.current?.abort();
    else void cancelJob(jobId).catch(() => undefined);
  };
  const again = <Button onClick={() => setState({ kind: 'choose' })}>{text('advisories.take.another')}</Button>;
  return (
    <Page
      title={text('advisories.take.title')}
      subtitle={text('advisories.take.intro')}
      crumbs={[{ label: text('advisories.title'), to: '/advisories' }, { label: text('advisories.take.title') }]}
    >
      {state.kind === 'choose' ? (
        <ChooseFiles
          onChosen={(files) => {
            setChosen(files);
            void start(files, null);
          }}
        />
      ) : null}
      {state.kind === 'working' ? (
        <Working
          title={
            state.jobId === null
              ? text('advisories.take.reading', { count: chosen.length, amount: number(chosen.length) })
              : text('advisories.take.running')
          }
          jobId={state.jobId}
          handed={state.done}
          total={chosen.length}
          onStop={() => stop(state.jobId)}
        />
      ) : null}
      {state.kind === 'check' ? (
        <Check preview={state.preview} again={again} onRun={() => void start(chosen, newJobId())} />
      ) : null}
      {state.kind === 'done' ? <Done result={state.result} again={again} /> : null}
      {state.kind === 'stopped' ? (
        <Card>
          <Box role="status" sx={{ display: 'grid', gap: '12px', justifyItems: 'start' }}>
            <Typography>{text('advisories.take.stopped')}</Typography>
            {again}
          </Box>
        </Card>
      ) : null}
      {state.kind === 'failed' ? (
        <Card>
          <ErrorState failure={state.failure} actions={again} />
        </Card>
      ) : null}
    </Page>
  );
}

function Working({
  title,
  jobId,
  handed,
  total,
  onStop,
}: {
  title: string;
  jobId: string | null;
  /** Files that were handed over; after the last of them the program is at work. */
  handed: number;
  total: number;
  onStop: () => void;
}) {
  const text = useText();
  const number = useNumber();
  const progress = useProgress(jobId);
  const [stopping, setStopping] = useState(false);
  const [done, of] = progress === null ? [handed, total] : [progress.done, progress.total];
  return (
    <Card>
      <Box sx={{ display: 'grid', gap: '12px', justifyItems: 'start', maxWidth: 640, padding: '8px' }}>
        <Typography component="p" variant="h2" role="status">
          {title}
        </Typography>
        <LinearProgress
          aria-label={title}
          {...(of > 0 && done < of ? { variant: 'determinate', value: (done / of) * 100 } : {})}
          sx={{ width: '100%', height: 6, borderRadius: 3 }}
        />
        <Typography>
          {text('advisories.take.progress', { done: number(Math.min(Math.floor(done), total)), total: number(total) })}
        </Typography>
        <Typography sx={{ color: paint.muted }}>{text('advisories.take.safe')}</Typography>
        <Button
          disabled={stopping}
          onClick={() => {
            setStopping(true);
            onStop();
          }}
        >
          {text(stopping ? 'advisories.take.stopping' : 'advisories.take.stop')}
        </Button>
      </Box>
    </Card>
  );
}

function Check({ preview, again, onRun }: { preview: Taken; again: React.ReactNode; onRun: () => void }) {
  const text = useText();
  const number = useNumber();
  const news = preview.files.filter(({ outcome }) => outcome === 'created' || outcome === 'updated').length;
  return (
    <Box sx={{ display: 'grid', gap: '14px', gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography variant="h2" role="status" sx={{ flex: 1, minWidth: 240, fontSize: 16 }}>
          {text(news === 0 ? 'advisories.take.nothingNew' : 'advisories.take.check')}
        </Typography>
        {again}
        {news === 0 ? null : (
          <Button variant="contained" color="primary" onClick={onRun}>
            {text('advisories.take.run', { count: news, amount: number(news) })}
          </Button>
        )}
      </Box>
      <FilesTable files={preview.files} label={text('advisories.take.check')} />
    </Box>
  );
}

function Done({ result, again }: { result: Taken; again: React.ReactNode }) {
  const text = useText();
  const number = useNumber();
  const { proposed, reopened } = result;
  return (
    <Box sx={{ display: 'grid', gap: '14px', gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography variant="h2" role="status" sx={{ flex: 1, minWidth: 240, fontSize: 16 }}>
          {text('advisories.take.done')}
        </Typography>
        {again}
        <Button component={Link} to="/advisories">
          {text('advisories.take.toList')}
        </Button>
        {proposed + reopened > 0 ? (
          <Button variant="contained" color="primary" component={Link} to="/matches">
            {text('advisories.take.toMatches')}
          </Button>
        ) : null}
      </Box>
      {proposed + reopened > 0 ? (
        <Note tone="near">
          {proposed > 0 ? (
            <div>{text('advisories.take.proposed', { count: proposed, amount: number(proposed) })}</div>
          ) : null}
          {reopened > 0 ? (
            <div>{text('advisories.take.reopened', { count: reopened, amount: number(reopened) })}</div>
          ) : null}
        </Note>
      ) : null}
      <FilesTable files={result.files} label={text('advisories.take.done')} />
    </Box>
  );
}
