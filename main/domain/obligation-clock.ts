import type { ClockDirection, ClockStart, DurationUnit } from './commitment.ts';
import { addDays, addMonths, type Day, day as dayOf, daysBetween, type Instant, YEARS } from './day.ts';

/** Raised whenever a rule here gives other days than before; stored beside what was computed. */
export const RULE_VERSION = 1;

/** Where an obligation stands; the last four are what a person decided (domain.md 2.2, cli.md). */
export const OBLIGATION_STATES = [
  'waiting',
  'running',
  'due_soon',
  'met',
  'met_late',
  'breached',
  'paused',
  'waived',
  'not_applicable',
  'disputed',
  'superseded',
] as const;
export type ObligationState = (typeof OBLIGATION_STATES)[number];

/** The states that a person gives, or that another obligation takes over; they hold whatever the clock says. */
export const SIDE_STATES = ['waived', 'not_applicable', 'disputed', 'superseded'] as const;
export type SideState = (typeof SIDE_STATES)[number];

/** How a start is known: the vendor said it, somebody published it, or it stands in for what nobody said. */
export const START_BASES = ['stated', 'published', 'assumed'] as const;
export type StartBasis = (typeof START_BASES)[number];

/** Which days nobody works on, and the time zone in which days begin and end (IANA name). */
export interface BusinessCalendar {
  /** Public and own holidays; weekends need not be told. */
  isHoliday(on: Day): boolean;
  readonly zone: string;
}

/** The length of a promise's clock. */
export interface Duration {
  readonly amount: number;
  readonly unit: DurationUnit;
  readonly direction: ClockDirection;
}

/** The moment a clock starts: a local day, and the instant where it is known. */
export interface ClockMoment {
  readonly on: Day;
  readonly at: Instant | null;
}

/** A limit: the last local day that is in time; for hours also the last instant. Days end at 23:59:59 local time. */
export type Due = ClockMoment;

/** Something that starts clocks, as it is known. */
export interface StartFact extends ClockMoment {
  readonly event: ClockStart;
  readonly basis: StartBasis;
}

/** What decides the state of an obligation. */
export interface ObligationFacts {
  /** What a person decided, or null. */
  readonly side: SideState | null;
  /** Null while the clock waits for its start. */
  readonly dueOn: Day | null;
  /** Only for hours. */
  readonly dueAt: Instant | null;
  readonly dueSoonOn: Day | null;
  readonly metOn: Day | null;
  /** Only where the time of day is known. */
  readonly metAt: Instant | null;
  /** True while a pause has no last day. */
  readonly paused: boolean;
}

const HOUR = 3_600_000;
const DAY_HOURS = 24;
/** Days before a limit on which it counts as near, where a quarter of the time is less (domain.md 2.2). */
const NEAR_DAYS = 7;
/** The quarter of a promise in months is no more than this (docs/decisions/0022; domain.md W9). */
const NEAR_DAYS_OF_MONTHS = 30;
/** What stands in for the day on which a vendor knew, where it does not say (domain.md 2.2, clock rule 3). */
const IN_PLACE_OF_AWARENESS: readonly ClockStart[] = ['CVE_PUBLISHED', 'PUBLIC_DISCLOSURE', 'KEV_ADDED'];

/** True on Saturdays, Sundays and holidays. */
export function isDayOff(on: Day, calendar: Pick<BusinessCalendar, 'isHoliday'>): boolean {
  return isWeekend(on) || calendar.isHoliday(on);
}

const A_SUNDAY = dayOf('1950-01-01');

function isWeekend(on: Day): boolean {
  const weekday = ((daysBetween(A_SUNDAY, on) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
}

/**
 * The business day `amount` business days after `on`, or before it for a negative amount; `on` itself is not counted, whether
 * it is one or not (domain.md 2.2, clock rules 1 and 2). 0 gives `on`.
 */
export function addBusinessDays(on: Day, amount: number, calendar: Pick<BusinessCalendar, 'isHoliday'>): Day {
  const step = amount < 0 ? -1 : 1;
  let [result, left, off] = [on, Math.abs(amount), 0];
  while (left > 0) {
    result = addDays(result, step);
    if (!isDayOff(result, calendar)) [left, off] = [left - 1, 0];
    // A calendar in which every day is a holiday has no business days to count; its holidays are then not heeded.
    else if (++off > 400 && !isWeekend(result)) left -= 1;
  }
  return result;
}

/**
 * When a promise falls due (domain.md 2.2, clock rules 1, 2, 7). The day of the start is not counted. Hours run through
 * weekends and changes of the clock; where only the day of their start is known, they run from its end, so that nothing counts
 * as late before it surely is. A pause moves the limit by its days, and off days off where business days are promised.
 */
export function dueOf(start: ClockMoment, promise: Duration, calendar: BusinessCalendar, pausedDays: number): Due {
  const amount = promise.direction === 'before' ? -promise.amount : promise.amount;
  if (promise.unit === 'hours') {
    const from = Date.parse(start.at ?? endOfDay(start.on, calendar.zone));
    const at = new Date(from + (amount + pausedDays * DAY_HOURS) * HOUR).toISOString() as Instant;
    return { on: localDayOf(at, calendar.zone), at };
  }
  if (promise.unit === 'business_days') {
    const paused = withinYears(addDays(addBusinessDays(start.on, amount, calendar), pausedDays));
    // It had moved onto a day off: the next business day, which is one after the day before it.
    return { on: isDayOff(paused, calendar) ? addBusinessDays(paused, 1, calendar) : paused, at: null };
  }
  const on = promise.unit === 'months' ? addMonths(start.on, amount) : addDays(start.on, amount);
  return { on: withinYears(addDays(withinYears(on), pausedDays)), at: null };
}

/** No day that the register does not know: a promise of thousands of months is a typing error and never falls due. */
function withinYears(on: Day): Day {
  if (on.length > 10 || on > LAST_DAY) return LAST_DAY;
  return on < FIRST_DAY ? FIRST_DAY : on;
}
const FIRST_DAY = dayOf(`${YEARS.first}-01-01`);
const LAST_DAY = dayOf(`${YEARS.last}-12-31`);

/**
 * The first day on which a limit counts as near: the larger of 7 days and a quarter of the time before it (domain.md 2.2, W14).
 * Of a promise in months the quarter is at most 30 days (W9). Never before the day on which the clock starts.
 */
export function dueSoonOn(start: ClockMoment, promise: Duration, due: Due, pausedDays: number): Day {
  const span = Math.abs(daysBetween(start.on, due.on) - pausedDays);
  const quarter = Math.floor(span / 4);
  const near = Math.max(NEAR_DAYS, promise.unit === 'months' ? Math.min(quarter, NEAR_DAYS_OF_MONTHS) : quarter);
  const on = addDays(due.on, -near);
  return promise.direction === 'after' && on < start.on ? start.on : on;
}

/**
 * The state of an obligation (domain.md 2.2). What a person decided comes first, then what was done, then the clock. What was
 * done while nobody knows the start is met: there is no limit that it could have missed.
 */
export function stateOf(facts: ObligationFacts, now: { readonly today: Day; readonly at: Instant }): ObligationState {
  if (facts.side !== null) return facts.side;
  if (facts.metOn !== null) return isLate(facts, facts.metOn, facts.metAt) ? 'met_late' : 'met';
  if (facts.dueOn === null) return facts.paused ? 'paused' : 'waiting';
  if (facts.paused) return 'paused';
  if (isLate(facts, now.today, now.at)) return 'breached';
  return facts.dueSoonOn !== null && now.today >= facts.dueSoonOn ? 'due_soon' : 'running';
}

/**
 * Whole local days by which an obligation was met late or by which it is overdue, 0 where hours were missed on the very day;
 * null where nothing is late.
 */
export function daysLate(facts: ObligationFacts, now: { readonly today: Day; readonly at: Instant }): number | null {
  const state = stateOf(facts, now);
  if (facts.dueOn === null || (state !== 'met_late' && state !== 'breached')) return null;
  return daysBetween(facts.dueOn, state === 'met_late' && facts.metOn !== null ? facts.metOn : now.today);
}

function isLate({ dueOn, dueAt }: ObligationFacts, on: Day, at: Instant | null): boolean {
  if (dueAt !== null && at !== null) return at > dueAt;
  return dueOn !== null && on > dueOn;
}

/**
 * The start of a clock among what is known: what was stated before what was published before what was assumed, the earliest of
 * each. Where a clock starts with the vendor's knowledge and nobody said when that was, the earliest publication stands in for
 * it as an assumption and names its own event (domain.md 2.2, clock rule 3; W13). Null while nothing is known.
 */
export function startOf(known: readonly StartFact[], clockStart: ClockStart): StartFact | null {
  for (const basis of START_BASES) {
    const exact = earliest(known.filter((fact) => fact.event === clockStart && fact.basis === basis));
    if (exact !== null) return exact;
  }
  if (clockStart !== 'VENDOR_AWARE') return null;
  const published = earliest(known.filter(({ event }) => IN_PLACE_OF_AWARENESS.includes(event)));
  return published && { ...published, basis: 'assumed' };
}

function earliest(facts: readonly StartFact[]): StartFact | null {
  return facts.reduce<StartFact | null>(
    (first, fact) => (first === null || isEarlier(fact, first) ? fact : first),
    null,
  );
}

/**
 * Which of several limits for the same thing holds: the earliest, the first of equal ones. For promises of the same kind
 * (clock rule 5), and for a severity that changed: one that rose keeps the earlier of both limits, one that fell the old one,
 * so the old limit stands first and a later one never takes its place (clock rule 4; W12). Null for none.
 */
export function leading<T extends Due>(limits: readonly T[]): T | null {
  return limits.reduce<T | null>((first, limit) => (first === null || isEarlier(limit, first) ? limit : first), null);
}

/** By instants where both have one, else by days. */
function isEarlier(a: ClockMoment, b: ClockMoment): boolean {
  return a.at !== null && b.at !== null ? a.at < b.at : a.on < b.on;
}

/**
 * Days for which a clock stood still until `today`, each day once; first and last day of a pause count, one without a last day
 * runs on. A pause that began after the limit had passed stops nothing: `dueAfter` gives the limit after so many paused days.
 */
export function pausedDaysOf(
  pauses: readonly { readonly fromOn: Day; readonly untilOn: Day | null }[],
  today: Day,
  dueAfter: (pausedDays: number) => Day | null,
): number {
  let total = 0;
  let counted: Day | null = null;
  for (const { fromOn, untilOn } of [...pauses].sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1))) {
    const due = dueAfter(total);
    if (due !== null && fromOn > due) break;
    const first: Day = counted !== null && counted >= fromOn ? addDays(counted, 1) : fromOn;
    const last: Day = untilOn ?? today;
    if (last < first) continue;
    total += daysBetween(first, last) + 1;
    counted = last;
  }
  return total;
}

/** The calendar day that `at` is in a time zone. */
export function localDayOf(at: Instant, zone: string): Day {
  return wallClock(Date.parse(at), zone).slice(0, 10) as Day;
}

/** The last second of a local day. */
export function endOfDay(on: Day, zone: string): Instant {
  return instantOf(on, '23:59:59', zone);
}

/**
 * The instant at which a clock on the wall shows `time` (`HH:MM:SS`) on a day; the first of two, and where the hour is left out
 * the instant after as much time has passed.
 */
export function instantOf(on: Day, time: string, zone: string): Instant {
  const wall = Date.parse(`${on}T${time}Z`);
  const offset = (moment: number) => Date.parse(`${wallClock(moment, zone)}Z`) - moment;
  // The zone is a day off at most; the earlier guess wins, so an hour that comes twice is its first one.
  const guesses = [wall - offset(wall - DAY_HOURS * HOUR), wall - offset(wall + DAY_HOURS * HOUR)];
  const fitting = guesses.filter((guess) => guess + offset(guess) === wall).sort((a, b) => a - b);
  return new Date(fitting[0] ?? Math.max(...guesses)).toISOString() as Instant;
}

/** `YYYY-MM-DDTHH:MM:SS` as it is shown in a time zone. */
function wallClock(moment: number, zone: string): string {
  const parts = formatOf(zone).formatToParts(moment);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(zone, format);
  return format;
}
