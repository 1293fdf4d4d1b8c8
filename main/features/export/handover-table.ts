import { type Day, day } from '../../domain/day.ts';
import type { HandoverItemState } from '../../domain/handover.ts';
import type { Tone } from '../../formats/document-look.ts';
import type { ReportTable } from '../../formats/report-table.ts';
import type { Words } from '../../words/words.ts';
import type { EndingModel, handoverOf } from '../handover/handover.store.ts';

type Handover = NonNullable<Awaited<ReturnType<typeof handoverOf>>>;

const STATE_TONES: Readonly<Record<HandoverItemState, Tone>> = {
  open: 'near',
  received: 'ok',
  not_available: 'unknown',
};

/** The sheet of a hand-over: what the vendor handed over, item by item, for the file of the model. */
export function handoverTable(
  { vendor, model, endsOn }: EndingModel,
  { owner, startedOn, dueOn, completedOn, notes, items }: Handover,
  asOf: Day,
  organisation: string,
  words: Words,
): ReportTable {
  const line = (name: 'owner' | 'startedOn' | 'dueOn' | 'completedOn' | 'endsOn', value: string | null) =>
    value === null ? [] : [`${words.t(`handover.sheet.${name}`)}: ${value}`];
  const shown = (on: Day | null) => on && words.day(on);
  const count = (state: HandoverItemState) => String(items.filter((one) => one.state === state).length);
  return {
    title: words.t('handover.sheet.title', { vendor, model }),
    subtitle: words.t('handover.sheet.subtitle'),
    organisation,
    asOf,
    notes: [
      ...line('endsOn', endsOn && words.partialDay(endsOn)),
      ...line('owner', owner),
      ...line('startedOn', shown(startedOn)),
      ...line('dueOn', shown(dueOn)),
      ...line('completedOn', shown(completedOn)),
      ...(notes ? [notes] : []),
    ],
    summary: (['received', 'not_available', 'open'] as const).map((state) => ({
      label: words.t(`handover.itemState.${state}`),
      value: count(state),
      tone: STATE_TONES[state],
    })),
    columns: [
      { key: 'item', heading: words.t('handover.sheet.item'), width: 22, align: 'left', kind: 'text' },
      { key: 'state', heading: words.t('handover.sheet.state'), width: 14, align: 'left', kind: 'status' },
      { key: 'document', heading: words.t('handover.sheet.document'), width: 24, align: 'left', kind: 'text' },
      { key: 'note', heading: words.t('handover.sheet.note'), width: 36, align: 'left', kind: 'text' },
      { key: 'changedOn', heading: words.t('handover.sheet.changedOn'), width: 12, align: 'right', kind: 'day' },
      { key: 'changedBy', heading: words.t('handover.sheet.changedBy'), width: 16, align: 'left', kind: 'text' },
    ],
    rows: items.map(({ item, state, document, note, updatedAt, updatedBy }) => [
      words.t(`handover.item.${item}`),
      { kind: 'status', tone: STATE_TONES[state], text: words.t(`handover.itemState.${state}`) },
      document,
      note,
      state === 'open' ? null : { kind: 'day', on: day(updatedAt.slice(0, 10)) },
      state === 'open' ? null : updatedBy,
    ]),
    footer: [],
  };
}
