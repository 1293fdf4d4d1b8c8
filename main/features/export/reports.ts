import type { Band } from '../../domain/band.ts';
import type { ContractStatus } from '../../domain/contract-term.ts';
import type { Day } from '../../domain/day.ts';
import { groupCount, OUTLOOK_GROUPS, OUTLOOK_ORDER, type OutlookGroup } from '../../domain/outlook.ts';
import type { ReasonCode } from '../../domain/reason.ts';
import type { Limit } from '../../domain/support.ts';
import type { Tone } from '../../formats/document-look.ts';
import type { Cell, ReportTable } from '../../formats/report-table.ts';
import { reasonText } from '../../words/reasons.ts';
import type { Words } from '../../words/words.ts';
import type { SupportReport, SupportReportRow } from '../support/report.store.ts';

/** Shape and colour of what pictures count together, the same in the window and on paper. */
export const GROUP_TONES: Readonly<Record<OutlookGroup, Tone>> = {
  unsupported: 'end',
  soon: 'near',
  unknown: 'unknown',
  plan: 'plan',
  supported: 'ok',
};

/** Shape and colour of a band. */
export function bandTone(band: Band): Tone {
  const group = OUTLOOK_ORDER.find((one) => OUTLOOK_GROUPS[one].some((member) => member === band));
  return group ? GROUP_TONES[group] : 'unknown';
}

/** Shape and colour of where a contract stands. */
export const STATUS_TONES: Readonly<Record<ContractStatus, Tone>> = {
  upcoming: 'plan',
  active: 'ok',
  notice_due: 'near',
  notice_missed: 'end',
  renewed: 'ok',
  ended: 'unknown',
};

/** What limits the support, in words: "OS: Windows Server 2016". */
export function limitText(limit: Limit | null, words: Words): string {
  if (limit === null) return '';
  if (limit.kind === 'model' && limit.name === 'end_of_guaranteed_support')
    return words.t('milestone.end_of_guaranteed_support');
  if (limit.kind === 'contract' && limit.name === '') return words.t('limit.cover');
  return words.t(`limit.${limit.kind}`, { name: limit.name });
}

/** The figures of the support report, best first. */
const FIGURES: readonly OutlookGroup[] = ['supported', 'plan', 'soon', 'unsupported', 'unknown'];

/** The support report as a document: one line a device, by the day on which someone must act. */
export function supportReportTable(
  report: SupportReport,
  organisation: string,
  notes: readonly string[],
  words: Words,
): ReportTable {
  return {
    title: words.t('report.supportTitle'),
    subtitle: words.t('report.supportSubtitle', { count: report.rows.length }),
    organisation,
    asOf: report.asOf,
    notes,
    summary: FIGURES.map((group) => ({
      label: words.t(`outlookGroup.${group}`),
      value: String(groupCount(report.counts, group)),
      tone: GROUP_TONES[group],
    })),
    columns: [
      { key: 'assetTag', heading: words.t('report.assetTag'), width: 9, align: 'left', kind: 'text', holds: 'serials' },
      { key: 'manufacturer', heading: words.t('report.manufacturer'), width: 13, align: 'left', kind: 'text' },
      { key: 'model', heading: words.t('report.model'), width: 14, align: 'left', kind: 'text' },
      {
        key: 'department',
        heading: words.t('report.department'),
        width: 14,
        align: 'left',
        kind: 'text',
        holds: 'locations',
      },
      { key: 'band', heading: words.t('report.support'), width: 19, align: 'left', kind: 'status' },
      { key: 'effectiveEnd', heading: words.t('report.until'), width: 10, align: 'right', kind: 'day' },
      { key: 'daysLeft', heading: words.t('report.daysLeft'), width: 7, align: 'right', kind: 'number' },
      { key: 'limitedBy', heading: words.t('report.limitedBy'), width: 22, align: 'left', kind: 'text' },
      { key: 'remarks', heading: words.t('report.remarks'), width: 28, align: 'left', kind: 'text' },
    ],
    rows: report.rows.map((row) => supportCells(row, words)),
    footer: [words.t('report.supportFooter')],
  };
}

/** Reasons that another column says already, or that say that nothing limits. */
const SAID_ELSEWHERE: ReadonlySet<ReasonCode> = new Set([
  'limited_by_model',
  'limited_by_software_version',
  'limited_by_operating_system',
  'limited_by_component',
  'limited_by_contract',
  'limited_by_warranty',
  'next_limit',
  'coverage_not_known',
  'updates_owed_without_contract',
  'contract_renews',
]);

function supportCells(row: SupportReportRow, words: Words): Cell[] {
  const remarks = row.reasons.filter(({ code }) => !SAID_ELSEWHERE.has(code)).slice(0, 2);
  return [
    row.assetTag || row.serialNumber,
    row.manufacturer,
    row.model,
    row.department,
    { kind: 'status', tone: bandTone(row.band), text: words.t(`band.${row.band}`) },
    row.effectiveEnd === null ? null : { kind: 'day', on: { on: row.effectiveEnd, precision: row.precision ?? 'day' } },
    row.daysLeft,
    limitText(row.limitedBy, words),
    remarks.map((reason) => reasonText(reason, words)).join(' '),
  ];
}

export interface ContractReportRow {
  readonly number: string;
  readonly vendor: string;
  readonly startsOn: Day | null;
  readonly termEndsOn: Day | null;
  readonly renewal: 'none' | 'express' | 'tacit';
  readonly lastNoticeOn: Day | null;
  readonly status: ContractStatus;
  readonly daysToNotice: number | null;
  readonly coveredDevices: number;
}

/** The contracts report as a document, by the last day of notice. */
export function contractsReportTable(
  rows: readonly ContractReportRow[],
  asOf: Day,
  organisation: string,
  words: Words,
): ReportTable {
  const count = (status: ContractStatus) => String(rows.filter((row) => row.status === status).length);
  const dayCell = (on: Day | null): Cell => (on === null ? null : { kind: 'day', on });
  return {
    title: words.t('report.contractsTitle'),
    subtitle: words.t('report.contractsSubtitle', { count: rows.length }),
    organisation,
    asOf,
    notes: [],
    summary: [
      { label: words.t('contractStatus.notice_due'), value: count('notice_due'), tone: 'near' },
      { label: words.t('contractStatus.notice_missed'), value: count('notice_missed'), tone: 'end' },
      { label: words.t('contractStatus.active'), value: count('active'), tone: 'ok' },
      { label: words.t('contractStatus.ended'), value: count('ended'), tone: 'unknown' },
    ],
    columns: [
      { key: 'number', heading: words.t('report.contract'), width: 12, align: 'left', kind: 'text' },
      { key: 'vendor', heading: words.t('report.vendor'), width: 20, align: 'left', kind: 'text' },
      { key: 'status', heading: words.t('report.status'), width: 15, align: 'left', kind: 'status' },
      { key: 'lastNoticeOn', heading: words.t('report.lastNotice'), width: 12, align: 'right', kind: 'day' },
      { key: 'daysToNotice', heading: words.t('report.daysLeft'), width: 8, align: 'right', kind: 'number' },
      { key: 'termEndsOn', heading: words.t('report.termEnds'), width: 12, align: 'right', kind: 'day' },
      { key: 'renewal', heading: words.t('report.renewal'), width: 16, align: 'left', kind: 'text' },
      { key: 'startsOn', heading: words.t('report.starts'), width: 12, align: 'right', kind: 'day' },
      { key: 'coveredDevices', heading: words.t('report.devices'), width: 9, align: 'right', kind: 'number' },
    ],
    rows: rows.map((row) => [
      row.number,
      row.vendor,
      { kind: 'status', tone: STATUS_TONES[row.status], text: words.t(`contractStatus.${row.status}`) },
      dayCell(row.lastNoticeOn),
      row.daysToNotice,
      dayCell(row.termEndsOn),
      words.t(`renewal.${row.renewal}`),
      dayCell(row.startsOn),
      row.coveredDevices,
    ]),
    footer: [],
  };
}
