import type { Band } from '../../domain/band.ts';
import type { Day, Precision } from '../../domain/day.ts';
import type { Limit } from '../../domain/support.ts';
import type { ReportTable } from '../../formats/report-table.ts';
import type { Words } from '../../words/words.ts';
import type { SupportReport } from '../support/report.store.ts';
import { bandTone, limitText, supportReportTable } from './reports.ts';

/** Departments that a line names; of more it gives the number. */
const MOST_DEPARTMENTS = 4;

/** Devices of one model whose support ends on one day, for one reason. */
export interface GroupedRow {
  readonly manufacturer: string;
  readonly model: string;
  /** How many. */
  readonly devices: number;
  /** In alphabetical order; empty where none is recorded. */
  readonly departments: readonly string[];
  readonly band: Band;
  readonly effectiveEnd: Day | null;
  readonly precision: Precision | null;
  readonly daysLeft: number | null;
  readonly limitedBy: Limit | null;
}

/** The support report by model: figures are of devices, rows are of groups. */
export interface GroupedReport {
  readonly asOf: Day;
  readonly groupBy: 'model';
  readonly counts: SupportReport['counts'];
  readonly rows: readonly GroupedRow[];
}

/** Puts devices together that need the same decision, in the order of the first of each: 400 pumps are one line. */
export function groupedReport({ asOf, counts, rows }: SupportReport): GroupedReport {
  const groups = Map.groupBy(rows, ({ manufacturer, model, band, effectiveEnd, precision, limitedBy }) =>
    JSON.stringify([manufacturer, model, band, effectiveEnd, precision, limitedBy?.kind, limitedBy?.name]),
  );
  const grouped = [...groups.values()].flatMap((own): GroupedRow[] => {
    const [first] = own;
    if (!first) return [];
    const { manufacturer, model, band, effectiveEnd, precision, daysLeft, limitedBy } = first;
    const departments = [...new Set(own.map(({ department }) => department))].filter(Boolean).sort();
    return [
      { manufacturer, model, devices: own.length, departments, band, effectiveEnd, precision, daysLeft, limitedBy },
    ];
  });
  return { asOf, groupBy: 'model', counts, rows: grouped };
}

/** The grouped report as a document. */
export function groupedReportTable(
  { asOf, counts, rows }: GroupedReport,
  organisation: string,
  notes: readonly string[],
  words: Words,
): ReportTable {
  const devices = rows.reduce((sum, row) => sum + row.devices, 0);
  return {
    ...supportReportTable({ asOf, counts, rows: [] }, organisation, notes, words),
    subtitle: words.t('report.groupedSubtitle', { count: rows.length, devices }),
    columns: [
      { key: 'manufacturer', heading: words.t('report.manufacturer'), width: 15, align: 'left', kind: 'text' },
      { key: 'model', heading: words.t('report.model'), width: 17, align: 'left', kind: 'text' },
      { key: 'devices', heading: words.t('report.devices'), width: 8, align: 'right', kind: 'number' },
      { key: 'band', heading: words.t('report.support'), width: 19, align: 'left', kind: 'status' },
      { key: 'effectiveEnd', heading: words.t('report.until'), width: 10, align: 'right', kind: 'day' },
      { key: 'daysLeft', heading: words.t('report.daysLeft'), width: 7, align: 'right', kind: 'number' },
      { key: 'limitedBy', heading: words.t('report.limitedBy'), width: 22, align: 'left', kind: 'text' },
      {
        key: 'departments',
        holds: 'locations',
        heading: words.t('report.departments'),
        width: 28,
        align: 'left',
        kind: 'text',
      },
    ],
    rows: rows.map((row) => [
      row.manufacturer,
      row.model,
      row.devices,
      { kind: 'status', tone: bandTone(row.band), text: words.t(`band.${row.band}`) },
      row.effectiveEnd === null
        ? null
        : { kind: 'day', on: { on: row.effectiveEnd, precision: row.precision ?? 'day' } },
      row.daysLeft,
      limitText(row.limitedBy, words),
      departmentsText(row.departments, words),
    ]),
  };
}

function departmentsText(departments: readonly string[], words: Words): string {
  const named = departments.slice(0, MOST_DEPARTMENTS).join(', ');
  const more = departments.length - MOST_DEPARTMENTS;
  return more > 0 ? words.t('report.moreDepartments', { departments: named, count: more }) : named;
}
