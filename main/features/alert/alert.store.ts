import type { SqlConnection } from '../../data/connection.ts';
import { addDays, type Day } from '../../domain/day.ts';
import { contractDecisions } from './contract-decisions.ts';
import type { Decision } from './decision.ts';
import { deviceDecisions } from './device-decisions.ts';
import { movedDates } from './moved-dates.ts';

/** How far ahead the first screen looks for things that somebody has to do. */
export const DECISION_HORIZON_DAYS = 90;

/**
 * What needs a decision, grouped so that a fleet of four hundred pumps is one line: devices of one model with the same end for
 * the same reason, and for missing dates all devices of one vendor. By the day on which someone must act.
 */
export function listDecisions(sql: SqlConnection, today: Day): Decision[] {
  const until = addDays(today, DECISION_HORIZON_DAYS);
  return [
    ...deviceDecisions(sql, today, until),
    ...contractDecisions(sql, today, until),
    ...movedDates(sql, today),
  ].sort((a, b) => compare(a.by ?? '', b.by ?? '') || b.devices - a.devices || compare(a.key, b.key));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
