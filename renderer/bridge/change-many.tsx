import { Box, Button, Typography } from '@mui/material';
import { type FormEvent, type ReactNode, useCallback, useMemo, useState } from 'react';
import { MANY_OUTCOMES, type ManyOutcome } from '../../main/domain/many.ts';
import { shownChanges } from '../../main/words/history.ts';
import { useNumber, useText, useWords } from '../i18n/i18n.ts';
import { DataGrid, type GridColumn, type GridPageRequest } from '../ui/data-grid.tsx';
import { Note, type ShownFailure } from '../ui/error-state.tsx';
import { FieldChange } from '../ui/field-change.tsx';
import { FilterChip } from '../ui/filter-chip.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { useNotice } from '../ui/notices.tsx';
import { paint } from '../ui/paint.ts';
import { useRested } from '../ui/use-rested.ts';
import { failureOf } from './failure.ts';
import { JobProgress } from './job-progress.tsx';
import { cancelJob, forgetJob, newJobId } from './jobs.ts';
import type { Outputs } from './types.ts';

type Preview = Outputs['device']['previewMany'];
type PreviewRow = Preview['rows'][number];
type Result = Outputs['device']['updateMany'];

interface Chosen {
  readonly id: string;
  readonly revision: number;
}

interface ChangeManyProps<One extends Chosen, Changes extends object> {
  readonly title: string;
  /** The records; null until they are known. */
  readonly chosen: readonly One[] | null;
  /** What is to change; empty while nothing was said, null while it cannot be used. */
  readonly changes: Changes | null;
  readonly preview: (asked: {
    chosen: One[];
    changes: Changes;
    outcome: ManyOutcome;
    offset: number;
    limit: number;
  }) => Promise<Preview>;
  readonly apply: (asked: { chosen: One[]; changes: Changes; jobId: string }) => Promise<Result>;
  readonly failure: ShownFailure | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
  /** The fields. */
  readonly children: ReactNode;
}

/** Changes many records in one step: fields above, below what becomes of each record, all of it before anything is written. */
export function ChangeManyDialog<One extends Chosen, Changes extends object>(props: ChangeManyProps<One, Changes>) {
  const { title, chosen, changes, preview, apply, onClose, onDone, children } = props;
  const text = useText();
  const number = useNumber();
  const notice = useNotice();
  const [counts, setCounts] = useState<Pick<Preview, ManyOutcome> | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [jobId, setJobId] = useState<string | null>(null);
  /** What was done, where some records could not be changed: those stay in the dialog. */
  const [left, setLeft] = useState<{ readonly changed: number; readonly rows: readonly One[] } | null>(null);
  const shown = left?.rows ?? chosen;
  const asked = useRested(changes === null ? null : JSON.stringify(changes));
  const ready = asked !== null && asked !== '{}' && shown !== null && shown.length > 0;
  const settled = changes !== null && JSON.stringify(changes) === asked;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (left !== null) return onClose();
    if (chosen === null || changes === null || !settled || (counts?.changed ?? 0) === 0) return;
    const job = newJobId();
    setFailure(null);
    setJobId(job);
    try {
      const result = await apply({ chosen: [...chosen], changes, jobId: job });
      notice({ text: text('many.done', { count: result.changed, amount: number(result.changed) }) });
      onDone();
      if (result.refused === 0) return onClose();
      const refused = new Set(result.refusals.map(({ id }) => id));
      setLeft({ changed: result.changed, rows: chosen.filter(({ id }) => refused.has(id)) });
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      forgetJob(job);
      setJobId(null);
    }
  };
  const changed = counts?.changed ?? 0;
  return (
    <FormDialog
      open
      title={title}
      submit={
        left !== null
          ? text('action.close')
          : ready && settled && changed > 0
            ? text('many.submit', { count: changed, amount: number(changed) })
            : text('many.submitNone')
      }
      busy={jobId !== null}
      dirty={left === null && asked !== null && asked !== '{}'}
      failure={props.failure ?? failure}
      width="md"
      extra={jobId === null ? null : <Button onClick={() => void cancelJob(jobId)}>{text('many.stop')}</Button>}
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      {left === null ? (
        children
      ) : (
        <Note tone="near" role="alert">
          {text('many.left', { changed: number(left.changed), count: left.rows.length })}
        </Note>
      )}
      <JobProgress jobId={jobId} label={text('many.running')} />
      {ready ? (
        <PreviewList
          key={left === null ? 'before' : 'after'}
          chosen={shown}
          asked={asked}
          first={left === null ? 'changed' : 'refused'}
          preview={preview}
          counts={counts}
          onCounts={setCounts}
          onFailure={setFailure}
        />
      ) : (
        <Typography variant="body2" sx={{ color: paint.muted }}>
          {text('many.hint')}
        </Typography>
      )}
    </FormDialog>
  );
}

function PreviewList<One extends Chosen, Changes extends object>({
  chosen,
  asked,
  first,
  preview,
  counts,
  onCounts,
  onFailure,
}: Pick<ChangeManyProps<One, Changes>, 'preview'> & {
  chosen: readonly One[];
  asked: string;
  first: ManyOutcome;
  counts: Pick<Preview, ManyOutcome> | null;
  onCounts: (counts: Pick<Preview, ManyOutcome>) => void;
  onFailure: (failure: ShownFailure | null) => void;
}) {
  const text = useText();
  const number = useNumber();
  const [outcome, setOutcome] = useState<ManyOutcome>(first);
  const columns = usePreviewColumns();
  // The parent makes a new `preview` with every drawing; what is asked for is told by the others.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const fetchPage = useCallback(
    async ({ offset, limit }: GridPageRequest) => {
      const page = await preview({
        chosen: [...chosen],
        changes: JSON.parse(asked) as Changes,
        outcome,
        offset,
        limit,
      });
      onFailure(null);
      onCounts(page);
      return page;
    },
    [chosen, asked, outcome],
  );
  return (
    <Box sx={{ display: 'grid', gap: '10px' }}>
      <Box role="group" aria-label={text('many.preview')} sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        {MANY_OUTCOMES.map((one) => (
          <FilterChip
            key={one}
            active={one === outcome}
            label={text(`many.outcome.${one}`, { amount: counts === null ? '…' : number(counts[one]) })}
            onClick={() => setOutcome(one)}
          />
        ))}
      </Box>
      <Box sx={{ height: 300, display: 'flex' }}>
        <DataGrid<PreviewRow>
          label={text('many.preview')}
          columns={columns}
          fetchPage={fetchPage}
          onFailure={(error) => onFailure(failureOf(error))}
          empty={
            <Typography variant="body2" sx={{ color: paint.muted, padding: '16px' }}>
              {text('many.none')}
            </Typography>
          }
        />
      </Box>
    </Box>
  );
}

function usePreviewColumns(): readonly GridColumn<PreviewRow>[] {
  const text = useText();
  const words = useWords();
  // The grid compares columns by identity; texts only change with the language.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  return useMemo(
    () => [
      {
        colId: 'name',
        headerName: text('many.column.name'),
        width: 260,
        valueGetter: ({ data }) => (data ? data.name || text('many.gone') : ''),
      },
      {
        colId: 'changes',
        headerName: text('many.column.changes'),
        flex: 1,
        minWidth: 240,
        tooltipValueGetter: ({ data }) =>
          data
            ? shownChanges(data.changes, words)
                .map(({ field, before, after }) => `${field}: ${before === null ? '' : `${before} → `}${after}`)
                .join('\n')
            : null,
        cellRenderer: ({ data }: { data?: PreviewRow }) => {
          if (!data) return null;
          if (data.reason !== null) return text(`many.reason.${data.reason}`);
          if (data.outcome === 'same') return text('many.isSame');
          return shownChanges(data.changes, words).map((change, index) => (
            <span key={change.field}>
              {index === 0 ? '' : ' · '}
              <FieldChange {...change} />
            </span>
          ));
        },
      },
    ],
    [],
  );
}
