import { type SqlConnection, statement } from '../../data/connection.ts';
import { SNOOZE_DAYS } from '../../domain/alert.ts';
import { addDays, type Day } from '../../domain/day.ts';
import { AppError } from '../../domain/error.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { found } from '../records.ts';
import { factsOf, listAlerts, listDecisions } from './alert.store.ts';
import { alertDevices } from './alert-devices.ts';
import type { Decision } from './decision.ts';
import { explainAlerts } from './explain.ts';
import { basisOf, type Handling, handlingOf, saveHandling, UNHANDLED } from './handling.store.ts';
import { lastVisit, meanwhile } from './meanwhile.ts';

/** Items of an absence that are told one by one. */
const MEANWHILE_ITEMS = 50;

export const alertQueries = {
  list: ({ state, assignees, kinds, offset, limit }, { sql, today, user }) => {
    const all = listAlerts(sql, today);
    const quiet = all.filter((one) => one.quiet).length;
    const ofState = state === 'all' ? all : all.filter((one) => one.quiet === (state === 'quiet'));
    const rows = ofState.filter(
      ({ kind, assignee }) =>
        (kinds.length === 0 || kinds.includes(kind)) &&
        (assignees.length === 0 || (assignee !== null && assignees.includes(assignee))),
    );
    return {
      today,
      total: rows.length,
      rows: rows.slice(offset, offset + limit),
      open: all.length - quiet,
      quiet,
      kinds: [...Map.groupBy(ofState, ({ kind }) => kind)].map(([kind, of]) => ({ kind, count: of.length })),
      assignees: [...Map.groupBy(ofState, ({ assignee }) => assignee)]
        .flatMap(([name, of]) => (name === null ? [] : [{ name, own: name === user.name, count: of.length }]))
        .sort((a, b) => Number(b.own) - Number(a.own) || (a.name < b.name ? -1 : 1)),
    };
  },

  devices: ({ key, offset, limit }, { sql, today }) => {
    const line = found(
      listDecisions(sql, today).find((one) => one.key === key),
      'alert',
      key,
    );
    return alertDevices(sql, line, today, { offset, limit });
  },

  explain: ({ deviceId }, { sql, today }) => explainAlerts(sql, deviceId, today),

  people: (_input, { sql }) =>
    statement<[], string>(
      sql,
      `SELECT "name" FROM "User" UNION SELECT "assignee" FROM "AlertHandling" WHERE "assignee" IS NOT NULL ORDER BY 1 LIMIT 500`,
    )
      .pluck()
      .all(),

  meanwhile: (_input, { sql, today, user }) => {
    const visit = lastVisit(sql, user.id);
    if (visit === null || visit.seenOn >= today) return { since: visit?.seenOn ?? null, today, total: 0, items: [] };
    const absence = { since: visit.seenOn, seenAt: visit.seenAt, today, user: user.name };
    const items = meanwhile(sql, absence, listAlerts(sql, today));
    return { since: visit.seenOn, today, total: items.length, items: items.slice(0, MEANWHILE_ITEMS) };
  },
} satisfies QueryHandlers<'alert', 'list' | 'devices' | 'explain' | 'people' | 'meanwhile'>;

export const alertCommands = {
  acknowledge: ({ alerts, reason }, context) =>
    decide(context, alerts, { state: 'acknowledged', snoozedUntilOn: null, reason }),

  snooze: ({ alerts, untilOn, reason }, context) => {
    const { today } = context;
    if (untilOn <= today || untilOn > addDays(today, SNOOZE_DAYS))
      throw new AppError('input_refused', { problem: 'snooze_day', field: 'untilOn' });
    return decide(context, alerts, { state: 'snoozed', snoozedUntilOn: untilOn, reason });
  },

  assign: ({ alerts, assignee }, context) => {
    const lines = linesOf(context);
    return each(alerts, (key, revision) => {
      const before = handlingOf(context.sql, key);
      const basis = before ? basisOf(before) : newBasis(context, found(lines.get(key), 'alert', key), null);
      return saveHandling(context, key, before, revision, { ...(before ?? UNHANDLED), assignee }, basis);
    });
  },

  reopen: ({ alerts }, context) =>
    each(alerts, (key, revision) => {
      const before = found(handlingOf(context.sql, key), 'alert', key);
      const next = { ...UNHANDLED, assignee: before.assignee };
      const basis = { ...basisOf(before), decidedBy: null, decidedOn: null };
      return saveHandling(context, key, before, revision, next, basis);
    }),

  seen: (_input, { sql, today, now, user }) => {
    statement<[string, string, string]>(
      sql,
      `INSERT INTO "Visit" ("userId", "seenOn", "seenAt") VALUES (?, ?, ?)
       ON CONFLICT ("userId") DO UPDATE SET "seenOn" = excluded."seenOn", "seenAt" = excluded."seenAt"`,
    ).run(user.id, today, now);
    return { seenOn: today };
  },
} satisfies CommandHandlers<'alert', 'acknowledge' | 'snooze' | 'assign' | 'reopen' | 'seen'>;

interface Chosen {
  readonly key: string;
  readonly revision: number;
}

/** Puts lines aside as they are now: what they say today is what was decided on. */
function decide(context: CommandContext, alerts: readonly Chosen[], decision: Omit<Handling, 'assignee'>) {
  const lines = linesOf(context);
  return each(alerts, (key, revision) => {
    const line = found(lines.get(key), 'alert', key);
    const before = handlingOf(context.sql, key);
    const next = { ...decision, assignee: before?.assignee ?? null };
    return saveHandling(context, key, before, revision, next, newBasis(context, line, context.today));
  });
}

function each(alerts: readonly Chosen[], save: (key: string, revision: number) => number) {
  const once = new Map(alerts.map(({ key, revision }) => [key, revision]));
  return { alerts: [...once].map(([key, revision]) => ({ key, revision: save(key, revision) })) };
}

function linesOf({ sql, today }: { readonly sql: SqlConnection; readonly today: Day }): ReadonlyMap<string, Decision> {
  return new Map(listDecisions(sql, today).map((line) => [line.key, line]));
}

function newBasis({ sql, actor, today }: CommandContext, line: Decision, decidedOn: Day | null) {
  const { contract, title, vendor, model } = line;
  return {
    name: contract ?? title ?? [vendor, model].filter(Boolean).join(' '),
    decidedBy: decidedOn && actor,
    decidedOn,
    facts: factsOf(sql, line, today),
  };
}
