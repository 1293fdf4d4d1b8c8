import type { Day } from '../../domain/day.ts';
import { type Disclosure, disclosed, type Pseudonym } from '../../domain/disclosure.ts';
import { type Money, thousands } from '../../domain/money.ts';
import type { Cell, ReportColumn, ReportPicture, ReportSection, ReportTable } from '../../formats/report-table.ts';
import { factorText } from '../../words/plan.ts';
import type { Words } from '../../words/words.ts';
import type { PlanHead, PlanLineView } from '../plan/plan-view.ts';
import { limitText } from './reports.ts';

/** A plan with all its lines. */
export interface PlanReport extends PlanHead {
  readonly lines: readonly PlanLineView[];
}

/** What the plan holds for scripts: names and no identifiers. */
export function planJson({ scenario, unknown, renewable, lines, ...report }: PlanReport) {
  const groups = ({ devices, groups }: PlanHead['unknown']) => ({
    devices,
    groups: groups.map(({ modelId, ...group }) => group),
  });
  return {
    ...report,
    scenario: scenario?.name ?? null,
    rows: lines.map(({ key, modelId, vendorId, ...line }) => line),
    unknown: groups(unknown),
    renewable: groups(renewable),
  };
}

type Width = readonly [key: string, heading: string, width: number, kind: ReportColumn['kind'], onPaper?: boolean];
const columnsOf = (columns: readonly Width[]): ReportColumn[] =>
  columns.map(([key, heading, width, kind, onPaper = true]) => ({
    key,
    heading,
    width,
    kind,
    align: kind === 'text' || kind === 'status' ? 'left' : 'right',
    onPaper,
    ...(kind === 'money' || key === 'other' ? { holds: 'prices' } : key === 'department' ? { holds: 'locations' } : {}),
  }));

/** The plan as a document: lines by year and department with overdue starts first, then years, departments and what stands apart. */
export function planTable(
  report: PlanReport,
  organisation: string,
  notes: readonly string[],
  words: Words,
): ReportTable {
  const { total, years } = report;
  const name = (year: number | undefined) => words.t('plan.year', { year: year ?? 0 });
  const figure = (count: number) => String(count);
  return {
    ...linesSection(report, words),
    subtitle: words.t('plan.report.subtitle', {
      count: total.devices,
      from: name(years[0]?.year),
      to: name(years.at(-1)?.year),
    }),
    organisation,
    asOf: report.asOf,
    notes: [...notes, ...planNotes(report, words)],
    summary: [
      { label: words.t('plan.report.figureDevices'), value: figure(total.devices), tone: 'plan' },
      { label: words.t('plan.report.figureLate'), value: figure(total.late), tone: total.late > 0 ? 'end' : 'ok' },
      ...total.cost.map((cost) => ({ label: words.t('plan.report.cost'), value: moneyText(cost), tone: null })),
      { label: words.t('plan.report.figureUnpriced'), value: figure(total.unpriced), tone: null },
      { label: words.t('plan.report.figureUnknown'), value: figure(report.unknown.devices), tone: 'unknown' },
      { label: words.t('plan.report.figureRenewable'), value: figure(report.renewable.devices), tone: 'near' },
    ],
    ...(total.cost.length === 0 ? {} : { picture: costPicture(report, words) }),
    further: [
      yearsSection(report, words),
      departmentsSection(report, words),
      apartSection(report, 'unknown', words),
      apartSection(report, 'renewable', words),
    ],
    footer: [
      words.t('plan.report.footer'),
      ...(report.later > 0 ? [words.t('plan.report.laterDevices', { count: report.later })] : []),
    ],
  };
}

/** What the plan costs by year, in its currency. */
function costPicture({ years, currency }: PlanReport, words: Words): ReportPicture {
  return {
    title: words.t('plan.report.costByYear', { currency }),
    direction: 'across',
    bars: years.map(({ year, cost }) => {
      const own = cost.find((one) => one.currency === currency);
      return {
        label: words.t('plan.year', { year }),
        figure: own ? amountText(own) : '',
        parts: [{ tone: 'plan', value: own ? Number(own.amount) : 0 }],
      };
    }),
    legend: [],
  };
}

/** A plan with what is held back taken out of it; budgets are prices too. */
export function withheldPlan(report: PlanReport, disclosure: Disclosure, pseudonym: Pseudonym): PlanReport {
  const left = disclosed(report, disclosure, pseudonym);
  if (disclosure.prices !== 'leave_out') return left;
  return { ...left, yearlyBudget: null, years: left.years.map((year) => ({ ...year, overBudget: null })) };
}

/** What the plan was reckoned with, a line each. */
function planNotes({ scenario, inflation, yearlyBudget, currency }: PlanReport, words: Words): string[] {
  return [
    words.t('plan.report.scenario', { name: scenario?.name ?? words.t('plan.base') }),
    ...(Number(inflation) === 0 ? [] : [words.t('plan.report.inflation', { percent: inflation })]),
    ...(yearlyBudget === null
      ? []
      : [words.t('plan.report.budget', { amount: moneyText({ amount: yearlyBudget, currency }) })]),
  ];
}

/** Grouped as text: an amount is never a floating-point number. */
function amountText({ amount }: Money): string {
  const [whole = '', fraction = ''] = amount.split('.');
  return `${thousands(whole)}${/^0*$/.test(fraction) ? '' : `.${fraction}`}`;
}

function moneyText(money: Money): string {
  return `${amountText(money)} ${money.currency}`;
}

function dayCell(on: Day | null): Cell {
  return on === null ? null : { kind: 'day', on };
}

/** The amount in the plan's currency, and the others as text beside it. */
function costCells(cost: readonly Money[], currency: string): [Cell, string] {
  const own = cost.find((one) => one.currency === currency);
  const others = cost.filter((one) => one.currency !== currency);
  return [own ? { kind: 'money', ...own } : null, others.map(moneyText).join('; ')];
}

function departmentText(department: string, words: Words): string {
  return department === '' ? words.t('plan.noDepartment') : department;
}

function linesSection({ lines, currency }: PlanReport, words: Words): ReportSection {
  const t = (key: Parameters<typeof heading>[1]) => heading(words, key);
  // What no line has to say needs no room on paper.
  const decided = lines.some(({ decision, reason }) => decision !== 'replace' || reason !== null);
  const foreign = lines.some(({ cost }) => cost.some((one) => one.currency !== currency));
  const unpriced = lines.some((line) => line.unpriced > 0);
  return {
    title: words.t('plan.report.title'),
    columns: columnsOf([
      ['year', t('year'), 9, 'text'],
      ['start', t('start'), 13, 'status'],
      ['department', t('department'), 15, 'text'],
      ['vendor', t('vendor'), 16, 'text'],
      ['model', t('model'), 14, 'text'],
      ['decision', t('decision'), 11, 'text', decided],
      ['devices', t('devices'), 10, 'number'],
      ['startBy', t('startBy'), 14, 'day'],
      ['needBy', t('needBy'), 14, 'day'],
      ['priceEach', t('each'), 18, 'money', !decided],
      ['cost', t('cost'), 21, 'money'],
      ['other', t('other'), 14, 'text', foreign],
      ['unpriced', t('unpriced'), 9, 'number', unpriced],
      ['priority', t('priority'), 10, 'number'],
      ['why', t('why'), 32, 'text'],
      ['reason', t('reason'), 16, 'text', decided],
    ]),
    rows: lines.map((line) => {
      const [cost, other] = costCells(line.cost, currency);
      return [
        words.t('plan.year', { year: line.year }),
        startCell(line, words),
        departmentText(line.department, words),
        line.vendor,
        line.model,
        words.t(`plan.decision.${line.decision}`),
        line.devices,
        dayCell(line.startBy),
        dayCell(line.needBy),
        line.priceEach && { kind: 'money', ...line.priceEach },
        cost,
        other,
        line.unpriced === 0 ? null : line.unpriced,
        line.priority,
        whyText(line, words),
        line.reason ?? '',
      ];
    }),
  };
}

/** Late, with by how much, or on time. */
function startCell({ daysLate }: PlanLineView, words: Words): Cell {
  if (daysLate === 0) return { kind: 'status', tone: 'ok', text: words.t('plan.report.startDue') };
  const text = daysLate === null ? words.t('plan.lateUnknown') : words.t('plan.late', { count: daysLate });
  return { kind: 'status', tone: 'end', text };
}

/** What limits, and the three factors that gave most. */
function whyText({ limitedBy, factors }: PlanLineView, words: Words): string {
  const most = [...factors]
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points)
    .slice(0, 3)
    .map((factor) => factorText(factor, words));
  return [limitText(limitedBy, words), ...most].filter(Boolean).join('. ');
}

function yearsSection({ years, currency }: PlanReport, words: Words): ReportSection {
  const t = (key: Parameters<typeof heading>[1]) => heading(words, key);
  return {
    title: t('years'),
    columns: columnsOf([
      ['year', t('year'), 8, 'text'],
      ['from', t('from'), 10, 'day'],
      ['to', t('to'), 10, 'day'],
      ['devices', t('devices'), 8, 'number'],
      ['late', t('late'), 8, 'number'],
      ['cost', t('cost'), 14, 'money'],
      ['other', t('other'), 12, 'text'],
      ['unpriced', t('unpriced'), 9, 'number'],
      ['overBudget', t('overBudget'), 14, 'money'],
      ['withoutSupport', t('withoutSupport'), 12, 'number'],
    ]),
    rows: years.map((year) => [
      words.t('plan.year', { year: year.year }),
      dayCell(year.from),
      dayCell(year.to),
      year.devices,
      year.late,
      ...costCells(year.cost, currency),
      year.unpriced,
      year.overBudget === null ? null : { kind: 'money', amount: year.overBudget, currency },
      year.withoutSupport,
    ]),
  };
}

function departmentsSection({ departments, years, currency }: PlanReport, words: Words): ReportSection {
  const t = (key: Parameters<typeof heading>[1]) => heading(words, key);
  return {
    title: t('departmentYears'),
    columns: columnsOf([
      ['department', t('department'), 16, 'text'],
      ...years.map(({ year }): Width => [`y${year}`, words.t('plan.year', { year }), 13, 'money']),
      ['cost', t('cost'), 14, 'money'],
      ['other', t('other'), 10, 'text', departments.some(({ cost }) => cost.some((one) => one.currency !== currency))],
      ['devices', t('devices'), 7, 'number'],
      ['unpriced', t('unpriced'), 8, 'number', departments.some(({ unpriced }) => unpriced > 0)],
    ]),
    rows: departments.map(({ department, years: own, cost, devices, unpriced }) => [
      departmentText(department, words),
      ...own.map((year) => costCells(year.cost, currency)[0]),
      ...costCells(cost, currency),
      devices,
      unpriced,
    ]),
  };
}

function apartSection(report: PlanReport, which: 'unknown' | 'renewable', words: Words): ReportSection {
  const t = (key: Parameters<typeof heading>[1]) => heading(words, key);
  return {
    title: t(which),
    columns: columnsOf([
      ['department', t('department'), 14, 'text'],
      ['vendor', t('vendor'), 14, 'text'],
      ['model', t('model'), 16, 'text'],
      ['devices', t('devices'), 8, 'number'],
      ['on', t(which === 'unknown' ? 'notLaterThan' : 'endsOn'), 10, 'day'],
      ...(which === 'unknown' ? [] : [['contract', t('contract'), 14, 'text'] as const]),
    ]),
    rows: report[which].groups.map(({ department, vendor, model, devices, on, limitName }) => [
      departmentText(department, words),
      vendor,
      model,
      devices,
      dayCell(on),
      ...(which === 'unknown' ? [] : [limitName ?? '']),
    ]),
  };
}

type ReportWord =
  | 'years'
  | 'departmentYears'
  | 'unknown'
  | 'renewable'
  | 'year'
  | 'from'
  | 'to'
  | 'department'
  | 'model'
  | 'vendor'
  | 'decision'
  | 'devices'
  | 'late'
  | 'start'
  | 'startBy'
  | 'needBy'
  | 'each'
  | 'cost'
  | 'other'
  | 'unpriced'
  | 'overBudget'
  | 'withoutSupport'
  | 'priority'
  | 'why'
  | 'reason'
  | 'notLaterThan'
  | 'contract'
  | 'endsOn';

function heading(words: Words, key: ReportWord): string {
  return words.t(`plan.report.${key}`);
}
