import type { ConflictKind } from '../../domain/conflict.ts';
import type { Day } from '../../domain/day.ts';
import type { Tone } from '../../formats/document-look.ts';
import type { ReportTable } from '../../formats/report-table.ts';
import type { Words } from '../../words/words.ts';
import type { ConflictReportRow } from '../conflict/conflict.store.ts';
import { tagList } from './tag-list.ts';

/** Colour and shape of a contradiction: what leaves devices without cover is worse than what costs money. */
export const CONFLICT_TONES: Readonly<Record<ConflictKind, Tone>> = {
  paying_past_retirement: 'near',
  paying_past_support: 'near',
  two_contracts: 'near',
  updates_without_contract: 'end',
  uncovered_beside_covered: 'end',
  no_cover: 'unknown',
  ends_before_replacement: 'plan',
};

/** Tags that a line names. */
const MOST_TAGS = 60;

/** The contradictions as a document: a line for the devices of a model, what costs money for nothing first. */
export function conflictsTable(
  rows: readonly ConflictReportRow[],
  asOf: Day,
  organisation: string,
  words: Words,
): ReportTable {
  const devices = (kinds: readonly ConflictKind[]) =>
    String(rows.filter(({ kind }) => kinds.includes(kind)).reduce((sum, row) => sum + row.devices, 0));
  return {
    title: words.t('conflict.report.title'),
    subtitle: words.t('conflict.report.subtitle', { count: rows.length }),
    organisation,
    asOf,
    notes: [],
    summary: [
      {
        label: words.t('conflict.report.paidForNothing'),
        value: devices(['paying_past_retirement', 'paying_past_support', 'two_contracts']),
        tone: 'near',
      },
      {
        label: words.t('conflict.report.withoutCover'),
        value: devices(['updates_without_contract', 'uncovered_beside_covered', 'no_cover']),
        tone: 'end',
      },
    ],
    columns: [
      { key: 'kind', heading: words.t('conflict.report.kind'), width: 19, align: 'left', kind: 'status' },
      { key: 'manufacturer', heading: words.t('report.manufacturer'), width: 13, align: 'left', kind: 'text' },
      { key: 'model', heading: words.t('report.model'), width: 13, align: 'left', kind: 'text' },
      { key: 'contracts', heading: words.t('conflict.report.contracts'), width: 10, align: 'left', kind: 'text' },
      { key: 'devices', heading: words.t('conflict.report.devices'), width: 7, align: 'right', kind: 'number' },
      {
        key: 'atStake',
        holds: 'prices',
        heading: words.t('conflict.report.atStake'),
        width: 13,
        align: 'right',
        kind: 'text',
      },
      { key: 'what', heading: words.t('conflict.report.what'), width: 24, align: 'left', kind: 'text' },
      {
        key: 'tags',
        holds: 'serials',
        heading: words.t('conflict.report.tags'),
        width: 26,
        align: 'left',
        kind: 'text',
      },
    ],
    rows: rows.map((row) => [
      { kind: 'status', tone: CONFLICT_TONES[row.kind], text: words.t(`conflict.kind.${row.kind}`) },
      row.manufacturer,
      row.model,
      row.contracts.join(', '),
      row.devices,
      row.atStake.map(({ amount, currency }) => `${amount} ${currency}`).join(', '),
      words.t(`conflict.text.${row.kind}`, { contracts: row.contracts.join(', '), days: row.gapDays ?? 0 }),
      tagList(row.assetTags, MOST_TAGS, words),
    ]),
    footer: [words.t('conflict.report.footer')],
  };
}
