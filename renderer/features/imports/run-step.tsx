import { Box, Button, LinearProgress, Typography } from '@mui/material';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { ImportNoun } from '../../../main/domain/import/headings.ts';
import { client } from '../../bridge/client.ts';
import { type Failure, failureOf } from '../../bridge/failure.ts';
import { downloadFile, saveExport } from '../../bridge/files.ts';
import { cancelJob, forgetJob, newJobId, useProgress } from '../../bridge/jobs.ts';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorNote, ErrorState } from '../../ui/error-state.tsx';
import { ExportMenu } from '../../ui/export-menu.tsx';
import { paint } from '../../ui/paint.ts';
import { Figures } from './figures.tsx';
import { FocusedTitle } from './focused-title.tsx';
import { ProblemList } from './problem-list.tsx';
import { SaveProfileButton } from './profile-note.tsx';
import { RefusedFile } from './refused-file.tsx';
import { type ImportPlan, type ImportResult, inputOf } from './types.ts';

const REJECTS_NAME = 'rejected-rows.csv';
const RESULT_FORMATS = ['csv', 'xlsx'] as const;

/** Where the rows can be seen once they are in. */
const REGISTERS: Readonly<Record<ImportNoun, string>> = {
  devices: '/devices',
  models: '/models',
  milestones: '/models',
  vendors: '/vendors',
  contracts: '/contracts',
  commitments: '/contracts',
};

type State =
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly result: ImportResult }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Takes the file in and says what became of it. */
export function RunStep({ plan, onAgain, onBack }: { plan: ImportPlan; onAgain: () => void; onBack: () => void }) {
  const [state, setState] = useState<State>({ kind: 'running' });
  const [jobId] = useState(newJobId);
  const started = useRef(false);
  useEffect(() => {
    // An import must not run twice because a part of the window was drawn twice.
    if (started.current) return;
    started.current = true;
    client.imports
      .run({ ...inputOf(plan), jobId })
      .then(
        (result) => setState({ kind: 'done', result }),
        (error: unknown) => setState({ kind: 'failed', failure: failureOf(error) }),
      )
      .finally(() => forgetJob(jobId));
  }, [plan, jobId]);

  if (state.kind === 'running') return <Running plan={plan} jobId={jobId} />;
  if (state.kind === 'failed') return <Failed plan={plan} failure={state.failure} onAgain={onAgain} onBack={onBack} />;
  return <Done plan={plan} result={state.result} onAgain={onAgain} />;
}

function Running({ plan, jobId }: { plan: ImportPlan; jobId: string }) {
  const text = useText();
  const number = useNumber();
  const progress = useProgress(jobId);
  const [stopping, setStopping] = useState(false);
  const share = progress && progress.total > 0 ? (progress.done / progress.total) * 100 : null;
  const stop = () => {
    setStopping(true);
    cancelJob(jobId).catch(() => setStopping(false));
  };
  return (
    <Card>
      <Box sx={{ display: 'grid', gap: '12px', justifyItems: 'start', maxWidth: 640, padding: '8px' }}>
        <FocusedTitle>{text('imports.run.title', { file: plan.fileName })}</FocusedTitle>
        <LinearProgress
          aria-label={text('imports.run.title', { file: plan.fileName })}
          {...(share === null ? {} : { variant: 'determinate', value: share })}
          sx={{ width: '100%', height: 6, borderRadius: 3 }}
        />
        <Typography>
          {progress === null
            ? text('imports.run.starting')
            : text('imports.run.progress', { done: number(progress.done), total: number(progress.total) })}
        </Typography>
        <Typography sx={{ color: paint.muted }}>{text('imports.run.safe')}</Typography>
        <Button onClick={stop} disabled={stopping}>
          {text(stopping ? 'imports.run.cancelling' : 'imports.run.cancel')}
        </Button>
      </Box>
    </Card>
  );
}

function Failed({
  plan,
  failure,
  onAgain,
  onBack,
}: {
  plan: ImportPlan;
  failure: Failure;
  onAgain: () => void;
  onBack: () => void;
}) {
  const text = useText();
  const actions = (
    <>
      <Button onClick={onBack}>{text('imports.result.back')}</Button>
      <Button onClick={onAgain}>{text('imports.result.again')}</Button>
    </>
  );
  if (failure.code === 'cancelled') {
    return (
      <Card>
        <Box sx={{ display: 'grid', gap: '8px', justifyItems: 'start', padding: '8px' }} role="status">
          <FocusedTitle>{text('imports.result.stopped')}</FocusedTitle>
          <Typography sx={{ color: paint.muted }}>{text('imports.result.stoppedText')}</Typography>
          <Box sx={{ display: 'flex', gap: 1, marginTop: '6px' }}>{actions}</Box>
        </Box>
      </Card>
    );
  }
  return (
    <Card>
      {failure.code === 'file_refused' ? (
        <Box sx={{ display: 'grid', gap: 2, justifyItems: 'start' }}>
          <RefusedFile fileName={plan.fileName} noun={plan.noun} failure={failure} />
          <Box sx={{ display: 'flex', gap: 1 }}>{actions}</Box>
        </Box>
      ) : (
        <ErrorState failure={failure} actions={actions} />
      )}
    </Card>
  );
}

function Done({ plan, result, onAgain }: { plan: ImportPlan; result: ImportResult; onAgain: () => void }) {
  const text = useText();
  const number = useNumber();
  const taken = result.created + result.updated;
  return (
    <Box sx={{ display: 'grid', gap: '18px' }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Box role="status" sx={{ flex: 1, minWidth: 260 }}>
          <FocusedTitle>
            {taken === 0
              ? text('imports.result.nothing')
              : text('imports.result.done', { count: taken, amount: number(taken), file: plan.fileName })}
          </FocusedTitle>
        </Box>
        <Button onClick={onAgain}>{text('imports.result.again')}</Button>
        {result.file.format === 'table' ? (
          <SaveProfileButton result={result} noun={plan.noun} fileName={plan.fileName} />
        ) : null}
        <ExportMenu
          label={text('imports.result.save')}
          formats={RESULT_FORMATS}
          onExport={async (format) =>
            saveExport(
              await client.imports.resultFile({ uploadId: plan.uploadId, format: format === 'xlsx' ? 'xlsx' : 'csv' }),
            )
          }
          explain={failureOf}
        />
        <Button variant="contained" color="primary" component={Link} to={REGISTERS[plan.noun]}>
          {text('imports.result.toRegister')}
        </Button>
      </Box>
      <Figures result={result} />
      {result.rejected > 0 ? <Rejects plan={plan} result={result} /> : null}
      {taken > 0 && plan.noun === 'devices' ? <NextSteps /> : null}
      {taken > 0 && result.problems.some(({ code }) => code === 'similar_name') ? <SimilarNames /> : null}
      <ProblemList result={result} />
    </Box>
  );
}

/** What a register of devices is for: until when they are supported. */
function NextSteps() {
  const text = useText();
  return (
    <Card title={text('imports.result.next')}>
      <Box sx={{ display: 'flex', gap: '18px', alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography sx={{ flex: 1, minWidth: 320 }}>{text('imports.result.nextText')}</Typography>
        <Button component={Link} to="/models">
          {text('imports.result.toModels')}
        </Button>
        <Button component={Link} to="/devices?band=unsupported">
          {text('imports.result.toUnsupported')}
        </Button>
      </Box>
    </Card>
  );
}

/** New names that are likely known ones were taken in as they stand; they can be made one now. */
function SimilarNames() {
  const text = useText();
  return (
    <Card title={text('names.title')}>
      <Box sx={{ display: 'flex', gap: '18px', alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography sx={{ flex: 1, minWidth: 320 }}>{text('names.afterImport')}</Typography>
        <Button component={Link} to="/names">
          {text('names.open')}
        </Button>
      </Box>
    </Card>
  );
}

/** The rows that were not taken, as a file with what is wrong with each. */
function Rejects({ plan, result }: { plan: ImportPlan; result: ImportResult }) {
  const text = useText();
  const number = useNumber();
  const [ticket, setTicket] = useState(result.rejectsTicket);
  const [failure, setFailure] = useState<Failure | null>(null);
  const save = async () => {
    setFailure(null);
    try {
      // A ticket holds once; asked again, the program makes the same file anew.
      const next = ticket ?? (await client.imports.preview(inputOf(plan))).rejectsTicket;
      setTicket(null);
      if (next) downloadFile({ ticket: next, fileName: REJECTS_NAME });
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  return (
    <Card title={text('imports.result.rejects')}>
      <Box sx={{ display: 'grid', gap: '10px', justifyItems: 'start' }}>
        <Typography>
          {text('imports.result.rejectsText', { count: result.rejected, amount: number(result.rejected) })}
        </Typography>
        <Button onClick={() => void save()}>{text('imports.result.download')}</Button>
        {failure ? <ErrorNote failure={failure} /> : null}
      </Box>
    </Card>
  );
}
