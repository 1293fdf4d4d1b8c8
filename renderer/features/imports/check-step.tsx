import { Box, Button, LinearProgress, Typography } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { failureOf } from '../../bridge/failure.ts';
import { uploadFile } from '../../bridge/files.ts';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorState, Note } from '../../ui/error-state.tsx';
import { LoadingLines } from '../../ui/loading.tsx';
import { Columns } from '../../ui/page.tsx';
import { paint } from '../../ui/paint.ts';
import { ColumnMapping } from './column-mapping.tsx';
import { Figures } from './figures.tsx';
import { FocusedTitle } from './focused-title.tsx';
import type { ChosenFile, ImportPlan } from './import-page.tsx';
import { PreviewTable } from './preview-table.tsx';
import { ProblemList } from './problem-list.tsx';
import { Questions } from './questions.tsx';
import { ReadCard } from './read-card.tsx';
import { RefusedFile } from './refused-file.tsx';
import type { DateOrder, ImportResult, Match } from './types.ts';

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
  const [match, setMatch] = useState<Match>('tag');
  const [mapping, setMapping] = useState<Readonly<Record<string, string>>>({});
  const [sheet, setSheet] = useState<string | null>(null);
  const [dateOrder, setDateOrder] = useState<DateOrder | null>(null);
  const [uploadId, setUploadId] = useState(chosen.uploadId);
  const { file, noun } = chosen;
  const input = { uploadId, noun, fileName: file.name, match, mapping: { ...mapping }, sheet, dateOrder };
  const preview = useQuery(orpc.imports.preview.queryOptions({ input, gcTime: 0, placeholderData: keepPreviousData }));
  const another = <Button onClick={onAnother}>{text('imports.check.another')}</Button>;

  if (preview.error) {
    const failure = failureOf(preview.error);
    // The program forgets an upload after a while; the window still has the file.
    const again = async () => {
      if (failure.code === 'upload_missing') setUploadId(await uploadFile(file));
      else await preview.refetch();
    };
    return (
      <Card>
        {failure.code === 'file_refused' ? (
          <Box sx={{ display: 'grid', gap: 2, justifyItems: 'start' }}>
            <RefusedFile fileName={file.name} noun={noun} failure={failure} />
            {another}
          </Box>
        ) : (
          <ErrorState failure={failure} onRetry={() => void again()} actions={another} />
        )}
      </Card>
    );
  }
  if (!preview.data) {
    return (
      <Card>
        <LoadingLines lines={9} />
      </Card>
    );
  }
  const result = preview.data;
  const taken = result.created + result.updated;
  return (
    <>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', marginBottom: '14px', flexWrap: 'wrap' }}>
        <Box sx={{ flex: 1, minWidth: 240 }}>
          <FocusedTitle>{text('imports.check.title')}</FocusedTitle>
          <Typography sx={{ color: paint.muted, overflowWrap: 'anywhere' }}>{file.name}</Typography>
        </Box>
        {another}
        <RunButton taken={taken} busy={preview.isFetching} onRun={() => onRun({ ...input, mapping })} />
      </Box>
      <Box sx={{ height: 4, marginBottom: '4px' }}>
        {preview.isFetching ? <LinearProgress aria-hidden="true" /> : null}
      </Box>
      <Box sx={{ display: 'grid', gap: '18px' }}>
        <div>
          <Figures result={result} />
          <Verdict result={result} />
        </div>
        <Questions
          file={result.file}
          sheet={sheet}
          dateOrder={dateOrder}
          onSheet={setSheet}
          onDateOrder={setDateOrder}
        />
        <PreviewTable result={result} />
        <Columns
          side={
            <>
              <ReadCard result={result} noun={noun} file={file} match={match} onMatch={setMatch} />
              {result.file.format === 'table' ? (
                <ColumnMapping noun={noun} columns={result.file.columns} mapping={mapping} onMapping={setMapping} />
              ) : null}
            </>
          }
        >
          <ProblemList result={result} />
        </Columns>
      </Box>
    </>
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
    if (created + updated + unchanged + rejected === 0) return <Note tone="near">{text('imports.check.noRows')}</Note>;
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
