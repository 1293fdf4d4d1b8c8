import { statement } from '../../data/connection.ts';
import { addDays } from '../../domain/day.ts';
import { DECISION_HORIZON_DAYS, factsOf } from '../alert/alert.store.ts';
import { contractDecisions } from '../alert/contract-decisions.ts';
import { saveHandling, UNHANDLED } from '../alert/handling.store.ts';
import type { CommandContext } from '../context.ts';

/** Days for which whoever opens the made-up hospital has been away: long enough for something to have fallen due. */
const AWAY_DAYS = 42;

/** One decision given to a colleague, one that waits for an offer, and some weeks of absence. */
export function makeHandled(context: CommandContext): void {
  const { sql, today, actor, user } = context;
  const lines = contractDecisions(sql, today, addDays(today, DECISION_HORIZON_DAYS));
  for (const decision of lines) {
    const ends = decision.kind === 'contract_ends';
    const basis = {
      name: decision.contract ?? '',
      decidedBy: ends ? actor : null,
      decidedOn: ends ? today : null,
      facts: factsOf(sql, decision, today),
    };
    const next = ends
      ? { state: 'snoozed' as const, snoozedUntilOn: addDays(today, 14), assignee: null, reason: 'Offer awaited' }
      : { ...UNHANDLED, assignee: 'Marta Reis' };
    saveHandling(context, decision.key, null, 0, next, basis);
  }
  statement<[string, string, string]>(
    sql,
    'INSERT OR REPLACE INTO "Visit" ("userId", "seenOn", "seenAt") VALUES (?, ?, ?)',
  ).run(user.id, addDays(today, -AWAY_DAYS), context.now);
}
