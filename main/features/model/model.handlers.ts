import { statement } from '../../data/connection.ts';
import { leadTimeMonths } from '../../domain/action.ts';
import { BANDS, type Band } from '../../domain/band.ts';
import type { Day, Precision } from '../../domain/day.ts';
import type { DeviceCategory, Tristate } from '../../domain/device.ts';
import { AppError } from '../../domain/error.ts';
import type { ModelId, OwnMilestoneId, SoftwareVersionId, VendorId } from '../../domain/ids.ts';
import { type Installer, isMilestoneKind, type MilestoneKind, type Stage } from '../../domain/model.ts';
import type { Money } from '../../domain/money.ts';
import { modelKey } from '../../domain/name.ts';
import { milestoneTrigger } from '../../domain/obligation.ts';
import { storedDi } from '../../domain/udi/format.ts';
import { vaultCatalogue } from '../catalogue/catalogue.store.ts';
import type { CommandHandlers, QueryContext, QueryHandlers } from '../context.ts';
import { moneyOf } from '../contract/contract.store.ts';
import { bandCounts } from '../device/device-counts.store.ts';
import { bandSql } from '../device/device-filter.ts';
import { presentId } from '../duplicate/merged.store.ts';
import { proposeFindings } from '../finding/finding.store.ts';
import { historyOf } from '../history/history.store.ts';
import { recordsOfModel } from '../history/related-records.ts';
import { refreshObligations } from '../obligation/obligation.store.ts';
import { planSettings } from '../plan/settings.store.ts';
import { found, given, nextRevision, stamp } from '../records.ts';
import { ensureVendor } from '../vendor/vendor.store.ts';
import { judgeLegacy, legacyOf } from './legacy.store.ts';
import { letterCommands, letterQueries } from './letter.handlers.ts';
import { modelManyCommands, modelManyQueries } from './many.handlers.ts';
import { addOwnMilestone, appendMilestone, milestoneViews, requireKind } from './milestone.store.ts';
import { componentViews, ensureVersion, findModel, removeComponent, saveComponent } from './model.store.ts';

interface ListRow {
  readonly id: string;
  readonly manufacturer: string;
  readonly vendorId: string;
  readonly name: string;
  readonly deviceType: string | null;
  readonly devices: number;
  readonly updatesNeedContract: Tristate;
}
interface EndRow {
  readonly modelId: string;
  readonly kind: MilestoneKind;
  readonly onDay: Day;
  readonly precision: Precision;
}

const ORDER = {
  manufacturer: 'v."name" COLLATE NOCASE',
  name: 'm."name" COLLATE NOCASE',
  devices: '"devices"',
} as const;

export const modelQueries = {
  list: ({ search, vendorId, sort, descending, offset, limit }, { sql, today }) => {
    const like = `%${search.trim().replace(/[\\%_]/g, '\\$&')}%`;
    const where = `FROM "DeviceModel" m JOIN "Vendor" v ON v."id" = m."vendorId" WHERE (m."name" LIKE ? ESCAPE '\\' OR v."name" LIKE ? ESCAPE '\\' OR coalesce(m."deviceType", '') LIKE ? ESCAPE '\\') AND m."vendorId" = coalesce(?, m."vendorId")`;
    const asked = [like, like, like, vendorId ?? null];
    const total =
      statement<(string | null)[], { n: number }>(sql, `SELECT count(*) AS n ${where}`).get(...asked)?.n ?? 0;
    const rows = statement<(string | number | null)[], ListRow>(
      sql,
      `SELECT m."id", v."name" AS "manufacturer", m."vendorId", m."name", m."deviceType", m."updatesNeedContract",
         (SELECT count(*) FROM "Device" d WHERE d."modelId" = m."id") AS "devices"
       ${where} ORDER BY ${ORDER[sort]} ${descending ? 'DESC' : 'ASC'}, v."name", m."name", m."id" LIMIT ? OFFSET ?`,
    ).all(...asked, limit, offset);
    const ids = JSON.stringify(rows.map(({ id }) => id));
    const ends = statement<[string], EndRow>(
      sql,
      `SELECT "modelId", "kind", "onDay", "precision" FROM "Milestone" WHERE "modelId" IN (SELECT value FROM json_each(?))
         AND "softwareVersionId" IS NULL AND "deviceId" IS NULL AND "onDay" IS NOT NULL
         AND "kind" IN ('end_of_security_support', 'end_of_support', 'end_of_guaranteed_support') ORDER BY "id"`,
    ).all(ids);
    const bands = statement<[string], { modelId: string; band: Band; n: number }>(
      sql,
      `SELECT "modelId", ${bandSql(today)} AS band, count(*) AS n FROM "DeviceListing" WHERE "modelId" IN (SELECT value FROM json_each(?)) GROUP BY 1, 2`,
    ).all(ids);
    return {
      total,
      rows: rows.map((row) => {
        const end = decidingEnd(ends.filter(({ modelId }) => modelId === row.id));
        return {
          ...row,
          id: row.id as ModelId,
          vendorId: row.vendorId as VendorId,
          endsOn: end && { on: end.onDay, precision: end.precision },
          endKind: end?.kind ?? null,
          bands: inOrder(bands.filter(({ modelId }) => modelId === row.id)),
        };
      }),
    };
  },

  get: async ({ id: asked }, context) => {
    const { db, sql, today } = context;
    const id = presentId(sql, 'model', asked);
    const model = found(
      await db.deviceModel.findUnique({
        where: { id },
        include: { vendor: { select: { name: true } }, versions: { orderBy: { name: 'asc' } } },
      }),
      'model',
      id,
    );
    const catalogue = vaultCatalogue(sql);
    const versions = await Promise.all(
      model.versions.map(async (version) => ({
        id: version.id as SoftwareVersionId,
        name: version.name,
        devices: await db.device.count({ where: { softwareVersionId: version.id } }),
        components: await componentViews(db, { catalogue, today }, { softwareVersionId: version.id }),
      })),
    );
    return {
      ...modelFields(model),
      manufacturer: model.vendor.name,
      id,
      revision: model.revision,
      vendorId: model.vendorId as VendorId,
      devices: await db.device.count({ where: { modelId: id } }),
      leadMonths: leadTimeMonths(
        model.leadTimeMonths,
        model.category as DeviceCategory | null,
        planSettings(sql).leadMonths,
      ),
      bands: bandCounts(sql, today, { modelId: id }),
      versions: versions.map(({ components, ...version }) => version),
      components: [
        ...(await componentViews(db, { catalogue, today }, { modelId: id })),
        ...versions.flatMap(({ components }) => components),
      ],
      milestones: await milestoneViews(context, { modelId: id, deviceId: null }),
      legacy: await legacyOf(db, id, null),
    };
  },

  history: async ({ id }, { db, sql }) => {
    const model = found(await db.deviceModel.findUnique({ where: { id }, select: { importId: true } }), 'model', id);
    return historyOf(sql, await recordsOfModel({ db, sql }, id), { noun: 'model', id, ...model });
  },

  milestoneKinds: async (_input, { sql }) =>
    statement<[], { id: OwnMilestoneId; name: string; dates: number }>(
      sql,
      `SELECT o."id", o."name", count(n."id") AS "dates" FROM "OwnMilestone" o LEFT JOIN "Milestone" n ON n."kind" = o."id"
       GROUP BY o."id" ORDER BY o."name" COLLATE NOCASE`,
    ).all(),

  ...letterQueries,
  ...modelManyQueries,
} satisfies QueryHandlers<
  'model',
  'list' | 'get' | 'history' | 'milestoneKinds' | 'previewLetter' | 'chosen' | 'previewMany'
>;

export const modelCommands = {
  create: async ({ manufacturer, name, replacementPrice, ...fields }, context) => {
    const vendorId = await ensureVendor(context, manufacturer);
    await requireFreeName(context, vendorId, name, null);
    const id = context.newId<'model'>();
    const udiDi = storedDi(fields.udiDi, context.today);
    const data = { vendorId, name, nameKey: modelKey(name), ...fields, udiDi, ...priceColumns(replacementPrice) };
    await context.db.deviceModel.create({ data: { id, ...data, ...stamp(context) } });
    context.record('model', id, null, data);
    await proposeFindings(context, { modelIds: [id] });
    return { id, revision: 1 };
  },

  update: async ({ id, revision, changes }, context) => {
    const current = found(await context.db.deviceModel.findUnique({ where: { id } }), 'model', id);
    const next = nextRevision(context, 'model', current.revision, revision);
    const { manufacturer, name, replacementPrice, ...fields } = changes;
    const vendorId = manufacturer === undefined ? current.vendorId : await ensureVendor(context, manufacturer);
    await requireFreeName(context, vendorId, name ?? current.name, id);
    const data = {
      vendorId,
      name: name ?? current.name,
      nameKey: modelKey(name ?? current.name),
      ...given(fields),
      ...(fields.udiDi === undefined ? {} : { udiDi: storedDi(fields.udiDi, context.today) }),
      ...priceColumns(replacementPrice),
    };
    await context.db.deviceModel.update({ where: { id }, data: { ...data, ...next } });
    const { replacementPrice: price, ...old } = modelFields(current);
    const before = { ...old, ...priceColumns(price), vendorId: current.vendorId, nameKey: current.nameKey };
    context.record('model', id, before, { ...before, ...data });
    context.relist.models([id]);
    await proposeFindings(context, { modelIds: [id] });
    return { id, revision: next.revision };
  },

  recordMilestone: async ({ modelId, softwareVersion, deviceId, ...fields }, context) => {
    found(await context.db.deviceModel.findUnique({ where: { id: modelId }, select: { id: true } }), 'model', modelId);
    await requireKind(context, fields.kind);
    if (deviceId !== null) {
      found(
        await context.db.device.findFirst({ where: { id: deviceId, modelId }, select: { id: true } }),
        'device',
        deviceId,
      );
      // A device has one history of each date, whichever version it runs.
      if (softwareVersion?.trim())
        throw new AppError('input_refused', { problem: 'version_of_device', field: 'softwareVersion' });
    }
    const softwareVersionId = await ensureVersion(context, modelId, softwareVersion);
    const { id, ...distances } = appendMilestone(context, { modelId, softwareVersionId, deviceId, ...fields });
    if (isMilestoneKind(fields.kind)) {
      if (deviceId === null) context.relist.models([modelId]);
      else context.relist.devices([deviceId]);
    }
    if (deviceId === null)
      await refreshObligations(context, [milestoneTrigger(modelId, softwareVersionId, fields.kind)]);
    return { milestoneId: id, ...distances };
  },

  addMilestoneKind: async ({ name }, context) => ({ id: await addOwnMilestone(context, name) }),

  judgeLegacy: async ({ modelId, ...fields }, context) => {
    found(await context.db.deviceModel.findUnique({ where: { id: modelId }, select: { id: true } }), 'model', modelId);
    await judgeLegacy(context, { modelId }, fields);
    return { recorded: true };
  },

  saveComponent: async ({ modelId, softwareVersion, componentId, revision, fields }, context) => {
    found(await context.db.deviceModel.findUnique({ where: { id: modelId }, select: { id: true } }), 'model', modelId);
    const softwareVersionId = await ensureVersion(context, modelId, softwareVersion);
    const owner = softwareVersionId === null ? { modelId } : { softwareVersionId };
    const id = await saveComponent(context, owner, componentId, revision, fields);
    context.relist.models([modelId]);
    await proposeFindings(context, { modelIds: [modelId] });
    return { componentId: id };
  },

  removeComponent: async ({ modelId, componentId, revision }, context) => {
    await removeComponent(context, { OR: [{ modelId }, { softwareVersion: { modelId } }] }, componentId, revision);
    context.relist.models([modelId]);
    return { removed: true };
  },

  ...modelManyCommands,
  ...letterCommands,
} satisfies CommandHandlers<
  'model',
  | 'create'
  | 'update'
  | 'updateMany'
  | 'recordMilestone'
  | 'addMilestoneKind'
  | 'recordLetter'
  | 'judgeLegacy'
  | 'saveComponent'
  | 'removeComponent'
>;

interface ModelRecord {
  readonly name: string;
  readonly deviceType: string | null;
  readonly category: string | null;
  readonly udiDi: string | null;
  readonly catalogNumber: string | null;
  readonly gmdnCode: string | null;
  readonly gmdnTerm: string | null;
  readonly stage: string | null;
  readonly updatesNeedContract: string;
  readonly whoInstalls: string | null;
  readonly leadTimeMonths: number | null;
  readonly replacementPrice: string | null;
  readonly replacementCurrency: string | null;
  readonly notes: string | null;
}

function modelFields(model: ModelRecord) {
  const { name, deviceType, udiDi, catalogNumber, gmdnCode, gmdnTerm, leadTimeMonths, notes } = model;
  return {
    name,
    deviceType,
    category: model.category as DeviceCategory | null,
    udiDi,
    ...{ catalogNumber, gmdnCode, gmdnTerm },
    stage: model.stage as Stage | null,
    updatesNeedContract: model.updatesNeedContract as Tristate,
    whoInstalls: model.whoInstalls as Installer | null,
    leadTimeMonths,
    replacementPrice: moneyOf(model.replacementPrice, model.replacementCurrency),
    notes,
  };
}

/** The price as its two columns; nothing when it was not given. */
function priceColumns(price: Money | null | undefined) {
  return price === undefined
    ? {}
    : { replacementPrice: price?.amount ?? null, replacementCurrency: price?.currency ?? null };
}

async function requireFreeName(
  context: Pick<QueryContext, 'db' | 'sql'>,
  vendorId: string,
  name: string,
  own: ModelId | null,
): Promise<void> {
  const other = await findModel(context, vendorId, name);
  if (other !== null && other !== own)
    throw new AppError('already_exists', { noun: 'model', field: 'name', value: name });
}

/** The newest entry of the first kind that decides (domain.md 1.4). */
function decidingEnd(rows: readonly EndRow[]): EndRow | null {
  for (const kind of ['end_of_security_support', 'end_of_support', 'end_of_guaranteed_support']) {
    const last = rows.filter((row) => row.kind === kind).at(-1);
    if (last) return last;
  }
  return null;
}

function inOrder(rows: readonly { readonly band: Band; readonly n: number }[]): Partial<Record<Band, number>> {
  return Object.fromEntries(BANDS.flatMap((band) => rows.filter((row) => row.band === band).map(({ n }) => [band, n])));
}
