import type { Day } from '../../domain/day.ts';
import type { ReportTable } from '../../formats/report-table.ts';
import { actionText, nounText } from '../../words/history.ts';
import type { Words } from '../../words/words.ts';
import { columnsOf, momentText, rowsTable } from './lists/list.ts';

/** An entry of the history from which something is held back: who, when and what on which kinds of records. */
export interface WithheldEntry {
  readonly seq: number;
  readonly at: string;
  readonly doneBy: string;
  readonly action: string;
  readonly nouns: readonly string[];
}

/** What is left of an entry: names of records and values can hold anything, so that none of them leaves. */
export function withheldEntry({
  seq,
  at,
  actor,
  action,
  records,
}: {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly records: readonly { readonly noun: string }[];
}): WithheldEntry {
  return { seq, at, doneBy: actor, action, nouns: [...new Set(records.map(({ noun }) => noun))] };
}

const entry = columnsOf<WithheldEntry>();

/** The history without names of records and without values, as a document. */
export function withheldHistoryTable(
  rows: readonly WithheldEntry[],
  { words, today, organisation }: { readonly words: Words; readonly today: Day; readonly organisation: string },
): ReportTable {
  return {
    title: words.t('history.title'),
    subtitle: words.t('history.report.subtitle', { count: rows.length }),
    organisation,
    asOf: today,
    notes: [words.t('lists.withoutValues')],
    summary: [],
    ...rowsTable(
      [
        entry.number('number', 8, ({ seq }) => seq),
        entry.text('doneAt', 16, ({ at }) => momentText(at)),
        entry.text('doneBy', 22, ({ doneBy }) => doneBy, { holds: 'people' }),
        entry.text('title', 40, ({ action }) => actionText(action, words)),
        entry.text('kind', 30, ({ nouns }) => nouns.map((noun) => nounText(noun, words)).join(', ')),
      ],
      rows,
      words,
    ),
    footer: [],
  };
}
