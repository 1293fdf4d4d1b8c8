import type { Day } from '../../domain/day.ts';
import type { ReportTable } from '../../formats/report-table.ts';
import { actionText, changesText, nounText, recordsText } from '../../words/history.ts';
import type { Words } from '../../words/words.ts';
import type { QueryContext } from '../context.ts';
import { listHistory } from './history.store.ts';
import type { HistoryFilter } from './history-filter.ts';

type Row = ReturnType<typeof listHistory>['rows'][number];

/** Entries that are read in one go. */
const PAGE = 1000;

/** Everything that the filter lets through, newest first. @throws AppError `cancelled` when the caller left */
export async function wholeHistory({ sql, words, signal }: QueryContext, filter: HistoryFilter, most: number) {
  const rows: Row[] = [];
  let total = 0;
  do {
    const page = listHistory(sql, filter, { offset: rows.length, limit: Math.min(PAGE, most - rows.length) }, words);
    total = page.total;
    rows.push(...page.rows);
    if (page.rows.length === 0) break;
    // Others get through between two pages.
    await new Promise<void>((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
  } while (rows.length < Math.min(total, most));
  return { total, rows };
}

/** The history as a document: a line an entry, with the first few records of each. */
export function historyTable(
  rows: readonly Row[],
  filter: HistoryFilter,
  { words, today, organisation }: Pick<QueryContext, 'words' | 'today' | 'organisation'>,
): ReportTable {
  return {
    title: words.t('history.title'),
    subtitle: words.t('history.report.subtitle', { count: rows.length }),
    organisation,
    asOf: today,
    notes: filterNotes(filter, words),
    summary: [],
    columns: [
      { key: 'seq', heading: words.t('history.report.number'), width: 6, align: 'right', kind: 'number' },
      { key: 'at', heading: words.t('history.report.at'), width: 14, align: 'left', kind: 'text' },
      { key: 'actor', heading: words.t('history.report.actor'), width: 14, align: 'left', kind: 'text' },
      { key: 'action', heading: words.t('history.report.action'), width: 20, align: 'left', kind: 'text' },
      { key: 'record', heading: words.t('history.report.record'), width: 24, align: 'left', kind: 'text' },
      { key: 'change', heading: words.t('history.report.change'), width: 44, align: 'left', kind: 'text' },
    ],
    rows: rows.map((row) => [
      row.seq,
      localMoment(row.at),
      row.actor,
      actionText(row.action, words),
      recordsText(row, words),
      changesText(row, words),
    ]),
    footer: [],
  };
}

/** A moment on the clock of this computer: `2026-11-21 14:02`. */
function localMoment(at: string): string {
  const moment = new Date(at);
  const pad = (value: number) => String(value).padStart(2, '0');
  const on = `${moment.getFullYear()}-${pad(moment.getMonth() + 1)}-${pad(moment.getDate())}`;
  return `${on} ${pad(moment.getHours())}:${pad(moment.getMinutes())}`;
}

/** What is filtered, a line each, as it is printed on the export. */
function filterNotes({ search, actor, noun, action, from, to }: HistoryFilter, words: Words): string[] {
  const line = (label: string, values: readonly string[] | undefined) =>
    values && values.length > 0 ? [`${label}: ${values.join(', ')}`] : [];
  return [
    ...line(words.t('report.search'), search ? [search] : undefined),
    ...line(words.t('history.report.actor'), actor),
    ...line(
      words.t('history.report.kindOfRecord'),
      noun?.map((one) => nounText(one, words)),
    ),
    ...line(
      words.t('history.report.action'),
      action?.map((one) => actionText(one, words)),
    ),
    ...line(words.t('history.report.days'), daysText(from, to, words)),
  ];
}

function daysText(from: Day | undefined, to: Day | undefined, words: Words): string[] | undefined {
  if (from && to) return [words.t('history.report.fromTo', { from: words.day(from), to: words.day(to) })];
  if (from) return [words.t('history.report.from', { from: words.day(from) })];
  return to ? [words.t('history.report.to', { to: words.day(to) })] : undefined;
}
