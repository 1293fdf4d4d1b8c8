import type { z } from 'zod';
import type { deviceFilterSchema } from '../../contract/device-filter.ts';
import type { Day } from '../../domain/day.ts';
import { type Disclosure, disclosed, type SensitiveKind } from '../../domain/disclosure.ts';
import { AppError } from '../../domain/error.ts';
import { OUTLOOK_MONTHS } from '../../domain/outlook.ts';
import { type CalendarEvent, calendarToIcs } from '../../formats/ics.ts';
import { reportToCsv } from '../../formats/report-csv.ts';
import type { ReportTable } from '../../formats/report-table.ts';
import type { Words } from '../../words/words.ts';
import type { QueryContext } from '../context.ts';
import { contractsReport } from '../contract/contract.store.ts';
import { matchingDevices } from '../device/device.store.ts';
import { supportOutlook } from '../support/outlook.store.ts';
import { type SupportReport, supportReport } from '../support/report.store.ts';
import { contractEvents, supportEvents } from './calendar.ts';
import type { CalendarFormat, ExportKind, KeptOrder, ReportFormat } from './delivery.ts';
import { disclosedJson, disclosedTable } from './disclosing.ts';
import { groupedReport, groupedReportTable } from './grouped-report.ts';
import { type OutlookPart, outlookTable, reportPicture } from './outlook-report.ts';
import { contractsReportTable, supportReportTable } from './reports.ts';

/** Rows that a PDF of a report may have: nobody reads more on paper, and writing it would take minutes. */
export const PDF_ROWS = 10_000;

/** What makes an order: where to read, and how to set a document. */
export type OrderContext = Pick<QueryContext, 'sql' | 'today' | 'now' | 'words' | 'organisation' | 'print'> &
  // What is kept up to date in a folder holds nothing back, and needs no pseudonyms.
  Partial<Pick<QueryContext, 'pseudonym'>>;

interface SupportInput {
  readonly format: CalendarFormat;
  readonly asOf?: Day | undefined;
  /** Months; keeps what ends in so many, has ended, or is unknown. */
  readonly within?: number | undefined;
  /** One line for devices of one model that end together, for the same reason. */
  readonly groupBy?: 'model' | undefined;
  readonly disclosure?: Disclosure | undefined;
}

/** The support report, or its days as a calendar. @throws AppError `input_refused` when a PDF cannot hold it */
export function supportReportOrder(
  context: OrderContext,
  { format, groupBy, disclosure = {}, ...input }: SupportInput,
): KeptOrder {
  const report = whatIsLeft(supportReport(context, input), disclosure, context);
  const { asOf } = report;
  if (format === 'ics') {
    const { rows } = input.within === undefined ? report : supportReport(context, { asOf });
    return calendarOrder(context, {
      kind: 'support_report',
      asOf,
      events: supportEvents(context, asOf, whatIsLeft(rows, disclosure, context), report.rows),
    });
  }
  const notes = input.within === undefined ? [] : [context.words.t('report.within', { count: input.within })];
  return deviceReportOrder(context, format, { kind: 'support_report', report, notes, groupBy, disclosure });
}

/** The contracts report, or its days as a calendar. @throws AppError `input_refused` when a PDF cannot hold it */
export function contractsReportOrder(
  context: OrderContext,
  { format, asOf = context.today }: { readonly format: CalendarFormat; readonly asOf?: Day | undefined },
): KeptOrder {
  if (format === 'ics')
    return calendarOrder(context, { kind: 'contracts_report', asOf, events: contractEvents(context, asOf) });
  const report = contractsReport(context.sql, asOf);
  return reportOrder(context, format, {
    kind: 'contracts_report',
    asOf: report.asOf,
    rows: report.rows.length,
    json: () => report,
    table: () => contractsReportTable(report.rows, report.asOf, context.organisation, context.words),
  });
}

type DeviceFilter = z.output<typeof deviceFilterSchema>;

/** What the register shows, with the filter printed on it. @throws AppError `input_refused` when a PDF cannot hold it */
export function devicesOrder(
  context: OrderContext,
  {
    format,
    filter,
    groupBy,
    disclosure = {},
  }: Pick<SupportInput, 'format' | 'groupBy' | 'disclosure'> & { readonly filter: DeviceFilter },
): KeptOrder {
  const { sql, today, words } = context;
  const wanted = new Set(matchingDevices(sql, filter, today));
  const all = whatIsLeft(supportReport(context, {}), disclosure, context);
  const rows = all.rows.filter(({ deviceId }) => wanted.has(deviceId));
  if (format === 'ics')
    return calendarOrder(context, {
      kind: 'devices',
      asOf: today,
      events: supportEvents(context, today, all.rows, rows),
    });
  const counts = new Map<string, number>();
  for (const { band } of rows) counts.set(band, (counts.get(band) ?? 0) + 1);
  const report = { asOf: today, counts: Object.fromEntries(counts), rows };
  const notes = filterNotes(filter, words, disclosure);
  return deviceReportOrder(context, format, { kind: 'devices', report, notes, groupBy, disclosure });
}

function deviceReportOrder(
  context: OrderContext,
  format: ReportFormat,
  {
    kind,
    report,
    notes,
    groupBy,
    disclosure,
  }: {
    readonly kind: 'support_report' | 'devices';
    readonly report: SupportReport;
    readonly notes: readonly string[];
    readonly groupBy: 'model' | undefined;
    readonly disclosure: Disclosure;
  },
): KeptOrder {
  const { words, organisation } = context;
  const { asOf } = report;
  const titled = (table: ReportTable) => ({
    ...table,
    picture: reportPicture(report, words),
    ...(kind === 'devices' ? { title: words.t('report.devicesTitle') } : {}),
  });
  if (groupBy === undefined)
    return reportOrder(context, format, {
      kind,
      asOf,
      rows: report.rows.length,
      disclosure,
      json: () => withoutIds(report),
      table: () => titled(supportReportTable(report, organisation, notes, words)),
    });
  const grouped = groupedReport(report);
  return reportOrder(context, format, {
    kind,
    asOf,
    rows: grouped.rows.length,
    disclosure,
    json: () => grouped,
    table: () => titled(groupedReportTable(grouped, organisation, notes, words)),
  });
}

/** Departments and reasons that an outlook on paper names. */
const OUTLOOK_NAMED = 40;
/** In a file that machines read there is room for more. */
const OUTLOOK_LISTED = 500;

/** What becomes of the fleet, or of its departments, or why, with the filter printed on it. */
export function outlookOrder(
  context: OrderContext,
  {
    format,
    part,
    filter,
  }: { readonly format: ReportFormat; readonly part: OutlookPart; readonly filter: DeviceFilter },
): KeptOrder {
  const { organisation, words } = context;
  const top = format === 'pdf' ? OUTLOOK_NAMED : OUTLOOK_LISTED;
  const outlook = supportOutlook(context, { filter, months: OUTLOOK_MONTHS, top });
  const table = outlookTable(outlook, part, { organisation, notes: filterNotes(filter, words), words });
  const { today, points, departments, reasons } = outlook;
  const json = { fleet: points, departments, reasons }[part];
  return reportOrder(context, format, {
    kind: `outlook_${part}`,
    asOf: context.today,
    rows: table.rows.length,
    json: () => ({ today, days: points.map(({ on }) => on), [part]: json }),
    table: () => table,
  });
}

/** What is left of facts once what a report holds back is taken from them. */
export function whatIsLeft<Value>(value: Value, disclosure: Disclosure, { pseudonym }: OrderContext): Value {
  if (pseudonym === undefined) return value;
  return disclosed(value, disclosure, pseudonym);
}

function withoutIds(report: SupportReport) {
  return { ...report, rows: report.rows.map(({ deviceId, endsUntil, ...row }) => row) };
}

/** A report in the forms that it can take; a form is made when it is asked for. */
export interface Report {
  readonly kind: ExportKind;
  readonly asOf: Day;
  readonly rows: number;
  /** What was held back from it; `json` and `table` are made of what is left. */
  readonly disclosure?: Disclosure | undefined;
  /** What the JSON form holds. */
  json(): unknown;
  /** What all other forms show. */
  table(): ReportTable;
}

/** @throws AppError `input_refused` when it has more rows than a PDF may */
export function reportOrder(
  context: OrderContext,
  format: ReportFormat,
  { kind, asOf, rows, disclosure = {}, json, table: full }: Report,
): KeptOrder {
  if (format === 'pdf' && rows > PDF_ROWS) throw tooManyForPdf(rows);
  const { words, now } = context;
  const table = () => disclosedTable(full(), disclosure, words);
  const plain = () => {
    if (format === 'json')
      return new TextEncoder().encode(`${JSON.stringify(disclosedJson(json(), disclosure), null, 2)}\n`);
    return reportToCsv(table(), { words, byteOrderMark: true });
  };
  return {
    kind,
    format,
    name: fileName(kind, asOf),
    asOf,
    rows,
    says: () => (format === 'json' || format === 'csv' ? plain() : JSON.stringify(table())),
    content: (proof) =>
      format === 'json' || format === 'csv'
        ? plain()
        : context.print({ format, locale: words.locale, createdAt: now, proof, report: table() }),
  };
}

export function tooManyForPdf(rows: number): AppError {
  return new AppError('input_refused', { problem: 'too_many_rows_for_pdf', limit: PDF_ROWS, rows });
}

/** Days on which something happens, for the calendars of others. */
function calendarOrder(
  { words, organisation, now }: OrderContext,
  { kind, asOf, events }: { readonly kind: ExportKind; readonly asOf: Day; readonly events: readonly CalendarEvent[] },
): KeptOrder {
  const name = words.t(kind === 'contracts_report' ? 'calendar.contractsName' : 'calendar.supportName', {
    organisation,
  });
  return {
    kind,
    format: 'ics',
    name: fileName(kind, asOf),
    asOf,
    rows: events.length,
    says: () => JSON.stringify({ name, events }),
    content: () => calendarToIcs({ name, madeAt: now, events }),
  };
}

function fileName(kind: ExportKind, asOf: Day): string {
  return `${kind.replaceAll('_', '-')}-${asOf}`;
}

/** What is filtered, a line each, as it is printed on the export. */
function filterNotes(filter: DeviceFilter, words: Words, disclosure: Disclosure = {}): string[] {
  const kept = (kind: SensitiveKind) => (disclosure[kind] ?? 'keep') === 'keep';
  const line = (label: string, values: readonly string[] | undefined) =>
    values && values.length > 0 ? [`${label}: ${values.join(', ')}`] : [];
  return [
    // People search for a serial number, or for a ward.
    ...line(
      words.t('report.search'),
      filter.search && kept('serials') && kept('locations') ? [filter.search] : undefined,
    ),
    ...line(
      words.t('report.status'),
      filter.status?.map((status) => words.t(`status.${status}`)),
    ),
    ...line(
      words.t('report.support'),
      filter.band?.map((band) => words.t(`band.${band}`)),
    ),
    ...line(words.t('report.manufacturer'), filter.manufacturer),
    ...line(words.t('report.model'), filter.model),
    ...line(words.t('report.department'), kept('locations') ? filter.department : undefined),
  ];
}
