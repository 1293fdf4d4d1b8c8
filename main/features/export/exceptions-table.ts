import type { Day } from '../../domain/day.ts';
import type { ExceptionState } from '../../domain/exception.ts';
import type { Tone } from '../../formats/document-look.ts';
import type { ReportTable } from '../../formats/report-table.ts';
import type { Words } from '../../words/words.ts';
import type { ExceptionReportRow } from '../exception/exception.store.ts';
import { tagList } from './tag-list.ts';

/** Shape and colour of where an exception stands. */
export const EXCEPTION_TONES: Readonly<Record<ExceptionState, Tone>> = {
  in_force: 'plan',
  ending: 'near',
  ended: 'end',
  withdrawn: 'unknown',
};

/** Tags that a line names. */
const MOST_TAGS = 60;

/** The risk exceptions as a document: a line each, what ends next first. */
export function exceptionsTable(
  rows: readonly ExceptionReportRow[],
  asOf: Day,
  organisation: string,
  words: Words,
): ReportTable {
  const count = (state: ExceptionState) => String(rows.filter((row) => row.state === state).length);
  const heading = (name: 'heading' | 'kind' | 'state' | 'endsOn' | 'owner' | 'decidedOn' | 'devices' | 'reason') =>
    words.t(`exception.report.${name}`);
  return {
    title: words.t('exception.report.title'),
    subtitle: words.t('exception.report.subtitle', { count: rows.length }),
    organisation,
    asOf,
    notes: [],
    summary: (['in_force', 'ending', 'ended', 'withdrawn'] as const).map((state) => ({
      label: words.t(`exception.state.${state}`),
      value: count(state),
      tone: EXCEPTION_TONES[state],
    })),
    columns: [
      { key: 'title', heading: heading('heading'), width: 20, align: 'left', kind: 'text' },
      { key: 'kind', heading: heading('kind'), width: 13, align: 'left', kind: 'text' },
      { key: 'state', heading: heading('state'), width: 11, align: 'left', kind: 'status' },
      { key: 'endsOn', heading: heading('endsOn'), width: 10, align: 'right', kind: 'day' },
      { key: 'owner', holds: 'people', heading: heading('owner'), width: 14, align: 'left', kind: 'text' },
      { key: 'decidedOn', heading: heading('decidedOn'), width: 10, align: 'right', kind: 'day' },
      { key: 'deviceCount', heading: heading('devices'), width: 7, align: 'right', kind: 'number' },
      { key: 'devices', holds: 'serials', heading: words.t('report.assetTag'), width: 20, align: 'left', kind: 'text' },
      { key: 'reason', heading: heading('reason'), width: 30, align: 'left', kind: 'text' },
      { key: 'document', heading: words.t('exception.report.document'), width: 12, align: 'left', kind: 'text' },
      { key: 'withdrawn', heading: words.t('exception.report.withdrawn'), width: 14, align: 'left', kind: 'text' },
      {
        key: 'obligation',
        heading: words.t('exception.report.obligation'),
        width: 14,
        align: 'left',
        kind: 'text',
        onPaper: false,
      },
      {
        key: 'candidate',
        heading: words.t('exception.report.candidate'),
        width: 14,
        align: 'left',
        kind: 'text',
        onPaper: false,
      },
      {
        key: 'signed',
        heading: words.t('exception.report.signed'),
        width: 8,
        align: 'left',
        kind: 'text',
        onPaper: false,
      },
    ],
    rows: rows.map((row) => [
      row.title,
      words.t(`exception.kind.${row.kind}`),
      { kind: 'status', tone: EXCEPTION_TONES[row.state], text: words.t(`exception.state.${row.state}`) },
      { kind: 'day', on: row.endsOn },
      row.owner,
      { kind: 'day', on: row.decidedOn },
      row.devices.length,
      tagList(row.devices, MOST_TAGS, words),
      row.reason,
      row.document,
      row.withdrawnOn === null
        ? null
        : words.t('exception.report.withdrawnText', {
            day: words.day(row.withdrawnOn),
            reason: row.withdrawnReason ?? '',
          }),
      row.obligation,
      row.gate === null
        ? null
        : words.t('exception.report.candidateText', {
            candidate: row.candidate ?? '',
            gate: words.t(`procurement.gate.${row.gate}`),
          }),
      words.t(row.signed ? 'tristate.yes' : 'tristate.no'),
    ]),
    footer: [words.t('exception.report.footer')],
  };
}
