import { AppError } from '../../domain/error.ts';
import type { DeviceId, DocumentId, ModelId, TaskId, VendorId } from '../../domain/ids.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { historyOf } from '../history/history.store.ts';
import { found, given, nextRevision } from '../records.ts';
import { aboutOf, createTask, getTask, listTasks } from './task.store.ts';

export const taskQueries = {
  list: (filter, { sql, today }) => listTasks(sql, today, filter),
  get: ({ id }, { sql, today }) => getTask(sql, today, id),
  history: ({ id }, { sql, today }) => {
    getTask(sql, today, id);
    return historyOf(sql, [id], { noun: 'task', id, importId: null });
  },
} satisfies QueryHandlers<'task', 'list' | 'get' | 'history'>;

export const taskCommands = {
  create: async (fields, context) => ({ id: await createTask(context, fields), revision: 1 }),

  update: async ({ id, revision, changes }, context) => {
    const current = await currentTask(context, id);
    const next = nextRevision(context, 'task', current.revision, revision);
    const { title, dueOn, assignee, notes } = current;
    const before = {
      ...{ title, dueOn, assignee, notes },
      vendorId: current.vendorId as VendorId | null,
      modelId: current.modelId as ModelId | null,
      deviceId: current.deviceId as DeviceId | null,
      documentId: current.documentId as DocumentId | null,
    };
    const wanted = { ...before, ...given(changes) };
    const data = { ...wanted, ...(await aboutOf(context, wanted)) };
    await context.db.task.update({ where: { id }, data: { ...data, ...next } });
    context.record('task', id, before, data);
    return { id, revision: next.revision };
  },

  close: async ({ id, revision, as, reason }, context) => {
    const current = await currentTask(context, id);
    const next = nextRevision(context, 'task', current.revision, revision);
    if (current.state !== 'open') throw new AppError('input_refused', { problem: 'already_closed', field: 'as' });
    // Who drops something owes the others a reason.
    if (as === 'dropped' && !reason) throw new AppError('input_refused', { problem: 'reason_needed', field: 'reason' });
    const data = { state: as, closedOn: context.today, closedReason: reason };
    await context.db.task.update({ where: { id }, data: { ...data, ...next } });
    const { state, closedOn, closedReason } = current;
    context.record('task', id, { state, closedOn, closedReason }, data);
    return { id, revision: next.revision };
  },

  reopen: async ({ id, revision }, context) => {
    const current = await currentTask(context, id);
    const next = nextRevision(context, 'task', current.revision, revision);
    const data = { state: 'open', closedOn: null, closedReason: null };
    await context.db.task.update({ where: { id }, data: { ...data, ...next } });
    const { state, closedOn, closedReason } = current;
    context.record('task', id, { state, closedOn, closedReason }, data);
    return { id, revision: next.revision };
  },
} satisfies CommandHandlers<'task', 'create' | 'update' | 'close' | 'reopen'>;

async function currentTask({ db }: CommandContext, id: TaskId) {
  return found(await db.task.findUnique({ where: { id } }), 'task', id);
}
