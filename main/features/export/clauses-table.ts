import { CLAUSE_STATES, type ClauseState, isGap } from '../../domain/clause.ts';
import type { Day } from '../../domain/day.ts';
import type { ClauseId, ContractId } from '../../domain/ids.ts';
import type { Tone } from '../../formats/document-look.ts';
import type { Cell, ReportColumn, ReportTable } from '../../formats/report-table.ts';
import type { Words } from '../../words/words.ts';
import { type ClauseFilter, clauseGrid, libraryClauses, placesOf } from '../clause/clause.store.ts';
import type { OrderContext } from './orders.ts';

/** Colour and shape of what was found, the same in the window and on paper. */
const CLAUSE_TONES: Readonly<Record<ClauseState | 'notLookedAt', Tone>> = {
  present: 'ok',
  partial: 'near',
  absent: 'end',
  not_applicable: 'plan',
  notLookedAt: 'unknown',
};

/** What is exported: contracts by clauses, what there is to negotiate, or clauses to hand over. */
export type ClausesPart = 'grid' | 'gaps' | 'sheet';

export interface ClausesInput extends ClauseFilter {
  readonly part: ClausesPart;
  /** Only this contract; for the grid and the gaps. */
  readonly contractId?: ContractId | undefined;
  /** Only these clauses; for the sheet. */
  readonly clauseIds?: readonly ClauseId[] | undefined;
}

/** A report with what its JSON form holds. */
export interface ClausesReport {
  readonly json: unknown;
  readonly table: ReportTable;
}

/** One of the three reports on clauses. */
export function clausesReport(context: OrderContext, input: ClausesInput): ClausesReport {
  return { grid: gridReport, gaps: gapsReport, sheet: sheetReport }[input.part](context, input);
}

const text = (key: string, heading: string, width: number): ReportColumn => ({
  key,
  heading,
  width,
  align: 'left',
  kind: 'text',
});
const count = (key: string, heading: string, width: number): ReportColumn => ({
  key,
  heading,
  width,
  align: 'right',
  kind: 'number',
});
const statusColumn = (key: string, heading: string, width: number): ReportColumn => ({
  key,
  heading,
  width,
  align: 'left',
  kind: 'status',
});

function stateCell(state: ClauseState | null, words: Words): Cell {
  return state === null
    ? { kind: 'status', tone: CLAUSE_TONES.notLookedAt, text: words.t('clause.notLookedAt') }
    : { kind: 'status', tone: CLAUSE_TONES[state], text: words.t(`clause.state.${state}`) };
}

/** A line for each contract. Paper has no room for a column a clause: there the gaps are named by their codes. */
function gridReport(context: OrderContext, input: ClausesInput): ClausesReport {
  const { sql, today, words } = context;
  const { clauses, rows: all } = clauseGrid(sql, today, input);
  const rows = all
    .filter(({ id }) => input.contractId === undefined || id === input.contractId)
    .sort((one, other) => other.gaps - one.gaps);
  const codes = (cells: (typeof rows)[number]['cells'], state: ClauseState) =>
    clauses.filter(({ id }) => cells[id]?.state === state).map(({ code }) => code);
  const table: ReportTable = {
    ...head(context, input, 'grid', rows.length),
    summary: [
      {
        label: words.t('clause.report.gaps'),
        value: String(rows.reduce((sum, { gaps }) => sum + gaps, 0)),
        tone: 'end',
      },
      {
        label: words.t('clause.report.notLookedAt'),
        value: String(rows.reduce((sum, { notLookedAt }) => sum + notLookedAt, 0)),
        tone: 'unknown',
      },
    ],
    columns: [
      text('contract', words.t('clause.report.contract'), 12),
      text('vendor', words.t('clause.report.vendor'), 18),
      count('gaps', words.t('clause.report.gaps'), 7),
      count('notLookedAt', words.t('clause.report.notLookedAt'), 8),
      text('absent', words.t('clause.report.absent'), 30),
      text('partial', words.t('clause.report.partial'), 30),
      ...clauses.map(({ code, title }) => ({
        ...statusColumn(code, words.t('clause.report.clauseColumn', { code, title }), 12),
        onPaper: false,
      })),
    ],
    rows: rows.map(({ number, vendor, gaps, notLookedAt, cells }) => [
      number,
      vendor,
      gaps,
      notLookedAt,
      codes(cells, 'absent').join(', '),
      codes(cells, 'partial').join(', '),
      ...clauses.map(({ id }) => stateCell(cells[id]?.state ?? null, words)),
    ]),
    // What the codes say.
    further: [
      {
        title: words.t('clause.report.sheetTitle'),
        columns: [
          text('code', words.t('clause.report.code'), 8),
          text('title', words.t('clause.report.title'), 40),
          text('category', words.t('clause.report.category'), 20),
          ...CLAUSE_STATES.map((state) => count(state, words.t(`clause.state.${state}`), 10)),
          count('notLookedAt', words.t('clause.report.notLookedAt'), 10),
        ],
        rows: clauses.map(({ code, title, category, counts }) => [
          code,
          title,
          words.t(`clause.category.${category}`),
          ...CLAUSE_STATES.map((state) => counts[state]),
          counts.notLookedAt,
        ]),
      },
    ],
  };
  const json = {
    asOf: today,
    clauses: clauses.map(({ code, title, category, version, counts }) => ({
      code,
      title,
      category,
      version,
      ...counts,
    })),
    contracts: rows.map(({ number, vendor, gaps, notLookedAt, cells }) => ({
      contract: number,
      vendor,
      gaps,
      notLookedAt,
      states: Object.fromEntries(clauses.map(({ id, code }) => [code, cells[id]?.state ?? null])),
    })),
  };
  return { json, table };
}

/** What there is to negotiate: a line for each gap, with the words that the library proposes. */
function gapsReport(context: OrderContext, input: ClausesInput): ClausesReport {
  const { sql, today, words } = context;
  const { clauses, rows: all } = clauseGrid(sql, today, input);
  const rows = all.filter(
    ({ id, gaps: some }) => some > 0 && (input.contractId === undefined || id === input.contractId),
  );
  const places = placesOf(
    sql,
    rows.map(({ id }) => id),
  );
  const gaps = rows.flatMap(({ id: contractId, number, vendor, cells }) =>
    clauses.flatMap(({ id, code, title, version, text: proposed, source }) => {
      const { state = null } = cells[id] ?? {};
      if (!isGap(state)) return [];
      const place = places.get(`${contractId} ${id}`) ?? { reference: null, page: null, note: null };
      return [{ contract: number, vendor, code, title, version, state, ...place, text: proposed, source }];
    }),
  );
  const table: ReportTable = {
    ...head(context, input, 'gaps', gaps.length),
    summary: (['absent', 'partial'] as const).map((state) => ({
      label: words.t(`clause.state.${state}`),
      value: String(gaps.filter((gap) => gap.state === state).length),
      tone: CLAUSE_TONES[state],
    })),
    columns: [
      text('contract', words.t('clause.report.contract'), 10),
      text('vendor', words.t('clause.report.vendor'), 13),
      text('code', words.t('clause.report.code'), 7),
      text('title', words.t('clause.report.title'), 16),
      statusColumn('state', words.t('clause.report.state'), 9),
      text('reference', words.t('clause.report.reference'), 10),
      text('text', words.t('clause.report.text'), 52),
      { ...text('page', words.t('clause.report.page'), 6), onPaper: false },
      { ...text('note', words.t('clause.report.note'), 20), onPaper: false },
      { ...text('source', words.t('clause.report.source'), 14), onPaper: false },
    ],
    rows: gaps.map((gap) => [
      gap.contract,
      gap.vendor,
      gap.code,
      gap.title,
      stateCell(gap.state, words),
      gap.reference ?? '',
      gap.text,
      gap.page ?? '',
      gap.note ?? '',
      gap.source ?? '',
    ]),
  };
  return { json: { asOf: today, gaps }, table };
}

/** Clauses with words and guidance, to hand to whoever negotiates. */
function sheetReport(context: OrderContext, input: ClausesInput): ClausesReport {
  const { sql, words } = context;
  const clauses = libraryClauses(sql, { category: input.category })
    .filter(({ id }) => input.clauseIds?.includes(id) ?? true)
    .map(({ code, title, category, version, text: proposed, guidance, source, proposals }) => ({
      code,
      title,
      category,
      version,
      text: proposed,
      guidance,
      source,
      commitments: proposals,
    }));
  const table: ReportTable = {
    ...head(context, input, 'sheet', clauses.length),
    summary: [],
    columns: [
      text('code', words.t('clause.report.code'), 6),
      text('title', words.t('clause.report.title'), 16),
      text('text', words.t('clause.report.text'), 52),
      text('guidance', words.t('clause.report.guidance'), 30),
      text('source', words.t('clause.report.source'), 13),
      { ...text('category', words.t('clause.report.category'), 14), onPaper: false },
      { ...count('version', words.t('clause.report.version'), 6), onPaper: false },
    ],
    rows: clauses.map((clause) => [
      clause.code,
      clause.title,
      clause.text,
      clause.guidance ?? '',
      clause.source ?? '',
      words.t(`clause.category.${clause.category}`),
      clause.version,
    ]),
  };
  return { json: { clauses }, table };
}

/** Title, filters and the remark that all three have. */
function head({ sql, today, organisation, words }: OrderContext, input: ClausesInput, part: ClausesPart, rows: number) {
  const { contractId, vendorId, category, search } = input;
  const contract = contractId === undefined ? undefined : numberOf(sql, today, contractId);
  const vendors = vendorId === undefined ? [] : vendorNames(sql, today, vendorId);
  return {
    title: words.t(`clause.report.${part}Title`),
    subtitle: words.t(`clause.report.${part}Subtitle`, { count: rows }),
    organisation,
    asOf: today as Day,
    notes: [
      ...(contract ? [words.t('clause.report.onlyContract', contract)] : []),
      ...(vendors.length > 0 ? [words.t('clause.report.onlyVendors', { names: vendors.join(', ') })] : []),
      ...(category && category.length > 0
        ? [
            words.t('clause.report.onlyCategories', {
              names: category.map((one) => words.t(`clause.category.${one}`)).join(', '),
            }),
          ]
        : []),
      ...(search === '' ? [] : [words.t('clause.report.search', { search })]),
    ],
    footer: [words.t('clause.report.footer')],
  };
}

function numberOf(sql: OrderContext['sql'], today: Day, id: ContractId) {
  const row = clauseGrid(sql, today, { search: '', ended: true }).rows.find((one) => one.id === id);
  return row === undefined ? undefined : { number: row.number, vendor: row.vendor };
}

function vendorNames(sql: OrderContext['sql'], today: Day, ids: readonly string[]): string[] {
  return clauseGrid(sql, today, { search: '', ended: true })
    .vendors.filter(({ id }) => ids.includes(id))
    .map(({ name }) => name);
}
