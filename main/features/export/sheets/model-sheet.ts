import { BANDS } from '../../../domain/band.ts';
import type { ModelId } from '../../../domain/ids.ts';
import { modelQueries } from '../../model/model.handlers.ts';
import { columnsOf } from '../lists/list.ts';
import { bandTone } from '../reports.ts';
import { datesPart, partsPart } from './record-parts.ts';
import {
  countText,
  documentsPart,
  historyPart,
  listPart,
  partOf,
  type Sheet,
  type SheetContext,
  shownRecord,
} from './sheet.ts';

const FIELDS = [
  ...['manufacturer', 'name', 'deviceType', 'category', 'udiDi', 'catalogNumber', 'gmdnCode', 'gmdnTerm', 'stage'],
  ...['updatesNeedContract', 'whoInstalls', 'leadTimeMonths', 'replacementPrice', 'notes'],
];

type Version = Awaited<ReturnType<typeof modelQueries.get>>['versions'][number];
const version = columnsOf<Version>();

/** A model: what its vendor promises, what it is made of, and how its devices stand. @throws AppError `not_found` */
export async function modelSheet(id: ModelId, context: SheetContext): Promise<Sheet> {
  const { words } = context;
  const all = await modelQueries.get({ id }, context);
  const { bands, devices } = all;
  return {
    title: all.name,
    subtitle: all.manufacturer,
    answer: [],
    summary: [
      { label: words.t('lists.column.devices'), value: countText(devices), tone: null },
      ...BANDS.flatMap((band) =>
        bands[band] ? [{ label: words.t(`band.${band}`), value: countText(bands[band]), tone: bandTone(band) }] : [],
      ),
    ],
    record: shownRecord(all, context),
    fields: FIELDS,
    parts: [
      ...datesPart(all.milestones, context),
      ...partOf(
        'versions',
        words.t('sheet.versions'),
        [version.text('softwareVersion', 80, ({ name }) => name), version.number('devices', 20, (row) => row.devices)],
        all.versions,
        context,
      ),
      ...partsPart(all.components, context),
      ...(await listPart(
        { name: 'obligations', question: { filter: { modelId: id } } },
        ['state', 'kind', 'vendor', 'contract', 'title', 'dueOn'],
        context,
      )),
      ...(await listPart(
        { name: 'findings', question: { filter: { modelId: id } } },
        ['state', 'confidence', 'exploited', 'advisory', 'component', 'cves', 'devices'],
        context,
      )),
      ...(await listPart(
        { name: 'exceptions', question: { filter: { modelId: id } } },
        ['title', 'kind', 'state', 'endsOn', 'owner'],
        context,
      )),
      ...(await listPart(
        { name: 'tasks', question: { state: 'open', modelId: id } },
        ['title', 'dueOn', 'assignee', 'notes'],
        context,
      )),
      ...documentsPart('model', id, context),
      ...historyPart(await modelQueries.history({ id }, context), context),
    ],
  };
}
