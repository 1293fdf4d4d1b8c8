import { type SqlConnection, type Statement, statement } from '../../data/connection.ts';
import { leadTimeMonths } from '../../domain/action.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { ComponentFact } from '../../domain/component.ts';
import { type CoverLine, type UpdateEntitlement, warrantyCoverLine } from '../../domain/cover.ts';
import type { Day, Precision } from '../../domain/day.ts';
import { type DeviceCategory, type DeviceStatus, WATCHED_STATUSES } from '../../domain/device.ts';
import type { MilestoneEntry, MilestoneHistory } from '../../domain/milestone.ts';
import type { Confidence, MilestoneKind, Stage } from '../../domain/model.ts';
import type { SupportFacts } from '../../domain/support.ts';
import { vaultCatalogue } from '../catalogue/catalogue.store.ts';
import { readEntitlements } from '../model/entitlement.store.ts';
import { planSettings } from '../plan/settings.store.ts';
import { readComponents, readExtensions, readOwnComponents, readStatements } from './component-facts.ts';
import { readCover } from './cover-facts.ts';
import type { SharedList } from './shared-lists.ts';

/** What a device is, for the register. */
export interface DeviceBase {
  readonly id: string;
  readonly assetTag: string | null;
  readonly serialNumber: string | null;
  readonly modelId: string;
  readonly softwareVersionId: string | null;
  readonly udiDi: string | null;
  readonly department: string | null;
  readonly location: string | null;
  readonly status: DeviceStatus;
  readonly acquiredOn: Day | null;
  readonly inServiceOn: Day | null;
  readonly warrantyEndsOn: Day | null;
  readonly notTrackedReason: string | null;
  readonly createdAt: string;
}

/** A model with everything that its devices share. */
export interface ModelFacts {
  readonly id: string;
  readonly vendorId: string;
  readonly manufacturer: string;
  readonly name: string;
  readonly deviceType: string | null;
  readonly leadMonths: number;
  readonly declaredStage: Stage | null;
  readonly entitlement: UpdateEntitlement;
  readonly dates: MilestoneHistory;
  readonly components: readonly ComponentFact[];
}

export interface VersionFacts {
  readonly name: string;
  readonly dates: MilestoneHistory;
  readonly components: readonly ComponentFact[];
}

/** One device with what decides its support. Devices with the same `signature` have the same support. */
export interface DeviceFacts {
  readonly device: DeviceBase;
  readonly model: ModelFacts;
  readonly version: VersionFacts | null;
  readonly facts: SupportFacts;
  readonly signature: string;
}

/** Of whom no date is known. */
export const NO_DATES: MilestoneHistory = {};
const NOBODY_SAID: UpdateEntitlement = { needsContract: 'unknown', saidBy: null };
const SCOPE = 'IN (SELECT value FROM json_each(?))';

/** Devices of one portion: few enough to let other calls through between two. */
const PORTION = 1000;

/**
 * Reads the facts of the devices in scope (`null` for all) in portions, so that 100,000 of them never lie in memory at once
 * and nothing is left open on the connection between two. What devices share is read first, with what is their own.
 * @param catalogue the vault's, unless one asks what another would change
 */
export function* loadFacts(
  sql: SqlConnection,
  deviceIds: readonly string[] | null,
  catalogue: Catalogue = vaultCatalogue(sql),
): Generator<DeviceFacts[]> {
  const scope = deviceIds === null ? [] : [JSON.stringify(deviceIds)];
  const where = (column: string) => (deviceIds === null ? '' : `WHERE ${column} ${SCOPE}`);
  const sources = {
    statements: readStatements(sql),
    extensions: readExtensions(sql),
    catalogue,
  };
  const components = readComponents(sql, sources);
  const dates = readDates(sql);
  const models = readModels(sql, components.byModel, dates.byModel);
  const versions = readVersions(sql, components.byVersion, dates.byVersion);
  const own = readOwnComponents(sql, where('"deviceId"') || 'WHERE "deviceId" IS NOT NULL', scope, sources);
  const cover = readCover(sql, where('l."deviceId"'), scope);
  const text = `SELECT d.rowid AS "place", d."id", d."assetTag", d."serialNumber", d."modelId", d."softwareVersionId", d."udiDi", p."name" AS "department",
       o."name" AS "location", d."status", d."acquiredOn", d."inServiceOn", d."warrantyEndsOn", d."notTrackedReason", d."createdAt"
     FROM "Device" d LEFT JOIN "Department" p ON p."id" = d."departmentId" LEFT JOIN "Location" o ON o."id" = d."locationId"`;
  const portions =
    deviceIds === null
      ? allPortions(statement<[number], DeviceRow>(sql, `${text} WHERE d.rowid > ? ORDER BY d.rowid LIMIT ${PORTION}`))
      : chosenPortions(statement<[string], DeviceRow>(sql, `${text} WHERE d."id" ${SCOPE}`), deviceIds);
  for (const rows of portions) {
    yield rows.flatMap((device) => {
      const model = models.get(device.modelId);
      if (!model) return [];
      const { id, softwareVersionId } = device;
      const version = softwareVersionId === null ? null : (versions.get(softwareVersionId) ?? null);
      return [deviceFacts(device, model, version, own.of(id), cover.get(id), dates.byDevice.get(id))];
    });
  }
}

type DeviceRow = DeviceBase & { readonly place: number };

function* allPortions(select: Statement<[number], DeviceRow>): Generator<DeviceRow[]> {
  for (let place = 0; ; ) {
    const rows = select.all(place);
    const last = rows.at(-1);
    if (last === undefined) return;
    place = last.place;
    yield rows;
  }
}

function* chosenPortions(select: Statement<[string], DeviceRow>, ids: readonly string[]): Generator<DeviceRow[]> {
  for (let start = 0; start < ids.length; start += PORTION)
    yield select.all(JSON.stringify(ids.slice(start, start + PORTION)));
}

function deviceFacts(
  device: DeviceBase,
  model: ModelFacts,
  version: VersionFacts | null,
  own: SharedList<ComponentFact>,
  cover: SharedList<CoverLine> | undefined,
  deviceDates: MilestoneHistory | undefined,
): DeviceFacts {
  return {
    device,
    model,
    version,
    signature: signatureOf(device, model, version, own, cover, deviceDates !== undefined),
    // Of many devices with one signature only the first is asked.
    get facts(): SupportFacts {
      const warranty = warrantyOf(device);
      return {
        status: device.status,
        notTrackedReason: device.notTrackedReason,
        declaredStage: model.declaredStage,
        softwareVersion: version?.name ?? null,
        deviceDates: deviceDates ?? NO_DATES,
        versionDates: version?.dates ?? NO_DATES,
        modelDates: model.dates,
        components: effectiveComponents(model.components, version?.components ?? [], own.items),
        entitlement: model.entitlement,
        cover: warranty ? [...(cover?.items ?? []), warranty] : (cover?.items ?? []),
      };
    },
  };
}

function warrantyOf({ warrantyEndsOn, inServiceOn, acquiredOn }: DeviceBase): CoverLine | null {
  return warrantyEndsOn && warrantyCoverLine(inServiceOn ?? acquiredOn, warrantyEndsOn);
}

/** Only what can make a difference, so that as many devices as possible share it. */
function signatureOf(
  device: DeviceBase,
  model: ModelFacts,
  version: VersionFacts | null,
  own: SharedList<ComponentFact>,
  cover: SharedList<CoverLine> | undefined,
  hasDates: boolean,
): string {
  const { id, status, notTrackedReason, softwareVersionId } = device;
  if (!WATCHED_STATUSES.includes(status) || notTrackedReason !== null)
    return `${model.id}|${status}|${notTrackedReason ?? ''}`;
  const versionCounts = version !== null && (version.components.length > 0 || version.dates !== NO_DATES);
  const needsContract = model.entitlement.needsContract === 'yes';
  const warranty = needsContract ? warrantyOf(device) : null;
  return [
    model.id,
    versionCounts ? softwareVersionId : '',
    own.signature,
    needsContract ? cover?.signature : '',
    warranty ? `${warranty.startsOn}>${warranty.endsOn}` : '',
    hasDates ? id : '',
  ].join('|');
}

/**
 * The components that count for a device. What is recorded nearer to the device goes before what is recorded further away:
 * its operating system replaces the version's and the model's, and a component of the same name replaces its namesake.
 */
export function effectiveComponents(
  model: readonly ComponentFact[],
  version: readonly ComponentFact[],
  own: readonly ComponentFact[],
): readonly ComponentFact[] {
  if (own.length === 0 && version.length === 0) return model;
  const slot = (component: ComponentFact) =>
    component.kind === 'operating_system' ? 'operating_system' : `${component.kind}|${component.name.toLowerCase()}`;
  const result = [...own];
  for (const layer of [version, model]) {
    const taken = new Set(result.map(slot));
    result.push(...layer.filter((component) => !taken.has(slot(component))));
  }
  return result;
}

interface MilestoneRow {
  readonly modelId: string;
  readonly softwareVersionId: string | null;
  readonly deviceId: string | null;
  readonly kind: MilestoneKind;
  readonly onDay: Day | null;
  readonly precision: Precision;
  readonly vendorTerm: string | null;
  readonly source: string | null;
  readonly announcedOn: Day | null;
  readonly receivedOn: Day | null;
  readonly confidence: Confidence;
}

/** The dates of vendors by whom they belong to. */
export function readDates(sql: SqlConnection) {
  const owners = {
    byModel: new Map<string, MilestoneHistory>(),
    byVersion: new Map<string, MilestoneHistory>(),
    byDevice: new Map<string, MilestoneHistory>(),
  };
  // Identifiers sort by the time at which they were made, so the newest entry of a kind comes last.
  const rows = statement<[], MilestoneRow>(
    sql,
    'SELECT "modelId", "softwareVersionId", "deviceId", "kind", "onDay", "precision", "vendorTerm", "source", "announcedOn", "receivedOn", "confidence" FROM "Milestone" ORDER BY "id"',
  );
  for (const row of rows.all()) {
    const [map, owner] =
      row.deviceId !== null
        ? [owners.byDevice, row.deviceId]
        : row.softwareVersionId !== null
          ? [owners.byVersion, row.softwareVersionId]
          : [owners.byModel, row.modelId];
    const { kind, onDay, precision, vendorTerm, source, announcedOn, receivedOn, confidence } = row;
    const entry: MilestoneEntry = {
      kind,
      on: onDay && { on: onDay, precision },
      vendorTerm,
      source,
      announcedOn,
      receivedOn,
      confidence,
    };
    const history = map.get(owner) ?? {};
    map.set(owner, { ...history, [kind]: [...(history[kind] ?? []), entry] });
  }
  return owners;
}

interface ModelRow {
  readonly id: string;
  readonly vendorId: string;
  readonly manufacturer: string;
  readonly name: string;
  readonly deviceType: string | null;
  readonly category: DeviceCategory | null;
  readonly leadTimeMonths: number | null;
  readonly stage: Stage | null;
}

/** Every model with what its devices share. */
export function readModels(
  sql: SqlConnection,
  components: ReadonlyMap<string, readonly ComponentFact[]>,
  dates: ReadonlyMap<string, MilestoneHistory>,
): ReadonlyMap<string, ModelFacts> {
  const rows = statement<[], ModelRow>(
    sql,
    `SELECT m."id", m."vendorId", v."name" AS "manufacturer", m."name", m."deviceType", m."category", m."leadTimeMonths", m."stage"
     FROM "DeviceModel" m JOIN "Vendor" v ON v."id" = m."vendorId"`,
  );
  const entitlements = readEntitlements(sql);
  const { leadMonths } = planSettings(sql);
  return new Map(
    rows.all().map((row) => [
      row.id,
      {
        id: row.id,
        vendorId: row.vendorId,
        manufacturer: row.manufacturer,
        name: row.name,
        deviceType: row.deviceType,
        leadMonths: leadTimeMonths(row.leadTimeMonths, row.category, leadMonths),
        declaredStage: row.stage,
        entitlement: entitlements.get(row.id) ?? NOBODY_SAID,
        dates: dates.get(row.id) ?? NO_DATES,
        components: components.get(row.id) ?? [],
      },
    ]),
  );
}

/** Every software version with its own dates and components. */
export function readVersions(
  sql: SqlConnection,
  components: ReadonlyMap<string, readonly ComponentFact[]>,
  dates: ReadonlyMap<string, MilestoneHistory>,
): ReadonlyMap<string, VersionFacts> {
  const rows = statement<[], { id: string; name: string }>(sql, 'SELECT "id", "name" FROM "SoftwareVersion"').all();
  return new Map(
    rows.map(({ id, name }) => [id, { name, dates: dates.get(id) ?? NO_DATES, components: components.get(id) ?? [] }]),
  );
}
