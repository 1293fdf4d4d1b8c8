import type { Day, Instant } from '../domain/day.ts';

/** What time it is, as the host says. Rules never read it themselves (design.md 7). */
export interface Clock {
  now(): Instant;
  /** The calendar day where the hospital is. */
  today(): Day;
}
