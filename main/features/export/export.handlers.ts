import { applies } from '../../domain/checklist.ts';
import type { Day } from '../../domain/day.ts';
import { AppError } from '../../domain/error.ts';
import { checklistToCsv } from '../../formats/checklist-csv.ts';
import { type ChecklistDocument, checklistToJson, type DocumentSection } from '../../formats/checklist-document.ts';
import { type CalendarEvent, calendarToIcs } from '../../formats/ics.ts';
import { reportToCsv } from '../../formats/report-csv.ts';
import type { ReportTable } from '../../formats/report-table.ts';
import { controlsOf, criticalFlags, loadAssessment, type StoredControl } from '../checklist/checklist.store.ts';
import type { QueryContext, QueryHandlers } from '../context.ts';
import { contractsReport } from '../contract/contract.store.ts';
import { type DeviceFilter, matchingDevices } from '../device/device.store.ts';
import { historyTable, wholeHistory } from '../history/history-report.ts';
import { found } from '../records.ts';
import { supportReport } from '../support/report.store.ts';
import { contractEvents, supportEvents } from './calendar.ts';
import type { ExportKind, ReportFormat } from './delivery.ts';
import { contractsReportTable, supportReportTable } from './reports.ts';

/** Rows that a PDF of a report may have: nobody reads more on paper, and writing it would take minutes. */
export const PDF_ROWS = 10_000;

export const exportQueries = {
  supportReport: async ({ format, ...input }, context) => {
    const report = supportReport(context, input);
    if (format === 'ics') {
      const { rows } = input.within === undefined ? report : supportReport(context, { asOf: report.asOf });
      const events = supportEvents(context, report.asOf, rows, report.rows);
      return deliverCalendar(context, { kind: 'support_report', asOf: report.asOf, events });
    }
    const notes = input.within === undefined ? [] : [context.words.t('report.within', { count: input.within })];
    return deliverReport(context, format, {
      kind: 'support_report',
      asOf: report.asOf,
      rows: report.rows,
      json: () => withoutIds(report),
      table: () => supportReportTable(report, context.organisation, notes, context.words),
    });
  },

  contractsReport: async ({ format, asOf }, context) => {
    const day = asOf ?? context.today;
    if (format === 'ics')
      return deliverCalendar(context, { kind: 'contracts_report', asOf: day, events: contractEvents(context, day) });
    const report = contractsReport(context.sql, day);
    return deliverReport(context, format, {
      kind: 'contracts_report',
      asOf: report.asOf,
      rows: report.rows,
      json: () => report,
      table: () => contractsReportTable(report.rows, report.asOf, context.organisation, context.words),
    });
  },

  devices: async ({ format, filter }, context) => {
    const { sql, today, words, organisation } = context;
    const wanted = new Set(matchingDevices(sql, filter, today));
    const all = supportReport(context, {});
    const rows = all.rows.filter(({ deviceId }) => wanted.has(deviceId));
    if (format === 'ics')
      return deliverCalendar(context, {
        kind: 'devices',
        asOf: today,
        events: supportEvents(context, today, all.rows, rows),
      });
    const counts = new Map<string, number>();
    for (const { band } of rows) counts.set(band, (counts.get(band) ?? 0) + 1);
    const report = { asOf: today, counts: Object.fromEntries(counts), rows };
    return deliverReport(context, format, {
      kind: 'devices',
      asOf: today,
      rows,
      json: () => withoutIds(report),
      table: () => ({
        ...supportReportTable(report, organisation, filterNotes(filter, context), words),
        title: words.t('report.devicesTitle'),
      }),
    });
  },

  history: async ({ format, filter }, context) => {
    const { total, rows } = await wholeHistory(context, filter, format === 'pdf' ? PDF_ROWS : Number.POSITIVE_INFINITY);
    if (total > rows.length) throw tooManyForPdf(total);
    return deliverReport(context, format, {
      kind: 'history',
      asOf: context.today,
      rows,
      json: () => ({ total, rows }),
      table: () => historyTable(rows, filter, context),
    });
  },

  checklist: async ({ format, assessmentId, templateId }, context) => {
    const checklist =
      assessmentId !== undefined
        ? await filledChecklist(context, assessmentId)
        : await blankChecklist(context, templateId ?? '');
    const subject = [checklist.vendor, checklist.model].filter(Boolean).join('-') || checklist.template.title;
    const name = `checklist-${
      subject
        .normalize('NFKD')
        .replace(/[^A-Za-z0-9]+/g, '-')
        .replace(/^-|-$/g, '')
        .toLowerCase() || 'export'
    }`;
    const { id, version, controls } = checklist.template;
    return context.deliver({
      kind: 'checklist',
      format,
      name,
      asOf: checklist.assessedOn,
      rows: controls,
      template: { id, version },
      content: (proof) => {
        if (format === 'json') return checklistToJson(checklist);
        if (format === 'csv') return checklistToCsv(checklist, { byteOrderMark: true });
        return context.print({ format, ...printing(context), proof, checklist });
      },
    });
  },
} satisfies QueryHandlers<'exports', 'supportReport' | 'contractsReport' | 'devices' | 'history' | 'checklist'>;

function printing({ words, now }: QueryContext) {
  return { locale: words.locale, createdAt: now };
}

function withoutIds(report: ReturnType<typeof supportReport>) {
  return { ...report, rows: report.rows.map(({ deviceId, ...row }) => row) };
}

interface Report {
  readonly kind: ExportKind;
  readonly asOf: Day;
  readonly rows: readonly unknown[];
  /** What the JSON form holds. */
  json(): unknown;
  /** What all other forms show. */
  table(): ReportTable;
}

/** Days on which something happens, for the calendars of others. */
function deliverCalendar(
  context: QueryContext,
  { kind, asOf, events }: { readonly kind: ExportKind; readonly asOf: Day; readonly events: readonly CalendarEvent[] },
) {
  const { words, organisation, now } = context;
  const name = words.t(kind === 'contracts_report' ? 'calendar.contractsName' : 'calendar.supportName', {
    organisation,
  });
  return context.deliver({
    kind,
    format: 'ics',
    name: fileName(kind, asOf),
    asOf,
    rows: events.length,
    content: () => calendarToIcs({ name, madeAt: now, events }),
  });
}

function fileName(kind: ExportKind, asOf: Day): string {
  return `${kind.replaceAll('_', '-')}-${asOf}`;
}

function deliverReport(context: QueryContext, format: ReportFormat, { kind, asOf, rows, json, table }: Report) {
  if (format === 'pdf' && rows.length > PDF_ROWS) throw tooManyForPdf(rows.length);
  return context.deliver({
    kind,
    format,
    name: fileName(kind, asOf),
    asOf,
    rows: rows.length,
    content: (proof) => {
      if (format === 'json') return new TextEncoder().encode(`${JSON.stringify(json(), null, 2)}\n`);
      if (format === 'csv') return reportToCsv(table(), { words: context.words, byteOrderMark: true });
      return context.print({ format, ...printing(context), proof, report: table() });
    },
  });
}

function tooManyForPdf(rows: number): AppError {
  return new AppError('input_refused', { problem: 'too_many_rows_for_pdf', limit: PDF_ROWS, rows });
}

/** What is filtered, a line each, as it is printed on the export. */
function filterNotes(filter: DeviceFilter, { words }: QueryContext): string[] {
  const line = (label: string, values: readonly string[] | undefined) =>
    values && values.length > 0 ? [`${label}: ${values.join(', ')}`] : [];
  return [
    ...line(words.t('report.search'), filter.search ? [filter.search] : undefined),
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
    ...line(words.t('report.department'), filter.department),
  ];
}

async function filledChecklist({ db, organisation }: QueryContext, id: string): Promise<ChecklistDocument> {
  const { assessment, controls, answers, facts, score } = await loadAssessment(db, id);
  const flagged = new Set(score.redFlags.map(({ control }) => control));
  return {
    organisation,
    title: assessment.title,
    vendor: assessment.vendor?.name ?? null,
    model: assessment.model?.name ?? null,
    softwareVersion: assessment.softwareVersion,
    assessedOn: assessment.assessedOn as Day,
    department: assessment.department,
    template: template(assessment.template, controls.length),
    filled: true,
    score: {
      points: score.points,
      possible: score.possible,
      percentage: score.percentage,
      criticalRedFlags: criticalFlags(score),
    },
    sections: sections(controls, (control) => {
      const answer = answers.get(control.code);
      return {
        applies: applies(control, facts),
        redFlag: flagged.has(control.code),
        answer: answer?.value ?? null,
        remark: answer?.remark ?? null,
        evidence: answer?.evidence ?? null,
      };
    }),
  };
}

async function blankChecklist({ db, organisation }: QueryContext, templateId: string): Promise<ChecklistDocument> {
  const record = found(await db.checklistTemplate.findUnique({ where: { id: templateId } }), 'template', templateId);
  const controls = await controlsOf(db, templateId);
  return {
    organisation,
    title: record.title,
    vendor: null,
    model: null,
    softwareVersion: null,
    assessedOn: null,
    department: null,
    template: template(record, controls.length),
    filled: false,
    score: null,
    sections: sections(controls, () => ({ applies: true, redFlag: false, answer: null, remark: null, evidence: null })),
  };
}

function template(record: { key: string; title: string; edition: number }, controls: number) {
  return { id: record.key, title: record.title, version: String(record.edition), controls };
}

type Answered = Pick<DocumentSection['controls'][number], 'applies' | 'redFlag' | 'answer' | 'remark' | 'evidence'>;

function sections(
  controls: readonly StoredControl[],
  answered: (control: StoredControl) => Answered,
): DocumentSection[] {
  const bySection = Map.groupBy(controls, ({ section }) => section);
  return [...bySection].map(([code, own]) => ({
    code,
    title: own[0]?.sectionTitle ?? code,
    controls: own.map((control) => ({
      code: control.code,
      title: control.title,
      question: control.question,
      answerType: control.answerType,
      unit: control.unit,
      weight: control.weight,
      tier: control.tier,
      evidenceHints: control.evidenceHints,
      redFlagRule: control.redFlag.rule,
      references: control.references,
      ...answered(control),
    })),
  }));
}
