import type { z } from 'zod';
import type { componentFieldsSchema, componentSchema } from '../../contract/device.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import type { ComponentStatementModel } from '../../data/prisma/models.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { StatementKind } from '../../domain/component.ts';
import { type Day, exactly } from '../../domain/day.ts';
import { AppError } from '../../domain/error.ts';
import type { ComponentId, DocumentId, ModelId, SoftwareVersionId } from '../../domain/ids.ts';
import type { ComponentKind } from '../../domain/model.ts';
import { modelKey, vendorKey, versionKey } from '../../domain/name.ts';
import type { CommandContext, Records, Source } from '../context.ts';
import { mergedModels } from '../duplicate/merged.store.ts';
import { keepFindingsOf } from '../finding/kept-findings.ts';
import { found, nextRevision, partialDay, stamp } from '../records.ts';
import { ensureVendor } from '../vendor/vendor.store.ts';

type ComponentView = z.input<typeof componentSchema>;
type ComponentFields = z.output<typeof componentFieldsSchema>;

/** The model of a vendor by its name; null when there is none. */
export async function findModel(
  { db, sql }: Pick<Source, 'db' | 'sql'>,
  vendorId: string,
  name: string,
): Promise<ModelId | null> {
  const nameKey = modelKey(name);
  const where = { vendorId_nameKey: { vendorId, nameKey } };
  const own = await db.deviceModel.findUnique({ where, select: { id: true } });
  // A name that was merged into another still means that model.
  const merged = () => mergedModels(sql).find((one) => one.vendorId === vendorId && one.nameKey === nameKey);
  return ((own ?? merged())?.id as ModelId | undefined) ?? null;
}

/** The model of that manufacturer and name; both are made when there are none. */
export async function ensureModel(
  context: CommandContext,
  manufacturer: string,
  name: string,
  deviceType: string | null = null,
): Promise<ModelId> {
  const vendorId = await ensureVendor(context, manufacturer);
  const known = await findModel(context, vendorId, name);
  if (known) return known;
  const id = context.newId<'model'>();
  await context.db.deviceModel.create({
    data: { id, vendorId, name: name.trim(), nameKey: modelKey(name), deviceType, ...stamp(context) },
  });
  context.record('model', id, null, { name: name.trim() });
  context.touch('model');
  return id;
}

/** The software version of a model; made when there is none; null for no name. */
export async function ensureVersion(
  context: CommandContext,
  modelId: string,
  name: string | null,
): Promise<SoftwareVersionId | null> {
  if (!name?.trim()) return null;
  const nameKey = versionKey(name);
  const known = await context.db.softwareVersion.findUnique({
    where: { modelId_nameKey: { modelId, nameKey } },
    select: { id: true },
  });
  if (known) return known.id as SoftwareVersionId;
  const id = context.newId<'softwareVersion'>();
  await context.db.softwareVersion.create({ data: { id, modelId, name: name.trim(), nameKey, ...stamp(context) } });
  return id;
}

/** Components with their statements and extensions, as pages show them. */
export async function componentViews(
  db: Records,
  { catalogue, today }: { readonly catalogue: Catalogue; readonly today: Day },
  where: { deviceId: string } | { modelId: string } | { softwareVersionId: string },
): Promise<ComponentView[]> {
  const rows = await db.component.findMany({
    where,
    include: {
      statements: { orderBy: [{ statedOn: 'desc' }, { id: 'desc' }] },
      extensions: { orderBy: { id: 'desc' } },
      softwareVersion: { select: { name: true } },
    },
    orderBy: [{ kind: 'desc' }, { label: 'asc' }],
  });
  return rows.map((row) => {
    const match = catalogue.identify({ name: row.label, edition: row.edition, releaseKey: row.releaseKey });
    const release = match.kind === 'release' ? match.release : null;
    const end = release?.securityEnd;
    const override = release?.override ?? null;
    const ownEnd = partialDay(row.endOn, row.endPrecision);
    return {
      id: row.id as ComponentId,
      revision: row.revision,
      kind: row.kind as ComponentKind,
      label: row.label,
      edition: row.edition,
      version: release?.version ?? row.version,
      supplier: row.supplier,
      purl: row.purl,
      cpe: row.cpe,
      release: release?.label ?? null,
      releaseKey: row.releaseKey,
      missing: match.kind === 'ambiguous' ? match.missing : null,
      endsOn: ownEnd ?? (end && end !== 'open' && end !== 'ended' ? exactly(end) : null),
      ownEnd,
      endSource: row.endSource,
      securityRelevant: row.securityRelevant,
      owner: row.deviceId !== null ? 'device' : row.softwareVersionId !== null ? 'software_version' : 'model',
      softwareVersion: row.softwareVersion?.name ?? null,
      override: override && {
        reason: override.why,
        securityEnd: override.securityEnd,
        paidExtensionEndOn: override.paidExtensionEndOn,
      },
      statements: row.statements.map((one) => ({
        kind: one.kind as StatementKind,
        statedOn: one.statedOn as Day,
        untilOn: one.untilOn as Day | null,
        reviewOn: one.reviewOn as Day | null,
        holds: holds(one, row.statements, today),
        note: one.note,
        documentId: one.documentId as DocumentId | null,
      })),
      extensions: row.extensions.map((one) => ({
        purchasedUntilOn: one.purchasedUntilOn as Day,
        proof: one.proof,
        documentId: one.proofDocumentId as DocumentId | null,
        vendorApproved: one.vendorApproved,
        approval: one.approval,
      })),
    };
  });
}

/** Whether a statement is the vendor's newest word of its sort on a day, and not over. `all` has the newest first. */
function holds(one: ComponentStatementModel, all: readonly ComponentStatementModel[], today: Day): boolean {
  const approves = one.kind === 'approved';
  const newest = all.find(({ kind, statedOn }) => (kind === 'approved') === approves && statedOn <= today);
  return newest?.id === one.id && (one.untilOn === null || one.untilOn >= today);
}

/** Writes a component of a device, a version or a model. @throws AppError `not_found`, `stale_edit` */
export async function saveComponent(
  context: CommandContext,
  owner: { deviceId: string } | { modelId: string } | { softwareVersionId: string },
  componentId: ComponentId | null,
  revision: number | null,
  fields: ComponentFields,
): Promise<ComponentId> {
  const { ownEnd, ...rest } = fields;
  const data = { ...rest, endOn: ownEnd?.on ?? null, endPrecision: ownEnd?.precision ?? null };
  if (componentId === null) {
    const id = context.newId<'component'>();
    await context.db.component.create({ data: { id, ...owner, ...data, ...stamp(context) } });
    context.record('component', id, null, { ...owner, ...data });
    return id;
  }
  const current = found(
    await context.db.component.findFirst({ where: { id: componentId, ...owner } }),
    'component',
    componentId,
  );
  await context.db.component.update({
    where: { id: componentId },
    data: { ...data, ...nextRevision(context, 'component', current.revision, revision ?? 0) },
  });
  const { kind, label, edition, releaseKey, securityRelevant, endOn, endPrecision, endSource } = current;
  context.record(
    'component',
    componentId,
    { kind, label, edition, releaseKey, securityRelevant, endOn, endPrecision, endSource },
    data,
  );
  return componentId;
}

/** Removes a component. @throws AppError `not_found`, `stale_edit` */
export async function removeComponent(
  context: CommandContext,
  owner: { deviceId: string } | { OR: ({ modelId: string } | { softwareVersion: { modelId: string } })[] },
  componentId: ComponentId,
  revision: number,
): Promise<void> {
  const current = found(
    await context.db.component.findFirst({ where: { id: componentId, ...owner } }),
    'component',
    componentId,
  );
  nextRevision(context, 'component', current.revision, revision);
  keepFindingsOf(context.sql, componentId);
  await context.db.component.delete({ where: { id: componentId } });
  const { kind, label, deviceId, modelId, softwareVersionId } = current;
  // Whose it was is known to nobody else from now on.
  context.record('component', componentId, { kind, label, deviceId, modelId, softwareVersionId }, null);
}

/** A model as somebody names it: by its identifier, or by a name, which its manufacturer tells from that of namesakes. */
export type ModelReference = { readonly id: ModelId } | { readonly name: string; readonly manufacturer: string | null };

/** The model that is meant. @throws AppError `not_found`, `input_refused` with `problem: 'model_not_unique'` */
export function modelMeant(sql: SqlConnection, model: ModelReference): { readonly id: ModelId; readonly name: string } {
  if ('id' in model) {
    const there = statement<[string], { id: ModelId; name: string }>(
      sql,
      'SELECT "id", "name" FROM "DeviceModel" WHERE "id" = ?',
    ).get(model.id);
    return found(there, 'model', model.id);
  }
  const maker = model.manufacturer === null ? null : vendorKey(model.manufacturer);
  const [one, other] = statement<(string | null)[], { id: ModelId; name: string }>(
    sql,
    `SELECT m."id", m."name" FROM "DeviceModel" m JOIN "Vendor" v ON v."id" = m."vendorId" WHERE m."nameKey" = ?
       AND (? IS NULL OR v."nameKey" = ? OR EXISTS (SELECT 1 FROM "VendorAlias" a WHERE a."vendorId" = v."id" AND a."aliasKey" = ?)) LIMIT 2`,
  ).all(modelKey(model.name), maker, maker, maker);
  if (other !== undefined) throw new AppError('input_refused', { problem: 'model_not_unique', name: model.name });
  return found(one, 'model', model.name);
}
