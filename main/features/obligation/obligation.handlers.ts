import { statement } from '../../data/connection.ts';
import type { ClockStart, DurationUnit, SeverityBand } from '../../domain/commitment.ts';
import type { Day, Instant } from '../../domain/day.ts';
import { AppError } from '../../domain/error.ts';
import type { EvidenceId, Id, ObligationId } from '../../domain/ids.ts';
import { type EvidenceKind, MET_BY_LETTER, type TriggerKey } from '../../domain/obligation.ts';
import { localDayOf, RULE_VERSION, type StartBasis } from '../../domain/obligation-clock.ts';
import { calendarOf } from '../commitment/calendar.ts';
import type { CommandContext, CommandHandlers, QueryContext, QueryHandlers } from '../context.ts';
import { historyOf } from '../history/history.store.ts';
import { found, madeBy, nextRevision, stamp } from '../records.ts';
import { refreshObligations } from './obligation.store.ts';
import { type DeviceSource, obligationDevices } from './obligation-devices.ts';
import {
  findObligation,
  listObligations,
  type Moment,
  momentOn,
  obligationsReport,
  siblingsOf,
} from './obligation-list.store.ts';
import { NOTHING_KNOWN, writeNew } from './obligation-row.ts';
import { readTriggers } from './trigger.store.ts';

export const obligationQueries = {
  list: (input, context) => listObligations(context.sql, momentOf(context), input),

  get: async ({ id }, context) => {
    const { db, sql } = context;
    const row = found(findObligation(sql, id, momentOf(context)), 'obligation', id);
    const stored = await db.obligation.findUniqueOrThrow({
      where: { id },
      include: {
        commitment: { include: { contract: { select: { calendar: true } } } },
        sideDocument: { select: { title: true } },
        evidence: { include: { document: { select: { title: true } } }, orderBy: { id: 'asc' } },
        pauses: { orderBy: { fromOn: 'asc' } },
      },
    });
    const starts = await db.startEvent.findMany({ where: { triggerKey: stored.triggerKey }, orderBy: { id: 'desc' } });
    const { commitment } = stored;
    return {
      ...row,
      amount: commitment.amount,
      unit: commitment.unit as DurationUnit,
      direction: commitment.direction as 'after' | 'before',
      clause: commitment.clause,
      page: commitment.page,
      calendar: commitment.contract?.calendar ?? null,
      dueSoonOn: stored.dueSoonOn as Day | null,
      ruleVersion: stored.ruleVersion,
      pausedDays: stored.pausedDays,
      stopClock: JSON.parse(commitment.stopClock) as string[],
      sideReason: stored.sideReason,
      sideDocumentId: stored.sideDocumentId as Id<'document'> | null,
      sideDocument: stored.sideDocument?.title ?? null,
      supersededById: stored.supersededById as ObligationId | null,
      letterOn: letterDay(context, stored.triggerKey as TriggerKey, row.kind),
      installed:
        statement<[string], number>(sql, 'SELECT count(*) FROM "Installation" WHERE "obligationId" = ?')
          .pluck()
          .get(id) ?? 0,
      evidence: stored.evidence.map((one) => ({
        id: one.id as EvidenceId,
        kind: one.kind as EvidenceKind,
        on: one.onDay as Day,
        at: one.at as Instant | null,
        meets: one.meets,
        note: one.note,
        documentId: one.documentId as Id<'document'> | null,
        document: one.document?.title ?? null,
        removedAt: one.removedAt as Instant | null,
        removedBy: one.removedBy,
        createdAt: one.createdAt as Instant,
        createdBy: one.createdBy,
      })),
      pauses: stored.pauses.map((pause) => ({
        id: pause.id as Id<'pause'>,
        from: pause.fromOn as Day,
        until: pause.untilOn as Day | null,
        reason: pause.reason,
        note: pause.note,
      })),
      starts: starts.map((start) => ({
        event: start.event as ClockStart,
        on: start.onDay as Day,
        at: start.at as Instant | null,
        basis: start.basis as StartBasis,
        note: start.note,
        createdBy: start.createdBy,
      })),
      others: siblingsOf(sql, id, momentOf(context)),
      createdAt: stored.createdAt as Instant,
      createdBy: stored.createdBy,
    };
  },

  devices: async ({ id, offset, limit }, { db, sql }) => {
    const source = found(
      await db.obligation.findUnique({
        where: { id },
        select: { id: true, commitmentId: true, triggerKind: true, triggerKey: true, modelId: true },
      }),
      'obligation',
      id,
    );
    return obligationDevices(sql, source as DeviceSource, { offset, limit });
  },

  report: ({ asOf }, { sql, today, now }) =>
    obligationsReport(sql, asOf ?? today, momentOn(asOf ?? today, { today, now })),

  history: async ({ id }, { db, sql }) => {
    found(await db.obligation.findUnique({ where: { id }, select: { id: true } }), 'obligation', id);
    return historyOf(sql, [id], { noun: 'obligation', id, importId: null });
  },
} satisfies QueryHandlers<'obligation', 'list' | 'get' | 'devices' | 'report' | 'history'>;

export const obligationCommands = {
  startClock: async ({ commitmentIds, event, title, on, at, basis, modelId, note, documentId }, context) => {
    const { db, sql } = context;
    refuseFuture(on, 'start_in_future', context);
    if (modelId)
      found(await db.deviceModel.findUnique({ where: { id: modelId }, select: { id: true } }), 'model', modelId);
    const chosen = [...new Set(commitmentIds)];
    const promises = await db.commitment.findMany({ where: { id: { in: chosen } } });
    for (const id of chosen) {
      const promise = found(
        promises.find((one) => one.id === id),
        'commitment',
        id,
      );
      if (promise.clockStart !== event)
        throw new AppError('input_refused', { problem: 'other_clock_start', field: 'commitmentIds' });
    }
    const key: TriggerKey = `event:${context.newId<'event'>()}`;
    await writeStart(context, key, { event, on, at: momentFor(context, on, at), basis, note, documentId });
    const ids = promises.map((promise) => {
      const id = context.newId<'obligation'>();
      const about = { id, commitmentId: promise.id, triggerKind: 'event', triggerKey: key } as const;
      const band = promise.severity as SeverityBand;
      writeNew(
        sql,
        { ...about, advisoryId: null, cve: null, modelId },
        { ...NOTHING_KNOWN, title, band, ruleVersion: RULE_VERSION },
        stamp(context),
      );
      context.record('obligation', id, null, { title, commitment: promise.kind, note, documentId });
      return id;
    });
    await refreshObligations(context, [key]);
    return { ids };
  },

  recordStart: async ({ id, revision, event, on, at, basis, note, documentId }, context) => {
    const current = await edited(context, id, revision);
    refuseFuture(on, 'start_in_future', context);
    const key = current.triggerKey as TriggerKey;
    await writeStart(context, key, { event, on, at: momentFor(context, on, at), basis, note, documentId });
    context.record(
      'obligation',
      id,
      { start: null },
      { start: event, startOn: on, startBasis: basis, note, documentId },
    );
    return refreshed(context, id, key);
  },

  addEvidence: async ({ id, revision, kind, on, at, meets, note, documentId }, context) => {
    const current = await edited(context, id, revision);
    refuseFuture(on, 'evidence_in_future', context);
    const evidenceId = context.newId<'evidence'>();
    await context.db.obligationEvidence.create({
      data: {
        ...{
          id: evidenceId,
          obligationId: id,
          kind,
          onDay: on,
          at: momentFor(context, on, at),
          meets,
          note,
          documentId,
        },
        ...madeBy(context),
      },
    });
    context.record('obligation', id, { evidence: null }, { evidence: kind, on, meets, note, documentId });
    return { ...(await refreshed(context, id, current.triggerKey as TriggerKey)), evidenceId };
  },

  removeEvidence: async ({ id, revision, evidenceId }, context) => {
    const current = await edited(context, id, revision);
    const evidence = found(
      await context.db.obligationEvidence.findFirst({ where: { id: evidenceId, obligationId: id, removedAt: null } }),
      'evidence',
      evidenceId,
    );
    await context.db.obligationEvidence.update({
      where: { id: evidenceId },
      data: { removedAt: context.now, removedBy: context.actor },
    });
    context.record('obligation', id, { evidence: evidence.kind, on: evidence.onDay }, { evidence: null, on: null });
    return refreshed(context, id, current.triggerKey as TriggerKey);
  },

  pause: async ({ id, revision, from, until, reason, note }, context) => {
    const current = await edited(context, id, revision);
    const { stopClock } = await context.db.commitment.findUniqueOrThrow({
      where: { id: current.commitmentId },
      select: { stopClock: true },
    });
    if (!(JSON.parse(stopClock) as string[]).includes(reason)) refuse('pause_not_agreed', 'reason');
    if (current.startOn === null || current.metOn !== null) refuse('clock_not_running');
    refuseFuture(from, 'pause_in_future', context);
    if (until !== null && until < from) refuse('ends_before_start', 'until');
    const others = await context.db.obligationPause.findMany({ where: { obligationId: id } });
    const overlaps = others.some(
      (one) => (until === null || one.fromOn <= until) && (one.untilOn === null || one.untilOn >= from),
    );
    if (overlaps) refuse('pause_overlaps', 'from');
    await context.db.obligationPause.create({
      data: {
        id: context.newId<'pause'>(),
        obligationId: id,
        fromOn: from,
        untilOn: until,
        reason,
        note,
        ...stamp(context),
      },
    });
    context.record('obligation', id, { pause: null }, { pause: reason, from, until, note });
    return refreshed(context, id, current.triggerKey as TriggerKey);
  },

  endPause: async ({ id, revision, pauseId, until }, context) => {
    const current = await edited(context, id, revision);
    const pause = found(
      await context.db.obligationPause.findFirst({ where: { id: pauseId, obligationId: id } }),
      'pause',
      pauseId,
    );
    if (until !== null && until < pause.fromOn) refuse('ends_before_start', 'until');
    if (until === null) await context.db.obligationPause.delete({ where: { id: pauseId } });
    else
      await context.db.obligationPause.update({
        where: { id: pauseId },
        data: { untilOn: until, updatedAt: context.now, updatedBy: context.actor },
      });
    context.record(
      'obligation',
      id,
      { pause: pause.reason, from: pause.fromOn, until: pause.untilOn },
      until === null ? { pause: null } : { pause: pause.reason, from: pause.fromOn, until },
    );
    return refreshed(context, id, current.triggerKey as TriggerKey);
  },

  decide: async ({ id, revision, decision, reason, documentId }, context) => {
    const current = await edited(context, id, revision);
    if (decision !== null && !reason) refuse('reason_missing', 'reason');
    // That a vendor says "not affected" has to be seen in something (domain.md 2.2).
    if (decision === 'not_applicable' && documentId === null && !saysNotAffected(context, current.advisoryId))
      refuse('proof_missing', 'documentId');
    const before = { side: current.side, sideReason: current.sideReason, sideDocumentId: current.sideDocumentId };
    const after = {
      side: decision,
      sideReason: decision === null ? null : reason,
      sideDocumentId: decision === null ? null : documentId,
    };
    await context.db.obligation.update({ where: { id }, data: { ...after, supersededById: null } });
    context.record('obligation', id, before, after);
    return refreshed(context, id, current.triggerKey as TriggerKey);
  },
} satisfies CommandHandlers<
  'obligation',
  'startClock' | 'recordStart' | 'addEvidence' | 'removeEvidence' | 'pause' | 'endPause' | 'decide'
>;

/** The day of the letter that meets a notice; null for all other kinds. */
function letterDay({ sql }: Pick<QueryContext, 'sql'>, key: TriggerKey, kind: string): Day | null {
  if (!MET_BY_LETTER.has(kind)) return null;
  const [trigger] = readTriggers(sql, [key], calendarOf(sql, null).zone);
  return trigger?.letterOn ?? null;
}

function momentOf({ today, now }: Pick<QueryContext, 'today' | 'now'>): Moment {
  return momentOn(today, { today, now });
}

/** The obligation, if nobody changed it since. @throws AppError `not_found`, `stale_edit` */
async function edited(context: CommandContext, id: ObligationId, revision: number) {
  const current = found(await context.db.obligation.findUnique({ where: { id } }), 'obligation', id);
  const next = nextRevision(context, 'obligation', current.revision, revision);
  await context.db.obligation.update({ where: { id }, data: next });
  return current;
}

/** Computes its event anew, and tells how the obligation is known from now on. */
async function refreshed(context: CommandContext, id: ObligationId, key: TriggerKey) {
  await refreshObligations(context, [key]);
  const { revision } = await context.db.obligation.findUniqueOrThrow({ where: { id }, select: { revision: true } });
  return { id, revision };
}

interface GivenStart {
  readonly event: ClockStart;
  readonly on: Day;
  readonly at: Instant | null;
  readonly basis: StartBasis;
  readonly note: string | null;
  readonly documentId: string | null;
}

/** Adds what is known of a start; none is ever overwritten. */
async function writeStart(
  context: CommandContext,
  triggerKey: TriggerKey,
  { on, ...start }: GivenStart,
): Promise<void> {
  await context.db.startEvent.create({
    data: { id: context.newId<'start_event'>(), triggerKey, onDay: on, ...start, ...madeBy(context) },
  });
}

/** A moment has to lie on the day that was given with it. @throws AppError `input_refused` */
function momentFor({ sql }: Pick<CommandContext, 'sql'>, on: Day, at: Instant | null | string): Instant | null {
  if (at === null) return null;
  const instant = new Date(at).toISOString() as Instant;
  if (localDayOf(instant, calendarOf(sql, null).zone) !== on) refuse('moment_on_other_day', 'at');
  return instant;
}

/** @throws AppError `input_refused` for a day that is still to come */
function refuseFuture(on: Day, problem: string, { today }: Pick<CommandContext, 'today'>): void {
  if (on > today) refuse(problem, 'on');
}

/** Whether an advisory says of any product that it is not affected; a person decides which. */
function saysNotAffected({ sql }: Pick<CommandContext, 'sql'>, advisoryId: string | null): boolean {
  return (
    advisoryId !== null &&
    statement<[string]>(
      sql,
      `SELECT 1 FROM "AdvisoryStatus" s JOIN "AdvisoryVulnerability" v ON v."id" = s."vulnerabilityId"
       WHERE v."advisoryId" = ? AND s."status" = 'known_not_affected' LIMIT 1`,
    ).get(advisoryId) !== undefined
  );
}

/** @throws AppError `input_refused` */
function refuse(problem: string, field?: string): never {
  throw new AppError('input_refused', field === undefined ? { problem } : { problem, field });
}
