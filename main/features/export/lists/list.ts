import type { ListName, ListQuestions } from '../../../contract/export-list.ts';
import { mayCall } from '../../../contract/permissions.ts';
import { type SqlConnection, statement } from '../../../data/connection.ts';
import type { Day, PartialDay } from '../../../domain/day.ts';
import { type Disclosure, disclosed, keepsAll, type SensitiveKind } from '../../../domain/disclosure.ts';
import { AppError } from '../../../domain/error.ts';
import type { Money } from '../../../domain/money.ts';
import type { Tone } from '../../../formats/document-look.ts';
import type { Cell, ReportColumn, ReportTable } from '../../../formats/report-table.ts';
import type { Words } from '../../../words/words.ts';
import type { QueryContext } from '../../context.ts';

/** What a list is asked for. */
type Question<Name extends ListName> = ListQuestions[Name];
type Inner<Asked> = Asked extends { filter: infer Filter } ? Filter : unknown;
/** What a page is asked for, in whatever depth. */
type Asked<Name extends ListName> = Omit<Question<Name>, 'filter'> & Inner<Question<Name>>;
/** What every list means in the same way. */
type Common = 'offset' | 'limit' | 'search' | 'sort' | 'descending' | 'asOf' | keyof typeof NAMED;

/** Queries for the names of records that a list can be narrowed to. */
const NAMED = {
  vendorId: 'SELECT "name" FROM "Vendor" WHERE "id" = ?',
  modelId: 'SELECT "name" FROM "DeviceModel" WHERE "id" = ?',
  deviceId: 'SELECT coalesce("assetTag", "serialNumber") AS "name" FROM "Device" WHERE "id" = ?',
  contractId: 'SELECT "number" AS "name" FROM "Contract" WHERE "id" = ?',
  advisoryId: 'SELECT "trackingId" AS "name" FROM "Advisory" WHERE "id" = ?',
  obligationId: 'SELECT "title" AS "name" FROM "Obligation" WHERE "id" = ?',
} as const;

/** Keys of headings and of narrowing filters, in main/words/en-lists.ts. */
type ListHeading = keyof typeof import('../../../words/en-lists.ts')['lists']['column'];
type FilterHeading = keyof typeof import('../../../words/en-lists.ts')['lists']['filter'];

/** A column: what it holds of a row, and how much room it gets on paper. */
export interface ListColumn<Row> {
  readonly key: ListHeading;
  readonly width: number;
  readonly kind: ReportColumn['kind'];
  readonly holds?: SensitiveKind;
  /** False where paper has no room for it. */
  readonly onPaper?: boolean;
  /** People write it freely, so what is held back can stand in it. */
  readonly free?: boolean;
  value(row: Row, words: Words): Cell;
}
type More = Partial<Pick<ListColumn<unknown>, 'holds' | 'onPaper' | 'free'>>;

/** Columns by what they hold; empty texts are empty cells. */
export function columnsOf<Row>() {
  type Of<Value> = (row: Row, words: Words) => Value;
  return {
    text: (key: ListHeading, width: number, value: Of<string | null>, more: More = {}): ListColumn<Row> => ({
      ...{ key, width, kind: 'text', ...more },
      value: (row, words) => value(row, words) || null,
    }),
    number: (key: ListHeading, width: number, value: Of<number | null>, more: More = {}): ListColumn<Row> => ({
      ...{ key, width, kind: 'number', value, ...more },
    }),
    day: (key: ListHeading, width: number, value: Of<Day | PartialDay | null>, more: More = {}): ListColumn<Row> => ({
      ...{ key, width, kind: 'day', ...more },
      value: (row, words) => {
        const on = value(row, words);
        return on === null ? null : { kind: 'day', on };
      },
    }),
    status: (key: ListHeading, width: number, value: Of<readonly [Tone, string]>): ListColumn<Row> => ({
      ...{ key, width, kind: 'status' },
      value: (row, words) => {
        const [tone, text] = value(row, words);
        return { kind: 'status', tone, text };
      },
    }),
    money: (key: ListHeading, width: number, value: Of<Money | null>): ListColumn<Row> => ({
      ...{ key, width, kind: 'money', holds: 'prices' },
      value: (row, words) => {
        const money = value(row, words);
        return money === null ? null : { kind: 'money', amount: money.amount, currency: money.currency };
      },
    }),
  };
}

type Said = string | readonly string[] | null;

/** A list as the window shows it: where its rows are from, what its columns are, and how its filter is said. */
interface Definition<Name extends ListName, Row> {
  /** Rows from `offset` on, at most `limit`, in the order of the window. */
  page(
    question: Question<Name> & { readonly offset: number; readonly limit: number },
    context: QueryContext,
  ): Page<Row> | Promise<Page<Row>>;
  readonly columns: readonly ListColumn<Row>[];
  /** The procedure that shows the list in the window, where not everybody may call it: nobody else takes it out either. */
  readonly needs?: string;
  /** How a value of the filter reads; null where it narrows nothing. */
  readonly says: {
    readonly [Key in Exclude<keyof Asked<Name>, Common>]-?: (
      value: NonNullable<Asked<Name>[Key]>,
      words: Words,
    ) => Said;
  };
  /** Columns of orders that are not called like them. */
  readonly sorts?: Readonly<Record<string, ListHeading | null>>;
}
interface Page<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

/** A whole list that was read, before it becomes a document. */
export interface ReadList {
  readonly name: ListName;
  readonly asOf: Day;
  readonly total: number;
  readonly rows: readonly object[];
  /** Texts of people in it. */
  readonly freeTexts: number;
  json(): unknown;
  table(): ReportTable;
}

/**
 * Reads all pages of a list; with more than `most` rows only the first page, which `total` tells.
 * @throws AppError `not_permitted` where the role may not see the list
 */
export type ListReader<Name extends ListName> = (
  question: Question<Name>,
  context: QueryContext,
  options: { readonly most: number; readonly disclosure: Disclosure },
) => Promise<ReadList>;

/** Rows that are read at once. */
const AT_ONCE = 1000;

export function list<Name extends ListName, Row extends object>(
  name: Name,
  definition: Definition<Name, Row>,
): ListReader<Name> {
  return async (question, context, { most, disclosure }) => {
    const { words, organisation, today, signal, role } = context;
    const { needs } = definition;
    if (needs !== undefined && !mayCall(role, needs)) throw new AppError('not_permitted', { procedure: needs, role });
    const all: Row[] = [];
    let total = 0;
    for (;;) {
      signal?.throwIfAborted();
      const page = await definition.page({ ...question, offset: all.length, limit: AT_ONCE }, context);
      total = page.total;
      all.push(...page.rows);
      if (page.rows.length === 0 || all.length >= total || total > most) break;
    }
    const rows = keepsAll(disclosure) ? all : disclosed(all, disclosure, context.pseudonym);
    const asOf = ('asOf' in question ? question.asOf : undefined) ?? today;
    const notes = notesOf(definition, { name, question, disclosure }, context);
    const free = definition.columns.filter((column) => column.free);
    return {
      name,
      asOf,
      total,
      rows,
      freeTexts: free.reduce((sum, { value }) => sum + all.filter((row) => value(row, words) !== null).length, 0),
      json: () => ({ list: name, asOf, notes, total, rows: rows.map(withoutRevision) }),
      table: () => ({
        title: words.t(`lists.title.${name}`),
        subtitle: words.t('lists.rows', { count: total }),
        organisation,
        asOf,
        notes,
        summary: [],
        ...rowsTable(definition.columns, rows, words),
        footer: [],
      }),
    };
  };
}

/** Rows under the headings of their columns. */
export function rowsTable<Row>(
  columns: readonly ListColumn<Row>[],
  rows: readonly Row[],
  words: Words,
): Pick<ReportTable, 'columns' | 'rows'> {
  return {
    columns: columns.map(({ value: _value, free: _free, ...column }) => ({
      ...column,
      heading: words.t(`lists.column.${column.key}`),
      align: column.kind === 'text' || column.kind === 'status' ? 'left' : 'right',
    })),
    rows: rows.map((row) => columns.map(({ value }) => value(row, words))),
  };
}

/** What is searched, filtered and sorted, a line each. What is held back is not told by a filter either. */
function notesOf<Name extends ListName, Row>(
  { says, sorts }: Definition<Name, Row>,
  { name, question, disclosure }: { name: Name; question: Question<Name>; disclosure: Disclosure },
  { sql, words }: QueryContext,
): string[] {
  const { filter = {}, ...rest } = question as { readonly filter?: object; readonly [key: string]: unknown };
  const asked: Readonly<Record<string, unknown>> = { ...rest, ...filter };
  const whole = keepsAll(disclosure);
  const notes = Object.entries(asked).flatMap(([key, value]) => {
    if (value === undefined || value === null || value === '' || value === false) return [];
    if (key === 'search') return whole ? [`${words.t('report.search')}: ${String(value)}`] : [];
    if (isNamed(key))
      return whole || key !== 'deviceId' ? [`${filterWord(key, words)}: ${nameOf(sql, key, value)}`] : [];
    const say = Reflect.get(says, key) as ((given: unknown, words: Words) => Said) | undefined;
    if (say === undefined || (!whole && TELLING.has(key))) return [];
    const said = say(key === 'group' ? groupName(sql, String(value)) : value, words);
    if (said === null || said.length === 0) return [];
    // Whoever says a filter gives it a heading there.
    return [`${filterWord(key as FilterHeading, words)}: ${typeof said === 'string' ? said : said.join(', ')}`];
  });
  const sort = asked.sort;
  const column = typeof sort === 'string' ? (sorts && sort in sorts ? sorts[sort] : (sort as ListHeading)) : null;
  if (!column) return [...notes, words.t(`lists.order.${name}`)];
  const by = words.t(`lists.column.${column}`);
  return [...notes, words.t(asked.descending === true ? 'lists.sortedDown' : 'lists.sorted', { column: by })];
}

/** Filters whose values are themselves what may be held back. */
const TELLING: ReadonlySet<string> = new Set(['department', 'assignees', 'group', 'text']);

function isNamed(key: string): key is keyof typeof NAMED {
  return key in NAMED;
}

function filterWord(key: FilterHeading, words: Words): string {
  return words.t(`lists.filter.${key}`);
}

/** What a record is called; its identifier where it is gone. */
function nameOf(sql: SqlConnection, key: keyof typeof NAMED, id: unknown): string {
  return statement<[string], { name: string | null }>(sql, NAMED[key]).get(String(id))?.name ?? String(id);
}

/** What findings have in common, by the name of the advisory or the model; else as the group is called itself. */
function groupName(sql: SqlConnection, group: string): string {
  const [kind = '', ...rest] = group.split(':');
  const id = rest.join(':');
  if (kind === 'advisory') return nameOf(sql, 'advisoryId', id);
  return kind === 'model' ? nameOf(sql, 'modelId', id) : id.replace('|', ' ');
}

/** What numbers edits is of no use outside. */
function withoutRevision(row: object): object {
  return 'revision' in row ? { ...row, revision: undefined } : row;
}

/** A list that is short enough to be made at once. */
export function pageOf<Row>(all: readonly Row[], { offset, limit }: { offset: number; limit: number }): Page<Row> {
  return { total: all.length, rows: all.slice(offset, offset + limit) };
}

/** A moment as tables of the program write it, in UTC. */
export function momentText(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}

/** A row of a procedure that answers with a page. */
export type RowsOf<Query extends (input: never, context: QueryContext) => unknown> =
  Awaited<ReturnType<Query>> extends { readonly rows: readonly (infer Row)[] } ? Row : never;
