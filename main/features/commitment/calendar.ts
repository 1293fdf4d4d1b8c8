import { createRequire } from 'node:module';
import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Day } from '../../domain/day.ts';
import type { BusinessCalendar } from '../../domain/obligation-clock.ts';
import type * as Library from './holidays.ts';

/** Setting that holds on which days the organisation does not work, as JSON with its revision. */
export const BUSINESS_CALENDAR = 'businessCalendar';

/** A day off of the organisation's own, such as a works holiday. */
export interface OwnDayOff {
  readonly on: Day;
  readonly name: string;
}

/** On which days the organisation does not work, besides weekends. */
export interface CalendarSetting {
  /** Country and region whose public holidays hold, such as `DE-BY`; null for none. */
  readonly code: string | null;
  readonly daysOff: readonly OwnDayOff[];
  /** 0 while nobody decided. */
  readonly revision: number;
}

/** What the organisation decided; no holidays at all before. */
export function calendarSetting(sql: SqlConnection): CalendarSetting {
  const row = statement<[string], { value: string }>(sql, 'SELECT "value" FROM "Setting" WHERE "key" = ?').get(
    BUSINESS_CALENDAR,
  );
  return readCalendarSetting(row?.value ?? null);
}

/** The setting from its text; null where nobody decided. */
export function readCalendarSetting(value: string | null): CalendarSetting {
  return value === null ? { code: null, daysOff: [], revision: 0 } : (JSON.parse(value) as CalendarSetting);
}

/** Writes the setting. Whatever is counted in business days has to be computed anew. */
export function writeCalendarSetting(sql: SqlConnection, setting: CalendarSetting, now: string): void {
  statement<[string, string, string]>(
    sql,
    `INSERT INTO "Setting" ("key", "value", "updatedAt") VALUES (?, ?, ?)
     ON CONFLICT ("key") DO UPDATE SET "value" = excluded."value", "updatedAt" = excluded."updatedAt"`,
  ).run(BUSINESS_CALENDAR, JSON.stringify(setting), now);
}

/**
 * The days off by which business days are counted: the public holidays of `code`, or, for null, those that the organisation
 * chose for itself with its own days off. Days begin and end in the time zone of the computer, as "today" does. Nothing is
 * loaded before the first question about a day.
 */
export function calendarOf(sql: SqlConnection, code: string | null): BusinessCalendar {
  return {
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    isHoliday: holidaysBy(code === null ? calendarSetting(sql) : { code, daysOff: [] }),
  };
}

/** Which days are free by a country or region and by own days off. */
export function holidaysBy({ code, daysOff }: Pick<CalendarSetting, 'code' | 'daysOff'>): (on: Day) => boolean {
  const own = new Set<string>(daysOff.map(({ on }) => on));
  return (on) => own.has(on) || (code !== null && holidaysOf(code, Number(on.slice(0, 4))).has(on));
}

/** The public holidays of a country or region in a year, by day with their name. */
export function holidaysOf(code: string, year: number): ReadonlyMap<string, string> {
  const key = `${code} ${year}`;
  const known = computed.get(key);
  if (known !== undefined) return known;
  const holidays = new Map(
    library()
      .publicHolidays(code, year)
      .map(({ on, name }) => [on, name]),
  );
  computed.set(key, holidays);
  return holidays;
}
const computed = new Map<string, ReadonlyMap<string, string>>();

/** All countries and regions whose holidays are known, by name. */
export function holidayRegions(): readonly Library.HolidayRegion[] {
  regions ??= library().holidayRegions();
  return regions;
}
let regions: readonly Library.HolidayRegion[] | undefined;

/** True for a country or region whose holidays are known. */
export function isHolidayRegion(code: string): boolean {
  return holidayRegions().some((region) => region.code === code);
}

/** The name of a country or region; its code where nobody knows it, null for none. */
export function regionName(code: string | null): string | null {
  return code === null ? null : (holidayRegions().find((region) => region.code === code)?.name ?? code);
}

/** Loaded at the first question, at once: rules that count days cannot wait for it. */
function library(): typeof Library {
  const file = import.meta.url.endsWith('.ts') ? './holidays.ts' : './holidays.js';
  loaded ??= createRequire(import.meta.url)(file) as typeof Library;
  return loaded;
}
let loaded: typeof Library | undefined;
