import { type Score, score, scoreLines, scoreQuarters } from '../../domain/scorecard.ts';
import type { Cell, ReportColumn, ReportFigure, ReportPicture, ReportTable } from '../../formats/report-table.ts';
import { quarterText, rateText } from '../../words/scorecard.ts';
import type { Words } from '../../words/words.ts';
import type { QueryContext } from '../context.ts';
import type { compareVendors, ScorecardPeriod, Scored } from '../scorecard/scorecard.store.ts';
import { OBLIGATION_TONES } from './obligations-table.ts';

type Printing = Pick<QueryContext, 'words' | 'organisation' | 'today'>;
type Comparison = ReturnType<typeof compareVendors>;

/** A scorecard as a document: every obligation as evidence, the latest first, with figures per promise and per quarter behind. */
export function scorecardTable(
  vendor: string | null,
  rows: readonly Scored[],
  period: ScorecardPeriod,
  { words, organisation, today }: Printing,
): ReportTable {
  const heading = headings(words);
  const lines = scoreLines(rows);
  const quarters = scoreQuarters(rows);
  return {
    title: words.t('scorecard.report.title', { vendor: vendor ?? words.t('scorecard.own') }),
    subtitle: words.t('scorecard.report.subtitle', { count: rows.length }),
    organisation,
    asOf: today,
    notes: periodNotes(period, words),
    summary: figures(score(rows), words),
    ...(quarters.length === 0 ? {} : { picture: quartersPicture(rows, words) }),
    columns: [
      { key: 'state', heading: heading('state'), width: 12, align: 'left', kind: 'status' },
      { key: 'kind', heading: heading('kind'), width: 16, align: 'left', kind: 'text' },
      { key: 'band', heading: heading('band'), width: 8, align: 'left', kind: 'text' },
      { key: 'event', heading: heading('event'), width: 22, align: 'left', kind: 'text' },
      { key: 'contract', heading: heading('contract'), width: 9, align: 'left', kind: 'text' },
      { key: 'clause', heading: heading('clause'), width: 7, align: 'left', kind: 'text' },
      { key: 'page', heading: heading('page'), width: 5, align: 'left', kind: 'text' },
      { key: 'clockStart', heading: heading('start'), width: 12, align: 'right', kind: 'day' },
      { key: 'startBasis', heading: heading('basis'), width: 9, align: 'left', kind: 'text' },
      { key: 'due', heading: heading('due'), width: 12, align: 'right', kind: 'day' },
      { key: 'metOn', heading: heading('metOn'), width: 12, align: 'right', kind: 'day' },
      { key: 'daysLate', heading: heading('daysLate'), width: 6, align: 'right', kind: 'number' },
    ],
    rows: rows.map((row) => evidenceCells(row, words)),
    further: [
      {
        title: heading('byKind'),
        columns: [
          { key: 'kind', heading: heading('kind'), width: 22, align: 'left', kind: 'text' },
          { key: 'band', heading: heading('band'), width: 12, align: 'left', kind: 'text' },
          ...scoreColumns(words),
        ],
        rows: lines.map(({ kind, band, ...figures }) => [
          words.t(`commitmentKind.${kind}`),
          words.t(`severity.${band}`),
          ...scoreCells(figures, words),
        ]),
      },
      {
        title: heading('byQuarter'),
        columns: [
          { key: 'quarter', heading: heading('quarter'), width: 12, align: 'left', kind: 'text' },
          { key: 'met', heading: heading('met'), width: 10, align: 'right', kind: 'number' },
          { key: 'metLate', heading: heading('metLate'), width: 10, align: 'right', kind: 'number' },
          { key: 'breached', heading: heading('breached'), width: 10, align: 'right', kind: 'number' },
        ],
        rows: quarters.map(({ from, met, metLate, breached }) => [quarterText(from, words), met, metLate, breached]),
      },
    ],
    footer: footer(words),
  };
}

/** All vendors beside one another, and the organisation's own clock last. */
export function comparisonTable(
  { rows, own, asOf }: Comparison,
  period: ScorecardPeriod,
  { words, organisation }: Pick<Printing, 'words' | 'organisation'>,
): ReportTable {
  return {
    title: words.t('scorecard.report.compareTitle'),
    subtitle: words.t('scorecard.report.compareSubtitle', { count: rows.length }),
    organisation,
    asOf,
    notes: periodNotes(period, words),
    summary: [],
    columns: [
      { key: 'vendor', heading: words.t('scorecard.report.vendor'), width: 24, align: 'left', kind: 'text' },
      ...scoreColumns(words),
    ],
    rows: [
      ...rows.map(({ vendor, vendorId: _id, ...figures }) => [vendor, ...scoreCells(figures, words)]),
      ...(own === null ? [] : [[words.t('scorecard.own'), ...scoreCells(own, words)]]),
    ],
    footer: footer(words),
  };
}

type Heading = Exclude<
  keyof typeof import('../../words/en-scorecard.ts')['scorecard']['report'],
  `${string}_${string}` | 'footer' | 'title' | 'period' | 'periodFrom' | 'periodTo'
>;

function headings(words: Words): (name: Heading) => string {
  return (name) => words.t(`scorecard.report.${name}`);
}

function scoreColumns(words: Words): ReportColumn[] {
  const heading = headings(words);
  const number = (key: Heading & string, width: number): ReportColumn => ({
    key,
    heading: heading(key),
    width,
    align: 'right',
    kind: 'number',
  });
  return [
    { key: 'onTime', heading: heading('onTime'), width: 9, align: 'right', kind: 'text' },
    number('met', 7),
    number('metLate', 7),
    number('breached', 7),
    number('medianDaysLate', 8),
    { key: 'undisclosed', heading: words.t('scorecard.undisclosed'), width: 8, align: 'right', kind: 'number' },
    number('open', 7),
    number('setApart', 7),
  ];
}

function scoreCells(figures: Score, words: Words): Cell[] {
  const { met, metLate, breached, medianDaysLate, undisclosed, open } = figures;
  const apart = figures.waived + figures.disputed + figures.notApplicable + figures.superseded;
  return [rateText(figures.onTime, words), met, metLate, breached, medianDaysLate, undisclosed, open, apart];
}

function evidenceCells(row: Scored, words: Words): Cell[] {
  const onDay = (on: Scored['dueOn']): Cell => (on === null ? null : { kind: 'day', on });
  return [
    { kind: 'status', tone: OBLIGATION_TONES[row.state], text: words.t(`obligation.state.${row.state}`) },
    words.t(`commitmentKind.${row.kind}`),
    words.t(`severity.${row.band}`),
    row.title,
    row.contract,
    row.clause ?? words.t('scorecard.untraced'),
    row.page,
    onDay(row.startOn),
    row.startBasis && words.t(`obligation.basis.${row.startBasis}`),
    onDay(row.dueOn),
    onDay(row.metOn),
    row.daysLate,
  ];
}

function figures({ onTime, met, metLate, breached, open, undisclosed }: Score, words: Words): ReportFigure[] {
  const heading = headings(words);
  return [
    { label: heading('onTime'), value: rateText(onTime, words), tone: null },
    { label: heading('met'), value: String(met), tone: 'ok' },
    { label: heading('metLate'), value: String(metLate), tone: 'near' },
    { label: heading('breached'), value: String(breached), tone: 'end' },
    { label: heading('open'), value: String(open), tone: 'plan' },
    { label: words.t('scorecard.undisclosed'), value: String(undisclosed), tone: 'unknown' },
  ];
}

/** Quarters that a picture on paper has room for; the table has all. */
const DRAWN = 16;

function quartersPicture(rows: readonly Scored[], words: Words): ReportPicture {
  const heading = headings(words);
  return {
    title: heading('picture'),
    direction: 'up',
    bars: scoreQuarters(rows)
      .slice(-DRAWN)
      .map(({ from, met, metLate, breached }) => ({
        label: quarterText(from, words),
        parts: [
          { tone: 'ok', value: met },
          { tone: 'near', value: metLate },
          { tone: 'end', value: breached },
        ],
      })),
    legend: [
      { tone: 'ok', label: heading('met') },
      { tone: 'near', label: heading('metLate') },
      { tone: 'end', label: heading('breached') },
    ],
  };
}

function periodNotes({ from, to, contractual }: ScorecardPeriod, words: Words): string[] {
  const fromDay = from ? words.day(from) : '';
  const toDay = to ? words.day(to) : '';
  return [
    ...(from && to ? [words.t('scorecard.report.period', { from: fromDay, to: toDay })] : []),
    ...(from && !to ? [words.t('scorecard.report.periodFrom', { from: fromDay })] : []),
    ...(to && !from ? [words.t('scorecard.report.periodTo', { to: toDay })] : []),
    ...(contractual ? [words.t('scorecard.report.contractual')] : []),
  ];
}

function footer(words: Words): string[] {
  return (['rate', 'late', 'open', 'undisclosed'] as const).map((key) => words.t(`scorecard.report.footer.${key}`));
}
