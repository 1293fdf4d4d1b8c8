import type { z } from 'zod';
import type { decisionSchema } from '../../contract/support.ts';
import { type Day, daysBetween } from '../../domain/day.ts';

/** A line of the list of what needs a decision. */
export type Decision = z.input<typeof decisionSchema>;

/** The fields that only some kinds fill, empty. */
export const NO_CONTRACT = {
  bands: [] as Decision['bands'],
  endsLastOn: null,
  contractId: null,
  contract: null,
  yearlyPrice: null,
  renewsTo: null,
  movedDays: null,
  accepted: null,
  exceptionId: null,
  exceptionKind: null,
  taskId: null,
  entitlement: null,
  matches: null,
  title: null,
  owner: null,
  obligation: null,
};

/** Days from today to the day by which somebody has to act; one of the two is 0. */
export function distance(by: Day | null, today: Day): { daysLate: number; daysLeft: number | null } {
  if (by === null) return { daysLate: 0, daysLeft: null };
  const left = daysBetween(today, by);
  return { daysLate: Math.max(0, -left), daysLeft: Math.max(0, left) };
}
