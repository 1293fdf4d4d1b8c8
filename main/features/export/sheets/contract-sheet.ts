import type { ContractId } from '../../../domain/ids.ts';
import { commitmentQueries } from '../../commitment/commitment.handlers.ts';
import { contractQueries } from '../../contract/contract.handlers.ts';
import { coverQueries } from '../../cover/cover.handlers.ts';
import { columnsOf, type RowsOf } from '../lists/list.ts';
import { bandTone, STATUS_TONES } from '../reports.ts';
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
  ...['number', 'vendor', 'kind', 'startsOn', 'endsOn', 'firstTermMonths', 'renewal', 'renewalMonths'],
  ...['noticeAmount', 'noticeUnit', 'noticeAddress', 'notifyDays', 'yearlyPrice', 'escalatorPercent'],
  ...['escalatesFrom', 'includesSecurityUpdates', 'includesOsUpgrades', 'cancelledOn', 'cancelledReason', 'notes'],
];
/** Devices and promises that are asked for; a sheet shows the first of them. */
const ASKED = { offset: 0, limit: 1000 };

type Contract = Awaited<ReturnType<typeof contractQueries.get>>;
const decision = columnsOf<Contract['decisions'][number]>();
const promise = columnsOf<RowsOf<typeof commitmentQueries.list>>();
type Line = RowsOf<typeof coverQueries.lines>;
const line = columnsOf<Line>();

/** A contract: its terms, what it promises and covers, and what was decided about it. @throws AppError `not_found` */
export async function contractSheet(id: ContractId, context: SheetContext): Promise<Sheet> {
  const { words } = context;
  const all = await contractQueries.get({ id }, context);
  const { status, lastNoticeOn, runningEndsOn } = all.position;
  const promises = await commitmentQueries.list({ contractId: id, search: '', ...ASKED }, context);
  const sort = { by: 'assetTag', descending: false } as const;
  const covered = await coverQueries.lines({ contractId: id, search: '', sort, ...ASKED }, context);
  return {
    title: all.number,
    subtitle: `${all.vendor}, ${words.t(`contractKind.${all.kind}`)}`,
    answer: [],
    summary: [
      { label: words.t('report.status'), value: words.t(`contractStatus.${status}`), tone: STATUS_TONES[status] },
      ...(runningEndsOn ? [figure(words.t('lists.column.termEndsOn'), words.day(runningEndsOn))] : []),
      ...(lastNoticeOn ? [figure(words.t('lists.column.lastNoticeOn'), words.day(lastNoticeOn))] : []),
      figure(words.t('lists.column.devices'), countText(all.coveredDevices)),
    ],
    record: shownRecord(all, context),
    fields: FIELDS,
    parts: [
      ...partOf(
        'commitments',
        words.t('sheet.promises'),
        [
          promise.text('kind', 24, ({ kind }) => words.t(`commitmentKind.${kind}`)),
          promise.text('severity', 12, ({ severity }) => words.t(`severity.${severity}`)),
          promise.text('within', 34, ({ amount, unit, direction, clockStart }) =>
            words.t('sheet.within', {
              duration: words.t(`durationText.${unit}`, { count: amount }),
              direction: words.t(`clockDirection.${direction}`),
              start: words.t(`clockStart.${clockStart}`),
            }),
          ),
          promise.text('obligor', 14, ({ obligor }) => words.t(`obligor.${obligor}`)),
          promise.text('clause', 20, ({ clause }) => clause, { free: true }),
        ],
        promises.rows,
        context,
        promises.total,
      ),
      ...(await listPart(
        { name: 'obligations', question: { filter: { contractId: id } } },
        ['state', 'kind', 'title', 'model', 'dueOn', 'metOn'],
        context,
      )),
      ...partOf(
        'decisions',
        words.t('sheet.decisions'),
        [
          decision.day('termEndsOn', 16, ({ termEndsOn }) => termEndsOn),
          decision.text('decision', 16, (row) => words.t(`renewalDecision.${row.decision}`)),
          decision.day('decidedOn', 16, ({ decidedOn }) => decidedOn),
          decision.text('decidedBy', 16, ({ decidedBy }) => decidedBy, { holds: 'people' }),
          decision.text('reason', 30, ({ reason }) => reason, { free: true }),
        ],
        all.decisions,
        context,
      ),
      ...partOf(
        'devices',
        words.t('sheet.covered'),
        [
          line.text('assetTag', 16, ({ device }) => device.assetTag || device.serialNumber, { holds: 'serials' }),
          line.text('model', 24, ({ device }) => `${device.manufacturer} ${device.model}`),
          line.text('department', 18, ({ device }) => device.department, { holds: 'locations' }),
          line.status('band', 22, ({ device: { support } }) => [
            bandTone(support.band),
            words.t(`band.${support.band}`),
          ]),
          line.text('coveredUntil', 16, ({ coveredToday, coveredUntil }) =>
            coveredUntil === null
              ? words.t(coveredToday ? 'sheet.end.unlimited' : 'sheet.notCovered')
              : words.day(coveredUntil),
          ),
          line.money('yearlyPrice', 16, ({ yearly }) => yearly),
        ],
        covered.rows,
        context,
        covered.total,
      ),
      ...documentsPart('contract', id, context),
      ...historyPart(await contractQueries.history({ id }, context), context),
    ],
  };
}

function figure(label: string, value: string) {
  return { label, value, tone: null };
}
