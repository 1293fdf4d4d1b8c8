import { COST_STANDINGS, type CostStanding } from '../../domain/contract-cost.ts';
import type { Day } from '../../domain/day.ts';
import { type Disclosure, disclosedText, type Pseudonym, type SensitiveKind } from '../../domain/disclosure.ts';
import { amountOf, thousands, unitsOf } from '../../domain/money.ts';
import type { Cell, ReportSection, ReportTable } from '../../formats/report-table.ts';
import type { Words } from '../../words/words.ts';
import type { CostGroup, contractCost } from '../cost/cost.store.ts';
import type { GapReportRow } from '../cover/cover.store.ts';

/** Contracts that a line names. */
const MOST_NUMBERS = 40;

/** Days without cover as a document, a line each. */
export function coverGapsTable(
  report: { readonly asOf: Day; readonly until: Day; readonly rows: readonly GapReportRow[] },
  contract: string | null,
  organisation: string,
  words: Words,
): ReportTable {
  const { asOf, until, rows } = report;
  const t = words.t;
  const dayCell = (on: Day | null): Cell => (on === null ? null : { kind: 'day', on });
  const named = (name: string | null) => (name === '' ? t('cover.warranty') : (name ?? ''));
  const between = rows.filter(({ days }) => days !== null).length;
  return {
    title: t('cover.gaps.title'),
    subtitle: t('cover.gaps.subtitle', { count: rows.length, until: words.day(until) }),
    organisation,
    asOf,
    notes: contract === null ? [] : [t('cover.gaps.contract', { number: contract })],
    summary: [
      { label: t('cover.gaps.between'), value: String(between), tone: 'near' },
      { label: t('cover.gaps.open'), value: String(rows.length - between), tone: 'end' },
    ],
    columns: [
      { key: 'assetTag', heading: t('report.assetTag'), width: 11, align: 'left', kind: 'text', holds: 'serials' },
      { key: 'manufacturer', heading: t('report.manufacturer'), width: 14, align: 'left', kind: 'text' },
      { key: 'model', heading: t('report.model'), width: 15, align: 'left', kind: 'text' },
      {
        key: 'department',
        heading: t('report.department'),
        width: 14,
        align: 'left',
        kind: 'text',
        holds: 'locations',
      },
      { key: 'from', heading: t('cover.gaps.from'), width: 12, align: 'right', kind: 'day' },
      { key: 'until', heading: t('cover.gaps.until'), width: 12, align: 'right', kind: 'day' },
      { key: 'days', heading: t('cover.gaps.days'), width: 7, align: 'right', kind: 'number' },
      { key: 'before', heading: t('cover.gaps.before'), width: 14, align: 'left', kind: 'text' },
      { key: 'after', heading: t('cover.gaps.after'), width: 14, align: 'left', kind: 'text' },
    ],
    rows: rows.map((row) => [
      row.assetTag || row.serialNumber,
      row.manufacturer,
      row.model,
      row.department,
      dayCell(row.from),
      dayCell(row.until),
      row.days,
      named(row.before),
      named(row.after),
    ]),
    footer: [t('cover.gaps.footer')],
  };
}

type CostReport = ReturnType<typeof contractCost>;
type Years = CostReport['totals'];

/** What the names of rows are that do not name contracts. */
const NAMES = { device: 'serials', department: 'locations' } as const satisfies Partial<
  Record<CostGroup, SensitiveKind>
>;

/** What contracts cost, with the names of devices or departments held back. */
export function withheldCost(
  report: CostReport,
  by: CostGroup,
  disclosure: Disclosure,
  pseudonym: Pseudonym,
): CostReport {
  if (by === 'contract') return report;
  const name = (text: string) => disclosedText(NAMES[by], text, disclosure, pseudonym);
  return { ...report, rows: report.rows.map((row) => ({ ...row, name: row.name && name(row.name) })) };
}

/** What leaves of each sensitive kind with what contracts cost: every row is a price. */
export function costContents({ rows }: CostReport, by: CostGroup): Record<SensitiveKind, number> {
  const names = new Set(rows.flatMap(({ name }) => name || [])).size;
  const none = { serials: 0, locations: 0, people: 0, prices: rows.length };
  return by === 'contract' ? none : { ...none, [NAMES[by]]: names };
}

/** What contracts cost as a document: a line for each with its years, then the years by how firm they are. */
export function contractCostTable(
  report: CostReport,
  by: CostGroup,
  contract: string | null,
  organisation: string,
  words: Words,
  prices: boolean,
): ReportTable {
  const { asOf, years, currency, currencies, unpriced, totals, rows } = report;
  const t = words.t;
  const money = (amount: string): Cell => ({ kind: 'money', amount, currency });
  const name = (year: number | undefined) => t('plan.year', { year: year ?? 0 });
  const others = currencies.filter((one) => one.currency !== currency).map((one) => one.currency);
  const standings = COST_STANDINGS.filter((standing) => totals.some((year) => unitsOf(year[standing]) !== 0n));
  const sumOf = (amounts: Years, standing: CostStanding) =>
    amountOf(amounts.reduce((sum, year) => sum + unitsOf(year[standing]), 0n));
  const heading = (row: CostReport['rows'][number]) =>
    row.name === null ? t('cost.report.unshared') : row.name === '' ? t('plan.noDepartment') : row.name;
  const table: ReportTable = {
    title: t('cost.report.title'),
    subtitle: t('cost.report.subtitle', { from: name(years[0]?.year), to: name(years.at(-1)?.year), currency }),
    organisation,
    asOf,
    notes: [
      t(`cost.report.by.${by}`),
      ...(contract === null ? [] : [t('cover.gaps.contract', { number: contract })]),
      ...(others.length === 0 ? [] : [t('cost.report.otherCurrencies', { currencies: others.join(', ') })]),
      ...(unpriced.length === 0 ? [] : [unpricedText(unpriced, words)]),
    ],
    summary: standings.map((standing) => ({
      label: t(`cost.standing.${standing}`),
      value: `${grouped(sumOf(totals, standing))} ${currency}`,
      tone: null,
    })),
    columns: [
      {
        key: 'name',
        heading: t(`cost.report.name.${by}`),
        width: 16,
        align: 'left',
        kind: 'text',
        ...(by === 'contract' ? {} : { holds: NAMES[by] }),
      },
      ...(by === 'department'
        ? []
        : [{ key: 'detail', heading: t(`cost.report.detail.${by}`), width: 20, align: 'left', kind: 'text' } as const]),
      ...years.map(
        ({ year }) =>
          ({
            key: `year${year}`,
            heading: name(year),
            width: 14,
            align: 'right',
            kind: 'money',
            holds: 'prices',
          }) as const,
      ),
      { key: 'sum', heading: t('cost.report.sum'), width: 15, align: 'right', kind: 'money', holds: 'prices' },
    ],
    rows: rows.map((row) => [
      heading(row),
      ...(by === 'department' ? [] : [row.detail]),
      ...row.years.map((year) => money(yearSum(year))),
      money(row.sum),
    ]),
    picture: {
      title: t('cost.report.byYear', { currency }),
      direction: 'across',
      bars: years.map(({ year }, index) => {
        const amount = yearSum(totals[index]);
        return { label: name(year), figure: grouped(amount), parts: [{ tone: 'plan', value: Number(amount) }] };
      }),
      legend: [],
    },
    further: [totalsSection(report, standings, words)],
    footer: [t('cost.report.footer')],
  };
  if (prices) return table;
  // Figures and pictures are prices as well as the columns are.
  const { picture: _picture, further: _further, ...bare } = table;
  return { ...bare, summary: [] };
}

function totalsSection({ years, totals, currency }: CostReport, standings: readonly CostStanding[], words: Words) {
  const money = (amount: string): Cell => ({ kind: 'money', amount, currency });
  const section: ReportSection = {
    title: words.t('cost.report.totals'),
    columns: [
      { key: 'year', heading: words.t('cost.report.year'), width: 14, align: 'left', kind: 'text' },
      ...standings.map(
        (standing) =>
          ({
            key: standing,
            heading: words.t(`cost.standing.${standing}`),
            width: 16,
            align: 'right',
            kind: 'money',
          }) as const,
      ),
      { key: 'sum', heading: words.t('cost.report.sum'), width: 16, align: 'right', kind: 'money' },
    ],
    rows: years.map(({ year }, index) => [
      words.t('plan.year', { year }),
      ...standings.map((standing) => money(totals[index]?.[standing] ?? '0.00')),
      money(yearSum(totals[index])),
    ]),
  };
  return section;
}

function unpricedText(unpriced: CostReport['unpriced'], words: Words): string {
  const numbers = unpriced.slice(0, MOST_NUMBERS).map(({ number }) => number);
  const more = unpriced.length > MOST_NUMBERS ? ' …' : '';
  return words.t('cost.report.unpriced', { count: unpriced.length, numbers: numbers.join(', ') + more });
}

/** All that a year costs, however firm. */
function yearSum(year: Years[number] | undefined): string {
  return amountOf(COST_STANDINGS.reduce((sum, standing) => sum + unitsOf(year?.[standing] ?? '0.00'), 0n));
}

/** With a comma between thousands: an amount is never a floating-point number. */
function grouped(amount: string): string {
  const [whole = '', fraction = ''] = amount.split('.');
  return `${thousands(whole)}${/^0*$/.test(fraction) ? '' : `.${fraction}`}`;
}
