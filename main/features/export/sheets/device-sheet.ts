import type { DeviceId } from '../../../domain/ids.ts';
import { headline } from '../../../words/headline.ts';
import { limitText, optionText, reasonText } from '../../../words/reasons.ts';
import { coverQueries } from '../../cover/cover.handlers.ts';
import { deviceQueries } from '../../device/device.handlers.ts';
import { columnsOf } from '../lists/list.ts';
import { bandTone } from '../reports.ts';
import { coverPart, datesPart, partsPart } from './record-parts.ts';
import {
  documentsPart,
  historyPart,
  listPart,
  partOf,
  type Sheet,
  type SheetContext,
  type SheetPart,
  shownRecord,
} from './sheet.ts';

type Device = Awaited<ReturnType<typeof deviceQueries.get>>;
type Support = Device['support'];

const FIELDS = [
  ...['assetTag', 'serialNumber', 'manufacturer', 'model', 'deviceType', 'softwareVersion', 'udiDi', 'udi', 'lot'],
  ...['manufacturedOn', 'expiresOn', 'department', 'location', 'status', 'criticality', 'networkConnected'],
  ...['storesPhi', 'acquiredOn', 'inServiceOn', 'purchasePrice', 'warrantyEndsOn', 'plannedReplacementOn'],
  ...['notTrackedReason', 'retiredOn', 'disposedOn', 'dataErasedOn', 'notes'],
];

/** A device: what it is, until when it is supported and why, what covers it and what concerns it. @throws AppError `not_found` */
export async function deviceSheet(id: DeviceId, context: SheetContext): Promise<Sheet> {
  const { words, disclosure } = context;
  const all = await deviceQueries.get({ id }, context);
  const { udi, ...known } = all;
  // The whole identifier has the serial number in it.
  const record = { ...shownRecord(known, context), udi: (disclosure.serials ?? 'keep') === 'keep' ? udi : null };
  const { support, modelId } = all;
  const { answer, more } = headline(support, words);
  const { lines } = await coverQueries.ofDevice({ deviceId: id }, context);
  return {
    title: record.assetTag || record.serialNumber || words.t('sheet.noun.device'),
    subtitle: `${record.manufacturer} ${record.model}`,
    answer: [`${answer}.`, more],
    summary: [
      { label: words.t('report.support'), value: words.t(`band.${support.band}`), tone: bandTone(support.band) },
      ...figure(words.t('sheet.technicalEnd'), support.technicalEnd && words.day(support.technicalEnd)),
      ...figure(words.t('sheet.coverageEnd'), support.coverageEnd && words.day(support.coverageEnd)),
      ...figure(words.t('sheet.actBy'), support.actBy && words.day(support.actBy)),
    ],
    record,
    fields: FIELDS,
    parts: [
      ...whyParts(support, context),
      ...datesPart(all.milestones, context),
      ...partsPart(all.components, context),
      ...coverPart(lines, context),
      ...(await listPart(
        { name: 'obligations', question: { filter: { modelId } } },
        ['state', 'kind', 'vendor', 'contract', 'title', 'dueOn'],
        context,
      )),
      ...(await listPart(
        { name: 'findings', question: { filter: { deviceId: id } } },
        ['state', 'confidence', 'exploited', 'advisory', 'component', 'cves'],
        context,
      )),
      ...(await listPart(
        { name: 'exceptions', question: { filter: { deviceId: id } } },
        ['title', 'kind', 'state', 'endsOn', 'owner'],
        context,
      )),
      ...(await listPart(
        { name: 'tasks', question: { state: 'open', deviceId: id } },
        ['title', 'dueOn', 'assignee', 'notes'],
        context,
      )),
      ...documentsPart('device', id, context),
      ...historyPart(await deviceQueries.history({ id }, context), context),
    ],
  };
}

function figure(label: string, value: string | null): Sheet['summary'] {
  return value === null ? [] : [{ label, value, tone: null }];
}

type Term = Support['terms'][number];
interface Why {
  readonly reason: string;
}
const why = columnsOf<Why>();
const term = columnsOf<Term>();

/** Why support ends when it does, each of its ends, and what would change it. */
function whyParts(support: Support, context: SheetContext): SheetPart[] {
  const { words } = context;
  const columns = [why.text('reason', 100, ({ reason }) => reason)];
  const changes = [why.text('title', 100, ({ reason }) => reason)];
  const ends = [
    term.text('limitedBy', 50, ({ limit }) => limitText(limit, words)),
    term.text('endsOn', 25, ({ end, renews }) => {
      if (renews) return words.t('sheet.renews');
      return end.kind === 'until' ? words.partialDay(end.end) : words.t(`sheet.end.${end.kind}`);
    }),
    term.day('extensionPossibleUntil', 25, ({ extensionPossibleUntil }) => extensionPossibleUntil),
  ];
  const reasons = support.reasons.map((reason): Why => ({ reason: reasonText(reason, words) }));
  const options = support.options.map((option): Why => ({ reason: optionText(option, words) }));
  return [
    ...partOf('reasons', words.t('sheet.why'), columns, reasons, context),
    ...partOf('ends', words.t('sheet.ends'), ends, support.terms, context),
    ...partOf('options', words.t('sheet.options'), changes, options, context),
  ];
}
