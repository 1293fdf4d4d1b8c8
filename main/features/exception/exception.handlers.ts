import { statement } from '../../data/connection.ts';
import type { Day } from '../../domain/day.ts';
import { AppError } from '../../domain/error.ts';
import { type ExceptionKind, exceptionProblem, latestEnd } from '../../domain/exception.ts';
import type { CandidateId, DeviceId, ExceptionId, ObligationId } from '../../domain/ids.ts';
import { DISCLOSURE_ITEMS, type Gate } from '../../domain/procurement.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { historyOf } from '../history/history.store.ts';
import { type DeviceSource, deviceIdsOf } from '../obligation/obligation-devices.ts';
import { found, given, nextRevision, stamp } from '../records.ts';
import { chosenDevices, exceptionsReport, findException, listExceptions } from './exception.store.ts';

export const exceptionQueries = {
  list: ({ filter, offset, limit }, { sql, today }) => listExceptions(sql, filter, today, { offset, limit }),

  get: async ({ id }, { db, sql, today }) => {
    const row = found(findException(sql, id, today), 'exception', id);
    const { document, createdAt, createdBy } = await db.riskException.findUniqueOrThrow({
      where: { id },
      select: { createdAt: true, createdBy: true, document: { select: { title: true } } },
    });
    return { ...row, createdAt, createdBy, document: document?.title ?? null };
  },

  report: ({ asOf }, { sql, today }) => exceptionsReport(sql, asOf ?? today),

  history: async ({ id }, { db, sql }) => {
    found(await db.riskException.findUnique({ where: { id }, select: { id: true } }), 'exception', id);
    return historyOf(sql, [id], { noun: 'exception', id, importId: null });
  },
} satisfies QueryHandlers<'exception', 'list' | 'get' | 'report' | 'history'>;

export const exceptionCommands = {
  create: async ({ devices, obligationId, candidate, ...fields }, context) => {
    refuse(exceptionProblem(fields, context.today));
    const obligation = obligationId === null ? null : owed(context, obligationId);
    const owedOn =
      obligation && devices.filter === undefined && devices.deviceIds.length === 0 ? obligation.devices : [];
    const gate = candidate === null ? null : await gateColumns(context, fields.kind, candidate);
    const chosen = { ...devices, deviceIds: [...devices.deviceIds, ...owedOn] };
    // What is not bought yet is no device.
    const deviceIds = gate === null ? chosenDevices(context.sql, chosen, context.today) : [];
    const id = context.newId<'exception'>();
    await context.db.riskException.create({ data: { id, ...fields, obligationId, ...gate, ...stamp(context) } });
    const added = addDevices(context, id, fields.title, deviceIds);
    context.record('exception', id, null, {
      ...fields,
      ...gate,
      devicesAdded: gate === null ? added : null,
      obligation: obligation?.title ?? null,
    });
    if (gate !== null) context.touch('procurement');
    if (obligationId !== null) {
      context.record('obligation', obligationId, { exception: null }, { exception: fields.title });
      context.touch('obligation');
    }
    return { id, revision: 1, devices: added };
  },

  update: async ({ id, revision, changes }, context) => {
    const current = found(await context.db.riskException.findUnique({ where: { id } }), 'exception', id);
    const next = nextRevision(context, 'exception', current.revision, revision);
    const { title, reason, owner, decidedOn, documentId } = current;
    const before = { title, reason, owner, decidedOn: decidedOn as Day, documentId };
    const after = { ...before, ...given(changes) };
    const problem = exceptionProblem({ ...after, endsOn: current.endsOn as Day }, context.today);
    // It may have been extended since; how long it lasts was looked at then.
    refuse(problem === 'ends_too_late' ? null : problem);
    await context.db.riskException.update({ where: { id }, data: { ...after, ...next } });
    context.record('exception', id, before, after);
    return { id, revision: next.revision };
  },

  extend: async ({ id, revision, endsOn, reason }, context) => {
    const current = found(await context.db.riskException.findUnique({ where: { id } }), 'exception', id);
    const next = nextRevision(context, 'exception', current.revision, revision);
    if (current.withdrawnOn !== null) refuse('exception_withdrawn');
    if (endsOn <= current.endsOn || endsOn < context.today) refuse('not_extended', 'endsOn');
    if (endsOn > latestEnd(context.today)) refuse('ends_too_late', 'endsOn');
    await context.db.riskException.update({ where: { id }, data: { endsOn, ...next } });
    context.record(
      'exception',
      id,
      { endsOn: current.endsOn, extensionReason: null },
      { endsOn, extensionReason: reason },
    );
    return { id, revision: next.revision };
  },

  withdraw: async ({ id, revision, on, reason }, context) => {
    const current = found(await context.db.riskException.findUnique({ where: { id } }), 'exception', id);
    const next = nextRevision(context, 'exception', current.revision, revision);
    if (current.withdrawnOn !== null) refuse('exception_withdrawn');
    if (on < current.decidedOn || (on > current.endsOn && on > context.today)) refuse('withdrawn_outside', 'on');
    const data = { withdrawnOn: on, withdrawnReason: reason };
    await context.db.riskException.update({ where: { id }, data: { ...data, ...next } });
    context.record('exception', id, { withdrawnOn: null, withdrawnReason: null }, data);
    return { id, revision: next.revision };
  },

  addDevices: async ({ id, devices }, context) => {
    const { title } = found(
      await context.db.riskException.findUnique({ where: { id }, select: { title: true } }),
      'exception',
      id,
    );
    const added = addDevices(context, id, title, chosenDevices(context.sql, devices, context.today));
    if (added > 0) context.record('exception', id, { devicesAdded: null }, { devicesAdded: added });
    return { added };
  },

  removeDevices: async ({ id, deviceIds }, context) => {
    const { title } = found(
      await context.db.riskException.findUnique({ where: { id }, select: { title: true } }),
      'exception',
      id,
    );
    const remove = statement<[string, string]>(
      context.sql,
      'DELETE FROM "ExceptionDevice" WHERE "exceptionId" = ? AND "deviceId" = ?',
    );
    const removed = deviceIds.filter((deviceId) => remove.run(id, deviceId).changes > 0);
    if (removed.length > 0)
      context.record('exception', id, { devicesRemoved: null }, { devicesRemoved: removed.length });
    for (const deviceId of removed) context.record('device', deviceId, { exception: title }, { exception: null });
    return { removed: removed.length };
  },
} satisfies CommandHandlers<'exception', 'create' | 'update' | 'extend' | 'withdraw' | 'addDevices' | 'removeDevices'>;

/** The columns of what lets an offer through a gate. @throws AppError see the contract of `create` */
async function gateColumns(
  { db }: CommandContext,
  kind: ExceptionKind,
  {
    candidateId,
    gate,
    controls,
  }: { readonly candidateId: CandidateId; readonly gate: Gate; readonly controls: string[] | null },
) {
  // A control in place of what is missing opens no gate.
  if (kind !== 'risk_acceptance') refuse('acceptance_needed', 'kind');
  const { withdrawnOn, assessment } = found(
    await db.candidate.findUnique({
      where: { id: candidateId },
      select: {
        withdrawnOn: true,
        assessment: { select: { template: { select: { controls: { select: { code: true } } } } } },
      },
    }),
    'candidate',
    candidateId,
  );
  if (withdrawnOn !== null) refuse('candidate_withdrawn');
  const parts: Readonly<Record<Gate, readonly string[]>> = {
    disclosure: DISCLOSURE_ITEMS,
    red_flags: assessment?.template.controls.map(({ code }) => code) ?? [],
    support: [],
  };
  if (controls?.some((one) => !parts[gate].includes(one))) refuse('not_of_gate', 'controls');
  return { candidateId, gate, controls: controls === null ? null : JSON.stringify([...new Set(controls)].sort()) };
}

/** What is owed, with its devices. @throws AppError `not_found` */
function owed(
  { sql }: Pick<CommandContext, 'sql'>,
  id: ObligationId,
): { readonly title: string; readonly devices: DeviceId[] } {
  const row = found(
    statement<[string], DeviceSource & { title: string }>(
      sql,
      'SELECT "id", "commitmentId", "triggerKind", "triggerKey", "modelId", "title" FROM "Obligation" WHERE "id" = ?',
    ).get(id) ?? null,
    'obligation',
    id,
  );
  return { title: row.title, devices: deviceIdsOf(sql, row) };
}

/** Puts devices under an exception; those that it has stay as they are. Returns how many came new. */
function addDevices(
  context: CommandContext,
  exceptionId: ExceptionId,
  title: string,
  deviceIds: readonly DeviceId[],
): number {
  const insert = statement<[string, string]>(
    context.sql,
    'INSERT INTO "ExceptionDevice" ("exceptionId", "deviceId") VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const added = deviceIds.filter((deviceId) => insert.run(exceptionId, deviceId).changes > 0);
  for (const deviceId of added) context.record('device', deviceId, { exception: null }, { exception: title });
  return added.length;
}

/** @throws AppError `input_refused` when there is a problem */
function refuse(problem: string | null, field?: string): void {
  if (problem !== null) throw new AppError('input_refused', field === undefined ? { problem } : { problem, field });
}
