import { Box, Button } from '@mui/material';
import { useCallback, useMemo, useState } from 'react';
import { IMPORT_COLUMNS, type ImportNoun } from '../../../main/domain/import/headings.ts';
import { fieldText } from '../../../main/words/history.ts';
import { importProblemText } from '../../../main/words/import-problem.ts';
import type { Words } from '../../../main/words/words.ts';
import { client } from '../../bridge/client.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { DataGrid, type GridColumn, type GridPageRequest } from '../../ui/data-grid.tsx';
import { paint, TONES } from '../../ui/paint.ts';
import { Shape } from '../../ui/shapes.tsx';
import { Tag } from '../../ui/status-tag.tsx';
import { useColumnText } from './column-words.ts';
import { OUTCOME_TONES } from './figures.tsx';
import type { ImportResult, ImportRow, OutcomeFilter, ProblemKind } from './types.ts';
import { useValueText } from './value-text.ts';

interface Line extends ImportRow {
  readonly id: string;
  readonly columns: readonly string[];
}

/** What rows are shown. */
export interface RowsFilter {
  readonly outcome: OutcomeFilter | null;
  readonly problem: Pick<ProblemKind, 'code' | 'column'> | null;
}

/** Every row as it will be written, with what it changes from what to what and what is wrong with it. */
export function RowsCard({
  result,
  noun,
  uploadId,
  version,
  filter,
  onFilter,
  onSkip,
  onFailure,
}: {
  result: ImportResult;
  noun: ImportNoun;
  uploadId: string;
  /** Another number after another dry run. */
  version: number;
  filter: RowsFilter;
  onFilter: (filter: RowsFilter) => void;
  /** Leaves rows out, or takes them again. */
  onSkip: (rows: readonly number[], skip: boolean) => void;
  onFailure: (error: unknown) => void;
}) {
  const text = useText();
  const number = useNumber();
  const [total, setTotal] = useState(result.read);
  const [selected, setSelected] = useState<readonly Line[]>([]);
  const [round, setRound] = useState(0);
  const columns = useColumns(result, noun);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another dry run has other rows
  const fetchPage = useCallback(
    async ({ offset, limit }: GridPageRequest) => {
      const page = await client.imports.rows({ uploadId, ...filter, offset, limit });
      return {
        total: page.total,
        rows: page.rows.map((row): Line => ({ ...row, id: String(row.row), columns: page.columns })),
      };
    },
    [uploadId, filter, version],
  );
  const chosen = (skipped: boolean) =>
    selected.filter(({ outcome }) => (outcome === 'skipped') === skipped).map(({ row }) => row);
  const skip = (skipped: boolean) => {
    onSkip(chosen(!skipped), skipped);
    setRound(round + 1);
    setSelected([]);
  };
  const narrowed = filter.outcome !== null || filter.problem !== null;
  return (
    <Card
      title={text('imports.check.previewTitle')}
      flush
      actions={
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', minHeight: 32 }}>
          {chosen(false).length > 0 ? (
            <Button onClick={() => skip(true)}>
              {text('imports.check.skip', { count: chosen(false).length, amount: number(chosen(false).length) })}
            </Button>
          ) : null}
          {chosen(true).length > 0 ? (
            <Button onClick={() => skip(false)}>
              {text('imports.check.takeAgain', { count: chosen(true).length, amount: number(chosen(true).length) })}
            </Button>
          ) : null}
          {narrowed ? (
            <Button variant="text" color="primary" onClick={() => onFilter({ outcome: null, problem: null })}>
              {text('imports.check.allRows', { amount: number(result.read) })}
            </Button>
          ) : null}
          <Box component="span" sx={{ color: paint.muted, fontSize: 12.5 }}>
            {text('imports.check.previewShown', { shown: number(total), total: number(result.read) })}
          </Box>
        </Box>
      }
    >
      <Box sx={{ display: 'flex', height: Math.min(460, 150 + 35 * Math.min(result.read, 9)) }}>
        <DataGrid<Line>
          label={text('imports.check.previewTitle')}
          columns={columns}
          fetchPage={fetchPage}
          onTotal={setTotal}
          onFailure={onFailure}
          onSelect={setSelected}
          selectionRound={round}
          selectable
          empty={<Box sx={{ padding: '16px', color: paint.muted }}>{text('imports.check.noneSuch')}</Box>}
        />
      </Box>
    </Card>
  );
}

function useColumns(result: ImportResult, noun: ImportNoun): readonly GridColumn<Line>[] {
  const text = useText();
  const words = useWords();
  const columnText = useColumnText();
  const valueText = useValueText();
  const hasProblems = result.problemKinds.length > 0;
  const hasChanges = result.updated > 0;
  const known: readonly string[] = IMPORT_COLUMNS[noun];
  const there = new Set(result.file.columns.map(({ column }) => column));
  // What names the record comes first, whatever the order of the file.
  const names = known.filter((name) => result.file.format !== 'table' || there.has(name)).join('|');
  return useMemo(() => {
    const values = (names === '' ? [] : names.split('|')).map(
      (name): GridColumn<Line> => ({
        colId: name,
        headerName: columnText(name),
        width: (WIDTHS[name] ?? 140) + (hasChanges && !NAMING.has(name) ? BESIDE : 0),
        tooltipValueGetter: ({ data }) => changeText(data, name, (value) => valueText(name, value)),
        valueGetter: ({ data }) => data?.values[data.columns.indexOf(name)] ?? '',
        cellRenderer: ({ data }: { data?: Line }) =>
          data ? <Value line={data} name={name} told={(value) => valueText(name, value)} words={words} /> : null,
      }),
    );
    const problems: GridColumn<Line> = {
      colId: 'problems',
      headerName: text('imports.check.problem'),
      width: 280,
      tooltipValueGetter: ({ data }) => (data ? problemsOf(data, words) : ''),
      valueGetter: ({ data }) => (data ? problemsOf(data, words) : ''),
    };
    return [
      {
        colId: 'row',
        headerName: text('imports.check.row'),
        type: 'rightAligned',
        width: 78,
        cellStyle: { color: paint.muted },
        valueGetter: ({ data }) => data?.row,
      },
      {
        colId: 'outcome',
        headerName: text('imports.check.outcome'),
        width: 158,
        tooltipValueGetter: ({ data }) => (data ? changesOf(data, valueText, words) : ''),
        cellRenderer: ({ data }: { data?: Line }) =>
          data ? <Tag tone={OUTCOME_TONES[data.outcome]}>{words.t(`importOutcome.${data.outcome}`)}</Tag> : null,
      },
      ...(hasProblems ? [problems] : []),
      ...values,
    ];
  }, [names, hasProblems, hasChanges, text, words, columnText, valueText]);
}

/** Widths of columns whose values are short or long; the others have a usual one. */
const WIDTHS: Readonly<Record<string, number>> = {
  asset_tag: 120,
  model: 170,
  manufacturer: 170,
  notes: 220,
  os: 190,
  currency: 90,
  status: 120,
};

/** Room for the old value beside the new one, where columns do not name the record: those hardly ever change. */
const BESIDE = 80;
const NAMING = new Set(['asset_tag', 'serial_number', 'manufacturer', 'model', 'name', 'number', 'vendor']);

/** What a cell was and becomes; empty where it stays. */
function changeText(line: Line | undefined, name: string, told: (value: string | null) => string): string {
  const change = line?.changes.find(({ column }) => column === name);
  return change === undefined ? '' : `${told(change.before)} → ${told(change.after)}`.trim();
}

/** A value; what no longer holds struck through before it, and a mark where something is wrong with it. */
function Value({
  line,
  name,
  told,
  words,
}: {
  line: Line;
  name: string;
  told: (value: string | null | undefined) => string;
  words: Words;
}) {
  const value = line.values[line.columns.indexOf(name)];
  const change = line.changes.find(({ column }) => column === name);
  const problem = line.problems.find(({ column }) => column === name);
  const mark = problem ? (
    <Box
      component="span"
      role="img"
      aria-label={importProblemText(problem, words)}
      title={importProblemText(problem, words)}
      sx={{ color: TONES[problem.severity === 'error' ? 'end' : 'near'].main, marginRight: '6px' }}
    >
      <Shape tone={problem.severity === 'error' ? 'end' : 'near'} />
    </Box>
  ) : null;
  if (change === undefined)
    return (
      <>
        {mark}
        {told(value)}
      </>
    );
  return (
    <>
      {mark}
      {change.before === null ? null : (
        <>
          <Box component="del" sx={{ color: paint.muted }}>
            {told(change.before)}
          </Box>
          <span aria-hidden="true"> → </span>
        </>
      )}
      <ins style={{ textDecoration: 'none', fontWeight: 600 }}>{told(change.after)}</ins>
    </>
  );
}

function problemsOf({ problems }: Line, words: Words): string {
  return problems.map((problem) => importProblemText(problem, words)).join('; ');
}

/** Everything that the row changes, also in fields that no column of the file shows. */
function changesOf({ changes }: Line, told: ReturnType<typeof useValueText>, words: Words): string {
  return changes
    .map(({ field, column, before, after }) => {
      const name = column ?? '';
      return `${fieldText(field, words)}: ${told(name, before)} → ${told(name, after)}`;
    })
    .join('; ');
}
