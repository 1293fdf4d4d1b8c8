import type { Day } from '../../domain/day.ts';
import type { ObligationState } from '../../domain/obligation-clock.ts';
import type { Tone } from '../../formats/document-look.ts';
import type { Cell, ReportTable } from '../../formats/report-table.ts';
import type { Words } from '../../words/words.ts';
import type { ObligationReportRow } from '../obligation/obligation-list.store.ts';

/** Shape and colour of where an obligation stands, the same in the window and on paper. */
export const OBLIGATION_TONES: Readonly<Record<ObligationState, Tone>> = {
  waiting: 'unknown',
  running: 'plan',
  due_soon: 'near',
  met: 'ok',
  met_late: 'near',
  breached: 'end',
  paused: 'plan',
  waived: 'unknown',
  not_applicable: 'unknown',
  disputed: 'near',
  superseded: 'unknown',
};

/** The commitments report as a document: a line per obligation, the worst first. */
export function obligationsTable(
  rows: readonly ObligationReportRow[],
  asOf: Day,
  organisation: string,
  words: Words,
): ReportTable {
  const t = (key: 'kind' | 'trigger' | 'start' | 'due' | 'met' | 'state' | 'late') =>
    words.t(`obligation.report.${key}`);
  const count = (state: ObligationState) => ({
    label: words.t(`obligation.state.${state}`),
    value: String(rows.filter((row) => row.state === state).length),
    tone: OBLIGATION_TONES[state],
  });
  return {
    title: words.t('obligation.report.title'),
    subtitle: words.t('obligation.report.subtitle', { count: rows.length }),
    organisation,
    asOf,
    notes: [],
    summary: [
      count('breached'),
      count('due_soon'),
      count('running'),
      count('waiting'),
      count('met_late'),
      count('met'),
    ],
    columns: [
      { key: 'state', heading: t('state'), width: 15, align: 'left', kind: 'status' },
      { key: 'kind', heading: t('kind'), width: 21, align: 'left', kind: 'text' },
      { key: 'commitment', heading: words.t('obligation.report.clause'), width: 9, align: 'left', kind: 'text' },
      { key: 'vendor', heading: words.t('report.vendor'), width: 14, align: 'left', kind: 'text' },
      { key: 'contract', heading: words.t('report.contract'), width: 9, align: 'left', kind: 'text' },
      { key: 'trigger', heading: t('trigger'), width: 25, align: 'left', kind: 'text' },
      { key: 'clockStart', heading: t('start'), width: 21, align: 'left', kind: 'text' },
      { key: 'dueOn', heading: t('due'), width: 12, align: 'right', kind: 'day' },
      { key: 'metOn', heading: t('met'), width: 10, align: 'right', kind: 'day' },
      { key: 'daysLate', heading: t('late'), width: 7, align: 'right', kind: 'number' },
      { key: 'devices', heading: words.t('report.devices'), width: 7, align: 'right', kind: 'number' },
    ],
    rows: rows.map((row) => [
      { kind: 'status', tone: OBLIGATION_TONES[row.state], text: words.t(`obligation.state.${row.state}`) },
      words.t(`commitmentKind.${row.kind}`),
      row.commitment === row.kind ? '' : row.commitment,
      row.vendor ?? words.t('obligation.own'),
      row.contract ?? '',
      row.trigger,
      startText(row, words),
      dueCell(row),
      row.metOn === undefined ? null : { kind: 'day', on: row.metOn },
      row.daysLate ?? null,
      row.devices,
    ]),
    footer: [words.t('obligation.report.footer')],
  };
}

/** What started the clock, when, and how that is known: "it becomes public, 15 Sep 2026 (published)". */
function startText({ clockStart }: Pick<ObligationReportRow, 'clockStart'>, words: Words): string {
  if (clockStart === null) return words.t('obligation.startUnknown');
  const { event, on, basis } = clockStart;
  return words.t('obligation.startText', {
    event: words.t(`clockStart.${event}`),
    day: words.day(on),
    basis: words.t(`obligation.basis.${basis}`),
  });
}

/** A limit of hours is shown with its moment in UTC, which is the same for everybody. */
function dueCell({ dueOn, dueAt }: ObligationReportRow): Cell {
  if (dueAt !== undefined)
    return { kind: 'day', on: dueAt.slice(0, 10) as Day, text: `${dueAt.slice(0, 16).replace('T', ' ')} UTC` };
  return dueOn === undefined || dueOn === null ? null : { kind: 'day', on: dueOn };
}
