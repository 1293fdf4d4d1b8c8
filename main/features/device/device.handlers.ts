import type { z } from 'zod';
import type { deviceFieldsSchema } from '../../contract/device-fields.ts';
import type { DeviceModel as DeviceRecord } from '../../data/prisma/models.ts';
import { actionDue } from '../../domain/action.ts';
import { bandOf, daysLeft } from '../../domain/band.ts';
import { type Day, day } from '../../domain/day.ts';
import type { Criticality, DeviceStatus, Tristate } from '../../domain/device.ts';
import { AppError } from '../../domain/error.ts';
import type { ComponentId, ContractId, DeviceId, DocumentId, ModelId, VendorId } from '../../domain/ids.ts';
import { optionsFor, supportOf } from '../../domain/support.ts';
import { vaultCatalogue } from '../catalogue/catalogue.store.ts';
import type { CommandContext, CommandHandlers, QueryHandlers, Source } from '../context.ts';
import { proposeFindings } from '../finding/finding.store.ts';
import { historyOf } from '../history/history.store.ts';
import { recordsOfDevice } from '../history/related-records.ts';
import { judgeLegacy, legacyOf } from '../model/legacy.store.ts';
import { milestoneViews } from '../model/milestone.store.ts';
import { componentViews, ensureModel, ensureVersion, removeComponent, saveComponent } from '../model/model.store.ts';
import { refreshModel } from '../obligation/obligation.store.ts';
import { found, given, madeBy, nextRevision, stamp } from '../records.ts';
import { deviceIdByTag, listDevices } from './device.store.ts';
import { bandCounts, facet, legacyCounts } from './device-counts.store.ts';
import { loadFacts } from './facts.ts';
import { deviceManyCommands, deviceManyQueries } from './many.handlers.ts';
import { ensureDepartment, ensureLocation } from './place.store.ts';
import { productionColumns, productionOf, productionWarnings, requireOwnSerial, withProduction } from './production.ts';
import { deviceTagCommands, deviceTagQueries } from './tag.handlers.ts';
import { TagGiver, typeOfModel } from './tag.store.ts';

type Fields = z.output<typeof deviceFieldsSchema>;

export const deviceQueries = {
  list: (input, { sql, today }) => listDevices(sql, input, today),

  facets: ({ filter }, { sql, today }) => {
    const bands = Object.entries(bandCounts(sql, today, filter)).map(([value, count]) => ({
      value: value as never,
      count,
    }));
    const total = bands.reduce((sum, { count }) => sum + count, 0);
    return {
      manufacturer: facet(sql, 'manufacturer', filter, today),
      model: facet(sql, 'model', filter, today),
      department: facet(sql, 'department', filter, today),
      limitKind: facet(sql, 'limitKind', filter, today) as never,
      status: facet(sql, 'status', filter, today) as never,
      legacy: legacyCounts(sql, filter, today, total),
      band: bands,
    };
  },

  get: async ({ id, assetTag, asOf }, { db, sql, today }) => {
    const deviceId = id ?? deviceIdByTag(sql, assetTag ?? '');
    return deviceDetail({ db, sql }, deviceId, asOf ?? today);
  },

  history: async ({ id }, { db, sql }) => {
    const device = found(await db.device.findUnique({ where: { id }, select: { importId: true } }), 'device', id);
    return historyOf(sql, await recordsOfDevice({ db, sql }, id), { noun: 'device', id, ...device });
  },
  ...deviceManyQueries,
  ...deviceTagQueries,
} satisfies QueryHandlers<
  'device',
  'list' | 'facets' | 'get' | 'history' | 'chosen' | 'previewMany' | 'tagRules' | 'nextTag'
>;

export const deviceCommands = {
  create: async ({ twoDevices, nextTag, ...entered }, context) => {
    const id = context.newId<'device'>();
    const assetTag = nextTag ? requireNextTag(context, entered) : entered.assetTag;
    const fields = withProduction({ ...entered, assetTag }, context.today);
    await requireFreeTag(context, fields.assetTag, null);
    const data = await deviceColumns(context, fields);
    if (!twoDevices) await requireOwnSerial(context, data, null);
    await context.db.device.create({ data: { id, ...data, ...stamp(context) } });
    context.record('device', id, null, historyFields(fields));
    context.relist.devices([id]);
    await proposeFindings(context, { modelIds: [data.modelId as ModelId] });
    await refreshModel(context, data.modelId);
    return { id, revision: 1, assetTag: data.assetTag };
  },

  update: async ({ id, revision, changes: entered, twoDevices }, context) => {
    const current = found(await context.db.device.findUnique({ where: { id } }), 'device', id);
    const next = nextRevision(context, 'device', current.revision, revision);
    const changes = withProduction(entered, context.today);
    if (changes.assetTag !== undefined) await requireFreeTag(context, changes.assetTag, id);
    if (changes.status === 'disposed' && current.status !== 'disposed') requireErasure(current, null);
    const before = await deviceFields(context, current);
    const fields = { ...before, ...given(changes) };
    const data = await deviceColumns(context, fields);
    const moved = data.modelId !== current.modelId || data.udiDi !== current.udiDi;
    if (!twoDevices && (moved || data.serialNumber !== current.serialNumber)) await requireOwnSerial(context, data, id);
    await context.db.device.update({ where: { id }, data: { ...data, ...next } });
    context.record('device', id, historyFields(before), historyFields(fields));
    context.relist.devices([id]);
    if (data.modelId !== current.modelId || data.softwareVersionId !== current.softwareVersionId) {
      await proposeFindings(context, { modelIds: [data.modelId as ModelId] });
      await refreshModel(context, data.modelId);
    }
    return { id, revision: next.revision };
  },

  retire: async ({ id, revision, on, reason, ...days }, context) => {
    const current = found(await context.db.device.findUnique({ where: { id } }), 'device', id);
    const next = nextRevision(context, 'device', current.revision, revision);
    const { disposedOn, dataErasedOn, erasureDocumentId = current.erasureDocumentId } = days;
    const erasure = { dataErasedOn, erasureDocumentId };
    if (disposedOn !== null) requireErasure(erasure, reason);
    const data = { status: disposedOn === null ? 'retired' : 'disposed', retiredOn: on, disposedOn, ...erasure };
    await context.db.device.update({ where: { id }, data: { ...data, ...next } });
    const before = {
      status: current.status,
      retiredOn: current.retiredOn,
      disposedOn: current.disposedOn,
      dataErasedOn: current.dataErasedOn,
      erasureDocumentId: current.erasureDocumentId,
    };
    context.record('device', id, { ...before, reason: null }, { ...data, reason });
    context.relist.devices([id]);
    return { id, revision: next.revision };
  },

  judgeLegacy: async ({ deviceId, ...fields }, context) => {
    found(await context.db.device.findUnique({ where: { id: deviceId }, select: { id: true } }), 'device', deviceId);
    await judgeLegacy(context, { deviceId }, fields);
    return { recorded: true };
  },

  saveComponent: async ({ deviceId, componentId, revision, fields }, context) => {
    const device = await context.db.device.findUnique({ where: { id: deviceId }, select: { modelId: true } });
    const { modelId } = found(device, 'device', deviceId);
    const id = await saveComponent(context, { deviceId }, componentId, revision, fields);
    context.relist.devices([deviceId]);
    await proposeFindings(context, { modelIds: [modelId as ModelId] });
    return { componentId: id };
  },

  removeComponent: async ({ deviceId, componentId, revision }, context) => {
    await removeComponent(context, { deviceId }, componentId, revision);
    context.relist.devices([deviceId]);
    return { removed: true };
  },

  recordExtension: async ({ componentId, documentId, ...fields }, context) => {
    await relistOwner(context, componentId);
    await context.db.componentExtension.create({
      data: {
        id: context.newId<'extension'>(),
        componentId,
        ...fields,
        proof: fields.proof || null,
        proofDocumentId: documentId,
        approvedOn: fields.vendorApproved ? context.today : null,
        ...madeBy(context),
      },
    });
    context.record(
      'component',
      componentId,
      { extension: null },
      { extension: fields.purchasedUntilOn, proof: fields.proof, vendorApproved: fields.vendorApproved },
    );
    return { recorded: true };
  },

  recordStatement: async ({ componentId, ...fields }, context) => {
    await relistOwner(context, componentId);
    await context.db.componentStatement.create({
      data: { id: context.newId<'statement'>(), componentId, ...fields, ...madeBy(context) },
    });
    const { kind, untilOn, reviewOn } = fields;
    context.record('component', componentId, { statement: null }, { statement: kind, untilOn, reviewOn });
    return { recorded: true };
  },
  ...deviceManyCommands,
  ...deviceTagCommands,
} satisfies CommandHandlers<
  'device',
  | 'create'
  | 'update'
  | 'updateMany'
  | 'saveTagRules'
  | 'retire'
  | 'judgeLegacy'
  | 'saveComponent'
  | 'removeComponent'
  | 'recordExtension'
  | 'recordStatement'
>;

/**
 * Nothing leaves the hospital with its data, or without the certificate that they were erased, unless somebody says why
 * (domain.md story 14, E12, LC-07). @throws AppError `input_refused`
 */
function requireErasure(
  { dataErasedOn, erasureDocumentId }: Pick<DeviceRecord, 'dataErasedOn' | 'erasureDocumentId'>,
  reason: string | null,
): void {
  if (reason) return;
  if (dataErasedOn === null) throw new AppError('input_refused', { problem: 'erasure_needed', field: 'dataErasedOn' });
  if (erasureDocumentId === null)
    throw new AppError('input_refused', { problem: 'certificate_needed', field: 'erasureDocumentId' });
}

/** The tag that the rules give a device. @throws AppError `input_refused` */
function requireNextTag(
  { sql }: CommandContext,
  { manufacturer, model, department }: Pick<Fields, 'manufacturer' | 'model' | 'department'>,
): string {
  const deviceType = typeOfModel(sql, manufacturer, model);
  const tag = new TagGiver(sql).next({ department, deviceType });
  if (tag === null) throw new AppError('input_refused', { problem: 'no_tag_rule', field: 'assetTag' });
  return tag;
}

async function requireFreeTag({ db }: CommandContext, assetTag: string | null, own: DeviceId | null): Promise<void> {
  if (!assetTag) return;
  const other = await db.device.findUnique({ where: { assetTag }, select: { id: true } });
  if (other && other.id !== own)
    throw new AppError('already_exists', { noun: 'device', field: 'assetTag', value: assetTag });
}

/** The columns of a device from what a person entered; names become records. */
async function deviceColumns(context: CommandContext, fields: Fields) {
  const { manufacturer, model, softwareVersion, department, location, purchasePrice, assetTag, serialNumber, ...rest } =
    fields;
  const modelId = await ensureModel(context, manufacturer, model);
  return {
    ...rest,
    ...productionColumns(rest),
    assetTag: assetTag || null,
    serialNumber: serialNumber || null,
    modelId,
    softwareVersionId: await ensureVersion(context, modelId, softwareVersion),
    departmentId: await ensureDepartment(context, department),
    locationId: await ensureLocation(context, location),
    purchasePrice: purchasePrice?.amount ?? null,
    currency: purchasePrice?.currency ?? null,
  };
}

/** What the history says of a device: names as people know them, not identifiers. */
function historyFields({ purchasePrice, ...fields }: Fields) {
  return {
    ...fields,
    ...productionColumns(fields),
    purchasePrice: purchasePrice && `${purchasePrice.amount} ${purchasePrice.currency}`,
  };
}

/** A device as a person entered it. */
async function deviceFields({ db }: Pick<Source, 'db'>, device: DeviceRecord): Promise<Fields> {
  const [model, version, department, location] = await Promise.all([
    db.deviceModel.findUniqueOrThrow({
      where: { id: device.modelId },
      select: { name: true, vendor: { select: { name: true } } },
    }),
    device.softwareVersionId === null
      ? null
      : db.softwareVersion.findUnique({ where: { id: device.softwareVersionId }, select: { name: true } }),
    device.departmentId === null
      ? null
      : db.department.findUnique({ where: { id: device.departmentId }, select: { name: true } }),
    device.locationId === null
      ? null
      : db.location.findUnique({ where: { id: device.locationId }, select: { name: true } }),
  ]);
  return {
    assetTag: device.assetTag,
    serialNumber: device.serialNumber,
    manufacturer: model.vendor.name,
    model: model.name,
    softwareVersion: version?.name ?? null,
    udiDi: device.udiDi,
    department: department?.name ?? null,
    location: location?.name ?? null,
    status: device.status as DeviceStatus,
    acquiredOn: device.acquiredOn as Day | null,
    inServiceOn: device.inServiceOn as Day | null,
    purchasePrice:
      device.purchasePrice !== null && device.currency !== null
        ? { amount: device.purchasePrice, currency: device.currency }
        : null,
    warrantyEndsOn: device.warrantyEndsOn as Day | null,
    criticality: device.criticality as Criticality | null,
    networkConnected: device.networkConnected as Tristate,
    storesPhi: device.storesPhi as Tristate,
    notTrackedReason: device.notTrackedReason,
    plannedReplacementOn: device.plannedReplacementOn as Day | null,
    notes: device.notes,
    ...productionOf(device),
  };
}

async function deviceDetail(source: Pick<Source, 'db' | 'sql'>, id: DeviceId, today: Day) {
  const { db, sql } = source;
  const device = found(await db.device.findUnique({ where: { id } }), 'device', id);
  const [loaded] = [...loadFacts(sql, [id])].flat();
  const { model, facts } = found(loaded, 'device', id);
  const support = supportOf(facts, today);
  const band = bandOf(support, today);
  const catalogue = vaultCatalogue(sql);
  const own = await componentViews(db, { catalogue, today }, { deviceId: id });
  const version =
    device.softwareVersionId === null
      ? []
      : await componentViews(db, { catalogue, today }, { softwareVersionId: device.softwareVersionId });
  const inherited = [...version, ...(await componentViews(db, { catalogue, today }, { modelId: device.modelId }))];
  const replaced = own.some(({ kind }) => kind === 'operating_system');
  const milestones = await milestoneViews(source, {
    modelId: device.modelId,
    OR: [{ deviceId: null }, { deviceId: id }],
  });
  return {
    ...(await deviceFields(source, device)),
    ...productionOf(device),
    udiWarnings: productionWarnings(device.udi, today),
    modelDi: await modelDi(db, device.modelId),
    id,
    revision: device.revision,
    modelId: device.modelId as ModelId,
    vendorId: model.vendorId as VendorId,
    deviceType: model.deviceType,
    retiredOn: device.retiredOn as Day | null,
    disposedOn: device.disposedOn as Day | null,
    dataErasedOn: device.dataErasedOn as Day | null,
    erasureDocumentId: device.erasureDocumentId as DocumentId | null,
    legacy: await legacyOf(db, device.modelId, id),
    createdAt: device.createdAt,
    updatedAt: device.updatedAt,
    updatedBy: device.updatedBy,
    support: {
      band,
      stage: support.stage,
      effectiveEnd: support.effectiveEnd,
      unlimited: support.tracked && support.complete && support.endsFrom === null && !support.ended,
      daysLeft: daysLeft(support, today),
      notLaterThan: band === 'unknown' ? support.endsUntil : null,
      limitedBy: support.limitedBy,
      technicalEnd: support.technicalEnd?.on ?? null,
      coverageEnd: support.coverageEnd,
      actBy: actionDue(support, model.leadMonths, day(device.createdAt.slice(0, 10)), today)?.by ?? null,
      reasons: [...support.reasons],
      terms: [...support.terms],
      options: [...optionsFor(facts, today)],
      leadMonths: model.leadMonths,
    },
    components: [...own, ...inherited.filter(({ kind }) => !(replaced && kind === 'operating_system'))],
    milestones: milestones.filter(
      ({ owner, softwareVersion }) => owner !== 'software_version' || softwareVersion === facts.softwareVersion,
    ),
    contracts: await contractLines(db, id),
  };
}

async function modelDi(db: Source['db'], id: string): Promise<string | null> {
  return (await db.deviceModel.findUniqueOrThrow({ where: { id }, select: { udiDi: true } })).udiDi;
}

async function contractLines(db: Source['db'], deviceId: string) {
  const lines = await db.contractLine.findMany({
    where: { deviceId },
    include: { contract: { include: { vendor: { select: { name: true } } } } },
    orderBy: { id: 'asc' },
  });
  return lines.map((line) => ({
    lineId: line.id,
    contractId: line.contractId as ContractId,
    number: line.contract.number,
    vendor: line.contract.vendor.name,
    startsOn: (line.startsOn ?? line.contract.startsOn) as Day | null,
    endsOn: (line.endsOn ?? line.contract.endsOn) as Day | null,
    renews: line.endsOn === null && line.contract.renewal === 'tacit' && line.contract.cancelledOn === null,
    includesSecurityUpdates: (line.includesSecurityUpdates ?? line.contract.includesSecurityUpdates) as Tristate,
  }));
}

/** Marks the devices that have the component, wherever it is recorded. @throws AppError `not_found` */
async function relistOwner({ db, relist }: CommandContext, componentId: ComponentId): Promise<void> {
  const component = found(
    await db.component.findUnique({
      where: { id: componentId },
      include: { softwareVersion: { select: { modelId: true } } },
    }),
    'component',
    componentId,
  );
  if (component.deviceId !== null) return relist.devices([component.deviceId as DeviceId]);
  const modelId = component.modelId ?? component.softwareVersion?.modelId;
  if (modelId) relist.models([modelId as ModelId]);
}
