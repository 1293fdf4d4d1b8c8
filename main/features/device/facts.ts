import { type SqlConnection, type Statement, statement } from '../../data/connection.ts';
import { leadTimeMonths } from '../../domain/action.ts';
import type { ComponentExtension, ComponentFact, ComponentStatement, StatementKind } from '../../domain/component.ts';
import type { NoticeUnit, Renewal } from '../../domain/contract.ts';
import { type CoverLine, contractCoverLine, type UpdateEntitlement, warrantyCoverLine } from '../../domain/cover.ts';
import type { Day, Precision } from '../../domain/day.ts';
import type { DeviceCategory, DeviceStatus, Tristate } from '../../domain/device.ts';
import type { MilestoneEntry, MilestoneHistory } from '../../domain/milestone.ts';
import type { ComponentKind, Confidence, MilestoneKind, Stage } from '../../domain/model.ts';
import type { SupportFacts } from '../../domain/support.ts';

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

const NO_DATES: MilestoneHistory = {};
const SCOPE = 'IN (SELECT value FROM json_each(?))';

/** Devices of one portion: few enough to let other calls through between two. */
const PORTION = 1000;

/**
 * Reads the facts of the devices in scope (`null` for all) in portions, so that 100,000 of them never lie in memory at once
 * and nothing is left open on the connection between two. What devices share is read first, with what is their own.
 */
export function* loadFacts(sql: SqlConnection, deviceIds: readonly string[] | null): Generator<DeviceFacts[]> {
  const scope = deviceIds === null ? [] : [JSON.stringify(deviceIds)];
  const where = (column: string) => (deviceIds === null ? '' : `WHERE ${column} ${SCOPE}`);
  const statements = readStatements(sql);
  const extensions = readExtensions(sql);
  const components = readComponents(sql, statements, extensions);
  const dates = readDates(sql);
  const models = readModels(sql, components.byModel, dates.byModel);
  const versions = readVersions(sql, components.byVersion, dates.byVersion);
  const own = readOwnComponents(sql, where('"deviceId"'), scope, deviceIds === null, statements, extensions);
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
      return [deviceFacts(device, model, version, own.get(id), cover.get(id), dates.byDevice.get(id))];
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

interface Own<T> {
  readonly items: readonly T[];
  readonly signature: string;
}

function deviceFacts(
  device: DeviceBase,
  model: ModelFacts,
  version: VersionFacts | null,
  own: Own<ComponentFact> | undefined,
  cover: Own<CoverLine> | undefined,
  deviceDates: MilestoneHistory | undefined,
): DeviceFacts {
  const warranty =
    device.warrantyEndsOn && warrantyCoverLine(device.inServiceOn ?? device.acquiredOn, device.warrantyEndsOn);
  const lines = cover?.items ?? [];
  // Only where cover can limit does the warranty make devices differ.
  const coverSignature =
    model.entitlement.needsContract === 'yes' ? `${warranty ? `${warranty.startsOn}>${warranty.endsOn}` : ''}` : '';
  return {
    device,
    model,
    version,
    facts: {
      status: device.status,
      notTrackedReason: device.notTrackedReason,
      declaredStage: model.declaredStage,
      softwareVersion: version?.name ?? null,
      deviceDates: deviceDates ?? NO_DATES,
      versionDates: version?.dates ?? NO_DATES,
      modelDates: model.dates,
      components: effectiveComponents(model.components, version?.components ?? [], own?.items ?? []),
      entitlement: model.entitlement,
      cover: warranty ? [...lines, warranty] : lines,
    },
    signature: [
      model.id,
      device.softwareVersionId,
      device.status,
      device.notTrackedReason,
      own?.signature,
      cover?.signature,
      coverSignature,
      deviceDates ? device.id : '',
    ].join('|'),
  };
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

interface ComponentRow {
  readonly id: string;
  readonly modelId: string | null;
  readonly softwareVersionId: string | null;
  readonly deviceId: string | null;
  readonly kind: ComponentKind;
  readonly label: string;
  readonly edition: string | null;
  readonly releaseKey: string | null;
  readonly securityRelevant: number;
  readonly endOn: Day | null;
  readonly endPrecision: Precision | null;
}
const COMPONENT_COLUMNS =
  '"id", "modelId", "softwareVersionId", "deviceId", "kind", "label", "edition", "releaseKey", "securityRelevant", "endOn", "endPrecision"';

type Statements = ReadonlyMap<string, readonly ComponentStatement[]>;
type Extensions = ReadonlyMap<string, readonly ComponentExtension[]>;

function componentFact(row: ComponentRow, statements: Statements, extensions: Extensions): ComponentFact {
  return {
    kind: row.kind,
    name: row.label,
    edition: row.edition,
    releaseKey: row.releaseKey,
    securityRelevant: row.securityRelevant === 1,
    ownEnd: row.endOn && { on: row.endOn, precision: row.endPrecision ?? 'day' },
    statements: statements.get(row.id) ?? [],
    extensions: extensions.get(row.id) ?? [],
  };
}

function readComponents(sql: SqlConnection, statements: Statements, extensions: Extensions) {
  const byModel = new Map<string, ComponentFact[]>();
  const byVersion = new Map<string, ComponentFact[]>();
  for (const row of statement<[], ComponentRow>(
    sql,
    `SELECT ${COMPONENT_COLUMNS} FROM "Component" WHERE "deviceId" IS NULL`,
  ).all()) {
    const fact = componentFact(row, statements, extensions);
    if (row.modelId !== null) append(byModel, row.modelId, fact);
    else if (row.softwareVersionId !== null) append(byVersion, row.softwareVersionId, fact);
  }
  return { byModel, byVersion };
}

/** Components of single devices. Equal ones are one object, because a fleet of thousands runs the same few systems. */
function readOwnComponents(
  sql: SqlConnection,
  where: string,
  scope: string[],
  all: boolean,
  statements: Statements,
  extensions: Extensions,
): ReadonlyMap<string, Own<ComponentFact>> {
  const shared = new Map<string, Own<ComponentFact>>();
  const result = new Map<string, Own<ComponentFact>>();
  const text = `SELECT ${COMPONENT_COLUMNS} FROM "Component" ${all ? 'WHERE "deviceId" IS NOT NULL' : where}`;
  for (const row of statement<string[], ComponentRow>(sql, text).iterate(...scope)) {
    if (row.deviceId === null) continue;
    const special = statements.has(row.id) || extensions.has(row.id);
    const before = result.get(row.deviceId);
    const part = `${row.kind}:${row.label}:${row.edition}:${row.releaseKey}:${row.securityRelevant}:${row.endOn}:${row.endPrecision}:${special ? row.id : ''}`;
    const signature = before ? `${before.signature};${part}` : part;
    const known = shared.get(signature) ?? {
      items: [...(before?.items ?? []), componentFact(row, statements, extensions)],
      signature,
    };
    shared.set(signature, known);
    result.set(row.deviceId, known);
  }
  return result;
}

function readStatements(sql: SqlConnection): Statements {
  const result = new Map<string, ComponentStatement[]>();
  const rows = statement<[], { componentId: string; kind: StatementKind; statedOn: Day; untilOn: Day | null }>(
    sql,
    'SELECT "componentId", "kind", "statedOn", "untilOn" FROM "ComponentStatement"',
  );
  for (const { componentId, ...one } of rows.all()) append(result, componentId, one);
  return result;
}

function readExtensions(sql: SqlConnection): Extensions {
  const result = new Map<string, ComponentExtension[]>();
  const rows = statement<[], { componentId: string; purchasedUntilOn: Day; hasProof: number; vendorApproved: number }>(
    sql,
    'SELECT "componentId", "purchasedUntilOn", ("proof" IS NOT NULL OR "proofDocumentId" IS NOT NULL) AS "hasProof", "vendorApproved" FROM "ComponentExtension"',
  );
  for (const { componentId, purchasedUntilOn, hasProof, vendorApproved } of rows.all()) {
    append(result, componentId, { purchasedUntilOn, hasProof: hasProof === 1, vendorApproved: vendorApproved === 1 });
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

function readDates(sql: SqlConnection) {
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
  readonly updatesNeedContract: Tristate;
  /** Newest answer to PM-07, "security updates without a service contract", of an assessment of this model. */
  readonly updatesWithoutContract: string | null;
}

function readModels(
  sql: SqlConnection,
  components: ReadonlyMap<string, readonly ComponentFact[]>,
  dates: ReadonlyMap<string, MilestoneHistory>,
): ReadonlyMap<string, ModelFacts> {
  const rows = statement<[], ModelRow>(
    sql,
    `SELECT m."id", m."vendorId", v."name" AS "manufacturer", m."name", m."deviceType", m."category", m."leadTimeMonths", m."stage",
       m."updatesNeedContract",
       (SELECT a."value" FROM "Assessment" s JOIN "Answer" a ON a."assessmentId" = s."id" JOIN "ChecklistControl" c ON c."id" = a."controlId"
        WHERE s."modelId" = m."id" AND c."code" = 'PM-07' AND a."value" IN ('yes', 'no') ORDER BY a."updatedAt" DESC LIMIT 1) AS "updatesWithoutContract"
     FROM "DeviceModel" m JOIN "Vendor" v ON v."id" = m."vendorId"`,
  );
  return new Map(
    rows.all().map((row) => [
      row.id,
      {
        id: row.id,
        vendorId: row.vendorId,
        manufacturer: row.manufacturer,
        name: row.name,
        deviceType: row.deviceType,
        leadMonths: leadTimeMonths(row.leadTimeMonths, row.category),
        declaredStage: row.stage,
        entitlement: entitlementOf(row),
        dates: dates.get(row.id) ?? NO_DATES,
        components: components.get(row.id) ?? [],
      },
    ]),
  );
}

/** The model's own word goes before the answer in its newest assessment (domain.md 1.4, checklist PM-07). */
function entitlementOf(row: ModelRow): UpdateEntitlement {
  if (row.updatesNeedContract !== 'unknown') return { needsContract: row.updatesNeedContract, saidBy: 'model' };
  if (row.updatesWithoutContract === null) return { needsContract: 'unknown', saidBy: null };
  return { needsContract: row.updatesWithoutContract === 'yes' ? 'no' : 'yes', saidBy: 'checklist' };
}

function readVersions(
  sql: SqlConnection,
  components: ReadonlyMap<string, readonly ComponentFact[]>,
  dates: ReadonlyMap<string, MilestoneHistory>,
): ReadonlyMap<string, VersionFacts> {
  const rows = statement<[], { id: string; name: string }>(sql, 'SELECT "id", "name" FROM "SoftwareVersion"').all();
  return new Map(
    rows.map(({ id, name }) => [id, { name, dates: dates.get(id) ?? NO_DATES, components: components.get(id) ?? [] }]),
  );
}

interface CoverRow {
  readonly deviceId: string;
  readonly lineStartsOn: Day | null;
  readonly lineEndsOn: Day | null;
  readonly lineUpdates: Tristate | null;
  readonly number: string;
  readonly startsOn: Day | null;
  readonly endsOn: Day | null;
  readonly renewal: Renewal;
  readonly renewalMonths: number | null;
  readonly noticeAmount: number | null;
  readonly noticeUnit: NoticeUnit | null;
  readonly cancelledOn: Day | null;
  readonly includesSecurityUpdates: Tristate;
}

function readCover(sql: SqlConnection, where: string, scope: string[]): ReadonlyMap<string, Own<CoverLine>> {
  const shared = new Map<string, Own<CoverLine>>();
  const result = new Map<string, Own<CoverLine>>();
  const rows = statement<string[], CoverRow>(
    sql,
    `SELECT l."deviceId", l."startsOn" AS "lineStartsOn", l."endsOn" AS "lineEndsOn", l."includesSecurityUpdates" AS "lineUpdates",
       c."number", c."startsOn", c."endsOn", c."renewal", c."renewalMonths", c."noticeAmount", c."noticeUnit", c."cancelledOn", c."includesSecurityUpdates"
     FROM "ContractLine" l JOIN "Contract" c ON c."id" = l."contractId" ${where}`,
  );
  for (const row of rows.iterate(...scope)) {
    const before = result.get(row.deviceId);
    const part = `${row.number}:${row.lineStartsOn}:${row.lineEndsOn}:${row.lineUpdates}`;
    const signature = before ? `${before.signature};${part}` : part;
    const known = shared.get(signature) ?? { items: [...(before?.items ?? []), coverLine(row)], signature };
    shared.set(signature, known);
    result.set(row.deviceId, known);
  }
  return result;
}

function coverLine(row: CoverRow): CoverLine {
  const { startsOn, endsOn, renewal, renewalMonths, noticeAmount, noticeUnit, cancelledOn } = row;
  return contractCoverLine(
    {
      number: row.number,
      terms: { startsOn, endsOn, renewal, renewalMonths, noticeAmount, noticeUnit, cancelledOn },
      includesSecurityUpdates: row.includesSecurityUpdates,
    },
    { startsOn: row.lineStartsOn, endsOn: row.lineEndsOn, includesSecurityUpdates: row.lineUpdates },
  );
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
