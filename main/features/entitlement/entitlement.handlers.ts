import type { z } from 'zod';
import type { entitlementFieldsSchema } from '../../contract/entitlement.ts';
import type { EntitlementModel } from '../../data/prisma/models.ts';
import type { EntitlementKind, EntitlementPer } from '../../domain/entitlement.ts';
import { AppError } from '../../domain/error.ts';
import type { DocumentId } from '../../domain/ids.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { deviceIdByTag } from '../device/device.store.ts';
import { found, given, madeBy, nextRevision, stamp } from '../records.ts';
import { entitlementsOf } from './entitlement.store.ts';

type EntitlementFields = z.output<typeof entitlementFieldsSchema>;

export const entitlementQueries = {
  ofContract: async ({ contractId }, { db, sql, today }) => {
    found(await db.contract.findUnique({ where: { id: contractId }, select: { id: true } }), 'contract', contractId);
    return entitlementsOf(sql, contractId, today);
  },
} satisfies QueryHandlers<'entitlement', 'ofContract'>;

export const entitlementCommands = {
  create: async ({ contractId, ...fields }, context) => {
    found(await context.db.contract.findUnique({ where: { id: contractId } }), 'contract', contractId);
    const id = context.newId<'entitlement'>();
    await context.db.entitlement.create({ data: { id, contractId, ...fields, ...stamp(context) } });
    context.record('entitlement', id, null, { contractId, ...facts(fields) });
    context.touch('contract', 'alert');
    return { id, revision: 1 };
  },

  update: async ({ id, revision, changes }, context) => {
    const current = found(await context.db.entitlement.findUnique({ where: { id } }), 'entitlement', id);
    const next = nextRevision(context, 'entitlement', current.revision, revision);
    const before = fieldsOf(current);
    const after = { ...before, ...given(changes) };
    await context.db.entitlement.update({ where: { id }, data: { ...after, ...next } });
    context.record('entitlement', id, facts(before), facts(after));
    context.touch('contract', 'alert');
    return { id, revision: next.revision };
  },

  remove: async ({ id, revision }, context) => {
    const current = found(await context.db.entitlement.findUnique({ where: { id } }), 'entitlement', id);
    nextRevision(context, 'entitlement', current.revision, revision);
    await context.db.entitlement.delete({ where: { id } });
    const { contractId } = current;
    context.record('entitlement', id, { contractId, ...facts(fieldsOf(current)) }, null);
    context.touch('contract', 'alert');
    return { removed: true };
  },

  recordUse: async ({ id, assetTag, ...fields }, context) => {
    found(await context.db.entitlement.findUnique({ where: { id }, select: { id: true } }), 'entitlement', id);
    if (fields.usedOn > context.today)
      throw new AppError('input_refused', { problem: 'used_in_future', field: 'usedOn' });
    const deviceId = assetTag === null || assetTag === '' ? null : deviceIdByTag(context.sql, assetTag);
    await requireDocument(context, fields.documentId);
    const useId = context.newId<'entitlementUse'>();
    await context.db.entitlementUse.create({
      data: { id: useId, entitlementId: id, deviceId, ...fields, ...madeBy(context) },
    });
    context.record('entitlement', id, NO_USE, useFacts({ deviceId, ...fields }));
    context.touch('contract', 'alert');
    return { useId };
  },

  takeBackUse: async ({ useId }, context) => {
    const use = found(await context.db.entitlementUse.findUnique({ where: { id: useId } }), 'entitlement_use', useId);
    await context.db.entitlementUse.delete({ where: { id: useId } });
    const { entitlementId, usedOn, amount, deviceId, documentId, note } = use;
    context.record('entitlement', entitlementId, useFacts({ usedOn, amount, deviceId, documentId, note }), NO_USE);
    context.touch('contract', 'alert');
    return { takenBack: true };
  },
} satisfies CommandHandlers<'entitlement', 'create' | 'update' | 'remove' | 'recordUse' | 'takeBackUse'>;

/** @throws AppError `not_found` */
async function requireDocument({ db }: CommandContext, id: DocumentId | null): Promise<void> {
  if (id !== null) found(await db.document.findUnique({ where: { id }, select: { id: true } }), 'document', id);
}

const NO_USE = { usedOn: null, usedAmount: null, deviceId: null, documentId: null, note: null };

/** A use as the history of its entitlement tells it. */
function useFacts({
  amount,
  ...use
}: {
  readonly usedOn: string;
  readonly amount: number;
  readonly deviceId: string | null;
  readonly documentId: string | null;
  readonly note: string | null;
}) {
  return { ...use, usedAmount: amount };
}

/** The fields of an entitlement as the history tells them. */
function facts({ amount, ...fields }: EntitlementFields) {
  return { ...fields, entitlementAmount: amount };
}

function fieldsOf({ kind, name, amount, per, notes }: EntitlementModel): EntitlementFields {
  return { kind: kind as EntitlementKind, name, amount, per: per as EntitlementPer, notes };
}
