import { statement } from '../../../data/connection.ts';
import type { Severity } from '../../../domain/advisory.ts';
import type { FindingState } from '../../../domain/finding.ts';
import type { CaseStage } from '../../../domain/procurement.ts';
import type { Tone } from '../../../formats/document-look.ts';
import { findingReasonText } from '../../../words/findings.ts';
import { stepText } from '../../../words/procurement.ts';
import { advisoryQueries } from '../../advisory/advisory.handlers.ts';
import { alertQueries } from '../../alert/alert.handlers.ts';
import { checklistQueries } from '../../checklist/checklist.handlers.ts';
import { conflictMembers, listConflicts } from '../../conflict/conflict.store.ts';
import { exceptionQueries } from '../../exception/exception.handlers.ts';
import { findingQueries } from '../../finding/finding.handlers.ts';
import { obligationQueries } from '../../obligation/obligation.handlers.ts';
import { procurementQueries } from '../../procurement/procurement.handlers.ts';
import { templateQueries } from '../../template/template.handlers.ts';
import { CONFLICT_TONES } from '../conflicts-table.ts';
import { EXCEPTION_TONES } from '../exceptions-table.ts';
import { OBLIGATION_TONES } from '../obligations-table.ts';
import { bandTone, limitText } from '../reports.ts';
import { tagList } from '../tag-list.ts';
import { columnsOf, list, momentText, pageOf, type RowsOf } from './list.ts';

const alert = columnsOf<RowsOf<typeof alertQueries.list>>();

export const alerts = list('alerts', {
  page: (question, context) => alertQueries.list(question, context),
  columns: [
    alert.status('kind', 17, ({ kind, band }, words) => [
      kind === 'vendor_date_moved'
        ? 'plan'
        : kind === 'obligation_waiting'
          ? 'unknown'
          : band
            ? bandTone(band)
            : 'near',
      words.t(`alertKind.${kind}`),
    ]),
    alert.day('by', 14, ({ by }) => by),
    alert.number('daysLate', 8, ({ daysLate }) => daysLate || null),
    alert.text('about', 18, ({ title, contract, model }) => contract ?? title ?? model, { free: true }),
    alert.text('vendor', 14, (row) => row.vendor),
    alert.number('devices', 9, ({ devices }) => devices),
    alert.text('assetTag', 11, ({ assetTag }) => assetTag, { holds: 'serials' }),
    alert.text('band', 15, ({ band }, words) => band && words.t(`band.${band}`)),
    alert.day('endsOn', 14, ({ endsOn }) => endsOn),
    alert.text('limitedBy', 14, ({ limitedBy }, words) => limitText(limitedBy, words)),
    alert.text('assignee', 12, ({ assignee }) => assignee, { holds: 'people' }),
    alert.text('state', 10, ({ state }, words) => words.t(`alertState.${state}`)),
    alert.day('snoozedUntilOn', 11, ({ snoozedUntilOn }) => snoozedUntilOn, { onPaper: false }),
    alert.text('reason', 14, ({ reason }) => reason, { onPaper: false, free: true }),
    alert.money('yearlyPrice', 17, ({ yearlyPrice }) => yearlyPrice),
    alert.text('key', 10, ({ key }) => key, { onPaper: false }),
  ],
  says: {
    state: (state, words) => words.t(`lists.alertState.${state}`),
    kinds: (kinds, words) => kinds.map((kind) => words.t(`alertKind.${kind}`)),
    assignees: (names) => names,
  },
});

const obligation = columnsOf<RowsOf<typeof obligationQueries.list>>();

export const obligations = list('obligations', {
  page: (question, context) => obligationQueries.list(question, context),
  columns: [
    obligation.status('state', 15, ({ state }, words) => [
      OBLIGATION_TONES[state],
      words.t(`obligation.state.${state}`),
    ]),
    obligation.text('kind', 18, ({ kind }, words) => words.t(`commitmentKind.${kind}`)),
    obligation.text('vendor', 14, (row, words) => row.vendor ?? words.t('obligation.own')),
    obligation.text('contract', 10, (row) => row.contract),
    obligation.text('title', 24, ({ title }) => title),
    obligation.text('model', 13, (row) => row.model),
    obligation.text('clockStart', 18, ({ clockStart, startsWith }, words) =>
      clockStart === null
        ? `${words.t(`clockStart.${startsWith}`)}: ${words.t('obligation.startUnknown')}`
        : words.t('obligation.startText', {
            event: words.t(`clockStart.${clockStart.event}`),
            day: words.day(clockStart.on),
            basis: words.t(`obligation.basis.${clockStart.basis}`),
          }),
    ),
    obligation.day('dueOn', 15, ({ dueOn }) => dueOn),
    obligation.day('metOn', 15, ({ metOn }) => metOn),
    obligation.number('daysLate', 8, ({ daysLate }) => daysLate),
    obligation.number('devices', 9, ({ devices }) => devices),
    obligation.text('cve', 12, ({ cve }) => cve, { onPaper: false }),
    obligation.text('obligor', 12, ({ obligor }, words) => words.t(`obligor.${obligor}`), { onPaper: false }),
    obligation.text('id', 10, ({ id }) => id, { onPaper: false }),
  ],
  says: {
    state: (states, words) => states.map((state) => words.t(`obligation.state.${state}`)),
    kind: (kinds, words) => kinds.map((kind) => words.t(`commitmentKind.${kind}`)),
    obligor: (obligors, words) => obligors.map((one) => words.t(`obligor.${one}`)),
    cve: (cve) => cve,
  },
  sorts: { open: null },
});

type ExceptionRow = RowsOf<typeof exceptionQueries.list> & { readonly assetTags: readonly string[] };
const exception = columnsOf<ExceptionRow>();

export const exceptions = list('exceptions', {
  page: async (question, context) => {
    const { total, rows } = await exceptionQueries.list(question, context);
    const tags = statement<[string], { id: string; tag: string }>(
      context.sql,
      `SELECT e."exceptionId" AS "id", coalesce(d."assetTag", d."serialNumber", '') AS "tag" FROM "ExceptionDevice" e
       JOIN "Device" d ON d."id" = e."deviceId" WHERE e."exceptionId" IN (SELECT value FROM json_each(?)) ORDER BY 2`,
    ).all(JSON.stringify(rows.map(({ id }) => id)));
    const byId = Map.groupBy(tags, ({ id }) => id);
    return {
      total,
      rows: rows.map((row): ExceptionRow => ({ ...row, assetTags: (byId.get(row.id) ?? []).map(({ tag }) => tag) })),
    };
  },
  columns: [
    exception.text('title', 20, ({ title }) => title, { free: true }),
    exception.text('kind', 13, ({ kind }, words) => words.t(`exception.kind.${kind}`)),
    exception.status('state', 11, ({ state }, words) => [EXCEPTION_TONES[state], words.t(`exception.state.${state}`)]),
    exception.day('endsOn', 14, ({ endsOn }) => endsOn),
    exception.number('daysLeft', 8, ({ daysLeft }) => daysLeft),
    exception.text('owner', 14, ({ owner }) => owner, { holds: 'people' }),
    exception.day('decidedOn', 14, ({ decidedOn }) => decidedOn),
    exception.number('devices', 9, ({ devices }) => devices),
    exception.text('assetTags', 18, ({ assetTags }, words) => tagList(assetTags, MOST_TAGS, words), {
      holds: 'serials',
    }),
    exception.text('reason', 26, ({ reason }) => reason, { free: true }),
    exception.text('signed', 9, ({ signed }, words) => words.t(signed ? 'tristate.yes' : 'tristate.no')),
    exception.text('obligation', 14, (row) => row.obligation, { onPaper: false }),
    exception.day('withdrawnOn', 11, ({ withdrawnOn }) => withdrawnOn, { onPaper: false }),
    exception.text('withdrawnReason', 20, ({ withdrawnReason }) => withdrawnReason, { onPaper: false, free: true }),
    exception.text('id', 10, ({ id }) => id, { onPaper: false }),
  ],
  says: {
    state: (states, words) => states.map((state) => words.t(`exception.state.${state}`)),
    kind: (kinds, words) => kinds.map((kind) => words.t(`exception.kind.${kind}`)),
  },
});

/** Tags that a line names. */
const MOST_TAGS = 60;

type Conflict = ReturnType<typeof listConflicts>[number];
type ConflictRow = Omit<Conflict, 'deviceIds' | 'contracts'> & {
  readonly contracts: readonly string[];
  readonly assetTags: readonly string[];
};
const conflict = columnsOf<ConflictRow>();

export const conflicts = list('conflicts', {
  page: ({ asOf, kind, offset, limit }, context) => {
    const all = listConflicts(context, asOf ?? context.today).filter((one) => kind?.includes(one.kind) ?? true);
    const { total, rows } = pageOf(all, { offset, limit });
    return {
      total,
      rows: rows.map(
        ({ deviceIds, contracts, ...row }): ConflictRow => ({
          ...row,
          contracts: contracts.map(({ number }) => number),
          assetTags: conflictMembers(context.sql, deviceIds).map(
            ({ assetTag, serialNumber }) => assetTag || serialNumber,
          ),
        }),
      ),
    };
  },
  columns: [
    conflict.status('kind', 19, ({ kind }, words) => [CONFLICT_TONES[kind], words.t(`conflict.kind.${kind}`)]),
    conflict.text('manufacturer', 13, ({ manufacturer }) => manufacturer),
    conflict.text('model', 13, ({ model }) => model),
    conflict.text('contracts', 10, ({ contracts }) => contracts.join('; ')),
    conflict.number('devices', 9, ({ devices }) => devices),
    conflict.text(
      'atStake',
      18,
      ({ atStake }) => atStake.map(({ amount, currency }) => `${amount} ${currency}`).join('; '),
      { holds: 'prices' },
    ),
    conflict.text('what', 24, ({ kind, contracts, gapDays }, words) =>
      words.t(`conflict.text.${kind}`, { contracts: contracts.join(', '), days: gapDays ?? 0 }),
    ),
    conflict.text('assetTags', 26, ({ assetTags }, words) => tagList(assetTags, MOST_TAGS, words), {
      holds: 'serials',
    }),
    conflict.number('gapDays', 8, ({ gapDays }) => gapDays, { onPaper: false }),
    conflict.text('key', 10, ({ key }) => key, { onPaper: false }),
  ],
  says: { kind: (kinds, words) => kinds.map((kind) => words.t(`conflict.kind.${kind}`)) },
});

const one = columnsOf<RowsOf<typeof procurementQueries.list>>();
const STAGE_TONES: Partial<Record<CaseStage, Tone>> = { accepted: 'ok', cancelled: 'unknown' };

export const cases = list('cases', {
  page: (question, context) => procurementQueries.list(question, context),
  columns: [
    one.text('number', 11, ({ number }) => number),
    one.text('title', 24, ({ title }) => title, { free: true }),
    one.text('department', 14, ({ department }) => department, { holds: 'locations' }),
    one.status('stage', 14, ({ stage }, words) => [
      STAGE_TONES[stage] ?? 'plan',
      words.t(`procurement.stage.${stage}`),
    ]),
    one.number('quantity', 9, ({ quantity }) => quantity),
    one.money('budget', 18, ({ budget }) => budget),
    one.day('requestedOn', 14, ({ requestedOn }) => requestedOn),
    one.day('plannedDeliveryOn', 14, ({ plannedDeliveryOn }) => plannedDeliveryOn),
    one.text('owner', 13, ({ owner }) => owner, { holds: 'people' }),
    one.number('candidates', 11, ({ candidates }) => candidates),
    one.text('chosen', 16, ({ chosen }) => chosen),
    one.text('next', 16, ({ next }, words) => stepText(next, words)),
    one.text('id', 10, ({ id }) => id, { onPaper: false }),
  ],
  says: {
    stage: (stages, words) => stages.map((stage) => words.t(`procurement.stage.${stage}`)),
    department: (names) => names,
  },
});

const checklist = columnsOf<Awaited<ReturnType<typeof checklistQueries.list>>[number]>();
const CHECKLIST_TONES = { draft: 'unknown', signed: 'plan', final: 'ok' } as const;

export const checklists = list('checklists', {
  page: async (question, context) => {
    const all = await checklistQueries.list({}, context);
    const wanted = question.search.toLowerCase().split(/\s+/);
    const fits = (text: string) => wanted.every((word) => text.includes(word));
    return pageOf(
      all.filter(({ title, vendor, model }) => fits(`${title} ${vendor ?? ''} ${model ?? ''}`.toLowerCase())),
      question,
    );
  },
  columns: [
    checklist.text('title', 26, ({ title }) => title, { free: true }),
    checklist.text('vendor', 18, ({ vendor }) => vendor),
    checklist.text('model', 18, ({ model }) => model),
    checklist.status('status', 13, ({ status }, words) => [
      CHECKLIST_TONES[status],
      words.t(`signOff.status.${status}`),
    ]),
    checklist.number('percentage', 8, ({ percentage }) => percentage),
    checklist.number('answered', 10, ({ answered }) => answered),
    checklist.number('applicable', 10, ({ applicable }) => applicable),
    checklist.number('criticalRedFlags', 9, ({ criticalRedFlags }) => criticalRedFlags),
    checklist.number('issue', 6, ({ issue }) => issue),
    checklist.day('assessedOn', 13, ({ assessedOn }) => assessedOn),
    checklist.text('updatedOn', 14, ({ updatedAt }) => momentText(updatedAt)),
    checklist.text('id', 10, ({ id }) => id, { onPaper: false }),
  ],
  says: {},
});

type Templates = Awaited<ReturnType<typeof templateQueries.list>>;
type EditionRow = Templates[number]['editions'][number] & { readonly key: string };
const template = columnsOf<EditionRow>();
const TEMPLATE_TONES = { draft: 'plan', released: 'ok', retired: 'unknown' } as const;

export const templates = list('templates', {
  page: async (question, context) => {
    const all = await templateQueries.list({}, context);
    return pageOf(
      all.flatMap(({ key, editions }) => editions.map((edition): EditionRow => ({ key, ...edition }))),
      question,
    );
  },
  columns: [
    template.text('title', 30, ({ title }) => title, { free: true }),
    template.number('edition', 8, ({ edition }) => edition),
    template.status('state', 16, ({ state }, words) => [TEMPLATE_TONES[state], words.t(`template.state.${state}`)]),
    template.number('controls', 9, ({ controls }) => controls),
    template.number('checklists', 9, ({ checklists: count }) => count),
    // What came with the program was never a draft.
    template.text('releasedAt', 14, ({ releasedAt, createdAt, state }) =>
      state === 'draft' ? null : momentText(releasedAt ?? createdAt),
    ),
    template.text('note', 26, ({ note }) => note, { free: true }),
    template.text('createdBy', 12, ({ createdBy }) => createdBy, { holds: 'people', onPaper: false }),
    template.text('key', 12, ({ key }) => key, { onPaper: false }),
    template.text('id', 10, ({ id }) => id, { onPaper: false }),
  ],
  says: {},
});

const finding = columnsOf<RowsOf<typeof findingQueries.list>>();
const FINDING_TONES: Readonly<Record<FindingState, Tone>> = { proposed: 'plan', confirmed: 'end', rejected: 'unknown' };

export const findings = list('findings', {
  page: (question, context) => findingQueries.list(question, context),
  columns: [
    finding.status('state', 12, ({ state }, words) => [FINDING_TONES[state], words.t(`finding.state.${state}`)]),
    finding.text('confidence', 8, ({ confidence }, words) => words.t(`finding.confidence.${confidence}`)),
    finding.text('exploited', 11, ({ exploited }, words) => words.t(exploited ? 'tristate.yes' : 'tristate.no')),
    finding.text('advisory', 14, ({ advisory, source }, words) =>
      advisory === null ? words.t(`finding.source.${source}`) : advisory.trackingId,
    ),
    finding.text('advisoryTitle', 20, ({ advisory }) => advisory?.title ?? null),
    finding.text('manufacturer', 13, ({ manufacturer }) => manufacturer),
    finding.text('model', 13, ({ model }) => model),
    finding.text('softwareVersion', 8, ({ softwareVersion }) => softwareVersion, { onPaper: false }),
    finding.text('component', 14, ({ component }) => component),
    finding.text('assetTag', 10, ({ assetTag }) => assetTag, { holds: 'serials', onPaper: false }),
    finding.number('devices', 10, ({ devices }) => devices),
    finding.text('cves', 17, ({ cves }) => cves.join('; ')),
    finding.text('reasons', 28, ({ reasons }, words) =>
      reasons.map((reason) => findingReasonText(reason, words)).join('; '),
    ),
    finding.day('decidedOn', 11, ({ decidedOn }) => decidedOn, { onPaper: false }),
    finding.text('decidedBy', 12, ({ decidedBy }) => decidedBy, { holds: 'people', onPaper: false }),
    finding.text('decidedReason', 16, ({ decidedReason }) => decidedReason, { onPaper: false, free: true }),
    finding.text('id', 10, ({ id }) => id, { onPaper: false }),
  ],
  says: {
    state: (states, words) => states.map((state) => words.t(`finding.state.${state}`)),
    confidence: (levels, words) => levels.map((level) => words.t(`finding.confidence.${level}`)),
    source: (sources, words) => sources.map((source) => words.t(`finding.source.${source}`)),
    exploited: (_on, words) => words.t('tristate.yes'),
    group: (group) => group,
  },
});

const advisory = columnsOf<RowsOf<typeof advisoryQueries.list>>();
/** A mild one is not good news, and so never green. */
const SEVERITY_TONES: Readonly<Record<Severity, Tone>> = {
  critical: 'end',
  high: 'near',
  medium: 'plan',
  low: 'unknown',
  none: 'unknown',
};

export const advisories = list('advisories', {
  page: (question, context) => advisoryQueries.list(question, context),
  columns: [
    advisory.text('trackingId', 14, ({ trackingId }) => trackingId),
    advisory.text('title', 26, ({ title }) => title),
    advisory.text('publisher', 14, ({ publisher }) => publisher),
    advisory.status('severity', 10, ({ severity }, words) => [
      severity === null ? 'unknown' : SEVERITY_TONES[severity],
      severity === null ? words.t('tristate.unknown') : words.t(`advisory.severity.${severity}`),
    ]),
    advisory.text('score', 6, ({ score }) => score),
    advisory.text('exploited', 11, ({ exploited }, words) => words.t(exploited ? 'tristate.yes' : 'tristate.no')),
    advisory.number('vulnerabilities', 13, ({ vulnerabilities }) => vulnerabilities),
    advisory.number('products', 9, ({ products }) => products),
    advisory.number('open', 10, ({ open }) => open),
    advisory.number('confirmed', 11, ({ confirmed }) => confirmed),
    advisory.day('releasedOn', 14, ({ releasedOn }) => releasedOn),
    advisory.day('receivedOn', 14, ({ receivedOn }) => receivedOn),
    advisory.text('version', 7, ({ version }) => version, { onPaper: false }),
    advisory.text('tlp', 8, ({ tlp }) => tlp, { onPaper: false }),
    advisory.text('id', 10, ({ id }) => id, { onPaper: false }),
  ],
  says: {
    publisher: (names) => names,
    severity: (levels, words) => levels.map((level) => words.t(`advisory.severity.${level}`)),
    exploited: (_on, words) => words.t('tristate.yes'),
    open: (_on, words) => words.t('tristate.yes'),
  },
});

const entry = columnsOf<RowsOf<typeof advisoryQueries.kev>>();

export const exploited = list('exploited', {
  page: (question, context) => advisoryQueries.kev(question, context),
  columns: [
    entry.text('cve', 16, ({ cve }) => cve),
    entry.text('vendor', 12, (row) => row.vendor),
    entry.text('product', 14, ({ product }) => product),
    entry.text('name', 28, ({ name }) => name),
    entry.day('addedOn', 13, ({ addedOn }) => addedOn),
    entry.day('dueOn', 13, ({ dueOn }) => dueOn),
    entry.text('ransomware', 12, ({ ransomware }, words) => words.t(ransomware ? 'tristate.yes' : 'tristate.unknown')),
    entry.text('ours', 8, ({ ours }, words) => words.t(ours ? 'tristate.yes' : 'tristate.no')),
    entry.number('advisories', 11, (row) => row.advisories),
    entry.text('requiredAction', 24, ({ requiredAction }) => requiredAction, { onPaper: false }),
    entry.text('description', 24, ({ description }) => description, { onPaper: false }),
    entry.text('notes', 16, ({ notes }) => notes, { onPaper: false }),
  ],
  says: {
    ransomware: (_on, words) => words.t('tristate.yes'),
    ours: (_on, words) => words.t('tristate.yes'),
  },
});
