import { Box, Button, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CRITERIA, type Weights } from '../../../../main/domain/comparison.ts';
import type { CaseId } from '../../../../main/domain/ids.ts';
import { useAttempt } from '../../../bridge/attempt.ts';
import { client } from '../../../bridge/client.ts';
import { failureOf } from '../../../bridge/failure.ts';
import { saveExport } from '../../../bridge/files.ts';
import { May } from '../../../bridge/may.tsx';
import { orpc } from '../../../bridge/queries.ts';
import { useText } from '../../../i18n/i18n.ts';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorNote, ErrorState } from '../../../ui/error-state.tsx';
import { ExportMenu } from '../../../ui/export-menu.tsx';
import { LoadingLines } from '../../../ui/loading.tsx';
import { useNotice } from '../../../ui/notices.tsx';
import { paint } from '../../../ui/paint.ts';
import { ControlsCard } from './controls-card.tsx';
import { CriteriaTable } from './criteria-table.tsx';
import { LineCard } from './line-card.tsx';
import { PartsCard } from './parts-card.tsx';
import { TurnsCard } from './turns-card.tsx';
import type { Comparison } from './types.ts';

/** The candidates of a case side by side, by weights that a person tries and keeps. */
export function ComparisonTab({ caseId }: { readonly caseId: CaseId }) {
  const text = useText();
  const comparison = useQuery(orpc.comparison.get.queryOptions({ input: { caseId } }));
  if (comparison.data === undefined) {
    return (
      <Card>
        {comparison.error ? (
          <ErrorState failure={failureOf(comparison.error)} onRetry={() => void comparison.refetch()} />
        ) : (
          <LoadingLines lines={8} />
        )}
      </Card>
    );
  }
  if (comparison.data.candidates.length === 0) {
    return (
      <Card>
        <EmptyState title={text('comparison.noneTitle')} text={text('comparison.noneText')} />
      </Card>
    );
  }
  return <Loaded comparison={comparison.data} />;
}

function Loaded({ comparison }: { comparison: Comparison }) {
  const text = useText();
  const [tried, setTried] = useState<Weights | null>(null);
  const { caseId, candidates, keptWeights } = comparison;
  const weights = tried ?? keptWeights;
  const changed = CRITERIA.some((criterion) => weights[criterion] !== keptWeights[criterion]);
  return (
    <Box sx={{ display: 'grid', gap: '18px', gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Card
        title={text('comparison.title')}
        flush
        actions={
          <Box data-screen-only>
            <ExportMenu
              label={text('comparison.export')}
              onExport={async (format) => saveExport(await client.exports.comparison({ format, caseId, weights }))}
              explain={failureOf}
            />
          </Box>
        }
      >
        <CriteriaTable
          candidates={candidates}
          weights={weights}
          onWeight={(criterion, weight) => setTried({ ...weights, [criterion]: weight })}
        />
        {candidates.length === 1 ? (
          <Typography sx={{ padding: '0 16px 14px', color: paint.muted }}>{text('comparison.oneOnly')}</Typography>
        ) : null}
        {changed ? <TriedWeights comparison={comparison} weights={weights} onDone={() => setTried(null)} /> : null}
      </Card>
      {candidates.length > 1 ? <TurnsCard candidates={candidates} weights={weights} /> : null}
      <Box
        sx={{
          display: 'grid',
          gap: '18px',
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(2, minmax(0, 1fr))' },
        }}
      >
        <PartsCard candidates={candidates} weights={weights} />
        {candidates.length > 1 ? <LineCard candidates={candidates} weights={weights} /> : null}
      </Box>
      <ControlsCard caseId={caseId} />
    </Box>
  );
}

/** Weights that nobody kept yet: keep them, or go back. */
function TriedWeights({
  comparison: { caseId, revision },
  weights,
  onDone,
}: {
  comparison: Comparison;
  weights: Weights;
  onDone: () => void;
}) {
  const text = useText();
  const notice = useNotice();
  const { busy, failure, attempt } = useAttempt();
  const keep = () =>
    attempt(async () => {
      await client.procurement.saveWeights({ id: caseId, revision, weights });
      notice({ text: text('comparison.kept') });
      onDone();
    });
  return (
    <Box data-screen-only sx={{ padding: '0 16px 14px', display: 'grid', gap: '10px' }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography role="status" sx={{ color: paint.muted, flex: 1, minWidth: 240 }}>
          {text('comparison.tried')}
        </Typography>
        <Button onClick={onDone}>{text('comparison.back')}</Button>
        <May change="procurement.saveWeights">
          <Button variant="contained" color="primary" loading={busy} onClick={() => void keep()}>
            {text('comparison.keep')}
          </Button>
        </May>
      </Box>
      {failure ? <ErrorNote failure={failure} /> : null}
    </Box>
  );
}
