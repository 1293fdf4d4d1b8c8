import type { z } from 'zod';
import type { task, taskFieldsSchema, taskSchema } from '../../contract/task.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import { type Day, daysBetween } from '../../domain/day.ts';
import type { TaskId } from '../../domain/ids.ts';
import type { CommandContext } from '../context.ts';
import { found, stamp } from '../records.ts';

export type TaskView = z.input<typeof taskSchema>;
export type TaskFields = z.output<typeof taskFieldsSchema>;
type TaskFilter = z.output<NonNullable<(typeof task.list)['~orpc']['inputSchema']>>;
type TaskRow = Omit<TaskView, 'daysLate' | 'daysLeft'>;

const SELECT = `SELECT t."id", t."revision", t."title", t."dueOn", t."assignee", t."state", t."closedOn", t."closedReason", t."vendorId", t."modelId",
  t."deviceId", t."documentId", t."notes", t."createdAt", t."createdBy", t."updatedBy", v."name" AS "vendor", m."name" AS "model",
  coalesce(d."assetTag", d."serialNumber") AS "assetTag", o."title" AS "document"`;
const FROM = `FROM "Task" t LEFT JOIN "Vendor" v ON v."id" = t."vendorId" LEFT JOIN "DeviceModel" m ON m."id" = t."modelId"
  LEFT JOIN "Device" d ON d."id" = t."deviceId" LEFT JOIN "Document" o ON o."id" = t."documentId"`;

/** A page of tasks. Whose a task is was filled in when it was written, so that a filter is one comparison. */
export function listTasks(sql: SqlConnection, today: Day, filter: TaskFilter): { total: number; rows: TaskView[] } {
  const { state, search, vendorId, modelId, deviceId, offset, limit } = filter;
  const conditions = [state === 'open' ? `t."state" = 'open'` : `t."state" <> 'open'`];
  const parameters: string[] = [];
  const where = (condition: string, ...values: string[]) => {
    conditions.push(condition);
    parameters.push(...values);
  };
  if (vendorId) where('t."vendorId" = ?', vendorId);
  if (modelId) where('t."modelId" = ?', modelId);
  if (deviceId) where('t."deviceId" = ?', deviceId);
  if (search.trim()) {
    const like = `%${search.trim().replace(/[\\%_]/g, '\\$&')}%`;
    where(
      `(t."title" LIKE ? ESCAPE '\\' OR coalesce(t."assignee", '') LIKE ? ESCAPE '\\' OR coalesce(v."name", '') LIKE ? ESCAPE '\\' OR coalesce(m."name", '') LIKE ? ESCAPE '\\')`,
      ...[like, like, like, like],
    );
  }
  const text = `${FROM} WHERE ${conditions.join(' AND ')}`;
  const order = state === 'open' ? `t."dueOn" IS NULL, t."dueOn", t."id"` : `t."closedOn" DESC, t."id" DESC`;
  const total = statement<string[], { n: number }>(sql, `SELECT count(*) AS n ${text}`).get(...parameters)?.n ?? 0;
  const rows = statement<(string | number)[], TaskRow>(sql, `${SELECT} ${text} ORDER BY ${order} LIMIT ? OFFSET ?`).all(
    ...parameters,
    limit,
    offset,
  );
  return { total, rows: rows.map((row) => viewOf(row, today)) };
}

/** @throws AppError `not_found` */
export function getTask(sql: SqlConnection, today: Day, id: TaskId): TaskView {
  return viewOf(
    found(statement<[string], TaskRow>(sql, `${SELECT} ${FROM} WHERE t."id" = ?`).get(id), 'task', id),
    today,
  );
}

function viewOf(row: TaskRow, today: Day): TaskView {
  const left = row.state === 'open' && row.dueOn !== null ? daysBetween(today, row.dueOn) : null;
  return {
    ...row,
    daysLate: left === null ? 0 : Math.max(0, -left),
    daysLeft: left === null ? null : Math.max(0, left),
  };
}

/** Writes a new task and notes it for the history. @throws AppError `not_found` */
export async function createTask(context: CommandContext, fields: TaskFields): Promise<TaskId> {
  const data = { ...fields, ...(await aboutOf(context, fields)) };
  const id = context.newId<'task'>();
  await context.db.task.create({ data: { id, ...data, ...stamp(context) } });
  context.record('task', id, null, data);
  context.touch('task');
  return id;
}

/** Whom a task is about: a device brings its model, and a model its vendor. @throws AppError `not_found` */
export async function aboutOf(
  { db }: Pick<CommandContext, 'db'>,
  { vendorId, modelId, deviceId, documentId }: Pick<TaskFields, 'vendorId' | 'modelId' | 'deviceId' | 'documentId'>,
) {
  const device =
    deviceId &&
    found(await db.device.findUnique({ where: { id: deviceId }, select: { modelId: true } }), 'device', deviceId);
  const ofModel = device ? device.modelId : modelId;
  const model =
    ofModel &&
    found(await db.deviceModel.findUnique({ where: { id: ofModel }, select: { vendorId: true } }), 'model', ofModel);
  const ofVendor = model ? model.vendorId : vendorId;
  if (ofVendor)
    found(await db.vendor.findUnique({ where: { id: ofVendor }, select: { id: true } }), 'vendor', ofVendor);
  if (documentId)
    found(await db.document.findUnique({ where: { id: documentId }, select: { id: true } }), 'document', documentId);
  return { vendorId: ofVendor, modelId: ofModel, deviceId, documentId };
}
