import { AppError } from '../../domain/error.ts';
import {
  HANDOVER_ITEMS,
  type HandoverItem,
  type HandoverItemState,
  handoverNeed,
  missingItems,
} from '../../domain/handover.ts';
import type { HandoverId } from '../../domain/ids.ts';
import type { CommandHandlers, QueryHandlers, Source } from '../context.ts';
import { found, given, nextRevision, stamp } from '../records.ts';
import { endingModels, handoverOf, listHandovers } from './handover.store.ts';

export const handoverQueries = {
  ofModel: async ({ modelId }, { db, sql, today }) => {
    const [model] = endingModels(sql, { modelId });
    const { endsOn, devices } = found(model, 'model', modelId);
    return {
      endsOn,
      need: devices === 0 ? 'none' : handoverNeed(endsOn?.on ?? null, today),
      handover: await handoverOf(db, modelId),
    };
  },

  list: (page, { sql }) => listHandovers(sql, page),
} satisfies QueryHandlers<'handover', 'ofModel' | 'list'>;

export const handoverCommands = {
  start: async ({ modelId, ...fields }, context) => {
    const { db, now, actor, today } = context;
    found(await db.deviceModel.findUnique({ where: { id: modelId }, select: { id: true } }), 'model', modelId);
    if (await db.handover.findUnique({ where: { modelId }, select: { id: true } }))
      throw new AppError('already_exists', { noun: 'handover', field: 'modelId', value: modelId });
    const id = context.newId<'handover'>();
    const data = { modelId, ...fields, startedOn: today };
    const items = HANDOVER_ITEMS.map((item) => ({
      id: context.newId<'handoverItem'>(),
      item,
      updatedAt: now,
      updatedBy: actor,
    }));
    await db.handover.create({ data: { id, ...data, ...stamp(context), items: { create: items } } });
    context.record('handover', id, null, data);
    return { id, revision: 1 };
  },

  update: async ({ id, revision, changes }, context) => {
    const current = found(await context.db.handover.findUnique({ where: { id } }), 'handover', id);
    const next = nextRevision(context, 'handover', current.revision, revision);
    const { owner, dueOn, notes } = current;
    const data = { owner, dueOn, notes, ...given(changes) };
    await context.db.handover.update({ where: { id }, data: { ...data, ...next } });
    context.record('handover', id, { owner, dueOn, notes }, data);
    return { id, revision: next.revision };
  },

  setItem: async ({ id, revision, item, ...fields }, context) => {
    const current = found(await context.db.handover.findUnique({ where: { id } }), 'handover', id);
    const next = nextRevision(context, 'handover', current.revision, revision);
    if (current.completedOn !== null) throw new AppError('input_refused', { problem: 'handover_complete' });
    if (fields.state === 'not_available' && !fields.note)
      throw new AppError('input_refused', { problem: 'note_needed', field: 'note' });
    const where = { handoverId_item: { handoverId: id, item } };
    const before = found(await context.db.handoverItem.findUnique({ where }), 'handover', id);
    const { updatedAt, updatedBy } = next;
    await context.db.handoverItem.update({ where, data: { ...fields, updatedAt, updatedBy } });
    await context.db.handover.update({ where: { id }, data: next });
    const { state, note, documentId } = before;
    context.record(
      'handover',
      id,
      { [item]: state, note, documentId },
      { [item]: fields.state, note: fields.note, documentId: fields.documentId },
    );
    return { id, revision: next.revision };
  },

  complete: async ({ id, revision, on }, context) => {
    const current = found(await context.db.handover.findUnique({ where: { id } }), 'handover', id);
    const next = nextRevision(context, 'handover', current.revision, revision);
    if (current.completedOn !== null) throw new AppError('input_refused', { problem: 'handover_complete' });
    if (on < current.startedOn || on > context.today)
      throw new AppError('input_refused', { problem: 'completed_outside', field: 'on' });
    const missing = missingItems(await itemsOf(context, id));
    if (missing.length > 0)
      throw new AppError('input_refused', { problem: 'handover_incomplete', missing: missing.join(', ') });
    await context.db.handover.update({ where: { id }, data: { completedOn: on, ...next } });
    context.record('handover', id, { completedOn: null }, { completedOn: on });
    return { id, revision: next.revision };
  },

  reopen: async ({ id, revision, reason }, context) => {
    const current = found(await context.db.handover.findUnique({ where: { id } }), 'handover', id);
    const next = nextRevision(context, 'handover', current.revision, revision);
    if (current.completedOn === null) throw new AppError('input_refused', { problem: 'handover_open' });
    await context.db.handover.update({ where: { id }, data: { completedOn: null, ...next } });
    context.record('handover', id, { completedOn: current.completedOn, reason: null }, { completedOn: null, reason });
    return { id, revision: next.revision };
  },
} satisfies CommandHandlers<'handover', 'start' | 'update' | 'setItem' | 'complete' | 'reopen'>;

async function itemsOf({ db }: Pick<Source, 'db'>, handoverId: HandoverId) {
  const items = await db.handoverItem.findMany({ where: { handoverId } });
  return items.map(({ item, state, note }) => ({
    item: item as HandoverItem,
    state: state as HandoverItemState,
    note,
  }));
}
