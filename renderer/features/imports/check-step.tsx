import { Box, Button, LinearProgress, Typography } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback, useState } from 'react';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { uploadFile } from '../../bridge/files.ts';
import { cancelJob, forgetJob, newJobId, useProgress } from '../../bridge/jobs.ts';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorState, Note } from '../../ui/error-state.tsx';
import { Columns } from '../../ui/page.tsx';
import { paint } from '../../ui/paint.ts';
import { ColumnMapping } from './column-mapping.tsx';
import { Figures } from './figures.tsx';
import { FocusedTitle } from './focused-title.tsx';
import { HeadingsByHand } from './headings-by-hand.tsx';
import { ProblemList } from './problem-list.tsx';
import { ProfileNote, SaveProfileButton } from './profile-note.tsx';
import { Questions } from './questions.tsx';
import { ReadCard } from './read-card.tsx';
import { RefusedFile } from './refused-file.tsx';
import { RowsCard, type RowsFilter } from './rows-card.tsx';
import { type ChosenFile, type ImportPlan, type ImportResult, inputOf, NOTHING_SAID, type Said } from './types.ts';

const ALL_ROWS: RowsFilter = { outcome: null, problem: null };

/** What would happen with the file, with every problem. Nothing has been written yet. */
export function CheckStep({
  chosen,
  onAnother,
  onRun,
}: {
  chosen: ChosenFile;
  onAnother: () => void;
  onRun: (plan: ImportPlan) => void;
}) {
  const text = useText();
  const { file, noun } = chosen;
  const [uploadId, setUploadId] = useState(chosen.uploadId);
  const [said, setSaid] = useState<Said>(NOTHING_SAID);
  const [byHand, setByHand] = useState(false);
  const [filter, setFilter] = useState(ALL_ROWS);
  const [jobId, setJobId] = useState<string | null>(null);
  const plan: ImportPlan = { ...said, uploadId, noun, fileName: file.name };
  const preview = useQuery({
    queryKey: orpc.imports.preview.queryKey({ input: inputOf(plan) }),
    queryFn: async ({ signal }) => {
      const job = newJobId();
      setJobId(job);
      try {
        return await client.imports.preview({ ...inputOf(plan), jobId: job }, { signal });
      } finally {
        forgetJob(job);
      }
    },
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
  const say = (more: Partial<Said>) => {
    setFilter(ALL_ROWS);
    setSaid({ ...said, ...more });
  };
  // The program forgets an upload after a while; the window still has the file.
  const again = useCallback(
    async (error: unknown) => {
      if (failureOf(error).code === 'upload_missing') setUploadId(await uploadFile(file));
      else await preview.refetch();
    },
    [file, preview.refetch],
  );
  const another = <Button onClick={onAnother}>{text('imports.check.another')}</Button>;

  if (byHand) {
    return (
      <HeadingsByHand
        chosen={{ ...chosen, uploadId }}
        sheet={said.sheet}
        onBack={() => setByHand(false)}
        onSheet={(sheet) => setSaid({ ...said, sheet })}
        onChosen={(headerRow) => {
          setByHand(false);
          say({ headerRow, mapping: {}, skip: [] });
        }}
      />
    );
  }
  if (preview.error) {
    const failure = failureOf(preview.error);
    if (failure.code === 'cancelled') return <Stopped onAgain={() => void preview.refetch()} another={another} />;
    return (
      <Card>
        {failure.code === 'file_refused' ? (
          <Box sx={{ display: 'grid', gap: 2, justifyItems: 'start' }}>
            <RefusedFile fileName={file.name} noun={noun} failure={failure} />
            <Box sx={{ display: 'flex', gap: 1 }}>
              {failure.details.problem === 'no_header_found' ? (
                <Button variant="contained" color="primary" onClick={() => setByHand(true)}>
                  {text('imports.headings.open')}
                </Button>
              ) : null}
              {another}
            </Box>
          </Box>
        ) : (
          <ErrorState failure={failure} onRetry={() => void again(preview.error)} actions={another} />
        )}
      </Card>
    );
  }
  if (!preview.data) {
    return (
      <Card>
        <Checking fileName={file.name} jobId={jobId} />
      </Card>
    );
  }
  const result = preview.data;
  // What was decided for the look is what is taken in, whatever profiles are saved meanwhile.
  const checked = (): ImportPlan => {
    const { profile, match, dateOrder, workbook } = result.file;
    const sheet = said.sheet ?? workbook?.sheet ?? null;
    return { ...plan, profile: profile?.id ?? 'none', match, dateOrder, sheet };
  };
  // Where no row is good, what the columns mean is what is wrong.
  const noneGood = result.created + result.updated + result.unchanged === 0;
  const mapping =
    result.file.format === 'table' ? (
      <ColumnMapping
        noun={noun}
        columns={result.file.columns}
        mapping={said.mapping}
        onMapping={(next) => say({ mapping: next })}
      />
    ) : null;
  return (
    <>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', marginBottom: '14px', flexWrap: 'wrap' }}>
        <Box sx={{ flex: 1, minWidth: 240 }}>
          <FocusedTitle>{text('imports.check.title')}</FocusedTitle>
          <Typography sx={{ color: paint.muted, overflowWrap: 'anywhere' }}>{file.name}</Typography>
        </Box>
        {another}
        {result.file.format === 'table' ? <SaveProfileButton result={result} noun={noun} fileName={file.name} /> : null}
        <RunButton taken={result.created + result.updated} busy={preview.isFetching} onRun={() => onRun(checked())} />
      </Box>
      <Box sx={{ minHeight: 4, marginBottom: '4px' }}>
        {preview.isFetching ? <Checking fileName={file.name} jobId={jobId} quiet /> : null}
      </Box>
      <Box sx={{ display: 'grid', gap: '18px', gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <ProfileNote
          result={result}
          without={said.profile === 'none'}
          onProfile={(profile) => say({ profile, mapping: {} })}
        />
        <div>
          <Figures result={result} only={filter.outcome} onOnly={(outcome) => setFilter({ outcome, problem: null })} />
          <Verdict result={result} />
        </div>
        <Questions
          file={result.file}
          sheet={said.sheet}
          dateOrder={result.file.dateOrder}
          onSheet={(sheet) => say({ sheet, headerRow: null, skip: [] })}
          onDateOrder={(dateOrder) => say({ dateOrder })}
        />
        <ProblemList
          result={result}
          chosen={filter.problem}
          onChosen={(problem) => setFilter({ outcome: null, problem })}
        />
        {noneGood ? mapping : null}
        {result.read === 0 ? null : (
          <RowsCard
            result={result}
            noun={noun}
            uploadId={uploadId}
            version={preview.dataUpdatedAt}
            filter={filter}
            onFilter={setFilter}
            onSkip={(rows, skip) => {
              const rest = said.skip.filter((row) => !rows.includes(row));
              setSaid({ ...said, skip: skip ? [...rest, ...rows] : rest });
            }}
            onFailure={(error) => void again(error)}
          />
        )}
        <Columns
          side={
            <ReadCard
              result={result}
              noun={noun}
              file={file}
              fillTags={said.fillTags}
              onMatch={(match) => say({ match })}
              onFillTags={(fillTags) => say({ fillTags })}
              onHeadings={() => setByHand(true)}
              onDateOrder={(dateOrder) => say({ dateOrder })}
            />
          }
        >
          {noneGood ? null : mapping}
        </Columns>
      </Box>
    </>
  );
}

/** How far the dry run is; `quiet` beside the last one, which stays in sight. */
function Checking({ fileName, jobId, quiet = false }: { fileName: string; jobId: string | null; quiet?: boolean }) {
  const text = useText();
  const number = useNumber();
  const progress = useProgress(jobId);
  const share = progress && progress.total > 1 ? (progress.done / progress.total) * 100 : null;
  const bar = (
    <LinearProgress
      aria-label={text('imports.check.checking', { file: fileName })}
      {...(share === null ? {} : { variant: 'determinate', value: share })}
      sx={{ width: '100%', ...(quiet ? {} : { height: 6, borderRadius: 3 }) }}
    />
  );
  if (quiet) return bar;
  return (
    <Box role="status" sx={{ display: 'grid', gap: '12px', justifyItems: 'start', maxWidth: 640, padding: '8px' }}>
      <Typography variant="h2">{text('imports.check.checking', { file: fileName })}</Typography>
      {bar}
      <Typography sx={{ color: paint.muted }}>
        {share === null || progress === null
          ? text('imports.check.reading')
          : text('imports.run.progress', { done: number(progress.done), total: number(progress.total) })}
      </Typography>
      {jobId === null ? null : <Button onClick={() => void cancelJob(jobId)}>{text('imports.run.cancel')}</Button>}
    </Box>
  );
}

function Stopped({ onAgain, another }: { onAgain: () => void; another: ReactNode }) {
  const text = useText();
  return (
    <Card>
      <Box sx={{ display: 'grid', gap: '8px', justifyItems: 'start', padding: '8px' }} role="status">
        <FocusedTitle>{text('imports.check.stopped')}</FocusedTitle>
        <Typography sx={{ color: paint.muted }}>{text('imports.result.stoppedText')}</Typography>
        <Box sx={{ display: 'flex', gap: 1, marginTop: '6px' }}>
          <Button onClick={onAgain}>{text('imports.check.again')}</Button>
          {another}
        </Box>
      </Box>
    </Card>
  );
}

function RunButton({ taken, busy, onRun }: { taken: number; busy: boolean; onRun: () => void }) {
  const text = useText();
  const number = useNumber();
  if (taken === 0) return null;
  return (
    <Button variant="contained" color="primary" disabled={busy} onClick={onRun}>
      {text('imports.check.run', { count: taken, amount: number(taken) })}
    </Button>
  );
}

/** The one sentence that the figures come down to. */
function Verdict({ result }: { result: ImportResult }) {
  const text = useText();
  const number = useNumber();
  const { created, updated, unchanged, rejected } = result;
  const say = () => {
    if (result.read === 0) return <Note tone="near">{text('imports.check.noRows')}</Note>;
    if (created + updated + unchanged === 0) return <Note tone="end">{text('imports.check.noneGood')}</Note>;
    if (created + updated === 0 && rejected === 0) {
      return <Note tone="ok">{text('imports.check.nothing', { count: unchanged, amount: number(unchanged) })}</Note>;
    }
    if (rejected === 0) return null;
    return <Note tone="near">{text('imports.check.someRejected', { count: rejected, amount: number(rejected) })}</Note>;
  };
  const said = say();
  return (
    <Box role="status" sx={said ? { marginTop: '12px' } : undefined}>
      {said}
    </Box>
  );
}
