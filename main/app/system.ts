import { randomUUID } from 'node:crypto';
import { type Day, day, type Instant, YEARS } from '../domain/day.ts';
import type { Clock } from '../ports/clock.ts';

/** The clock of the computer. `today` replaces the day, for showing the program as of another one. */
export function systemClock(today: Day | null = null): Clock {
  return {
    now: () => new Date().toISOString() as Instant,
    today: () => today ?? localDay(new Date()),
  };
}

/** No clock that says a later one is right. Terms that run on from there still end in years that the register knows. */
const LAST_YEAR = YEARS.last - 50;

/**
 * The calendar day on the wall of the hospital: the computer's own time zone. A clock that is off by centuries gives the nearest
 * day that the register knows, so that the vault can still be read.
 */
export function localDay(date: Date): Day {
  if (date.getFullYear() < YEARS.first) return day(`${YEARS.first}-01-01`);
  if (date.getFullYear() > LAST_YEAR) return day(`${LAST_YEAR}-12-31`);
  const pad = (value: number) => String(value).padStart(2, '0');
  return day(`${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`);
}

let last = { millisecond: 0, count: 0 };

/** From now on new ids come after this one: a clock that was set back must not make newer records sort before older ones. */
export function newIdsAfter(id: string): void {
  const millisecond = Number.parseInt(id.replace('-', '').slice(0, 12), 16);
  if (millisecond >= last.millisecond) last = { millisecond: millisecond + 1, count: 0 };
}

/**
 * A new UUIDv7 (RFC 9562, 6.2 method 1): the time, a counter within the millisecond, 62 random bits. Within one vault they
 * sort in the order in which they were made, see {@link newIdsAfter}. The random part is a random UUID's, which Node draws from the system in bulk:
 * an import makes hundreds of thousands.
 */
export function newId(): string {
  const now = Date.now();
  if (now > last.millisecond) last = { millisecond: now, count: 0 };
  else if (last.count < 0xfff) last.count += 1;
  // A full millisecond, or a clock that was set back, goes on from the last one.
  else last = { millisecond: last.millisecond + 1, count: 0 };
  const time = last.millisecond.toString(16).padStart(12, '0');
  const count = last.count.toString(16).padStart(3, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${randomUUID().slice(19)}`;
}
