import type { DOCUMENT_PLACES } from '../../../contract/document.ts';
import { type AskedList, listQuestion } from '../../../contract/export-list.ts';
import type { PartialDay } from '../../../domain/day.ts';
import { type Disclosure, disclosed, keepsAll } from '../../../domain/disclosure.ts';
import type { Id } from '../../../domain/ids.ts';
import { amountText, type Money, thousands } from '../../../domain/money.ts';
import type { ReportFigure, ReportSection, ReportTable } from '../../../formats/report-table.ts';
import { actionText, changeText, fieldText, shownChanges } from '../../../words/history.ts';
import type { Words } from '../../../words/words.ts';
import type { QueryContext } from '../../context.ts';
import { documentQueries } from '../../document/document.handlers.ts';
import { columnsOf, type ListColumn, momentText, rowsTable } from '../lists/list.ts';
import { readList } from '../lists/lists.ts';

/** Where a sheet is made: with what is held back of it. */
export interface SheetContext extends QueryContext {
  readonly disclosure: Disclosure;
}

/** A part of a sheet: its table, and the same rows as facts. */
export interface SheetPart extends ReportSection {
  readonly key: string;
  readonly facts: readonly object[];
  /** Texts of people in it. */
  readonly freeTexts: number;
}

/** One record on paper: what it is, how it stands, and what belongs to it. */
export interface Sheet {
  readonly title: string;
  readonly subtitle: string;
  /** How it stands, a sentence each. */
  readonly answer: readonly string[];
  readonly summary: readonly ReportFigure[];
  /** The record with what is held back taken out of it. */
  readonly record: object;
  /** The fields of the record that its first table shows, in their order. */
  readonly fields: readonly string[];
  readonly parts: readonly SheetPart[];
}

/** Rows of a part that a sheet has room for; the lists themselves leave whole. */
const MOST = 40;
/** Commands of the history that are told. */
const LATEST = 15;

/** The record as its sheet may tell it. */
export function shownRecord<Row extends object>(record: Row, { disclosure, pseudonym }: SheetContext): Row {
  return disclosed(record, disclosure, pseudonym);
}

/** A part of rows that the record itself has; nothing where there are none. */
export function partOf<Row extends object>(
  key: string,
  title: string,
  columns: readonly ListColumn<Row>[],
  all: readonly Row[],
  { words, disclosure, pseudonym }: SheetContext,
  total = all.length,
): SheetPart[] {
  if (all.length === 0) return [];
  const rows = all.slice(0, MOST).map((row) => disclosed(row, disclosure, pseudonym));
  const free = columns.filter((column) => column.free);
  return [
    {
      key,
      title: titled(title, rows.length, total, words),
      ...filled(rowsTable(columns, rows, words)),
      facts: rows,
      freeTexts: free.reduce((sum, { value }) => sum + rows.filter((row) => value(row, words) !== null).length, 0),
    },
  ];
}

/** A part that is a list of the window, narrowed to the record, with the columns that a sheet has room for. */
export async function listPart(
  { name, question: asked }: AskedList,
  keys: readonly string[],
  context: SheetContext,
): Promise<SheetPart[]> {
  const { words, disclosure } = context;
  // As a call would bring it, with the defaults of its promise.
  const question = listQuestion(name).parse(asked);
  const read = await readList({ name, question }, context, { most: MOST, disclosure });
  if (read.total === 0) return [];
  const { title, columns, rows } = read.table();
  const places = keys.map((key) => columns.findIndex((column) => column.key === key)).filter((at) => at >= 0);
  const shown = rows.slice(0, MOST);
  return [
    {
      key: name,
      title: titled(title, shown.length, read.total, words),
      ...filled({
        columns: places.flatMap((at) => columns[at] ?? []),
        rows: shown.map((row) => places.map((at) => row[at] ?? null)),
      }),
      facts: read.rows.slice(0, MOST),
      freeTexts: read.freeTexts,
    },
  ];
}

const document = columnsOf<ReturnType<typeof documentQueries.of>[number]>();

/** The documents of a record: those that lie with it and those that it names. */
export function documentsPart(
  noun: (typeof DOCUMENT_PLACES)[number],
  recordId: string,
  context: SheetContext,
): SheetPart[] {
  const rows = documentQueries.of({ noun, recordId: recordId as Id<'place'> }, context);
  const columns = [
    document.text('title', 30, ({ title }) => title, { free: true }),
    document.text('kind', 18, ({ kind }, words) => words.t(`lists.documentKind.${kind}`)),
    document.day('datedOn', 14, ({ datedOn }) => datedOn),
    document.text('fileName', 30, ({ fileName }) => fileName, { free: true }),
  ];
  return partOf('documents', context.words.t('lists.title.documents'), columns, rows, context);
}

interface HistoryRow {
  readonly at: string;
  readonly doneBy: string;
  readonly action: string;
  readonly change: string;
}
type Entries = readonly {
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly changes: readonly {
    readonly field: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
}[];
const entry = columnsOf<HistoryRow>();

/** What was done last. It repeats values of every kind, so that a sheet from which something is held back has none. */
export function historyPart(entries: Entries, context: SheetContext): SheetPart[] {
  const { words, disclosure } = context;
  if (!keepsAll(disclosure)) return [];
  const rows = entries.map(
    ({ at, actor, action, changes }): HistoryRow => ({
      at,
      doneBy: actor,
      action,
      change: shownChanges(changes, words)
        .map((one) => changeText(one, words))
        .join('; '),
    }),
  );
  const columns = [
    entry.text('doneAt', 15, ({ at }) => momentText(at)),
    entry.text('doneBy', 15, ({ doneBy }) => doneBy, { holds: 'people' }),
    entry.text('title', 22, ({ action }) => actionText(action, words)),
    entry.text('change', 50, ({ change }) => change, { free: true }),
  ];
  return partOf('history', words.t('sheet.history'), columns, rows.slice(0, LATEST), context);
}

/** A table without the columns in which nothing stands: paper has no room for them. */
function filled({ columns, rows }: Pick<ReportSection, 'columns' | 'rows'>): Pick<ReportSection, 'columns' | 'rows'> {
  const kept = columns.flatMap((_column, at) => (rows.some((row) => (row[at] ?? null) !== null) ? [at] : []));
  return {
    columns: kept.flatMap((at) => columns[at] ?? []),
    rows: rows.map((row) => kept.map((at) => row[at] ?? null)),
  };
}

/** A count as a figure shows it: `34,217`. */
export function countText(count: number): string {
  return thousands(String(count));
}

function titled(title: string, shown: number, total: number, words: Words): string {
  return shown < total ? words.t('sheet.firstOf', { title, shown, total: countText(total) }) : title;
}

/** A sheet as a document: the fields of the record, and its parts below. */
export function sheetTable(
  { title, subtitle, answer, summary, record, fields, parts }: Sheet,
  { words, organisation, today, disclosure }: SheetContext,
): ReportTable {
  const rows = fields.flatMap((field) => {
    const text = fieldValue(field, Reflect.get(record, field), words);
    return text === null ? [] : [[fieldText(field, words), text]];
  });
  return {
    title,
    subtitle,
    organisation,
    asOf: today,
    upright: true,
    notes: answer,
    summary,
    columns: [
      { key: 'field', heading: words.t('sheet.field'), width: 26, align: 'left', kind: 'text' },
      { key: 'value', heading: words.t('sheet.value'), width: 74, align: 'left', kind: 'text' },
    ],
    rows,
    further: parts.filter(({ columns }) => columns.length > 0),
    footer: keepsAll(disclosure) ? [] : [words.t('sheet.withoutHistory')],
  };
}

/** What a sheet holds as facts. */
export function sheetJson({ record, parts }: Sheet, noun: string, asOf: string): object {
  const { revision: _revision, ...known } = record as { readonly revision?: number };
  return { sheet: noun, asOf, record: known, ...Object.fromEntries(parts.map(({ key, facts }) => [key, facts])) };
}

/** A value of a field as the history words it; null for nothing. */
function fieldValue(field: string, value: unknown, words: Words): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (Array.isArray(value)) return value.length === 0 ? null : fieldValue(field, value.join(', '), words);
  if (isMoney(value)) {
    const [whole = '', fraction = ''] = amountText(value.amount).split('.');
    return `${thousands(whole)}.${fraction} ${value.currency}`;
  }
  if (isPartialDay(value)) return words.partialDay(value);
  return shownChanges([{ field, before: null, after: String(value) }], words)[0]?.after ?? null;
}

function isMoney(value: unknown): value is Money {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
}

function isPartialDay(value: unknown): value is PartialDay {
  return typeof value === 'object' && value !== null && 'on' in value && 'precision' in value;
}
