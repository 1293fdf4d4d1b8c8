import type { z } from 'zod';
import type { alertSchema } from '../../contract/alert.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import { ACTIONS } from '../../domain/action.ts';
import { type AlertFacts, isQuiet, returnsOf } from '../../domain/alert.ts';
import { addDays, type Day } from '../../domain/day.ts';
import { contractDecisions } from './contract-decisions.ts';
import type { Decision } from './decision.ts';
import { deviceDecisions, deviceFacts } from './device-decisions.ts';
import { entitlementDecisions } from './entitlement-decisions.ts';
import { erasureDecisions } from './erasure-decisions.ts';
import { exceptionDecisions } from './exception-decisions.ts';
import { findingDecisions } from './finding-decisions.ts';
import { basisOf, type HandlingRow, handlings, UNHANDLED } from './handling.store.ts';
import { handoverDecisions } from './handover-decisions.ts';
import { movedDates } from './moved-dates.ts';
import { isAboutObligations, obligationDecisions, obligationFacts } from './obligation-decisions.ts';
import { statementDecisions } from './statement-decisions.ts';
import { taskDecisions } from './task-decisions.ts';

/** A decision with what was done about it. */
export type Alert = z.input<typeof alertSchema>;

/** How far ahead the first screen looks for things that somebody has to do. */
export const DECISION_HORIZON_DAYS = 90;

/**
 * What needs a decision, grouped so that a fleet of four hundred pumps is one line: devices of one model with the same reason,
 * and for missing dates all devices of one vendor. By the day on which someone must act.
 */
export function listDecisions(sql: SqlConnection, today: Day): Decision[] {
  const until = addDays(today, DECISION_HORIZON_DAYS);
  return [
    ...deviceDecisions(sql, today, until),
    ...contractDecisions(sql, today, until),
    ...entitlementDecisions(sql, today),
    ...movedDates(sql, today),
    ...exceptionDecisions(sql, today),
    ...handoverDecisions(sql, today, until),
    ...erasureDecisions(sql, today),
    ...taskDecisions(sql, today, until),
    ...statementDecisions(sql, today, until),
    ...obligationDecisions(sql, today),
    ...findingDecisions(sql, today),
  ].sort((a, b) => compare(a.by ?? '', b.by ?? '') || b.devices - a.devices || compare(a.key, b.key));
}

/** The list as it was last read on a connection; each change of the vault asks for it several times. */
const kept = new WeakMap<
  SqlConnection,
  { readonly version: number; readonly today: Day; readonly alerts: readonly Alert[] }
>();

/**
 * What needs a decision, with what was done about it and whether that still holds. Only for connections that read: it is kept
 * until another connection commits.
 */
export function listAlerts(sql: SqlConnection, today: Day): readonly Alert[] {
  const version = statement<[], number>(sql, 'PRAGMA data_version').pluck().get() ?? 0;
  const last = kept.get(sql);
  if (last?.version === version && last.today === today) return last.alerts;
  const known = handlings(sql);
  const alerts = listDecisions(sql, today).map((decision) =>
    alertOf(sql, decision, known.get(decision.key) ?? null, today),
  );
  kept.set(sql, { version, today, alerts });
  return alerts;
}

/** What a person decides on: of devices each one's dates, of anything else the line's own. */
export function factsOf(sql: SqlConnection, decision: Decision, today: Day): AlertFacts {
  if (isAboutObligations(decision)) return obligationFacts(sql, decision, today);
  return isAboutDevices(decision)
    ? deviceFacts(sql, decision, today, addDays(today, DECISION_HORIZON_DAYS))
    : [{ by: decision.by, end: decision.endsOn, members: [memberOf(decision)] }];
}

/** A line that stands for many things is another one as soon as something joins them. */
function memberOf({ key, matches }: Decision): string {
  return matches === null ? key : `${key}|${matches.newestOn}|${matches.exploited > 0}`;
}

/** Whether a line stands for devices of the register that somebody has to act on. */
export function isAboutDevices({ kind }: Decision): boolean {
  return ACTIONS.some((action) => action === kind);
}

function alertOf(sql: SqlConnection, decision: Decision, handling: HandlingRow | null, today: Day): Alert {
  const { state, snoozedUntilOn, assignee, reason } = handling ?? UNHANDLED;
  const shown = { ...decision, state, snoozedUntilOn, assignee, reason, revision: handling?.revision ?? 0 };
  if (handling === null || state === 'open') {
    return { ...shown, quiet: false, decidedBy: null, decidedOn: null, back: [] };
  }
  const { decidedBy, decidedOn, facts } = basisOf(handling);
  const decided = { state, snoozedUntilOn, facts };
  const back = returnsOf(decided, factsOf(sql, decision, today), today);
  return { ...shown, quiet: isQuiet(decided, back), decidedBy, decidedOn, back };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
