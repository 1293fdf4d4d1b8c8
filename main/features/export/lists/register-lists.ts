import { statement } from '../../../data/connection.ts';
import { BANDS } from '../../../domain/band.ts';
import type { Day } from '../../../domain/day.ts';
import { catalogueQueries } from '../../catalogue/catalogue.handlers.ts';
import { contractQueries } from '../../contract/contract.handlers.ts';
import { documentQueries } from '../../document/document.handlers.ts';
import { handoverQueries } from '../../handover/handover.handlers.ts';
import { importQueries } from '../../import/import.handlers.ts';
import { modelQueries } from '../../model/model.handlers.ts';
import { taskQueries } from '../../task/task.handlers.ts';
import { vendorQueries } from '../../vendor/vendor.handlers.ts';
import { STATUS_TONES } from '../reports.ts';
import { columnsOf, list, momentText, pageOf, type RowsOf } from './list.ts';

interface Identifiers {
  readonly udiDi: string | null;
  readonly catalogNumber: string | null;
  readonly gmdnCode: string | null;
  readonly gmdnTerm: string | null;
}
const model = columnsOf<RowsOf<typeof modelQueries.list> & Identifiers>();

/** Models with what names them elsewhere, so that a table of others can be matched with them. */
export const models = list('models', {
  page: async (question, context) => {
    const { total, rows } = await modelQueries.list(question, context);
    const identifiers = statement<[string], Identifiers & { readonly id: string }>(
      context.sql,
      'SELECT "id", "udiDi", "catalogNumber", "gmdnCode", "gmdnTerm" FROM "DeviceModel" WHERE "id" IN (SELECT value FROM json_each(?))',
    ).all(JSON.stringify(rows.map(({ id }) => id)));
    const byId = new Map(identifiers.map(({ id, ...names }) => [id, names]));
    const none = { udiDi: null, catalogNumber: null, gmdnCode: null, gmdnTerm: null };
    return { total, rows: rows.map((row) => ({ ...row, ...(byId.get(row.id) ?? none) })) };
  },
  columns: [
    model.text('manufacturer', 17, ({ manufacturer }) => manufacturer),
    model.text('name', 18, ({ name }) => name),
    model.text('deviceType', 15, ({ deviceType }) => deviceType),
    model.number('devices', 9, ({ devices }) => devices),
    model.day('endsOn', 13, ({ endsOn }) => endsOn),
    model.text('endKind', 15, ({ endKind }, words) => endKind && words.t(`milestone.${endKind}`)),
    model.text('updatesNeedContract', 12, (row, words) => words.t(`tristate.${row.updatesNeedContract}`)),
    model.text('bands', 22, ({ bands }, words) =>
      BANDS.flatMap((band) => (bands[band] ? [`${words.t(`band.${band}`)}: ${bands[band]}`] : [])).join('; '),
    ),
    model.text('udiDi', 14, ({ udiDi }) => udiDi, { onPaper: false }),
    model.text('catalogNumber', 14, ({ catalogNumber }) => catalogNumber, { onPaper: false }),
    model.text('gmdnCode', 8, ({ gmdnCode }) => gmdnCode, { onPaper: false }),
    model.text('gmdnTerm', 16, ({ gmdnTerm }) => gmdnTerm, { onPaper: false }),
    model.text('id', 10, ({ id }) => id, { onPaper: false }),
  ],
  says: {},
});

const vendor = columnsOf<RowsOf<typeof vendorQueries.list>>();

export const vendors = list('vendors', {
  page: (question, context) => vendorQueries.list(question, context),
  columns: [
    vendor.text('name', 22, ({ name }) => name),
    vendor.text('aliases', 24, ({ aliases }) => aliases.join('; ')),
    vendor.text('roles', 18, ({ roles }, words) => roles.map((role) => words.t(`vendorRole.${role}`)).join(', ')),
    vendor.text('securityContact', 24, ({ securityContact }) => securityContact, { holds: 'people' }),
    vendor.number('models', 8, ({ models }) => models),
    vendor.number('devices', 8, ({ devices }) => devices),
    vendor.number('contracts', 8, ({ contracts }) => contracts),
    vendor.text('id', 10, ({ id }) => id, { onPaper: false }),
  ],
  says: {},
});

const contract = columnsOf<RowsOf<typeof contractQueries.list>>();

export const contracts = list('contracts', {
  page: (question, context) => contractQueries.list(question, context),
  columns: [
    contract.text('number', 10, ({ number }) => number),
    contract.text('vendor', 16, (row) => row.vendor),
    contract.text('kind', 9, ({ kind }, words) => words.t(`contractKind.${kind}`), { onPaper: false }),
    contract.status('status', 16, ({ status }, words) => [STATUS_TONES[status], words.t(`contractStatus.${status}`)]),
    contract.number('coveredDevices', 9, ({ coveredDevices }) => coveredDevices),
    contract.day('lastNoticeOn', 14, ({ lastNoticeOn }) => lastNoticeOn),
    contract.number('daysToNotice', 8, ({ daysToNotice }) => daysToNotice),
    contract.day('startsOn', 14, ({ startsOn }) => startsOn),
    contract.day('termEndsOn', 14, ({ termEndsOn }) => termEndsOn),
    contract.text('renewal', 15, ({ renewal }, words) => words.t(`renewal.${renewal}`)),
    contract.money('yearlyPrice', 19, ({ yearlyPrice }) => yearlyPrice),
    contract.text('includesSecurityUpdates', 10, (row, words) => words.t(`tristate.${row.includesSecurityUpdates}`)),
    contract.text('decision', 11, ({ decision }, words) => decision && words.t(`renewalDecision.${decision}`)),
    contract.day('cancelledOn', 11, ({ cancelledOn }) => cancelledOn, { onPaper: false }),
    contract.text('id', 10, ({ id }) => id, { onPaper: false }),
  ],
  says: {},
  sorts: { notice: 'lastNoticeOn', endsOn: 'termEndsOn' },
});

const task = columnsOf<RowsOf<typeof taskQueries.list>>();

export const tasks = list('tasks', {
  page: (question, context) => taskQueries.list(question, context),
  columns: [
    task.text('title', 26, ({ title }) => title, { free: true }),
    task.day('dueOn', 13, ({ dueOn }) => dueOn),
    task.number('daysLate', 8, ({ daysLate }) => daysLate || null),
    task.text('assignee', 14, ({ assignee }) => assignee, { holds: 'people' }),
    task.text('state', 9, ({ state }, words) => words.t(`taskState.${state}`)),
    task.text('vendor', 14, (row) => row.vendor),
    task.text('model', 14, (row) => row.model),
    task.text('assetTag', 11, ({ assetTag }) => assetTag, { holds: 'serials' }),
    task.text('document', 14, ({ document }) => document, { onPaper: false }),
    task.text('notes', 20, ({ notes }) => notes, { free: true }),
    task.day('closedOn', 11, ({ closedOn }) => closedOn, { onPaper: false }),
    task.text('closedReason', 14, ({ closedReason }) => closedReason, { onPaper: false, free: true }),
    task.text('createdBy', 12, ({ createdBy }) => createdBy, { holds: 'people', onPaper: false }),
    task.text('id', 10, ({ id }) => id, { onPaper: false }),
  ],
  says: { state: (state, words) => words.t(`lists.taskState.${state}`) },
});

const handover = columnsOf<RowsOf<typeof handoverQueries.list>>();

export const handovers = list('handovers', {
  page: (question, context) => handoverQueries.list(question, context),
  columns: [
    handover.text('model', 22, (row) => row.model),
    handover.text('vendor', 22, (row) => row.vendor),
    handover.text('owner', 16, ({ owner }) => owner, { holds: 'people' }),
    handover.day('startedOn', 12, ({ startedOn }) => startedOn),
    handover.day('dueOn', 12, ({ dueOn }) => dueOn),
    handover.day('completedOn', 12, ({ completedOn }) => completedOn),
    handover.number('settled', 8, ({ settled }) => settled),
    handover.number('items', 8, ({ items }) => items),
    handover.text('id', 10, ({ id }) => id, { onPaper: false }),
  ],
  says: {},
});

const document = columnsOf<RowsOf<typeof documentQueries.search>>();

export const documents = list('documents', {
  page: (question, context) => documentQueries.search(question, context),
  columns: [
    document.text('title', 28, ({ title }) => title, { free: true }),
    document.text('kind', 14, ({ kind }, words) => words.t(`lists.documentKind.${kind}`)),
    document.text('fileName', 24, ({ fileName }) => fileName, { free: true }),
    document.day('datedOn', 13, ({ datedOn }) => datedOn),
    document.day('receivedOn', 13, ({ receivedOn }) => receivedOn),
    document.text('uses', 26, ({ uses }) => uses.flatMap(({ title }) => title ?? []).join('; ')),
    document.number('byteSize', 10, ({ byteSize }) => byteSize),
    document.text('createdAt', 13, ({ createdAt }) => momentText(createdAt)),
    document.text('createdBy', 12, ({ createdBy }) => createdBy, { holds: 'people', onPaper: false }),
    document.text('id', 10, ({ id }) => id, { onPaper: false }),
  ],
  says: {
    text: (text) => text || null,
    kind: (kind, words) => words.t(`lists.documentKind.${kind}`),
    unused: (unused, words) => (unused ? words.t('tristate.yes') : null),
  },
});

type ImportRow = Omit<Awaited<ReturnType<typeof importQueries.list>>[number], 'by' | 'undoneBy'> & {
  readonly createdBy: string;
};
const taken = columnsOf<ImportRow>();

export const imports = list('imports', {
  page: async (question, context) => {
    const all = await importQueries.list({}, context);
    return pageOf(
      all.map(({ by, undoneBy: _by, ...row }): ImportRow => ({ ...row, createdBy: by })),
      question,
    );
  },
  columns: [
    taken.text('kind', 14, ({ noun }, words) => words.t(`importNoun.${noun}`)),
    taken.text('fileName', 28, ({ fileName }) => fileName, { free: true }),
    taken.text('createdAt', 14, ({ at }) => momentText(at)),
    taken.text('createdBy', 14, ({ createdBy }) => createdBy, { holds: 'people' }),
    taken.number('created', 8, ({ created }) => created),
    taken.number('updated', 8, ({ updated }) => updated),
    taken.number('unchanged', 9, ({ unchanged }) => unchanged),
    taken.number('rejected', 9, ({ rejected }) => rejected),
    taken.text('undoneOn', 14, ({ undoneAt }) => undoneAt && momentText(undoneAt)),
    taken.text('id', 10, ({ id }) => id, { onPaper: false }),
  ],
  says: {},
});

/** Ends that are no day. */
const UNDATED = ['ended', 'open'] as const;

const release = columnsOf<RowsOf<typeof catalogueQueries.search>>();

export const releases = list('releases', {
  page: (question, context) => catalogueQueries.search(question, context),
  columns: [
    release.text('product', 15, ({ product }) => product),
    release.text('name', 24, ({ label }) => label),
    release.text('kind', 14, ({ kind }, words) => words.t(`componentKind.${kind}`)),
    release.text('edition', 12, ({ edition }, words) => edition && words.t(`catalogue.edition.${edition}`)),
    release.day('activeSupportEndOn', 13, ({ activeSupportEndOn }) => activeSupportEndOn),
    release.text('securityEnd', 15, ({ override, securityEnd: shipped }, words) => {
      const end = override?.securityEndOn ?? shipped;
      const word = UNDATED.find((one) => one === end);
      return word === undefined ? words.day(end as Day) : words.t(`catalogue.end.${word}`);
    }),
    release.day('paidExtensionEndOn', 13, (row) => row.override?.paidExtensionEndOn ?? row.paidExtensionEndOn),
    release.number('devices', 9, ({ devices }) => devices),
    release.text('ownReason', 16, ({ override }) => override?.reason ?? null, { free: true }),
    release.text('key', 16, ({ key }) => key, { onPaper: false }),
  ],
  says: { only: (only, words) => (only === 'all' ? null : words.t(`lists.only.${only}`)) },
});
