import type { SqlConnection } from '../../data/connection.ts';
import { statement } from '../../data/connection.ts';
import type { ContractId, DeviceId, ModelId } from '../../domain/ids.ts';
import type { Source } from '../context.ts';
import { identifiersOf } from '../duplicate/merged.store.ts';
import { found } from '../records.ts';

/**
 * The records whose changes belong into the history of a device: itself, its model with the vendor's dates, the components
 * of all three that can have some, also those that were removed, the contracts that cover it, and its risk exceptions. @throws AppError `not_found`
 */
export async function recordsOfDevice({ db, sql }: Pick<Source, 'db' | 'sql'>, id: DeviceId): Promise<string[]> {
  const select = { modelId: true, softwareVersionId: true } as const;
  const { modelId, softwareVersionId } = found(await db.device.findUnique({ where: { id }, select }), 'device', id);
  const versions = softwareVersionId === null ? [] : [softwareVersionId];
  const components = await db.component.findMany({
    where: { OR: [{ deviceId: id }, { modelId }, { softwareVersionId: { in: versions } }] },
    select: { id: true },
  });
  const exceptions = await db.exceptionDevice.findMany({ where: { deviceId: id }, select: { exceptionId: true } });
  const lines = await db.contractLine.findMany({ where: { deviceId: id }, select: { id: true, contractId: true } });
  const tasks = await db.task.findMany({ where: { deviceId: id }, select: { id: true } });
  return [
    id,
    modelId,
    ...components.map((component) => component.id),
    ...removedComponents(sql, { deviceId: [id], modelId: [modelId], softwareVersionId: versions }),
    ...lines.flatMap((line) => [line.contractId, line.id]),
    ...exceptions.map(({ exceptionId }) => exceptionId),
    ...tasks.map((task) => task.id),
  ];
}

/** The records whose changes belong into the history of a model: itself, the components of it and of its versions, its hand-over and tasks. */
export async function recordsOfModel({ db, sql }: Pick<Source, 'db' | 'sql'>, id: ModelId): Promise<string[]> {
  const versions = await db.softwareVersion.findMany({ where: { modelId: id }, select: { id: true } });
  const softwareVersionId = versions.map((version) => version.id);
  const components = await db.component.findMany({
    where: { OR: [{ modelId: id }, { softwareVersionId: { in: softwareVersionId } }] },
    select: { id: true },
  });
  const handover = await db.handover.findUnique({ where: { modelId: id }, select: { id: true } });
  const tasks = await db.task.findMany({ where: { modelId: id }, select: { id: true } });
  const statements = await db.mds2Statement.findMany({ where: { modelId: id }, select: { id: true } });
  return [
    ...identifiersOf(sql, id),
    ...statements.map((statement) => statement.id),
    ...components.map((component) => component.id),
    ...removedComponents(sql, { modelId: [id], softwareVersionId }),
    ...(handover ? [handover.id] : []),
    ...tasks.map((task) => task.id),
  ];
}

/** The records whose changes belong into the history of a contract: itself, its commitments and entitlements, also those that were removed. */
export function recordsOfContract(sql: SqlConnection, id: ContractId): string[] {
  const parts = statement<[string, string, string], string>(
    sql,
    `SELECT "id" FROM "Entitlement" WHERE "contractId" = ? UNION SELECT "id" FROM "Commitment" WHERE "contractId" = ?
     UNION SELECT "recordId" FROM "AuditChange" WHERE "noun" IN ('entitlement', 'commitment') AND "after" IS NULL AND json_extract("before", '$.contractId') = ?`,
  )
    .pluck()
    .all(id, id, id);
  return [id, ...parts];
}

/** Components that were removed from their owners. Only the log still knows whose they were. */
function removedComponents(sql: SqlConnection, owners: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.entries(owners).flatMap(([field, ids]) =>
    ids.length === 0
      ? []
      : statement<[string, string], string>(
          sql,
          `SELECT "recordId" FROM "AuditChange" WHERE "noun" = 'component' AND "after" IS NULL
           AND json_extract("before", '$.' || ?) IN (SELECT "value" FROM json_each(?))`,
        )
          .pluck()
          .all(field, JSON.stringify(ids)),
  );
}
