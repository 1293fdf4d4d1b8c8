import { v7 } from 'uuid';
import { type Day, day, type Instant } from '../domain/day.ts';
import type { Clock } from '../ports/clock.ts';

/** The clock of the computer. `today` replaces the day, for showing the program as of another one. */
export function systemClock(today: Day | null = null): Clock {
  return {
    now: () => new Date().toISOString() as Instant,
    today: () => today ?? localDay(new Date()),
  };
}

/** The calendar day on the wall of the hospital: the computer's own time zone. */
function localDay(date: Date): Day {
  const pad = (value: number) => String(value).padStart(2, '0');
  return day(`${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`);
}

/** A new UUIDv7. Within one process they sort in the order in which they were made. */
export function newId(): string {
  return v7();
}
